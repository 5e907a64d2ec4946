"""Measuring beside SQL written by hand, over generated events, and what intervals really hold.

`python -m tests.bench.run --measure 1000000` compares; this file as a script counts by hand the events of a
folder.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from statistics import mean
from typing import Any

STAGES = ("look", "compare", "buy", "receive", "recommend")
DAY = 86_400
_MAP = """\
title: Bench
data:
  events: {{uri: events.parquet}}
  window: P30D
stages:
{stages}"""

_GENERATE = """
copy (
  select (hash(i) % {customers})::varchar as customer,
         timestamp '2025-01-01' + to_seconds((hash(i * 7 + 1) % 31536000)::bigint) as time,
         ['look', 'look', 'look', 'compare', 'compare', 'buy', 'receive', 'recommend', 'mail']
           [(hash(i * 13 + 5) % 9)::bigint + 1] as event,
         ['web', 'app', 'store'][(hash(i * 17 + 3) % 3)::bigint + 1] as channel
  from range({events}) as t(i)
) to '{file}' (format parquet)
"""

# What one would write who knows DuckDB: the rows are read once, and everything is counted of that.
_BY_HAND = """
create temp table e as
  select customer, epoch_us(time) as t, channel,
         list_position({stages}, event) - 1 as stage
  from '{file}' where event in ({names});
create temp table f as
  select customer, {firsts}, min(t) as began, max(t) as ended from e group by customer;
create temp table c as
  select customer, {reached} from e join f using (customer) group by customer;
create temp table v as
  select customer, stage, lead(stage) over w as next, lag(stage) over w as before
  from (
    select customer, stage, t, lag(stage) over (partition by customer order by t, stage) as last
    from e
  ) where last is distinct from stage
  window w as (partition by customer order by t, stage);
