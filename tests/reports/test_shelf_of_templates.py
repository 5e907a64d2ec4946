"""Our templates are read once: what they were made into is kept beside the modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAP = "title: Buy a coat\npersonas: [Laura]\nstages: [Awareness]\n"
# Says at the end whether a template was compiled.
PROGRAM = """
import sys
from jinja2 import Environment
made = []
generate = Environment._generate
def count(*given, **more):
    made.append(given)
    return generate(*given, **more)
Environment._generate = count
sys.argv = ["cjmap", "report", "a.journey.yaml", *sys.argv[1:], "-q"]
from cjmap.__main__ import main
try:
    main()
finally:
    print(len(made))
"""


def write_page(folder: Path, *options: str, **environment: str) -> tuple[int, bytes]:
    """How many templates were compiled for a page, and the page."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *options],
        cwd=folder,
        env={**kept, "PYTHONPYCACHEPREFIX": str(folder / "kept"), **environment},
        check=True,
        capture_output=True,
    )
    return int(done.stdout), (folder / "report" / "a.html").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.journey.yaml").write_text(MAP)
    return tmp_path


def shelf(folder: Path) -> list[Path]:
    return sorted((folder / "kept").rglob("*.jinja"))


def test_a_second_page_is_written_without_compiling_and_whatever_is_kept(folder: Path) -> None:
    number, page = write_page(folder)
    assert number > 0
    assert len(shelf(folder)) == number
    assert write_page(folder) == (0, page)
    for damage in (b"", b"j2", shelf(folder)[0].read_bytes()[:60], b"\0" * 99):
        for file in shelf(folder):
            file.write_bytes(damage)
        assert write_page(folder) == (number, page)
        assert write_page(folder) == (0, page)


def test_nothing_is_kept_where_python_keeps_nothing_nor_of_templates_of_ones_own(
    folder: Path,
) -> None:
    number, page = write_page(folder, PYTHONDONTWRITEBYTECODE="1")
    assert write_page(folder, PYTHONDONTWRITEBYTECODE="1") == (number, page)
    own = folder / "own"
    own.mkdir()
    (own / "map.html.j2").write_text("{% macro drawing() %}{% endmacro %}")
    subprocess.run(
        [sys.executable, "-m", "cjmap", "report", "a.journey.yaml", "--template", "own"],
        cwd=folder,
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "kept")},
        capture_output=True,
    )
    assert shelf(folder) == []


def test_a_place_that_nobody_may_write_to_keeps_nothing(folder: Path) -> None:
    (folder / "kept").write_text("no folder")
    number, page = write_page(folder)
    assert write_page(folder) == (number, page)
