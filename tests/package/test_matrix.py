"""CI runs every Python that is supported, on the systems that are, and in the ways that differ."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
JOBS: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))[
    "jobs"
]
NAMED = "Programming Language :: Python :: "
PYTHONS = [
    line.removeprefix(NAMED)
    for line in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "classifiers"
    ]
    if line.startswith(NAMED)
]


def matrix(job: str) -> dict[str, Any]:
    found: dict[str, Any] = JOBS[job]["strategy"]["matrix"]
    return found


def script(job: str) -> str:
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"])


def test_every_python_is_tried_with_the_lock_on_every_system() -> None:
    assert len(PYTHONS) > 3
    assert matrix("locked") == {"python": PYTHONS}
    assert matrix("systems") == {
        "system": ["macos-latest", "windows-latest"],
        "python": PYTHONS,
    }
    assert {job["runs-on"] for name, job in JOBS.items() if name != "systems"} == {"ubuntu-latest"}


def test_nothing_is_skipped_with_the_lock_and_a_systems_dot_is_missed_elsewhere() -> None:
    (step,) = (one for one in JOBS["locked"]["steps"] if one.get("env"))
    assert step["run"] == "make check test"
    required = re.search(r"^export (.*)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.M)
    assert required is not None
    assert step["env"] == dict(word.split("=") for word in required[1].split())
    for name in JOBS.keys() - {"locked"}:
        assert "graphviz" not in script(name)


def test_the_pure_loader_the_bounds_and_the_rest_are_tried() -> None:
    assert '! .venv/bin/python -c "import yaml; yaml.CSafeLoader"' in script("pure")
    assert "python -m pytest" in script("pure")
    tried = {one["target"]: one["python"] for one in matrix("bounds")["include"]}
    assert tried.keys() == {"test-newest", "test-lowest"}
    # The lowest versions are those that the lowest Python had.
    assert tried["test-lowest"] == PYTHONS[0]
    assert "make ${{ matrix.target }}" in script("bounds")
    assert "make audit" in script("audit")
    assert "docker build" in script("image")
