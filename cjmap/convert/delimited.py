"""CSV and TSV in: which encoding and separator a file has, and its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from cjmap.convert.encodings import likely_encoding
from cjmap.convert.refusals import refuse
from cjmap.convert.tables import Cell, Spot, Table, cell_name, without_mark
from cjmap.messages import tr

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 500_000
"""How much of a table is read; a journey has far less."""

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS: Final = (",", ";", "\t", "|")
# Excel's own line that names the separator.
_TOLD: Final = "sep="
# How what spreadsheets take for a formula begins.
_FORMULA: Final = tuple("=+-@\t\r")
# So much of a file is looked at for its separator.
_SAMPLE: Final = 64 * 1024
# What no text has, and pictures, archives and documents of other programs do.
_NO_TEXT: Final = frozenset(range(9)) | frozenset(range(14, 32)) - {27}


def read_delimited(data: bytes, *, separator: str | None = None) -> Table:
    """The table of a CSV or TSV file. Raises UsageError for what is none, or is too large."""
    text = decode(data)
    separator = separator or _separator(text)
    if text.startswith(_TOLD):
        text = text.split("\n", 1)[-1]
    text = without_mark(text)
    _check_quotes(text, separator)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    width = cells = 0
    # The module's limit holds for the whole process: a cell may be as long as the text, until here.
    limit = csv.field_size_limit(len(text) + 1)
    try:
        for row in reader:
            rows.append(row)
            width = max(width, len(row))
            cells += len(row)
            check_size(len(rows), width, cells)
    except csv.Error as error:
        raise refuse(
            tr(
                "Line {n} of the table cannot be read: {reason}.",
                n=reader.line_num,
                reason=str(error),
            )
        ) from None
    finally:
        csv.field_size_limit(limit)
    return Table(tuple(_row(row, number, width) for number, row in enumerate(rows)))


def _check_quotes(text: str, separator: str) -> None:
    """Raises UsageError for a quotation mark that opens a cell and takes the lines below into it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = text.count("\n") + (not text.endswith("\n"))
    limit = csv.field_size_limit(len(text) + 1)
    try:
        while True:
            before = reader.line_num
            try:
                next(reader)
            except StopIteration:
                return
            except csv.Error:
                # A mark within one line may be a part of the text.
                if reader.line_num > before + 1 or reader.line_num >= lines > 1:
                    raise refuse(
                        tr(
                            "Line {n}: a quotation mark opens a cell there and is never closed, so that the lines below stand in it. Close it, or write it twice within quotation marks where it is meant.",
                            n=before + 1,
                        )
                    ) from None
    finally:
        csv.field_size_limit(limit)


def check_size(rows: int, columns: int, cells: int) -> None:
    """Raises UsageError for more than is read of a table."""
    if rows > MOST_ROWS:
        raise refuse(tr("A table may have {n} rows at the most.", n=MOST_ROWS))
    if columns > MOST_COLUMNS:
        raise refuse(tr("A table may have {n} columns at the most.", n=MOST_COLUMNS))
    if cells > MOST_CELLS:
        raise refuse(tr("A table may have {n} cells at the most.", n=MOST_CELLS))


def _row(row: Sequence[str], number: int, width: int) -> tuple[Cell, ...]:
    texts = (*row, *("" for _ in range(width - len(row))))
    return tuple(
        Cell(_lines(text), number, column, Spot(cell=cell_name(number, column)))
        for column, text in enumerate(texts)
    )


def _lines(text: str) -> str:
    # A mark before what would be a formula is none of the text.
    bare = text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text
    return bare.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with a mark or without, else as `likely_encoding` says.

    Raises UsageError for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if data[:2000].count(0) > len(data[:2000]) // 4:
        odd = data[1:2000:2].count(0) > data[0:2000:2].count(0)
        return _decoded(data, "utf-16-le" if odd else "utf-16-be")
    if not _NO_TEXT.isdisjoint(data[:_SAMPLE]):
        raise refuse(tr("This is no text, so there is no table in it."))
    guessed = guess_encoding(data)
    return data.decode(guessed or "utf-8", errors="replace")


def guess_encoding(data: bytes) -> str | None:
    """The encoding of what is no Unicode, by its letters; None where it is."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or b"\0" in data[:_SAMPLE]:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return likely_encoding(data)
    return None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise refuse(tr("This is no text in {encoding}.", encoding=encoding.upper())) from None
    if "\0" in text:
        raise refuse(tr("This is no text, so there is no table in it."))
    return text


def _separator(text: str) -> str:
    """What parts the cells: the one by which most lines have the same number of several cells."""
    sample = text[:_SAMPLE]
    if sample.startswith(_TOLD) and len(sample) > len(_TOLD):
        return sample[len(_TOLD)]
    best, most = ",", (0.0, 0)
    for separator in _SEPARATORS:
        try:
            rows = [
                row
                for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
                if row
            ]
        except csv.Error:
            continue
        rows = rows[:-1] if len(rows) > 1 and len(text) > _SAMPLE else rows
        widths = [len(row) for row in rows]
        if not widths or max(widths) < 2:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        if usual < 2:
            # A title above a table is short of cells, the table is not.
            usual = max(widths)
        found = (widths.count(usual) / len(widths), usual)
        if found > most:
            best, most = separator, found
    return best
