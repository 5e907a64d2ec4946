"""The emotional curve: every score of every persona, in order, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from cjmap.facts.cast import Cast
from cjmap.facts.index import Index, Item
from cjmap.findings import Path
from cjmap.model.emotion import Emotion
from cjmap.model.touchpoint import Touchpoint


@dataclass(frozen=True, slots=True)
class Point:
    """A score, -2 to +2, of one persona at a touchpoint, or at a stage that has none scored.

    `owner` is the touchpoint or stage, `path` where the emotion stands.
    """

    persona: Item
    owner: Item
    stage: int
    emotion: Emotion
    score: float
    path: Path

    @property
    def quote(self) -> str | None:
        """What was said there: of the score, else of the touchpoint."""
        thing = self.owner.thing
        return self.emotion.quote or (thing.quote if isinstance(thing, Touchpoint) else None)

    @property
    def is_decisive(self) -> bool:
        """Whether it stands at a moment of truth."""
        thing = self.owner.thing
        return isinstance(thing, Touchpoint) and thing.is_decisive

    def words(self, index: Index) -> str | None:
        """The quote, else what the persona, or nobody by name, thinks there."""
        if self.quote:
            return self.quote
        for thought in self.owner.thing.thoughts or ():
            if not thought.persona or index.resolve("persona", thought.persona) is self.persona:
                return str(thought.text)
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """One persona's curve, in the order of the file; its figures are None without a point."""

    persona: Item
    points: tuple[Point, ...]

    @property
    def mean(self) -> float | None:
        scores = [point.score for point in self.points]
        return sum(scores) / len(scores) if scores else None

    @property
    def lowest(self) -> Point | None:
        return min(self.points, key=lambda point: point.score, default=None)

    @property
    def highest(self) -> Point | None:
        return max(self.points, key=lambda point: point.score, default=None)

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def peak_end(self) -> float | None:
        """(strongest + last) / 2, a heuristic of what is remembered (Kahneman, Fredrickson 1993).

        The strongest is the point farthest from neutral; of two as far, the later.
        """
        if not self.points:
            return None
        strongest = max(reversed(self.points), key=lambda point: abs(point.score))
        return (strongest.score + self.points[-1].score) / 2

    @property
    def biggest_drop(self) -> tuple[Point, Point] | None:
        """The two neighbours between which the score falls the most; None where it never falls."""
        pairs = list(zip(self.points, self.points[1:], strict=False))
        fall = min(pairs, key=lambda pair: pair[1].score - pair[0].score, default=None)
        return fall if fall and fall[1].score < fall[0].score else None

    @property
    def biggest_gain(self) -> tuple[Point, Point] | None:
        """The two neighbours between which the score rises the most; None where it never rises."""
        pairs = list(zip(self.points, self.points[1:], strict=False))
        rise = max(pairs, key=lambda pair: pair[1].score - pair[0].score, default=None)
        return rise if rise and rise[1].score > rise[0].score else None


@dataclass(frozen=True, slots=True)
class Curve:
    """The curves of all personas who have one."""

    lines: tuple[Line, ...]

    @property
    def mean(self) -> float | None:
        """The mean of the personas' means."""
        means = [line.mean for line in self.lines if line.mean is not None]
        return sum(means) / len(means) if means else None

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, by place in the file, then by persona."""
        order = {line.persona.id: number for number, line in enumerate(self.lines)}
        return tuple(
            sorted(
                (point for line in self.lines for point in line.points),
                key=lambda point: (place_in_file(point.owner.path), order[point.persona.id]),
            )
        )

    @property
    def lowest(self) -> Point | None:
        return min(self.points, key=lambda point: point.score, default=None)

    @property
    def highest(self) -> Point | None:
        return max(self.points, key=lambda point: point.score, default=None)

    @property
    def last(self) -> float | None:
        """The mean of the personas' last scores."""
        last = [line.points[-1].score for line in self.lines if line.points]
        return sum(last) / len(last) if last else None

    @property
    def peak_end(self) -> float | None:
        """The mean of the personas' peak-end figures."""
        figures = [line.peak_end for line in self.lines if line.peak_end is not None]
        return sum(figures) / len(figures) if figures else None

    @property
    def biggest_drop(self) -> tuple[Point, Point] | None:
        """The biggest of the personas' drops; of equal ones the first persona's."""
        drops = [line.biggest_drop for line in self.lines if line.biggest_drop is not None]
        return min(drops, key=lambda pair: pair[1].score - pair[0].score, default=None)

    @property
    def biggest_gain(self) -> tuple[Point, Point] | None:
        """The biggest of the personas' rises; of equal ones the first persona's."""
        rises = [line.biggest_gain for line in self.lines if line.biggest_gain is not None]
        return max(rises, key=lambda pair: pair[1].score - pair[0].score, default=None)

    def line(self, persona: Item) -> Line | None:
        return next((line for line in self.lines if line.persona is persona), None)


def place_in_file(path: Path) -> tuple[int, ...]:
    """What sorts paths of touchpoints and stages by where they stand."""
    return tuple(step for step in path if isinstance(step, int))


def trace(cast: Cast, stages: tuple[Item, ...]) -> Curve:
    """The curve of every persona who is scored anywhere."""
    lines = []
    for persona in cast.personas:
        points: list[Point] = []
        for number, stage in enumerate(stages):
            for scene in cast.in_stage(number):
                emotion = cast.emotion_at(scene, persona)
                if emotion is not None and emotion.score is not None:
                    path = cast.emotion_path(scene.path, scene.touchpoint, persona)
                    points.append(
                        Point(persona, scene.item, number, emotion, float(emotion.score), path)
                    )
            emotion = cast.emotion_in(number, persona)
            if emotion is not None and emotion.score is not None:
                path = cast.emotion_path(stage.path, stage.thing, persona)
                points.append(Point(persona, stage, number, emotion, float(emotion.score), path))
        if points:
            lines.append(Line(persona, tuple(points)))
    return Curve(tuple(lines))
