"""The grid of a map: the stages, and below them its lanes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.board.board import Board, Cell, Lane, Reach
from cjmap.board.crowds import share_scores
from cjmap.board.measured import Streams
from cjmap.draw.canvas import Box, Drawing, Rect, Shape, Text, line
from cjmap.draw.memory import remembered
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import Piece, boxed, flow, gap_chip, paragraph, spread, stack, sunk
from cjmap.draw.theme import Chip
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.views.curve.band import Band, lay_out_band
from cjmap.views.curve.frame import STEP, Frame, Slots
from cjmap.views.curve.legend import draw_people
from cjmap.views.map.columns import LABEL, MARGIN, PAD, SIDE_BY_SIDE, Column
from cjmap.views.map.funnel import draw_funnel
from cjmap.views.map.gallery import Gallery
from cjmap.views.map.items import draw_item
from cjmap.views.map.storyboard import draw_scenes
from cjmap.views.map.streams import draw_streams
from cjmap.views.map.whole import Row, draw_rows
from cjmap.views.parts.pen import LINES, NAME, NUMBER, SMALL, Pen, dotted
from cjmap.views.parts.placing import PlacedCell, Placing
from cjmap.views.parts.scores import draw_score
from cjmap.views.parts.stages import stage_arrow
from cjmap.vocabulary.lanes import REACH, LaneName

_LEFT: Final = MARGIN + LABEL
_TIP: Final = 14.0
_RADIUS: Final = 12.0
_WIDEST: Final = 420.0
"""Most width of what stands in a cell, px: longer lines are hard to read."""

_BAND: Final = 7.0
"""Room above and below the name of a phase, px."""

_SEPARATOR: Final = 22.0
_STEEPEST: Final = 96.0
"""Most height of one point of the score, px, where much stands beside the curve."""

_AROUND: Final = 110.0
"""What a curve takes above and below its scale, px."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid with every place settled: how far down it reaches, and its curve, if it has one."""

    bottom: float
    band: Band | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every row of the grid is laid out in."""

    board: Board
    slots: Slots
    columns: Sequence[Column]
    gallery: Gallery
    pen: Pen
    prefix: str
    tail: float

    @property
    def right(self) -> float:
        return _LEFT + self.columns[-1].right


def put_grid(
    placing: Placing,
    board: Board,
    slots: Slots,
    columns: Sequence[Column],
    gallery: Gallery,
    pen: Pen,
    prefix: str,
    top: float,
    tail: float,
) -> Grid:
    """Puts the stages and lanes of a map on the sheet, from `top` px downwards."""
    frame = _Frame(board, slots, columns, gallery, pen, prefix, tail)
    wide = draw_rows(board, pen, frame.right - _LEFT - 2 * PAD)
    # The card's ground goes in first, once its height is known.
    ground = len(placing.shapes)
    y = _put_stages(placing, frame, _put_bands(placing, frame, top))
    rules: list[Shape] = []
    # Where people go belongs to how many come.
    followed = any(lane.key == REACH for lane in board.lanes)
    streams = board.measured.streams if board.measured is not None and followed else None
    ends = not wide and streams is None
    stages, band = _put_lanes(placing, frame, rules, y, ends=ends)
    if streams is not None:
        rules.append(Drawing(line(MARGIN, stages, frame.right, stages), stroke=pen.theme.line))
        stages = _put_streams(placing, frame, streams, stages)
    bottom = _put_whole(placing, frame, wide, stages)
    box = Box(MARGIN, top, frame.right - MARGIN, bottom - top)
    placing.shapes[ground:ground] = _ground(frame, box, stages)
    placing.shapes += [*rules, Rect(box, stroke=pen.theme.line, radius=_RADIUS)]
    return Grid(bottom, band)


def _put_lanes(
    placing: Placing, frame: _Frame, rules: list[Shape], y: float, *, ends: bool
) -> tuple[float, Band | None]:
    """The lanes from `y` px downwards: how far down they reach, and the curve, if there is one.

    The lines between them go to `rules`; the grid `ends` with the last of them.
    """
    band: Band | None = None
    lanes = frame.board.lanes
    for number, lane in enumerate(lanes):
        if lane.line:
            y = _put_line(placing, frame, lane, y, bare=number == 0)
        if number:
            rules.append(Drawing(line(MARGIN, y, frame.right, y), stroke=frame.pen.theme.line))
        if lane.is_curve:
            band = _put_curve(placing, frame, lane, y, last=ends and lane is lanes[-1])
            y += band.height
        elif lane.key == REACH:
            y = _put_reach(placing, frame, lane, y)
        else:
            y = _put_lane(placing, frame, lane, y)
    # A curve reaches to the frame; what stands in cells keeps off it.
    return (y if not ends or (lanes and lanes[-1].is_curve) else y + 6), band


def _ground(frame: _Frame, box: Box, stages: float) -> list[Shape]:
    """What the grid stands on; its stages reach down to `stages` px."""
    theme, top, bottom, turn = frame.pen.theme, box.y, box.bottom, f"{_RADIUS:g}"
    labels = (
        f"M{MARGIN:g},{top + _RADIUS:g}a{turn},{turn} 0 0 1 {turn},-{turn}H{_LEFT:g}"
        f"V{bottom:.2f}H{MARGIN + _RADIUS:g}a{turn},{turn} 0 0 1 -{turn},-{turn}Z"
    )
    lines = [
        Drawing(line(_LEFT + column.x, top + 1, _LEFT + column.x, stages), stroke=theme.hairline)
        for column in frame.columns[1:]
    ]
    return [
        Rect(box, theme.card, radius=_RADIUS),
        *lines,
        Drawing(labels, fill=theme.label),
        Drawing(line(_LEFT, top, _LEFT, bottom), stroke=theme.line),
    ]


# -- phases ------------------------------------------------------------------------------------------


def _put_bands(placing: Placing, frame: _Frame, y: float) -> float:
    """The phases that stages share, each a band above them; no room where there is none."""
    theme = frame.pen.theme
    drawn = []
    for band in frame.board.bands:
        first, last = frame.columns[band.first], frame.columns[band.last]
        room = last.right - first.x - 2 * PAD
        drawn.append((first, last, paragraph(band.name, room, NAME, theme.ink, bold=True)))
    height = max((piece.height for _, _, piece in drawn), default=0.0)
    if not height:
        return y
    bottom = y + height + 2 * _BAND
    for first, last, piece in drawn:
        box = Box(_LEFT + first.x, y, last.right - first.x, bottom - y)
        # Its edges stand apart from those of its neighbours.
        placing.shapes.append(
            Rect(Box(box.x + 3, y + 2, box.width - 6, box.height - 4), theme.label, theme.line, 6)
        )
        placing.put(piece, box.x + PAD, y + _BAND, box)
    return bottom


# -- stages -----------------------------------------------------------------------------------


def _put_stages(placing: Placing, frame: _Frame, y: float) -> float:
    """The stages as arrows that run into each other."""
    heads = [_draw_stage(frame, column) for column in frame.columns]
    height = max(head.height for head in heads) + 20
    for column, head in zip(frame.columns, heads, strict=True):
        box = Box(_LEFT + column.x, y, column.width, height)
        placing.shapes.append(_arrow(frame, column.stage, box))
        inset = _inset(column.stage)
        at = y + (height - head.height) / 2
        placing.put(head, box.x + inset, at, box, "stage", column.stage)
    return y + height


def _arrow(frame: _Frame, stage: int, box: Box) -> Drawing:
    """The arrow of a stage; its point lies in the next one."""
    count = len(frame.columns)
    reach = replace(box, width=box.width + (_TIP if stage < count - 1 else 0))
    return stage_arrow(frame.pen.theme, stage, count, reach, _TIP, notched=stage > 0)


def _inset(stage: int) -> float:
    return _TIP + 12 if stage else 14.0


def _draw_stage(frame: _Frame, column: Column) -> Piece:
    """Its name and place, and how it feels as a whole where its touchpoints say something else."""
    stage, pen = frame.board.stages[column.stage], frame.pen
    # On a ground of its own: a stage may have the very colour of a persona.
    ground = Chip(pen.theme.card, pen.theme.card, pen.theme.soft)
    ink, room = pen.theme.stage_ink, column.width - _inset(column.stage) - _TIP
    return stack(
        [
            paragraph(stage.name, room, 15, ink, bold=True, leading=1.2),
            paragraph(dotted((stage.place, stage.duration)), room, 11.5, ink),
            flow(
                [
                    boxed(draw_score(shared, pen, room - 12), ground, pad=(6, 2))
                    for shared in share_scores(stage.scores)
                ],
                room,
                6,
                3,
            ),
            *(paragraph(text, room, 11.5, ink) for text in stage.notes),
        ],
        2,
    )


# -- lanes ------------------------------------------------------------------------------------


def _put_line(placing: Placing, frame: _Frame, lane: Lane, y: float, *, bare: bool) -> float:
    """A line of the blueprint, named at its left."""
    theme, right = frame.pen.theme, frame.right
    if not bare:
        placing.shapes.append(Drawing(line(MARGIN, y, right, y), stroke=theme.line))
    words = lane.line.upper()
    box = Box(MARGIN, y, right - MARGIN, _SEPARATOR)
    placing.shapes.append(Rect(box.grown(-0.5), theme.label))
    text = paragraph(words, LABEL * 3, NUMBER, theme.soft, bold=True)
    placing.put(text, MARGIN + 12, y + 5, box)
    start, middle = MARGIN + 24 + safe_width(words, NUMBER, bold=True), y + _SEPARATOR / 2
    placing.shapes.append(
        Drawing(
            line(start, middle, right - 12, middle),
            stroke=theme.soft,
            width=1.4,
            dash=LINES.get(lane.key, ""),
        )
    )
    return y + _SEPARATOR


def _draw_label(pen: Pen, title: str, subtitle: str, room: float) -> Piece:
    return stack(
        [
            paragraph(title, room, NAME, pen.theme.ink, bold=True),
            paragraph(subtitle, room, 11.5, pen.theme.mute),
        ],
        2,
    )


def _put_lane(placing: Placing, frame: _Frame, lane: Lane, y: float) -> float:
    label = _draw_label(frame.pen, lane.title, lane.subtitle, LABEL - 24)
    blocks = [
        _draw_cell(lane.cells[column.stage], lane.key, frame, column.width - 2 * PAD)
        for column in frame.columns
    ]
    height = max(label.height + 4, *(block.height for block in blocks)) + 2 * PAD
    placing.put(label, MARGIN + 12, y + PAD, Box(MARGIN, y, LABEL, height), lane.key)
    for column, block in zip(frame.columns, blocks, strict=True):
        box = Box(_LEFT + column.x, y, column.width, height)
        placing.put(block, box.x + PAD, y + PAD, box, lane.key, column.stage)
    return y + height


def _put_reach(placing: Placing, frame: _Frame, lane: Lane, y: float) -> float:
    """How many get how far: one band across the stages, with the figures of each."""
    label = _draw_label(frame.pen, lane.title, lane.subtitle, LABEL - 24)
    funnel = draw_funnel(lane.cells, frame.columns, frame.pen)
    height = max(label.height + 4, funnel.height) + 2 * PAD
    placing.put(label, MARGIN + 12, y + PAD, Box(MARGIN, y, LABEL, height), lane.key)
    placing.shapes += (shape.moved(_LEFT, y + PAD) for shape in funnel.shapes)
    for column, piece in zip(frame.columns, funnel.cells, strict=True):
        box = Box(_LEFT + column.x, y, column.width, height)
        placing.put(piece, box.x + PAD, y + PAD, box, lane.key, column.stage)
    return y + height


def _put_streams(placing: Placing, frame: _Frame, streams: Streams, y: float) -> float:
    """The ways that customers took, below all lanes."""
    pen = frame.pen
    title = pen.say(tr("Ways taken"))
    label = _draw_label(pen, title, dotted((streams.fit, streams.rest)), LABEL - 24)
    piece = draw_streams(streams, frame.columns, pen)
    height = max(label.height + 4, piece.height) + 2 * PAD
    placing.put(label, MARGIN + 12, y + PAD, Box(MARGIN, y, LABEL, height))
    box = Box(_LEFT, y, frame.right - _LEFT, height)
    placing.put(piece, _LEFT, y + PAD, box)
    return y + height


# -- the journey as a whole -------------------------------------------------------------------


def _put_whole(placing: Placing, frame: _Frame, rows: Sequence[Row], y: float) -> float:
    """What concerns the whole journey, in rows across all stages; no room where nothing does."""
    theme, right = frame.pen.theme, frame.right
    if not rows:
        return y
    box = Box(MARGIN, y, right - MARGIN, _SEPARATOR)
    words = frame.pen.say(tr("For the journey as a whole")).upper()
    placing.shapes.append(Rect(box, theme.label))
    placing.shapes.append(Drawing(line(MARGIN, y, right, y), stroke=theme.line))
    text = paragraph(words, box.width - 24, NUMBER, theme.soft, bold=True)
    placing.put(text, MARGIN + 12, y + 4, box)
    y += _SEPARATOR
    for row in rows:
        label = paragraph(row.title, LABEL - 24, NAME, theme.ink, bold=True)
        height = max(label.height, row.piece.height) + 2 * PAD
        placing.shapes.append(Drawing(line(MARGIN, y, right, y), stroke=theme.line))
        placing.put(label, MARGIN + 12, y + PAD, Box(MARGIN, y, LABEL, height))
        box = Box(_LEFT, y, right - _LEFT, height)
        placing.put(row.piece, _LEFT + PAD, y + PAD, box)
        y += height
    return y


def _draw_cell(cell: Cell, lane: str, frame: _Frame, room: float) -> Piece:
    """What stands in a cell: its things, what is missing, or a word of rest."""
    pen = frame.pen
    if lane == LaneName.IMAGES:
        return draw_scenes(cell.items, frame.gallery, pen, room)
    return remembered(
        lambda: ("cell", cell, lane, pen, room), lambda: _write_cell(cell, lane, pen, room)
    )


def _write_cell(cell: Cell, lane: str, pen: Pen, room: float) -> Piece:
    # Without a number in the cell nothing need keep out of the margin.
    numbered = any(not isinstance(i, Reach) and i.number is not None for i in cell.items)
    own = pen if numbered else replace(pen, margin=0)
    abreast = min(int((room + PAD) // (SIDE_BY_SIDE + PAD)), len(cell.items)) or 1
    width = min(_WIDEST, (room - (abreast - 1) * PAD) / abreast)
    pieces = [draw_item(item, lane, own, width) for item in cell.items]
    parts = [spread(pieces, abreast, abreast * (width + PAD) - PAD, 6)]
    if cell.gap is not None:
        parts.append(gap_chip(cell.gap.text, cell.gap.code, min(room, _WIDEST), pen.theme))
    parts.append(paragraph(cell.quiet, room, SMALL, pen.theme.mute))
    return stack(parts, 6)


# -- curve ------------------------------------------------------------------------------------


def _step(beside: float) -> float:
    """The height of a point of the score where so much stands beside the curve, px."""
    return min(_STEEPEST, max(STEP, (beside - _AROUND) / 4))


def _put_curve(placing: Placing, frame: _Frame, lane: Lane, y: float, *, last: bool) -> Band:
    """The curve, with whose line is whose at its left; as the last lane it fills the frame's corner."""
    pen = frame.pen
    # The scale stands at the right.
    room = LABEL - 40
    label = stack(
        [
            _draw_label(pen, lane.title, lane.subtitle, room),
            sunk(stack(draw_people(frame.board, pen, room), 9), 8),
        ],
        2,
    )
    edges = (*(column.x for column in frame.columns), frame.columns[-1].right)
    band = lay_out_band(
        Frame(
            frame.slots,
            edges,
            _step(label.height),
            least=label.height + 24,
            tail=frame.tail,
            corner=_RADIUS if last else 0.0,
        ),
        pen,
        frame.prefix,
    )
    placing.put(label, MARGIN + 12, y + PAD, Box(MARGIN, y, LABEL, band.height), LaneName.EMOTION)
    for score, figure in frame.board.curve.scale:
        at = y + band.zero - score * band.frame.step - 6
        placing.shapes.append(Text(_LEFT - 7, at, (figure,), NUMBER, pen.theme.mute, anchor="end"))
    drawn = tuple(shape.moved(_LEFT, y) for shape in band.shapes)
    placing.shapes += drawn
    box = Box(_LEFT, y, band.width, band.height)
    placing.cells.append(PlacedCell(box, drawn, LaneName.EMOTION))
    return band
