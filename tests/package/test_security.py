"""What SECURITY.md promises is held by a test that there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROMISES = re.findall(
    r"^\|.*\| `(\S+)::(\w+)` \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.M
)


def test_every_line_names_its_test() -> None:
    lines = [
        line
        for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| From ")
    ]
    assert len(lines) == len(PROMISES) >= 20


def test_the_tests_that_are_named_are_there() -> None:
    for file, name in PROMISES:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in names, (file, name)
