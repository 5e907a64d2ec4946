"""What the comments of a document belong to, so that it can be written anew.

A comment behind something belongs to that, one above an entry to the entry. One below an entry
that is indented deeper than what follows belongs to the innermost thing that it stands within:
to the list or mapping whose entries stand at its column, as what was taken out of it, else to
the entry before it. What stands above the first key, or behind the end of the document, belongs
to the file and is not among these.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from cjmap.expressions import expression
from cjmap.findings.source import Source
from cjmap.records import dataclass
from cjmap.text import tree as nodes
from cjmap.text.layout import Layout, Slot, is_block_text
from cjmap.text.tree import Tree

ROOT: Final = -1
"""Where the document as a whole begins, in place of an entry."""

_COMMENT = expression(r"#(?:(?<=[ \t\r\n]#)|(?<=^#))[^\r\n]*")
# Comments that keep findings silent count for lines: what they speak of must stay on them. One
# for the whole file counts before the first key alone, and must not come there by itself.
_SILENCING = expression(r"#\s*cjmap\W*\s*\w", re.IGNORECASE)
_FILE_WIDE = expression(r"#\s*cjmap\W*\s*ignore-file", re.IGNORECASE)
# An item of a list that somebody has taken out.
_ITEM = expression(r"#+[ \t]*-[ \t]")
_INNERMOST: Final = 1_000_000
_OUTERMOST: Final = -2
_END = expression(r"^(?:\.\.\.|---)(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: its text, the blanks before it where it stands behind something, and whether a
    blank line stands above it."""

    text: str
    gap: str
    apart: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key or an item: where it begins, at which column, and in what."""

    at: int
    column: int
    owner: int
    slot: Slot

    @property
    def opens(self) -> bool:
        """Whether entries of its own stand below it."""
        node = self.slot.node
        return isinstance(node, nodes.Mapping | nodes.Sequence) and not node.flow


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a comment is put: of those behind an entry the deeper one stands before others."""

    depth: int
    where: dict[int, list[Note]]
    entry: _Entry


class Notes:
    """The comments of a document by the entry that they belong to, known by where it begins.

    `above` an entry, `beside` its key or dash where its value stands below, `behind` its value,
    `below` it, and at the `foot` of the list or mapping that it holds. `held` are the owners of
    mappings whose keys must stay in their order, `kept` the entries whose brackets must stay as
    they are written, both for the sake of comments that keep findings silent.
    """

    def __init__(self) -> None:
        self.above: dict[int, list[Note]] = {}
        self.beside: dict[int, list[Note]] = {}
        self.behind: dict[int, list[Note]] = {}
        self.below: dict[int, list[Note]] = {}
        self.foot: dict[int, list[Note]] = {}
        self.held: set[int] = set()
        self.kept: set[int] = set()
        # Where comments begin that stand within brackets, and that belong to nothing here.
        self.inside: list[int] = []

    def within(self, start: int, end: int) -> bool:
        """Whether a comment stands within a stretch of brackets."""
        at = bisect_left(self.inside, start)
        return at < len(self.inside) and self.inside[at] < end


def comments(tree: Tree) -> Iterator[tuple[int, int]]:
    """The stretches of all comments of a text, in order."""
    text = tree.source.text
    if "#" not in text:
        return
    starts = [start for start, _ in tree.scalars]
    found = _COMMENT.search(text)
    while found is not None:
        start, end = found.span()
        nearest = bisect_right(starts, start) - 1
        if nearest < 0 or start >= tree.scalars[nearest][1]:
            yield start, end
        else:
            end = tree.scalars[nearest][1]
        found = _COMMENT.search(text, end)


def end_of_content(tree: Tree) -> int:
    """Where the end of the document is marked; the text's end where it is not."""
    root = tree.root
    found = _END.search(tree.source.text, root.end) if root is not None else None
    return found.start() if found else len(tree.source.text)


def take_notes(tree: Tree, apart: frozenset[int]) -> Notes:
    """Where the comments of a tree belong. `apart` are the places above which a line is blank.

    Raises:
        EditRefused: a key or an item is written so that its column means nothing.
    """
    notes = Notes()
    text = tree.source.text
    stop = end_of_content(tree)
    every = list(comments(tree))
    found = [one for one in every if tree.start < one[0] < stop]
    speaking = any(start < tree.start and speaks(text[start:end]) for start, end in every)
    if found or speaking:
        clerk = _Clerk(tree, notes, apart)
        clerk.file(found)
        if speaking:
            clerk.hold_first()
    return notes


def speaks(text: str) -> bool:
    """Whether a comment keeps findings silent of what it stands above, not of the whole file."""
    return bool(_SILENCING.match(text)) and not _FILE_WIDE.match(text)


