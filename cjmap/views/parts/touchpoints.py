"""What every card of a touchpoint shows: where it happens, its number, and that it is a moment of truth."""

from __future__ import annotations

from cjmap.board.board import Touchpoint
from cjmap.draw.pieces import STAR, Piece, beside, mark, paragraph, sunk
from cjmap.messages import tr
from cjmap.views.parts.pen import SMALL, Pen


def draw_place(card: Touchpoint, pen: Pen, room: float) -> Piece:
    """Its channels, or that it has none, its number, and whether it rests on an assumption."""
    if card.assumption:
        sign = pen.doubt()
        return beside(_draw_place(card, pen, room - sign.width - 4), sign, 4)
    return _draw_place(card, pen, room)


def _draw_place(card: Touchpoint, pen: Pen, room: float) -> Piece:
    width = room - pen.margin - 6
    if card.channels:
        left = pen.channels(card.channels, width)
    else:
        left = pen.small(card.alone or pen.say(tr("no channel")), width)
    return pen.headed(left, card.number, room)


def draw_moment(moment: str, pen: Pen, room: float) -> Piece:
    """The kind of a moment of truth; without height where it is none."""
    if not moment:
        return Piece(room, 0)
    star = mark(STAR, 12, pen.theme.star, filled=True)
    return beside(sunk(star, 1), paragraph(moment, room - 16, SMALL, pen.theme.ink), 4)
