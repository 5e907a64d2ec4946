"""A map's text with ids written into it, its references changed with them, and all else as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cjmap.facts.referring import is_key
from cjmap.findings import Edit, Path
from cjmap.formatting.identifying import Plan
from cjmap.loading.document import Document
from cjmap.messages import Message, tr
from cjmap.text import edit
from cjmap.text import tree as nodes
from cjmap.text.emitting import EditRefused
from cjmap.text.tree import Node, Scalar, Tree
from cjmap.vocabulary.maps import Thing

ID: Final = "id"
# The key that a text which stands alone has in the mapping that it becomes.
_NAMES: Final = {
    Thing.EVIDENCE: "title",
    Thing.PAIN: "text",
    Thing.GAIN: "text",
    Thing.OPPORTUNITY: "text",
}


def is_whole(document: Document) -> bool:
    """Whether a map was read as it is written, with nothing left out and nothing guessed."""
    places = document.places
    return (
        document.journey is not None
        and not document.incomplete
        and not document.tree.problems
        and not (places.removed or places.renamed)
    )


def why_refused(document: Document, path: Path, kind: Thing) -> Message | None:
    """Why no id can be written for a thing of a kind at a path; None where one can."""
    if document.tree.is_repeated(path):
        return tr("An alias repeats it, and no two things may have one id.")
    try:
        _id_edits(document.tree, path, kind, ID)
    except EditRefused as refused:
        return refused.reason
    return None


def rewrite(document: Document, plan: Plan, kinds: Mapping[Path, Thing]) -> str:
    """The text of a map with a plan carried out. References that cannot be changed stay.

    `kinds` are those of the things that get an id.

    Raises:
        EditRefused: an id cannot be written.
    """
    tree = document.tree
    edits: list[Edit] = []
    for path, id in plan.ids.items():
        edits += _id_edits(tree, path, kinds[path], id)
    for path, id in plan.adopted.items():
        node = _written(tree, path)
        edits += (
            edit.set_value(tree, path, id)
            if isinstance(node, Scalar)
            else _id_edits(tree, path, kinds[path], id)
        )
    for path, text in plan.texts.items():
        edits += _text_edits(tree, path, text)
    return edit.apply(tree.source.text, dict.fromkeys(edits))


def _id_edits(tree: Tree, path: Path, kind: Thing, id: str) -> tuple[Edit, ...]:
    node = _written(tree, path)
    name = _NAMES.get(kind, "name")
    if isinstance(node, Scalar):
        return edit.set_value(tree, path, {name: node.value, ID: id})
    assert isinstance(node, nodes.Mapping)
    if ID in node.entries:
        return edit.set_value(tree, (*path, ID), id)
    at = [*node.entries].index(name) + 1 if name in node.entries else None
    return edit.insert(tree, (*path, ID), id, at=at)


def _written(tree: Tree, path: Path) -> Node:
    """What stands at a path.

    Raises:
        EditRefused: nothing that an id could be written into.
    """
    prefix, node = tree.resolve(path)
    if prefix != path or not isinstance(node, Scalar | nodes.Mapping):
        raise EditRefused(tr("Nothing stands at this path."))
    return node


def _text_edits(tree: Tree, path: Path, text: str) -> tuple[Edit, ...]:
    """Writes a reference anew; none where it stands in a form that stays."""
    prefix, _ = tree.resolve(path)
    try:
        if is_key(path):
            return edit.rename(tree, prefix, text) if prefix == path else ()
        if tree.scalar_at(prefix) is None:
            return ()
        return edit.set_value(tree, prefix, text)
    except EditRefused:
        return ()
