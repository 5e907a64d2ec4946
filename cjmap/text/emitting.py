"""Values → YAML text: how a text, number, list or mapping is written at a place.

Quotes stand where YAML 1.2's core would read something else than the text, and where a reader
of YAML 1.1 would: `no` is written `"no"`. A text of several lines becomes a block, or a quoted
text where a block cannot hold it or may not stand.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from cjmap.expressions import expression
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.characters import find_refused, first_hidden, name_character
from cjmap.text.scalars import parse_number, resolve

Single: TypeAlias = str | int | float | bool | datetime.date | None
Value: TypeAlias = "Single | Sequence[Value] | Mapping[str, Value]"

# A text that begins so, or holds one of these, is something else to YAML.
_START = expression(r"[-](?:\s|$)|---|\.\.\.|[?:,\[\]{}#&*!|>'\"%@`=]|<<$")
_INSIDE = expression(r":(?:\s|$)|\s#|[\t\r\n]")
_INSIDE_FLOW = expression(r"[,\[\]{}?]")
# Words and numbers of YAML 1.1.
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NUMBERS = expression(
    r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|[-+]?\d[\d_]*|[-+]?0b[01_]+|[-+]?\.(?:inf|nan)",
    re.ASCII | re.IGNORECASE,
)
# A day of YAML 1.1, or the beginning of a moment. Fields take it with quotes and without.
_DAY = expression(r"\d{4}-\d\d?-\d\d?(?:$|[Tt \t]+\d)", re.ASCII)
# Letters that YAML 1.1 has as words, and no reader takes for more than a letter where keys stand.
_LETTERS = frozenset("nyNY")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# Parsers look no farther for the colon behind a key, its anchor included.
_LONGEST_KEY = 1000
# Blocks that are folded are broken at this column, or at half of it where they stand far in.
_WIDTH = 80


class EditRefused(Exception):
    """An edit that cannot be made, or would change more than it says. The text stays as it was.

    `reason` says why, in words for people.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is written: columns that a mapping, a dash and what follows it are set in.

    `step` is how far a mapping stands within its owner, `dash` how far a list's dashes do (0 at
    the same column), `gap` the blanks behind a dash. `texts` says whether texts may stand as
    blocks at the place: what follows might be taken into them.
    """

    step: int = 2
    dash: int = 2
    gap: int = 1
    eol: str = "\n"
    texts: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A value as written: `first` behind its colon or dash, `rest` the lines below.

    `closed` says that the last line must have an end, which belongs to the value.
    """

    first: str
    rest: tuple[str, ...] = ()
    closed: bool = False


def single(value: Single, *, flow: bool, quote: str = "") -> str:
    """A scalar on one line, in quotes of the kind `quote` where it is a text and has any.

    Raises:
        EditRefused: a number that is not finite, or a character that no YAML file may hold.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    refused = find_refused(value)
    if refused is not None:
        raise EditRefused(
            tr("The character {name} is not allowed in YAML.", name=name_character(refused[0]))
        )
    if not quote and is_plain(value, flow=flow):
        return value
    return _quoted(value, quote)


def _number(value: int | float) -> str:
    # An integer that no float holds is none that is read back as a number.
    if isinstance(value, int) and abs(value) < 10**300:
        return str(value)
    if isinstance(value, int) or not math.isfinite(value):
        raise EditRefused(tr("Write a number that a computer can hold."))
    return repr(value)


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text needs no quotes; `flow` within brackets or braces."""
    if text[:1].isalpha():
        # Nearly all texts begin with a letter: no number does, nor what is a sign to YAML.
        return not (
            text.lower() in _WORDS
            or _INSIDE.search(text)
            or (flow and _INSIDE_FLOW.search(text))
            or text.strip() != text
        )
    return not (
        text.strip() != text
        or parse_number(text) is not None
        or resolve(text, plain=True) != text
        or text.lower() in _WORDS
        or _NUMBERS.fullmatch(text)
        or _START.match(text)
        or first_hidden(text[:1])
        or _INSIDE.search(text)
        or (flow and _INSIDE_FLOW.search(text))
    )


def in_one_way(text: str, *, flow: bool) -> str:
    """A text on one line as it is written where nobody has a say: in quotes only if it must be.

    A day keeps the quotes that it has: many readers take one without them for a moment.
    """
    plain = is_plain(text, flow=flow) and not _DAY.match(text)
    return text if plain else _quoted(text, "")


def _quoted(text: str, quote: str) -> str:
    escaped = bool(re.search(r"[\t\r\n]", text))
    if not quote:
        quote = "'" if ('"' in text or "\\" in text) and not escaped else '"'
    if quote == "'" and not escaped:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.translate(_ESCAPES) + '"'


