"""The building blocks of a map: paragraphs, chips, badges, faces, and how they stack and flow.

A piece knows how much room it takes before it has a place; rows grow with their tallest piece, so
nothing is ever cut.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from cjmap.draw.canvas import Box, Circle, Drawing, Group, Rect, Shape, Text, line
from cjmap.draw.curves import decimal
from cjmap.draw.escape import printable
from cjmap.draw.hyphens import writing_in, written_in
from cjmap.draw.icons import SIZE, STROKE, Icon
from cjmap.draw.metrics import safe_width, wrap
from cjmap.draw.theme import Chip, Theme
from cjmap.records import dataclass

CHECK: Final = "M1,5L4,8L9,2"
CROSS: Final = "M2,2L8,8M8,2L2,8"
STAR: Final = "M5,0L6.5,3.3L10,3.7L7.4,6.1L8.1,9.6L5,7.8L1.9,9.6L2.6,6.1L0,3.7L3.5,3.3Z"
MARK: Final = 10
"""Side of the square that `CHECK`, `CROSS` and `STAR` stand in."""

_LEAN: Final = 0.1
"""How far the ink of an italic may stand out on the right, in em."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What a piece is made of, `x` and `y` px from where it began."""

    x: float
    y: float
    held: tuple[Shape | Laid, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Shapes around (0, 0), the top left corner of the `width` by `height` px that they take.

    Pieces are put together of pieces many deep: what they `held` stays where it was drawn, and is
    moved once, as the whole is asked for its shapes.
    """

    width: float
    height: float
    held: tuple[Shape | Laid, ...] = ()

    @property
    def shapes(self) -> tuple[Shape, ...]:
        return self.at(0, 0)

    def at(self, x: float, y: float) -> tuple[Shape, ...]:
        """The shapes, with the corner of the piece there."""
        return tuple(_lay_out(self.held, x, y))

    def laid(self, x: float, y: float) -> Laid:
        """The piece as a part of another one, its corner there."""
        return Laid(x, y, self.held)


def _lay_out(held: Iterable[Shape | Laid], x: float, y: float) -> Iterator[Shape]:
    for one in held:
        if isinstance(one, Laid):
            yield from _lay_out(one.held, x + one.x, y + one.y)
        else:
            yield one.moved(x, y) if x or y else one


def paragraph(
    text: str,
    width: float,
    size: float,
    fill: str,
    *,
    bold: bool = False,
    italic: bool = False,
    leading: float = 1.35,
    anchor: str = "start",
) -> Piece:
    """Text broken to `width` px, as tall as its lines."""
    room = width - (_LEAN * size if italic else 0)
    lines = _break(text, room, size, bold, italic, written_in())
    if not lines:
        return Piece(width, 0)
    x = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    height = len(lines) * leading * size
    cell = Box(0, 0, width, height)
    return Piece(
        width, height, (Text(x, 0, lines, size, fill, bold, italic, anchor, leading, cell),)
    )


@lru_cache(maxsize=4096)
def _break(
    text: str, room: float, size: float, bold: bool, italic: bool, language: str
) -> tuple[str, ...]:
    """The lines of a text. A picture asks again for most: as it looks for room, and as it draws."""
    with writing_in(language):
        return tuple(wrap(printable(text), room, size, bold=bold, italic=italic))


def phrase(text: str, most: float, size: float, fill: str, *, bold: bool = False) -> Piece:
    """A paragraph no wider than its words, and `most` px wide at most."""
    words = " ".join(printable(text).split())
    needed = safe_width(words, size, bold=bold) + 1
    return paragraph(text, min(most, needed), size, fill, bold=bold)


def titled(piece: Piece, title: str) -> Piece:
    """A piece as one thing, with the words that a viewer shows for it."""
    return Piece(piece.width, piece.height, (Group(printable(title), piece.shapes),))


def sunk(piece: Piece, by: float) -> Piece:
    """A piece with `by` px of air above it."""
    return Piece(piece.width, piece.height + by, (piece.laid(0, by),))


def stack(pieces: Iterable[Piece], gap: float = 0) -> Piece:
    """Pieces one below the other; those without height take no gap either."""
    held: list[Laid] = []
    width = height = 0.0
    for piece in pieces:
        width = max(width, piece.width)
        if not piece.height:
            continue
        if height:
            height += gap
        held.append(piece.laid(0, height))
        height += piece.height
    return Piece(width, height, tuple(held))


def beside(left: Piece, right: Piece, gap: float) -> Piece:
    """Two pieces on one line, their tops level."""
    return Piece(
        left.width + gap + right.width,
        max(left.height, right.height),
        (left.laid(0, 0), right.laid(left.width + gap, 0)),
    )


def spread(
    pieces: Sequence[Piece],
    columns: int,
    width: float,
    gap: float,
    *,
    between: float | None = None,
) -> Piece:
    """Pieces in order down `columns` equal columns of a `width`, as level as their order allows.

    `gap` px part pieces from each other, and columns too where `between` says nothing else.
    """
    if columns == 1 or len(pieces) < 2:
        return stack(pieces, gap)
    groups = _split_evenly(pieces, columns, gap)
    step = (width + (gap if between is None else between)) / columns
    held: list[Laid] = []
    height = 0.0
    for number, group in enumerate(groups):
        column = stack(group, gap)
        held.append(column.laid(number * step, 0))
        height = max(height, column.height)
    return Piece(width, height, tuple(held))


# How exactly the height of columns is found, in px.
_EXACT = 1e-6


def _split_evenly(pieces: Sequence[Piece], columns: int, gap: float) -> list[list[Piece]]:
    """At most `columns` runs of pieces, the tallest as low as can be."""
    heights = [piece.height + gap for piece in pieces]
    low, high = max(heights), math.fsum(heights)
    # Filling columns up to a height takes the fewest of them, and more of it never takes more.
    while high - low > _EXACT:
        middle = (low + high) / 2
        if len(_fill_up(heights, middle)) <= columns:
            high = middle
        else:
            low = middle
    ends = [*_fill_up(heights, high + _EXACT), len(heights)]
    return [list(pieces[start:end]) for start, end in itertools.pairwise(ends)]


def _fill_up(heights: Sequence[float], limit: float) -> list[int]:
    """Where the runs begin that come about when each takes in what `limit` holds."""
    starts = [0]
    used = 0.0
    for number, height in enumerate(heights):
        if number and used + height > limit:
            starts.append(number)
            used = 0.0
        used += height
    return starts


def flow(pieces: Sequence[Piece], width: float, gap: float, leading: float = 4) -> Piece:
    """Pieces side by side, `gap` px apart, in as many lines as they need, `leading` px apart."""
    lines: list[list[Piece]] = []
    used = 0.0
    for piece in pieces:
        if lines and used + gap + piece.width <= width:
            used += gap + piece.width
            lines[-1].append(piece)
        else:
            lines.append([piece])
            used = piece.width
    held: list[Laid] = []
    y = 0.0
    for row in lines:
        x = 0.0
        for piece in row:
            held.append(piece.laid(x, y))
            x += piece.width + gap
        y += max(piece.height for piece in row) + leading
    return Piece(width, max(0.0, y - leading), tuple(held))


def boxed(
    inner: Piece,
    chip: Chip,
    *,
    pad: tuple[float, float] = (9, 7),
    radius: float = 8,
    dash: str = "",
) -> Piece:
    """A piece in a box with `pad` px of air at its sides and at its top and bottom."""
    across, down = pad
    width, height = inner.width + 2 * across, inner.height + 2 * down
    ground = Rect(Box(0.5, 0.5, width - 1, height - 1), chip.fill, chip.line, radius, dash=dash)
    return Piece(width, height, (ground, inner.laid(across, down)))


def badge(text: str, chip: Chip, most: float, size: float = 11.0, *, across: float = 7.0) -> Piece:
    """A pill around a word or two, `most` px wide at most; what is longer wraps.

    `across` is the air at both sides, px.
    """
    down = 1.5
    text = printable(text)
    needed = safe_width(" ".join(text.split()), size)
    room = min(needed, most - 2 * across) + 0.01
    inner = paragraph(text, room, size, chip.ink, anchor="middle")
    return boxed(inner, chip, pad=(across, down), radius=min(9.0, inner.height / 2 + down))


def mark(d: str, size: float, colour: str, *, filled: bool = False) -> Piece:
    """One of the signs `CHECK`, `CROSS`, `STAR` in a square."""
    scale = size / MARK
    drawing = Drawing(
        d,
        scale=scale,
        fill=colour if filled else "none",
        stroke=None if filled else colour,
        width=1.8,
        side=MARK,
    )
    return Piece(size, size, (drawing,))


def icon(chosen: Icon, size: float, colour: str) -> Piece:
    """A channel's sign in a square."""
    if chosen.emoji is not None:
        # At 0.75 of the size an emoji, 1.375 em wide at most, is hardly wider than a drawing.
        room = size * 1.1
        sign = Text(room / 2, 0, (chosen.emoji,), size * 0.75, colour, anchor="middle")
        return Piece(room, size, (sign,))
    scale = size / SIZE
    return Piece(
        size, size, (Drawing(chosen.drawing, scale=scale, stroke=colour, width=STROKE, side=SIZE),)
    )


def dots(filled: int, count: int, colour: str, ground: str) -> Piece:
    """A severity: `filled` of `count` small circles."""
    radius, step = 3.0, 9.0
    return Piece(
        step * count,
        2 * radius,
        tuple(
            Drawing(
                "".join(_disc(radius + number * step, radius, radius - 0.5) for number in some),
                fill=fill,
                stroke=colour,
            )
            for some, fill in ((range(filled), colour), (range(filled, count), ground))
            if some
        ),
    )


def bar(width: float, share: float, colour: str, track: str, height: float = 6) -> Piece:
    """A level bar, `share` (0 to 1) of it filled; what is not nothing shows at least a dot."""
    filled = max(width * min(share, 1.0), height) if share > 0 else 0.0
    shapes: list[Shape] = [Rect(Box(0, 0, width, height), track, radius=height / 2)]
    if filled:
        shapes.append(Rect(Box(0, 0, filled, height), colour, radius=height / 2))
    return Piece(width, height, tuple(shapes))


def face(
    x: float,
    y: float,
    radius: float,
    level: int,
    ring: str,
    fill: str,
    ink: str,
    width: float | None = None,
    dash: str = "",
) -> tuple[Shape, ...]:
    """One of the five faces, of a `level` from -2 to +2, around a point.

    `width` is that of the ring, px, by default as the radius asks; `dash` is its dashes. Drawn, not typed: an
    emoji looks different everywhere and is missing in some viewers. Each has a mouth of its own
    shape (a dark one turned up or down at the ends, an arc up or down between, a straight line),
    so that they differ without a colour and at the size of a letter.
    """
    strong, fine = max(1.1, radius * 0.17), max(1.0, radius * 0.15)
    shapes: list[Shape] = [Circle(x, y, radius, fill, ring, width or max(1.4, radius * 0.17), dash)]
    sides = (-1, 1)
    if level == 2:
        # Eyes closed with joy.
        eyes = "".join(_curve(radius, (side * 0.34, -0.2), 0.17, -0.36) for side in sides)
        shapes.append(Drawing(eyes, x, y, stroke=ink, width=fine))
    else:
        low = radius * (-0.1 if level == -2 else -0.2)
        eyes = "".join(_disc(side * radius * 0.34, low, radius * 0.13) for side in sides)
        shapes.append(Drawing(eyes, x, y, fill=ink))
    if level == -2:
        brows = "".join(
            line(side * radius * 0.14, -radius * 0.26, side * radius * 0.58, -radius * 0.54)
            for side in sides
        )
        shapes.append(Drawing(brows, x, y, stroke=ink, width=fine))
    middle, half, bend = _MOUTHS[level]
    mouth = _curve(radius, (0, middle), half, bend)
    if abs(level) == 2:
        shapes.append(Drawing(f"{mouth}Z", x, y, fill=ink))
    else:
        shapes.append(Drawing(mouth, x, y, stroke=ink, width=strong))
    return tuple(shapes)


_MOUTHS: Final[dict[int, tuple[float, float, float]]] = {
    -2: (0.62, 0.48, -0.92),
    -1: (0.56, 0.46, -0.6),
    0: (0.34, 0.44, 0.0),
    1: (0.22, 0.48, 0.68),
    2: (0.1, 0.54, 1.1),
}
"""Of each face's mouth: how far its ends lie below the middle, half its width, and how far its
point of control lies below (or above) its ends; in radii."""


def _disc(x: float, y: float, radius: float) -> str:
    """The `d` of a circle: several that are painted alike are one path."""
    across, turn = decimal(2 * radius), f"a{decimal(radius)},{decimal(radius)} 0 1 1 "
    return f"M{decimal(x - radius)},{decimal(y)}{turn}{across},0{turn}-{across},0Z"


def _curve(radius: float, place: tuple[float, float], half: float, bend: float) -> str:
    """The `d` of an arc to both sides of a place; all in radii around the middle of a face."""
    left, right = decimal(radius * (place[0] - half)), decimal(radius * (place[0] + half))
    top, middle = decimal(radius * place[1]), decimal(radius * place[0])
    return f"M{left},{top}Q{middle},{decimal(radius * (place[1] + bend))} {right},{top}"


def gap_chip(text: str, code: str, width: float, theme: Theme) -> Piece:
    """What stands in a cell that lacks something; `code` names the rule that says so, if one does."""
    shown = f"{text} · {code}" if code else text
    inner = paragraph(shown, width - 18, 12, theme.gap.ink)
    return boxed(inner, theme.gap, dash="4 3")
