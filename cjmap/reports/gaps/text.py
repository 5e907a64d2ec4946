"""Coverage for a person at a terminal, wide or narrow, with colour or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from cjmap.draw.characters import flatten
from cjmap.facts.cells import State
from cjmap.facts.coverage import STATE_LABELS
from cjmap.messages import tr
from cjmap.reports.gaps.content import (
    Entry,
    Grid,
    Items,
    Record,
    Row,
    Section,
    Shade,
    Table,
    Tone,
    compose,
)
from cjmap.reports.gaps.sheet import Request

# Cells of a line where no terminal says how many it has, and the fewest that are laid out for.
DEFAULT_WIDTH = 100
_MIN_WIDTH = 40

# From this width on a column's heading is its name; a narrower one's is its number, unless all
# the names fit.
_NAMED = 13
_WIDEST = 14
# The fewest cells of a column: two for a state, and one between columns.
_NARROWEST = 3
_MIN_TEXT = 10

_SIGNS = {
    State.FULL: "█",
    State.PARTIAL: "▒",
    State.MISSING: "·",
    State.NOT_APPLICABLE: " ",
}
_COLORS = {Tone.GOOD: "32", Tone.FAIR: "33", Tone.POOR: "31", Tone.QUIET: "2", Tone.PLAIN: ""}
_BOLD = "1"
_QUIET = "2"


def write(request: Request) -> str:
    printer = _Printer(request)
    lines = [line for section in compose(request) for line in printer.section(section)]
    while lines and not lines[0]:
        del lines[0]
    return "".join(f"{line.rstrip()}\n" for line in lines)


class _Printer:
    def __init__(self, request: Request) -> None:
        self._color = request.color
        self._language = request.language
        self._width = max(request.width or DEFAULT_WIDTH, _MIN_WIDTH)

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._color and style and text.strip() else text

    def section(self, section: Section) -> Iterator[str]:
        yield ""
        title = flatten(section.title)
        for line in wrap(title, self._width):
            yield self._paint(line, _BOLD)
        if section.level == 1:
            rule = min(self._width, max(map(cell_len, wrap(title, self._width)), default=0))
            yield self._paint("=" * rule, _BOLD)
            for line in wrap(section.note, self._width):
                yield line
        for block in section.blocks:
            match block:
                case Grid():
                    yield from self._grid(block)
                case Table():
                    yield from self._table(block)
                case Items():
                    for entry in block.entries:
                        yield from self._entry(entry)
        if section.level > 1 and section.note:
            for line in wrap(section.note, self._width - 2):
                yield "  " + self._paint(line, _QUIET)

    # -- grids --------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> Iterator[str]:
        """The matrix, in as many blocks of columns as the width needs."""
        label = min(
            max(cell_len(flatten(row.label)) for row in grid.rows), max(12, self._width // 4)
        )
        total = max(3, *(cell_len(row.total.text) for row in grid.rows))
        texts = [cell.text for row in grid.rows for cell in row.cells]
        least = max(_NARROWEST, 1 + max(map(cell_len, texts), default=0))
        room = self._width - 2 - label - 1 - (total + 1)
        count = max(1, min(len(grid.columns), room // least))
        # Blocks of about the same number of columns: 7 and 6 rather than 12 and 1.
        blocks = -(-len(grid.columns) // count)
        count = -(-len(grid.columns) // blocks)
        column = min(_WIDEST, max(least, room // count))
        for start in range(0, len(grid.columns), count):
            last = start + count >= len(grid.columns)
            if start:
                yield ""
            yield from self._block(
                grid, start, min(start + count, len(grid.columns)), label, column, last
            )
        if not _takes_names(grid, column):
            yield from self._column_names(grid.columns)
        if grid.legend:
            yield from self._legend()

    def _block(
        self, grid: Grid, start: int, end: int, label: int, column: int, last: bool
    ) -> Iterator[str]:
        margin = " " * (2 + label + 1)
        if _takes_names(grid, column):
            names = [_head(flatten(name), column - 1) for name in grid.columns[start:end]]
        else:
            names = [[str(number + 1)] for number in range(start, end)]
        height = max(map(len, names))
        for line in range(height):
            parts = [
                name[line - height + len(name)] if line >= height - len(name) else ""
                for name in names
            ]
            heading = margin + "".join(fit(part, column) for part in parts)
            end_sign = grid.total.rjust(3) if last and line == height - 1 else ""
            yield self._paint(heading + end_sign, _QUIET)
        ruled = False
        for row in grid.rows:
            if row.quiet and not ruled:
                ruled = True
                yield self._paint("  " + "─" * (label + 1 + column * (end - start) - 1), _QUIET)
            yield self._row(row, start, end, label, column, last)

    def _row(self, row: Row, start: int, end: int, label: int, column: int, last: bool) -> str:
        cells = "".join(self._cell(cell, column) for cell in row.cells[start:end])
        name = fit(flatten(row.label), label)
        total = ""
        if last:
            total = self._paint(row.total.text.rjust(3), _COLORS[row.total.tone])
        return f"  {self._paint(name, _QUIET) if row.quiet else name} {cells}{total}"

    def _cell(self, cell: Shade, column: int) -> str:
        if cell.state is not None:
            text = _SIGNS[cell.state] * (column - 1)
        else:
            text = cell.text
        return self._paint(text, _COLORS[cell.tone]) + " " * (column - cell_len(text))

    def _column_names(self, columns: Sequence[str]) -> Iterator[str]:
        """What the numbers of the columns stand for."""
        names = [f"{number} {flatten(name)}" for number, name in enumerate(columns, 1)]
        line = ""
        for name in names:
            name = clip(name, self._width - 2)
            if line and cell_len(line) + 3 + cell_len(name) > self._width - 2:
                yield "  " + self._paint(line, _QUIET)
                line = ""
            line = f"{line} · {name}" if line else name
        if line:
            yield "  " + self._paint(line, _QUIET)

    def _legend(self) -> Iterator[str]:
        parts = [
            f"{_SIGNS[state] * 2} {STATE_LABELS[state].render(self._language)}"
            for state in (State.FULL, State.PARTIAL, State.MISSING)
        ]
        blank = STATE_LABELS[State.NOT_APPLICABLE].render(self._language)
        parts.append(tr("blank: {meaning}", meaning=blank).render(self._language))
        yield "  " + self._paint("   ".join(parts), _QUIET)

    # -- tables -------------------------------------------------------------------------------

    def _table(self, table: Table) -> Iterator[str]:
        widths = self._widths(table)
        names = [wrap(flatten(n), w) for n, w in zip(table.columns, widths, strict=True)]
        height = max(map(len, names))
        for line in range(height):
            parts = [
                _align(
                    name[line - height] if line >= height - len(name) else "",
                    width,
                    number in table.numeric,
                )
                for number, (name, width) in enumerate(zip(names, widths, strict=True))
            ]
            yield self._paint("  " + "  ".join(parts), _QUIET)
        for record in table.rows:
            yield from self._record(record, table, widths)

    def _widths(self, table: Table) -> list[int]:
        """The columns' widths: as wide as their texts, the widest ones narrowed until all fit.

        A heading over numbers takes as many lines as it has words.
        """
        widths = []
        for number, name in enumerate(table.columns):
            heading = flatten(name)
            words = heading.split(" ") if number in table.numeric else [heading]
            texts = [flatten(record.cells[number].text) for record in table.rows]
            widths.append(min(self._width, max(map(cell_len, (*words, *texts)))))
        room = self._width - 2 - 2 * (len(widths) - 1)
        loose = [n for n in range(len(widths)) if n not in table.numeric]
        while sum(widths) > room:
            widest = max(loose, key=lambda n: widths[n], default=None)
            if widest is None or widths[widest] <= _MIN_TEXT:
                break
            widths[widest] -= 1
        return widths

    def _record(self, record: Record, table: Table, widths: list[int]) -> Iterator[str]:
        lines = 1 if table.brief else None
        texts = [
            wrap(flatten(cell.text), width, lines)
            for cell, width in zip(record.cells, widths, strict=True)
        ]
        for line in range(max(map(len, texts))):
            parts = []
            for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
                part = _align(
                    text[line] if line < len(text) else "", width, number in table.numeric
                )
                parts.append(self._paint(part, _COLORS[record.cells[number].tone]))
            end = ""
            if table.brief and self._width >= 4 + cell_len(record.place) + sum(widths) + 2 * len(
                widths
            ):
                end = "  " + self._paint(flatten(record.place), _QUIET)
            yield "  " + "  ".join(parts) + end
        if record.place and not table.brief:
            # Under the first column of text, where it has the rest of the line.
            indent = 2 + (widths[0] + 2 if 0 in table.numeric else 2)
            yield " " * indent + self._paint(flatten(record.place), _QUIET)

    # -- lists --------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> Iterator[str]:
        mark = f"{flatten(entry.mark)} " if entry.mark else ""
        indent = 2 + cell_len(mark)
        lines = wrap(flatten(entry.text), self._width - indent)
        lead = "  " + self._paint(mark, _COLORS[entry.tone])
        place = flatten(entry.place)
        for number, line in enumerate(lines):
            text = (lead if number == 0 else " " * indent) + line
            fits = indent + cell_len(line) + 2 + cell_len(place) <= self._width
            if place and fits and number == len(lines) - 1:
                text += "  " + self._paint(place, _QUIET)
                place = ""
            yield text
        if place:
            yield " " * indent + self._paint(place, _QUIET)
        for detail in entry.details:
            for number, line in enumerate(wrap(flatten(detail), self._width - indent - 2)):
                yield " " * (indent + (2 if number else 0)) + line


def _head(name: str, width: int) -> list[str]:
    """A name over a column: two lines at most, and no word broken."""
    return wrap(" ".join(clip(word, width) for word in name.split(" ")), width, 2)


def _takes_names(grid: Grid, column: int) -> bool:
    """Whether the columns are wide enough to be headed by their names."""
    words = [word for name in grid.columns for word in flatten(name).split(" ")]
    return column >= min(_NAMED, 1 + max(map(cell_len, words)))


def _align(text: str, width: int, right: bool) -> str:
    text = clip(flatten(text), width)
    gap = " " * (width - cell_len(text))
    return gap + text if right else text + gap


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells."""
    text = clip(text, width)
    return text + " " * (width - cell_len(text))


