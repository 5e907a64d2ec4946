"""From a place in a text to the path of what stands there: the way back of `Tree.locate`."""

from __future__ import annotations

from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.text.tree import Alias, Mapping, Node, Scalar, Sequence, Tree


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a place: a key, or (without `key`) a scalar or an alias.

    `path` leads to it, and to the value of a key; `start` and `end` are the stretch of text.
    """

    path: Path
    key: bool
    start: int
    end: int


def point(tree: Tree, index: int) -> Spot | None:
    """What a character belongs to, or ends right before; None for what is between them."""
    found: Node | None = tree.root
    steps: list[str | int] = []
    while True:
        if isinstance(found, Mapping):
            entry = _entry_at(found, index)
            if entry is None:
                return None
            key, written, value = entry
            steps.append(key)
            if written.start <= index <= written.end:
                return Spot(tuple(steps), True, written.start, written.end)
            found = value
        elif isinstance(found, Sequence):
            number = _item_at(found, index)
            if number is None:
                return None
            steps.append(number)
            found = found.items[number]
        elif isinstance(found, Scalar | Alias) and found.start <= index <= found.end:
            return Spot(tuple(steps), False, found.start, found.end)
        else:
            return None


def _entry_at(mapping: Mapping, index: int) -> tuple[str, Scalar, Node] | None:
    """The last entry that begins at or before an index."""
    found = None
    for key, (written, value) in mapping.entries.items():
        if written.start <= index:
            found = key, written, value
    return found


def _item_at(sequence: Sequence, index: int) -> int | None:
    """The number of the last item that begins at or before an index."""
    begun = [number for number, item in enumerate(sequence.items) if item.start <= index]
    return begun[-1] if begun else None
