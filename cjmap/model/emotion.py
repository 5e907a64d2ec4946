"""How somebody feels, and what they think."""

from typing import Annotated, Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, SerializationInfo
from pydantic_core import core_schema

from cjmap.model.element import Count, Element, OneOrMany, References, doc, required
from cjmap.model.scalars import (
    JsonSchema,
    Number,
    Text,
    choice,
    dump_number,
    offer,
    read_number,
    wrong_type,
)
from cjmap.text.scalars import Written
from cjmap.vocabulary.emotions import Face, Intensity, Level, NoEmotion


class _Score:
    """A number, a face or a level; None for `none` (it does not apply)."""

    _BY_WORD: ClassVar[dict[str | None, Written | None]] = {
        **{word.value: Written(word.score) for word in (*Face, *Level)},
        **{word.value: None for word in NoEmotion},
    }
    _NUMBER = Number(-2, 2)

    @classmethod
    def read(cls, value: Any) -> float | None:
        text = value.removesuffix("\ufe0f") if isinstance(value, str) else None
        if text in cls._BY_WORD:
            return cls._BY_WORD[text]
        number = read_number(value)
        if number is None:
            raise wrong_type("emotion", value)
        return cls._NUMBER.check(number, value)

    @staticmethod
    def write(score: float | None, info: SerializationInfo) -> float | str:
        if score is None:
            return NoEmotion.NONE
        return dump_number(score) if info.mode_is_json() else score

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.write, info_arg=True
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        number = "From -2 (very negative) to +2 (very positive), decimals allowed."
        return {
            "anyOf": [
                {**self._NUMBER.schema, "description": number},
                offer(Face, Level, NoEmotion),
            ]
        }


Score = Annotated[float | None, _Score()]


class Emotion(Element):
    """How somebody feels: a score from -2 (very negative) to +2 (very positive). Short: a number, a face (😡 🙁 😐 🙂 😍), a level such as `negative`, or `none` where it does not apply."""

    SHORTHAND = "score"

    score: Score = required(
        "-2 (very negative) to +2 (very positive), decimals allowed; or a face, a level, `none`.",
        1,
        -1.5,
        "🙂",
        "very-negative",
    )
    label: Text | None = doc("The emotion in a word.", "frustrated", "relieved")
    quote: Text | None = doc("What the customer said about it, in their words.")
    intensity: Annotated[Intensity, choice(Intensity)] | None = doc(
        "How strongly it is felt.", "high"
    )
    evidence: References | None = doc("Ids of the evidence for this score.")
    n: Count | None = doc("How many people the score rests on.", 12)


Emotions = dict[str, Emotion]


class Thought(Element):
    """What the customer thinks, in the customer's words."""

    SHORTHAND = "text"

    text: Text = required("The thought.", "Will it fit me?")
    persona: Text | None = doc("The persona who thinks it; nobody named: everyone who takes part.")
    source: Text | None = doc("Where it was heard: text, or the id of a piece of evidence.")


Thoughts = Annotated[tuple[Thought, ...], OneOrMany()]


class Quote(Element):
    """What somebody said, word for word."""

    SHORTHAND = "text"

    text: Text = required("What was said.", "I gave up after the third form")
    persona: Text | None = doc("The persona who said it; nobody named: nobody in particular.")
    source: Text | None = doc("Where it was heard: text, or the id of a piece of evidence.")


Quotes = Annotated[tuple[Quote, ...], OneOrMany()]
