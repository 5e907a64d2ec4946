"""What a written scalar is in YAML 1.2's core schema: a text, a number, a boolean, nothing.

PyYAML resolves YAML 1.1 (`no` is False there, `014` twelve, `12:30` 750), so resolution is our
own. Only what stands without quotes can be anything but text. Beyond the core, a Unicode minus
counts as one, and neither infinity nor NaN is a number.
"""

from __future__ import annotations

import datetime
import math
import re

from cjmap.expressions import expression

Resolved = str | int | float | bool | None

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


# Which numbers a map may hold: sums of many of them stay finite.
LARGEST = 10**15


def is_holdable(number: float) -> bool:
    """Whether a number is finite and no larger than what a map may hold."""
    return abs(number) <= LARGEST


class Plain(str):
    """A scalar that stood without quotes: the only kind that can be a number or a boolean."""

    __slots__ = ()


class Written(float):
    """A number as a map writes it: a float like any other that knows its `decimals`.

    The places behind the point decide what a figure may be held against: 34 may be 34.4, 34.0
    may not. Here any number passes; which of them a map may hold is the model's to say.
    """

    __slots__ = ("decimals",)
    decimals: int

    def __new__(cls, value: float, decimals: int = 0) -> Written:
        number = super().__new__(cls, value)
        number.decimals = decimals
        return number

    def __str__(self) -> str:
        return f"{float(self):.{self.decimals}f}" if self.decimals else f"{float(self):.0f}"

    def __repr__(self) -> str:
        return str(self)


_NUMBER = expression(r"[-+\u2212]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?", re.ASCII)
_WHOLE = expression(r"[-+\u2212]?\d+", re.ASCII)
_OTHER_BASE = expression(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DATE = expression(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def in_quotes(text: str) -> str:
    """A text as a person writes it in quotes: in single ones where it holds a double one."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'" if '"' in text or "\\" in text else f'"{text}"'


def parse_number(text: str) -> Written | None:
    """The number that YAML 1.2's core schema reads here (a Unicode minus counts), or None."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _parse_other_base(text) if _OTHER_BASE.fullmatch(text) else None
    whole, alone, exponent = match.groups()
    decimals = len(whole or alone or "")
    if exponent:
        decimals = max(0, decimals - _shift(exponent))
    return Written(float(text.replace("\u2212", "-")), decimals)


def _parse_other_base(text: str) -> Written:
    try:
        return Written(int(text, 0))
    except OverflowError:
        return Written(math.inf)


def _shift(exponent: str) -> int:
    """By how many places an exponent moves the point; beyond thousands one is like another."""
    size = int(exponent.lstrip("+-0")[:5] or 0)
    return -size if exponent.startswith("-") else size


def parse_date(text: str) -> datetime.date | None:
    """The day of `YYYY-MM-DD`, or None where no calendar has it."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return datetime.date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def resolve(text: str, *, plain: bool) -> Resolved:
    """What a scalar is: itself in quotes, else also a number, a boolean or None."""
    if not plain:
        return text
    if text in NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    number = parse_number(text)
    if number is None or not math.isfinite(number):
        return text
    if _WHOLE.fullmatch(text):
        sign = -1 if text[0] in "-\u2212" else 1
        return sign * int(text.lstrip("+-\u22120") or "0")
    return int(text, 0) if _OTHER_BASE.fullmatch(text) else float(number)
