"""Edits of what stands in brackets or braces: flow style."""

from __future__ import annotations

from cjmap.expressions import expression
from cjmap.findings import Edit
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.text import tree as nodes
from cjmap.text.emitting import EditRefused, Value, flow, single, written_key
from cjmap.text.layout import TRIVIA, Layout, Slot, odd

_COMMA = expression(f"({TRIVIA}),")


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry within brackets: a stretch of text, and the index of the comma behind it."""

    begin: int
    end: int
    comma: int | None


def replace(layout: Layout, slot: Slot, value: Value) -> tuple[Edit, ...]:
    """Writes a value in place of the one in a slot within brackets."""
    text = layout.text
    if slot.empty:
        if slot.bare and any(end in text[slot.begin : slot.head] for end in "\r\n"):
            # With a colon behind it YAML would read no key there.
            raise EditRefused(tr("The key stands on several lines: write it on one first."))
        return (Edit(slot.head, slot.head, f"{':' if slot.bare else ''} {flow(value)}"),)
    start = layout.start(slot)
    _refuse_pair(layout, slot)
    quote = text[start] if text[start] in "\"'" else ""
    written = single(value, flow=True, quote=quote) if isinstance(value, str) else flow(value)
    return (Edit(start, slot.node.end, written + _apart(text, slot.node.end)),)


def insert(
    layout: Layout, owner: Slot, number: int, key: str | None, value: Value
) -> tuple[Edit, ...]:
    """Adds an entry, the `number`-th, to a list (`key` None) or mapping in brackets."""
    start = _open(layout, owner) + 1
    written = flow(value) if key is None else f"{written_key(key, flow=True)}: {flow(value)}"
    parts = _parts(layout, owner)
    if not parts:
        end = owner.node.end - 1
        if not layout.text[start:end].strip():
            return (Edit(start, end, written),)
        return (Edit(start, start, f"{written} "),)
    if number == len(parts):
        return _append(layout, parts[-1], written)
    part = parts[number]
    if not layout.is_first(part.begin):
        return (Edit(part.begin, part.begin, f"{written}, "),)
    lead = layout.text[layout.line_start(part.begin) : part.begin]
    at = layout.above(part.begin, parts[number - 1].end if number else start)
    return (Edit(at, at, f"{lead}{written},{layout.eol}"),)


def _append(layout: Layout, last: _Part, written: str) -> tuple[Edit, ...]:
    """Adds an entry behind the last, on a line of its own where the last one has one."""
    text = layout.text
    comma = _comma_after(text, last.end)
    if not layout.is_first(last.begin):
        return (Edit(last.end, last.end, f"{comma} {written}{_apart(text, last.end)}"),)
    lead = layout.eol + text[layout.line_start(last.begin) : last.begin]
    behind = last.end if last.comma is None else last.comma + 1
    if not layout.is_last(behind):
        return (Edit(last.end, last.end, f"{comma}{lead}{written}{_apart(text, last.end)}"),)
    at = layout.line_end(behind)
    if last.comma is not None:
        return (Edit(at, at, f"{lead}{written},"),)
    if at == last.end:
        return (Edit(at, at, f"{comma}{lead}{written}"),)
    return (Edit(last.end, last.end, comma), Edit(at, at, f"{lead}{written}"))


def remove(layout: Layout, owner: Slot, number: int) -> tuple[Edit, ...]:
    """Takes an entry out of brackets, with its comma."""
    start = _open(layout, owner) + 1
    parts = _parts(layout, owner)
    if len(parts) == 1:
        return (Edit(start, owner.node.end - 1, ""),)
    part = parts[number]
    before = parts[number - 1] if number else None
    behind = part.end if part.comma is None else part.comma + 1
    if layout.is_first(part.begin) and layout.is_last(behind):
        top = layout.above(part.begin, before.end if before else start)
        edit = Edit(top, layout.next_line(behind), "")
        return (edit,) if part.comma is not None else (*_without_comma(layout, before), edit)
    if number == len(parts) - 1:
        return _remove_last(layout, part, before)
    following = parts[number + 1].begin
    if layout.line_start(following) <= part.begin:
        return (Edit(part.begin, following, ""),)
    if before is not None and before.comma is not None and not layout.is_first(part.begin):
        return (Edit(before.comma, part.end, ""),)
    end = layout.line_end(behind) if layout.is_last(behind) else following
    return (Edit(part.begin, end, ""),)


def _remove_last(layout: Layout, part: _Part, before: _Part | None) -> tuple[Edit, ...]:
    assert before is not None and before.comma is not None
    if not layout.is_first(part.begin):
        return (Edit(before.comma, part.end, ""),)
    if part.comma is not None:
        return (Edit(part.begin, part.comma + 1, ""),)
    return (*_without_comma(layout, before), Edit(part.begin, part.end, ""))


def _without_comma(layout: Layout, part: _Part | None) -> tuple[Edit, ...]:
    assert part is not None and part.comma is not None
    return (Edit(part.comma, part.comma + 1, _apart(layout.text, part.comma + 1)),)


def _parts(layout: Layout, owner: Slot) -> list[_Part]:
    parts: list[_Part] = []
    behind = _open(layout, owner) + 1
    for slot in layout.children(owner):
        _refuse_pair(layout, slot)
        if layout.skip(behind) != slot.begin:
            raise odd()
        comma = _COMMA.match(layout.text, slot.end)
        parts.append(_Part(slot.begin, slot.end, comma.end() - 1 if comma else None))
        behind = comma.end() if comma else slot.end
    return parts


def _open(layout: Layout, owner: Slot) -> int:
    """The index of the bracket that opens."""
    _refuse_pair(layout, owner)
    return layout.start(owner)


def _refuse_pair(layout: Layout, slot: Slot) -> None:
    """Refuses a key and value that stand in a list without braces."""
    if isinstance(slot.node, nodes.Mapping) and layout.text[layout.start(slot)] != "{":
        raise odd()


def _comma_after(text: str, end: int) -> str:
    """A comma, with a blank before it where it would stand behind a colon."""
    return " ," if text[end - 1] == ":" else ","


def _apart(text: str, end: int) -> str:
    """A blank where a comment would touch what is written before it."""
    return " " if text[end : end + 1] == "#" else ""
