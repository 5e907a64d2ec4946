"""The same findings, whatever the order of files and the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.findings import Outcome
from cjmap.reporters import report
from tests.rules.golden import EVERYTHING, HERE, TODAY

EXAMPLES = HERE.parents[1] / "examples"


def maps() -> list[Path]:
    """The examples, and the golden cases that hold the oddest maps."""
    return sorted([*EXAMPLES.rglob("*.yaml"), *HERE.glob("CJ[1378]*/bad*.yaml")])


def show(outcome: Outcome) -> str:
    return report(outcome, "json", notes=True)


@pytest.mark.parametrize("turn", [0, 1, 7])
def test_the_order_of_files_changes_nothing(turn: int) -> None:
    files = maps()
    turned = [*reversed(files[turn:]), *files[:turn], *files[:3]]
    one = run(Session(today=TODAY), files, EVERYTHING)
    other = run(Session(today=TODAY), turned, EVERYTHING)
    assert show(one) == show(other)


def test_the_order_of_what_is_selected_changes_nothing() -> None:
    files = maps()
    one = run(Session(today=TODAY), files, Selection(select=("CJ3", "CJ4", "CJ80")))
    other = run(Session(today=TODAY), files, Selection(select=("CJ80", "CJ4", "CJ3")))
    assert show(one) == show(other)


def test_the_seed_of_hashes_changes_nothing() -> None:
    command = [sys.executable, "-m", "cjmap", "--today", "2026-11-21", "lint", "--notes"]
    names = [str(path.relative_to(HERE.parents[1])) for path in maps()]
    outputs = {
        subprocess.run(
            [*command, "--output-format", "json", *names],
            cwd=HERE.parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert outputs.pop()