def written_key(key: str, *, flow: bool, quote: str = "") -> str:
    """A key on one line.

    Raises:
        EditRefused: it is longer than parsers look for its colon, or cannot be written at all.
    """
    text = key if key in _LETTERS and not quote else single(key, flow=flow, quote=quote)
    if len(text) > _LONGEST_KEY:
        raise EditRefused(tr("A key has at most {n} characters.", n=_LONGEST_KEY))
    return text


def flow(value: Value) -> str:
    """A value on one line, lists in brackets and mappings in braces."""
    if isinstance(value, Mapping):
        pairs = (f"{written_key(key, flow=True)}: {flow(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return single(value, flow=True)


def behind_key(value: Value, column: int, style: Style) -> Form:
    """A value behind a key that stands at `column`: blocks begin on the next line."""
    if isinstance(value, str):
        return _single_or_block(value, column, style)
    if isinstance(value, Mapping) and value:
        return _below(_mapping(value, column + style.step, style))
    if isinstance(value, Sequence) and value:
        return _below(_list(value, column + style.dash, style))
    return _single_or_block(value, column, style)


def behind_dash(value: Value, column: int, inner: int, style: Style) -> Form:
    """A value behind a dash at `column`: blocks begin on its line, at the column `inner`."""
    if isinstance(value, str):
        return _single_or_block(value, column, style)
    if isinstance(value, Mapping) and value:
        return _beside(_mapping(value, inner, style))
    if isinstance(value, Sequence) and value:
        return _beside(_list(value, inner, style))
    return _single_or_block(value, column, style)


def entry(key: str, value: Value, column: int, style: Style) -> Form:
    """A key at `column` with its value; the first line is indented too."""
    form = behind_key(value, column, style)
    return _led(f"{' ' * column}{written_key(key, flow=False)}:", form)


def item(value: Value, column: int, style: Style) -> Form:
    """An item of a list whose dash stands at `column`; the first line is indented too."""
    form = behind_dash(value, column, column + 1 + style.gap, style)
    return _led(f"{' ' * column}-{' ' * (style.gap - 1)}", form)


def _led(lead: str, form: Form) -> Form:
    return Form(f"{lead} {form.first}" if form.first else lead, form.rest, form.closed)


def _mapping(value: Mapping[str, Value], column: int, style: Style) -> list[Form]:
    return [entry(key, inner, column, style) for key, inner in value.items()]


def _list(value: Sequence[Value], column: int, style: Style) -> list[Form]:
    return [item(inner, column, style) for inner in value]


def _below(forms: list[Form]) -> Form:
    lines = tuple(line for form in forms for line in (form.first, *form.rest))
    return Form("", lines, forms[-1].closed)


def _beside(forms: list[Form]) -> Form:
    below = _below(forms)
    return Form(below.rest[0].lstrip(" "), below.rest[1:], below.closed)


def _single_or_block(value: Value, column: int, style: Style) -> Form:
    if isinstance(value, str):
        indent = max(column, 0) + style.step
        block = block_text(value, indent, folded=False) if "\n" in value and style.texts else None
        return block or Form(single(value, flow=False))
    if isinstance(value, Mapping):
        return Form("{}")
    if isinstance(value, Sequence):
        return Form("[]")
    return Form(single(value, flow=False))


def block_text(text: str, indent: int, *, folded: bool) -> Form | None:
    """A text as a block (`|`, or `>` where it is `folded`) of lines indented by `indent`.

    None where a block cannot hold it: blanks at the head of its lines, or alone on one; several
    line ends at its end; characters that need an escape.
    """
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not lines[-1] or "\r" in body or find_refused(body) is not None:
        return None
    first = next(line for line in lines if line)
    odd = [line for line in lines if line and not line.strip(" \t")]
    if odd or first[0] in " \t":
        return None
    if folded:
        if any(line != line.strip(" \t") for line in lines):
            return None
        lines = list(_folded(lines, max(_WIDTH - indent, _WIDTH // 2)))
    header = (">" if folded else "|") + ("" if text.endswith("\n") else "-")
    rest = tuple(" " * indent + line if line else "" for line in lines)
    return Form(header, rest, text.endswith("\n"))


def _folded(lines: list[str], width: int) -> Iterator[str]:
    """Lines as a folded block writes them: each is wrapped, and an empty one ends it."""
    begun = False
    for line in lines:
        if line and begun:
            yield ""
        yield from _wrapped(line, width)
        begun = begun or bool(line)


def _wrapped(line: str, width: int) -> Iterator[str]:
    """A line broken at single blanks, which is where folding puts it together again."""
    row = ""
    for word in re.split(r"(?<=\S) (?=\S)", line):
        if row and len(row) + 1 + len(word) > width:
            yield row
            row = word
        else:
            row = f"{row} {word}" if row else word
    yield row
