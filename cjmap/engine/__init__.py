"""Runs rules over maps, and makes symbolic problems into findings at their places."""

from __future__ import annotations

from cjmap.engine.running import is_broken_run, run, run_each
from cjmap.engine.selection import Selection, parse_codes
from cjmap.engine.session import Session, display_name, standard_input

__all__ = [
    "Selection",
    "Session",
    "display_name",
    "is_broken_run",
    "parse_codes",
    "run",
    "run_each",
    "standard_input",
]
