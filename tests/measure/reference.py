"""What `measure` counts, in plain Python that follows the definitions word by word, however slowly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cjmap.measure.counts import PartCounts
from cjmap.measure.plan import NOTHING, Comparing, Plan
from cjmap.measure.queries import bucket_of
from cjmap.vocabulary.data import DataEntry, DataOrder


class Event(NamedTuple):
    """A row of events; `t` in microseconds."""

    customer: str
    t: int
    event: str
    channel: str | None
    amount: float | None = None


class Row(NamedTuple):
    """An event that stands for spots of the map; `place` is the first of its stages."""

    t: int
    place: int
    spots: frozenset[int]
    channel: str | None


def rows_of(events: Sequence[Event], plan: Plan) -> list[Row]:
    found = []
    for event in events:
        spots = spots_of(event, plan)
        stages = [plan.spots[number].stage for number in plan.stages if number in spots]
        if stages:
            channel = None if event.channel in plan.no_values else event.channel
            found.append(Row(event.t, min(stages), spots, channel))
    return sorted(found, key=lambda row: (row.t, row.place))


def happened(events: Sequence[Event], plan: Plan) -> list[Event]:
    """The events of somebody that are not to come."""
    return [
        event
        for event in events
        if event.t < plan.until
        and event.customer not in NOTHING
        and event.event not in plan.no_events
    ]


def spots_of(event: Event, plan: Plan) -> frozenset[int]:
    held = frozenset(
        number
        for number, one in enumerate(plan.predicates)
        if one.event == event.event and all(holds(event, c) for c in one.conditions)
    )
    codes = [code for code, one in enumerate(plan.codes) if one == (event.event, held)]
    return frozenset(n for n, spot in enumerate(plan.spots) if spot.codes & set(codes))


def holds(event: Event, one: Comparing) -> bool:
    value = event.amount
    if value is None:
        return False
    against = one.values[0]
    assert isinstance(against, int | float)
    return {"eq": value == against, "gt": value > against, "le": value <= against}[one.operator]


def follows(
    source: Row, target: Row, rows: Sequence[Row], pair: tuple[int, int], plan: Plan
) -> bool:
    """Whether a row of the second spot of a pair follows a row of the first as the plan wants it."""
    p, q = pair
    since = target.t - source.t
    if target is source or (since == 0 and {p, q} <= target.spots):
        return False
    if plan.order is DataOrder.ANY:
        return plan.window is None or abs(since) <= plan.window
    if since < 0 or (plan.window is not None and since > plan.window):
        return False
    if plan.order is DataOrder.STRICT:
        forward = (source.t, source.place) <= (target.t, target.place)
        return forward and not between(source, target, rows, pair, plan)
    return True


def conversion(rows: Sequence[Row], pair: tuple[int, int], plan: Plan) -> int | None:
    """How long after the first spot the second followed; None where it did not."""
    p, q = pair
    sources = [row for row in rows if p in row.spots]
    if not sources:
        return None
    if plan.entry is DataEntry.FIRST:
        sources = sources[:1]
    targets = [row for row in rows if q in row.spots]
    if plan.entry is DataEntry.FIRST and plan.order is DataOrder.STRICT:
        # The nearest alone: behind it, it is itself between.
        source = sources[0]
        targets = [
            row
            for row in targets
            if (row.t, row.place) >= (source.t, source.place)
            and not (row.t == source.t and {p, q} <= row.spots)
        ][:1]
    apart = [
        abs(target.t - source.t)
        for source in sources
        for target in targets
        if follows(source, target, rows, pair, plan)
    ]
    return min(apart, default=None)


def next_of(at: Row, rows: Sequence[Row], pair: tuple[int, int], plan: Plan) -> Row | None:
    """The earliest row of the second stage at or after one of the first; None where there is none.

    Also where none may lie between and an event of another stage does.
    """
    p, q = pair
    strict = plan.order is DataOrder.STRICT
    for row in rows:
        if q not in row.spots or (row.t == at.t and p in row.spots):
            continue
        if row.t < at.t or (strict and row.place < at.place and row.t == at.t):
            continue
        return row if not strict or not between(at, row, rows, pair, plan) else None
    return None


def between(
    source: Row, target: Row, rows: Sequence[Row], pair: tuple[int, int], plan: Plan
) -> bool:
    """Whether an event of none of two stages lies between two rows."""
    own = {plan.spots[number].stage for number in pair}
    start, end = (source.t, source.place), (target.t, target.place)
    return any(
        not own & {plan.spots[n].stage for n in row.spots} and start < (row.t, row.place) < end
        for row in rows
    )


def count(events: Sequence[Event], plan: Plan, end: int) -> PartCounts:
    """The counts of some customers; `end` is the last event of all data."""
    by_customer: dict[str, list[Event]] = {}
    for event in events:
        by_customer.setdefault(event.customer, []).append(event)
    reach: Counter[int] = Counter()
    base: Counter[int] = Counter()
    converted: Counter[int] = Counter()
    through: Counter[int] = Counter()
    skips: Counter[int] = Counter()
    entries: Counter[int] = Counter()
    exits: Counter[int] = Counter()
    steps: Counter[tuple[int, int]] = Counter()
    steppers: Counter[tuple[int, int]] = Counter()
    times: dict[int, Counter[int]] = {}
    channels: dict[int, Counter[str]] = {}
    customers = complete = passed = 0

    def ended(since: int) -> bool:
        return plan.window is None or since + plan.window <= end

    for some in by_customer.values():
        rows = rows_of(some, plan)
        if not rows:
            continue
        customers += 1
        first = {
            n: min(row.t for row in rows if n in row.spots)
            for n in range(len(plan.spots))
            if any(n in row.spots for row in rows)
        }
        reach.update(first.keys())
        for number, pair in enumerate(plan.pairs):
            if pair[0] not in first:
                continue
            took = conversion(rows, pair, plan)
            if ended(first[pair[0]]):
                base[number] += 1
                converted[number] += took is not None
            source, target = (plan.spots[n] for n in pair)
            stages = source.is_stage and target.is_stage
            if took is not None and stages and target.stage == source.stage + 1:
                times.setdefault(source.stage, Counter())[bucket_of(took)] += 1
        begin = next((row for row in rows if plan.stages[0] in row.spots), None)
        if begin is not None:
            through[0] += 1
            complete += ended(begin.t)
            at = begin
            for place in range(1, len(plan.stages)):
                pair = plan.stages[place - 1], plan.stages[place]
                if not plan.spots[pair[1]].codes:
                    break
                following = next_of(at, rows, pair, plan)
                if following is None or (
                    plan.window is not None and following.t > begin.t + plan.window
                ):
                    break
                at = following
                through[place] += 1
                if place == len(plan.stages) - 1:
                    passed += ended(begin.t)
        for place, number in enumerate(plan.stages):
            if plan.spots[number].codes and number not in first:
                skips[number] += any(later in first for later in plan.stages[place + 1 :])
        entries[rows[0].place] += 1
        if ended(rows[-1].t):
            exits[rows[-1].place] += 1
        moves = Counter((a.place, b.place) for a, b in pairwise(rows) if a.place != b.place)
        steps.update(moves)
        steppers.update(moves.keys())
        seen = {
            (plan.spots[n].stage, row.channel)
            for row in rows
            for n in plan.stages
            if n in row.spots and row.channel is not None
        }
        for stage, channel in seen:
            channels.setdefault(stage, Counter())[str(channel)] += 1
    here_spots = [n for n, spot in enumerate(plan.spots) if spot.codes]
    return PartCounts(
        customers=customers,
        reach={n: reach[n] for n in here_spots},
        base={n: base[n] for n in range(len(plan.pairs))},
        converted={n: converted[n] for n in range(len(plan.pairs))},
        through=_through(through, plan),
        complete=complete,
        passed=passed,
        skips={n: skips[n] for n in plan.stages if plan.spots[n].codes},
        entries=dict(sorted(entries.items())),
        exits=dict(sorted(exits.items())),
        times={stage: tuple(sorted(some.items())) for stage, some in sorted(times.items())},
        steps={pair: (steppers[pair], n) for pair, n in steps.items()},
        channels={
            stage: tuple(sorted(some.items(), key=lambda one: (-one[1], one[0])))
            for stage, some in sorted(channels.items())
        },
    )


def _through(through: Counter[int], plan: Plan) -> dict[int, int]:
    found = {}
    for place, number in enumerate(plan.stages):
        if not plan.spots[number].codes and place:
            break
        found[place] = through[place]
        if not plan.spots[plan.stages[0]].codes:
            break
    return found
