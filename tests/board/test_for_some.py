"""A map read for some of its personas: its figures are theirs, or say that they are everybody's."""

from __future__ import annotations

from typing import Any

from cjmap.board.board import Board
from tests.views.maps import board_of

MAP: dict[str, Any] = {
    "title": "T",
    "personas": ["Ana", "Leo"],
    "metrics": [
        {"type": "nps", "value": 20},
        {"type": "csat", "value": 90, "personas": ["Ana"]},
        {"type": "csat", "value": 60, "personas": ["Leo"]},
    ],
    "stages": [
        {
            "name": "S",
            "metrics": [{"type": "reach", "value": 100}],
            "pains": [{"text": "Slow", "personas": ["Ana"]}, {"text": "Dear"}],
            "touchpoints": [
                {"name": "One", "personas": ["Leo"], "pains": ["Cold"], "emotion": -1},
                {"name": "Two", "emotions": {"Ana": 1, "Leo": 2}},
            ],
        },
        {"name": "R", "metrics": [{"type": "reach", "value": 40}], "touchpoints": ["Three"]},
    ],
}


def tiles(board: Board) -> dict[str, tuple[str, str]]:
    return {tile.key: (tile.value, tile.note) for tile in (*board.journey, *board.experience)}


def test_figures_are_a_personas_own_or_say_that_they_are_everybodys() -> None:
    found = tiles(board_of(MAP, personas=("ana",)))
    assert found["coverage"][1] == "all personas"
    assert found["pains"] == ("0 of 3", "unanswered: 3 · all personas")
    assert found["conversion"] == ("40%", "from “S” to “R” · all personas")
    assert found["drop"] == ("60%", "after S · all personas")
    assert found["nps"][1].endswith("all personas")
    assert found["csat"] == ("90%", "")
    assert found["mean"] == ("+1", "from −2 to +2")
    assert tiles(board_of(MAP, personas=("leo",)))["csat"][0] == "60%"


def test_a_touchpoint_keeps_the_number_that_it_has_for_everybody() -> None:
    def numbers(board: Board) -> dict[str, int]:
        return {card.name: card.number for card in board.touchpoints}

    assert numbers(board_of(MAP)) == {"One": 1, "Two": 2, "Three": 3}
    assert numbers(board_of(MAP, personas=("ana",))) == {"Two": 2, "Three": 3}


def test_of_the_whole_map_nothing_is_said_to_be_everybodys() -> None:
    board = board_of(MAP)
    assert not [note for _, note in tiles(board).values() if "all personas" in note]
    assert tiles(board)["pains"] == ("0 of 3", "unanswered: 3")


def test_the_lane_of_reach_says_whose_it_is() -> None:
    def subtitle(board: Board) -> str:
        return next(lane.subtitle for lane in board.lanes if lane.key == "reach")

    assert subtitle(board_of(MAP, personas=("ana",))) == "customers, conversion · all personas"
    assert subtitle(board_of(MAP)) == "customers, conversion"


def test_what_others_lack_is_no_gap_of_those_who_are_read_for() -> None:
    thinks = {"name": "One", "thoughts": {"text": "Well", "persona": "ana"}}
    map = MAP | {"stages": [{"name": "S", "touchpoints": [thinks]}]}

    def gap(*personas: str) -> str:
        board = board_of(map, personas=personas)
        (cell,) = next(lane for lane in board.lanes if lane.key == "thinks").cells
        return cell.gap.text if cell.gap else ""

    assert gap() == gap("leo") == "No thought or quote of “Leo”"
    assert gap("ana") == ""
