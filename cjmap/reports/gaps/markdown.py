"""Coverage as Markdown that fits a comment on a pull request."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.reports.blocks import markdown
from cjmap.reports.gaps.content import compose
from cjmap.reports.gaps.sheet import Request


def write(request: Request) -> str:
    more = tr("… and more: run `cjmap gaps` to see all.").render(request.language)
    return markdown.write(compose(request), more)
