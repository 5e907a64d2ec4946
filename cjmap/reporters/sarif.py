"""SARIF 2.1.0, as GitHub code scanning and editors read it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from cjmap import __version__
from cjmap.expressions import expression
from cjmap.findings import Finding, Severity, format_path
from cjmap.findings.json_text import json_around
from cjmap.findings.source import Span
from cjmap.messages import Message, base_language
from cjmap.reporters.request import Request, RuleInfo

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def write(request: Request) -> Iterator[str]:
    known = {rule.code: rule for rule in request.rules}
    # Only the rules that found something: the pages of all would outweigh the findings.
    first: dict[str, Finding] = {}
    for finding in request.findings:
        first.setdefault(finding.code, finding)
    codes = sorted(first)
    run = {
        "tool": {
            "driver": {
                "name": "cjmap",
                "version": __version__,
                "rules": [
                    _describe_rule(known.get(code), first[code], request.language) for code in codes
                ],
            }
        },
        "language": base_language(request.language),
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    results = (
        _describe_result(finding, codes.index(finding.code), request)
        for finding in request.findings
    )
    yield from json_around(document, "results", results)
    yield "\n"


def _describe_rule(rule: RuleInfo | None, finding: Finding, language: str) -> dict[str, object]:
    """A rule's own words, or what a finding of an unknown rule tells of it."""
    severity = rule.severity if rule else finding.severity
    described: dict[str, object] = {"id": finding.code, "name": finding.name}
    if rule:
        page = rule.markdown(language)
        described["shortDescription"] = _text(rule.summary, language)
        described["fullDescription"] = _text(rule.summary, language)
        described["help"] = {"text": page, "markdown": page}
    described["defaultConfiguration"] = {"level": _LEVELS[severity]}
    described["properties"] = {
        "tags": ["journey-map"],
        "problem.severity": _GITHUB_LEVELS[severity],
    }
    return described


def _describe_result(finding: Finding, rule: int, request: Request) -> dict[str, object]:
    language = request.language
    message = finding.message.render(language)
    if finding.help:
        message = f"{message}\n{finding.help.render(language)}"
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escape(message)},
        "locations": [
            _describe_place(
                request.place(finding.file), finding.span, path=format_path(finding.path)
            )
        ],
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_describe_place(
                    request.place(related.file),
                    related.span,
                    message=related.message.render(language),
                ),
            }
            for number, related in enumerate(finding.related)
        ]
    result["partialFingerprints"] = {"cjmap/v1": request.name(finding)}
    return result


def _describe_place(
    file: str, span: Span | None, *, path: str = "", message: str = ""
) -> dict[str, object]:
    # GitHub refuses a result without a line, so a finding without a place stands at the first.
    region = {"startLine": 1}
    if span:
        region = {
            "startLine": span.start.line,
            "startColumn": span.start.column,
            "endLine": span.end.line,
            "endColumn": span.end.column,
        }
    physical = {"artifactLocation": {"uri": format_uri(file)}, "region": region}
    place: dict[str, object] = {"physicalLocation": physical}
    if path:
        place["logicalLocations"] = [{"fullyQualifiedName": path}]
    if message:
        place["message"] = {"text": _escape(message)}
    return place


def format_uri(file: str) -> str:
    """A file as a URI reference.

    Relative ones stay without a base: GitHub and editors resolve them against the root of
    the repository, and no other base is the same on every machine.
    """
    # A colon in the first segment would read as a scheme.
    encoded = quote(file, safe="/", errors="surrogateescape")
    if file.startswith("/"):
        return f"file://{encoded}"
    drive = file[1:3] == ":/"
    return f"file:///{file[0]}:{encoded[4:]}" if drive else encoded


# What SARIF reads as a link, and as a place to fill in.
_LINK = expression(r"\[(?=[^\]]*\]\()")
_PLACE = expression(r"\{(\d+)\}")


def _escape(text: str) -> str:
    """A text of which nothing is a link or a place, whatever a map says."""
    return _PLACE.sub(r"{{\1}}", _LINK.sub(r"\\[", text))


def _text(message: Message, language: str) -> dict[str, str]:
    return {"text": message.render(language)}
