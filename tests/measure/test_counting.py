"""Counts in DuckDB are those of the plain reference, whatever the data and the plan."""

from __future__ import annotations

import csv
import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.facts.channels import declare
from cjmap.measure.counting import count
from cjmap.measure.engines.duckdb import DuckDB
from cjmap.measure.engines.engine import Engine
from cjmap.measure.engines.postgres import PostgreSQL
from cjmap.measure.plan import Comparing, Period, Plan, Predicate, Source, Spot
from cjmap.records import replace
from cjmap.vocabulary.data import DataEntry, DataOrder
from tests.measure import reference
from tests.measure.reference import Event

_SECOND = 1_000_000
_PREDICATES = (
    Predicate("a", ()),
    Predicate("b", ()),
    Predicate("b", (Comparing("amount", "gt", (5,)),)),
    Predicate("c", ()),
    Predicate("d", ()),
    Predicate("d", (Comparing("amount", "le", (5,)),)),
)
_CODES = (
    ("a", frozenset({0})),
    ("b", frozenset({1})),
    ("b", frozenset({1, 2})),
    ("c", frozenset({3})),
    ("d", frozenset({4})),
    ("d", frozenset({4, 5})),
)
_OFFSETS = {"a": 0, "b": 1, "c": 3, "d": 4}


def _codes(*predicates: int) -> frozenset[int]:
    return frozenset(n for n, (_, held) in enumerate(_CODES) if held & set(predicates))


def _spot(name: str, stage: int, origin: int | None, *predicates: int) -> Spot:
    return Spot(name, (), stage, True, _codes(*predicates), frozenset(), origin, True)


# Two stages, of which the second has conditions and shares an event with the first.
PLAN = Plan(
    events=Source("events", "events.csv", ("events.csv",), None, None, {}, ()),
    surveys=None,
    customers=None,
    predicates=_PREDICATES,
    codes=_CODES,
    offsets=_OFFSETS,
    spots=(_spot("a", 0, None, 0, 1), _spot("b", 1, 0, 2, 3), _spot("c", 2, 1, 5)),
    stages=(0, 1, 2),
    pairs=((0, 1), (1, 2)),
    whole=frozenset(),
    drawn=frozenset(),
    personas=(),
    segments=(),
    periods=(Period("first half", 0, 10 * _SECOND),),
    scales={},
    channels=declare(()),
    window=30 * _SECOND,
    order=DataOrder.LOOSE,
    entry=DataEntry.FIRST,
    counted="customer",
    timezone="UTC",
    today=datetime.date(2026, 1, 1),
    suppress=10,
    indicative=30,
    tolerance=None,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    spots: list[Spot] = []
    pairs = []
    stages: list[int] = []
    for stage in range(draw(st.integers(1, 4))):
        matched = draw(st.sets(st.integers(0, 5), max_size=3))
        inner = draw(st.sets(st.integers(0, 5), max_size=2))
        number = len(spots)
        origin = stages[-1] if stages else None
        stages.append(number)
        for place, (some, whole) in enumerate(((matched | inner, True), (inner, False))):
            spots.append(
                Spot(
                    f"s{stage}-{place}", (), stage, whole, _codes(*some), frozenset(), origin, True
                )
            )
    for number, spot in enumerate(spots):
        if draw(st.integers(0, 5)) == 0:
            origin = draw(st.integers(0, len(spots) - 1))
        else:
            origin = spot.origin
        if origin is not None and origin != number and spot.codes and spots[origin].codes:
            pairs.append((origin, number))
    return replace(
        PLAN,
        spots=tuple(spots),
        stages=tuple(stages),
        pairs=tuple(pairs),
        window=draw(st.one_of(st.none(), st.integers(0, 8).map(lambda n: n * _SECOND))),
        order=draw(st.sampled_from(DataOrder)),
        entry=draw(st.sampled_from(DataEntry)),
    )


_NOW = PLAN.until // _SECOND
EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(["u", "v", "w", "NULL"]),
        # Also before 1970, and to come.
        st.one_of(st.integers(-6, 20), st.integers(-1, 1).map(_NOW.__add__)).map(
            lambda n: n * _SECOND
        ),
        st.sampled_from(["a", "b", "c", "d", "x", "N/A"]),
        st.sampled_from(["web", "app", "NaN", None]),
        st.sampled_from([None, 1.0, 5.0, 9.5]),
    ),
    min_size=1,
    max_size=14,
)


