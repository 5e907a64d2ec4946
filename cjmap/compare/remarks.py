"""Which findings of an old map are gone from the new one, and which are new there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.pairing import Pairing
from cjmap.findings import Finding, Path
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing

# Below these keys stand some by which things are called.
_CALLED: Mapping[str | int, Thing] = {"emotions": Thing.PERSONA, "lanes": Thing.LANE}


@dataclass(frozen=True, slots=True)
class Remarks:
    """The findings that were fixed, as the old map had them, and the new ones, one by one."""

    fixed: tuple[Finding, ...]
    new: tuple[Finding, ...]


def hold(
    old: Iterable[Finding],
    new: Iterable[Finding],
    indexes: tuple[Index, Index],
    pairing: Pairing,
) -> Remarks:
    """Holds the findings of two states against each other.

    Alike are those that a baseline would take for one, whatever the file is called; then those of
    one rule at the same key of what one thing became: who renames a touchpoint mends nothing.
    """
    before = singled(old)
    now = singled(new)
    before, now = _pair(before, now, lambda one: one.likeness, lambda one: one.likeness)
    before, now = _pair(
        before,
        now,
        lambda one: (one.code, *_place(one.path, indexes[0], pairing)),
        lambda one: (one.code, *_place(one.path, indexes[1], None)),
    )
    return Remarks(tuple(before), tuple(now))


def singled(findings: Iterable[Finding]) -> list[Finding]:
    """Findings one by one: each member of one that stands for several."""
    return [one for finding in findings for one in finding.members or (finding,)]


def _pair(
    old: Sequence[Finding],
    new: Sequence[Finding],
    key_of_old: Callable[[Finding], Hashable],
    key_of_new: Callable[[Finding], Hashable],
) -> tuple[list[Finding], list[Finding]]:
    """What is left of both when each finding has taken one with the same key."""
    waiting: defaultdict[Hashable, list[Finding]] = defaultdict(list)
    for finding in old:
        waiting[key_of_old(finding)].append(finding)
    left = []
    for finding in new:
        same = waiting[key_of_new(finding)]
        if same:
            same.pop(0)
        else:
            left.append(finding)
    remaining = {id(one) for listed in waiting.values() for one in listed}
    return [one for one in old if id(one) in remaining], left


def _place(path: Path, index: Index, pairing: Pairing | None) -> tuple[Path, tuple[Hashable, ...]]:
    """The thing that a path leads into, as the new map has it, and the keys below that."""
    for length in range(len(path), 0, -1):
        item = index.places.get(path[:length])
        if item is not None:
            return _now(item, pairing), tuple(_keys(path[length:], index, pairing))
    return (), path


def _now(item: Item, pairing: Pairing | None) -> Path:
    """Where a thing stands in the new map; `pairing` is None for one of that map."""
    if pairing is None:
        return item.path
    found = pairing.new_of.get(item.path)
    return ("gone", *item.path) if found is None else found.path


def _keys(keys: Path, index: Index, pairing: Pairing | None) -> Iterator[Hashable]:
    """Keys of the format as they are; those that call a thing by its id or name, as that thing."""
    kind = None
    for key in keys:
        meant = resolve(index, kind, key) if kind is not None and isinstance(key, str) else None
        yield key if meant is None else _now(meant, pairing)
        kind = _CALLED.get(key)
