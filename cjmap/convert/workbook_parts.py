"""The parts of an Excel workbook, looked over before a library reads them.

How much a file may unpack to, how many elements a part may have and how large a sheet may be is
settled here. Only what was looked over is given on: a part under another name stays behind.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final
from xml.parsers import expat

from cjmap.convert.delimited import check_size
from cjmap.convert.refusals import refuse
from cjmap.expressions import expression
from cjmap.messages import Message, tr
from cjmap.records import dataclass

MOST_UNPACKED: Final = 60_000_000
"""Bytes that a workbook may unpack to; what tells of 5,000 touchpoints has a tenth of it."""

_MOST_PARTS: Final = 2_000
_DEEPEST: Final = 100
# A cell has up to five.
_MOST_ELEMENTS: Final = 2_500_000
# Of what a library makes a tree of at once: Excel itself allows 65,490 formats of cells.
_MOST_AT_ONCE: Final = 200_000
_CHUNK: Final = 1 << 16
_MOST_MERGED: Final = 20_000
_MOST_SHEETS: Final = 200
_BOOK: Final = "xl/workbook.xml"
_TYPES: Final = "[Content_Types].xml"
_AT_ONCE: Final = expression(r"xl/(?:styles\.xml|theme/.*)|docProps/.*|.*\.rels", re.ASCII)
_SHEET: Final = expression(r"xl/worksheets/[^/]+\.xml", re.ASCII)
_LINKS: Final = expression(r"xl/worksheets/_rels/([^/]+\.xml)\.rels", re.ASCII)
_NOTES: Final = expression(
    r"xl/(?:threadedComments/|comments/)?[A-Za-z]*[cC]omments?\d*\.xml", re.ASCII
)
_DRAWING: Final = expression(r"xl/drawings/[^/]+\.xml", re.ASCII)
_RANGE: Final = expression(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.ASCII)
_TEXT_PARTS: Final = (".xml", ".rels")
OPEN_DOCUMENT: Final = tr("This is an OpenDocument file: save it as .xlsx.")


class Marks:
    """What a sheet says beside its cells: merged ranges (row, column, last row, last column), from 0.

    `notes` are those on cells: their places and texts. `uncomputed` are the places of formulas
    without a value, `pictures` whether drawings lie on it, `rows` and `columns` how many hold
    something.
    """

    def __init__(self) -> None:
        self.merged: list[tuple[int, int, int, int]] = []
        self.uncomputed: list[str] = []
        self.pictures: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.rows = self.columns = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """What was looked over: the names of the sheets, what each says by its part, and the archive of it."""

    titles: tuple[str, ...]
    marks: Mapping[str, Marks]
    archive: bytes


def look_over(data: bytes) -> Parts:
    """What a workbook holds; refuses what is none, has a password or unpacks to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise refuse(tr("This is no workbook: it is not even a zip archive.")) from None
    sound = io.BytesIO()
    with archive, zipfile.ZipFile(sound, "w") as kept:
        parts = archive.infolist()
        if not any(part.filename == _BOOK for part in parts):
            raise refuse(_foreign([part.filename for part in parts]))
        if len(parts) > _MOST_PARTS:
            raise refuse(tr("This workbook has more than {n} parts.", n=_MOST_PARTS))
        heard: dict[str, _Part] = {}
        left = MOST_UNPACKED
        # Of two of one name a library reads the last.
        for name, part in {part.filename: part for part in parts}.items():
            if part.flag_bits & 1:
                raise refuse(tr("This workbook has a password: save it without one."))
            if name.endswith(_TEXT_PARTS):
                heard[name] = hearer = _hearer(name)
                left = _scan(archive, part, hearer, left, kept)
    book = heard[_BOOK]
    assert isinstance(book, _Book)
    return Parts(tuple(book.titles), _join(heard), sound.getvalue())


def _hearer(name: str) -> _Part:
    """Who listens to a part."""
    if _SHEET.fullmatch(name):
        return _Sheet(Marks())
    if _LINKS.fullmatch(name):
        return _Links()
    if _NOTES.fullmatch(name):
        return _Notes()
    if name == _BOOK:
        return _Book()
    if name == _TYPES:
        return _Types()
    return _Part(_MOST_AT_ONCE if _AT_ONCE.fullmatch(name) else _MOST_ELEMENTS)


