"""Whether two documents say the same: values, kinds, order of lists, what aliases repeat.

The order of keys, quotes and style do not count: of a scalar it counts what it is read as.
"""

from __future__ import annotations

from cjmap.text import tree as nodes
from cjmap.text.notes import comments
from cjmap.text.scalars import resolve
from cjmap.text.tree import Alias, Node, Scalar, Tree


def is_same(one: Tree, other: Tree) -> bool:
    """Whether two trees say the same, and have the same comments, in whatever order."""
    if other.problems or other.broken or one.root is None or other.root is None:
        return False
    return _have_same_comments(one, other) and _is_same_node(one.root, other.root)


def _have_same_comments(one: Tree, other: Tree) -> bool:
    return _comments(one) == _comments(other)


def _comments(tree: Tree) -> list[str]:
    text = tree.source.text
    return sorted(text[start:end].rstrip() for start, end in comments(tree))


def _is_same_node(one: Node, other: Node) -> bool:
    waiting = [(one, other)]
    met: set[tuple[int, int]] = set()
    while waiting:
        one, other = waiting.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, Scalar) and isinstance(other, Scalar):
            if one.value != other.value or (
                one.plain != other.plain and not _is_read_alike(one, other)
            ):
                return False
        elif isinstance(one, nodes.Mapping) and isinstance(other, nodes.Mapping):
            if one.entries.keys() != other.entries.keys():
                return False
            waiting += ((value, other.entries[key][1]) for key, (_, value) in one.entries.items())
        elif isinstance(one, nodes.Sequence) and isinstance(other, nodes.Sequence):
            if len(one.items) != len(other.items):
                return False
            waiting += zip(one.items, other.items, strict=True)
        elif isinstance(one, Alias) and isinstance(other, Alias):
            pair = id(one.target), id(other.target)
            if pair not in met:
                met.add(pair)
                waiting.append((one.target, other.target))
    return True


def _is_read_alike(one: Scalar, other: Scalar) -> bool:
    """Whether a text is the same with and without quotes."""
    return resolve(one.value, plain=one.plain) == resolve(other.value, plain=other.plain)
