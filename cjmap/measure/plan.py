"""What a map asks of the data: which rows are which stage, and how they are counted.

A plan is plain data: no model, no engine. Events are told apart by small numbers, their *codes*:
one for each event's name, several where conditions on columns part it. Which stages and touchpoints
a code means is known before any row is read.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from cjmap.facts.channels import Channels
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.vocabulary.data import DataEntry, DataOrder
from cjmap.vocabulary.metrics import MetricType, answers_to

MICROSECONDS: Final = 1_000_000
# When the last place on earth ends a day, after the first hour of the next one in UTC.
_DAY_IS_OVER: Final = 12 * 3600
_FIRST_DAY: Final = datetime.date(1970, 1, 1).toordinal()
# More conditions on one event would make too many codes of it.
MOST_CONDITIONS: Final = 10


# Only as they are written by programs that had nothing: people are called Null and Nan.
NOTHING: Final = frozenset(
    {
        *("NULL", "null", "(null)", "<NA>", "NA", "N/A", "n/a", "#N/A"),
        *("NaN", "nan", "None", "undefined", "\\N"),
    }
)
"""The words that stand for an empty name in tables."""
NO_VALUE: Final = NOTHING - {"None", "NA"}
"""Those of them that are no value either: who has no plan may be in the plan `None`, and `NA` is a
region."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table: files, or a table of the engine that an environment variable names.

    `columns` maps what is needed (`customer`) to what it is called there; `path` is where the map
    or () where the settings say so, `role` is `events`, `surveys` or `customers`, `written` what
    stands there.
    """

    role: str
    written: str
    files: tuple[str, ...]
    engine: str | None
    table: str | None
    columns: Mapping[str, str]
    path: Path

    @property
    def address(self) -> str:
        """What it is called where its figures are written; never an address with a password."""
        return self.written if self.engine is None else f"{self.engine} {self.table}"

    def column(self, need: str) -> str:
        """What a column is called in the table: as the map says, else as it is called here."""
        return self.columns.get(need, need)


@dataclass(frozen=True, slots=True)
class Comparing:
    """A comparison of a column with a value; `values` has several for `in` alone."""

    column: str
    operator: str
    values: tuple[str | float | bool, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """An event by its name, and what must hold of its row."""

    event: str
    conditions: tuple[Comparing, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A stage or touchpoint as it is in the data.

    `stage` is the number of the stage that it is or stands in, from 0; `codes` the events that are
    its own (a stage's with those of its touchpoints), `surveys` the names by which answers belong to
    it. `origin` is where its conversion counts from, as the number of a spot, None where it counts
    from nowhere. `scales` are those that its metrics write, by `csat` and `ces`.
    """

    id: str
    path: Path
    stage: int
    is_stage: bool
    codes: frozenset[int]
    surveys: frozenset[str]
    origin: int | None
    bound: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a question's answers, and whether more is better."""

    low: float
    high: float
    upwards: bool = True


USUAL_SCALES: Final[Mapping[str, Scale]] = {
    "nps": Scale(0, 10),
    "csat": Scale(*answers_to(MetricType.CSAT, None)),
    "ces": Scale(*answers_to(MetricType.CES, None)),
}
"""The scales of questions where the map says no other."""
KINDS: Final = tuple(USUAL_SCALES)
"""The questions that can be counted."""


@dataclass(frozen=True, slots=True)
class Whom:
    """A persona as it is in the data: the values of segments, all of which must be theirs."""

    id: str
    segment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: the column of a source that holds it."""

    name: str
    role: str
    column: str


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open interval of time, in microseconds since 1970, UTC."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is asked.

    `predicates` are numbered; `codes` has for each code its event and the predicates that it
    means, those of one event stand together, `offsets` the first code of each event. `spots` are
    the stages in order, each followed by its touchpoints; `stages` the numbers of the stages among
    them. `pairs` are conversions that are asked for, by numbers of spots. `drawn` are the pairs
    of stages that a way of the map joins. `window` is in microseconds. `scales` are those of
    answers, by the number of a spot (-1 for the journey) and `csat` or `ces`. `channels` are those
    that the map knows, by whatever words. `today` is the day for the present: what lies after it has
    not happened.
    """

    events: Source | None
    surveys: Source | None
    customers: Source | None
    predicates: tuple[Predicate, ...]
    codes: tuple[tuple[str, frozenset[int]], ...]
    offsets: Mapping[str, int]
    spots: tuple[Spot, ...]
    stages: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    whole: frozenset[str]
    drawn: frozenset[tuple[int, int]]
    personas: tuple[Whom, ...]
    segments: tuple[Segment, ...]
    periods: tuple[Period, ...]
    scales: Mapping[tuple[int, str], Scale]
    channels: Channels
    window: int | None
    order: DataOrder
    entry: DataEntry
    counted: str
    timezone: str
    today: datetime.date
    suppress: int
    indicative: int
    tolerance: float | None

    @property
    def until(self) -> int:
        """When today is over everywhere, in microseconds since 1970, UTC.

        Whoever says what day it is and whoever wrote the times need not be in one zone.
        """
        days = self.today.toordinal() - _FIRST_DAY + 1
        return (days * 86_400 + _DAY_IS_OVER) * MICROSECONDS

    @property
    def no_events(self) -> frozenset[str]:
        """The words that name no event; what the map matches is one."""
        return NOTHING - self.offsets.keys()

    @property
    def no_values(self) -> frozenset[str]:
        """The words that are no value of a segment or channel; what a persona is matched by is one."""
        return NO_VALUE.difference(*(one.segment.values() for one in self.personas))

    @property
    def first_stage(self) -> Mapping[int, int]:
        """For each code that some stage means, the first of them: where the row stands for visits."""
        found: dict[int, int] = {}
        for number in self.stages:
            for code in self.spots[number].codes:
                found.setdefault(code, self.spots[number].stage)
        return found
