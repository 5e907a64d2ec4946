"""Other people's actions are named by the commit that was looked at, with its version beside it.

A checkout leaves no credentials behind for what runs after it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = (
    ROOT / "action.yml",
    ROOT / "README.md",
    ROOT / "cjmap/scaffold/templates/workflow.yml",
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
)
USES = re.compile(r"uses: *(?!\./)(\S+)(.*)")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_version_that_somebody_may_move_is_not_run(file: Path) -> None:
    used = USES.findall(file.read_text("utf-8"))
    assert used
    for action, rest in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", rest), action


def test_one_action_is_one_commit_everywhere() -> None:
    named = {found for file in FILES for found in USES.findall(file.read_text("utf-8"))}
    assert len(named) == len({action.partition("@")[0] for action, _ in named})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_checkout_leaves_no_credentials_behind(file: Path) -> None:
    text = file.read_text("utf-8")
    kept = re.findall(r"uses: actions/checkout@.*\n +with:\n +persist-credentials: false\n", text)
    assert len(kept) == text.count("uses: actions/checkout@")
