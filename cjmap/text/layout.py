"""Where the parts of a tree stand in their text: lines, columns, colons, dashes, comments.

A tree says where nodes stand; an edit must also know what stands between them, and which lines
belong to what. A `Slot` is the place of one node, behind its colon or dash.

Which comment belongs to what: the one behind an entry, on its last line or on its key's; those
above it, on lines of their own at its column, with no blank line between; those below it that
are indented deeper than it. Comments above the first key of a document belong to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from cjmap.expressions import expression
from cjmap.findings.source import Source
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.text.emitting import EditRefused, Style
from cjmap.text.tree import Alias, Mapping, Node, Scalar, Sequence, Tree

TRIVIA = r"(?:[ \t\r\n]|#[^\r\n]*)*"
_GAP = expression(TRIVIA)
_DASH = expression(TRIVIA + "-")
_COLON = expression(r"[ \t]*:")
_FLOW_COLON = expression(TRIVIA + ":")
_PROPERTIES = expression(r"(?:&[0-9A-Za-z_-]+|![^\s,\[\]{}]*)(?:[ \t]+&[0-9A-Za-z_-]+)?")
_HEADER = expression(r"[|>][-+0-9]*")
# What may stand before an entry of a block on its line.
_BEFORE_ENTRY = expression(r"[ ]*(?:-[ \t]+)*")
_NOTHING: Final = tr("There is nothing to edit: the text is empty or cannot be read.")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a node.

    `begin` is where its entry begins: its key, its dash, or in a flow list itself. `head` is
    right behind the colon, the dash, and the node's own anchor where it is `anchored`. `column`
    is that of the entry; -1 of the root. `item` says that no key stands before it, `bare` that
    a key does, without a colon.
    """

    node: Node
    begin: int
    head: int
    column: int
    flow: bool
    item: bool
    anchored: bool
    bare: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        node = self.node
        return isinstance(node, Scalar) and node.plain and node.start == node.end

    @property
    def beside(self) -> bool:
        """Whether a block may begin on the line of the dash."""
        return self.item and not self.flow and not self.anchored

    @property
    def end(self) -> int:
        return self.head if self.empty else self.node.end


