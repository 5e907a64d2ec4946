"""The emotion curve of the report: one drawing across all stages that widens with the table.

What has a place along the journey is given in percent of the width, what has a height in pixels.
The lines stand in a box of their own that is stretched; points and texts keep their shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.board import board
from cjmap.board.board import Board, Line, Mark, Point
from cjmap.draw.curves import Coordinate, area_data, decimal, path_data
from cjmap.draw.metrics import wrap
from cjmap.records import dataclass
from cjmap.reports.anchors import anchor_finding
from cjmap.reports.captions import Caption, Said, place_captions

HEIGHT: Final = 264
"""Pixels; the scale leaves `_MARGIN` of them above +2 and below -2 for quotes."""

SPAN: Final = 1000
"""Width of the box that the lines stand in."""

_MARGIN: Final = 60
_RADII: Final = (11.0, 9.0, 7.5)
_MOMENT: Final = 2.5
_RING: Final = 1.5
_HOLE_TEXT: Final = 12.5
_LEADING: Final = 15
# What the numbers of the touchpoints take below.
_FOOT: Final = 18
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
    """A point of the curve: `x` in percent, `y` and the sizes in pixels.

    `ring` and `outer` are the radii of the persona's colour around the face and of the focus.
    """

    point: Point
    x: str
    y: str
    radius: str
    size: str
    ring: str
    outer: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One persona's line and points.

    `area` is the ground between the line and neutral, empty but for the first.
    """

    mark: Mark
    mean: str
    path: str
    area: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """A stage in which nobody is scored: its place in percent, and what it says, line by line.

    `code` is the rule that says so and `code_y` its height; `href` leads to its finding.
    """

    x: str
    width: str
    lines: tuple[tuple[str, str], ...]
    code: str
    code_y: str
    href: str


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


def draw_curve(drawn: Board, column: float) -> CurveView | None:
    """The curve of a map whose stages are at least `column` pixels wide; None without a score."""
    curve = drawn.curve
    if not curve.lines:
        return None
    count = len(drawn.stages)
    slots = _slots(drawn)
    width = max(column * count, min(_PHONE * count, _LEAST))
    radius = _RADII[min(len(curve.lines), len(_RADII)) - 1]
    # Few stages are hardly ever drawn as narrow as they may be, and side by side is not far apart.
    places = _spread(drawn, slots, radius, max(width, _USUAL))
    lines = [
        [(x, height_of(point.score)) for x, point in zip(row, line.points, strict=True)]
        for row, line in zip(places, curve.lines, strict=True)
    ]
    ground = width, float(HEIGHT - _FOOT)
    reach = radius + _MOMENT + 2 * _RING
    return CurveView(
        HEIGHT,
        SPAN,
        tuple(decimal(height_of(score)) for score, _ in curve.scale if score),
        decimal(height_of(0)),
        tuple((text, decimal(height_of(score))) for score, text in curve.scale),
        tuple(decimal(100 * number / count) for number in range(1, count)),
        tuple((decimal(100 * share), str(number)) for number, share in slots.items()),
        tuple(
            _trace(line, points, radius, lead=number == 0)
            for number, (line, points) in enumerate(zip(curve.lines, lines, strict=True))
        ),
        place_captions(
            [Said(each.text, each.line, each.point, above=each.high) for each in curve.quotes],
            [[(x * width, y) for x, y in points] for points in lines],
            ground,
            reach,
        ),
        tuple(_hole(hole, count, column) for hole in curve.holes),
        curve.spoken,
    )


def _slots(drawn: Board) -> dict[int, float]:
    """Where each touchpoint stands, 0 to 1, by its number: evenly within its stage."""
    slots = {}
    for stage in range(len(drawn.stages)):
        numbers = [each.number for each in drawn.touchpoints if each.stage == stage]
        for place, number in enumerate(numbers, 1):
            slots[number] = (stage + place / (len(numbers) + 1)) / len(drawn.stages)
    return slots


def _spread(
    drawn: Board, slots: dict[int, float], radius: float, width: float
) -> list[list[float]]:
    """Where each point of each line stands, 0 to 1; what a stage says stands in its middle.

    Points that would cover each other stand side by side there.
    """
    lines = drawn.curve.lines
    count = len(drawn.stages)
    places = [[0.0] * len(line.points) for line in lines]
    together: dict[tuple[int, float], list[tuple[int, int]]] = {}
    for row, line in enumerate(lines):
        for column, point in enumerate(line.points):
            own = (point.stage + 0.5) / count if point.number is None else slots[point.number]
            together.setdefault((point.stage, own), []).append((row, column))
    for (stage, middle), members in together.items():
        beside = sum(each.stage == stage for each in drawn.touchpoints) + 1
        step = min(2 * radius * _APART / width, 0.9 / (beside * count * len(members)))
        ranks = _ranks([lines[row].points[column].score for row, column in members], radius)
        for (row, column), rank in zip(members, ranks, strict=True):
            places[row][column] = middle + (rank - max(ranks) / 2) * step
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


def _trace(line: Line, points: Sequence[Coordinate], radius: float, *, lead: bool) -> Trace:
    runs = [[(points[n][0] * SPAN, points[n][1]) for n in run] for run in line.runs]
    return Trace(
        line.mark,
        line.mean,
        "".join(map(path_data, runs)),
        "".join(area_data(run, height_of(0)) for run in runs) if lead else "",
        tuple(
            _dot(point, coordinate, radius)
            for point, coordinate in zip(line.points, points, strict=True)
        ),
    )


def _dot(point: Point, coordinate: Coordinate, radius: float) -> Dot:
    size = radius + (_MOMENT if point.moment else 0)
    return Dot(
        point,
        decimal(coordinate[0] * 100),
        decimal(coordinate[1]),
        decimal(size),
        decimal(2 * size),
        decimal(size + _RING),
        decimal(size + 2 * _RING),
    )


def _hole(hole: board.Hole, count: int, column: float) -> Hole:
    gap = hole.gap
    lines = wrap(gap.text, column - 40, _HOLE_TEXT)
    rows = len(lines) + bool(gap.code)
    heights = [
        decimal(HEIGHT / 2 - _LEADING * (rows - 1) / 2 + 4 + _LEADING * row) for row in range(rows)
    ]
    return Hole(
        decimal(100 * hole.stage / count),
        decimal(100 / count),
        tuple(zip(heights, lines, strict=False)),
        gap.code,
        heights[-1],
        f"#{anchor_finding(gap.finding)}" if gap.finding is not None else "",
    )
