"""The text of one file, and where in it a character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate

from cjmap.expressions import expression
from cjmap.records import dataclass

# Lines end where YAML 1.2, git and editors say: not at U+0085 or U+2028 as YAML 1.1 and
# `str.splitlines` would have it.
_LINE_END = expression(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file; `end` is exclusive."""

    start: Position
    end: Position


@dataclass(frozen=True)
class Source:
    """A file as it was read: its name for people, and its text without a byte order mark.

    `marked` says that the file began with such a mark.
    """

    file: str
    text: str
    marked: bool = False

    @cached_property
    def starts(self) -> list[int]:
        """The index of the first character of each line."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        # Most files have none, and this is asked of every file of which anything is quoted.
        lengths = accumulate(map(len, self.text.split("\n")))
        return [0, *(total + number for number, total in enumerate(lengths, 1))][:-1]

    def position(self, index: int) -> Position:
        """Line and column, both from 1 and in code points, of the character at `index`."""
        line = bisect_right(self.starts, index)
        return Position(line, index - self.starts[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        return Span(self.position(start), self.position(max(start, end)))

    def index(self, position: Position) -> int:
        """The index of the character at a position; the opposite of `position`.

        Beyond the end it is the end: an editor's text may be shorter than the one that was checked.
        """
        if position.line > len(self.starts):
            return len(self.text)
        return min(self.starts[position.line - 1] + position.column - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty beyond the last."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of a file that somebody quotes, by their numbers, in place of the whole text."""

    file: str
    lines: Mapping[int, str]

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty where it is not quoted."""
        return self.lines.get(number, "")
