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


def test_crowded_places_on_the_plot_are_counted(tmp_path: Path) -> None:
    opportunity = {"customer_value": 5, "business_value": 5, "effort": 1}
    opportunities = [{**opportunity, "text": f"Idea {n}"} for n in range(9)]
    page = index_of([{**scored(1), "opportunities": opportunities}, COAT], tmp_path)
    assert len(page.all("circle", "several")) == 2
    few = index_of([{**scored(1), "opportunities": opportunities[:3]}, COAT], tmp_path / "few")
    circles = [circle.attributes for circle in few.all("circle", "dot-ground")]
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
    heat = index_of([COAT, COAT], tmp_path).one("table", "portfolio")
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
    assert first.attributes["data-words"] == (
        "Repair a washing machine Lavamax (invented) repair home Persona 1 Persona 10 Bargain hunter"
        " Notice Book Wait Repair Water on the floor Search for help Call the desk Gives up Visit"
    )
    assert first.text == (
        "Lavamax (invented) current state in review everything.html Repair a washing machine"
        " Customer journey map · 3 personas · 4 stages · 5 touchpoints 61% coverage"
        " 1 of 4 pains resolved +12 NPS +0.2 mean emotion from −2 to +2 1 error, 8 warnings, 12 notes"
        " · updated 2 Oct 2026"
    )
    assert later.one("span", "future").text == "future state"
    assert "coverage ▼ 11 down by 11" in later.text


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
    heat = index.one("table", "portfolio")
    head, *rows = heat.all("tr")
    assert [cell.text for cell in head.all("th")][:3] == ["Touchpoints", "Actions", "Thoughts"]
    shown = [[f"{cell.attributes['class']} {cell.text}" for cell in row.all("td")] for row in rows]
    assert shown[2] == [
        "full 100%",
        "partial 50%",
        "na – not asked for",
        "na – not asked for",
        "partial 50%",
        "partial 50%",
        "missing 0%",
        "partial 50%",
        "partial 50%",
        "partial 50%",
        "sum 50%",
    ]
    assert [row.attributes["data-words"] for row in rows] == [
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
    # A card has the scale of its map, and says so.
    cards = [re.sub(r"\s+", " ", card.text) for card in page.all("article", "mapcard")]
    assert "4.5 mean emotion from 1 to 5" in cards[0]
    assert "−0.5 mean emotion from −2 to +2" in cards[1]


def test_the_backlog_can_be_sifted_by_words_and_status(index: Node) -> None:
    entry = index.all("li", "entry")[0]
    assert entry.attributes["data-status"] == "idea"
    assert entry.attributes["data-words"].split("  ")[0] == (
        "Say when it comes Buy a spare part · Consideration"
    )
    assert entry.attributes["id"] == "rank/judged/consideration/say-when-it-comes"
    assert (
        entry.one("a").attributes["href"]
        == "judged.html#opportunity/consideration/say-when-it-comes"
    )
    filters = [b for b in index.all("button") if "data-filter" in b.attributes]
    assert [(b.attributes["data-filter"], b.text) for b in filters] == [
        ("", "all"),
        ("idea", "idea"),
        ("planned", "planned"),
        ("doing", "in progress"),
    ]


def test_what_is_kept_as_a_record_has_no_place_in_the_backlog(index: Node) -> None:
    # `later` is compared with `everything`, whose opportunities are those of the past.
    assert not any("state of the repair" in entry.text for entry in index.all("li", "entry"))


def test_a_library_lists_what_it_holds(tmp_path: Path) -> None:
    held = {
        "personas": ["Laura", "Jorge"],
        "channels": ["Van"],
        "evidence": [{"title": "Talks"}],
    }
    library = facts_of({"title": "People", "kind": "library", **held}, tmp_path, "people")
    card = index_of([COAT, COAT], tmp_path, libraries=[library]).one("section", id="libraries")
    assert [(dt.text, dd.text) for dt, dd in zip(card.all("dt"), card.all("dd"), strict=True)] == [
        ("Personas", "Laura · Jorge"),
        ("Channels", "Van"),
        ("Evidence", "Talks"),
    ]


def test_an_organization_is_that_of_all_maps_or_of_none(tmp_path: Path) -> None:
    named, bare = {**COAT, "organization": "Estilo"}, dict(COAT)
    assert "Journeys of Estilo" in index_of([named, named], tmp_path / "same").one("h1").text
    assert index_of([named, bare], tmp_path / "some").one("h1").text.strip() == "Journey maps"


def test_the_small_curves_follow_the_usual_way(tmp_path: Path) -> None:
    """What an exception feels like is no dent in the way of everybody."""
    touchpoints: list[dict[str, Any]] = [
        {"name": "A", "emotion": 2, "next": ["c", {"to": "b", "type": "exception"}]},
        {"name": "B", "emotion": -2, "exit": "abandon"},
        {"name": "C", "emotion": 1},
    ]
    straying: dict[str, Any] = {"title": "Stray", "personas": ["Ana"]}
    straying["stages"] = [{"name": "S", "touchpoints": touchpoints}]
    straight = {**straying, "title": "Straight"}
    straight["stages"] = [
        {"name": "S", "touchpoints": [{"name": "A", "emotion": 2}, touchpoints[2]]}
    ]
    alone = {**straying, "title": "One", "stages": [{"name": "S", "emotion": -2}]}
    page = index_of([straying, straight, alone], tmp_path)
    first, second, dot = (svg.one("path").attributes["d"] for svg in page.all("svg", "spark"))
    assert first == second
    assert dot == "M250,56h0"


def test_an_index_lists_no_more_than_somebody_reads(tmp_path: Path) -> None:
    def ideas(number: int) -> dict[str, Any]:
        listed = [
            {"text": f"Idea {number} {n}", "customer_value": 1 + n % 5, "effort": 1 + number % 5}
            for n in range(30)
        ]
        return {**scored(1), "title": f"Map {number:02}", "opportunities": listed}

    maps = [ideas(number) for number in range(22)]
    page = index_of(maps, tmp_path)
    entries = page.all("li", "entry")
    assert len(entries) == 100
    assert "560 more are on the pages of the maps." in page.text
    # The best of all maps, and not those of the first ones alone.
    quick = [f"Idea {number}" for number in range(0, 22, 5)]
    assert entries[0].attributes["data-words"].startswith("Idea 0 4")
    assert {words for e in entries for words in quick if words in e.text} == set(quick)
    shared, *_ = page.all("li", "source")
    assert len(shared.all("a")) == 20
    assert "and 2 more maps" in shared.text
    assert len(page.all("article", "mapcard")) == 22
