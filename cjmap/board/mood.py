"""The emotional curve: its points, where it breaks, and which words stand beside it."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import Curve, Gap, Hole, Line, Point, Quote, Stub
from cjmap.board.cut import Cut
from cjmap.board.feelings import level_of, name_feeling, tell_score
from cjmap.board.gaps import find_gap
from cjmap.board.sources import is_assumption
from cjmap.board.touchpoints import name_moment
from cjmap.facts import feelings as facts
from cjmap.facts.cells import State
from cjmap.facts.curve import PersonaCurve, strays
from cjmap.facts.flow import Walk, lead_back, walk_of
from cjmap.facts.story import tell_level
from cjmap.facts.things import emotion_at, part
from cjmap.findings import Path
from cjmap.languages.quantities import format_list, format_quote
from cjmap.messages import Message, quote, tr
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.coverage import Dimension

_SCALE = (2, 1, 0, -1, -2)
_MOST_QUOTES = 6
_TOGETHER = tr(
    "{persona}: mean {mean}, lowest {low} at {low_at}, highest {high} at {high_at}, at the end {last}."
)
# The mean is of more than the way.
_ASTRAY = tr(
    "{persona}: mean {mean} of all scores; on the usual way lowest {low} at {low_at}, highest {high} at {high_at}, at the end {last}."
)


def read_curve(cut: Cut) -> Curve:
    holes = tuple(_holes(cut))
    broken = {hole.stage for hole in holes}
    return Curve(
        tuple(_read_line(cut, line, broken) for line in cut.lines),
        tuple((score, tell_score(cut.scale, score, cut.language)) for score in _SCALE),
        holes,
        tuple(_quotes(cut))[:_MOST_QUOTES],
        _tell(cut),
    )


def _holes(cut: Cut) -> Iterator[Hole]:
    """The stages that say nothing of anybody's emotion: not those where somebody looked and found
    that none applies, nor those where nobody is of whom this is the curve.
    """
    scored = {point.stage for line in cut.lines for point in line.points}
    for stage in range(len(cut.touchpoints)):
        if stage in scored:
            continue
        cells = cut.subject.coverage.stages[stage].cells
        if cells[Dimension.EMOTIONS].state is not State.MISSING:
            continue
        empty = cells[Dimension.TOUCHPOINTS].state is State.MISSING
        gap: Gap | None = (
            find_gap(cut, stage, Dimension.TOUCHPOINTS, "CJ301")
            if empty
            else find_gap(cut, stage, Dimension.EMOTIONS, "CJ302")
        )
        if gap is not None:
            yield Hole(stage, gap)


def _read_line(cut: Cut, line: PersonaCurve, broken: set[int]) -> Line:
    way = {point.owner.path for point in line.way}
    return Line(
        cut.marks[line.persona.id],
        tell_score(cut.scale, line.mean, cut.language, 1),
        tuple(
            _read_point(cut, line, point, off=point.owner.path not in way) for point in line.points
        ),
        tuple(_runs(line, broken)),
        tuple(_bridged(line, walk_of(cut.subject.flow, line.persona))),
        tuple(_stubs(line, walk_of(cut.subject.flow, line.persona))),
    )


def _runs(line: PersonaCurve, broken: set[int]) -> Iterator[tuple[int, ...]]:
    """The stretches of a way that lead on in the file, without a hole between."""
    numbers = _numbers(line)
    run: list[int] = []
    for point in line.way:
        number = numbers[point.owner.path]
        if run:
            before = line.points[run[-1]].stage
            if number < run[-1] or any(before < hole < point.stage for hole in broken):
                yield tuple(run)
                run = []
        run.append(number)
    if run:
        yield tuple(run)


def _bridged(line: PersonaCurve, walk: Walk | None) -> Iterator[int]:
    """The points to which the usual way leads across touchpoints of which nothing is scored.

    A stage's own score is that of all its touchpoints.
    """
    numbers = _numbers(line)
    begun = missing = False
    for path in walk.happy if walk else ():
        here = walk is not None and path in walk.present
        number = numbers.get(path, numbers.get(path[:2]) if here else None)
        if number is not None:
            if begun and missing:
                yield number
            begun, missing = True, False
        elif here:
            missing = True


def _stubs(line: PersonaCurve, walk: Walk | None) -> Iterator[Stub]:
    """What leads to the points off the usual way, from the first that is scored before them."""
    way = {point.owner.path for point in line.way}
    numbers = _numbers(line)
    sources = lead_back(walk.edges if walk else ())
    for number, point in enumerate(line.points):
        before = sources.get(point.owner.path)
        if point.owner.path not in way and before:
            scored = (numbers[path] for path in before if path in numbers)
            yield Stub(number, next((one for one in scored if one < number), None))


def _numbers(line: PersonaCurve) -> dict[Path, int]:
    return {point.owner.path: number for number, point in enumerate(line.points)}


def _read_point(cut: Cut, line: PersonaCurve, point: facts.Point, *, off: bool) -> Point:
    figure = tell_score(cut.scale, point.score, cut.language)
    emotion = emotion_at(cut.subject.things, point.path)
    words = emotion.label or cut.say(name_feeling(point.score, cut.scale))
    if emotion.intensity:
        words = format_list((words, cut.say(emotion.intensity.label)), cut.language)
    quote = format_quote(point.quote, cut.language) if point.quote else ""
    place = tr("{place} (off the usual way)", place=point.owner.name)
    spoken = cut.say(
        tr(
            "{place}. {persona}: {figure}, {words}.",
            place=place if off else point.owner.name,
            persona=point.persona.name,
            figure=figure,
            words=words,
        )
    )
    thing = part(cut.subject.things, point.owner)
    return Point(
        point.path,
        point.stage,
        cut.numbers.get(point.owner.path),
        point.owner.name,
        point.score,
        level_of(point.score, cut.scale),
        figure,
        words,
        emotion.label or "",
        quote,
        name_moment(cut, thing) if isinstance(thing, Touchpoint) else "",
        off,
        _extreme(line, point),
        f"{spoken} {quote}" if quote else spoken,
        is_assumption(cut, point.owner.path, emotion.evidence),
    )


def _extreme(line: PersonaCurve, point: facts.Point) -> str:
    """`lowest` or `highest`; a line that is level has neither."""
    if line.lowest is None or line.highest is None or line.lowest.score == line.highest.score:
        return ""
    return {id(line.lowest): "lowest", id(line.highest): "highest"}.get(id(point), "")


def _quotes(cut: Cut) -> Iterator[Quote]:
    """What the personas say at their lowest and highest points, then where else feelings run high.

    Each sentence once.
    """
    seen: set[str] = set()
    for number, place, high in (*_extremes(cut), *_others(cut)):
        said = cut.lines[number].points[place].words
        if said is not None and said not in seen:
            seen.add(said)
            yield Quote(number, place, format_quote(said, cut.language), high)


def _extremes(cut: Cut) -> Iterator[tuple[int, int, bool]]:
    for number, line in enumerate(cut.lines):
        low, high = line.lowest, line.highest
        if low is None or high is None or low.score == high.score:
            continue
        yield number, line.points.index(low), False
        yield number, line.points.index(high), True


def _others(cut: Cut) -> list[tuple[int, int, bool]]:
    found = [
        (number, place, point.score > 0)
        for number, line in enumerate(cut.lines)
        for place, point in enumerate(line.points)
        if point.quote
    ]
    return sorted(found, key=lambda one: -abs(cut.lines[one[0]].points[one[1]].score))


def _tell(cut: Cut) -> str:
    """The curves in words, for those who cannot see them."""
    return " ".join(_tell_line(cut, line) for line in cut.lines)


def _tell_line(cut: Cut, line: PersonaCurve) -> str:
    level = tell_level(cut.scale, line)
    if level is not None:
        return cut.say(level)
    if line.lowest is None or line.highest is None or line.last is None:
        return cut.say(
            tr(
                "{persona}: mean {mean}, nothing on the usual way is scored.",
                persona=line.persona.name,
                mean=tell_score(cut.scale, line.mean, cut.language),
            )
        )
    return cut.say(
        tr(
            (_ASTRAY if strays(line) else _TOGETHER).template,
            persona=line.persona.name,
            mean=tell_score(cut.scale, line.mean, cut.language),
            low=tell_score(cut.scale, line.lowest.score, cut.language),
            low_at=_where(line.lows),
            high=tell_score(cut.scale, line.highest.score, cut.language),
            high_at=_where(line.highs),
            last=tell_score(cut.scale, line.last.score, cut.language),
        )
    )


def _where(points: tuple[facts.Point, ...]) -> Message:
    """The place of the first of equal points, and how many there are."""
    name = quote(points[0].owner.name)
    return tr("{place} (one of {n})", place=name, n=len(points)) if len(points) > 1 else name
