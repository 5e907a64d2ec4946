"""Numbers, dates, durations and quotes as the readers of a map write them.

The conventions are those of Unicode's CLDR for English and Spanish. A language that the table
does not know reads as English, as the words around its figures do.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cjmap.analysis.figures import METRIC_LABELS
from cjmap.messages import Message, base_language, ntr, verbatim
from cjmap.model import PERCENTAGES, Metric, Target

MINUS: Final = "\u2212"
_NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Convention:
    """How a language writes figures.

    Thousands are always grouped: figures of four and five digits stand side by side in a map.
    """

    decimal: str
    group: str
    percent: str
    opening: str
    closing: str
    months: tuple[str, ...]


_EN: Final = Convention(
    ".",
    ",",
    "%",
    "“",
    "”",
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_ES: Final = Convention(
    ",",
    ".",
    _NO_BREAK + "%",
    "«",
    "»",
    ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
)
_ES_POINT: Final = Convention(".", ",", _ES.percent, "“", "”", _ES.months)
# Where Spanish is written with a decimal point.
_POINT_REGIONS: Final = frozenset(
    ("419", "MX", "US", "PR", "DO", "GT", "HN", "NI", "PA", "PE", "SV")
)


def convention_of(language: str) -> Convention:
    """The convention of a BCP 47 tag."""
    if base_language(language) != "es":
        return _EN
    subtags = language.replace("_", "-").upper().split("-")
    return _ES_POINT if _POINT_REGIONS.intersection(subtags[1:]) else _ES


def format_number(
    value: float, language: str, decimals: int | None = None, *, signed: bool = False
) -> str:
    """A number: `decimals` fixed, or by default as many as it takes.

    `signed` puts a plus before what is above zero.
    """
    rules = convention_of(language)
    # The shortest text that means the number is how it was written, 0.1 and not 0.1000000000000000055.
    exact = Decimal(repr(abs(float(value))))
    text = f"{exact.normalize():f}" if decimals is None else f"{exact:.{decimals}f}"
    whole, _, fraction = text.partition(".")
    whole = f"{int(whole):,}".replace(",", rules.group)
    shown = f"{whole}{rules.decimal}{fraction}" if fraction else whole
    if not any(digit in "123456789" for digit in shown):
        return shown
    if value < 0:
        return MINUS + shown
    return "+" + shown if signed else shown


def format_percent(value: float, language: str, decimals: int | None = None) -> str:
    """A percentage; `value` is in percent."""
    return format_number(value, language, decimals) + convention_of(language).percent


def format_date(day: datetime.date, language: str) -> str:
    """A day, its month as a short word: `1 Nov 2026`, `1 nov 2026`."""
    return f"{day.day} {convention_of(language).months[day.month - 1]} {day.year}"


def format_quote(text: str, language: str) -> str:
    """A text in the language's quotation marks, unless it has some of its own."""
    rules = convention_of(language)
    if text[:1] in '«“"„‘' and text[-1:] in '»”"“’':
        return text
    return f"{rules.opening}{text}{rules.closing}"


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
            # The plural goes by whole numbers; 1.5 hours are several.
            several = int(figure) if figure.is_integer() else 2
            shown = format_number(figure, language)
            parts.append(_unit(name, several, shown).render(language))
    return " ".join(parts)


def _unit(name: str, several: int, shown: str) -> Message:
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


def name_metric(metric: Metric) -> Message:
    """What a metric is called, with or without a value: its own name, else its type."""
    if metric.name:
        return verbatim(metric.name)
    return METRIC_LABELS.get(metric.type) or verbatim(metric.type)


def format_metric(metric: Metric, value: float, language: str) -> str:
    """A value of a metric with its unit: a sign for NPS, percent where the type is a percentage."""
    if metric.type in PERCENTAGES or metric.unit == "%":
        return format_percent(value, language, _decimals(value, 2))
    if metric.type == "nps":
        return format_number(value, language, _decimals(value, 1), signed=True)
    shown = format_number(value, language)
    return f"{shown}{_NO_BREAK}{metric.unit}" if metric.unit else shown


def format_target(metric: Metric, goal: Target, language: str) -> str:
    """A target as a comparison: `≥ 60 %`; at least or at most by the metric's direction."""
    operator = goal.operator or ("<=" if metric.better == "down" else ">=")
    sign = {">=": "≥", "<=": "≤"}.get(operator, operator)
    return f"{sign}{_NO_BREAK}{format_metric(metric, goal.value, language)}"


def _decimals(value: float, most: int) -> int | None:
    """As written where that is short, else rounded to `most` places."""
    return None if round(value, most) == value else most
