"""Emotions in cells: scores, faces, stars, words, and several of these together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cjmap.convert.recognition.cells import (
    as_written,
    in_our_digits,
    items_of,
    number_of,
    plain_text,
)
from cjmap.expressions import expression
from cjmap.languages.feelings import is_nearly_a_level, level_of_words
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.scalars import Written
from cjmap.vocabulary.emotions import face_of, is_word, split_faces

# A number at the head or at the end of a text, with what it is out of: `4/5`, `4 of 5`, `80 %`.
_FIGURE: Final = (
    r"(?P<number>[-+\u2212]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d{1,2}(?!\w))?)"
    r"(?:\s*(?:/|out of|of|von|de|sur|su|van|z|sobre)\s*(?P<most>\d+)|\s*(?P<percent>%))?"
)
_WHOLE: Final = expression(_FIGURE, re.ASCII | re.IGNORECASE)
_AHEAD: Final = expression(rf"{_FIGURE}\s*(?:[-–—:=.,(]\s*|\s)(?P<words>\D.*?)\)?", re.IGNORECASE)
_BEHIND: Final = expression(rf"(?P<words>.*?\D)\s*[-–—:=(]?\s*\(?{_FIGURE}\)?", re.IGNORECASE)
_STARS: Final = expression(r"([★⭐]+)([☆✩]*)")
_SIGNS: Final = expression(r"(\++|[-\u2212]+)")
_DASH_BEHIND: Final = expression(r"[\s:=(–—-]+$")

# Scales that end here, or beyond, begin at zero.
_FROM_ZERO: Final = 10

FELT: Final = ("emotion", "score")
"""What rows and columns of feelings are about."""


def uncoloured() -> Message:
    """Says of a row or column of feelings that nothing is written in it."""
    return tr("Nothing is written in its cells, and colours are not read.")


@dataclass(frozen=True, slots=True)
class Felt:
    """What a cell says of a feeling: a `score` as a number, a face, a level or `none`, a `label`.

    `most` is the best score there is, where the cell says so (`4/5`).
    """

    score: float | str | None = None
    label: str = ""
    most: float | None = None


def feeling_of(text: str, language: str, *, comma: bool) -> Felt | None:
    """What a cell says of a feeling; None where a map could not say it as an emotion."""
    bare = in_our_digits(plain_text(text))
    stars = _STARS.fullmatch(bare.replace(" ", "").replace("\ufe0f", ""))
    if stars is not None:
        return Felt(float(len(stars[1])), most=float(max(len(stars[1]) + len(stars[2]), 5)))
    signs = _SIGNS.fullmatch(bare)
    if signs is not None and len(bare) <= 2:
        return Felt(float(len(bare) if bare[0] == "+" else -len(bare)), most=2.0)
    figure = _WHOLE.fullmatch(bare)
    if figure is not None:
        return _counted(figure, "", comma=comma)
    for form in (_AHEAD, _BEHIND):
        found = form.fullmatch(bare)
        if found is not None and _is_apart(found):
            words = _DASH_BEHIND.sub("", found["words"].strip().strip("()").strip())
            # `2-3` lies between two scores, and says neither.
            if words.strip("0123456789.,/ -–—\u2212"):
                return _counted(found, words, comma=comma)
    return _in_words(text, bare, language)


def _is_apart(found: re.Match[str]) -> bool:
    """Whether a number stands for itself: `2 hours of waiting` is no score of two."""
    words = found["words"].strip(" ()-–—:=")
    return found["most"] is not None or len(words.split()) <= 2


def _counted(found: re.Match[str], words: str, *, comma: bool) -> Felt | None:
    number = number_of(found["number"], comma=comma)
    if number is None:
        number = number_of(found["number"].replace(",", "."), comma=False)
    if number is None:
        return None
    most = float(found["most"]) if found["most"] else 100.0 if found["percent"] else None
    return Felt(number, words, most)


def _in_words(text: str, bare: str, language: str) -> Felt | None:
    if face_of(bare) is not None:
        return Felt(bare)
    faces, words = split_faces(bare)
    if len(faces) == 1 and is_word(words):
        return Felt(str(faces[0]), words)
    if faces and not words:
        # Several faces: as one where they say the same.
        scores = {face.score for face in faces}
        return Felt(str(faces[0])) if len(scores) == 1 else None
    level = level_of_words(bare)
    if level is not None:
        return Felt(level)
    items = items_of(text)
    label = ", ".join(item.rstrip(".,") for item in items) if len(items) > 1 else bare
    if faces or not is_word(label) or is_nearly_a_level(label, language):
        return Felt(None, label) if is_word(words) and not faces else None
    return Felt(None, label)


def scale_of(felt: Iterable[Felt], named: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The scale that holds all scores of a map, or most of them where heads name one: that, else
    the usual one.

    Without anything below zero that is 1 to 5 (0 to 5, 0 to 10, 0 to 100), else two, three or five
    to either side; the same guess as that of the message about scores off the scale.
    """
    every = list(felt)
    numbers = [float(one.score) for one in every if isinstance(one.score, float | int)]
    if not numbers:
        return (-2.0, 2.0)
    told = [one.most for one in every if one.most is not None]
    if len({*told}) > 1 and min(numbers) >= 0:
        # What is out of five here and out of ten there is brought to the scale of most.
        usual = max(sorted({*told}), key=told.count)
        every = [one for one in every if one.most == usual]
        return scale_of(every, [ends for ends in named if max(ends) == usual])
    own = [one for one in every if one.most is None or _is_below(one)]
    if told and any(map(_is_below, every)) and len(own) < len(every):
        # Beside scores below zero what is out of so many is brought to their scale.
        return scale_of(own, named)
    least, most = min(numbers), max(numbers)
    for worst, best in named:
        if min(worst, best) <= least and most <= max(worst, best):
            return (worst, best)
    for worst, best in named:
        # One that lies off a scale which is named does not make another of it.
        inside = [one for one in numbers if min(worst, best) <= one <= max(worst, best)]
        if len(inside) > len(numbers) / 2:
            return (worst, best)
    most = max([most, *told])
    if told and least >= 0 and most == max(told) and 3 <= most < 10 and most.is_integer():
        return (1.0 if least >= 1 else 0.0, most)
    if least < 0:
        reach = max(-least, most)
        end = next((end for end in (2, 3, 5, 10, 100) if reach <= end), reach)
        return (-float(end), float(end))
    if not told and most <= 2 and 0 in numbers:
        # Nothing below zero, and nothing that two to either side would not hold.
        return (-2.0, 2.0)
    if most <= 1 and not all(number.is_integer() for number in numbers):
        # Shares, as spreadsheets hold percentages.
        return (0.0, 1.0)
    if most <= 5:
        return (1.0 if least >= 1 else 0.0, 5.0)
    return (0.0, 10.0 if most <= 10 else 100.0 if most <= 100 else most)


