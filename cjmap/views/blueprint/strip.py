"""A strip of a blueprint: stages side by side, and below them the rows of all who act there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from cjmap.board.board import Way
from cjmap.draw.canvas import Box, Drawing, Rect, line
from cjmap.draw.pieces import Piece, paragraph, stack
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.views.blueprint.arrows import WAY, Segment, go_on, run
from cjmap.views.blueprint.cells import zone_colour
from cjmap.views.blueprint.columns import BESIDE, GAP, Column
from cjmap.views.blueprint.rows import ACROSS, INSIDE, Labels, Row, rows_of
from cjmap.views.parts.pen import LINES, NAME, NUMBER, Pen, dotted
from cjmap.views.parts.placing import Placing
from cjmap.views.parts.stages import stage_arrow
from cjmap.vocabulary.lanes import LaneName

TAIL: Final = 32.0
"""Behind the last column of a strip, px: from there the way goes on in the next, and says where."""

_TIP: Final = 12.0
_RADIUS: Final = 10.0
_BELOW: Final = 6.0
"""From a way to the number of the touchpoint to which it goes on, px."""

_STRIPE: Final = 5.0
_PHASE: Final = 6.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A card with its place: in an actor's row (None: the customer's), at a step."""

    box: Box
    act: int | None
    actor: int | None
    step: int | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """An arrow with its place: the acts at a step that it joins (None: the customer), and its strokes.

    Of a `way` the ends are the numbers of touchpoints; one from strip to strip is drawn in both.
    """

    step: int | None
    kind: str
    sources: tuple[int | None, ...]
    targets: tuple[int | None, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a stage, from edge to edge in px from the left of the strip."""

    stage: int
    x: float
    right: float
    piece: Piece


@dataclass(frozen=True)
class Strip:
    """Columns side by side, each `spare` px wider than it need be."""

    labels: Labels
    columns: Sequence[Column]
    named: bool
    spare: float = 0.0

    @property
    def pen(self) -> Pen:
        return self.labels.pen

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return rows_of(self.labels, self.columns, named=self.named)

    @cached_property
    def width(self) -> float:
        return self.labels.width + math.fsum(c.width + self.spare for c in self.columns) + TAIL

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        return tuple(self._heads())

    def _heads(self) -> Iterator[Head]:
        x = self.labels.width
        for stage, group in groupby(self.columns, lambda column: column.stage):
            columns = list(group)
            right = x + math.fsum(column.width + self.spare for column in columns)
            room = right - x - 2 * _TIP - 8
            yield Head(stage, x, right, self._draw_head(stage, room, goes_on=not columns[0].first))
            x = right

    def _draw_head(self, number: int, room: float, *, goes_on: bool) -> Piece:
        stage, ink = self.labels.board.stages[number], self.pen.theme.stage_ink
        more = self.pen.say(tr("continued")) if goes_on else ""
        return stack(
            [
                paragraph(stage.name, room, 15, ink, bold=True, leading=1.2),
                paragraph(dotted((stage.place, more, stage.duration)), room, 11.5, ink),
            ],
            2,
        )

    @cached_property
    def phases(self) -> tuple[tuple[float, float, Piece], ...]:
        """The bands above the stages: left, right, and the name."""
        found = []
        for band in self.labels.board.bands:
            below = [head for head in self.heads if band.first <= head.stage <= band.last]
            if below:
                x, right = below[0].x, below[-1].right
                name = paragraph(band.name, right - x - 20, NAME, self.pen.theme.ink, bold=True)
                found.append((x, right, name))
        return tuple(found)

    @cached_property
    def phase_height(self) -> float:
        return max((piece.height + 2 * _PHASE for _, _, piece in self.phases), default=0.0)

    @cached_property
    def head_height(self) -> float:
        return max(head.piece.height for head in self.heads) + 18

    @cached_property
    def height(self) -> float:
        rows = math.fsum(row.line + row.height for row in self.rows)
        return self.phase_height + self.head_height + rows


@dataclass(frozen=True, slots=True)
class Course:
    """The touchpoints in their order, and the ways from one to the next, by the numbers of both.

    `arriving` is a way that leads to a touchpoint from any other, by its number.
    """

    following: Mapping[int, int]
    preceding: Mapping[int, int]
    ways: Mapping[tuple[int, int], Way]
    arriving: Mapping[int, Way]


def _keys(row: Row) -> Sequence[LaneName | int | None]:
    """What a row is known by: those who act in it by their numbers, another by its zone."""
    return row.actors or (row.zone,)


class Laying:
    """A strip that is being put on the sheet, its left top corner at (x, y) px, `width` px wide."""

    def __init__(self, placing: Placing, strip: Strip, x: float, y: float, width: float) -> None:
        self._placing, self._strip = placing, strip
        self._theme = strip.pen.theme
        self._top = y
        self._frame = Box(x, y + strip.phase_height, width, strip.height - strip.phase_height)
        self._grid = x + strip.labels.width
        self._tops = {key: top for row, top in self._rows() for key in _keys(row)}
        self.cards: list[Placed] = []
        self.arrows: list[Drawn] = []

    def put(self, course: Course) -> None:
        """Puts all of it."""
        self._put_ground()
        self._put_phases()
        self._put_heads()
        self._put_labels()
        lefts = list(self._lefts())
        for column, left in zip(self._strip.columns, lefts, strict=True):
            self._put_column(column, left)
        self._put_ways(course, lefts)
        self._placing.shapes.append(Rect(self._frame, stroke=self._theme.line, radius=_RADIUS))

    def _rows(self) -> Iterator[tuple[Row, float]]:
        """Each row, and where it begins."""
        y = self._frame.y + self._strip.head_height
        for row in self._strip.rows:
            y += row.line
            yield row, y
            y += row.height

    def _lefts(self) -> Iterator[float]:
        """Where the cards of each column begin."""
        x, spare = self._grid, self._strip.spare
        for column in self._strip.columns:
            yield x + spare / 2 + column.before
            x += column.width + spare

    # -- ground and labels

    def _put_ground(self) -> None:
        theme, box, shapes = self._theme, self._frame, self._placing.shapes
        shapes.append(Rect(box, theme.card, radius=_RADIUS))
        top = box.y + self._strip.head_height
        for head in self._strip.heads[1:]:
            x = box.x + head.x
            shapes.append(Drawing(line(x, top, x, box.bottom), stroke=theme.hairline))
        labels = Box(box.x, top, self._grid - box.x, box.bottom - top)
        turn = _RADIUS
        shapes.append(
            Drawing(
                f"M{labels.x:.2f},{labels.y:.2f}H{labels.right:.2f}V{labels.bottom:.2f}"
                f"H{labels.x + turn:.2f}a{turn:g},{turn:g} 0 0 1 -{turn:g},-{turn:g}Z",
                fill=theme.label,
            )
        )
        shapes.append(Drawing(line(self._grid, top, self._grid, box.bottom), stroke=theme.line))

    def _put_phases(self) -> None:
        theme, strip = self._theme, self._strip
        for x, right, name in strip.phases:
            box = Box(self._frame.x + x, self._top, right - x, strip.phase_height)
            ground = Box(box.x + 3, box.y, box.width - 6, box.height - 4)
            self._placing.shapes.append(Rect(ground, theme.label, theme.line, 6))
            self._placing.put(name, box.x + 10, box.y + _PHASE - 2, box)

    def _put_heads(self) -> None:
        for head in self._strip.heads:
            box = Box(
                self._frame.x + head.x, self._frame.y, head.right - head.x, self._strip.head_height
            )
            count = len(self._strip.labels.board.stages)
            self._placing.shapes.append(
                stage_arrow(self._theme, head.stage, count, box, _TIP, notched=True)
            )
            at = box.y + (box.height - head.piece.height) / 2
            self._placing.put(head.piece, box.x + _TIP + 8, at, box, "stage", head.stage)

    def _put_labels(self) -> None:
        labels, x = self._strip.labels, self._frame.x
        for zone, group in groupby(self._strip.rows, lambda row: row.zone):
            rows = list(group)
            top = self._top_of(rows[0])
            bottom = self._top_of(rows[-1]) + rows[-1].height
            self._put_line(rows[0], top)
            stripe = Box(x + 4, top + 6, _STRIPE, bottom - top - 12)
            if zone is not None:
                self._placing.shapes.append(
                    Rect(stripe, zone_colour(zone, self._theme), radius=_STRIPE / 2)
                )
            box = Box(x, top, labels.zone_width, bottom - top)
            self._placing.put(labels.label(rows[0]), x + ACROSS + 4, top + rows[0].inside, box)
            for row in rows:
                self._put_actor(row, first=row is rows[0])

    def _put_actor(self, row: Row, *, first: bool) -> None:
        theme, x, y = self._theme, self._frame.x, self._top_of(row)
        rule = theme.line if first else theme.hairline
        labels = self._strip.labels
        names = x + labels.zone_width
        start = x if first else names
        if not row.line:
            self._placing.shapes.append(Drawing(line(start, y, self._frame.right, y), stroke=rule))
        if row.actors:
            name = labels.name(row.actors)
            box = Box(names, y, labels.actor_width, row.height)
            self._placing.put(name, box.x + ACROSS, y + INSIDE, box)

    def _put_line(self, row: Row, top: float) -> None:
        """The line above a zone, named at its left, where no arrow runs."""
        if not row.line or row.zone is None:
            return
        theme, labels = self._theme, self._strip.labels
        box = Box(self._frame.x, top - row.line, self._frame.width, row.line)
        self._placing.shapes.append(Rect(box.grown(-0.5), theme.label))
        name = labels.lines[row.zone]
        at = box.y + (box.height - name.height) / 2
        self._placing.put(name, box.x + ACROSS + 4, at, Box(box.x, box.y, labels.width, box.height))
        middle = box.y + box.height / 2
        stroke = line(self._grid + 8, middle, box.right - 8, middle)
        dash = LINES.get(row.zone, "")
        self._placing.shapes.append(Drawing(stroke, stroke=theme.soft, width=1.4, dash=dash))

    def _top_of(self, row: Row) -> float:
        return self._tops[_keys(row)[0]]

    # -- what stands in the rows

    def _put_column(self, column: Column, left: float) -> None:
        at = dict.fromkeys(column.heights, 0.0)
        if None in at:
            at[None] = column.top
        boxes = []
        for card in column.cards:
            row = LaneName.TOUCHPOINTS if card.actor is None else card.actor
            y = self._tops[row] + INSIDE + at[card.actor]
            box = Box(left, y, card.piece.width, card.piece.height)
            self._placing.put(card.piece, left, y, box, str(row), column.stage)
            boxes.append(box)
            self.cards.append(Placed(box, card.act, card.actor, column.step))
            at[card.actor] += card.piece.height + GAP
        for made in run(column.routes, boxes, self._theme):
            self._placing.shapes += made.shapes
            sources, targets = (
                tuple(column.cards[place].act for place in ends)
                for ends in (made.sources, made.targets)
            )
            self.arrows.append(Drawn(column.step, made.kind, sources, targets, made.segments))
        self._put_small(column, left)

    def _put_small(self, column: Column, left: float) -> None:
        """How long it takes, what is seen and touched, and the wait before it."""
        for piece, row in ((column.time, None), (column.evidence, LaneName.PHYSICAL_EVIDENCE)):
            if piece.height:
                y = self._tops[row] + INSIDE
                box = Box(left, y, piece.width, piece.height)
                self._placing.put(piece, left, y, box, row or "time", column.stage)
        if column.wait is not None:
            box = self._wait_box(column, left)
            self._placing.put(column.wait, box.x, box.y, box, "wait", column.stage)

    def _wait_box(self, column: Column, left: float) -> Box:
        assert column.wait is not None
        x = left - column.before + BESIDE / 2
        y = self._tops[LaneName.TOUCHPOINTS] + INSIDE
        return Box(x, y, column.wait.width, column.wait.height)

    # -- the ways

    def _put_ways(self, course: Course, lefts: Sequence[float]) -> None:
        """From one touchpoint to the next; from the strip before, and on to the one behind."""
        y = self._tops[LaneName.TOUCHPOINTS] + INSIDE + WAY
        numbered = [
            (column, left, column.number)
            for column, left in zip(self._strip.columns, lefts, strict=True)
            if column.number is not None
        ]
        start, before = self._grid, course.preceding.get(numbered[0][2]) if numbered else None
        for column, left, number in numbered:
            if before is not None and (way := course.ways.get((before, number))):
                strokes = [(start, left)]
                if column.wait is not None:
                    box = self._wait_box(column, left)
                    strokes = [(start, box.x), (box.right, left)]
                self._go_on(way, strokes, y)
            elif column.wait is not None and (way := course.arriving.get(number)):
                # It comes from farther off, as the card there says; the wait is before it all the same.
                strokes = [(self._wait_box(column, left).right, left)]
                self._placing.shapes += go_on(way.kind, strokes, y, self._theme)
            start, before = left + column.room, number
        after = course.following.get(before) if before is not None else None
        if before is not None and after is not None and (way := course.ways.get((before, after))):
            self._go_on(way, [(start, self._frame.right - 3)], y)
            self._put_stub(after, y)

    def _put_stub(self, number: int, y: float) -> None:
        """Below the end of a way that goes on in the next strip, to which touchpoint it leads."""
        name = paragraph(str(number), TAIL - 6, NUMBER, self._theme.mute, bold=True)
        x = self._frame.right - TAIL
        box = Box(x, y + _BELOW, TAIL, name.height)
        self._placing.put(name, x + 2, box.y, box, "stub")

    def _go_on(self, way: Way, strokes: Sequence[tuple[float, float]], y: float) -> None:
        self._placing.shapes += go_on(way.kind, strokes, y, self._theme)
        segments = tuple((x, y, end, y) for x, end in strokes)
        self.arrows.append(Drawn(None, "way", (way.source,), (way.target,), segments))
