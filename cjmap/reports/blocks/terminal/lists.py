"""Lists: an entry with its mark, its place, and details below it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from cjmap.draw.characters import flatten
from cjmap.reports.blocks.blocks import Entry, Items
from cjmap.reports.blocks.terminal.layout import wrap
from cjmap.reports.blocks.terminal.pen import QUIET, Pen


def write_list(pen: Pen, items: Items) -> Iterator[str]:
    for entry in items.entries:
        yield from _entry(pen, entry)


def _entry(pen: Pen, entry: Entry) -> Iterator[str]:
    mark = f"{flatten(entry.mark)} " if entry.mark else ""
    indent = 2 + cell_len(mark)
    lines = wrap(flatten(entry.text), pen.width - indent)
    place = flatten(entry.place)
    beside = indent + cell_len(lines[-1]) + 2 + cell_len(place) <= pen.width
    for number, line in enumerate(lines):
        text = (" " * indent if number else "  " + pen.tint(mark, entry.tone)) + line
        ends = place and beside and number == len(lines) - 1
        yield f"{text}  {pen.paint(place, QUIET)}" if ends else text
    if place and not beside:
        yield " " * indent + pen.paint(place, QUIET)
    for detail in entry.details:
        for number, line in enumerate(wrap(flatten(detail), pen.width - indent - 2)):
            yield " " * (indent + (2 if number else 0)) + line
