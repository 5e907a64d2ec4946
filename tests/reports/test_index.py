"""The index of a report: its maps, what they share, their backlog, and the names of their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cjmap.facts.subject import Subject
from cjmap.reports.index import Undrawn
from tests.reports.dom import Node, parse
from tests.reports.maps import COAT, facts_of, name_pages, run_over, scored, write_index_of


def test_pages_are_named_by_the_paths_of_their_maps(tmp_path: Path) -> None:
    maps = [
        facts_of({**COAT, "id": "coat", "title": name}, tmp_path, name)
        for name in ("coat", "index", "con")
    ]
    assert list(name_pages(maps).values()) == ["coat.html", "index-map.html", "con-map.html"]
    assert list(name_pages(maps[1:2]).values()) == ["index-map.html"]


def index_of(
    maps: list[dict[str, Any]], folder: Path, libraries: Sequence[Subject] = (), **more: Any
) -> Node:
    facts = [facts_of(data, folder, f"map-{number}") for number, data in enumerate(maps)]
    return parse(write_index_of(facts, libraries=libraries, **more))


def test_the_index_lists_maps_and_what_journeys_share(tmp_path: Path) -> None:
    other = {**COAT, "title": "Return a coat", "personas": ["Laura", "Ana"]}
    stage = {"name": "Return", "touchpoints": [{"name": "Shop window"}, {"name": "Parcel shop"}]}
    page = index_of([COAT, {**other, "stages": [stage]}], tmp_path)
    assert page.all("a", href="map-0.html")
    assert page.all("a", href="map-1.html")
    shared = [found.attributes["data-words"] for found in page.all("li", "source")]
    assert shared == ["Laura Buy a coat Return a coat", "Shop window Buy a coat Return a coat"]


@pytest.mark.parametrize(
    ("organizations", "title"),
    [
        (("Coats", "Coats"), "Journeys of Coats"),
        (("Coats", None), "Journey maps"),
        (("Coats", "Zoo"), "Journey maps"),
        ((None, None), "Journey maps"),
    ],
)
def test_the_index_is_that_of_one_organization_or_of_maps(
    organizations: tuple[str | None, ...], title: str, tmp_path: Path
) -> None:
    plain = {key: value for key, value in COAT.items() if key != "organization"}
    maps = [{**plain, **({"organization": name} if name else {})} for name in organizations]
    page = index_of(maps, tmp_path)
    assert page.one("h1").text == title


def test_matrices_of_the_index_are_named(index: Node) -> None:
    assert "Coverage of all maps" in [found.text for found in index.all("caption")]


def test_two_states_of_one_journey_share_nothing(tmp_path: Path) -> None:
    later = {**COAT, "title": "Later", "links": [{"to": "map-0.journey.yaml", "rel": "baseline"}]}
    assert not index_of([COAT, later], tmp_path).all("li", "source")


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
    entries = [found.attributes["data-words"] for found in page.all("li", "entry")]
    assert [words.split()[2] for words in entries] == ["quick", "big", "slow"]
    for quadrant in ("Quick win", "Big bet", "Worth a second look"):
        assert quadrant in page.text


def test_what_today_and_its_planned_state_both_propose_counts_once(tmp_path: Path) -> None:
    late = {"text": "Call back", "due": "2020-01-01", "status": "planned", "owner": "Bo"}
    pains = [{"text": "Nobody answers", "severity": 5, "owner": "Bo"}]
    today = {**scored(1), "title": "Coat", "opportunities": [late], "pains": pains}
    planned = {
        **today,
        "title": "Planned",
        "state": "future",
        "opportunities": [late, {"text": "Say when", "owner": "Bo"}],
        "links": [{"to": "map-0.journey.yaml", "rel": "baseline"}],
    }
    # The same words in another journey are another matter.
    other = {**today, "title": "Boots"}
    page = index_of([today, planned, other], tmp_path)
    entries = [found.attributes["data-words"] for found in page.all("li", "entry")]
    assert sorted(words[:9] for words in entries) == ["Call back", "Call back", "Say when "]
    holder = page.all("details", "holder")[0]
    assert " ".join(holder.one("summary").text.split()) == (
        "Bo overdue: 2 3 maps · 2 open pains · 3 open opportunities"
    )
    # Today's map is the one that says it.
    places = [matter.all("a")[0].attributes["href"] for matter in holder.all("li", "matter")]
    assert [place.partition("#")[0] for place in places if "call-back" in place] == [
        "map-0.html",
        "map-2.html",
    ]


def test_crowded_places_on_the_plot_are_counted(tmp_path: Path) -> None:
    opportunity = {"customer_value": 5, "business_value": 5, "effort": 1}
    opportunities = [{**opportunity, "text": f"Idea {n}"} for n in range(9)]
    page = index_of([{**scored(1), "opportunities": opportunities}, COAT], tmp_path)
    assert len(page.all("circle", "several")) == 2
    few = index_of([{**scored(1), "opportunities": opportunities[:3]}, COAT], tmp_path / "few")
    circles = [circle.attributes for circle in few.one("svg", "plot").all("circle")]
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
    assert '<html lang="es">' in write_index_of(facts)


def test_the_index_speaks_in_the_words_of_its_workspace(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text('[words.en]\ntouchpoints = "Moments"\n')
    heat = index_of([COAT, COAT], tmp_path).one("table", "kept")
    assert heat.all("th", scope="col")[0].text == "Moments"


def test_libraries_are_counted_among_those_whose_language_the_index_speaks(tmp_path: Path) -> None:
    kinds = {"title": "People", "kind": "library", "language": "es", "personas": ["Laura"]}
    libraries = [facts_of(kinds, tmp_path, name) for name in ("one", "two")]
    assert index_of([COAT], tmp_path, libraries).one("html").attributes["lang"] == "es"
    # Of as many, the maps' own.
    assert index_of([COAT], tmp_path, libraries[:1]).one("html").attributes["lang"] == "en"


def test_maps_stand_by_their_name_and_not_by_that_of_their_file(tmp_path: Path) -> None:
    names = ("coat-later", "zoo", "coat")
    maps = [facts_of({**COAT, "title": name}, tmp_path, name) for name in names]
    page = parse(write_index_of(maps))
    assert [card.one("h3").one("a").attributes["href"] for card in page.all("article")] == [
        "coat.html",
        "coat-later.html",
        "zoo.html",
    ]


@pytest.fixture(scope="module")
def index() -> Node:
    subjects, found = run_over("later", "everything", "judged")
    return parse(write_index_of(subjects, found))


def test_a_card_says_the_most_of_its_map_and_is_found_by_its_words(index: Node) -> None:
    first, _, later = index.all("article", "mapcard")
    words = first.attributes["data-words"]
    for said in ("Repair a washing machine", "Service desk", "Persona 10", "Call the desk"):
        assert said in words
    # What hurts and what is to be done about it are found, too.
    assert "Codes without words" in words
    assert first.text == (
        "Lavamax (invented) current state in review everything.html Repair a washing machine"
        " Customer journey map · 3 personas · 4 stages · 5 touchpoints mean emotion +0.2"
        " lowest point −2 unanswered pains 0 of 4 coverage 61% Service desk"
        " · review overdue since 1 Nov 2026"
    )
    assert later.one("span", "future").text == "future state"


def test_a_card_draws_each_curve_in_the_colour_of_its_persona(index: Node) -> None:
    first = index.all("article", "mapcard")[0]
    lines = {line.attributes["class"]: line.attributes["d"] for line in first.all("path", "line")}
    # Four places on the way, of which the last is the highest; she who is scored at one is a dot.
    numbers = [float(n) for n in re.findall(r"[\d.]+", lines["line p0"])]
    assert numbers[:2] == [125, 50]
    # The stage before it says nothing of how it feels: no line leads over that.
    assert lines["line p0"].endswith("M875,8h0")
    assert re.fullmatch(r"M625,[\d.]+h0", lines["line p1"])


def test_the_portfolio_shows_each_map_by_what_it_is_held_to(index: Node) -> None:
    heat = index.one("table", "kept")
    head, *rows = heat.all("tr")
    assert [cell.text for cell in head.all("th")][:3] == ["Touchpoints", "Actions", "Thoughts"]
    shown = [[f"{cell.attributes['class']} {cell.text}" for cell in row.all("td")] for row in rows]
    assert shown[2] == [
        "full 100%",
        "partial 50%",
        "na – not asked for",
        "na – not asked for",
        "partial 50%",
        "full 100%",
        "missing 0%",
        "partial 50%",
        "partial 50%",
        "partial 50%",
        "sum 56%",
    ]
    assert [row.one("a").text.partition(" ")[2] for row in rows] == [
        "Repair a washing machine",
        "Buy a spare part",
        "Repair with a promised hour",
    ]
    assert [row.one("a").attributes["href"] for row in rows] == [
        "everything.html",
        "judged.html",
        "later.html",
    ]


def test_what_is_shared_leads_to_each_place_with_how_it_feels(tmp_path: Path) -> None:
    page = index_of([COAT, {**COAT, "title": "Again", "stages": scored(-2)["stages"]}], tmp_path)
    laura = next(one for one in page.all("li", "source") if "Laura" in one.text)
    assert [a.attributes["href"] for a in laura.all("a")] == [
        "map-0.html#persona/laura",
        "map-1.html#persona/laura",
    ]
    scores = [(one.text, one.classes) for one in laura.all("span", "score")]
    assert scores == [("+1.5", {"score", "positive"}), ("−2", {"score", "negative"})]


def test_maps_of_other_scales_are_compared_on_one(tmp_path: Path) -> None:
    stage = {"name": "A", "touchpoints": [{"name": "a", "emotion": 5}, {"name": "b", "emotion": 4}]}
    five = {"title": "F", "personas": ["Ana"], "emotion_scale": [1, 5], "stages": [stage]}
    felt = [{"name": "a", "emotion": 1}, {"name": "b", "emotion": -2}]
    two = {"title": "T", "personas": ["Ana"], "stages": [{"name": "A", "touchpoints": felt}]}
    page = index_of([five, two], tmp_path)
    ana, a, b = page.all("li", "source")
    shared = {one.attributes["data-words"][0]: one.all("span", "score") for one in (ana, a, b)}
    assert {name: [one.text for one in scores] for name, scores in shared.items()} == {
        "A": ["+1.5", "−0.5"],
        "a": ["+2", "+1"],
        "b": ["+1", "−2"],
    }
    assert page.one("div", id="shared").text.count("mean emotion: from −2 to +2") == 2
    # So do the cards, whose figures stand side by side.
    cards = [re.sub(r"\s+", " ", card.text) for card in page.all("article", "mapcard")]
    assert "mean emotion +1.5 " in cards[0]
    assert "mean emotion −0.5 " in cards[1]
    assert [card.attributes["data-mean"] for card in page.all("article", "mapcard")] == [
        "1.5",
        "-0.5",
    ]


def linked(title: str, *links: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {
        **scored(1),
        "title": title,
        "links": [{"to": f"{to}.journey.yaml", "rel": rel} for rel, to in links],
        **more,
    }


def test_of_two_states_the_card_says_which_came_first(tmp_path: Path) -> None:
    later = linked("Later", ("baseline", "map-0"))
    coming = linked("Coming", ("baseline", "map-0"), state="future")
    page = index_of([scored(1), later, coming, COAT], tmp_path)
    badges = [card.one("span", "badge") for card in page.all("article", "mapcard")]
    assert [badge.text for badge in badges] == [
        "before the change",
        "after the change",
        "future state",
        "current state",
    ]
    assert ["future" in badge.classes for badge in badges] == [False, True, True, False]


def test_what_is_alone_the_baseline_of_a_plan_is_how_it_is(tmp_path: Path) -> None:
    now = {
        **scored(1),
        "owner": "Ann",
        "opportunities": [{"text": "Lamps", "status": "doing", "due": "2020-01-01"}],
    }
    coming = linked("Coming", ("baseline", "map-0"), state="future")
    page = index_of([now, coming], tmp_path)
    badges = [card.one("span", "badge").text for card in page.all("article", "mapcard")]
    assert badges == ["current state", "future state"]
    # What is to be done about it is to be done today.
    assert "Lamps" in page.one("section", id="owners").text
    assert "Lamps" in page.one("section", id="priorities").text
    assert "what is planned" in page.one("section", id="links").text


def test_linked_maps_stand_below_what_they_are_part_of(tmp_path: Path) -> None:
    maps = [
        linked("Whole", ("next", "map-3")),
        linked("Part", ("parent", "map-0")),
        linked("Later", ("baseline", "map-1")),
        linked("After", ("parent", "map-4")),
        linked("Other"),
        linked("Alone"),
    ]
    diagram = index_of(maps, tmp_path).one("section", id="links")
    assert "Alone" not in diagram.text
    below = diagram.all("details")
    assert [" ".join(one.text.split()) for one in below] == [
        "2 maps below map-1.html Part +1 1 map below what came of it map-2.html Later +1"
        " after the change",
        "1 map below what came of it map-2.html Later +1 after the change",
        "1 map below map-3.html After +1",
    ]
    # What goes on elsewhere leads there.
    assert "continues in map-3.html After" in diagram.text


def test_owners_are_listed_with_what_they_owe_the_late_first(tmp_path: Path) -> None:
    pains = [{"text": "Trifle", "severity": 1}, {"text": "Grave", "severity": 5}]
    late = {"text": "Call back", "due": "2020-01-01", "status": "planned", "pains": []}
    one = {**scored(1), "title": "One", "owner": "Ana", "pains": pains}
    two = {**scored(1), "title": "Two", "owner": "Bo", "opportunities": [late]}
    page = index_of([one, two, {**one, "title": "Three"}], tmp_path)
    holders = page.all("details", "holder")
    assert [" ".join(holder.one("summary").text.split()) for holder in holders] == [
        "Bo overdue: 1 1 map · 1 stage · 1 open opportunity",
        "Ana 2 maps · 2 stages · 4 open pains",
    ]
    (ranked,) = page.all("li", "entry")
    assert "1 Jan 2020 · overdue" in " ".join(ranked.text.split())
    gravest = holders[1].all("li")[0].all("a")[0]
    assert gravest.text.endswith(" Grave")
    assert gravest.attributes["href"] == "map-0.html#pain/grave"


def test_a_map_of_another_language_is_marked_wherever_it_is_named(tmp_path: Path) -> None:
    arabic = {**COAT, "title": "شراء معطف", "language": "ar"}
    page = index_of([COAT, {**COAT, "title": "Again"}, arabic], tmp_path)
    named = [link for link in page.all("a") if "شراء معطف" in link.text]
    assert len(named) > 3
    for link in named:
        assert (link.attributes.get("lang"), link.attributes.get("dir")) == ("ar", "rtl")
    own = [link for link in page.all("a") if link.text.endswith("Again")]
    assert not any("lang" in link.attributes for link in own)


def test_maps_are_sifted_by_what_differs_among_them(tmp_path: Path) -> None:
    maps = [{**COAT, "owner": name, "tags": [name, "all"]} for name in ("Ana", "Bo")]
    page = index_of(maps, tmp_path)
    facets = {
        one.attributes["data-facet"]: one
        for one in page.all("select")
        if one.attributes.get("data-facet")
    }
    # All have one status, one organization, the same personas and channels.
    assert "status" not in facets
    assert "organization" not in facets
    assert [one.text for one in facets["owner"].all("option")] == ["all", "Ana (1)", "Bo (1)"]
    assert [one.text for one in facets["tag"].all("option")] == [
        "all",
        "all (2)",
        "Ana (1)",
        "Bo (1)",
    ]
    cards = page.all("article", "mapcard")
    assert [card.attributes["data-by-tag"] for card in cards] == ["1 0", "2 0"]


def test_maps_that_nobody_has_looked_at_are_named_the_oldest_first(tmp_path: Path) -> None:
    old = {**COAT, "title": "Old", "updated": "2020-01-01", "review_by": "2021-01-01"}
    older = {**old, "title": "Older", "updated": "2019-01-01"}
    kept = {**old, "title": "Kept", "status": "archived"}
    page = index_of([COAT, old, older, kept], tmp_path)
    stale = page.one("section", id="stale")
    assert [link.text.rpartition(" ")[2] for link in stale.all("a")] == ["Older", "Old"]
