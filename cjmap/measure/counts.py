"""What was counted of the parts of the customers, from which all figures are made."""

from __future__ import annotations

from collections.abc import Mapping

from cjmap.facts.measured import Unusable
from cjmap.measure.plan import Period
from cjmap.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """Which customers: all, a persona, a segment's value, a period."""

    kind: str
    id: str
    segment: Mapping[str, str] = field(default_factory=dict)
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class PartCounts:
    """The counts of a part of the customers.

    `reach` by spot, `base` and `converted` by pair, `through` by stage (from 0), `complete` those
    of the first stage whose window has ended, of whom `passed` went through all. `times` are
    buckets of how long the next stage took (see `queries.bucket`), by stage. `steps` are customers
    and steps by pair of stages.
    """

    customers: int
    reach: Mapping[int, int]
    base: Mapping[int, int]
    converted: Mapping[int, int]
    through: Mapping[int, int]
    complete: int
    passed: int
    skips: Mapping[int, int]
    entries: Mapping[int, int]
    exits: Mapping[int, int]
    times: Mapping[int, tuple[tuple[int, int], ...]]
    steps: Mapping[tuple[int, int], tuple[int, int]]
    channels: Mapping[int, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class EventCounts:
    """The events of all, and of each part; `seen` are the codes that occur."""

    events: int
    customers: int
    first: int | None
    last: int | None
    seen: frozenset[int]
    unmapped: tuple[tuple[str, int], ...]
    parts: tuple[PartCounts, ...]


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How many gave which answer, by name of the survey and kind, and when the last of them was."""

    answers: Mapping[tuple[str, str], Mapping[float, int]]
    last: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Counts:
    """All that was counted; `parts` go with those of the events and with `answers`."""

    parts: tuple[Part, ...]
    events: EventCounts | None
    answers: tuple[AnswerCounts, ...]
    unusable: tuple[Unusable, ...]
