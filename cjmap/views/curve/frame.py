"""What a curve is drawn in: where the stages stand, and the touchpoints in them."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from itertools import groupby
from typing import Final

from cjmap.board.board import Board
from cjmap.records import dataclass

STEP: Final = 40.0
"""Height of one point of the score, px."""

SLOT: Final = 34.0
"""The width of a touchpoint at which faces stand as large as they can, px."""


@dataclass(frozen=True)
class Slots:
    """What stands side by side in each stage of a board.

    Each touchpoint has a slot of its stage's width. What a stage says itself stands in its middle,
    or in a slot of its own before the others where touchpoints are scored too. Scores of several
    personas at one touchpoint share its slot, and its x.
    """

    board: Board

    @cached_property
    def numbers(self) -> dict[int, list[int | None]]:
        """In the slots of each stage, in order: numbers of touchpoints, None for the stage."""
        listed: dict[int, list[int | None]] = {n: [] for n in range(len(self.board.stages))}
        for stage, cards in groupby(self.board.touchpoints, lambda card: card.stage):
            listed[stage] = [card.number for card in cards]
        points = {(p.stage, p.number) for line in self.board.curve.lines for p in line.points}
        told = {stage for stage, number in points if number is not None}
        for stage, number in points:
            if number is None and stage in told:
                listed[stage].insert(0, None)
        return listed

    @cached_property
    def _places(self) -> dict[tuple[int, int | None], float]:
        return {
            (stage, number): (place + 0.5) / len(numbers)
            for stage, numbers in self.numbers.items()
            for place, number in enumerate(numbers)
        }

    def share(self, stage: int, number: int | None) -> float:
        """The middle of a slot as a share of its stage's width, 0 to 1."""
        return self._places.get((stage, number), 0.5)

    def needed_width(self, stage: int, slot: float = SLOT) -> float:
        """How wide a stage must be for each of its slots to be `slot` px wide."""
        return slot * max(1, len(self.numbers[stage]))


@dataclass(frozen=True)
class Frame:
    """Where a curve is drawn, in px from the left of its band.

    `edges` are the left edges of the stages and the right edge of the last. `step` is the height
    of one point of the score, `least` the least height of the band. `tail` is kept free at the
    right for what stands at the ends of lines: signs of the personas, or their names too where
    they are `named`. `figures` says that scores stand at their faces, `compared` that the earlier
    state is drawn too, so that words keep off it, `doubted` that what rests on assumptions is
    marked below the number of its touchpoint. `corner` is the radius of the
    band's lower corners.
    """

    slots: Slots
    edges: tuple[float, ...]
    step: float = STEP
    least: float = 0.0
    tail: float = 0.0
    named: bool = False
    figures: bool = False
    compared: bool = False
    doubted: bool = False
    corner: float = 0.0

    @property
    def board(self) -> Board:
        return self.slots.board

    @property
    def form(self) -> tuple[object, ...]:
        """All that is said of the frame itself, and not of what stands in it."""
        return tuple(getattr(self, one.name) for one in fields(self) if one.name != "slots")

    @property
    def width(self) -> float:
        return self.edges[-1]

    def _room(self, stage: int) -> float:
        last = stage == len(self.edges) - 2
        return self.edges[stage + 1] - self.edges[stage] - (self.tail if last else 0.0)

    def x(self, stage: int, number: int | None) -> float:
        """The middle of a touchpoint, or of what the stage itself says."""
        return self.edges[stage] + self._room(stage) * self.slots.share(stage, number)

    def slot(self, stage: int) -> float:
        """The width that each touchpoint of a stage has, px."""
        return self._room(stage) / max(1, len(self.slots.numbers[stage]))
