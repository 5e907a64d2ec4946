"""`make bench`: how long commands take, as ratios within one run.

Whole processes from a cold start, the two of a pair in turn (A B A B …), and the median of the
ratios, so that a machine that slows down or speeds up meanwhile changes little.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
EXAMPLE = ROOT / "examples" / "estilo-unico" / "estilo-unico.journey.yaml"
RUNS = 9


@dataclass(frozen=True)
class Pair:
    """Two commands to compare; `most` is the ratio first/second that the design asks for."""

    name: str
    first: Sequence[str | Path]
    second: Sequence[str | Path]
    most: float | None = None


def seconds(command: Sequence[str | Path], folder: Path) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True)
    took = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(
            f"{' '.join(map(str, command))} failed:\n{done.stdout.decode()}{done.stderr.decode()}"
        )
    return took


def measure(pair: Pair, folder: Path) -> str:
    seconds(pair.first, folder)
    seconds(pair.second, folder)
    times = [(seconds(pair.first, folder), seconds(pair.second, folder)) for _ in range(RUNS)]
    ratio = statistics.median(first / second for first, second in times)
    first = statistics.median(first for first, _ in times)
    second = statistics.median(second for _, second in times)
    goal = (
        ""
        if pair.most is None
        else f"  (at most {pair.most:g}: {'met' if ratio <= pair.most else 'MISSED'})"
    )
    return f"{pair.name:<58} {first:6.3f} s / {second:6.3f} s = {ratio:5.2f}{goal}"


def large_map(size: int) -> str:
    """The example with its stages repeated under other names until it has `size` bytes."""
    journey = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    journey.pop("links", None)
    original = journey["stages"]
    text = ""
    number = 1
    while len(text.encode()) < size:
        for stage in original:
            copy = json.loads(json.dumps(stage, default=str))
            copy["name"] = f"{stage['name']} {number}"
            _forget(copy)
            journey["stages"] = [*journey["stages"], copy]
            text = yaml.safe_dump(journey, allow_unicode=True, sort_keys=False, width=100)
            if len(text.encode()) >= size:
                break
        number += 1
    return text


def _forget(thing: object) -> None:
    """Takes out what must not stand twice in a map, and what refers to it."""
    if isinstance(thing, dict):
        for key in ("id", "next", "from"):
            thing.pop(key, None)
        for value in thing.values():
            _forget(value)
    elif isinstance(thing, list):
        for value in thing:
            _forget(value)


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "cjmap.toml").write_text("", "utf-8")
        library = ROOT / "examples" / "shared" / "people.library.yaml"
        (folder / library.name).write_bytes(library.read_bytes())
        big = folder / "big.journey.yaml"
        big.write_text(large_map(50_000), "utf-8")
        small = folder / "small.journey.yaml"
        small.write_bytes((ROOT / "examples" / "minimal" / "buy-a-coat.journey.yaml").read_bytes())
        subprocess.run([BIN / "cjmap", "schema", "--output", "schema.json"], cwd=folder, check=True)
        python = [sys.executable, "-c", "pass"]
        print(f"{big.stat().st_size} bytes, {RUNS} runs each, medians:")
        for pair in (
            Pair(
                "validate 50 KB / check-jsonschema on the same file",
                [BIN / "cjmap", "validate", big],
                [BIN / "check-jsonschema", "--schemafile", "schema.json", big],
                0.6,
            ),
            Pair("--version / python -c pass", [BIN / "cjmap", "--version"], python),
            Pair("validate 1.5 KB / python -c pass", [BIN / "cjmap", "validate", small], python),
            Pair(
                "validate 50 KB / validate 1.5 KB",
                [BIN / "cjmap", "validate", big],
                [BIN / "cjmap", "validate", small],
            ),
            Pair(
                "render flow / validate, the example",
                [BIN / "cjmap", "render", EXAMPLE, "--view", "flow", "-o", "flow.svg"],
                [BIN / "cjmap", "validate", EXAMPLE],
            ),
        ):
            print(measure(pair, folder))


if __name__ == "__main__":
    main()
