"""A map's short story: where it shines and where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice

from cjmap.facts.curve import Curve, PersonaCurve, Step
from cjmap.facts.feelings import Point
from cjmap.facts.improvement import Improvement
from cjmap.facts.index import Index
from cjmap.facts.things import Things, part
from cjmap.findings import Path
from cjmap.languages.quantities import Series
from cjmap.messages import Message, ntr, tr, verbatim
from cjmap.model.scale import Scale
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass
from cjmap.vocabulary.touchpoints import Exit

_MOMENTS = 3
_GAINS = 3
_PAINS = 5
# From this distance to neutral on a score has a good or a bad face.
_LEANING = 0.5
# A fall as deep as this is one wherever it ends; on the scale of -2 to +2.
_STEP = 1.0
# What ends a sentence, in the scripts of all languages.
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟")


class Kind(StrEnum):
    """What a line of the story is about; a level is a curve without ups and downs."""

    LEVEL = "level"
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


def tell(index: Index, things: Things, curve: Curve, improvement: Improvement) -> Story:
    """The story of a map.

    At most three moments each way and how many more there are, one a touchpoint, and only those that read as good or bad, each with
    how many are as high or low, and whether it lies off the happy way of its persona; the biggest
    rise, where it ends no lower than neutral, and the biggest drop between neighbours on one
    persona's happy way, where it ends no higher than neutral or takes a whole point of -2 to +2; three gains, those of the best touchpoints first; five severe pains, those
    that nobody answers first. Of a curve that is flat or a single point, that is said instead, of three at most.
    What readers cannot tell apart, at the decimals that they see, is one score.
    """
    scale = things.journey.scale
    level = [line for line in curve.lines if tell_level(scale, line) is not None]
    points = [
        told
        for line in curve.lines
        if tell_level(scale, line) is None
        for told in _tell_points(things, line)
    ]
    # What has a neutral face is neither a strength nor a weakness.
    felt = [told for told in points if abs(scale.see(told.point.score)) >= _LEANING]
    strengths = list(_few(_once(scale, [told for told in felt if told.point.score > 0])))
    strengths += [_level(scale, line) for line in level if line.mean > 0][:_MOMENTS]
    rise = curve.biggest_gain
    if rise is not None and rise[1].score >= 0 and scale.tells_apart(*_scores(rise)):
        strengths.append(_change(scale, Kind.RISE, *rise))
    strengths += islice(_gains(index, curve), _GAINS)
    weaknesses = list(_few(_once(scale, [told for told in felt if told.point.score < 0])))
    weaknesses += [_level(scale, line) for line in level if line.mean < 0][:_MOMENTS]
    drop = curve.biggest_drop
    if drop is not None and _hurts(drop) and scale.tells_apart(*_scores(drop)):
        weaknesses.append(_change(scale, Kind.DROP, *drop))
    weaknesses += islice(_pains(index, improvement), _PAINS)
    return Story(tuple(strengths), tuple(weaknesses))


def _hurts(drop: tuple[Point, Point]) -> bool:
    """Whether a drop is more than a little less of what is good."""
    before, after = _scores(drop)
    return after <= 0 or before - after >= _STEP


def tell_level(scale: Scale, line: PersonaCurve) -> Message | None:
    """What there is to say of a curve without ups and downs: a single point, or all on one level."""
    if len(line.points) == 1:
        (point,) = line.points
        return tr(
            "{persona} is scored at one point: “{place}” {score}.",
            persona=line.persona.name,
            place=point.owner.name,
            score=scale.show(point.score),
        )
    scores = [point.score for point in line.points]
    if not scale.tells_apart(min(scores), max(scores)):
        return tr(
            "{persona} feels the same at all {n} points: {score}.",
            persona=line.persona.name,
            n=len(line.points),
            score=scale.show(line.mean),
        )
    return None


def is_low(line: PersonaCurve) -> bool:
    """Whether the lowest point of a way may be called so: it is negative, or others lie above it."""
    if line.lowest is None or line.highest is None:
        return False
    return line.lowest.score < 0 or line.lowest.score < line.highest.score


def _level(scale: Scale, line: PersonaCurve) -> StoryLine:
    message = tell_level(scale, line)
    assert message is not None
    first = line.points[0]
    return StoryLine(
        Kind.LEVEL, message, first.words if len(line.points) == 1 else None, first.path
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A point of a curve, where it lies, and how many of its persona's are as high or low."""

    point: Point
    standing: _Standing
    equal: int


def _once(scale: Scale, points: Iterable[_Told]) -> Iterator[StoryLine]:
    """Each touchpoint or stage with the most telling of its points; the strongest first.

    Who feels the same there stands in one line.
    """
    strongest: dict[Path, float] = {}
    alike: dict[tuple[Path, _Standing], list[_Told]] = {}
    for told in sorted(points, key=lambda told: -abs(told.point.score)):
        place = told.point.owner.path
        if strongest.setdefault(place, told.point.score) == told.point.score:
            alike.setdefault((place, told.standing), []).append(told)
    yield from (_tell_moment(scale, group) for group in alike.values())


def _few(moments: Iterator[StoryLine]) -> Iterator[StoryLine]:
    """The first moments, and how many more there are."""
    yield from islice(moments, _MOMENTS)
    rest = list(moments)
    if rest:
        first = rest[0]
        more = (
            ntr("{n} more high point.", "{n} more high points.", len(rest))
            if first.kind is Kind.HIGH
            else ntr("{n} more low point.", "{n} more low points.", len(rest))
        )
        yield StoryLine(first.kind, more, None, first.path)


