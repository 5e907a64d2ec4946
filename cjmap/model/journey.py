"""The journey, format 1: what a map may say, as pydantic models.

The models hold every key, type, enumeration, bound and shorthand of the format, and their
descriptions become the JSON Schema that editors show. They know neither files nor places.
A list is None where it was left out ("not looked at yet") and empty where it was written so
("we looked, there is none").
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from cjmap.model.scalars import (
    Day,
    Figure,
    Language,
    Number,
    Plain,
    Slug,
    Text,
    Ticket,
    Url,
    choice,
    parse_number,
    pattern,
)

FORMAT_VERSION = 1
THINGS = (
    # The kinds of things that have an id.
    "persona",
    "channel",
    "stage",
    "touchpoint",
    "pain",
    "gain",
    "opportunity",
    "metric",
    "evidence",
)
FACES = {"😡": -2.0, "🙁": -1.0, "😐": 0.0, "🙂": 1.0, "😍": 2.0}
LEVELS = {
    "very-negative": -2.0,
    "negative": -1.0,
    "neutral": 0.0,
    "positive": 1.0,
    "very-positive": 2.0,
}
NO_EMOTION = "none"
METRIC_TYPES = {
    # What a known metric measures and which way is better; the format's table.
    "nps": "up",
    "csat": "up",
    "ces": "up",
    "conversion": "up",
    "reach": "up",
    "drop-off": "down",
    "retention": "up",
    "time": "down",
    "cost": "down",
    "revenue": "up",
    "visits": "up",
    "referrals": "up",
}
PERCENTAGES = frozenset({"csat", "conversion", "drop-off", "retention"})
LIFECYCLES: dict[str, tuple[str, ...]] = {
    "seven-stage": (
        "awareness",
        "consideration",
        "decision",
        "purchase",
        "post-purchase",
        "loyalty",
        "advocacy",
    ),
    "four-stage": ("awareness", "consideration", "decision", "loyalty"),
    "aida": ("attention", "interest", "desire", "action"),
    "aarrr": ("acquisition", "activation", "retention", "referral", "revenue"),
    "five-a": ("aware", "appeal", "ask", "act", "advocate"),
    "five-e": ("entice", "enter", "engage", "exit", "extend"),
    "see-think-do-care": ("see", "think", "do", "care"),
    "none": (),
}
DEFAULT_LIFECYCLE = "seven-stage"


class OneOrMany:
    """A list of which one entry may stand alone: the annotation wraps it."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: value if isinstance(value, list | tuple) else [value], handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


class Element(BaseModel):
    """A mapping of the format. Unknown keys are refused; keys that begin with `x-` are kept."""

    # Deferred: only the journey itself is ever validated against, so only its validator is built.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)
    SHORTHAND: ClassVar[str | None] = None

    extensions: dict[str, Any] = Field(default_factory=dict, alias="x-", repr=False)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if isinstance(value, dict):
            own = {key: value[key] for key in value if key.startswith("x-")}
            if own:
                value = {key: value[key] for key in value if key not in own} | {"x-": own}
            return value
        if isinstance(value, str) and cls.SHORTHAND is not None:
            return {cls.SHORTHAND: value}
        if isinstance(value, BaseModel):
            return value
        raise PydanticCustomError(
            "wrong_type",
            "{expected}",
            {
                "expected": "mapping" if cls.SHORTHAND is None else "text or mapping",
                "quoted": type(value) is str,
            },
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        described = handler(schema)
        target = handler.resolve_ref_schema(described)
        if "x-" in target.get("properties", ()):
            del target["properties"]["x-"]
            target["patternProperties"] = {"^x-": {}}
            explained = {
                "title": target.pop("title"),
                "description": " ".join((cls.__doc__ or "").split()),
            }
            target.pop("description", None)
            alternatives = cls.alternatives(dict(target))
            target.clear()
            target.update(explained)
            target.update(
                alternatives[0] if len(alternatives) == 1 else {"anyOf": list(alternatives)}
            )
        return described

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        """The schemas of the ways to write this: its mapping, and what may stand for it."""
        if cls.SHORTHAND is None:
            return (mapping,)
        info = cls.model_fields[cls.SHORTHAND]
        alone = mapping["properties"][info.alias or cls.SHORTHAND]
        about = ("title", "examples")
        return (mapping, {key: value for key, value in alone.items() if key not in about})

    @property
    def written(self) -> frozenset[str]:
        """The names of the fields that the map writes, empty lists included."""
        return frozenset(self.model_fields_set)


def doc(description: str, *examples: Any, **more: Any) -> Any:
    """A field that may be left out, with what an editor shows of it."""
    return Field(None, description=description, examples=list(examples) or None, **more)


def required(description: str, *examples: Any, **more: Any) -> Any:
    return Field(..., description=description, examples=list(examples) or None, **more)


Texts = Annotated[tuple[Text, ...], OneOrMany()]
Count = Annotated[float, Number(0, whole=True)]
Amount = Annotated[float, Number()]
Grade = Annotated[Literal["low", "medium", "high"], choice("low", "medium", "high")]
# Ids of other things, or names that are one thing's alone.
References = Annotated[tuple[Text, ...], OneOrMany()]


# --- emotion -----------------------------------------------------------------------------------


def read_score(value: Any) -> Figure | None:
    """The score of a number, a face or a level; None for `none` (it does not apply)."""
    if isinstance(value, str):
        text = str(value).removesuffix("\ufe0f")
        if text in FACES:
            return Figure(FACES[text])
        if text in LEVELS:
            return Figure(LEVELS[text])
        if text == NO_EMOTION:
            return None
        if type(value) is Plain and parse_number(value) is not None:
            return Number(-2, 2).read(value)
    raise PydanticCustomError(
        "wrong_type", "{expected}", {"expected": "emotion", "quoted": type(value) is str}
    )


_SCORE = "-2 (very negative) to +2 (very positive), decimals allowed; or a face, a level, `none`."


class _Score:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(read_score)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                {
                    "type": "number",
                    "minimum": -2,
                    "maximum": 2,
                    "description": "From -2 (very negative) to +2 (very positive), "
                    "decimals allowed.",
                },
                {"enum": [*FACES, *LEVELS, NO_EMOTION]},
            ]
        }


