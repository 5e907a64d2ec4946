"""Runs rules over maps, and makes symbolic problems into findings at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmap.check.running import is_broken_run, run, run_each, why_unreadable
    from cjmap.check.selection import Selection, parse_codes
    from cjmap.check.session import Session

__all__ = [
    "Selection",
    "Session",
    "is_broken_run",
    "parse_codes",
    "run",
    "run_each",
    "why_unreadable",
]

_ROOMS = {
    "running": ("is_broken_run", "run", "run_each", "why_unreadable"),
    "selection": ("Selection", "parse_codes"),
    "session": ("Session",),
}


def __getattr__(name: str) -> object:
    """What is asked for, with what it needs: clean maps are told without rules and models."""
    from importlib import import_module

    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"cjmap.check.{room}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
