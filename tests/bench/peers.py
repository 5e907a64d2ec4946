"""The figures of the bench, asked of what people have for tables and for logs of processes.

`python peers.py pandas|polars|pm4py FOLDER` writes what each of them can tell as JSON: of pandas and Polars all that
is asked of DuckDB by hand, of PM4Py the ways between stages, where they begin and where they end.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

STAGES = ("look", "compare", "buy", "receive", "recommend")
WINDOW = 30 * 86_400 * 1_000_000


def ask_pandas(file: Path) -> dict[str, object]:
    import pandas as pd

    rows = pd.read_parquet(file)
    rows["t"] = rows["time"].astype("datetime64[us]").astype("int64")
    end, events, who = int(rows["t"].max()), len(rows), rows["customer"].nunique()
    rows["stage"] = rows["event"].map({name: n for n, name in enumerate(STAGES)})
    rows = rows[rows["stage"].notna()]
    rows["stage"] = rows["stage"].astype("int8")
    rows = rows.sort_values(["customer", "t", "stage"], kind="stable")
    first = rows.groupby(["customer", "stage"])["t"].min().unstack()
    reach, converted, times = [int(n) for n in first.count()], [], []
    before, start = first[0].dropna(), first[0].dropna()
    through = [len(start)]
    for n in range(1, len(STAGES)):
        here = rows[rows["stage"] == n][["customer", "t"]]
        since = here["t"] - here["customer"].map(first[n - 1])
        took = since[(since >= 0) & (since <= WINDOW)].groupby(here["customer"]).min()
        complete = first[n - 1] + WINDOW <= end
        converted += [int((complete & first.index.isin(took.index)).sum()), int(complete.sum())]
        times.append([float(one) for one in took.quantile([0.5, 0.9])])
        held = here["customer"].map(before)
        limit = here["customer"].map(start) + WINDOW
        before = here[(here["t"] >= held) & (here["t"] <= limit)].groupby("customer")["t"].min()
        through.append(len(before))
    channels = rows.groupby(["stage", "channel"])["customer"].nunique()
    origin = rows.groupby("customer")["stage"].shift()
    moved = rows[origin.notna() & (origin != rows["stage"])].assign(origin=origin)
    flows = moved.groupby(["origin", "stage"])["customer"].agg(["nunique", "size"])
    ends = rows.groupby("customer").agg(
        begin=("stage", "first"), end=("stage", "last"), t=("t", "max")
    )
    gone = ends[ends["t"] + WINDOW <= end]
    return {
        "events": events,
        "customers": who,
        "reach": reach,
        "converted": converted,
        "times": times,
        "through": through,
        "channels": [[int(a), b, int(n)] for (a, b), n in channels.items()],
        "flows": [
            [int(a), int(b), int(n), int(m)]
            for (a, b), (n, m) in zip(flows.index, flows.to_numpy(), strict=True)
        ],
        "entries": sorted([int(a), int(n)] for a, n in ends["begin"].value_counts().items()),
        "exits": sorted([int(a), int(n)] for a, n in gone["end"].value_counts().items()),
    }


def ask_polars(file: Path) -> dict[str, object]:
    import polars as pl

    scan = pl.scan_parquet(file).with_columns(t=pl.col("time").dt.epoch("us"))
    whole = scan.select(pl.col("t").max(), n=pl.len(), who=pl.col("customer").n_unique()).collect()
    end, events, who = whole.row(0)
    stage = pl.col("event").replace_strict(
        list(STAGES), list(range(len(STAGES))), default=None, return_dtype=pl.Int8
    )
    rows = (
        scan.with_columns(stage=stage)
        .filter(pl.col("stage").is_not_null())
        .select("customer", "t", "stage", "channel")
        .collect()
    )
    of = [pl.col("t").filter(pl.col("stage") == n).min().alias(f"f{n}") for n in range(len(STAGES))]
    first = rows.group_by("customer").agg(*of, end=pl.col("t").max())
    joined = rows.join(first, on="customer")
    took = joined.group_by("customer").agg(
        (pl.col("t") - pl.col(f"f{n - 1}"))
        .filter((pl.col("stage") == n) & (pl.col("t") - pl.col(f"f{n - 1}")).is_between(0, WINDOW))
        .min()
        .alias(f"d{n}")
        for n in range(1, len(STAGES))
    )
    wide = first.join(took, on="customer")
    converted, times = [], []
    for n in range(1, len(STAGES)):
        some = wide.filter(pl.col(f"f{n - 1}") + WINDOW <= end)
        converted += [some[f"d{n}"].count(), len(some)]
        times.append([wide[f"d{n}"].quantile(share, "linear") for share in (0.5, 0.9)])
    at = first.filter(pl.col("f0").is_not_null()).select("customer", start="f0", x="f0")
    through = [len(at)]
    for n in range(1, len(STAGES)):
        here = rows.filter(pl.col("stage") == n).join(at, on="customer")
        at = (
            here.filter((pl.col("t") >= pl.col("x")) & (pl.col("t") <= pl.col("start") + WINDOW))
            .group_by("customer", "start")
            .agg(x=pl.col("t").min())
        )
        through.append(len(at))
    channels = (
        rows.group_by("stage", "channel")
        .agg(pl.col("customer").n_unique())
        .sort("stage", "channel")
    )
    ordered = rows.sort("customer", "t", "stage")
    origin = pl.col("stage").shift().over("customer")
    moved = ordered.with_columns(origin=origin).filter(pl.col("origin") != pl.col("stage"))
    flows = (
        moved.group_by("origin", "stage")
        .agg(pl.col("customer").n_unique(), n=pl.len())
        .sort("origin", "stage")
    )
    ends = ordered.group_by("customer").agg(
        begin=pl.col("stage").first(), end=pl.col("stage").last(), t=pl.col("t").max()
    )
    gone = ends.filter(pl.col("t") + WINDOW <= end)
    return {
        "events": events,
        "customers": who,
        "reach": [first[f"f{n}"].count() for n in range(len(STAGES))],
        "converted": converted,
        "times": times,
        "through": through,
        "channels": channels.rows(),
        "flows": flows.rows(),
        "entries": sorted(ends["begin"].value_counts().rows()),
        "exits": sorted(gone["end"].value_counts().rows()),
    }


def ask_pm4py(file: Path) -> dict[str, object]:
    import pandas as pd
    import pm4py

    rows = pd.read_parquet(file)
    rows = rows[rows["event"].isin(STAGES)]
    log = pm4py.format_dataframe(
        rows, case_id="customer", activity_key="event", timestamp_key="time"
    )
    ways, begin, end = pm4py.discover_dfg(log)
    places = {name: n for n, name in enumerate(STAGES)}
    return {
        "ways": sorted([places[a], places[b], int(n)] for (a, b), n in ways.items()),
        "begin": sorted([places[a], int(n)] for a, n in begin.items()),
        "end": sorted([places[a], int(n)] for a, n in end.items()),
    }


if __name__ == "__main__":
    asked = {"pandas": ask_pandas, "polars": ask_polars, "pm4py": ask_pm4py}[sys.argv[1]]
    print(json.dumps(asked(Path(sys.argv[2]) / "events.parquet")))
