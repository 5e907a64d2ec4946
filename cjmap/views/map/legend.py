"""What the signs on a map mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cjmap.board.board import Board, Pain
from cjmap.board.feelings import band_of, name_feeling
from cjmap.draw.canvas import Box, Drawing, Rect, line
from cjmap.draw.pieces import (
    STAR,
    Piece,
    beside,
    dots,
    face,
    flow,
    mark,
    paragraph,
    phrase,
    stack,
    sunk,
)
from cjmap.messages import Message, tr
from cjmap.views.parts.pen import NUMBER, OFF, Pen

_SIZE: Final = 11.5
_SCORES: Final = (-2, 0, 2)


def draw_legend(board: Board, pen: Pen, room: float) -> Piece:
    """The signs that the map shows, each with a word; without height where it shows none."""
    return flow([_entry(sign, said, pen, room) for sign, said in _signs(board, pen)], room, 20)


def _entry(sign: Piece, said: Message, pen: Pen, room: float) -> Piece:
    text = phrase(pen.say(said), room - sign.width - 6, _SIZE, pen.theme.mute)
    lowered = Piece(sign.width, text.height, sign.at(0, (text.height - sign.height) / 2))
    return beside(lowered, text, 6)


def _signs(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message]]:
    theme = pen.theme
    if board.touchpoints:
        number = paragraph("1", 8, NUMBER, theme.mute, bold=True)
        yield number, tr("number of the touchpoint, on the curve and in every lane")
    if any(card.moment for card in board.touchpoints):
        yield mark(STAR, 12, theme.star, filled=True), tr("moment of truth")
    if any(lane.is_curve for lane in board.lanes):
        for score in _SCORES:
            ring, tint = theme.feeling(band_of(score))
            drawn = face(7, 7, 7, score, fill=tint, ring=ring, ink=theme.ink)
            yield Piece(14, 14, drawn), name_feeling(score)
        if any(point.off for entry in board.curve.lines for point in entry.points):
            ring, _ = theme.feeling(band_of(0))
            drawn = face(7, 7, 7, 0, ring, theme.card, theme.ink, dash=OFF)
            yield Piece(14, 14, drawn), tr("hollow: off the usual way")
    if any(pain.severity is not None for pain in _pains(board)):
        yield dots(3, 5, theme.negative, theme.card), tr("severity of a pain, 1 to 5")
    if any(pain.letters for pain in _pains(board)):
        yield pen.letter("A"), tr("an opportunity and the pain elsewhere that it answers")
    if _has_gaps(board):
        hole = Rect(Box(0.5, 0.5, 21, 12), theme.gap.fill, theme.gap.line, 4, dash="4 3")
        yield Piece(22, 13, (hole,)), tr("gap, with the code of the rule that names it")


def _pains(board: Board) -> Iterator[Pain]:
    yield from board.whole.pains
    for lane in board.lanes:
        for cell in lane.cells:
            yield from (item for item in cell.items if isinstance(item, Pain))


def _has_gaps(board: Board) -> bool:
    shown = any(lane.is_curve for lane in board.lanes) and board.curve.holes
    return bool(shown) or any(cell.gap for lane in board.lanes for cell in lane.cells)


def draw_curve_legend(board: Board, pen: Pen, room: float) -> Piece:
    """Whose line is whose, where there are several, with the mean of each."""
    lines = board.curve.lines
    if len(lines) < 2:
        return Piece(room, 0)
    rows = []
    for number, entry in enumerate(lines):
        style = pen.theme.persona(entry.mark.style)
        stroke = line(0, 8, 20, 8)
        sample = Drawing(stroke, stroke=style.colour, width=2.2 if number else 3, dash=style.dash)
        sign = pen.sign(entry.mark)
        rest = room - 20 - sign.width - 8
        name = paragraph(entry.mark.name, rest, _SIZE, pen.theme.ink)
        mean = pen.say(tr("mean {score}", score=entry.mean)) if entry.mean else ""
        words = stack([name, paragraph(mean, rest, 10.5, pen.theme.mute)])
        rows.append(beside(Piece(20, 14, (sample,)), beside(sign, words, 4), 4))
    return sunk(stack(rows, 4), 8)
