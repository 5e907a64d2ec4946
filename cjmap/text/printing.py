"""A document written anew in one way, with everything that it says.

Two blanks a level, lists as blocks, one entry a line, quotes where a reader would take the text
for something else without them, at most one blank line in a row and none where a block begins.
Braces stay where what they hold is flat and fits the line; brackets where they hold numbers or
nothing. Texts over several lines keep their lines; those in quotes or without get no new breaks,
blocks stay blocks. Order and spacing of known keys are the `Shape`'s to say.

What would no longer be read as it was stays as it is written: brackets with comments in them,
keys in braces without values, texts in brackets that a comma seems to have parted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cjmap.expressions import expression
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.text import tree as nodes
from cjmap.text.characters import first_hidden
from cjmap.text.emitting import EditRefused, in_one_way, written_key
from cjmap.text.layout import Layout, odd
from cjmap.text.notes import ROOT, Note, end_of_content, speaks, take_notes
from cjmap.text.rows import LINE_END, body_of, indent_of, stripped, tidy, with_spaces
from cjmap.text.scalars import parse_number
from cjmap.text.tree import Alias, Node, Scalar, Tree

WIDTH: Final = 88
"""How long a line with braces may be."""
_STEP: Final = 2
# Levels that are walked without asking how deep Python may go.
_DEEPEST: Final = 150
# Keys that nobody knows stand behind those that are, and a user's own behind them.
_UNKNOWN: Final = 1000
_OWN: Final = 2000

_GAP = expression(r"\n[ \t\r]*\n\s*|\r[ \t]*\r[ \t\r\n]*")
_DASH = expression(r"(?:[ \t\r\n]|#[^\r\n]*)*-")
_ANCHOR = expression(r"&[0-9A-Za-z_-]+")
_ANY_ANCHOR = expression(r"(?<![^\s\[{,:])&[0-9A-Za-z_-]+")
_CUT = expression(r"[ \t]+#[^\W_]")
_HEADER = expression(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a list or mapping and of what it holds.

    `ranks` are the places of a mapping's keys, `keys` the shapes of what they hold, `each` that
    of a list's items and of the values of a mapping whose keys are a user's. `apart`: blank lines
    stand around it where it takes several lines, `spaced`: so they do between its items. `prose`:
    its items are sentences, which may hold commas.
    """

    ranks: Mapping[str, int] | None = None
    keys: Mapping[str, Shape] | None = None
    each: Shape | None = None
    apart: bool = False
    spaced: bool = False
    prose: bool = False

    def of(self, key: str) -> Shape:
        """The shape of what stands under a key."""
        if self.keys is not None:
            return self.keys.get(key, ANY)
        return self.each or ANY

    def rank(self, key: str) -> int:
        rank = self.ranks.get(key) if self.ranks is not None else None
        if rank is not None:
            return rank
        return _OWN if key.startswith("x-") else _UNKNOWN


ANY: Final = Shape()
"""Nothing is known."""


def print_tree(tree: Tree, shape: Shape) -> str:
    """The text of a tree in the one way; the tree was read as a whole and holds something.

    Raises:
        EditRefused: something is written in a form that cannot be written anew, or nests too
            deeply.
    """
    assert tree.root is not None
    if tree.root.height > _DEEPEST:
        raise EditRefused(tr("More than {n} levels are nested here.", n=_DEEPEST))
    return _Printer(tree).print(tree.root, shape)


