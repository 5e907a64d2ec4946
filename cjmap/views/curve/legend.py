"""What the signs of a curve mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cjmap.board.board import Board, Line, Mark, Past
from cjmap.board.feelings import name_feeling
from cjmap.draw.pieces import Piece, beside, phrase, stack
from cjmap.messages import Message, tr
from cjmap.views.curve.signs import (
    sample_bridge,
    sample_face,
    sample_hollow,
    sample_line,
    sample_shared,
)
from cjmap.views.parts.pen import Pen

_SIZE: Final = 11.5
_SMALL: Final = 11.0
_LEVELS: Final = (-2, -1, 0, 1, 2)


def face_signs(pen: Pen) -> Iterator[tuple[Piece, Message]]:
    """All five faces, those too that no score is near to: together they are a scale."""
    for level in _LEVELS:
        yield sample_face(level, pen), name_feeling(level)


def curve_signs(board: Board, pen: Pen) -> Iterator[tuple[Piece, Message]]:
    """The signs that a board's curve shows, each with its meaning; all five faces in any case."""
    lines = board.curve.lines
    yield from face_signs(pen)
    if any(point.off for line in lines for point in line.points):
        yield sample_hollow(pen), tr("hollow: off the usual way")
    if any(line.bridged for line in lines):
        yield sample_bridge(pen), tr("dotted: across touchpoints without a score")
    sharers = _sharers(lines)
    if sharers:
        marks = [line.mark for line in sharers]
        yield sample_shared(marks, pen), tr("ring of several colours: these feel alike")


def _sharers(lines: tuple[Line, ...]) -> list[Line]:
    """The first lines that have the same score somewhere."""
    found: dict[tuple[int, int | None, float], list[Line]] = {}
    for line in lines:
        for point in line.points:
            found.setdefault((point.stage, point.number, point.score), []).append(line)
    return next((members for members in found.values() if len(members) > 1), [])


def draw_people(board: Board, pen: Pen, room: float, past: Past | None = None) -> list[Piece]:
    """Whose line is whose, where there are several personas, with the mean of each.

    Whoever has no line is told of too, and what the means were in the `past` that is shown. No
    entry is wider than `room` px.
    """
    if len(board.personas) < 2:
        return []
    lines = {line.mark.id: line for line in board.curve.lines}
    return [
        _draw_person(persona.mark, lines.get(persona.mark.id), board, pen, room, past)
        for persona in board.personas
    ]


def tell_mean(line: Line, past: Past | None) -> Message:
    """The mean of a persona's scores, and what it was in the earlier state that is shown."""
    then = next((one for one in past.lines if one.mark == line.mark), None) if past else None
    if past is None or then is None:
        return tr("mean {score}", score=line.mean)
    if past.ahead:
        return tr("mean before {before}, planned {after}", before=then.mean, after=line.mean)
    return tr("mean before {before}, now {after}", before=then.mean, after=line.mean)


def _draw_person(
    mark: Mark, line: Line | None, board: Board, pen: Pen, room: float, past: Past | None
) -> Piece:
    sign, lines = pen.sign(mark), board.curve.lines
    lead = bool(lines) and lines[0].mark == mark
    sample = sample_line(mark, pen, lead=lead) if line and len(lines) > 1 else Piece(0, 0)
    before = beside(sample, sign, 4) if sample.width else sign
    mean = tell_mean(line, past) if line else tr("no score")
    said = phrase(pen.say(mean), room - before.width - 5, _SMALL, pen.theme.mute)
    return stack([beside(before, said, 5), phrase(mark.name, room, _SIZE, pen.theme.ink)], 1)
