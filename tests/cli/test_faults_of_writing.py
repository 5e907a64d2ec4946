"""What every verb does that writes, where the system does not let it: it says so, and nothing is lost.

Each runs in this process: over a disk that is full from the first byte or in the midst of a file,
a device that is full, one that takes all, a pipe, a folder that is gone, one that takes nothing.
"""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.main import get_command

from cjmap.cli.app import app
from tests.cli.conftest import Cjmap
from tests.measure.maps import FILE, MAP, commit
from tests.project.histories import set_apart

resource = pytest.importorskip("resource", reason="this system has none")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as this system has them")

# What writes a result to the file OUT, and of which kind it is.
RESULTS = {
    "validate": ("txt", FILE, "-o"),
    "lint": ("txt", FILE, "-o"),
    "lint ": ("json", FILE, "--write-baseline"),
    "gaps": ("html", FILE, "-o"),
    "diff": ("html", FILE, "--from", "HEAD", "-o"),
    "history": ("html", FILE, "-o"),
    "measure": ("json", FILE, "-o"),
    "render": ("svg", FILE, "-o"),
    "render ": ("png", FILE, "-o"),
    "report": ("html", FILE, "-o"),
    "convert": ("csv", FILE),
    "convert ": ("xlsx", FILE),
    "convert  ": ("json", "b.csv", "-", "--to", "yaml", "--report"),
    "schema": ("json", "-o"),
}
# What writes maps anew, in their place.
IN_PLACE = {
    "format": (FILE,),
    "lint": ("--fix", FILE),
    "measure": ("--write", FILE),
    "merge": ("base.yaml", FILE, "theirs.yaml"),
}
# What makes folders of files.
FOLDERS = {
    "init": ("new",),
    "init ": ("new", "--from", "b.csv"),
    "render": (FILE, "other.journey.yaml", "-o", "new"),
    "report": (FILE, "other.journey.yaml", "-o", "new"),
    "measure": ("--sample", "new"),
}
# These write nothing to files, or serve somebody.
OTHERS = {"rules", "rule", "words", "explain", "cache", "lsp", "preview"}


