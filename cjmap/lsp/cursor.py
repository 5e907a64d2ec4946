"""Where in a map somebody writes, told by lines and columns alone.

While a key is half written the text is no YAML, or another than is meant. So the way down to the
cursor is read upwards from its line: by indentation, dashes and brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.expressions import expression
from cjmap.findings.source import Source
from cjmap.records import dataclass, replace

# A line of a block: its indentation, its dashes, and the key behind them.
_ENTRY = expression(
    r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)"
    r"(?:(?P<key>[^\s#:\[\]{},\"'&*!|>%@`-][^#:\"'\[\]{},]*?|\"[^\"]*\"|'[^']*') *:(?: +|$))?"
)
# What may stand behind a key whose value begins on a line below.
_NOTHING = expression(r"(?:&\S+)? *(?:#.*)?$")
_BLOCK_TEXT = expression(r"(?:&\S+ +)?[|>][-+0-9]* *(?:#.*)?$")
# What a flow collection, a key or an item of it begins behind.
_BEFORE_OPENING = "[{,:-"
# So many lines a bracket may be open.
_LONGEST_FLOW: Final = 40

ITEM: Final = "[]"
"""The step of an item in a list."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where somebody writes.

    `path` are the keys on the way down, `ITEM` for an item of a list. `key` is the one whose value
    is written, "" where a key or an item begins. `word` is what is written of it so far, from the
    index `start` on. `siblings` are the keys beside it; `flow`: in brackets; `column` is that of
    what is written. `fresh`: behind a dash, or where a list may begin, nothing stands yet.
    """

    path: tuple[str, ...]
    key: str
    word: str
    start: int
    siblings: frozenset[str]
    column: int
    flow: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block: columns of its dashes, that of its key (or what else follows them), its
    key, and what stands behind."""

    dashes: tuple[int, ...]
    column: int
    key: str
    rest: str


def find_cursor(source: Source, index: int) -> Cursor | None:
    """Where the character at an index is written; None in comments, texts of several lines, and
    where no way leads to.
    """
    number = source.position(index).line
    begin = source.starts[number - 1]
    before = source.text[begin:index]
    if _in_comment(before):
        return None
    return _in_flow(source, number, index) or _in_block(source, number, begin, before)


def _in_comment(before: str) -> bool:
    quote = ""
    for at, sign in enumerate(before):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and before[:at].rstrip()[-1:] in ("", *_BEFORE_OPENING):
            quote = sign
        elif sign == "#" and before[at - 1 : at] in ("", " ", "\t"):
            return True
    return False


def _read(line: str) -> _Line:
    entry = _ENTRY.match(line)
    assert entry is not None
    begin, dashes = len(entry["indent"]), entry["dashes"]
    columns = tuple(begin + at for at, sign in enumerate(dashes) if sign == "-")
    key = (entry["key"] or "").strip()
    if key[:1] in ("'", '"'):
        key = key[1:-1]
    return _Line(columns, begin + len(dashes), key, line[entry.end() :])


# -- blocks ------------------------------------------------------------------------------------


def _in_block(source: Source, number: int, begin: int, before: str) -> Cursor | None:
    line = _read(before)
    if line.key:
        word = line.rest
        start = begin + len(before) - len(word)
        whole = Cursor((), line.key, word, start, frozenset(), line.column)
    else:
        word = before[line.column :]
        fresh = not word
        whole = Cursor((), "", word, begin + line.column, frozenset(), line.column, fresh=fresh)
    ways = _way_up(source, number, line)
    if ways is None:
        return None
    path, siblings = ways
    below = _keys_below(source, number, line)
    return replace(whole, path=path, siblings=frozenset((*siblings, *below)))


def _way_up(source: Source, number: int, line: _Line) -> tuple[tuple[str, ...], list[str]] | None:
    """The path of the mapping that a line stands in, and the keys above it there."""
    path: list[str] = []
    siblings: list[str] = []
    # What is looked for: the owner of a mapping at a column, or of a list whose dashes are there.
    column, item = line.column, False
    if line.dashes:
        column, item = line.dashes[-1], True
        path.insert(0, ITEM)
        for _ in line.dashes[:-1]:
            path.insert(0, ITEM)
            column = line.dashes[0]
    for text in _lines_above(source, number):
        above = _read(text)
        if not above.key and not above.dashes:
            # A text that goes on below its key, or what is no YAML: neither leads anywhere.
            continue
        found = _step(above, column, item, siblings if len(path) == bool(line.dashes) else [])
        if found is None:
            return None
        steps, column, item = found
        if steps:
            path[:0] = steps
    return (tuple(path), siblings) if not item else None


