"""How far a figure can be trusted, in words."""

from __future__ import annotations

from cjmap.facts.figures import MetricFigure, Standing
from cjmap.languages.quantities import format_number, format_percent
from cjmap.messages import Message, tr
from cjmap.vocabulary.metrics import MetricType


def format_interval(figure: MetricFigure, language: str) -> str:
    """The ends of a figure's 95 % interval, whole numbers, of a mean with a decimal; empty without one."""
    if figure.interval is None:
        return ""
    low, high = figure.interval.low, figure.interval.high
    if figure.type is MetricType.NPS:
        ends = (format_number(end, language, 0, signed=True) for end in (low, high))
        return " … ".join(ends)
    if figure.is_mean:
        return f"{format_number(low, language, 1)}–{format_number(high, language, 1)}"
    return f"{format_number(low, language, 0)}–{format_percent(high, language, 0)}"


def name_caution(figure: MetricFigure) -> Message | None:
    """A word on a figure that rests on few answers."""
    few = figure.standing in (Standing.TOO_FEW, Standing.INDICATIVE)
    return tr("few answers") if few else None
