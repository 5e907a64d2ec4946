"""Workbooks out: the map as a grid, and lists that people filter, sort, and bring back."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from cjmap.convert.grid import rows_of
from cjmap.convert.lists import Sheet, lists_of
from cjmap.convert.marks import write_marks
from cjmap.convert.recognition.wall import HEAD
from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.languages.conventions import is_rtl
from cjmap.languages.heads import head_of
from cjmap.messages import tr
from cjmap.views.parts.heading import say_facts

if TYPE_CHECKING:
    from cjmap.board.board import Board

# Workbooks tell when they were made: always the same day, so that the same map is the same file.
_MADE: Final = datetime.datetime(1980, 1, 1)
_LONGEST_TEXT: Final = 32_767
_LONGEST_NAME: Final = 31
_NO_NAME: Final = expression(r"[\[\]:*?/\\]")
# Characters that columns are wide, and points that lines and rows are tall.
_NARROWEST, _WIDEST, _LANE, _STAGE = 8, 48, 20, 36
_LINE_HEIGHT, _TALLEST = 15, 409
_INK, _HEAD, _LINE, _MUTE = "#1f2933", "#e4e9f2", "#cbd2dc", "#5b6673"
# From the worst score to the best.
_SCORES: Final = {"min_color": "#f2a49c", "mid_color": "#fdf1c7", "max_color": "#a9d8b8"}
_SEVERITIES: Final = {"min_color": "#ffffff", "max_color": "#f2a49c"}


def write_workbook(board: Board, values: Any, language: str) -> bytes:
    """A map as a workbook of Excel.

    Raises:
        UsageError: the writer is not installed, or a text is longer than a cell may be.
    """
    try:
        # Imported late: only workbooks need it.
        import xlsxwriter
    except ImportError:
        raise UsageError(
            tr("Workbooks need a part of cjmap that is not installed: `pip install 'cjmap[xlsx]'`.")
        ) from None
    out = io.BytesIO()
    options = {
        "in_memory": True,
        # What a map says does nothing in a workbook.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": board.heading.title, "created": _MADE})
        _Book(book, language).write(board, lists_of(values, language))
    return out.getvalue()


class _Book:
    """A workbook that is being written."""

    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._names: set[str] = set()
        base = {"font_color": _INK, "valign": "top", "text_wrap": True}
        ruled = {**base, "border": 1, "border_color": _LINE}
        self._cell = book.add_format(ruled)
        self._head = book.add_format({**ruled, "bold": True, "bg_color": _HEAD})
        self._title = book.add_format({"bold": True, "font_size": 16, "font_color": _INK})
        self._mute = book.add_format({"font_color": _MUTE})

    def write(self, board: Board, sheets: Sequence[Sheet]) -> None:
        marks = write_marks(self._write_grid(board))
        for listed in sheets:
            sheet = self._write_list(listed)
            if listed.key == "about":
                self._mark(sheet, marks)

    def _mark(self, sheet: Any, marks: str) -> None:
        """Writes the marks of the wall behind what says that the workbook is of ours, out of sight."""
        parts = [marks[at : at + _LONGEST_TEXT] for at in range(0, len(marks), _LONGEST_TEXT)]
        for column, part in enumerate(parts, 2):
            sheet.write_string(0, column, part, self._mute)
        sheet.set_column(2, len(parts) + 1, None, None, {"hidden": True})

    def _add(self, title: str) -> Any:
        name = _NO_NAME.sub(" ", title).strip("' ")[:_LONGEST_NAME] or "…"
        number, wanted = 2, name
        while name.casefold() in self._names:
            name = f"{wanted[: _LONGEST_NAME - 3]} {number}"
            number += 1
        self._names.add(name.casefold())
        sheet = self._book.add_worksheet(name)
        if is_rtl(self._language):
            sheet.right_to_left()
        return sheet

    def _put(self, sheet: Any, row: int, column: int, value: object, form: Any) -> None:
        if value is None:
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, form)
        else:
            text = str(value)
            if len(text) > _LONGEST_TEXT:
                raise UsageError(
                    tr(
                        "A cell of a workbook holds {n} characters at the most; a text here has more.",
                        n=_LONGEST_TEXT,
                    )
                )
            sheet.write_string(row, column, text, form)

    def _write_grid(self, board: Board) -> list[list[str]]:
        """Writes the wall, which is drawn from the lists; gives the texts of its cells."""
        sheet = self._add(tr("Journey").render(self._language))
        heading = board.heading
        facts = say_facts(heading, lambda message: message.render(self._language))
        told = " · ".join(fact for fact in facts if fact)
        heads = [head_of("stages", self._language), *(stage.name for stage in board.stages)]
        written = [[heading.title], [told], [""], heads]
        self._put(sheet, 0, 0, heading.title, self._title)
        self._put(sheet, 1, 0, told, self._mute)
        for number, head in enumerate(heads):
            self._put(sheet, HEAD, number, head, self._head)
        for at, row in enumerate(rows_of(board), HEAD + 1):
            self._put(sheet, at, 0, row.title, self._head)
            said = []
            for number, texts in enumerate(row.cells, 1):
                marked = texts if len(texts) < 2 else tuple(f"• {text}" for text in texts)
                said.append("\n".join(marked))
                self._put(sheet, at, number, said[-1] or None, self._cell)
            sheet.set_row(at, _tall([row.title, *said], [_LANE, *(_STAGE for _ in said)]))
            written.append([row.title, *said])
        sheet.set_column(0, 0, _LANE)
        sheet.set_column(1, len(board.stages), _STAGE)
        sheet.freeze_panes(HEAD + 1, 1)
        sheet.fit_to_pages(1, 0)
        self._print(sheet, HEAD)
        return written

    def _write_list(self, listed: Sheet) -> Any:
        sheet = self._add(listed.title)
        first = 0
        if listed.heads:
            first = 1
            for column, head in enumerate(listed.heads):
                self._put(sheet, 0, column, head, self._head)
        for number, row in enumerate(listed.rows, first):
            for column, value in enumerate(row):
                form = self._head if not listed.heads and column == 0 else self._cell
                self._put(sheet, number, column, value, form)
        count = max((len(row) for row in listed.rows), default=len(listed.heads))
        widths = []
        for column in range(count):
            texts = [row[column] for row in listed.rows if column < len(row)]
            head = listed.heads[column] if listed.heads else ""
            widths.append(_width([head, *texts]))
            sheet.set_column(column, column, widths[-1])
        for number, row in enumerate(listed.rows, first):
            sheet.set_row(number, _tall(row, widths))
        if not listed.heads:
            return sheet
        last = len(listed.rows)
        sheet.autofilter(0, 0, last, len(listed.heads) - 1)
        sheet.freeze_panes(1, 3 if listed.key == "touchpoints" else 1)
        self._colour(sheet, listed, last)
        self._print(sheet, 0)
        return sheet

    def _colour(self, sheet: Any, listed: Sheet, last: int) -> None:
        """Colours scores and severities by how good or bad they are."""
        score, severity = (head_of(key, self._language) for key in ("score", "severity"))
        for column, head in enumerate(listed.heads):
            if head == severity:
                scale = {"type": "2_color_scale", **_SEVERITIES}
            elif head == score or head.startswith(f"{score} ("):
                scale = {"type": "3_color_scale", **_SCORES}
            else:
                continue
            sheet.conditional_format(1, column, last, column, scale)

    def _print(self, sheet: Any, head: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(head)


def _tall(values: Sequence[object], widths: Sequence[int]) -> float:
    """How tall a row is, in points, so that all of its lines are seen; programs do not agree on that."""
    counts = (
        sum(-(-len(line) // max(width - 1, 1)) or 1 for line in str(value).split("\n"))
        for value, width in zip(values, widths, strict=False)
        if value is not None
    )
    return float(min(max(counts, default=1) * _LINE_HEIGHT, _TALLEST))


def _width(values: Sequence[object]) -> int:
    """How wide a column is, in characters: as its longest line, within bounds."""
    lines = (line for value in values if value is not None for line in str(value).split("\n"))
    return min(max([_NARROWEST, *(len(line) + 2 for line in lines)]), _WIDEST)