"""


def generate(folder: Path, events: int) -> None:
    """A map, and as many events of a sixth as many customers."""
    import duckdb

    stages = "".join(f"  - {{name: {one.capitalize()}, match: [{one}]}}\n" for one in STAGES)
    (folder / "bench.journey.yaml").write_text(_MAP.format(stages=stages), "utf-8")
    duckdb.sql(
        _GENERATE.format(
            customers=max(1, events // 6), events=events, file=folder / "events.parquet"
        )
    )


def ask(folder: Path) -> dict[str, object]:
    """Reach, conversion, times, channels, flows, entries and exits, by hand."""
    import duckdb

    base = duckdb.connect()
    numbers = range(len(STAGES))
    window = 30 * DAY * 1_000_000
    base.execute(
        _BY_HAND.format(
            stages=list(STAGES),
            names=", ".join(f"'{one}'" for one in STAGES),
            file=folder / "events.parquet",
            firsts=", ".join(f"min(t) filter (stage = {n}) as f{n}" for n in numbers),
            reached=", ".join(
                f"min(t) filter (stage = {n} and t >= f{n - 1} and t <= f{n - 1} + {window}) as c{n}"
                for n in numbers[1:]
            ),
        )
    )
    end, whole, who = base.execute(
        f"select max(epoch_us(time)), count(*), count(distinct customer) "
        f"from '{folder / 'events.parquet'}'"
    ).fetchone() or (0, 0, 0)
    reach = base.execute(f"select {', '.join(f'count(f{n})' for n in numbers)} from f").fetchone()
    converted = base.execute(
        "select "
        + ", ".join(
            f"count(*) filter (f{n - 1} + {window} <= {end} and c{n} is not null), "
            f"count(*) filter (f{n - 1} + {window} <= {end})"
            for n in numbers[1:]
        )
        + " from f join c using (customer)"
    ).fetchone()
    times = base.execute(
        "select "
        + ", ".join(f"quantile_cont(c{n} - f{n - 1}, [0.5, 0.9])" for n in numbers[1:])
        + " from f join c using (customer)"
    ).fetchone()
    through = base.execute(_passages(window)).fetchone()
    channels = base.execute(
        "select stage, channel, count(distinct customer) from e group by all order by all"
    ).fetchall()
    flows = base.execute(
        "select stage, next, count(distinct customer), count(*) from v where next is not null group by all order by all"
    ).fetchall()
    begin = base.execute("select stage, count(*) from v where before is null group by 1").fetchall()
    gone = base.execute(
        f"select stage, count(*) from v join f using (customer) "
        f"where next is null and ended + {window} <= {end} group by 1"
    ).fetchall()
    return {
        "events": whole,
        "customers": who,
        "reach": reach,
        "converted": converted,
        "times": times,
        "through": through,
        "channels": channels,
        "flows": flows,
        "entries": sorted(begin),
        "exits": sorted(gone),
    }


def _passages(window: int) -> str:
    """How many go through the stages one after the other, within the window of the first."""
    steps = ["p0 as (select customer, f0 as start, f0 as x from f where f0 is not null)"]
    steps += [
        f"p{n} as (select customer, start, min(t) as x from p{n - 1} join e using (customer) "
        f"where stage = {n} and t >= x and t <= start + {window} group by customer, start)"
        for n in range(1, len(STAGES))
    ]
    counts = ", ".join(f"(select count(*) from p{n})" for n in range(len(STAGES)))
    return f"with {', '.join(steps)} select {counts}"


def differences(by_hand: dict[str, object], measured: Path) -> list[str]:
    """In what the figures of both differ; what is the same is not told."""
    (told,) = json.loads(measured.read_text("utf-8"))["maps"]
    group = told["groups"][0]
    stages = {one["id"]: number for number, one in enumerate(group["stages"])}
    ours: dict[str, Any] = {
        "events": told["events"],
        "customers": told["customers"],
        "reach": [one["reach"] for one in group["stages"]],
        "through": [one["through"] for one in group["stages"]],
        "flows": sorted(
            [stages[one["from"]], stages[one["to"]], one["n"], one["steps"]]
            for one in group["flows"]
        ),
        "entries": sorted([stages[one["stage"]], one["n"]] for one in group["journey"]["entries"]),
        "exits": sorted([stages[one["stage"]], one["n"]] for one in group["journey"]["exits"]),
        "channels": sorted(
            [number, said["id"], said["n"]]
            for number, one in enumerate(group["stages"])
            for said in one["channels"]
        ),
        "converted": [
            number
            for one in group["stages"][1:]
            for number in (one["conversion"]["value"], one["conversion"]["n"])
        ],
    }
    plain = json.loads(json.dumps(by_hand))
    some, all_ = plain["converted"][::2], plain["converted"][1::2]
    plain["converted"] = [
        said for n, m in zip(some, all_, strict=True) for said in (round(100 * n / m, 2), m)
    ]
    took = [one["time_to_next"] for one in group["stages"][:-1]]
    for ours_, exact in zip(took, plain["times"], strict=True):
        for share, near in zip((ours_["median"], ours_["p90"]), exact, strict=True):
            # Buckets of durations: within 1 %.
            ours.setdefault("times", []).append(abs(share - near / 1e6) <= near / 1e8)
    plain["times"] = [True] * len(ours["times"])
    return [
        f"{name}: {one} here, {plain[name]} by hand"
        for name, one in ours.items()
        if plain[name] != one
    ]


def coverage(rounds: int = 4000) -> None:
    """How often the intervals hold what they are to hold 95 times in 100, by simulation."""
    from cjmap.facts.intervals import mean_interval, nps_interval, share_interval

    chance = random.Random(30)
    print(
        "\n### What intervals at 95 % hold\n\n| | n = 10 | n = 30 | n = 100 |\n|---|---:|---:|---:|"
    )
    sizes = (10, 30, 100)
    for share in (0.05, 0.2, 0.5, 0.9):
        cells = []
        for n in sizes:
            held = 0
            for _ in range(rounds):
                found = sum(chance.random() < share for _ in range(n))
                between = share_interval(100 * found / n, n)
                held += between.low <= 100 * share <= between.high
            cells.append(held / rounds)
        _row(f"share of {share:.0%}, Wilson", cells)
    for mix in ((0.9, 0.08, 0.02), (0.5, 0.3, 0.2), (0.2, 0.3, 0.5)):
        cells, true = [], 100 * (mix[0] - mix[2])
        for n in sizes:
            held = 0
            for _ in range(rounds):
                drawn = chance.choices((1, 0, -1), mix, k=n)
                between = nps_interval(drawn.count(1), drawn.count(0), drawn.count(-1))
                held += between.low <= true <= between.high
            cells.append(held / rounds)
        _row(f"NPS of {mix[0]:.0%}/{mix[1]:.0%}/{mix[2]:.0%}, adjusted Wald", cells)
    weights = (1, 1, 2, 4, 8, 24, 60)
    true, cells = mean(_spread(weights)), []
    for n in sizes:
        held = 0
        for _ in range(rounds):
            drawn = chance.choices(range(1, 8), weights, k=n)
            middle = mean(drawn)
            spread = (sum((one - middle) ** 2 for one in drawn) / (n - 1)) ** 0.5
            between = mean_interval(middle, spread, n)
            held += between.low <= true <= between.high
        cells.append(held / rounds)
    _row("skewed CES, t", cells)


def _spread(weights: tuple[int, ...]) -> list[int]:
    return [answer for answer, times in enumerate(weights, 1) for _ in range(times)]


def _row(name: str, cells: list[float]) -> None:
    print(f"| {name} | " + " | ".join(f"{cell:.1%}" for cell in cells) + " |")


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]))))
