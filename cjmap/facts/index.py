"""What everything in a map is called, and what a reference means.

Ids are written or come from names; those that collide are known by the ids on the way down
to them. `naming` derives an index from a journey and the library of its workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cjmap.facts.channels import Channels
from cjmap.findings import Path
from cjmap.records import dataclass, replace
from cjmap.text.slugs import composed, holds_words, slug
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True, slots=True)
class Item:
    """What a thing with an id is called and where it stands.

    `id` is the canonical one: the written id, else the ids on the way down to it and its own,
    `purchase/web`; a metric's is always the latter, since its own need be unique only where it
    stands. `place` is the path of the stage or
    touchpoint that owns it, () for the journey, `stage` the number of the stage it stands in,
    from 0. `written` says that the map wrote the id; `external` that the thing stands in a
    library.
    """

    kind: Thing
    id: str
    name: str
    path: Path
    place: Path
    stage: int | None
    written: bool = False
    external: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ids of the personas that the library of the workspace has, these by the slugs of their
    names, and the map's own ones that stand in the place of one of them; `lost` are the kinds of
    things that the map may mean by names that could not be read there.
    """

    personas: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    replaced: tuple[Item, ...]
    lost: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Index:
    """The ids of one journey.

    `items[kind]` (see `Thing`) lists everything of a kind in the order of the file; `metric`
    ids are unique only where they stand. `meanings[kind]` gives for a reference (in normal
    form C) all that it could mean, and `places` the item at a path. `duplicates` are pairs with one written id.
    `shelf` is what the library holds.
    """

    items: Mapping[str, tuple[Item, ...]]
    meanings: Mapping[str, Mapping[str, tuple[Item, ...]]]
    places: Mapping[Path, Item]
    duplicates: tuple[tuple[Item, Item], ...]
    shelf: Shelf
    channels: Channels


def renamed(index: Index, call: Callable[[Item], Item]) -> Index:
    """An index in which things have other names for readers; references mean what they meant."""
    return replace(
        index,
        items={kind: tuple(map(call, items)) for kind, items in index.items.items()},
        meanings={
            kind: {word: tuple(map(call, items)) for word, items in words.items()}
            for kind, words in index.meanings.items()
        },
        places={path: call(item) for path, item in index.places.items()},
    )


def own_id(item: Item) -> str:
    """The last step of a thing's id, which others may have too: `web`."""
    return item.id.rpartition("/")[2]


def brief_id(index: Index, item: Item) -> str:
    """The shortest way to refer to a thing: its own id where that means nothing else."""
    own = own_id(item)
    return own if resolve(index, item.kind, own) == item else item.id


def candidates(index: Index, kind: str, reference: str) -> tuple[Item, ...]:
    """Everything that a reference could mean: one id, or the things that share a name."""
    return index.meanings[kind].get(composed(reference), ())


def resolve(index: Index, kind: str, reference: str) -> Item | None:
    """What a reference means, or None when it means nothing or several things."""
    found = candidates(index, kind, reference)
    return found[0] if len(found) == 1 else None


def named_in_part(index: Index, kind: str, text: str) -> tuple[Item, ...]:
    """Everything of a kind of whose id or name a text is whole words; case and accents aside.

    `mariana` is `Mariana López`, as long as there is no other Mariana.
    """
    wanted = slug(text)
    return tuple(
        item
        for item in index.items[kind]
        if any(holds_words(slug(called), wanted) for called in (item.id, item.name))
    )


def holding(index: Index, kind: str, text: str) -> tuple[Item, ...]:
    """Everything of a kind whose id or name holds a text anywhere; case and accents aside."""
    wanted = slug(text)
    return tuple(
        item
        for item in index.items[kind]
        if wanted and any(wanted in slug(called) for called in (item.id, item.name))
    )


def list_ids(index: Index, kind: str) -> tuple[str, ...]:
    """The canonical ids of a kind, in the order of the file."""
    return tuple(item.id for item in index.items[kind])
