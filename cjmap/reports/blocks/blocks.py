"""What sections are made of: grids, tables and lists that every format shows in its own way.

All texts here are rendered already; nothing is escaped.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from cjmap.records import dataclass


class Tone(StrEnum):
    """How a cell or an entry is meant, for formats that have colours."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    QUIET = "quiet"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell: a text, or a `state` of coverage that is drawn as a sign.

    `hint` says more where there is room. `course` are numbers, None for one that is missing, which
    the text draws in signs: where there are lines, they are drawn as one.
    """

    text: str = ""
    tone: Tone = Tone.PLAIN
    state: str = ""
    hint: str = ""
    course: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a grid with its total at the end; `quiet` ones count nowhere."""

    label: str
    cells: tuple[Shade, ...]
    total: Shade
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix whose columns may be narrow; `total` heads the last one.

    `legend` explains the states: each with its word.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: str
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, and the place (`file:line`, or a file) that it is about."""

    cells: tuple[Shade, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts; `numeric` are the columns (from 0) to align on the right.

    `brief` asks for one line a row where lines are short, even at the cost of the place.
    """

    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    numeric: frozenset[int] = frozenset()
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list. `mark` is a sign for its tone, `place` a `file:line`."""

    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""
    place: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture that forges draw from its text, in Mermaid's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as two SVG documents: for a light and for a dark ground.

    `rtl`: it begins on its right side.
    """

    light: str
    dark: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a text as they stand there, each behind its sign in a patch: `+`, `-`, a blank, `@`."""

    lines: tuple[str, ...]


Block = Grid | Table | Items | Diagram | Picture | Lines


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (`level` 1 for a map's title, 2 below it) and what stands under it.

    `folded`: in a comment it is shown to whoever opens it, and a page can fold it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    level: int = 2
    note: str = ""
    folded: bool = False


SIGNS: Final = {"full": "●", "partial": "◐", "missing": "○", "n/a": "–"}
"""The states of coverage as signs."""