class Emotion(Element):
    """How somebody feels: a score from -2 (very negative) to +2 (very positive). Short: a number, a face (😡 🙁 😐 🙂 😍), a level such as `negative`, or `none` where it does not apply."""

    SHORTHAND = "score"

    score: Annotated[float | None, _Score()] = required(
        _SCORE,
        1,
        -1.5,
        "🙂",
        "very-negative",
    )
    label: Text | None = doc("The emotion in a word.", "frustrated", "relieved")
    quote: Text | None = doc("What the customer said about it, in their words.")
    intensity: Grade | None = doc("How strongly it is felt.", "high")
    evidence: References | None = doc("Ids of the evidence for this score.")
    n: Count | None = doc("How many people the score rests on.", 12)


Emotions = dict[str, Emotion]


# --- small parts ---------------------------------------------------------------------------------


class Image(Element):
    """A picture in a file of the workspace, embedded in reports."""

    SHORTHAND = "src"

    src: Text = required("The file, as a path from this map's folder.", "photos/laura.jpg")
    alt: Text | None = doc("What the picture shows, for people who cannot see it.")


class Thought(Element):
    """What the customer thinks, in the customer's words."""

    SHORTHAND = "text"

    text: Text = required("The thought.", "Will it fit me?")
    persona: Text | None = doc("The persona who thinks it; nobody named: everyone who takes part.")
    source: Text | None = doc("Where it was heard: text, or the id of a piece of evidence.")


Thoughts = Annotated[tuple[Thought, ...], OneOrMany()]


class Line(Element):
    """One line of a service blueprint: what somebody or a system does at this point."""

    SHORTHAND = "does"

    actor: Text | None = doc("Who acts.", "Nurse", "Warehouse")
    does: Text | None = doc("What is done.", "Checks the size in stock")
    system: Text | None = doc("The system that is used.", "ERP")
    fails: Text | None = doc("How it can fail.", "Stock figures are a day old")
    recovery: Text | None = doc("What happens then.", "A call within the hour")

    # A line of text is a note that need not name who acts; a mapping should. Both say the same.
    _is_text: bool = PrivateAttr(False)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_form(cls, value: Any, handler: ModelWrapValidatorHandler["Line"]) -> "Line":
        line = handler(value)
        if isinstance(value, str):
            line._is_text = True
        return line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and dict(self) == dict(other)

    @property
    def is_text(self) -> bool:
        """Whether it was written as one line of text."""
        return self._is_text


Lines = Annotated[tuple[Line, ...], OneOrMany()]


class Handoff(Element):
    """The customer, or the work, passes from one hand to the next."""

    SHORTHAND = "carries"

    from_: Text | None = doc("Who hands over.", "Reception", alias="from")
    to: Text | None = doc("Who takes over.", "Ward")
    carries: Text | None = doc("What is handed over.", "The admission form")


class Automation(Element):
    """A message that goes out by itself."""

    trigger: Text | None = doc("What sets it off.", "appointment booked")
    delay: Text | None = doc(
        "How long after the trigger: ISO 8601 or text.", "PT24H", "a day before"
    )
    channel: Text | None = doc("The channel it goes out on.", "whatsapp")
    message: Text | None = doc("What it says.")


