"""How somebody feels, and what they think."""

import unicodedata
from typing import Annotated, Any, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cjmap.languages.feelings import is_nearly_a_level, level_of_words
from cjmap.model.element import Count, Element, OneOrMany, References, doc, listed, required
from cjmap.model.scalars import (
    Form,
    JsonSchema,
    Notation,
    Number,
    Text,
    choice,
    decimals_of,
    dump_number,
    hold,
    offer,
    read_number,
    unoffered,
    wrong_type,
)
from cjmap.model.scale import current_setting
from cjmap.text.scalars import Written
from cjmap.vocabulary.emotions import (
    NO_WORD,
    Face,
    Intensity,
    Level,
    NoEmotion,
    bare,
    face_of,
    is_word,
    split_faces,
)


class _Fraction(Written):
    """A score between whole ones, and what the map writes for it."""

    __slots__ = ("written",)
    written: float | str


class _Whole(int):
    """A whole score, and what the map writes for it."""

    written: float | str


# A score from -2 to +2 that knows how it is written: as a number of the map's scale, or a word.
Felt = _Whole | _Fraction


def _felt(score: float, written: float | str) -> Felt:
    """A score, and what the map writes for it."""
    felt: Felt
    if score.is_integer():
        felt = _Whole(score)
    else:
        felt = _Fraction(score, decimals_of(read_number(score) or Written(score)))
    felt.written = written
    return felt


# No number beyond is a slip of a score, whatever scale the map forgot to name.
_WIDEST = 10


class _Score(Notation):
    """A number on the map's scale, a face or a level; or `none` (it does not apply)."""

    def read(self, value: Any) -> Felt | NoEmotion:
        if isinstance(value, Felt | NoEmotion):
            return value
        number = read_number(value)
        if number is not None:
            return self._read_number(number, value)
        known = self._read_word(str(value)) if isinstance(value, str) else None
        if known is None:
            scale = current_setting().scale
            raise wrong_type(
                "emotion", value, least=min(scale.least, -_WIDEST), most=max(scale.most, _WIDEST)
            )
        return known

    @staticmethod
    def _read_word(text: str) -> Felt | NoEmotion | None:
        face = face_of(text)
        if face is not None:
            return _felt(face.score, str(face))
        word = level_of_words(text)
        level = Level.known(word)
        if level is not None:
            return _felt(level.score, str(level))
        if NoEmotion.known(word):
            return NoEmotion.NONE
        if _is_emoji(text):
            raise PydanticCustomError(
                "unknown_value", "value", {"written": text, "allowed": [str(f) for f in Face]}
            )
        return None

    @staticmethod
    def _read_number(number: Written, value: Any) -> Felt:
        scale = current_setting().scale
        if not scale.least <= hold(number, value) <= scale.most:
            raise PydanticCustomError(
                "off_scale",
                "scale",
                {
                    "written": str(value),
                    "number": float(number),
                    "least": f"{scale.least:g}",
                    "most": f"{scale.most:g}",
                },
            )
        return _felt(scale.normal(number), number)

    def write(self, value: float | NoEmotion) -> float | str:
        written = value.written if isinstance(value, Felt) else value
        return written if isinstance(written, str) else dump_number(written)

    @property
    def schema(self) -> JsonSchema:
        number = (
            "From -2 (very negative) to +2 (very positive), decimals allowed; "
            "or on the map's `emotion_scale`."
        )
        return {
            "anyOf": [
                {**Number().schema, "description": number},
                offer(Face, Level, NoEmotion),
            ]
        }

    @property
    def form(self) -> Form:
        return "score", tuple(map(str, (*Face, *Level, *NoEmotion)))


_WORD_SCHEMA: JsonSchema = {
    "description": "The feeling in words, or a level in another language.",
    "type": "string",
    "pattern": rf"^\s*(?!{NO_WORD})\S",
}


def _is_emoji(text: str) -> bool:
    """Whether a text is one emoji or several and nothing else."""
    signs = bare(text).replace("\u200d", "")
    return bool(signs) and all(unicodedata.category(sign) == "So" for sign in signs)


