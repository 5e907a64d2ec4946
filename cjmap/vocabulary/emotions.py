"""How somebody feels: the faces and levels that stand for a score, and how strong it is."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from cjmap.messages import Message, tr
from cjmap.vocabulary.choice import FIRST, Choice, make


def _tell(score: float) -> str:
    """What an editor shows of a score."""
    return f"{score:+g}." if score else "0."


class Level(Choice):
    """A score in words. `score` is -2 (very negative) to +2 (very positive)."""

    score: float

    def __new__(cls, value: str, label: Message, score: float, since: str = FIRST) -> Level:
        member = make(cls, value, label, _tell(score), since)
        member.score = score
        return member

    VERY_NEGATIVE = "very-negative", tr("very negative"), -2.0
    NEGATIVE = "negative", tr("negative"), -1.0
    NEUTRAL = "neutral", tr("neutral"), 0.0
    POSITIVE = "positive", tr("positive"), 1.0
    VERY_POSITIVE = "very-positive", tr("very positive"), 2.0


class Face(Choice):
    """A score as a face. `score` is -2 (very negative) to +2 (very positive).

    The first of each score is the one that is drawn.
    """

    score: float

    def __new__(cls, value: str, label: Message, score: float, since: str = FIRST) -> Face:
        member = make(cls, value, label, _tell(score), since)
        member.score = score
        return member

    VERY_NEGATIVE = "😡", Level.VERY_NEGATIVE.label, -2.0
    ANGRY = "😠", Level.VERY_NEGATIVE.label, -2.0
    SERIOUS_SYMBOLS_COVERING_MOUTH = "🤬", Level.VERY_NEGATIVE.label, -2.0
    FACE_LOOK_OF_TRIUMPH = "😤", Level.VERY_NEGATIVE.label, -2.0
    LOUDLY_CRYING = "😭", Level.VERY_NEGATIVE.label, -2.0
    FACE_SCREAMING_IN_FEAR = "😱", Level.VERY_NEGATIVE.label, -2.0
    NEGATIVE = "🙁", Level.NEGATIVE.label, -1.0
    WHITE_FROWNING = "☹️", Level.NEGATIVE.label, -1.0
    CONFUSED = "😕", Level.NEGATIVE.label, -1.0
    WORRIED = "😟", Level.NEGATIVE.label, -1.0
    UNAMUSED = "😒", Level.NEGATIVE.label, -1.0
    DISAPPOINTED = "😞", Level.NEGATIVE.label, -1.0
    CRYING = "😢", Level.NEGATIVE.label, -1.0
    PENSIVE = "😔", Level.NEGATIVE.label, -1.0
    PERSEVERING = "😣", Level.NEGATIVE.label, -1.0
    CONFOUNDED = "😖", Level.NEGATIVE.label, -1.0
    TIRED = "😫", Level.NEGATIVE.label, -1.0
    WEARY = "😩", Level.NEGATIVE.label, -1.0
    FACE_OPEN_MOUTH_AND_COLD_SWEAT = "😰", Level.NEGATIVE.label, -1.0
    NEUTRAL = "😐", Level.NEUTRAL.label, 0.0
    EXPRESSIONLESS = "😑", Level.NEUTRAL.label, 0.0
    THINKING = "🤔", Level.NEUTRAL.label, 0.0
    FACE_WITHOUT_MOUTH = "😶", Level.NEUTRAL.label, 0.0
    POSITIVE = "🙂", Level.POSITIVE.label, 1.0
    SMILING_SMILING_EYES = "😊", Level.POSITIVE.label, 1.0
    THUMBS_UP_SIGN = "👍", Level.POSITIVE.label, 1.0
    RELIEVED = "😌", Level.POSITIVE.label, 1.0
    VERY_POSITIVE = "😍", Level.VERY_POSITIVE.label, 2.0
    GRINNING = "😀", Level.VERY_POSITIVE.label, 2.0
    SMILING_OPEN_MOUTH = "😃", Level.VERY_POSITIVE.label, 2.0
    SMILING_OPEN_MOUTH_AND_SMILING_EYES = "😄", Level.VERY_POSITIVE.label, 2.0
    GRINNING_SMILING_EYES = "😁", Level.VERY_POSITIVE.label, 2.0
    SMILING_SMILING_EYES_AND_THREE_HEARTS = "🥰", Level.VERY_POSITIVE.label, 2.0
    GRINNING_STAR_EYES = "🤩", Level.VERY_POSITIVE.label, 2.0
    PARTY_POPPER = "🎉", Level.VERY_POSITIVE.label, 2.0
    HEAVY_BLACK_HEART = "❤️", Level.VERY_POSITIVE.label, 2.0


class Band(StrEnum):
    """Which side of neutral a score is on."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class NoEmotion(Choice):
    """What stands where a score does not apply."""

    NONE = "none", tr("does not apply"), "Looked at; does not apply here."


class Intensity(Choice):
    """How strongly an emotion is felt."""

    LOW = "low", tr("faintly felt"), "A little."
    MEDIUM = "medium", tr("clearly felt"), "Between the two."
    HIGH = "high", tr("strongly felt"), "A lot."


# What changes the look of an emoji and not what it is: selectors of its style, tones of skin.
_LOOKS: Final = dict.fromkeys((0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)))
NO_WORD: Final = r"[\d+\-\u2212\u00b1.,<>=\u2264\u2265~\u2248%]"
"""What words never begin with, an expression: where they do, a number was meant."""


def bare(text: str) -> str:
    """A text without what changes the look of its emoji alone."""
    return text.strip().translate(_LOOKS)


@cache
def _faces() -> dict[str, Face]:
    return {bare(face): face for face in Face}


@cache
def _any_face() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _faces())))


def face_of(text: str) -> Face | None:
    """The face that a text is, in whatever look."""
    return _faces().get(bare(text))


def split_faces(text: str) -> tuple[list[Face], str]:
    """The faces of a text, and its words without them."""
    whole = bare(text)
    found = [_faces()[face] for face in _any_face().findall(whole)]
    return found, " ".join(_any_face().sub(" ", whole).split())


def is_word(text: str) -> bool:
    """Whether a text is a feeling in words: it holds a letter and does not begin like a number."""
    return any(sign.isalpha() for sign in text) and not re.match(rf"\s*{NO_WORD}", text)
