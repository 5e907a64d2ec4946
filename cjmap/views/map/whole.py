"""What concerns the journey as a whole: rows of the grid that reach across all stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.board import Board, Metric, Outcome
from cjmap.draw.pieces import Piece, beside, boxed, paragraph, phrase, spread, stack, sunk
from cjmap.draw.theme import Chip
from cjmap.languages.conventions import lead_on
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.views.map.items import draw_gain, draw_metric, draw_opportunity, draw_pain
from cjmap.views.parts.pen import SMALL, Pen, dotted
from cjmap.vocabulary.lanes import LaneName

_COLUMN: Final = 270.0
"""Least width of what stands side by side, px."""

_MOST: Final = 420.0
"""Most width of it, px: longer lines are hard to read."""

_GAP: Final = 10.0
_BOX: Final = 18.0
"""What a box takes at both sides of what stands in it, px."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row across all stages: its name, and what stands in it."""

    title: str
    piece: Piece


def draw_rows(board: Board, pen: Pen, room: float) -> tuple[Row, ...]:
    """The rows, `room` px wide, without those in which nothing stands."""
    return tuple(
        Row(title, _draw_columns(pieces, room))
        for title, pieces in _fill(board, pen, room)
        if pieces
    )


def _fill(board: Board, pen: Pen, room: float) -> Iterator[tuple[str, list[Piece]]]:
    whole, say = board.whole, pen.say
    width = _width(room)
    yield say(LaneName.PAINS.label), [draw_pain(one, pen, width) for one in whole.pains]
    yield say(LaneName.GAINS.label), [draw_gain(one, pen, width) for one in whole.gains]
    opportunities = [draw_opportunity(one, pen, width) for one in whole.opportunities]
    yield say(LaneName.OPPORTUNITIES.label), opportunities
    yield say(LaneName.METRICS.label), [_draw_metric(one, pen, width) for one in whole.metrics]
    yield say(tr("What changed")), [_draw_outcome(one, pen, width) for one in board.outcomes]
    for lane in whole.lanes:
        yield lane.label, [pen.body(text, width) for text in lane.texts]


def _width(room: float) -> float:
    abreast = max(1, int((room + _GAP) // (_COLUMN + _GAP)))
    return min(_MOST, (room - (abreast - 1) * _GAP) / abreast)


def _draw_columns(pieces: Sequence[Piece], room: float) -> Piece:
    width = _width(room)
    abreast = max(1, int((room + _GAP + 0.1) // (width + _GAP)))
    return spread(pieces, abreast, abreast * (width + _GAP) - _GAP, 6, between=_GAP)


def _draw_metric(metric: Metric, pen: Pen, room: float) -> Piece:
    chip = Chip(pen.theme.card, pen.theme.line, pen.theme.ink)
    return boxed(draw_metric(metric, replace(pen, margin=0), room - _BOX), chip)


def _draw_outcome(outcome: Outcome, pen: Pen, width: float) -> Piece:
    """How much what changed, from what to what, and what brought it about."""
    theme = pen.theme
    change = phrase(outcome.change, width / 2, 16, theme.positive_ink, bold=True)
    room = width - change.width - 8
    way = lead_on(outcome.before, outcome.after, pen.language)
    words = stack(
        [
            paragraph(dotted((outcome.metric, outcome.when)), room, SMALL, theme.soft),
            paragraph(way, room, SMALL, theme.soft),
            pen.small(dotted(outcome.opportunities), room),
        ],
        1,
    )
    return beside(change, sunk(words, 3), 8)
