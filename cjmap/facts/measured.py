"""What was found in the data of a map: figures of all customers and of parts of them.

Made by whoever asks the data, read by whoever shows them. Percentages are 0 to 100, an NPS is -100 to
100, durations are seconds.
"""

from __future__ import annotations

from enum import StrEnum

from cjmap.findings import Path
from cjmap.records import dataclass


class State(StrEnum):
    """How much a figure says: from enough, from few, or from too few to be shown."""

    OK = "ok"
    INDICATIVE = "indicative"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of `n` customers or answers with its 95 % interval; all None where suppressed."""

    value: float | None
    n: int
    low: float | None
    high: float | None
    state: State


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a figure is above another, in points, with its interval."""

    value: float
    low: float
    high: float

    @property
    def different(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Scores:
    """What customers said at one place: NPS, CSAT, CES as its mean and as its share of easy."""

    nps: Figure | None
    csat: Figure | None
    csat_mean: Figure | None
    ces: Figure | None
    ces_top: Figure | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long `n` customers took, in seconds."""

    n: int
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class StageMeasured:
    """A stage as it was: customers who reached it, passed through up to it, and never came."""

    id: str
    reach: int
    through: int
    conversion: Figure | None
    drop_off: Figure | None
    time_to_next: Duration | None
    skips: int
    channels: tuple[tuple[str, int], ...]
    scores: Scores


@dataclass(frozen=True, slots=True)
class TouchpointMeasured:
    """A touchpoint as it was."""

    id: str
    stage: str
    reach: int
    conversion: Figure | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class FlowMeasured:
    """Steps between visits of two stages: `n` customers took `steps` of them."""

    origin: str
    target: str
    n: int
    steps: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the customers: all, a persona, a segment's value (`plan=student`), a period.

    `few`: they are too few for shares of them to be shown.
    """

    kind: str
    id: str
    customers: int
    few: bool
    through: Figure | None
    scores: Scores
    fitness: float | None
    entries: tuple[tuple[str, int], ...]
    exits: tuple[tuple[str, int], ...]
    stages: tuple[StageMeasured, ...]
    touchpoints: tuple[TouchpointMeasured, ...]
    flows: tuple[FlowMeasured, ...]


class Verdict(StrEnum):
    """What the data say of what is written: of a value, and of a target."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH = "not-enough-evidence"
    KEPT = "kept"
    MISSED = "missed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Judged:
    """A written value or target, and what was measured. `written` is as people read it.

    `is_share` says that it is in percent.
    """

    path: Path
    type: str
    written: str
    measured: Figure
    verdict: Verdict
    is_share: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure in two periods; `place` is None for the journey."""

    place: str | None
    type: str
    origin: str
    target: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Events that no stage matches."""

    n: int
    share: float
    events: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unbound:
    """A stage or touchpoint without events or answers; `named` says that its `match` names some."""

    id: str
    path: Path
    named: bool


class Reason(StrEnum):
    """Why rows could not be used, or what is odd about them."""

    REFUSED = "refused"
    CUSTOMER = "customer"
    TIME = "time"
    DOUBTFUL = "doubtful"
    FUTURE = "future"
    EARLY = "early"
    ZONE = "zone"
    EVENT = "event"
    WORD = "word"
    BLANK = "blank"
    NUMBER = "number"
    PLACE = "place"
    UNPLACED = "unplaced"
    KIND = "kind"
    SCORE = "score"
    SCALE = "scale"
    WHOLE = "whole"
    TWICE = "twice"
    SEVERAL = "several"
    VALUES = "values"
    OVERLAP = "overlap"
    REPEATED = "repeated"
    QUOTE = "quote"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file by its number from 1, with those that were no rows of the table.

    `headed`: it stands below a header, which has no number.
    """

    number: int
    file: str
    headed: bool


@dataclass(frozen=True, slots=True)
class Unusable:
    """Rows of a source (`events`, `surveys`, `customers`): why, how many, which is one of them.

    Of `several` values it is how many customers have them; of an `overlap` the role is `periods`.
    `detail` is the column, the segment, the day after which nothing has happened, the time zone, the
    names of surveys, or what the engine said.
    """

    role: str
    reason: Reason
    detail: str
    n: int
    row: Row | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An event that two stages after one another match."""

    event: str
    first: Path
    second: Path


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was found. Times are ISO 8601, UTC; `window` in seconds.

    `idle` are the stages that a way of the map joins and no step of a customer, by their ids;
    `shared` events of two stages after one another.
    """

    engine: str
    window: float | None
    events: int
    customers: int
    first: str | None
    last: str | None
    unmapped: Unmapped
    groups: tuple[Group, ...]
    claims: tuple[Judged, ...]
    targets: tuple[Judged, ...]
    comparisons: tuple[Compared, ...]
    unbound: tuple[Unbound, ...]
    unusable: tuple[Unusable, ...]
    idle: tuple[tuple[str, str], ...]
    shared: tuple[Neighbours, ...]
