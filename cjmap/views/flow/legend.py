"""What the signs of a flow mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.feelings import name_feeling
from cjmap.board.ways import BEGINNINGS
from cjmap.draw import glyphs
from cjmap.draw.dot import Style, cell
from cjmap.messages import tr
from cjmap.views.flow.labels import Labels, way_style
from cjmap.views.flow.routes import Route, Run, is_measured
from cjmap.views.parts.boxes import SMALL, Boxes, Sign
from cjmap.vocabulary.emotions import Level
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
    return [*found, *_list_ways(labels, routes), *_list_ends(labels)]


def list_faces(boxes: Boxes) -> list[Sign]:
    """The five faces with their words; where they are plain, with their figures."""
    return [_face(boxes, int(level.score)) for level in Level]


def _face(boxes: Boxes, level: int) -> Sign:
    word, colour = boxes.say(name_feeling(level)), boxes.ink_of(level)
    if not boxes.plain:
        return boxes.sign(glyphs.FACES[level], colour, word)
    figure = dict(boxes.board.curve.scale)[level]
    bold, style = Style(SMALL, colour, bold=True), Style(SMALL, boxes.theme.soft)
    cells = [boxes.text([figure], bold), cell("", width=4), boxes.text([word], style)]
    return Sign(boxes.line(cells), bold.width(figure) + 4 + style.width(word))


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
    flow = labels.board.flow
    out, into = labels.relayed
    beginnings = {start.how for start in flow.starts if start.number not in into}
    yield from (labels.start_pill(how) for how in BEGINNINGS if how in beginnings)
    ends = {end.how for end in flow.ends if end.how in set(Exit) or end.number not in out}
    listed = (*Exit, *sorted(ends.difference(Exit), reverse=True))
    yield from (labels.exit_pill(how) for how in listed if how in ends)