def _write(file: Path, events: list[Event]) -> None:
    with file.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["customer", "time", "event", "channel", "amount"])
        for one in events:
            writer.writerow(
                [one.customer, one.t // _SECOND, one.event, one.channel or "", one.amount]
            )


def check(engine: Engine, source: Source, plan: Plan, events: list[Event]) -> None:
    """Counts of an engine are those of the reference: for everybody, and for a period."""
    counted = count(replace(plan, events=source), engine).events
    assert counted is not None
    events = reference.happened(events, plan)
    end = max((one.t for one in events), default=0)
    assert counted.events == len(events)
    assert counted.customers == len({one.customer for one in events})
    assert counted.parts[0] == reference.count(events, plan, end)
    period = plan.periods[0]
    early = {
        customer
        for customer in {one.customer for one in events}
        if (rows := reference.rows_of([e for e in events if e.customer == customer], plan))
        and period.start <= rows[0].t < period.end
    }
    some = [one for one in events if one.customer in early]
    assert counted.parts[1] == reference.count(some, plan, end)


@settings(max_examples=60, deadline=None)
@given(plans(), EVENTS)
def test_counts_in_duckdb_are_those_of_the_reference(plan: Plan, events: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.csv"
        _write(file, events)
        engine = DuckDB()
        try:
            check(engine, Source("events", "", (str(file),), None, None, {}, ()), plan, events)
        finally:
            engine.close()


@pytest.mark.parametrize("entry", DataEntry)
@pytest.mark.parametrize("second", [6, 11])
def test_what_shares_its_time_and_place_with_an_event_is_not_between(
    tmp_path: Path, entry: DataEntry, second: int
) -> None:
    """All three are of the first stage, so none of two at one time stands in front of the other."""
    matched = (_codes(0, 1, 3), _codes(1), _codes(0))
    spots = tuple(
        Spot(f"s{stage}", (), stage, True, codes, frozenset(), stage - 1 if stage else None, True)
        for stage, codes in enumerate(matched)
    )
    strict = replace(PLAN, spots=spots, stages=(0, 1, 2), pairs=((1, 2),), window=None)
    plan = replace(strict, order=DataOrder.STRICT, entry=entry)
    events = [
        Event("u", 6 * _SECOND, "b", None),
        Event("u", second * _SECOND, "c", None),
        Event("u", 11 * _SECOND, "a", None),
    ]
    _write(tmp_path / "events.csv", events)
    assert reference.count(events, plan, 11 * _SECOND).converted[0] == 1
    engine = DuckDB()
    try:
        source = Source("events", "", (str(tmp_path / "events.csv"),), None, None, {}, ())
        check(engine, source, plan, events)
    finally:
        engine.close()


@pytest.mark.parametrize("entry", DataEntry)
def test_who_goes_through_strictly_is_at_no_other_stage_between(
    tmp_path: Path, entry: DataEntry
) -> None:
    matched = (_codes(0), _codes(1), _codes(3))
    spots = tuple(
        Spot(f"s{stage}", (), stage, True, codes, frozenset(), stage - 1 if stage else None, True)
        for stage, codes in enumerate(matched)
    )
    loose = replace(PLAN, spots=spots, window=None, entry=entry)
    strict = replace(loose, order=DataOrder.STRICT)
    # What no stage matches may lie between, a stage may come again, and at one time the map's order counts.
    ways = {"abc": 1, "axbxc": 1, "aabbc": 1, "acbc": 0, "abac": 0, "a": 0, "(acb)c": 1, "a(bc)": 1}
    events = []
    for way in ways:
        second, together = 0, False
        for sign in way:
            together = sign == "(" or (together and sign != ")")
            if sign not in "()":
                second += 0 if together and sign != "a" else 1
                events.append(Event(way, second * _SECOND, sign, None))
    _write(tmp_path / "events.csv", events)
    end = max(one.t for one in events)
    assert reference.count(events, strict, end).passed == sum(ways.values())
    assert reference.count(events, loose, end).passed == len(ways) - 1
    source = Source("events", "", (str(tmp_path / "events.csv"),), None, None, {}, ())
    for plan in (strict, loose):
        engine = DuckDB()
        try:
            check(engine, source, plan, events)
        finally:
            engine.close()


def test_of_two_events_at_one_time_that_are_of_both_stages_none_follows_the_other(
    tmp_path: Path,
) -> None:
    """One of them stands further in front in the map, which is no earlier."""
    matched = (_codes(0, 1, 2, 5), _codes(4, 5), _codes(0, 1, 2, 4, 5))
    spots = tuple(
        Spot(f"s{stage}", (), stage, True, codes, frozenset(), stage - 1 if stage else None, True)
        for stage, codes in enumerate(matched)
    )
    strict = replace(PLAN, spots=spots, stages=(0, 1, 2), pairs=((0, 1), (1, 2)), window=None)
    plan = replace(strict, order=DataOrder.STRICT, entry=DataEntry.ANY)
    events = [Event("u", 7 * _SECOND, "d", None, amount) for amount in (None, 1.0)]
    _write(tmp_path / "events.csv", events)
    assert reference.count(events, plan, 7 * _SECOND).converted[1] == 0
    engine = DuckDB()
    try:
        source = Source("events", "", (str(tmp_path / "events.csv"),), None, None, {}, ())
        check(engine, source, plan, events)
    finally:
        engine.close()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=plans(), events=EVENTS)
def test_counts_in_postgresql_are_those_of_the_reference(
    postgres: str, plan: Plan, events: list[Event]
) -> None:
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS happened")
        connection.execute(
            "CREATE TABLE happened "
            "(customer text, time bigint, event text, channel text, amount double precision)"
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO happened VALUES (%s, %s, %s, %s, %s)",
                [(e.customer, e.t // _SECOND, e.event, e.channel, e.amount) for e in events],
            )
    engine = PostgreSQL(postgres)
    try:
        source = Source("events", "", (), "env:X", "public.happened", {}, ())
        check(engine, source, plan, events)
    finally:
        engine.close()


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=plans(), events=EVENTS)
def test_counts_in_spark_are_those_of_the_reference(
    spark: Engine, plan: Plan, events: list[Event]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.csv"
        _write(file, events)
        check(spark, Source("events", "", (str(file),), None, None, {}, ()), plan, events)
