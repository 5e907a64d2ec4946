"""What lint finds in single maps, for what is drawn of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path as FilePath

from cjmap.check.running import run_each
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.findings import Finding


def list_findings(
    session: Session, files: Iterable[FilePath], codes: Collection[str]
) -> dict[FilePath, tuple[Finding, ...]]:
    """What lint finds in each file with some of its rules, the gravest first.

    `codes` are those rules; one that the settings of a file's workspace leave out stays out.
    """
    listed = sorted(set(files))
    outcome = run_each(
        session,
        listed,
        lambda home: Selection.of_lint(home.settings.lint).narrowed(codes),
    )
    found = [finding for finding in outcome.findings if finding.code in codes]
    return {
        file: in_order(each for each in found if each.file == session.document(file).source.file)
        for file in listed
    }


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a page lists and numbers them: the gravest first, then by their places."""
    return tuple(sorted(findings, key=lambda finding: (finding.severity.rank, finding.order())))