class _Printer:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._text = tree.source.text
        self._layout = Layout(tree)
        self._gaps = frozenset(gap.end() for gap in _GAP.finditer(self._text))
        self._notes = take_notes(tree, self._gaps)
        self._noted = bool(self._notes.above or self._notes.below or self._notes.foot)
        names = _ANY_ANCHOR.findall(self._text) if "&" in self._text else []
        self._anchored = bool(names)
        # A name that is given twice means another thing behind the second one.
        self._fixed = bool(tree.aliases) and len(set(names)) < len(names)
        self._lines: list[str] = []
        # How many lines there were when the block began that is being written.
        self._begun = 0
        # Blank lines behind the last line would belong to its text.
        self._open = False

    def print(self, root: Node, shape: Shape) -> str:
        lines = self._lines
        lines += self._head(root)
        self._begun = len(lines)
        anchor = self._anchor(root)
        lead = f"{anchor} " if anchor else ""
        if isinstance(root, Scalar | Alias):
            lines.append(lead + self._text[root.start : root.end])
        elif isinstance(root, nodes.Mapping) and root.flow and self._is_written_out(root, ROOT):
            lines += LINE_END.split(lead + self._text[self._start(root) : root.end])
            lines[-1] += _beside(self._notes.behind.pop(ROOT, ()))
        else:
            if anchor:
                lines.append(anchor)
            lines += (note.text for note in self._notes.beside.get(ROOT, ()))
            self._block(root, 0, shape, ROOT)
        rest = (self._notes.behind, self._notes.below, self._notes.foot)
        for note in (note for where in rest for note in where.get(ROOT, ())):
            self._line_of(note, "")
        lines += self._tail()
        eol = self._layout.eol
        return eol.join(lines) + eol

    # -- what belongs to the file ---------------------------------------------------------------

    def _head(self, root: Node) -> Iterator[str]:
        """The lines before the first key: comments, directives, the document's mark."""
        begin = root.start
        if isinstance(root, Scalar):
            begin = self._tree.begins.get(begin, begin)
        elif isinstance(root, nodes.Mapping) and root.entries:
            key, _ = next(iter(root.entries.values()))
            begin = min(begin, self._tree.begins.get(key.start, begin))
        head = tidy(self._text[:begin])
        yield from head
        if head and begin in self._gaps:
            yield ""

    def _tail(self) -> Iterator[str]:
        """The lines from the mark of the document's end on."""
        yield from tidy(self._text[end_of_content(self._tree) :])

    # -- blocks -----------------------------------------------------------------------------------

    def _block(self, node: Node, column: int, shape: Shape, at: int) -> None:
        """The lines of a list or mapping whose entries stand at a column; `at` is its owner."""
        self._begun = len(self._lines)
        if isinstance(node, nodes.Mapping):
            self._mapping(node, column, shape, at)
        else:
            assert isinstance(node, nodes.Sequence)
            self._list(node, column, shape, at)
        if self._noted:
            pad = " " * column
            for note in self._notes.foot.get(at, ()) if at != ROOT else ():
                self._line_of(note, pad)

    def _mapping(self, node: nodes.Mapping, column: int, shape: Shape, at: int) -> None:
        pad = " " * column
        lines, notes, gaps, begins = self._lines, self._notes, self._gaps, self._tree.begins
        begun = self._begun
        entries = self._ordered(node, shape, at)
        first = next(iter(node.entries.values()))[0].start
        apart = False
        for key, value in entries:
            start = begins.get(key.start, key.start) if self._anchored else key.start
            before, open_before = len(lines), self._open
            if self._noted:
                self._above(notes.above.get(start, ()), pad, begun)
            if key.start in gaps and (key.start != first or start in notes.above):
                self._blank(begun)
            entry = len(lines)
            name = key.value if key.plain and self._is_bare(key) else self._key(key, flow=False)
            lead = f"{pad}{name}:"
            if self._anchored and start != key.start:
                lead = f"{pad}{self._text[start : key.start].split()[0]} {lead.lstrip()}"
            inner = shape.of(key.value) if shape is not ANY else ANY
            if (
                type(value) is Scalar
                and value.plain
                and not self._anchored
                and value.end - value.start == len(value.value) > 0
                and self._is_beside(key, value)
            ):
                lines.append(f"{lead} {value.value}")
                self._open = False
                self._behind(start)
            else:
                self._value(lead, value, column, inner, start)
            several = inner.apart and len(lines) - entry > 1
            if apart or several:
                self._part(before, begun, open_before)
            apart = several

    def _list(self, node: nodes.Sequence, column: int, shape: Shape, at: int) -> None:
        pad = " " * column
        lines, notes, gaps = self._lines, self._notes, self._gaps
        begun = self._begun
        inner = shape.each or ANY
        behind = self._start(node)
        several = False
        for number, item in enumerate(node.items):
            start = item.start if node.flow else self._dash(item, behind)
            behind = item.end
            before, open_before = len(lines), self._open
            if self._noted:
                self._above(notes.above.get(start, ()), pad, begun)
            if start in gaps and (number or start in notes.above):
                self._blank(begun)
            entry = len(lines)
            self._value(f"{pad}-", item, column, inner, start)
            above, several = several, len(lines) - entry > 1
            if shape.spaced and (above or several):
                self._part(before, begun, open_before)

    def _dash(self, item: Node, behind: int) -> int:
        """Where the dash of an item stands, the first from an index on."""
        near = item.start - 2
        between = self._text[behind : item.start]
        if between.endswith("- ") and between.count("-") == 1 and "#" not in between:
            return near
        found = _DASH.match(self._text, behind)
        if found is None:
            raise odd()
        return found.end() - 1

    def _value(self, lead: str, node: Node, column: int, shape: Shape, at: int) -> None:
        """A value behind its key or its dash, which are `lead`."""
        anchor = self._anchor(node) if self._anchored else ""
        if anchor:
            lead = f"{lead} {anchor}"
        if isinstance(node, Scalar):
            self._scalar(lead, node, column, at)
        elif isinstance(node, Alias):
            self._put(f"{lead} {self._text[node.start : node.end]}", at)
        else:
            assert isinstance(node, nodes.Mapping | nodes.Sequence)
            if not (node.flow and self._in_brackets(lead, node, column, shape, at)):
                self._below(lead, node, column, shape, at, anchored=bool(anchor))

    def _below(
        self,
        lead: str,
        node: Node,
        column: int,
        shape: Shape,
        at: int,
        *,
        anchored: bool,
    ) -> None:
        """A block below its key; behind a dash it begins on the dash's line."""
        lines = self._lines
        beside = _in_turn((*self._notes.beside.get(at, ()), *self._notes.behind.get(at, ())))
        inner = column + _STEP
        number = len(lines)
        joined = lead.endswith("-") and not anchored
        if joined:
            self._begun = number
            self._block(node, inner, shape, at)
            lines[number] = f"{lead} {lines[number][inner:]}"
        else:
            lines.append(lead + "".join(f"  {note.text}" for note in beside[:1]))
            self._open = False
            lines += (f"{' ' * inner}{note.text}" for note in beside[1:])
            self._block(node, inner, shape, at)
        if joined:
            lines += (f"{' ' * inner}{note.text}" for note in beside)
        self._after(at, column)

    # -- brackets ---------------------------------------------------------------------------------

    def _in_brackets(
        self, lead: str, node: nodes.Mapping | nodes.Sequence, column: int, shape: Shape, at: int
    ) -> bool:
        """Writes what stands in brackets in them, if it is to stay there."""
        # A pair in a list has no braces of its own to stay in.
        bare = isinstance(node, nodes.Mapping) and self._text[self._start(node)] != "{"
        if not bare and self._is_written_out(node, at, shape):
            first, *rest = self._shifted(node, column + _STEP)
            self._put(f"{lead} {first}", at, rest)
            return True
        lacks = bare and _is_unsure(node, shape)
        flat = self._flat(node, shape) if self._may_stay(node) and not lacks else None
        if flat is None or (node.size > 1 and len(lead) + 1 + len(flat) > WIDTH):
            return False
        self._put(f"{lead} {flat}", at)
        return True

    def _is_written_out(
        self, node: nodes.Mapping | nodes.Sequence, at: int, shape: Shape = ANY
    ) -> bool:
        """Whether brackets stay as they are written, for what stands in them."""
        return (
            at in self._notes.kept
            or self._notes.within(node.start, node.end)
            or (self._anchored and "&" in self._text[self._start(node) : node.end])
            or _is_unsure(node, shape)
        )

    def _shifted(self, node: Node, column: int) -> list[str]:
        """The lines of brackets as they are written, as far in as they belong."""
        begin = self._start(node)
        stretch = self._text[begin : node.end]
        ends = [found.end() for found in LINE_END.finditer(stretch)]
        first, *rest = LINE_END.split(stretch)
        # A blank line is nothing but where it parts the lines of a text.
        said = [
            with_spaces(line)
            for line, at in zip(rest, ends, strict=True)
            if line.strip() or self._is_in_text(begin + at)
        ]
        least = min((indent_of(line) for line in said if line.strip()), default=0)
        return [first.rstrip(), *((" " * column + line[least:]).rstrip() for line in said)]

    def _is_in_text(self, index: int) -> bool:
        nearest = bisect_right(self._tree.scalars, (index, len(self._text))) - 1
        return nearest >= 0 and index < self._tree.scalars[nearest][1]

    def _may_stay(self, node: nodes.Mapping | nodes.Sequence) -> bool:
        if isinstance(node, nodes.Sequence):
            return all(_is_number(item) for item in node.items)
        return all(_is_flat(value) for _, value in node.entries.values())

    def _flat(self, node: Node, shape: Shape) -> str | None:
        """A value on one line; None where it cannot be on one."""
        if isinstance(node, Alias):
            return self._text[node.start : node.end]
        if isinstance(node, Scalar):
            raw = self._text[node.start : node.end]
            return None if "\n" in raw or "\r" in raw else self._single(node, flow=True)
        if isinstance(node, nodes.Sequence):
            parts = [self._flat(item, shape.each or ANY) for item in node.items]
            return None if None in parts else f"[{', '.join(filter(None, parts))}]"
        assert isinstance(node, nodes.Mapping)
        pairs = []
        for key, value in self._ordered(node, shape, node.start):
            said = self._flat(value, shape.of(key.value))
            if said is None:
                return None
            pairs.append(f"{self._key(key, flow=True)}: {said}")
        return "{" + ", ".join(pairs) + "}"

    # -- scalars ------------------------------------------------------------------------------------

    def _scalar(self, lead: str, node: Scalar, column: int, at: int) -> None:
        text = self._text
        if node.start == node.end:
            self._put(lead, at)
            return
        if not node.plain and text[node.start] in "|>":
            self._text_block(lead, node, column, at)
            return
        raw = text[node.start : node.end]
        if "\n" in raw or "\r" in raw:
            self._several(lead, node, raw, column, at)
        elif node.plain and not raw[0].isalnum() and self._begins_line(node.start):
            # A bullet is told from a text by where it stands.
            self._put(lead, at, [" " * (column + _STEP) + raw])
        else:
            self._put(f"{lead} {self._single(node, flow=False)}", at)

    def _single(self, node: Scalar, *, flow: bool) -> str:
        """A scalar of one line."""
        raw = self._text[node.start : node.end]
        if node.plain or _CUT.match(self._text, node.end):
            return raw
        if not node.value.isprintable() and "\\" in raw:
            return raw
        return in_one_way(node.value, flow=flow)

    def _several(self, lead: str, node: Scalar, raw: str, column: int, at: int) -> None:
        """A text over several lines, which stay."""
        pad = " " * (column + _STEP)
        double = raw[0] == '"'
        rows = [stripped(row, double=double) for row in LINE_END.split(raw)]
        rows = [rows[0].lstrip(" \t"), *(pad + row if row else "" for row in rows[1:])]
        if self._begins_line(node.start):
            self._put(lead, at, [pad + rows[0], *rows[1:]], beside=True)
        else:
            self._put(f"{lead} {rows[0]}", at, rows[1:])

    def _text_block(self, lead: str, node: Scalar, column: int, at: int) -> None:
        """A block text, with its body two blanks in."""
        header = _HEADER.match(self._text, node.start)
        assert header is not None
        owner = max(self._layout.column(at), 0) if at != ROOT else 0
        rows = body_of(self._layout, node, header[0], owner)
        style, keeps = header[0][0], "+" in header[0]
        ended = not node.value or node.value.endswith("\n")
        chomp = "" if not set("+-") & set(header[0]) else "+" if keeps else "-"
        if not ended:
            # Without a line end at the end of the file its text had none either.
            chomp, keeps = "-", False
        body = next((row for row in rows if row.strip(" ")), None)
        spaced = any(rows[: rows.index(body)]) if body is not None else any(rows)
        digit = str(_STEP) if spaced or (body is not None and body[0] in " \t") else ""
        pad = " " * (column + _STEP)
        first = f"{lead} {style}{digit}{chomp}{_beside(self._notes.beside.get(at, ()))}"
        self._lines += (first, *(pad + row if row else "" for row in rows))
        self._open = keeps or bool(rows and not rows[-1].strip(" "))
        self._after(at, column)

    def _begins_line(self, index: int) -> bool:
        before = max(self._text.rfind("\n", 0, index), self._text.rfind("\r", 0, index)) + 1
        return not self._text[before:index].strip()

    def _is_beside(self, key: Scalar, value: Scalar) -> bool:
        """Whether a value stands on the line of its key for certain."""
        return value.start - key.end <= 2 or not self._begins_line(value.start)

    # -- keys -----------------------------------------------------------------------------------------

    def _is_bare(self, key: Scalar) -> bool:
        length = key.end - key.start
        return length == len(key.value) > 0 and self._text[key.start] != "*" and _is_seen(key)

    def _key(self, key: Scalar, *, flow: bool) -> str:
        raw = self._text[key.start : key.end]
        if raw[:1] == "*":
            return f"{raw} "
        if key.plain and raw and "\n" not in raw and "\r" not in raw and _is_seen(key):
            return raw
        if not key.value.isprintable() and "\\" in raw:
            return raw
        return written_key(key.value, flow=flow)

    def _ordered(self, node: nodes.Mapping, shape: Shape, at: int) -> Iterable[tuple[Scalar, Node]]:
        """The entries of a mapping in the order in which they are written."""
        if shape.ranks is None or self._fixed or at in self._notes.held:
            return node.entries.values()
        ranks = [shape.rank(key) for key in node.entries]
        if ranks == sorted(ranks):
            return node.entries.values()
        entries = list(node.entries.values())
        order = sorted(range(len(entries)), key=ranks.__getitem__)
        if self._tree.aliases and not self._keeps_anchors(entries, order):
            return entries
        return [entries[number] for number in order]

    def _keeps_anchors(self, entries: list[tuple[Scalar, Node]], order: list[int]) -> bool:
        """Whether each anchor stands before what repeats it in an order, too."""
        starts = [key.start for key, _ in entries]
        end = max(entries[-1][1].end, entries[-1][0].end)
        place = {number: at for at, number in enumerate(order)}
        for alias in self._tree.aliases:
            if starts[0] <= alias.start < end and alias.target.start >= starts[0]:
                one = bisect_right(starts, alias.target.start) - 1
                other = bisect_right(starts, alias.start) - 1
                if one != other and place[one] > place[other]:
                    return False
        return True

    def _anchor(self, node: Node) -> str:
        """The anchor that a node has of its own, as it is written."""
        end = self._layout.behind_properties(node)
        if end is None:
            return ""
        begin = self._tree.begins[node.start] if isinstance(node, Scalar) else node.start
        found = _ANCHOR.match(self._text, begin)
        return found[0] if found else ""

    def _start(self, node: Node) -> int:
        """Where a list or mapping begins, behind its anchor."""
        behind = self._layout.behind_properties(node) if self._anchored else None
        return node.start if behind is None else self._layout.skip(behind)

    # -- lines ----------------------------------------------------------------------------------------

    def _put(self, line: str, at: int, rest: Iterable[str] = (), *, beside: bool = False) -> None:
        """A line with those below it, and the comments behind them.

        `beside` says that the value begins below the line: what stands behind its key stays there.
        """
        lines = self._lines
        lines.append(line)
        self._open = False
        head = self._notes.beside.get(at, ())
        if beside and head:
            lines[-1] += _beside(head)
            head = ()
        lines += rest
        column = len(line) - len(line.lstrip(" "))
        if head or at in self._notes.behind:
            behind = _in_turn((*head, *self._notes.behind.get(at, ())))
            lines[-1] += _beside(behind[:1])
            lines += (" " * (column + _STEP) + note.text for note in behind[1:])
        if self._noted:
            self._after(at, column)

    def _behind(self, at: int) -> None:
        """The comments of an entry on one line that was written without asking for them."""
        if at in self._notes.beside or at in self._notes.behind or self._noted:
            self._put(self._lines.pop(), at)

    def _after(self, at: int, column: int) -> None:
        for note in self._notes.below.get(at, ()):
            self._line_of(note, " " * (column + _STEP))

    def _above(self, notes: Iterable[Note], pad: str, begun: int) -> None:
        for note in notes:
            if note.apart:
                self._blank(begun)
            self._lines.append(pad + note.text)
            self._open = False

    def _line_of(self, note: Note, pad: str) -> None:
        if note.apart:
            self._blank(0)
        self._lines.append(pad + note.text)
        self._open = False

    def _blank(self, begun: int) -> None:
        lines = self._lines
        if len(lines) > begun and lines[-1] and not self._open:
            lines.append("")

    def _part(self, number: int, begun: int, is_open: bool) -> None:
        """Puts a blank line before one that was written, where none stands there."""
        lines = self._lines
        if number > begun and not is_open and lines[number] and lines[number - 1]:
            lines.insert(number, "")


