"""The emotional curve: every score of every persona, in order, and what it tells."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjmap.facts.feelings import Feelings, Point
from cjmap.facts.index import Item
from cjmap.facts.participation import Participation
from cjmap.findings import Path


@dataclass(frozen=True, slots=True)
class PersonaCurve:
    """One persona's curve, in the order of the file.

    `peak_end` is (strongest + last) / 2, a heuristic of what is remembered (Kahneman,
    Fredrickson 1993); the strongest is the point farthest from neutral, of two as far the
    later. The biggest drop and gain are the two neighbours between which the score falls or
    rises the most; None where it never does.
    """

    persona: Item
    points: tuple[Point, ...]
    mean: float
    lowest: Point
    highest: Point
    last: Point
    peak_end: float
    biggest_drop: tuple[Point, Point] | None
    biggest_gain: tuple[Point, Point] | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The curves of all personas who have one; the figures are None where nobody has.

    `points` go by place in the file, then by persona. `mean`, `last` and `peak_end` are means
    of the personas' own; of equally big drops and gains the first persona's counts.
    """

    lines: tuple[PersonaCurve, ...]
    points: tuple[Point, ...]
    mean: float | None
    lowest: Point | None
    highest: Point | None
    last: float | None
    peak_end: float | None
    biggest_drop: tuple[Point, Point] | None
    biggest_gain: tuple[Point, Point] | None


def line_of(curve: Curve, persona: Item) -> PersonaCurve | None:
    """The curve of a persona, None where it is scored nowhere."""
    return next((line for line in curve.lines if line.persona == persona), None)


def place_in_file(path: Path) -> tuple[int, ...]:
    """What sorts paths of touchpoints and stages by where they stand."""
    return tuple(step for step in path if isinstance(step, int))


def trace(participation: Participation, feelings: Feelings) -> Curve:
    """The curve of every persona who is scored anywhere."""
    scored: dict[Item, list[Point]] = {}
    for stage in participation.stages:
        for owner in (*(touchpoint.item for touchpoint in stage.touchpoints), stage.item):
            for point in feelings.points.get(owner.path, ()):
                scored.setdefault(point.persona, []).append(point)
    return _join(
        [_line(persona, scored[persona]) for persona in participation.personas if persona in scored]
    )


def _line(persona: Item, points: Sequence[Point]) -> PersonaCurve:
    strongest = max(reversed(points), key=lambda point: abs(point.score))
    steps = list(itertools.pairwise(points))
    return PersonaCurve(
        persona,
        tuple(points),
        sum(point.score for point in points) / len(points),
        min(points, key=lambda point: point.score),
        max(points, key=lambda point: point.score),
        points[-1],
        (strongest.score + points[-1].score) / 2,
        _deepest(steps),
        _steepest(steps),
    )


def _join(lines: Sequence[PersonaCurve]) -> Curve:
    order = {line.persona.path: number for number, line in enumerate(lines)}
    points = sorted(
        (point for line in lines for point in line.points),
        key=lambda point: (place_in_file(point.owner.path), order[point.persona.path]),
    )
    return Curve(
        tuple(lines),
        tuple(points),
        _mean([line.mean for line in lines]),
        min(points, key=lambda point: point.score, default=None),
        max(points, key=lambda point: point.score, default=None),
        _mean([line.last.score for line in lines]),
        _mean([line.peak_end for line in lines]),
        _deepest(line.biggest_drop for line in lines if line.biggest_drop is not None),
        _steepest(line.biggest_gain for line in lines if line.biggest_gain is not None),
    )


def _mean(figures: Sequence[float]) -> float | None:
    return sum(figures) / len(figures) if figures else None


def _climb(step: tuple[Point, Point]) -> float:
    return step[1].score - step[0].score


def _deepest(steps: Iterable[tuple[Point, Point]]) -> tuple[Point, Point] | None:
    """The step that falls the most, the first of equal ones; None where none falls."""
    fall = min(steps, key=_climb, default=None)
    return fall if fall is not None and _climb(fall) < 0 else None


def _steepest(steps: Iterable[tuple[Point, Point]]) -> tuple[Point, Point] | None:
    """The step that rises the most, the first of equal ones; None where none rises."""
    rise = max(steps, key=_climb, default=None)
    return rise if rise is not None and _climb(rise) > 0 else None
