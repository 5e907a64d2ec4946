"""JUnit XML, for servers that show test results.

A file is a suite. Each error and warning in it is a failed case; each note a passed case with
a text; a file without any is one passed case, so that it is seen to have been checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from cjmap.draw.characters import flatten, make_visible
from cjmap.draw.escape import xml_attribute, xml_text
from cjmap.findings import Finding, Outcome, Severity, format_path, packed_in
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.reporters.request import Request
from cjmap.reporters.text import show_finding


def write(request: Request) -> Iterator[str]:
    outcome = request.outcome
    gravest = outcome.tally.files
    listed = sorted(file for file, severity in gravest.items() if request.lists(severity))
    # Files that were read come first, then others that findings name (the configuration).
    files = dict.fromkeys((*outcome.files, *listed))
    tests = sum(map(request.count, Severity)) + len(files) - len(listed)
    failures = request.count(Severity.ERROR) + request.count(Severity.WARNING)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<testsuites name="cjmap" tests="{tests}" failures="{failures}" errors="0">\n'
    find = _by_file(outcome)
    for file in files:
        findings = [finding for finding in find(file) if request.lists(finding.severity)]
        yield "".join(f"{line}\n" for line in _write_suite(request, file, findings))
    yield "</testsuites>\n"


def _by_file(outcome: Outcome) -> Callable[[str], Sequence[Finding]]:
    """What gives the findings of a file."""
    many = packed_in(outcome)
    if many is not None:
        return many.of_file
    groups: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        groups.setdefault(finding.file, []).append(finding)
    return lambda file: groups.get(file, ())


def _write_suite(request: Request, file: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(finding.severity is not Severity.INFO for finding in findings)
    tests = len(findings) or 1
    name = xml_attribute(make_visible(file))
    yield (
        f'  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="0"'
        f' file="{name}">'
    )
    seen: Counter[str] = Counter()
    for finding in findings:
        yield from _write_case(request, finding, name, seen)
    if not findings:
        title = xml_attribute(tr("all checks passed").render(request.language))
        yield f'    <testcase classname="{name}" name="{title}"/>'
    yield "  </testsuite>"


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
