"""The journey, format 1: what a map may say, as pydantic models.

The models hold every key, type, bound and shorthand of the format, and their descriptions become
the JSON Schema that editors show. They know neither files nor places. A list that was left out
("not looked at yet") is as empty as one that was written so ("we looked, there is none");
`model_fields_set` names what was written.
"""

from typing import Annotated, Any, ClassVar

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    model_validator,
)
from pydantic_core import core_schema

from cjmap.model.binding import Data, JourneyMatch
from cjmap.model.channel import Channel
from cjmap.model.element import Amount, Element, Texts, Words, doc, listed, required
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.lane import Lane
from cjmap.model.metric import JourneyResult, Metric
from cjmap.model.persona import Persona
from cjmap.model.scalars import Day, Form, JsonSchema, Language, Number, Slug, Text, choice, offer
from cjmap.model.scale import Ends, Scale, read_scale, setting_of
from cjmap.model.stage import Stage
from cjmap.vocabulary.lifecycle import LifecycleModel
from cjmap.vocabulary.maps import MapKind, MapState, MapStatus, Relation

FORMAT_VERSION = 1


class Link(Element):
    """A tie to another map of the workspace."""

    SKELETON: ClassVar[tuple[str, ...]] = ("to", "rel")

    to: Text = required(
        "The map, from this file's folder, with a touchpoint after `#` if one is meant.",
        "returns.journey.yaml",
        "shop.journey.yaml#checkout",
    )
    rel: Annotated[Relation, choice(Relation)] = required(
        "`parent`: the other map is the parent. `baseline`: what this later state is compared with.",
        "baseline",
    )
    from_: Text | None = doc("The stage or touchpoint here.", "checkout", alias="from")


class _Lifecycle:
    """A known lifecycle's name, or the user's own list of phases."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        named = choice(LifecycleModel)
        texts = handler(tuple[Text, ...])
        return core_schema.no_info_wrap_validator_function(
            lambda value, listed: (
                listed(value) if isinstance(value, list | tuple) else named.read(value)
            ),
            texts,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [self.schema, handler(schema)]}

    @property
    def schema(self) -> JsonSchema:
        """The JSON Schema of the names."""
        return offer(LifecycleModel)

    @property
    def form(self) -> Form:
        """What the sieve lets pass."""
        return "either", choice(LifecycleModel).form, ("list", ("text",))


class Journey(Element):
    """A customer journey map, format 1: the way of a customer with an organization, and how it feels."""

    SKELETON: ClassVar[tuple[str, ...]] = ("title", "scenario", "goal", "personas", "stages")

    cjmap: Annotated[int, Number(1, 1, whole=True)] | None = doc(
        "The format's version. Left out: 1.", 1
    )
    title: Text = required("What the map is about.", "Buy a coat online")
    id: Slug | None = doc(
        "How other maps refer to it. Left out: the slug of the file's name.", "buy-a-coat"
    )
    kind: Annotated[MapKind, choice(MapKind)] = Field(
        MapKind.JOURNEY,
        description="What kind of map it is; a `library` holds personas, channels, evidence and "
        "lanes for other maps. Left out: `journey`.",
        examples=["journey"],
    )
    language: Language | None = doc(
        "BCP 47; the language of the map and of what readers see. Left out: that of the settings, else `en`.",
        "en",
        "es-MX",
    )
    state: Annotated[MapState, choice(MapState)] = Field(
        MapState.CURRENT,
        description="Whether it shows how it is or how it is to be. Left out: `current`.",
        examples=["future"],
    )
    status: Annotated[MapStatus, choice(MapStatus)] | None = doc(
        "How far the map has come. Left out: a draft.", "draft"
    )
    organization: Text | None = doc("Whose journey it is.", "Estilo Único")
    owner: Text | None = doc("Who answers for the map.")
    version: Text | None = doc("The map's own version.", "1.2")
    tags: Words = listed("Words to find it by.", ["retail", "online"])
    updated: Day | None = doc("When it was last worked on.", "2026-11-01")
    review_by: Day | None = doc("When it is to be looked at again.", "2027-05-01")
    description: Text | None = doc(
        "What the map shows.", "How people find and buy a coat in our shop and after."
    )
    scenario: Text | None = doc(
        "Who does what in which situation.", "Laura needs a coat for a wedding in two weeks"
    )
    goal: Text | None = doc(
        "What the customer wants to achieve.", "A coat that fits, before the wedding"
    )
    start: Text | None = doc("Where the journey begins.", "She sees a coat on Instagram")
    end: Text | None = doc("Where it stops.", "She wears it, or sends it back")
    expectations: Texts = listed(
        "What the customer expects before it starts.", ["It arrives within two days"]
    )
    lanes: tuple[Lane, ...] = listed("Rows of your own.", ["Open questions"])
    emotion_scale: (
        Annotated[tuple[Amount, ...], Field(min_length=2, max_length=2), Ends()] | None
    ) = doc(
        "The scale on which this map's scores are written, the worst score first. Left out: [-2, 2].",
        [1, 5],
        [0, 10],
        [6, 1],
    )
    lifecycle: Annotated[LifecycleModel | tuple[str, ...], _Lifecycle()] | None = doc(
        "The model that stages are held against, or a list of phases of your own. Left out: as the settings say, else `seven-stage`.",
        "seven-stage",
        "aida",
    )
    personas: tuple[Persona, ...] = required("Who goes this way.", ["Laura"])
    stages: tuple[Stage, ...] = required("The parts of the journey, in order.")
    channels: tuple[Channel, ...] = listed("Channels that are not built in.")
    evidence: tuple[Evidence, ...] = listed("Where the statements of the map come from.")
    pains: tuple[Pain, ...] = listed("Pains of the journey as a whole.")
    gains: tuple[Gain, ...] = listed("Gains of the journey as a whole.")
    opportunities: tuple[Opportunity, ...] = listed("Opportunities of the journey as a whole.")
    metrics: tuple[Metric, ...] = listed("Figures about the journey as a whole.")
    outcomes: tuple[JourneyResult, ...] = listed("What changed after opportunities were done.")
    links: tuple[Link, ...] = listed("Ties to other maps.")
    match: JourneyMatch | None = doc("The answers in the data that speak of all of it.")
    data: Data | None = doc("Where the data are that the map is held against.")

    @property
    def scale(self) -> Scale:
        """The scale on which the scores of the map are written and shown."""
        return read_scale(self.emotion_scale)

    @model_validator(mode="wrap")
    @classmethod
    def _on_its_scale(cls, value: Any, handler: ModelWrapValidatorHandler["Journey"]) -> "Journey":
        with setting_of(value):
            return handler(value)

    @property
    def is_library(self) -> bool:
        return self.kind is MapKind.LIBRARY

    @model_validator(mode="before")
    @classmethod
    def _library_needs_no_stages(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("kind") == MapKind.LIBRARY:
            return {"personas": [], "stages": [], **value}
        return value
