"""A map that somebody saves while a verb is at work: what they wrote is not lost.

It changes before each of the readings that a call makes of it, one after the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from cjmap.project import disk
from tests.cli.conftest import Cjmap
from tests.measure.maps import FILE, MAP, commit
from tests.project.histories import set_apart

SOMEBODY = MAP.replace("title: Coat", "title: Somebody's").replace("name: Buy", "nam: 'Buy'")
# What writes the map anew, and what only reads it.
WRITERS = {
    "format": (FILE,),
    "lint": ("--fix", FILE),
    "measure": ("--write", FILE),
    "merge": ("base.yaml", FILE, "theirs.yaml"),
    "merge ": ("base.yaml", FILE, "broken.yaml"),
}
READERS = {
    "validate": (FILE,),
    "lint": (FILE,),
    "gaps": (FILE,),
    "measure": (FILE,),
    "format": ("--check", FILE),
    "diff": (FILE, "--from", "HEAD"),
    "diff ": ("base.yaml", FILE),
    "history": (FILE,),
    "render": (FILE, "-o", "out.svg"),
    "report": (FILE, "-o", "out"),
    "convert": (FILE, "out.csv"),
}


@pytest.fixture
def here(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_apart(monkeypatch)
    commit(cjmap.folder)
    cjmap.write(FILE, MAP.replace("name: Buy", "nam: 'Buy'"))
    cjmap.write("base.yaml", MAP)
    cjmap.write("theirs.yaml", MAP.replace("language: en", "language: de"))
    cjmap.write("broken.yaml", "title: [\n" + MAP)
    return cjmap.folder


def run(
    cjmap: Cjmap,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    change: bytes | None,
    at: int,
) -> tuple[int, int, str]:
    """A call, before whose reading `at` the map changes or goes: its readings, code and words."""
    file = cjmap.folder / FILE
    file.unlink(missing_ok=True)
    cjmap.write(FILE, MAP.replace("name: Buy", "nam: 'Buy'"))
    readings = 0
    opening = disk._open

    def opened(path: Path) -> BinaryIO:
        nonlocal readings
        if path.name == FILE:
            readings += 1
            if readings == at:
                file.unlink()
                if change is not None:
                    file.write_bytes(change)
        return opening(path)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "_open", opened)
        done = cjmap(*words)
    assert "defect" not in done.stderr
    return readings, done.exit_code, done.output


@pytest.mark.parametrize("verb", WRITERS)
def test_what_somebody_wrote_meanwhile_stays(
    cjmap: Cjmap, here: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    words = (verb.strip(), *WRITERS[verb])
    readings, code, _ = run(cjmap, monkeypatch, words, None, 0)
    assert readings > 1 and code in (0, 1)
    for at in range(2, readings + 1):
        _, code, said = run(cjmap, monkeypatch, words, SOMEBODY.encode(), at)
        assert "Somebody's" in (here / FILE).read_text("utf-8"), at
        assert (here / FILE).read_text("utf-8") == SOMEBODY or code in (0, 1)
        if at == readings:
            assert code == 2 and f"{FILE} changed meanwhile; it stays as it is." in said
    # Nor is made anew what somebody took away.
    _, code, said = run(cjmap, monkeypatch, words, None, readings)
    assert code == 2 and FILE in said
    assert not (here / FILE).exists()
    assert not [*here.glob(".cjmap-*")]


@pytest.mark.parametrize("verb", READERS)
def test_what_changes_while_it_is_read_is_read_whole(
    cjmap: Cjmap, here: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    words = (verb.strip(), *READERS[verb])
    readings, _, _ = run(cjmap, monkeypatch, words, None, 0)
    assert readings
    for at in range(1, readings + 1):
        for change in (SOMEBODY.encode(), SOMEBODY.encode()[:60], b"", None):
            _, code, said = run(cjmap, monkeypatch, words, change, at)
            assert code in (0, 1, 2) and (said or verb in ("render", "report", "format"))
            assert (here / FILE).exists() == (change is not None)
            assert change is None or (here / FILE).read_bytes() == change
