"""Prints what pyproject.toml requires without its upper bounds; `make test-newest` runs it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
_FROM = (">", ">=")


def unbounded(requirement: str) -> str:
    """A requirement with its lower bounds alone, extras and markers kept."""
    found = Requirement(requirement)
    found.specifier = SpecifierSet(
        ",".join(str(bound) for bound in found.specifier if bound.operator in _FROM)
    )
    return str(found)


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        print(unbounded(requirement))


if __name__ == "__main__":
    main()
