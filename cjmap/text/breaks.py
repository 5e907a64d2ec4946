"""The usual breaks of YAML within a line, as a person would see them, each with what mends it.

They are guesses: `cjmap.text.recovery` asks the parser which of them are true.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cjmap.expressions import expression
from cjmap.findings import Edit, Problem
from cjmap.messages import Message, shorten, tr
from cjmap.records import dataclass
from cjmap.text.characters import BLANKS, ZERO_WIDTH, name_character
from cjmap.text.scalars import in_quotes

HIDDEN: Final = f"{BLANKS}{ZERO_WIDTH}"
# The indentation of a line in which such a character stands.
HIDDEN_INDENT: Final = expression(rf"^[ ]*(?P<hidden>[{HIDDEN}])[ {HIDDEN}]*(?=\S)", re.M)
# How much of a text a help shows: all of it, as long as somebody could copy it.
_SHOWN: Final = 200

_BULLET: Final = expression(rf"(?:[*+–—·•‣▪●○◦](?=[ \t{BLANKS}])|•)[ \t{BLANKS}]*")
_TIGHT_DASH: Final = expression(rf"-(?:(?=[^\W\d_])|(?P<gap>[\t{HIDDEN}])[ \t{HIDDEN}]*(?=\S))")
_TIGHT_KEY: Final = expression(
    r"(?P<key>[^\W\d][\w-]*)(?P<colon>[ \t]*\uff1a[ \t]*|:)"
    rf"(?P<gap>[{HIDDEN}]*)[ \t]*(?=[^\s:/\\])"
)
_NO_COLON: Final = expression(r"(?P<key>[^\W\d][\w-]*)(?:[ \t]+(?P<value>[^\r\n]*))?")
_COMMENT: Final = expression(r"[ \t]+#|[ \t]*$")
_INNER_COLON: Final = expression(r":(?=[ \t]|$)")
_ESCAPE: Final = expression(r"\\(?:[^0abt\tnvfre \"/\\N_LPxuU\r\n])")
_HEADER: Final = expression(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?$")
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\''
_TOKENS: Final = expression(rf"{_QUOTED}|[\[\]{{}}]", re.S)
_CLOSERS: Final = {"[": "]", "{": "}"}
_QUOTES: Final = {
    '"': expression(r'"(?:[^"\\]|\\.)*"', re.S),
    "'": expression(r"'(?:[^']|'')*'", re.S),
}
# What no value begins with, unless a letter follows the second.
_SIGNS: Final = "@`%,]}*&!|>"
_BEFORE_BLANK: Final = "-?"


@dataclass(frozen=True, slots=True)
class Break:
    """What may be wrong with a line: how it is told, and what makes the text readable again.

    The problem has edits of its own where what was meant is certain.
    """

    problem: Problem
    edits: tuple[Edit, ...]


class Value(NamedTuple):
    """What stands behind a key or a dash: where, and up to which index it may go on below."""

    at: int
    stop: int
    reach: int


def sure(span: tuple[int, int], message: Message, help: Message, *edits: Edit) -> Break:
    """A break of which is certain what was meant."""
    return Break(Problem("CJ003", (), message, help, span=span, edits=edits), edits)


def unsure(span: tuple[int, int], message: Message, help: Message, *edits: Edit) -> Break:
    """A break of which one can tell no more than how the text would be readable."""
    return Break(Problem("CJ003", (), message, help, span=span), edits)


# -- the head of a line -------------------------------------------------------------------


def bullet(text: str, at: int, end: int) -> Break | None:
    """A sign that begins an item of a list in a letter, and not in YAML."""
    found = _BULLET.match(text, at, end)
    if found is None:
        return None
    return sure(
        (at, at + 1),
        tr("`{mark}` is no dash: items of a list begin with `- `.", mark=text[at]),
        tr("Write `- {text}`.", text=_rest(text, found.end(), end)),
        Edit(at, found.end(), "- "),
    )


def tight_dash(text: str, at: int, end: int) -> Break | None:
    """A dash without the space behind it."""
    found = _TIGHT_DASH.match(text, at, end)
    if found is None:
        return None
    return sure(
        (at, at + 1) if found["gap"] is None else found.span("gap"),
        _missing_space(found["gap"], tr("A space is missing behind the dash.")),
        tr("Write `- {text}`.", text=_rest(text, found.end(), end)),
        Edit(at, found.end(), "- "),
    )


def tight_colon(text: str, at: int, end: int) -> Break | None:
    """A key whose colon has no space behind it, or is a wide one."""
    found = _TIGHT_KEY.match(text, at, end)
    if found is None:
        return None
    return sure(
        found.span("gap" if found["gap"] else "colon"),
        _missing_space(found["gap"] or None, tr("A space is missing behind the colon.")),
        tr("Write `{key}: {text}`.", key=found["key"], text=_rest(text, found.end(), end)),
        Edit(found.end("key"), found.end(), ": "),
    )


def no_colon(text: str, at: int, end: int) -> Break | None:
    """A line that should be a key, and has no colon."""
    found = _NO_COLON.match(text, at, end)
    if found is None:
        return None
    written = (
        f"{found['key']}: {_rest(text, found.start('value'), end)}"
        if found["value"]
        else f"{found['key']}:"
    )
    return unsure(
        (at, end_of_value(text, at, end)),
        tr("A key without its `:`."),
        tr("Write `{text}`, or indent this line as part of the text above.", text=written),
        Edit(at, at, "# "),
    )


def hidden_indent(text: str, start: int, at: int) -> Break:
    """Characters in an indentation that look like spaces, or like nothing at all."""
    odd = next(index for index in range(start, at) if text[index] != " ")
    plain = re.sub(f"[{ZERO_WIDTH}]", "", text[start:at])
    return sure(
        (odd, odd + 1),
        tr(
            "An invisible character ({name}) stands before this line.",
            name=name_character(text[odd]),
        ),
        tr("Delete it; only spaces may indent."),
        Edit(start, at, " " * len(plain)),
    )


def _missing_space(gap: str | None, message: Message) -> Message:
    if gap is None:
        return message
    if gap == "\t":
        return tr("A tab stands here where a space belongs.")
    return tr(
        "An invisible character ({name}) stands here where a space belongs.",
        name=name_character(gap[0]),
    )


def _rest(text: str, at: int, end: int) -> str:
    return shorten(text[at:end].strip(), _SHOWN)


# -- what stands behind a key or a dash ---------------------------------------------------


def end_of_value(text: str, at: int, end: int) -> int:
    """Where a value ends that begins at an index: at a comment, else with its line."""
    quotes = _QUOTES.get(text[at : at + 1])
    closed = quotes.match(text, at, end) if quotes else None
    found = _COMMENT.search(text, closed.end() if closed else at, end)
    return found.start() if found else end


def begins_block(text: str, at: int, end: int) -> bool:
    """Whether a block text begins on the next line."""
    return _HEADER.match(text, at, end) is not None


def break_of_value(text: str, value: Value) -> tuple[Break | None, int]:
    """What is wrong with a value, if anything, and the index up to which it goes on."""
    sign = text[value.at]
    if sign in _QUOTES:
        return _quoted(text, value)
    if sign in _CLOSERS:
        return _bracketed(text, value)
    if sign in "|>" and text[value.stop : value.reach].strip():
        return _head_of_block(text, value), value.reach
    return _plain(text, value), value.stop


def _head_of_block(text: str, value: Value) -> Break:
    """Text behind the sign of a block text, which goes on below."""
    below = re.compile(r"[^\r\n]*(?:\s*[\r\n])+(?P<indent>[ \t]*)").match(text, value.stop)
    indent = below["indent"] if below else ""
    inside = re.compile(r"[|>][-+0-9]*[ \t]*").match(text, value.at)
    begin = inside.end() if inside else value.at + 1
    return unsure(
        (begin, value.stop),
        tr("After `|` or `>` the text begins on the next line, indented."),
        tr("Move this to the next line."),
        Edit(value.at + 1, begin, f"\n{indent}"),
    )


def _plain(text: str, value: Value) -> Break | None:
    sign, following = text[value.at], text[value.at + 1 : value.at + 2]
    if sign == "-" and following in (" ", "\t"):
        return _list_behind(text, value)
    if sign in _SIGNS or (sign in _BEFORE_BLANK and not following.strip()):
        return _to_quote(
            text, value, value.at, tr("A value cannot begin with `{character}`.", character=sign)
        )
    colon = _INNER_COLON.search(text, value.at, value.stop)
    if colon is None:
        return None
    return _to_quote(
        text,
        value,
        colon.start(),
        tr("A `:` stands here that YAML takes for the end of a key."),
        colon.start() + 1,
    )


def _list_behind(text: str, value: Value) -> Break:
    written = text[value.at : value.stop]
    return unsure(
        (value.at, value.stop),
        tr("A list cannot begin behind its key."),
        tr(
            "Write `{text}` on the next line; or put the whole text in quotes: {quoted}.",
            text=shorten(written, _SHOWN),
            quoted=shorten(in_quotes(written), _SHOWN),
        ),
        Edit(value.at, value.stop, in_quotes(written)),
    )


def _quoted(text: str, value: Value) -> tuple[Break | None, int]:
    """A text in quotes: whether it goes on behind them, and whether they close at all."""
    mark = text[value.at]
    closed = _QUOTES[mark].match(text, value.at, value.reach)
    if closed is None:
        return _unclosed_quote(text, value), value.stop
    if closed.end() > value.stop:
        return None, closed.end()
    escape = _ESCAPE.search(closed.group()) if mark == '"' else None
    if escape is not None:
        return _odd_escape(text, value, escape.start() + value.at, closed.end()), value.stop
    return _behind(text, value, closed.end()), value.stop


def _unclosed_quote(text: str, value: Value) -> Break:
    written = text[value.at : value.stop]
    return unsure(
        (value.at, value.at + 1),
        tr("A quotation mark opens here and is never closed."),
        tr(
            "Close it: {closed}; or put the whole text in quotes: {text}.",
            closed=shorten(f"{written}{text[value.at]}", _SHOWN),
            text=shorten(in_quotes(written), _SHOWN),
        ),
        Edit(value.at, value.stop, in_quotes(written)),
    )


def _odd_escape(text: str, value: Value, at: int, closed: int) -> Break:
    inner = text[value.at + 1 : closed - 1].replace('\\"', '"').replace("'", "''")
    return unsure(
        (at, at + 2),
        tr("A backslash in double quotes begins an escape that YAML does not know."),
        tr(
            "Use single quotes, in which a backslash is one: {text}.",
            text=shorten(f"'{inner}'", _SHOWN),
        ),
        Edit(value.at, closed, f"'{inner}'"),
    )


def _bracketed(text: str, value: Value) -> tuple[Break | None, int]:
    """What begins with a bracket: whether text goes on behind it, and whether it closes."""
    open_marks: list[str] = []
    for token in _TOKENS.finditer(text, value.at, value.reach):
        if token.group() in _CLOSERS:
            open_marks.append(_CLOSERS[token.group()])
        elif open_marks and token.group() == open_marks[-1]:
            open_marks.pop()
        if not open_marks:
            return _behind(text, value, token.end()), max(token.end(), value.stop)
    end = value.at + len(text[value.at : value.reach].rstrip())
    if end > value.stop:
        # It goes on below, and nobody but the parser knows how far it was to go.
        return None, end
    closers = "".join(reversed(open_marks))
    return unsure(
        (value.at, value.at + 1),
        tr("A `{mark}` opens here and is never closed.", mark=text[value.at]),
        tr(
            "Close it: `{closed}`; or put the whole text in quotes: {text}.",
            closed=shorten(f"{text[value.at : value.stop]}{closers}", _SHOWN),
            text=shorten(in_quotes(text[value.at : value.stop]), _SHOWN),
        ),
        Edit(value.stop, value.stop, closers),
    ), value.stop


def _behind(text: str, value: Value, closed: int) -> Break | None:
    """Text that goes on behind what closed at an index, up to a comment."""
    rest = text[closed : value.stop]
    if not rest.strip() or rest.lstrip().startswith(":"):
        return None
    at = value.stop - len(rest.lstrip())
    return _to_quote(
        text,
        value,
        at,
        tr("Text goes on here behind the closing `{mark}`.", mark=text[closed - 1]),
        value.stop,
    )


def _to_quote(text: str, value: Value, at: int, message: Message, end: int | None = None) -> Break:
    """A text that wants quotes around the whole of it."""
    quoted = in_quotes(text[value.at : value.stop])
    return sure(
        (at, value.stop if end is None else end),
        message,
        tr("Put the whole text in quotes: {text}.", text=shorten(quoted, _SHOWN)),
        Edit(value.at, value.stop, quoted),
    )
