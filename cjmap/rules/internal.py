"""CJ9: what goes wrong in cjmap itself."""

from __future__ import annotations

from cjmap.findings import Severity
from cjmap.rules.base import Rule


class InternalError(Rule):
    """A rule failed.

    The rule is named and left out; all others still run, and the exit code is 2.

    Why:
        A check that falls silent looks like a map without faults. This is a defect of cjmap,
        not of the map: please report it with the map that shows it.
    """

    code = "CJ901"
    name = "internal-error"
    severity = Severity.ERROR
