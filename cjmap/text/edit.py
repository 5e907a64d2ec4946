"""Edits of a YAML text at a path: set, insert, remove, rename.

Each gives replacements of stretches of the text and leaves every other byte: comments, order,
quotes, anchors, line ends, block and flow style, indentation. Nothing is changed but what is
said: an edit that would change a second place, or that cannot be written at this one, raises
`EditRefused`. What is written new takes after its surroundings: blocks within blocks, brackets
within brackets, indented as the document's first list and mapping are.

Which comments belong to what is removed is told in `cjmap.text.layout`: those beside it, those
right above it at its own column, those below it that are indented deeper.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from cjmap.expressions import expression
from cjmap.findings import Edit, Path
from cjmap.messages import shorten, tr
from cjmap.records import replace
from cjmap.text import blocks, flows
from cjmap.text import tree as nodes
from cjmap.text.emitting import EditRefused, Value, single, written_key
from cjmap.text.layout import Layout, Slot
from cjmap.text.scalars import resolve
from cjmap.text.tree import Alias, Node, Scalar, Tree

Edits: TypeAlias = tuple[Edit, ...]


# A value in one line that is no list, no mapping and in no quotes.
_PLAIN: Final = expression(r"[^\"'\[{|>\n][^\n]*")
_GAP: Final = expression(r"[ \t]*(?P<lines>[\r\n][ \t\r\n]*)")
_TABS: Final = expression(r"\t+")


def set_value(tree: Tree, path: Path, value: Value) -> Edits:
    """Writes a value in place of the one at `path`; none where it is there already.

    A text keeps the kind of its quotes, a block text stays one where it can, a list in brackets
    stays in brackets. An anchor stays and names the new value; an alias is replaced by it.

    Raises:
        EditRefused: nothing stands there; the path leads through an alias; something within the
            old value bears an anchor that an alias elsewhere needs; the value cannot be written.
    """
    layout = Layout(tree)
    slot = layout.find(path)
    if _equals(slot.node, value):
        return ()
    if isinstance(slot.node, nodes.Mapping | nodes.Sequence):
        _refuse_needed(tree, slot.begin, slot.end, besides=slot.node)
    return _replace(layout, slot, value)


def insert(tree: Tree, path: Path, value: Value, *, at: int | None = None) -> Edits:
    """Adds a key or an item, so that `path` leads to it.

    The end of the path is a new key, the `at`-th of its mapping (from 0, the last by default),
    or the number that the new item of a list will have. What owns it may be empty still: a key
    without a value, `[]`, `{}`.

    Raises:
        EditRefused: the key is there already; the owner is none that takes it, stands at an
            alias, or could not be read as a whole; the value cannot be written.
    """
    if not path:
        raise EditRefused(tr("Nothing stands at this path."))
    layout = Layout(tree)
    owner = layout.find(path[:-1])
    step = path[-1]
    node = owner.node
    if _is_vacant(node, step):
        return _replace(layout, owner, [value] if isinstance(step, int) else {step: value})
    number = _place_for(node, step, at)
    key = step if isinstance(step, str) else None
    if isinstance(node, nodes.Mapping | nodes.Sequence) and node.flow:
        return _claim(node, key, flows.insert(layout, owner, number, key, value))
    return _claim(node, key, blocks.insert(layout, owner, number, key, value))


def remove(tree: Tree, path: Path) -> Edits:
    """Takes away a key with its value, or an item, and the comments that belong to it.

    The last of a list leaves `[]` behind, the last of a mapping `{}`.

    Raises:
        EditRefused: nothing stands there; the path leads through an alias; an alias elsewhere
            needs an anchor in it; what stands beside it could not be read.
    """
    if not path:
        raise EditRefused(tr("Nothing stands at this path."))
    layout = Layout(tree)
    owner = layout.find(path[:-1])
    slot = layout.child(owner, path[-1])
    node = owner.node
    _refuse_partial(node)
    _refuse_needed(tree, slot.begin, slot.end)
    assert isinstance(node, nodes.Mapping | nodes.Sequence)
    steps: list[str | int] = (
        [*node.entries] if isinstance(node, nodes.Mapping) else [*range(len(node.items))]
    )
    number = steps.index(path[-1])
    if node.flow:
        return flows.remove(layout, owner, number)
    if len(steps) == 1:
        return blocks.replace(layout, owner, {} if isinstance(node, nodes.Mapping) else [])
    return blocks.remove(layout, owner, number)


def rename(tree: Tree, path: Path, key: str) -> Edits:
    """Writes another key at the end of `path`, in the quotes of the old one.

    Raises:
        EditRefused: no key stands there; its mapping has the new key already; the path leads
            through an alias; the key cannot be written.
    """
    layout = Layout(tree)
    owner = layout.find(path[:-1]).node if path else None
    step = path[-1] if path else 0
    if not isinstance(owner, nodes.Mapping) or isinstance(step, int):
        layout.find(path)
        raise EditRefused(tr("Nothing stands at this path."))
    if step not in owner.entries:
        raise EditRefused(tr("Nothing stands at this path."))
    if step == key:
        return ()
    _refuse_taken(owner, key)
    old, _ = owner.entries[step]
    quote = tree.source.text[old.start]
    text = written_key(key, flow=owner.flow, quote=quote if quote in "\"'" else "")
    return _claim(owner, key, (Edit(old.start, old.end, text),))


def quote(text: str, start: int, end: int) -> Edits:
    """Writes a text in quotes in place of a stretch that was meant as that.

    Raises:
        EditRefused: the text cannot be written.
    """
    return (Edit(start, end, single(text, flow=True)),)


def remove_comment(tree: Tree, start: int, end: int) -> Edits:
    """Takes a comment away: with its line where it is alone there, else with the blanks before it."""
    layout = Layout(tree)
    if layout.is_first(start):
        return (Edit(layout.line_start(start), layout.next_line(start), ""),)
    before = tree.source.text[layout.line_start(start) : start]
    return (Edit(start - len(before) + len(before.rstrip(" \t")), end, ""),)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made. They must not overlap; their order is of no account."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*pieces, text[done:]))


def _replace(layout: Layout, slot: Slot, value: Value) -> Edits:
    edits = (flows.replace if slot.flow else blocks.replace)(layout, slot, value)
    if not edits or (_is_one_text(value) and _PLAIN.fullmatch(edits[-1].text.strip())):
        return edits
    return (*edits, *_without_tabs(layout, slot, edits[-1].end))


def _is_one_text(value: Value) -> bool:
    return isinstance(value, str) or not isinstance(value, Mapping | Sequence)


def _without_tabs(layout: Layout, slot: Slot, end: int) -> Edits:
    """Blanks for the tabs of lines behind a text without quotes, where its new value is none.

    Such a text takes the blank lines and the indentation of a comment behind it along, with tabs and
    all; behind anything else a tab may not begin a line.
    """
    if not (isinstance(slot.node, Scalar) and slot.node.plain):
        return ()
    text = layout.tree.source.text
    gap = _GAP.match(text, max(end, slot.node.end))
    if gap is None:
        return ()
    return tuple(
        Edit(*found.span(), " " * len(found[0]))
        for found in _TABS.finditer(text, *gap.span("lines"))
    )


def _equals(node: Node, value: Value) -> bool:
    """Whether a node says a value already; the order of keys counts, how it is written does not."""
    if isinstance(node, Alias):
        node = node.target
    if isinstance(node, Scalar):
        return _is_single(node, value)
    if isinstance(node, nodes.Mapping):
        return (
            isinstance(value, Mapping)
            and not node.partial
            and list(node.entries) == list(value)
            and all(_equals(node.entries[key][1], inner) for key, inner in value.items())
        )
    if not isinstance(node, nodes.Sequence) or not isinstance(value, Sequence):
        return False
    same_length = not isinstance(value, str) and len(node.items) == len(value)
    return same_length and all(map(_equals, node.items, value))


def _is_single(node: Scalar, value: Value) -> bool:
    written = resolve(node.value, plain=node.plain)
    if isinstance(value, datetime.date):
        return written == value.isoformat()
    if isinstance(written, bool) or isinstance(value, bool):
        return written is value
    return written == value


def _is_vacant(node: Node, step: str | int) -> bool:
    """Whether a node is an owner that holds nothing yet and takes `step` as its first."""
    if isinstance(node, Scalar):
        return node.null and not (isinstance(step, int) and step)
    if isinstance(node, nodes.Mapping):
        return not node.entries and not node.partial and isinstance(step, str)
    return isinstance(node, nodes.Sequence) and not node.items and step == 0


def _place_for(node: Node, step: str | int, at: int | None) -> int:
    """The number that a new entry gets among those of a node."""
    _refuse_partial(node)
    if isinstance(node, nodes.Mapping) and isinstance(step, str):
        _refuse_taken(node, step)
        number, most = len(node.entries) if at is None else at, len(node.entries)
    elif isinstance(node, nodes.Sequence) and isinstance(step, int):
        number, most = step, len(node.items)
    else:
        raise EditRefused(tr("Nothing stands at this path."))
    if not 0 <= number <= most:
        raise EditRefused(tr("Nothing stands at this path."))
    return number


def _refuse_partial(node: Node) -> None:
    if isinstance(node, Alias):
        raise EditRefused(
            tr("An alias repeats what stands elsewhere; edit it there, at its anchor.")
        )
    if isinstance(node, nodes.Mapping) and node.partial:
        raise EditRefused(tr("Some of the keys here could not be read; mend them first."))


def _refuse_taken(node: nodes.Mapping, key: str) -> None:
    if key in node.entries:
        raise EditRefused(tr("The key `{key}` is here already.", key=shorten(key)))


def _refuse_needed(tree: Tree, start: int, end: int, besides: Node | None = None) -> None:
    """Refuses to take away what an alias outside the stretch repeats."""
    for alias in tree.aliases:
        inside = start <= alias.start < end
        if start <= alias.target.start <= end and not inside and alias.target is not besides:
            line = tree.source.position(alias.start).line
            raise EditRefused(tr("An alias on line {line} repeats what stands here.", line=line))


def _claim(node: Node, key: str | None, edits: Edits) -> Edits:
    """Edits that give a mapping a key say so, so that two of them are not made at once."""
    if key is None:
        return edits
    return tuple(replace(edit, claim=(node.start, key)) for edit in edits)
