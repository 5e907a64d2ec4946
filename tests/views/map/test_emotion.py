"""The curve on the map: which points stand where, what joins them, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cjmap.board.board import Board
from cjmap.board.feelings import band_of
from cjmap.draw.canvas import Circle, Drawing, Group, Rect, Shape, Text
from cjmap.draw.curves import path_data
from cjmap.draw.theme import DARK, LIGHT
from cjmap.views.map.columns import (
    EXTREME_RADIUS,
    LEAD_RADIUS,
    OTHER_RADIUS,
    STEP,
    Slots,
    set_columns,
)
from cjmap.views.map.emotion import Mood, lay_out_mood
from cjmap.views.map.sheet import lay_out
from cjmap.views.parts.pen import OFF, Pen
from tests.views.maps import MAPS, board_at, board_of, titles_of

maps = pytest.mark.parametrize(
    "file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml")
)


def mood_of(board: Board, least: float = 0) -> Mood:
    slots = Slots(board)
    pen = Pen(LIGHT, board.language, len(board.personas) > 1, 12)
    return lay_out_mood(board, slots, set_columns(board, slots), pen, "x", least)


def faces(shapes: Iterable[Shape]) -> list[tuple[str, Circle]]:
    """What is said of each face, and its circle."""
    return [
        (shape.title, circle)
        for shape in shapes
        if isinstance(shape, Group)
        for circle in shape.shapes[:1]
        if isinstance(circle, Circle)
    ]


def strokes(mood: Mood) -> list[Drawing]:
    return [s for s in mood.shapes if isinstance(s, Drawing) and s.width in (3.5, 2.2)]


def map_of(*stages: dict[str, Any] | str, personas: tuple[str, ...] = ("A", "B")) -> Board:
    return board_of({"title": "T", "personas": list(personas), "stages": list(stages)})


@maps
def test_each_score_stands_at_its_height_in_its_stage_and_order(file: Path) -> None:
    board = board_at(file)
    columns = set_columns(board, Slots(board))
    mood = mood_of(board)
    assert len(mood.points) == len(board.curve.lines)
    for line, spots in zip(board.curve.lines, mood.points, strict=True):
        for point, (x, y) in zip(line.points, spots, strict=True):
            assert y == pytest.approx(mood.zero - point.score * STEP)
            column = columns[point.stage]
            assert column.x < x < column.right
        assert all(later[0] > earlier[0] for earlier, later in pairwise(spots))


@maps
def test_each_face_says_who_felt_what_and_has_the_colour_of_it(file: Path) -> None:
    board = board_at(file)
    single = len(board.curve.lines) == 1
    found = faces(mood_of(board).shapes)
    wanted = []
    for number, line in reversed(list(enumerate(board.curve.lines))):
        for point in line.points:
            feeling, tint = LIGHT.feeling(band_of(point.level))
            ring = feeling if single else LIGHT.persona(line.mark.style).colour
            large = EXTREME_RADIUS if point.extreme else LEAD_RADIUS
            radius = OTHER_RADIUS if number else large
            # Off the usual way by its ring too: on white paper no face has a ground.
            tint, dash = (LIGHT.card, OFF) if point.off else (tint, "")
            wanted.append((point.spoken, tint, ring, radius, dash))
    assert [(said, c.fill, c.stroke, c.radius, c.dash) for said, c in found] == wanted


@maps
def test_lines_join_what_the_board_joins(file: Path) -> None:
    board = board_at(file)
    mood = mood_of(board)
    wanted = []
    for line, spots in reversed(list(zip(board.curve.lines, mood.points, strict=True))):
        runs = [[spots[number] for number in run] for run in line.runs]
        style = LIGHT.persona(line.mark.style)
        alone = len(board.curve.lines) == 1
        wanted += [
            (path_data(run), "url(#x-mood)" if alone else style.colour, "" if alone else style.dash)
            for run in runs
        ]
    assert [(stroke.d, stroke.stroke, stroke.dash) for stroke in strokes(mood)] == wanted


@maps
def test_holes_say_what_is_missing_and_quotes_stand_beside_their_points(file: Path) -> None:
    board = board_at(file)
    mood = mood_of(board)
    texts = [" ".join(s.lines).replace("\u200b", "") for s in mood.shapes if isinstance(s, Text)]
    for hole in board.curve.holes:
        assert re.sub(r"\s", "", hole.gap.text) in re.sub(r"\s", "", "".join(texts))
        assert hole.gap.code in texts or not hole.gap.code
    boxes = [s for s in mood.shapes if isinstance(s, Rect) and s.fill == LIGHT.gap.fill]
    assert len(boxes) == len(board.curve.holes)
    quotes = [s for s in mood.shapes if isinstance(s, Text) and s.italic]
    said = {quote.text for quote in board.curve.quotes}
    assert len(quotes) <= len(said)
    for text in quotes:
        assert any(re.sub(r"\s", "", "".join(text.lines)) == re.sub(r"\s", "", q) for q in said)
        # The line of neutral strikes no word out.
        assert not text.box.y < mood.zero < text.box.bottom


@maps
def test_every_touchpoint_has_its_number_below_the_curve(file: Path) -> None:
    board = board_at(file)
    mood = mood_of(board)
    ticks = [s.lines[0] for s in mood.shapes if isinstance(s, Text) and s.lines[0].isdigit()]
    assert ticks == [str(card.number) for card in board.touchpoints]
    stars = [s.title for s in mood.shapes if isinstance(s, Group) and not faces([s])]
    names = {line.mark.name for line in board.curve.lines}
    assert [title for title in stars if title not in names] == [
        card.moment for card in board.touchpoints if card.moment
    ]


def test_the_curve_is_broken_where_a_stage_says_nothing() -> None:
    felt = {"name": "T", "emotion": 1}
    ends = ({"name": "S", "touchpoints": [felt]}, {"name": "E", "touchpoints": [felt]})
    broken = map_of(ends[0], "M", ends[1], personas=("A",))
    assert len(strokes(mood_of(broken))) == 2
    told = map_of(ends[0], {"name": "M", "emotion": 0.5}, ends[1], personas=("A",))
    assert len(strokes(mood_of(told))) == 1
    none = {"name": "M", "touchpoints": [{"name": "T", "emotion": "none"}]}
    assert len(strokes(mood_of(map_of(ends[0], none, ends[1], personas=("A",))))) == 1


def test_scores_at_one_place_stand_side_by_side_in_the_order_of_the_personas() -> None:
    touchpoint = {"name": "T", "emotions": {"a": 1, "b": 1, "c": -2}}
    after = {"name": "S2", "touchpoints": [{"name": "U", "emotions": {"a": 0}}]}
    stage = {"name": "S", "touchpoints": [touchpoint]}
    board = map_of(stage, after, personas=("A", "B", "C"))
    (((a, _), _), ((b, _),), ((c, _),)) = mood_of(board).points
    assert b - a == pytest.approx(EXTREME_RADIUS + OTHER_RADIUS)
    column = set_columns(board, Slots(board))[0]
    assert c == pytest.approx(column.width / 2)


def test_what_a_stage_says_itself_hides_no_touchpoint() -> None:
    board = map_of(
        {"name": "S", "emotion": 1, "touchpoints": [{"name": "T", "emotions": {"a": 1}}]}
    )
    (((a, _),), ((b, _),)) = mood_of(board).points
    assert b < a - EXTREME_RADIUS - OTHER_RADIUS
    alone = map_of({"name": "S", "emotion": 1, "touchpoints": ["T", "U"]}, personas=("A",))
    ((x, _),) = mood_of(alone).points[0]
    assert x == pytest.approx(set_columns(alone, Slots(alone))[0].width / 2)


def test_a_crowd_of_faces_makes_its_stage_wider() -> None:
    names = tuple(f"P {n}" for n in range(40))
    felt = {f"p-{n}": 1 for n in range(40)}
    board = map_of(
        {"name": "S", "touchpoints": [{"name": "T", "emotions": felt}]}, "M", personas=names
    )
    first, other = set_columns(board, Slots(board))
    assert first.width > 40 * 2 * OTHER_RADIUS > other.width


def test_a_band_that_is_higher_keeps_its_curve_in_the_middle() -> None:
    board = board_at(next(file for file in MAPS if file.name == "everything.journey.yaml"))
    usual, high = mood_of(board), mood_of(board, 1000)
    assert high.height == pytest.approx(1000)
    assert high.zero - usual.zero == pytest.approx((1000 - usual.height) / 2)


def test_quotes_of_several_bear_the_sign_of_their_persona() -> None:
    board = board_at(next(file for file in MAPS if file.name == "everything.journey.yaml"))
    groups = [s for s in mood_of(board).shapes if isinstance(s, Group) and not faces([s])]
    assert [g.title for g in groups if g.title.startswith("Persona")] == [
        board.curve.lines[quote.line].mark.name for quote in board.curve.quotes
    ]
    one = replace(
        board,
        curve=replace(board.curve, lines=board.curve.lines[:1], quotes=board.curve.quotes[:1]),
    )
    assert not [s for s in mood_of(one).shapes if isinstance(s, Group) and s.title == "Persona 1"]


def test_the_scale_and_the_legend_stand_at_the_left() -> None:
    board = board_at(next(file for file in MAPS if file.name == "everything.journey.yaml"))
    made = lay_out(board, DARK)
    assert made.mood is not None
    figures = {text.lines[0]: text for text in made.picture.texts if text.anchor == "end"}
    for score, figure in board.curve.scale:
        middle = figures[figure].box.y + figures[figure].box.height / 2
        assert middle == pytest.approx(made.mood.zero - score * STEP, abs=1)
    (label,) = (
        c
        for c in made.cells
        if c.lane == "emotion"
        and c.stage is None
        and titles_of(c.shapes) == [line.mark.name for line in board.curve.lines]
    )
    words = " ".join(" ".join(text.lines) for text in label.texts)
    for line in board.curve.lines:
        assert line.mark.name in words
        assert line.mean in words
        style = DARK.persona(line.mark.style)
        assert any(
            isinstance(s, Drawing) and (s.stroke, s.dash) == (style.colour, style.dash)
            for s in label.shapes
        )


def test_a_single_line_needs_no_legend() -> None:
    board = map_of({"name": "S", "emotion": 1}, personas=("Ann",))
    made = lay_out(board, LIGHT)
    labels = [c for c in made.cells if c.lane == "emotion" and c.stage is None]
    assert "Ann" not in " ".join(line for t in labels[0].texts for line in t.lines)
