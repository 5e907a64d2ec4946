"""Measured figures: a value with its interval as a whisker, beside what is written."""

from __future__ import annotations

from typing import Final

from cjmap.board.measured import Gauged, Held, Whisker
from cjmap.draw.canvas import Box, Circle, Drawing, Rect, Shape, line
from cjmap.draw.pieces import (
    CHECK,
    CROSS,
    Piece,
    beside,
    flow,
    mark,
    paragraph,
    phrase,
    stack,
    sunk,
    titled,
)
from cjmap.draw.theme import Theme, mix
from cjmap.messages import tr
from cjmap.views.parts.pen import NAME, SMALL, Pen, dotted

_HEIGHT: Final = 14.0
_MOST: Final = 180.0


def draw_whisker(whisker: Whisker, theme: Theme, room: float) -> Piece:
    """The interval on the scale, its figure as a dot, what is written as a ring, the target as a line."""
    width, middle, inset = min(room, _MOST), _HEIGHT / 2, 5.0
    span = width - 2 * inset

    def x(share: float) -> float:
        return inset + span * share

    low, high = x(whisker.low), x(whisker.high)
    shapes: list[Shape] = [Rect(Box(0, middle - 1.5, width, 3), theme.track, radius=1.5)]
    if whisker.target is not None:
        at = x(whisker.target)
        shapes.append(
            Drawing(line(at, 0, at, _HEIGHT), stroke=theme.positive_ink, width=1.6, dash="3 2")
        )
    if whisker.written is not None:
        shapes.append(Circle(x(whisker.written), middle, 4, theme.card, theme.soft, 1.5))
    shapes += [
        Drawing(line(low, middle, high, middle), stroke=theme.bar, width=2.4),
        Drawing(line(low, middle - 4, low, middle + 4), stroke=theme.bar, width=1.6),
        Drawing(line(high, middle - 4, high, middle + 4), stroke=theme.bar, width=1.6),
        Circle(x(whisker.at), middle, 3, theme.bar),
    ]
    return Piece(width, _HEIGHT, tuple(shapes))


def draw_gauged(gauged: Gauged, pen: Pen, room: float, ink: str) -> Piece:
    """What a figure is called, its value and whisker, and how sure it is."""
    parts = [
        flow([*_value(gauged, pen, room, ink), phrase(gauged.name, room, SMALL, ink)], room, 6, 1)
    ]
    return stack([*parts, *_sure(gauged, pen, room)], 2)


def draw_held(held: Held, pen: Pen, room: float) -> Piece:
    """What was measured of a written metric, and whether that agrees."""
    theme, gauged = pen.theme, held.gauged
    name = phrase(pen.say(tr("measured")), room, SMALL, theme.soft, bold=True)
    answers = []
    for one in held.answers:
        ink = (
            theme.mute
            if one.holds is None
            else theme.positive_ink
            if one.holds
            else theme.negative_ink
        )
        text = phrase(one.text, room - 16, SMALL, ink)
        if one.holds is None:
            answers.append(text)
        else:
            answers.append(beside(sunk(mark(CHECK if one.holds else CROSS, 9, ink), 3), text, 4))
    return stack(
        [
            flow([name, *_value(gauged, pen, room, theme.ink)], room, 6, 1),
            *_sure(gauged, pen, room),
            flow(answers, room, 8, 1),
        ],
        2,
    )


def stream_ink(theme: Theme, *, drawn: bool) -> str:
    """The colour of what flows: another where the map draws no such way."""
    return mix(theme.bar, theme.card, 0.35) if drawn else theme.gap.line


def _value(gauged: Gauged, pen: Pen, room: float, ink: str) -> list[Piece]:
    return [phrase(gauged.value, room, NAME, ink, bold=True)] if gauged.value else []


def _sure(gauged: Gauged, pen: Pen, room: float) -> list[Piece]:
    said = paragraph(
        dotted((gauged.interval, gauged.count, gauged.caution)), room, SMALL, pen.theme.mute
    )
    if gauged.whisker is None:
        return [said]
    return [titled(draw_whisker(gauged.whisker, pen.theme, room), gauged.spoken), said]
