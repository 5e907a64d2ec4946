"""The earlier state below the curve of now: its lines, its scores, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.board import Board, Change, Past, PastLine
from cjmap.draw.canvas import Circle, Drawing, Shape, line
from cjmap.draw.curves import Coordinate, path_data
from cjmap.draw.pieces import CROSS, Piece, beside, flow, mark, paragraph, phrase, stack, titled
from cjmap.messages import Message, tr
from cjmap.views.curve.band import Band
from cjmap.views.curve.legend import tell_mean
from cjmap.views.curve.signs import LEAD_STROKE
from cjmap.views.curve.spots import PAST, past_places, past_runs
from cjmap.views.parts.pen import Pen

_SIZE: Final = 11.0
_DOT: Final = 4.0
_ARROW: Final = 4.0
_UP: Final = "M5,0.5L9.5,9H0.5Z"
_DOWN: Final = "M5,9.5L9.5,1H0.5Z"


def draw_past(past: Past, band: Band, pen: Pen) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """What stands below the curve of now, and what above its lines; px from the band's corner."""
    below: list[Shape] = []
    above: list[Shape] = []
    for entry in past.lines:
        places = [(x, y + band.zero) for x, y in past_places(entry, band.frame)]
        colour = _colour(entry, band, pen)
        below += [
            Drawing(path_data(run), stroke=colour, width=1.4, dash=PAST)
            for run in past_runs(entry, places)
            if len(run) > 1
        ]
        for point, (x, y) in zip(entry.points, places, strict=True):
            dot: list[Shape] = [Circle(0, 0, _DOT, pen.theme.card, colour, 1.4)]
            if point.number is None and point.stage is None:
                dot += mark(CROSS, 6, colour).at(-3, -3)
            below += titled(Piece(0, 0, tuple(dot)), point.spoken).at(x, y)
        above += _arrows(entry, places, band, pen)
    return tuple(below), tuple(above)


def _colour(entry: PastLine, band: Band, pen: Pen) -> str:
    alone = len(band.traces) == 1
    return pen.theme.mute if alone else pen.theme.persona(entry.mark.style).colour


def _arrows(entry: PastLine, places: Sequence[Coordinate], band: Band, pen: Pen) -> Iterator[Shape]:
    """From each earlier score to the one of now at the same touchpoint."""
    now = {
        (dot.point.stage, dot.point.number): dot
        for trace, row in zip(band.traces, band.dots, strict=True)
        if trace.mark == entry.mark
        for dot in row
    }
    for point, (x, y) in zip(entry.points, places, strict=True):
        dot = now.get((point.stage, point.number)) if point.stage is not None else None
        if dot is None or abs(dot.y - y) <= dot.spot.reach + _DOT + _ARROW:
            continue
        up = dot.y < y
        tip = dot.y + (dot.spot.reach + 1) * (1 if up else -1)
        colour = pen.theme.positive if up else pen.theme.negative
        start = y - _DOT if up else y + _DOT
        yield Drawing(line(x, start, x, tip), stroke=colour, width=1.6)
        back = tip + (_ARROW if up else -_ARROW)
        head = f"{line(x - _ARROW, back, x, tip)}{line(x, tip, x + _ARROW, back)}"
        yield Drawing(head, stroke=colour, width=1.6)


def draw_changes(board: Board, past: Past, pen: Pen, room: float) -> Piece:
    """Which curve is of when, and what changed at each touchpoint."""
    theme = pen.theme
    before = Piece(
        26,
        14,
        (
            Drawing(line(1, 7, 25, 7), stroke=theme.mute, width=1.4, dash=PAST),
            Circle(13, 7, _DOT, theme.card, theme.mute, 1.4),
        ),
    )
    label = pen.say(tr("before: {what}", what=f"{past.title} · {past.label}"))
    head = beside(before, phrase(label, room - 32, _SIZE, theme.mute), 6)
    told = tr("planned: {what}", what=past.now) if past.ahead else tr("now: {what}", what=past.now)
    line_of_now = Drawing(line(1, 7, 25, 7), stroke=theme.mute, width=LEAD_STROKE)
    solid = Piece(26, 14, (line_of_now, Circle(13, 7, _DOT + 1, theme.card, theme.mute, 1.4)))
    now = beside(solid, phrase(pen.say(told), room - 32, _SIZE, theme.mute), 6)
    # Of several personas each has its own beside its sign.
    means = () if pen.several else board.curve.lines
    alone = [phrase(pen.say(tell_mean(one, past)), room, _SIZE, theme.mute) for one in means]
    signs = [
        beside(sign, phrase(pen.say(words), room - sign.width - 6, _SIZE, theme.mute), 6)
        for sign, words in _list_signs(past, pen)
    ]
    listed = _as_wide([_draw_change(change, pen, room) for change in past.changes])
    title = paragraph(pen.say(tr("What changed")), room, 12.5, theme.ink, bold=True)
    return stack(
        [
            flow([head, now, *alone, *signs], room, 18),
            *([title] if listed else []),
            flow(listed, room, 18),
        ],
        6,
    )


def _as_wide(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one width, so that they stand in columns."""
    widest = max((piece.width for piece in pieces), default=0.0)
    return [Piece(widest, piece.height, piece.held) for piece in pieces]


def _list_signs(past: Past, pen: Pen) -> Iterator[tuple[Piece, Message]]:
    """What the arrows and the crosses mean, where there are any."""
    if any(change.kind in ("better", "worse") for change in past.changes):
        arrow = f"{line(5, 13, 5, 2)}{line(1, 6, 5, 2)}{line(5, 2, 9, 6)}"
        drawing = Drawing(arrow, stroke=pen.theme.positive, width=1.6)
        yield Piece(10, 14, (drawing,)), tr("arrow: how far it has come")
    if any(point.number is None and point.stage is None for e in past.lines for point in e.points):
        dot = Circle(7, 7, _DOT, pen.theme.card, pen.theme.mute, 1.4)
        yield (
            Piece(14, 14, (dot, mark(CROSS, 6, pen.theme.mute).laid(4, 4))),
            tr("crossed: is gone"),
        )


def _draw_change(change: Change, pen: Pen, room: float) -> Piece:
    theme = pen.theme
    signs = {
        "better": (_UP, theme.positive),
        "worse": (_DOWN, theme.negative),
        "added": ("M5,1V9M1,5H9", theme.bar),
        "gone": (CROSS, theme.mute),
    }
    drawing, colour = signs[change.kind]
    sign = mark(drawing, 9, colour, filled=change.kind in ("better", "worse"))
    number = "" if change.number is None else f"{change.number} "
    whose = [pen.sign(change.who)] if change.who and pen.several else []
    piece = Piece(sign.width, 14, (sign.laid(0, 3),))
    for part in whose:
        piece = beside(piece, part, 4)
    words = f"{number}{change.place}: {change.text}"
    return beside(piece, phrase(words, room - piece.width - 4, _SIZE, theme.soft), 4)
