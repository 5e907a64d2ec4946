"""A part of a board: some stages and lanes, as a board of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.board.board import Board, Line, Touchpoint
from cjmap.board.part import part
from tests.views.maps import MAPS, board_at

BOARDS = {
    file.name.partition(".")[0]: board_at(file)
    for file in MAPS
    if file.name.startswith(("twelve-stages", "whole-journey", "sabor-gourmet.", "tangle"))
}
Place = tuple[str | int, ...]
names = pytest.mark.parametrize("name", BOARDS)


def whole(board: Board) -> Board:
    stages, lanes = range(len(board.stages)), range(len(board.lanes))
    return part(board, stages, lanes, first=True, last=True)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.partition(".")[0])
def test_all_of_it_is_the_board(file: Path) -> None:
    board = board_at(file)
    assert whole(board) == board


def beside(line: Line) -> Iterator[tuple[Place, bool]]:
    """The points off the usual way, and those before which nobody knows how it felt."""
    for stub in line.stubs:
        yield line.points[stub.point].path, False
    for number in line.bridged:
        yield line.points[number].path, True


def joined(line: Line) -> Iterator[tuple[Place, Place]]:
    """From where which point off the usual way is reached."""
    for stub in line.stubs:
        if stub.source is not None:
            yield line.points[stub.source].path, line.points[stub.point].path


def same_part(pair: tuple[Place, Place], parts: list[Board]) -> bool:
    found = [{point.path for line in one.curve.lines for point in line.points} for one in parts]
    return any(set(pair) <= paths for paths in found)


@names
@given(data=st.data())
def test_parts_hold_everything_once_and_in_its_stage(name: str, data: st.DataObject) -> None:
    board = BOARDS[name]
    told: dict[str, list[object]] = {}
    for quote in board.curve.quotes:
        path = board.curve.lines[quote.line].points[quote.point].path
        told.setdefault(quote.text, []).append(path)
    count = len(board.stages)
    cuts = data.draw(st.sets(st.integers(1, max(1, count - 1)), max_size=3))
    bounds = [0, *sorted(cut for cut in cuts if cut < count), count]
    lanes = range(len(board.lanes))
    parts = [
        part(board, range(start, end), lanes, first=start == 0, last=end == count)
        for start, end in pairwise(bounds)
    ]
    assert [stage for one in parts for stage in one.stages] == [*board.stages]
    assert [card.number for one in parts for card in one.touchpoints] == [
        card.number for card in board.touchpoints
    ]
    for start, one in zip(bounds, parts, strict=False):
        for card in one.touchpoints:
            assert one.stages[card.stage] == board.stages[board.touchpoints[card.number - 1].stage]
        for lane, old in zip(one.lanes, board.lanes, strict=True):
            assert len(lane.cells) == (len(one.stages) if old.cells else 0)
            for number, cell in enumerate(lane.cells):
                assert cell.gap == old.cells[start + number].gap
                assert all(
                    item.stage == number for item in cell.items if isinstance(item, Touchpoint)
                )
        for line in one.curve.lines:
            for run in line.runs:
                assert all(0 <= number < len(line.points) for number in run)
            assert all(0 <= point.stage < len(one.stages) for point in line.points)
        for quote in one.curve.quotes:
            assert one.curve.lines[quote.line].points[quote.point].path in told[quote.text]
        for band in one.bands:
            assert 0 <= band.first <= band.last < len(one.stages)
    for number, line in enumerate(board.curve.lines):
        found = [point.path for one in parts for point in one.curve.lines[number].points]
        assert found == [point.path for point in line.points]
        told_beside = {path for one in parts for path in beside(one.curve.lines[number])}
        assert told_beside == {*beside(line)}
        joins = [path for one in parts for path in joined(one.curve.lines[number])]
        kept = [pair for pair in joined(line) if same_part(pair, parts)]
        assert joins == kept
    assert sum(len(one.curve.quotes) for one in parts) == len(board.curve.quotes)
    assert sum(len(one.evidence) for one in parts) == len(board.evidence)
