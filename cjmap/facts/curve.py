"""The emotional curve: every score of every persona, and what its happy way tells of them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from cjmap.facts.feelings import Feelings, Point
from cjmap.facts.flow import Flow, walk_of
from cjmap.facts.index import Item
from cjmap.facts.participation import Participation, StageFact
from cjmap.findings import Path
from cjmap.records import dataclass

Step = tuple[Point, Point]
"""Two neighbours among the scored touchpoints of a way."""


@dataclass(frozen=True, slots=True)
class PersonaCurve:
    """One persona's curve.

    `points` are all its scores in the order of the file, and `mean` is theirs; `way` are those on
    its happy way in the order in which that passes them, and everything else follows from these
    alone: None where none is scored. `lows` and `highs` are all the points as low as the lowest
    and as high as the highest, which are the first of them. `peak_end` is (strongest + last) / 2,
    a heuristic of what is remembered (Kahneman, Fredrickson 1993); the strongest is the point
    farthest from neutral, of two as far the negative one. The biggest drop and gain are the two
    neighbours between which the score falls or rises the most, the first of equal ones; None
    where it never does.
    """

    persona: Item
    points: tuple[Point, ...]
    way: tuple[Point, ...]
    mean: float
    lowest: Point | None
    lows: tuple[Point, ...]
    highest: Point | None
    highs: tuple[Point, ...]
    last: Point | None
    peak_end: float | None
    biggest_drop: Step | None
    biggest_gain: Step | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The curves of all personas who have one; the figures are None where nobody has.

    `points` go by place in the file, then by persona. `lowest`, `highest` and the biggest drop
    and gain are the most extreme of the personas' own, of equal ones the first persona's; `lows` and
    `highs` are all points of all of them that are as low and as high. `mean`,
    `last` and `peak_end` are means of theirs.
    """

    lines: tuple[PersonaCurve, ...]
    points: tuple[Point, ...]
    mean: float | None
    lowest: Point | None
    lows: tuple[Point, ...]
    highest: Point | None
    highs: tuple[Point, ...]
    last: float | None
    peak_end: float | None
    biggest_drop: Step | None
    biggest_gain: Step | None


def line_of(curve: Curve, persona: Item) -> PersonaCurve | None:
    """The curve of a persona, None where it is scored nowhere."""
    return next((line for line in curve.lines if line.persona == persona), None)


def strays(line: PersonaCurve) -> bool:
    """Whether some scores lie off the happy way, so that the mean is of more than all else."""
    return len(line.way) < len(line.points)


def place_in_file(path: Path) -> tuple[int, ...]:
    """What sorts paths of touchpoints and stages by where they stand."""
    return tuple(step for step in path if isinstance(step, int))


def trace(participation: Participation, feelings: Feelings, flow: Flow) -> Curve:
    """The curve of every persona who is scored anywhere."""
    scored: dict[Item, list[Point]] = {}
    for stage in participation.stages:
        for owner in (*(touchpoint.item for touchpoint in stage.touchpoints), stage.item):
            for point in feelings.points.get(owner.path, ()):
                scored.setdefault(point.persona, []).append(point)
    return _join(
        [
            _line(persona, scored[persona], _follow(persona, participation, feelings, flow))
            for persona in participation.personas
            if persona in scored
        ]
    )


def _follow(
    persona: Item, participation: Participation, feelings: Feelings, flow: Flow
) -> tuple[Point, ...]:
    """The scores of a persona on its happy way, in the order in which it passes them.

    What a stage says itself stands at the first of its touchpoints on the way; a stage in none of
    whose touchpoints the persona takes part, at its place in the file.
    """
    walk = walk_of(flow, persona)
    happy = walk.happy if walk is not None else ()
    here = {
        point.owner.path: point
        for listed in feelings.points.values()
        for point in listed
        if point.persona == persona
    }
    told: list[Point] = []
    waiting = [stage for stage in participation.stages if stage.item.path in here]
    for path in happy:
        passed = _pass(waiting, path, persona, walk.present if walk is not None else frozenset())
        told += [here[stage.item.path] for stage in passed]
        waiting = [stage for stage in waiting if stage not in passed]
        if path in here:
            told.append(here[path])
    return (*told, *(here[stage.item.path] for stage in waiting if not _is_inside(stage, persona)))


def _pass(
    stages: Sequence[StageFact], path: Path, persona: Item, present: frozenset[Path]
) -> list[StageFact]:
    """Which of the stages stand on the way where it comes to a touchpoint."""
    number = place_in_file(path)[0]
    return [
        stage
        for stage in stages
        if (path in present and path[:2] == stage.item.path)
        or (not _is_inside(stage, persona) and place_in_file(stage.item.path)[0] < number)
    ]


def _is_inside(stage: StageFact, persona: Item) -> bool:
    """Whether a persona takes part in one of a stage's touchpoints."""
    return any(persona in touchpoint.personas for touchpoint in stage.touchpoints)


def _line(persona: Item, points: Sequence[Point], way: tuple[Point, ...]) -> PersonaCurve:
    steps = list(itertools.pairwise(way))
    scores = [point.score for point in way]
    lowest, highest = min(scores, default=None), max(scores, default=None)
    strongest = max(scores, key=lambda score: (abs(score), -score), default=None)
    return PersonaCurve(
        persona,
        tuple(points),
        way,
        math.fsum(point.score for point in points) / len(points),
        min(way, key=_score, default=None),
        tuple(point for point in way if point.score == lowest),
        max(way, key=_score, default=None),
        tuple(point for point in way if point.score == highest),
        way[-1] if way else None,
        None if strongest is None else (strongest + scores[-1]) / 2,
        _deepest(steps),
        _steepest(steps),
    )


def _join(lines: Sequence[PersonaCurve]) -> Curve:
    order = {line.persona.path: number for number, line in enumerate(lines)}
    points = sorted(
        (point for line in lines for point in line.points),
        key=lambda point: (place_in_file(point.owner.path), order[point.persona.path]),
    )
    lows = [line.lowest for line in lines if line.lowest is not None]
    highs = [line.highest for line in lines if line.highest is not None]
    lowest, highest = min(lows, key=_score, default=None), max(highs, key=_score, default=None)
    return Curve(
        tuple(lines),
        tuple(points),
        _mean([line.mean for line in lines]),
        lowest,
        tuple(p for line in lines for p in line.lows if lowest and p.score == lowest.score),
        highest,
        tuple(p for line in lines for p in line.highs if highest and p.score == highest.score),
        _mean([line.last.score for line in lines if line.last is not None]),
        _mean([line.peak_end for line in lines if line.peak_end is not None]),
        _deepest(line.biggest_drop for line in lines if line.biggest_drop is not None),
        _steepest(line.biggest_gain for line in lines if line.biggest_gain is not None),
    )


def _mean(figures: Sequence[float]) -> float | None:
    return math.fsum(figures) / len(figures) if figures else None


def _score(point: Point) -> float:
    return point.score


def _climb(step: Step) -> float:
    return step[1].score - step[0].score


def _deepest(steps: Iterable[Step]) -> Step | None:
    """The step that falls the most, the first of equal ones; None where none falls."""
    fall = min(steps, key=_climb, default=None)
    return fall if fall is not None and _climb(fall) < 0 else None


def _steepest(steps: Iterable[Step]) -> Step | None:
    """The step that rises the most, the first of equal ones; None where none rises."""
    rise = max(steps, key=_climb, default=None)
    return rise if rise is not None and _climb(rise) > 0 else None
