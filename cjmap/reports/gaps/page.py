"""Coverage as one small self-contained page."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.reports.blocks import page
from cjmap.reports.gaps.content import compose
from cjmap.reports.gaps.sheet import Request


def write(request: Request) -> str:
    title = tr("Gaps").render(request.language)
    if len(request.sheets) == 1:
        title = request.label(title, request.sheets[0].title)
    return page.write(title, request.language, compose(request))
