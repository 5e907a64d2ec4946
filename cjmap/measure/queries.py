"""What is asked of events and answers, as expressions that every engine's SQL is made of.

Rows of events become *mapped* ones (customer, time, code, place of the first stage, channel), these
one row a customer, and all figures are counts over the latter. Ties in time are ordered by the
stage's place in the map, so `key`, time times the number of stages plus that place, orders rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final

import ibis

from cjmap.measure.binding import conditional, say
from cjmap.measure.plan import Comparing, Plan
from cjmap.vocabulary.data import DataEntry, DataOrder

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Buckets of durations grow by this: the middle of each is within 1 % of all in it.
GAMMA: Final = 1.01 / 0.99
# Further away than any two times are.
_NEVER: Final = 2**62


def code(events: ir.Table, plan: Plan, columns: Sequence[str]) -> ir.Value:
    """The code of a row of events; null where no stage or touchpoint names its event.

    `columns` are those that conditions compare: the n-th is there as text (`s0`) and as a number
    (`n0`).
    """
    branches = []
    for event, offset in plan.offsets.items():
        value: Any = ibis.literal(offset, "int64")
        for place, number in enumerate(conditional(plan.predicates, event)):
            held = reduce(
                and_,
                (_holds(events, one, columns) for one in plan.predicates[number].conditions),
            )
            value = value + held.fill_null(False).ifelse(2**place, 0)
        branches.append((events.event == event, value))
    return ibis.cases(*branches) if branches else ibis.null("int64")


def _holds(events: ir.Table, one: Comparing, columns: Sequence[str]) -> Any:
    number = columns.index(one.column)
    text, figure = events[f"s{number}"], events[f"n{number}"]
    if one.operator == "prefix":
        return text.startswith(str(one.values[0]))
    if one.operator == "in":
        return reduce(or_, (_equals(text, figure, value) for value in one.values))
    value = one.values[0]
    if one.operator == "eq":
        return _equals(text, figure, value)
    if one.operator == "ne":
        return ~_equals(text, figure, value)
    side: Any = figure if is_number(value) else text
    against: Any = value if is_number(value) else say(value)
    compare = {
        "gt": side > against,
        "ge": side >= against,
        "lt": side < against,
        "le": side <= against,
    }
    return compare[one.operator]


def _equals(text: Any, figure: Any, value: str | float | bool) -> Any:
    if is_number(value):
        return figure == float(value)
    if isinstance(value, bool):
        return text.lower() == say(value)
    return text == value


def is_number(value: str | float | bool) -> bool:
    """Whether a value of a condition is compared as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def mapped(events: ir.Table, plan: Plan) -> ir.Table:
    """The rows that stand for a stage, of events that have their `code`."""
    first = plan.first_stage
    branches = [(events.code.isin(sorted(codes)), place) for place, codes in _by_place(first)]
    places = ibis.cases(*branches) if branches else ibis.null("int64")
    return events.filter(events.code.isin(sorted(first))).select(
        "customer", "t", "channel", code=events.code, place=places.cast("int64")
    )


def _by_place(first: Any) -> list[tuple[int, list[int]]]:
    by_place: dict[int, list[int]] = {}
    for one, place in first.items():
        by_place.setdefault(place, []).append(one)
    return sorted(by_place.items())


def _key(rows: ir.Table, plan: Plan) -> Any:
    return rows.t * max(1, len(plan.stages)) + rows.place


def firsts(rows: ir.Table, plan: Plan) -> ir.Table:
    """A row a customer: the first time at every spot (`f3`), first and last time and place."""
    size = max(1, len(plan.stages))
    key = _key(rows, plan)
    counted = {number: spot for number, spot in enumerate(plan.spots) if spot.codes}
    found = {f"f{n}": rows.t.min(where=_at(rows, spot.codes)) for n, spot in counted.items()}
    if plan.order is DataOrder.STRICT:
        # The row that was first there: several may have its time.
        begins = {source for source, _ in plan.pairs}.union(plan.stages[:1])
        for number in begins & counted.keys():
            found[f"k{number}"] = key.min(where=_at(rows, plan.spots[number].codes))
    return rows.group_by("customer").aggregate(
        first=rows.t.min(),
        last=rows.t.max(),
        begin=_place(key.min(), size),
        end=_place(key.max(), size),
        **found,
    )


def _at(rows: ir.Table, codes: Iterable[int]) -> Any:
    return rows.code.isin(sorted(codes))


def conversions(rows: ir.Table, first: ir.Table, plan: Plan) -> ir.Table:
    """A row a customer: for each pair (`d0`) how long after the one the other followed; else null.

    In microseconds. Whether enough time was left to follow is for whoever counts.
    """
    if not plan.pairs:
        return first.select("customer")
    if plan.entry is DataEntry.ANY:
        return _best(rows, plan)
    letters = "fk" if plan.order is DataOrder.STRICT else "f"
    names = sorted({f"{letter}{source}" for source, _ in plan.pairs for letter in letters})
    joined = rows.inner_join(first.select("customer", *names), "customer")
    if plan.order is DataOrder.STRICT:
        return _strictly(joined, plan)
    found = {}
    for number, pair in enumerate(plan.pairs):
        since = joined.t - joined[f"f{pair[0]}"]
        if plan.order is DataOrder.ANY:
            since = since.abs()
        hit = (since >= 0) & _follows(joined, plan, pair, later=since > 0)
        found[f"d{number}"] = since.min(where=_in_time(hit, since, plan))
    return joined.group_by("customer").aggregate(**found)


