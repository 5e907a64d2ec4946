"""Comments that silence findings, and those that silence nothing (CJ801)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path as FilePath

from cjmap.check.placing import place
from cjmap.check.selection import NEVER_SUPPRESSED, Selection
from cjmap.check.session import Session
from cjmap.facts.subject import Subject
from cjmap.findings import (
    Edit,
    Finding,
    Problem,
    fingerprint,
)
from cjmap.findings.source import Source
from cjmap.loading.document import Document
from cjmap.messages import tr
from cjmap.rules import Rule, WorkspaceRule, all_rules

_UNUSED = "CJ801"
# What comments that speak to us begin with.
_WORD = "cjmap"


_SUPPRESSION = re.compile(r"#\s*cjmap:\s*(ignore-file|ignore)\s*\[([^\]]*)\]\s*(.*)")


_MEANT = re.compile(r"#\s*cjmap:\s*ignore")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences codes on `lines`, or (`lines` None) in the whole file.

    Behind something it counts for its own line, alone on a line for the next one that says
    something.

    `start` and `end` are the comment's indexes in the text, `listed` those of what its
    brackets hold.
    """

    codes: tuple[str, ...]
    lines: tuple[int, ...] | None
    start: int
    end: int
    listed: tuple[int, int]
    reason: str

    def covers(self, finding: Finding) -> bool:
        if finding.code in NEVER_SUPPRESSED:
            return False
        if not any(finding.code.startswith(code) for code in self.codes):
            return False
        if self.lines is None:
            return True
        return finding.span is not None and finding.span.start.line in self.lines


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The comments of a file that silence findings.

    `ignore-file` counts before the first key only.
    """
    source = document.source
    found = []
    upcoming = 0
    for comment in document.tree.comments(_WORD):
        match = _SUPPRESSION.match(comment.text)
        if match is None:
            continue
        codes = tuple(code.strip() for code in match.group(2).split(",") if code.strip())
        whole = match.group(1) == "ignore-file"
        alone = not source.text[source.starts[comment.line - 1] : comment.start].strip()
        if whole and comment.start > document.tree.start:
            continue
        if alone and upcoming <= comment.line:
            upcoming = _next_line(source, comment.line)
        found.append(
            Suppression(
                codes,
                None if whole else (upcoming if alone else comment.line,),
                comment.start,
                comment.start + len(comment.text),
                (comment.start + match.start(2), comment.start + match.end(2)),
                match.group(3).strip(),
            )
        )
    return tuple(found)


def _next_line(source: Source, line: int) -> int:
    """The number of the next line that is neither blank nor a comment alone."""
    line += 1
    while line <= len(source.starts) and source.line(line).lstrip(" \t")[:1] in ("", "#"):
        line += 1
    return line


class Silence:
    """The suppressions of a run's files, and which of their codes have silenced anything."""

    def __init__(self, documents: Mapping[FilePath, Document]) -> None:
        self.of = {file: suppressions(document) for file, document in documents.items()}
        self._by_line: dict[tuple[str, int | None], list[Suppression]] = {}
        for file, document in documents.items():
            for suppression in self.of[file]:
                for line in suppression.lines or (None,):
                    key = (document.source.file, line)
                    self._by_line.setdefault(key, []).append(suppression)
        self._used: set[tuple[Suppression, str]] = set()

    def covers(self, finding: Finding) -> bool:
        """Whether a comment silences a finding; every one that does counts as used."""
        line = finding.span.start.line if finding.span else None
        near = [s for at in {None, line} for s in self._by_line.get((finding.file, at), ())]
        covering = [suppression for suppression in near if suppression.covers(finding)]
        for suppression in covering:
            self._used.update(
                (suppression, code) for code in suppression.codes if finding.code.startswith(code)
            )
        return bool(covering)

    def used(self, suppression: Suppression, code: str) -> bool:
        return (suppression, code) in self._used


def unused(
    session: Session,
    readable: list[Subject],
    silence: Silence,
    selection: Selection,
    rules: Mapping[str, Rule],
    failed: Collection[str],
) -> Iterator[Finding]:
    """CJ801: comments, or codes in them, that silence nothing.

    Only of codes whose rules all ran on the file as a whole can this be said.
    """
    if not selection.has(_UNUSED):
        return
    here = {subject.file for subject in readable}
    whole = {
        workspace.root: here.issuperset(session.project.company(workspace))
        for workspace in {
            subject.workspace.root: subject.workspace for subject in readable
        }.values()
    }

    def ran(subject: Subject, rule: Rule) -> bool:
        if rule.code in failed or selection.ignores(
            rule.code, subject.workspace.name(subject.file)
        ):
            return False
        if isinstance(rule, WorkspaceRule) and not whole[subject.workspace.root]:
            return False
        return selection.has(rule.code)

    for subject in readable:
        document = session.document(subject.file)
        workspace = subject.workspace
        if document.problems or selection.ignores(_UNUSED, workspace.name(subject.file)):
            # Where something could not be read, rules may have fallen silent for that.
            continue
        for problem, edits in _unused_in(document, silence, partial(ran, subject)):
            finding = place(session, document, workspace, problem, rules, selection)
            words = document.source.text[slice(*problem.span)] if problem.span else ""
            name = fingerprint((_UNUSED, workspace.name(document.file), words))
            finding = replace(finding, edits=edits, fingerprint=name)
            if not silence.covers(finding):
                yield finding


def _unused_in(
    document: Document, silence: Silence, ran: Callable[[Rule], bool]
) -> Iterator[tuple[Problem, tuple[Edit, ...]]]:
    found = silence.of[document.file]
    for suppression in found:
        unused = [
            code
            for code in suppression.codes
            if not silence.used(suppression, code)
            and not _UNUSED.startswith(code)
            and all(ran(rule) for rule in all_rules() if rule.code.startswith(code))
        ]
        kept = [code for code in suppression.codes if code not in unused]
        if not unused and suppression.codes:
            continue
        if kept:
            edits: tuple[Edit, ...] = (Edit(*suppression.listed, ", ".join(kept)),)
        else:
            # Imported late: most runs find nothing that could be mended.
            from cjmap.text.edit import remove_comment

            edits = remove_comment(document.tree, suppression.start, suppression.end)
        yield (
            Problem(
                _UNUSED,
                (),
                tr("This comment silences nothing.")
                if not kept
                else tr("Nothing here to silence for {codes}.", codes=", ".join(unused)),
                tr("Remove the comment.") if not kept else tr("Remove what is not needed."),
                span=(suppression.start, suppression.end),
            ),
            edits,
        )
    taken = {suppression.start for suppression in found}
    for comment in document.tree.comments(_WORD):
        if comment.start not in taken and _MEANT.match(comment.text):
            file_wide = _SUPPRESSION.match(comment.text)
            yield (
                Problem(
                    _UNUSED,
                    (),
                    tr("This comment silences nothing."),
                    tr("`ignore-file` counts before the first key only.")
                    if file_wide
                    else tr("Name the codes in brackets: `# cjmap: ignore[CJ403]`."),
                    span=(comment.start, comment.start + len(comment.text)),
                ),
                (),
            )
