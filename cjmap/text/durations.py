"""Durations as people write them: ISO 8601, or numbers with s, min, h, d or w."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import Final

from cjmap.expressions import expression
from cjmap.records import dataclass


class TimeUnit(StrEnum):
    """What a duration is counted in, the largest first."""

    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"


SECONDS: Final[dict[TimeUnit, int]] = {
    TimeUnit.WEEKS: 604_800,
    TimeUnit.DAYS: 86_400,
    TimeUnit.HOURS: 3600,
    TimeUnit.MINUTES: 60,
    TimeUnit.SECONDS: 1,
}
"""How long each unit is. Years and months differ among themselves, so they have no length."""

# As many digits as any number of a map may have: sums of such amounts stay finite.
_AMOUNT = r"(\d{1,15}(?:\.\d{1,15})?)"
ISO_DURATION: Final = (
    rf"P(?=\d|T\d)(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    rf"(?:T(?=\d)(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?"
)
"""The pattern of an ISO 8601 duration, for Python and ECMAScript alike."""

_ISO = expression(ISO_DURATION, re.ASCII)
_GAP = "[ \u00a0\u202f]*"
_SHORT = expression(
    r"(?=\d)"
    + "".join(f"(?:{_AMOUNT}{_GAP}{unit}{_GAP})?" for unit in ("w", "d", "h", "min", "s")),
    re.ASCII,
)
_FORMS: Final = ((_ISO, tuple(TimeUnit)), (_SHORT, tuple(SECONDS)))


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration as it was written: its amounts, the largest unit first."""

    parts: tuple[tuple[TimeUnit, Fraction], ...]

    @property
    def seconds(self) -> float | None:
        """How long it is; None where it has years or months, whose length nobody knows."""
        if any(unit not in SECONDS for unit, _ in self.parts):
            return None
        return float(sum(amount * SECONDS[unit] for unit, amount in self.parts))


def parse_duration(text: str) -> Duration | None:
    """The duration that a text is; None where it is words, or beyond what a map may hold."""
    text = text.strip()
    for form, units in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            amounts = zip(units, match.groups(), strict=True)
            return Duration(tuple((unit, Fraction(n)) for unit, n in amounts if n is not None))
    return None
