"""The way through: who comes on, where most leave, and from where to where that counts."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.assessing import assess
from cjmap.board.board import Tile
from tests.views.maps import board_of, facts_of


def through(*reach: int, **more: Any) -> dict[str, Any]:
    stages = [
        {"name": name, "metrics": [{"type": "reach", "value": value}]}
        for name, value in zip("ABC", reach, strict=False)
    ]
    return {"title": "T", "personas": ["Ana"], "stages": stages or ["A", "B"], **more}


def test_where_most_leave_is_said_and_marked() -> None:
    passage = assess(facts_of(through(100, 40, 30))).passage
    assert passage.sayings == ("Conversion from “A” to “C”: 30%.", "Most leave at “A”: 60%.")
    assert passage.ends == ("A", "C")
    assert [
        (
            one.name,
            one.reach and one.reach.text,
            one.conversion and one.conversion.text,
            one.drop_off and one.drop_off.text,
            one.worst,
        )
        for one in passage.stages
    ] == [
        ("A", "100", None, "60%", True),
        ("B", "40", "40%", "25%", False),
        ("C", "30", "75%", None, False),
    ]
    assert passage.told


def test_a_conversion_that_the_journey_says_itself_has_no_ends() -> None:
    metrics = [{"type": "conversion", "value": 12.5, "n": 400}]
    passage = assess(facts_of(through(metrics=metrics))).passage
    assert (passage.sayings, passage.ends) == (("Conversion of the journey: 12.5%.",), None)
    assert passage.total is not None
    assert not passage.total.derived
    assert passage.total.interval is not None
    assert not passage.told


def tiles(data: dict[str, Any]) -> dict[str, Tile]:
    board = board_of(data)
    return {tile.key: tile for tile in (*board.journey, *board.experience)}


def test_the_tiles_tell_the_same_of_the_way_through() -> None:
    found = tiles(through(100, 40, 30))
    assert (found["conversion"].value, found["conversion"].note) == ("30%", "from “A” to “C”")
    assert (found["drop"].value, found["drop"].note) == ("60%", "after A")
    alone = tiles(through(metrics=[{"type": "conversion", "value": 12.5}]))
    assert (alone["conversion"].value, alone["conversion"].note) == ("12.5%", "")
    assert "drop" not in alone


def test_a_stage_that_says_only_its_conversion_has_that_share_of_those_before() -> None:
    map = through(200, 100)
    for stage in map["stages"][1:]:
        stage["metrics"] = [{"type": "conversion", "value": 60}]
    map["stages"].append({"name": "D", "touchpoints": ["d"]})
    lane = next(lane for lane in board_of(map).lanes if lane.key == "reach")
    found = [getattr(item, "share", None) for cell in lane.cells for item in cell.items]
    assert found == pytest.approx([1, 0.6])


def test_what_is_resolved_is_counted_among_all_pains() -> None:
    pains = [{"text": "a", "status": "resolved"}, "b", "c"]
    found = tiles(through(pains=pains))
    assert (found["pains"].value, found["pains"].label) == ("1 of 3", "pains resolved")
    assert found["pains"].note == "unanswered: 2"
    assert "pains" not in tiles(through())


def test_the_reach_of_a_stage_is_a_share_of_the_largest() -> None:
    board = board_of(through(40, 100, 30), lanes=("metrics",))
    (lane,) = board.lanes
    found = [cell.items[0] for cell in lane.cells]
    assert [getattr(one, "share", None) for one in found] == [0.4, 1, 0.3]
    assert [getattr(one, "alarm", None) for one in found] == [
        "", "", "the biggest drop of the journey",
    ]  # fmt: skip
