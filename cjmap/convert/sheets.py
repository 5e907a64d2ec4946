"""Spreadsheets in and out, by the names of forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.convert.delimited import guess_encoding, read_delimited
from cjmap.convert.drafts import Fate, Given, Reading, Remark
from cjmap.convert.encodings import ENCODINGS
from cjmap.convert.lists import touchpoints_of
from cjmap.convert.originals import Original
from cjmap.convert.recognition.recognise import recognise
from cjmap.convert.refusals import naming
from cjmap.convert.tables import Table
from cjmap.convert.trees import values_of
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.reports.rows import write_rows
from cjmap.vocabulary.lanes import LaneName

# The lanes of the map that a slide has room for.
_DRAWN: Final = (
    LaneName.TOUCHPOINTS,
    LaneName.EMOTION,
    LaneName.PAINS,
    LaneName.OPPORTUNITIES,
)


def read_csv(given: Given) -> Reading:
    """The maps of a CSV file. Raises UsageError where it is none, or holds no journey."""
    return _read_delimited(given)


def read_tsv(given: Given) -> Reading:
    """The maps of a TSV file. Raises UsageError as `read_csv` does."""
    return _read_delimited(given, separator="\t")


def _read_delimited(given: Given, *, separator: str | None = None) -> Reading:
    with naming(given.name):
        table = read_delimited(given.data, separator=separator)
    reading = read_tables([table], given)
    encoding = guess_encoding(given.data)
    if encoding is None:
        return reading
    note = tr("The file is not in UTF-8; it was read as {encoding}.", encoding=ENCODINGS[encoding])
    return replace(reading, remarks=(Remark(Fate.TAKEN, note=note), *reading.remarks))


def read_xlsx(given: Given) -> Reading:
    """The maps of an Excel workbook. Raises UsageError where it is none, or holds no journey."""
    from cjmap.convert.workbook import read_workbook

    with naming(given.name):
        sheets = read_workbook(given.data)
    reading = read_tables(sheets.tables, given)
    return replace(reading, remarks=(*sheets.remarks, *reading.remarks))


def read_tables(tables: Sequence[Table], given: Given) -> Reading:
    """The maps that tables of a file tell. Raises UsageError where they tell none."""
    reading = try_tables(tables, given)
    if reading is None:
        rows = [
            row for table in tables for row in table.rows if any(one.text.strip() for one in row)
        ]
        if len(rows) == 1:
            raise UsageError(
                tr("{file} holds no journey: nothing stands below its heads.", file=given.name)
            )
        raise UsageError(
            tr(
                "{file} holds no journey: no row or column names stages or touchpoints. `--map-columns FILE` says which do.",
                file=given.name,
            )
        )
    return reading


def try_tables(tables: Sequence[Table], given: Given) -> Reading | None:
    """The maps that tables of a file tell; None where they tell none."""
    found = recognise(tables, columns=given.columns, language=given.language, name=given.stem)
    return found if found.drafts else None


def write_csv(maps: Sequence[Original]) -> str:
    """The touchpoints of a map as CSV."""
    return _delimited(maps, ",")


def write_tsv(maps: Sequence[Original]) -> str:
    """The touchpoints of a map as TSV."""
    return _delimited(maps, "\t")


def _delimited(maps: Sequence[Original], separator: str) -> str:
    (one,) = maps
    sheet = touchpoints_of(values_of(one.document.tree), one.subject.speak())
    # The mark tells spreadsheets that letters beyond English are in UTF-8.
    return "\ufeff" + write_rows(sheet.heads, sheet.rows, separator=separator)


def write_xlsx(maps: Sequence[Original]) -> bytes:
    """A map as a workbook. Raises UsageError where the writer is not installed."""
    from cjmap.convert.xlsx import write_workbook

    (one,) = maps
    board = one.board
    return write_workbook(board, values_of(one.document.tree), board.language)


def write_pptx(maps: Sequence[Original]) -> bytes:
    """A map as slides. Raises UsageError where the writer is not installed, NothingToDraw without stages."""
    from cjmap.board.reading import read
    from cjmap.convert.slides import write_slides

    (one,) = maps
    return write_slides(one.board, read(one.subject, lanes=_DRAWN))