class Next(Element):
    """Where the customer may go from here."""

    SHORTHAND = "to"

    to: Text = required("The touchpoint that follows.", "checkout")
    when: Text | None = doc("The condition.", "the size is out of stock")
    type: (
        Annotated[
            Literal["happy", "alternative", "exception"],
            choice("happy", "alternative", "exception"),
        ]
        | None
    ) = doc("The kind of way: `happy` (default) replaces the default way, the others add to it.")


class Link(Element):
    """A tie to another map of the workspace."""

    to: Text = required(
        "The map, from this file's folder, with a touchpoint after `#` if one is meant.",
        "returns.journey.yaml",
        "shop.journey.yaml#checkout",
    )
    rel: Annotated[
        Literal["parent", "child", "next", "variant", "baseline"],
        choice("parent", "child", "next", "variant", "baseline"),
    ] = required(
        "`parent`: the other map is the parent. `baseline`: what this later state is compared with.",
        "baseline",
    )
    from_: Text | None = doc("The stage or touchpoint here.", "checkout", alias="from")


class _Value:
    """A value to compare with: a number where it was written as one, else text."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}

    @staticmethod
    def read(value: Any) -> str | float | bool:
        if not isinstance(value, str):
            raise PydanticCustomError(
                "wrong_type", "{expected}", {"expected": "value", "quoted": False}
            )
        if type(value) is Plain:
            if value.lower() in ("true", "false"):
                return value.lower() == "true"
            number = parse_number(value)
            if number is not None:
                return number
        return str(value)


Value = Annotated[str | float | bool, _Value()]


class Condition(Element):
    """A comparison of a column with a value. Short: the value alone, which means `eq`."""

    SHORTHAND = "eq"

    eq: Value | None = doc("Equal to.")
    ne: Value | None = doc("Not equal to.")
    in_: tuple[Value, ...] | None = doc("One of.", alias="in")
    gt: Value | None = doc("Greater than.")
    ge: Value | None = doc("Greater than or equal to.")
    lt: Value | None = doc("Less than.")
    le: Value | None = doc("Less than or equal to.")
    prefix: Text | None = doc("Begins with.")


class EventMatch(Element):
    """An event by its name, and the columns that it must hold."""

    SHORTHAND = "event"

    event: Text = required("The event's name in the data.", "order_paid")
    where: dict[str, Condition] | None = doc(
        "Conditions on columns, all of which must hold.", {"amount": {"gt": 0}}
    )


class Match(Element):
    """What a stage or touchpoint is in the data. Short: the events alone."""

    events: Annotated[tuple[EventMatch, ...], OneOrMany()] | None = doc(
        "The events, any of which counts.", ["cart_add", "checkout_start"]
    )
    surveys: Texts | None = doc("The names of surveys that ask here.", ["checkout"])

    @model_validator(mode="before")
    @classmethod
    def _events_alone(cls, value: Any) -> Any:
        if isinstance(value, list | tuple | str) or (isinstance(value, dict) and "event" in value):
            return {"events": value}
        return value

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        return (mapping, *mapping["properties"]["events"]["anyOf"])


class PersonaMatch(Element):
    """What a persona is in the data."""

    segment: dict[str, Value] | None = doc(
        "A segment of `data.segments` to the value that marks this persona.", {"plan": "student"}
    )


# --- evidence and figures --------------------------------------------------------------------------

EVIDENCE_TYPES = (
    "interview",
    "survey",
    "analytics",
    "support",
    "observation",
    "usability-test",
    "diary",
    "workshop",
    "review",
    "desk-research",
    "experiment",
    "assumption",
)


class Evidence(Element):
    """Where a statement comes from. An assumption is evidence too, and says so."""

    SHORTHAND = "title"

    id: Slug | None = doc(
        "How the map refers to it; by default the slug of the title.", "interviews-2026"
    )
    title: Text = required("What it is.", "Eight interviews with shoppers, March 2026")
    type: Annotated[str, choice(*EVIDENCE_TYPES)] | None = doc(
        "The method; `assumption` for what nobody has looked at yet.", "interview"
    )
    date: Day | None = doc("When it was gathered.", "2026-03-14")
    n: Count | None = doc("How many people or cases.", 8)
    url: Url | None = doc("Where it can be read (http or https).", "https://example.org/study")
    file: Text | None = doc(
        "A file of the workspace, from this map's folder.", "research/interviews.pdf"
    )
    confidence: Grade | None = doc("How far one may rely on it.", "medium")


class Components(Element):
    """The counts behind an NPS."""

    promoters: Count = required("Answers 9 and 10.", 120)
    passives: Count = required("Answers 7 and 8.", 60)
    detractors: Count = required("Answers 0 to 6.", 20)

    @property
    def total(self) -> int:
        return int(self.promoters + self.passives + self.detractors)


class Reading(Element):
    """An earlier value of a metric."""

    date: Day = required("The day.", "2026-01-31")
    value: Amount = required("The value on that day.", 31)
    n: Count | None = doc("How many answers or cases.", 200)


_TARGET = r"\s*(>=|<=|>|<|≥|≤)\s*([-+\u2212]?(?:\d+(?:\.\d*)?|\.\d+))\s*"


class Target(BaseModel):
    """What a metric is to reach: `operator` (one of `>=`, `<=`, `>`, `<`, or None: by the direction) and `value`."""

    model_config = ConfigDict(frozen=True)
    operator: str | None
    value: float


class _TargetReading:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_TARGET}$"}]}

    @staticmethod
    def read(value: Any) -> Target:
        import re

        if isinstance(value, str):
            number = parse_number(value) if type(value) is Plain else None
            if number is not None:
                return Target(operator=None, value=number)
            match = re.fullmatch(_TARGET, value, re.ASCII)
            figure = parse_number(match.group(2)) if match else None
            if match is not None and figure is not None:
                operator = match.group(1).replace("≥", ">=").replace("≤", "<=")
                return Target(operator=operator, value=figure)
        raise PydanticCustomError("bad_format", "{form}", {"form": "target", "text": str(value)})


class Metric(Element):
    """A figure about a stage, a touchpoint or the whole journey."""

    type: Text = required(
        "nps, csat, ces, conversion, reach, drop-off, retention, time, cost, revenue, visits, "
        "referrals, or a word of your own.",
        "nps",
        "csat",
        "conversion",
        "reach",
    )
    name: Text | None = doc("What it is called, where the type does not say enough.")
    id: Slug | None = doc("By default the slug of the name, else of the type.")
    value: Amount | None = doc(
        "The figure. NPS -100 to 100; csat, conversion, drop-off and retention in percent.", 34
    )
    unit: Text | None = doc("The unit.", "%", "EUR", "min")
    n: Count | None = doc("How many answers or cases.", 240)
    date: Day | None = doc("When it was measured.", "2026-06-30")
    target: Annotated[Target, _TargetReading()] | None = doc(
        "A number (at least; at most where the direction is down) or a comparison.", 40, ">= 40"
    )
    direction: Annotated[Literal["up", "down"], choice("up", "down")] | None = doc(
        "Which way is better, where the type does not say it.", "down"
    )
    method: Text | None = doc("How it was measured.")
    scale: (
        Annotated[
            tuple[Amount, ...],
            Field(min_length=2, max_length=2),
        ]
        | None
    ) = doc("Lowest and highest answer of the question.", [1, 5])
    from_: Text | None = doc(
        "For a conversion: the stage or touchpoint whose customers are 100 %.", alias="from"
    )
    personas: References | None = doc("The personas it holds for.")
    source: Text | None = doc("Where it comes from: text, or the id of a piece of evidence.")
    owner: Text | None = doc("Who answers for it.")
    evidence: References | None = doc("Ids of the evidence.")
    components: Components | None = doc("NPS only: the counts; then `value` may be left out.")
    history: tuple[Reading, ...] | None = doc("Earlier values.")

    @property
    def better(self) -> str | None:
        """`up` or `down`; None for a word of one's own without a direction."""
        return self.direction or METRIC_TYPES.get(self.type)

    @property
    def figure(self) -> float | None:
        """The value as written, or the NPS of its components: 100 (P - D) / n."""
        if self.value is None and self.components is not None and self.components.total:
            counts = self.components
            return 100 * (counts.promoters - counts.detractors) / counts.total
        return self.value


