"""The curve keeps to the scores: it never shows a feeling that nobody wrote down."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.draw.curves import area_data, beziers, decimal, path_data, slopes, walk

Point = tuple[float, float]

scores = st.floats(-2, 2, allow_nan=False).map(lambda score: round(score, 2))


@st.composite
def lines(draw: st.DrawFn) -> list[Point]:
    heights = draw(st.lists(scores, min_size=2, max_size=12))
    steps = draw(st.lists(st.floats(10, 400), min_size=len(heights), max_size=len(heights)))
    x, points = 0.0, []
    for height, step in zip(heights, steps, strict=True):
        x += step
        points.append((round(x, 2), round(100 - 40 * height, 2)))
    return points


def trace(pieces: list[tuple[Point, Point, Point, Point]], steps: int = 40) -> list[list[Point]]:
    return [
        [
            (
                sum(w * p[0] for w, p in zip(weights, piece, strict=True)),
                sum(w * p[1] for w, p in zip(weights, piece, strict=True)),
            )
            for t in (number / steps for number in range(steps + 1))
            for weights in [((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)]
        ]
        for piece in pieces
    ]


def read(data: str) -> list[tuple[Point, Point, Point, Point]]:
    """The pieces of a path as a viewer reads them, its rounding included."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", data)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [
        (pairs[start], pairs[start + 1], pairs[start + 2], pairs[start + 3])
        for start in range(0, len(pairs) - 1, 3)
    ]


@given(lines())
def test_between_two_scores_the_drawn_curve_stays_between_them(points: list[Point]) -> None:
    pieces = read(path_data(points))
    assert len(pieces) == len(points) - 1
    for (start, end), piece in zip(pairwise(points), trace(pieces), strict=True):
        low, high = sorted((start[1], end[1]))
        assert all(low - 1e-6 <= y <= high + 1e-6 for _, y in piece)


@given(lines())
def test_the_curve_rises_or_falls_all_the_way_and_never_turns_back(points: list[Point]) -> None:
    for (start, end), piece in zip(pairwise(points), trace(beziers(points)), strict=True):
        rising = end[1] >= start[1]
        for (x, y), (later, there) in pairwise(piece):
            assert later > x
            assert (there - y if rising else y - there) >= -1e-6


@given(lines())
def test_a_walk_passes_every_score_in_short_steps(points: list[Point]) -> None:
    places = walk(points, 8)
    assert places[0] == points[0]
    for x, y in points:
        assert any(
            there == pytest.approx(x) and height == pytest.approx(y) for there, height in places
        )
    assert all(0 < later[0] - earlier[0] <= 8.001 for earlier, later in pairwise(places))
    low, high = min(y for _, y in points), max(y for _, y in points)
    assert all(low - 1e-6 <= y <= high + 1e-6 for _, y in places)


def test_the_curve_is_smooth_where_scores_keep_rising() -> None:
    points = [(0.0, 0.0), (10.0, 10.0), (20.0, 30.0)]
    first, second = beziers(points)
    arriving = (first[3][1] - first[2][1]) / (first[3][0] - first[2][0])
    leaving = (second[1][1] - second[0][1]) / (second[1][0] - second[0][0])
    assert arriving == pytest.approx(leaving)
    assert arriving > 0


def test_slopes_are_held_where_they_would_carry_the_line_past_a_score() -> None:
    # Beside a flat stretch a steep one is tamed to three times the secant and no less.
    found = slopes([(0.0, 0.0), (1.0, 1.0), (2.0, 21.0)])
    assert found == pytest.approx([0.2840, 2.9865, 20.0], abs=0.001)
    assert math.hypot(found[0], found[1]) == pytest.approx(3)
    assert slopes([(0.0, 5.0), (2.0, 9.0), (4.0, 5.0)]) == [2, 0, -2]
    assert slopes([(0.0, 0.0), (1.0, 1.0), (2.0, 3.0)]) == [1, 1.5, 2]


def test_heights_between_two_scores_are_those_of_the_drawn_curve() -> None:
    points = [(0.0, 0.0), (8.0, 10.0), (16.0, 40.0)]
    for x, y in walk(points, 2):
        piece = beziers(points)[int((x >= 8 and x < 16) or x == 16)]
        share = (x - piece[0][0]) / 8
        weights = (
            (1 - share) ** 3,
            3 * (1 - share) ** 2 * share,
            3 * (1 - share) * share**2,
            share**3,
        )
        assert y == pytest.approx(sum(w * p[1] for w, p in zip(weights, piece, strict=True)))


def test_equal_scores_are_joined_by_a_level_line() -> None:
    points = [(0.0, 80.0), (10.0, 20.0), (20.0, 20.0), (30.0, 90.0)]
    assert {y for _, y in beziers(points)[1]} == {20.0}


@given(lines())
def test_the_curve_passes_through_every_score(points: list[Point]) -> None:
    walked = walk(points, 8)
    for x, y in points:
        nearest = min(walked, key=lambda place: abs(place[0] - x))
        assert nearest == pytest.approx((x, y), abs=1e-6)


def test_one_score_is_a_point_and_none_is_nothing() -> None:
    assert path_data([(3.0, 4.5)]) == "M3,4.5"
    assert path_data([]) == ""
    assert walk([], 8) == []
    assert area_data([(3.0, 4.5)], 10) == ""


def test_the_ground_closes_at_the_level_asked_for() -> None:
    data = area_data([(0.0, 5.0), (10.0, 5.0)], 20)
    assert data.startswith(path_data([(0.0, 5.0), (10.0, 5.0)]))
    assert data.endswith("L10,20L0,20Z")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (1.5, "1.5"), (1.255, "1.25"), (-0.001, "0"), (120.0, "120"), (-3.1, "-3.1")],
)
def test_coordinates_have_two_decimals_at_most(value: float, text: str) -> None:
    assert decimal(value) == text
