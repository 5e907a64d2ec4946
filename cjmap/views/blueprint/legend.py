"""What the signs on a blueprint mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cjmap.board.board import Board
from cjmap.board.feelings import band_of, name_feeling
from cjmap.draw.canvas import Drawing, line, polygon
from cjmap.draw.pieces import STAR, Piece, beside, face, flow, mark, paragraph, phrase
from cjmap.messages import Message, tr
from cjmap.views.blueprint.arrows import DASHES, WAY_DASHES, ink_of
from cjmap.views.blueprint.cells import (
    fail_sign,
    handoff_sign,
    message_sign,
    recovery_sign,
    system_sign,
)
from cjmap.views.parts.pen import DOUBTED, NUMBER, Pen
from cjmap.vocabulary.touchpoints import WayType

_SIZE: Final = 11.5
_ARROWS: Final = {
    "ask": tr("from who asks to who answers"),
    "handoff": tr("hands over to"),
    "automation": tr("goes out to the customer by itself"),
}
_WAYS: Final = (WayType.HAPPY, WayType.ALTERNATIVE, WayType.EXCEPTION)


def draw_legend(board: Board, pen: Pen, room: float) -> Piece:
    """The signs that the blueprint shows, each with a word."""
    return flow([_entry(sign, said, pen, room) for sign, said in _signs(board, pen)], room, 20)


def _entry(sign: Piece, said: Message | str, pen: Pen, room: float) -> Piece:
    words = said if isinstance(said, str) else pen.say(said)
    text = phrase(words, room - sign.width - 6, _SIZE, pen.theme.mute)
    height = max(text.height, sign.height)
    lowered = Piece(sign.width, height, (sign.laid(0, (height - sign.height) / 2),))
    raised = Piece(text.width, height, (text.laid(0, (height - text.height) / 2),))
    return beside(lowered, raised, 6)


def _signs(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message | str]]:
    yield from _signs_of_cards(board, pen)
    yield from _signs_of_acts(board, pen)
    yield from _strokes(board, pen)


def _signs_of_cards(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message | str]]:
    theme = pen.theme
    if board.touchpoints:
        yield paragraph("1", 8, NUMBER, theme.mute, bold=True), tr("number of the touchpoint")
    if any(card.moment for card in board.touchpoints):
        yield mark(STAR, 12, theme.star, filled=True), tr("moment of truth")
    if any(card.assumption for card in board.touchpoints):
        yield pen.doubt(), DOUBTED
    if any(card.scores for card in board.touchpoints):
        for level in range(-2, 3):
            ring, tint = theme.feeling(band_of(level))
            drawn = face(7, 7, 7, level, fill=tint, ring=ring, ink=theme.ink)
            yield Piece(14, 14, drawn), name_feeling(level)
        if pen.several:
            for persona in board.personas:
                yield pen.sign(persona.mark), persona.mark.name


def _signs_of_acts(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message | str]]:
    theme, acts = pen.theme, board.blueprint.acts
    if any(act.system for act in acts):
        yield system_sign(theme.mute), tr("with this system")
    if any(act.fails for act in acts):
        yield fail_sign(theme), tr("fail point: how it can fail")
    if any(act.recovery for act in acts):
        yield recovery_sign(theme), tr("recovery: what happens then")
    if any(act.kind == "automation" for act in acts):
        yield message_sign(theme), tr("what sets a message off, and when")
    if any(act.kind == "handoff" for act in acts):
        yield handoff_sign(theme.ink), tr("to whom, and what is handed over")


def _strokes(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message | str]]:
    theme = pen.theme
    drawn = {arrow.kind for arrow in board.blueprint.arrows}
    for kind, said in _ARROWS.items():
        if kind in drawn:
            yield _stroke(ink_of(kind, theme), DASHES[kind], 1.5), said
    ways = {way.kind for way in board.flow.ways if way.target == way.source + 1}
    for way in _WAYS:
        if way in ways:
            ink = theme.negative if way is WayType.EXCEPTION else theme.soft
            yield _stroke(ink, WAY_DASHES.get(way, ""), 1.8), way.label


def _stroke(ink: str, dash: str, width: float) -> Piece:
    """An arrow, as it stands between two cards."""
    tip = polygon([(26, 5), (19, 1.5), (19, 8.5)])
    shaft = Drawing(line(0, 5, 19, 5), stroke=ink, width=width, dash=dash)
    return Piece(26, 10, (shaft, Drawing(tip, fill=ink)))
