"""Workflow commands of GitHub Actions, which show findings as annotations."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.draw.characters import disarm, flatten, make_visible
from cjmap.findings import Finding, Severity
from cjmap.messages import ntr
from cjmap.records import replace
from cjmap.reporters.request import Request
from cjmap.reporters.wording import describe_related, format_place, summarize

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

# What GitHub shows of each kind for one step; the rest stands in the log alone.
_LIMIT = 10


def write(request: Request) -> Iterator[str]:
    for finding in request.findings:
        yield _annotate(_placed(finding, request), request) + "\n"
    yield summarize(request.outcome, notes=request.notes).render(request.language) + "\n"
    if max(map(request.count, Severity)) > _LIMIT:
        message = ntr(
            "GitHub shows at most {n} annotation of each kind; this log has them all.",
            "GitHub shows at most {n} annotations of each kind; this log has them all.",
            _LIMIT,
        )
        yield message.render(request.language) + "\n"


def annotate(file: str, text: str) -> str:
    """The command that shows an error about a whole file, which is named from the repository's root."""
    return f"::error file={_escape_property(file)}::{_escape_data(flatten(text))}\n"


def _placed(finding: Finding, request: Request) -> Finding:
    """A finding whose files are named from the root: whoever reads an annotation is in no folder."""
    related = tuple(replace(one, file=request.place(one.file)) for one in finding.related)
    return replace(finding, file=request.place(finding.file), related=related)


def _annotate(finding: Finding, request: Request) -> str:
    language = request.language
    properties: dict[str, str | int] = {"file": finding.file}
    if finding.span:
        start, end = finding.span.start, finding.span.end
        properties |= {"line": start.line, "endLine": end.line}
        # Columns across several lines make GitHub drop the annotation's place.
        if start.line == end.line:
            properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(
        f"{name}={_escape_property(str(value))}" for name, value in properties.items()
    )

    # The log shows the message alone, so the place is part of it.
    place = format_place(finding.file, finding.span)
    text = [f"{place}: {flatten(finding.message.render(language))}"]
    if finding.help:
        text += map(make_visible, finding.help.render(language).splitlines())
    text += describe_related(finding, language)
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escape_data(chr(10).join(text))}"


def _escape_data(text: str) -> str:
    # Azure's and TeamCity's logs know commands of their own, anywhere in a line.
    return disarm(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return make_visible(_escape_data(text).replace(":", "%3A").replace(",", "%2C"))
