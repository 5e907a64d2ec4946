"""Data without an end, or without a line: refused by what they begin with, before an engine reads on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap, cjmap
from tests.measure.maps import FILE, MAP, lay_out

__all__ = ["cjmap"]

SUFFIXES = (
    "csv",
    "tsv",
    "txt",
    "sqlite",
    "json",
    "jsonl",
    "ndjson",
    "parquet",
    "csv.gz",
    "csv.zst",
)
ENDLESS = 10 * 1024**3


def measure(cjmap: Cjmap, role: str, name: str) -> str:
    lay_out(cjmap.folder)
    cjmap.write(FILE, MAP.replace(f"{role}.csv", name))
    done = cjmap("measure", FILE)
    assert done.exit_code == 2, done.output
    assert "defect" not in done.stderr
    assert name in done.stderr
    return done.stderr


def lay_endless(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(ENDLESS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_zeros_are_no_data(cjmap: Cjmap, suffix: str) -> None:
    lay_endless(cjmap.folder / f"endless.{suffix}")
    said = measure(cjmap, "events", f"endless.{suffix}")
    assert suffix not in SUFFIXES[:4] or "no text in UTF-8" in said


@pytest.mark.parametrize("role", ["surveys", "customers"])
def test_zeros_are_told_of_each_source(cjmap: Cjmap, role: str) -> None:
    lay_endless(cjmap.folder / "endless.csv")
    assert "no text in UTF-8" in measure(cjmap, role, "endless.csv")


def test_zeros_among_several_files_are_told_by_their_name(cjmap: Cjmap) -> None:
    lay_out(cjmap.folder)
    (cjmap.folder / "events").mkdir()
    (cjmap.folder / "events.csv").rename(cjmap.folder / "events" / "a.csv")
    lay_endless(cjmap.folder / "events" / "b.csv")
    cjmap.write(FILE, MAP.replace("events.csv", '"events/*.csv"'))
    done = cjmap("measure", FILE)
    assert done.exit_code == 2
    assert "`b.csv` is no text in UTF-8" in done.stderr


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("sign", [b"\0", b"a"], ids=["zero", "letter"])
def test_a_line_without_an_end_is_not_read_on(cjmap: Cjmap, sign: bytes, *, packed: bool) -> None:
    data = sign * 40_000_000
    name = "line.csv.gz" if packed else "line.csv"
    cjmap.write(name, gzip.compress(data, 1) if packed else data)
    said = measure(cjmap, "events", name)
    assert ("no text in UTF-8" if sign == b"\0" else "a first line of more than") in said
