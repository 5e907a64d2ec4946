"""Where the stages stand across the map, and where the scores of each stand on its curve."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Final

from cjmap.board.board import Board, Point
from cjmap.records import dataclass

LABEL: Final = 158.0
"""Width of the column with the lanes' names, px."""

MARGIN: Final = 32.0
PAD: Final = 10.0

STEP: Final = 40.0
"""Height of one point of the score, px."""

SIDE_BY_SIDE: Final = 172.0
"""Least width of each column when what stands in a cell stands side by side, px."""

LEAD_RADIUS: Final = 10.0
EXTREME_RADIUS: Final = 12.5
OTHER_RADIUS: Final = 7.5

_STAGE: Final = 208.0
_NARROW_STAGE: Final = 188.0
_MANY_STAGES: Final = 8
_LEAST: Final = 1180.0
"""Least width of the whole picture, px: a map of one stage still has room for its heading."""

_SLOT: Final = 34.0
"""Least width of a touchpoint on the curve, px."""

_CROWD: Final = 4
"""More touchpoints than these make a stage wider, so that two stand side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stage's place across the map: its number, left edge and width in px."""

    stage: int
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Spot:
    """A score that stands somewhere: the numbers of its line and of its point, from 0."""

    line: int
    place: int
    point: Point
    radius: float


@dataclass(frozen=True)
class Slots:
    """Which scores stand together: each touchpoint has a slot of its stage's width, side by side.

    What a stage says itself stands in its middle, or in a slot of its own before the others where
    touchpoints are scored too.
    """

    board: Board

    @cached_property
    def spots(self) -> dict[tuple[int, int | None], list[Spot]]:
        """The scores at each place: a stage, and the number of a touchpoint or None."""
        found: dict[tuple[int, int | None], list[Spot]] = {}
        for number, line in enumerate(self.board.curve.lines):
            for place, point in enumerate(line.points):
                spot = Spot(number, place, point, radius_of(number, point))
                found.setdefault((point.stage, point.number), []).append(spot)
        return found

    @cached_property
    def numbers(self) -> dict[int, list[int | None]]:
        """What stands in the slots of each stage, in order: numbers of touchpoints, None the stage."""
        listed: dict[int, list[int | None]] = {n: [] for n in range(len(self.board.stages))}
        for stage, cards in groupby(self.board.touchpoints, lambda card: card.stage):
            listed[stage] = [card.number for card in cards]
        for stage, numbers in listed.items():
            if (stage, None) in self.spots and any((stage, n) in self.spots for n in numbers):
                numbers.insert(0, None)
        return listed

    def x(self, column: Column, number: int | None) -> float:
        """The middle of a slot, in px across the map."""
        numbers = self.numbers[column.stage]
        if number not in numbers:
            return column.x + column.width / 2
        return column.x + column.width * (numbers.index(number) + 0.5) / len(numbers)

    def needed_width(self, stage: int) -> float:
        """How wide a stage must be for its faces to stand side by side, px."""
        most = _SLOT
        for (where, _), spots in self.spots.items():
            if where == stage:
                for cluster in _cluster(spots):
                    most = max(most, sum(2 * spot.radius for spot in cluster) + 10)
        return most * max(1, len(self.numbers[stage]))

    def aside(self) -> Iterator[tuple[Spot, float]]:
        """Each score with how far it stands aside of the middle of its slot, px."""
        for spots in self.spots.values():
            for cluster in _cluster(spots):
                x = -sum(spot.radius for spot in cluster)
                for spot in sorted(cluster, key=lambda spot: spot.line):
                    yield spot, x + spot.radius
                    x += 2 * spot.radius


def radius_of(line: int, point: Point) -> float:
    """How large a face is: those of the first line are larger, its extremes the largest."""
    if line:
        return OTHER_RADIUS
    return EXTREME_RADIUS if point.extreme else LEAD_RADIUS


def _cluster(spots: list[Spot]) -> list[list[Spot]]:
    """Which of the scores at one place would overlap one above the other."""
    clusters: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: (-spot.point.score, spot.line)):
        if clusters:
            last = clusters[-1][-1]
            if (last.point.score - spot.point.score) * STEP < spot.radius + last.radius:
                clusters[-1].append(spot)
                continue
        clusters.append([spot])
    return clusters


def set_columns(board: Board, slots: Slots) -> tuple[Column, ...]:
    """A column for each stage: wider for many touchpoints, and all of them for few stages."""
    count = len(board.stages)
    base = _STAGE if count <= _MANY_STAGES else _NARROW_STAGE
    widths = []
    for stage in range(count):
        crowded = sum(card.stage == stage for card in board.touchpoints) > _CROWD
        wide = 2 * SIDE_BY_SIDE + 3 * PAD if crowded else base
        widths.append(max(base, wide, slots.needed_width(stage)))
    spare = max(0.0, _LEAST - 2 * MARGIN - LABEL - sum(widths)) / count
    columns, x = [], 0.0
    for stage, width in enumerate(widths):
        columns.append(Column(stage, x, round(width + spare, 2)))
        x = columns[-1].right
    return tuple(columns)
