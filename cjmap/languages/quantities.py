"""Numbers, dates, durations and quotes as people write them, in the language of whoever reads.

The conventions are those of Unicode's CLDR, with the digits of English in every language.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cjmap.languages.conventions import convention_of
from cjmap.messages import DEFAULT_LANGUAGE, Message, ntr, tr
from cjmap.records import dataclass
from cjmap.text.durations import SECONDS, TimeUnit, parse_duration

if TYPE_CHECKING:
    import datetime

MINUS: Final = "\u2212"
PERCENT: Final = "%"
NO_BREAK: Final = "\u00a0"
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
    return _format_number(value, language, decimals, most, signed=signed)


# A map says few different numbers, and each of them in many places.
@lru_cache(maxsize=2048)
def _format_number(
    value: float, language: str, decimals: int | None, most: int | None, *, signed: bool
) -> str:
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


def difference(number: float, other: float) -> float:
    """The difference of two numbers as they are written: that of 0.3 and 0.1 is 0.2."""
    return float(Decimal(repr(float(number))) - Decimal(repr(float(other))))


def round_half(value: float, places: int) -> float:
    """A number at so many decimals, halves away from zero, as `format_number` shows it."""
    return math.copysign(float(_rounded(abs(float(value)), places)), value)


def format_percent(
    value: float, language: str, decimals: int | None = None, *, most: int | None = None
) -> str:
    """A percentage; `value` is in percent."""
    return format_number(value, language, decimals, most=most) + convention_of(language).percent


def format_share(value: float, language: str, beside: float | None = None) -> str:
    """A share in percent, 0 to 100, as short as it stays true: `62%`, `4.8%`, `0.3%`.

    Only none reads as 0 and only all as 100, and what it is held against (`beside`) it reaches
    where it does, and there alone.
    """
    return format_percent(value, language, most=_places(value, beside))


def format_bare_share(value: float, language: str) -> str:
    """A share as `format_share` has it, for a column whose heading holds the sign."""
    return format_number(value, language, most=_places(value))


def _places(value: float, beside: float | None = None) -> int:
    """The decimals that a share needs."""
    bounds = (0.0, 100.0) if beside is None else (0.0, 100.0, beside)
    places = 0 if value >= 10 or value == 0 else 1 if value >= 1 else 2
    while places < _MOST_PLACES and any(
        _side(round_half(value, places), bound) != _side(value, bound) for bound in bounds
    ):
        places += 1
    return places


def _side(value: float, bound: float) -> int:
    """Whether a number lies below a bound (-1), on it or above."""
    return (value > bound) - (value < bound)


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
            text += NO_BREAK + self.unit
        if self.of is not None:
            most = format_number(self.of, language)
            text = tr("{figure} of {most}", figure=text, most=most).render(language)
        return f"{self.comparison}{NO_BREAK}{text}" if self.comparison else text

    def __str__(self) -> str:
        return self.render()


@dataclass(frozen=True, slots=True)
class Series:
    """Names or texts that a message lists before its language is known: `a, b, c`."""

    items: tuple[str, ...]

    def render(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The items with what parts them in `language`."""
        return format_list(self.items, language)


def format_list(items: Iterable[str], language: str) -> str:
    """A short list as the language writes it: `a, b, c`, `a、b、c`."""
    return convention_of(language).comma.join(items)


def format_labelled(label: str, what: str, language: str) -> str:
    """Something with what is said of it, as the language parts the two: `Wants: a coat`."""
    return tr("{label}: {what}", label=label, what=what).render(language)


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
# In what sums of durations are shown: weeks would hide how many days there are.
_SHOWN_UNITS: Final = (TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.SECONDS)


@lru_cache(maxsize=2048)
def format_duration(text: str, language: str) -> str:
    """A duration in words; what is neither ISO 8601 nor numbers with units stays as it is.

    A part of a unit is told in the next smaller one where it is a whole number of these, as sums
    are: `4 minutes 30 seconds`, whether somebody wrote that or 4.5 minutes.
    """
    duration = parse_duration(text)
    if duration is None:
        return text
    amounts = dict(duration.parts)
    for unit, smaller in pairwise(SECONDS):
        rest = amounts.get(unit, Fraction(0)) % 1
        more = rest * SECONDS[unit] / SECONDS[smaller]
        if more and more.denominator == 1:
            amounts[unit] -= rest
            amounts[smaller] = amounts.get(smaller, Fraction(0)) + more
    said = ((unit, amounts[unit]) for unit in TimeUnit if unit in amounts)
    written = dict(duration.parts)
    return " ".join(
        _say_unit(unit, float(n), language) for unit, n in said if n or not written[unit]
    )


def format_seconds(seconds: float, language: str, *, down: bool = False) -> str:
    """A sum of durations in words, in the two largest units that it has: `3 days 4 hours`.

    It is rounded, or for what is at least as long rounded `down`.
    """
    brief = math.floor(seconds * 10) / 10 if down else round_half(seconds, 1)
    if brief < SECONDS[TimeUnit.MINUTES]:
        return _say_unit(TimeUnit.SECONDS, brief, language)
    left = int(seconds if down else round_half(seconds, 0))
    largest = next(n for n, unit in enumerate(_SHOWN_UNITS) if left >= SECONDS[unit])
    least = SECONDS[_SHOWN_UNITS[min(largest + 1, len(_SHOWN_UNITS) - 1)]]
    left = (left + (0 if down else least // 2)) // least * least
    said = []
    for unit in _SHOWN_UNITS:
        amount, left = divmod(left, SECONDS[unit])
        if amount:
            said.append(_say_unit(unit, float(amount), language))
    return " ".join(said)


def _say_unit(unit: TimeUnit, figure: float, language: str) -> str:
    several = int(figure)
    if not figure.is_integer():
        fractions = convention_of(language).fractions
        several = several if fractions is None else fractions
    return _unit(unit, several, Quantity(figure)).render(language)


def _unit(unit: TimeUnit, several: int, shown: Quantity) -> Message:
    match unit:
        case TimeUnit.YEARS:
            return ntr("{figure} year", "{figure} years", several, figure=shown)
        case TimeUnit.MONTHS:
            return ntr("{figure} month", "{figure} months", several, figure=shown)
        case TimeUnit.WEEKS:
            return ntr("{figure} week", "{figure} weeks", several, figure=shown)
        case TimeUnit.DAYS:
            return ntr("{figure} day", "{figure} days", several, figure=shown)
        case TimeUnit.HOURS:
            return ntr("{figure} hour", "{figure} hours", several, figure=shown)
        case TimeUnit.MINUTES:
            return ntr("{figure} minute", "{figure} minutes", several, figure=shown)
        case _:
            return ntr("{figure} second", "{figure} seconds", several, figure=shown)
