"""The index of a report: its maps, what they share, their backlog, and the names of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cjmap.facts.subject import Subject
from cjmap.reports.collect import collect_all
from cjmap.reports.index import Undrawn, write_index
from cjmap.reports.names import name_pages
from tests.reports.dom import Node, parse
from tests.reports.maps import COAT, facts_of, scored


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


def index_of(
    maps: list[dict[str, Any]], folder: Path, libraries: Sequence[Subject] = (), **more: Any
) -> Node:
    facts = [facts_of(data, folder, f"map-{number}") for number, data in enumerate(maps)]
    return parse(write_index(collect_all(facts, {}, libraries), name_pages(facts), **more))


def test_the_index_lists_maps_and_what_journeys_share(tmp_path: Path) -> None:
    other = {**COAT, "title": "Return a coat", "personas": ["Laura", "Ana"]}
    stage = {"name": "Return", "touchpoints": [{"name": "Shop window"}, {"name": "Parcel shop"}]}
    page = index_of([COAT, {**other, "stages": [stage]}], tmp_path)
    assert page.all("a", href="map-0.html")
    assert page.all("a", href="map-1.html")
    shared = [found.attributes["data-words"] for found in page.all("li", "source")]
    assert shared == ["Laura Buy a coat Return a coat", "Shop window Buy a coat Return a coat"]


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
    for quadrant in ("Quick win", "Big bet", "Time sink"):
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
    assert '<html lang="es">' in write_index(collect_all(facts, {}), name_pages(facts))
