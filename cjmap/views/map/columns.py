"""Where the stages stand across the map."""

from __future__ import annotations

from typing import Final

from cjmap.board.board import Board
from cjmap.records import dataclass
from cjmap.views.curve.frame import Slots

LABEL: Final = 158.0
"""Width of the column with the lanes' names, px."""

MARGIN: Final = 32.0
PAD: Final = 10.0

SIDE_BY_SIDE: Final = 172.0
"""Least width of each column when what stands in a cell stands side by side, px."""

_STAGE: Final = 208.0
_NARROW_STAGE: Final = 188.0
_MANY_STAGES: Final = 8
_LEAST: Final = 1180.0
"""Least width of the whole picture, px: a map of one stage still has room for its heading."""

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


def set_columns(board: Board, slots: Slots, tail: float = 0.0) -> tuple[Column, ...]:
    """A column for each stage: wider for many touchpoints, and all of them for few stages.

    In the last of them `tail` px stay free for what stands at the end of the curve.
    """
    count = len(board.stages)
    base = _STAGE if count <= _MANY_STAGES else _NARROW_STAGE
    widths = []
    for stage in range(count):
        crowded = sum(card.stage == stage for card in board.touchpoints) > _CROWD
        wide = 2 * SIDE_BY_SIDE + 3 * PAD if crowded else base
        needed = slots.needed_width(stage) + (tail if stage == count - 1 else 0.0)
        widths.append(max(base, wide, needed))
    spare = max(0.0, _LEAST - 2 * MARGIN - LABEL - sum(widths)) / count
    columns, x = [], 0.0
    for stage, width in enumerate(widths):
        columns.append(Column(stage, x, round(width + spare, 2)))
        x = columns[-1].right
    return tuple(columns)
