"""What customers did and said, beside what a map says of them: the types of what was measured.

Texts are ready in the board's language and nothing is escaped. Stages are numbered from 0. Shares
are 0 to 1 of what is largest of their kind, to be drawn.
"""

from __future__ import annotations

from typing import Literal

from cjmap.findings import Path
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Whisker:
    """Where a figure lies between the ends of what it can be, 0 to 1, with its 95 % interval.

    `written` and `target` are where what the map says lies; None where it says nothing.
    """

    at: float
    low: float
    high: float
    written: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class Gauged:
    """A figure as it was measured; `whisker` is None where too few are behind it to show it.

    `count` is of how many, `caution` a word where these are few. `spoken` says all of it.
    """

    name: str
    value: str
    interval: str
    count: str
    caution: str
    spoken: str
    whisker: Whisker | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the data say of a written value or target: `holds` is None where they cannot tell."""

    text: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Held:
    """A written metric beside what was measured of it.

    `written` and `target` are as readers see them, "" where the map says none.
    """

    path: Path
    place: str
    name: str
    written: str
    target: str
    gauged: Gauged
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something, `n`, as text."""

    name: str
    n: int
    text: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A stage as it was: how many reached it, which part came on and left, how long that took.

    `reach` is "" where nothing in the data is of this stage. `leaves` is the part that does not go
    on, 0 to 1, None where nobody knows it.
    """

    path: Path
    name: str
    n: int
    reach: str
    share: float
    came: Gauged | None
    left: Gauged | None
    leaves: float | None
    time: str
    skipped: str
    channels: tuple[Count, ...]
    scores: tuple[Gauged, ...]

    @property
    def lost(self) -> float:
        """How many of those who came do not go on."""
        return self.n * (self.leaves or 0.0)


@dataclass(frozen=True, slots=True)
class Visited:
    """A touchpoint as it was, by its number."""

    path: Path
    number: int
    name: str
    reach: str
    came: Gauged | None
    scores: tuple[Gauged, ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """Steps of customers from one stage to another; `drawn` says that a way of the map does so."""

    source: int
    target: int
    n: int
    share: float
    drawn: bool
    text: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Streams:
    """The ways taken: what flows between stages, where customers begin and where they end.

    `fit` says how many of the steps go ways of the map; what is too rare to be drawn is left out,
    and `rest` says so.
    """

    flows: tuple[Stream, ...]
    begin: tuple[Count, ...]
    end: tuple[Count, ...]
    fit: str
    rest: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """A part of the customers, and which share of them reached each stage, 0 to 1."""

    kind: Literal["all", "persona", "segment", "period"]
    name: str
    customers: str
    stages: tuple[tuple[float, str], ...]
    through: Gauged | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure in two periods; `better` is None where the difference may be chance."""

    place: str
    name: str
    origin: str
    target: str
    change: str
    interval: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class Evidenced:
    """All that was measured of a map, for those it is read for.

    `source` says of whom and when, `whole` are the figures of the journey, `aside` what is said of
    events in no stage, `caution` how comparisons are to be read.
    """

    source: tuple[str, ...]
    whole: tuple[Gauged, ...]
    stages: tuple[Passed, ...]
    touchpoints: tuple[Visited, ...]
    streams: Streams | None
    held: tuple[Held, ...]
    crowds: tuple[Crowd, ...]
    compared: tuple[Compared, ...]
    aside: str
    caution: str
