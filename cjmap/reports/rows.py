"""Rows of values as CSV that spreadsheets can open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TypeAlias

Value: TypeAlias = str | int | float | None

# How what spreadsheets take for a formula begins.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(
    headings: Iterable[str], rows: Iterable[Iterable[Value]], *, separator: str = ","
) -> str:
    """A table with its headings; what a map says does nothing in it."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerow([_guard(heading) for heading in headings])
    for row in rows:
        writer.writerow([_guard(value) for value in row])
    return stream.getvalue()


def _guard(value: Value) -> Value:
    """A text that no spreadsheet takes for a formula, nor a lone return in it for a new row."""
    if isinstance(value, str):
        mark = "'" if value.startswith(_FORMULA) else ""
        return mark + value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