def clip(text: str, width: int) -> str:
    """The text in at most `width` cells, cut with `…`."""
    if len(text) <= 4 * width and cell_len(text) <= width:
        return text
    # Four code points a cell leave room for combining marks and joined emoji.
    text = text[: 4 * width]
    while text and cell_len(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(text: str, width: int, lines: int | None = None) -> list[str]:
    """The text in lines of at most `width` cells, between words where it can; at most `lines`."""
    wrapped: list[str] = []
    current = ""
    for word in text.split(" "):
        *heads, rest = _pieces(word, width)
        if current and (heads or cell_len(current) + 1 + cell_len(rest) > width):
            wrapped.append(current)
            current = ""
        wrapped += heads
        current = f"{current} {rest}" if current else rest
    wrapped.append(current)
    if lines is not None and len(wrapped) > lines:
        return [*wrapped[: lines - 1], clip(" ".join(wrapped[lines - 1 :]), width)]
    return wrapped


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces that fit, one or more."""
    pieces = []
    start = 0
    while len(word) - start > width or cell_len(word[start:]) > width:
        end = start + width
        while end > start + 1 and cell_len(word[start:end]) > width:
            end -= 1
        # A character wider than the line still has to go somewhere.
        pieces.append(word[start:end])
        start = end
        if start >= len(word):
            return pieces
    return [*pieces, word[start:]]
