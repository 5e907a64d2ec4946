"""What a page of ours says twice, in its table and in its diagram: which is which, and on what scale.

People edit the one, the other, or both. The table says more, so it counts where they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from cjmap.model.scale import BEST, WORST
from cjmap.records import dataclass

Scale: TypeAlias = tuple[float, float]

OURS: Final[Scale] = (WORST, BEST)
# The scales that people use; the diagram has each from 1 to 5.
_SCALES: Final[tuple[Scale, ...]] = (
    OURS,
    *((1, 5), (0, 5), (0, 10), (1, 10), (1, 7), (-3, 3), (-5, 5), (-10, 10), (0, 100), (-100, 100)),
    *((0, 1), (0, 4), (1, 4), (0, 3), (1, 3), (1, 6), (-1, 1), (-4, 4)),
)
_LEAST, _MOST = 1.0, 5.0
# How far the mean of scores may be from what the diagram rounds it to.
_NEAR: Final = 0.02


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of a table, None for what it does not have, and what of the diagram it is, by numbers.

    `anew`: they are one by their places alone, and have other names.
    """

    row: int | None
    tasks: tuple[int, ...]
    anew: bool = False


def pair(rows: Sequence[str], tasks: Sequence[str]) -> list[Pair]:
    """Which rows are which tasks: by name, then by place between such; in the order of the rows.

    A row is all tasks of its name where no other row has it. What the diagram alone has stands
    behind the task before it.
    """
    left: dict[str, list[int]] = {}
    for number, name in enumerate(tasks):
        left.setdefault(name, []).append(number)
    often = Counter(rows)
    # Of each row the tasks of its name, and of each task its row.
    own: list[tuple[int, ...]] = []
    row_of: dict[int, int] = {}
    for number, name in enumerate(rows):
        named = left.get(name, [])
        taken = named[:] if often[name] == 1 else named[:1]
        del named[: len(taken)]
        own.append(tuple(taken))
        row_of.update(dict.fromkeys(taken, number))
    waiting = _waiting(len(tasks), row_of)
    found: list[Pair] = []
    found += _beside([], waiting.get(-1, []), tasks) if not rows or own[0] else ()
    at = 0
    while at < len(rows):
        begin = at
        while at < len(rows) and not own[at]:
            at += 1
        if at > begin:
            found += _beside([*range(begin, at)], waiting.get(begin - 1, []), tasks)
        if at < len(rows):
            found.append(Pair(at, own[at]))
            at += 1
            if at == len(rows) or own[at]:
                found += _beside([], waiting.get(at - 1, []), tasks)
    return found


def _waiting(count: int, row_of: Mapping[int, int]) -> dict[int, list[int]]:
    """The tasks without a row by the row of the task before them; -1 for those before all."""
    found: dict[int, list[int]] = {}
    before = -1
    for number in range(count):
        if number in row_of:
            before = row_of[number]
        else:
            found.setdefault(before, []).append(number)
    return found


def _beside(rows: Sequence[int], waiting: Sequence[int], tasks: Sequence[str]) -> Iterator[Pair]:
    """Rows and tasks between the same two that are known: one by one where they are as many."""
    groups: list[list[int]] = []
    for number in waiting:
        if groups and tasks[groups[-1][-1]] == tasks[number]:
            groups[-1].append(number)
        else:
            groups.append([number])
    if len(groups) == len(rows):
        yield from (Pair(row, tuple(it), True) for row, it in zip(rows, groups, strict=True))
        return
    yield from (Pair(row, ()) for row in rows)
    yield from (Pair(None, (number,)) for number in waiting)


def scale_of(scores: Sequence[tuple[float, float]]) -> Scale | None:
    """The scale of the first of each two scores, the mean of the table and that of the diagram.

    None where no scale that people use makes one of the other.
    """
    if not scores:
        return OURS
    best = max(_SCALES, key=lambda scale: sum(agrees(one, scale) for one in scores))
    return best if any(agrees(one, best) for one in scores) else None


def agrees(scores: tuple[float, float], scale: Scale) -> bool:
    """Whether a mean of the table is the score of the diagram."""
    mean, drawn = scores
    worst, best = scale
    return abs(_LEAST + (mean - worst) / (best - worst) * (_MOST - _LEAST) - drawn) <= _NEAR


def on_table(drawn: float, scale: Scale) -> float:
    """A score of the diagram as the table would have it."""
    worst, best = scale
    return round(worst + (drawn - _LEAST) / (_MOST - _LEAST) * (best - worst), 2)
