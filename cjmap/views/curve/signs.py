"""The faces of a curve, whose they are told by their outlines, and the samples in its legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from cjmap.board.board import Mark
from cjmap.board.feelings import band_of
from cjmap.draw.canvas import Drawing, Shape, line, polygon
from cjmap.draw.curves import decimal
from cjmap.draw.pieces import Piece, face
from cjmap.records import dataclass
from cjmap.views.curve.spots import RING
from cjmap.views.parts.pen import OFF, Pen

_BLANK: Final = 5.5
"""The radius below which a face has no features to be seen, px."""

_OUTLINES: Final[tuple[tuple[int, float, float], ...]] = (
    (0, 1.0, 0),
    (4, 1.28, 45),
    (4, 1.34, 0),
    (3, 1.62, -90),
    (6, 1.14, 0),
    (3, 1.62, 90),
    (5, 1.24, -90),
)
"""The outlines of faces, one after the other for the personas of a map: their corners (0: a circle),
how much larger than a circle's their radius is, and where the first corner stands, in degrees.

Seven and the colours of a theme, eight, have no common divisor: no two of fifty-six are alike in both.
"""

STROKE: Final = 2.2
LEAD_STROKE: Final = 3.5
BRIDGE: Final = "1 6"
"""The dashes of a line across touchpoints without a score."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a face is painted: `ring` is the colour around it, `hollow` that it is off the usual way."""

    level: int
    ring: str
    hollow: bool


def draw_face(
    x: float, y: float, radius: float, look: Look, mark: Mark | None, pen: Pen
) -> tuple[Shape, ...]:
    """A face, in the outline of its persona where there are several."""
    theme = pen.theme
    fill = theme.card if look.hollow else theme.feeling(band_of(look.level))[1]
    dash = OFF if look.hollow else ""
    circle, *features = face(x, y, radius, look.level, look.ring, fill, theme.ink, dash=dash)
    shown = features if radius >= _BLANK else ()
    corners, grown, turned = _OUTLINES[mark.style % len(_OUTLINES) if mark else 0]
    if not corners:
        return circle, *shown
    around = [_at(radius * grown, turned + 360 * n / corners) for n in range(corners)]
    width = max(1.4, radius * 0.17)
    outline = Drawing(polygon(around), x, y, fill=fill, stroke=look.ring, width=width, dash=dash)
    return outline, *shown


def draw_shared_face(x: float, y: float, radius: float, look: Look, pen: Pen) -> tuple[Shape, ...]:
    """A face that several share, in a circle without a colour of its own; their arcs stand around it."""
    theme = pen.theme
    fill = theme.card if look.hollow else theme.feeling(band_of(look.level))[1]
    circle, *features = face(x, y, radius, look.level, theme.card, fill, theme.ink)
    return circle, *(features if radius >= _BLANK else ())


def draw_arc(x: float, y: float, radius: float, part: tuple[int, int], look: Look) -> Drawing:
    """One persona's part of the ring around a shared face: which one, from 0, of how many."""
    place, count = part
    middle, width = radius + RING / 2, RING * (0.5 if look.hollow else 1)
    # Ends are round: each is half a stroke longer than it is told to be.
    free = math.degrees((width + 1) / 2 / middle)
    start, end = (-90 + 360 * (place + n) / count for n in (0, 1))
    first, last = _at(middle, start + free), _at(middle, end - free)
    large = int(end - start - 2 * free > 180)
    turn = f"A{decimal(middle)},{decimal(middle)} 0 {large} 1 {decimal(last[0])},{decimal(last[1])}"
    return Drawing(
        f"M{decimal(first[0])},{decimal(first[1])}{turn}",
        x,
        y,
        stroke=look.ring,
        width=width,
    )


def _at(radius: float, degrees: float) -> tuple[float, float]:
    """A corner around (0, 0): the same outline is written alike wherever it stands."""
    angle = math.radians(degrees)
    return radius * math.cos(angle), radius * math.sin(angle)


def sample_line(mark: Mark, pen: Pen, *, lead: bool) -> Piece:
    """A persona's line with an outline of its faces on it."""
    style = pen.theme.persona(mark.style)
    stroke = Drawing(
        line(0, 8, 24, 8),
        stroke=style.colour,
        width=LEAD_STROKE if lead else STROKE,
        dash=style.dash,
    )
    outline, *_ = draw_face(12, 8, 5.0, Look(0, style.colour, hollow=False), mark, pen)
    return Piece(24, 16, (stroke, outline))


def sample_bridge(pen: Pen) -> Piece:
    """The line across touchpoints without a score."""
    stroke = Drawing(line(1, 7, 25, 7), stroke=pen.theme.neutral, width=STROKE, dash=BRIDGE)
    return Piece(26, 14, (stroke,))


def sample_shared(marks: Sequence[Mark], pen: Pen) -> Piece:
    """A face that several share."""
    looks = [Look(0, pen.theme.persona(mark.style).colour, hollow=False) for mark in marks]
    arcs = [draw_arc(9, 9, 6, (n, len(looks)), look) for n, look in enumerate(looks)]
    return Piece(18, 18, (*draw_shared_face(9, 9, 6, looks[0], pen), *arcs))


def sample_face(level: int, pen: Pen) -> Piece:
    """One of the five faces."""
    ring = pen.theme.feeling(band_of(level))[0]
    return Piece(14, 14, draw_face(7, 7, 7, Look(level, ring, hollow=False), None, pen))


def sample_hollow(pen: Pen) -> Piece:
    """A face off the usual way."""
    ring = pen.theme.feeling(band_of(0))[0]
    return Piece(14, 14, draw_face(7, 7, 7, Look(0, ring, hollow=True), None, pen))
