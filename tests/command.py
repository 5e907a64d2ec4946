"""The command as tests call it, many times in one process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache

import pytest
import typer.testing
from typer.main import get_command


@contextlib.contextmanager
def made_once() -> Iterator[None]:
    """Typer makes the command of twenty verbs anew for each call, which takes longer than most calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", cache(get_command))
        yield