class _Clerk:
    def __init__(self, tree: Tree, notes: Notes, apart: frozenset[int]) -> None:
        self._layout = Layout(tree)
        self._source: Source = tree.source
        self._notes = notes
        self._apart = apart
        root = self._layout.root()
        self._entries = [_Entry(ROOT, -1, ROOT, root), *self._list(root, ROOT)]
        self._last: tuple[_Entry, _Place] | None = None
        self._begins = [entry.at for entry in self._entries]
        self._by_begin = {entry.at: entry for entry in self._entries}

    def _list(self, slot: Slot, owner: int) -> Iterator[_Entry]:
        node = slot.node
        if not isinstance(node, nodes.Mapping | nodes.Sequence) or node.flow:
            return
        for child in self._layout.children(slot):
            column = self._layout.column(child.begin)
            yield _Entry(child.begin, column, owner, child)
            yield from self._list(child, child.begin)

    def file(self, found: list[tuple[int, int]]) -> None:
        """Puts each comment where it belongs."""
        for start, end in found:
            number = bisect_right(self._begins, start)
            before = self._entries[number - 1]
            after = self._entries[number] if number < len(self._entries) else None
            begin = self._layout.start(before.slot)
            text = self._source.text[start:end].rstrip()
            if not before.opens and self._is_in_brackets(before, begin, start):
                self._notes.inside.append(start)
                if _SILENCING.match(text):
                    self._hold(before)
                continue
            alone = self._layout.is_first(start)
            note = Note(text, "" if alone else self._gap(start), start in self._apart)
            if not alone:
                self._file_behind(note, start < begin, before, after)
            elif start < begin < before.slot.node.end and not before.opens:
                # Between a key and its value, which come together; where that is empty, it stands
                # wherever the next thing begins.
                self._put(self._notes.above, before, note)
            else:
                self._file_alone(note, self._layout.column(start), before, after)

    def _is_in_brackets(self, entry: _Entry, begin: int, index: int) -> bool:
        node = entry.slot.node
        flow = isinstance(node, nodes.Mapping | nodes.Sequence) and node.flow
        return flow and begin <= index < node.end

    def _gap(self, start: int) -> str:
        """The blanks before a comment, of which two are written where that changes nothing.

        Of `#1` a rule says that it may be meant as text, with the blanks before it.
        """
        text = self._source.text
        following = text[start + 1 : start + 2]
        if not (following.isalnum()):
            return "  "
        before = text[self._layout.line_start(start) : start]
        return before[len(before.rstrip(" \t")) :]

    def _file_behind(self, note: Note, early: bool, entry: _Entry, after: _Entry | None) -> None:
        """Puts a comment behind something; `early`: before the value of the entry begins."""
        if entry.opens:
            if entry.slot.item and not entry.slot.anchored and after is not None:
                # Behind a dash: what begins below takes the place.
                self._put(self._notes.above, after, Note(note.text, "", False))
            else:
                self._put(self._notes.beside, entry, note)
        elif early or is_block_text(entry.slot.node, self._source.text):
            self._put(self._notes.beside, entry, note)
        else:
            self._put(self._notes.behind, entry, note)

    def _file_alone(self, note: Note, column: int, before: _Entry, after: _Entry | None) -> None:
        if after is not None and speaks(note.text):
            # It counts for what comes next, however far in it stands.
            self._put(self._notes.above, after, note)
            return
        place = self._place_in_list(note, column, before, after)
        place = place or self._place_for(column, before, after)
        if self._last is not None and self._last[0] is before and place.depth > self._last[1].depth:
            # It stands below a comment that belongs farther out, and stays there.
            place = self._last[1]
        self._last = before, place
        self._put(place.where, place.entry, note)

    def _place_in_list(
        self, note: Note, column: int, before: _Entry, after: _Entry | None
    ) -> _Place | None:
        """The foot of a list whose last item a comment takes out, be the next key as far in."""
        entry = before
        while _ITEM.match(note.text) and entry.at != ROOT:
            owner = self._by_begin[entry.owner]
            if entry.slot.item and entry.column == column:
                within = after is not None and after.owner == owner.at
                return None if within else _Place(owner.column, self._notes.foot, owner)
            entry = owner
        return None

    def _place_for(self, column: int, before: _Entry, after: _Entry | None) -> _Place:
        """Where a comment belongs that has a line to itself between two entries."""
        notes = self._notes
        block = is_block_text(before.slot.node, self._source.text)
        if after is not None and (after.column >= column or before.opens):
            return _Place(_OUTERMOST, notes.above, after)
        if before.column < column and not block:
            return _Place(_INNERMOST, notes.below, before)
        if after is not None and after.owner == before.owner:
            # Below a block text, which would take it in where it is written deeper.
            return _Place(_OUTERMOST, notes.above, after)
        owner = self._by_begin[before.owner]
        while owner.at != ROOT and owner.column >= column:
            owner = self._by_begin[owner.owner]
        return _Place(owner.column, notes.foot, owner)

    def _put(self, where: dict[int, list[Note]], entry: _Entry, note: Note) -> None:
        where.setdefault(entry.at, []).append(note)
        if _SILENCING.match(note.text):
            self._hold(entry)

    def hold_first(self) -> None:
        """Keeps what begins the document where it is: what stands above it speaks of it."""
        for entry in self._entries[:2]:
            self._hold(entry)

    def _hold(self, entry: _Entry) -> None:
        """Keeps what stands on the line of an entry there: its own keys' order, and its owner's."""
        self._notes.held |= {entry.owner, entry.at}
        self._notes.kept.add(entry.at)
        if entry.slot.item and entry.opens:
            first = self._layout.children(entry.slot)[0]
            self._hold(self._by_begin[first.begin])
