"""The lines that a text is written on, without what indents them.

Lines end at LF, CRLF or CR, as `Source` has it.
"""

from __future__ import annotations

import re

from cjmap.expressions import expression
from cjmap.text.layout import Layout
from cjmap.text.tree import Scalar

LINE_END = expression(r"\r\n|\n|\r")


def tidy(text: str) -> list[str]:
    """The lines of a text without blanks around them, with one blank line in a row at most."""
    rows: list[str] = []
    for row in (row.strip() for row in LINE_END.split(text)):
        if row or (rows and rows[-1]):
            rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def stripped(row: str, *, double: bool) -> str:
    """A line of a text over several, without the blanks around it, which are not the text's.

    `double`: the text stands in double quotes, where a backslash keeps the blank behind it.
    """
    bare = row.rstrip(" \t")
    if double and bare.endswith("\\"):
        bare = row
    return bare.lstrip(" \t")


def with_spaces(row: str) -> str:
    """A line indented by spaces, where tabs may stand; those within it stay."""
    bare = row.lstrip(" \t")
    return row[: len(row) - len(bare)].expandtabs() + bare


def indent_of(row: str) -> int:
    """How many spaces a line begins with."""
    return len(row) - len(row.lstrip(" "))


def body_of(layout: Layout, node: Scalar, header: str, column: int) -> list[str]:
    """The lines of a block text behind its `header` (`|2-`); `column` is that of its entry."""
    if not node.value:
        return []
    start = layout.next_line(node.start)
    # A node ends with its last word; blanks behind that belong to the text.
    stop = layout.line_end(node.end)
    rows = LINE_END.split(layout.text[start:stop]) if node.end > start else []
    digit = re.search(r"\d", header)
    if digit:
        indent = column + int(digit[0])
    else:
        indent = next((indent_of(row) for row in rows if row.strip()), 0)
    rows += _blank_rows(layout, node, "+" in header, indent, start, bool(digit))
    if not digit and not any(row.strip(" ") for row in rows):
        # The longest of blank lines says how far in the text stands.
        indent = max(map(len, rows), default=0)
    return [row[indent:] for row in rows]


def _blank_rows(
    layout: Layout, node: Scalar, keeps: bool, indent: int, start: int, told: bool
) -> list[str]:
    """The blank lines behind a block text that belong to it."""
    rows: list[str] = []
    index = layout.next_line(node.end) if node.end >= start else start
    wanted = 0
    while index < len(layout.text):
        row = layout.text[index : layout.line_end(index)]
        if row.strip(" \t"):
            break
        rows.append(row)
        if keeps or ((node.value.strip(" \n") or told) and len(row) > indent):
            wanted = len(rows)
        index = layout.next_line(index)
    return rows[:wanted]
