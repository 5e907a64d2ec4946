"""The quick way says what the verbs say, byte for byte, or leaves the answer to them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLEAN = "title: Buy a coat\npersonas: [Laura]\nstages: [Awareness]\n"
BROKEN = CLEAN.replace("stages", "stagse")
# The verbs alone, as they were before there was a quicker way.
VERBS = "import sys; from cjmap.cli.app import main; main()"
QUICK = "from cjmap.__main__ import main; main()"


def call(
    program: str, *arguments: str, folder: Path, **environment: str
) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "LANG": "C", **environment},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cjmap.toml").write_text("")
    (tmp_path / "a.journey.yaml").write_text(CLEAN)
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "b.journey.yaml").write_text(CLEAN)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "c.journey.yaml").write_text(BROKEN)
    (tmp_path / "stray").mkdir()
    (tmp_path / "stray" / "d.journey.yaml").write_text(CLEAN)
    (tmp_path / "stray" / "e.yaml").write_text(CLEAN)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("validate",),
        ("validate", "a.journey.yaml"),
        ("validate", "a.journey.yaml", "maps"),
        ("validate", "maps/*.yaml"),
        ("validate", "bad"),
        ("validate", "stray"),
        ("validate", "nowhere.yaml"),
        ("validate", "nowhere*"),
        ("validate", ""),
        ("validate", "-"),
        ("validate", "--quiet", "maps"),
        ("validate", "--lang", "es", "maps"),
        ("validate", "maps", "--output-format", "json"),
        ("--version", "maps"),
        ("lint",),
        ("lint", "bad", "--exit-zero", "--select", "CJ0", "-q"),
        ("lint", "a.journey.yaml", "--select", "no-such-rule"),
        ("lint", "nowhere.yaml"),
        ("gaps", "maps", "--by", "channel"),
        ("gaps", "stray", "--min-coverage", "90"),
        ("render", "maps", "--view", "map"),
        ("render", "maps", "--view", "no-such-view"),
        ("report", "maps", "-o", "out"),
        ("explain", "no-such-setting"),
        ("words", "--language", "de"),
        ("vlidate", "maps"),
        (),
    ],
)
@pytest.mark.parametrize(
    "environment", [{}, {"LANG": "es_ES.UTF-8"}, {"FORCE_COLOR": "1"}, {"GITHUB_ACTIONS": "true"}]
)
def test_both_ways_say_the_same(
    folder: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    # Typer colours its own help by the same variable; the name of the program is another.
    quick = call(QUICK, *arguments, folder=folder, **environment)
    assert quick == call(VERBS, *arguments, folder=folder, **environment)


def test_a_clean_map_needs_neither_models_nor_the_library_of_the_command_line(folder: Path) -> None:
    program = f"{QUICK[:-8]}\nmain()\nimport sys; print([n for n in ('typer', 'pydantic') if n in sys.modules])"
    code, out, _ = call(program, "validate", "maps", folder=folder)
    assert (code, out) == (0, b"All good: 1 file, no findings.\n[]\n")


def test_settings_are_heeded(folder: Path) -> None:
    (folder / "cjmap.toml").write_text('required-version = ">=99"\n')
    assert call(QUICK, "validate", "maps", folder=folder)[0] == 2
    (folder / "cjmap.toml").write_text('exclude = ["nothing-here"]\n')
    assert b"nothing-here" in call(QUICK, "validate", folder=folder)[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("--version",), ("validate", "maps")])
def test_output_that_cannot_be_written_is_a_plain_error(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", QUICK, *arguments],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "LANG": "C"},
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: Standard output cannot be written")
    assert b"Traceback" not in done.stderr
