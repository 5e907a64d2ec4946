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
from tests.cli.reading import BOTH, OTHERS, READS
from tests.measure.maps import FILE, MAP, lay_out
from tests.project.histories import History, set_apart

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has none")

# It is told as what it is not: nothing is read of it.
UNSAID = {("report", "output")}


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
    name = next(word for word in words if word.startswith("ODD"))
    pipe = here / name
    os.mkfifo(pipe)
    before = sorted(here.iterdir())
    with fed(pipe, MAP.encode()):
        done = cjmap(*filter(None, (case[0], *words)))
    assert done.exit_code == 2, done.output
    assert name in done.output
    assert "a pipe or a device" in done.output or case in UNSAID
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


def test_a_template_that_is_a_pipe_is_told(cjmap: Cjmap, here: Path) -> None:
    (here / "own").mkdir()
    os.mkfifo(here / "own" / "map.html.j2")
    cjmap.write("own/index.html.j2", "")
    done = cjmap("report", FILE, "--template", "own", "-o", "out")
    assert done.exit_code == 2
    assert "map.html.j2" in done.stderr and "a pipe or a device" in done.stderr
