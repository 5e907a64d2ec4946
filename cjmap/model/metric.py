"""Figures, and what they are to reach."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SkipValidation,
)
from pydantic_core import PydanticCustomError

from cjmap.model.element import Amount, Count, Element, Measure, References, doc, listed, required
from cjmap.model.scalars import (
    NUMBER_PATTERN,
    Day,
    Figure,
    Form,
    JsonSchema,
    Notation,
    Number,
    Slug,
    Text,
    choice,
    suggested,
)
from cjmap.text.scalars import Plain
from cjmap.vocabulary.metrics import (
    Comparison,
    Direction,
    MetricType,
    Statistic,
    answers_to,
    bounds_of,
    is_mean,
    is_share,
)


class Components(Element):
    """The counts behind an NPS."""

    SKELETON: ClassVar[tuple[str, ...]] = ("promoters", "passives", "detractors")

    promoters: Count = required("Answers 9 and 10.", 120)
    passives: Count = required("Answers 7 and 8.", 60)
    detractors: Count = required("Answers 0 to 6.", 20)

    @property
    def total(self) -> int:
        return self.promoters + self.passives + self.detractors


class Reading(Element):
    """An earlier value of a metric."""

    SKELETON: ClassVar[tuple[str, ...]] = ("date", "value")

    date: Day = required("The day.", "2026-01-31")
    value: Measure = required("The value on that day.", 31)
    n: Count | None = doc("How many answers or cases.", 200)


# A comparison may be written as it is shown, too.
_BY_SIGN = {sign: item for item in Comparison for sign in (item.value, item.sign)}
_SIGNS = "|".join(sorted(_BY_SIGN, key=lambda sign: (sign not in list(Comparison), -len(sign))))
_TARGET = rf"\s*({_SIGNS})\s*({NUMBER_PATTERN}\s*%?)\s*"
_FIGURE = Figure()


class Target(BaseModel):
    """What a metric is to reach: a `value` and an `operator`, None where the direction decides."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, defer_build=True)
    operator: Comparison | None
    value: SkipValidation[float]


class _TargetReading(Notation):
    always_written = True

    @property
    def schema(self) -> JsonSchema:
        number, share = _FIGURE.schema["anyOf"]
        expected = 'A number is expected here, or a comparison in quotes: `">= 40"`.'
        return {
            "anyOf": [
                {**number, "errorMessage": expected},
                share,
                {"type": "string", "pattern": f"^{_TARGET}$"},
            ]
        }

    @property
    def form(self) -> Form:
        return "target", tuple(_BY_SIGN)

    def read(self, value: Any) -> Target:
        if isinstance(value, Target):
            return value
        match = re.fullmatch(_TARGET, value, re.ASCII) if isinstance(value, str) else None
        if match is not None:
            figure = _FIGURE.read(Plain(match.group(2)))
            return Target(operator=_BY_SIGN[match.group(1)], value=figure)
        try:
            return Target(operator=None, value=_FIGURE.read(value))
        except PydanticCustomError as error:
            if error.type != "wrong_type":
                raise
        raise PydanticCustomError("bad_format", "{form}", {"form": "target", "text": str(value)})

    def write(self, value: Target) -> str | float:
        if value.operator is None:
            return _FIGURE.write(value.value)
        return f"{value.operator} {value.value}"


