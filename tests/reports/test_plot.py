"""The value–effort plot: each opportunity in the ground of its quadrant, none upon another."""

from __future__ import annotations

import itertools
import math

import pytest

from cjmap.facts.priorities import place
from cjmap.reports.plot import SIZE, Dot, Spot, draw_plot, effort_x, value_y

WHOLE = [(value / 2, float(effort)) for value in range(2, 11) for effort in range(1, 6)]


def spots(*places: tuple[float, float]) -> list[Spot]:
    return [
        Spot(n, value, effort, f"Idea {n}", f"#{n}") for n, (value, effort) in enumerate(places, 1)
    ]


def at(dot: Dot) -> tuple[float, float]:
    return float(dot.x), float(dot.y)


@pytest.mark.parametrize(("value", "effort"), WHOLE)
def test_a_dot_stands_in_the_ground_of_its_quadrant(value: float, effort: float) -> None:
    plot = draw_plot(spots((value, effort)), "en")
    (dot,) = plot.dots
    x, y = at(dot)
    ground = next(quarter for quarter in plot.quarters if quarter.key == place(value, effort))
    assert float(ground.x) <= x <= float(ground.x) + float(ground.width)
    assert float(ground.y) <= y <= float(ground.y) + float(ground.height)
    assert 0 < x < SIZE > y > 0


def test_value_goes_up_and_effort_to_the_right() -> None:
    assert value_y(5) < value_y(1)
    assert effort_x(5) > effort_x(1)
    assert effort_x(3) == value_y(3) == SIZE / 2


def test_the_grounds_are_the_whole_square_with_their_names_inside() -> None:
    quarters = draw_plot((), "es").quarters
    assert sum(float(q.width) * float(q.height) for q in quarters) == SIZE * SIZE
    assert quarters[0].name == "Victoria rápida"
    for quarter in quarters:
        assert float(quarter.y) < float(quarter.text_y) < float(quarter.y) + float(quarter.height)
        edge = float(quarter.x) + {"start": 0, "end": float(quarter.width)}[quarter.anchor]
        assert abs(float(quarter.text_x) - edge) == 10


@pytest.mark.parametrize("count", range(2, 9))
def test_dots_at_one_place_stand_beside_one_another_around_it(count: int) -> None:
    dots = draw_plot(spots(*[(4.0, 2.0)] * count), "en").dots
    assert [dot.number for dot in dots] == [str(n) for n in range(1, count + 1)]
    for one, two in itertools.combinations(dots, 2):
        assert math.dist(at(one), at(two)) >= 2 * float(one.radius)
    # They are read as a text is: from left to right, row by row.
    assert sorted(dots, key=lambda dot: at(dot)[::-1]) == list(dots)
    columns = {x for x, _ in map(at, dots)}
    assert min(columns) + max(columns) == pytest.approx(2 * effort_x(2))
    rows = {y for _, y in map(at, dots)}
    assert min(rows) + max(rows) == pytest.approx(2 * value_y(4))
    assert not any(dot.several for dot in dots)


def test_a_crowd_is_counted_and_named() -> None:
    dots = draw_plot(spots(*[(4.0, 2.0)] * 9, (1.0, 5.0)), "en").dots
    assert [(dot.number, dot.several) for dot in dots] == [("9", True), ("1", True)]
    assert dots[0].spoken.splitlines()[0] == "1. Idea 1"
    assert len(dots[0].spoken.splitlines()) == 9
    assert dots[0].href == "#1"
    assert at(dots[0]) == (effort_x(2), value_y(4))
    assert float(dots[1].radius) < float(dots[0].radius) <= 18
