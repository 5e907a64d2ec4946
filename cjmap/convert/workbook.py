"""Excel workbooks in: the cells of their sheets as they look, and nothing of them is run.

Formulas give the value that was last computed, macros and what is linked are never looked at. How
much a file may unpack to, and how large a sheet may be, is settled before a library reads it.
"""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from cjmap.convert.delimited import MOST_CELLS, check_size
from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.recognition.errors import FAILED
from cjmap.convert.refusals import refuse
from cjmap.convert.tables import Cell, Spot, Table, cell_name, without_mark
from cjmap.convert.texts import is_open_document
from cjmap.convert.workbook_parts import OPEN_DOCUMENT, Marks, Parts, look_over
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
# Places of all sheets together: an empty one between others is read, too.
_MOST_PLACES: Final = 2 * MOST_CELLS


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of a workbook, one a sheet, and what of it is in none of them."""

    tables: tuple[Table, ...]
    remarks: tuple[Remark, ...] = ()


def read_workbook(data: bytes) -> Sheets:
    """The sheets of an Excel workbook. Raises UsageError for what is none, or is too large."""
    if data.startswith(_OLD_EXCEL):
        raise refuse(
            tr(
                "This is a workbook of the old kind (.xls), or one with a password: save it as .xlsx without one."
            )
        )
    if is_open_document(data):
        raise refuse(OPEN_DOCUMENT)
    parts = look_over(data)
    try:
        with warnings.catch_warnings():
            # The library warns of what it leaves out, and of dates beyond its own.
            warnings.simplefilter("ignore")
            return _read(parts)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 (a library's errors over broken files are of every kind)
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise refuse(
            tr("This is no workbook that can be read: {reason}.", reason=reason.rstrip("."))
        ) from None


def _read(parts: Parts) -> Sheets:
    book, charts = _open(parts.archive)
    tables: list[Table] = []
    remarks: list[Remark] = []
    # The places of all sheets, and whose part each is.
    places, seen = 0, set[str]()
    try:
        for sheet in book.worksheets:
            path = str(sheet._worksheet_path).lstrip("/")
            found = parts.marks.get(path)
            if found is None or path in seen:
                raise _damaged(sheet)
            seen.add(path)
            places += found.rows * found.columns
            if places > _MOST_PLACES:
                check_size(0, 0, places)
            failed: list[Remark] = []
            try:
                table = _table(sheet, found, failed)
            except UsageError:
                raise
            except Exception:  # noqa: BLE001 (a library's errors over broken cells are of every kind)
                raise _damaged(sheet) from None
            remarks += failed
            remarks += _remarks_of(sheet, found, hidden=sheet.sheet_state != "visible")
            if table.rows:
                tables.append(table)
        known = {str(sheet.title) for sheet in book.worksheets}
    finally:
        book.close()
    there = [(title, tr("It is a chart.")) for title in charts]
    gone = [title for title in parts.titles if title not in known and title not in charts]
    there += [(title, tr("The workbook names this sheet and does not hold it.")) for title in gone]
    remarks += [Remark(Fate.UNKNOWN, title, Spot(sheet=title), (), note) for title, note in there]
    return Sheets(tuple(tables), tuple(remarks))


def _damaged(sheet: Any) -> UsageError:
    return refuse(
        tr(
            "The sheet {title} of this workbook is damaged: open the file in a spreadsheet and save it.",
            title=str(sheet.title),
        )
    )


def _remarks_of(sheet: Any, marks: Marks, *, hidden: bool) -> Iterator[Remark]:
    title = str(sheet.title)
    if hidden:
        note = tr("The sheet is hidden; it was read like the others.")
        yield Remark(Fate.TAKEN, title, Spot(sheet=title), (), note)
    for place in marks.uncomputed:
        note = tr("The formula was never computed: open the file in a spreadsheet and save it.")
        yield Remark(Fate.UNKNOWN, "=", Spot(cell=place, sheet=title), (), note)
    for place, text in marks.notes:
        note = tr("It is a note on a cell; notes are not read.")
        yield Remark(Fate.UNKNOWN, text, Spot(cell=place, sheet=title), (), note)
    if marks.pictures:
        note = tr("Pictures, shapes and charts are not read.")
        yield Remark(Fate.UNKNOWN, title, Spot(sheet=title), (), note)


def _open(data: bytes) -> tuple[Workbook, list[str]]:
    """A workbook without its sheets that are charts, which are named."""
    try:
        # Imported late: only workbooks need it.
        import openpyxl.reader.excel as excel
    except ImportError:
        raise refuse(
            tr("Workbooks need a part of cjmap that is not installed: `pip install 'cjmap[xlsx]'`.")
        ) from None

    charts: list[str] = []

    class Reader(excel.ExcelReader):  # type: ignore[misc]
        """Reads no charts: nobody looks at them, and one without a drawing is read with an error."""

        def read_chartsheet(self, sheet: Any, rel: object) -> None:
            charts.append(str(sheet.name))

    reader = Reader(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False
    )
    reader.read()
    return reader.wb, charts


# --- cells ---------------------------------------------------------------------------------------------


def _table(sheet: Any, marks: Marks, failed: list[Remark]) -> Table:
    """The cells of a sheet; formulas that failed say nothing, and are told as `failed`."""
    title = str(sheet.title)
    check_size(marks.rows, marks.columns, marks.rows * marks.columns)
    if not marks.rows:
        return Table((), title)
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    for number, values in enumerate(sheet.iter_rows(max_row=marks.rows, max_col=marks.columns)):
        cells = [_cell(value, number, column, title) for column, value in enumerate(values)]
        for at, value in enumerate(values):
            if value.value is not None and value.data_type == "e":
                failed.append(Remark(Fate.UNKNOWN, cells[at].text, cells[at].spot, (), FAILED))
                cells[at] = _empty(number, at, title)
        rows.append(cells)
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    full = (n + 1 for row in rows for n, cell in enumerate(row) if cell.text)
    width = max(full, default=0)
    for number, cells in enumerate(rows):
        del cells[width:]
        cells += [_empty(number, column, title) for column in range(len(cells), width)]
    _merge_all(rows, width, marks.merged)
    return Table(tuple(map(tuple, rows)), title)


def _merge_all(
    rows: Sequence[list[Cell]], width: int, ranges: Sequence[tuple[int, int, int, int]]
) -> None:
    """Lets cells that are one stand at all places of theirs."""
    left = len(rows) * width
    for top, begin, bottom, end in ranges:
        bottom, end = min(bottom, len(rows) - 1), min(end, width - 1)
        if top > bottom or begin > end:
            continue
        left -= (bottom - top + 1) * (end - begin + 1)
        if left < 0:
            # One place belongs to one of them at the most; to lay them over one another takes long.
            raise refuse(tr("Merged cells of this workbook lie over one another."))
        _merge(rows, (top, begin, bottom, end))


def _empty(row: int, column: int, sheet: str) -> Cell:
    return Cell("", row, column, Spot(cell=cell_name(row, column), sheet=sheet))


def _merge(rows: Sequence[list[Cell]], merged: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = merged
    first = rows[top][left]
    cell = Cell(first.text, top, left, first.spot, bottom - top + 1, right - left + 1, first.number)
    for row in rows[top : bottom + 1]:
        row[left : right + 1] = [cell] * (right - left + 1)


def _cell(cell: Any, row: int, column: int, sheet: str) -> Cell:
    value = cell.value
    form = str(cell.number_format or "") if isinstance(value, float | int) else ""
    text, number = _shown(value, form)
    if not row and not column:
        text = without_mark(text)
    return Cell(text, row, column, Spot(cell=cell_name(row, column), sheet=sheet), number=number)


def _shown(value: object, form: str) -> tuple[str, float | None]:
    """What a cell says, and the number in it."""
    if value is None:
        return "", None
    if isinstance(value, bool):
        return ("yes" if value else "no"), None
    if isinstance(value, int | float):
        if "%" in form and abs(value) < 1e12:
            return f"{_number(round(value * 100, 10))}%", float(value)
        return _number(value), float(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return (value.date().isoformat() if midnight else value.isoformat(" ", "minutes")), None
    if isinstance(value, datetime.date):
        return value.isoformat(), None
    if isinstance(value, datetime.timedelta):
        return _duration(value), None
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return text, None


def _number(value: float) -> str:
    """A number with a decimal point and without groups, whatever its form on the sheet."""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    return repr(round(float(value), 10))


def _duration(value: datetime.timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{amount}{unit}" for amount, unit in parts if amount) or "0s"
