"""`--regenerate` writes what the tests of goldens expect anew; a person reads the diff."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write what is said now into the goldens"
    )
