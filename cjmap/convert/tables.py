"""A table as it stands somewhere: in a sheet, a CSV file, a page of Markdown. Nothing of journeys."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.messages import Message, tr, verbatim
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where something stands in what was read.

    `line` counts from 1 where that is a text, `cell` is as spreadsheets name it (`B3`), on the
    `sheet` of that name.
    """

    line: int | None = None
    cell: str = ""
    sheet: str = ""

    def message(self) -> Message | None:
        """The place in words; None where none is known."""
        if self.cell and self.sheet:
            return tr("{sheet}, cell {cell}", sheet=self.sheet, cell=self.cell)
        if self.cell:
            return tr("cell {cell}", cell=self.cell)
        if self.line is not None:
            return tr("line {n}", n=self.line)
        return verbatim(self.sheet) if self.sheet else None


NOWHERE = Spot()
"""No place is known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text as people see it, line ends as `\\n`.

    `row` and `column` count from 0 and are those of its first place; merged cells cover `rows` and
    `columns`. `number` is set where a spreadsheet holds one and `text` only shows it.
    """

    text: str
    row: int
    column: int
    spot: Spot
    rows: int = 1
    columns: int = 1
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of the same length; `title` is what stands above, or the sheet's name.

    A merged cell stands in every place that it covers, as the same object. Empty places hold a
    cell with an empty text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cells(self) -> Iterator[Cell]:
        """Each cell that holds something, once, row by row."""
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell.text.strip() and (cell.row, cell.column) == (number, column):
                    yield cell


def without_mark(text: str) -> str:
    """The text of a table's first cell without the mark of UTF-8, also where it was read as letters."""
    return text.removeprefix("\ufeff").removeprefix("ï»¿")


def cell_name(row: int, column: int) -> str:
    """What spreadsheets call a place whose numbers count from 0: `A1`, `AA10`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
