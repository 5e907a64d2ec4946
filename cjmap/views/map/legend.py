"""What the signs on a map mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cjmap.board.board import Board, Entry, Gap, Metric, Pain, Touchpoint
from cjmap.board.measured import Whisker
from cjmap.draw.canvas import Box, Circle, Drawing, Rect, line
from cjmap.draw.icons import ICONS, Icon
from cjmap.draw.pieces import (
    STAR,
    Piece,
    beside,
    dots,
    flow,
    icon,
    mark,
    paragraph,
    phrase,
)
from cjmap.messages import Message, tr
from cjmap.views.curve.legend import curve_signs, face_signs
from cjmap.views.map.items import branch_sign
from cjmap.views.parts.gauges import draw_whisker, stream_ink
from cjmap.views.parts.pen import DOUBTED, NUMBER, Pen
from cjmap.vocabulary.touchpoints import WayType

_BRANCHES: Final = {
    WayType.HAPPY: tr("leads on, and on what condition"),
    WayType.ALTERNATIVE: tr("another way, to the touchpoint of that number"),
    WayType.EXCEPTION: tr("what may go wrong, and where it leads"),
}
_SIZE: Final = 11.5


def draw_legend(board: Board, pen: Pen, room: float) -> Piece:
    """The signs that the map shows, each with a word; without height where it shows none."""
    return flow([_entry(sign, said, pen, room) for sign, said in _signs(board, pen)], room, 20)


def _entry(sign: Piece, said: Message, pen: Pen, room: float) -> Piece:
    text = phrase(pen.say(said), room - sign.width - 6, _SIZE, pen.theme.mute)
    if not sign.width:
        return text
    lowered = Piece(sign.width, text.height, (sign.laid(0, (text.height - sign.height) / 2),))
    return beside(lowered, text, 6)


def _signs(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message]]:
    theme = pen.theme
    if board.touchpoints:
        number = paragraph("1", 8, NUMBER, theme.mute, bold=True)
        yield number, tr("number of the touchpoint, on the curve and in every lane")
    if any(card.moment for card in _cards(board)) or (
        any(lane.is_curve for lane in board.lanes)
        and any(card.moment for card in board.touchpoints)
    ):
        yield mark(STAR, 12, theme.star, filled=True), tr("moment of truth")
    if any(card.who for card in _cards(board)):
        person = icon(Icon(ICONS["agent"]), 12, theme.mute)
        yield person, tr("who takes part, where it is not everybody")
    if any(lane.is_curve for lane in board.lanes):
        yield from curve_signs(board, pen)
    elif any(thing.scores for thing in _cards(board)) or any(s.scores for s in board.stages):
        yield from face_signs(pen)
    kinds = {branch.kind for card in _cards(board) for branch in card.branches}
    for kind in WayType:
        if kind in kinds:
            yield branch_sign(kind, theme), _BRANCHES.get(kind, kind.label)
    if is_doubted(board):
        yield pen.doubt(), DOUBTED
    if any(pain.severity is not None for pain in list_pains(board)):
        yield dots(3, 5, theme.negative, theme.card), tr("severity of a pain, 1 to 5")
        if any(pain.severity is None for pain in list_pains(board)):
            yield Piece(0, 0), tr("without dots: severity not assessed")
    if any(pain.letters for pain in list_pains(board)):
        yield pen.letter("A"), tr("an opportunity and the pain elsewhere that it answers")
    yield from _measured_signs(board, pen)
    gaps = list_gaps(board)
    if gaps:
        hole = Rect(Box(0.5, 0.5, 21, 12), theme.gap.fill, theme.gap.line, 4, dash="4 3")
        with_code = tr("gap, with the code of the rule that names it")
        told = any(gap.code for gap in gaps)
        yield Piece(22, 13, (hole,)), with_code if told else tr("gap: what is missing")


def _measured_signs(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message]]:
    """The signs of what was measured beside what is written."""
    measured, theme = board.measured, pen.theme
    if measured is None:
        return
    if measured.whole or measured.held or any(one.came for one in measured.stages):
        bare = Whisker(0.5, 0.25, 0.75, None, None)
        yield draw_whisker(bare, theme, 34), tr("measured, with its 95% interval")
    if any(one.gauged.whisker is not None and one.written for one in measured.held):
        yield (
            Piece(10, 10, (Circle(5, 5, 4, theme.card, theme.soft, 1.5),)),
            tr("what the map says"),
        )
    if any(one.gauged.whisker is not None and one.target for one in measured.held):
        dashes = Drawing(line(2, 0, 2, 12), stroke=theme.positive_ink, width=1.6, dash="3 2")
        yield Piece(4, 12, (dashes,)), tr("the target")
    if measured.streams is not None and any(not one.drawn for one in measured.streams.flows):
        ink = stream_ink(theme, drawn=False)
        yield Piece(22, 10, (Drawing("M0 5H22", stroke=ink, width=6),)), tr("a way not in the map")


def _cards(board: Board) -> Iterator[Touchpoint]:
    """The touchpoints whose cards are drawn."""
    for lane in board.lanes:
        for cell in lane.cells:
            yield from (item for item in cell.items if isinstance(item, Touchpoint))


def list_pains(board: Board) -> Iterator[Pain]:
    """The pains that are drawn."""
    yield from board.whole.pains
    for lane in board.lanes:
        for cell in lane.cells:
            yield from (item for item in cell.items if isinstance(item, Pain))


def is_doubted(board: Board) -> bool:
    """Whether anything on the map rests on an assumption, or is one."""
    whole = board.whole
    drawn = (item for lane in board.lanes for cell in lane.cells for item in cell.items)
    return (
        any(persona.assumption for persona in board.personas)
        or any(source.assumption for source in board.evidence)
        or any(pain.assumption for pain in whole.pains)
        or any(gain.assumption for gain in whole.gains)
        or any(metric.assumption for metric in whole.metrics)
        or any(
            item.assumption
            for item in drawn
            if isinstance(item, Entry | Touchpoint | Pain | Metric)
        )
    )


def list_gaps(board: Board) -> list[Gap]:
    """What is missing in cells and on the curve, as it is drawn."""
    cells = (cell for lane in board.lanes for cell in lane.cells)
    found = [cell.gap for cell in cells if cell.gap is not None]
    if any(lane.is_curve for lane in board.lanes):
        found += [hole.gap for hole in board.curve.holes]
    return found
