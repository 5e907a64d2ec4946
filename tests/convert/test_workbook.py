"""Excel workbooks are read as they look; what is broken, large or hostile is refused."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import sys
import warnings
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.workbook import Workbook

from cjmap.convert.drafts import Fate, Given
from cjmap.convert.sheets import read_xlsx
from cjmap.convert.workbook import read_workbook
from cjmap.convert.workbook_parts import MOST_UNPACKED
from cjmap.convert.writing import write_yaml
from cjmap.findings.usage import UsageError

TABLE = [["Stage", "Touchpoint", "Emotion"], ["Buy", "Shop", 3]]


def _book(fill: Callable[[Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def _texts(data: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in table.rows] for table in read_workbook(data).tables
    ]


def test_values_are_read_as_they_look() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(
            ["text", 3, 3.5, True, datetime.date(2026, 11, 5), datetime.datetime(2026, 1, 2, 8, 30)]
        )
        sheet.append(["a\nb", 0.25, None, datetime.timedelta(minutes=90)])
        sheet["B2"].number_format = "0%"

    (table,) = read_workbook(_book(fill)).tables
    assert [cell.text for cell in table.rows[0]] == [
        *("text", "3", "3.5", "yes", "2026-11-05", "2026-01-02 08:30"),
    ]
    assert [cell.text for cell in table.rows[1]] == ["a\nb", "25%", "", "1h 30min", "", ""]
    assert table.rows[0][2].number == 3.5
    assert (table.rows[1][1].spot.cell, table.rows[1][1].spot.sheet) == ("B2", "Sheet")


def test_merged_cells_stand_in_all_their_places() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["", "Wide", None, "Other"])
        sheet.append(["", 1, 2, 3])
        sheet.merge_cells("B1:C1")

    (table,) = read_workbook(_book(fill)).tables
    wide = table.rows[0][1]
    assert table.rows[0][2] is wide
    assert (wide.text, wide.columns, wide.rows) == ("Wide", 2, 1)


def test_hidden_sheets_are_read_and_said() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "seen"
        hidden = book.create_sheet("Behind")
        hidden["A1"] = "unseen"
        hidden.sheet_state = "hidden"

    sheets = read_workbook(_book(fill))
    assert [table.title for table in sheets.tables] == ["Sheet", "Behind"]
    assert [(one.text, str(one.note)) for one in sheets.remarks] == [
        ("Behind", "The sheet is hidden; it was read like the others.")
    ]


def test_a_formula_gives_its_last_value_and_nothing_is_computed() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "=1+1"
        book.worksheets[0]["B1"] = "kept"

    data = _book(fill)
    sheets = read_workbook(data)
    assert [cell.text for cell in sheets.tables[0].rows[0]] == ["", "kept"]
    assert [(one.fate, one.spot.cell) for one in sheets.remarks] == [(Fate.UNKNOWN, "A1")]
    computed = _rewritten(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.replace(b"<v></v>", b"<v>2</v>")
            .replace(b"<v/>", b"<v>2</v>")
            .replace(b"<v />", b"<v>2</v>")
        ),
    )
    assert [cell.text for cell in read_workbook(computed).tables[0].rows[0]] == ["2", "kept"]


def _bomb() -> bytes:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    return _rewritten(
        _book(lambda _: None),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + b"".join(row % (n, n) for n in range(1, 3))
            + b" " * (MOST_UNPACKED + 1)
            + b"</sheetData></worksheet>"
        ),
    )


def _laughs() -> bytes:
    return _rewritten(
        _book(lambda _: None),
        "xl/workbook.xml",
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xml,
    )


def _far_away() -> bytes:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["XFD1048576"] = "far"

    return _book(fill)


SHEET = "xl/worksheets/sheet1.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _sheet(rows: bytes, behind: bytes = b"") -> bytes:
    """A workbook whose only sheet is of such rows."""
    return _rewritten(
        _book(lambda _: None),
        SHEET,
        lambda _: b"<worksheet %s><sheetData>%s</sheetData>%s</worksheet>" % (MAIN, rows, behind),
    )


def _written(place: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>x</t></is></c>' % place


def _wide_and_long() -> bytes:
    """Two cells: a hundred million places lie between them."""
    return _sheet(
        b'<row r="1">%s</row><row r="100000">%s</row>' % (_written(b"A1"), _written(b"ALL100000"))
    )


def _naming(*sheets: bytes) -> bytes:
    """A workbook that names sheets, all of them the same part."""
    return _rewritten(
        _book(lambda book: book.worksheets[0].append(["a"])),
        "xl/workbook.xml",
        lambda xml: re.sub(b"<sheet [^>]*/>", b"".join(sheets), xml),
    )


def _again(count: int) -> bytes:
    one = b'<sheet name="S%d" sheetId="%d" r:id="rId1" xmlns:r="%s"/>'
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _naming(*(one % (number, number, relations) for number in range(1, count + 1)))


def _overlaid() -> bytes:
    rows = b'<row r="1">%s%s</row>' % (_written(b"A1"), _written(b"C1"))
    ranges = b'<mergeCell ref="A1:B1"/><mergeCell ref="A1:C1"/>'
    return _sheet(rows, b"<mergeCells>%s</mergeCells>" % ranges)


def _styled(count: int) -> bytes:
    formats = b"<cellXfs>" + b'<xf numFmtId="0"/>' * count + b"</cellXfs>"
    return _rewritten(
        _book(lambda _: None),
        "xl/styles.xml",
        lambda _: b"<styleSheet %s>%s</styleSheet>" % (MAIN, formats),
    )


def _with_main(part: str) -> bytes:
    """A workbook that calls another part its own."""
    return _rewritten(
        _book(lambda book: book.worksheets[0].append(["a"])),
        "[Content_Types].xml",
        lambda xml: xml.replace(b"/xl/workbook.xml", part.encode()),
    )


def _with(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    return out.getvalue()


def test_what_no_library_reads_may_be_long() -> None:
    chain = b"<calcChain %s>%s</calcChain>" % (MAIN, b'<c r="A1"/>' * 200_001)
    data = _with(_book(lambda book: book.worksheets[0].append(["a"])), "xl/calcChain.xml", chain)
    assert _texts(data) == [[["a"]]]


def _renamed(part: str, other: str) -> bytes:
    """A workbook one of whose parts has another name, by which all the others call it."""
    written, out = io.BytesIO(), io.BytesIO()
    # Unlike openpyxl it always writes a list of texts.
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet("Sheet").write(0, 0, "a")
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                part.rpartition("/")[2].encode(), other.rpartition("/")[2].encode()
            )
            new.writestr(other if name == part else name, content)
    return out.getvalue()


def _archive(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<x/>")
    return out.getvalue()


FLAT = b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: b"no zip at all", "not even a zip"),
        (lambda: b"PK\x03\x04 broken", "not even a zip"),
        (lambda: b"\xd0\xcf\x11\xe0 old", "old kind"),
        (lambda: _archive("x.xml"), "no Excel workbook"),
        (lambda: _archive("word/document.xml"), "document of Word"),
        (lambda: _archive("ppt/presentation.xml"), "Slides are written and not read"),
        (lambda: _archive("Index/Document.iwa"), "Numbers"),
        (lambda: _archive("xl/workbook.bin"), "xlsb"),
        (lambda: _archive("content.xml"), r"OpenDocument file: save it as \.xlsx"),
        (lambda: FLAT, r"OpenDocument file: save it as \.xlsx"),
        (lambda: _archive("xl/workbook.xml"), "cannot be read|can be read"),
        (_bomb, "unpacks to more than"),
        (_laughs, "document type"),
        (_far_away, "at the most"),
        (_wide_and_long, "500000 cells at the most"),
        (lambda: _again(2), "The sheet S2 of this workbook is damaged"),
        (lambda: _again(201), "200 sheets at the most"),
        (_overlaid, "lie over one another"),
        (lambda: _styled(200_000), "more than 200000 elements"),
        (lambda: _with_main("/xl/other.xml"), "can be read: .*/xl/other.xml"),
        # What is not called XML is not looked over, and so not read.
        (lambda: _renamed("xl/sharedStrings.xml", "xl/sharedStrings.bin"), "can be read"),
        (lambda: _book(lambda _: None)[:-200], "not even a zip"),
        (
            lambda: _rewritten(
                _book(lambda _: None), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]
            ),
            "can be read",
        ),
    ],
)
def test_what_is_no_workbook_or_too_much_is_refused(data: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        read_workbook(data())


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.bin", None])
def test_a_sheet_that_is_not_there_is_told(part: str | None) -> None:
    if part is None:
        data = _without(_book(lambda book: book.create_sheet("Other").append(["a"])), SHEET)
    else:
        data = _renamed(SHEET, part)
    told = read_workbook(data).remarks
    assert [(one.fate, one.spot.sheet) for one in told] == [(Fate.UNKNOWN, "Sheet")]


def _without(data: bytes, part: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return out.getvalue()


def test_cells_that_are_only_formatted_are_no_part_of_a_table() -> None:
    rows = b'<row r="1">%s</row><row r="100000"><c r="ALL100000"/></row>' % _written(b"B1")
    assert _texts(_sheet(rows)) == [[["", "x"]]]


def test_cells_that_do_not_say_where_they_stand_follow_the_last_one() -> None:
    cell = b'<c t="inlineStr"><is><t>x</t></is></c>'
    rows = b'<row r="2"><c r="B2"/>%s</row><row>%s</row>' % (cell, cell)
    assert _texts(_sheet(rows)) == [[["", "", ""], ["", "", "x"], ["x", "", ""]]]


@pytest.mark.parametrize("cell", ['t="n"><v>nan</v>', 's="999"><v>1</v>', 't="s"><v>99</v>'])
def test_a_cell_that_cannot_be_read_is_told_with_its_sheet(cell: str) -> None:
    data = _sheet(f'<row r="1"><c r="A1" {cell}</c></row>'.encode())
    with pytest.raises(UsageError, match="The sheet Sheet of this workbook is damaged"):
        read_workbook(data)


def test_the_library_warns_of_nothing() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = 1e9
        book.worksheets[0]["A1"].number_format = "yyyy-mm-dd"

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        read_workbook(_book(fill))
    assert not told


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match=r"pip install 'cjmap\[xlsx\]'"):
        read_workbook(_book(lambda _: None))


def test_a_mark_that_a_spreadsheet_took_for_letters_is_none_of_the_first_head() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append(["ï»¿Stage", "ï»¿"])

    assert _texts(_book(fill)) == [[["Stage", "ï»¿"]]]


def test_a_drawing_without_a_picture_is_not_told() -> None:
    from openpyxl.drawing.image import Image
    from PIL import Image as Drawn

    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "Stage"
        picture = io.BytesIO()
        Drawn.new("RGB", (1, 1)).save(picture, "PNG")
        book.worksheets[0].add_image(Image(picture), "B2")

    data = _book(fill)
    assert [str(one.note) for one in read_workbook(data).remarks] == [
        "Pictures, shapes and charts are not read."
    ]
    bare = _rewritten(
        data,
        "xl/drawings/drawing1.xml",
        lambda _: (
            b'<wsDr xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
        ),
    )
    assert read_workbook(bare).remarks == ()


def test_notes_on_cells_are_told_each() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append(["Stage", "Touchpoint"])
        book.worksheets[0]["B1"].comment = Comment("Ask <IT>\nfirst", "Eva")

    sheets = read_workbook(_book(fill))
    assert [(one.fate, one.text, one.spot.cell) for one in sheets.remarks] == [
        (Fate.UNKNOWN, "Ask <IT> first", "B1")
    ]


def test_a_note_with_answers_is_told_once() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "Stage"
        book.worksheets[0]["B1"].comment = Comment("[Threaded comment] Who?", "Eva")

    data = _rewritten(
        _book(fill),
        "xl/worksheets/_rels/sheet1.xml.rels",
        lambda xml: xml.replace(
            b"</Relationships>",
            b'<Relationship Id="rId9" Target="../threadedComments/threadedComment1.xml" Type="http://schemas'
            b'.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>',
        ),
    )
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "xl/threadedComments/threadedComment1.xml",
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
            'threadedcomments"><threadedComment ref="B1"><text>Who?</text></threadedComment>'
            '<threadedComment ref="B1"><text>Ann</text></threadedComment></ThreadedComments>',
        )
    assert [one.text for one in read_workbook(out.getvalue()).remarks] == ["Who?", "Ann"]


def test_a_damaged_workbook_is_told_as_one() -> None:
    data = _book(lambda book: book.worksheets[0].append(["Stage", "Touchpoint"]))
    for at in range(60, len(data) - 60, 23):
        damaged = bytearray(data)
        damaged[at : at + 4] = bytes(255 - one for one in damaged[at : at + 4])
        with contextlib.suppress(UsageError):
            read_workbook(bytes(damaged))


def test_a_number_that_no_map_holds_is_no_score() -> None:
    def fill(book: Workbook) -> None:
        for row in TABLE:
            book.worksheets[0].append(row)

    data = _rewritten(
        _book(fill),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v>3<", b"<v>1e308<"),
    )
    reading = read_xlsx(Given(data, "map.xlsx"))
    (draft,) = reading.drafts
    assert write_yaml(draft)
    (kept,) = [one for one in draft.remarks if one.fate is not Fate.TAKEN and one.spot.cell]
    assert kept.spot.cell == "C2"


def test_sheets_that_are_charts_are_named_and_not_read() -> None:
    def fill(book: Workbook) -> None:
        for row in TABLE:
            book.worksheets[0].append(row)
        # One without a drawing, as other programs leave it behind, and one with.
        book.create_chartsheet("Bare")
        chart = BarChart()
        chart.add_data(Reference(book.worksheets[0], min_col=3, min_row=1, max_row=2))
        book.create_chartsheet("Drawn").add_chart(chart)

    reading = read_xlsx(Given(_book(fill), "book.xlsx"))
    assert len(reading.drafts) == 1
    named = [one.text for one in reading.remarks if one.fate is Fate.UNKNOWN]
    assert named == ["Bare", "Drawn"]
