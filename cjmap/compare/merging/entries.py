"""A map's text cut into its entries: each key and each item with the lines that are its own.

What stands above an entry (comments, blank lines), its own line and what stands below it are
told apart, and all lines are counted from its column, so that an entry of one text can take its
place in another. The lines of all entries together are the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final, TypeAlias

from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.text import tree as nodes
from cjmap.text.emitting import EditRefused
from cjmap.text.layout import Layout, Slot, odd
from cjmap.text.notes import comments
from cjmap.text.scalars import resolve
from cjmap.text.tree import Alias, Node, Scalar, Tree

Plain: TypeAlias = "str | tuple[str] | list[Plain] | dict[str, Plain] | None"
"""What a node says: a text, a number or boolean as it is written (in a tuple), nothing, a list or
a mapping. What an alias repeats stands in its place."""

Line: TypeAlias = tuple[int, str]
"""How far a line stands in from the column of its entry, which may be less than nothing, and the
rest of it."""

_LINE_END: Final = expression(r"\r\n|\n|\r")
# Anchors, aliases, tags: what nobody may part from where it stands.
_NAMED: Final = expression(r"(?<![^\s\[{,:])[&*!]\S")
# How far in what is new stands.
_STEP: Final = 2
_TAIL: Final = expression(r"[ \t]*(?:#.*)?")


def say(node: Node) -> Plain:
    """What a node says."""
    if isinstance(node, Alias):
        return say(node.target)
    if isinstance(node, nodes.Mapping):
        return {key: say(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, nodes.Sequence):
        return [say(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.null:
        return None
    written = resolve(node.value, plain=node.plain)
    return node.value if isinstance(written, str) else (node.value,)


class Entry:
    """A key with its value, or an item of a list; the root of a text is one without a key.

    `lead` is its key with the colon, or its dash, up to an anchor; `gap` the blanks up to a first
    entry on the same line, `beside` what else stands there: a comment. `inner` is how far in its
    own entries stand. `lines` are its own and those of all that stands in it, `above` those above
    it, `foot` those below the last of its entries, counted from the column of these. `notes` are
    the comments of `lines`. `raw` is its value as it is written where that is one line.
    """

    __slots__ = (
        *("above", "beside", "children", "column", "flow", "foot", "gap", "inner", "key", "lead"),
        *("lines", "node", "notes", "parent", "path", "raw", "side", "value"),
    )

    def __init__(self, side: int, path: Path, node: Node, column: int = 0) -> None:
        self.side = side
        self.path = path
        self.node = node
        self.column = column
        self.key: str | None = None
        self.lead = ""
        self.gap: str | None = None
        self.beside = ""
        self.inner = 0
        self.flow = False
        self.above: tuple[Line, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self.foot: tuple[Line, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.raw: str | None = None
        self.children: list[Entry] | None = None
        self.parent: Entry | None = None
        self.value: Plain = say(node)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, nodes.Sequence)

    @property
    def style(self) -> tuple[str, str | None, str, int, bool]:
        """How what it holds is written, beside what it holds."""
        return (self.lead, self.gap, self.beside, self.inner, self.flow)

    def walk(self) -> Iterator[Entry]:
        """This and all entries in it, in their order."""
        yield self
        for child in self.children or ():
            yield from child.walk()

    def own(self, child: Entry) -> None:
        assert self.children is not None
        child.parent = self
        self.children.append(child)


@dataclass(frozen=True)
class Cut:
    """A text cut into entries; `head` are the lines above its first key, counted from column 0."""

    side: int
    tree: Tree
    root: Entry
    head: tuple[Line, ...]

    @property
    def source(self) -> Source:
        return self.tree.source

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.tree)

    @property
    def ended(self) -> bool:
        """Whether the last line has an end."""
        return self.source.text[-1:] in ("\n", "\r", "")

    @property
    def eol(self) -> str | None:
        """The first line end."""
        found = _LINE_END.search(self.source.text)
        return found[0] if found else None


def cut(tree: Tree, side: int) -> Cut:
    """Cuts a text into its entries. `side` says whose it is.

    Raises:
        EditRefused: it is not a mapping in block style, or something in it is written in a form
            that is not cut, such as a key behind `?`.
    """
    if tree.root is None and not tree.source.text.strip():
        empty = Entry(side, (), nodes.Mapping(0, 0, flow=False))
        empty.children = []
        return Cut(side, tree, empty, ())
    return _Cutter(tree, side).cut()


class _Cutter:
    def __init__(self, tree: Tree, side: int) -> None:
        self._layout = Layout(tree)
        self._tree = tree
        self._side = side
        source = tree.source
        self._lines = [source.line(number + 1) for number in range(len(source.starts))]
        if not self._lines[-1]:
            self._lines.pop()
        self._comments: dict[int, str] = {
            self._line_of(start): source.text[start:end].rstrip() for start, end in comments(tree)
        }

    def cut(self) -> Cut:
        slot = self._layout.root()
        if isinstance(slot.node, nodes.Mapping | nodes.Sequence) and slot.node.flow:
            raise EditRefused(tr("It stands in brackets as a whole, as JSON does."))
        if not isinstance(slot.node, nodes.Mapping) or slot.anchored:
            raise odd()
        first = self._layout.children(slot)[0]
        root = Entry(self._side, (), slot.node)
        root.column = first.column
        start = self._line_of(first.begin)
        self._fill(root, slot, start, len(self._lines))
        assert root.children is not None
        root.children[0].above = ()
        return Cut(self._side, self._tree, root, self._between(0, start, 0))

    # -- lines ----------------------------------------------------------------------------------

    def _line_of(self, index: int) -> int:
        """The number, from 0, of the line of an index; of the text's end the one behind the last."""
        return self._tree.source.position(index).line - 1

    def _between(self, start: int, stop: int, column: int) -> tuple[Line, ...]:
        lines = []
        for raw in self._lines[start:stop]:
            bare = raw.lstrip(" ")
            lines.append((len(raw) - len(bare) - column, bare))
        return tuple(lines)

    def _trivia(self, start: int, stop: int, column: int) -> tuple[Line, ...]:
        """Lines that hold nothing but comments and blanks."""
        found = self._between(start, stop, column)
        if any(text.strip(" \t") and not text.lstrip("\t").startswith("#") for _, text in found):
            raise odd()
        return found

    # -- entries --------------------------------------------------------------------------------

    def _fill(self, owner: Entry, slot: Slot, start: int, stop: int) -> None:
        """Gives an entry those that its block holds, whose lines are from `start` to `stop`."""
        owner.children = []
        children = self._layout.children(slot)
        keys = list(slot.node.entries) if isinstance(slot.node, nodes.Mapping) else None
        owner.inner = children[0].column - owner.column
        behind = start
        for number, child in enumerate(children):
            line = self._line_of(child.begin)
            self._layout.refuse_odd(child)
            if child.column != children[0].column or line < behind:
                raise odd()
            step = number if keys is None else keys[number]
            entry = Entry(self._side, (*owner.path, step), child.node, child.column)
            entry.key = None if keys is None else keys[number]
            entry.above = self._trivia(behind, line, child.column)
            behind = max(line + 1, self._behind(child, stop))
            self._read(entry, child, line, behind)
            owner.own(entry)
        owner.foot = self._trivia(behind, stop, children[0].column)

    def _behind(self, slot: Slot, stop: int) -> int:
        index = self._layout.below(slot)
        if index >= len(self._tree.source.text):
            return stop
        return min(self._line_of(index), stop)

    def _read(self, entry: Entry, slot: Slot, line: int, stop: int) -> None:
        text, layout, node = self._tree.source.text, self._layout, slot.node
        first = (0, text[slot.begin : layout.line_end(slot.begin)])
        entry.lines = (first, *self._between(line + 1, stop, entry.column))
        found = (self._comments.get(number) for number in range(line, stop))
        entry.notes = tuple(comment for comment in found if comment is not None)
        entry.lead = text[slot.begin : slot.head]
        if isinstance(node, nodes.Mapping | nodes.Sequence) and not node.flow:
            children = layout.children(slot)
            begin = children[0].begin
            joined = self._line_of(begin) == line
            entry.gap = text[slot.head : begin] if joined else None
            entry.beside = "" if joined else text[slot.head : layout.line_end(slot.head)]
            if not joined and not _TAIL.fullmatch(entry.beside):
                raise odd()
            self._fill(entry, slot, line if joined else line + 1, stop)
            return
        entry.flow = isinstance(node, nodes.Mapping | nodes.Sequence)
        begin = self._tree.begins.get(node.start, node.start)
        raw = text[begin : node.end]
        if len(entry.lines) == 1 and "\n" not in raw and "\r" not in raw:
            entry.raw = raw
            entry.beside = text[node.end : layout.line_end(node.end)]
            if slot.empty:
                entry.beside = text[slot.head : layout.line_end(slot.head)]


