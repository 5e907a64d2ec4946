"""How far a figure can be trusted, in words."""

from __future__ import annotations

from cjmap.facts.figures import MetricFigure, Standing
from cjmap.languages.quantities import format_number, format_percent
from cjmap.messages import Message, tr
from cjmap.vocabulary.metrics import MetricType


def format_interval(figure: MetricFigure, language: str) -> str:
    """The ends of a figure's 95 % interval, whole numbers, of a mean with a decimal; empty without one.

    Ends that would read alike have as many decimals more as tell them apart, two at most.
    """
    if figure.interval is None:
        return ""
    low, high = figure.interval.low, figure.interval.high
    fewest = 1 if figure.is_mean and figure.type is not MetricType.NPS else 0
    for decimals in range(fewest, fewest + 3):
        ends = [format_number(end, language, decimals) for end in (low, high)]
        if ends[0] != ends[1]:
            break
    if figure.type is MetricType.NPS:
        return " … ".join(
            format_number(end, language, decimals, signed=True) for end in (low, high)
        )
    if figure.is_mean:
        return "–".join(ends)
    return f"{ends[0]}–{format_percent(high, language, decimals)}"


def name_caution(figure: MetricFigure) -> Message | None:
    """A word on a figure that rests on few answers."""
    few = figure.standing in (Standing.TOO_FEW, Standing.INDICATIVE)
    return tr("few answers") if few else None