def _beside(notes: Iterable[Note]) -> str:
    return "".join(f"{note.gap or '  '}{note.text}" for note in notes)


def _in_turn(notes: Iterable[Note]) -> list[Note]:
    """Comments for one line, of which the first stays on it: one that speaks of it before others."""
    return sorted(notes, key=lambda note: not speaks(note.text))


def _is_seen(key: Scalar) -> bool:
    """Whether a key begins with what nobody takes for the line's indentation."""
    return key.value.isascii() or not first_hidden(key.value[:1])


def _is_number(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and parse_number(node.value) is not None


def _is_flat(node: Node) -> bool:
    """Whether a node is a scalar, or a list of such."""
    if isinstance(node, nodes.Sequence):
        return node.flow and all(isinstance(item, Scalar | Alias) for item in node.items)
    return isinstance(node, Scalar | Alias) or (
        isinstance(node, nodes.Mapping) and not node.size > 1
    )


def _is_unsure(node: Node, shape: Shape) -> bool:
    """Whether brackets may not be meant as what they are read as: rules look at how they stand."""
    if isinstance(node, nodes.Sequence):
        return shape.prose and _goes_on(node.items)
    assert isinstance(node, nodes.Mapping)
    return any(isinstance(v, Scalar) and v.start == v.end for _, v in node.entries.values())


def _goes_on(items: list[Node]) -> bool:
    """Whether a list of texts that begins with a capital has one that does not."""
    texts = [item.value for item in items if isinstance(item, Scalar)]
    return bool(texts) and texts[0][:1].isupper() and any(text[:1].islower() for text in texts)
