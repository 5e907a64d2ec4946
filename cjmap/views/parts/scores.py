"""How somebody feels, as a sign: a face with its figure, and whose it is."""

from __future__ import annotations

import math
from typing import Final

from cjmap.board.board import Touchpoint
from cjmap.board.crowds import Shared, choose_few, share_scores, stand_for_all
from cjmap.board.feelings import band_of
from cjmap.draw.canvas import Box, Rect
from cjmap.draw.icons import ICONS, Icon
from cjmap.draw.pieces import Piece, beside, face, flow, icon, phrase, sunk, titled
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.views.parts.pen import SMALL, Pen
from cjmap.vocabulary.emotions import Band

_FACE: Final = 6.5
_EDGE: Final = 4.0


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
        parts = [*map(pen.sign, shared.marks), *_count(shared.more, pen), piece]
        needed = math.fsum(part.width + 3 for part in parts) - 3
        piece = flow(parts, min(needed + 0.01, room), 3, 3)
    return titled(piece, shared.spoken)


def _count(more: int, pen: Pen) -> list[Piece]:
    """How many there are of whom there is no sign."""
    return [phrase(f"+{more}", 60, SMALL, pen.theme.mute)] if more else []


def draw_people(card: Touchpoint, pen: Pen, room: float) -> Piece:
    """Who feels how; behind the sign of a person those who take part, where that is not everybody."""
    room -= 16 if card.who else 0
    scored = [score.mark for score in card.scores]
    groups = share_scores(card.scores, card.who)
    signs = [draw_score(group, pen, room) for group in groups]
    if not stand_for_all(groups, card.scores):
        whole = card.divided or pen.say(tr("mean {score}", score=card.figure))
        signs.append(phrase(whole, room, SMALL, pen.theme.mute))
    others, more = choose_few([mark for mark in card.who if mark not in scored])
    signs += [*map(pen.sign, others), *_count(more, pen)]
    if not card.who:
        return flow(signs, room, 8, 3)
    person = icon(Icon(ICONS["agent"]), 12, pen.theme.mute)
    return beside(sunk(person, 1), flow(signs, room, 8, 3), 4)


def draw_edge(card: Touchpoint, pen: Pen, height: float) -> list[Rect]:
    """How it feels as a colour at the edge of its card: both where the personas are divided."""
    theme = pen.theme
    edge = Box(0, 0, _EDGE, height)
    if card.divided:
        upper, lower = replace(edge, height=height / 2), Box(0, height / 2, _EDGE, height / 2)
        return [
            Rect(upper, theme.feeling(Band.POSITIVE)[0], radius=2),
            Rect(lower, theme.feeling(Band.NEGATIVE)[0], radius=2),
        ]
    return [Rect(edge, theme.feeling(card.band)[0] if card.band else theme.line, radius=2)]