class Result(Element):
    """What changed for one metric."""

    metric: Text = required("What was measured: the type or id of a metric, or text.", "conversion")
    before: Amount | None = doc("The value before.", 2.1)
    after: Amount | None = doc("The value after.", 2.6)
    change: Text | None = doc("The change, where that is what is known.", "+25 %")
    unit: Text | None = doc("The unit of before and after.", "%")
    date: Day | None = doc("When it was found.", "2026-06-30")
    period: Text | None = doc("Over which time.", "six months")
    evidence: References | None = doc("Ids of the evidence.")


class JourneyResult(Result):
    """What changed after opportunities were done."""

    opportunities: References | None = doc("Ids of the opportunities that brought it about.")


# --- pains, gains, opportunities ---------------------------------------------------------------------


class Pain(Element):
    """What makes it hard: a barrier, a frustration, a failure."""

    SHORTHAND = "text"

    text: Text = required("The pain, as the customer would put it.", "Nobody answers after 6 pm")
    id: Slug | None = doc("By default the slug of the text.")
    severity: Annotated[float, Number(1, 5, whole=True)] | None = doc(
        "1 (a trifle) to 5 (it ends the journey); left out: not assessed.", 4
    )
    frequency: (
        Annotated[
            Literal["rare", "sometimes", "often", "always"],
            choice("rare", "sometimes", "often", "always"),
        ]
        | None
    ) = doc("How often it happens.", "often")
    effect: (
        Annotated[
            Literal["annoyance", "workaround", "abandonment"],
            choice("annoyance", "workaround", "abandonment"),
        ]
        | None
    ) = doc("What the customer does about it.", "abandonment")
    status: Annotated[Literal["open", "resolved"], choice("open", "resolved")] = Field(
        "open", description="`open` (default) or `resolved`.", examples=["resolved"]
    )
    personas: References | None = doc("The personas who have it.")
    cause: Text | None = doc("Where it comes from.")
    owner: Text | None = doc("Who answers for it.")
    evidence: References | None = doc("Ids of the evidence.")


