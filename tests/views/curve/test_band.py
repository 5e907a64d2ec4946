"""The curve: which points stand where, what joins them, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from cjmap.board.board import Board, Quote
from cjmap.board.feelings import band_of
from cjmap.draw.canvas import Box, Circle, Drawing, Group, Rect, Shape, Text, texts_of
from cjmap.draw.curves import Coordinate, beziers, join_pieces
from cjmap.draw.theme import DARK, LIGHT
from cjmap.views.curve.band import Band, Dot, lay_out_band
from cjmap.views.curve.ends import tail_for
from cjmap.views.curve.frame import STEP, Frame, Slots
from cjmap.views.curve.signs import BRIDGE, LEAD_STROKE, STROKE
from cjmap.views.curve.spots import EXTREME, LEAD_RADIUS, OTHER_RADIUS, RING
from cjmap.views.map.columns import set_columns
from cjmap.views.map.sheet import lay_out
from cjmap.views.parts.pen import OFF, Pen
from tests.views.maps import MAPS, board_at, board_of, titles_of

maps = pytest.mark.parametrize(
    "file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml")
)
_EVERYTHING = next(file for file in MAPS if file.name == "everything.journey.yaml")


def band_of_map(board: Board, least: float = 0, slot: float | None = None) -> Band:
    """The band as the map has it, or in stages whose touchpoints are `slot` px wide."""
    slots = Slots(board)
    pen = Pen(LIGHT, board.language, len(board.personas) > 1, 12)
    tail = tail_for(board.curve.lines, pen, named=False)
    edges = [0.0]
    for column in set_columns(board, slots, tail):
        width = max(134, slots.needed_width(column.stage, slot)) if slot else column.width
        edges.append(edges[-1] + width)
    edges[-1] += tail if slot else 0
    return lay_out_band(Frame(slots, tuple(edges), least=least, tail=tail), pen, "x")


def map_of(*stages: dict[str, Any] | str, personas: tuple[str, ...] = ("A", "B")) -> Board:
    return board_of({"title": "T", "personas": list(personas), "stages": list(stages)})


def one_stage(*touchpoints: dict[str, Any] | str, personas: tuple[str, ...] = ("A",)) -> Board:
    return map_of({"name": "S", "touchpoints": list(touchpoints)}, personas=personas)


def dots_of(band: Band) -> Iterator[Dot]:
    return (dot for row in band.dots for dot in row)


def box_of(dot: Dot) -> Box:
    return Box(dot.spot.x, dot.y, 0, 0).grown(dot.spot.reach)


def said_in(band: Band) -> list[Text]:
    """What is said beside the curve, in its place."""
    shapes = [shape.moved(pin.x, 0) for pin in band.pins for shape in pin.shapes]
    return texts_of(shapes)


def quotes_in_order(board: Board) -> list[Quote]:
    """The quotes as they stand in a band: line by line, the most telling of each first."""
    return sorted(board.curve.quotes, key=lambda quote: quote.line)


def strokes_of(band: Band) -> list[Drawing]:
    return [stroke for trace in band.traces for stroke in trace.strokes]


def bare(text: str) -> str:
    """A text without what lines add to it and take from it: spaces, hyphens, and an end cut off."""
    return re.sub(r"[\s\-\u200b\u2010]|…$", "", text)


# -- points -------------------------------------------------------------------------------------


@maps
def test_each_score_stands_at_its_height_in_its_stage_and_order(file: Path) -> None:
    board = board_at(file)
    band = band_of_map(board)
    assert len(band.points) == len(board.curve.lines)
    for line, spots in zip(board.curve.lines, band.points, strict=True):
        for point, (x, y) in zip(line.points, spots, strict=True):
            assert y == pytest.approx(band.zero - point.score * STEP)
            assert band.frame.edges[point.stage] < x < band.frame.edges[point.stage + 1]
        assert all(later[0] > earlier[0] for earlier, later in pairwise(spots))


@maps
def test_scores_of_several_at_one_touchpoint_stand_at_one_x(file: Path) -> None:
    found: dict[tuple[int, int | None], set[float]] = {}
    for dot in dots_of(band_of_map(board_at(file))):
        found.setdefault((dot.point.stage, dot.point.number), set()).add(dot.spot.x)
    assert all(len(places) == 1 for places in found.values())


@maps
def test_each_face_stands_once_with_what_is_said_of_all_who_share_it(file: Path) -> None:
    board = board_at(file)
    band = band_of_map(board)
    shared: dict[Coordinate, list[str]] = {}
    for dot in dots_of(band):
        shared.setdefault((dot.spot.x, dot.y), []).append(dot.point.spoken)
    wanted = sorted("\n".join(members) for members in shared.values())
    ticks = {card.moment for card in board.touchpoints} | {p.mark.name for p in board.personas}
    titles = sorted(title for title in titles_of(band.shapes) if title not in ticks)
    assert [re.sub(r"\s", "", title) for title in titles] == [
        re.sub(r"\s", "", said) for said in sorted(wanted)
    ]


def test_a_face_that_several_share_has_a_part_of_its_ring_for_each() -> None:
    felt = {"name": "T", "emotions": {"a": 1, "b": 1, "c": -2}}
    band = band_of_map(one_stage(felt, personas=("A", "B", "C")))
    ((a,), (b,), (c,)) = band.dots
    assert (a.spot.x, a.y) == (b.spot.x, b.y)
    rings = [ring for dot in (a, b, c) for ring in dot.ring]
    assert [ring.stroke for ring in rings if isinstance(ring, Drawing)] == [
        LIGHT.persona(0).colour,
        LIGHT.persona(1).colour,
    ]
    assert a.spot.reach == a.spot.radius + RING


def test_lines_that_run_together_stay_apart_inside_of_the_face_that_they_share() -> None:
    names = tuple(f"P {n}" for n in range(12))
    board = one_stage({"name": "T", "emotion": 1}, {"name": "U", "emotion": -1}, personas=names)
    band = band_of_map(board)
    for n in (0, 1):
        knots = [row[n].spot.knot for row in band.dots]
        assert all(later - earlier > 1 for earlier, later in pairwise(knots))
        spot = band.dots[0][n].spot
        assert all(abs(knot - spot.y) < spot.radius for knot in knots)
    alone = band_of_map(one_stage({"name": "T", "emotion": 1}))
    assert alone.dots[0][0].spot.knot == alone.dots[0][0].spot.y


@maps
def test_a_face_has_the_colour_of_its_feeling_and_the_outline_of_its_persona(file: Path) -> None:
    board = board_at(file)
    single = len(board.curve.lines) == 1
    for dot in dots_of(band_of_map(board)):
        outline = dot.face[0]
        assert isinstance(outline, Circle | Drawing)
        feeling, tint = LIGHT.feeling(band_of(dot.point.level))
        # Off the usual way by its ring too: on white paper no face has a ground.
        assert outline.fill == (LIGHT.card if dot.point.off else tint)
        if len(dot.spot.sharers) == 1:
            ring = feeling if single else LIGHT.persona(dot.mark.style).colour
            assert (outline.stroke, outline.dash) == (ring, OFF if dot.point.off else "")


def test_twelve_personas_differ_in_colour_and_outline_or_dash() -> None:
    names = tuple(f"P {n}" for n in range(12))
    felt = {f"p-{n}": round(0.3 * n - 1.9, 1) for n in range(12)}
    board = one_stage(
        {"name": "T", "emotions": felt}, {"name": "U", "emotions": felt}, personas=names
    )
    band = band_of_map(board)
    looks = set()
    for trace, row in zip(band.traces, band.dots, strict=True):
        outline, stroke = row[0].face[0], trace.strokes[0]
        assert isinstance(outline, Circle | Drawing)
        # The first corner, seen from the middle, and how many there are.
        corners = ""
        if isinstance(outline, Drawing):
            x, y = map(float, outline.d[1:].split("L")[0].split(","))
            corners = f"{outline.d.count('L')} {x:.1f} {y - row[0].y:.1f}"
        assert outline.stroke == stroke.stroke
        looks.add((stroke.stroke, stroke.dash, corners))
    assert len(looks) == 12
    assert len({(colour, corners) for colour, _, corners in looks}) == 12


def test_the_extremes_of_each_line_are_larger() -> None:
    felt = [{"name": f"T{n}", "emotions": {"a": n, "b": -n / 2}} for n in (0, 1, 2)]
    rows = band_of_map(one_stage(*felt, personas=("A", "B"))).dots
    assert [dot.spot.radius for dot in rows[0]] == [
        # Both feel the same at first, and there is the lowest of the one and the highest of the other.
        LEAD_RADIUS * EXTREME,
        LEAD_RADIUS,
        LEAD_RADIUS * EXTREME,
    ]
    assert [dot.spot.radius for dot in rows[1]][1:] == [OTHER_RADIUS, OTHER_RADIUS * EXTREME]


def test_faces_are_smaller_where_their_touchpoints_stand_close() -> None:
    board = one_stage(*({"name": f"T{n}", "emotion": n % 3 - 1} for n in range(40)))
    for slot in (34, 12, 5):
        band = band_of_map(board, slot=slot)
        boxes = [Box(d.spot.x, d.y, 0, 0).grown(d.spot.radius) for d in dots_of(band)]
        assert all(box.width < max(1.2 * slot, 8) for box in boxes)


def test_what_a_stage_says_itself_hides_no_touchpoint() -> None:
    board = map_of(
        {"name": "S", "emotion": 1, "touchpoints": [{"name": "T", "emotions": {"a": 1}}]}
    )
    band = band_of_map(board)
    ((a,), (b,)) = band.dots
    assert b.spot.x < a.spot.x - a.spot.reach - b.spot.reach
    alone = map_of({"name": "S", "emotion": 1, "touchpoints": ["T", "U"]}, personas=("A",))
    drawn = band_of_map(alone)
    assert drawn.points[0][0][0] == pytest.approx(drawn.width / 2)


# -- lines --------------------------------------------------------------------------------------


@maps
def test_lines_join_what_the_board_joins_dotted_where_nothing_is_scored_between(file: Path) -> None:
    board = board_at(file)
    band = band_of_map(board)
    alone = len(board.curve.lines) == 1
    for number, (line, trace) in enumerate(zip(board.curve.lines, band.traces, strict=True)):
        style = LIGHT.persona(line.mark.style)
        colour, usual = ("url(#x-mood)", "") if alone else (style.colour, style.dash)
        plain: set[str] = set()
        dotted: set[str] = set()
        for run in line.runs:
            knots = [(band.dots[number][n].spot.x, band.dots[number][n].spot.knot) for n in run]
            for piece, n in zip(beziers(knots), run[1:], strict=True):
                (dotted if n in line.bridged else plain).add(join_pieces([piece])[1:].split("C")[1])
        drawn = [stroke for stroke in trace.strokes if stroke.stroke == colour and stroke.width > 2]
        for stroke in drawn:
            pieces = set(stroke.d[1:].split("C")[1:])
            if stroke.dash == BRIDGE:
                assert pieces <= dotted
                dotted -= pieces
            else:
                assert (stroke.dash, stroke.width) == (usual, STROKE if number else LEAD_STROKE)
                assert pieces <= plain
                plain -= pieces
        assert not plain | dotted


def test_a_line_across_touchpoints_without_a_score_is_dotted_there_alone() -> None:
    scores = (1, 2, None, None, -1, 0)
    told = [
        {"name": f"T{n}"} | ({"emotion": s} if s is not None else {}) for n, s in enumerate(scores)
    ]
    board = one_stage(*told)
    (line,) = board.curve.lines
    assert (line.runs, line.bridged) == (((0, 1, 2, 3),), (2,))
    assert [stroke.dash for stroke in strokes_of(band_of_map(board))] == ["", BRIDGE, ""]


@pytest.mark.parametrize(
    ("stage", "bridged"),
    [
        ({"name": "M", "emotion": 1, "touchpoints": ["U", "V"]}, ()),
        ({"name": "M", "touchpoints": [{"name": "U", "emotion": "none"}]}, (1,)),
        ({"name": "M", "touchpoints": [{"name": "U", "emotion": {"label": "odd"}}]}, (1,)),
        ({"name": "M", "touchpoints": [{"name": "U", "personas": ["b"]}]}, ()),
    ],
)
def test_a_stages_own_score_is_that_of_its_touchpoints_and_others_count_for_nothing(
    stage: dict[str, Any], bridged: tuple[int, ...]
) -> None:
    felt = {"name": "T", "emotions": {"a": 1}}
    ends = [{"name": name, "touchpoints": [felt | {"personas": ["a"]}]} for name in ("S", "E")]
    board = map_of(ends[0], stage, ends[1])
    assert board.curve.lines[0].bridged == bridged


def test_what_is_off_the_way_is_a_stub_beside_it() -> None:
    aside = {"to": "Leaves", "type": "exception", "when": "no time"}
    board = one_stage(
        {"name": "Shop", "emotion": 1, "next": ["Pay", aside]},
        {"name": "Leaves", "emotion": -2, "exit": "abandon"},
        {"name": "Pay", "emotion": 2, "next": ["Home", {"to": "Queue", "type": "alternative"}]},
        {"name": "Home", "emotion": 0, "exit": "success"},
        {"name": "Queue", "emotion": -1, "exit": "abandon"},
    )
    (line,) = board.curve.lines
    assert line.runs == ((0, 2, 3),)
    assert [(stub.source, stub.point) for stub in line.stubs] == [(0, 1), (2, 4)]
    band = band_of_map(board)
    (way, *stubs) = band.traces[0].strokes
    leaves, queue = band.dots[0][1], band.dots[0][4]
    assert [stub.dash for stub in stubs] == [OFF, OFF]
    for stub, dot in zip(stubs, (leaves, queue), strict=True):
        assert stub.d.endswith(f"{dot.spot.x:g},{dot.spot.y:g}")
        assert f"{dot.spot.x:g},{dot.spot.y:g}" not in way.d


def test_a_stub_from_where_nobody_is_scored_is_a_short_stroke() -> None:
    aside = {"to": "Leaves", "type": "exception"}
    board = one_stage(
        {"name": "Shop", "next": ["Pay", aside]},
        {"name": "Leaves", "emotion": -2, "exit": "abandon"},
        {"name": "Pay", "emotion": 2},
    )
    (line,) = board.curve.lines
    assert [(stub.source, stub.point) for stub in line.stubs] == [(None, 0)]
    band = band_of_map(board)
    leaves = band.dots[0][0].spot
    (pin,) = [p for p in band.pins if any(getattr(s, "dash", "") == OFF for s in p.shapes)]
    assert pin.x == leaves.x


def test_the_curve_is_broken_where_a_stage_says_nothing() -> None:
    felt = {"name": "T", "emotion": 1}
    ends = [{"name": name, "touchpoints": [felt, felt]} for name in ("S", "E")]
    broken = map_of(ends[0], "M", ends[1], personas=("A",))
    assert len(strokes_of(band_of_map(broken))) == 2
    told = map_of(ends[0], {"name": "M", "emotion": 0.5}, ends[1], personas=("A",))
    assert len(strokes_of(band_of_map(told))) == 1


# -- words --------------------------------------------------------------------------------------


@maps
def test_every_quote_stands_beside_its_point_and_holes_say_what_is_missing(file: Path) -> None:
    board = board_at(file)
    band = band_of_map(board)
    quotes = [text for text in said_in(band) if text.italic]
    assert len(quotes) == len(board.curve.quotes)
    said = [bare(quote.text) for quote in quotes_in_order(board)]
    for text, whole in zip(quotes, said, strict=True):
        assert whole.startswith(bare("".join(text.lines)))
        # The line of neutral strikes no word out.
        assert not text.box.y < band.zero < text.box.bottom
        assert Box(0, 0, band.width, band.height).contains(text.box)
    assert len(band.covers) == len(board.curve.holes)
    for hole, cover in zip(board.curve.holes, band.covers, strict=True):
        words = "".join(line for text in texts_of(cover.words) for line in text.lines)
        assert bare(words) == bare(hole.gap.text + hole.gap.code)


@maps
@pytest.mark.parametrize("slot", [None, 24])
def test_nothing_that_is_said_covers_anything(file: Path, slot: float | None) -> None:
    band = band_of_map(board_at(file), slot=slot)
    texts = [text.box.grown(-0.5) for text in said_in(band)]
    faces = [box_of(dot).grown(-0.5) for dot in dots_of(band)]
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)
    for text in texts:
        assert not any(text.overlaps(face) for face in faces)
    whole = Box(0, 0, band.width, band.height)
    for text in texts:
        assert whole.contains(text)


def test_a_quote_that_finds_no_room_stands_beyond_all_else() -> None:
    felt = [
        {
            "name": f"T{n}",
            "emotion": {"score": 2 if n % 2 else -2, "quote": f"Said at {n} " + "x " * 90},
        }
        for n in range(6)
    ]
    board = one_stage(*felt)
    band = band_of_map(board, slot=60)
    assert len([text for text in said_in(band) if text.italic]) == 6
    assert band.height > band_of_map(one_stage(*({"name": "T", "emotion": 1},) * 6)).height + 100


def test_what_two_say_at_one_place_is_tied_to_it_past_each_other() -> None:
    felt = {
        "A": {"score": -2, "quote": "Chosen already, and then the page let nobody pay"},
        "B": {"score": -1.7, "quote": "It must have been me who broke it, surely"},
    }
    plain = [{"name": f"T{n}", "emotion": 1} for n in range(4)]
    band = band_of_map(
        one_stage(*plain, {"name": "T", "emotions": felt}, *plain, personas=("A", "B"))
    )
    quotes = [text.box for text in said_in(band) if text.italic]
    assert len(quotes) == 2
    for leader in (leader for trace in band.traces for _, leader in trace.leaders):
        ends = [float(each) for each in re.findall(r"-?[\d.]+", leader.d)]
        start, end = (
            (ends[0] + leader.x, ends[1] + leader.y),
            (ends[2] + leader.x, ends[3] + leader.y),
        )
        on_it = [
            (start[0] + (end[0] - start[0]) * n / 50, start[1] + (end[1] - start[1]) * n / 50)
            for n in range(51)
        ]
        for box in quotes:
            assert not any(box.x < x < box.right and box.y < y < box.bottom for x, y in on_it)


def test_words_keep_off_what_leads_beside_the_way() -> None:
    left = {"to": "d", "when": "no", "type": "exception"}
    band = band_of_map(
        one_stage(
            {"name": "A", "emotion": 2},
            {"name": "B", "emotion": {"score": -2, "label": "cross"}, "next": ["c", left]},
            {"name": "C", "emotion": {"score": -2, "label": "weary"}, "exit": "success"},
            {"name": "D", "emotion": 2, "exit": "abandon"},
        )
    )
    (stub,) = (stroke for stroke in strokes_of(band) if stroke.dash == OFF)
    x1, y1, *_, x2, y2 = (float(each) for each in re.findall(r"-?[\d.]+", stub.d))
    on_it = [(x1 + (x2 - x1) * n / 99, y1 + (y2 - y1) * n / 99 + stub.y) for n in range(100)]
    for text in said_in(band):
        box = text.box
        assert not any(box.x < x < box.right and box.y < y < box.bottom for x, y in on_it)


def test_words_for_a_feeling_stand_at_its_face() -> None:
    glad, plain = {"score": 1, "label": "glad"}, {"name": "U", "emotion": 1}
    band = band_of_map(one_stage({"name": "T", "emotion": glad}, plain))
    words = [text for text in said_in(band) if not text.lines[0].isdigit()]
    assert [text.lines for text in words] == [("glad",)]
    dot = band.dots[0][0]
    assert words[0].x == pytest.approx(dot.spot.x)
    assert 0 < (dot.y - dot.spot.reach) - words[0].box.bottom < 4


def test_what_several_feel_in_one_word_is_said_once() -> None:
    told = {"a": {"score": 1, "label": "glad"}, "b": {"score": 1, "label": "glad"}}
    band = band_of_map(one_stage({"name": "T", "emotions": told}, personas=("A", "B")))
    assert [text.lines for text in said_in(band) if text.lines[0].islower()] == [("glad",)]


def test_quotes_of_several_bear_the_sign_of_their_persona() -> None:
    board = board_at(_EVERYTHING)
    band = band_of_map(board)
    quoted = [pin for pin in band.pins if any(text.italic for text in texts_of(pin.shapes))]
    assert [titles_of(pin.shapes) for pin in quoted] == [
        [board.curve.lines[quote.line].mark.name] for quote in quotes_in_order(board)
    ]
    one = replace(
        board,
        curve=replace(board.curve, lines=board.curve.lines[:1], quotes=board.curve.quotes[:1]),
    )
    assert not [
        s for s in band_of_map(one).shapes if isinstance(s, Group) and s.title == "Persona 1"
    ]


# -- ends and numbers ---------------------------------------------------------------------------


@maps
def test_each_line_that_ends_at_the_right_says_whose_it_is(file: Path) -> None:
    board = board_at(file)
    band = band_of_map(board)
    lines = board.curve.lines
    titles = [title for pin in band.pins for title in titles_of(pin.shapes)]
    if len(lines) < 2:
        assert not any(persona.mark.name in titles for persona in board.personas)
        return
    right = max(dot.spot.x for dot in dots_of(band))
    for line, row in zip(lines, band.dots, strict=True):
        last = row[line.runs[-1][-1]] if line.runs else row[-1]
        if last.spot.x == right:
            assert line.mark.name in titles


@pytest.mark.parametrize("score", [-2, -1, 0, 1, 2])
def test_a_line_that_ends_beside_anothers_face_has_its_sign_near(score: int) -> None:
    """B goes as far as the second touchpoint; A's face stands right behind that, as high."""
    told = [{"a": 0, "b": 0}, {"a": -score, "b": score}, {"a": score}, {"a": 1}]
    band = band_of_map(
        one_stage(*({"name": "T", "emotions": each} for each in told), personas=("A", "B")), slot=32
    )
    # Both lines and both of their ends have the sign's title.
    signs = [
        text
        for pin in band.pins
        if "B" in titles_of(pin.shapes)
        for text in texts_of([shape.moved(pin.x, 0) for shape in pin.shapes])
        if text.lines == ("B",)
    ]
    assert len(signs) == 1
    for dot in dots_of(band):
        assert not signs[0].box.overlaps(box_of(dot)), dot
    assert Box(0, 0, band.width, band.height).contains(signs[0].box)


