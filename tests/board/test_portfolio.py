"""What several maps are held to and share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cjmap.board.assessing import assess
from cjmap.board.portfolio import (
    Summary,
    choose_dimensions,
    share_personas,
    share_touchpoints,
    summarize,
)
from cjmap.board.reading import read
from cjmap.vocabulary.maps import Thing
from tests.board.test_assessment import assessment_of
from tests.board.test_goldens import EVERYTHING, LATER
from tests.reports.maps import facts_of


def summary(
    folder: Path, name: str, personas: list[str], touchpoints: list[Any], **more: Any
) -> Summary:
    stages = [{"name": "Buy", "touchpoints": touchpoints}]
    data = {"title": name, "personas": personas, "stages": stages, **more}
    subject = facts_of(data, folder, name)
    return summarize(read(subject), assess(subject))


def test_a_dimension_counts_that_any_map_is_held_to() -> None:
    one, two = assessment_of(EVERYTHING), assessment_of(LATER)
    keys = [dimension.key for dimension in one.coverage.dimensions]
    asked = [
        keys[number]
        for number in choose_dimensions(each.coverage.dimensions for each in (one, two))
    ]
    assert asked == [
        key
        for number, key in enumerate(keys)
        if any(each.coverage.dimensions[number].required for each in (one, two))
    ]
    assert {"thoughts", "frontstage"} <= set(asked)
    assert "evidence" not in asked


def test_personas_are_one_by_their_id_and_touchpoints_by_their_name(tmp_path: Path) -> None:
    one = summary(tmp_path, "one", ["Ana", "Ben"], [{"name": "The shop", "emotion": 1}, "Web"])
    two = summary(tmp_path, "two", ["ana", "Cleo"], ["the  shop", "The shop", "Phone"])
    (persona,) = share_personas((one, two))
    assert persona.name == "Ana"
    assert [(spot.map, spot.kind, spot.id) for spot in persona.spots] == [
        (0, Thing.PERSONA, "ana"),
        (1, Thing.PERSONA, "ana"),
    ]
    assert persona.spots[0].mean is not None
    assert persona.spots[0].mean.value == 1
    assert persona.spots[1].mean is None
    (touchpoint,) = share_touchpoints((one, two))
    assert touchpoint.name == "The shop"
    # The first of a name in each map, with the mean of those who are scored there.
    assert [spot.id.rpartition("/")[2] for spot in touchpoint.spots] == ["the-shop", "the-shop"]
    assert [spot.mean and spot.mean.figure for spot in touchpoint.spots] == ["+1", None]


def test_later_states_of_a_journey_are_no_journeys_of_their_own(tmp_path: Path) -> None:
    def after(name: str) -> dict[str, Any]:
        return {"links": [{"to": f"{name}.journey.yaml", "rel": "baseline"}]}

    first = summary(tmp_path, "first", ["Ana"], ["Web"])
    second = summary(tmp_path, "second", ["Ana"], ["Web"], **after("first"))
    third = summary(tmp_path, "third", ["Ana"], ["Web"], **after("second"))
    assert third.origin == first.file
    assert share_personas((first, second, third)) == ()
    other = summary(tmp_path, "other", ["Ana"], ["Web"])
    (shared,) = share_touchpoints((second, third, other))
    assert [spot.map for spot in shared.spots] == [0, 1, 2]


def test_maps_that_are_compared_with_one_another_end_somewhere(tmp_path: Path) -> None:
    def after(name: str) -> dict[str, Any]:
        return {"links": [{"to": f"{name}.journey.yaml", "rel": "baseline"}]}

    summary(tmp_path, "one", ["Ana"], ["Web"], **after("two"))
    two = summary(tmp_path, "two", ["Ana"], ["Web"], **after("one"))
    assert two.origin.name == "one.journey.yaml"
