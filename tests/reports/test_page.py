"""The report: what a page says, what it may load, and what templates of one's own may do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cjmap.check import Selection, Session, run
from cjmap.facts.subject import Subject
from cjmap.reports.collect import collect
from cjmap.reports.images import LIMIT
from cjmap.reports.index import Undrawn, write_index
from cjmap.reports.names import name_pages
from cjmap.reports.page import write_page
from cjmap.reports.templating import ReportError, Templates
from tests.views.maps import TODAY

EXAMPLES = sorted(Path("examples").resolve().glob("*/*.journey.yaml"))
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EVIL = '</script></style><script>alert(1)</script>" onload="alert(2)" {{ 7 * 7 }} \''

COAT: dict[str, Any] = {
    "title": "Buy a coat",
    "language": "en",
    "personas": ["Laura", {"name": "Jorge", "type": "secondary"}],
    "stages": [
        {
            "name": "Awareness",
            "goal": "Find a coat",
            "success": "Opens its page",
            "owner": "Marketing",
            "touchpoints": [
                {
                    "name": "Advert",
                    "channel": "instagram",
                    "personas": ["laura"],
                    "moment_of_truth": True,
                    "emotion": {"score": 1.5, "quote": "That is the one"},
                    "does": ["Stops to look"],
                    "pains": [{"text": "No price", "severity": 4}],
                    "opportunities": [
                        {
                            "text": "Show the price",
                            "customer_value": 4,
                            "business_value": 5,
                            "effort": 2,
                            "status": "doing",
                            "ticket": "https://example.org/42",
                        }
                    ],
                },
                {"name": "Shop window", "channel": "store", "emotions": {"jorge": -1}},
            ],
            "metrics": [{"type": "reach", "value": 12400}],
        },
        {"name": "Purchase", "metrics": [{"type": "reach", "value": 1240}], "pains": []},
    ],
}


class Page(HTMLParser):
    """A page as elements: (tag, attributes), and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in self.raw:
            self._open.append(tag)
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.raw:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw[self._open[-1]][-1] += data
        elif data.strip():
            self.texts.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def having(self, **attributes: str) -> list[dict[str, str]]:
        wanted = {name.replace("_", "-").strip("-"): value for name, value in attributes.items()}
        return [
            found
            for _, found in self.elements
            if all(found.get(name) == value for name, value in wanted.items())
        ]


