"""`make bench`: how long commands take and how much memory, as ratios within one run.

Whole processes from a cold start. What is compared runs in turn (A B C A B C …), and the median
of the ratios to the first is shown, so that a machine that slows down or speeds up meanwhile
changes little. `python -m tests.bench.run --help` tells how to choose less or more.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from tests.bench.evidence import ask, coverage, differences, generate
from tests.bench.maps import write_map
from tests.lsp.editor import Editor

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
NODE = HERE / "node_modules" / ".bin"
# Where `make bench` puts what is compared with and must not be in our own environment.
PEERS = HERE.parents[1] / "build" / "bench" / "bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What mmdc is to draw with: the browser that is installed, and no network.
BROWSER_OPTIONS = """
--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync
""".split()
VIEWS = ("map", "flow", "network", "blueprint", "curve")
LAID_OUT = ("flow", "network")
"""Views of which Graphviz says where all stands."""
EVENTS = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).glob("*.journey.yaml")):
    next_event = yaml.CSafeLoader(file.read_text("utf-8")).get_event
    while next_event() is not None:
        pass
"""
# So many seconds a command may take; the ones that take longer are left out from then on.
PATIENCE = 600

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock and of processors, and megabytes at its peak."""

    wall: float
    cpu: float
    memory: float


def measure(command: Command, folder: Path) -> Cost | None:
    """The cost of a command; None where it does not end well or takes too long."""
    # What cjmap keeps from run to run is the bench's own, and gone with it.
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    started = time.perf_counter()
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output
        )
        watch = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import os,time;time.sleep({PATIENCE});os.kill({process.pid},9)",
            ]
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.kill()
        watch.wait()
    wall = time.perf_counter() - started
    if process.returncode != 0:
        return None
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(title: str, commands: Mapping[str, Command], folder: Path, rounds: int) -> None:
    """Prints a table of commands, each against the first."""
    names = {name: command for name, command in commands.items() if shutil.which(str(command[0]))}
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    failed: dict[str, str] = {}
    for _ in range(rounds):
        for name, command in names.items():
            cost = None if name in failed else measure(command, folder)
            if cost is None:
                said = (folder / "output").read_text("utf-8", "replace").strip()
                failed.setdefault(name, said[-200:].replace("\n", " "))
            else:
                costs[name].append(cost)
    first = costs[next(iter(names))]
    print(f"\n### {title}\n")
    print("| | wall | processor | memory | ratio |\n|---|---:|---:|---:|---:|")
    for name in commands:
        if name not in names:
            print(f"| {name} | not installed | | | |")
        elif name in failed:
            print(f"| {name} | failed or too slow: {failed[name]} | | | |")
        else:
            wall, cpu, memory = (
                statistics.median(getattr(cost, kind) for cost in costs[name])
                for kind in ("wall", "cpu", "memory")
            )
            ratios = [own.wall / other.wall for own, other in zip(costs[name], first, strict=False)]
            ratio = statistics.median(ratios) if ratios else float("nan")
            print(f"| {name} | {wall:.3f} s | {cpu:.3f} s | {memory:.0f} MB | {ratio:.2f} |")
    sys.stdout.flush()


def lay_out(folder: Path, number: int, **size: int) -> None:
    """A workspace of maps, with the schemas that others need."""
    (folder / "maps").mkdir(parents=True)
    (folder / "cjmap.toml").write_text(
        "[limits]\nnodes = 10000000\nfile-size = 100000000\n", "utf-8"
    )
    for seed in range(number):
        (folder / "maps" / f"{seed:05}.journey.yaml").write_text(write_map(seed, **size), "utf-8")
    for name, options in {
        "schema.json": ["--plain"],
        "draft-7.json": ["--plain", "--draft", "7"],
    }.items():
        subprocess.run([BIN / "cjmap", "schema", *options, "-o", name], cwd=folder, check=True)
    (folder / ".yamllint").write_text("rules: {key-duplicates: enable}\n", "utf-8")
    (folder / ".spectral.yaml").write_text(
        "rules:\n  map:\n    given: $\n    then: {function: schema, functionOptions: "
        "{schema: {$ref: ./draft-7.json}}}\n",
        "utf-8",
    )


def cold(rounds: int) -> None:
    """One map, from a cold start."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, 1)
        file = "maps/00000.journey.yaml"
        cjmap = BIN / "cjmap"
        size = (folder / file).stat().st_size
        commands: dict[str, Command] = {
            "check-jsonschema": [BIN / "check-jsonschema", "--schemafile", "schema.json", file],
            "Python": [sys.executable, "-c", "pass"],
            "Python with argparse": [sys.executable, "-c", "import argparse"],
            "cjmap --version": [cjmap, "--version"],
            "cjmap validate": [cjmap, "validate", file],
            "cjmap lint": [cjmap, "lint", "--exit-zero", file],
            "cjmap gaps": [cjmap, "gaps", file],
            "cjmap render, flow": [cjmap, "render", "--view", "flow", file, "-o", "flow.svg"],
            "cjmap render, map": [cjmap, "render", "--view", "map", file, "-o", "map.svg"],
            "cjmap report": [cjmap, "report", file, "-o", "page"],
        }
        compare(f"One map of {size / 1000:.0f} KB, cold", commands, folder, rounds)