Score = Annotated[float | NoEmotion, _Score()]


class Emotion(Element):
    """How somebody feels: a score from -2 (very negative) to +2 (very positive), or on the map's own `emotion_scale`. Short: a number, a face (😡 🙁 😐 🙂 😍), a level such as `negative`, `none` where it does not apply, or the feeling in words."""

    SHORTHAND: ClassVar[str | None] = "score"
    SKELETON: ClassVar[tuple[str, ...]] = ("score", "label")
    EXPECTED: ClassVar[str | None] = (
        "A score, a face, a level such as `negative`, or the feeling in words is expected here, or a mapping with `score`."
    )
    ALONE: ClassVar[tuple[type, ...]] = (str, int, float)

    score: Score | None = doc(
        "-2 (very negative) to +2 (very positive) or on the map's `emotion_scale`, decimals allowed; or a face, a level, `none`.",
        1,
        -1.5,
        "🙂",
        "very-negative",
    )
    label: Text | None = doc("The emotion in a word.", "frustrated", "relieved")
    quote: Text | None = doc("What the customer said about it, in their words.", "I nearly gave up")
    intensity: Annotated[Intensity, choice(Intensity)] | None = doc(
        "How strongly it is felt.", "high"
    )
    evidence: References = listed("Ids of the evidence for this score.")
    n: Count | None = doc("How many people the score rests on.", 12)

    @property
    def number(self) -> float | None:
        """The score, -2 to +2; None for words alone and where no emotion applies."""
        return (
            None if self.score is None or isinstance(self.score, NoEmotion) else float(self.score)
        )

    @property
    def applies(self) -> bool:
        """Whether anything may be felt there at all: not where `none` is written."""
        return not isinstance(self.score, NoEmotion)

    @classmethod
    def _spell_out(cls, alone: Any) -> dict[str, Any]:
        """What a number or one text says: a score, a label, or both."""
        if not isinstance(alone, str) or read_number(alone) is not None:
            return {"score": alone}
        text = alone
        faces, words = split_faces(text)
        if len(faces) == 1 and is_word(words):
            return {"score": _felt(faces[0].score, str(faces[0])), "label": words}
        if not is_word(text) or level_of_words(text) is not None:
            return {"score": text}
        if is_nearly_a_level(text, current_setting().language):
            raise PydanticCustomError(
                "unknown_value", "value", {"written": text, "allowed": [*Level, NoEmotion.NONE]}
            )
        return {"label": text}

    @model_validator(mode="after")
    def _says_something(self) -> "Emotion":
        if self.score is None and self.label is None:
            raise PydanticCustomError("nothing_felt", "feeling")
        return self

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        expected = "A feeling needs a `score`, or a `label` in words."
        said = {
            "anyOf": [{"required": [key], "errorMessage": expected} for key in ("score", "label")]
        }
        long, short = super().alternatives(mapping)
        words = [*short["anyOf"], _WORD_SCHEMA, unoffered("boolean")]
        return ({**long, **said}, {**short, "anyOf": words})


Emotions = dict[str, Emotion]


class Thought(Element):
    """What the customer thinks, in the customer's words."""

    SHORTHAND: ClassVar[str | None] = "text"
    SKELETON: ClassVar[tuple[str, ...]] = ("text",)

    text: Text = required("The thought.", "Will it fit me?")
    persona: Text | None = doc("The persona who thinks it. Left out: everyone who takes part.")
    source: Text | None = doc("Where it was heard: text, or the id of a piece of evidence.")


Thoughts = Annotated[tuple[Thought, ...], OneOrMany()]


class Quote(Element):
    """What somebody said, word for word."""

    SHORTHAND: ClassVar[str | None] = "text"
    SKELETON: ClassVar[tuple[str, ...]] = ("text",)

    text: Text = required("What was said.", "I gave up after the third form")
    persona: Text | None = doc("The persona who said it. Left out: nobody in particular.")
    source: Text | None = doc("Where it was heard: text, or the id of a piece of evidence.")


Quotes = Annotated[tuple[Quote, ...], OneOrMany()]
