"""What was joined as lines of text, with git's own markers around what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.compare.merging.entries import Entry, Line
from cjmap.compare.merging.joined import (
    Body,
    Branch,
    Child,
    Clash,
    Side,
    Whole,
    is_agreed,
    is_there,
)
from cjmap.records import dataclass
from cjmap.text import tree as nodes
from cjmap.text.emitting import EditRefused, is_plain, single
from cjmap.text.layout import odd
from cjmap.text.printing import WIDTH
from cjmap.text.tree import Alias, Scalar

_LINE_END: Final = ("\n", "\r")


@dataclass(frozen=True, slots=True)
class Markers:
    """How git marks what clashes: how many signs a line has, and what both sides are called."""

    size: int = 7
    ours: str = "ours"
    theirs: str = "theirs"

    def around(self, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
        return [
            f"{'<' * self.size} {self.ours}".rstrip(),
            *ours,
            "=" * self.size,
            *theirs,
            f"{'>' * self.size} {self.theirs}".rstrip(),
        ]


def render(
    head: Sequence[Line], root: Body, markers: Markers, side: Side | None = None
) -> list[str]:
    """The lines of a joined text; of one side alone, or with markers around what clashes.

    Raises:
        EditRefused: something cannot be written as it was put together.
    """
    pen = _Pen(markers)
    if isinstance(root, Branch):
        return [*_lines(head, 0), *pen.entries(root, root.style.column, side)]
    return [*_lines(head, 0), *pen.body(root, 0, side)]


def _lines(lines: Sequence[Line], column: int) -> list[str]:
    """Lines that are counted from a column."""
    return [" " * max(0, column + indent) + text for indent, text in lines]


class _Pen:
    """Writes what was joined; `side` is the one that wins all clashes, None to mark them."""

    def __init__(self, markers: Markers) -> None:
        self._markers = markers

    def _mark(self, body: Body, column: int) -> list[str]:
        """Markers around the whole of something in which anything clashes."""
        return self._markers.around(
            self.body(body, column, Side.OURS), self.body(body, column, Side.THEIRS)
        )

    def body(self, body: Body, column: int, side: Side | None) -> list[str]:
        if isinstance(body, Whole):
            if body.entry.children is not None and not body.entry.path:
                raise odd()
            return _lines(body.entry.lines, column)
        if isinstance(body, Clash):
            if side is None:
                return self._mark(body, column)
            chosen = body.of(side)
            return [] if chosen is None else self.body(chosen, column, side)
        if side is None and not is_agreed(body) and not self._can_be_marked(body):
            return self._mark(body, column)
        flat = self._flat(body, side) if body.style.flow else None
        if flat is not None:
            style = body.style
            line = f"{style.lead} {flat}{style.beside}"
            if column + len(line) <= max(WIDTH, *(len(text) for _, text in style.lines)):
                return [" " * column + line]
        return self._block(body, column, side)

    def _can_be_marked(self, body: Branch) -> bool:
        """Whether markers may stand within it, so that either side leaves it whole."""
        if body.style.flow:
            return False
        if not all(any(is_there(child.body, one) for child in body.children) for one in _SIDES):
            return False
        first = body.children[0].body
        if body.style.gap is None or not isinstance(first, Clash):
            return True
        return all(is_there(first, one) for one in _SIDES)

    def _block(self, body: Branch, column: int, side: Side | None) -> list[str]:
        style = body.style
        there = [child for child in body.children if side is None or is_there(child.body, side)]
        if not there:
            empty = "[]" if body.is_list else "{}"
            line = f"{style.lead.rstrip()} {empty}{style.beside}".rstrip()
            return [" " * column + line, *_lines(body.foot, column + style.inner)]
        if style.gap is None:
            beside = style.beside if style.beside.strip() else ""
            if beside and not beside[:1].isspace():
                raise odd()
            opening = " " * column + style.lead + beside
            return [opening.rstrip(), *self.entries(body, column + style.inner, side)]
        return self._joined(body, there, column, side)

    def entries(self, body: Branch, column: int, side: Side | None) -> list[str]:
        lines: list[str] = []
        for child in body.children:
            if side is None or is_there(child.body, side):
                lines += _lines(child.above, column)
                lines += self.body(child.body, column, side)
        return [*lines, *_lines(body.foot, column)]

    def _joined(
        self, body: Branch, there: Sequence[Child], column: int, side: Side | None
    ) -> list[str]:
        """Entries of which the first stands on the line of the dash, comments above the dash."""
        style = body.style
        inner = column + style.inner
        lead = " " * column + style.lead + (style.gap or "")
        first, *rest = there
        above = [(indent, text) for indent, text in first.above if text.strip()]
        lines = _lines(above, column)
        if side is None and not is_agreed(first.body) and self._is_marked_first(first.body):
            ours, theirs = (_behind(lead, self.body(first.body, inner, one)) for one in _SIDES)
            lines += self._markers.around(ours, theirs)
        else:
            lines += _behind(lead, self.body(first.body, inner, side))
        for child in rest:
            lines += _lines(child.above, inner)
            lines += self.body(child.body, inner, side)
        return [*lines, *_lines(body.foot, inner)]

    def _is_marked_first(self, body: Body) -> bool:
        """Whether markers stand before the first line of what it holds."""
        return isinstance(body, Clash) or (
            isinstance(body, Branch)
            and (not self._can_be_marked(body) or body.style.gap is not None)
        )

    # -- brackets -----------------------------------------------------------------------------------

    def _flat(self, body: Body, side: Side | None) -> str | None:
        """A value on one line, in brackets; None where it cannot be on one."""
        if isinstance(body, Clash):
            chosen = body.of(side) if side is not None else None
            return self._flat(chosen, side) if chosen is not None else None
        if isinstance(body, Whole):
            return _flat_entry(body.entry)
        if body.foot:
            return None
        parts = []
        for child in body.children:
            if side is not None and not is_there(child.body, side):
                continue
            flat = self._flat(child.body, side)
            if flat is None or child.above:
                return None
            parts.append(flat if body.is_list else f"{_lead_of(child.body, side)} {flat}")
        return f"[{', '.join(parts)}]" if body.is_list else "{" + ", ".join(parts) + "}"


_SIDES: Final = (Side.OURS, Side.THEIRS)


def _behind(lead: str, lines: Sequence[str]) -> list[str]:
    """Lines of which the first goes on behind a dash."""
    if not lines:
        raise odd()
    return [lead + lines[0].lstrip(" "), *lines[1:]]


def _lead_of(body: Body, side: Side | None) -> str:
    """The key of an entry with its colon."""
    if isinstance(body, Clash):
        chosen = body.of(side) if side is not None else None
        assert chosen is not None
        return _lead_of(chosen, side)
    return (body.entry if isinstance(body, Whole) else body.style).lead.rstrip()


def _flat_entry(entry: Entry) -> str | None:
    """The value of an entry as it may stand in brackets."""
    node = entry.node
    if entry.raw is None or entry.notes or isinstance(node, Alias):
        return None
    if isinstance(node, nodes.Mapping | nodes.Sequence):
        return entry.raw
    assert isinstance(node, Scalar)
    if not node.plain:
        return entry.raw if entry.raw[:1] in "\"'" else None
    if isinstance(entry.value, str) and not is_plain(entry.value, flow=True):
        try:
            return single(entry.value, flow=True)
        except EditRefused:
            return None
    return entry.raw or None