def _join(heard: Mapping[str, _Part]) -> Mapping[str, Marks]:
    """What is told of each sheet, by its part: with the notes and drawings that it leads to."""
    found = {name: one.marks for name, one in heard.items() if isinstance(one, _Sheet)}
    notes = {n.rpartition("/")[2]: one.texts for n, one in heard.items() if isinstance(one, _Notes)}
    empty = {name for name, one in heard.items() if _DRAWING.fullmatch(name) and one.count < 2}
    for name, linked in heard.items():
        linking = _LINKS.fullmatch(name)
        marks = found.get(f"xl/worksheets/{linking[1]}") if linking is not None else None
        if marks is None or not isinstance(linked, _Links):
            continue
        # LibreOffice gives a drawing to sheets on which nothing is drawn.
        if linked.drawings and linked.drawings <= empty:
            marks.pictures.clear()
        for target in linked.notes:
            # Newer notes stand twice: the older kind is for programs that do not know them.
            known = {place for place, _ in marks.notes}
            marks.notes.extend(one for one in notes.get(target, ()) if one[0] not in known)
    return found


def _foreign(parts: Sequence[str]) -> Message:
    """What an archive is that is no workbook of Excel, and what people do with it."""
    if "content.xml" in parts:
        return OPEN_DOCUMENT
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


def _scan(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    hearer: _Part,
    left: int,
    kept: zipfile.ZipFile,
) -> int:
    """Reads one part in pieces, and keeps it; gives how many bytes the others may still unpack to."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    hearer.listen(parser)
    try:
        with archive.open(part) as stream, kept.open(zipfile.ZipInfo(part.filename), "w") as copy:
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
                copy.write(piece)
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

    def __init__(self, most: int = _MOST_ELEMENTS) -> None:
        self._depth = 0
        self._most = most
        self.count: int = 0

    def listen(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self.count += 1
        if self._depth > _DEEPEST or self.count > self._most:
            raise refuse(
                tr(
                    "A part of this workbook has more than {n} elements, or {depth} levels of them.",
                    n=self._most,
                    depth=_DEEPEST,
                )
            )

    def _end(self, name: str) -> None:
        self._depth -= 1


class _Book(_Part):
    """Hears which sheets a workbook has."""

    def __init__(self) -> None:
        super().__init__(_MOST_AT_ONCE)
        self.titles: list[str] = []

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        if name.rpartition(" ")[2] == "sheet":
            self.titles.append(attributes.get("name", ""))
            if len(self.titles) > _MOST_SHEETS:
                raise refuse(tr("A workbook may have {n} sheets at the most.", n=_MOST_SHEETS))


class _Types(_Part):
    """Hears of what kind parts are: a library may take another for the workbook than the one heard."""

    def __init__(self) -> None:
        super().__init__(_MOST_AT_ONCE)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        part = attributes.get("PartName")
        if part not in (None, f"/{_BOOK}") and "main+xml" in attributes.get("ContentType", ""):
            reason = f"{_TYPES}: {part}"
            raise refuse(tr("This is no workbook that can be read: {reason}.", reason=reason))


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

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks
        self._place = ""
        self._formula = False
        self._value = False
        # Rows and cells need not say where they stand; they are behind the last one then.
        self._row = self._column = 0

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._place = attributes.get("r", "")
            self._formula = self._value = False
            found = _RANGE.match(self._place)
            self._column = self._column + 1 if found is None else _column(found[1]) + 1
            check_size(0 if found is None else int(found[2]), self._column, 0)
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self.marks.rows = max(self.marks.rows, self._row)
            self.marks.columns = max(self.marks.columns, self._column)
            if self._formula:
                self._parser.CharacterDataHandler = self._hear
        elif tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            check_size(self._row, 0, 0)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "drawing":
            self.marks.pictures.append(tag)

    def _hear(self, _: str) -> None:
        self._value = True

    def _end(self, name: str) -> None:
        super()._end(name)
        found = self.marks.uncomputed
        is_cell = name.rpartition(" ")[2] == "c"
        if is_cell and self._formula:
            self._parser.CharacterDataHandler = None
        if is_cell and self._formula and not self._value and len(found) < _MOST_MERGED:
            found.append(self._place)

    def _merge(self, written: str) -> None:
        found = _RANGE.fullmatch(written)
        if found is None or found[3] is None or len(self.marks.merged) >= _MOST_MERGED:
            return
        top, bottom = int(found[2]) - 1, int(found[4]) - 1
        left, right = _column(found[1]), _column(found[3])
        if top <= bottom and left <= right:
            self.marks.merged.append((top, left, bottom, right))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
