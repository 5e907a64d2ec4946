"""What a map is in the data: events, surveys, segments, and where the tables are."""

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cjmap.model.element import (
    Count,
    Element,
    OneOrMany,
    Saying,
    Words,
    doc,
    listed,
    mapped,
    required,
)
from cjmap.model.scalars import (
    Day,
    Form,
    JsonSchema,
    Notation,
    Number,
    Text,
    choice,
    dump_number,
    hold,
    pattern,
    read_number,
    unoffered,
)
from cjmap.text.durations import ISO_DURATION
from cjmap.text.scalars import Plain
from cjmap.vocabulary.data import DataCount, DataEntry, DataOrder


class _Value(Notation):
    """A value to compare with: a number where it was written as one, else text."""

    @property
    def schema(self) -> JsonSchema:
        word = {
            "type": ["string", "boolean"],
            "errorMessage": "A text, a number, `true` or `false` is expected here.",
        }
        return {"anyOf": [word, Number().schema]}

    @property
    def form(self) -> Form:
        return ("value",)

    def read(self, value: Any) -> str | int | float | bool:
        if isinstance(value, bool):
            return value
        if not isinstance(value, str | int | float):
            raise PydanticCustomError(
                "wrong_type", "{expected}", {"expected": "value", "quoted": False}
            )
        if type(value) is Plain and value.lower() in ("true", "false"):
            return value.lower() == "true"
        number = read_number(value)
        return str(value) if number is None else dump_number(hold(number, value))


Value = Annotated[str | int | float | bool, _Value()]


class Condition(Saying):
    """A comparison of a column with a value. Short: the value alone, which means `eq`."""

    SHORTHAND: ClassVar[str | None] = "eq"
    SKELETON: ClassVar[tuple[str, ...]] = ("gt",)
    EXPECTED: ClassVar[str | None] = (
        "A text, a number, `true` or `false` is expected here, or a mapping such as `gt: 0`."
    )
    ALONE: ClassVar[tuple[type, ...]] = (str, int, float)

    eq: Value | None = doc("Equal to.", "web")
    ne: Value | None = doc("Not equal to.", "test")
    in_: tuple[Value, ...] = listed("One of.", ["app", "web"], alias="in")
    gt: Value | None = doc("Greater than.", 0)
    ge: Value | None = doc("Greater than or equal to.", 18)
    lt: Value | None = doc("Less than.", 100)
    le: Value | None = doc("Less than or equal to.", 65)
    prefix: Text | None = doc("Begins with.", "shop-")


class EventMatch(Element):
    """An event by its name, and the columns that it must hold."""

    SHORTHAND: ClassVar[str | None] = "event"
    SKELETON: ClassVar[tuple[str, ...]] = ("event",)

    event: Text = required("The event's name in the data.", "order_paid")
    where: dict[str, Condition] = mapped(
        "Conditions on columns, all of which must hold.", {"amount": {"gt": 0}}
    )


class Match(Saying):
    """What a stage or touchpoint is in the data. Short: the events alone."""

    SKELETON: ClassVar[tuple[str, ...]] = ("events",)
    EXPECTED: ClassVar[str | None] = (
        "The name of an event is expected here, a list of them, or a mapping with `events`."
    )

    events: Annotated[tuple[EventMatch, ...], OneOrMany()] = listed(
        "The events, any of which counts.", ["cart_add", "checkout_start"]
    )
    surveys: Words = listed("The names of surveys that ask here.", ["checkout"])

    @model_validator(mode="before")
    @classmethod
    def _events_alone(cls, value: Any) -> Any:
        if isinstance(value, list | tuple | str) or (isinstance(value, dict) and "event" in value):
            return {"events": value}
        return value

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        return ({**mapping, "minProperties": 1}, *mapping["properties"]["events"]["anyOf"])


class JourneyMatch(Saying):
    """What the journey as a whole is in the data."""

    SKELETON: ClassVar[tuple[str, ...]] = ("surveys",)

    surveys: Words = listed("The names of surveys that ask about all of it.", ["relationship"])


class PersonaMatch(Saying):
    """What a persona is in the data."""

    SKELETON: ClassVar[tuple[str, ...]] = ("segment",)

    segment: dict[str, Value] = mapped(
        "A segment of `data.segments` to the value that marks this persona.", {"plan": "student"}
    )


_ENVIRONMENT = r"env:[A-Za-z_][A-Za-z0-9_]*"


def _fullmatch(expression: str) -> Callable[[str], bool]:
    def accepts(text: str) -> bool:
        return re.fullmatch(expression, text, re.ASCII) is not None

    return accepts


