"""Matrices, in as many blocks of columns as a line needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from cjmap.draw.characters import flatten
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.reports.blocks.blocks import Grid, Row, Shade
from cjmap.reports.blocks.terminal.layout import clip, fit, wrap
from cjmap.reports.blocks.terminal.pen import QUIET, Pen

# From this width on a column's heading is its name; a narrower one's is its number, unless all
# the names fit.
_NAMED = 13
_WIDEST = 14
# The fewest cells of a column: two for a state, and one between columns.
_NARROWEST = 3

_BLANK = "n/a"
_SIGNS = {"full": "█", "partial": "▒", "missing": "·", _BLANK: " "}


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a grid is laid out, in cells: its labels, a column, the columns of a block."""

    label: int
    column: int
    count: int
    named: bool


def write_grid(pen: Pen, grid: Grid) -> Iterator[str]:
    plan = _plan(pen, grid)
    for start in range(0, len(grid.columns), plan.count):
        if start:
            yield ""
        yield from _block(pen, grid, plan, start)
    if not plan.named:
        yield from _column_names(pen, grid)
    if grid.legend:
        yield from _legend(pen, grid)


def _plan(pen: Pen, grid: Grid) -> _Plan:
    label = min(max(cell_len(flatten(row.label)) for row in grid.rows), max(12, pen.width // 4))
    total = max(3, *(cell_len(row.total.text) for row in grid.rows))
    texts = [cell.text for row in grid.rows for cell in row.cells]
    least = max(_NARROWEST, 1 + max(map(cell_len, texts)))
    room = pen.width - 2 - label - 1 - (total + 1)
    count = max(1, min(len(grid.columns), room // least))
    # Blocks of about the same number of columns: 7 and 6 rather than 12 and 1.
    blocks = -(-len(grid.columns) // count)
    count = -(-len(grid.columns) // blocks)
    column = min(_WIDEST, max(least, room // count))
    words = [word for name in grid.columns for word in flatten(name).split(" ")]
    named = column >= min(_NAMED, 1 + max(map(cell_len, words)))
    return _Plan(label, column, count, named)


def _block(pen: Pen, grid: Grid, plan: _Plan, start: int) -> Iterator[str]:
    """The columns from `start` on, as many as a block has; the last block has the totals."""
    end = min(start + plan.count, len(grid.columns))
    last = end == len(grid.columns)
    yield from _headings(pen, grid, plan, start, end)
    ruled = False
    for row in grid.rows:
        if row.quiet and not ruled:
            ruled = True
            width = plan.label + 1 + plan.column * (end - start) - 1
            yield pen.paint("  " + "─" * width, QUIET)
        cells = "".join(_cell(pen, cell, plan.column) for cell in row.cells[start:end])
        yield _row(pen, plan, row, cells, last=last)


def _headings(pen: Pen, grid: Grid, plan: _Plan, start: int, end: int) -> Iterator[str]:
    if plan.named:
        names = [_head(flatten(name), plan.column - 1) for name in grid.columns[start:end]]
    else:
        names = [[str(number + 1)] for number in range(start, end)]
    height = max(map(len, names))
    for line in range(height):
        parts = [
            name[line - height + len(name)] if line >= height - len(name) else "" for name in names
        ]
        heading = " " * (2 + plan.label + 1) + "".join(fit(part, plan.column) for part in parts)
        ends = end == len(grid.columns) and line == height - 1
        yield pen.paint(heading + (grid.total.rjust(3) if ends else ""), QUIET)


def _row(pen: Pen, plan: _Plan, row: Row, cells: str, *, last: bool) -> str:
    name = fit(flatten(row.label), plan.label)
    total = pen.tint(row.total.text.rjust(3), row.total.tone) if last else ""
    return f"  {pen.paint(name, QUIET) if row.quiet else name} {cells}{total}"


def _cell(pen: Pen, cell: Shade, column: int) -> str:
    text = _SIGNS[cell.state] * (column - 1) if cell.state else cell.text
    return pen.tint(text, cell.tone) + " " * (column - cell_len(text))


def _column_names(pen: Pen, grid: Grid) -> Iterator[str]:
    """What the numbers of the columns stand for."""
    names = (f"{number} {flatten(name)}" for number, name in enumerate(grid.columns, 1))
    return _run_on(pen, names, " · ")


def _legend(pen: Pen, grid: Grid) -> Iterator[str]:
    parts = (
        tr("blank: {meaning}", meaning=word).render(pen.language)
        if state == _BLANK
        else f"{_SIGNS[state] * 2} {word}"
        for state, word in grid.legend
    )
    return _run_on(pen, parts, "   ")


def _run_on(pen: Pen, parts: Iterable[str], joint: str) -> Iterator[str]:
    """Short texts one behind the other, as many to a line as it has room for."""
    room = pen.width - 2
    line = ""
    for part in parts:
        text = clip(part, room)
        if line and cell_len(line) + cell_len(joint) + cell_len(text) > room:
            yield "  " + pen.paint(line, QUIET)
            line = ""
        line = f"{line}{joint}{text}" if line else text
    yield "  " + pen.paint(line, QUIET)


def _head(name: str, width: int) -> list[str]:
    """A name over a column: two lines at most, and no word broken."""
    return wrap(" ".join(clip(word, width) for word in name.split(" ")), width, 2)
