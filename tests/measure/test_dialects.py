"""One expression for every engine: what none here can run is at least that engine's own SQL."""

from __future__ import annotations

import ibis
import pytest
import sqlglot

from cjmap.measure import queries
from cjmap.measure.plan import Plan
from cjmap.records import replace
from cjmap.vocabulary.data import DataEntry, DataOrder
from tests.measure.test_counting import PLAN

ROWS = ibis.table(
    {
        "customer": "string",
        "t": "int64",
        "channel": "string",
        "code": "int64",
        "place": "int64",
    },
    name="mapped",
)
EVENTS = ibis.table(
    {"customer": "string", "t": "int64", "event": "string", "s0": "string", "n0": "float64"},
    name="events",
)


def expressions(plan: Plan) -> list[ibis.Table]:
    first = queries.firsts(ROWS, plan)
    at = first.select("customer", start=first.first, x=first.first, k=first.first)
    return [
        EVENTS.mutate(code=queries.code(EVENTS, plan, ["amount"])),
        first,
        queries.conversions(ROWS, first, plan),
        queries.passage(ROWS, at, plan, 1),
        queries.steps(ROWS),
        queries.channels(ROWS, plan),
    ]


@pytest.mark.parametrize("entry", DataEntry)
@pytest.mark.parametrize("order", DataOrder)
@pytest.mark.parametrize("dialect", ["bigquery", "snowflake", "databricks", "postgres", "duckdb"])
def test_every_question_is_written_in_every_dialect(
    dialect: str, order: DataOrder, entry: DataEntry
) -> None:
    for expression in expressions(replace(PLAN, order=order, entry=entry)):
        sql = str(ibis.to_sql(expression, dialect=dialect))
        assert sqlglot.parse_one(sql, read=dialect).key in ("select", "union")


@pytest.mark.parametrize("entry", DataEntry)
@pytest.mark.parametrize("order", DataOrder)
def test_no_frame_ends_at_a_distance_of_values(order: DataOrder, entry: DataEntry) -> None:
    """Its ends are looked for at every row: minutes for one customer of a million events."""
    for expression in expressions(replace(PLAN, order=order, entry=entry)):
        sql = str(ibis.to_sql(expression, dialect="duckdb"))
        windows = sqlglot.parse_one(sql, read="duckdb").find_all(sqlglot.exp.WindowSpec)
        frames = [one.args for one in windows if one.args["kind"] == "RANGE"]
        assert all(
            str(frame[end]).upper() in ("UNBOUNDED", "CURRENT ROW")
            for frame in frames
            for end in ("start", "end")
        ), sql
