"""A history as one self-contained page, on which one steps from revision to revision."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.compare.history import Revision
from cjmap.draw.theme import DARK, LIGHT
from cjmap.languages.quantities import format_labelled
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.reports.blocks import page
from cjmap.reports.blocks.blocks import Picture, Section
from cjmap.reports.history.content import compose, compose_step
from cjmap.reports.history.request import Request
from cjmap.views.curve import sheet


def write(request: Request) -> str:
    title = format_labelled(request.say(tr("History")), request.title, request.language)
    steps = [(_step(request, one),) for one in request.revisions]
    return page.write(title, request.language, compose(request), steps)


def _step(request: Request, one: Revision) -> Section:
    section = compose_step(request, one)
    return replace(section, blocks=(*section.blocks, *_draw(one)))


def _draw(one: Revision) -> Iterator[Picture]:
    board = one.board
    if board is not None and any(lane.is_curve for lane in board.lanes):
        yield Picture(sheet.draw(board, LIGHT), sheet.draw(board, DARK))
