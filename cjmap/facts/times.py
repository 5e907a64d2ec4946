"""How long the journey takes, and how much of that is waiting: sums of what the map writes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from cjmap.facts.flow import Flow, walk_of
from cjmap.facts.index import Item
from cjmap.facts.participation import Participation, StageFact
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.text.durations import parse_duration


@dataclass(frozen=True, slots=True)
class Time:
    """A sum of durations, in seconds, and where those that it is of stand.

    `uncounted` are those that do not add up: years, months, words. `whole` says that there are
    none, and that nothing which belongs to it is silent.
    """

    seconds: float
    counted: tuple[Path, ...]
    uncounted: tuple[Path, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class StageTime:
    """A stage as one persona passes it: how long it takes and how long is waited in it.

    It takes what it says itself. Where it says nothing, nothing that counts, or less than what
    stands in it, it takes what the touchpoints on the persona's usual way take, with the waits
    before them; `by_itself` says that this is not so.
    """

    takes: Time
    waits: Time
    by_itself: bool


@dataclass(frozen=True, slots=True)
class PersonaTime:
    """One persona's time, stage by stage and together."""

    persona: Item
    stages: tuple[StageTime, ...]
    takes: Time
    waits: Time


@dataclass(frozen=True, slots=True)
class Span:
    """From the least to the most seconds that it takes several personas.

    It is of so many durations (`counted`; of none it is 0), and so many could not be counted;
    `whole` says that nothing is left out.
    """

    least: float
    most: float
    counted: int
    uncounted: int
    whole: bool

    @property
    def tells(self) -> bool:
        """Whether there is a sum to speak of: what is known is at least so long."""
        return self.counted > 0


_NOTHING = Time(0, (), (), whole=True)
_SILENCE = Time(0, (), (), whole=False)
_ABSENT = StageTime(_NOTHING, _NOTHING, by_itself=False)


def spend(things: Things, participation: Participation, flow: Flow) -> tuple[PersonaTime, ...]:
    """The time of each persona, in the order of the map."""
    return tuple(_spend(things, participation, flow, item) for item in participation.personas)


def span(times: Iterable[Time]) -> Span | None:
    """What the times of several personas have between them; None where nothing is written."""
    times = tuple(times)
    counted = {path for time in times for path in time.counted}
    uncounted = {path for time in times for path in time.uncounted}
    if not counted and not uncounted:
        return None
    # Whoever passes nothing that says it has no sum of their own.
    sums = [time.seconds for time in times if time.counted] or [0.0]
    whole = all(time.whole for time in times)
    return Span(min(sums), max(sums), len(counted), len(uncounted), whole)


def _spend(things: Things, participation: Participation, flow: Flow, persona: Item) -> PersonaTime:
    walk = walk_of(flow, persona)
    way = walk.present.intersection(walk.happy) if walk is not None else frozenset()
    stages = tuple(
        _pass(things, stage, way) if persona in stage.personas else _ABSENT
        for stage in participation.stages
    )
    return PersonaTime(
        persona,
        stages,
        _join([stage.takes for stage in stages]),
        _join([stage.waits for stage in stages]),
    )


def _pass(things: Things, stage: StageFact, way: frozenset[Path]) -> StageTime:
    passed = [fact.item for fact in stage.touchpoints if fact.item.path in way]
    waits = _join([_read(things.touchpoints[t].wait, t.path, "wait", _NOTHING) for t in passed])
    each = [_read(things.touchpoints[t].duration, t.path, "duration", _SILENCE) for t in passed]
    parts = _join([*each, waits]) if stage.touchpoints else _SILENCE
    written = things.stages[stage.item].duration
    if written is None:
        return StageTime(parts, waits, by_itself=False)
    own = _read(written, stage.item.path, "duration", _SILENCE)
    if parts.counted and parts.seconds > own.seconds:
        # Two hours cannot hold a wait of two days, and what nobody can count is as long at least.
        least = Time(parts.seconds, parts.counted, own.uncounted, whole=False)
        return StageTime(least, waits, by_itself=False)
    return StageTime(own, waits, by_itself=True)


def _read(written: str | None, owner: Path, key: str, silence: Time) -> Time:
    """What one field says; `silence` is what it means that it says nothing."""
    if written is None:
        return silence
    duration = parse_duration(written)
    seconds = duration.seconds if duration is not None else None
    if seconds is None:
        return Time(0, (), ((*owner, key),), whole=False)
    return Time(seconds, ((*owner, key),), (), whole=True)


def _join(times: Sequence[Time]) -> Time:
    counted = tuple(path for time in times for path in time.counted)
    uncounted = tuple(path for time in times for path in time.uncounted)
    whole = all(time.whole for time in times)
    if not counted and not uncounted:
        # Most maps say nothing of time: one silence for all keeps their facts small.
        return _NOTHING if whole else _SILENCE
    return Time(math.fsum(time.seconds for time in times), counted, uncounted, whole)


def written_durations(things: Things) -> Iterator[tuple[Path, str | None]]:
    """Every text that stands where a duration belongs, with its place; None where there is none."""
    for item, stage in things.stages:
        yield (*item.path, "duration"), stage.duration
    for item, touchpoint in things.touchpoints:
        yield (*item.path, "duration"), touchpoint.duration
        yield (*item.path, "wait"), touchpoint.wait
        for number, automation in enumerate(touchpoint.automation):
            yield (*item.path, "automation", number, "delay"), automation.delay
