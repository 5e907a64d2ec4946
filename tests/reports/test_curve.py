"""The curve of the page: where points stand, what its lines join, and which quotes find room."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cjmap.draw.curves import decimal
from cjmap.draw.metrics import safe_width, wrap
from cjmap.reports.captions import Said, place_captions
from cjmap.reports.curve import HEIGHT, CurveView, draw_curve, height_of
from tests.reports.maps import reading_of, scored, tree_of

COLUMN = 134


def curve_of(data: dict[str, Any], folder: Path) -> CurveView:
    view = draw_curve(reading_of(data, folder).board, COLUMN)
    assert view is not None
    return view


def test_the_scale_leaves_room_above_and_below() -> None:
    assert [height_of(score) for score in (2, 1, 0, -1, -2)] == [60, 96, 132, 168, 204]


def test_no_line_leads_across_a_stage_that_says_nothing(tmp_path: Path) -> None:
    page = tree_of(scored(1, 2, None, -1, 0), tmp_path)
    line = page.one("path", "line")
    assert line.attributes["d"].count("M") == 2
    hole = page.one("svg", "hole")
    assert (hole.attributes["x"], hole.attributes["width"]) == ("40%", "20%")
    # In the middle of the height, a line of 15 px below the other.
    assert [(text.attributes["y"], text.text) for text in hole.all("text")] == [
        ("128.5", "No score"),
        ("143.5", "CJ302"),
    ]
    assert hole.one("a").attributes["href"].startswith("#finding-")
    # The ground between line and neutral is broken there too, and closed where it ends.
    area = page.one("path", "area").attributes["d"]
    assert (area.count("M"), area.count("Z")) == (2, 2)


def test_what_a_hole_says_keeps_to_its_stage(tmp_path: Path) -> None:
    data = scored(1, 2, -1) | {"language": "es"}
    data["stages"][1] = {"name": "Compra"}
    hole = tree_of(data, tmp_path).one("svg", "hole")
    texts = [(text.attributes["y"], text.text) for text in hole.all("text")]
    # 20 px of air at each side, and the three lines in the middle of the height.
    lines = wrap("Sin puntos de contacto", COLUMN - 40, 12.5)
    assert len(lines) == 2
    assert texts == [*zip(("121", "136"), lines, strict=True), ("151", "CJ301")]


def test_faces_stand_at_the_scores(tmp_path: Path) -> None:
    dots = tree_of(scored(2, -2, 0), tmp_path).all("svg", "dot")
    assert [sorted(dot.classes) for dot in dots] == [["dot", "f4"], ["dot", "f0"], ["dot", "f2"]]
    assert [dot.attributes["y"] for dot in dots] == ["60", "204", "132"]
    assert [dot.attributes["x"] for dot in dots] == ["16.67%", "50%", "83.33%"]


def test_a_touchpoint_has_its_share_of_the_stage_and_its_number(tmp_path: Path) -> None:
    data = scored(1, 0)
    data["stages"][0]["touchpoints"] += [{"name": "Second"}, {"name": "Third", "emotion": -1}]
    view = curve_of(data, tmp_path)
    assert view.ticks == (("12.5", "1"), ("25", "2"), ("37.5", "3"), ("75", "4"))
    (trace,) = view.traces
    assert [dot.x for dot in trace.dots] == ["12.5", "37.5", "75"]
    assert view.borders == ("50",)


def test_what_a_stage_says_stands_in_its_middle(tmp_path: Path) -> None:
    data = scored(1, None)
    data["stages"][1] = {"name": "Stage 1", "emotion": -1}
    (trace,) = curve_of(data, tmp_path).traces
    assert [(dot.x, dot.y) for dot in trace.dots] == [("25", "96"), ("75", "168")]


def test_equal_feelings_stand_side_by_side(tmp_path: Path) -> None:
    data = scored(1) | {"personas": ["Laura", "Jorge", "Ana"]}
    view = curve_of(data, tmp_path)
    radius = float(view.traces[0].dots[0].radius)
    assert radius == 7.5
    places = sorted(float(trace.dots[0].x) for trace in view.traces)
    # In a table of 600 px; a little of each is covered.
    assert [(right - left) * 6 for left, right in pairwise(places)] == [
        pytest.approx(2 * radius * 0.92, abs=0.1)
    ] * 2
    assert places[1] == 50


def test_many_equal_feelings_stay_in_their_share_of_the_stage(tmp_path: Path) -> None:
    data = scored(*[1.0] * 8) | {"personas": [f"Persona {n}" for n in range(12)]}
    traces = curve_of(data, tmp_path).traces
    first = [float(trace.dots[0].x) for trace in traces]
    # Nine tenths of half a stage, of which there are eight.
    assert max(first) - min(first) == pytest.approx(0.9 * 100 / 16 * 11 / 12, abs=0.02)


def test_feelings_that_are_far_apart_stand_above_one_another(tmp_path: Path) -> None:
    data = scored(0) | {"personas": ["Laura", "Jorge"]}
    data["stages"][0]["touchpoints"][0] = {"name": "T", "emotions": {"laura": 1, "jorge": -1}}
    assert {dot.x for trace in curve_of(data, tmp_path).traces for dot in trace.dots} == {"50"}


def test_faces_are_smaller_the_more_curves_there_are_and_larger_at_moments(tmp_path: Path) -> None:
    sizes = []
    for number, people in enumerate((["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"])):
        data = scored(1, 2) | {"personas": people}
        data["stages"][1]["touchpoints"][0]["moment_of_truth"] = True
        dots = curve_of(data, tmp_path / str(number)).traces[0].dots
        sizes.append([(dot.radius, dot.size, dot.ring, dot.outer) for dot in dots])
    assert sizes == [
        [("11", "22", "12.5", "14"), ("13.5", "27", "15", "16.5")],
        [("9", "18", "10.5", "12"), ("11.5", "23", "13", "14.5")],
        [("7.5", "15", "9", "10.5"), ("10", "20", "11.5", "13")],
        [("7.5", "15", "9", "10.5"), ("10", "20", "11.5", "13")],
    ]


def test_only_the_first_line_has_a_ground(tmp_path: Path) -> None:
    view = curve_of(scored(1, 2) | {"personas": ["Laura", "Jorge"]}, tmp_path)
    assert [bool(trace.area) for trace in view.traces] == [True, False]
    assert view.traces[0].area.endswith(",132Z")


def test_the_curve_goes_with_its_lane(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text('[render]\nlanes = ["touchpoints", "owner"]\n')
    page = tree_of(scored(1, 2) | {"owner": "Ann"}, tmp_path)
    assert [row.classes for row in page.one("table", "grid").one("tbody").all("tr")] == [
        {"touchpoints"},
        {"owner"},
    ]
    assert not page.all("div", "legend")


def test_the_legend_names_lines_with_their_means(tmp_path: Path) -> None:
    data = scored(1, 2) | {"personas": ["Laura", "Jorge"]}
    data["stages"][0]["touchpoints"][0] = {"name": "T", "emotions": {"laura": 1, "jorge": -1}}
    buttons = tree_of(data, tmp_path).one("div", "legend").all("button")
    assert [button.text for button in buttons] == ["L Laura mean +1.5", "J Jorge mean +0.5"]
    assert [button.one("path").classes for button in buttons] == [
        {"stroke", "p0"},
        {"stroke", "p1"},
    ]
    alone = tree_of(scored(1, 2), tmp_path / "alone").one("div", "legend").one("button")
    assert alone.text == "Laura mean +1.5"


# -- quotes -----------------------------------------------------------------------------------------

WIDE = (1000.0, 246.0)
LINE = [(100.0, 132.0), (500.0, 60.0), (900.0, 204.0)]


def said(text: str, point: int, *, above: bool) -> Said:
    return Said(text, 0, point, above)


def top_of(line: tuple[str, str]) -> float:
    return float(line[0])


def test_a_quote_stands_on_the_side_that_is_asked_for() -> None:
    quotes = [said("High", 1, above=True), said("Low", 2, above=False)]
    high, low = place_captions(quotes, [LINE], WIDE, 16.5)
    assert (high.x, high.anchor, high.lines[0][1]) == ("50", "middle", "High")
    assert top_of(high.lines[0]) == pytest.approx(60 - 16.5 - 2 - 15 + 12.5 * 0.9, abs=0.01)
    assert top_of(low.lines[0]) == pytest.approx(204 + 16.5 + 2 + 12.5 * 0.9, abs=0.01)


def test_where_there_is_no_room_the_other_side_is_taken() -> None:
    flat = [(100.0, 30.0), (500.0, 30.0), (900.0, 30.0)]
    (caption,) = place_captions([said("High", 1, above=True)], [flat], WIDE, 16.5)
    assert top_of(caption.lines[0]) > 30
    low = [(x, 230.0) for x, _ in flat]
    (caption,) = place_captions([said("Low", 1, above=False)], [low], WIDE, 16.5)
    assert top_of(caption.lines[0]) < 230


def test_a_quote_at_the_edge_begins_or_ends_there() -> None:
    long = "A sentence that takes its room"
    line = [(10.0, 132.0), (500.0, 132.0), (990.0, 132.0)]
    quotes = [said(long, 0, above=True), said(long, 2, above=True)]
    first, last = place_captions(quotes, [line], WIDE, 16.5)
    assert (first.x, first.anchor) == ("0.8", "start")
    assert (last.x, last.anchor) == ("99.2", "end")


def test_a_quote_takes_the_room_of_its_words_and_no_more() -> None:
    half = safe_width("A quote", 12.5, italic=True) / 2
    for x, anchor, place in (
        (8 + half - 1, "start", 8.0),
        (8 + half + 1, "middle", 8 + half + 1),
        (992 - half - 1, "middle", 992 - half - 1),
        (992 - half + 1, "end", 992.0),
    ):
        (caption,) = place_captions([said("A quote", 0, above=True)], [[(x, 120.0)]], WIDE, 16.5)
        assert (caption.anchor, caption.x) == (anchor, decimal(place / 10))


def test_a_quote_keeps_to_a_narrow_ground() -> None:
    text = "words that go on and on"
    (caption,) = place_captions([said(text, 0, above=True)], [[(50.0, 120.0)]], (100.0, 246.0), 9)
    lines = [line for _, line in caption.lines]
    assert lines == wrap(text, 84, 12.5, italic=True, max_lines=2)
    assert len(lines) == 2


@pytest.mark.parametrize("x", [10.0, 500.0, 990.0])
def test_a_quote_is_kept_from_faces_at_both_of_its_ends_wherever_it_stands(x: float) -> None:
    width = safe_width("A quote", 12.5, italic=True)
    left = min(max(x - width / 2, 8), 992 - width)
    for end, outwards in ((left, -1), (left + width, 1)):
        # Faces of other lines, 4 px to each side, above and below.
        for apart, count in ((3, 0), (5, 1)):
            faces = [[(end + outwards * apart, y)] for y in (105.5, 134.5)]
            quotes = [said("A quote", 0, above=True)]
            assert len(place_captions(quotes, [[(x, 120.0)], *faces], WIDE, 5)) == count


def test_two_quotes_side_by_side_do_not_touch() -> None:
    width = safe_width("A quote", 12.5, italic=True)
    for apart, count in ((width - 1, 1), (width + 9, 2)):
        line = [(300.0, 120.0), (300 + apart, 120.0)]
        quotes = [said("A quote", 0, above=True), said("A quote", 1, above=True)]
        above = [
            one for one in place_captions(quotes, [line], WIDE, 5) if top_of(one.lines[0]) < 120
        ]
        assert len(above) == count


def test_a_long_quote_has_two_lines_at_most() -> None:
    (caption,) = place_captions([said("word " * 60, 1, above=False)], [LINE], WIDE, 16.5)
    first, second = caption.lines
    assert top_of(second) - top_of(first) == pytest.approx(15, abs=0.01)
    assert second[1].endswith("…")


def test_quotes_cover_neither_lines_nor_faces_nor_one_another() -> None:
    # Above and below its point another line passes.
    others = [[(x, y + off) for x, y in LINE] for off in (-30.0, 30.0)]
    assert place_captions([said("No room", 0, above=True)], [LINE, *others], WIDE, 16.5) == ()
    twice = [said("One", 1, above=True), said("Two", 1, above=True)]
    one, two = place_captions(twice, [LINE], WIDE, 16.5)
    assert (one.lines[0][1], two.lines[0][1]) == ("One", "Two")
    assert top_of(one.lines[0]) < 60 < top_of(two.lines[0])


def test_the_first_five_quotes_that_find_room_are_set() -> None:
    line = [(100.0 + 120 * n, 132.0) for n in range(7)]
    quotes = [said(str(n), n, above=True) for n in (6, 0, 5, 1, 4, 2, 3)]
    captions = place_captions(quotes, [line], WIDE, 16.5)
    assert [caption.lines[0][1] for caption in captions] == ["6", "0", "5", "1", "4"]


def test_quotes_stay_on_the_ground(tmp_path: Path) -> None:
    data = scored(2, -2, 2, -2)
    for stage in data["stages"]:
        stage["touchpoints"][0]["quote"] = f"What I say at {stage['name']}, at some length"
    view = curve_of(data, tmp_path)
    assert view.captions
    for caption in view.captions:
        assert all(2 < top_of(line) < HEIGHT - 18 for line in caption.lines)
