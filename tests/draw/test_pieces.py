"""Pieces take the room of what is in them: what says nothing takes none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import hypot

import pytest

from cjmap.draw.canvas import Box, Circle, Drawing, Group, Rect, Shape, Text
from cjmap.draw.icons import choose_icon
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import (
    CHECK,
    Piece,
    badge,
    bar,
    beside,
    boxed,
    dots,
    face,
    flow,
    gap_chip,
    icon,
    mark,
    paragraph,
    phrase,
    spread,
    stack,
    sunk,
    titled,
)
from cjmap.draw.theme import LIGHT


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


# -- faces ------------------------------------------------------------------------------------

Place = tuple[float, float]


def _outline(drawing: Drawing) -> list[Place]:
    """The places that a path of straight lines and quadratic curves passes, close together."""
    found: list[Place] = []
    numbers = r"(-?[\d.]+)[, ](-?[\d.]+)"
    for command, rest in re.findall(r"([MLQ])([^MLQZ]*)", drawing.d):
        ends = [(float(x) + drawing.x, float(y) + drawing.y) for x, y in re.findall(numbers, rest)]
        if command == "Q":
            (ax, ay), (bx, by), (cx, cy) = found[-1], *ends
            steps = [step / 24 for step in range(25)]
            found += [
                (
                    (1 - t) ** 2 * ax + 2 * t * (1 - t) * bx + t * t * cx,
                    (1 - t) ** 2 * ay + 2 * t * (1 - t) * by + t * t * cy,
                )
                for t in steps
            ]
        else:
            found += ends
    return found


def _is_inked(shape: Shape, x: float, y: float) -> bool:
    if isinstance(shape, Circle):
        return shape.fill == "ink" and hypot(x - shape.x, y - shape.y) < shape.radius
    assert isinstance(shape, Drawing)
    outline = _outline(shape)
    if shape.stroke is None:
        # A ray to the right crosses the outline of an area an odd number of times.
        return bool(
            sum(
                (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
                for (ax, ay), (bx, by) in pairwise([*outline, outline[0]])
            )
            % 2
        )
    return any(_distance(x, y, a, b) < shape.width / 2 for a, b in pairwise(outline))


def _distance(x: float, y: float, start: Place, end: Place) -> float:
    (ax, ay), (bx, by) = start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(
        0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length if length else 0)
    )
    return hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay))


def _printed(level: int) -> Iterator[float]:
    """How dark each pixel of a face is that is 16 px wide, from 0 to 1, without any colour."""
    features = face(8, 8, 7, level, "ring", "none", "ink")[1:]
    fine = [(step + 0.5) / 4 for step in range(4)]
    for row in range(16):
        for column in range(16):
            places = [(column + dx, row + dy) for dx in fine for dy in fine]
            yield sum(any(_is_inked(s, x, y) for s in features) for x, y in places) / 16


def test_the_five_faces_differ_at_the_size_of_a_letter_without_a_colour() -> None:
    printed = {level: list(_printed(level)) for level in range(-2, 3)}
    differences = {
        (one, other): sum(abs(a - b) for a, b in zip(printed[one], printed[other], strict=True))
        for one, other in combinations(printed, 2)
    }
    # In pixels turned from white to black. Of a face's own ink, 14 to 28 px, that is a good part.
    assert min(differences.values()) > 7, differences


def test_a_mouth_tells_the_mood() -> None:
    def bends(level: int) -> float:
        """How far the middle of the mouth lies below its ends, in radii."""
        mouth = face(0, 0, 100, level, "ring", "none", "ink")[-1]
        assert isinstance(mouth, Drawing)
        outline = _outline(mouth)
        return (outline[len(outline) // 2][1] - outline[0][1]) / 100

    found = [bends(level) for level in range(-2, 3)]
    assert found == sorted(found)
    assert found[2] == 0
    assert all(abs(bend) > 0.25 for bend in (*found[:2], *found[3:]))


def test_pieces_around_others_take_their_room_and_what_they_add() -> None:
    inner = tile(40, 10)
    below = sunk(inner, 7)
    assert (below.width, below.height, places(below)) == (40, 17, [(0, 7)])
    named = titled(below, "Said \x07")
    assert (named.width, named.height) == (40, 17)
    assert named.shapes == (Group("Said �", below.shapes),)
    pair = beside(inner, tile(20, 30), 6)
    assert (pair.width, pair.height, places(pair)) == (66, 30, [(0, 0), (46, 0)])
    box = boxed(inner, LIGHT.tag, pad=(9, 7))
    assert (box.width, box.height, places(box)) == (58, 24, [(0.5, 0.5), (9, 7)])
    assert isinstance(box.shapes[0], Rect)
    assert box.shapes[0].box == Box(0.5, 0.5, 57, 23)


def disc(left: float) -> str:
    """A dot from there, 5 px wide, its middle 3 px down."""
    return f"M{left},3a2.5,2.5 0 1 1 5,0a2.5,2.5 0 1 1 -5,0Z"


def test_pieces_of_signs_take_the_room_that_is_asked_for() -> None:
    tick = mark(CHECK, 14, "#111111")
    assert (tick.width, tick.height) == (14, 14)
    drawn, typed = (
        icon(choose_icon("store", ""), 20, "#111111"),
        icon(choose_icon("🏪", ""), 20, ""),
    )
    assert (drawn.width, drawn.height, typed.width, typed.height) == (20, 20, 22, 20)
    (sign,) = typed.shapes
    assert isinstance(sign, Text)
    assert (sign.x, sign.anchor, sign.lines) == (11, "middle", ("🏪",))
    assert sign.box.x >= 0
    row = dots(2, 3, "#111111", "#222222")
    assert (row.width, row.height) == (27, 6)
    drawn_dots = [shape for shape in row.shapes if isinstance(shape, Drawing)]
    assert [(one.fill, one.stroke, one.d) for one in drawn_dots] == [
        ("#111111", "#111111", f"{disc(0.5)}{disc(9.5)}"),
        ("#222222", "#111111", disc(18.5)),
    ]
    for filled, fill in ((3, "#111111"), (0, "#222222")):
        (alike,) = dots(filled, 3, "#111111", "#222222").shapes
        assert isinstance(alike, Drawing)
        assert alike.fill == fill


def test_a_badge_is_as_wide_as_its_words_until_they_wrap() -> None:
    words = safe_width("Quick win", 11)
    assert badge("Quick  win", LIGHT.tag, 200).width == pytest.approx(words + 14, abs=0.1)
    narrow = badge("Quick win", LIGHT.tag, words)
    assert narrow.width == pytest.approx(words, abs=0.1)
    (text,) = (shape for shape in narrow.shapes if isinstance(shape, Text))
    assert text.lines == ("Quick", "win")
    gap = gap_chip("No touchpoint", "CJ301", 150, LIGHT)
    assert gap.width == 150
    texts = [shape.lines for shape in gap.shapes if isinstance(shape, Text)]
    assert texts == [("No touchpoint ·", "CJ301")]
