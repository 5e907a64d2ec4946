"""Where the stages stand across the map."""

from __future__ import annotations

import math
from typing import Final

from cjmap.board.board import Board
from cjmap.records import dataclass
from cjmap.views.curve.frame import SLOT, Slots
from cjmap.views.map.balance import Measures, choose_columns, width_of

LABEL: Final = 158.0
"""Width of the column with the lanes' names, px."""

MARGIN: Final = 32.0
PAD: Final = 10.0

SIDE_BY_SIDE: Final = 172.0
"""Least width of each column when what stands in a cell stands side by side, px."""

_STAGE: Final = 208.0
_NARROW_STAGE: Final = 188.0
_MANY_STAGES: Final = 8
_LEAST: Final = (760.0, 1180.0)
"""Least width of the whole picture, px, of one stage and of many: there is room for the heading."""

_CROWD: Final = 6000.0
"""What all touchpoints of a map share on its curve before each of them has less, px."""

_NARROW_SLOT: Final = 9.0
"""What each has in any case, px."""

_ENOUGH: Final = 400.0
"""A stage is no wider than this for the sake of the heading alone, px."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stage's place across the map: its number, left edge and width in px."""

    stage: int
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width


def set_columns(board: Board, slots: Slots, tail: float = 0.0) -> tuple[Column, ...]:
    """A column for each stage: wider for much that stands in it, and all of them for few stages.

    In the last of them `tail` px stay free for what stands at the end of the curve.
    """
    count = len(board.stages)
    base = _STAGE if count <= _MANY_STAGES else _NARROW_STAGE
    beside = 2 * MARGIN + LABEL
    measures = Measures(base, SIDE_BY_SIDE + PAD, beside)
    crowd = sum(map(len, slots.numbers.values()))
    slot = min(SLOT, max(_NARROW_SLOT, _CROWD / max(1, crowd)))
    least = [slots.needed_width(stage, slot) for stage in range(count)]
    least[-1] += tail
    chosen = choose_columns(board, least, measures)
    widths = [
        max(width_of(columns, measures), width)
        for columns, width in zip(chosen, least, strict=True)
    ]
    fewest, most = _LEAST
    wanted = min(most, max(fewest, beside + count * _ENOUGH))
    spare = max(0.0, wanted - beside - math.fsum(widths)) / count
    columns, x = [], 0.0
    for stage, width in enumerate(widths):
        columns.append(Column(stage, x, round(width + spare, 2)))
        x = columns[-1].right
    return tuple(columns)
