"""JSON, version 1: fields may be added, never renamed."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.findings import Severity
from cjmap.findings.description import describe_finding
from cjmap.findings.json_text import json_around
from cjmap.reporters.request import Request

VERSION = 1


def write(request: Request) -> Iterator[str]:
    outcome = request.outcome
    document = {
        "version": VERSION,
        "findings": [],
        "summary": {
            "files": len(outcome.files),
            "errors": outcome.count(Severity.ERROR),
            "warnings": outcome.count(Severity.WARNING),
            "infos": outcome.count(Severity.INFO),
        },
    }
    described = (describe_finding(finding, request.language) for finding in request.findings)
    yield from json_around(document, "findings", described)
    yield "\n"
