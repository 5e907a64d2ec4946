"""A long map on several sheets: which stages and which lanes stand on each, so that all can be read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
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
        page
        for stages in _part_stages(board, width, draw)
        for page in _part_lanes(board, stages, height, draw)
    )


def _part_stages(board: Board, width: float, draw: Callable[[Board], str]) -> tuple[range, ...]:
    """The stages in the fewest groups, of nearly the same number, that are no wider than a sheet."""
    every, lanes = range(len(board.stages)), range(len(board.lanes))

    @cache
    def fits(stages: range) -> bool:
        # Many divisions have a group in common, and drawing takes the time.
        each = part(board, stages, lanes, first=False, last=False)
        return size_of(draw(each))[0] <= width

    def fit(number: int) -> bool:
        return all(map(fits, _split(len(every), number)))

    # Each try is several drawings, and more groups are narrower ones.
    return _split(len(every), 1 + bisect_left(every[1:], True, key=fit))


def _split(count: int, groups: int) -> tuple[range, ...]:
    bounds = [count * number // groups for number in range(groups + 1)]
    return tuple(range(start, end) for start, end in pairwise(bounds))


def _part_lanes(
    board: Board, stages: range, height: float, draw: Callable[[Board], str]
) -> Iterator[str]:
    """The lanes of some stages, as many on each sheet as it has room for."""
    count = len(board.lanes)
    begins, ends = stages.start == 0, stages.stop == len(board.stages)
    start = 0
    while start < count:

        @cache
        def page(stop: int, start: int = start) -> str:
            first, last = begins and start == 0, ends and stop == count
            return draw(part(board, stages, range(start, stop), first=first, last=last))

        def is_full(stop: int, page: Callable[[int], str] = page) -> bool:
            return size_of(page(stop))[1] > height

        stop = count
        if is_full(count):
            # Each try is a drawing, and more lanes are higher ones.
            stop = max(start + 1, start + bisect_left(range(start + 1, count), True, key=is_full))
        yield page(stop)
        start = stop
