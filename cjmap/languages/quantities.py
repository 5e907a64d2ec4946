"""Numbers, dates, durations and quotes as people write them, in the language of whoever reads.

The conventions are those of Unicode's CLDR, with the digits of English in every language.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING, Final

from cjmap.languages.conventions import convention_of
from cjmap.messages import DEFAULT_LANGUAGE, Message, ntr, tr

if TYPE_CHECKING:
    import datetime

MINUS: Final = "\u2212"
PERCENT: Final = "%"
_NO_BREAK: Final = "\u00a0"
_LEFT_TO_RIGHT: Final = "\u200e"
_MOST_PLACES: Final = 4


def format_number(
    value: float,
    language: str,
    decimals: int | None = None,
    *,
    most: int | None = None,
    signed: bool = False,
) -> str:
    """A number: `decimals` fixed, or as many as it takes, though no more than `most`.

    Halves are rounded away from zero, as everybody learns it. `signed` puts a plus before what is
    above zero.
    """
    rules = convention_of(language)
    places = most if decimals is None else decimals
    # The shortest text that means the number is how it was written, 0.1 and not 0.1000000000000000055.
    if places is None:
        text = f"{Decimal(repr(abs(float(value)))):f}"
    else:
        # What sums of binary fractions leave far behind the point must not tip a half: the mean of
        # 0.4 and -0.3 rounds as that of 0.3 and -0.2 does.
        text = f"{_rounded(abs(float(value)), places):.{places}f}"
    whole, _, fraction = text.partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    whole = _group(whole, rules.group, rules.next_groups)
    shown = f"{whole}{rules.decimal}{fraction}" if fraction else whole
    if not any(digit in "123456789" for digit in shown):
        return shown
    sign = MINUS if value < 0 else "+" if signed else ""
    # From right to left a bare sign would stand behind its number.
    return (_LEFT_TO_RIGHT if sign and rules.rtl else "") + sign + shown


def _group(digits: str, mark: str, size: int) -> str:
    """Digits in groups, of three at the end and of `size` before that."""
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, end - size) : end] for end in range(len(head), 0, -size)]
    return mark.join([*reversed(groups), tail])


def _rounded(value: float, places: int) -> Decimal:
    with localcontext(rounding=ROUND_HALF_UP):
        return Decimal(f"{Decimal(repr(round(value, places + 6))):.{places}f}")


def round_half(value: float, places: int) -> float:
    """A number at so many decimals, halves away from zero, as `format_number` shows it."""
    return math.copysign(float(_rounded(abs(float(value)), places)), value)


def format_percent(
    value: float, language: str, decimals: int | None = None, *, most: int | None = None
) -> str:
    """A percentage; `value` is in percent."""
    return format_number(value, language, decimals, most=most) + convention_of(language).percent


def format_share(value: float, language: str) -> str:
    """A share in percent, 0 to 100, as short as it stays true: `62%`, `4.8%`, `0.3%`.

    Only none reads as 0 and only all as 100.
    """
    places = 0 if value >= 10 or value == 0 else 1 if value >= 1 else 2
    while value not in (0, 100) and places < _MOST_PLACES and round(value, places) in (0, 100):
        places += 1
    return format_percent(value, language, most=places)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a message holds before its language is known.

    It has at most `most` decimals; `unit` stands behind it, `comparison` (such as `≥`) before it.
    `of` is the most that it could be.
    """

    value: float
    most: int | None = None
    signed: bool = False
    unit: str = ""
    comparison: str = ""
    of: float | None = None

    def render(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The number as `language` writes it."""
        text = format_number(self.value, language, most=self.most, signed=self.signed)
        if self.unit == PERCENT:
            text += convention_of(language).percent
        elif self.unit:
            text += _NO_BREAK + self.unit
        if self.of is not None:
            most = format_number(self.of, language)
            text = tr("{figure} of {most}", figure=text, most=most).render(language)
        return f"{self.comparison}{_NO_BREAK}{text}" if self.comparison else text

    def __str__(self) -> str:
        return self.render()


def format_date(day: datetime.date, language: str) -> str:
    """A day, its month as a short word: `1 Nov 2026`, `1 nov 2026`, `2026年11月1日`."""
    rules = convention_of(language)
    month = rules.months[day.month - 1]
    return rules.date.format(day=day.day, month=month, number=day.month, year=day.year)


def format_quote(text: str, language: str) -> str:
    """A text in the language's quotation marks, unless it stands in some of its own.

    Marks of the same kind within it become those of a quote in a quote.
    """
    rules = convention_of(language)
    inside = text[1:-1]
    if any(
        text[:1] == opening and text[-1:] == closing and opening not in inside
        for opening, closing in _QUOTES
        if closing not in inside
    ):
        return text
    opening, closing = rules.quotes
    marks = zip(rules.quotes, rules.inner_quotes, strict=True)
    inner = text.translate({ord(mark.strip()): within for mark, within in marks})
    return f"{opening}{inner}{closing}"


_QUOTES: Final = (
    *(("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"), ("„", "”"), ("‘", "’"), ("‚", "‘")),
    *(("「", "」"), ("『", "』"), ("»", "«"), ("”", "”"), ("‹", "›")),
)
_DURATION: Final = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d+(?:\.\d+)?)Y)?(?:(?P<months>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<weeks>\d+(?:\.\d+)?)W)?(?:(?P<days>\d+(?:\.\d+)?)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)


def format_duration(text: str, language: str) -> str:
    """A duration in words; what is not written as ISO 8601 stays as it is."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return text
    parts = []
    for name, amount in match.groupdict().items():
        if amount is not None:
            figure = float(amount)
            several = int(figure)
            if not figure.is_integer():
                fractions = convention_of(language).fractions
                several = several if fractions is None else fractions
            parts.append(_unit(name, several, Quantity(figure)).render(language))
    return " ".join(parts)


def _unit(name: str, several: int, shown: Quantity) -> Message:
    match name:
        case "years":
            return ntr("{figure} year", "{figure} years", several, figure=shown)
        case "months":
            return ntr("{figure} month", "{figure} months", several, figure=shown)
        case "weeks":
            return ntr("{figure} week", "{figure} weeks", several, figure=shown)
        case "days":
            return ntr("{figure} day", "{figure} days", several, figure=shown)
        case "hours":
            return ntr("{figure} hour", "{figure} hours", several, figure=shown)
        case "minutes":
            return ntr("{figure} minute", "{figure} minutes", several, figure=shown)
        case _:
            return ntr("{figure} second", "{figure} seconds", several, figure=shown)
