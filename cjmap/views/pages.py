"""A long map on several sheets: which stages and which lanes stand on each, so that all can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from cjmap.board.board import Board
from cjmap.board.part import part
from cjmap.draw.paper import Paper
from cjmap.draw.raster import size_of

SMALLEST: Final = 0.6
"""How much a picture is made smaller before it is parted: letters of 11 px are 5 points then."""


def lay_out_pages(
    board: Board, paper: Paper, whole: str, draw: Callable[[Board], str]
) -> tuple[str, ...]:
    """The map as it is drawn `whole` where that can be read on one sheet, else in parts.

    Stages part first, each part with the names of the lanes, then the lanes, each part with the
    heads of its stages. A single lane of a single stage stays whole, however long.
    """
    width, height = (side / SMALLEST for side in paper.room)
    across, down = size_of(whole)
    if across <= width and down <= height:
        return (whole,)
    return tuple(
        draw(each)
        for stages in _part_stages(board, width, draw)
        for each in _part_lanes(board, stages, height, draw)
    )


def _part_stages(board: Board, width: float, draw: Callable[[Board], str]) -> tuple[range, ...]:
    """The stages in the fewest groups, of nearly the same number, that are no wider than a sheet."""
    every, lanes = range(len(board.stages)), range(len(board.lanes))
    for number in every[1:]:
        groups = _split(len(every), number)
        parts = (part(board, stages, lanes, first=False, last=False) for stages in groups)
        if all(size_of(draw(each))[0] <= width for each in parts):
            return groups
    return _split(len(every), len(every))


def _split(count: int, groups: int) -> tuple[range, ...]:
    bounds = [count * number // groups for number in range(groups + 1)]
    return tuple(range(start, end) for start, end in pairwise(bounds))


def _part_lanes(
    board: Board, stages: range, height: float, draw: Callable[[Board], str]
) -> Iterator[Board]:
    """The lanes of some stages, as many on each sheet as it has room for."""
    count = len(board.lanes)
    begins, ends = stages.start == 0, stages.stop == len(board.stages)
    start = 0
    while start < count:
        for stop in range(count, start, -1):
            each = part(
                board,
                stages,
                range(start, stop),
                first=begins and start == 0,
                last=ends and stop == count,
            )
            if stop == start + 1 or size_of(draw(each))[1] <= height:
                break
        yield each
        start = stop
