"""A pipe in the place of a file that is read: it is told, and nobody waits for whoever may write to it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cjmap.cli.app import app
from tests.cli.conftest import Cjmap
from tests.measure.maps import FILE, MAP, lay_out
from tests.project.histories import History, set_apart

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has none")

# By verb and parameter a call that reads a file; the pipe stands in the place of PIPE, with its ending.
READS = {
    ("", "config"): ("--config", "PIPE.toml", "validate", FILE),
    ("init", "source"): ("new", "--from", "PIPE.csv"),
    ("validate", "paths"): ("PIPE.journey.yaml",),
    ("lint", "paths"): ("PIPE.journey.yaml",),
    ("lint", "baseline"): (FILE, "--baseline", "PIPE.json"),
    ("measure", "paths"): ("PIPE.journey.yaml",),
    ("format", "paths"): ("PIPE.journey.yaml",),
    ("gaps", "paths"): ("PIPE.journey.yaml",),
    ("diff", "paths"): ("PIPE.journey.yaml", FILE),
    ("diff", "paths", "new"): (FILE, "PIPE.journey.yaml"),
    ("diff", "paths", "git"): (FILE, "PIPE.yaml", "0", "0", "PIPE.yaml", "0", "0"),
    ("diff", "baseline"): ("--baseline", "PIPE.journey.yaml"),
    ("history", "map"): ("PIPE.journey.yaml",),
    ("render", "paths"): ("PIPE.journey.yaml",),
    ("render", "theme"): (FILE, "--theme", "PIPE.toml"),
    ("render", "baseline"): (FILE, "--baseline", "PIPE.journey.yaml"),
    ("render", "measured"): (FILE, "--measured", "PIPE.json"),
    ("report", "paths"): ("PIPE.journey.yaml", "-o", "out"),
    ("report", "output"): (FILE, "-o", "PIPE.html"),
    ("report", "template"): (FILE, "--template", "PIPE", "-o", "out"),
    ("report", "measured"): (FILE, "--measured", "PIPE.json", "-o", "out"),
    ("convert", "given"): ("PIPE.csv", "b.yaml"),
    ("convert", "given", "xlsx"): ("PIPE.xlsx", "b.yaml"),
    ("convert", "given", "pptx"): ("PIPE.pptx", "b.yaml"),
    ("convert", "given", "md"): ("PIPE.md", "b.yaml"),
    ("convert", "given", "yaml"): ("PIPE.journey.yaml", "b.csv"),
    ("convert", "map_columns"): ("b.csv", "b.yaml", "--map-columns", "PIPE.toml"),
    ("merge", "base"): ("PIPE.yaml", FILE, FILE),
    ("merge", "ours"): (FILE, "PIPE.yaml", FILE),
    ("merge", "theirs"): (FILE, FILE, "PIPE.yaml"),
}
# What names no file that is read: words, revisions, what is written (see test_faults_of_writing).
OTHERS = {
    *("lang", "color", "today", "output_format", "stdin_filename", "output", "jobs", "port"),
    *("select", "ignore", "extend_select", "fail_on", "write_baseline", "engine", "sample"),
    *("memory_limit", "require", "by", "min_coverage", "from_", "to", "since", "form", "view"),
    *("paper", "scale", "persona", "lanes", "editor", "target", "report", "path", "marker_size"),
    *("our_label", "their_label", "code", "key", "draft", "language", "act", "install", "folder"),
    *("template", "source"),
}
# What takes a word in one verb and a file in another.
BOTH = {"template", "source", "output"}


@contextmanager
def fed(pipe: Path, data: bytes = b"") -> Iterator[None]:
    """Somebody at the other end, so that whoever waits for it fails a test and does not end it."""
    ended = threading.Event()

    def feed() -> None:
        while not ended.is_set():
            try:
                with pipe.open("wb") as stream:
                    stream.write(data)
            except BrokenPipeError:
                pass
            # Whoever reads meets the end before it begins again.
            ended.wait(0.05)

    feeding = threading.Thread(target=feed, daemon=True)
    feeding.start()
    try:
        yield
    finally:
        ended.set()
        while feeding.is_alive():
            os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))
            feeding.join(0.01)


@pytest.fixture
def here(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_apart(monkeypatch)
    made = History(cjmap.folder)
    lay_out(cjmap.folder)
    cjmap.write("b.csv", "Stage,Touchpoint,Emotion\nLook,Shop,1\nBuy,Till,-1\n")
    made.commit(subject="As it was")
    return cjmap.folder


def test_every_parameter_that_names_a_file_is_walked() -> None:
    root: Any = get_command(app)
    walked = {(verb, name) for verb, name, *_ in READS}
    there = {("", one.name) for one in root.params if one.name == "config"}
    for verb, command in root.commands.items():
        if verb == "preview":
            # It serves whatever it reads, and what is wrong with it, until it is stopped.
            continue
        there |= {
            (verb, one.name)
            for one in command.params
            # All verbs take it as the command itself does.
            if not getattr(one, "is_flag", False) and one.name != "config"
        }
    assert walked <= there
    assert {name for _, name in there - walked} <= OTHERS
    assert {name for _, name in walked} & OTHERS == BOTH


@pytest.mark.parametrize("case", READS, ids="-".join)
def test_a_pipe_is_told_and_not_waited_for(cjmap: Cjmap, here: Path, case: tuple[str, ...]) -> None:
    words = READS[case]
    name = next(word for word in words if word.startswith("PIPE"))
    pipe = here / name
    os.mkfifo(pipe)
    before = sorted(here.iterdir())
    with fed(pipe, MAP.encode()):
        done = cjmap(*filter(None, (case[0], *words)))
    assert done.exit_code == 2, done.output
    assert name in done.output
    assert "defect" not in done.stderr
    assert pipe.is_fifo()
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0"])
def test_what_a_shell_hands_over_is_read(cjmap: Cjmap, here: Path, name: str) -> None:
    """So does `<(...)`, which is a pipe whose other end is open."""
    if not Path(name).exists():
        pytest.skip("this system has none")
    command = [sys.executable, "-m", "cjmap", "convert", name, "b.yaml"]
    done = subprocess.run(command, input=(here / "b.csv").read_bytes(), capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "Till" in (here / "b.yaml").read_text("utf-8")


def test_nothing_is_an_empty_file_and_a_device_is_none(cjmap: Cjmap, here: Path) -> None:
    text = (here / FILE).read_bytes()
    assert cjmap("merge", os.devnull, FILE, FILE).exit_code == 0
    assert (here / FILE).read_bytes() == text
    done = cjmap("merge", "/dev/zero", FILE, FILE)
    assert done.exit_code == 2 and "a pipe or a device" in done.stderr
