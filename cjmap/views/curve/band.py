"""The band of a curve: lines, faces, words, holes and the numbers of the touchpoints, with every place settled.

What stands somewhere along the journey is apart from what is drawn out between such places, so
that a page can be wider than it was laid out for without a face being stretched.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from cjmap.board.board import Hole, Line, Mark, Point, Stub
from cjmap.board.feelings import band_of
from cjmap.draw.canvas import Box, Drawing, Fade, Rect, Shape, Text, block, line
from cjmap.draw.curves import Coordinate, area_data, beziers, decimal, join_pieces, walk
from cjmap.draw.memory import remembered
from cjmap.draw.pieces import STAR, Piece, mark, paragraph, stack, titled
from cjmap.records import dataclass, replace
from cjmap.views.curve.ends import End, place_ends
from cjmap.views.curve.frame import Frame
from cjmap.views.curve.signs import (
    BRIDGE,
    LEAD_STROKE,
    STROKE,
    Look,
    draw_arc,
    draw_face,
    draw_shared_face,
)
from cjmap.views.curve.spots import (
    EXTREME,
    LEAD_RADIUS,
    PAST_REACH,
    Spot,
    Spots,
    past_places,
    past_runs,
)
from cjmap.views.curve.words import (
    Inks,
    Label,
    Pinned,
    Room,
    Said,
    Speech,
    foot_of,
    place_label,
    place_quote,
)
from cjmap.views.parts.pen import DOUBTED, OFF, Pen

_QUOTED: Final = 38.0
"""What stands above or below the faces where a quote does, px."""

_BARE: Final = 10.0
_EDGE: Final = 3.0
_TICKS: Final = 20.0
_TICK: Final = 11.0
_DOUBTS: Final = 15.0
"""Height of the row of signs below the numbers, px."""

_STUB: Final = 12.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A score: its `face`, and the `ring` that tells whose it is where several share that face.

    Places are px from the top left corner of the band; the shapes stand around x = 0.
    """

    spot: Spot
    mark: Mark
    y: float
    face: tuple[Shape, ...]
    ring: tuple[Shape, ...]

    @property
    def point(self) -> Point:
        return self.spot.point


