"""Periods of the calendar, as ISO 8601 writes them: `P12M`, `P1Y`, `P90D`, `P2W`."""

from __future__ import annotations

import datetime
import re

from cjmap.expressions import expression
from cjmap.records import dataclass

_PERIOD = expression(
    r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and days."""

    months: int
    days: int = 0

    def before(self, day: datetime.date) -> datetime.date:
        """The day that lies a period earlier; the first of all days where there is none.

        Months lead to the same day of an earlier month, or to that month's last.
        """
        # It knows the names of months too, and those take longer than most runs that ask for none.
        import calendar

        years, month = divmod(day.month - 1 - self.months, 12)
        year = day.year + years
        if year < datetime.MINYEAR:
            return datetime.date.min
        last = calendar.monthrange(year, month + 1)[1]
        earlier = datetime.date(year, month + 1, min(day.day, last))
        reach = (earlier - datetime.date.min).days
        return earlier - datetime.timedelta(days=min(self.days, reach))


def parse_period(text: str) -> Period | None:
    """The period that a text is; None where it is none, or has hours, minutes or seconds."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    years, months, weeks, days = (int(amount or 0) for amount in match.groups())
    return Period(12 * years + months, 7 * weeks + days)
