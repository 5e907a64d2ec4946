"""The system's Graphviz, beside the engine that comes with the package."""

from __future__ import annotations

import os
import shutil

import pytest


def dot_or_skip() -> str:
    """The `dot` on the PATH: where there is none the test is skipped, or fails in CI."""
    program = shutil.which("dot")
    if program is not None:
        return program
    if os.environ.get("CJMAP_REQUIRE_DOT") == "1":
        pytest.fail("there is no Graphviz, and CJMAP_REQUIRE_DOT is 1")
    pytest.skip("there is no Graphviz on the PATH")