# -- what stands in brackets, or for more than it says --------------------------------------------


def spread(cut: Cut, entry: Entry) -> Entry | None:
    """An entry in brackets as one that holds entries; None where these cannot be parted."""
    node = entry.node
    text = cut.source.text[node.start : node.end]
    if not isinstance(node, nodes.Mapping | nodes.Sequence) or not node.flow:
        return None
    if "#" in text or _NAMED.search(f"{entry.lead} {text}") or _is_pair(text, node):
        return None
    found = _like(entry, node)
    found.flow = True
    pairs: list[tuple[str | None, str, Node]] = (
        [
            (key, cut.source.text[name.start : name.end], value)
            for key, (name, value) in node.entries.items()
        ]
        if isinstance(node, nodes.Mapping)
        else [(None, "", item) for item in node.items]
    )
    for number, (key, name, value) in enumerate(pairs):
        raw = _raw(cut, value)
        if raw is None:
            return None
        step = number if key is None else key
        found.own(_single(cut.side, (*entry.path, step), key, name, value, raw))
    return found


def _raw(cut: Cut, node: Node) -> str | None:
    """A value in brackets as it is written, where it stands on one line or can be put on one."""
    raw = cut.source.text[node.start : node.end]
    if isinstance(node, Scalar):
        return raw if "\n" not in raw and "\r" not in raw and raw else None
    lines = [line.strip() for line in _LINE_END.split(raw)]
    # A text over several lines would be read as another.
    if len(lines) > 1 and any(_LINE_END.search(part) for part in _scalars(cut, node)):
        return None
    return " ".join(lines)


