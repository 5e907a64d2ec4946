"""What a map is made of, for those who look for their way in it; and what may be folded away.

Both are read from the tree, so that a map with mistakes has them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lsprotocol import types

from cjmap.lsp.desk import Desk
from cjmap.lsp.places import Places
from cjmap.messages import shorten
from cjmap.reference.keys import ROOT, things
from cjmap.text.emitting import EditRefused
from cjmap.text.layout import Layout, Slot
from cjmap.text.tree import Alias, Node, Scalar, Sequence
from cjmap.text.tree import Mapping as MappingNode

# The lists whose items are shown, by their keys.
_SHOWN: Final[Mapping[str, types.SymbolKind]] = {
    "personas": types.SymbolKind.Class,
    "channels": types.SymbolKind.Interface,
    "evidence": types.SymbolKind.File,
    "lanes": types.SymbolKind.Namespace,
    "stages": types.SymbolKind.Module,
    "touchpoints": types.SymbolKind.Method,
    "pains": types.SymbolKind.Event,
    "gains": types.SymbolKind.Event,
    "opportunities": types.SymbolKind.Property,
    "metrics": types.SymbolKind.Number,
}
_NAMES: Final = ("name", "title", "text", "type", "id")


def outline(desk: Desk, file: Path) -> list[types.DocumentSymbol]:
    """The things of a map: stages with their touchpoints, with their pains."""
    root = desk.document(file).tree.root
    return list(_symbols(desk.places(file), root, ROOT)) if root is not None else []


def _symbols(places: Places, node: Node, thing: str) -> Iterator[types.DocumentSymbol]:
    """What the mapping of a thing holds in lists of others, in the order of the file."""
    if not isinstance(node, MappingNode):
        return
    for key, (_, value) in node.entries.items():
        held = _held(thing, key)
        if held and isinstance(value, Sequence):
            for item in value.items:
                named = _named(item)
                if named is not None and not isinstance(item, Alias):
                    yield types.DocumentSymbol(
                        name=shorten(" ".join(named.value.split()), 80),
                        kind=_SHOWN[key],
                        range=places.range(item.start, max(item.end, named.end)),
                        selection_range=places.range(named.start, named.end),
                        detail=key,
                        children=list(_symbols(places, item, held)),
                    )


def _held(thing: str, key: str) -> str:
    """What a key's list is one of, where it is shown; "" for all else, such as lists of ids."""
    found = things()[thing].key(key) if key in _SHOWN else None
    return found.holds if found is not None else ""


def _named(item: Node) -> Scalar | None:
    if isinstance(item, Scalar):
        return item if item.value.strip() else None
    if isinstance(item, MappingNode):
        for key in _NAMES:
            _, value = item.entries.get(key, (None, None))
            if isinstance(value, Scalar) and value.value.strip():
                return value
    return None


def folds(desk: Desk, file: Path) -> list[types.FoldingRange]:
    """The lines that each key or item of several lines takes."""
    tree = desk.document(file).tree
    if tree.root is None:
        return []
    found: dict[int, int] = {}
    layout = Layout(tree)
    waiting: list[Slot] = [layout.top()]
    while waiting:
        slot = waiting.pop()
        node = slot.node
        if slot.column >= 0 and not slot.empty:
            first, last = (tree.source.position(at).line - 1 for at in (slot.begin, slot.end))
            if last > first:
                found[first] = max(last, found.get(first, 0))
        if isinstance(node, MappingNode | Sequence) and not node.flow:
            waiting += _children(layout, slot)
    return [types.FoldingRange(first, last) for first, last in sorted(found.items())]


def _children(layout: Layout, slot: Slot) -> list[Slot]:
    try:
        return layout.children(slot)
    except EditRefused:
        # Keys behind `?`, which nobody folds.
        return []
