"""How many get how far, as a band under the stages that narrows as people leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cjmap.board.board import Cell, Reach
from cjmap.board.measured import Passed
from cjmap.draw.canvas import Box, Drawing, Rect, Shape, line, polygon
from cjmap.draw.pieces import Piece, flow, paragraph, phrase, stack
from cjmap.draw.theme import Theme, mix
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.views.map.columns import PAD, Column
from cjmap.views.map.items import draw_target
from cjmap.views.parts.gauges import draw_gauged
from cjmap.views.parts.pen import SMALL, Pen

HEIGHT: Final = 56.0
"""Height of the band where most come, px."""

_LEAST: Final = 2.0
"""Height of the band where hardly anybody comes, px."""

_SLOPE: Final = 18.0
"""How far from the edge of a stage the band begins to narrow, px."""

_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class Funnel:
    """The band, from (0, 0) at the left of the first stage, and what stands in each stage."""

    height: float
    shapes: tuple[Shape, ...]
    cells: tuple[Piece, ...]


def draw_funnel(cells: Sequence[Cell], columns: Sequence[Column], pen: Pen) -> Funnel:
    """Figures above the band, and below it how many came of those before."""
    found = [_reach(cell) for cell in cells]
    heads, feet = [], []
    for reach, column in zip(found, columns, strict=True):
        room = column.width - 2 * PAD
        heads.append(_draw_head(reach, pen, room))
        feet.append(_draw_foot(reach, pen, room))
    above = max(head.height for head in heads)
    shares = [None if reach is None else reach.share for reach in found]
    band = HEIGHT if any(share is not None for share in shares) else 0.0
    top = above + _GAP if band else above
    below = top + band + _GAP
    pieces = tuple(
        Piece(head.width, below + foot.height, (head.laid(0, 0), foot.laid(0, below)))
        for head, foot in zip(heads, feet, strict=True)
    )
    alarms = [bool(reach and reach.alarm) for reach in found]
    shapes = tuple(shape.moved(0, top) for shape in _draw_band(shares, alarms, columns, pen.theme))
    return Funnel(max(piece.height for piece in pieces), shapes, pieces)


def _reach(cell: Cell) -> Reach | None:
    return next((item for item in cell.items if isinstance(item, Reach)), None)


def _draw_head(reach: Reach | None, pen: Pen, room: float) -> Piece:
    if reach is None:
        return Piece(room, 0)
    if reach.passed is None:
        value = paragraph(reach.value, room, 16, pen.theme.ink, bold=True)
        return stack([value, pen.small(reach.name, room)], 2)
    found = reach.passed.reach or "–"
    value = paragraph(found, room, 16, pen.theme.ink, bold=True)
    written = pen.say(tr("written: {value}", value=reach.value)) if reach.value else ""
    return stack([value, pen.small(pen.say(tr("measured")), room), pen.small(written, room)], 2)


def _draw_foot(reach: Reach | None, pen: Pen, room: float) -> Piece:
    """How many came of those before, whether that is as many as wanted, and a word of alarm."""
    if reach is None:
        return Piece(room, 0)
    theme = pen.theme
    ink = theme.negative_ink if reach.alarm else theme.soft
    if reach.passed is not None:
        return _draw_passed(reach, reach.passed, pen, room, ink)
    came = [phrase(reach.conversion, room, SMALL, ink, bold=True)] if reach.conversion else []
    return stack(
        [
            flow([*came, *draw_target(reach.target, reach.met, pen, room)], room, 8, 1),
            pen.small(reach.interval, room),
            paragraph(reach.alarm, room, SMALL, theme.negative_ink, bold=True),
        ],
        2,
    )


def _draw_passed(reach: Reach, passed: Passed, pen: Pen, room: float, ink: str) -> Piece:
    """The measured conversion with its interval, what is written of it, and how long it takes."""
    theme, came = pen.theme, passed.came
    written = pen.say(tr("written: {value}", value=reach.conversion)) if reach.conversion else ""
    return stack(
        [
            *([] if came is None else [draw_gauged(came, pen, room, ink)]),
            pen.small(written, room),
            *draw_target(reach.target, None, pen, room),
            paragraph(reach.alarm, room, SMALL, theme.negative_ink, bold=True),
            pen.small(passed.time, room),
            pen.small(passed.skipped, room),
        ],
        2,
    )


def _draw_band(
    shares: Sequence[float | None],
    alarms: Sequence[bool],
    columns: Sequence[Column],
    theme: Theme,
) -> Iterator[Shape]:
    """As high in each stage as the share that comes; where that is not known, a dashed line."""
    known = [number for number, share in enumerate(shares) if share is not None]
    middle, last = HEIGHT / 2, len(columns) - 1
    for number in known:
        half, column = _half(shares[number]), columns[number]
        start = column.x + (_SLOPE if number - 1 in known else PAD)
        end = column.right - (_SLOPE if number + 1 in known else PAD if number == last else 0)
        yield Rect(Box(start, middle - half, end - start, 2 * half), theme.bar)
    for one, other in pairwise(known):
        before, after = columns[one], columns[other]
        if other - one > 1:
            stroke = line(before.right, middle, after.x + PAD, middle)
            yield Drawing(stroke, stroke=theme.bar, width=1.5, dash="4 4")
            continue
        here, there = _half(shares[one]), _half(shares[other])
        start, end = before.right - _SLOPE, after.x + _SLOPE
        corners = [
            (start, middle - here),
            (end, middle - there),
            (end, middle + there),
            (start, middle + here),
        ]
        fill = theme.negative if alarms[other] else mix(theme.bar, theme.card, 0.45)
        yield Drawing(polygon(corners), fill=fill)


def _half(share: float | None) -> float:
    return max(_LEAST, (share or 0.0) * HEIGHT) / 2