def facts_of(data: Mapping[str, Any], folder: Path, name: str = "coat") -> Subject:
    """The facts of a map in a file of its own, for what reads its neighbours."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.journey.yaml"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    facts = Session(today=TODAY).subject(file)
    assert facts is not None
    return facts


def page_of(data: Mapping[str, Any], folder: Path, **more: Any) -> Page:
    return Page(text_of(data, folder, **more))


def text_of(data: Mapping[str, Any], folder: Path, **more: Any) -> str:
    facts = facts_of(data, folder)
    session = Session(today=TODAY)
    found = run(session, [facts.file], Selection(select=("ALL",))).findings
    return write_page(collect(facts, found), **more).text


def test_the_page_says_what_the_map_says(tmp_path: Path) -> None:
    page = page_of(COAT, tmp_path)
    for words in (
        "Buy a coat",
        "Laura",
        "Awareness",
        "Find a coat Success: Opens its page",
        "Advert",
        "“That is the one”",
        "Stops to look",
        "No price",
        "Severity 4 of 5.",
        "Show the price",
        "12,400",
        "← 10% of “Awareness”",
        "Marketing",
    ):
        assert words in page.text, words
    assert "Moment of truth" in page.text
    assert page.having(href="https://example.org/42", rel="noopener noreferrer")


def test_an_empty_cell_names_the_finding_that_speaks_of_it(tmp_path: Path) -> None:
    page = page_of(COAT, tmp_path)
    gaps = [found for found in page.having(_class="gap") if "href" in found]
    anchors = {found.get("id") for _, found in page.elements}
    assert gaps
    assert all(gap["href"].removeprefix("#") in anchors for gap in gaps)
    assert "No touchpoint CJ301" in page.text
    # Denied on purpose is no gap.
    assert "looked at: none" in page.text


def test_what_nobody_says_has_no_lane(tmp_path: Path) -> None:
    rows = {found.get("class") for tag, found in page_of(COAT, tmp_path).elements if tag == "tr"}
    assert {"touchpoints", "does", "emotion", "pains", "reach", "owner"} <= rows
    assert not {"gains", "backstage", "automation", "thinks-nothing"} & rows


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
    classes = [
        found.get("class", "") for tag, found in page_of(data, tmp_path).elements if tag == "tr"
    ]
    order = [
        name
        for name in classes
        if name.startswith("parting") or name in ("frontstage", "backstage", "support")
    ]
    assert order == [
        "parting line-frontstage",
        "frontstage",
        "parting line-backstage",
        "backstage",
        "parting line-support",
        "support",
    ]
    # The same lanes without the kind have no lines.
    plain = page_of({**data, "kind": "journey"}, tmp_path / "plain")
    assert not [found for _, found in plain.elements if "parting" in found.get("class", "")]


def test_findings_stand_with_code_and_place(tmp_path: Path) -> None:
    page = page_of(COAT, tmp_path)
    assert "CJ301" in page.text
    assert re.search(r"\.journey\.yaml:\d+", page.text)


def test_the_page_speaks_the_language_of_the_map(tmp_path: Path) -> None:
    text = text_of({**COAT, "language": "es"}, tmp_path)
    assert '<html lang="es">' in text
    assert "Puntos de contacto" in text
    assert "12.400" in text


def test_nothing_that_a_map_says_becomes_markup(tmp_path: Path) -> None:
    plain = page_of(COAT, tmp_path / "plain")
    data = {
        **COAT,
        "title": EVIL,
        "organization": EVIL,
        "personas": [
            {"name": "Laura", "quote": EVIL, "id": "laura"},
            {"name": EVIL, "id": "jorge"},
        ],
    }
    touchpoint = {**COAT["stages"][0]["touchpoints"][0], "name": EVIL, "quote": EVIL}
    stage = {**COAT["stages"][0], "name": EVIL, "touchpoints": [touchpoint]}
    page = page_of({**data, "stages": [stage, COAT["stages"][1]]}, tmp_path / "evil")
    assert page.raw["script"] == plain.raw["script"]
    assert len(page.raw["style"]) == 1
    assert not [found for _, found in page.elements if any(name.startswith("on") for name in found)]
    assert not [found for _, found in page.elements if "style" in found]
    assert "{{ 7 * 7 }}" in page.text


def test_controls_do_not_reach_the_page(tmp_path: Path) -> None:
    text = text_of({**COAT, "description": "bell \x07 and \x1b[31m red"}, tmp_path)
    assert "\x07" not in text
    assert "\x1b" not in text


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(tmp_path: Path) -> None:
    page = page_of(COAT, tmp_path)
    (meta,) = page.having(http_equiv="Content-Security-Policy")
    policy = dict(part.strip().split(" ", 1) for part in meta["content"].split(";"))

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert policy.pop("style-src") == digest(page.raw["style"][0])
    assert policy.pop("script-src") == digest(page.raw["script"][0])
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
    if facts is None or not facts.journey.stages:
        pytest.skip("a map that cannot be drawn")
    page = Page(write_page(collect(facts, run(session, [file], Selection()).findings)).text)
    for tag, found in page.elements:
        for name in ("src", "srcset", "data", "poster", "action", "formaction"):
            assert found.get(name, "data:").startswith("data:"), (tag, found)
        if tag == "link":
            assert found["href"].startswith("data:")
        if tag == "use":
            assert found["href"].startswith("#")
    assert not re.search(r"@import|url\((?!#)", page.raw["style"][0])


def test_a_baseline_shows_what_changed(tmp_path: Path) -> None:
    facts_of(COAT, tmp_path, "before")
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
    page = Page(
        write_page(collect(facts, ()), pages={tmp_path / "before.journey.yaml": "before.html"}).text
    )
    assert "compared with “Buy a coat”" in page.text
    assert "▲ 1 up by 1" in page.text
    assert page.having(href="before.html")


# -- the curve ------------------------------------------------------------------------------------


def scored(*scores: float | None) -> dict[str, Any]:
    """A map with a touchpoint a stage; None is a stage without a score."""
    stages = [
        {
            "name": f"Stage {n}",
            "touchpoints": [{"name": f"T{n}"} | ({} if s is None else {"emotion": s})],
        }
        for n, s in enumerate(scores)
    ]
    return {"title": "Curve", "personas": ["Laura"], "stages": stages}


def test_no_line_leads_across_a_stage_that_says_nothing(tmp_path: Path) -> None:
    page = page_of(scored(1, 2, None, -1, 0), tmp_path)
    (line,) = [found for _, found in page.elements if found.get("class", "").startswith("line p0")]
    assert line["d"].count("M") == 2
    assert len(page.having(_class="hole")) == 1


def test_faces_stand_at_the_scores(tmp_path: Path) -> None:
    page = page_of(scored(2, -2, 0), tmp_path)
    dots = [found for _, found in page.elements if found.get("class", "").startswith("dot f")]
    assert [dot["class"] for dot in dots] == ["dot f4", "dot f0", "dot f2"]
    high, low, middle = (float(dot["y"]) for dot in dots)
    assert high < middle < low
    assert middle - high == low - middle
    assert "T1" in dots[1]["aria-label"]
    assert "−2" in dots[1]["aria-label"]


def test_equal_feelings_stand_side_by_side(tmp_path: Path) -> None:
    data = scored(1)
    data["personas"] = ["Laura", "Jorge", "Ana"]
    page = page_of(data, tmp_path)
    places = [
        float(found["x"].rstrip("%"))
        for _, found in page.elements
        if found.get("class", "").startswith("dot f")
    ]
    assert len(set(places)) == 3


# -- pictures -------------------------------------------------------------------------------------


def with_photo(source: str) -> dict[str, Any]:
    return {**COAT, "personas": [{"name": "Laura", "photo": source}, "Jorge"]}


def test_a_photo_is_part_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "laura.jpg").write_bytes(PIXEL)
    page = page_of(with_photo("laura.jpg"), tmp_path)
    (image,) = [found for tag, found in page.elements if tag == "img"]
    # The bytes say what it is, not the name.
    assert image["src"] == "data:image/png;base64," + base64.b64encode(PIXEL).decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "PNG"),
        (PIXEL + b"\0" * LIMIT, "1 MiB"),
    ],
    ids=["svg", "large"],
)
def test_other_files_are_left_out_with_a_note(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "laura.png").write_bytes(content)
    written = write_page(collect(facts_of(with_photo("laura.png"), tmp_path), ()))
    assert "<img" not in written.text
    (note,) = written.notes
    assert said in note.render()


def test_a_photo_outside_the_workspace_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    inside = tmp_path / "maps"
    inside.mkdir()
    (inside / "cjmap.toml").touch()
    (inside / "linked.png").symlink_to(tmp_path / "secret.png")
    for source in ("../secret.png", "linked.png", str(tmp_path / "secret.png"), "missing.png"):
        assert "<img" not in write_page(collect(facts_of(with_photo(source), inside), ())).text


# -- templates ------------------------------------------------------------------------------------


def test_a_template_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html.j2").write_text(
        "<title>{{ heading.title }}</title><p>{{ tr('Coverage') }}</p>"
    )
    text = text_of({**COAT, "title": "A & B", "language": "es"}, tmp_path, templates=Templates(own))
    assert text.startswith("<title>A &amp; B</title><p>Cobertura</p>")


def test_a_template_of_ones_own_keeps_the_policy(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "style.css.j2").write_text("body{color:red}")
    page = page_of(COAT, tmp_path, templates=Templates(own))
    (meta,) = page.having(http_equiv="Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(b"body{color:red}").digest()).decode()
    assert f"style-src 'sha256-{digest}'" in meta["content"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "line 1"),
        ("{{ nothing_of_that_name }}", "nothing_of_that_name"),
        ("{{ heading.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "unsafe"),
        ("{{ tr('{a.__class__}', a=heading) }}", "__class__"),
        ("{% include '../secret.j2' %}", "secret"),
        ("{% include 'linked.j2' %}", "linked"),
        ("{% include '/etc/hostname' %}", "hostname"),
        ("{{ 1 // 0 }}", "zero"),
    ],
)
def test_a_template_reaches_nothing_but_the_page(tmp_path: Path, template: str, said: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret.j2").write_text("the secret")
    (own / "linked.j2").symlink_to(tmp_path / "secret.j2")
    (own / "page.html.j2").write_text(template)
    with pytest.raises(ReportError) as caught:
        text_of(COAT, tmp_path, templates=Templates(own))
    assert said in caught.value.message.render()
    assert "the secret" not in caught.value.message.render()


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no folder"):
        Templates(tmp_path / "nowhere")
    (tmp_path / "style.css").touch()
    with pytest.raises(ReportError, match=r"page\.html\.j2"):
        Templates(tmp_path)


# -- names and index --------------------------------------------------------------------------------


def test_pages_have_names_of_their_own(tmp_path: Path) -> None:
    maps = [
        facts_of({**COAT, "id": name}, tmp_path, f"map-{number}")
        for number, name in enumerate(["coat", "coat", "index", "con", "coat-2"])
    ]
    assert list(name_pages(maps).values()) == [
        "coat.html",
        "coat-2.html",
        "index-2.html",
        "con-map.html",
        "coat-2-2.html",
    ]
    assert list(name_pages(maps[2:3], several=False).values()) == ["index.html"]


def index_of(maps: list[dict[str, Any]], folder: Path, **more: Any) -> Page:
    facts = [facts_of(data, folder, f"map-{number}") for number, data in enumerate(maps)]
    return Page(write_index(facts, {}, name_pages(facts), **more))


def test_the_index_lists_maps_and_what_journeys_share(tmp_path: Path) -> None:
    other = {**COAT, "title": "Return a coat", "personas": ["Laura", "Ana"]}
    stage = {"name": "Return", "touchpoints": [{"name": "Shop window"}, {"name": "Parcel shop"}]}
    page = index_of([COAT, {**other, "stages": [stage]}], tmp_path)
    assert page.having(href="map-0.html")
    assert page.having(href="map-1.html")
    shared = [found["data-words"] for found in page.having(_class="source")]
    assert shared == ["Laura Buy a coat Return a coat", "Shop window Buy a coat Return a coat"]


def test_two_states_of_one_journey_share_nothing(tmp_path: Path) -> None:
    later = {**COAT, "title": "Later", "links": [{"to": "map-0.journey.yaml", "rel": "baseline"}]}
    assert not index_of([COAT, later], tmp_path).having(_class="source")


def test_the_backlog_is_ranked_over_all_maps(tmp_path: Path) -> None:
    def with_opportunity(title: str, value: int, effort: int) -> dict[str, Any]:
        opportunity = {
            "text": f"Idea of {title}",
            "customer_value": value,
            "business_value": value,
            "effort": effort,
        }
        return {**scored(1), "title": title, "opportunities": [opportunity]}

    page = index_of(
        [
            with_opportunity("slow", 2, 4),
            with_opportunity("quick", 5, 1),
            with_opportunity("big", 5, 4),
        ],
        tmp_path,
    )
    entries = [found["data-words"] for _, found in page.elements if found.get("class") == "entry"]
    assert [words.split()[2] for words in entries] == ["quick", "big", "slow"]
    for quadrant in ("Quick win", "Big bet", "Time sink"):
        assert quadrant in page.text


def test_crowded_places_on_the_plot_are_counted(tmp_path: Path) -> None:
    opportunity = {"customer_value": 5, "business_value": 5, "effort": 1}
    opportunities = [{**opportunity, "text": f"Idea {n}"} for n in range(9)]
    page = index_of([{**scored(1), "opportunities": opportunities}, COAT], tmp_path)
    dots = [found for _, found in page.elements if "several" in found.get("class", "")]
    assert len(dots) == 2
    few = index_of([{**scored(1), "opportunities": opportunities[:3]}, COAT], tmp_path / "few")
    circles = [f for _, f in few.elements if f.get("class", "").startswith("dot-ground")]
    assert len({(circle["cx"], circle["cy"]) for circle in circles}) == 4


def test_the_index_names_libraries_and_what_has_no_page(tmp_path: Path) -> None:
    library = facts_of(
        {"title": "People", "kind": "library", "personas": ["Laura Ríos"]}, tmp_path, "people"
    )
    page = index_of([COAT, COAT], tmp_path, libraries=[library], undrawn=[Undrawn("bad.yaml", 2)])
    assert "People" in page.text
    assert "Laura Ríos" in page.text
    assert "bad.yaml · 2 errors keep it from being drawn" in page.text


def test_the_index_speaks_the_language_of_most_maps(tmp_path: Path) -> None:
    spanish = {**COAT, "language": "es"}
    facts = [
        facts_of(data, tmp_path, f"map-{number}")
        for number, data in enumerate([COAT, spanish, spanish])
    ]
    assert '<html lang="es">' in write_index(facts, {}, name_pages(facts))
