"""Two things that are said held against each other: where they differ, as small as can be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from cjmap.compare.chains import Spot, keep_order
from cjmap.compare.saying import Bag, Row, Said, Table, Word, key_of, show
from cjmap.facts.changes import Value
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.vocabulary.changes import ChangeKind

# Equal entries of two lists are held against each other as far as this many pairs.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference. `path` leads to it in the new map, in the old one where it was removed."""

    kind: ChangeKind
    path: Path
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the same thing stands in the old and in the new map."""

    old: Path
    new: Path

    def at(self, old: str | int, new: str | int) -> Paths:
        return Paths((*self.old, old), (*self.new, new))


_NOWHERE = Paths((), ())


def contrast(old: Said, new: Said, paths: Paths) -> Iterator[Contrast]:
    """The differences of what stands at the same place; nothing where both say the same."""
    if isinstance(old, Table) and isinstance(new, Table):
        yield from _contrast_tables(old, new, paths)
    elif isinstance(old, Bag) and isinstance(new, Bag) and old.entries and new.entries:
        yield from contrast_bags(old, new, paths)
    elif isinstance(old, Row) and isinstance(new, Row) and old.entries and new.entries:
        yield from _contrast_rows(old, new, paths)
    elif key_of(old) != key_of(new):
        yield Contrast(ChangeKind.CHANGED, paths.new, show(old), show(new))


def same(one: Said, other: Said) -> bool:
    """Whether both say the same."""
    return next(contrast(one, other, _NOWHERE), None) is None


def _added(paths: Paths, new: Said) -> Contrast:
    return Contrast(ChangeKind.ADDED, paths.new, None, show(new))


def _removed(paths: Paths, old: Said) -> Contrast:
    return Contrast(ChangeKind.REMOVED, paths.old, show(old), None)


def _contrast_tables(old: Table, new: Table, paths: Paths) -> Iterator[Contrast]:
    for key in dict.fromkeys((*old.entries, *new.entries)):
        before, now = old.entries.get(key), new.entries.get(key)
        if before is not None and now is not None:
            yield from contrast(before[1], now[1], paths.at(before[0], now[0]))
            continue
        written, _ = before or now or ("", None)
        here = paths.at(written, written)
        yield from _contrast_with_nothing(before and before[1], now and now[1], key, old, new, here)


def _contrast_with_nothing(
    before: Said | None, now: Said | None, key: Hashable, old: Table, new: Table, paths: Paths
) -> Iterator[Contrast]:
    """What one of two says, unless it holds of both anyway.

    What holds of the one that is silent but would not hold of the other is told: to write it there
    says something, and not to write it says something else.
    """
    held, holds = old.assume(key), new.assume(key)
    then, since = before or held, now or holds
    if then is not None and since is not None:
        anyway = held is not None and holds is not None and same(held, holds)
        if same(then, since) and anyway:
            return
        if isinstance(then, Word) and isinstance(since, Word) and not same(then, since):
            yield Contrast(ChangeKind.CHANGED, paths.new, show(then), show(since))
            return
    if before is not None:
        yield _removed(paths, before)
    elif now is not None:
        yield _added(paths, now)


def contrast_bags(old: Bag, new: Bag, paths: Paths) -> Iterator[Contrast]:
    """What one of two has and the other has not."""
    before, now = Counter(map(key_of, old.entries)), Counter(map(key_of, new.entries))
    for number, said in _beyond(old.entries, before - now):
        yield _removed(paths.at(number, number), said)
    for number, said in _beyond(new.entries, now - before):
        yield _added(paths.at(number, number), said)


def _beyond(entries: Sequence[Said], surplus: Counter[Hashable]) -> Iterator[tuple[int, Said]]:
    """The entries that the other side has not, the last ones of equal ones."""
    found = []
    for number in range(len(entries) - 1, -1, -1):
        key = key_of(entries[number])
        if surplus[key]:
            surplus[key] -= 1
            found.append((number, entries[number]))
    yield from reversed(found)


def _contrast_rows(old: Row, new: Row, paths: Paths) -> Iterator[Contrast]:
    """What stays in its order stays; of the rest what stands between the same two is held against
    each other, one by one.
    """
    if [*map(key_of, old.entries)] == [*map(key_of, new.entries)]:
        return
    kept = sorted(keep_order(_equal_spots(old.entries, new.entries)))
    here = (0, 0)
    for spot in (*kept, (len(old.entries), len(new.entries))):
        yield from _contrast_gap(old, new, here, spot, paths)
        here = (spot[0] + 1, spot[1] + 1)


def _equal_spots(old: Sequence[Said], new: Sequence[Said]) -> dict[Spot, Hashable]:
    places: dict[Hashable, list[int]] = {}
    for number, said in enumerate(new):
        places.setdefault(key_of(said), []).append(number)
    spots: dict[Spot, Hashable] = {}
    for number, said in enumerate(old):
        key = key_of(said)
        for other in places.get(key, ()):
            if len(spots) < _MOST_PAIRS:
                spots[number, other] = repr(key)
    return spots


def _contrast_gap(old: Row, new: Row, start: Spot, end: Spot, paths: Paths) -> Iterator[Contrast]:
    before = range(start[0], end[0])
    now = range(start[1], end[1])
    for one, other in zip(before, now, strict=False):
        yield from contrast(old.entries[one], new.entries[other], paths.at(one, other))
    for number in before[len(now) :]:
        yield _removed(paths.at(number, number), old.entries[number])
    for number in now[len(before) :]:
        yield _added(paths.at(number, number), new.entries[number])
