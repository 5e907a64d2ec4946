"""The service blueprint as one picture: strip by strip, who does what for the customer, seen and unseen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cjmap.board.blueprint import ZONES
from cjmap.board.board import Board, Way
from cjmap.draw.canvas import Box, Picture
from cjmap.draw.escape import printable
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.pieces import Piece, boxed, paragraph, stack, titled
from cjmap.draw.theme import Theme
from cjmap.findings.usage import NothingToDraw
from cjmap.languages.conventions import is_rtl
from cjmap.languages.quantities import format_labelled, format_list
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.views.blueprint.columns import BESIDE, Column, make_columns
from cjmap.views.blueprint.folding import fold
from cjmap.views.blueprint.legend import draw_legend
from cjmap.views.blueprint.rows import Labels
from cjmap.views.blueprint.strip import TAIL, Course, Drawn, Laying, Placed, Strip
from cjmap.views.parts.heading import draw_heading
from cjmap.views.parts.naming import begin_ids
from cjmap.views.parts.pen import Pen, margin_for
from cjmap.views.parts.placing import PlacedCell, Placing

MARGIN: Final = 32.0
CARD: Final = 176.0
"""Width of a card, px; wider where there are few."""

_WIDEST: Final = 264.0
_LEAST: Final = 1180.0
"""Least width of the picture, px, so that its heading has room."""

_AROUND: Final = 260.0
"""About how high heading and legend are, px."""

_EXAMPLE: Final = "{actor: …, does: …, system: …, fails: …, recovery: …}"

_FAR: Final = 1600.0
"""Where a strip is wider, px, no eye finds the row of a card by its label: cards name who acts."""

_PAPER: Final = 2000.0
"""How wide a picture is before it is folded, px: about a sheet of A3 whose letters can be read."""

_BETWEEN: Final = 28.0
"""Between two strips, px."""

_STRETCH: Final = 48.0
"""How much wider the columns of a short strip may be, px each."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A blueprint with every place settled: the picture, and what to check it by."""

    picture: Picture
    cells: tuple[PlacedCell, ...]
    cards: tuple[Placed, ...]
    arrows: tuple[Drawn, ...]


def draw(board: Board, theme: Theme) -> str:
    """The blueprint as an SVG document. Raises NothingToDraw for a map without touchpoints."""
    return lay_out(board, theme).picture.svg(begin_ids("blueprint", board, theme))


@in_its_language
def lay_out(board: Board, theme: Theme) -> Layout:
    """The blueprint with every place settled. Raises NothingToDraw for a map without touchpoints."""
    if not board.blueprint.steps:
        # Tool: why there is no picture.
        raise NothingToDraw(tr("There is no touchpoint of which a blueprint could be drawn."))
    pen = Pen(theme, board.language, len(board.personas) > 1, margin_for(board))
    labels = Labels(board, pen)
    room = _card_width(board, labels)
    strips = _fold(labels, make_columns(board, pen, room, named=False), named=False)
    if labels.named and _has_far_labels(strips):
        strips = _fold(labels, make_columns(board, pen, room, named=True), named=True)
    width = max(_LEAST, 2 * MARGIN + max(strip.width for strip in strips))
    return _Sheet(board, pen, strips, width).lay_out()


def _has_far_labels(strips: Sequence[Strip]) -> bool:
    """Whether strips are so wide, or of so many rows, that labels alone do not say who acts."""
    width = max(strip.width for strip in strips)
    return width > _FAR or math.fsum(strip.height for strip in strips) > width


def _card_width(board: Board, labels: Labels) -> float:
    """Wider cards where there are few of them."""
    steps = len(board.blueprint.steps)
    room = _LEAST - 2 * MARGIN - labels.width - TAIL
    return min(_WIDEST, max(CARD, room / steps - 2 * BESIDE))


def _fold(labels: Labels, columns: Sequence[Column], *, named: bool) -> list[Strip]:
    def measure(made: Sequence[Sequence[Column]]) -> tuple[float, float]:
        strips = [Strip(labels, each, named) for each in made]
        width = 2 * MARGIN + max(strip.width for strip in strips)
        return width, _AROUND + math.fsum(strip.height + _BETWEEN for strip in strips)

    around = 2 * MARGIN + labels.width + TAIL
    made = fold(columns, _PAPER - around, measure)
    room = max(_LEAST - around, *(math.fsum(column.width for column in strip) for strip in made))
    return [
        Strip(
            labels,
            strip,
            named,
            min(_STRETCH, (room - math.fsum(c.width for c in strip)) / len(strip)),
        )
        for strip in made
    ]


