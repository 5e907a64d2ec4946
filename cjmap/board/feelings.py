"""A score in words: its level, its band, its figure."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.board.assessment import Mean
from cjmap.messages import Message, tr
from cjmap.model.scale import BEST, STANDARD, WORST, Scale
from cjmap.vocabulary.emotions import Band, Level


def level_of(score: float, scale: Scale = STANDARD) -> int:
    """The nearest of the five faces, -2 to +2, for a score from -2 to +2 as readers see it.

    They see it on the `scale` of its map, and of means one decimal: two that read `0.5` have one
    face, whatever lies behind that. Halves go away from neutral.
    """
    shown = scale.see(score)
    whole = min(int(abs(shown) + 0.5), 2)
    return whole if shown > 0 else -whole


def band_of(level: int) -> Band:
    """The side of neutral that one of the five faces (`level_of`) is on."""
    return Band.POSITIVE if level > 0 else Band.NEGATIVE if level < 0 else Band.NEUTRAL


def name_feeling(score: float, scale: Scale = STANDARD) -> Message:
    """The word for a score from -2 to +2: that of the level nearest to it as readers see it."""
    shown = scale.see(score)
    nearest = min(Level, key=lambda level: (abs(level.score - shown), -abs(level.score)))
    return nearest.label


def is_divided(levels: Iterable[int]) -> bool:
    """Whether some feel good where others feel bad, so that the mean of all is nobody's feeling."""
    found = set(map(band_of, levels))
    return Band.POSITIVE in found and Band.NEGATIVE in found


def tell_score(scale: Scale, score: float, language: str, places: int = 2) -> str:
    """A score from -2 to +2 as the readers of a map see it: on the map's own scale."""
    return scale.show(score, places).render(language)


def read_mean(scale: Scale, score: float, language: str) -> Mean:
    """A score, or the mean of several, as an assessment has it."""
    return Mean(
        score,
        level := level_of(score, scale),
        band_of(level),
        tell_score(scale, score, language),
        tell_score(scale, score, language, 1),
    )


def name_span(scale: Scale) -> Message:
    """Between which figures readers see the scores: `from −2 to +2`."""
    return tr("from {worst} to {best}", worst=scale.show(WORST), best=scale.show(BEST))
