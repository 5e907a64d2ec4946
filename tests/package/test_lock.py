"""The lock of the development set: whole, of this project, and of no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools.unbounded import unbounded

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ENTRIES = re.findall(
    r"^(\S+)==(\S+)([^\n]*)\n((?: +--hash=sha256:[0-9a-f]{64}[ \\]*\n)*)", LOCK, re.M
)


@pytest.mark.parametrize(
    "written",
    [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    ],
)
def test_it_holds_what_is_required(written: str) -> None:
    requirement = Requirement(written)
    versions = {name: version for name, version, _, _ in ENTRIES}
    version = versions.get(canonicalize_name(requirement.name))
    assert version is not None, "run `make lock`"
    assert version in requirement.specifier, "run `make lock`"


def test_each_entry_has_hashes_and_nothing_else_is_written() -> None:
    assert all(hashes for _, _, _, hashes in ENTRIES)
    assert len(ENTRIES) == len(re.findall(r"^[^\s#]", LOCK, re.M))
    assert "://" not in LOCK
    assert not re.search(r"^\s*-(?!-hash=)", LOCK, re.M)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("typer>=0.28,<0.29", "typer>=0.28"),
        ("a[b]~=1.0 ; os_name == 'nt'", 'a[b]; os_name == "nt"'),
        ("a>1,!=1.5,==1.*", "a>1"),
        ("a", "a"),
    ],
)
def test_bounds_are_set_aside_from_above_alone(written: str, expected: str) -> None:
    assert unbounded(written) == expected
