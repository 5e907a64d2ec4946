"""What a map tells in short: its curves in figures, its strengths and weaknesses."""

from __future__ import annotations

from cjmap.board.assessment import Fall, Feelings, Moment, StoryLine
from cjmap.board.cut import Cut, nearest
from cjmap.board.feelings import read_mean, tell_score
from cjmap.facts import story as facts
from cjmap.facts.curve import PersonaCurve
from cjmap.facts.feelings import Point
from cjmap.languages.quantities import format_quote


def read_feelings(cut: Cut, line: PersonaCurve) -> Feelings:
    """The curve of a persona in figures."""
    last = _moment(cut, line.last)
    return Feelings(
        cut.marks[line.persona.id],
        read_mean(line.mean, cut.language),
        _moment(cut, line.lowest),
        _moment(cut, line.highest),
        last,
        last.score,
        read_mean(line.peak_end, cut.language),
        _fall(cut, line.biggest_drop),
    )


def read_common_feelings(cut: Cut) -> Feelings | None:
    """The curves of everybody in figures; None where nobody is scored."""
    curve = cut.subject.curve
    if (
        curve.mean is None
        or curve.lowest is None
        or curve.highest is None
        or curve.last is None
        or curve.peak_end is None
    ):
        return None
    return Feelings(
        None,
        read_mean(curve.mean, cut.language),
        _moment(cut, curve.lowest),
        _moment(cut, curve.highest),
        None,
        read_mean(curve.last, cut.language),
        read_mean(curve.peak_end, cut.language),
        _fall(cut, curve.biggest_drop),
    )


def _moment(cut: Cut, point: Point) -> Moment:
    return Moment(
        point.persona.id,
        point.owner.id,
        point.owner.name,
        read_mean(point.score, cut.language),
    )


def _fall(cut: Cut, drop: tuple[Point, Point] | None) -> Fall | None:
    if drop is None:
        return None
    before, after = drop
    change = after.score - before.score
    return Fall(_moment(cut, before), _moment(cut, after), change, tell_score(change, cut.language))


def read_story_line(cut: Cut, line: facts.StoryLine) -> StoryLine:
    return StoryLine(
        line.kind,
        cut.say(line.message),
        line.quote or "",
        format_quote(line.quote, cut.language) if line.quote else "",
        line.path,
        nearest(cut.subject, line.path),
    )