def bulk(number: int, rounds: int) -> None:
    """Many maps in one call."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, number)
        # Of files that changed within two seconds nothing is kept: they may change once more unseen.
        time.sleep(3)
        cjmap = BIN / "cjmap"
        files = sorted(str(file.relative_to(folder)) for file in (folder / "maps").iterdir())
        commands: dict[str, Command] = {
            "ajv-cli": [
                NODE / "ajv",
                "validate",
                "--spec=draft7",
                "--strict=false",
                "-c",
                "ajv-formats",
                "-s",
                "draft-7.json",
                "-d",
                "maps/*.yaml",
            ],
            "libyaml's events in Python": [sys.executable, "-c", EVENTS, "maps"],
            "cjmap validate": [cjmap, "validate", "--no-cache", "maps"],
            "cjmap validate --jobs 1": [cjmap, "validate", "--no-cache", "--jobs", "1", "maps"],
            "cjmap validate, known maps": [cjmap, "validate", "maps"],
            "cjmap lint": [cjmap, "lint", "--no-cache", "--exit-zero", "maps"],
            "cjmap lint, known maps": [cjmap, "lint", "--exit-zero", "maps"],
            # One of them is named; what it has to do with the others is found all the same.
            "cjmap validate, one named": [cjmap, "validate", files[number // 2]],
            "cjmap lint, one named": [
                cjmap,
                "lint",
                "--no-cache",
                "--exit-zero",
                files[number // 2],
            ],
            "cjmap lint, one named, known maps": [cjmap, "lint", "--exit-zero", files[number // 2]],
        }
        slow: dict[str, Command] = {
            "yamllint": [PEERS / "yamllint", "maps"],
            "check-jsonschema": [BIN / "check-jsonschema", "--schemafile", "schema.json", *files],
            "v8r": [NODE / "v8r", "--schema", "draft-7.json", "maps/*.yaml"],
            "spectral": [NODE / "spectral", "lint", "-r", ".spectral.yaml", "maps/*.yaml"],
        }
        # What takes a hundred times as long says nothing more about a thousand maps.
        commands |= slow if number <= 100 else {}
        for verb in (["validate"], ["lint", "--exit-zero"]):
            measure([cjmap, *verb, "maps"], folder)
        compare(f"{number:,} maps", commands, folder, rounds)


def keep_dot(folder: Path, file: str, view: str) -> Command | None:
    """The bare engine on the DOT of which a view is drawn, which is kept; None without an engine."""
    engine = shutil.which("graphviz-pure", path=str(BIN)) or shutil.which("dot")
    if engine is None:
        return None
    kept, wrapper = folder / f"{view}.dot", folder / "engine"
    wrapper.write_text(f'#!/bin/sh\ncat > "{kept}"\nexec "{engine}" "$@" "{kept}"\n', "utf-8")
    wrapper.chmod(0o755)
    measure([*render(file, view), "--engine", str(wrapper)], folder)
    return [engine, "-Kdot", "-Tsvg", "-o", "bare.svg", kept]


def render(file: str, view: str) -> list[str | Path]:
    return [BIN / "cjmap", "render", "--view", view, file, "-o", f"{view}.svg"]


def pictures(rounds: int) -> None:
    """One map of 35 touchpoints, against the journey of Mermaid and the bare engine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, 1, stages=7, touchpoints=5)
        file, tiny = "maps/00000.journey.yaml", "tiny.journey.yaml"
        (folder / tiny).write_text(write_map(0, stages=1, touchpoints=1), "utf-8")
        browser = next(filter(None, map(shutil.which, BROWSERS)), None)
        settings = {"executablePath": browser, "args": BROWSER_OPTIONS}
        (folder / "browser.json").write_text(json.dumps(settings), "utf-8")
        measure([BIN / "cjmap", "render", file, "-f", "mermaid", "-o", "map.mmd"], folder)
        mmdc: Command = [
            NODE / "mmdc",
            "-q",
            "-p",
            "browser.json",
            "-i",
            "map.mmd",
            "-o",
            "mermaid.svg",
        ]
        commands: dict[str, Command] = {"mmdc, journey": mmdc}
        for view in VIEWS:
            commands[f"cjmap render, {view}"] = render(file, view)
        for view in LAID_OUT:
            # What is left without this is drawing.
            commands[f"cjmap render, {view} of one touchpoint"] = render(tiny, view)
            engine = keep_dot(folder, file, view)
            if engine is not None:
                commands[f"the bare engine on that {view}"] = engine
        compare("Pictures of 35 touchpoints, cold", commands, folder, rounds)


