"""How somebody feels, as a sign: a face with its figure, and whose it is."""

from __future__ import annotations

from typing import Final

from cjmap.board.crowds import Shared
from cjmap.board.feelings import band_of
from cjmap.draw.pieces import Piece, beside, face, flow, phrase, sunk, titled
from cjmap.views.parts.pen import SMALL, Pen

_FACE: Final = 6.5


def draw_score(shared: Shared, pen: Pen, room: float) -> Piece:
    """A face with its figure, behind the signs of those whose it is where there are several.

    At most `room` px wide.
    """
    theme, score = pen.theme, shared.score
    ring, tint = theme.feeling(band_of(score.level))
    drawn = face(_FACE, _FACE, _FACE, score.level, fill=tint, ring=ring, ink=theme.ink)
    figure = phrase(score.figure, 60, SMALL, theme.soft)
    piece = beside(sunk(Piece(2 * _FACE, 2 * _FACE, drawn), 1), figure, 4)
    if pen.several:
        parts = [*map(pen.sign, shared.marks), *count_more(shared.more, pen), piece]
        needed = sum(part.width + 3 for part in parts) - 3
        piece = flow(parts, min(needed + 0.01, room), 3, 3)
    return titled(piece, shared.spoken)


def count_more(more: int, pen: Pen) -> list[Piece]:
    """How many there are of whom there is no sign."""
    return [phrase(f"+{more}", 60, SMALL, pen.theme.mute)] if more else []
