"""What is written keeps what was there: the file's owner, its names, where links lead."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from cjmap.cli import writing
from cjmap.cli.writing import write_file
from tests.cli.conftest import Cjmap

OLD, NEW = b"old and long\n", b"new\n"
posix = pytest.mark.skipif(os.name != "posix", reason="other systems have none of this")
SETTINGS = "[lint]\nignore = ['CJ2']\n"
MAP = "title: Coat\npersonas: [Ana]\nstages: [{name: Look, touchpoints: [{nam: Shop}]}]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def beside(file: Path) -> list[str]:
    return sorted(entry.name for entry in file.parent.iterdir())


def test_a_new_file_gets_its_folders_and_the_usual_mode(tmp_path: Path) -> None:
    file = tmp_path / "one" / "two" / "a.txt"
    before = os.umask(0o027)
    try:
        write_file(file, NEW)
    finally:
        os.umask(before)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert beside(file) == ["a.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o2755])
def test_the_mode_stays(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_file(file, NEW)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give away"
)
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 1234, 2345)
    file.chmod(0o4755)
    write_file(file, NEW)
    found = file.stat()
    assert (found.st_uid, found.st_gid) == (1234, 2345)
    assert stat.S_IMODE(found.st_mode) == 0o4755


@posix
def test_an_owner_that_cannot_be_given_stays_by_writing_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = file.stat().st_ino
    found = os.stat_result((*file.stat()[:4], 4321, 4321, *file.stat()[6:]))

    def refuse(*_: object) -> None:
        raise PermissionError(1, "no")

    monkeypatch.setattr(writing, "_state", lambda _: found)
    monkeypatch.setattr(os, "chown", refuse)
    write_file(file, NEW)
    assert file.read_bytes() == NEW
    assert file.stat().st_ino == number
    assert beside(file) == ["a.txt"]


@posix
def test_all_names_of_a_file_see_what_is_written(file: Path) -> None:
    other = file.parent / "b.txt"
    other.hardlink_to(file)
    write_file(file, NEW)
    assert other.read_bytes() == NEW
    assert other.samefile(file)
    assert beside(file) == ["a.txt", "b.txt"]


@posix
def test_a_file_in_a_folder_that_takes_no_new_ones_is_written_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_may_replace", lambda _: False)
    write_file(file, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has none")
def test_extended_attributes_stay(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"mine")
    except OSError:
        # This file system has none: a stand-in shows that they are asked for and given.
        given: dict[str, bytes] = {}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "listxattr", lambda path: ["user.note"])
            patch.setattr(os, "getxattr", lambda path, name: b"mine")
            patch.setattr(os, "setxattr", lambda path, name, value: given.update({name: value}))
            write_file(file, NEW)
        assert given == {"user.note": b"mine"}
        return
    write_file(file, NEW)
    assert os.getxattr(file, "user.note") == b"mine"


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_written_through(file: Path, there: bool) -> None:
    target = file if there else file.parent / "deep" / "new.txt"
    first, second = file.parent / "first", file.parent / "second"
    first.symlink_to(target)
    second.symlink_to("first")
    write_file(second, NEW)
    assert second.is_symlink() and first.is_symlink()
    assert target.read_bytes() == NEW


@posix
def test_a_ring_of_links_is_refused(tmp_path: Path) -> None:
    ring = tmp_path / "ring"
    ring.symlink_to("ring")
    with pytest.raises(OSError, match="symbolic links"):
        write_file(ring, NEW)
    assert ring.is_symlink()


@posix
def test_a_pipe_and_a_device_take_the_bytes_and_stay(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, NEW)
    reader.join()
    assert got == [NEW]
    assert pipe.is_fifo()
    write_file(Path(os.devnull), NEW)
    assert Path(os.devnull).is_char_device()


def _fail_after(number: int) -> Callable[[int, bytes], int]:
    write = os.write
    left = [number]

    def part(handle: int, data: bytes) -> int:
        if not left[0]:
            left[0] = -1
            raise OSError(28, "No space left on device")
        left[0] -= 1
        return write(handle, data[:2])

    return part


@posix
@pytest.mark.parametrize("links", [1, 2])
def test_what_cannot_be_written_leaves_the_file_as_it_was(
    file: Path, links: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if links > 1:
        (file.parent / "b.txt").hardlink_to(file)
    names = beside(file)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if links > 1:
        monkeypatch.setattr(os, "write", _fail_after(1))
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_file(file, NEW)
    assert file.read_bytes() == OLD
    assert beside(file) == names


@posix
def test_a_file_that_is_written_in_its_place_is_never_in_memory(file: Path) -> None:
    (file.parent / "b.txt").hardlink_to(file)
    with file.open("r+b") as stream:
        stream.truncate(100_000_000)
    tracemalloc.start()
    try:
        write_file(file, NEW)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert file.read_bytes() == NEW
    assert beside(file) == ["a.txt", "b.txt"]
    assert most < 10_000_000


@posix
def test_where_not_even_the_old_text_can_be_put_back_a_copy_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "b.txt").hardlink_to(file)

    def refuse(*_: object) -> int:
        raise OSError(5, "the device cannot be read or written error")

    monkeypatch.setattr(writing, "_fill", refuse)
    with pytest.raises(
        writing.HalfWrittenError, match="the device cannot be read or written"
    ) as caught:
        write_file(file, NEW)
    assert caught.value.copy.read_bytes() == OLD


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_file(tmp_path, NEW)
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_that_a_system_takes_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 251 + ".svg")
    write_file(file, NEW)
    write_file(file, OLD)
    assert file.read_bytes() == OLD


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_while_it_writes_leaves_nothing_behind(
    tmp_path: Path, number: int
) -> None:
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from cjmap.cli.ending import guarded\n"
        "from cjmap.cli import writing\n"
        "replace = Path.replace\n"
        "def slow(self, target):\n"
        f"    os.kill(os.getpid(), {int(number)})\n"
        "    return replace(self, target)\n"
        "Path.replace = slow\n"
        "import cjmap.cli.app as app\n"
        "sys.argv = ['cjmap', 'schema', '-o', 'a.json']\n"
        "app.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    assert done.returncode == 130
    assert done.stderr == b""
    # It came in the midst of writing and had to wait for the end of that.
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


@posix
def test_mending_keeps_the_names_of_a_map(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", MAP)
    other = cjmap.folder / "b.journey.yaml"
    other.hardlink_to(file)
    cjmap("lint", "--fix", "a.journey.yaml")
    assert "name: Shop" in other.read_text()
    assert other.samefile(file)


def test_folders_are_made_however_many_are_missing(tmp_path: Path) -> None:
    file = tmp_path.joinpath(*["d"] * 1100, "a.txt")
    try:
        write_file(file, NEW)
        assert file.read_bytes() == NEW
    finally:
        # Python's own tools call themselves for each, and cannot remove so many.
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "-o"),
        ("lint", "-o"),
        ("lint", "--write-baseline"),
        ("gaps", "-o"),
        ("render", "-f", "svg", "-o"),
        ("schema", "-o"),
    ],
)
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("kept", ["m.journey.yaml", "cjmap.toml", "pyproject.toml"])
def test_no_result_is_written_over_a_map_or_over_settings(
    cjmap: Cjmap, arguments: tuple[str, ...], linked: bool, kept: str
) -> None:
    verb, *options = arguments
    cjmap.write("m.journey.yaml", MAP)
    if kept.endswith(".toml"):
        cjmap.write(kept, SETTINGS)
    before = Path(kept).read_text(encoding="utf-8")
    target = kept
    if linked:
        Path("out.txt").symlink_to(target)
        target = "out.txt"
    named = [] if verb == "schema" else ["m.journey.yaml"]
    run = cjmap(verb, *named, *options, target)
    assert run.exit_code == 2
    assert "is not overwritten" in run.stderr
    assert Path(kept).read_text(encoding="utf-8") == before


@posix
@pytest.mark.parametrize(
    ("read", "arguments"),
    [
        ("m.journey.yaml", ("validate", "m.journey.yaml", "-o", "out.svg")),
        ("m.journey.yaml", ("lint", "m.journey.yaml", "-o", "out.svg")),
        ("m.journey.yaml", ("lint", "m.journey.yaml", "--write-baseline", "out.svg")),
        ("m.journey.yaml", ("gaps", "m.journey.yaml", "-o", "out.svg")),
        ("m.journey.yaml", ("render", "m.journey.yaml", "-o", "out.svg")),
        ("m.journey.yaml", ("report", "m.journey.yaml", "-o", "out.html")),
        ("m.journey.yaml", ("report", "m.journey.yaml", "-o", ".")),
        ("m.journey.yaml", ("diff", "m.journey.yaml", "m.journey.yaml", "-o", "out.svg")),
        ("print.toml", ("render", "m.journey.yaml", "--theme", "print.toml", "-o", "out.svg")),
        ("logo.svg", ("render", "m.journey.yaml", "--theme", "print.toml", "-o", "logo.svg")),
        ("logo.svg", ("render", "m.journey.yaml", "--theme", "print.toml", "-o", "out.svg")),
    ],
)
def test_no_result_is_written_over_another_name_of_what_it_is_made_from(
    cjmap: Cjmap, read: str, arguments: tuple[str, ...]
) -> None:
    cjmap.write("m.journey.yaml", MAP.replace("nam:", "name:"))
    cjmap.write("print.toml", 'base = "print"\nlogo = "logo.svg"\n')
    cjmap.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    kept = Path(read)
    before = kept.read_bytes()
    for name in ("out.svg", "out.html", "m.html"):
        Path(name).hardlink_to(kept)
    run = cjmap(*arguments)
    assert run.exit_code != 0
    assert "is not overwritten" in run.stderr or "no page of a report" in run.stderr
    assert kept.read_bytes() == before


def test_a_result_that_is_written_again_is_no_source(cjmap: Cjmap) -> None:
    cjmap.write("m.journey.yaml", MAP.replace("nam:", "name:"))
    for _ in range(2):
        for options in (("render", "m.journey.yaml", "-o", "o"), ("report", "-o", "o")):
            assert cjmap(*options).exit_code == 0


@posix
def test_input_without_an_end_is_refused(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "[limits]\nfile-size = 1000\n")
    for arguments in (("validate", "-"), ("format", "-"), ("render", "-")):
        with Path("/dev/zero").open("rb") as endless:
            run = subprocess.run(
                [sys.executable, "-m", "cjmap", *arguments],
                stdin=endless,
                capture_output=True,
                check=False,
            )
        assert run.returncode == 2
        assert b"1000 bytes" in run.stderr
        assert run.stdout == b""
