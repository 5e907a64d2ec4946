"""Where stages stand: in one row where that is no wider than a screen, else folded to paper's shape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjmap.views.flow.plan import PAPER, arrange

HEAD, WIDTH = 60.0, 314.0


def stages(*counts: int, height: float = 90.0) -> list[list[tuple[int, float]]]:
    number = 0
    found = []
    for count in counts:
        found.append([(number + one + 1, height) for one in range(count)])
        number += count
    return found


def shapes(*counts: int) -> list[list[tuple[int, int, int, int]]]:
    """Of each column of each row: its stage, part, parts and how many cards stand in it."""
    return [
        [(one.stage, one.part, one.parts, len(one.cards)) for one in row]
        for row in arrange(stages(*counts), HEAD, WIDTH)
    ]


def test_what_a_screen_holds_stays_in_one_row() -> None:
    assert shapes(1, 0, 2, 1) == [[(0, 0, 1, 1), (1, 0, 1, 0), (2, 0, 1, 2), (3, 0, 1, 1)]]


def test_many_stages_fold_in_their_order() -> None:
    rows = shapes(*[2] * 12)
    assert [len(row) for row in rows] == [4, 4, 4]
    assert [one[0] for row in rows for one in row] == list(range(12))


def test_a_tall_stage_is_parted() -> None:
    (row,) = shapes(40)
    assert [(stage, part, parts) for stage, part, parts, _ in row] == [
        (0, part, len(row)) for part in range(len(row))
    ]
    assert sum(count for *_, count in row) == 40
    assert max(count for *_, count in row) - min(count for *_, count in row) <= 1


@given(st.lists(st.lists(st.floats(40, 400), max_size=30), min_size=1, max_size=15))
def test_every_touchpoint_stands_once_and_in_order_however_they_fold(
    heights: list[list[float]],
) -> None:
    number = 0
    cards = []
    for each in heights:
        cards.append([(number + one + 1, height) for one, height in enumerate(each)])
        number += len(each)
    rows = arrange(cards, HEAD, WIDTH)
    columns = [one for row in rows for one in row]
    assert [card for one in columns for card in one.cards] == list(range(1, number + 1))
    assert [one.stage for one in columns] == sorted(one.stage for one in columns)
    assert {one.stage for one in columns} == set(range(len(heights)))
    assert len({len(row) for row in rows[:-1]}) <= 1
    assert len(rows[-1]) <= len(rows[0])


@given(st.lists(st.integers(1, 8), min_size=6, max_size=15))
def test_no_other_number_of_rows_is_nearer_to_paper_by_much(counts: list[int]) -> None:
    rows = shapes(*counts)
    high = sum(max(HEAD + 90 * count for *_, count in row) for row in rows)
    wide = len(rows[0]) * WIDTH
    assert PAPER / 3 < wide / high < PAPER * 3
