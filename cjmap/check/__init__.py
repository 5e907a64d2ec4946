"""Runs rules over maps, and makes symbolic problems into findings at their places."""

from __future__ import annotations

from cjmap.check.running import is_broken_run, run, run_each, why_unreadable
from cjmap.check.selection import NEVER_LEFT_OUT, Selection, parse_codes
from cjmap.check.session import Session

__all__ = [
    "NEVER_LEFT_OUT",
    "Selection",
    "Session",
    "is_broken_run",
    "parse_codes",
    "run",
    "run_each",
    "why_unreadable",
]
