"""What is written where a day belongs, and which day was meant."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from cjmap.expressions import expression
from cjmap.languages.conventions import convention_of
from cjmap.languages.known import CODES
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.scalars import parse_date
from cjmap.text.slugs import slug


@dataclass(frozen=True, slots=True)
class MeantDay:
    """How to write a day, and the day itself where it is certain."""

    help: Message
    day: str | None = None


# Keys of what is to be done by a day: of a month or a quarter the last day is meant.
_DEADLINES: Final = ("due", "review_by")
_NUMBERS: Final = expression(r"(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?", re.ASCII)
_CLOSE: Final = expression(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIMED: Final = expression(r"(\d{4})-(\d{2})-(\d{2})[T ]\d{1,2}:.*", re.ASCII)
_EASTERN: Final = expression(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?", re.ASCII)
_MONTH: Final = expression(r"(\d{4})\s*[-/.]\s*(\d{1,2})|(\d{1,2})\s*[-/.]\s*(\d{4})", re.ASCII)
_QUARTER: Final = expression(
    r"(?:[QTK]\s*([1-4])|([1-4])\s*[QTK])\s*[-/. ']?\s*(\d{4}|\d{2})"
    r"|(\d{4})\s*[-/. ]?\s*(?:[QTK]\s*([1-4])|([1-4])\s*[QTK])",
    re.ASCII | re.I,
)
_YEAR: Final = expression(r"\d{4}", re.ASCII)


def mend_date(written: str, key: str) -> MeantDay | None:
    """Which day a text means that is none to us; None where it means none.

    A month, a quarter or a year is none either: its last day is shown for a key of what is to
    be done, else its first.
    """
    text = " ".join(written.split())
    days = list(dict.fromkeys(map(str, _days(text))))
    if len(days) > 1:
        return MeantDay(
            tr("Write `{key}: {day}` or `{key}: {other}`.", key=key, day=days[0], other=days[1])
        )
    if days:
        return MeantDay(tr("Write `{key}: {day}`.", key=key, day=days[0]), days[0])
    beyond = _beyond_the_month(text)
    if beyond is not None:
        return MeantDay(tr("That month ends on `{key}: {day}`.", key=key, day=str(beyond)))
    named = next(_with_month(text), None)
    if named is not None:
        # A word that only begins like a month's name may be another.
        return MeantDay(tr("Write `{key}: {day}`.", key=key, day=str(named)))
    span = _span(text)
    if span is None:
        return None
    day = str(span[1] if key in _DEADLINES else span[0])
    return MeantDay(
        tr("A day is needed, such as `{key}: {day}`, the last one.", key=key, day=day)
        if key in _DEADLINES
        else tr("A day is needed, such as `{key}: {day}`, the first one.", key=key, day=day)
    )


# --- days ----------------------------------------------------------------------------------------


def _days(text: str) -> Iterator[datetime.date]:
    """The days that a text may mean, the likeliest first."""
    for form, read in _FORMS.items():
        found = form.fullmatch(text)
        if found is not None:
            yield from read(found)


def _of_numbers(found: re.Match[str]) -> Iterator[datetime.date]:
    first, mark, second, third = found.groups()
    if len(first) == 4:
        yield from _day(int(first), int(second), int(third))
        return
    if len(first) > 2 or len(third) not in (2, 4):
        return
    year = _full(third)
    yield from _day(year, int(second), int(first))
    # Behind a number a point is that of an ordinal, and such are days.
    if mark != ".":
        yield from _day(year, int(first), int(second))


def _of_three(found: re.Match[str]) -> Iterator[datetime.date]:
    if all(found.groups()):
        year, month, day = map(int, found.groups())
        yield from _day(year, month, day)


_FORMS: Final[Mapping[re.Pattern[str], Callable[[re.Match[str]], Iterator[datetime.date]]]] = {
    _NUMBERS: _of_numbers,
    _CLOSE: _of_three,
    _TIMED: _of_three,
    _EASTERN: _of_three,
}


def _with_month(text: str) -> Iterator[datetime.date]:
    """The day of `5 de noviembre de 2026`, `November 5, 2026`."""
    month, numbers = _named_month(text)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if month is not None and len(years) == len(days) == 1 and len(numbers) == 2:
        yield from _day(int(years[0]), month, int(days[0]))


def _named_month(text: str) -> tuple[int | None, list[str]]:
    """The month that one word of a text names, and the numbers beside it."""
    pieces = slug(text).split("-")
    numbers = [re.sub(r"(?<=\d)(?:st|nd|rd|th|er|º|o|a)$", "", piece) for piece in pieces]
    numbers = [number for number in numbers if number.isascii() and number.isdecimal()]
    months = {
        month
        for piece in pieces
        if not piece[:1].isdecimal() and len(piece) > 2
        for name, month in _months()
        if piece.startswith(name)
    }
    return (months.pop() if len(months) == 1 else None), numbers


@cache
def _months() -> tuple[tuple[str, int], ...]:
    """The names of months in the languages that ship, as they are shortened there."""
    return (
        ("maart", 3),  # shortened to "mrt" in Dutch
        *(
            (name, number)
            for code in CODES
            for number, month in enumerate(convention_of(code).months, 1)
            if len(name := slug(month)) > 2 and not name[0].isdecimal()
        ),
    )


def _day(year: int, month: int, day: int) -> Iterator[datetime.date]:
    found = parse_date(f"{year:04}-{month:02}-{day:02}")
    if found is not None:
        yield found


def _beyond_the_month(text: str) -> datetime.date | None:
    """The last day of the month of `2026-02-30`."""
    found = _NUMBERS.fullmatch(text)
    if found is None or len(found[1]) != len("2026"):
        return None
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    if not (1 <= month <= 12 and year >= datetime.MINYEAR):
        return None
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, last) if last < day <= _LONGEST_MONTH else None


_LONGEST_MONTH: Final = 31


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


# --- months, quarters, years -----------------------------------------------------------------------


def _span(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of the month, quarter or year that a text means."""
    year, first, last = _months_of(text) or (0, 0, 0)
    if not (1 <= first <= last <= 12 and datetime.MINYEAR <= year <= datetime.MAXYEAR):
        return None
    return (
        datetime.date(year, first, 1),
        datetime.date(year, last, calendar.monthrange(year, last)[1]),
    )