def _step(
    above: _Line, column: int, item: bool, siblings: list[str]
) -> tuple[list[str], int, bool] | None:
    """What a line above adds to the way, and what is looked for from there on.

    None where it holds a text that goes on to the cursor.
    """
    steps: list[str] = []
    if not item and above.key and above.column == column:
        siblings.append(above.key)
    elif above.key and (above.column <= column if item else above.column < column):
        if item and above.dashes and column in above.dashes:
            return [], column, item
        if not _NOTHING.match(above.rest):
            # A value of several lines, unless the cursor only stands too deep.
            return None
        steps.append(above.key)
        column, item = above.column, False
    elif not above.key and above.dashes and not item and above.dashes[-1] < column:
        if above.rest:
            return None
        column = above.column
    else:
        return [], column, item
    if above.dashes and not item and above.column == column:
        for _ in above.dashes:
            steps.insert(0, ITEM)
        column, item = above.dashes[0], True
    return steps, column, item


def _lines_above(source: Source, number: int) -> Iterator[str]:
    for above in range(number - 1, 0, -1):
        text = source.line(above)
        if text.strip() and not text.lstrip().startswith("#"):
            yield text


def _keys_below(source: Source, number: int, line: _Line) -> Iterator[str]:
    """The keys of the same mapping that follow."""
    for below in range(number + 1, len(source.starts) + 1):
        text = source.line(below)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        other = _read(text)
        first = min((*other.dashes, other.column))
        if first < line.column:
            return
        if other.key and not other.dashes and other.column == line.column:
            yield other.key


# -- brackets ----------------------------------------------------------------------------------


def _in_flow(source: Source, number: int, index: int) -> Cursor | None:
    """The place within brackets that the cursor's line, or one above, has opened."""
    for first in range(number, max(number - _LONGEST_FLOW, 0), -1):
        text = source.text[source.starts[first - 1] : index]
        line = _read(text.split("\n", 1)[0])
        if line.rest[:1] in ("[", "{"):
            begin = source.starts[first - 1] + len(text.split("\n", 1)[0]) - len(line.rest)
            owner = _in_block(
                source,
                first,
                source.starts[first - 1],
                source.text[source.starts[first - 1] : begin],
            )
            if owner is None:
                return None
            path = (*owner.path, owner.key) if owner.key else owner.path
            return _walk(source.text, begin, index, path, line.column)
        if line.key or line.dashes:
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Open:
    """A bracket that is open: what leads to it, and the keys that were written in it."""

    path: tuple[str, ...]
    sign: str
    keys: tuple[str, ...] = ()
    key: str = ""


def _walk(text: str, begin: int, index: int, path: tuple[str, ...], column: int) -> Cursor | None:
    """Reads what brackets hold, up to the cursor."""
    opened: list[_Open] = []
    start, at, quote = begin, begin, ""
    while at < index:
        sign = text[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and not text[start:at].strip():
            quote = sign
        elif sign in "[{":
            inner = _inner(opened, path)
            opened.append(_Open(inner, sign))
            start = at + 1
        elif sign in "]}" and opened:
            opened.pop()
            start = at + 1
        elif sign == "," and opened:
            opened[-1] = replace(opened[-1], key="")
            start = at + 1
        elif (
            sign == ":"
            and opened
            and opened[-1].sign == "{"
            and text[at + 1 : at + 2] in (" ", "", "\n")
        ):
            name = text[start:at].strip().strip("\"'")
            opened[-1] = replace(opened[-1], key=name, keys=(*opened[-1].keys, name))
            start = at + 1
        at += 1
    if not opened:
        return None
    word = text[start:index].lstrip()
    last = opened[-1]
    inside = (*last.path, ITEM) if last.sign == "[" else last.path
    return Cursor(
        inside,
        last.key,
        word,
        index - len(word),
        frozenset(last.keys),
        column,
        flow=True,
        fresh=not word,
    )


def _inner(opened: Sequence[_Open], path: tuple[str, ...]) -> tuple[str, ...]:
    """The path of what a bracket opens."""
    if not opened:
        return path
    last = opened[-1]
    if last.sign == "[":
        return (*last.path, ITEM)
    return (*last.path, last.key) if last.key else last.path
