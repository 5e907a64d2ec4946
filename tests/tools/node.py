"""Programs written for Node that the tests ask, out of tests/node."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "node"


def node_or_skip(package: str) -> str:
    """Node, where a package is installed beside it: else the test is skipped, or fails in CI."""
    node = shutil.which("node")
    if node is not None and (FOLDER / "node_modules" / package).is_dir():
        return node
    if os.environ.get("CJMAP_REQUIRE_NODE") == "1":
        pytest.fail("Node or the packages of tests/node/package.json are not installed")
    pytest.skip("needs Node and `npm ci --prefix tests/node`")