def _scalars(cut: Cut, node: Node) -> Iterator[str]:
    """The texts of a list or mapping as they are written."""
    if isinstance(node, nodes.Mapping):
        for _, value in node.entries.values():
            yield from _scalars(cut, value)
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _scalars(cut, item)
    else:
        yield cut.source.text[node.start : node.end]


def _is_pair(text: str, node: Node) -> bool:
    """Whether a key and value stand in a list without braces."""
    return isinstance(node, nodes.Mapping) and not text.startswith("{")


def as_mapping(cut: Cut, entry: Entry, key: str) -> Entry | None:
    """A text as the mapping that it stands for, in which it is under a key."""
    return _wrap(cut, entry, key)


def as_list(cut: Cut, entry: Entry) -> Entry | None:
    """A text that stands alone where a list may, as that list."""
    return _wrap(cut, entry, None)


def _wrap(cut: Cut, entry: Entry, key: str | None) -> Entry | None:
    node = entry.node
    if not isinstance(node, Scalar) or entry.raw is None or _NAMED.match(entry.raw):
        return None
    holder: Node
    if key is None:
        holder = alone = nodes.Sequence(node.start, node.end, flow=False)
        alone.items.append(node)
    else:
        holder = whole = nodes.Mapping(node.start, node.end, flow=False)
        whole.entries[key] = (Scalar(key, True, node.start, node.start), node)
    found = _like(entry, holder)
    step: str | int = 0 if key is None else key
    found.own(_single(cut.side, (*entry.path, step), key, key or "", node, entry.raw))
    return found


def as_empty(entry: Entry, *, is_list: bool) -> Entry:
    """A key without a value as one that holds nothing yet."""
    node = entry.node
    holder: Node = (
        nodes.Sequence(node.start, node.end, flow=False)
        if is_list
        else nodes.Mapping(node.start, node.end, flow=False)
    )
    return _like(entry, holder)


def _like(entry: Entry, node: Node) -> Entry:
    """An entry that holds what a node does, in the place of another."""
    found = Entry(entry.side, entry.path, node, entry.column)
    found.key, found.above, found.lines = entry.key, entry.above, entry.lines
    found.notes, found.parent, found.raw = entry.notes, entry.parent, entry.raw
    found.lead, found.beside = entry.lead.rstrip(), entry.beside
    found.gap = " " if found.key is None else None
    found.inner = _STEP
    found.children = []
    return found


def _single(side: int, path: Path, key: str | None, name: str, value: Node, raw: str) -> Entry:
    """An entry of one line for a value in brackets."""
    entry = Entry(side, path, value)
    entry.key, entry.raw = key, raw
    entry.lead = "-" if key is None else f"{name}:"
    entry.flow = isinstance(value, nodes.Mapping | nodes.Sequence)
    entry.lines = ((0, f"{entry.lead} {raw}"),)
    return entry
