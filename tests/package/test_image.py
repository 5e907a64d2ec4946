"""What the Dockerfile says holds, as far as it can be told without Docker: CI builds and runs it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
# Instructions, each on one line, without comments.
LINES = [
    line
    for line in re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8")).splitlines()
    if line and not line.startswith("#")
]
ABOUT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, BUILT_WITH = ABOUT["project"], ABOUT["build-system"]["requires"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell and sed are what it runs")


def said(instruction: str) -> list[str]:
    return [line.split(None, 1)[1] for line in LINES if line.startswith(f"{instruction} ")]


def copied() -> list[tuple[list[str], str]]:
    """What is copied out of the checkout, and where to."""
    words = [shlex.split(line) for line in said("COPY") if not line.startswith("--from")]
    return [(each[:-1], each[-1]) for each in words]


def take_context(target: Path) -> None:
    """Lays what the image is made of into a folder, as it lies in the image."""
    for sources, place in copied():
        for source in sources:
            there = target / place.lstrip("/")
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                there.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, there)


def test_what_is_copied_is_there_and_let_in() -> None:
    ignored, *let_in = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert ignored == "*"
    sources = [source for each, _ in copied() for source in each]
    assert len(sources) >= 5
    for source in sources:
        let = [f"!{place}" for place in (source.rstrip("/"), *map(str, Path(source).parents))]
        inner = [one for one in let_in if one.startswith(f"!{source}")]
        assert (ROOT / source).exists()
        assert inner or set(let) & set(let_in), source


def test_it_runs_as_nobody_and_on_a_python_that_is_supported() -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", said("USER")[-1])
    # What comes behind the last change of user is done by nobody.
    last = [line.split()[0] for line in LINES].index("USER")
    assert [line.split()[0] for line in LINES[last:]] == [
        *("USER", "ENV", "WORKDIR", "ENTRYPOINT", "CMD")
    ]
    for base in said("FROM"):
        version = re.match(r"python:(\d\.\d+)-slim(?: AS built)?$", base)
        assert version
        assert f"Programming Language :: Python :: {version[1]}" in PROJECT["classifiers"]


def test_the_versions_are_those_of_the_lock(tmp_path: Path) -> None:
    take_context(tmp_path)
    (command,) = (line for line in said("RUN") if line.startswith("sed "))
    command = command.replace("/src/", f"{tmp_path}/src/")
    subprocess.run(["sh", "-euc", command], check=True, capture_output=True)
    lock = (ROOT / ".ci/requirements.lock").read_text("utf-8")
    held = [
        Requirement(line)
        for line in (tmp_path / "src/versions.txt").read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    names = re.findall(r"^([\w.\-]+)(?:\[\w+\])?==", lock, re.MULTILINE)
    assert [one.name for one in held] == names
    assert all(str(one.specifier).startswith("==") and not one.extras for one in held)
    # What it is built with is fetched for itself, and knows the constraints of the environment alone.
    asked = [Requirement(one) for one in (*PROJECT["dependencies"], *BUILT_WITH)]
    (install,) = (line for line in said("RUN") if " pip install" in line or "/pip install" in line)
    assert install.count("CONSTRAINT=/src/versions.txt") == 2
    assert {one.name.lower() for one in asked} <= {one.name.lower() for one in held}


def test_what_is_installed_is_the_wheel_that_is_published(wheel: Path, tmp_path: Path) -> None:
    (installed,) = re.findall(r"'/src\[([\w,]+)\]'", " ".join(said("RUN")))
    assert set(installed.split(",")) <= set(PROJECT["optional-dependencies"])
    take_context(tmp_path)
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", "made"]
    subprocess.run([*command, "src"], cwd=tmp_path, check=True, capture_output=True)
    (made,) = (tmp_path / "made").glob("*.whl")
    assert made.read_bytes() == wheel.read_bytes()
