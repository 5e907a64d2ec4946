"""GitLab's Code Quality report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cjmap.draw.characters import flatten
from cjmap.findings import Finding, Severity, fingerprint
from cjmap.findings.json_text import json_list
from cjmap.reporters.request import Request

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(request: Request) -> Iterator[str]:
    seen: Counter[str] = Counter()
    yield from json_list(_describe(finding, request, seen) for finding in request.findings)
    yield "\n"


def _describe(finding: Finding, request: Request, seen: Counter[str]) -> dict[str, object]:
    language = request.language
    description = flatten(finding.message.render(language))
    if finding.help:
        description = f"{description} {flatten(finding.help.render(language))}"
    # The report has no way to say that a finding has no line.
    first = finding.span.start.line if finding.span else 1
    last = finding.span.end.line if finding.span else 1
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.name}",
        "description": description,
        "fingerprint": _name(finding, request, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": request.place(finding.file),
            "lines": {"begin": first, "end": last},
        },
    }


def _name(finding: Finding, request: Request, seen: Counter[str]) -> str:
    """A fingerprint that no other entry has: GitLab drops all but one of equal ones."""
    own = request.name(finding)
    seen[own] += 1
    return own if seen[own] == 1 else fingerprint([own, str(seen[own])])
