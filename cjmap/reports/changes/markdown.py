"""What changed, as Markdown that is made for a comment on a pull request."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.reports.blocks import markdown
from cjmap.reports.changes.content import compose
from cjmap.reports.changes.curves import write_diagrams
from cjmap.reports.changes.request import Request


def write(request: Request) -> str:
    more = tr("… and more: run `cjmap diff` to see all.").render(request.language)
    return markdown.write(compose(request, write_diagrams), more)