Duration = Annotated[
    str,
    pattern(
        "duration",
        _fullmatch(ISO_DURATION),
        f"^{ISO_DURATION}$",
        expected="A duration is written as ISO 8601 has it: `P30D`, `PT2H`.",
    ),
]
Environment = Annotated[
    str,
    pattern(
        "environment",
        _fullmatch(_ENVIRONMENT),
        f"^{_ENVIRONMENT}$",
        expected="An engine is named by an environment variable: `env:CJMAP_WAREHOUSE`.",
    ),
]


# A text without `://`: a file of the workspace is no address.
_FILE_SCHEMA: JsonSchema = {
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^(?![\s\S]*:\/\/)[\s\S]*\S",
            "errorMessage": "A file of the workspace is expected here, from this map's folder.",
        },
        unoffered("boolean", "number"),
    ]
}


class DataSource(Element):
    """A table: a file of the workspace, or a table of an engine, and what its columns are called."""

    SHORTHAND: ClassVar[str | None] = "uri"
    SKELETON: ClassVar[tuple[str, ...]] = ("uri", "columns")
    EXPECTED: ClassVar[str | None] = (
        "A file of the workspace is expected here, or a mapping with `uri`, or with `engine` and `table`."
    )

    uri: Text | None = doc("A file or a glob, from this map's folder.", "data/events/*.parquet")
    engine: Environment | None = doc(
        "`env:` and the environment variable that holds the address; never the address itself.",
        "env:CJMAP_WAREHOUSE",
    )
    table: Text | None = doc("The table in the engine.", "analytics.events")
    columns: dict[str, Text] = mapped(
        "What this map needs to the column's name.", {"customer": "user_id", "time": "event_time"}
    )

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        """A file by a mapping or alone, or a table of an engine: CJ019 refuses both and neither."""
        keys = mapping["properties"]
        uri = {**keys["uri"], **_FILE_SCHEMA}
        file, alone = super().alternatives(
            {**mapping, "properties": {**keys, "uri": uri, "engine": _unwritten(keys["engine"])}}
        )
        table = {**mapping, "properties": {**keys, "uri": _unwritten(keys["uri"])}}
        return (
            {**file, "required": ["uri"]},
            alone,
            {**table, "required": ["engine", "table"]},
        )


def _unwritten(described: JsonSchema) -> JsonSchema:
    """A key that may stand there without a value."""
    kept: JsonSchema = {key: described[key] for key in ("title", "description") if key in described}
    return {**kept, **unoffered("null")}


class MinimumN(Saying):
    """How many answers a figure needs."""

    SKELETON: ClassVar[tuple[str, ...]] = ("suppress", "indicative")

    suppress: Count | None = doc("Fewer are not shown, but told as “too few”. Left out: 10.", 10)
    indicative: Count | None = doc(
        "Fewer are shown as indicative. Left out: 30; for means 101 at the least.", 30
    )


Period = Annotated[tuple[Day, ...], Field(min_length=2, max_length=2)]


class Data(Saying):
    """Where the events and surveys are that this map is held against."""

    SKELETON: ClassVar[tuple[str, ...]] = ("events", "window")

    events: DataSource | None = doc("What customers did.")
    surveys: DataSource | None = doc("What customers said.")
    customers: DataSource | None = doc("Who the customers are.")
    window: Duration | None = doc("How long a journey may take, ISO 8601.", "P30D")
    order: Annotated[DataOrder, choice(DataOrder)] | None = doc(
        "Whether other events may come between, none may, or order does not matter. Left out: `loose`.",
        "strict",
    )
    entry: Annotated[DataEntry, choice(DataEntry)] | None = doc(
        "Count from the first time or the best run that fits the window. Left out: `first`.", "any"
    )
    count: Annotated[DataCount, choice(DataCount)] | None = doc(
        "What is counted; `journey` needs `columns.journey`. Left out: `customer`.", "journey"
    )
    timezone: Text | None = doc("The time zone of days.", "UTC", "Europe/Madrid")
    min_n: MinimumN | None = doc("From how many answers on a figure is shown.")
    segments: dict[str, Text] = mapped("A segment to its column.", {"plan": "customers.plan"})
    periods: dict[str, Period] = mapped(
        "A name to a half-open interval of days.", {"before": ["2025-01-01", "2025-07-01"]}
    )
    tolerance: Annotated[float, Number(0)] | None = doc(
        "By how many points a written value may be off. Left out: 1, for a mean 0.1.", 1
    )
