"""What a user without rights meets: a word about what cannot be read, and the rest goes on.

The rights of files mean nothing to root, as whom CI services often run: there the test becomes
nobody first.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)

NOBODY = 65534
CLEAN = "title: Buy a coat\npersonas: [Laura]\nstages: [Awareness]\n"
# Everything is imported before, since nobody need not see where Python lies.
PROGRAM = f"""
import importlib, os, pkgutil, sys
import cjmap
for module in pkgutil.walk_packages(cjmap.__path__, "cjmap."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from cjmap.__main__ import main
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
main()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not below pytest's own folder, which is shut to others whenever a run of it begins.
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        _fill(place)
        yield place


def _fill(place: Path) -> None:
    (place / "cjmap.toml").touch()
    (place / "a.journey.yaml").write_text(CLEAN)
    for name in ("secret", "kept", "free"):
        (place / name).mkdir()
        (place / name / "b.journey.yaml").write_text(CLEAN)
    (place / "free").chmod(0o777)
    place.chmod(0o755)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "LANG": "C", "HOME": "/nonexistent"},
    )


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps"])
def test_a_folder_that_is_shut_is_named_and_the_rest_is_checked(folder: Path, verb: str) -> None:
    (folder / "secret").chmod(0)
    done = run(folder, verb)
    assert "secret is left out: permission is denied." in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert "Buy a coat" in done.stdout or "3 files" in done.stdout


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps"])
def test_a_file_that_is_shut_is_a_finding_and_the_rest_is_checked(folder: Path, verb: str) -> None:
    (folder / "kept" / "b.journey.yaml").chmod(0)
    done = run(folder, verb)
    said = done.stdout + done.stderr
    assert done.returncode == 2
    assert "CJ001" in said and "kept/b.journey.yaml" in said and "permission is denied" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "words",
    [
        ("render", "a.journey.yaml", "-o", "kept/a.svg"),
        ("lint", "--output-format", "json", "--output", "kept/found.json"),
        ("schema", "--output", "kept/schema.json"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left(
    folder: Path, words: tuple[str, ...]
) -> None:
    before = sorted((folder / "kept").iterdir())
    done = run(folder, *words)
    assert done.returncode == 2
    assert "permission is denied" in done.stderr and "Traceback" not in done.stderr
    assert sorted((folder / "kept").iterdir()) == before


def test_a_map_of_somebody_else_is_not_mended(folder: Path) -> None:
    slip = folder / "kept" / "b.journey.yaml"
    slip.write_text(CLEAN.replace("stages", "stagse"))
    done = run(folder, "lint", "--fix", "kept")
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "permission is denied" in said and "Traceback" not in said
    assert slip.read_text() == CLEAN.replace("stages", "stagse")