class _Standing(StrEnum):
    """Where a moment lies: what is off the usual way is never told as if it were a part of it."""

    ON = "on"
    OFF = "off"
    OUT = "out"


_MOMENT: Mapping[tuple[Kind, _Standing], Message] = {
    (Kind.HIGH, _Standing.ON): tr("High point: “{place}”, {persona} {score}."),
    (Kind.HIGH, _Standing.OFF): tr("High point off the usual way: “{place}”, {persona} {score}."),
    (Kind.HIGH, _Standing.OUT): tr("High point on the way out: “{place}”, {persona} {score}."),
    (Kind.LOW, _Standing.ON): tr("Low point: “{place}”, {persona} {score}."),
    (Kind.LOW, _Standing.OFF): tr("Low point off the usual way: “{place}”, {persona} {score}."),
    (Kind.LOW, _Standing.OUT): tr("Low point on the way out: “{place}”, {persona} {score}."),
}


# Where all who feel it have so many equal ones on their way.
_TIED: Mapping[Kind, Message] = {
    Kind.HIGH: tr("High point: “{place}”, {persona} {score}, one of {n}."),
    Kind.LOW: tr("Low point: “{place}”, {persona} {score}, one of {n}."),
}


def _tell_points(things: Things, line: PersonaCurve) -> Iterator[_Told]:
    """The moments of a curve, high or low."""
    way = {point.owner.path for point in line.way}
    equal = {point.owner.path: len(line.lows) for point in line.lows}
    equal |= {point.owner.path: len(line.highs) for point in line.highs}
    for point in line.points:
        place = point.owner.path
        if place not in way:
            standing = _Standing.OUT if _gives_up(things, point) else _Standing.OFF
        else:
            standing = _Standing.ON
        yield _Told(point, standing, equal.get(place, 1))


def _tell_moment(scale: Scale, group: Sequence[_Told]) -> StoryLine:
    """One moment of some personas who feel the same at it."""
    first = group[0].point
    kind = Kind.HIGH if first.score > 0 else Kind.LOW
    tied = group[0].equal > 1 and len({told.equal for told in group}) == 1
    form = _TIED[kind] if tied else _MOMENT[kind, group[0].standing]
    message = tr(
        form.template,
        place=first.owner.name,
        persona=Series(tuple(told.point.persona.name for told in group)),
        score=scale.show(first.score),
        n=group[0].equal,
    )
    words = next((told.point.words for told in group if told.point.words), None)
    return StoryLine(kind, message, words, first.path)


def _gives_up(things: Things, point: Point) -> bool:
    thing = part(things, point.owner)
    return isinstance(thing, Touchpoint) and thing.exit is Exit.ABANDON


_CHANGE: Mapping[Kind, Message] = {
    Kind.RISE: tr(
        "Biggest rise: {persona} goes from {from_score} to {to_score} between “{first}” and “{second}”."
    ),
    Kind.DROP: tr(
        "Biggest drop: {persona} goes from {from_score} to {to_score} between “{first}” and “{second}”."
    ),
}


def _scores(step: Step) -> tuple[float, float]:
    return step[0].score, step[1].score


def _change(scale: Scale, kind: Kind, before: Point, after: Point) -> StoryLine:
    message = tr(
        _CHANGE[kind].template,
        persona=after.persona.name,
        from_score=scale.show(before.score),
        to_score=scale.show(after.score),
        first=before.owner.name,
        second=after.owner.name,
    )
    return StoryLine(kind, message, None, after.path)


def _gains(index: Index, curve: Curve) -> Iterator[StoryLine]:
    heights: dict[Path, float] = {}
    for point in curve.points:
        heights[point.owner.path] = max(point.score, heights.get(point.owner.path, -2.0))
    ordered = sorted(index.items["gain"], key=lambda item: -heights.get(item.place, -2.0))
    for item in ordered:
        place = _name(index, item.place)
        yield StoryLine(
            Kind.GAIN,
            tr("Gain in “{place}”: {gain}", place=place, gain=end_sentence(item.name))
            if place
            else tr("Gain: {gain}", gain=end_sentence(item.name)),
            None,
            item.path,
        )


_PAIN = tr("Pain, {state}, severity {n}: {pain}")
_PAIN_AT = tr("Pain in “{place}”, {state}, severity {n}: {pain}")


def _pains(index: Index, improvement: Improvement) -> Iterator[StoryLine]:
    severe = [answer for answer in improvement.answers if answer.severe]
    for answer in sorted(severe, key=lambda answer: (answer.state.is_answered, -answer.severity)):
        said = _PAIN_AT if (place := _name(index, answer.pain.place)) else _PAIN
        message = tr(
            said.template,
            place=place or "",
            state=answer.state.label,
            n=answer.severity,
            pain=end_sentence(answer.pain.name),
        )
        yield StoryLine(Kind.PAIN, message, None, answer.pain.path)


def _name(index: Index, place: Path) -> str | None:
    return index.places[place].name if place else None


def end_sentence(text: str) -> Message:
    """A text of the map as the end of a sentence."""
    return verbatim(text) if text.endswith(_ENDS) else tr("{text}.", text=text)
