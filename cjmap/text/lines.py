"""The lines of a text that the parsers refuse, read one by one as a person reads them.

What columns dashes and keys stand at, where texts in blocks, quotes and brackets end, and what
is usually wrong on a line or with its indentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cjmap.expressions import expression
from cjmap.findings import Edit
from cjmap.messages import ntr, tr
from cjmap.records import replace
from cjmap.text import breaks
from cjmap.text.breaks import HIDDEN, Break, Value

# More of them in one file are told once these are mended.
_MOST: Final = 100
# Lines over which a text in quotes or brackets may go.
_REACH: Final = 200

_LINE: Final = expression(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_INDENT: Final = expression(rf"[ \t{HIDDEN}]*")
_IDLE: Final = expression(r"#|(?:---|\.\.\.)(?=\s|$)|%(?:YAML|TAG) ")
_DASHES: Final = expression(r"(?:-[ ]+)*(?:-(?=[ \t]*$))?[ ]*")
_KEY: Final = expression(
    r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'#\[\]{}&*!|>%@`,](?:(?![ \t]#).)*?)"
    r"[ \t]*:(?=[ \t]|$)[ \t]*"
)
_PROPERTIES: Final = expression(r"(?:[&!][^\s,\[\]{}]+[ \t]+)+(?=\S)")


class _Level(NamedTuple):
    """A column at which things stand: the dashes of a list, or the keys of a mapping."""

    column: int
    listed: bool


def find_breaks(text: str) -> list[Break]:
    """The breaks that the lines of a text seem to hold, in their order."""
    return _Walk(text).run()


def _is_dash(text: str, at: int) -> bool:
    return text[at : at + 2] in ("-", "- ", "-\n", "-\r")


def _leads_to(column: int, below: _Level, *, listed: bool, opens: bool) -> bool:
    """Whether the line below may follow one at a column, which `opens` a level or is a dash."""
    if listed:
        return below.column in (column, column + 2) or below.column < column
    if opens:
        return below.column > column or (below.listed and below.column == column)
    return below.column <= column


class _Walk:
    """One walk over the lines of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [match.span(1) for match in _LINE.finditer(text)]
        # How far lines are moved by what was found above them, by their number.
        self._moved: dict[int, int] = {}
        self._levels: list[_Level] = []
        # Whether the line above opens a level: a key or a dash without anything behind it.
        self._opens = True
        self._found: list[Break] = []
        # The last line with a tab, and where it is told: the next one is the same mistake.
        self._tabbed: tuple[int, int] | None = None

    def run(self) -> list[Break]:
        number = 0
        while number < len(self._lines) and len(self._found) < _MOST:
            number = self._line(number)
        return self._found

    def _line(self, number: int) -> int:
        """Looks at one line; the number of the next that is to be looked at."""
        start, end = self._lines[number]
        at = self._content(number)
        if at == end or _IDLE.match(self._text, at, end):
            return number + 1
        width = self._indent(number, start, at, end)
        column, at = self._dashes(number, width, at, end)
        key = _KEY.match(self._text, at, end)
        tight = None if key else breaks.tight_colon(self._text, at, end)
        if key is None and tight is None:
            return self._text_alone(number, width, column, at, end)
        self._place(number, column, listed=False)
        self._found += [tight] if tight else []
        behind = tight.edits[0].end if tight else (key.end() if key else at)
        return self._value(number, column, behind, end)

    def _text_alone(self, number: int, width: int, column: int, at: int, end: int) -> int:
        """A line without a key: an item of a list, more of a text, or a key without its colon."""
        if column != width:
            return self._value(number, column - 1, at, end)
        if not self._opens and self._levels and self._levels[-1] == (column, False):
            found = breaks.no_colon(self._text, at, end)
            self._found += [found] if found else []
        self._opens = False
        return number + 1

    def _content(self, number: int) -> int:
        """The index at which what stands on a line begins."""
        start, end = self._lines[number]
        indent = _INDENT.match(self._text, start, end)
        return indent.end() if indent else start

    # -- where a line begins --------------------------------------------------------------

    def _indent(self, number: int, start: int, at: int, end: int) -> int:
        """The width of what indents a line, once what is no space in it is replaced."""
        blanks = self._text[start:at]
        if blanks.strip(" ") == "":
            return len(blanks) + self._moved.get(number, 0)
        if "\t" not in blanks:
            found = breaks.hidden_indent(self._text, start, at)
            self._found.append(found)
            return len(found.edits[0].text)
        width = self._width_of_tabs(number, blanks, at, end)
        self._tell_tab(number, start + blanks.index("\t"), Edit(start, at, " " * width))
        return width

    def _width_of_tabs(self, number: int, blanks: str, at: int, end: int) -> int:
        """How wide an indentation with tabs was meant to be: as one that is open, else one more.

        What stands below the line tells which of those that are open.
        """
        widths = [len(blanks.expandtabs(size)) for size in (2, 4, 8)]
        top = self._levels[-1].column if self._levels else 0
        if self._opens:
            return next((width for width in widths if width > top), top + 2)
        listed = _is_dash(self._text, at)
        known = [level.column for level in self._levels if level.listed == listed]
        below = self._below(number)
        if below is not None:
            opens = not listed and self._text[at:end].rstrip().endswith(":")
            known = [c for c in known if _leads_to(c, below, listed=listed, opens=opens)] or known
        fitting = [width for width in widths if width in known]
        return max(fitting, default=max(known, default=top))

    def _below(self, number: int) -> _Level | None:
        """Where the next line begins that says something; None where tabs indent that, too."""
        for _, start, at in self._filled(number):
            if self._text[at] != "#":
                alone = self._text[start:at].strip(" ") == ""
                return _Level(at - start, _is_dash(self._text, at)) if alone else None
        return None

    def _filled(self, number: int) -> Iterator[tuple[int, int, int]]:
        """The lines below one on which something stands: number, begin, begin of what stands there."""
        for following in range(number + 1, len(self._lines)):
            start, end = self._lines[following]
            at = self._content(following)
            if at < end:
                yield following, start, at

    def _tell_tab(self, number: int, at: int, edit: Edit) -> None:
        """Tells of the tabs before a line, of several lines in a row once."""
        if self._tabbed is not None and self._tabbed[0] == number - 1:
            place = self._tabbed[1]
            first = self._found[place].problem
            edits = (*first.edits, edit)
        else:
            place = len(self._found)
            first = breaks.sure(
                (at, at + 1),
                tr("A tab stands where only spaces may indent."),
                ntr(
                    "Replace it by one space, as its neighbours are indented.",
                    "Replace it by {n} spaces, as its neighbours are indented.",
                    len(edit.text),
                )
                if edit.text
                else tr("Begin it where the line begins."),
            ).problem
            edits = (edit,)
            self._found.append(Break(first, edits))
        if len(edits) > 1:
            first = replace(
                first,
                message=tr("Tabs stand where only spaces may indent, on {n} lines.", n=len(edits)),
                help=tr("Replace them by spaces, two for each level."),
            )
        self._found[place] = Break(replace(first, edits=edits), edits)
        self._tabbed = number, place

    def _dashes(self, number: int, width: int, at: int, end: int) -> tuple[int, int]:
        """The column and the index of what stands behind the dashes of a line."""
        found = breaks.bullet(self._text, at, end) or breaks.tight_dash(self._text, at, end)
        if found is not None:
            width = self._place(number, width, listed=True)
            self._found.append(found)
            self._opens = True
            return width + 2, found.edits[0].end
        dashes = _DASHES.match(self._text, at, end)
        if dashes is None or "-" not in dashes.group():
            return width, at
        for dash in re.finditer("-", dashes.group()):
            width = self._place(number, width + dash.start(), listed=True) - dash.start()
            self._opens = True
        return width + len(dashes.group()), dashes.end()

    def _place(self, number: int, column: int, *, listed: bool) -> int:
        """Puts a dash or a key on its level, and gives its column.

        One that stands on no level that is open is told of, and put where it was meant.
        """
        level = _Level(column, listed)
        if level not in self._levels and not self._may_open(level):
            level = self._misplaced(number, level)
            if self._goes_on_deeper(number, level):
                self._opens = False
                return level.column
        if level in self._levels:
            del self._levels[self._levels.index(level) + 1 :]
        else:
            self._levels.append(level)
        self._opens = False
        return level.column

    def _may_open(self, level: _Level) -> bool:
        """Whether a level may begin here: deeper, or dashes right below the key of their list."""
        if not self._levels:
            return True
        top = self._levels[-1]
        beside = level.listed and not top.listed and level.column == top.column
        return self._opens and (level.column > top.column or beside)

    def _goes_on_deeper(self, number: int, level: _Level) -> bool:
        """Whether the next line stands on a level below one: then a line alone strayed."""
        for following, start, at in self._filled(number):
            width = at - start + self._moved.get(following, 0)
            return width > level.column and any(o.column == width for o in self._levels)
        return False

    def _misplaced(self, number: int, level: _Level) -> _Level:
        """Tells of a line on no level that is open; the one that was meant."""
        known = [other.column for other in self._levels if other.listed == level.listed]
        distances = sorted((abs(column - level.column), -column) for column in known)
        meant = -distances[0][1] if distances else level.column
        edits = tuple(self._move(number, level.column, meant - level.column)) if distances else ()
        if not edits:
            return level
        at, (_, end) = self._content(number), self._lines[number]
        # What is farther off may as well be what is left of a list whose key is missing.
        clear = distances[0][0] == 1 or (len(edits) == 1 and not level.listed)
        clear = clear and (len(distances) == 1 or distances[0][0] < distances[1][0])
        tell = breaks.sure if clear else breaks.unsure
        self._found.append(
            tell(
                (at, breaks.end_of_value(self._text, at, end)),
                tr("This line does not stand where its neighbours do."),
                ntr(
                    "Indent it by one space, as they are.",
                    "Indent it by {n} spaces, as they are.",
                    meant,
                )
                if meant
                else tr("Begin it where the line begins."),
                *edits,
            )
        )
        return _Level(meant, level.listed)

    def _move(self, number: int, column: int, by: int) -> Iterator[Edit]:
        """Moves a line, and what stands below it at its column or deeper."""
        begin, (_, stop) = self._content(number), self._lines[number]
        # What stands below a dash stands at the column of what is beside it.
        inside = column + 2 if self._text[begin:stop].startswith("- ") else column
        right = {level.column for level in self._levels}
        for following in range(number, len(self._lines)):
            start, end = self._lines[following]
            at = self._content(following)
            if at == end:
                continue
            width = at - start
            first = following == number
            outside = width != column and (first or width < inside or width in right)
            if outside or following in self._moved or self._text[start:at].strip(" "):
                # What is not the first thing on its line cannot be moved alone.
                return
            self._moved[following] = by
            yield Edit(start, at, " " * max(0, width + by))

    # -- what stands on it ----------------------------------------------------------------

    def _value(self, number: int, column: int, at: int, end: int) -> int:
        """Looks at what stands behind a key or a dash; the number of the next line to look at."""
        properties = _PROPERTIES.match(self._text, at, end)
        begin = properties.end() if properties else at
        stop = breaks.end_of_value(self._text, begin, end)
        self._opens = begin >= stop
        if self._opens:
            return number + 1
        if breaks.begins_block(self._text, begin, end):
            return self._behind(number, column)
        last = min(self._behind(number, column), number + _REACH) - 1
        found, reached = breaks.break_of_value(self._text, Value(begin, stop, self._lines[last][1]))
        # What an anchor or a tag stands before is theirs alone where they are meant.
        self._found += [found] if found else []
        while number < last and self._lines[number][1] < reached:
            number += 1
        return number + 1

    def _behind(self, number: int, column: int) -> int:
        """The number of the first line behind one that stands no deeper than a column."""
        for following, start, at in self._filled(number):
            if at - start + self._moved.get(following, 0) <= column:
                return following
        return len(self._lines)
