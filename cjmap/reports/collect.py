"""What reports draw: maps with what there is to say about them, read from the files of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path as FilePath

from cjmap.board.assessing import assess
from cjmap.check import Session
from cjmap.findings import Finding, Outcome, Path
from cjmap.findings.source import Position
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.reports.gaps.sheet import Sheet, Unreadable


def gather_sheets(
    session: Session,
    files: Iterable[FilePath],
    outcome: Outcome,
    *,
    require: tuple[str, ...] | None = None,
    minimum: float | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> tuple[tuple[Sheet, ...], tuple[Unreadable, ...]]:
    """The sheets of the maps among files, in one language, and what is no readable map.

    Libraries are left out. `outcome` is what a run over the same files found. `require` and
    `minimum` (in percent) take the place of what the workspaces ask for.
    """
    sheets = []
    unreadable = []
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault(finding.file, []).append(finding)
    for file in files:
        if session.is_library(file):
            continue
        name = session.document(file).source.file
        asked = session.workspace(file).settings.gaps.min_coverage if minimum is None else minimum
        subject = session.subject(file)
        if subject is None:
            unreadable.append(Unreadable(name, asked))
        else:
            judged = assess(subject, found.get(name, ()), require=require, language=language)
            sheets.append(Sheet(name, judged, asked, _locator(session, file)))
    return tuple(sheets), tuple(unreadable)


def _locator(session: Session, file: FilePath) -> Callable[[Path], Position | None]:
    document = session.document(file)

    def locate(path: Path) -> Position | None:
        if document.tree.root is None:
            return None
        _, start, _ = document.locate(path)
        return document.source.position(start)

    return locate
