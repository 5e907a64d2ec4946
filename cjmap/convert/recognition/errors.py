"""What spreadsheets write where a formula came to nothing: that is no word of anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.tables import Cell, Table
from cjmap.messages import tr
from cjmap.records import replace

# As programs write them into tables, each in the language that it speaks.
_ERRORS: Final = frozenset(
    """
    #N/A #NAME? #REF! #VALUE! #DIV/0! #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #BUSY! #GETTING_DATA #ERROR!
    #NV #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! #N/D #¡REF! #¡VALOR! #¡DIV/0! #¡NUM! #¿NOMBRE? #NOMBRE? #¡NULO! #DESBORDAMIENTO!
    #NOM? #VALEUR! #NOMBRE! #NUL! #PROPAGATION! #NOME? #VALORE! #RIF! #NULLO! #VALOR! #NÚM! #NULO! #DESPEJAR!
    #N/B #WAARDE! #NAAM? #VERW! #DEEL/0! #GETAL! #LEEG! #N/D! #ARG! #NAZWA? #ADR! #DZIEL/0! #LICZBA! #ZERO!
    """.split()
)


FAILED: Final = tr("It is what a spreadsheet writes where a formula fails.")
"""Says so of a cell."""


def without_errors(tables: Sequence[Table]) -> tuple[Sequence[Table], tuple[Remark, ...]]:
    """Tables in which such cells are empty, and what is said of these."""
    if not any(_is_error(cell) for table in tables for cell in table.cells()):
        return tables, ()
    wrong = [cell for table in tables for cell in table.cells() if _is_error(cell)]
    remarks = (Remark(Fate.UNKNOWN, cell.text.strip(), cell.spot, (), FAILED) for cell in wrong)
    return [_empty(table) for table in tables], tuple(remarks)


def _is_error(cell: Cell) -> bool:
    text = cell.text.strip()
    return text.startswith("#") and text.upper() in _ERRORS


def _empty(table: Table) -> Table:
    # A merged cell is the same one in all places that it covers, and stays so.
    made: dict[int, Cell] = {}
    rows = (
        tuple(
            made.setdefault(id(cell), replace(cell, text="")) if _is_error(cell) else cell
            for cell in row
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))
