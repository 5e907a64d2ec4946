"""What changed, as one small self-contained page with both curves over each other."""

from __future__ import annotations

from cjmap.languages.quantities import format_labelled
from cjmap.messages import tr
from cjmap.reports.blocks import page
from cjmap.reports.changes.content import compose
from cjmap.reports.changes.curves import draw_pictures
from cjmap.reports.changes.request import Request


def write(request: Request) -> str:
    title = request.say(tr("What changed"))
    pairs = request.compared.pairs
    if len(pairs) == 1:
        name = pairs[0].new.subject.journey.title
        title = format_labelled(title, name, request.language)
    return page.write(title, request.language, compose(request, draw_pictures))