def _is_below(felt: Felt) -> bool:
    return isinstance(felt.score, float | int) and felt.score < 0


def is_off(felt: Felt, scale: tuple[float, float]) -> bool:
    """Whether a score lies beyond a scale."""
    if not isinstance(felt.score, float | int):
        return False
    return not min(scale) <= felt.score <= max(scale)


def off_scale(scale: tuple[float, float]) -> Message:
    """Says of a score that it lies beyond a scale."""
    worst, best = (f"{end:g}" for end in scale)
    return tr("It lies off the scale from {worst} to {best}.", worst=worst, best=best)


def on_scale(felt: Felt, scale: tuple[float, float]) -> Felt:
    """What a cell says of a feeling out of more or less than a scale has, brought to it."""
    worst, best = scale
    if felt.most is None or not isinstance(felt.score, float | int) or felt.most in scale:
        return felt
    least = 1.0 if felt.most < _FROM_ZERO and felt.score >= 1 else 0.0
    if not least <= felt.score <= felt.most or felt.most == least:
        return felt
    share = (float(felt.score) - least) / (felt.most - least)
    return Felt(round(worst + share * (best - worst), 2), felt.label, best)


def emotion_of(felt: Felt) -> object:
    """The emotion as a map writes it, as short as it can be."""
    score = as_written(felt.score) if isinstance(felt.score, float | int) else felt.score
    if isinstance(felt.score, Written):
        score = int(felt.score) if not felt.score.decimals else felt.score
    if not felt.label:
        return score
    if score is None:
        return felt.label
    if isinstance(score, str) and face_of(score) is not None and is_word(felt.label):
        return f"{score} {felt.label}"
    return {"score": score, "label": felt.label}


def joined(told: Sequence[Felt]) -> tuple[float | str | None, str]:
    """The score and the words of several cells that speak of one feeling: a number tells the score."""
    scored = sorted(
        (one for one in told if one.score is not None), key=lambda one: isinstance(one.score, str)
    )
    score = scored[0].score if scored else None
    others = (str(one.score) for one in scored[1:] if isinstance(one.score, str))
    words = (*(one.label for one in told if one.label), *others)
    return score, ", ".join(dict.fromkeys(words))
