"""The emotion curve alone, small enough for a README or a slide."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from cjmap.board.board import Board
from cjmap.board.measured import Passed
from cjmap.draw.canvas import Box, Drawing, Picture, Rect, Shape, Text, line
from cjmap.draw.escape import printable
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import STAR, Piece, beside, flow, mark, paragraph, phrase, stack, titled
from cjmap.draw.theme import Theme
from cjmap.languages.conventions import is_rtl
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.views.curve.band import Band, lay_out_band
from cjmap.views.curve.ends import tail_for
from cjmap.views.curve.frame import Frame, Slots
from cjmap.views.curve.legend import curve_signs, draw_people
from cjmap.views.curve.past import draw_changes, draw_past
from cjmap.views.parts.naming import begin_ids
from cjmap.views.parts.pen import DOUBTED, Pen, dotted

_MARGIN: Final = 24.0
_AXIS: Final = 44.0
_STEP: Final = 34.0
_LEAST: Final = 620.0
"""Least width of the band, px."""

_USUAL: Final = 860.0
"""What the band would be wide, px: as many touchpoints as there are share it, within bounds."""

_SLOTS: Final = (9.0, 44.0)
"""Least and most width of a touchpoint, px."""

_STAGE: Final = 92.0
_HEAD: Final = 12.0
_WORD: Final = 150.0
"""How wide a stage becomes at most for a long word in its name, px."""

_RADIUS: Final = 10.0
_DROP: Final = 44.0
"""Height of the bar of a stage that everybody leaves, px."""

_BAR: Final = 46.0
_TEXT: Final = 11.0
_GAP: Final = 12.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture with every place settled, and where its band begins."""

    picture: Picture
    band: Band
    left: float
    top: float


def draw(board: Board, theme: Theme, state: str = "") -> str:
    """The curve as an SVG document; `state` is that of the map where a page shows several."""
    return lay_out(board, theme, state).picture.svg(begin_ids("curve", board, theme, state))


@in_its_language
def lay_out(board: Board, theme: Theme, state: str = "") -> Layout:
    """The curve with every place settled; `state` as in `draw`."""
    pen = Pen(theme, board.language, len(board.personas) > 1, 0)
    frame = _set_frame(board, pen)
    band = lay_out_band(frame, pen, begin_ids("curve", board, theme, state))
    width = 2 * _MARGIN + _AXIS + band.width
    room = width - 2 * _MARGIN
    head = _draw_head(board, pen, room)
    heads = [_draw_stage(board, stage, frame, pen) for stage in range(len(board.stages))]
    stages = max(each.height for each in heads) + 12
    drops = _draw_drops(board, frame, pen)
    card = Box(_MARGIN, _MARGIN + head.height + _GAP, room, stages + band.height + drops.height)
    left, top = card.x + _AXIS, card.y + stages
    shapes: list[Shape] = [
        *head.at(_MARGIN, _MARGIN),
        Rect(card, theme.card, radius=_RADIUS),
        *_draw_axis(board, band, pen, left, top),
        *_draw_band(board, band, pen, left, top),
    ]
    shapes += drops.at(left, top + band.height)
    for stage, drawn in enumerate(heads):
        shapes += drawn.at(left + frame.edges[stage] + 6, card.y + 6)
    shapes.append(Drawing(line(card.x, top, card.right, top), stroke=theme.line))
    shapes.append(Rect(card, stroke=theme.line, radius=_RADIUS))
    legend = _draw_legend(board, pen, room)
    shapes += legend.at(_MARGIN, card.bottom + _GAP)
    height = card.bottom + (_GAP + legend.height) + _MARGIN
    # Laid out as for readers from left to right, and turned as a whole.
    rtl = is_rtl(board.language)
    picture = Picture(
        width,
        height,
        theme.background,
        printable(board.heading.title),
        printable(board.curve.spoken or board.spoken),
        board.language,
        tuple(shape.mirrored(width) if rtl else shape for shape in shapes),
        band.fades,
    )
    return Layout(picture, band, left, top)


def _set_frame(board: Board, pen: Pen) -> Frame:
    """As wide as its touchpoints ask for, within what a README shows, as long as that may be."""
    slots = Slots(board)
    tail = tail_for(board.curve.lines, pen, named=True)
    counts = [len(slots.numbers[stage]) for stage in range(len(board.stages))]
    least, most = _SLOTS
    slot = min(most, max(least, _USUAL / max(1, sum(counts))))
    widths = [
        max(_STAGE, _fit_word(board.stages[stage].name), slots.needed_width(stage, slot))
        for stage in range(len(counts))
    ]
    spare = max(0.0, _LEAST - math.fsum(widths)) / len(widths)
    edges = [0.0]
    for width in widths:
        edges.append(round(edges[-1] + width + spare, 2))
    edges[-1] += tail
    return Frame(
        slots,
        tuple(edges),
        _STEP,
        tail=tail,
        named=True,
        figures=True,
        compared=True,
        doubted=True,
        corner=0.0 if _leavers(board) else _RADIUS,
    )


