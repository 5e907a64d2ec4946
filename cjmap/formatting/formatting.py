"""The text of a map → the text as it is written in one way, or why it stays as it is."""

from __future__ import annotations

from typing import Final

from cjmap.findings.source import Source
from cjmap.formatting.shapes import journey_shape
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.emitting import EditRefused
from cjmap.text.explicit import without_marks
from cjmap.text.limits import Limits
from cjmap.text.printing import print_tree
from cjmap.text.reading import read
from cjmap.text.sameness import is_same
from cjmap.text.tree import Alias, Mapping, Scalar, Tree

# The keys of which a map has one at least, and the version that is written most.
_MAP_KEYS: Final = frozenset(("cjmap", "title", "personas"))
_VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text in the one way; None where it stays as it is.

    Then `reason` says why; without one something is wrong with it, which reading it tells.
    `tree` is the new text as it was read to see that it says the same.
    """

    text: str | None
    reason: Message | None = None
    tree: Tree | None = None


def format_source(source: Source, limits: Limits | None = None) -> Formatted:
    """Writes the text of a map anew. Nothing is raised, and nothing that it says is changed."""
    tree = read(source, limits)
    if tree.broken or tree.problems or not _is_map(tree):
        return Formatted(None)
    try:
        text = print_tree(without_marks(tree, limits), journey_shape())
    except EditRefused as refused:
        return Formatted(None, refused.reason)
    if text == source.text:
        return Formatted(text, tree=tree)
    again = read(Source(source.file, text), limits)
    if not is_same(tree, again):
        return Formatted(None, tr("Written anew it would be read as something else."))
    return Formatted(text, tree=again)


def _is_map(tree: Tree) -> bool:
    """Whether a text is a map, of a version that is known."""
    root = tree.root
    if isinstance(root, Mapping) and root.entries.keys() & _MAP_KEYS:
        _, version = root.entries.get("cjmap", (None, None))
        if version is None or (
            isinstance(version, Scalar) and (version.plain, version.value) == (True, _VERSION)
        ):
            return True
    # Imported late, with the models: nearly all maps are told without.
    from cjmap.loading.recognition import find_stranger, find_unknown_version

    inner = root.target if isinstance(root, Alias) else root
    if find_stranger(inner) is not None:
        return False
    return isinstance(inner, Mapping) and find_unknown_version(inner) is None
