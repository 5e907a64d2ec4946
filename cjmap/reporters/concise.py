"""One line a finding, for `grep` and editors."""

from __future__ import annotations

from cjmap.draw.characters import flatten
from cjmap.reporters.request import Request
from cjmap.reporters.wording import format_place


def write(request: Request) -> str:
    """`file:line:column: CODE severity message`; the severity is the same word in all languages."""
    return "".join(
        f"{format_place(finding.file, finding.span)}: {finding.code} {finding.severity.value} "
        f"{flatten(finding.message.render(request.language))}\n"
        for finding in request.findings
    )