def _follows(rows: ir.Table, plan: Plan, pair: tuple[int, int], later: Any) -> Any:
    """Whether a row is one of the second spot of a pair; of both it must be `later`."""
    source, target = (plan.spots[number].codes for number in pair)
    hit = _at(rows, target)
    return hit & (later | ~_at(rows, source & target)) if source & target else hit


def _in_time(hit: Any, since: Any, plan: Plan) -> Any:
    return hit if plan.window is None else hit & (since <= plan.window)


def _others(plan: Plan, pair: tuple[int, int]) -> list[int]:
    """The codes that stand for other stages than those of a pair alone."""
    own = {plan.spots[number].stage for number in pair}
    near, away = set[int](), set[int]()
    for number in plan.stages:
        stage = plan.spots[number]
        (near if stage.stage in own else away).update(stage.codes)
    return sorted(away - near)


def _strictly(joined: ir.Table, plan: Plan) -> ir.Table:
    """From the first time on, and no event of another stage between."""
    size = max(1, len(plan.stages))
    keyed = joined.mutate(key=_key(joined, plan))
    found = {}
    for number, pair in enumerate(plan.pairs):
        since, start = keyed.t - keyed[f"f{pair[0]}"], keyed[f"k{pair[0]}"]
        hit = (keyed.key >= start) & _follows(keyed, plan, pair, later=since > 0)
        other = _at(keyed, _others(plan, pair)) & (keyed.key > start)
        found[f"h{number}"] = keyed.key.min(where=hit)
        found[f"o{number}"] = keyed.key.min(where=other)
        found[f"b{number}"] = keyed[f"f{pair[0]}"].min()
    nearest = keyed.group_by("customer").aggregate(**found)
    told = {}
    for number in range(len(plan.pairs)):
        reached, other = nearest[f"h{number}"], nearest[f"o{number}"]
        since = _apart(nearest[f"b{number}"] * size, reached, size)
        # What shares its time and place with the second is not between.
        good = _in_time(other.isnull() | (other >= reached), since, plan)
        told[f"d{number}"] = good.ifelse(since, ibis.null("int64"))
    return nearest.select("customer", **told)


def _apart(start: Any, end: Any, size: int) -> Any:
    """How long it is from one key to another, whose places do not count.

    The difference is divided, not each: beyond 2^53 engines divide keys inexactly.
    """
    between = end - _place(end, size) - start + _place(start, size)
    return (between / size).round().cast("int64")


def _place(key: Any, size: int) -> Any:
    """The place that a key tells beside a time. Engines give less than nothing for times before 1970."""
    return (key % size + size) % size


def _best(rows: ir.Table, plan: Plan) -> ir.Table:
    """From any time on: whether some event of the one is followed by one of the other.

    Where it matters what is before a row and what beside it, what shares a time (where none may lie
    between, a place too) is one row first. So no row has its like, and frames count rows: the ends of
    a frame of values are looked for anew at every row, which takes minutes for one customer of a
    million events. It takes as long to look forward; so what is to come is looked back at, from the
    end.
    """
    size = max(1, len(plan.stages))
    strict = plan.order is DataOrder.STRICT
    keyed = rows.mutate(by=_key(rows, plan) if strict else rows.t)

    marks: dict[str, Iterable[int]] = {}
    # Rows of the second alone, and those of both, which follow what was before them in time.
    hits: list[tuple[int, str]] = []
    for number, pair in enumerate(plan.pairs):
        source, target = (plan.spots[one].codes for one in pair)
        marks[f"s{number}"] = source
        for mark, codes in (("h", target - source), ("b", target & source)):
            if codes:
                marks[f"{mark}{number}"] = codes
                hits.append((number, mark))
        if strict:
            marks[f"o{number}"] = _others(plan, pair)
    if strict or any(mark == "b" for _, mark in hits):
        said = {name: keyed.by.max(where=_at(keyed, codes)) for name, codes in marks.items()}
        marked = keyed.group_by("customer", "by").aggregate(t=keyed.t.min(), **said)
    else:
        nothing = ibis.null("int64")
        marked = keyed.mutate(
            **{name: _at(keyed, codes).ifelse(keyed.by, nothing) for name, codes in marks.items()}
        )

    def past(order: Any, mark: str) -> Any:
        if mark in "bo":
            return ibis.rows_window(preceding=(None, 1), group_by="customer", order_by=order)
        return ibis.range_window(preceding=None, following=0, group_by="customer", order_by=order)

    seen: dict[str, Any] = {}
    for number, mark in hits:
        held = marked[f"s{number}"]
        seen[f"p{mark}{number}"] = held.max().over(past("by", mark))
        if plan.order is DataOrder.ANY:
            seen[f"q{mark}{number}"] = held.min().over(past(ibis.desc("by"), mark))
        if strict:
            # Nothing is between that shares its time and place with the first or the second.
            seen[f"l{number}"] = marked[f"o{number}"].max().over(past("by", "o"))
    looked = marked.mutate(**seen)
    if strict:
        # What is before something in the map alone, and not in time, is not before it.
        together = ibis.window(group_by=["customer", "t"])
        earlier = {
            name: looked[name].fill_null(-_NEVER).min().over(together).nullif(-_NEVER)
            for name in (f"pb{number}" for number, mark in hits if mark == "b")
        }
        looked = looked.mutate(**earlier)
    found: dict[str, list[Any]] = {}
    for number, mark in hits:
        before, hit = looked[f"p{mark}{number}"], looked[f"{mark}{number}"].notnull()
        since = _apart(before, looked.by, size) if strict else looked.by - before
        if strict:
            other = looked[f"l{number}"]
            hit &= other.isnull() | (other <= before)
        if plan.order is DataOrder.ANY:
            since = _least(since, looked[f"q{mark}{number}"] - looked.by)
        soonest = since.min(where=_in_time(hit & since.notnull(), since, plan))
        found.setdefault(f"d{number}", []).append(soonest)
    return looked.group_by("customer").aggregate(
        **{name: _least(*some) if len(some) > 1 else some[0] for name, some in found.items()}
    )


