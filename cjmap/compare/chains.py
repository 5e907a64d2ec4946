"""What keeps its order between two lists, so that as little as can be has moved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias

Spot: TypeAlias = tuple[int, int]
"""The numbers at which one thing stands in the old and in the new list, from 0."""

# More spots than these would take longer than anybody waits; then the first that fit are kept.
_MOST = 1_500
_BEYOND = 1 << 62


def keep_order(spots: Mapping[Spot, Hashable]) -> frozenset[Spot]:
    """The most spots of which each next one is later in both lists.

    Of several such choices that which leaves things nearest to where they stood, then one by the
    keys of the spots: swapped lists give the swapped spots, unless keys are equal.
    """
    ordered = sorted(spots)
    ends = _always_kept(ordered)
    core = [spot for spot in ordered if spot not in ends]
    if not core:
        return frozenset(ends)
    if len(core) > _MOST:
        return frozenset((*ends, *_first_fitting(core)))
    return frozenset((*ends, *_heaviest(core, _weigh(core, spots))))


def _always_kept(ordered: Sequence[Spot]) -> set[Spot]:
    """The spots that keep nobody else out: all before them in one list are so in the other, too."""
    least = [_BEYOND] * (len(ordered) + 1)
    for number in range(len(ordered) - 1, -1, -1):
        least[number] = min(least[number + 1], ordered[number][1])
    kept: set[Spot] = set()
    last, highest = -1, -1
    for number, (old, new) in enumerate(ordered):
        following = ordered[number + 1][0] if number + 1 < len(ordered) else _BEYOND
        if last < old < following and highest < new < least[number + 1]:
            kept.add((old, new))
        last, highest = old, max(highest, new)
    return kept


def _weigh(core: Sequence[Spot], spots: Mapping[Spot, Hashable]) -> list[tuple[int, int, int]]:
    """What a spot counts for in a choice: itself, how near it stayed, and its key."""
    keys = sorted({(repr(spots[spot]), sum(spot)) for spot in core})
    ranks = {key: number for number, key in enumerate(keys)}
    return [(1, -abs(spot[0] - spot[1]), 1 << ranks[repr(spots[spot]), sum(spot)]) for spot in core]


def _heaviest(core: Sequence[Spot], weights: Sequence[tuple[int, int, int]]) -> list[Spot]:
    """The choice that weighs most; of two sums the first numbers that differ decide."""
    best: list[tuple[int, int, int]] = []
    before: list[int] = []
    for number, (old, new) in enumerate(core):
        chosen, total = -1, (0, 0, 0)
        for other in range(number):
            if core[other][0] < old and core[other][1] < new and best[other] > total:
                chosen, total = other, best[other]
        one, near, rank = weights[number]
        best.append((total[0] + one, total[1] + near, total[2] + rank))
        before.append(chosen)
    place = max(range(len(core)), key=best.__getitem__)
    kept = []
    while place >= 0:
        kept.append(core[place])
        place = before[place]
    return kept


def _first_fitting(core: Sequence[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in core:
        if not kept or (kept[-1][0] < spot[0] and kept[-1][1] < spot[1]):
            kept.append(spot)
    return kept
