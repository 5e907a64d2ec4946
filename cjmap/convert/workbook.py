"""Excel workbooks in: the cells of their sheets as they look, and nothing of them is run.

Formulas give the value that was last computed, macros and what is linked are never looked at. How
much a file may unpack to, and how large a sheet may be, is settled before a library reads it.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from cjmap.convert.delimited import MOST_COLUMNS, MOST_ROWS, check_size
from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.recognition.errors import FAILED
from cjmap.convert.refusals import refuse
from cjmap.convert.tables import Cell, Spot, Table, cell_name, without_mark
from cjmap.convert.texts import is_open_document
from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr
from cjmap.records import dataclass, field

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MOST_UNPACKED: Final = 60_000_000
"""Bytes that a workbook may unpack to; what tells of 5,000 touchpoints has a tenth of it."""

_MOST_PARTS: Final = 2_000
_DEEPEST: Final = 100
# A cell has up to five.
_MOST_ELEMENTS: Final = 2_500_000
_CHUNK: Final = 1 << 16
_MOST_MERGED: Final = 20_000
_MOST_SHEETS: Final = 200
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_SHEET: Final = expression(r"xl/worksheets/[^/]+\.xml", re.ASCII)
_LINKS: Final = expression(r"xl/worksheets/_rels/([^/]+\.xml)\.rels", re.ASCII)
_NOTES: Final = expression(
    r"xl/(?:threadedComments/|comments/)?[A-Za-z]*[cC]omments?\d*\.xml", re.ASCII
)
_DRAWING: Final = expression(r"xl/drawings/[^/]+\.xml", re.ASCII)
_RANGE: Final = expression(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.ASCII)
_TEXT_PARTS: Final = (".xml", ".rels")
_OPEN_DOCUMENT: Final = tr("This is an OpenDocument file: save it as .xlsx.")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of a workbook, one a sheet, and what of it is in none of them."""

    tables: tuple[Table, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a sheet says beside its cells: merged ranges (row, column, last row, last column), from 0.

    `notes` are those on cells: their places and texts. `uncomputed` are the places of formulas without a value, `pictures` whether drawings lie on it,
    `widths` how many columns rows come to, the widest last.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def read_workbook(data: bytes) -> Sheets:
    """The sheets of an Excel workbook. Raises UsageError for what is none, or is too large."""
    if data.startswith(_OLD_EXCEL):
        raise refuse(
            tr(
                "This is a workbook of the old kind (.xls), or one with a password: save it as .xlsx without one."
            )
        )
    if is_open_document(data):
        raise refuse(_OPEN_DOCUMENT)
    marks = _look_over(data)
    book, charts = _open(data)
    tables: list[Table] = []
    remarks: list[Remark] = []
    size = [0]
    try:
        for sheet in book.worksheets[:_MOST_SHEETS]:
            path = str(getattr(sheet, "_worksheet_path", ""))
            found = marks.get(path.lstrip("/"), _Marks())
            failed: list[Remark] = []
            table = _table(sheet, found, size, failed)
            remarks += failed
            remarks += _remarks_of(sheet, found, hidden=sheet.sheet_state != "visible")
            if table.rows:
                tables.append(table)
        remarks += [
            Remark(Fate.UNKNOWN, title, Spot(sheet=title), (), tr("It is a chart."))
            for title in charts
        ]
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 (a library's errors over broken files are of every kind)
        raise _broken(error) from None
    finally:
        book.close()
    return Sheets(tuple(tables), tuple(remarks))


def _remarks_of(sheet: Any, marks: _Marks, *, hidden: bool) -> Iterator[Remark]:
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


def _broken(error: Exception) -> UsageError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return refuse(tr("This is no workbook that can be read: {reason}.", reason=reason.rstrip(".")))


def _open(data: bytes) -> tuple[Workbook, list[str]]:
    """A workbook without its sheets that are charts, which are named."""
    try:
        # Imported late: only workbooks need it.
        import openpyxl.reader.excel as excel
    except ImportError:
        raise refuse(
            tr("Workbooks need a part of cjmap that is not installed: `pip install 'cjmap[xlsx]'`.")
        ) from None
    import warnings

    charts: list[str] = []

    class Reader(excel.ExcelReader):  # type: ignore[misc]
        """Reads no charts: nobody looks at them, and one without a drawing is read with an error."""

        def read_chartsheet(self, sheet: Any, rel: object) -> None:
            charts.append(str(sheet.name))

    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out: macros, extensions, styles.
            warnings.simplefilter("ignore")
            reader = Reader(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False
            )
            reader.read()
            return reader.wb, charts
    except Exception as error:  # noqa: BLE001 (as above)
        raise _broken(error) from None


# --- before a library reads it ------------------------------------------------------------------------


def _look_over(data: bytes) -> Mapping[str, _Marks]:
    """What the sheets say beside their cells, by part; refuses what is none or unpacks to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise refuse(tr("This is no workbook: it is not even a zip archive.")) from None
    with archive:
        parts = archive.infolist()
        if not any(part.filename == "xl/workbook.xml" for part in parts):
            raise refuse(_foreign([part.filename for part in parts]))
        if len(parts) > _MOST_PARTS:
            raise refuse(tr("This workbook has more than {n} parts.", n=_MOST_PARTS))
        left = MOST_UNPACKED
        found: dict[str, _Marks] = {}
        links: dict[str, _Links] = {}
        empty: set[str] = set()
        notes: dict[str, _Notes] = {}
        for part in parts:
            if part.flag_bits & 1:
                raise refuse(tr("This workbook has a password: save it without one."))
            if not part.filename.endswith(_TEXT_PARTS):
                continue
            name = part.filename
            if _SHEET.fullmatch(name):
                found[name] = _Marks()
                left = _scan(archive, part, _Sheet(found[name]), left)
            elif (linking := _LINKS.fullmatch(name)) is not None:
                links[f"xl/worksheets/{linking[1]}"] = linked = _Links()
                left = _scan(archive, part, linked, left)
            elif _NOTES.fullmatch(name):
                notes[name.rpartition("/")[2]] = noted = _Notes()
                left = _scan(archive, part, noted, left)
            else:
                left = _scan(archive, part, heard := _Part(), left)
                if _DRAWING.fullmatch(name) and heard.count < 2:
                    empty.add(name)
    for name, linked in links.items():
        # LibreOffice gives a drawing to sheets on which nothing is drawn.
        if name in found and linked.drawings and linked.drawings <= empty:
            found[name].pictures.clear()
        for target in linked.notes if name in found else ():
            # Newer notes stand twice: the older kind is for programs that do not know them.
            known = {place for place, _ in found[name].notes}
            heard_of = notes[target].texts if target in notes else []
            found[name].notes.extend(one for one in heard_of if one[0] not in known)
    return found


def _foreign(parts: Sequence[str]) -> Message:
    """What an archive is that is no workbook of Excel, and what people do with it."""
    if "content.xml" in parts:
        return _OPEN_DOCUMENT
    if any(part.endswith(".iwa") for part in parts):
        return tr("This is a file of Numbers or Keynote: export it as Excel (.xlsx) or CSV.")
    if "xl/workbook.bin" in parts:
        return tr("This is a binary workbook (.xlsb): save it as .xlsx.")
    if "word/document.xml" in parts:
        return tr("This is a document of Word: save its table as .xlsx, CSV or Markdown.")
    if "ppt/presentation.xml" in parts:
        return tr(
            "Slides are written and not read: give the map, or a table, from which they came."
        )
    return tr("This archive is no Excel workbook: it has no `xl/workbook.xml`.")


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, hearer: _Part, left: int) -> int:
    """Reads one part in pieces; gives how many bytes the others may still unpack to."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    hearer.listen(parser)
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    raise refuse(
                        tr(
                            "This workbook unpacks to more than {n} MB.",
                            n=MOST_UNPACKED // 1_000_000,
                        )
                    )
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
    ) as error:
        reason = f"{part.filename}: {error}"
        raise refuse(tr("This is no workbook that can be read: {reason}.", reason=reason)) from None
    return left


def _refuse_doctype(*_: object) -> None:
    raise refuse(tr("A workbook with a document type declaration is not read."))


class _Part:
    """Hears the XML of a part, and refuses what a library would build too large a tree of."""

    def __init__(self) -> None:
        self._depth = 0
        self.count: int = 0

    def listen(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self.count += 1
        if self._depth > _DEEPEST or self.count > _MOST_ELEMENTS:
            raise refuse(
                tr(
                    "A part of this workbook has more than {n} elements, or {depth} levels of them.",
                    n=_MOST_ELEMENTS,
                    depth=_DEEPEST,
                )
            )

    def _end(self, name: str) -> None:
        self._depth -= 1


class _Links(_Part):
    """Hears which drawings a sheet leads to, by the names of their parts, and which notes by their files'."""

    def __init__(self) -> None:
        super().__init__()
        self.drawings: set[str] = set()
        self.notes: list[str] = []

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        target = attributes.get("Target", "")
        if attributes.get("Type", "").endswith("/drawing"):
            self.drawings.add(f"xl/drawings/{target.rpartition('/')[2]}")
        elif attributes.get("Type", "").lower().endswith("comment"):
            # Of the newer kind, with answers.
            self.notes.insert(0, target.rpartition("/")[2])
        elif attributes.get("Type", "").endswith("/comments"):
            self.notes.append(target.rpartition("/")[2])


class _Notes(_Part):
    """Hears the notes on a sheet's cells."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._place = ""
        self._said: list[str] | None = None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        tag = name.rpartition(" ")[2]
        if tag in ("comment", "threadedComment"):
            self._place, self._said = attributes.get("ref", ""), []
        elif tag in ("t", "text"):
            self._parser.CharacterDataHandler = self._hear

    def _hear(self, text: str) -> None:
        if self._said is not None:
            self._said.append(text)

    def _end(self, name: str) -> None:
        super()._end(name)
        tag = name.rpartition(" ")[2]
        if tag in ("t", "text"):
            self._parser.CharacterDataHandler = None
        elif tag in ("comment", "threadedComment") and self._said is not None:
            text = " ".join("".join(self._said).split())
            if text and len(self.texts) < _MOST_MERGED:
                self.texts.append((self._place, text))
            self._said = None


class _Sheet(_Part):
    """Hears a sheet's XML."""

    def __init__(self, marks: _Marks) -> None:
        super().__init__()
        self._marks = marks
        self._place = ""
        self._formula = False
        self._value = False
        self._rows = 0
        self._cells = 0

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._place = attributes.get("r", "")
            self._formula = self._value = False
            self._cells += 1
            # Cells need not say where they stand.
            check_size(0, self._cells, 0)
            found = _RANGE.match(self._place)
            if found is not None:
                width = _column(found[1]) + 1
                check_size(int(found[2]), width, 0)
                if not self._marks.widths or width > self._marks.widths[-1]:
                    self._marks.widths.append(width)
        elif tag == "f":
            self._formula = True
        elif tag == "v" and self._formula:
            self._parser.CharacterDataHandler = self._hear
        elif tag == "row":
            self._rows += 1
            self._cells = 0
            check_size(max(self._rows, int(attributes.get("r") or 0)), 0, 0)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "drawing":
            self._marks.pictures.append(tag)

    def _hear(self, _: str) -> None:
        self._value = True

    def _end(self, name: str) -> None:
        super()._end(name)
        found = self._marks.uncomputed
        is_cell = name.rpartition(" ")[2] == "c"
        if is_cell and self._formula:
            self._parser.CharacterDataHandler = None
        if is_cell and self._formula and not self._value and len(found) < _MOST_MERGED:
            found.append(self._place)

    def _merge(self, written: str) -> None:
        found = _RANGE.fullmatch(written)
        if found is None or found[3] is None or len(self._marks.merged) >= _MOST_MERGED:
            return
        top, bottom = int(found[2]) - 1, int(found[4]) - 1
        left, right = _column(found[1]), _column(found[3])
        if top <= bottom and left <= right:
            self._marks.merged.append((top, left, bottom, right))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


# --- cells ---------------------------------------------------------------------------------------------


def _table(sheet: Any, marks: _Marks, size: list[int], failed: list[Remark]) -> Table:
    """The cells of a sheet; formulas that failed say nothing, and are told as `failed`."""
    title = str(sheet.title)
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    width = 0
    most = marks.widths[-1] if marks.widths else MOST_COLUMNS
    for number, values in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=most)):
        cells = [_cell(value, number, column, title) for column, value in enumerate(values)]
        for at, value in enumerate(values):
            if value.value is not None and value.data_type == "e":
                failed.append(Remark(Fate.UNKNOWN, cells[at].text, cells[at].spot, (), FAILED))
                cells[at] = _empty(number, at, title)
        while cells and not cells[-1].text:
            cells.pop()
        size[0] += len(cells)
        width = max(width, len(cells))
        check_size(number + 1, width, size[0])
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    check_size(len(rows), width, len(rows) * width)
    for number, cells in enumerate(rows):
        cells += [_empty(number, column, title) for column in range(len(cells), width)]
    for merged in marks.merged:
        _merge(rows, width, merged)
    return Table(tuple(map(tuple, rows)), title)


def _empty(row: int, column: int, sheet: str) -> Cell:
    return Cell("", row, column, Spot(cell=cell_name(row, column), sheet=sheet))


def _merge(rows: Sequence[list[Cell]], width: int, merged: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = merged
    bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
    if top > bottom or left > right:
        return
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
