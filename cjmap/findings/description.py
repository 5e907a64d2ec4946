"""A finding as plain data, for every JSON output of the tool."""

from __future__ import annotations

from cjmap.findings import Finding, format_path
from cjmap.findings.source import Span


def describe_finding(finding: Finding, language: str) -> dict[str, object]:
    """A finding as every JSON output of the tool shows it.

    Lines and columns count from 1, columns in code points, ends exclusive, null where there
    is no place.
    """
    end = finding.span.end if finding.span else None
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message.render(language),
        "help": finding.help.render(language) if finding.help else None,
        "file": finding.file,
        **_describe_start(finding.span),
        "end_line": end.line if end else None,
        "end_column": end.column if end else None,
        "path": format_path(finding.path),
        "related": [
            {
                "file": related.file,
                **_describe_start(related.span),
                "message": related.message.render(language),
            }
            for related in finding.related
        ],
        "fingerprint": finding.fingerprint,
        "fixable": finding.fixable,
    }


def _describe_start(span: Span | None) -> dict[str, int | None]:
    return {
        "line": span.start.line if span else None,
        "column": span.start.column if span else None,
    }
