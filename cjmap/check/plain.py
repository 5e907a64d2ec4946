"""Findings as plain data for JSON, and back again.

What is read may be anything: whatever is not as it is written here is refused by `Garbled`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from string import Formatter
from typing import Final, TypeAlias, TypeVar

from cjmap.findings import Edit, Finding, Path, Related, Severity
from cjmap.findings.source import Position, Span
from cjmap.languages.quantities import Quantity, Series
from cjmap.messages import Message, Regional, Sayable

Plain: TypeAlias = "str | int | float | list[Plain] | None"
Argument: TypeAlias = "str | int | float | Sayable"
T = TypeVar("T")

# No figure of a map is larger than a number with a fraction can be, none has more digits.
_MOST: Final = sys.float_info.max
_DIGITS: Final = 20


class Garbled(ValueError):
    """What is to be written has no plain form, or what was read is none."""


# --- reading -------------------------------------------------------------------------------------


def text(data: Plain) -> str:
    if not isinstance(data, str):
        raise Garbled
    return data


def optional_text(data: Plain) -> str | None:
    return None if data is None else text(data)


def integer(data: Plain) -> int:
    if type(data) is not int:
        raise Garbled
    return data


def parts(data: Plain, number: int) -> list[Plain]:
    """A list of a known length."""
    if not isinstance(data, list) or len(data) != number:
        raise Garbled
    return data


def each(data: Plain, read: Callable[[Plain], T]) -> tuple[T, ...]:
    if not isinstance(data, list):
        raise Garbled
    return tuple(map(read, data))


# --- messages --------------------------------------------------------------------------------------


def write_message(message: Message) -> Plain:
    arguments: list[Plain] = [[name, _write_argument(value)] for name, value in message.arguments]
    about = message.about if isinstance(message, Regional) else None
    return [message.template, arguments, message.plural, message.number, about]


def _write_argument(value: Argument) -> Plain:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, Message):
        return ["message", write_message(value)]
    if isinstance(value, Series):
        return ["series", list(value.items)]
    if isinstance(value, Quantity):
        return [
            "quantity",
            [
                value.value,
                value.most,
                int(value.signed),
                value.unit,
                value.comparison,
                value.of,
            ],
        ]
    raise Garbled


def read_message(data: Plain) -> Message:
    template, arguments, plural, number, about = parts(data, 5)
    message = Message(
        text(template), each(arguments, _read_argument), optional_text(plural), integer(number)
    )
    names = tuple(name for name, _ in message.arguments)
    if not _is_filled(message.template, names):
        raise Garbled
    # How many there are, a plural of any language may say.
    if message.plural is not None and not ("n" in names and _is_filled(message.plural, names)):
        raise Garbled
    return message if about is None else message.of(text(about))


@cache
def _is_filled(template: str, names: tuple[str, ...]) -> bool:
    """Whether a template has places for nothing but what is named, as it stands."""
    try:
        places = [place[1:] for place in Formatter().parse(template)]
    except ValueError:
        return False
    return all(
        name is None or (name in names and not (form or turn)) for name, form, turn in places
    )


def _read_argument(data: Plain) -> tuple[str, Argument]:
    name, value = parts(data, 2)
    if isinstance(value, str | int | float):
        return text(name), value
    kind, inner = parts(value, 2)
    read = _SAYABLE.get(text(kind))
    if read is None:
        raise Garbled
    return text(name), read(inner)


def _read_quantity(data: Plain) -> Quantity:
    value, most, signed, unit, comparison, of = parts(data, 6)
    digits = None if most is None else integer(most)
    if digits is not None and not 0 <= digits <= _DIGITS:
        raise Garbled
    return Quantity(
        _figure(value),
        digits,
        bool(signed),
        text(unit),
        text(comparison),
        None if of is None else _figure(of),
    )


def _figure(data: Plain) -> float:
    # JSON as Python reads it also has what is no number, and numbers beyond all measure.
    if not isinstance(data, int | float) or not -_MOST <= data <= _MOST:
        raise Garbled
    return data


_SAYABLE: dict[str, Callable[[Plain], Sayable]] = {
    "message": read_message,
    "series": lambda data: Series(each(data, text)),
    "quantity": _read_quantity,
}


# --- findings --------------------------------------------------------------------------------------


def write_finding(finding: Finding) -> Plain:
    """A finding without those that it stands for."""
    return [
        finding.code,
        finding.name,
        finding.severity.value,
        write_message(finding.message),
        None if finding.help is None else write_message(finding.help),
        finding.file,
        _write_span(finding.span),
        list(finding.path),
        [[one.file, _write_span(one.span), write_message(one.message)] for one in finding.related],
        finding.fingerprint,
        [_write_edit(one) for one in finding.edits],
        finding.likeness,
    ]


def read_finding(data: Plain) -> Finding:
    code, name, severity, message, help, file, span, path, related, mark, edits, like = parts(
        data, 12
    )
    return Finding(
        text(code),
        text(name),
        Severity(text(severity)),
        read_message(message),
        None if help is None else read_message(help),
        text(file),
        _read_span(span),
        read_path(path),
        each(related, _read_related),
        text(mark),
        each(edits, _read_edit),
        likeness=text(like),
    )


def _read_related(data: Plain) -> Related:
    file, span, message = parts(data, 3)
    return Related(text(file), _read_span(span), read_message(message))


def _write_span(span: Span | None) -> Plain:
    if span is None:
        return None
    return [span.start.line, span.start.column, span.end.line, span.end.column]


def _read_span(data: Plain) -> Span | None:
    if data is None:
        return None
    line, column, end_line, end_column = map(integer, parts(data, 4))
    return Span(Position(line, column), Position(end_line, end_column))


def _write_edit(edit: Edit) -> Plain:
    return [edit.start, edit.end, edit.text, None if edit.claim is None else list(edit.claim)]


def _read_edit(data: Plain) -> Edit:
    start, end, new, claim = parts(data, 4)
    claimed = None
    if claim is not None:
        at, key = parts(claim, 2)
        claimed = (integer(at), text(key))
    return Edit(integer(start), integer(end), text(new), claimed)


def read_path(data: Plain) -> Path:
    """A path in a document."""
    return each(data, _read_step)


def _read_step(data: Plain) -> str | int:
    return data if isinstance(data, int) else text(data)


def write_all(findings: Sequence[Finding]) -> Plain:
    return [write_finding(one) for one in findings]
