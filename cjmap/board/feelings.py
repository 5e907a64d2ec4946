"""A score in words: its level, its band, its figure."""

from __future__ import annotations

from cjmap.board.assessment import Mean
from cjmap.languages.quantities import format_number
from cjmap.messages import Message
from cjmap.vocabulary.emotions import Band, Level


def level_of(score: float) -> int:
    """The nearest of the five faces, -2 to +2; halves go away from neutral."""
    whole = int(abs(score) + 0.5)
    return min(whole, 2) * (1 if score >= 0 else -1)


def band_of(score: float) -> Band:
    """Between -0.5 and +0.5 a score is neutral."""
    level = level_of(score)
    return Band.POSITIVE if level > 0 else Band.NEGATIVE if level < 0 else Band.NEUTRAL


def name_feeling(score: float) -> Message:
    """The word for a score from -2 to +2: that of the nearest level, away from neutral."""
    nearest = min(Level, key=lambda level: (abs(level.score - score), -abs(level.score)))
    return nearest.label


def tell_score(score: float, language: str, places: int = 2) -> str:
    """A score with its sign."""
    return format_number(score, language, most=places, signed=True)


def read_mean(score: float, language: str) -> Mean:
    """A score, or the mean of several, as an assessment has it."""
    return Mean(
        score,
        level_of(score),
        band_of(score),
        tell_score(score, language),
        tell_score(score, language, 1),
    )
