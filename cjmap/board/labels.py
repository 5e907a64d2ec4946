"""How pictures word what a map says."""

from __future__ import annotations

from cjmap.facts.figures import MetricFigure, Standing
from cjmap.languages.quantities import format_number, format_percent
from cjmap.messages import Message, tr
from cjmap.model.blueprint import Handoff
from cjmap.vocabulary.emotions import Level
from cjmap.vocabulary.metrics import MetricType


def format_interval(figure: MetricFigure, language: str) -> str:
    """The ends of a figure's 95 % interval, whole numbers; empty without one."""
    if figure.interval is None:
        return ""
    low, high = figure.interval.low, figure.interval.high
    if figure.type is MetricType.NPS:
        ends = (format_number(end, language, 0, signed=True) for end in (low, high))
        return " … ".join(ends)
    return f"{format_number(low, language, 0)}–{format_percent(high, language, 0)}"


def name_caution(figure: MetricFigure) -> Message | None:
    """A word on a figure that rests on few answers."""
    few = figure.standing in (Standing.TOO_FEW, Standing.INDICATIVE)
    return tr("few answers") if few else None


def tell_handoff(handoff: Handoff) -> str:
    """Who hands over to whom, and what: `Reception → Ward: the admission form`."""
    ends = " → ".join(end for end in (handoff.from_, handoff.to) if end)
    return ": ".join(part for part in (ends, handoff.carries) if part)


def name_feeling(score: float) -> Message:
    """The word for a score from -2 to +2: that of the nearest level, away from neutral."""
    nearest = min(Level, key=lambda level: (abs(level.score - score), -abs(level.score)))
    return nearest.label


def round_score(score: float) -> int:
    """The nearest of the five faces, -2 to +2; halves go away from neutral."""
    whole = int(abs(score) + 0.5)
    return min(whole, 2) * (1 if score >= 0 else -1)
