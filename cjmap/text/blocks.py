"""Edits of what stands on lines of its own, indented: block style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjmap.findings import Edit
from cjmap.records import dataclass
from cjmap.records import replace as altered
from cjmap.text import tree as nodes
from cjmap.text.emitting import (
    Form,
    Value,
    behind_dash,
    behind_key,
    block_text,
    entry,
    flow,
    item,
    single,
)
from cjmap.text.layout import Layout, Slot, last_text


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a value takes of the text: on the line of its key or dash, and the lines below.

    A comment at the end of the first line stands between both and belongs to neither.
    """

    start: int
    end: int
    tail: int
    stop: int


def replace(layout: Layout, slot: Slot, value: Value) -> tuple[Edit, ...]:
    """Writes a value in place of the one in a slot that is in no brackets."""
    stretch = _stretch(layout, slot)
    form = _form(layout, slot, stretch, value)
    first, start, end = form.first, stretch.start, stretch.end
    if first:
        before, behind = layout.text[start - 1 : start], layout.text[end : end + 1]
        first = f"{'' if not before or before.isspace() else ' '}{first}"
        first += " " if behind == "#" else ""
    else:
        start, end = _emptied(layout, slot, stretch)
    below = "".join(layout.eol + line for line in form.rest)
    if form.closed and stretch.stop == len(layout.text):
        below += layout.eol
    if end == stretch.tail:
        return (Edit(start, stretch.stop, first + below),)
    edits = (Edit(start, end, first), Edit(stretch.tail, stretch.stop, below))
    return tuple(edit for edit in edits if edit.text or edit.end > edit.start)


def _stretch(layout: Layout, slot: Slot) -> _Stretch:
    node = slot.node
    if slot.empty:
        end = layout.line_end(slot.head)
        alone = not layout.text[slot.head : end].strip(" \t")
        return _Stretch(slot.head, end if alone else slot.head, end, end)
    header = layout.header(node)
    if header is not None:
        assert isinstance(node, nodes.Scalar)
        stop = layout.before_line_end(layout.end_of_block(node))
        return _Stretch(header.start(), header.end(), layout.line_end(header.end()), stop)
    if isinstance(node, nodes.Mapping | nodes.Sequence) and not node.flow:
        return _stretch_of_block(layout, slot)
    end = layout.line_end(node.end)
    return _Stretch(layout.start(slot), node.end, end, end)


def _stretch_of_block(layout: Layout, slot: Slot) -> _Stretch:
    children = layout.children(slot)
    first = children[0]
    layout.refuse_odd(first)
    # Comments at the foot of a document belong to the file.
    stop = layout.before_line_end(layout.below(slot if slot.column >= 0 else children[-1]))
    if layout.line_start(first.begin) > slot.head:
        return _Stretch(slot.head, slot.head, layout.line_end(slot.head), stop)
    return _Stretch(first.begin, stop, stop, stop)


def _emptied(layout: Layout, slot: Slot, stretch: _Stretch) -> tuple[int, int]:
    """The stretch that goes where nothing is left of a value: blanks before it go too.

    On a line of its own it takes along those behind it: a tab may not begin a line.
    """
    start, end = stretch.start, stretch.end
    while start > slot.head and layout.text[start - 1] in " \t":
        start -= 1
    if layout.line_start(start) != start:
        return start, end
    while layout.text[end : end + 1] in (" ", "\t"):
        end += 1
    if layout.line_end(end) != end:
        # A comment stays where the value began.
        return stretch.start, end
    return (layout.before_line_end(start) if start > slot.head else start), end


def _form(layout: Layout, slot: Slot, stretch: _Stretch, value: Value) -> Form:
    """How a value is written in a slot, as like to what stood there as it can be."""
    node = slot.node
    following = layout.next_line(stretch.stop)
    if isinstance(value, str):
        kept = _kept_text(layout, slot, following, value)
        if kept is not None:
            return kept
    bracketed = isinstance(node, nodes.Sequence | nodes.Mapping) and node.flow
    filled = bool(node.items if isinstance(node, nodes.Sequence) else node.size > 1)
    document = slot.column < 0 and (slot.anchored or layout.column(stretch.start) > 0)
    collection = isinstance(value, Mapping | Sequence) and not isinstance(value, str)
    if collection and (document or (bracketed and filled)):
        return Form(flow(value))
    style = layout.style(slot.column, following)
    if not slot.item:
        return behind_key(value, slot.column, style)
    if slot.anchored:
        # On the line of the anchor it would be that of the first key.
        return behind_key(value, slot.column, altered(style, dash=max(style.dash, 2)))
    return behind_dash(value, slot.column, _column_beside(layout, slot, stretch), style)


