"""Tables for tests: from lines with `|`, and from rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cjmap.convert.drafts import Draft, Fate, Reading
from cjmap.convert.recognition.recognise import recognise
from cjmap.convert.tables import Cell, Spot, Table, cell_name


def table_of(rows: Iterable[Sequence[str]], title: str = "") -> Table:
    """A table with these texts; short rows are filled up."""
    listed = [list(row) for row in rows]
    width = max(map(len, listed))
    return Table(
        tuple(
            tuple(
                Cell(text, number, column, Spot(cell=cell_name(number, column)))
                for column, text in enumerate([*row, *[""] * (width - len(row))])
            )
            for number, row in enumerate(listed)
        ),
        title,
    )


def drawn(text: str, title: str = "") -> Table:
    """A table of lines whose cells `|` parts; `/n` is a line's end within a cell."""
    lines = [line.strip() for line in text.strip().splitlines()]
    rows = [[part.strip().replace("/n", "\n") for part in line.split("|")] for line in lines]
    return table_of(rows, title)


def merge(table: Table, top: int, left: int, bottom: int, right: int) -> Table:
    """The table with some of its places merged into one."""
    rows = [list(row) for row in table.rows]
    first = rows[top][left]
    cell = Cell(first.text, top, left, first.spot, bottom - top + 1, right - left + 1)
    for row in rows[top : bottom + 1]:
        row[left : right + 1] = [cell] * (right - left + 1)
    return Table(tuple(map(tuple, rows)), table.title)


def read(*tables: Table, name: str = "A map", language: str | None = None) -> Reading:
    return recognise(tables, name=name, language=language)


def only(*tables: Table, language: str | None = None) -> Draft:
    """The one map that tables tell."""
    (draft,) = read(*tables, language=language).drafts
    return draft


def stages_of(draft: Draft) -> dict[str, dict[str, Any]]:
    """The stages of a draft by name, without it."""
    stages: Any = draft.values["stages"]
    return {str(stage["name"]): {k: v for k, v in stage.items() if k != "name"} for stage in stages}


def fates(reading: Reading | Draft, fate: Fate) -> list[str]:
    """The texts of the cells that met a fate."""
    remarks = reading.remarks
    if isinstance(reading, Reading):
        remarks = (*remarks, *(one for draft in reading.drafts for one in draft.remarks))
    return [one.text for one in remarks if one.fate is fate]


def untold(table: Table, reading: Reading) -> set[str]:
    """The cells of which a reading says nothing at all."""
    told = {one.spot.cell for draft in reading.drafts for one in draft.remarks}
    told |= {one.spot.cell for one in reading.remarks}
    return {cell.spot.cell for cell in table.cells()} - told
