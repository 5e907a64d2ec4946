from __future__ import annotations

import pytest

from cjmap.facts.index import own_id
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
    assert (curve.highest.persona.id, own_id(curve.highest.owner)) == ("ana", "a")


def test_the_biggest_drop_and_rise_of_anybody(given: Given) -> None:
    curve = given(MAP).curve
    assert curve.biggest_drop is not None
    # Ana falls by 2.5 from A to B, Leo by 0.5; Ana rises by 2 from B to C, Leo by 1.
    assert [own_id(point.owner) for point in curve.biggest_drop] == ["a", "b"]
    assert curve.biggest_gain is not None
    assert [own_id(point.owner) for point in curve.biggest_gain] == ["b", "c"]


@pytest.mark.parametrize("scores", ["", "        emotion: 1\n"])
def test_a_curve_without_neighbours_never_falls(given: Given, scores: str) -> None:
    curve = given(
        f"title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n      - name: A\n{scores}"
    ).curve
    assert curve.biggest_drop is None
    assert curve.biggest_gain is None
    assert curve.peak_end == (1 if scores else None)


def test_of_two_as_strong_points_the_negative_one_is_remembered(given: Given) -> None:
    curve = given(
        "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n"
        "      - {name: A, emotion: -2}\n      - {name: B, emotion: 2}\n      - {name: C, emotion: 0}\n"
    ).curve
    assert curve.lines[0].peak_end == -1


def test_what_does_not_apply_is_no_point(given: Given) -> None:
    curve = given(
        "title: T\npersonas: [Ana, Leo]\nstages:\n  - name: S\n    touchpoints:\n"
        "      - {name: A, emotion: none}\n      - {name: B, emotion: 1, personas: ana}\n"
    ).curve
    assert [(line.persona.id, len(line.points)) for line in curve.lines] == [("ana", 1)]
    assert curve.points[0].path == ("stages", 0, "touchpoints", 1, "emotion")


WAY = """
    title: T
    personas: [Ana]
    stages:
      - name: S
        touchpoints:
          - {name: A, emotion: 1, next: [c, {to: out, type: exception}]}
          - {name: B, emotion: -2}
          - {name: C, emotion: -1}
          - {name: D, emotion: -1}
          - {name: E, emotion: 1, exit: success}
          - {name: Out, emotion: -2, exit: abandon}
"""


def test_the_story_follows_the_way_and_the_mean_everything(given: Given) -> None:
    (line,) = given(WAY).curve.lines
    assert [point.owner.name for point in line.points] == ["A", "B", "C", "D", "E", "Out"]
    assert [point.owner.name for point in line.way] == ["A", "C", "D", "E"]
    assert line.mean == pytest.approx(-4 / 6)
    assert [point.owner.name for point in line.lows] == ["C", "D"]
    assert [point.owner.name for point in line.highs] == ["A", "E"]
    assert line.last is not None and line.last.owner.name == "E"
    # Of +1 and -1 the negative one is remembered.
    assert line.peak_end == 0
    drop, rise = line.biggest_drop, line.biggest_gain
    assert drop is not None and [point.owner.name for point in drop] == ["A", "C"]
    assert rise is not None and [point.owner.name for point in rise] == ["D", "E"]


def test_where_nothing_on_the_way_is_scored_only_the_mean_is_left(given: Given) -> None:
    curve = given(
        "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n"
        "      - {name: A, exit: true}\n      - {name: B, emotion: -1, entry: true}\n"
    ).curve
    (line,) = curve.lines
    assert (line.mean, line.way, line.lowest, line.highest) == (-1, (), None, None)
    assert (line.last, line.peak_end, curve.last, curve.peak_end) == (None, None, None, None)
    assert (curve.mean, curve.lowest, curve.biggest_drop) == (-1, None, None)


def test_a_stages_own_feeling_stands_where_the_way_comes_to_it(given: Given) -> None:
    (line,) = given(
        """
        title: T
        personas: [Ana]
        stages:
          - {name: Alone, emotion: 0.1}
          - name: Late
            emotion: 0.2
            touchpoints: [{name: L1, entry: true}, {name: L2, next: passed}]
          - {name: Between, emotion: 0.3}
          - name: Passed by
            emotion: 0.4
            touchpoints: [{name: Nobody comes, exit: true}]
          - name: Passed
            touchpoints: [{name: passed, emotion: 0.5}]
          - {name: After, emotion: 0.6}
        """
    ).curve.lines
    assert [point.score for point in line.way] == [0.1, 0.2, 0.3, 0.5, 0.6]
    assert [point.score for point in line.points] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
