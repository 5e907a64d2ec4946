"""Figures, and what they are to reach."""

import math
import re
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SkipValidation,
)
from pydantic_core import PydanticCustomError, core_schema

from cjmap.model.element import Amount, Count, Element, References, doc, required
from cjmap.model.scalars import (
    Day,
    JsonSchema,
    Number,
    Slug,
    Text,
    choice,
    dump_number,
    read_number,
    suggested,
)
from cjmap.text.scalars import parse_number
from cjmap.vocabulary.metrics import Comparison, Direction, MetricType


class Components(Element):
    """The counts behind an NPS."""

    promoters: Count = required("Answers 9 and 10.", 120)
    passives: Count = required("Answers 7 and 8.", 60)
    detractors: Count = required("Answers 0 to 6.", 20)

    @property
    def total(self) -> int:
        return self.promoters + self.passives + self.detractors


class Reading(Element):
    """An earlier value of a metric."""

    date: Day = required("The day.", "2026-01-31")
    value: Amount = required("The value on that day.", 31)
    n: Count | None = doc("How many answers or cases.", 200)


# A comparison may be written as it is shown, too.
_BY_SIGN = {sign: item for item in Comparison for sign in (item.value, item.sign)}
_SIGNS = "|".join(sorted(_BY_SIGN, key=lambda sign: (sign not in list(Comparison), -len(sign))))
_TARGET = rf"\s*({_SIGNS})\s*([-+\u2212]?(?:\d+(?:\.\d*)?|\.\d+))\s*"


class Target(BaseModel):
    """What a metric is to reach: a `value` and an `operator`, None where the direction decides."""

    model_config = ConfigDict(frozen=True)
    operator: Comparison | None
    value: SkipValidation[float]


class _TargetReading:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_TARGET}$"}]}

    @staticmethod
    def read(value: Any) -> Target:
        if isinstance(value, Target):
            return value
        number = read_number(value)
        if number is not None:
            return Target(operator=None, value=Number().check(number, value))
        if isinstance(value, str):
            match = re.fullmatch(_TARGET, value, re.ASCII)
            figure = parse_number(match.group(2)) if match else None
            if match is not None and figure is not None and math.isfinite(figure):
                return Target(operator=_BY_SIGN[match.group(1)], value=figure)
        raise PydanticCustomError("bad_format", "{form}", {"form": "target", "text": str(value)})

    @staticmethod
    def write(target: Target) -> str | float:
        if target.operator is None:
            return dump_number(target.value)
        return f"{target.operator} {target.value}"


class Metric(Element):
    """A figure about a stage, a touchpoint or the whole journey."""

    type: Annotated[MetricType | str, suggested(MetricType)] = required(
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
    direction: Annotated[Direction, choice(Direction)] | None = doc(
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
    def better(self) -> Direction | None:
        """Which way is better; None for a word of one's own without a direction."""
        if self.direction is None and isinstance(self.type, MetricType):
            return self.type.better
        return self.direction

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
