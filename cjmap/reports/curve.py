"""The emotion curve of the report: one drawing across all stages that widens with the table.

What has a place along the journey is given in percent of the width, what has a height in pixels.
The lines stand in a box of their own that is stretched; points and texts keep their shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cjmap.board.labels import name_feeling, round_score
from cjmap.draw.curves import area_data, decimal, path_data, walk
from cjmap.draw.metrics import safe_width, wrap
from cjmap.facts.curve import PersonaCurve
from cjmap.facts.feelings import Point
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotion_at
from cjmap.languages.quantities import format_number, format_quote
from cjmap.messages import tr

HEIGHT: Final = 264
"""Pixels; the scale leaves `_MARGIN` of them above +2 and below -2 for quotes."""

SPAN: Final = 1000
"""Width of the box that the lines stand in."""

_MARGIN: Final = 60
_RADII: Final = (11.0, 9.0, 7.5)
_MOMENT: Final = 2.5
_RING: Final = 1.5
_QUOTE: Final = 12.5
_QUOTE_WIDTH: Final = 220.0
_LEADING: Final = 15
_MOST_CAPTIONS: Final = 5
_MOST_TRIED: Final = 40
_STEP: Final = 4.0
# What the numbers of the touchpoints take below.
_FOOT: Final = 18
_EDGE: Final = 8.0
# A persona of its own makes nobody think of two who feel alike: points that would cover each other
# stand side by side, this share of their diameter apart.
_APART: Final = 0.92
# However few its stages, a table is seldom narrower than it is on a phone, and than the least
# window that is none; what is usual lies well above.
_PHONE: Final = 226.0
_LEAST: Final = 530.0
_USUAL: Final = 600.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One score on the curve: `x` in percent, `y` and the sizes in pixels, `face` -2 to +2.

    `ring` and `outer` are the radii of the persona's colour around the face and of the focus.
    """

    x: str
    y: str
    radius: str
    size: str
    ring: str
    outer: str
    face: int
    touchpoint: str
    persona: str
    figure: str
    feeling: str
    quote: str
    moment: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One persona's line and points; `number` is the persona's, from 0.

    `area` is the ground between the line and neutral, empty but for the first.
    """

    number: int
    persona: str
    mean: str
    path: str
    area: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """A quote beside a point; `anchor` is start, middle or end."""

    x: str
    anchor: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """A stage in which nobody is scored: its place in percent, and what it says, line by line."""

    x: str
    width: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CurveView:
    """The whole drawing.

    `rules` are the heights of +2, +1, -1, -2 and `scale` all five scores with theirs; in percent,
    `borders` stand between the stages and `ticks` are the touchpoints with their numbers.
    """

    height: int
    span: int
    rules: tuple[str, ...]
    zero: str
    scale: tuple[tuple[str, str], ...]
    borders: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]
    traces: tuple[Trace, ...]
    captions: tuple[Caption, ...]
    holes: tuple[Hole, ...]
    spoken: str


def height_of(score: float) -> float:
    """The height in pixels of a score from -2 to +2."""
    return HEIGHT / 2 - score * (HEIGHT / 2 - _MARGIN) / 2


def draw_curve(facts: Subject, column: float) -> CurveView | None:
    """The curve of a map whose stages are at least `column` pixels wide; None without a score."""
    lines = facts.curve.lines
    if not lines:
        return None
    count = len(facts.index.items["stage"])
    width = max(column * count, min(_PHONE * count, _LEAST))
    radius = _RADII[min(len(lines), len(_RADII)) - 1]
    # Few stages are hardly ever drawn as narrow as they may be, and side by side is not far apart.
    places = _spread(facts, lines, radius, max(width, _USUAL))
    traces = tuple(_trace(facts, line, places, radius) for line in lines)
    scored = {point.stage for point in facts.curve.points}
    holes = tuple(
        _hole(facts, number, count, column) for number in range(count) if number not in scored
    )
    return CurveView(
        HEIGHT,
        SPAN,
        tuple(decimal(height_of(score)) for score in (2, 1, -1, -2)),
        decimal(height_of(0)),
        tuple(
            (format_number(score, facts.language, signed=True), decimal(height_of(score)))
            for score in (2, 1, 0, -1, -2)
        ),
        tuple(decimal(100 * number / count) for number in range(1, count)),
        _ticks(facts, count),
        traces,
        _captions(facts, places, radius, width),
        holes,
        _describe(facts),
    )


_Places = dict[tuple[str, tuple[str | int, ...]], float]


def _spread(facts: Subject, lines: Sequence[PersonaCurve], radius: float, width: float) -> _Places:
    """Where each point stands, 0 to 1: in its touchpoint's share of the stage.

    Points that would cover each other stand side by side there.
    """
    count = len(facts.index.items["stage"])
    together: dict[tuple[str | int, ...], list[tuple[str, Point]]] = {}
    for line in lines:
        for point in line.points:
            together.setdefault(point.owner.path, []).append((line.persona.id, point))
    places: _Places = {}
    for path, members in together.items():
        stage = members[0][1].stage
        scenes = facts.participation.stages[stage].touchpoints
        slots = len(scenes) + 1
        slot = int(path[3]) + 1 if len(path) > 3 else slots / 2
        middle = (stage + slot / slots) / count
        step = min(2 * radius * _APART / width, 0.9 / (slots * count * max(len(members), 1)))
        ranks = _ranks([point.score for _, point in members], radius)
        most = max(ranks)
        for (persona, _), place in zip(members, ranks, strict=True):
            places[persona, path] = middle + (place - most / 2) * step
    return places


def _ranks(scores: Sequence[float], radius: float) -> list[int]:
    """For each of the scores at one place how many steps it goes aside; those apart need none."""
    ranks: list[int] = []
    for number, score in enumerate(scores):
        taken = {
            ranks[other]
            for other in range(number)
            if abs(height_of(scores[other]) - height_of(score)) < 2 * radius * _APART
        }
        rank = 0
        while rank in taken:
            rank += 1
        ranks.append(rank)
    return ranks


def _ticks(facts: Subject, count: int) -> tuple[tuple[str, str], ...]:
    found = []
    number = 0
    for stage in range(count):
        scenes = facts.participation.stages[stage].touchpoints
        for place in range(len(scenes)):
            number += 1
            share = (stage + (place + 1) / (len(scenes) + 1)) / count
            found.append((decimal(100 * share), str(number)))
    return tuple(found)


def _trace(facts: Subject, line: PersonaCurve, places: _Places, radius: float) -> Trace:
    language = facts.language
    coordinates = [
        (places[line.persona.id, point.owner.path] * SPAN, height_of(point.score))
        for point in line.points
    ]
    number = facts.participation.personas.index(line.persona)
    mean = "" if line.mean is None else format_number(line.mean, language, 1, signed=True)
    dots = tuple(
        _dot(facts, point, coordinate, radius)
        for point, coordinate in zip(line.points, coordinates, strict=True)
    )
    runs = _runs(facts, line, coordinates)
    lead = line is facts.curve.lines[0]
    area = "".join(area_data(run, height_of(0)) for run in runs) if lead else ""
    return Trace(number, line.persona.name, mean, "".join(map(path_data, runs)), area, dots)


def _runs(
    facts: Subject, line: PersonaCurve, coordinates: Sequence[tuple[float, float]]
) -> list[list[tuple[float, float]]]:
    """The points between stages in which nobody is scored: no line leads across those."""
    scored = {point.stage for point in facts.curve.points}
    runs: list[list[tuple[float, float]]] = []
    before: int | None = None
    for point, coordinate in zip(line.points, coordinates, strict=True):
        if before is None or any(n not in scored for n in range(before + 1, point.stage)):
            runs.append([])
        runs[-1].append(coordinate)
        before = point.stage
    return runs


def _dot(facts: Subject, point: Point, coordinate: tuple[float, float], radius: float) -> Dot:
    language = facts.language
    size = radius + (_MOMENT if point.is_decisive else 0)
    figure = format_number(point.score, language, most=2, signed=True)
    emotion = emotion_at(facts.things, point.path)
    words = emotion.label or name_feeling(point.score).render(language)
    if emotion.intensity:
        words = f"{words}, {emotion.intensity.label.render(language)}"
    quote = point.quote
    spoken = f"{point.owner.name}. {point.persona.name}: {figure}, {words}."
    return Dot(
        decimal(coordinate[0] * 100 / SPAN),
        decimal(coordinate[1]),
        decimal(size),
        decimal(2 * size),
        decimal(size + _RING),
        decimal(size + 2 * _RING),
        round_score(point.score),
        point.owner.name,
        point.persona.name,
        figure,
        words,
        format_quote(quote, language) if quote else "",
        point.is_decisive,
        f"{spoken} {format_quote(quote, language)}" if quote else spoken,
    )


def _captions(facts: Subject, places: _Places, radius: float, width: float) -> tuple[Caption, ...]:
    """What was said where feelings ran highest, as long as there is room for it.

    Room is looked for in the narrowest table: in a wider one everything only moves apart.
    """
    lines = [
        [
            (places[line.persona.id, point.owner.path] * width, height_of(point.score))
            for point in line.points
        ]
        for line in facts.curve.lines
    ]
    taken = [_Area(x, y, radius + _MOMENT).grown(2) for line in lines for x, y in line]
    walked = [walk(line, _STEP) for line in lines]
    quoted = [(point, point.quote) for point in facts.curve.points if point.quote]
    found: list[Caption] = []
    said: set[str] = set()
    for point, quote in sorted(quoted, key=lambda pair: -abs(pair[0].score))[:_MOST_TRIED]:
        if len(found) == _MOST_CAPTIONS or quote in said:
            continue
        x = places[point.persona.id, point.owner.path] * width
        for below in (point.score < 0, point.score >= 0):
            text = format_quote(quote, facts.language)
            words, area, anchor, start = _set_quote(text, point, x, radius, width, below=below)
            free = (
                area.top >= 2
                and area.bottom <= HEIGHT - _FOOT
                and not any(area.overlaps(other) for other in taken)
                and not any(_crosses(line, area) for line in walked)
            )
            if free:
                taken.append(area.grown(4))
                said.add(quote)
                found.append(
                    Caption(
                        decimal(100 * start / width),
                        anchor,
                        tuple(
                            (decimal(area.top + _QUOTE * 0.9 + _LEADING * number), text)
                            for number, text in enumerate(words)
                        ),
                    )
                )
                break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle around (x, y) in px: `half` to each side and, unless told, up and down."""

    x: float
    y: float
    half: float
    rise: float | None = None

    @property
    def top(self) -> float:
        return self.y - (self.half if self.rise is None else self.rise)

    @property
    def bottom(self) -> float:
        return self.y + (self.half if self.rise is None else self.rise)

    def grown(self, by: float) -> _Area:
        return _Area(self.x, self.y, self.half + by, None if self.rise is None else self.rise + by)

    def overlaps(self, other: _Area) -> bool:
        return (
            abs(self.x - other.x) < self.half + other.half
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _set_quote(
    text: str, point: Point, x: float, radius: float, width: float, *, below: bool
) -> tuple[list[str], _Area, str, float]:
    """A quote's lines, its area, and the anchor of its text with that anchor's x."""
    words = wrap(text, min(_QUOTE_WIDTH, width - 2 * _EDGE), _QUOTE, italic=True, max_lines=2)
    half = max(safe_width(line, _QUOTE, italic=True) for line in words) / 2
    rise = _LEADING * len(words) / 2
    reach = radius + _MOMENT + 2 * _RING + 2 + rise
    y = height_of(point.score) + (reach if below else -reach)
    if x - half < _EDGE:
        return words, _Area(_EDGE + half, y, half, rise), "start", _EDGE
    if x + half > width - _EDGE:
        return words, _Area(width - _EDGE - half, y, half, rise), "end", width - _EDGE
    return words, _Area(x, y, half, rise), "middle", x


def _crosses(places: Sequence[tuple[float, float]], area: _Area) -> bool:
    return any(
        abs(x - area.x) <= area.half and area.top - 3 < y < area.bottom + 3 for x, y in places
    )


def _hole(facts: Subject, number: int, count: int, column: float) -> Hole:
    says = (
        tr("No score") if facts.participation.stages[number].touchpoints else tr("No touchpoints")
    )
    lines = wrap(says.render(facts.language), column - 40, 12.5)
    first = HEIGHT / 2 - _LEADING * (len(lines) - 1) / 2 + 4
    return Hole(
        decimal(100 * number / count),
        decimal(100 / count),
        tuple((decimal(first + _LEADING * place), line) for place, line in enumerate(lines)),
    )


def _describe(facts: Subject) -> str:
    """The curve in a sentence or two, for whoever does not see it."""
    language = facts.language
    low, high = facts.curve.lowest, facts.curve.highest
    if low is None or high is None:
        return ""
    return tr(
        "Lowest: {low}, {low_score}. Highest: {high}, {high_score}.",
        low=low.owner.name,
        low_score=format_number(low.score, language, most=2, signed=True),
        high=high.owner.name,
        high_score=format_number(high.score, language, most=2, signed=True),
    ).render(language)
