"""Cells that several sections have: percentages, scores, numbers, and how they are meant."""

from __future__ import annotations

from cjmap.board.assessment import Mean, Percentage
from cjmap.reports.blocks.blocks import Shade, Tone
from cjmap.vocabulary.emotions import Band

NOTHING = "–"
# A cell of a matrix in which nobody is.
EMPTY = Shade("·", Tone.QUIET)

TONES = {
    "full": Tone.GOOD,
    "partial": Tone.FAIR,
    "missing": Tone.POOR,
    "n/a": Tone.QUIET,
}
_BANDS = {Band.POSITIVE: Tone.GOOD, Band.NEUTRAL: Tone.FAIR, Band.NEGATIVE: Tone.POOR}


def shade_percent(percent: Percentage) -> Shade:
    """A percentage without its sign, which stands in the heading."""
    return Shade(percent.bare, TONES[percent.state])


def shade_score(mean: Mean | None) -> Shade:
    if mean is None:
        return Shade(NOTHING, Tone.QUIET)
    return Shade(mean.figure, _BANDS[mean.band])


def shade_or_nothing(text: str, tone: Tone = Tone.PLAIN) -> Shade:
    """A text, or a dash where there is none."""
    return Shade(text, tone) if text else Shade(NOTHING, Tone.QUIET)
