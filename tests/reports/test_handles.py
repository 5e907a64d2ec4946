"""What the script of a page knows is what the page shows: ids, numbers, whom it concerns, ways."""

from __future__ import annotations

from pathlib import Path

from cjmap.board.reading import read
from cjmap.reports.anchors import read_anchors
from cjmap.reports.handles import read_handles
from tests.reports.maps import COAT, facts_of


def test_the_script_knows_who_meets_what_where(tmp_path: Path) -> None:
    board = read(facts_of(COAT, tmp_path))
    handles = read_handles(board, read_anchors(board))
    assert handles["people"] == [
        {"id": "laura", "style": 0, "anchor": "persona/laura"},
        {"id": "jorge", "style": 1, "anchor": "persona/jorge"},
    ]
    assert handles["stages"] == ["stage/awareness", "stage/purchase"]
    assert [lane["key"] for lane in handles["lanes"]] == [lane.key for lane in board.lanes]
    advert, window = handles["touchpoints"]
    assert advert == {
        "anchor": "touchpoint/awareness/advert",
        "stage": 0,
        "who": [0],
        "scores": {"0": [1.5, 2]},
        "channels": ["instagram"],
    }
    # Nobody is named there: it is everybody's.
    assert "who" not in window
    assert window["scores"] == {"1": [-1, -1]}


def test_it_knows_what_a_touchpoint_rests_on(tmp_path: Path) -> None:
    """What it cites, its stage does, or something that stands in it; not what its neighbour does."""
    steps = [
        {"name": "One", "pains": [{"text": "Slow", "evidence": ["talks"]}]},
        {"name": "Two", "evidence": ["diary"]},
        {"name": "Three"},
    ]
    data = {
        "title": "A",
        "personas": ["Ana"],
        "evidence": [{"id": name, "title": name} for name in ("talks", "diary", "survey")],
        "stages": [
            {"name": "S", "touchpoints": steps},
            {"name": "T", "evidence": ["survey"], "touchpoints": [{"name": "Four"}]},
        ],
    }
    board = read(facts_of(data, tmp_path))
    handles = read_handles(board, read_anchors(board))
    assert handles["evidence"] == [
        {"anchor": "evidence/talks", "at": [1]},
        {"anchor": "evidence/diary", "at": [2]},
        {"anchor": "evidence/survey", "at": [4]},
    ]


def test_a_way_of_which_there_is_something_to_say_is_aside(tmp_path: Path) -> None:
    steps = [
        {
            "name": "One",
            "next": ["two", {"to": "three", "when": "in a hurry", "type": "alternative"}],
        },
        {"name": "Two"},
        {"name": "Three"},
    ]
    data = {"title": "A", "personas": ["Ana"], "stages": [{"name": "S", "touchpoints": steps}]}
    board = read(facts_of(data, tmp_path))
    ways = read_handles(board, read_anchors(board))["ways"]
    assert [(way["from"], way["to"], way.get("aside", False)) for way in ways] == [
        (1, 2, False),
        (1, 3, True),
        (2, 3, False),
    ]
    assert [way.get("words") for way in (ways[0], ways[2])] == [None, None]
    assert "in a hurry" in ways[1]["words"]
