"""A score in words: its level, its band, its figure."""

from __future__ import annotations

from cjmap.board.assessment import Mean
from cjmap.messages import Message, tr
from cjmap.model.scale import BEST, WORST, Scale
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


def tell_score(scale: Scale, score: float, language: str, places: int = 2) -> str:
    """A score from -2 to +2 as the readers of a map see it: on the map's own scale."""
    return scale.show(score, places).render(language)


def read_mean(scale: Scale, score: float, language: str) -> Mean:
    """A score, or the mean of several, as an assessment has it."""
    return Mean(
        score,
        level_of(score),
        band_of(score),
        tell_score(scale, score, language),
        tell_score(scale, score, language, 1),
    )


def name_span(scale: Scale) -> Message:
    """Between which figures readers see the scores: `from −2 to +2`."""
    return tr("from {worst} to {best}", worst=scale.show(WORST), best=scale.show(BEST))
