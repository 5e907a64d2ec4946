"""Where a long blueprint is folded, so that it has the shape of a sheet of paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from cjmap.views.blueprint.columns import Column

Strip = Sequence[Column]
"""Columns side by side."""

UPRIGHT: Final = 2**0.5
"""How much higher than wide a sheet of paper is at most."""

_HALVINGS: Final = 10
"""How exactly strips are made of the same length."""


def fold(
    columns: Sequence[Column],
    room: float,
    measure: Callable[[Sequence[Strip]], tuple[float, float]],
) -> tuple[Strip, ...]:
    """Strips of at most `room` px, longer where the picture would be higher than upright paper.

    `measure` says how wide and how high some make the picture. Two lengths are tried, however long
    the blueprint is.
    """
    made = _share_out(columns, room)
    width, height = measure(made)
    if height <= UPRIGHT * width:
        return made
    # Strips make a picture lower as they make it wider.
    return _share_out(columns, room * (height / (UPRIGHT * width)) ** 0.5)


def _share_out(columns: Sequence[Column], most: float) -> tuple[Strip, ...]:
    """As few strips of at most `most` px as can be, and all as short as so many can be."""
    made = tuple(_cut(columns, most))
    low, high = math.fsum(column.width for column in columns) / len(made), most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        tried = tuple(_cut(columns, middle))
        if len(tried) <= len(made):
            made, high = tried, middle
        else:
            low = middle
    return made


def _cut(columns: Sequence[Column], limit: float) -> Iterator[Strip]:
    """Strips of at most `limit` px; a stage begins a new one rather than be cut, if it fits there."""
    strip: list[Column] = []
    used = 0.0
    for _, group in groupby(columns, lambda column: column.stage):
        stage = list(group)
        needed = math.fsum(column.width for column in stage)
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
