"""CSV and TSV are read in whatever encoding and with whatever separator people have."""

from __future__ import annotations

import csv
import io

import pytest

from cjmap.convert.delimited import MOST_COLUMNS, guess_encoding, read_delimited
from cjmap.findings.usage import UsageError

ROWS = [["Étape", "Émotion"], ["Achat", "à l’aise, enfin"]]


def _texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_delimited(data).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_found(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert _texts(text.encode(encoding)) == ROWS


def test_a_line_of_excel_names_the_separator() -> None:
    assert _texts(b"sep=;\r\na,b;c\r\n") == [["a,b", "c"]]


def test_short_rows_are_filled_up_and_lines_stay() -> None:
    assert _texts(b'Title\na,"x\r\ny"\n') == [["Title", ""], ["a", "x\ny"]]


def test_what_was_guarded_against_formulas_is_as_it_was() -> None:
    assert _texts(b"a,b\n'=1+1,'tis\n") == [["a", "b"], ["=1+1", "'tis"]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"," * (MOST_COLUMNS + 1), "columns at the most"),
        (b"a\n" * 100_001, "rows at the most"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        read_delimited(data)


def test_nothing_is_an_empty_table() -> None:
    assert read_delimited(b"").rows == ()


def test_other_tables_of_the_process_are_read_as_before() -> None:
    def others() -> list[list[str]]:
        return list(csv.reader(io.StringIO("a," + "b" * 100_000)))

    before = others()
    read_delimited(b"a,b\n")
    with pytest.raises(UsageError):
        read_delimited(",".join("x" * (MOST_COLUMNS + 1)).encode())
    assert others() == before


def test_a_cell_may_be_long() -> None:
    assert _texts(b"a," + b"b" * 200_000) == [["a", "b" * 200_000]]


@pytest.mark.parametrize("mark", ["\ufeff\ufeff", "ï»¿"])
def test_a_mark_that_was_read_as_letters_is_none_of_the_first_head(mark: str) -> None:
    assert _texts(f"{mark}Étape,Émotion\n".encode()) == [["Étape", "Émotion"]]


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1252", ["Gefühle", "Wählt ein Zimmer, zahlt 3,50 €", "schön – “oder”"]),
        ("cp1252", ["Émotion", "Ça va, dès l’été", "Où ? À côté"]),
        ("cp1252", ["Emoción", "¿Cuánto cuesta? Mañana", "Atención"]),
        ("mac_roman", ["Gefühle", "Wählt ein Zimmer, zahlt 3,50 €", "schön – “oder”"]),
        ("mac_roman", ["Émotion", "Ça va, dès l’été", "Où ? À côté"]),
        ("mac_roman", ["Emoción", "¿Cuánto cuesta? Mañana", "Atención"]),
        ("cp1250", ["Myśli", "Ładna, ale droga? Zły", "Świadomość"]),
        ("cp932", ["タッチポイント", "広告を見る", "ｶﾅ 感情"]),
        ("gb2312", ["接触点", "没有尺寸", "想法"]),
        ("cp1256", ["المرحلة", "نقطة الاتصال", "المشاعر"]),
    ],
)
def test_older_encodings_are_told_by_their_letters(encoding: str, row: list[str]) -> None:
    text = "Stage;Touchpoint;Feeling\r\n" + ";".join(row) + "\r\n"
    assert _texts(text.encode(encoding))[1] == row
    assert guess_encoding(text.encode(encoding)) == encoding
    assert guess_encoding(text.encode("utf-8")) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Stage,Pain\nSearch,"no measure\nBuy,slow\n', 2),
        ('Stage,Pain\nSearch,"no measure\nBuy,slow\nPay,"ask, twice"\nUse,none\n', 2),
        ('Stage,Pain\nSearch,"a\nb"\nBuy,"slow', 4),
    ],
)
def test_a_quotation_mark_that_swallows_lines_is_told(text: str, line: int) -> None:
    with pytest.raises(UsageError, match=rf"Line {line}: a quotation mark"):
        read_delimited(text.encode())


def test_quotation_marks_within_a_line_are_text() -> None:
    text = 'Stage,Pain\nSearch,"so" he says\nBuy,5" screen\nUse,"two\nlines, ""said"""\n'
    assert _texts(text.encode())[1:] == [
        ["Search", "so he says"],
        ["Buy", '5" screen'],
        ["Use", 'two\nlines, "said"'],
    ]