class Gain(Element):
    """What makes it good."""

    SHORTHAND = "text"

    text: Text = required("The gain.", "The parcel comes a day early")
    id: Slug | None = doc("By default the slug of the text.")
    personas: References | None = doc("The personas who have it.")
    evidence: References | None = doc("Ids of the evidence.")


Status = Literal["idea", "planned", "doing", "done", "dropped"]
_Rating = Annotated[float, Number(1, 5, whole=True)]


class Opportunity(Element):
    """Something that could be better, and how far it has come."""

    SHORTHAND = "text"

    text: Text = required("What to do.", "Answer chats until 10 pm")
    id: Slug | None = doc("By default the slug of the text.")
    pains: References | None = doc(
        "Ids of the pains it serves; where it names none, the pains beside it."
    )
    customer_value: _Rating | None = doc("What it is worth to the customer, 1 to 5.", 4)
    business_value: _Rating | None = doc("What it is worth to the organization, 1 to 5.", 3)
    effort: _Rating | None = doc("What it costs, 1 to 5.", 2)
    status: Annotated[Status, choice("idea", "planned", "doing", "done", "dropped")] = Field(
        "idea",
        description="`idea` (default), `planned`, `doing`, `done` or `dropped`.",
        examples=["planned"],
    )
    owner: Text | None = doc("Who answers for it.")
    ticket: Ticket | None = doc(
        "Where the work is tracked: an http or https URL, or text.", "SHOP-42"
    )
    due: Day | None = doc("When it is to be done.", "2027-03-31")
    done: Day | None = doc("When it was done.", "2026-05-02")
    outcome: tuple[Result, ...] | None = doc("What it brought.")

    @property
    def priority(self) -> float | None:
        """(customer value + business value) / 2 / effort; None unless all three are written."""
        if self.customer_value is None or self.business_value is None or self.effort is None:
            return None
        return (self.customer_value + self.business_value) / 2 / self.effort


# --- persona, channel --------------------------------------------------------------------------------


class Job(Element):
    """What the persona wants to get done."""

    SHORTHAND = "text"

    text: Text = required("The job.", "Look good at the wedding")
    type: (
        Annotated[
            Literal["functional", "emotional", "social"],
            choice("functional", "emotional", "social"),
        ]
        | None
    ) = doc("Which side of life it is about.", "social")


class Segment(Element):
    """The part of the customers that a persona stands for."""

    SHORTHAND = "name"

    name: Text | None = doc("What it is called.", "Young professionals")
    demographic: Texts | None = doc("Age, place, income and the like.")
    psychographic: Texts | None = doc("Values, interests, attitudes.")
    behavioural: Texts | None = doc("What they do.")
    size: Text | None = doc("How many they are.", "35 % of buyers")


class Persona(Element):
    """A kind of customer, drawn as one person."""

    SHORTHAND = "name"

    name: Text = required("The persona's name.", "Laura")
    id: Slug | None = doc("By default the slug of the name.", "laura")
    type: (
        Annotated[
            Literal["primary", "secondary", "negative"], choice("primary", "secondary", "negative")
        ]
        | None
    ) = doc("`negative` is who the journey is not made for.", "primary")
    role: Text | None = doc("What they are.", "Online shopper")
    age: Text | None = doc("Their age, as text.", "29", "30-45")
    quote: Text | None = doc("A sentence of theirs.")
    bio: Text | None = doc("A short description.")
    photo: Image | None = doc("A picture of the workspace.")
    goals: Texts | None = doc("What they want.")
    needs: Texts | None = doc("What they need.")
    frustrations: Texts | None = doc("What bothers them.")
    motivations: Texts | None = doc("What drives them.")
    jobs: tuple[Job, ...] | None = doc("What they want to get done.")
    channels: References | None = doc("The channels they prefer.", ["web", "whatsapp"])
    segment: Segment | None = doc("The customers they stand for.")
    match: PersonaMatch | None = doc("How they are known in the data.")
    evidence: References | None = doc("Ids of the evidence.")


