"""How wide each stage of a map is: as what stands in it asks, on as little paper as it takes.

A row is as high as its fullest cell. A stage in which much stands gets room for more columns of
cards, as long as the picture grows smaller by it: what it is wider costs less than what all the
other cells of the row are lower.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.board import (
    Action,
    Board,
    Cell,
    Entry,
    Item,
    Metric,
    Opportunity,
    Pain,
    Touchpoint,
)
from cjmap.records import dataclass

_LINE: Final = 16.0
"""Height of a line of text, px, about."""

_LETTER: Final = 6.2
"""Width of a letter, px, about; those of Chinese, Japanese and Korean take two."""

_WIDE_FROM: Final = "\u2e80"
_AIR: Final = 20.0
"""What a card takes besides its lines, px."""

_REST: Final = 700.0
"""Height of what stands above and between the rows, px, about."""

_WORTH: Final = 0.99
"""How much smaller the picture must grow for a stage to be wider."""

_ALIKE: Final = 0.85
"""Cells at least so full, of the fullest in their row, are made wider together."""

_MOST: Final = 200
"""More steps than these are never taken."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths in px: of a stage with one column of cards, of each further column, of what is beside."""

    base: float
    more: float
    beside: float


@dataclass(frozen=True, slots=True)
class _Load:
    """What stands in a cell: its height in one column, px, and of how many things."""

    height: float
    count: int

    def in_columns(self, columns: int) -> float:
        return self.height / min(columns, self.count) if self.count else 0.0


def choose_columns(board: Board, least: Sequence[float], measures: Measures) -> list[int]:
    """How many columns of cards each stage has room for; at least as many as fit its `least` width."""
    rows = [
        [_weigh(cell, measures.more) for cell in lane.cells] for lane in board.lanes if lane.cells
    ]
    chosen = [1 + max(0, math.ceil((width - measures.base) / measures.more)) for width in least]
    area = _area(rows, chosen, measures)
    for _ in range(_MOST):
        tried = [(_area(rows, next_, measures), next_) for next_ in _wider(rows, chosen)]
        best = min(tried, default=(area, chosen), key=lambda each: each[0])
        if best[0] >= area * _WORTH:
            break
        area, chosen = best
    return chosen


def width_of(columns: int, measures: Measures) -> float:
    """The width of a stage with so many columns of cards, px."""
    return measures.base + (columns - 1) * measures.more


def _area(rows: Sequence[Sequence[_Load]], columns: Sequence[int], measures: Measures) -> float:
    height = _REST + math.fsum(
        max(load.in_columns(count) for load, count in zip(row, columns, strict=True))
        for row in rows
    )
    return height * (measures.beside + math.fsum(width_of(count, measures) for count in columns))


def _wider(rows: Sequence[Sequence[_Load]], columns: Sequence[int]) -> Iterator[list[int]]:
    """For each row, the columns if its fullest cells had room for one more."""
    for row in rows:
        heights = [load.in_columns(count) for load, count in zip(row, columns, strict=True)]
        full = max(heights) * _ALIKE
        wider = [
            count + 1 if height >= full and load.count > count else count
            for load, count, height in zip(row, columns, heights, strict=True)
        ]
        if wider != list(columns):
            yield wider


def _weigh(cell: Cell, room: float) -> _Load:
    return _Load(math.fsum(_height(item, room) for item in cell.items), len(cell.items))


def _height(item: Item, room: float) -> float:
    lines = sum(_lines(text, room) for text in _texts(item))
    return lines * _LINE + (0 if isinstance(item, Entry) else _AIR)


def _lines(text: str, room: float) -> int:
    wide = sum(char >= _WIDE_FROM for char in text) if not text.isascii() else 0
    return math.ceil((len(text) + wide) * _LETTER / room)


def _texts(item: Item) -> Iterator[str]:
    match item:
        case Entry():
            yield from (item.label, item.text)
        case Touchpoint():
            yield from (item.name, item.moment, *item.notes)
            yield " ".join(channel.label for channel in item.channels) or "–"
            yield "–" * 8 * len(item.scores)
        case Pain():
            yield from (item.state, item.text, " ".join(item.meta), item.cause, item.owner)
        case Opportunity():
            yield from (item.badge, item.text, item.rank_text, *item.prospects)
            yield " ".join((item.owner, item.date, item.ticket)).strip()
        case Metric():
            yield from (item.value + item.target, item.name, item.interval, item.method)
        case Action():
            yield from (item.actor + item.system, item.does, item.fails, item.recovery)