def _least(*numbers: Any) -> Any:
    """The least of numbers of which some may be null, as not all engines pass over these."""
    return ibis.least(*(one.fill_null(_NEVER) for one in numbers)).nullif(_NEVER)


def passage(rows: ir.Table, at: ir.Table, plan: Plan, place: int) -> ir.Table:
    """Who passes on to a stage: `at` has where they stand (`x`), and their `start`.

    Of these, the earliest event of the stage at or after `x`, within the window from the start. Where
    none of another stage may lie between, `k` is the key of where they stand.
    """
    pair = plan.stages[place - 1], plan.stages[place]
    here, others = plan.spots[pair[1]].codes, _others(plan, pair)
    strict = plan.order is DataOrder.STRICT
    asked = here.union(others) if strict else here
    joined = rows.filter(rows.code.isin(sorted(asked))).inner_join(at, "customer")
    hit = (joined.t >= joined.x) & _follows(joined, plan, pair, later=joined.t > joined.x)
    if plan.window is not None:
        hit &= joined.t <= joined.start + plan.window
    if not strict:
        found = joined.filter(hit)
        return found.group_by(["customer", "start"]).aggregate(x=found.t.min())
    keyed = joined.mutate(key=_key(joined, plan))
    hit &= keyed.key >= keyed.k
    other = _at(keyed, others) & (keyed.key > keyed.k)
    nearest = keyed.group_by(["customer", "start"]).aggregate(
        x=keyed.t.min(where=hit), k=keyed.key.min(where=hit), other=keyed.key.min(where=other)
    )
    between = (nearest.other < nearest.k).fill_null(False)
    return nearest.filter(nearest.k.notnull() & ~between).drop("other")


def steps(rows: ir.Table) -> ir.Table:
    """A row for each customer and pair of stages that its visits lead from and to: how often."""
    order = ibis.window(group_by="customer", order_by=[rows.t, rows.place])
    moved = rows.mutate(origin=rows.place.lag().over(order))
    moved = moved.filter(moved.origin.notnull() & (moved.origin != moved.place))
    return moved.group_by(["customer", "origin", "place"]).aggregate(n=moved.count())


def channels(rows: ir.Table, plan: Plan) -> ir.Table:
    """A row for each customer, stage and channel of its events there."""
    known = rows.filter(rows.channel.notnull())
    counted = [number for number in plan.stages if plan.spots[number].codes]
    if sum(len(plan.spots[number].codes) for number in counted) == len(plan.first_stage):
        # No event is of several stages, so each is of the one that it stands in.
        return known.select("customer", "channel", stage=known.place).distinct()
    seen = known.select("customer", "code", "channel").distinct()
    parts = [
        seen.filter(seen.code.isin(sorted(plan.spots[number].codes)))
        .select("customer", "channel", stage=ibis.literal(plan.spots[number].stage, "int64"))
        .distinct()
        for number in counted
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def number(holds: Any) -> Any:
    """How many rows a condition holds of; null where there are no rows."""
    return holds.ifelse(1, 0).sum()


def bucket(duration: Any) -> Any:
    """The number of the bucket of a duration in microseconds; 0 for none at all."""
    return (
        (duration > 0)
        .ifelse((ibis.greatest(duration, 1).ln() / math.log(GAMMA)).ceil() + 1, 0)
        .cast("int64")
    )


def bucket_of(duration: int) -> int:
    """The same of one duration."""
    return math.ceil(math.log(duration) / math.log(GAMMA)) + 1 if duration > 0 else 0


def middle(number: int) -> float:
    """A duration in microseconds that is within 1 % of all in a bucket; see `bucket`."""
    return float(2 * GAMMA ** (number - 1) / (GAMMA + 1)) if number > 0 else 0.0