ChannelType = Literal["digital", "physical", "voice", "human", "print"]


class Channel(Element):
    """A way on which customer and organization meet."""

    SHORTHAND = "name"

    name: Text = required("The channel's name.", "Pop-up store")
    id: Slug | None = doc("By default the slug of the name.", "pop-up")
    type: (
        Annotated[ChannelType, choice("digital", "physical", "voice", "human", "print")] | None
    ) = doc("What kind of channel it is.", "physical")
    ownership: (
        Annotated[
            Literal["owned", "earned", "paid", "partner"],
            choice("owned", "earned", "paid", "partner"),
        ]
        | None
    ) = doc("Whose it is.", "owned")
    icon: Text | None = doc("The name of a built-in icon, or an emoji.", "store", "🏪")


# --- touchpoint, stage --------------------------------------------------------------------------------

FEEDBACK = ("nps", "csat", "ces", "interview", "review")


class Touchpoint(Element):
    """A moment in which customer and organization meet, or the customer acts alone."""

    SHORTHAND = "name"

    name: Text = required("The touchpoint's name.", "Checkout")
    id: Slug | None = doc("By default the slug of the name.", "checkout")
    kind: Annotated[Literal["interaction", "action"], choice("interaction", "action")] | None = doc(
        "`interaction`, or `action`: the customer alone. By default an interaction where there is a channel."
    )
    channel: References | None = doc(
        "The channel or channels: built-in ones, or words of your own.", "web", ["web", "app"]
    )
    initiator: (
        Annotated[
            Literal["customer", "organization", "third-party"],
            choice("customer", "organization", "third-party"),
        ]
        | None
    ) = doc("Who begins it.", "customer")
    personas: References | None = doc(
        "Who takes part; nobody named: as the stage says, else everyone."
    )
    does: Texts | None = doc("What the customer does.", ["Compares two sizes"])
    thoughts: Thoughts | None = doc("What the customer thinks.", ["Will it fit me?"])
    expects: Texts | None = doc("What the customer expects.")
    quote: Text | None = doc("What a customer said here.")
    emotion: Emotion | None = doc("How everyone who takes part feels.", 1, "🙁", "negative")
    emotions: Emotions | None = doc("How each persona feels.", {"laura": 1, "jorge": -1})
    moment_of_truth: (
        Annotated[
            Literal["true", "false", "zmot", "fmot", "smot", "umot"],
            choice("zmot", "fmot", "smot", "umot", switches=("true", "false")),
        ]
        | None
    ) = doc("A moment that decides; zero, first, second or ultimate if you tell them apart.", True)
    pains: tuple[Pain, ...] | None = doc("What makes it hard; `[]`: we looked, there is none.")
    gains: tuple[Gain, ...] | None = doc("What makes it good.")
    opportunities: tuple[Opportunity, ...] | None = doc("What could be better.")
    metrics: tuple[Metric, ...] | None = doc("Figures about it.")
    owner: Text | None = doc("Who answers for it.", "E-commerce")
    duration: Text | None = doc("How long it takes: ISO 8601 or text.", "PT5M", "a few minutes")
    wait: Text | None = doc("How long the customer waits before it.", "P2D")
    frontstage: Lines | None = doc("What the customer sees staff or systems do.")
    backstage: Lines | None = doc("What happens out of sight.")
    support: Lines | None = doc("Processes and systems that carry it.")
    physical_evidence: Texts | None = doc("What the customer can see or touch.", ["Receipt"])
    handoff: Handoff | None = doc("The customer passes from one hand to the next.")
    automation: Annotated[tuple[Automation, ...], OneOrMany()] | None = doc(
        "What goes out by itself."
    )
    feedback: Annotated[tuple[Annotated[str, choice(*FEEDBACK)], ...], OneOrMany()] | None = doc(
        "What is asked here.", "csat"
    )
    next: Annotated[tuple[Next, ...], OneOrMany()] | None = doc(
        "Where the customer goes from here; left out: the following touchpoint; `[]`: nowhere."
    )
    entry: Annotated[Literal["true", "false"], choice(switches=("true", "false"))] | None = doc(
        "The journey may also begin here.", True
    )
    exit: (
        Annotated[
            Literal["true", "false", "success", "abandon"],
            choice("success", "abandon", switches=("true", "false")),
        ]
        | None
    ) = doc("The journey may end here.", "success", "abandon")
    tags: Texts | None = doc("Words to find it by.")
    match: Match | None = doc("What it is in the data.")
    evidence: References | None = doc("Ids of the evidence for all that stands here.")
    image: Image | None = doc("A picture of the workspace.")

    @property
    def is_action(self) -> bool:
        return self.kind == "action"

    @property
    def is_decisive(self) -> bool:
        """Whether it is a moment of truth."""
        return self.moment_of_truth not in (None, "false")

    @property
    def is_interaction(self) -> bool:
        return self.kind == "interaction" or (self.kind is None and bool(self.channel))


