"""The emotional curve as a band across all stages: lines, faces, quotes, holes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from cjmap.board.board import Board
from cjmap.board.feelings import band_of
from cjmap.draw.canvas import Box, Drawing, Fade, Rect, Shape, Text, block, line
from cjmap.draw.curves import area_data, path_data, walk
from cjmap.draw.pieces import STAR, Piece, face, mark, paragraph, stack, titled
from cjmap.records import dataclass
from cjmap.views.map.columns import EXTREME_RADIUS, STEP, Column, Slots, radius_of
from cjmap.views.map.quotes import BAND, Surroundings, place_quotes
from cjmap.views.parts.pen import NUMBER, OFF, Pen

_TICKS: Final = 20.0
_EDGE: Final = 3.0
_BARE: Final = 8.0
"""What stands above and below the faces where no quote does, px."""

Coordinate = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mood:
    """The curve laid out in a box of `width` by `height` px.

    `zero` is the y of score 0. `points` are the places of the scores of each line of the board's
    curve, in the order of its points.
    """

    width: float
    height: float
    zero: float
    shapes: tuple[Shape, ...]
    fades: tuple[Fade, ...]
    points: tuple[tuple[Coordinate, ...], ...]


def lay_out_mood(
    board: Board, slots: Slots, columns: Sequence[Column], pen: Pen, prefix: str, least: float
) -> Mood:
    """The curve of a map across its columns, at least `least` px high.

    Places are told from the top left corner of the band.
    """
    band = _Band(board, slots, columns, pen, prefix, least)
    holes = list(band.holes())
    faces = [shape for shape, _ in band.faces]
    around = Surroundings(
        Box(4, 4, band.width - 8, band.bottom - 6),
        band.zero,
        tuple(box for _, box in band.faces)
        + tuple(shape.box for shape in holes if isinstance(shape, Rect)),
        tuple(tuple(walk(run, 8)) for runs in band.runs for run in runs),
    )
    said = place_quotes(board.curve, band.points, around, pen)
    return Mood(
        band.width,
        band.height,
        band.zero,
        (*band.ground(), *holes, *band.curves(), *said, *faces, *band.ticks()),
        band.fades(),
        band.points,
    )


@dataclass(frozen=True)
class _Band:
    """The band while it is being laid out."""

    board: Board
    slots: Slots
    columns: Sequence[Column]
    pen: Pen
    prefix: str
    least: float

    @property
    def width(self) -> float:
        return self.columns[-1].right

    @cached_property
    def zero(self) -> float:
        return self._room(high=True) + self._air + 2 * STEP

    @cached_property
    def bottom(self) -> float:
        """The lower edge of what is said, above the numbers of the touchpoints."""
        return self.zero + 2 * STEP + self._air + self._room(high=False)

    @property
    def height(self) -> float:
        return self.bottom + _TICKS

    @cached_property
    def _air(self) -> float:
        """What is left above and below where the band must be higher than the curve needs."""
        needed = self._room(high=True) + 4 * STEP + self._room(high=False) + _TICKS
        return max(0.0, self.least - needed) / 2

    def _room(self, *, high: bool) -> float:
        quoted = any(quote.high is high for quote in self.board.curve.quotes)
        return (BAND if quoted else _BARE) + EXTREME_RADIUS + _EDGE

    @property
    def alone(self) -> bool:
        """Whether there is one line, which is coloured by the feeling and not by the persona."""
        return len(self.board.curve.lines) == 1

    @cached_property
    def points(self) -> tuple[tuple[Coordinate, ...], ...]:
        """Where each score stands; those that would hide each other stand side by side."""
        aside = {(spot.line, spot.place): dx for spot, dx in self.slots.aside()}
        return tuple(
            tuple(
                (
                    self.slots.x(self.columns[point.stage], point.number) + aside[number, place],
                    self.zero - point.score * STEP,
                )
                for place, point in enumerate(entry.points)
            )
            for number, entry in enumerate(self.board.curve.lines)
        )

    @cached_property
    def runs(self) -> tuple[tuple[tuple[Coordinate, ...], ...], ...]:
        """For each line the stretches over which it is not broken."""
        return tuple(
            tuple(tuple(places[n] for n in run) for run in entry.runs)
            for entry, places in zip(self.board.curve.lines, self.points, strict=True)
        )

    def ground(self) -> Iterator[Shape]:
        theme, zero, height = self.pen.theme, self.zero, self.height
        yield Drawing(block(0, 0, self.width, zero), fill=f"url(#{self.prefix}-up)")
        yield Drawing(block(0, zero, self.width, height - zero), fill=f"url(#{self.prefix}-down)")
        for column in self.columns[1:]:
            yield Drawing(line(column.x, 0, column.x, height), stroke=theme.line, dash="2 4")
        for score, _ in self.board.curve.scale:
            y = zero - score * STEP
            if score:
                yield Drawing(line(0, y, self.width, y), stroke=theme.line, dash="2 4")
        yield Drawing(line(0, zero, self.width, zero), stroke=theme.zero)

    def holes(self) -> Iterator[Shape]:
        """A dashed box, with what is missing, over each stage where nobody is scored."""
        chip = self.pen.theme.gap
        for hole in self.board.curve.holes:
            column = self.columns[hole.stage]
            box = Box(column.x + 10, 12, column.width - 20, self.bottom - 18)
            room = box.width - 16
            words = stack(
                [
                    paragraph(hole.gap.text, room, 12.5, chip.ink, anchor="middle"),
                    paragraph(hole.gap.code, room, 11, chip.ink, anchor="middle"),
                ],
                2,
            )
            yield Rect(box, chip.fill, chip.line, 10, dash="5 4")
            yield from words.at(box.x + 8, box.y + (box.height - words.height) / 2)

    def curves(self) -> list[Shape]:
        """The lines, the first above the others, and the ground below it."""
        grounds: list[Shape] = []
        strokes: list[Shape] = []
        for number, entry in reversed(list(enumerate(self.board.curve.lines))):
            style = self.pen.theme.persona(entry.mark.style)
            stroke = f"url(#{self.prefix}-mood)" if self.alone else style.colour
            for run in self.runs[number]:
                # A level line has no box of its own to fade in, hence a fade over the whole band.
                if number == 0 and len(run) > 1:
                    area = area_data(run, self.zero)
                    grounds.append(Drawing(area, fill=f"url(#{self.prefix}-area)", opacity=0.3))
                strokes.append(
                    Drawing(
                        path_data(run),
                        stroke=stroke,
                        width=2.2 if number else 3.5,
                        dash="" if self.alone else style.dash,
                    )
                )
        return grounds + strokes

    @cached_property
    def faces(self) -> list[tuple[Shape, Box]]:
        """The scores as faces with the room that they take, those of the first line last."""
        theme = self.pen.theme
        found: list[tuple[Shape, Box]] = []
        for number, entry in reversed(list(enumerate(self.board.curve.lines))):
            for point, (x, y) in zip(entry.points, self.points[number], strict=True):
                radius = radius_of(number, point)
                feeling, tint = theme.feeling(band_of(point.level))
                ring = feeling if self.alone else theme.persona(entry.mark.style).colour
                # Off the usual way a face is hollow, and no line leads to it.
                fill, dash = (theme.card, OFF) if point.off else (tint, "")
                drawn = face(x, y, radius, point.level, ring, fill, theme.ink, dash=dash)
                (shape,) = titled(Piece(0, 0, drawn), point.spoken).shapes
                found.append((shape, Box(x, y, 0, 0).grown(radius + 1.5)))
        return found

    def ticks(self) -> Iterator[Shape]:
        """The numbers of the touchpoints under the curve, moments of truth with a star."""
        theme, y = self.pen.theme, self.bottom + 3
        for card in self.board.touchpoints:
            x = self.slots.x(self.columns[card.stage], card.number)
            yield Text(x, y, (str(card.number),), NUMBER, theme.mute, anchor="middle")
            if card.moment:
                star = mark(STAR, 9, theme.star, filled=True)
                yield from titled(star, card.moment).at(x + 7, y + 1)

    def fades(self) -> tuple[Fade, ...]:
        theme, zero, prefix = self.pen.theme, self.zero, self.prefix
        top, bottom = zero - 2 * STEP, zero + 2 * STEP
        line_stops = (
            (0.0, theme.positive),
            (0.3, theme.positive),
            (0.5, theme.neutral),
            (0.7, theme.negative),
            (1.0, theme.negative),
        )
        area_stops = ((0.0, theme.positive), (0.5, theme.card), (1.0, theme.negative))
        return (
            Fade(f"{prefix}-mood", top, bottom, line_stops),
            Fade(f"{prefix}-area", top, bottom, area_stops),
            Fade(f"{prefix}-up", 0, zero, ((0, theme.band_positive), (1, theme.card))),
            Fade(f"{prefix}-down", zero, self.height, ((0, theme.card), (1, theme.band_negative))),
        )
