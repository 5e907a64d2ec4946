"""How somebody feels: the faces and levels that stand for a score, and how strong it is."""

from __future__ import annotations

from enum import StrEnum

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
