"""Keys that stand behind a `?`, written as all others are: before their colon.

`? name` with `: Laura` below becomes `name:` with ` Laura` below it: nothing else moves, so that
comments and what stands deeper stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.expressions import expression
from cjmap.findings import Edit
from cjmap.findings.source import Source
from cjmap.text.edit import apply
from cjmap.text.emitting import written_key
from cjmap.text.layout import TRIVIA, values
from cjmap.text.limits import Limits
from cjmap.text.reading import read
from cjmap.text.tree import Mapping, Node, Scalar, Sequence, Tree

_MARK = expression(r"(?m)^[ ]*(?:[-:?][ \t]+)*\?(?=[ \t\r\n])")
# From where the entry before ends, a lonely colon of it included, to the mark of this one.
_BEFORE = expression(rf"{TRIVIA}(?::{TRIVIA})?(?P<mark>\?)(?=[ \t\r\n])")
_COLON = expression(rf"{TRIVIA}(?P<colon>:)")
_BLANK = expression(TRIVIA)


def without_marks(tree: Tree, limits: Limits | None = None) -> Tree:
    """The tree of the same document with all keys before their colons; itself if they are.

    Raises:
        EditRefused: a key is longer than one before a colon may be.
    """
    text = tree.source.text
    if not _MARK.search(text):
        return tree
    edits = [edit for key in _marked(tree) for edit in key]
    return read(Source(tree.source.file, apply(text, edits)), limits) if edits else tree


def _marked(tree: Tree) -> Iterator[Iterator[Edit]]:
    """The edits for each key behind a mark."""
    waiting: list[Node] = [tree.root] if tree.root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence) and not node.flow:
            waiting += node.items
        elif isinstance(node, Mapping) and not node.flow:
            waiting += values(node)
            yield from _marked_in(tree, node)


def _marked_in(tree: Tree, mapping: Mapping) -> Iterator[Iterator[Edit]]:
    text = tree.source.text
    end: int | None = None
    for key, value in mapping.entries.values():
        begin = tree.begins.get(key.start, key.start)
        mark = _first_mark(text, mapping, begin) if end is None else _mark(text, end, begin)
        if mark is not None:
            yield _edits(tree, mark, begin, key)
        end = max(key.end, value.end)


def _first_mark(text: str, mapping: Mapping, begin: int) -> int | None:
    """The mark of a mapping's first key; before it only an anchor of the mapping may stand."""
    at = text.find("?", mapping.start, begin)
    while at >= 0:
        found = _mark(text, at, begin)
        if found is not None:
            return found
        at = text.find("?", at + 1, begin)
    return None


def _mark(text: str, start: int, begin: int) -> int | None:
    """The mark between an index and a key, if one is there."""
    found = _BEFORE.match(text, start)
    if found is None or found.end() > begin:
        return None
    between = _BLANK.match(text, found.end(), begin)
    return found.start("mark") if between and between.end() == begin else None


def _edits(tree: Tree, mark: int, begin: int, key: Scalar) -> Iterator[Edit]:
    """Takes the mark away, and puts the colon behind its key."""
    text, source = tree.source.text, tree.source
    column = source.position(mark).column - 1
    if source.position(mark).line == source.position(begin).line:
        yield Edit(mark, begin, "")
    else:
        start = source.starts[source.position(begin).line - 1]
        yield Edit(mark, mark + 1, " ")
        yield Edit(start, begin, " " * column)
    alias = text[key.start : key.start + 1] == "*"
    written = f"{text[key.start : key.end]} " if alias else written_key(key.value, flow=False)
    yield Edit(key.start, key.end, f"{written}:")
    colon = _COLON.match(text, key.end)
    if colon is not None:
        yield Edit(colon.start("colon"), colon.end(), " ")