def _fit_word(name: str) -> float:
    """How wide a stage must be for the longest word of its name, within bounds, px."""
    widest = max((safe_width(word, _HEAD, bold=True) for word in name.split()), default=0.0)
    return min(_WORD, math.ceil(widest) + 12)


def _leavers(board: Board) -> tuple[Passed, ...]:
    """The stages, where it was measured how many leave; else none."""
    stages = board.measured.stages if board.measured is not None else ()
    return stages if any(one.leaves for one in stages) else ()


def _draw_drops(board: Board, frame: Frame, pen: Pen) -> Piece:
    """Below the curve how many leave at each stage, as it was measured; no room without that."""
    shapes: list[Shape] = []
    theme, stages = pen.theme, _leavers(board)
    if not stages:
        return Piece(frame.width, 0)
    worst = max(one.lost for one in stages)
    for number, one in enumerate(stages):
        start, end = frame.edges[number : number + 2]
        if one.left is None or one.leaves is None:
            continue
        ink = theme.negative if one.lost == worst else theme.neutral
        share = pen.say(tr("{share} leave", share=one.left.value))
        words = titled(phrase(share, end - start - 12, _TEXT, theme.soft), one.left.spoken)
        height = max(2.0, _DROP * one.leaves)
        box = Box(start + 6, 6, min(_BAR, end - start - 12), height)
        shapes.append(Rect(box, ink, radius=2))
        shapes += words.at(start + 6, height + 9)
    return Piece(frame.width, _DROP + 26, tuple(shapes))


def _draw_head(board: Board, pen: Pen, room: float) -> Piece:
    theme, heading = pen.theme, board.heading
    updated = pen.say(tr("updated {date}", date=heading.updated)) if heading.updated else ""
    facts = (pen.say(tr("Emotion curve")), heading.organization, heading.state_label, updated)
    return stack(
        [
            paragraph(heading.title, room, 20, theme.ink, bold=True, leading=1.2),
            paragraph(dotted(facts), room, 12.5, theme.mute),
        ],
        4,
    )


def _draw_stage(board: Board, stage: int, frame: Frame, pen: Pen) -> Piece:
    room = frame.edges[stage + 1] - frame.edges[stage] - 12
    name = board.stages[stage].name
    return paragraph(name, room, _HEAD, pen.theme.ink, bold=True, leading=1.2)


def _draw_axis(board: Board, band: Band, pen: Pen, left: float, top: float) -> Iterator[Shape]:
    """The scores at the left of the band."""
    for score, figure in board.curve.scale:
        y = top + band.zero - score * band.frame.step - _TEXT * 0.6
        yield Text(left - 8, y, (figure,), _TEXT, pen.theme.mute, anchor="end")


def _draw_band(board: Board, band: Band, pen: Pen, left: float, top: float) -> Iterator[Shape]:
    """The band, with the earlier state between its ground and its lines where there is one."""
    below, above = draw_past(board.past, band, pen) if board.past else ((), ())
    for shape in (*band.base, *below, *band.lines, *above, *band.faces):
        yield shape.moved(left, top)


def _draw_legend(board: Board, pen: Pen, room: float) -> Piece:
    """Whose line is whose, then what the signs mean."""
    signs = [_entry(sign, said, pen, room) for sign, said in _signs(board, pen)]
    past = [draw_changes(board, board.past, pen, room)] if board.past else []
    people = draw_people(board, pen, room, board.past)
    return stack([*past, flow(people, room, 18), flow(signs, room, 18)], 8)


def _signs(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message]]:
    yield from curve_signs(board, pen)
    if any(card.moment for card in board.touchpoints):
        yield mark(STAR, 12, pen.theme.star, filled=True), tr("moment of truth")
    if any(point.assumption for line in board.curve.lines for point in line.points):
        yield pen.doubt(), DOUBTED


def _entry(sign: Piece, said: Message, pen: Pen, room: float) -> Piece:
    text = phrase(pen.say(said), room - sign.width - 6, _TEXT, pen.theme.mute)
    lowered = Piece(sign.width, text.height, (sign.laid(0, (text.height - sign.height) / 2),))
    return beside(lowered, text, 6)
