"""One line a finding, for `grep` and editors."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.draw.characters import flatten
from cjmap.reporters.request import Request
from cjmap.reporters.wording import format_place


def write(request: Request) -> Iterator[str]:
    """`file:line:column: CODE severity message`; the severity is the same word in all languages."""
    for finding in request.findings:
        place = format_place(finding.file, finding.span)
        message = flatten(finding.message.render(request.language))
        yield f"{place}: {finding.code} {finding.severity.value} {message}\n"
