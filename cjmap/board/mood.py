"""The emotional curve: its points, where it breaks, and which words stand beside it."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import Curve, Gap, Hole, Line, Point, Quote
from cjmap.board.cut import Cut
from cjmap.board.feelings import level_of, name_feeling, tell_score
from cjmap.board.gaps import find_gap
from cjmap.board.touchpoints import name_moment
from cjmap.facts import curve as facts
from cjmap.facts.coverage import State
from cjmap.languages.quantities import format_quote
from cjmap.messages import tr
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.maps import Thing

_SCALE = (2, 1, 0, -1, -2)
_MOST_QUOTES = 6


def read_curve(cut: Cut) -> Curve:
    holes = tuple(_holes(cut))
    broken = {hole.stage for hole in holes}
    return Curve(
        tuple(_read_line(cut, line, broken) for line in cut.lines),
        tuple((score, tell_score(score, cut.language)) for score in _SCALE),
        holes,
        tuple(_quotes(cut))[:_MOST_QUOTES],
        _tell(cut),
    )


def _holes(cut: Cut) -> Iterator[Hole]:
    """The stages that say nothing of anybody's emotion: not those where somebody looked and found
    that none applies, nor those where nobody is of whom this is the curve.
    """
    scored = {point.stage for line in cut.lines for point in line.points}
    for stage in range(len(cut.scenes)):
        if stage in scored:
            continue
        cells = cut.facts.coverage.stages[stage].cells
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


def _read_line(cut: Cut, line: facts.Line, broken: set[int]) -> Line:
    points = []
    before: int | None = None
    for point in line.points:
        joined = before is not None and not any(before < hole < point.stage for hole in broken)
        points.append(_read_point(cut, line, point, joined=joined))
        before = point.stage
    mean = "" if line.mean is None else tell_score(line.mean, cut.language, 1)
    return Line(cut.marks[line.persona.id], mean, tuple(points))


def _read_point(cut: Cut, line: facts.Line, point: facts.Point, *, joined: bool) -> Point:
    figure = tell_score(point.score, cut.language)
    words = point.emotion.label or cut.say(name_feeling(point.score))
    if point.emotion.intensity:
        words = f"{words}, {cut.say(point.emotion.intensity.label)}"
    said = _said(cut, point)
    quote = format_quote(said, cut.language) if said else ""
    spoken = f"{point.owner.name}. {point.persona.name}: {figure}, {words}."
    thing = point.owner.thing
    extremes = {id(line.lowest): "lowest", id(line.highest): "highest"}
    return Point(
        point.path,
        point.stage,
        cut.numbers.get(point.owner.path),
        point.owner.name,
        point.score,
        level_of(point.score),
        figure,
        words,
        quote,
        name_moment(cut, thing) if isinstance(thing, Touchpoint) else "",
        joined,
        extremes.get(id(point), ""),
        f"{spoken} {quote}" if quote else spoken,
    )


def _said(cut: Cut, point: facts.Point) -> str | None:
    """What this persona said there: words that name nobody are nobody's where several take part."""
    own = point.path[-2:-1] == ("emotions",)
    alone = _is_alone(cut, point)
    thing = point.owner.thing
    if point.emotion.quote and (own or alone):
        return point.emotion.quote
    return thing.quote if alone and isinstance(thing, Touchpoint) else None


def _words(cut: Cut, point: facts.Point) -> str | None:
    """What this persona said there, else what it thinks."""
    said = _said(cut, point)
    if said:
        return said
    alone = _is_alone(cut, point)
    for thought in point.owner.thing.thoughts or ():
        named = thought.persona and cut.facts.index.resolve("persona", thought.persona)
        if (named is point.persona) if thought.persona else alone:
            return str(thought.text)
    return None


def _is_alone(cut: Cut, point: facts.Point) -> bool:
    """Whether nobody but this persona takes part where a point stands."""
    if point.owner.kind == Thing.TOUCHPOINT:
        present = cut.facts.cast.scene(point.owner.path).personas
    else:
        present = cut.facts.cast.of_stage(point.stage)
    return len(present) == 1


def _quotes(cut: Cut) -> Iterator[Quote]:
    """What the personas say at their lowest and highest points, then where else feelings run high.

    Each sentence once.
    """
    seen: set[str] = set()
    for number, place, high in (*_extremes(cut), *_others(cut)):
        said = _words(cut, cut.lines[number].points[place])
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
        if _said(cut, point)
    ]
    return sorted(found, key=lambda one: -abs(cut.lines[one[0]].points[one[1]].score))


def _tell(cut: Cut) -> str:
    """The curves in words, for those who cannot see them."""
    return " ".join(filter(None, (_tell_line(cut, line) for line in cut.lines)))


def _tell_line(cut: Cut, line: facts.Line) -> str:
    low, high, last, mean = line.lowest, line.highest, line.last, line.mean
    if low is None or high is None or last is None or mean is None:
        return ""
    return cut.say(
        tr(
            "{persona}: mean {mean}, lowest {low} at “{low_at}”, highest {high} at “{high_at}”, at the end {last}.",
            persona=line.persona.name,
            mean=tell_score(mean, cut.language),
            low=tell_score(low.score, cut.language),
            low_at=low.owner.name,
            high=tell_score(high.score, cut.language),
            high_at=high.owner.name,
            last=tell_score(last.score, cut.language),
        )
    )
