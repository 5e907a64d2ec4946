"""A map as people draw it in a spreadsheet: stages across, lanes down. It is what the board says."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import (
    Action,
    Board,
    Entry,
    Item,
    Lane,
    Line,
    Metric,
    Opportunity,
    Pain,
    Reach,
    Scene,
    Touchpoint,
)
from cjmap.languages.quantities import format_labelled
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class GridRow:
    """A lane: its title, and what stands in it at each stage. `key` is the lane's."""

    key: str
    title: str
    cells: tuple[tuple[str, ...], ...]


def rows_of(board: Board) -> Iterator[GridRow]:
    """The lanes that say something, from top to bottom; a row each persona of the curve."""
    for lane in board.lanes:
        rows = _curve(board, lane) if lane.is_curve else [_lane(board, lane)]
        yield from (row for row in rows if any(row.cells))


def _lane(board: Board, lane: Lane) -> GridRow:
    cells = tuple(
        tuple(say(item, board.language) for item in cell.items)
        or ((cell.quiet,) if cell.quiet else ())
        for cell in lane.cells
    )
    return GridRow(lane.key, lane.title, cells)


def _curve(board: Board, lane: Lane) -> Iterator[GridRow]:
    for line in board.curve.lines:
        name = f" ({line.mark.name})" if len(board.curve.lines) > 1 else ""
        stages = range(len(board.stages))
        yield GridRow(lane.key, f"{lane.title}{name}", tuple(_points(line, at) for at in stages))


def _points(line: Line, stage: int) -> tuple[str, ...]:
    return tuple(
        f"{point.place}: {point.figure} ({point.feeling})"
        if point.feeling
        else f"{point.place}: {point.figure}"
        for point in line.points
        if point.stage == stage
    )


def say(item: Item, language: str) -> str:
    """An item of a lane as a line of text."""
    said = _say(item, language)
    who = getattr(item, "who", ())
    names = ", ".join(mark.name for mark in who) if not isinstance(item, Touchpoint) else ""
    return f"{said} ({names})" if names else said


def _say(item: Item, language: str) -> str:
    match item:
        case Entry():
            return format_labelled(item.label, item.text, language) if item.label else item.text
        case Touchpoint():
            return _beside(item.name, *(channel.label for channel in item.channels))
        case Pain():
            severity = "" if item.severity is None else f"{item.severity}/5"
            return _beside(item.text, severity, item.state)
        case Opportunity():
            return _beside(item.text, item.badge, item.date, item.owner)
        case Metric():
            value = f": {item.value}" if item.value else ""
            return _beside(f"{item.name}{value}", item.target)
        case Reach():
            return _beside(
                f"{item.name}: {item.value}" if item.name else item.value, item.conversion
            )
        case Action():
            said = format_labelled(item.actor, item.does, language) if item.actor else item.does
            return _beside(said, item.system)
        case Scene():
            return _beside(f"{item.name}: {item.image.alt or item.image.src}")


def _beside(said: str, *more: str) -> str:
    """A text with short ones behind it."""
    return " · ".join(text for text in (said, *more) if text)
