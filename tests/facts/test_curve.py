from __future__ import annotations

import pytest

from tests.facts.given import Given

MAP = """
    title: T
    personas: [Ana, Leo]
    stages:
      - name: First
        touchpoints:
          - name: A
            emotions: {ana: 1, leo: 0.5}
          - name: B
            emotions: {ana: -1.5, leo: 0}
      - name: Second
        emotion: 1
        touchpoints:
          - name: C
            emotions: {ana: 0.5}
"""


def test_the_curve_by_hand(given: Given) -> None:
    curve = given(MAP).curve
    ana, leo = curve.lines
    # Ana: 1, -1.5, 0.5; the stage's score does not hold for her. Leo: 0.5, 0, and the stage's 1.
    assert [point.score for point in ana.points] == [1, -1.5, 0.5]
    assert [point.score for point in leo.points] == [0.5, 0, 1]
    # Means 0 and 0.5; the map's is the mean of the two.
    assert ana.mean == 0
    assert leo.mean == 0.5
    assert curve.mean == 0.25
    # Strongest -1.5 and last 0.5: -0.5. Strongest 1, which is the last: 1. Mean 0.25.
    assert ana.peak_end == -0.5
    assert leo.peak_end == 1
    assert curve.peak_end == 0.25
    assert curve.last == 0.75
    assert curve.lowest is not None
    assert curve.lowest.score == -1.5
    assert curve.highest is not None
    assert (curve.highest.persona.id, curve.highest.owner.id) == ("ana", "a")


def test_the_biggest_drop_and_rise_of_anybody(given: Given) -> None:
    curve = given(MAP).curve
    assert curve.biggest_drop is not None
    # Ana falls by 2.5 from A to B, Leo by 0.5; Ana rises by 2 from B to C, Leo by 1.
    assert [point.owner.id for point in curve.biggest_drop] == ["a", "b"]
    assert curve.biggest_gain is not None
    assert [point.owner.id for point in curve.biggest_gain] == ["b", "c"]


@pytest.mark.parametrize("scores", ["", "        emotion: 1\n"])
def test_a_curve_without_neighbours_never_falls(given: Given, scores: str) -> None:
    curve = given(
        f"title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n      - name: A\n{scores}"
    ).curve
    assert curve.biggest_drop is None
    assert curve.biggest_gain is None
    assert curve.peak_end == (1 if scores else None)


def test_of_two_as_strong_points_the_later_is_remembered(given: Given) -> None:
    curve = given(
        "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n"
        "      - {name: A, emotion: -2}\n      - {name: B, emotion: 2}\n      - {name: C, emotion: 0}\n"
    ).curve
    assert curve.lines[0].peak_end == 1


def test_what_does_not_apply_is_no_point(given: Given) -> None:
    curve = given(
        "title: T\npersonas: [Ana, Leo]\nstages:\n  - name: S\n    touchpoints:\n"
        "      - {name: A, emotion: none}\n      - {name: B, emotion: 1, personas: ana}\n"
    ).curve
    assert [(line.persona.id, len(line.points)) for line in curve.lines] == [("ana", 1)]
    assert curve.points[0].path == ("stages", 0, "touchpoints", 1, "emotion")