class Metric(Element):
    """A figure about a stage, a touchpoint or the whole journey."""

    SKELETON: ClassVar[tuple[str, ...]] = ("type", "value", "n", "date")

    type: Annotated[MetricType | str, suggested(MetricType)] = required(
        "nps, csat, ces, conversion, reach, drop-off, retention, time, cost, revenue, visits, "
        "referrals, or a word of your own.",
        "nps",
        "csat",
        "conversion",
        "reach",
    )
    name: Text | None = doc(
        "What it is called, where the type does not say enough.", "NPS after delivery"
    )
    id: Slug | None = doc(
        "How the map refers to it. Left out: the slug of the name, else of the type.",
        "nps-after-delivery",
    )
    value: Measure | None = doc(
        "The figure. NPS -100 to 100; csat, conversion, drop-off and retention in percent.",
        34,
        "54%",
    )
    unit: Text | None = doc("The unit.", "%", "EUR", "min")
    n: Count | None = doc("How many answers or cases.", 240)
    date: Day | None = doc("When it was measured.", "2026-06-30")
    target: Annotated[Target, _TargetReading()] | None = doc(
        "A number (at least; at most where the direction is down) or a comparison.",
        40,
        ">= 40",
        ">= 90%",
    )
    direction: Annotated[Direction, choice(Direction)] | None = doc(
        "Which way is better. Left out: what the type says; a word of your own has none.", "down"
    )
    method: Text | None = doc("How it was measured.", "Question after the delivery, all customers")
    statistic: Annotated[Statistic, choice(Statistic)] | None = doc(
        "For CSAT and CES: the share of the top answers, or their mean. Left out: a share for CSAT, a mean for CES.",
        "mean",
    )
    sd: Annotated[float, Number(0)] | None = doc(
        "The standard deviation of the answers, for the interval of a mean.", 1.1
    )
    scale: (
        Annotated[
            tuple[Amount, ...],
            Field(min_length=2, max_length=2),
        ]
        | None
    ) = doc(
        "Lowest and highest answer of the question. Left out: [1, 5] for CSAT, [1, 7] for CES.",
        [1, 5],
    )
    from_: Text | None = doc(
        "For a conversion: the stage or touchpoint whose customers are 100 %. Left out: the stage before.",
        alias="from",
    )
    personas: References = listed("The personas it holds for. Left out: all.")
    source: Text | None = doc("Where it comes from: text, or the id of a piece of evidence.")
    owner: Text | None = doc("Who answers for it.")
    evidence: References = listed("Ids of the evidence.")
    components: Components | None = doc("NPS only: the counts; then `value` may be left out.")
    history: tuple[Reading, ...] = listed("Earlier values.")

    @property
    def better(self) -> Direction | None:
        """Which way is better; None for a word of one's own without a direction."""
        if self.direction is None and isinstance(self.type, MetricType):
            return self.type.better
        return self.direction

    @property
    def is_mean(self) -> bool:
        """Whether it is the mean of the answers to a question, on their scale."""
        return is_mean(self._kind, self.statistic)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage by its type."""
        return is_share(self._kind, self.statistic)

    @property
    def answers(self) -> tuple[float, float]:
        """The lowest and the highest answer that can be given to its question."""
        return answers_to(self._kind, self._ends)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Between which values it can lie; None where its type does not say so."""
        return bounds_of(self._kind, self.statistic, self._ends)

    @property
    def _kind(self) -> MetricType | None:
        return self.type if isinstance(self.type, MetricType) else None

    @property
    def _ends(self) -> tuple[float, float] | None:
        return None if self.scale is None else (self.scale[0], self.scale[1])

    @property
    def readings(self) -> tuple[tuple[int, Reading], ...]:
        """The entries of its history that may be counted, each with its number."""
        listed = enumerate(self.history)
        return tuple(one for one in listed if self._holds(one[1].value, one[1].n))

    @property
    def newest(self) -> int | None:
        """The number of the newest of its readings, the first of equal ones."""
        found = max(self.readings, key=lambda one: (one[1].date, -one[0]), default=None)
        return None if found is None else found[0]

    @property
    def figure(self) -> float | None:
        """The value as written, else the NPS of its components, else the newest of its history.

        The NPS is 100 (P - D) / n. What CJ013 refuses is no figure: a value outside its bounds, or
        one that rests on no answer.
        """
        if self._is_valued:
            return self.value
        if self.components is not None and self.components.total:
            counts = self.components
            return 100 * (counts.promoters - counts.detractors) / counts.total
        return None if self.newest is None else self.history[self.newest].value

    @property
    def count(self) -> int | None:
        """How many answers or cases stand behind its figure."""
        if self._is_told_by_history:
            return self.history[self.newest or 0].n
        if self.n is None and self._is_counted and self.components is not None:
            return self.components.total
        return self.n

    @property
    def place(self) -> tuple[str | int, ...]:
        """Where its figure is written: the path below it."""
        if self._is_told_by_history and self.newest is not None:
            return "history", self.newest, "value"
        return ("components",) if self.value is None else ("value",)

    @property
    def _is_counted(self) -> bool:
        return self.components is not None and self.components.total > 0

    @property
    def _is_valued(self) -> bool:
        return self.value is not None and self._holds(self.value, self.n)

    @property
    def _is_told_by_history(self) -> bool:
        return not self._is_valued and not self._is_counted and self.newest is not None

    def _holds(self, value: float, n: int | None) -> bool:
        """Whether such a metric can have a value that rests on so many answers."""
        least, most = self.bounds or (value, value)
        return n != 0 and least <= value <= most

    @property
    def goal(self) -> Target | None:
        """Its target. What CJ013 refuses is none: no value can ever be held against it."""
        if self.target is None:
            return None
        least, most = self.bounds or (self.target.value, self.target.value)
        return self.target if least <= self.target.value <= most else None

    @property
    def is_sound(self) -> bool:
        """Whether CJ013 refuses nothing of it: a scale that is none, a number that cannot be."""
        scaled = self.scale is None or self.scale[0] < self.scale[1]
        valued = self.value is None or self._is_valued
        aimed = self.target is None or self.goal is not None
        return scaled and valued and aimed and len(self.readings) == len(self.history or ())

    @property
    def is_measured(self) -> bool:
        """Whether it has a figure; a target alone is none."""
        return self.figure is not None

    def numbers(self) -> Iterator[tuple[tuple[str | int, ...], float]]:
        """Its values and target as written, with the paths below it."""
        if self.value is not None:
            yield ("value",), self.value
        if self.target is not None:
            yield ("target",), self.target.value
        for number, reading in enumerate(self.history):
            yield ("history", number, "value"), reading.value


class Result(Element):
    """What changed for one metric."""

    SKELETON: ClassVar[tuple[str, ...]] = ("metric", "before", "after")

    metric: Text = required("What was measured: the type or id of a metric, or text.", "conversion")
    before: Measure | None = doc("The value before.", 2.1)
    after: Measure | None = doc("The value after.", 2.6)
    change: Measure | None = doc(
        "The change, where that is what is known: in the metric's unit, or with `%` relative to before.",
        "+25 %",
        -3,
    )
    unit: Text | None = doc("The unit of before and after.", "%")
    date: Day | None = doc("When it was found.", "2026-06-30")
    period: Text | None = doc("Over which time.", "six months")
    evidence: References = listed("Ids of the evidence.")

    def numbers(self) -> Iterator[tuple[tuple[str | int, ...], float]]:
        """What it was before and after, as written, with the paths below it."""
        if self.before is not None:
            yield ("before",), self.before
        if self.after is not None:
            yield ("after",), self.after


class JourneyResult(Result):
    """What changed after opportunities were done."""

    opportunities: References = listed("Ids of the opportunities that brought it about.")