def test_forty_personas_have_their_signs_one_below_the_other() -> None:
    names = tuple(f"P {n}" for n in range(40))
    board = one_stage({"name": "T", "emotion": 1}, personas=names)
    band = band_of_map(board)
    signs = [
        text.box
        for pin in band.pins
        if set(titles_of(pin.shapes)) & set(names)
        for text in texts_of([shape.moved(pin.x, 0) for shape in pin.shapes])
    ]
    assert len(signs) == 40
    assert all(later.y > earlier.y for earlier, later in pairwise(signs))
    assert all(Box(0, 0, band.width, band.height).contains(box) for box in signs)


@maps
def test_every_touchpoint_has_its_number_below_the_curve(file: Path) -> None:
    board = board_at(file)
    ticks = [text for text in said_in(band_of_map(board)) if text.lines[0].isdigit()]
    found = sorted(int(tick.lines[0]) for tick in ticks)
    assert found == [card.number for card in board.touchpoints]


def test_numbers_that_would_run_together_are_thinned_out() -> None:
    told = [{"name": f"T{n}", "moment_of_truth": n == 21} for n in range(40)]
    board = one_stage(*told)
    band = band_of_map(board, slot=6)
    ticks = [text for text in said_in(band) if text.lines[0].isdigit()]
    assert 8 < len(ticks) < 24
    assert {"1", "22"} <= {tick.lines[0] for tick in ticks}
    for one, other in combinations(ticks, 2):
        assert not one.box.overlaps(other.box)
    assert titles_of(band.shapes).count("Moment of truth") == 1
    # Where there is no room for a number, a nick shows the place.
    assert len(band.pins) == 40


