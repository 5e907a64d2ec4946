"""What `lint` finds, as editors show it: beside the lines that it is about, while they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from lsprotocol import types

from cjmap.findings import Finding, Outcome, Severity
from cjmap.lsp.desk import Desk
from cjmap.lsp.places import uri_of

SOURCE: Final = "cjmap"

_SEVERITIES: Final[Mapping[Severity, types.DiagnosticSeverity]] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class Board:
    """What was told of each file, and what of it was found on whose behalf.

    A check of a map may find something in settings and libraries, which stays told as long as it
    is found for any map that is open.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._found: dict[Path, dict[Path, tuple[Finding, ...]]] = {}
        self._told: set[Path] = set()

    def findings(self, file: Path) -> tuple[Finding, ...]:
        """What is found in a file: by its own check, else by those of others."""
        own = self._found.get(file)
        if own is not None:
            return own.get(file, ())
        others = (one for found in self._found.values() for one in found.get(file, ()))
        return tuple(dict.fromkeys(others))

    def keep(self, file: Path, outcome: Outcome) -> list[types.PublishDiagnosticsParams]:
        """Takes in what was found for an open map; what is to be told now."""
        found: dict[Path, list[Finding]] = {file: []}
        for finding in outcome.findings:
            found.setdefault(self._desk.file_called(finding.file), []).append(finding)
        before = self._found.get(file, {})
        self._found[file] = {one: tuple(listed) for one, listed in found.items()}
        return self._tell({file, *found, *before})

    def drop(self, file: Path) -> list[types.PublishDiagnosticsParams]:
        """Forgets what was found for a map that was closed; what is to be told now."""
        return self._tell({file, *self._found.pop(file, {})})

    def _tell(self, files: Iterable[Path]) -> list[types.PublishDiagnosticsParams]:
        told = []
        for file in sorted(files):
            findings = self.findings(file)
            if findings or file in self._told or file in self._found:
                told.append(self._params(file, findings))
            self._told.discard(file)
            if findings:
                self._told.add(file)
        return told

    def _params(self, file: Path, findings: Iterable[Finding]) -> types.PublishDiagnosticsParams:
        opened = self._desk.opened.get(file)
        return types.PublishDiagnosticsParams(
            uri=opened.uri if opened is not None else uri_of(file),
            version=opened.version if opened is not None else None,
            diagnostics=[tell(self._desk, file, finding) for finding in findings],
        )


def tell(desk: Desk, file: Path, finding: Finding) -> types.Diagnostic:
    """A finding as a diagnostic: what is wrong, and below it what to do."""
    lines = [desk.say(finding.message)]
    if finding.help is not None:
        lines.append(desk.say(finding.help))
    return types.Diagnostic(
        range=desk.places(file).range_of(finding.span),
        message="\n".join(lines),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(
                location=types.Location(
                    uri=_uri(desk, other), range=desk.places(other).range_of(related.span)
                ),
                message=desk.say(related.message),
            )
            for related in finding.related
            for other in (desk.file_called(related.file),)
        ],
        data={"fingerprint": finding.fingerprint},
    )


def _uri(desk: Desk, file: Path) -> str:
    opened = desk.opened.get(file)
    return opened.uri if opened is not None else uri_of(file)
