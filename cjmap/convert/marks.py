"""Marks of the lines that stand in the cells of a sheet: by them it is known later what was changed there.

A mark says nothing of what it is of, so that what somebody deletes is gone from the file.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final, TypeAlias

from cjmap.expressions import expression

Marks: TypeAlias = tuple[tuple[tuple[str, ...], ...], ...]
"""Of each row, of each cell, the marks of its lines."""

# Three bytes are four signs of base64: among some lines of one cell chance does not meet.
_BYTES: Final = 3
_SIGNS: Final = 4
_ROW, _CELL = ";", ","
_WRITTEN: Final = expression(r"(?:(?:[A-Za-z0-9_-]{4})*[;,])*(?:[A-Za-z0-9_-]{4})*", re.ASCII)
_BULLET: Final = "• "


def lines_of(text: str) -> list[str]:
    """The lines of a cell, without the bullets before them and however they are spaced."""
    lines = (" ".join(line.split()).removeprefix(_BULLET) for line in text.split("\n"))
    return [line for line in lines if line]


def mark(line: str) -> str:
    """The mark of one line."""
    digest = blake2b(line.encode("utf-8", "replace"), digest_size=_BYTES).digest()
    return urlsafe_b64encode(digest).decode("ascii")


def write_marks(rows: Iterable[Sequence[str]]) -> str:
    """The marks of the cells of rows, as one text."""
    return _ROW.join(_CELL.join("".join(map(mark, lines_of(cell))) for cell in row) for row in rows)


def read_marks(text: str) -> Marks | None:
    """What `write_marks` wrote; None where it is something else."""
    if not text or not _WRITTEN.fullmatch(text):
        return None
    return tuple(
        tuple(
            tuple(cell[at : at + _SIGNS] for at in range(0, len(cell), _SIGNS))
            for cell in row.split(_CELL)
        )
        for row in text.split(_ROW)
    )
