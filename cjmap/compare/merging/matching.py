"""Which entry of a text is which of the others: names that hold in all three.

The things of a map are paired as `cjmap.facts.pairing` does, wherever they stand; of those that
are alike by their words alone only pairs that stand together, or that are very much alike. Other
items of lists are matched within their list: by what they say, by what they are called, and
sentences by their likeness where they stand between the same others.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, Final, NamedTuple, TypeAlias

from cjmap.compare.merging.entries import Cut, Entry, Plain
from cjmap.compare.merging.joined import Side
from cjmap.facts.naming import name_things
from cjmap.facts.pairing import How, Pair, Pairing, pair
from cjmap.facts.things import Listing, Things
from cjmap.findings import Path
from cjmap.loading.document import Document
from cjmap.loading.loader import load_text
from cjmap.model.library import Library
from cjmap.text.slugs import composed, slug

Name: TypeAlias = tuple[int, Path]
"""The side and the path of the entry that first had the identity."""
Key: TypeAlias = "Name | str"
"""What an entry is known by in its list, or in its mapping."""
Container: TypeAlias = tuple[Name | None, Path]
"""A list: the thing that it belongs to, and the keys on the way down to it."""

# How alike two things must be that stand apart and are called by other words.
_SURE: Final = 0.75
_ALIKE: Final = 0.5
_CALLED: Final = ("id", "name", "title", "text", "to", "metric", "event", "date", "type")
BASE, OURS, THEIRS = Side


class Identities:
    """The names of the things of three texts, where each stands, and which lists lost or gained one."""

    def __init__(self, cuts: Sequence[Cut], file: FilePath) -> None:
        self._by_path = [{entry.path: entry for entry in one.root.walk()} for one in cuts]
        self._names: dict[tuple[int, Path], Name] = {}
        self._spots: list[dict[Name, tuple[Entry, Container]]] = [{}, {}, {}]
        self._stirred: set[Entry] = set()
        found = [_things(one, file) for one in cuts]
        base, others = found[BASE], found[OURS:]
        if base is None:
            self._name_twins(cuts, found)
        for side, other in enumerate(others, OURS):
            if base is not None and other is not None:
                self._name_pairs(side, cuts, pair(base.things, other.things), base, other)
        for side, one in enumerate(found):
            if one is not None:
                self._place(side, cuts[side], one)
        self._stir()

    def _name_pairs(
        self, side: int, cuts: Sequence[Cut], pairing: Pairing, base: _Read, other: _Read
    ) -> None:
        for matches in pairing.matches.values():
            for one in matches.pairs:
                if one.old.external or one.new.external or not _is_sure(one, pairing):
                    continue
                old = _written(cuts[BASE], base, one.old.path)
                new = _written(cuts[side], other, one.new.path)
                if old is not None and new is not None:
                    self._names[side, new] = (BASE, old)

    def _name_twins(self, cuts: Sequence[Cut], found: Sequence[_Read | None]) -> None:
        """Without a base: what is alike on both sides is one thing that has two names."""
        ours, theirs = found[OURS:]
        if ours is None or theirs is None:
            return
        pairing = pair(ours.things, theirs.things)
        for matches in pairing.matches.values():
            for one in matches.pairs:
                if one.how is not How.LIKENESS or not _is_sure(one, pairing):
                    continue
                old = _written(cuts[OURS], ours, one.old.path)
                new = _written(cuts[THEIRS], theirs, one.new.path)
                if old is not None and new is not None:
                    self._names[THEIRS, new] = (OURS, old)

    def _place(self, side: int, cut: Cut, read: _Read) -> None:
        for path in _paths(read.things):
            written = _written(cut, read, path)
            if written is None or not isinstance(written[-1], int):
                continue
            name = self._names.setdefault((side, written), (side, written))
            entry = self._by_path[side].get(written)
            if entry is not None:
                self._spots[side].setdefault(name, (entry, self._container(side, written)))

    def _container(self, side: int, path: Path) -> Container:
        """The list that the item at a path stands in."""
        keys: list[str | int] = []
        for length in range(len(path) - 1, 0, -1):
            keys.insert(0, path[length - 1])
            if isinstance(path[length - 1], int):
                name = self._names.get((side, path[:length]), (side, path[:length]))
                return name, tuple(keys[1:])
        return None, tuple(keys)

    def _stir(self) -> None:
        """Notes all that holds, or held, a thing that moved to another list."""
        for name in {name for spots in self._spots for name in spots}:
            found = [spots.get(name) for spots in self._spots]
            places = {spot[1] for spot in found if spot is not None}
            if len(places) > 1:
                for spot in found:
                    entry = spot[0] if spot is not None else None
                    while entry is not None:
                        self._stirred.add(entry)
                        entry = entry.parent

    def is_stirred(self, *entries: Entry | None) -> bool:
        """Whether a thing moved into one of these entries, or out of it."""
        return bool(self._stirred) and any(
            one is not None and self._entry(one) in self._stirred for one in entries
        )

    def _entry(self, entry: Entry) -> Entry:
        return self._by_path[entry.side].get(entry.path, entry)

    def find(self, side: int, name: Name) -> tuple[Entry, Container] | None:
        """Where a thing stands on a side."""
        return self._spots[side].get(name)

    def match(self, owners: Sequence[Entry | None], *, prose: bool) -> list[dict[Key, Entry]]:
        """The names of the items of three lists, in their order."""
        lists = [list(one.children or ()) if one is not None else [] for one in owners]
        names: list[dict[Entry, Name]] = [{}, {}, {}]
        for side, items in enumerate(lists):
            for item in items:
                name = self._names.get((side, item.path))
                # What the pairing knows on this side alone may still be another in other words.
                if name is not None and name != (side, item.path):
                    names[side][item] = name
        for item in lists[BASE]:
            names[BASE].setdefault(item, (BASE, item.path))
        for side in (OURS, THEIRS):
            here = [one for one in lists[BASE] if names[BASE][one] not in self._spots[side]]
            _match_rest(here, lists[side], names[BASE], names[side], prose=prose)
            for item in lists[side]:
                names[side].setdefault(item, (side, item.path))
        self._match_new(lists, names)
        return [{names[side][item]: item for item in items} for side, items in enumerate(lists)]

    def _match_new(
        self, lists: Sequence[Sequence[Entry]], names: Sequence[dict[Entry, Name]]
    ) -> None:
        """Names alike what both sides added to a list: the same, or a thing of one id or name."""
        known = set(names[BASE].values())
        new = [
            [
                one
                for one in lists[side]
                if names[side][one] not in known and not self._was(names[side][one])
            ]
            for side in (OURS, THEIRS)
        ]
        for tell in (_tell_value, _tell_called):
            left: dict[str, list[Entry]] = {}
            for one in new[0]:
                left.setdefault(tell(one.value), []).append(one)
            taken = set(names[OURS].values())
            for other in new[1]:
                found = left.get(tell(other.value))
                if found and names[THEIRS][other] not in taken and tell(other.value):
                    one = found.pop(0)
                    names[THEIRS][other] = names[OURS][one]
                    new[0].remove(one)
            new[1] = [one for one in new[1] if names[THEIRS][one] not in taken]

    def _was(self, name: Name) -> bool:
        """Whether the base has a thing, wherever it stood."""
        return name in self._spots[BASE]


class _Read(NamedTuple):
    """The things of a text, and the text as a document."""

    things: Things
    document: Document


def _things(cut: Cut, file: FilePath) -> _Read | None:
    """The things of a text; None where it is no map."""
    document = load_text(cut.source, file)
    if document.journey is None:
        return None
    return _Read(name_things(document.journey, Library())[1], document)


def _paths(things: Things) -> Iterator[Path]:
    """Where the things of a map stand in its model, each kind behind those that may hold it."""
    listings: tuple[Listing[Any], ...] = (
        *(things.personas, things.channels, things.evidence, things.stages, things.touchpoints),
        *(things.pains, things.gains, things.opportunities, things.metrics, things.lanes),
    )
    for listing in listings:
        for item, _ in listing:
            if not item.external:
                yield item.path


def _written(cut: Cut, read: _Read, path: Path) -> Path | None:
    """The path at which a text writes a thing; None where a shorthand stands for it."""
    written = read.document.places.document(path)
    prefix, _ = cut.tree.resolve(written)
    return prefix if prefix == written else None


def _is_sure(one: Pair, pairing: Pairing) -> bool:
    """Whether a pair can be taken for one thing without anybody looking."""
    if one.how is How.SHAPE:
        return False
    if one.likeness is None or one.likeness >= _SURE:
        return True
    if not one.old.place:
        return not one.new.place
    place = pairing.new_of.get(one.old.place)
    return place is not None and place.path == one.new.place


# -- items that have no id --------------------------------------------------------------------------


def _match_rest(
    base: Sequence[Entry],
    side: Sequence[Entry],
    names: Mapping[Entry, Name],
    found: dict[Entry, Name],
    *,
    prose: bool,
) -> None:
    """Names the items of one side that have no name yet, each base item once."""
    taken = set(found.values())
    left = [one for one in base if names[one] not in taken]
    for tell in (_tell_value, _tell_called):
        waiting: dict[str, list[Entry]] = {}
        for one in left:
            waiting.setdefault(tell(one.value), []).append(one)
        for item in side:
            called = tell(item.value)
            if item not in found and called and waiting.get(called):
                found[item] = names[waiting[called].pop(0)]
        taken = set(found.values())
        left = [one for one in left if names[one] not in taken]
    if not prose or not left:
        return
    for olds, news in _gaps(base, side, names, found):
        for one, item in zip(olds, news, strict=False):
            if _are_alike(one.value, item.value):
                found[item] = names[one]


def _gaps(
    base: Sequence[Entry],
    side: Sequence[Entry],
    names: Mapping[Entry, Name],
    found: Mapping[Entry, Name],
) -> Iterator[tuple[list[Entry], list[Entry]]]:
    """What has no name yet between two items that both lists have, in both."""
    places = {names[one]: number for number, one in enumerate(base)}
    taken = set(found.values())
    begin, news = 0, list[Entry]()
    for item in (*side, None):
        name = found.get(item) if item is not None else None
        if item is not None and (name is None or name not in places):
            if name is None:
                news.append(item)
            continue
        end = places[name] if name is not None else len(base)
        olds = [one for one in base[begin:end] if names[one] not in taken]
        if olds and news:
            yield olds, news
        begin, news = max(begin, end), []


def _tell_value(value: Plain) -> str:
    return repr(value)


def _tell_called(value: Plain) -> str:
    """What an item is called: its id, its name, its text, what it points to."""
    if isinstance(value, str):
        return slug(value) or composed(value)
    if not isinstance(value, dict):
        return ""
    for key in _CALLED:
        said = value.get(key)
        if isinstance(said, tuple):
            said = said[0]
        if isinstance(said, str) and said:
            return composed(said) if key in ("id", "to") else slug(said) or composed(said)
    return ""


def _are_alike(one: Plain, other: Plain) -> bool:
    """Whether an item may be another one in other words."""
    said, also = (" ".join(_words(value)) for value in (one, other))
    return difflib.SequenceMatcher(None, said, also, autojunk=False).ratio() >= _ALIKE


def _words(value: Plain) -> Iterator[str]:
    if isinstance(value, dict):
        for key in sorted(value):
            yield key
            yield from _words(value[key])
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif value is not None:
        yield value if isinstance(value, str) else value[0]
