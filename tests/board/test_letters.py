"""Opportunities that answer pains elsewhere share a letter with them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cjmap.board.board import Board, Opportunity, Pain
from cjmap.board.improvement import _letter
from tests.views.maps import board_of

MAP: dict[str, Any] = {
    "title": "T",
    "personas": ["Ana", "Leo"],
    "pains": [{"text": "Dear"}],
    "opportunities": [
        {"text": "Answer at night", "pains": ["slow", "cold"]},
        {"text": "Cheaper", "pains": ["dear"]},
        {"text": "Never mind", "pains": ["slow"], "status": "dropped"},
        {"text": "Heating", "pains": ["cold"], "status": "done"},
    ],
    "stages": [
        {
            "name": "S",
            "pains": [{"text": "Slow", "personas": ["Ana"]}],
            "opportunities": [{"text": "Faster", "pains": ["slow"]}, {"text": "Beside"}],
            "touchpoints": ["One"],
        },
        {
            "name": "R",
            "touchpoints": [
                {"name": "Two", "personas": ["Leo"], "pains": [{"text": "Cold"}]},
            ],
            "opportunities": [{"text": "Call back", "pains": ["slow"]}],
        },
    ],
}


def lettered(board: Board) -> dict[str, str]:
    """The letters of everything that has any, by its text."""
    items = [item for lane in board.lanes for cell in lane.cells for item in cell.items]
    found: dict[str, str] = {}
    for item in (*board.whole.pains, *board.whole.opportunities, *items):
        if isinstance(item, Pain):
            found[item.text] = " ".join(item.letters)
        elif isinstance(item, Opportunity):
            found[item.text] = item.letter
    return {text: letters for text, letters in found.items() if letters}


def test_what_answers_a_pain_elsewhere_shares_a_letter_with_it() -> None:
    assert lettered(board_of(MAP)) == {
        "Answer at night": "A",
        "Heating": "B",
        "Call back": "C",
        "Slow": "A C",
        "Cold": "A B",
    }


def test_for_one_persona_only_what_concerns_it_is_tied() -> None:
    assert lettered(board_of(MAP, personas=("ana",))) == {
        "Answer at night": "A",
        "Call back": "B",
        "Slow": "A B",
    }


def test_nothing_is_tied_to_what_no_lane_shows() -> None:
    assert lettered(board_of(MAP, lanes=("pains",))) == {}
    assert lettered(board_of(MAP, lanes=("pains", "opportunities"))) != {}


@given(st.integers(0, 2000))
def test_letters_go_on_as_the_columns_of_a_sheet_do(number: int) -> None:
    letters = _letter(number)
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    assert value == number + 1