# -- the whole ----------------------------------------------------------------------------------


def test_a_band_that_is_higher_keeps_its_curve_in_the_middle() -> None:
    board = board_at(_EVERYTHING)
    usual, high = band_of_map(board), band_of_map(board, 1000)
    assert high.height == pytest.approx(1000)
    assert high.zero - usual.zero == pytest.approx((1000 - usual.height) / 2)


def test_the_scale_and_the_legend_stand_at_the_left() -> None:
    board = board_at(_EVERYTHING)
    made = lay_out(board, DARK)
    assert made.band is not None
    (cell,) = (c for c in made.cells if c.lane == "emotion" and c.stage is None and c.box.x < 100)
    words = " ".join(" ".join(text.lines) for text in cell.texts)
    for persona in board.personas:
        assert persona.mark.name in words
    for line in board.curve.lines:
        assert line.mean in words
        style = DARK.persona(line.mark.style)
        assert any(
            isinstance(s, Drawing) and (s.stroke, s.dash) == (style.colour, style.dash)
            for s in cell.shapes
        )
    # Who is not scored is told of, too.
    assert "no score" in words


def test_the_curve_as_the_last_lane_ends_at_the_frame() -> None:
    data = {"title": "T", "personas": ["A"], "stages": [{"name": "S", "emotion": 1}]}
    made = lay_out(board_of(data, lanes=("touchpoints", "emotion")), LIGHT)
    (band,) = (
        c.box for c in made.cells if c.lane == "emotion" and c.stage is None and c.box.x > 100
    )
    frame = max(
        (s.box for s in made.picture.shapes if isinstance(s, Rect) and s.radius == 12),
        key=lambda box: box.height,
    )
    assert band.bottom == pytest.approx(frame.bottom)


def shapes_in(shapes: Iterable[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape
        if isinstance(shape, Group):
            yield from shapes_in(shape.shapes)


def test_a_map_of_two_thousand_touchpoints_costs_twice_one_of_a_thousand() -> None:
    """Counted in what is asked for room, and not in seconds; up to a thousand they stand ever closer."""
    from cjmap.views.curve import words

    asked: list[object] = []
    counts = {}
    original = words.Room.holds

    def count(self: words.Room, box: Box) -> bool:
        asked.extend(n for b in words._bins(box.x, box.right) for n in self._boxes.get(b, ()))
        return original(self, box)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words.Room, "holds", count)
        for size in (1000, 2000):
            asked.clear()
            told = [
                {"name": f"T{n}", "emotion": {"score": (-1) ** n, "label": "so"}}
                for n in range(size)
            ]
            band_of_map(one_stage(*told))
            counts[size] = len(asked)
    assert counts[2000] < 2.4 * counts[1000]
