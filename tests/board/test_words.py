"""The checker of words sees what a drawing leaves out and what it says besides."""

from __future__ import annotations

import pytest

from cjmap.board.board import Cell, Entry, Gap, Mark, Metric
from tests.board.words import fold, wrongs, wrongs_of, wrongs_of_cell

LAURA = Mark("laura", "Laura Ríos", "LR", 0)
ENTRY = Entry("Looks at the price", 3, (LAURA,))
METRIC = Metric(
    "m", (), "NPS", "−12", "", "n = 240", "", "target ≥ +30", False, "", (), None, False, None
)


@pytest.mark.parametrize(
    ("pieces", "wrong"),
    [
        (["3", "Looks at", "the price", "LR"], []),
        (["3 Looks at the price", "LR", "Laura Ríos"], []),
        (
            ["3", "Looks at the", "LR"],
            ["does not say “looksattheprice”", "says “looksatthe” besides"],
        ),
        (["Looks at the price", "LR"], ["does not show “3”"]),
        (["3", "Looks at the price"], ["does not show “lr”"]),
        (["33", "Looks at the price", "LR"], ["does not show “3”"]),
        (["3", "Looks at the price", "LR", "twice"], ["says “twice” besides"]),
    ],
)
def test_a_drawing_says_what_the_board_says(pieces: list[str], wrong: list[str]) -> None:
    assert wrongs_of(ENTRY, pieces) == wrong
    assert wrongs_of_cell(Cell((ENTRY,)), pieces) == wrong


def test_what_stands_twice_is_said_twice() -> None:
    twice = Cell((Entry("Waits"), Entry("Waits")))
    assert wrongs_of_cell(twice, ["Waits", "Waits"]) == []
    assert wrongs_of_cell(twice, ["Waits"]) == ["does not say “waits”"]


def test_a_short_text_inside_a_long_one_is_no_proof_of_it() -> None:
    assert wrongs(["wait", "long wait"], ["long wait"]) == ["does not say “wait”"]


def test_signs_before_numbers_count_and_drawn_ones_do_not() -> None:
    assert wrongs_of(METRIC, ["NPS −12", "✗ target ≥ +30", "n = 240"]) == []
    wrong = wrongs_of(METRIC, ["NPS 12", "target ≥ +30", "n = 240"])
    assert wrong == ["does not say “-12”", "says “12” besides"]
    assert fold("71–84 %, a – b") == "7184ab"


def test_gaps_and_quiet_words_belong_to_a_cell() -> None:
    owed = Cell((), Gap("No touchpoint", "CJ301", 4))
    assert wrongs_of_cell(owed, ["No touchpoint", "CJ301"]) == []
    assert wrongs_of_cell(owed, ["No touchpoint"]) == ["does not say “cj301”"]
    assert wrongs_of_cell(Cell(quiet="looked at: none"), []) == ["does not say “lookedatnone”"]


def test_what_a_drawing_says_of_itself_is_allowed() -> None:
    assert wrongs(["Waits"], ["Touchpoint", "Waits"], frame=["Touchpoint"]) == []
