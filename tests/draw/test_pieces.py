"""Pieces take the room of what is in them: what says nothing takes none."""

from __future__ import annotations

import pytest

from cjmap.draw.canvas import Box, Rect, Text
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import Piece, bar, flow, paragraph, phrase, spread, stack


def tile(width: float, height: float) -> Piece:
    return Piece(width, height, (Rect(Box(0, 0, width, height)),))


def places(piece: Piece) -> list[tuple[float, float]]:
    return [(shape.box.x, shape.box.y) for shape in piece.shapes if isinstance(shape, Rect)]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_paragraph_that_says_nothing_has_no_height(text: str) -> None:
    assert paragraph(text, 100, 12, "#000000") == Piece(100, 0)
    assert stack([tile(10, 5), paragraph(text, 100, 12, "#000000"), tile(10, 5)], 3).height == 13


def test_a_paragraph_is_as_tall_as_its_lines() -> None:
    made = paragraph("one\ntwo\nthree", 100, 10, "#000000", leading=1.5, anchor="end")
    (text,) = made.shapes
    assert isinstance(text, Text)
    assert (made.width, made.height, text.x, text.lines) == (100, 45, 100, ("one", "two", "three"))
    assert text.cell == Box(0, 0, 100, 45)


def test_a_phrase_is_no_wider_than_its_words() -> None:
    assert phrase("two  words", 500, 12, "#000000").width == safe_width("two words", 12) + 1
    assert phrase("two words", 40, 12, "#000000").width == 40


def test_pieces_flow_into_lines_and_columns() -> None:
    tiles = [tile(40, 10), tile(40, 20), tile(40, 10)]
    lines = flow(tiles, 90, 10, leading=5)
    assert (places(lines), lines.height) == ([(0, 0), (50, 0), (0, 25)], 35)
    columns = spread(tiles, 2, 90, 10)
    assert (places(columns), columns.height) == ([(0, 0), (0, 20), (50, 0)], 40)
    assert places(spread(tiles, 1, 90, 10)) == [(0, 0), (0, 20), (0, 50)]


@pytest.mark.parametrize(
    ("share", "filled"), [(0, None), (0.001, 6), (0.5, 50), (1, 100), (1.5, 100)]
)
def test_a_bar_shows_all_that_is_not_nothing_and_no_more_than_all(
    share: float, filled: float | None
) -> None:
    widths = [shape.box.width for shape in bar(100, share, "#111111", "#eeeeee").shapes
              if isinstance(shape, Rect)]  # fmt: skip
    assert widths == ([100] if filled is None else [100, filled])