def _months_of(text: str) -> tuple[int, int, int] | None:
    """The year of such a text, and its first and last month."""
    month = _MONTH.fullmatch(text) or _EASTERN.fullmatch(text)
    if month is not None:
        year, number = sorted((one for one in month.groups() if one), key=len, reverse=True)[:2]
        return int(year), int(number), int(number)
    quarter = _QUARTER.fullmatch(text)
    if quarter is not None:
        before, behind, later, year, own, other = quarter.groups()
        number = int(before or behind or own or other)
        return _full(later or year), 3 * number - 2, 3 * number
    if _YEAR.fullmatch(text):
        return int(text), 1, 12
    named, numbers = _named_month(text)
    if named is not None and len(numbers) == 1 and len(numbers[0]) == 4:
        return int(numbers[0]), named, named
    return _part_in_words(text)


def _part_in_words(text: str) -> tuple[int, int, int] | None:
    """The year and the months of `first quarter of 2027`, `2. Halbjahr 2027`, `finales de 2026`."""
    pieces = slug(text).split("-")
    years = [piece for piece in pieces if _YEAR.fullmatch(piece)]
    if len(years) != 1:
        return None
    year = int(years[0])
    length = next((n for stem, n in _PARTS.items() if any(p.startswith(stem) for p in pieces)), 0)
    number = next((n for piece in pieces for n in _count(piece)), 0)
    if length and 1 <= number <= 12 // length:
        return year, length * (number - 1) + 1, length * number
    return (year, 12, 12) if not length and not _LATE.isdisjoint(pieces) else None


def _count(piece: str) -> Iterator[int]:
    """The number of `first`, `2nd`, `3`."""
    digits = re.fullmatch(r"([1-4])(?:st|nd|rd|th|er|ere|e|o|a|do|ro|to)?", piece)
    if digits is not None:
        yield int(digits[1])
    yield from (n for n, stems in enumerate(_ORDINALS, 1) if piece.startswith(stems))


# How words for parts of a year begin, with their months; for their numbers; and for its end.
_PARTS: Final = {
    **dict.fromkeys(("quart", "trimest", "kwart"), 3),
    **dict.fromkeys(("half", "halbjahr", "semest", "polrocz"), 6),
}
_ORDINALS: Final = (
    ("first", "primer", "erste", "premi", "primo", "primeir", "eerste", "pierwsz"),
    ("second", "segund", "zweite", "deuxi", "tweede", "drug"),
    ("third", "tercer", "dritte", "troisi", "terceir", "terzo", "derde", "trzeci"),
    ("fourth", "cuarto", "vierte", "quatri", "quarto", "vierde", "czwart"),
)
_LATE: Final = frozenset("end late final finales fines fin ende fim fine eind einde koniec".split())