class Stage(Element):
    """A part of the journey with one goal."""

    SHORTHAND = "name"

    name: Text = required("The stage's name.", "Consideration")
    id: Slug | None = doc("By default the slug of the name.", "consideration")
    phase: Slug | None = doc(
        "The phase of the lifecycle; by default found from the name.", "post-purchase"
    )
    goal: Text | None = doc("What the customer wants here.")
    description: Text | None = doc("What the stage is about.")
    duration: Text | None = doc("How long it takes: ISO 8601 or text.", "P3D", "two weeks")
    owner: Text | None = doc("Who answers for it.", "Marketing")
    success: Text | None = doc("How one knows that it went well.")
    personas: References | None = doc(
        "Who takes part; nobody named: everyone but negative personas."
    )
    touchpoints: tuple[Touchpoint, ...] | None = doc("The touchpoints, in order.")
    thoughts: Thoughts | None = doc("What the customer thinks.")
    emotion: Emotion | None = doc("How those feel whom no touchpoint of the stage scores.", 1)
    emotions: Emotions | None = doc("How each persona feels whom no touchpoint scores.")
    pains: tuple[Pain, ...] | None = doc("What makes it hard; `[]`: we looked, there is none.")
    gains: tuple[Gain, ...] | None = doc("What makes it good.")
    opportunities: tuple[Opportunity, ...] | None = doc("What could be better.")
    metrics: tuple[Metric, ...] | None = doc("Figures about it.")
    expectations: Texts | None = doc("What the customer expects.")
    frontstage: Lines | None = doc("What the customer sees staff or systems do.")
    backstage: Lines | None = doc("What happens out of sight.")
    support: Lines | None = doc("Processes and systems that carry it.")
    physical_evidence: Texts | None = doc("What the customer can see or touch.")
    match: Match | None = doc("What it is in the data.")
    evidence: References | None = doc("Ids of the evidence for all that stands here.")


# --- binding to data (kept for `measure`) ----------------------------------------------------------------

_ENVIRONMENT = r"env:[A-Za-z_][A-Za-z0-9_]*"
_DURATION = (
    r"P(?=\d|T\d)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?"
)


def _fullmatch(expression: str) -> Any:
    def accepts(text: str) -> bool:
        import re

        return re.fullmatch(expression, text, re.ASCII) is not None

    return accepts


Duration = Annotated[str, pattern("duration", _fullmatch(_DURATION), f"^{_DURATION}$")]
Environment = Annotated[str, pattern("environment", _fullmatch(_ENVIRONMENT), f"^{_ENVIRONMENT}$")]


class DataSource(Element):
    """A table: a file of the workspace, or a table of an engine, and what its columns are called."""

    SHORTHAND = "uri"

    uri: Text | None = doc("A file or a glob, from this map's folder.", "data/events/*.parquet")
    engine: Environment | None = doc(
        "`env:` and the environment variable that holds the address; never the address itself.",
        "env:CJMAP_WAREHOUSE",
    )
    table: Text | None = doc("The table in the engine.", "analytics.events")
    columns: dict[str, Text] | None = doc(
        "What this map needs to the column's name.", {"customer": "user_id", "time": "event_time"}
    )


class MinimumN(Element):
    """How many answers a figure needs."""

    suppress: Count | None = doc("Fewer are not shown.", 10)
    indicative: Count | None = doc("Fewer are shown as indicative.", 30)


Period = Annotated[tuple[Day, ...], Field(min_length=2, max_length=2)]


