"""What is wrong with a joined map and was with neither side: each was sound on its own.

One renamed what the other refers to, say: no line clashes, and yet the map is broken.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from cjmap.check.validating import validate
from cjmap.findings import Outcome, Severity
from cjmap.project import Project
from cjmap.records import replace


def find_new_errors(
    project: Callable[[], Project],
    file: Path,
    joined: bytes,
    sides: Sequence[bytes],
    today: datetime.date,
) -> Outcome:
    """The errors of a joined map that none of its sides has, where it stands at `file`.

    Nothing need stand there; what else the map needs is read from the workspace of that file.
    """
    outcomes = []
    for data in (joined, *sides):
        opened = project()
        opened.overlay(file, data)
        outcomes.append(validate(opened, [file], today))
    known = {finding.fingerprint for outcome in outcomes[1:] for finding in outcome.findings}
    found = outcomes[0]
    new = tuple(
        finding
        for finding in found.findings
        if finding.severity is Severity.ERROR and finding.fingerprint not in known
    )
    return replace(found, findings=new)
