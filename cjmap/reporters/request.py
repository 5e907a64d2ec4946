"""What a reporter is asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Protocol

from cjmap.findings import Finding, Outcome, Severity, fingerprint, format_path
from cjmap.messages import Message
from cjmap.records import dataclass


class RuleInfo(Protocol):
    """What reporters need to know about a rule in order to describe it."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def severity(self) -> Severity: ...

    @property
    def summary(self) -> Message:
        """One sentence: what the rule finds."""

    def markdown(self, language: str) -> str:
        """The rule's page."""


@dataclass(frozen=True, slots=True)
class Request:
    """An outcome and how to show it; see `cjmap.reporters.report` for the fields."""

    outcome: Outcome
    language: str
    notes: bool
    rules: tuple[RuleInfo, ...]
    color: bool
    width: int | None
    folder: str = ""
    repository: str = ""

    def place(self, file: str) -> str:
        """A file as services call it that know the repository alone: its path from the root.

        One that lies elsewhere keeps its name.
        """
        return from_root(self.folder, file)

    def name(self, finding: Finding) -> str:
        """A finding's name for such a service, the same from whatever folder of it a run begins in."""
        own = finding.likeness or fingerprint((finding.code, format_path(finding.path)))
        return fingerprint((from_root(self.repository, finding.file), own))

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings to list, in the order of the outcome."""
        for finding in self.outcome.findings:
            if self.lists(finding.severity):
                yield finding

    def lists(self, severity: Severity) -> bool:
        """Whether findings of a severity are listed."""
        return self.notes or severity is not Severity.INFO

    def count(self, severity: Severity) -> int:
        """How many findings of a severity are listed."""
        return self.outcome.count(severity) if self.lists(severity) else 0


def from_root(folder: str, file: str) -> str:
    """A file's path from a root, `folder` being the current folder's; one outside keeps its name."""
    if posixpath.isabs(file) or file[1:3] == ":/" or file.startswith("<"):
        return file
    path = posixpath.normpath(posixpath.join(folder, file))
    return file if path.startswith("../") else path


class Writer(Protocol):
    """A module that writes one format."""

    def write(self, request: Request) -> Iterator[str]:
        """The text in pieces; none but the last ends within a line."""
