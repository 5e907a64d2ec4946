"""Two states of a map, from their texts, and what is between them."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Sequence
from pathlib import Path

from cjmap.check import Session
from cjmap.compare.changes import compare
from cjmap.facts.changes import Change
from cjmap.facts.subject import Subject
from cjmap.findings import format_path
from cjmap.project import Project

TODAY = datetime.date(2026, 11, 21)
HOME = Path("/nowhere/coat.journey.yaml")


def subject(text: str, *, file: Path = HOME, sound: bool = True) -> Subject:
    """The map of a text; one with mistakes of reading is a mistake of the test."""
    project = Project.without_settings(file.parent)
    project.overlay(file, textwrap.dedent(text).encode())
    session = Session(project, today=TODAY)
    document = session.document(file)
    assert not sound or not document.problems, [str(one.message) for one in document.problems]
    found = session.subject(file)
    assert found is not None
    return found


def between(old: str, new: str) -> tuple[Change, ...]:
    """The changes from one text of a map to another."""
    return compare(subject(old), subject(new))


def told(changes: Sequence[Change]) -> list[str]:
    """Changes in short: `changed emotion pay stages[0]…emotion: 1 → -1`."""
    return [
        f"{one.kind} {one.what} {one.id or '-'} {format_path(one.path)}: {one.old} → {one.new}"
        + (f" ({one.persona})" if one.persona else "")
        for one in changes
    ]
