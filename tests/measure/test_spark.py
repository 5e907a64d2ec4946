"""One map over one Parquet: what Spark tells of it is what DuckDB tells."""

from __future__ import annotations

import datetime
from pathlib import Path

from cjmap.check import Session
from cjmap.facts.measured import Reason
from cjmap.measure.binding import bind
from cjmap.measure.counting import count
from cjmap.measure.counts import Counts
from cjmap.measure.engines.duckdb import DuckDB
from cjmap.measure.engines.engine import Engine
from cjmap.measure.plan import Plan
from tests.measure.maps import EVENTS, MAP, SURVEYS, lay_out

_MAP = """\
title: Coat
data:
  events: {uri: events.parquet}
  surveys: {uri: surveys.parquet}
  customers: {uri: customers.parquet}
  window: P3D
  segments: {plan: customers.plan}
match: {surveys: [all]}
personas:
  - {name: Ana, match: {segment: {plan: gold}}}
stages:
  - name: Look
    match: [look]
  - name: Buy
    touchpoints:
      - name: Pay
        match: {events: [{event: pay, where: {amount: {gt: 0}}}], surveys: [till]}
  - name: Keep
    match: [keep]
"""
# Ties in time, a customer that nobody knows, events of no stage, amounts that do not count.
_TABLES = {
    "events": """
select 'c' || (hash(i) % 90) as customer,
       timestamp '2025-01-01' + to_seconds((hash(i * 7 + 1) % 864000 // 600 * 600)::bigint) as time,
       ['look', 'look', 'pay', 'keep', 'mail'][(hash(i * 13 + 5) % 5)::bigint + 1] as event,
       ['web', 'app', 'store'][(hash(i * 17 + 3) % 3)::bigint + 1] as channel,
       (hash(i * 19) % 20)::double - 5 as amount
from range(600) as t(i)""",
    "customers": """
select 'c' || i as customer, ['gold', 'tin'][(hash(i) % 2)::bigint + 1] as plan
from range(80) as t(i)""",
    "surveys": """
select 'c' || (hash(i) % 90) as customer,
       timestamp '2025-01-01' + to_seconds((hash(i * 3) % 864000)::bigint) as time,
       ['till', 'all'][(i % 2) + 1] as touchpoint, ['csat', 'nps'][(i % 2) + 1] as kind,
       case when i % 2 = 0 then 1 + (hash(i * 5) % 5) else hash(i * 5) % 12 end::double as score
from range(200) as t(i)""",
}


def count_both(plan: Plan, spark: Engine) -> tuple[Counts, Counts]:
    """What DuckDB and Spark count by one plan."""
    engine = DuckDB()
    try:
        here = count(plan, engine)
    finally:
        engine.close()
    return here, count(plan, spark)


def test_spark_tells_of_the_same_parquet_what_duckdb_does(spark: Engine, tmp_path: Path) -> None:
    import duckdb

    for name, query in _TABLES.items():
        duckdb.sql(f"copy ({query}) to '{tmp_path / name}.parquet' (format parquet)")
    (tmp_path / "coat.journey.yaml").write_text(_MAP, encoding="utf-8")
    subject = Session(today=datetime.date(2026, 1, 10)).subject(tmp_path / "coat.journey.yaml")
    assert subject is not None
    here, there = count_both(bind(subject), spark)
    assert here.events is not None
    assert here.events.customers > 80
    assert there.events == here.events
    assert there.answers == here.answers
    # Rows of Parquet have no numbers in Spark; how many cannot be used is the same.
    assert [(one.reason, one.n) for one in there.unusable] == [
        (one.reason, one.n) for one in here.unusable
    ]


def test_spark_tells_of_odd_rows_what_duckdb_does(spark: Engine, tmp_path: Path) -> None:
    odd = (
        "z,9999-12-31T00:00:00Z,look,web,\nz,1969-12-31T00:00:00Z,pay,web,5\n"
        "z,2025-01-02,look,web,\nz,2025-01-02 10:00:00 UTC,look,web,\nz,soon,look,web,\n"
        "y,2025-01-03T00:00:00+02:00,look,web,\n"
    )
    answers = "a,2025-01-03,all,nps,1e308\na,2025-01-03,all,nps,NaN\na,2099-01-03,till,csat,4\n"
    file = lay_out(
        tmp_path,
        MAP.replace("  window: P1D", "  window: P1D\n  timezone: America/New_York"),
        events=EVENTS + odd + EVENTS.partition("\n")[2],
        surveys=SURVEYS + answers + SURVEYS.partition("\n")[2],
    )
    subject = Session(today=datetime.date(2026, 1, 10)).subject(file)
    assert subject is not None
    here, there = count_both(bind(subject), spark)
    assert there.events == here.events
    assert there.answers == here.answers
    assert {one.reason for one in here.unusable} == {
        *(Reason.TIME, Reason.FUTURE, Reason.EARLY, Reason.ZONE, Reason.REPEATED),
        *(Reason.SCALE, Reason.SCORE),
    }
    assert [(one.role, one.reason, one.n) for one in there.unusable] == [
        (one.role, one.reason, one.n) for one in here.unusable
    ]
