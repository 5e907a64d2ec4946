"""Lines between boxes in columns: as a reader would draw them, however many there are."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from cjmap.draw.routing import Box, Line, Point, Side, lay_lines

RIGHT, LEFT = (Side.RIGHT,), (Side.LEFT,)
WITHIN = Box(0, 0, 1000, 600)


def column(left: float, heights: list[tuple[float, float]]) -> tuple[Box, list[Box]]:
    """A column 200 px wide with boxes of these tops and bottoms."""
    boxes = [Box(left + 10, top, left + 190, bottom) for top, bottom in heights]
    return Box(left, 40, left + 200, max(bottom for _, bottom in heights) + 10), boxes


def crossings(chains: list[list[Point]]) -> int:
    legs = [[*pairwise(chain)] for chain in chains]
    return sum(
        _meet(one, other) or _meet(other, one)
        for first, second in combinations(legs, 2)
        for one in first
        for other in second
    )


def _meet(level: tuple[Point, Point], upright: tuple[Point, Point]) -> bool:
    (x, y), (to_x, to_y) = level
    (at, top), (to_at, bottom) = upright
    if y != to_y or at != to_at:
        return False
    return min(x, to_x) < at < max(x, to_x) and min(top, bottom) < y < max(top, bottom)


def test_a_line_to_what_stands_beside_is_straight() -> None:
    first, (one,) = column(40, [(60, 120)])
    second, (other,) = column(340, [(70, 150)])
    ((start, end),) = lay_lines(
        [Line(one, other, RIGHT, LEFT)], [first, second], [one, other], WITHIN
    )
    assert start[1] == end[1] and (start[0], end[0]) == (one.right, other.left)


def test_a_line_to_what_stands_higher_runs_from_middle_to_middle_with_two_corners() -> None:
    first, (_, low) = column(40, [(60, 120), (300, 360)])
    second, (high,) = column(340, [(60, 120)])
    (chain,) = lay_lines([Line(low, high, RIGHT, LEFT)], [first, second], [low, high], WITHIN)
    assert len(chain) == 4
    assert (chain[0], chain[-1]) == ((low.right, 330), (high.left, 90))
    assert first.right < chain[1][0] < second.left


def test_what_leads_past_a_column_takes_the_gap_between_its_boxes() -> None:
    first, (start,) = column(40, [(100, 160)])
    second, between = column(340, [(60, 120), (150, 300)])
    third, (end,) = column(640, [(100, 160)])
    boxes = [start, *between, end]
    (chain,) = lay_lines([Line(start, end, RIGHT, LEFT)], [first, second, third], boxes, WITHIN)
    across = [
        y for (x, y), (to_x, _) in pairwise(chain) if x <= second.left and to_x >= second.right
    ]
    assert len(across) == 1 and between[0].bottom < across[0] < between[1].top


def test_two_ways_into_one_box_arrive_in_their_order_and_apart() -> None:
    first, (upper, lower) = column(40, [(60, 130), (150, 220)])
    second, (end,) = column(340, [(60, 100)])
    lines = [Line(upper, end, RIGHT, LEFT), Line(lower, end, RIGHT, LEFT)]
    chains = lay_lines(lines, [first, second], [upper, lower, end], WITHIN)
    above, below = chains[0][-1][1], chains[1][-1][1]
    assert below - above >= 4
    assert crossings(chains) == 0


def test_nothing_runs_along_the_side_of_a_box() -> None:
    first, (one, other) = column(40, [(60, 120), (200, 260)])
    (chain,) = lay_lines([Line(one, other, RIGHT, RIGHT)], [first], [one, other], WITHIN)
    assert all(x > one.right + 5 for (x, _), (to_x, _) in pairwise(chain) if x == to_x)


@pytest.mark.parametrize("seed", range(6))
def test_lines_run_along_and_across_over_no_box_within_the_whole(seed: int) -> None:
    dice = random.Random(seed)
    columns, boxes = [], []
    for number in range(4):
        tops = [60.0]
        for _ in range(dice.randint(1, 4)):
            tops.append(tops[-1] + dice.randint(70, 120))
        one, inside = column(40 + number * 240, [*((top, top + 46) for top in tops)])
        columns.append(one)
        boxes += [(number, box) for box in inside]
    lines = []
    for _ in range(12):
        (left, one), (right, other) = sorted(dice.sample(boxes, 2), key=lambda pair: pair[0])
        lines.append(Line(one, other, RIGHT, LEFT if left < right else RIGHT))
    chains = lay_lines(lines, columns, [box for _, box in boxes], WITHIN)
    assert chains == lay_lines(lines, columns, [box for _, box in boxes], WITHIN)
    for line, chain in zip(lines, chains, strict=True):
        assert chain[0][0] == line.start.right and line.start.top < chain[0][1] < line.start.bottom
        for (x, y), (to_x, to_y) in pairwise(chain):
            assert x == to_x or y == to_y
            for _, box in boxes:
                assert not (
                    min(x, to_x) < box.right - 1
                    and max(x, to_x) > box.left + 1
                    and min(y, to_y) < box.bottom - 1
                    and max(y, to_y) > box.top + 1
                )
            assert WITHIN.left <= x <= WITHIN.right and WITHIN.top <= y <= WITHIN.bottom
