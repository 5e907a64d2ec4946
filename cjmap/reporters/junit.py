"""JUnit XML, for servers that show test results.

A file is a suite. Each error and warning in it is a failed case; each note a passed case with
a text; a file without any is one passed case, so that it is seen to have been checked.
"""

from __future__ import annotations

from collections import Counter

from cjmap.draw.characters import flatten, make_visible
from cjmap.draw.escape import xml_attribute, xml_text
from cjmap.findings import Finding, Severity, format_path
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.reporters.request import Request
from cjmap.reporters.text import show_finding


def write(request: Request) -> str:
    # Files that were read come first, then others that findings name (the configuration).
    by_file: dict[str, list[Finding]] = {file: [] for file in request.outcome.files}
    for finding in request.findings:
        by_file.setdefault(finding.file, []).append(finding)
    suites = [_write_suite(request, file, findings) for file, findings in by_file.items()]
    tests = sum(suite.tests for suite in suites)
    failures = sum(suite.failures for suite in suites)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="cjmap" tests="{tests}" failures="{failures}" errors="0">',
        *(line for suite in suites for line in suite.lines),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Suite:
    lines: list[str]
    tests: int
    failures: int


def _write_suite(request: Request, file: str, findings: list[Finding]) -> _Suite:
    failures = sum(finding.severity is not Severity.INFO for finding in findings)
    tests = len(findings) or 1
    name = xml_attribute(make_visible(file))
    lines = [
        f'  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="0"'
        f' file="{name}">'
    ]
    seen: Counter[str] = Counter()
    for finding in findings:
        lines += _write_case(request, finding, name, seen)
    if not findings:
        title = xml_attribute(tr("all checks passed").render(request.language))
        lines.append(f'    <testcase classname="{name}" name="{title}"/>')
    lines.append("  </testsuite>")
    return _Suite(lines, tests, failures)


def _write_case(
    request: Request, finding: Finding, classname: str, seen: Counter[str]
) -> list[str]:
    # A case is known by its name from run to run, so lines are no part of it; two cases of one
    # name would be shown as one.
    name = f"{finding.code} {finding.name} {format_path(finding.path)}".strip()
    seen[name] += 1
    if seen[name] > 1:
        name = f"{name} ({seen[name]})"
    plain = replace(request, color=False, width=None)
    body = xml_text(show_finding(plain, finding))
    if finding.severity is Severity.INFO:
        element = f"<system-out>{body}</system-out>"
    else:
        message = xml_attribute(flatten(finding.message.render(request.language)))
        element = f'<failure type="{finding.severity.value}" message="{message}">{body}</failure>'
    return [
        f'    <testcase classname="{classname}" name="{xml_attribute(flatten(name))}">',
        f"      {element}",
        "    </testcase>",
    ]
