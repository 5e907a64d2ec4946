"""Who goes the way."""

from typing import Annotated, Any, ClassVar

from cjmap.model.binding import PersonaMatch
from cjmap.model.element import (
    ChannelReferences,
    Element,
    References,
    Saying,
    Shared,
    Texts,
    doc,
    listed,
    mapped,
    required,
)
from cjmap.model.image import Image
from cjmap.model.scalars import (
    TEXT_SCHEMA,
    Form,
    JsonSchema,
    Notation,
    Number,
    Slug,
    Text,
    choice,
    read_number,
    read_text,
)
from cjmap.vocabulary.personas import JobType, PersonaType


class Job(Element):
    """What the persona wants to get done."""

    SHORTHAND: ClassVar[str | None] = "text"
    SKELETON: ClassVar[tuple[str, ...]] = ("text", "type")

    text: Text = required("The job.", "Look good at the wedding")
    type: Annotated[JobType, choice(JobType)] | None = doc(
        "Which side of life it is about.", "social"
    )


class Segment(Saying):
    """The part of the customers that a persona stands for."""

    SHORTHAND: ClassVar[str | None] = "name"
    SKELETON: ClassVar[tuple[str, ...]] = ("name", "size")

    name: Text | None = doc("What it is called.", "Young professionals")
    demographic: Texts = listed("Age, place, income and the like.", ["25 to 34", "lives in a city"])
    psychographic: Texts = listed("Values, interests, attitudes.", ["follows fashion"])
    behavioural: Texts = listed("What they do.", ["buys on the phone"])
    size: Text | None = doc("How many they are.", "35 % of buyers")


class _Trait(Notation):
    """A number from 1 to 5 where it stands without quotes, else a text."""

    NUMBER: ClassVar[Number] = Number(1, 5)

    @property
    def schema(self) -> JsonSchema:
        text = {"type": "string", "pattern": TEXT_SCHEMA["anyOf"][0]["pattern"]}
        return {"anyOf": [self.NUMBER.schema, text]}

    @property
    def form(self) -> Form:
        return "trait", *self.NUMBER.form[1:3]

    def read(self, value: Any) -> str | float:
        return read_text(value) if read_number(value) is None else self.NUMBER.read(value)

    def write(self, value: str | float) -> str | float:
        return value if isinstance(value, str) else self.NUMBER.write(value)


Trait = Annotated[str | float, _Trait()]


class Persona(Shared):
    """A kind of customer, drawn as one person."""

    SHORTHAND: ClassVar[str | None] = "name"
    ADDITIONS = frozenset(("match", "evidence"))
    SKELETON: ClassVar[tuple[str, ...]] = ("name", "role", "goals")

    name: Text = required("The persona's name.", "Laura")
    id: Slug | None = doc("How the map refers to it. Left out: the slug of the name.", "laura")
    type: Annotated[PersonaType, choice(PersonaType)] | None = doc(
        "`negative` is who the journey is not made for.", "primary"
    )
    role: Text | None = doc("What they are.", "Online shopper")
    age: Text | None = doc("Their age, as text.", "29", "30-45")
    quote: Text | None = doc("A sentence of theirs.", "I want to know today whether it fits")
    bio: Text | None = doc("A short description.", "Works in an office and buys on her way home.")
    photo: Image | None = doc("A picture of the workspace.")
    goals: Texts = listed("What they want.", ["Look good at the wedding"])
    needs: Texts = listed("What they need.", ["To know that it fits"])
    frustrations: Texts = listed("What bothers them.", ["Long forms"])
    motivations: Texts = listed("What drives them.", ["Being well dressed"])
    jobs: tuple[Job, ...] = listed("What they want to get done.")
    channels: ChannelReferences = listed("The channels they prefer.", ["web", "whatsapp"])
    segment: Segment | None = doc("The customers they stand for.")
    traits: dict[str, Trait] = mapped(
        "Traits in your own words, each as a text or as a number from 1 to 5, drawn as a bar.",
        {"digital skill": 4, "influence on the purchase": "decides"},
    )
    devices: Texts = listed("What they do it with.", ["phone", "tablet"])
    match: PersonaMatch | None = doc("How they are known in the data.")
    evidence: References = listed("Ids of the evidence.")
