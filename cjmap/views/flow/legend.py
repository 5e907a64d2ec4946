"""What the signs of a flow mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.ways import BEGINNINGS
from cjmap.draw import glyphs
from cjmap.messages import tr
from cjmap.views.flow.labels import Labels, way_style
from cjmap.views.flow.routes import Route, Run, is_measured
from cjmap.views.parts.boxes import Sign
from cjmap.views.parts.faces import list_faces
from cjmap.views.parts.pen import DOUBTED
from cjmap.vocabulary.touchpoints import Exit, WayType

GOES_ON: Final = tr("goes on with others")
"""What is said of a relay."""


def list_signs(labels: Labels, routes: Sequence[Route]) -> list[Sign]:
    """The signs that a flow shows, each with a word."""
    board, theme = labels.board, labels.theme
    cards = board.touchpoints
    found: list[Sign] = []
    if any(card.scores for card in cards) or any(labels.stages):
        found += list_faces(labels)
    if any(card.moment for card in cards):
        found.append(labels.sign(glyphs.STAR, theme.star, labels.say(tr("moment of truth"))))
    if any(card.assumption for card in cards):
        found.append(labels.sign(glyphs.DOUBT, theme.gap.ink, labels.say(DOUBTED)))
    return [*found, *_list_ways(labels, routes), *_list_ends(labels)]


def _list_ways(labels: Labels, routes: Sequence[Route]) -> Iterator[Sign]:
    theme, board = labels.theme, labels.board
    kinds = {route.way.kind for route in routes if not route.relay}
    for kind in WayType:
        if kind in kinds:
            yield labels.stroke(labels.way_colour(kind), way_style(kind), labels.say(kind.label))
    if is_measured(board):
        words = labels.say(tr("the wider, the more go there"))
        yield labels.stroke(theme.mute, "solid", words, width=5)
    if any(route.back for route in routes):
        yield labels.sign(glyphs.BACK, theme.soft, labels.say(tr("way back")))
    if any(route.run is Run.AWAY for route in routes):
        yield labels.sign(labels.onward, theme.soft, labels.say(tr("goes on in another row")))
    if board.flow.relays:
        words = labels.say(GOES_ON)
        yield labels.stroke(theme.neutral, "dashed", words, width=1, tip=False)


def _list_ends(labels: Labels) -> Iterator[Sign]:
    shown = [labels.terminals(card) for card in labels.board.touchpoints]
    beginnings = {(start.how, both) for start, _, both in shown if start is not None}
    for how in BEGINNINGS:
        for both in (False, True):
            if (how, both) in beginnings:
                yield labels.start_pill(how, both=both)
    ends = {end.how for _, end, both in shown if end is not None and not both}
    listed = (*Exit, *sorted(ends.difference(Exit), reverse=True))
    yield from (labels.exit_pill(how) for how in listed if how in ends)