@dataclass(frozen=True, slots=True)
class Trace:
    """What is a persona's beside its faces.

    Drawn out between its scores are the ground below its line, the strokes, and the `leaders` from
    what it says, each with the number of its touchpoint; `pins` are that, words at its faces, and the sign at its line's end.
    """

    mark: Mark
    grounds: tuple[Drawing, ...]
    strokes: tuple[Drawing, ...]
    leaders: tuple[tuple[int | None, Drawing], ...]
    pins: tuple[Pinned, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The box over a stage in which nobody is scored, and its words around the middle of the box."""

    hole: Hole
    box: Box
    ground: Rect
    words: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A curve laid out in `width` by `height` px; `zero` is the y of score 0.

    `grounds` and what traces draw out run across; `ticks`, the numbers of the touchpoints, `dots`
    and what traces pin stand at their x.
    """

    frame: Frame
    height: float
    zero: float
    fades: tuple[Fade, ...]
    grounds: tuple[Drawing, ...]
    covers: tuple[Cover, ...]
    traces: tuple[Trace, ...]
    ticks: tuple[Pinned, ...]
    dots: tuple[tuple[Dot, ...], ...]

    @property
    def width(self) -> float:
        return self.frame.width

    @property
    def points(self) -> tuple[tuple[Coordinate, ...], ...]:
        """The places of the scores of each line, in the order of its points."""
        return tuple(tuple((dot.spot.x, dot.y) for dot in row) for row in self.dots)

    @property
    def pins(self) -> tuple[Pinned, ...]:
        """What stands somewhere along the band and is no face."""
        return (*(pin for trace in self.traces for pin in trace.pins), *self.ticks)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """All of it in its place, the first persona's above the others'."""
        return (*self.base, *self.lines, *self.faces)

    @property
    def base(self) -> tuple[Shape, ...]:
        """What lies below all that is felt."""
        covers = (shape for cover in self.covers for shape in _show_cover(cover))
        return (*self.grounds, *covers)

    @property
    def lines(self) -> tuple[Shape, ...]:
        """What runs between the faces, and the words beside them."""
        turned = self.traces[::-1]
        return (
            *(ground for trace in turned for ground in trace.grounds),
            *(stroke for trace in turned for stroke in trace.strokes),
            *(leader for trace in turned for _, leader in trace.leaders),
            *(shape.moved(pin.x, 0) for pin in self.pins for shape in pin.shapes),
        )

    @property
    def faces(self) -> tuple[Shape, ...]:
        """Each face once, with what is said of all who share it."""
        return tuple(self._show_faces())

    def _show_faces(self) -> Iterator[Shape]:
        shared: dict[tuple[float, float], list[Dot]] = {}
        for row in self.dots:
            for dot in row:
                shared.setdefault((dot.spot.x, dot.y), []).append(dot)
        for row in reversed(self.dots):
            for dot in row:
                if dot.spot.leads:
                    members = shared[dot.spot.x, dot.y]
                    rings = (shape for member in members for shape in member.ring)
                    said = "\n".join(member.point.spoken for member in members)
                    whole = titled(Piece(0, 0, (*dot.face, *rings)), said)
                    yield from whole.at(dot.spot.x, 0)


def _show_cover(cover: Cover) -> tuple[Shape, ...]:
    """The box of a hole and its words."""
    box = cover.box
    return cover.ground, *(shape.moved(box.x + box.width / 2, 0) for shape in cover.words)


def lay_out_band(frame: Frame, pen: Pen, prefix: str) -> Band:
    """The curve of a board in a frame; `prefix` begins the ids of its fades."""

    def name() -> Hashable:
        board = frame.board
        cards = tuple((card.stage, card.number, card.moment) for card in board.touchpoints)
        past = board.past if frame.compared else None
        return ("band", board.curve, cards, len(board.stages), past, frame.form, pen, prefix)

    # Whoever asks gets the frame that is his own, not that of a board of before.
    return replace(remembered(name, _Layout(frame, pen, prefix).band), frame=frame)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in a band: at the ends of lines, as quotes in their order, and at the faces of lines."""

    ends: tuple[End, ...]
    quotes: tuple[Said, ...]
    labels: tuple[tuple[int, Pinned], ...]


@dataclass(frozen=True)
class _Layout:
    """A band while it is laid out, all of it around the height of neutral at first."""

    frame: Frame
    pen: Pen
    prefix: str

    def band(self) -> Band:
        zero = -self._ceiling
        return Band(
            self.frame,
            self._floor + self._foot + zero,
            zero,
            tuple(self._fades()),
            tuple(shape.moved(0, zero) for shape in self._grounds()),
            tuple(_lower_cover(cover, zero) for cover in self._covers),
            tuple(_lower_trace(trace, zero) for trace in self._traces()),
            tuple(_lower_pin(tick, zero) for tick in (*self._ticks(), *self._doubts())),
            tuple(tuple(self._dot(spot, zero) for spot in row) for row in self._spots),
        )

    # -- what stands where ------------------------------------------------------------------------

    @cached_property
    def _spots(self) -> tuple[tuple[Spot, ...], ...]:
        return Spots(self.frame).lines

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self.frame.board.curve.lines

    @property
    def _alone(self) -> bool:
        """Whether there is one line, which is coloured by the feeling and not by the persona."""
        return len(self._lines) == 1

    @cached_property
    def _bounds(self) -> Box:
        """Where words shall stand: between the ends of the scale, and beyond them where it is said."""
        highs = {quote.high for quote in self.frame.board.curve.quotes}
        over, under = (
            2 * self.frame.step
            + LEAD_RADIUS * EXTREME
            + _EDGE
            + (_QUOTED if high in highs else _BARE)
            for high in (True, False)
        )
        return Box(_EDGE, -over, self.frame.width - 2 * _EDGE, over + under)

    @cached_property
    def _reached(self) -> tuple[float, float]:
        """The highest and the lowest place that anything takes."""
        boxes = [self._bounds, *(end.box.grown(_EDGE) for end in self._words.ends)]
        boxes += [said.box.grown(_EDGE) for said in self._words.quotes]
        return min(box.y for box in boxes), max(box.bottom for box in boxes)

    @property
    def _air(self) -> float:
        """What is left above and below where the band must be higher than the curve needs."""
        top, bottom = self._reached
        return max(0.0, self.frame.least - (bottom - top + self._foot)) / 2

    @property
    def _ceiling(self) -> float:
        return self._reached[0] - self._air

    @property
    def _floor(self) -> float:
        """The lower edge of what is said, above the numbers of the touchpoints."""
        return self._reached[1] + self._air

    @cached_property
    def _doubted(self) -> tuple[Spot, ...]:
        """A score at each place where one rests on an assumption, where these are marked."""
        if not self.frame.doubted:
            return ()
        found = {
            (spot.point.stage, spot.point.number): spot
            for row in self._spots
            for spot in row
            if spot.point.assumption
        }
        return tuple(found.values())

    @property
    def _foot(self) -> float:
        """The height of what stands below the lines: numbers, and what of them is doubted."""
        return _TICKS + (_DOUBTS if self._doubted else 0.0)

    # -- words ------------------------------------------------------------------------------------

    @cached_property
    def _words(self) -> _Words:
        room = Room()
        for spot in self._each_spot():
            room.take(Box(spot.x, spot.y, 0, 0).grown(spot.reach))
        for cover in self._covers:
            room.take(cover.box)
        for number, entry in enumerate(self._lines):
            for run in entry.runs:
                room.trace(walk(self._knots(number, run), 8))
            for stub in entry.stubs:
                room.strike(*self._stub_ends(number, stub))
        ends = tuple(place_ends(self._lines, self._spots, self.frame, self.pen, room))
        self._keep_off_the_past(room)
        quotes = tuple(self._quotes(room))
        return _Words(ends, quotes, tuple(self._labels(room)))

    def _keep_off_the_past(self, room: Room) -> None:
        past = self.frame.board.past if self.frame.compared else None
        for entry in past.lines if past else ():
            places = past_places(entry, self.frame)
            for x, y in places:
                room.take(Box(x, y, 0, 0).grown(PAST_REACH))
            for run in past_runs(entry, places):
                room.trace(walk(run, 8))
            # Where the arrows to the scores of now will run.
            now = {
                (spot.point.stage, spot.point.number): spot
                for line, row in zip(self._lines, self._spots, strict=True)
                if line.mark == entry.mark
                for spot in row
            }
            for point, place in zip(entry.points, places, strict=True):
                spot = now.get((point.stage, point.number)) if point.stage is not None else None
                if spot is not None:
                    room.strike(place, spot.place)

    def _each_spot(self) -> Iterator[Spot]:
        return (spot for row in self._spots for spot in row)

    def _quotes(self, room: Room) -> Iterator[Said]:
        theme = self.pen.theme
        inks = Inks(theme.soft, theme.mute)
        quotes = self.frame.board.curve.quotes
        places = [(self._spots[one.line][one.point].x, one.high) for one in quotes]
        for number, quote in enumerate(quotes):
            spot, aside = (
                self._spots[quote.line][quote.point],
                places[number] in places[number + 1 :],
            )
            # Where there are several lines, a sign says whose words these are.
            sign = Piece(0, 0) if self._alone else self.pen.sign(self._lines[quote.line].mark)
            speech = Speech(
                quote.text, spot.place, spot.reach, quote.high, sign, spot.point.number, aside
            )
            said = place_quote(speech, self._bounds, room, inks)
            room.take(said.box.grown(3))
            if said.leader is not None:
                room.strike(foot_of(said.box, spot.place), spot.place)
            yield said

    def _labels(self, room: Room) -> Iterator[tuple[int, Pinned]]:
        """The words that the map has for its feelings, those of the strongest first."""
        said: dict[tuple[float, float], list[Spot]] = {}
        for spot in self._each_spot():
            said.setdefault(spot.place, []).append(spot)
        for spots in sorted(said.values(), key=lambda each: -_weigh(each)):
            first = spots[0]
            words = dict.fromkeys(spot.point.words for spot in spots if spot.point.words)
            figure = [first.point.figure] if self.frame.figures else []
            text = " · ".join((*figure, *words))
            above, number = first.point.score > 0, first.point.number
            label = Label(text, first.place, first.reach, above, number)
            placed = place_label(label, self._bounds, room, self.pen.theme.soft)
            if placed is not None:
                yield first.line, placed

    # -- lines ------------------------------------------------------------------------------------

    def _knots(self, number: int, run: Sequence[int]) -> list[Coordinate]:
        spots = self._spots[number]
        return [(spots[each].x, spots[each].knot) for each in run]

    def _traces(self) -> Iterator[Trace]:
        for number, entry in enumerate(self._lines):
            yield Trace(
                entry.mark,
                () if number else tuple(self._areas(entry)),
                tuple(self._strokes(number, entry)),
                tuple(
                    (said.words.number, said.leader)
                    for said in self._said_by(number)
                    if said.leader
                ),
                tuple(self._pins(number, entry)),
            )

    def _said_by(self, number: int) -> Iterator[Said]:
        quotes = zip(self.frame.board.curve.quotes, self._words.quotes, strict=True)
        return (said for quote, said in quotes if quote.line == number)

    def _pins(self, number: int, entry: Line) -> Iterator[Pinned]:
        words = self._words
        yield from (end.pinned for end in words.ends if end.mark == entry.mark)
        yield from (said.words for said in self._said_by(number))
        yield from (label for line, label in words.labels if line == number)
        yield from self._stubs(number, entry)

    def _areas(self, entry: Line) -> Iterator[Drawing]:
        """The ground between the first line and neutral."""
        for run in entry.runs:
            # A level line has no box of its own to fade in, hence a fade over the whole band.
            if len(run) > 1:
                area = area_data(self._knots(0, run), 0)
                yield Drawing(area, fill=f"url(#{self.prefix}-area)", opacity=0.3)

    def _strokes(self, number: int, entry: Line) -> Iterator[Drawing]:
        style = self.pen.theme.persona(entry.mark.style)
        colour = f"url(#{self.prefix}-mood)" if self._alone else style.colour
        usual = "" if self._alone else style.dash
        width = STROKE if number else LEAD_STROKE
        bridged = set(entry.bridged)
        for run in entry.runs:
            pieces = zip(beziers(self._knots(number, run)), run[1:], strict=True)
            for over, some in groupby(pieces, lambda each: each[1] in bridged):
                drawn = join_pieces([piece for piece, _ in some])
                dash = BRIDGE if over else usual
                yield Drawing(drawn, stroke=colour, width=STROKE if over else width, dash=dash)
        plain = self.pen.theme.neutral if self._alone else style.colour
        for stub in entry.stubs:
            if stub.source is not None:
                stroke = join_pieces(beziers(self._stub_ends(number, stub)))
                yield Drawing(stroke, stroke=plain, width=1.2, dash=OFF)

    def _stub_ends(self, number: int, stub: Stub) -> tuple[Coordinate, Coordinate]:
        """Where what leads to a face off the usual way begins, and that face."""
        end = self._spots[number][stub.point]
        if stub.source is None:
            return (end.x - end.reach - _STUB, end.y), end.place
        return self._spots[number][stub.source].place, end.place

    def _stubs(self, number: int, entry: Line) -> Iterator[Pinned]:
        """What leads to a face off the usual way from where nobody knows how it felt."""
        for stub in entry.stubs:
            if stub.source is None:
                spot = self._spots[number][stub.point]
                near = line(-spot.reach - _STUB, spot.y, -spot.reach, spot.y)
                stroke = Drawing(near, stroke=self._ring_of(spot), width=1.2, dash=OFF)
                yield Pinned(spot.x, (stroke,))

    # -- faces ------------------------------------------------------------------------------------

    def _ring_of(self, spot: Spot) -> str:
        theme = self.pen.theme
        if self._alone:
            return theme.feeling(band_of(spot.point.level))[0]
        return theme.persona(self._lines[spot.line].mark.style).colour

    def _dot(self, spot: Spot, zero: float) -> Dot:
        mark = self._lines[spot.line].mark
        look = Look(spot.point.level, self._ring_of(spot), spot.point.off)
        y, radius = spot.y + zero, spot.radius
        if len(spot.sharers) == 1:
            own = None if self._alone else mark
            return Dot(spot, mark, y, draw_face(0, y, radius, look, own, self.pen), ())
        shared = draw_shared_face(0, y, radius, look, self.pen)
        place, count = spot.sharers.index(spot.line), len(spot.sharers)
        return Dot(spot, mark, y, shared, (draw_arc(0, y, radius, (place, count), look),))

    # -- ground -----------------------------------------------------------------------------------

    def _grounds(self) -> Iterator[Drawing]:
        theme, width = self.pen.theme, self.frame.width
        top, bottom = self._ceiling, self._floor + self._foot
        yield Drawing(block(0, top, width, -top), fill=f"url(#{self.prefix}-up)")
        yield Drawing(_rounded(width, bottom, self.frame.corner), fill=f"url(#{self.prefix}-down)")
        for x in self.frame.edges[1:-1]:
            yield Drawing(line(x, top, x, bottom), stroke=theme.line, dash="2 4")
        for score, _ in self.frame.board.curve.scale:
            y = -score * self.frame.step
            if score:
                yield Drawing(line(0, y, width, y), stroke=theme.line, dash="2 4")
        yield Drawing(line(0, 0, width, 0), stroke=theme.zero)

    @cached_property
    def _covers(self) -> tuple[Cover, ...]:
        """A dashed box, with what is missing, over each stage where nobody is scored."""
        return tuple(self._cover(hole) for hole in self.frame.board.curve.holes)

    def _cover(self, hole: Hole) -> Cover:
        left, right = self.frame.edges[hole.stage : hole.stage + 2]
        half, ink = 2 * self.frame.step + 6, self.pen.theme.gap.ink
        box = Box(left + 10, -half, max(right - left - 20, 1), 2 * half)
        room = box.width - 12
        words = stack(
            [
                paragraph(hole.gap.text, room, 12.5, ink, anchor="middle"),
                paragraph(hole.gap.code, room, 11, ink, anchor="middle"),
            ],
            2,
        )
        chip = self.pen.theme.gap
        ground = Rect(box, chip.fill, chip.line, 10, dash="5 4")
        return Cover(hole, box, ground, words.at(-room / 2, -words.height / 2))

    def _ticks(self) -> Iterator[Pinned]:
        """The numbers of the touchpoints, moments of truth with a star; of a crowd those that fit."""
        theme, y = self.pen.theme, self._floor + 3
        taken = Room()
        cards = self.frame.board.touchpoints
        # Moments of truth are marked in any case, then come the ends.
        ordered = sorted(cards, key=lambda card: (not card.moment, card.number > 1))
        for card in ordered:
            x = self.frame.x(card.stage, card.number)
            text = Text(0, y, (str(card.number),), _TICK, theme.mute, anchor="middle")
            star = titled(mark(STAR, 9, theme.star, filled=True), card.moment or " ")
            aside = text.box.width / 2 + 1
            reach = Box(x - aside - 1, y, 2 * aside + (10 if card.moment else 2), _TICK)
            shapes: tuple[Shape, ...] = (text,)
            if taken.holds(reach):
                shapes = star.at(-4.5, y + 1) if card.moment else self._nick()
            elif card.moment:
                shapes = (text, *star.at(aside, y + 1))
            else:
                taken.take(reach)
            if card.moment:
                taken.take(reach)
            yield Pinned(x, shapes)

    def _doubts(self) -> Iterator[Pinned]:
        """The signs of what rests on assumptions, below the numbers; of a crowd those that fit."""
        y, free = self._floor + _TICKS - 2, -math.inf
        for spot in sorted(self._doubted, key=lambda spot: spot.x):
            sign = titled(self.pen.doubt(), self.pen.say(DOUBTED))
            if spot.x - sign.width / 2 >= free:
                free = spot.x + sign.width / 2 + 1
                yield Pinned(spot.x, sign.at(-sign.width / 2, y))

    def _nick(self) -> tuple[Shape, ...]:
        """Where a touchpoint stands for whose number there is no room."""
        y = self._floor + 6
        return (Drawing(line(0, y, 0, y + 4), stroke=self.pen.theme.mute),)

    def _fades(self) -> Iterator[Fade]:
        theme, prefix, end = self.pen.theme, self.prefix, 2 * self.frame.step
        line_stops = (
            (0.0, theme.positive),
            (0.3, theme.positive),
            (0.5, theme.neutral),
            (0.7, theme.negative),
            (1.0, theme.negative),
        )
        area_stops = ((0.0, theme.positive), (0.5, theme.card), (1.0, theme.negative))
        yield Fade(f"{prefix}-mood", -end, end, line_stops)
        yield Fade(f"{prefix}-area", -end, end, area_stops)
        up = ((0.0, theme.band_positive), (1.0, theme.card))
        down = ((0.0, theme.card), (1.0, theme.band_negative))
        yield Fade(f"{prefix}-up", self._ceiling, 0, up)
        yield Fade(f"{prefix}-down", 0, self._floor + self._foot, down)


def _weigh(spots: Sequence[Spot]) -> float:
    """How much what is said at a face counts: extremes before others, then by how strong it is."""
    return max(abs(spot.point.score) + (4 if spot.point.extreme else 0) for spot in spots)


def _rounded(width: float, bottom: float, corner: float) -> str:
    """The `d` of the ground below neutral, whose corner at the frame of the picture is round."""
    if not corner:
        return block(0, 0, width, bottom)
    turn = f"a{decimal(corner)},{decimal(corner)} 0 0 1 {decimal(-corner)},{decimal(corner)}"
    return f"M0,0h{decimal(width)}v{decimal(bottom - corner)}{turn}H0Z"


def _lower(shapes: Sequence[Shape], by: float) -> tuple[Shape, ...]:
    return tuple(shape.moved(0, by) for shape in shapes)


def _lower_pin(pin: Pinned, by: float) -> Pinned:
    return Pinned(pin.x, _lower(pin.shapes, by), pin.number)


def _lower_trace(trace: Trace, by: float) -> Trace:
    return Trace(
        trace.mark,
        tuple(ground.moved(0, by) for ground in trace.grounds),
        tuple(stroke.moved(0, by) for stroke in trace.strokes),
        tuple((number, leader.moved(0, by)) for number, leader in trace.leaders),
        tuple(_lower_pin(pin, by) for pin in trace.pins),
    )


def _lower_cover(cover: Cover, by: float) -> Cover:
    box, ground = cover.box.moved(0, by), cover.ground.moved(0, by)
    return Cover(cover.hole, box, ground, _lower(cover.words, by))
