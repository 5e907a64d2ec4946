"""Small charts of a page: how a metric has developed, and a curve beside the one before it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from cjmap.board.assessment import Gauge
from cjmap.board.board import Board, Line, Mark, PastLine, PastPoint, Point
from cjmap.draw.curves import decimal
from cjmap.draw.hyphens import in_its_language
from cjmap.languages.conventions import is_rtl
from cjmap.records import dataclass
from cjmap.reports.headings import Heading, fit_heading

_WIDTH: Final = 168.0
_HEIGHT: Final = 46.0
_PAD: Final = 6.0
_STEP: Final = 25.0
_SLOT: Final = 30.0
_HEAD: Final = 16.0
_LEAST: Final = 1160.0
# Between the line where a stage begins and its name, and behind that.
_AIR: Final = 3.0

# Where a score stands, None where what it was of is gone, and what it says.
_Put: TypeAlias = tuple[float | None, float, str]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a chart and what it says."""

    x: str
    y: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A line of values, `width` by `height` px; `goal` is the height of the target, "" without."""

    width: str
    height: str
    line: str
    dots: tuple[Dot, ...]
    goal: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One persona's curve now and before: lines that may be broken, and the points of both."""

    mark: Mark
    then: str
    now: str
    before: tuple[Dot, ...]
    after: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a stage begins, and where its name does, which reads on from there; in px."""

    heading: Heading
    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """The curves of now and before over the same touchpoints, `zero` being the height of neutral.

    `height` is that of the curves; the names of the stages stand `head` px above it.
    """

    width: str
    height: str
    head: str
    whole: str
    zero: str
    stages: tuple[Begun, ...]
    people: tuple[Beside, ...]


def draw_gauge(gauge: Gauge) -> Chart | None:
    """How a metric has developed; None of a single value."""
    values = gauge.values
    if len(values) < 2:
        return None
    figures = [one.value for one in values] + ([] if gauge.goal is None else [gauge.goal])
    least, most = min(figures), max(figures)
    span = (most - least) or 1.0

    def y(value: float) -> float:
        return _HEIGHT - _PAD - (value - least) / span * (_HEIGHT - 2 * _PAD)

    step = (_WIDTH - 2 * _PAD) / (len(values) - 1)
    points = [(_PAD + step * place, y(one.value)) for place, one in enumerate(values)]
    return Chart(
        decimal(_WIDTH),
        decimal(_HEIGHT),
        "M" + "L".join(f"{decimal(x)} {decimal(y)}" for x, y in points),
        tuple(
            Dot(decimal(x), decimal(height), " · ".join(filter(None, (one.text, one.day))))
            for (x, height), one in zip(points, values, strict=True)
        ),
        "" if gauge.goal is None else decimal(y(gauge.goal)),
    )


@in_its_language
def draw_contrast(board: Board) -> Contrast | None:
    """The curves beside those of the earlier state; None without one."""
    if board.past is None:
        return None
    rtl = is_rtl(board.language)
    slots = list(_slots(board))
    width = max(_SLOT * len(slots), _LEAST)
    slot = width / max(1, len(slots))

    def x_of(place: float) -> float:
        x = slot * (place + 0.5)
        return width - x if rtl else x

    across = {key: x_of(place) for place, key in enumerate(slots)}
    zero = 2 * _STEP + 12
    lines = {line.mark.id: line for line in board.curve.lines}
    people = tuple(
        _set_beside(lines[then.mark.id], then, across, zero)
        for then in board.past.lines
        if then.mark.id in lines
    )
    return Contrast(
        decimal(width),
        decimal(2 * zero),
        decimal(_HEAD),
        decimal(2 * zero + _HEAD),
        decimal(zero),
        tuple(_begin(board, slots, slot, width, rtl=rtl)),
        people,
    )


def _begin(
    board: Board, slots: Sequence[tuple[int, int | None]], slot: float, width: float, *, rtl: bool
) -> Iterator[Begun]:
    """Where the stages begin, each with as much of its name as stands over its touchpoints."""
    place = 0
    for number, stage in enumerate(board.stages):
        here = sum(one == number for one, _ in slots)
        heading = fit_heading(stage.name, slot * here - 2 * _AIR)
        x = width - slot * place if rtl else slot * place
        yield Begun(heading, decimal(x), decimal(x - _AIR if rtl else x + _AIR))
        place += here


def _slots(board: Board) -> Iterator[tuple[int, int | None]]:
    """The places along the journey: each touchpoint, and each stage without one, by its number."""
    for number in range(len(board.stages)):
        here: list[int | None] = [c.number for c in board.touchpoints if c.stage == number]
        yield from ((number, one) for one in here or [None])


def _set_beside(
    now: Line, then: PastLine, across: dict[tuple[int, int | None], float], zero: float
) -> Beside:
    """Both curves of a persona, each along the usual way of its time; what lies off it is a dot."""

    def put(points: Iterable[Point | PastPoint], *, joined: bool) -> list[_Put]:
        return [
            (_find(across, point.stage, point.number), zero - point.score * _STEP, point.spoken)
            for point in points
            if point.stage is not None and not (joined and point.off)
        ]

    return Beside(
        now.mark,
        _join(put(then.points, joined=True)),
        _join(put(now.points, joined=True)),
        _dots(put(then.points, joined=False)),
        _dots(put(now.points, joined=False)),
    )


def _find(
    across: dict[tuple[int, int | None], float], stage: int | None, number: int | None
) -> float | None:
    """Where a point stands: at its touchpoint, or in the middle of its stage."""
    if stage is None:
        return None
    if (stage, number) in across:
        return across[stage, number]
    of_stage = [x for (one, _), x in across.items() if one == stage]
    return math.fsum(of_stage) / len(of_stage) if of_stage else None


def _join(points: Sequence[_Put]) -> str:
    placed = [f"{decimal(x)} {decimal(y)}" for x, y, _ in points if x is not None]
    return f"M{'L'.join(placed)}" if placed else ""


def _dots(points: Sequence[_Put]) -> tuple[Dot, ...]:
    return tuple(Dot(decimal(x), decimal(y), spoken) for x, y, spoken in points if x is not None)
