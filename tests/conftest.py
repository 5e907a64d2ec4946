"""`pytest tests/rules --regenerate` writes the golden expectations anew; a person reads the diff."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write what the rules say now into the goldens"
    )
