"""One order made of two: where what each side added, moved and took away stands."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from cjmap.compare.chains import keep_order

K = TypeVar("K", bound=Hashable)

# More pairs than these are not compared; who moves as much has an order of their own.
_MOST = 1_000_000


def weave(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], kept: Iterable[K]
) -> tuple[list[K], bool]:
    """The order of what is kept, and whether it does justice to what both sides moved.

    Ours comes first: what both added at one place stands as ours, then theirs. What one side
    moved stands behind what it stands behind there. Everything occurs once in each order.
    """
    stay = set(kept)
    common = stay.intersection(base).intersection(ours).intersection(theirs)
    before, mine, yours = ([key for key in one if key in common] for one in (base, ours, theirs))
    if yours in (before, mine):
        order, agreed = list(mine), True
    elif mine == before:
        order, agreed = list(yours), True
    else:
        order = _move(before, mine, yours)
        agreed = _keeps(before, mine, order) and _keeps(before, yours, order)
        order = order if agreed else list(mine)
    extra = [key for key in ours if key in stay and key not in common]
    _insert(order, extra, ours, frozenset())
    more = [key for key in theirs if key in stay and key not in common and key not in set(extra)]
    _insert(order, more, theirs, frozenset(extra))
    return order, agreed


def _move(before: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """Ours with what theirs moved put behind what it stands behind there."""
    moved = set(theirs).difference(_steady(before, theirs))
    order = [key for key in ours if key not in moved]
    _insert(order, [key for key in theirs if key in moved], theirs, frozenset())
    return order


def _steady(before: Sequence[K], after: Sequence[K]) -> frozenset[K]:
    """As much as can be of what kept its order."""
    places = {key: number for number, key in enumerate(before)}
    spots = {(places[key], number): key for number, key in enumerate(after)}
    return frozenset(spots[spot] for spot in keep_order(spots))


def _keeps(before: Sequence[K], after: Sequence[K], order: Sequence[K]) -> bool:
    """Whether an order has every pair that one side turned as that side has it."""
    if len(before) ** 2 > _MOST:
        return False
    places = {key: number for number, key in enumerate(before)}
    rank = {key: number for number, key in enumerate(order)}
    return all(
        rank[one] < rank[other]
        for number, one in enumerate(after)
        for other in after[number + 1 :]
        if places[one] > places[other]
    )


def _insert(order: list[K], new: Sequence[K], source: Sequence[K], passed: frozenset[K]) -> None:
    """Puts what is new behind what it stands behind in its source, and behind what is `passed`."""
    places = {key: number for number, key in enumerate(source)}
    for key in new:
        known = set(order)
        left = next((one for one in reversed(source[: places[key]]) if one in known), None)
        at = 0 if left is None else order.index(left) + 1
        while at < len(order) and order[at] in passed and order[at] not in places:
            at += 1
        order.insert(at, key)


def blend(
    base: Sequence[tuple[int, str]],
    ours: Sequence[tuple[int, str]],
    theirs: Sequence[tuple[int, str]],
) -> tuple[tuple[int, str], ...]:
    """Lines of comments and blanks: ours, with those that theirs added and without what it took."""
    said = [[text.rstrip() for _, text in lines] for lines in (base, ours, theirs)]
    if said[2] in (said[0], said[1]):
        return tuple(ours)
    if said[1] == said[0]:
        return tuple(theirs)
    names = [_numbered(lines) for lines in said]
    before, mine, yours = (set(one) for one in names)
    kept = (mine & yours) | (mine - before) | (yours - before)
    order, _ = weave(names[0], names[1], names[2], kept)
    lines = dict(zip(names[2], theirs, strict=True)) | dict(zip(names[1], ours, strict=True))
    return tuple(lines[name] for name in order)


def _numbered(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Each line with how many of the same stand before it."""
    counts: dict[str, int] = {}
    names = []
    for line in lines:
        counts[line] = counts.get(line, 0) + 1
        names.append((line, counts[line]))
    return names