def growth(sizes: Sequence[int]) -> None:
    """One map with more and more touchpoints."""
    print("\n### Growth with touchpoints\n")
    print("| touchpoints | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("|---" * (len(sizes) + 1) + "|")
    file = "maps/00000.journey.yaml"
    commands: dict[str, Command] = {
        "validate": [BIN / "cjmap", "validate", file],
        "lint": [BIN / "cjmap", "lint", "--exit-zero", file],
        "gaps": [BIN / "cjmap", "gaps", file],
        **{view: render(file, view) for view in VIEWS},
        "report": [BIN / "cjmap", "report", "-o", "page", file],
    }
    rows: dict[str, list[str]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            lay_out(folder, 1, stages=max(1, size // 10), touchpoints=10)
            for name, command in commands.items():
                rows.setdefault(name, []).append(say_cost(command, folder))
                if name in LAID_OUT:
                    engine = keep_dot(folder, file, name)
                    cell = say_cost(engine, folder) if engine is not None else "-"
                    rows.setdefault(f"the bare engine on that {name}", []).append(cell)
    for name, cells in rows.items():
        print(f"| {name} | " + " | ".join(cells) + " |")


def answers(edits: int) -> None:
    """How long a language server takes from a key to the findings, and for what is asked meanwhile."""
    print("\n### A language server, one map of 45 KB\n")
    waits: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place:
        name = "map.journey.yaml"
        (Path(place) / name).write_text(write_map(0), "utf-8")
        with Editor(Path(place)) as editor:
            editor.open(name)
            editor.told(name)
            for number in range(edits):
                text = write_map(0).replace(
                    "Touchpoint 4-3", f"Touchpoint 4-3 {'x' * (number % 30)}"
                )
                started = time.monotonic()
                editor.write(name, text)
                editor.told(name)
                waits.setdefault("findings", []).append(time.monotonic() - started)
                for method, params in _questions(editor, name).items():
                    started = time.monotonic()
                    editor.ask(method, params)
                    waits.setdefault(method, []).append(time.monotonic() - started)
    print("| answer | median | 95 % |\n|---|---|---|")
    for method, seconds in waits.items():
        ordered = sorted(seconds)
        late = ordered[len(ordered) * 95 // 100]
        print(f"| {method} | {statistics.median(ordered) * 1000:.0f} ms | {late * 1000:.0f} ms |")


def _questions(editor: Editor, name: str) -> dict[str, object]:
    document = types.TextDocumentIdentifier(editor.uri(name))
    at = editor.at(name, "channel: [", len("channel: ["))
    return {
        types.TEXT_DOCUMENT_COMPLETION: types.CompletionParams(document, at.position),
        types.TEXT_DOCUMENT_HOVER: types.HoverParams(document, at.position),
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: types.DocumentSymbolParams(document),
        types.TEXT_DOCUMENT_INLAY_HINT: types.InlayHintParams(
            document, types.Range(types.Position(0, 0), types.Position(60, 0))
        ),
    }


def saves(number: int) -> None:
    """How long a browser with the preview takes from a file that is saved to its new picture."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        return
    waits: list[float] = []
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        file, text = Path(place) / "map.journey.yaml", write_map(0)
        file.write_text(text, "utf-8")
        server = subprocess.Popen(
            [BIN / "cjmap", "preview", "--port", "0"], cwd=place, stdout=subprocess.PIPE
        )
        assert server.stdout is not None
        try:
            browser = playwright.chromium.launch(executable_path=found, args=BROWSER_OPTIONS)
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            page.goto(server.stdout.readline().decode().strip())
            page.wait_for_selector("#stage svg")
            page.evaluate(
                "() => { window.seen = []; new MutationObserver(() => window.seen.push(Date.now()))"
                ".observe(document.getElementById('stage'), {childList: true}) }"
            )
            for turn in range(number):
                # Between two looks at the disk, and not in step with them.
                time.sleep(0.5 + turn % 7 / 50)
                before = page.evaluate("window.seen.length")
                started = time.time() * 1000
                file.write_text(text.replace("Touchpoint 4-3", f"Touchpoint 4-3 {turn}"), "utf-8")
                while page.evaluate("window.seen.length") == before:
                    time.sleep(0.005)
                waits.append(page.evaluate("window.seen.at(-1)") - started)
            browser.close()
        finally:
            server.terminate()
            server.wait()
    ordered = sorted(waits)
    late = ordered[len(ordered) * 95 // 100]
    print("\n### The preview in a browser, one map of 45 KB\n")
    print("| from a saved file to | median | 95 % |\n|---|---|---|")
    print(f"| its new picture | {statistics.median(ordered):.0f} ms | {late:.0f} ms |")


def say_cost(command: Command, folder: Path) -> str:
    cost = measure(command, folder)
    return f"{cost.wall:.2f} s" if cost else "-"


def evidence(events: int, rounds: int) -> None:
    """Events measured, against SQL that gives the same figures; in what they differ is told."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, events)
        by_hand: Command = [sys.executable, HERE / "evidence.py", folder]
        ours: Command = [
            *(BIN / "cjmap", "measure", "bench.journey.yaml"),
            *("--output-format", "json", "-o", "measured.json"),
        ]
        # PM4Py tells the ways between stages, their begin and their end; the others all of it.
        others: dict[str, Command] = {
            title: [PEERS / "python", HERE / "peers.py", name, folder]
            for name, title in (("pandas", "pandas"), ("polars", "Polars"), ("pm4py", "PM4Py"))
        }
        compare(
            f"{events:,} events",
            {"SQL by hand, DuckDB": by_hand, "cjmap measure": ours, **others},
            folder,
            rounds,
        )
        for one in differences(ask(folder), folder / "measured.json"):
            print(f"Not the same: {one}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maps", type=int, nargs="*", default=[1, 100, 1000], metavar="N")
    parser.add_argument("--touchpoints", type=int, nargs="*", default=[10, 100, 1000], metavar="N")
    parser.add_argument("--edits", type=int, default=300, help="keys pressed in an editor")
    parser.add_argument("--saves", type=int, default=25, help="files saved beside a preview")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs")
    parser.add_argument("--measure", type=int, nargs="*", default=[], metavar="EVENTS")
    chosen = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(
        f"{datetime.datetime.now(datetime.UTC).date()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}"
    )
    if chosen.measure:
        coverage()
        for events in chosen.measure:
            evidence(events, max(1, chosen.rounds // 2))
        return
    cold(chosen.rounds)
    pictures(chosen.rounds)
    for number in chosen.maps:
        bulk(number, max(1, chosen.rounds if number <= 10 else chosen.rounds // 2))
    growth(chosen.touchpoints)
    if chosen.edits:
        answers(chosen.edits)
    if chosen.saves:
        saves(chosen.saves)


if __name__ == "__main__":
    main()
