"""What was measured, as Markdown for a comment or a wiki."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.reports.blocks import markdown
from cjmap.reports.measured.content import compose
from cjmap.reports.measured.request import Request


def write(request: Request) -> str:
    more = tr("… and more: run `cjmap measure` to see all.").render(request.language)
    return markdown.write(compose(request), more)
