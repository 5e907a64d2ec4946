"""Excel workbooks are read as they look; what is broken, large or hostile is refused."""

from __future__ import annotations

import contextlib
import datetime
import io
import sys
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.workbook import Workbook

from cjmap.convert.drafts import Fate, Given
from cjmap.convert.sheets import read_xlsx
from cjmap.convert.workbook import MOST_UNPACKED, read_workbook
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
