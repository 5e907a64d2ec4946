"""Whose each line is, at its end: the sign of its persona, or its name too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from cjmap.board.board import Line, Mark
from cjmap.draw.canvas import Box, Drawing, Shape, line
from cjmap.draw.pieces import Piece, beside, phrase
from cjmap.records import dataclass
from cjmap.views.curve.frame import Frame
from cjmap.views.curve.spots import LEAD_RADIUS, RING, Spot
from cjmap.views.curve.words import Pinned, Room
from cjmap.views.parts.pen import Pen

_NAME: Final = 11.0
_GAP: Final = 2.0
_AWAY: Final = 6.0
_MOST: Final = 150.0
# So many heights of itself a sign may stand above (−) or below the end of its line.
_STEPS: Final = (-1.0, 1.0, -2.0, 2.0, -3.0, 3.0)


@dataclass(frozen=True, slots=True)
class End:
    """The sign at the end of a line, and the room that it takes."""

    mark: Mark
    pinned: Pinned
    box: Box


def draw_end(mark: Mark, pen: Pen, *, named: bool) -> Piece:
    """A persona's sign, with its name where there is room for names."""
    sign = pen.sign(mark)
    if not named:
        return sign
    return beside(sign, phrase(mark.name, _MOST, _NAME, pen.theme.ink), 4)


def tail_for(lines: Sequence[Line], pen: Pen, *, named: bool) -> float:
    """What the signs at the ends of lines take at the right of a band; nothing for a single line."""
    if len(lines) < 2:
        return 0.0
    widest = max(draw_end(each.mark, pen, named=named).width for each in lines)
    # From the last touchpoint on there is half a slot besides, which a face fills.
    return widest + 2 * _AWAY + LEAD_RADIUS + RING


def place_ends(
    lines: Sequence[Line], spots: Sequence[Sequence[Spot]], frame: Frame, pen: Pen, room: Room
) -> Iterator[End]:
    """The signs at the ends of lines, one below the other where several end at one place.

    A line that ends where others go on has its sign where nothing else stands: beside its end, or
    near it with a stroke to it, without the name where that has no room; and else none.
    """
    if len(lines) < 2:
        return
    # On a sheet of a long map somebody may have no score at all.
    last = [
        (number, _last_of(each, row))
        for number, (each, row) in enumerate(zip(lines, spots, strict=True))
        if row
    ]
    right = max((spot.x for row in spots for spot in row), default=0.0)
    ordered = sorted(last, key=lambda each: (each[1].x, each[1].knot, each[0]))
    covered: list[tuple[Mark, Spot]] = []
    for x, together in groupby(ordered, lambda each: each[1].x):
        members = list(together)
        ends = [(lines[number].mark, spot) for number, spot in members]
        for end, member in zip(_stack(ends, frame, pen), ends, strict=True):
            if x != right and room.holds(end.box):
                covered.append(member)
                continue
            room.take(end.box.grown(1))
            yield end
    # Those of others stand where they belong by now.
    for each, spot in covered:
        near = [end for end in _nearby(each, spot, frame, pen) if room.is_free(end.box)]
        if near:
            end = min(near, key=lambda end: _count_met(end, spot, room))
            room.take(end.box.grown(1))
            yield end


def _count_met(end: End, spot: Spot, room: Room) -> int:
    """In how many places the stroke from the end of a line to its sign meets something."""
    target = end.box.x, end.box.y + end.box.height / 2
    return room.count_met((spot.x, spot.knot), target)


def _last_of(entry: Line, spots: Sequence[Spot]) -> Spot:
    """Where a persona's line ends: at the last score of its usual way, else at its last."""
    return spots[entry.runs[-1][-1]] if entry.runs else spots[-1]


def _nearby(each: Mark, spot: Spot, frame: Frame, pen: Pen) -> Iterator[End]:
    """Where else the sign at the end of a line may stand: above or below it, with its name or without."""
    colour = pen.theme.persona(each.style).colour
    for named in dict.fromkeys((frame.named, False)):
        piece = draw_end(each, pen, named=named)
        for steps in _STEPS:
            top = spot.y - piece.height / 2 + steps * (piece.height + _GAP)
            yield _end(each, spot, piece, colour, spot.reach + _AWAY, top, led=True)


def _stack(ends: Sequence[tuple[Mark, Spot]], frame: Frame, pen: Pen) -> Iterator[End]:
    pieces = [draw_end(each, pen, named=frame.named) for each, _ in ends]
    tops = _spread([spot.y for _, spot in ends], [piece.height for piece in pieces])
    away = max(spot.reach for _, spot in ends) + _AWAY
    for (each, spot), piece, top in zip(ends, pieces, tops, strict=True):
        colour = pen.theme.persona(each.style).colour
        yield _end(each, spot, piece, colour, away, top, led=len(ends) > 1)


def _end(
    each: Mark, spot: Spot, piece: Piece, colour: str, away: float, top: float, *, led: bool
) -> End:
    """A sign so far to the right of an end; with a stroke to it where it is `led` or not beside it."""
    shapes: list[Shape] = []
    middle = top + piece.height / 2
    if led or abs(middle - spot.y) > 3:
        shapes.append(Drawing(line(0, spot.knot, away, middle), stroke=colour, width=1))
    shapes += piece.at(away, top)
    box = Box(spot.x + away, top, piece.width, piece.height)
    return End(each, Pinned(spot.x, tuple(shapes)), box)


def _spread(middles: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The tops of things around heights that rise, apart from one another and as near as can be.

    Those that would overlap become a block around the mean of where its members should stand.
    """
    blocks: list[tuple[float, int, float]] = []
    for middle, height in zip(middles, heights, strict=True):
        size = height + _GAP
        wanted, count, total = middle - size / 2, 1, size
        while blocks and blocks[-1][0] + blocks[-1][2] > wanted:
            before, members, taken = blocks.pop()
            wanted = (before * members + (wanted - taken) * count) / (members + count)
            count, total = count + members, total + taken
        blocks.append((wanted, count, total))
    tops: list[float] = []
    for start, count, _ in blocks:
        for _ in range(count):
            tops.append(start)
            start += heights[len(tops) - 1] + _GAP
    return tops
