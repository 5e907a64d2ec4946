"""What was measured, for a person at a terminal."""

from __future__ import annotations

from cjmap.reports.blocks import text
from cjmap.reports.measured.content import compose
from cjmap.reports.measured.request import Request


def write(request: Request) -> str:
    return text.write(compose(request), request.width, request.language, color=request.color)
