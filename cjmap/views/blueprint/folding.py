"""Where a long blueprint is folded, so that it has the shape of a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import log
from typing import Final

from cjmap.views.blueprint.columns import Column

Strip = Sequence[Column]
"""Columns side by side."""

SHAPE: Final = 2**0.5
"""How much wider than high a sheet of paper is."""

_HALVINGS: Final = 10
"""How exactly strips are made of the same length."""

_TRIES: Final = 4

_LONG: Final = 1.3
"""How much further from the shape of paper a folded one may be: short rows are easier to follow."""


def fold(
    columns: Sequence[Column],
    least: float,
    measure: Callable[[Sequence[Strip]], tuple[float, float]],
) -> tuple[Strip, ...]:
    """The strips that together come nearest to the shape of paper.

    `measure` says how wide and how high some make the picture; none is shorter than `least` px
    unless the columns are. Few numbers of strips are tried, however long the blueprint is.
    """
    whole = [columns]
    width, height = measure(whole)
    best: tuple[Strip, ...] = (columns,)
    if width <= SHAPE * height:
        return best
    odds = _odds(width, height) * _LONG
    # Strips make a picture higher as they make it narrower.
    likely = max(2, int((width / (SHAPE * height)) ** 0.5))
    for count in range(likely, likely + _TRIES):
        made = _share_out(columns, count, least)
        tried = _odds(*measure(made))
        if tried < odds:
            best, odds = made, tried
    return best


def _share_out(columns: Sequence[Column], count: int, least: float) -> tuple[Strip, ...]:
    """At most `count` strips, as short as can be with stages whole, and none shorter than need be."""
    total = sum(column.width for column in columns)
    low, high = total / count, total
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(1 for _ in _cut(columns, middle)) <= count:
            high = middle
        else:
            low = middle
    return tuple(_cut(columns, max(least, high)))


def _odds(width: float, height: float) -> float:
    """How far from the shape of paper something is."""
    return abs(log(width / height / SHAPE))


def _cut(columns: Sequence[Column], limit: float) -> Iterator[Strip]:
    """Strips of at most `limit` px; a stage begins a new one rather than be cut, if it fits there."""
    strip: list[Column] = []
    used = 0.0
    for _, group in groupby(columns, lambda column: column.stage):
        stage = list(group)
        needed = sum(column.width for column in stage)
        if strip and used + needed > limit and (needed <= limit or used > limit / 2):
            yield strip
            strip, used = [], 0.0
        for column in stage:
            if strip and used + column.width > limit:
                yield strip
                strip, used = [], 0.0
            strip.append(column)
            used += column.width
    yield strip