@pytest.fixture
def here(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with data, a history, a change in it, and a map that can be mended."""
    set_apart(monkeypatch)
    commit(cjmap.folder)
    text = MAP.replace("name: Buy", "nam: 'Buy'")
    cjmap.write(FILE, text)
    cjmap.write("base.yaml", MAP)
    cjmap.write("theirs.yaml", MAP.replace("title: Coat", "title: Hat"))
    cjmap.write("other.journey.yaml", MAP.replace("Coat", "Other"))
    cjmap.write("b.csv", "Stage,Touchpoint,Emotion\nLook,Shop,1\nBuy,Till,-1\n")
    return cjmap.folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git/" not in file.as_posix()
    }


@contextmanager
def disk_with(room: int) -> Iterator[None]:
    """As if the disk ended within each file: what a process may write to one is bounded."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Python keeps what it could write of a module, and reads no more of it ever after.
    keeping, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = keeping


def told(cjmap: Cjmap, *arguments: str, codes: tuple[int, ...] = (2,)) -> str:
    result = cjmap(*arguments)
    assert result.exit_code in codes, (arguments, result.exit_code, result.output)
    assert "defect" not in result.stderr
    return result.stderr


def test_every_verb_is_walked() -> None:
    verbs = set(get_command(app).commands)  # type: ignore[attr-defined]
    walked = {name.strip() for name in (*RESULTS, *IN_PLACE, *FOLDERS)}
    assert walked | OTHERS == verbs
    assert not walked & OTHERS


@pytest.mark.parametrize("room", [0, 100])
@pytest.mark.parametrize("verb", RESULTS)
def test_a_result_is_written_whole_or_not_at_all(
    cjmap: Cjmap, here: Path, verb: str, room: int
) -> None:
    suffix, *more = RESULTS[verb]
    for there in (False, True):
        if there:
            # `report` takes the place of its own pages alone.
            told(cjmap, verb.strip(), *more, f"out.{suffix}", codes=(0, 1))
            if verb.strip() == "render":
                # A picture that has not changed is not written.
                cjmap.write(f"out.{suffix}", "another")
        before = files_of(here)
        with disk_with(room):
            said = told(cjmap, verb.strip(), *more, f"out.{suffix}")
        assert "cannot be written" in said
        assert files_of(here) == before


@pytest.mark.parametrize("names", [1, 2])
@pytest.mark.parametrize("verb", IN_PLACE)
def test_a_map_is_written_anew_whole_or_not_at_all(
    cjmap: Cjmap, here: Path, verb: str, names: int
) -> None:
    file = here / FILE
    if names == 2:
        # A file of two names is written in its place; it may be longer than what was there.
        (here / "second.txt").hardlink_to(file)
    before = files_of(here)
    with disk_with(len(before[FILE]) // 2):
        assert "cannot be written" in told(cjmap, verb, *IN_PLACE[verb])
    assert files_of(here) == before


@pytest.mark.parametrize("verb", FOLDERS)
def test_a_folder_holds_whole_files_alone(cjmap: Cjmap, here: Path, verb: str) -> None:
    told(cjmap, verb.strip(), *FOLDERS[verb], codes=(0, 1))
    whole = files_of(here / "new")
    assert len(whole) > 2
    for file in (here / "new").rglob("*"):
        if file.is_file() and ".git/" not in file.as_posix():
            file.unlink()
    before = files_of(here)
    with disk_with(sorted(map(len, whole.values()))[len(whole) // 2] - 1):
        assert "cannot be written" in told(cjmap, verb.strip(), *FOLDERS[verb])
    after = files_of(here)
    for name in after.keys() - before.keys():
        assert after[name] == whole[name.removeprefix("new/")] or name.endswith("pictures.json")
    assert before.items() <= after.items()


@pytest.mark.parametrize("verb", RESULTS)
def test_a_device_and_a_pipe_take_results_and_stay(cjmap: Cjmap, here: Path, verb: str) -> None:
    suffix, *more = RESULTS[verb]
    before = files_of(here)
    for device in ("/dev/null", "/dev/full"):
        link = here / f"device.{suffix}"
        link.symlink_to(device)
        codes = (0, 1) if device == "/dev/null" else (2,)
        # It is no page of a report; or has no suffix that would say what is wanted.
        said = told(cjmap, verb.strip(), *more, device, codes=(*codes, 2))
        assert codes != (2,) or "full" in said
        # Whoever means a device names it: a link may be somebody else's.
        said = told(cjmap, verb.strip(), *more, link.name, codes=(2,))
        assert "a link leads out of" in said or verb == "report"
        assert stat.S_ISCHR(Path(device).stat().st_mode)
        assert link.is_symlink()
        link.unlink()
    pipe = here / f"pipe.{suffix}"
    os.mkfifo(pipe)
    if verb == "report":
        assert "no page of a report" in told(cjmap, verb, *more, pipe.name)
    else:
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
        reader.start()
        told(cjmap, verb.strip(), *more, pipe.name, codes=(0, 1))
        reader.join()
        assert got[0]
    assert pipe.is_fifo()
    pipe.unlink()
    assert files_of(here) == before


@pytest.mark.parametrize("where", ["", "gone/"])
@pytest.mark.parametrize("table", [RESULTS, IN_PLACE, FOLDERS], ids=["results", "maps", "folders"])
def test_a_folder_that_is_gone_is_told(
    cjmap: Cjmap, here: Path, where: str, table: dict[str, tuple[str, ...]]
) -> None:
    gone = here / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    before = files_of(here)
    for verb, more in table.items():
        words = [*more[1:], f"out.{more[0]}"] if table is RESULTS else list(more)
        # Also where all files are named from the top.
        words = [str(here / w) if where and (here / w).is_file() else w for w in words]
        said = told(cjmap, verb.strip(), *words)
        assert said.startswith("error: "), (verb, said)
    assert files_of(here) == before
