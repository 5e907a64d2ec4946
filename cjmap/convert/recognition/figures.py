"""Metrics in cells: `NPS: 40`, `82 % CSAT`, a figure below the name of a metric."""

from __future__ import annotations

import re
from typing import Final

from cjmap.convert.recognition.cells import as_written, number_of
from cjmap.expressions import expression
from cjmap.loading.values import values_meant
from cjmap.text.emitting import Value
from cjmap.vocabulary.metrics import MetricType, bounds_of

_NUMBER: Final = r"[-+\u2212]?\d[\d.,\u00a0\u202f'’]*(?:[eE][-+]?\d{1,3}(?!\w))?"
_NAMED: Final = expression(
    rf"(?P<name>[^\d:=]*?[^\d:=\s(])\s*(?:[:=]|\s[-–—]\s|\(|\s)\s*(?P<number>{_NUMBER})\s*(?P<unit>[^\d)]{{0,20}}?)\)?"
)
_LED: Final = expression(rf"(?P<number>{_NUMBER})\s*(?P<unit>%)?\s+(?P<name>[^\d%][^\d]*)")
_FIGURE: Final = expression(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\d]{{0,20}})")


def metric_of(text: str, language: str, *, comma: bool) -> dict[str, Value]:
    """The metric that a text tells: its type alone where no figure is plain in it."""
    for form in (_NAMED, _LED):
        found = form.fullmatch(text.strip())
        if found is not None:
            number = number_of(found["number"].rstrip(".,"), comma=comma)
            if number is not None:
                measured = _measured(found["name"].strip(), number, found["unit"] or "", language)
                if measured is not None:
                    return measured
    return _typed(text.strip(), language)


def measured(kind: str, text: str, language: str, *, comma: bool) -> dict[str, Value] | None:
    """A figure of a known kind of metric; None where a text is none."""
    found = _FIGURE.fullmatch(text.strip())
    number = number_of(found["number"].rstrip(".,"), comma=comma) if found is not None else None
    if found is None or number is None:
        return None
    return _measured(kind, number, found["unit"], language)


def _measured(name: str, number: float, unit: str, language: str) -> dict[str, Value] | None:
    typed = _typed(name, language)
    unit = unit.strip()
    kind = MetricType.known(typed["type"])
    if kind is not None and not _fits(kind, number, unit):
        return None
    said: dict[str, Value] = {**typed, "value": as_written(number)}
    if unit and not (kind is not None and kind.percentage):
        said["unit"] = unit
    return said


def _fits(kind: MetricType, number: float, unit: str) -> bool:
    bounds = bounds_of(kind, None, None)
    return (
        (unit in ("", "%") or bounds is None)
        and (unit != "%" or kind.percentage or bounds is None)
        and (bounds is None or bounds[0] <= number <= bounds[1])
    )


def _typed(name: str, language: str) -> dict[str, Value]:
    """A kind of metric by its name, and the name where that says more."""
    bare = re.sub(r"\s+", " ", name).strip(" :")
    for words in (bare, re.sub(r"(?i)\s+(rate|score)$", "", bare)):
        found = values_meant(words, tuple(MetricType), language)
        if len(found) == 1:
            return {"type": str(found[0])}
    return {"type": bare}
