"""The page of a map: what stands where, what it may load, and what it makes of pictures and links."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cjmap.check import Selection, Session, run
from cjmap.draw.album import LIMIT, TOTAL
from cjmap.reports.collect import collect
from cjmap.reports.page import widths, write_page
from cjmap.reports.templating import spans_of
from tests.reports.dom import Node, parse
from tests.reports.maps import COAT, PIXEL, facts_of, scored, text_of, tree_of
from tests.views.maps import TODAY

EXAMPLES = sorted(Path("examples").resolve().glob("*/*.journey.yaml"))
EVIL = '</script></style><script>alert(1)</script>" onload="alert(2)" {{ 7 * 7 }} \''


def with_touchpoint(**more: Any) -> dict[str, Any]:
    """The map of the coat whose first touchpoint says this besides."""
    first, *others = COAT["stages"]
    touchpoint, *rest = first["touchpoints"]
    return {**COAT, "stages": [{**first, "touchpoints": [touchpoint | more, *rest]}, *others]}


def test_the_page_says_what_the_map_says(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    for words in (
        "Buy a coat",
        "Laura",
        "Awareness",
        "Find a coat",
        "Success: Opens its page",
        "Moment of truth",
        "Advert",
        "“That is the one”",
        "Stops to look",
        "No price",
        "Severity 4 of 5.",
        "Show the price",
        "12,400",
        "10% of “Awareness”",
        "Marketing",
    ):
        assert words in page.text, words


def test_faces_are_drawn_in_the_colour_of_what_is_said_beside_them(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    for score in range(-2, 3):
        face = page.one("symbol", id=f"face{score + 2}")
        paints = [{part.attributes["fill"], part.attributes.get("stroke")} for part in face.all()]
        # A ring, eyes and a mouth at least, each a stroke or an area in that colour.
        assert len(paints) >= 3
        assert all("currentColor" in paint for paint in paints)
        assert set().union(*paints) == {"currentColor", "none", None}
        assert paints[0] == {"currentColor", "none"}


def test_the_masthead_tells_states_that_matter_by_their_looks(tmp_path: Path) -> None:
    now = tree_of({**COAT, "review_by": "2027-01-01"}, tmp_path).one("div", "masthead")
    assert not now.all("", "future")
    assert not now.all("", "late")
    assert "review by 1 Jan 2027" in now.text
    later = {**COAT, "state": "future", "review_by": "2026-01-01", "organization": "Modas"}
    page = tree_of(later, tmp_path / "later")
    assert page.one("div", "masthead").one("span", "future").text == "future state"
    assert page.one("li", "late").text == "review overdue since 1 Jan 2026"
    assert page.one("head").one("title").children == ["Buy a coat · Modas"]


def test_the_page_is_entered_by_its_parts(tmp_path: Path) -> None:
    def parts(page: Node) -> list[tuple[str, str]]:
        return [(a.attributes["href"], a.text) for a in page.one("nav").all("a")]

    page = tree_of(COAT, tmp_path, index="index.html")
    assert parts(page) == [
        ("index.html", "index.html ← All maps"),
        ("#figures", "Figures"),
        ("#people", "Personas"),
        ("#map", "Map"),
        ("#ways", "Ways"),
        ("#story", "Strengths and weaknesses"),
        ("#hurts", "Pains"),
        ("#priorities", "Opportunities"),
        ("#measures", "Metrics"),
        ("#author", "For the author"),
    ]
    bare = tree_of({**scored(0), "evidence": [{"id": "a", "title": "Talks"}]}, tmp_path / "bare")
    assert parts(bare) == [
        ("#figures", "Figures"),
        ("#people", "Personas"),
        ("#map", "Map"),
        ("#evidence", "Evidence"),
        ("#author", "For the author"),
    ]


def test_an_empty_cell_leads_to_the_finding_that_speaks_of_it(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    gap = page.one("tr", "touchpoints").all("td")[1].one("a", "gap")
    assert gap.text == "No touchpoint"
    finding = page.one("li", "finding", id=gap.attributes["href"].removeprefix("#"))
    assert finding.one("code", title="stage-without-touchpoint").text == "CJ301"
    # Denied on purpose is no gap.
    assert page.one("tr", "pains").all("td")[1].one("span", "quiet").text == "looked at: none"


def test_findings_are_listed_by_gravity_with_code_and_place(tmp_path: Path) -> None:
    listed = tree_of({**COAT, "state": "soon"}, tmp_path).all("li", "finding")
    order = ["error", "warning", "info"]
    ranks = [order.index(next(iter(item.classes - {"finding"}))) for item in listed]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    assert [item.attributes["id"] for item in listed] == [
        f"finding-{n}" for n in range(1, len(listed) + 1)
    ]
    assert all(re.search(r"coat\.journey\.yaml:\d+$", item.text) for item in listed)


def test_what_nobody_says_nor_asks_for_has_no_lane(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    rows = set().union(*(row.classes for row in page.one("table", "grid").all("tr")))
    assert {"touchpoints", "does", "emotion", "pains", "reach", "owner"} <= rows
    assert not {"gains", "backstage", "automation"} & rows


def test_what_is_asked_for_and_nobody_says_is_a_lane_of_gaps(tmp_path: Path) -> None:
    data = {"title": "T", "personas": ["Ana"], "stages": [{"name": "A", "touchpoints": ["a"]}]}
    grid = tree_of(data, tmp_path).one("table", "grid")
    rows = {" ".join(row.classes): row for row in grid.one("tbody").all("tr")}
    for lane, said in (("emotion", "No score"), ("pains", "Not looked at"), ("owner", "No owner")):
        assert said in rows[lane].one("td").text


def test_a_blueprint_has_its_three_lines(tmp_path: Path) -> None:
    stage = {
        "name": "Ward",
        "touchpoints": [
            {
                "name": "Visit",
                "does": ["Waits"],
                "frontstage": [{"actor": "Nurse", "does": "Greets", "fails": "Is away"}],
                "backstage": ["Looks up the file"],
                "support": [{"system": "Records"}],
            }
        ],
    }
    data = {"title": "Surgery", "kind": "blueprint", "personas": ["Ruth"], "stages": [stage]}
    rows = tree_of(data, tmp_path).one("table", "grid").one("tbody").all("tr")
    assert [" ".join(sorted(row.classes)) for row in rows] == [
        "touchpoints",
        "does",
        "line-frontstage parting",
        "frontstage",
        "line-backstage parting",
        "backstage",
        "line-support parting",
        "support",
        # Nobody looked at these yet.
        "pains",
        "metrics",
        "owner",
    ]
    # The same lanes without the kind have no lines.
    assert not tree_of({**data, "kind": "journey"}, tmp_path / "plain").all("tr", "parting")


def test_severity_is_shown_in_dots_where_somebody_assessed_it(tmp_path: Path) -> None:
    pains = [
        {"text": "Grave", "severity": 5},
        {"text": "Small and gone", "severity": 1, "status": "resolved"},
        "Nobody knows",
    ]
    grave, unknown, gone = tree_of(with_touchpoint(pains=pains), tmp_path).all("div", "pain")
    shown = [[dots.children for dots in box.all("i", "grade")] for box in (grave, unknown, gone)]
    assert shown == [[["●●●●●"]], [], [["●○○○○"]]]
    assert unknown.one("span", "severity").text == "in hand"
    assert "Severity 5 of 5." in grave.one("span", "severity").text
    assert [("resolved" in box.classes) for box in (grave, unknown, gone)] == [False, False, True]
    assert [box.attributes["id"] for box in (grave, unknown, gone)] == [
        "pain/awareness/advert/grave",
        "pain/awareness/advert/nobody-knows",
        "pain/awareness/advert/small-and-gone",
    ]


def test_targets_that_are_reached_and_missed_look_so(tmp_path: Path) -> None:
    metrics = [
        {"type": "csat", "value": 90, "target": 80},
        {"type": "nps", "value": 10, "target": 30},
        {"type": "ces", "target": 4},
    ]
    stage = {**COAT["stages"][0], "metrics": metrics}
    cell = tree_of({**COAT, "stages": [stage]}, tmp_path).one("tr", "metrics").one("td")
    assert [part.text for part in cell.all("span", "met")] == ["✓ reached: target ≥ 80%"]
    assert [part.text for part in cell.all("span", "missed")] == ["✗ missed: target ≥ +30"]
    assert [part.text for part in cell.all("span", "open")] == ["target ≥ 4"]
    assert [value.text for value in cell.all("b")] == ["90%", "+10", "–"]


def test_reach_is_a_share_of_the_largest_and_the_worst_drop_stands_out(tmp_path: Path) -> None:
    cells = tree_of(COAT, tmp_path).one("tr", "reach").all("td")
    assert [cell.one("rect", "fill").attributes["width"] for cell in cells] == ["100.0%", "10.0%"]
    assert [[part.text for part in cell.all("span", "alarm")] for cell in cells] == [
        [],
        ["10% of “Awareness”", "the biggest drop of the journey"],
    ]


@pytest.mark.parametrize(
    ("ticket", "href"),
    [
        ("https://example.org/42", "https://example.org/42"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("COAT-42", ""),
        ("mailto:a@example.org", ""),
    ],
)
def test_a_ticket_is_a_link_where_it_is_a_web_address(
    tmp_path: Path, ticket: str, href: str
) -> None:
    opportunity = {"text": "Show the price", "owner": "Web", "ticket": ticket}
    box = tree_of(with_touchpoint(opportunities=[opportunity]), tmp_path).one("div", "opp")
    links = [(a.attributes["href"], a.attributes["rel"], *a.children) for a in box.all("a")]
    assert links == ([(href, "noopener noreferrer", "ticket")] if href else [])
    assert box.all("span", "fine")[-1].text == f"Web · {f'{href} ticket' if href else ticket}"


def test_evidence_leads_to_its_source_where_that_is_a_web_address(tmp_path: Path) -> None:
    evidence = [
        {"id": "talks", "title": "Talks", "type": "interview", "url": "https://example.org/t"},
        {"id": "guess", "title": "Guess", "type": "assumption", "url": "ftp://example.org"},
    ]
    talks, guess = tree_of({**COAT, "evidence": evidence}, tmp_path).all("li", "source")
    assert talks.one("a").attributes["href"] == "https://example.org/t"
    assert not guess.all("a")
    assert "assumed" in guess.one("span", "badge").classes
    assert "assumed" not in talks.one("span", "badge").classes
    assert talks.attributes["id"] == "evidence/talks"


def test_a_number_is_told_once_for_what_stands_at_one_touchpoint(tmp_path: Path) -> None:
    page = tree_of(with_touchpoint(does=["Looks", "Clicks"]), tmp_path)
    numbers = page.one("tr", "does").all("td")[0].all("i", "number")
    assert [("hidden" in number.classes) for number in numbers] == [False, True]
    lists = [cell.one("ul").classes for cell in page.one("tr", "goal").all("td")[:1]]
    assert lists == [{"entries"}]
    assert page.one("tr", "does").all("td")[0].one("ul").classes == {"entries", "numbered"}
    assert page.one("tr", "thinks").all("td")[0].one("ul").classes == {
        "entries",
        "numbered",
        "quotes",
    }


def test_a_card_shows_how_a_touchpoint_feels(tmp_path: Path) -> None:
    cards = tree_of(COAT, tmp_path).all("div", "tp")
    assert [card.classes - {"tp"} for card in cards] == [{"positive"}, {"negative"}]
    assert [
        face.attributes["href"] for card in cards for face in card.all("ul", "faces")[0].all("use")
    ] == [
        "#face4",
        "#face1",
    ]
    # Who takes part is told by the marks of the faces where those are the same.
    assert not cards[0].all("span", "marks")
    joint = {**COAT["stages"][0], "touchpoints": [{"name": "Talk", "personas": ["laura"]}]}
    card = tree_of({**COAT, "stages": [joint]}, tmp_path / "joint").one("div", "tp")
    assert card.one("span", "marks").attributes["aria-label"] == "Laura"


def test_a_persona_tells_all_that_is_known_of_it(tmp_path: Path) -> None:
    laura = {
        "name": "Laura",
        "goals": ["One", "Two", "Three", "Four"],
        "needs": ["Calm"],
        "frustrations": ["Queues"],
        "channels": ["store"],
    }
    page = tree_of({**COAT, "personas": [laura, {"name": "Jorge", "type": "negative"}]}, tmp_path)
    card, other = page.all("article", "persona")
    shown = card.one("dl", "facts")
    assert [part.text for part in shown.all("dt")] == ["Wants", "Needs", "Is bothered by"]
    assert [item.text for item in shown.all("li")] == [*laura["goals"], "Calm", "Queues"]
    assert card.one("p", "prefers").one("span", "channel").one("svg")
    assert [sorted(each.classes) for each in (card, other)] == [
        ["card", "p0", "persona"],
        ["card", "negative", "p1", "persona"],
    ]
    assert not other.all("dl")


def test_many_personas_are_told_apart(tmp_path: Path) -> None:
    data = scored(1) | {"personas": [f"Persona {n}" for n in range(12)]}
    page = tree_of(data, tmp_path)
    cards = page.all("article", "persona")
    assert [card.classes - {"card", "persona"} for card in cards] == [{f"p{n}"} for n in range(12)]
    style = str(page.one("style").children[0])
    assert re.findall(r"^\.p(\d+)\{", style, re.M) == [str(n) for n in range(12)]
    marks = page.one("div", "heats").all("i", "mark")
    assert [mark.text for mark in marks] == [f"P{n}" for n in range(12)]


def test_of_a_crowd_a_card_says_what_all_feel_once_and_of_many_feelings_the_extremes(
    tmp_path: Path,
) -> None:
    names = [f"Persona {n}" for n in range(12)]
    for emotions, shown in (
        (dict.fromkeys(names, 1), [(0, "+1")]),
        (dict.fromkeys(names, 1) | {names[0]: -1}, [(1, "−1"), (3, "+8 +1")]),
        (
            {name: n / 8 for n, name in enumerate(names)},
            [(1, "0"), (1, "+1.38"), (0, "mean +0.69")],
        ),
    ):
        touchpoint = {"name": "One", "emotions": emotions}
        stages = [{"name": "S", "touchpoints": [touchpoint]}]
        page = tree_of({"title": "T", "personas": names, "stages": stages}, tmp_path)
        found = page.one("ul", "faces").all("li")
        assert [len(item.all("i", "mark")) for item in found] == [marks for marks, _ in shown]
        for item, (_, text) in zip(found, shown, strict=True):
            # Beside what a screen reader is told and the signs of those who are named.
            heard = [each.attributes["title"] for each in item.all("span", role="img")]
            seen = item.text
            for part in (*heard, *(each.text for each in item.all("i", "mark"))):
                seen = seen.replace(part, "", 1)
            assert seen.strip() == text


def test_the_page_speaks_the_language_of_the_map(tmp_path: Path) -> None:
    page = tree_of({**COAT, "language": "es"}, tmp_path)
    assert page.one("html").attributes["lang"] == "es"
    assert "Puntos de contacto" in page.text
    assert "12.400" in page.text


def script_of(page: Node) -> str:
    """What runs in a page; the other one is data."""
    (script,) = (one for one in page.all("script") if "type" not in one.attributes)
    return "".join(map(str, script.children))


def told_and_script(page: Node) -> tuple[str, str]:
    """What the script is told of the map, as JSON, and the rest of it."""
    text = script_of(page)
    told = re.search(r"(?m)^const MAP = (.*);$", text)
    assert told is not None
    return told[1], text.replace(told[0], "")


def test_nothing_that_a_map_says_becomes_markup(tmp_path: Path) -> None:
    plain = tree_of(COAT, tmp_path / "plain")
    data = {
        **with_touchpoint(name=EVIL, quote=EVIL),
        "title": EVIL,
        "organization": EVIL,
        "personas": [
            {"name": "Laura", "quote": EVIL, "id": "laura"},
            {"name": EVIL, "id": "jorge"},
        ],
    }
    page = tree_of(data, tmp_path / "evil")
    # What the script is told of the map is one line of data, in which nothing ends the script.
    (told, script), (_, as_ever) = told_and_script(page), told_and_script(plain)
    assert script == as_ever
    assert "<" not in told
    assert json.loads(told)["people"][1]["id"] == "jorge"
    assert len(page.all("style")) == 1
    for node in page.walk():
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
    assert "{{ 7 * 7 }}" in page.text


def test_controls_do_not_reach_the_page(tmp_path: Path) -> None:
    text = text_of({**COAT, "description": "bell \x07 and \x1b[31m red"}, tmp_path)
    assert "\x07" not in text
    assert "\x1b" not in text


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    content = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    policy = dict(part.strip().split(" ", 1) for part in content.split(";"))

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert policy.pop("style-src") == digest("".join(map(str, page.one("style").children)))
    assert policy.pop("script-src") == digest(script_of(page))
    assert policy == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_page_loads_nothing(file: Path) -> None:
    session = Session(today=TODAY)
    facts = session.subject(file)
    assert facts is not None
    page = parse(write_page(collect(facts, run(session, [file], Selection()).findings)).text)
    for node in page.walk():
        for name in ("src", "srcset", "data", "poster", "action", "formaction"):
            assert node.attributes.get(name, "data:").startswith("data:"), node
        if node.tag == "link":
            assert node.attributes["href"].startswith("data:")
        if node.tag == "use":
            assert node.attributes["href"].startswith("#")
    assert not re.search(r"@import|url\((?!#)", str(page.one("style").children[0]))


def test_a_baseline_shows_what_changed(tmp_path: Path) -> None:
    facts_of({**COAT, "metrics": [{"type": "nps", "value": 45}]}, tmp_path, "before")
    later = {
        **COAT,
        "title": "Buy a coat, later",
        "links": [{"to": "before.journey.yaml", "rel": "baseline"}],
        "metrics": [{"type": "nps", "value": 40}],
    }
    stages = [dict(stage) for stage in COAT["stages"]]
    stages[0]["touchpoints"] = [
        COAT["stages"][0]["touchpoints"][0],
        {"name": "Shop window", "channel": "store", "emotions": {"jorge": 1}},
    ]
    facts = facts_of({**later, "stages": stages}, tmp_path, "later")
    pages = {tmp_path / "before.journey.yaml": "before.html"}
    page = parse(write_page(collect(facts, ()), pages=pages).text)
    compared = [part.text for part in page.all("p", "sub")][:2]
    assert compared == ["compared with “Buy a coat”"] * 2
    changes = {
        tile.one("span", "name").text: (change.classes, change.text)
        for told in page.one("section", id="figures").all("div", data_whole="")
        for tile in told.all("p")
        for change in tile.all("span", "change")
    }
    assert changes["NPS"] == ({"change", "worse"}, "▼ 5 down by 5")
    assert changes["mean emotion"] == ({"change", "better"}, "▲ 1 up by 1")
    assert page.all("a", href="before.html")


def test_what_was_promised_stands_beside_what_was_reached() -> None:
    later = Path(__file__).parents[1] / "board" / "maps" / "later.journey.yaml"
    subject = Session(today=TODAY).subject(later)
    assert subject is not None
    page = parse(write_page(collect(subject, ())).text)
    (table,) = (one for one in page.all("table") if one.attributes.get("data-csv") == "promises")
    rows = [" ".join(row.text.split()) for row in table.all("tr")]
    assert rows == [
        "Opportunity Metric Promised Reached",
        "A page with the state of the repair NPS +25 +20 ✗ not as promised",
        # Nobody says which way complaints are better.
        "A page with the state of the repair complaints 2 2",
    ]


def test_what_concerns_the_whole_journey_stands_by_itself(tmp_path: Path) -> None:
    assert not tree_of(COAT, tmp_path).all("section", id="journey-wide")
    for key, value, name in (
        ("pains", ["All of it"], "pain"),
        ("gains", ["All of it"], "gain"),
        ("opportunities", ["All of it"], "opp"),
        ("metrics", [{"type": "nps", "value": 3}], "metric"),
    ):
        page = tree_of({**COAT, key: value}, tmp_path / key)
        assert page.one("section", id="journey-wide").one("div", name)


def test_the_table_tells_the_style_sheet_what_it_needs() -> None:
    assert widths(7) == {
        "lane_width": 132,
        "least_width": 1070,
        "page_width": 1840,
        "page_margin": 32,
        "fits_from": 1135,
        "phone_width": 1686,
        "heat_width": 708,
    }
    # Eight stages fit into an ordinary window, twelve into the widest page; thirteen into none.
    assert widths(8)["fits_from"] <= 1280
    assert 1600 < widths(12)["fits_from"] <= 1840
    assert widths(13)["fits_from"] == 0


# -- pictures -------------------------------------------------------------------------------------


def with_photo(source: str) -> dict[str, Any]:
    return {**COAT, "personas": [{"name": "Laura", "photo": source}, "Jorge"]}


def test_pictures_are_part_of_the_page_with_their_words(tmp_path: Path) -> None:
    (tmp_path / "laura.jpg").write_bytes(PIXEL)
    (tmp_path / "advert.webp").write_bytes(b"RIFF\0\0\0\0WEBP")
    image = {"src": "advert.webp", "alt": "The advert, a coat on a hanger"}
    photo = {"src": "laura.jpg", "alt": "Laura in her shop"}
    data = with_touchpoint(image=image) | {"personas": [{"name": "Laura", "photo": photo}, "Jorge"]}
    page = tree_of(data, tmp_path)
    shown = page.one("article", "persona", "p0").one("div", "avatar")
    # The bytes say what it is, not the name.
    assert shown.one("img").attributes == {
        "src": "data:image/png;base64," + base64.b64encode(PIXEL).decode(),
        "alt": "Laura in her shop",
        "width": "54",
        "height": "54",
    }
    assert page.one("div", "tp", "positive").one("img").attributes == {
        "src": "data:image/webp;base64," + base64.b64encode(b"RIFF\0\0\0\0WEBP").decode(),
        "alt": "The advert, a coat on a hanger",
    }
    # Who has no photo has a sign.
    assert page.one("article", "persona", "p1").one("div", "avatar").text == "J"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\xff\xd8\xff\xe0", "jpeg"), (b"GIF87a..", "gif"), (b"GIF89a..", "gif")],
)
def test_the_kind_of_a_picture_is_read_from_its_bytes(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    (tmp_path / "laura.png").write_bytes(content)
    image = tree_of(with_photo("laura.png"), tmp_path).one("img")
    assert image.attributes["src"].startswith(f"data:image/{kind};base64,")
    assert image.attributes["alt"] == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "PNG"),
        (b"RIFF\0\0\0\0WAVE", "PNG"),
        (PIXEL + b"\0" * LIMIT, "1 MiB"),
    ],
    ids=["svg", "sound", "large"],
)
def test_other_files_are_left_out_with_a_note(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "laura.png").write_bytes(content)
    written = write_page(collect(facts_of(with_photo("laura.png"), tmp_path), ()))
    assert "<img" not in written.text
    (note,) = written.notes
    assert said in note.render()
    assert "laura.png" in note.render()


def test_a_page_holds_so_many_pictures_and_no_more(tmp_path: Path) -> None:
    people = []
    for number in range(TOTAL // LIMIT + 1):
        (tmp_path / f"{number}.png").write_bytes(PIXEL + bytes(LIMIT - len(PIXEL)))
        people.append({"name": f"Persona {number}", "photo": f"{number}.png"})
    written = write_page(collect(facts_of({**COAT, "personas": people}, tmp_path), ()))
    assert written.text.count("<img") == TOTAL // LIMIT
    assert [note.render()[:6] for note in written.notes] == ["10.png"]


def test_a_photo_outside_the_workspace_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    inside = tmp_path / "maps"
    inside.mkdir()
    (inside / "cjmap.toml").touch()
    (inside / "linked.png").symlink_to(tmp_path / "secret.png")
    for source in ("../secret.png", "linked.png", str(tmp_path / "secret.png"), "missing.png"):
        written = write_page(collect(facts_of(with_photo(source), inside), ()))
        assert "<img" not in written.text
        assert written.notes == ()


def test_what_stands_between_backticks_in_a_finding_is_code(tmp_path: Path) -> None:
    page = tree_of(with_touchpoint(emotion="Frustrated"), tmp_path)
    findings = page.one(id="findings")
    assert "`" not in findings.text
    helps = [help for help in findings.all("p", "help") if help.all("code")]
    assert helps
    assert spans_of("a `b` c `d") == [("a ", False), ("b", True), (" c `d", False)]
    assert spans_of("") == []


def test_the_head_says_what_the_page_is_about_and_its_icon_is_a_sound_address(
    tmp_path: Path,
) -> None:
    described = tree_of({**COAT, "description": 'Of "coats"'}, tmp_path / "a")
    assert described.one("meta", name="description").attributes["content"] == 'Of "coats"'
    told = tree_of(COAT, tmp_path / "b")
    assert (
        "Stages: Awareness, Purchase." in told.one("meta", name="description").attributes["content"]
    )
    assert " " not in told.one("link", rel="icon").attributes["href"]


def test_every_cell_that_says_anything_has_a_header(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    for row in [row for table in page.all("table") for row in table.all("tr")]:
        if not row.all("th"):
            assert not [cell for cell in row.all("td") if cell.text]
    assert not [cell for cell in page.one("table", "grid").one("thead").all("td") if cell.text]


def test_what_was_to_be_done_by_now_is_called_overdue(tmp_path: Path) -> None:
    """By whatever it is told: the sentence, the tile, the pain that it answers, the list."""
    owed = {"text": "Lamps", "status": "doing", "owner": "Ann", "pains": ["dark"]}
    pains = [{"id": "dark", "text": "Dark stairs", "severity": 4}]

    def count(due: str, status: str) -> int:
        opportunity = {**owed, "due": due, "status": status}
        stage = {"name": "Enter", "pains": pains, "opportunities": [opportunity]}
        given = {**COAT, "personas": ["Laura"], "stages": [stage]}
        return text_of(given, tmp_path).count(">overdue<")

    assert count("2020-01-01", "doing") == 4
    assert count("2099-01-01", "doing") == 0
    assert count("2020-01-01", "done") == 0
