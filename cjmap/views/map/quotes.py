"""What is said beside the curve, wherever there is room for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.board import Curve, Quote
from cjmap.draw.canvas import Box, Drawing, Shape, Text, line
from cjmap.draw.escape import printable
from cjmap.draw.metrics import wrap
from cjmap.draw.pieces import Piece
from cjmap.records import dataclass, replace
from cjmap.views.map.columns import EXTREME_RADIUS, OTHER_RADIUS
from cjmap.views.parts.pen import Pen

BAND: Final = 38.0
"""Room for quotes beyond the ends of the scale, px."""

_SIZE: Final = 12.0
_WIDTHS: Final = (230.0, 170.0, 320.0)
_MOST_LINES: Final = 4
_SIDES: Final = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6)

Coordinate = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What quotes must stay inside of and out of: boxes that are taken, and points along lines."""

    bounds: Box
    zero: float
    taken: tuple[Box, ...]
    runs: tuple[tuple[Coordinate, ...], ...]


@dataclass(frozen=True, slots=True)
class _Option:
    """A way to set a quote; `start` is where its leader meets the face, which it stands above or below."""

    text: Text
    start: Coordinate
    above: bool


def place_quotes(
    curve: Curve, points: Sequence[Sequence[Coordinate]], around: Surroundings, pen: Pen
) -> list[Shape]:
    """Each quote as near to its point as it finds room; one that finds none is left to its lane."""
    shapes: list[Shape] = []
    for quote in curve.quotes:
        spot = points[quote.line][quote.point]
        # Where there are several lines, a sign says whose words these are.
        sign = pen.sign(curve.lines[quote.line].mark) if len(curve.lines) > 1 else Piece(0, 0)
        placed = _place(quote, spot, sign, around, pen)
        if placed is not None:
            box, found = placed
            around = replace(around, taken=(*around.taken, box.grown(3)))
            shapes += found
    return shapes


def _place(
    quote: Quote, spot: Coordinate, sign: Piece, around: Surroundings, pen: Pen
) -> tuple[Box, list[Shape]] | None:
    """The box that a quote takes and what stands in it; None where there is no room."""
    away = (OTHER_RADIUS if quote.line else EXTREME_RADIUS) + 4
    inset = sign.width + 4 if sign.width else 0.0
    for option in _options(quote, spot, away, around, pen):
        room = option.text.box
        height = max(room.height, sign.height)
        box = Box(room.x - inset, room.y, room.width + inset, height)
        leader = _leader(box, spot, option, away)
        if not _is_free(box, leader, around):
            continue
        shapes: list[Shape] = []
        if leader:
            shapes.append(Drawing(line(*leader[0], *leader[1]), stroke=pen.theme.mute, width=0.8))
        text = replace(option.text, x=room.x, anchor="start") if inset else option.text
        return box, [*shapes, *sign.at(box.x, box.y), text]
    return None


def _is_free(box: Box, leader: tuple[Coordinate, Coordinate] | None, around: Surroundings) -> bool:
    return (
        around.bounds.contains(box)
        and not any(box.overlaps(other) for other in around.taken)
        and not _crosses(box.grown(4), around.runs)
        and not (leader and any(_crosses(other, [_between(*leader)]) for other in around.taken))
    )


def _options(
    quote: Quote, spot: Coordinate, away: float, around: Surroundings, pen: Pen
) -> list[_Option]:
    """Ways to set a quote, the nearest with the fewest lines first.

    A high point's quote rather stands above it.
    """
    found: list[tuple[float, int, _Option]] = []
    for room in _WIDTHS:
        width = min(room, around.bounds.width - 4)
        lines = tuple(wrap(printable(quote.text), width, _SIZE, italic=True))
        if not lines or len(lines) > _MOST_LINES:
            continue
        text = Text(0, 0, lines, _SIZE, pen.theme.soft, italic=True, anchor="middle", leading=1.25)
        for above in (quote.high, not quote.high):
            worse = 12 * len(lines) + (0 if above is quote.high else 60)
            for cost, option in _around(text, spot, away, above, around):
                found.append((cost + worse, len(found), option))
    return [option for _, _, option in sorted(found, key=lambda each: each[:2])]


def _around(
    text: Text, spot: Coordinate, away: float, above: bool, around: Surroundings
) -> Iterator[tuple[float, _Option]]:
    """Places above or below a point, each with how far off it is."""
    size, bounds = text.box, around.bounds
    start = (spot[0], spot[1] - away if above else spot[1] + away)
    for step in range(14):
        top = start[1] - size.height - step * 8 if above else start[1] + step * 8
        for side in _SIDES:
            middle = spot[0] + side * 30
            middle = max(middle, bounds.x + size.width / 2)
            middle = min(middle, bounds.right - size.width / 2)
            cost = step * 8 + abs(middle - spot[0]) * 0.5
            # The line of neutral would strike the words out.
            cost += 50 if top - 2 < around.zero < top + size.height + 2 else 0
            yield cost, _Option(text.moved(middle, top), start, above)


def _leader(
    box: Box, spot: Coordinate, option: _Option, away: float
) -> tuple[Coordinate, Coordinate] | None:
    """The stroke that ties a quote to its point, straight towards it; None where they touch anyway."""
    start = option.start
    edge = box.bottom + 1 if option.above else box.y - 1
    if abs(edge - start[1]) <= 8 and box.x <= start[0] <= box.right:
        return None
    x = min(max(start[0], box.x + 8), max(box.x + 8, box.right - 8))
    length = math.dist((x, edge), spot)
    share = min(1.0, away / length) if length else 0.0
    return (x, edge), (spot[0] + (x - spot[0]) * share, spot[1] + (edge - spot[1]) * share)


def _between(one: Coordinate, other: Coordinate) -> list[Coordinate]:
    """Points along a stroke, close enough to find what it crosses."""
    count = max(2, int(max(abs(one[0] - other[0]), abs(one[1] - other[1])) / 4))
    return [
        (one[0] + (other[0] - one[0]) * n / count, one[1] + (other[1] - one[1]) * n / count)
        for n in range(1, count)
    ]


def _crosses(box: Box, runs: Sequence[Sequence[Coordinate]]) -> bool:
    return any(box.x <= x <= box.right and box.y <= y <= box.bottom for run in runs for x, y in run)
