"""Where the stages of a flow stand: in columns, and these in rows, so that it fits on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from cjmap.records import dataclass

PAPER: Final = math.sqrt(2)
"""Width by height of paper on its side (ISO 216)."""

# What is no wider than a screen stays in one row, in points.
_SCREEN: Final = 1300.0
# A picture higher than wide is worse than one as much too wide: screens lie on their side.
_UPRIGHT: Final = 1.5
# Of what a column may be high, in parts of the height at which all would fill one sheet.
_TALLEST: Final = 1.25
# Higher than this no part of a stage is, in points, while others are lower.
_LEAST: Final = 900.0


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, or one of the `parts` of a tall one, from top to bottom.

    `part` counts from 0; `cards` are the numbers of the touchpoints that stand in it.
    """

    stage: int
    part: int
    parts: int
    cards: tuple[int, ...]


def arrange(
    stages: Sequence[Sequence[tuple[int, float]]], head: float, width: float
) -> tuple[tuple[Column, ...], ...]:
    """Rows of columns for stages, each with its touchpoints' numbers and heights.

    `head` is how high a header is, `width` how wide a column with the room beside it, in points.
    """
    whole = math.fsum(head + math.fsum(height for _, height in cards) for cards in stages)
    most = max(_LEAST, _TALLEST * math.sqrt(whole * width / PAPER))
    columns = [
        (column, head + high)
        for number, cards in enumerate(stages)
        for column, high in _split(number, cards, most - head)
    ]
    rows = 1
    if len(columns) * width > _SCREEN:
        rows = min(
            range(1, len(columns) + 1),
            key=lambda rows: (round(_strain(columns, rows, width), 6), rows),
        )
    return tuple(tuple(column for column, _ in row) for row in _fold(columns, rows))


def _split(
    stage: int, cards: Sequence[tuple[int, float]], most: float
) -> Iterator[tuple[Column, float]]:
    """A stage in as few parts as are no higher than `most`, all about as high."""
    total = math.fsum(height for _, height in cards)
    parts = max(1, min(len(cards), math.ceil(total / most)))
    ends = [*accumulate(height for _, height in cards)]
    groups: list[list[int]] = [[] for _ in range(parts)]
    heights = [0.0] * parts
    for (number, height), end in zip(cards, ends, strict=True):
        part = min(parts - 1, int((end - height / 2) * parts / total))
        groups[part].append(number)
        heights[part] += height
    kept = [pair for pair in zip(groups, heights, strict=True) if pair[0]] or [([], 0.0)]
    for part, (group, height) in enumerate(kept):
        yield Column(stage, part, len(kept), tuple(group)), height


def _fold(
    columns: Sequence[tuple[Column, float]], rows: int
) -> list[Sequence[tuple[Column, float]]]:
    """Columns in so many rows, each as long as the first or shorter."""
    length = math.ceil(len(columns) / rows)
    return [columns[at : at + length] for at in range(0, len(columns), length)]


def _strain(columns: Sequence[tuple[Column, float]], rows: int, width: float) -> float:
    """How far a picture of so many rows is from the shape of the paper."""
    folded = _fold(columns, rows)
    high = math.fsum(max(height for _, height in row) for row in folded)
    shape = math.log(len(folded[0]) * width / high / PAPER)
    return shape if shape > 0 else -shape * _UPRIGHT
