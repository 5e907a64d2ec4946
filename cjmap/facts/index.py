"""What everything in a map is called, and what a reference means.

Ids are written or come from names; those that collide are known by the ids on the way down
to them. `naming` derives an index from a journey and the library of its workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjmap.facts.channels import Channels
from cjmap.findings import Path
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True, slots=True)
class Item:
    """What a thing with an id is called and where it stands.

    `above` are the ids of what it stands in as far as its own id leaves them out (see
    `long_id`). `place` is the path of the stage or
    touchpoint that owns it, () for the journey, `stage` the number of the stage it stands in,
    from 0. `written` says that the map wrote the id; `external` that the thing stands in a
    library.
    """

    kind: Thing
    id: str
    above: str
    name: str
    path: Path
    place: Path
    stage: int | None
    written: bool = False
    external: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The ids of one journey.

    `items[kind]` (see `Thing`) lists everything of a kind in the order of the file; `metric`
    ids are unique only where they stand. `meanings[kind]` gives for a reference all that it
    could mean, and `places` the item at a path. `duplicates` are pairs with one written id.
    """

    items: Mapping[str, tuple[Item, ...]]
    meanings: Mapping[str, Mapping[str, tuple[Item, ...]]]
    places: Mapping[Path, Item]
    duplicates: tuple[tuple[Item, Item], ...]
    channels: Channels


def long_id(item: Item) -> str:
    """The id of a thing behind those of what it stands in: `purchase/web`."""
    return f"{item.above}/{item.id}" if item.above else item.id


def candidates(index: Index, kind: str, reference: str) -> tuple[Item, ...]:
    """Everything that a reference could mean: one id, or the things that share a name."""
    return index.meanings[kind].get(reference, ())


def resolve(index: Index, kind: str, reference: str) -> Item | None:
    """What a reference means, or None when it means nothing or several things."""
    found = index.meanings[kind].get(reference, ())
    return found[0] if len(found) == 1 else None


def list_ids(index: Index, kind: str) -> tuple[str, ...]:
    """The ids of a kind, in the order of the file."""
    return tuple(item.id for item in index.items[kind])