class Layout:
    """A tree and its text, asked for what stands where. Indexes are into the text."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.source: Source = tree.source
        self.text: str = tree.source.text

    # -- lines ----------------------------------------------------------------------------

    def line_start(self, index: int) -> int:
        return self.source.starts[self.source.position(index).line - 1]

    def line_end(self, index: int) -> int:
        """The end of the line, before its line end."""
        line = self.source.position(index).line
        return self.source.starts[line - 1] + len(self.source.line(line))

    def next_line(self, index: int) -> int:
        """The start of the next line, the text's end where there is none."""
        line = self.source.position(index).line
        starts = self.source.starts
        return starts[line] if line < len(starts) else len(self.text)

    def before_line_end(self, index: int) -> int:
        """The start of a line → the end of the line before; other indexes stay."""
        if index and index == self.line_start(index):
            return self.line_end(index - 1)
        return index

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def is_first(self, index: int) -> bool:
        """Whether only blanks stand before something on its line."""
        return not self.text[self.line_start(index) : index].strip(" \t")

    def is_last(self, index: int) -> bool:
        """Whether only blanks and a comment follow on the line."""
        return self.text[index : self.line_end(index)].strip(" \t")[:1] in ("", "#")

    def _is_blank(self, start: int) -> bool:
        return start < len(self.text) and not self.text[start : self.line_end(start)].strip(" \t")

    def _comment_column(self, start: int) -> int | None:
        """The column of a comment that has the line of `start` to itself."""
        line = self.text[start : self.line_end(start)]
        bare = line.lstrip(" \t")
        return len(line) - len(bare) if bare.startswith("#") else None

    # -- slots ----------------------------------------------------------------------------

    def root(self) -> Slot:
        """The place of the whole document, to be edited.

        Raises:
            EditRefused: not all of it could be read.
        """
        if self.tree.broken:
            raise EditRefused(_NOTHING)
        return self.top()

    def top(self) -> Slot:
        """The place of the whole document, as far as it could be read.

        Raises:
            EditRefused: nothing could be.
        """
        node = self.tree.root
        if node is None:
            raise EditRefused(_NOTHING)
        own = self.behind_properties(node)
        return Slot(node, node.start, own or node.start, -1, False, True, own is not None)

    def find(self, path: tuple[str | int, ...]) -> Slot:
        """The place of what a path leads to.

        Raises:
            EditRefused: nothing stands there, or the path leads through an alias.
        """
        slot = self.root()
        for step in path:
            slot = self.child(slot, step)
        return slot

    def child(self, slot: Slot, step: str | int) -> Slot:
        """The place under a key or a number of what stands in `slot`."""
        node = slot.node
        if isinstance(node, Alias):
            raise EditRefused(
                tr("An alias repeats what stands elsewhere; edit it there, at its anchor.")
            )
        if isinstance(node, Mapping) and step in node.entries and isinstance(step, str):
            key, value = node.entries[step]
            return self._under_key(node, key, value)
        if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            return self._under_dash(slot, node, step)
        raise EditRefused(tr("Nothing stands at this path."))

    def children(self, slot: Slot) -> list[Slot]:
        """The places of all entries of a list or mapping."""
        node = slot.node
        if isinstance(node, Mapping):
            return [self._under_key(node, key, value) for key, value in node.entries.values()]
        assert isinstance(node, Sequence)
        return [self._under_dash(slot, node, number) for number in range(len(node.items))]

    def _under_key(self, owner: Mapping, key: Scalar, value: Node) -> Slot:
        begin = self.tree.begins.get(key.start, key.start)
        colon = (_FLOW_COLON if owner.flow else _COLON).match(self.text, key.end)
        column = self.column(begin)
        if colon is None and not owner.flow:
            raise odd()
        behind = colon.end() if colon is not None else key.end
        own = self.behind_properties(value)
        anchored = own is not None
        return Slot(value, begin, own or behind, column, owner.flow, False, anchored, colon is None)

    def _under_dash(self, slot: Slot, owner: Sequence, number: int) -> Slot:
        node = owner.items[number]
        own = self.behind_properties(node)
        if owner.flow:
            begin = self.tree.begins.get(node.start, node.start)
            return Slot(node, begin, own or begin, 0, True, True, own is not None)
        before = owner.items[number - 1].end if number else slot.head
        dash = _DASH.match(self.text, before)
        if dash is None:
            raise odd()
        begin = dash.end() - 1
        column = self.column(begin)
        return Slot(node, begin, own or dash.end(), column, False, True, own is not None)

    def behind_properties(self, node: Node) -> int | None:
        """Where a node's own anchor or tag ends; None where it has none."""
        begin = node.start
        if isinstance(node, Scalar):
            if begin not in self.tree.begins:
                return None
            begin = self.tree.begins[begin]
        elif isinstance(node, Mapping) and node.entries:
            first, _ = next(iter(node.entries.values()))
            # The anchor of a first key that stands on the dash's line.
            if self.tree.begins.get(first.start) == begin:
                return None
        match = _PROPERTIES.match(self.text, begin)
        return match.end() if match else None

    def start(self, slot: Slot) -> int:
        """Where what a slot holds begins, behind its anchor."""
        return self.skip(slot.head) if slot.anchored else slot.node.start

    def skip(self, index: int) -> int:
        """Where what follows blanks, line ends and comments begins."""
        gap = _GAP.match(self.text, index)
        return gap.end() if gap else index

    # -- what belongs to an entry of a block -----------------------------------------------

    def refuse_odd(self, slot: Slot) -> None:
        """Refuses entries with `?`, and those that begin on the line of something else."""
        before = self.text[self.line_start(slot.begin) : slot.begin]
        if not _BEFORE_ENTRY.fullmatch(before):
            raise odd()

    def above(self, begin: int, floor: int) -> int:
        """The start of the lines of an entry that begins its own line, comments above included.

        `begin` is where the entry begins, `floor` where what stands before it ends.
        """
        start = self.line_start(begin)
        column = begin - start
        while start > floor:
            before = self.line_start(start - 1)
            if before < floor or self._comment_column(before) != column:
                break
            start = before
        return start

    def below(self, slot: Slot) -> int:
        """The start of the line behind an entry, what belongs to it included."""
        stop = self.next_line(slot.end)
        tail = last_text(slot.node)
        if tail is not None:
            stop = max(stop, self.end_of_block(tail))
        index = stop
        while index < len(self.text):
            column = self._comment_column(index)
            if column is not None and column > slot.column:
                stop = self.next_line(index)
            elif not self._is_blank(index):
                break
            index = self.next_line(index)
        return stop

    def blanks_before(self, start: int, floor: int) -> int:
        """The start of the blank lines before a line, down to `floor`."""
        while start > floor and self._is_blank(before := self.line_start(start - 1)):
            if before < floor:
                break
            start = before
        return start

    def blanks_behind(self, start: int) -> int:
        """The start of the first line from `start` on that is not blank."""
        while self._is_blank(start):
            start = self.next_line(start)
        return start

    def takes_what_follows(self, index: int, column: int) -> bool:
        """Whether a block text that ends before the line of `index` might grow into what follows.

        Blanks that are indented, or a comment deeper than `column`, would be taken for text.
        """
        while self._is_blank(index):
            if self.line_end(index) > index:
                return True
            index = self.next_line(index)
        comment = self._comment_column(index)
        return comment is not None and comment > column

    # -- block texts ----------------------------------------------------------------------

    def header(self, node: Node) -> re.Match[str] | None:
        """What begins a block text (`|-`); None for all else."""
        if not is_block_text(node, self.text):
            return None
        return _HEADER.match(self.text, node.start)

    def body_indent(self, node: Node) -> int:
        """How far the lines of a block text are indented; 0 where it says so by a number."""
        header = self.header(node)
        assert header is not None
        start = self.next_line(node.start)
        if re.search(r"\d", header[0]) or start >= node.end:
            return 0
        start = self.blanks_behind(start)
        return len(self.text[start : node.end]) - len(self.text[start : node.end].lstrip(" "))

    def end_of_block(self, node: Scalar) -> int:
        """The start of the line behind a block text, blank lines that belong to it included."""
        header = self.header(node)
        stop = self.next_line(node.end)
        if header is None:
            return stop
        indent = self.body_indent(node)
        index = stop
        while self._is_blank(index):
            if "+" in header[0] or self.line_end(index) - index > indent:
                stop = self.next_line(index)
            index = self.next_line(index)
        return stop

    # -- the writer's habits ----------------------------------------------------------------

    def style(self, column: int, following: int) -> Style:
        """How this document is written, as its first lists and mappings show.

        `column` is that of the entry that a value is written for, `following` the start of the
        line that will stand behind it.
        """
        step = next(self._offsets(Mapping), 2)
        dash = next(self._offsets(Sequence), step)
        gap = next(self._gaps(), 1)
        texts = not self.takes_what_follows(following, column)
        return Style(step, dash, gap, self.eol, texts)

    @cached_property
    def eol(self) -> str:
        """The text's first line end, which new lines get too."""
        end = re.search(r"\r\n|\n|\r", self.text)
        return end[0] if end else "\n"

    def _blocks(self) -> Iterator[Slot]:
        """The lists and mappings in block style, each behind its owner."""
        waiting = [self.root()]
        while waiting:
            slot = waiting.pop()
            if isinstance(slot.node, Mapping | Sequence) and not slot.node.flow:
                yield slot
                try:
                    waiting += reversed(self.children(slot))
                except EditRefused:
                    continue

    def _offsets(self, kind: type[Mapping] | type[Sequence]) -> Iterator[int]:
        """How far the blocks of a kind stand within the keys that hold them."""
        for slot in self._blocks():
            if isinstance(slot.node, kind) and not slot.item:
                first = self.children(slot)[0]
                offset = first.column - slot.column
                if self.is_first(first.begin) and offset >= (1 if kind is Mapping else 0):
                    yield offset

    def _gaps(self) -> Iterator[int]:
        for slot in self._blocks():
            if slot.beside and slot.column >= 0 and isinstance(slot.node, Mapping):
                first = self.children(slot)[0]
                gap = first.begin - slot.head
                if gap > 0 and not self.text[slot.head : first.begin].strip(" "):
                    yield gap


def is_block_text(node: Node, text: str) -> bool:
    return isinstance(node, Scalar) and not node.plain and text[node.start] in "|>"


def last_text(node: Node) -> Scalar | None:
    """The scalar that ends a node in block style."""
    while isinstance(node, Mapping | Sequence) and not node.flow:
        below = list(node.items if isinstance(node, Sequence) else values(node))
        if not below:
            return None
        node = below[-1]
    return node if isinstance(node, Scalar) else None


def values(node: Mapping) -> list[Node]:
    return [value for _, value in node.entries.values()]


def odd() -> EditRefused:
    return EditRefused(
        tr("This is written in a form that is not edited here, such as a key behind `?`.")
    )
