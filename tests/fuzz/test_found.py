"""The targets hold for what was once found, and for the maps that a search begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS
from tests.hostile.corpus import CASES, Case

FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_found_once_is_mended(file: Path, target: str) -> None:
    TARGETS[target](file.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("case", [c for c in CASES if len(c.data) < 100_000], ids=lambda c: c.name)
def test_files_that_nobody_should_meet_break_nothing(case: Case, target: str) -> None:
    TARGETS[target](case.data)
