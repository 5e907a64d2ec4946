"""CSV and TSV are read in whatever encoding and with whatever separator people have."""

from __future__ import annotations

import csv
import io

import pytest

from cjmap.convert.delimited import MOST_COLUMNS, read_delimited
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