def _column_beside(layout: Layout, slot: Slot, stretch: _Stretch) -> int:
    """The column of what is written on the line of a dash."""
    column = layout.column(stretch.start)
    return column + 1 if stretch.start == slot.head and slot.column >= 0 else column


def _kept_text(layout: Layout, slot: Slot, following: int, text: str) -> Form | None:
    """A text in the block or the quotes of the old one."""
    header = layout.header(slot.node)
    if header is not None:
        indent = layout.body_indent(slot.node)
        indent = indent or max(slot.column, 0) + layout.style(slot.column, following).step
        if layout.takes_what_follows(following, indent - 1):
            return None
        return block_text(text, indent, folded=header[0][0] == ">")
    quote = layout.text[slot.node.start : slot.node.start + 1]
    old = slot.node
    if isinstance(old, nodes.Scalar) and not old.plain and quote in "\"'":
        return Form(single(text, flow=False, quote=quote))
    return None


def insert(
    layout: Layout, owner: Slot, number: int, key: str | None, value: Value
) -> tuple[Edit, ...]:
    """Adds an entry, the `number`-th, to a list (`key` None) or mapping that has others."""
    children = layout.children(owner)
    layout.refuse_odd(children[0])
    column = children[0].column
    if number == len(children):
        return _append(layout, children[-1], column, key, value)
    slot = children[number]
    layout.refuse_odd(slot)
    if not layout.is_first(slot.begin):
        # The first of a block that begins on the line of a dash.
        form = _entry(layout, column, layout.next_line(slot.begin), key, value)
        lines = (form.first.lstrip(" "), *form.rest, " " * column)
        return (Edit(slot.begin, slot.begin, layout.eol.join(lines)),)
    at = _top(layout, owner, children, number)
    form = _entry(layout, column, at, key, value)
    lines = (form.first, *form.rest, "")
    return (Edit(at, at, layout.eol.join(lines)),)


def _append(
    layout: Layout, last: Slot, column: int, key: str | None, value: Value
) -> tuple[Edit, ...]:
    at = layout.below(last)
    form = _entry(layout, column, at, key, value)
    lines = (form.first, *form.rest)
    if at < len(layout.text) or layout.text[-1] in "\r\n":
        return (Edit(at, at, layout.eol.join((*lines, ""))),)
    ended = ("",) if form.closed else ()
    edit = Edit(at, at, layout.eol.join(("", *lines, *ended)))
    tail = last_text(last.node)
    header = layout.header(tail) if tail is not None else None
    if header is None or "-" in header[0]:
        return (edit,)
    # The text had no line end at its end, where the file had none; now it would get one.
    stripped = header[0].replace("+", "") + "-"
    return (Edit(header.start(), header.end(), stripped), edit)


def _entry(layout: Layout, column: int, following: int, key: str | None, value: Value) -> Form:
    style = layout.style(column, following)
    return item(value, column, style) if key is None else entry(key, value, column, style)


def _top(layout: Layout, owner: Slot, children: list[Slot], number: int) -> int:
    """The start of the lines of an entry, with the comments above that belong to it."""
    slot = children[number]
    if number == 0 and owner.column < 0:
        return layout.line_start(slot.begin)
    return layout.above(slot.begin, children[number - 1].end if number else owner.head)


def remove(layout: Layout, owner: Slot, number: int) -> tuple[Edit, ...]:
    """Takes an entry out of a list or mapping that has others."""
    children = layout.children(owner)
    slot = children[number]
    layout.refuse_odd(slot)
    stop = layout.below(slot)
    if not layout.is_first(slot.begin):
        # What follows moves up to the dash.
        layout.refuse_odd(children[1])
        behind = layout.blanks_behind(stop)
        blanks = len(layout.text[behind:]) - len(layout.text[behind:].lstrip(" \t"))
        return (Edit(slot.begin, behind + blanks, ""),)
    start = _top(layout, owner, children, number)
    before = children[number - 1] if number else None
    behind = layout.blanks_behind(stop)
    if behind > stop or stop == len(layout.text):
        # One gap is left, not two.
        floor = layout.below(before) if before is not None else owner.head
        start = layout.blanks_before(start, floor)
    if before is not None and _would_take(layout, before, stop):
        stop = behind
    return (Edit(start, stop, ""),)


def _would_take(layout: Layout, before: Slot, index: int) -> bool:
    """Whether blank lines from `index` on would become part of a block text before them."""
    tail = last_text(before.node)
    header = layout.header(tail) if tail is not None else None
    if header is None:
        return False
    return "+" in header[0] or layout.takes_what_follows(index, before.column)
