"""A history as one self-contained page, on which one steps from revision to revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.compare.history import Revision
from cjmap.draw.theme import DARK, LIGHT
from cjmap.languages.conventions import is_rtl
from cjmap.languages.quantities import format_labelled
from cjmap.messages import ntr, tr
from cjmap.records import replace
from cjmap.reports.blocks import page
from cjmap.reports.blocks.blocks import Picture, Section
from cjmap.reports.history.content import compose, compose_step
from cjmap.reports.history.request import Request
from cjmap.views.curve import sheet

# Each step is two pictures: of more no browser makes a page that answers.
_MOST: Final = 60


def write(request: Request) -> str:
    title = format_labelled(request.say(tr("History")), request.title, request.language)
    shown = choose(request.revisions)
    steps = [(_step(request, one),) for one in shown]
    return page.write(title, request.language, _compose(request, len(shown)), steps)


def _compose(request: Request, shown: int) -> Iterator[Section]:
    head, *rest = compose(request)
    if shown < len(request.revisions):
        said = ntr(
            "{n} of them can be looked at, evenly spread; `--since` brings the later ones closer",
            "{n} of them can be looked at, evenly spread; `--since` brings the later ones closer",
            shown,
        )
        head = replace(head, note=f"{head.note} · {request.say(said)}")
    yield head
    yield from rest


def choose(revisions: Sequence[Revision]) -> Sequence[Revision]:
    """As many revisions as a page can hold, evenly spread, the first and the last among them."""
    last = len(revisions) - 1
    if last < _MOST:
        return revisions
    return [revisions[round(number * last / (_MOST - 1))] for number in range(_MOST)]


def _step(request: Request, one: Revision) -> Section:
    section = compose_step(request, one)
    return replace(section, blocks=(*section.blocks, *_draw(one)))


def _draw(one: Revision) -> Iterator[Picture]:
    board = one.board
    if board is not None and any(lane.is_curve for lane in board.lanes):
        # One revision is shown at a time: what a hidden one holds would be drawn with by none.
        state = "not committed" if one.commit is None else one.commit.name
        light, dark = (sheet.draw(board, theme, state) for theme in (LIGHT, DARK))
        yield Picture(light, dark, is_rtl(board.language))
