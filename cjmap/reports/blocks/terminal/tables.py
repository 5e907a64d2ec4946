"""Tables: texts in columns that are narrowed until they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from cjmap.draw.characters import flatten
from cjmap.reports.blocks.blocks import Record, Table
from cjmap.reports.blocks.terminal.layout import align, wrap
from cjmap.reports.blocks.terminal.pen import QUIET, Pen

_MIN_TEXT = 10


def write_table(pen: Pen, table: Table) -> Iterator[str]:
    widths = _widths(pen, table)
    names = [wrap(flatten(n), w) for n, w in zip(table.columns, widths, strict=True)]
    height = max(map(len, names))
    for line in range(height):
        parts = [
            align(
                name[line - height] if line >= height - len(name) else "",
                width,
                number in table.numeric,
            )
            for number, (name, width) in enumerate(zip(names, widths, strict=True))
        ]
        yield pen.paint("  " + "  ".join(parts), QUIET)
    for record in table.rows:
        yield from _record(pen, table, record, widths)


def _widths(pen: Pen, table: Table) -> list[int]:
    """The columns' widths: as wide as their texts, the widest ones narrowed until all fit.

    A heading over numbers takes as many lines as it has words.
    """
    widths = []
    for number, name in enumerate(table.columns):
        heading = flatten(name)
        words = heading.split(" ") if number in table.numeric else [heading]
        texts = [flatten(record.cells[number].text) for record in table.rows]
        widths.append(min(pen.width, max(map(cell_len, (*words, *texts)))))
    room = pen.width - 2 - 2 * (len(widths) - 1)
    loose = [n for n in range(len(widths)) if n not in table.numeric]
    while sum(widths) > room:
        widest = max(loose, key=lambda n: widths[n], default=None)
        if widest is None or widths[widest] <= _MIN_TEXT:
            break
        widths[widest] -= 1
    return widths


def _record(pen: Pen, table: Table, record: Record, widths: Sequence[int]) -> Iterator[str]:
    lines = 1 if table.brief else None
    texts = [
        wrap(flatten(cell.text), width, lines)
        for cell, width in zip(record.cells, widths, strict=True)
    ]
    place = flatten(record.place)
    used = 4 + cell_len(place) + sum(widths) + 2 * len(widths)
    beside = "  " + pen.paint(place, QUIET) if table.brief and pen.width >= used else ""
    for line in range(max(map(len, texts))):
        parts = [
            pen.tint(
                align(text[line] if line < len(text) else "", width, number in table.numeric),
                record.cells[number].tone,
            )
            for number, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        yield "  " + "  ".join(parts) + beside
    if place and not table.brief:
        # Under the first column of text, where it has the rest of the line.
        indent = 2 + (widths[0] + 2 if 0 in table.numeric else 2)
        yield " " * indent + pen.paint(place, QUIET)
