"""What a map tells in short: its curves in figures, its strengths and weaknesses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import overload

from cjmap.board.assessment import Fall, Feelings, Mean, Moment, StoryLine
from cjmap.board.cut import Cut, nearest
from cjmap.board.feelings import read_mean
from cjmap.facts import story as facts
from cjmap.facts.curve import PersonaCurve
from cjmap.facts.feelings import Point
from cjmap.languages.quantities import format_quote
from cjmap.messages import Message, ntr


def read_feelings(cut: Cut, line: PersonaCurve) -> Feelings:
    """The curve of a persona in figures."""
    last = _moment(cut, line.last)
    return Feelings(
        cut.marks[line.persona.id],
        read_mean(cut.scale, line.mean, cut.language),
        len(line.points),
        len(line.way),
        _moment(cut, line.lowest),
        tuple(_moment(cut, point) for point in line.lows),
        _moment(cut, line.highest),
        tuple(_moment(cut, point) for point in line.highs),
        last,
        last.score if last is not None else None,
        _read(cut, line.peak_end),
        _fall(cut, line.biggest_drop),
    )


def read_common_feelings(cut: Cut) -> Feelings | None:
    """The curves of everybody in figures; None where nobody is scored."""
    curve = cut.subject.curve
    if curve.mean is None:
        return None
    return Feelings(
        None,
        read_mean(cut.scale, curve.mean, cut.language),
        len(curve.points),
        sum(len(line.way) for line in curve.lines),
        _moment(cut, curve.lowest),
        tuple(_moment(cut, point) for point in curve.lows),
        _moment(cut, curve.highest),
        tuple(_moment(cut, point) for point in curve.highs),
        None,
        _read(cut, curve.last),
        _read(cut, curve.peak_end),
        _fall(cut, curve.biggest_drop),
    )


def _read(cut: Cut, score: float | None) -> Mean | None:
    return read_mean(cut.scale, score, cut.language) if score is not None else None


@overload
def _moment(cut: Cut, point: Point) -> Moment: ...
@overload
def _moment(cut: Cut, point: Point | None) -> Moment | None: ...
def _moment(cut: Cut, point: Point | None) -> Moment | None:
    if point is None:
        return None
    return Moment(
        point.persona.id,
        point.owner.id,
        point.owner.name,
        read_mean(cut.scale, point.score, cut.language),
    )


def _fall(cut: Cut, drop: tuple[Point, Point] | None) -> Fall | None:
    if drop is None:
        return None
    before, after = drop
    change = after.score - before.score
    return Fall(
        _moment(cut, before),
        _moment(cut, after),
        change,
        cut.scale.step(change).render(cut.language),
    )


def read_strengths(cut: Cut) -> Iterator[StoryLine]:
    """Where the map shines, and how many more gains there are than are told."""
    lines = cut.subject.story.strengths
    yield from (_read_line(cut, line) for line in lines)
    left = len(cut.subject.index.items["gain"]) - _count(lines, facts.Kind.GAIN)
    if left:
        yield _tell_more(cut, facts.Kind.GAIN, ntr("{n} more gain.", "{n} more gains.", left))


def read_weaknesses(cut: Cut) -> Iterator[StoryLine]:
    """Where the map hurts, and how many more severe pains there are than are told."""
    lines = cut.subject.story.weaknesses
    yield from (_read_line(cut, line) for line in lines)
    severe = sum(answer.severe for answer in cut.subject.improvement.answers)
    left = severe - _count(lines, facts.Kind.PAIN)
    if left:
        more = ntr("{n} more severe pain.", "{n} more severe pains.", left)
        yield _tell_more(cut, facts.Kind.PAIN, more)


def _count(lines: Iterable[facts.StoryLine], kind: facts.Kind) -> int:
    return sum(line.kind is kind for line in lines)


def _tell_more(cut: Cut, kind: facts.Kind, more: Message) -> StoryLine:
    return StoryLine(kind, cut.say(more), "", "", (), ())


def _read_line(cut: Cut, line: facts.StoryLine) -> StoryLine:
    return StoryLine(
        line.kind,
        cut.say(line.message),
        line.quote or "",
        format_quote(line.quote, cut.language) if line.quote else "",
        line.path,
        nearest(cut.subject, line.path),
    )
