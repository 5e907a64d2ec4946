"""A map's short story: where it shines and where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from cjmap.facts.curve import Curve
from cjmap.facts.feelings import Point
from cjmap.facts.improvement import Improvement
from cjmap.facts.index import Index
from cjmap.findings import Path
from cjmap.languages.quantities import Quantity
from cjmap.messages import Message, tr, verbatim

_MOMENTS = 3
_GAINS = 3
_PAINS = 5


class Kind(StrEnum):
    """What a line of the story is about."""

    HIGH = "high"
    RISE = "rise"
    GAIN = "gain"
    LOW = "low"
    DROP = "drop"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line: a whole sentence, the customer's words on it, and the path of what it is about."""

    kind: Kind
    message: Message
    quote: str | None
    path: Path


@dataclass(frozen=True, slots=True)
class Story:
    """Strengths (highest moments, the biggest rise, gains) and weaknesses, the weightiest first."""

    strengths: tuple[StoryLine, ...]
    weaknesses: tuple[StoryLine, ...]


def tell(index: Index, curve: Curve, improvement: Improvement) -> Story:
    """The story of a map.

    At most three moments each way, one a touchpoint, and only above or below neutral; the
    biggest rise and drop between neighbours of one persona's curve; three gains, those of the
    best touchpoints first; five severe pains, those that nobody answers first.
    """
    points = curve.points
    best = sorted((p for p in points if p.score > 0), key=lambda p: -p.score)
    worst = sorted((p for p in points if p.score < 0), key=lambda p: p.score)
    strengths = [_high(point) for point in islice(_once(best), _MOMENTS)]
    rise = curve.biggest_gain
    if rise is not None:
        strengths.append(_rise(*rise))
    strengths += islice(_gains(index, curve), _GAINS)
    weaknesses = [_low(point) for point in islice(_once(worst), _MOMENTS)]
    drop = curve.biggest_drop
    if drop is not None:
        weaknesses.append(_drop(*drop))
    weaknesses += islice(_pains(improvement), _PAINS)
    return Story(tuple(strengths), tuple(weaknesses))


def _once(points: Iterable[Point]) -> Iterator[Point]:
    """Each touchpoint or stage once, with the first of its points."""
    seen = set()
    for point in points:
        if point.owner.path not in seen:
            seen.add(point.owner.path)
            yield point


def _high(point: Point) -> StoryLine:
    message = tr(
        "High point: “{place}”, {persona} {score}.",
        place=point.owner.name,
        persona=point.persona.name,
        score=Quantity(point.score, 2, signed=True),
    )
    return StoryLine(Kind.HIGH, message, point.words, point.path)


def _low(point: Point) -> StoryLine:
    message = tr(
        "Low point: “{place}”, {persona} {score}.",
        place=point.owner.name,
        persona=point.persona.name,
        score=Quantity(point.score, 2, signed=True),
    )
    return StoryLine(Kind.LOW, message, point.words, point.path)


def _rise(before: Point, after: Point) -> StoryLine:
    message = tr(
        "Biggest rise: {persona} goes from {from_score} to {to_score} between “{first}” and “{second}”.",
        persona=after.persona.name,
        from_score=Quantity(before.score, 2, signed=True),
        to_score=Quantity(after.score, 2, signed=True),
        first=before.owner.name,
        second=after.owner.name,
    )
    return StoryLine(Kind.RISE, message, None, after.path)


def _drop(before: Point, after: Point) -> StoryLine:
    message = tr(
        "Biggest drop: {persona} goes from {from_score} to {to_score} between “{first}” and “{second}”.",
        persona=after.persona.name,
        from_score=Quantity(before.score, 2, signed=True),
        to_score=Quantity(after.score, 2, signed=True),
        first=before.owner.name,
        second=after.owner.name,
    )
    return StoryLine(Kind.DROP, message, None, after.path)


def _gains(index: Index, curve: Curve) -> Iterator[StoryLine]:
    heights: dict[Path, float] = {}
    for point in curve.points:
        heights[point.owner.path] = max(point.score, heights.get(point.owner.path, -2.0))
    ordered = sorted(index.items["gain"], key=lambda item: -heights.get(item.place, -2.0))
    for item in ordered:
        place = _name(index, item.place)
        yield StoryLine(
            Kind.GAIN,
            tr("Gain in “{place}”: {gain}", place=place, gain=_sentence(item.name))
            if place
            else tr("Gain: {gain}", gain=_sentence(item.name)),
            None,
            item.path,
        )


def _pains(improvement: Improvement) -> Iterator[StoryLine]:
    severe = [answer for answer in improvement.answers if answer.severe]
    for answer in sorted(severe, key=lambda answer: (answer.answered, -answer.severity)):
        pain = _sentence(answer.pain.name)
        if answer.answered:
            message = tr("Open pain, severity {n}: {pain}", n=answer.severity, pain=pain)
        else:
            message = tr(
                "Open pain that nobody answers, severity {n}: {pain}", n=answer.severity, pain=pain
            )
        yield StoryLine(Kind.PAIN, message, None, answer.pain.path)


def _name(index: Index, place: Path) -> str | None:
    return index.places[place].name if place else None


def _sentence(text: str) -> Message:
    """A text of the map as the end of a sentence."""
    return verbatim(text if text.endswith((".", "!", "?", "…")) else f"{text}.")
