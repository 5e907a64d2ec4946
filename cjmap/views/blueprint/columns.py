"""The columns of a blueprint: what stands in each, how its arrows run, and how wide it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from cjmap.board.board import Arrow, Board, Step, Touchpoint
from cjmap.draw.pieces import Piece
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.views.blueprint.cells import (
    draw_act,
    draw_hole,
    draw_texts,
    draw_time,
    draw_touchpoint,
    draw_wait,
    draw_whole,
)
from cjmap.views.blueprint.routes import LEFT, RIGHT, Route, plan, tracks
from cjmap.views.parts.pen import Pen
from cjmap.vocabulary.coverage import ABSENT

HOLE: Final = 112.0
"""Width of what stands in a stage in which nothing is done, px."""

TRACK: Final = 9.0
"""From one arrow in a gutter to the next, px."""

BESIDE: Final = 14.0
"""From a card to the end of its column where no arrow runs beside it, px."""

BELOW: Final = 40.0
"""How far down in the customer's row stands what the way to the next touchpoint passes above, px."""

GAP: Final = 16.0
"""Between the cards of a cell, px: an arrow may lead from one to the next."""


@dataclass(frozen=True, slots=True)
class Card:
    """An act by its number (None: what the customer does), in an actor's row (None: the customer's)."""

    act: int | None
    actor: int | None
    piece: Piece


@dataclass(frozen=True)
class Column:
    """A step by its number, or (None) a stage that has none; `number` is its touchpoint's.

    `first` says that its stage begins with it. `cards` stand from top to bottom, and `routes` lead
    between them.
    """

    stage: int
    first: bool
    step: int | None
    number: int | None
    room: float
    cards: tuple[Card, ...]
    routes: tuple[Route, ...]
    evidence: Piece
    time: Piece
    wait: Piece | None

    @cached_property
    def before(self) -> float:
        """The room at the left of its cards, px."""
        room = BESIDE + TRACK * tracks(self.routes, LEFT)
        return room + (self.wait.width + BESIDE if self.wait else 0.0)

    @cached_property
    def width(self) -> float:
        """Its width with the gutters at its sides, px."""
        return self.before + self.room + BESIDE + TRACK * tracks(self.routes, RIGHT)

    @property
    def top(self) -> float:
        """How far down its first card stands in the customer's row, px."""
        return BELOW if self.number is None else 0.0

    @cached_property
    def heights(self) -> Mapping[int | None, float]:
        """How high its cards are in each row in which it has some (None: the customer's), px."""
        found: dict[int | None, float] = {}
        for card in self.cards:
            before = found[card.actor] + GAP if card.actor in found else 0.0
            found[card.actor] = before + card.piece.height
        if None in found:
            found[None] += self.top
        return found


def make_columns(board: Board, pen: Pen, room: float, *, named: bool) -> tuple[Column, ...]:
    """The columns of a blueprint whose cards are `room` px wide; `named`: each says who acts."""
    return tuple(_Columns(board, pen, room, named).make())


@dataclass(frozen=True)
class _Columns:
    board: Board
    pen: Pen
    room: float
    named: bool

    def make(self) -> Iterator[Column]:
        steps: dict[int, list[int]] = {}
        for number, step in enumerate(self.board.blueprint.steps):
            steps.setdefault(step.stage, []).append(number)
        for stage in range(len(self.board.stages)):
            if stage not in steps:
                yield self._hole(stage)
            for place, number in enumerate(steps.get(stage, ())):
                yield self._column(number, first=place == 0)

    @cached_property
    def _touchpoints(self) -> Mapping[int, Touchpoint]:
        return {card.number: card for card in self.board.touchpoints}

    @cached_property
    def _acts(self) -> Mapping[int, list[int]]:
        """The acts of each step, from the top of its column to the bottom."""
        found: dict[int, list[int]] = {}
        acts = self.board.blueprint.acts
        for number, act in enumerate(acts):
            found.setdefault(act.step, []).append(number)
        for numbers in found.values():
            numbers.sort(key=lambda n: (-1 if acts[n].actor is None else acts[n].actor, n))
        return found

    @cached_property
    def _arrows(self) -> Mapping[int, list[Arrow]]:
        found: dict[int, list[Arrow]] = {}
        for arrow in self.board.blueprint.arrows:
            found.setdefault(arrow.step, []).append(arrow)
        return found

    def _hole(self, stage: int) -> Column:
        absent = stage in self.board.absent
        chip = self.pen.theme.tag if absent else self.pen.theme.gap
        words = ABSENT if absent else tr("No touchpoints yet")
        drawn = draw_hole(self.pen.say(words), chip, HOLE)
        nothing = Piece(HOLE, 0)
        card = Card(None, None, drawn)
        return Column(stage, True, None, None, HOLE, (card,), (), nothing, nothing, None)

    def _column(self, number: int, *, first: bool) -> Column:
        step, pen, room = self.board.blueprint.steps[number], self.pen, self.room
        numbers = self._acts.get(number, [])
        cards = (Card(None, None, self._customer(step)), *self._cards(numbers))
        places = {card.act: place for place, card in enumerate(cards)}
        return Column(
            step.stage,
            first,
            number,
            step.number,
            room,
            cards,
            plan(self._arrows.get(number, ()), places),
            draw_texts(step.evidence, pen, room),
            draw_time(step.takes, pen, room),
            draw_wait(step.wait, pen) if step.wait else None,
        )

    def _customer(self, step: Step) -> Piece:
        if step.number is None:
            return draw_whole(self.board.stages[step.stage].goal, self.pen, self.room)
        return draw_touchpoint(self._touchpoints[step.number], step, self.pen, self.room)

    def _cards(self, numbers: Iterable[int]) -> Iterator[Card]:
        for number in numbers:
            act = self.board.blueprint.acts[number]
            drawn = draw_act(act, self.board, self.pen, self.room, named=self.named)
            yield Card(number, act.actor, drawn)