@dataclass(frozen=True)
class _Sheet:
    board: Board
    pen: Pen
    strips: Sequence[Strip]
    width: float

    def lay_out(self) -> Layout:
        room = self.width - 2 * MARGIN
        placing = Placing()
        y = self._put(placing, draw_heading(self.board.heading, self.pen, room), 26, 18)
        course = _course(self.board)
        cards: list[Placed] = []
        arrows: list[Drawn] = []
        for strip in self.strips:
            laying = Laying(placing, strip, MARGIN, y, room)
            laying.put(course)
            cards += laying.cards
            arrows += laying.arrows
            y += strip.height + _BETWEEN
        y = self._put_hint(placing, y, room)
        y = self._put(placing, draw_legend(self.board, self.pen, room), y - 8, 24)
        # Laid out as for readers from left to right, and turned as a whole.
        rtl = is_rtl(self.board.language)
        picture = Picture(
            self.width,
            y,
            self.pen.theme.background,
            printable(self.board.heading.title),
            printable("\n".join(_describe(self.board, self.pen))),
            self.board.language,
            tuple(s.mirrored(self.width) if rtl else s for s in placing.shapes),
        )
        return Layout(picture, tuple(placing.cells), tuple(cards), tuple(arrows))

    def _put(self, placing: Placing, block: Piece, y: float, below: float) -> float:
        if not block.height:
            return y
        box = Box(MARGIN, y, block.width, block.height)
        placing.put(block, MARGIN, y, box)
        return box.bottom + below

    def _put_hint(self, placing: Placing, y: float, room: float) -> float:
        """The zones of which nothing is said; no room where something is said of each."""
        ink = self.pen.theme.gap.ink
        lines = [
            titled(paragraph(said, room - 28, 12, ink), hint)
            for said, hint in _hints(self.board, self.pen)
        ]
        if not lines:
            return y
        inner = stack(lines, 3)
        card = boxed(inner, self.pen.theme.gap, pad=(14, 10), dash="4 3")
        box = Box(MARGIN, y - 8, room, card.height)
        placing.put(card, MARGIN, y - 8, box)
        return box.bottom + 24


def _hints(board: Board, pen: Pen) -> Iterator[tuple[str, str]]:
    """Each zone in which nobody acts, and what a viewer shows for it: what to write at a touchpoint.

    A wall is no place to say that. Where only some personas are drawn nobody is asked.
    """
    if len(board.personas) < board.everybody:
        return
    told = {actor.zone for actor in board.blueprint.actors}
    for zone in board.blueprint.zones:
        if zone.key in ZONES and zone.key not in told:
            example = f"{zone.key}: [{_EXAMPLE}]"
            hint = tr("nothing written yet. At a touchpoint write {example}", example=example)
            said = format_labelled(zone.title, pen.say(tr("nothing written yet")), pen.language)
            yield said, pen.say(hint)


def _course(board: Board) -> Course:
    numbers = [step.number for step in board.blueprint.steps if step.number is not None]
    following = dict(pairwise(numbers))
    ways: dict[tuple[int, int], Way] = {}
    arriving: dict[int, Way] = {}
    for way in board.flow.ways:
        arriving.setdefault(way.target, way)
        if following.get(way.source) == way.target:
            # The usual way before another that leads to the same.
            ways.setdefault((way.source, way.target), way)
    return Course(following, {to: start for start, to in following.items()}, ways, arriving)


def _describe(board: Board, pen: Pen) -> Iterator[str]:
    """The blueprint in words: at each step who does what."""
    made: dict[int, list[str]] = {}
    blueprint = board.blueprint
    for act in blueprint.acts:
        who = blueprint.actors[act.actor].name if act.actor is not None else ""
        what = format_list(
            filter(None, (act.label, act.text, act.system, act.fails, act.recovery)), pen.language
        )
        said = format_labelled(who, what, pen.language) if who and what else who or what
        made.setdefault(act.step, []).append(said)
    names = {card.number: card.name for card in board.touchpoints}
    yield format_list(board.heading.counts, pen.language)
    for number, step in enumerate(blueprint.steps):
        name = board.stages[step.stage].name if step.number is None else names[step.number]
        yield " · ".join((name, *made.get(number, ())))