class Data(Element):
    """Where the events and surveys are that this map is held against."""

    events: DataSource | None = doc("What customers did.")
    surveys: DataSource | None = doc("What customers said.")
    customers: DataSource | None = doc("Who the customers are.")
    window: Duration | None = doc("How long a journey may take, ISO 8601.", "P30D")
    order: Annotated[Literal["loose", "strict", "any"], choice("loose", "strict", "any")] | None = (
        doc(
            "Whether other events may come between (`loose`, default), none may, or order does not matter."
        )
    )
    entry: Annotated[Literal["first", "any"], choice("first", "any")] | None = doc(
        "Count from the first time (`first`, default) or the best run that fits the window."
    )
    count: Annotated[Literal["customer", "journey"], choice("customer", "journey")] | None = doc(
        "What is counted; `journey` needs `columns.journey`."
    )
    timezone: Text | None = doc("The time zone of days.", "UTC", "Europe/Madrid")
    min_n: MinimumN | None = doc("From how many answers on a figure is shown.")
    segments: dict[str, Text] | None = doc("A segment to its column.", {"plan": "customers.plan"})
    periods: dict[str, Period] | None = doc(
        "A name to a half-open interval of days.", {"before": ["2025-01-01", "2025-07-01"]}
    )


# --- the map ---------------------------------------------------------------------------------------------

KINDS = ("journey", "experience", "blueprint", "employee", "library")


class _Lifecycle:
    """A known lifecycle's name, or the user's own list of phases."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        named = choice(*LIFECYCLES)
        texts = handler(tuple[Text, ...])
        return core_schema.no_info_wrap_validator_function(
            lambda value, listed: (
                listed(value) if isinstance(value, list | tuple) else named.read(value)
            ),
            texts,
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"enum": list(LIFECYCLES)}, handler(schema)]}


class Journey(Element):
    """A customer journey map, format 1: the way of a customer with an organization, and how it feels."""

    cjmap: Annotated[float, Number(1, 1, whole=True)] | None = doc("The format's version.", 1)
    title: Text = required("What the map is about.", "Buy a coat online")
    id: Slug | None = doc("By default the slug of the file's name.", "buy-a-coat")
    kind: Annotated[
        Literal["journey", "experience", "blueprint", "employee", "library"], choice(*KINDS)
    ] = Field(
        "journey",
        description="`journey` (default), `experience`, `blueprint`, `employee`; a `library` holds "
        "personas, channels and evidence for other maps.",
        examples=["journey"],
    )
    language: Language | None = doc(
        "BCP 47; the language of the report's own words.", "en", "es-MX"
    )
    state: Annotated[Literal["current", "future"], choice("current", "future")] = Field(
        "current", description="`current` (as it is, default) or `future` (as it is to be)."
    )
    status: (
        Annotated[
            Literal["draft", "review", "validated", "archived"],
            choice("draft", "review", "validated", "archived"),
        ]
        | None
    ) = doc("How far the map has come.", "draft")
    organization: Text | None = doc("Whose journey it is.", "Estilo Único")
    owner: Text | None = doc("Who answers for the map.")
    version: Text | None = doc("The map's own version.", "1.2")
    tags: Texts | None = doc("Words to find it by.")
    updated: Day | None = doc("When it was last worked on.", "2026-11-01")
    review_by: Day | None = doc("When it is to be looked at again.", "2027-05-01")
    description: Text | None = doc("What the map shows.")
    scenario: Text | None = doc("Who does what in which situation.")
    goal: Text | None = doc("What the customer wants to achieve.")
    start: Text | None = doc("Where the journey begins.")
    end: Text | None = doc("Where it stops.")
    expectations: Texts | None = doc("What the customer expects before it starts.")
    lifecycle: Annotated[str | tuple[str, ...], _Lifecycle()] | None = doc(
        "The model that stages are held against; default seven-stage.", "seven-stage", "aida"
    )
    personas: tuple[Persona, ...] = required("Who goes this way.", ["Laura"])
    stages: tuple[Stage, ...] = required("The parts of the journey, in order.")
    channels: tuple[Channel, ...] | None = doc("Channels that are not built in.")
    evidence: tuple[Evidence, ...] | None = doc("Where the statements of the map come from.")
    pains: tuple[Pain, ...] | None = doc("Pains of the journey as a whole.")
    gains: tuple[Gain, ...] | None = doc("Gains of the journey as a whole.")
    opportunities: tuple[Opportunity, ...] | None = doc("Opportunities of the journey as a whole.")
    metrics: tuple[Metric, ...] | None = doc("Figures about the journey as a whole.")
    outcomes: tuple[JourneyResult, ...] | None = doc("What changed after opportunities were done.")
    links: tuple[Link, ...] | None = doc("Ties to other maps.")
    data: Data | None = doc("Where the data are that the map is held against.")

    @property
    def is_library(self) -> bool:
        return self.kind == "library"

    @model_validator(mode="before")
    @classmethod
    def _library_needs_no_stages(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("kind") == "library":
            return {"personas": [], "stages": [], **value}
        return value
