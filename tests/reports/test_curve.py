"""The curve of the page: the band of the pictures, drawn out as wide as the table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cjmap.reports.curve import CurveView, draw_curve
from tests.reports.dom import Node
from tests.reports.maps import reading_of, scored, tree_of

COLUMN = 134


def curve_of(data: dict[str, Any], folder: Path) -> CurveView:
    view = draw_curve(reading_of(data, folder).board, COLUMN)
    assert view is not None
    return view


def heights(page: Node) -> list[float]:
    return [float(dot.attributes["y"]) for dot in page.all("svg", "dot")]


def test_no_line_leads_across_a_stage_that_says_nothing(tmp_path: Path) -> None:
    data = scored(1, 2, None, -1, 0)
    page = tree_of(data, tmp_path)
    lines = page.all("g", "person", data_persona="0")[0].all("path")
    strokes = [path for path in lines if path.attributes.get("stroke") == "url(#curve-mood)"]
    assert len(strokes) == 2
    hole = page.one("svg", "hole")
    assert (hole.attributes["x"], hole.attributes["width"]) == ("40%", "20%")
    assert [text.text for text in hole.all("text")] == ["No score", "CJ302"]
    assert hole.one("a").attributes["href"].startswith("#finding-")
    box = hole.one("rect").attributes
    top, bottom = float(box["y"]), float(box["y"]) + float(box["height"])
    assert all(top < float(text.attributes["y"]) < bottom for text in hole.all("text"))


def test_faces_stand_at_the_scores(tmp_path: Path) -> None:
    page = tree_of(scored(2, -2, 0), tmp_path)
    high, low, middle = heights(page)
    assert middle - high == low - middle == pytest.approx(80)
    assert [dot.attributes["x"] for dot in page.all("svg", "dot")] == ["16.67%", "50%", "83.33%"]
    scale = [float(text.attributes["y"]) for text in page.one("svg", "scale").all("text")]
    assert (scale[0], scale[2], scale[4]) == (high, middle, low)


def test_a_touchpoint_has_its_share_of_the_stage_and_its_number(tmp_path: Path) -> None:
    data = scored(1, 0)
    data["stages"][0]["touchpoints"] += [{"name": "Second"}, {"name": "Third", "emotion": -1}]
    view = curve_of(data, tmp_path)
    ticks = [(tick.x, re.sub("<[^>]*>", "", tick.drawn)) for tick in view.ticks]
    assert sorted(ticks) == [("25", "2"), ("41.67", "3"), ("75", "4"), ("8.33", "1")]
    (trace,) = view.traces
    assert [dot.x for dot in trace.dots] == ["8.33", "41.67", "75"]


def test_what_a_stage_says_stands_in_its_middle(tmp_path: Path) -> None:
    data = scored(1, None)
    data["stages"][1] = {"name": "Stage 1", "emotion": -1}
    (trace,) = curve_of(data, tmp_path).traces
    assert [dot.x for dot in trace.dots] == ["25", "75"]


def test_equal_feelings_share_a_place_and_each_persona_has_its_part_of_the_ring(
    tmp_path: Path,
) -> None:
    data = scored(1) | {"personas": ["Laura", "Jorge", "Ana"]}
    view = curve_of(data, tmp_path)
    dots = [trace.dots[0] for trace in view.traces]
    assert len({(dot.x, dot.y) for dot in dots}) == 1
    for number, dot in enumerate(dots):
        assert re.findall(r"var\(--p(\d)\)", dict(view.faces)[dot.sign]) == [str(number)]


def test_a_face_that_many_have_is_drawn_once(tmp_path: Path) -> None:
    view = curve_of(scored(1, -2, 1, 1, -2), tmp_path)
    (trace,) = view.traces
    drawn = [face for _, face in view.faces]
    assert len(drawn) == len(set(drawn)) < len(trace.dots)
    assert {sign for sign, _ in view.faces} == {dot.sign for dot in trace.dots}


def test_nothing_has_a_colour_that_the_other_palette_has_not(tmp_path: Path) -> None:
    page = tree_of(scored(2, -2, 1) | {"personas": ["Laura", "Jorge"]}, tmp_path)
    drawing = page.one("svg", "drawing")
    for node in drawing.all():
        for name in ("fill", "stroke", "stop-color"):
            value = node.attributes.get(name, "none")
            assert value == "none" or re.fullmatch(r"var\(--[a-z0-9-]+\)|url\(#curve-\w+\)", value)


def test_what_is_a_persona_s_goes_with_it(tmp_path: Path) -> None:
    """Its line, what it says, and its faces: the legend hides what bears its number."""
    data = scored(1, 2) | {"personas": ["Laura", "Jorge"]}
    data["stages"][0]["touchpoints"][0] = {
        "name": "T",
        "emotions": {
            "laura": {"score": 2, "quote": "How nice"},
            "jorge": {"score": -1, "label": "sad"},
        },
    }
    drawing = tree_of(data, tmp_path).one("svg", "drawing")
    said = {
        style: " ".join(
            text.text
            for group in drawing.all("g", "person", data_persona=style)
            for text in group.all("text")
        )
        for style in ("0", "1")
    }
    assert "“How nice”" in said["0"]
    assert "How nice" not in said["1"]
    assert "sad" in said["1"]
    assert "L" in said["0"]
    assert "J" in said["1"]


def test_the_legend_has_five_faces_and_tells_of_whoever_is_not_scored(tmp_path: Path) -> None:
    data = scored(1, 2) | {"personas": ["Laura", "Jorge"]}
    for stage in data["stages"]:
        stage["touchpoints"][0]["personas"] = ["laura"]
    data["stages"][0]["touchpoints"][0]["moment_of_truth"] = True
    page = tree_of(data, tmp_path)
    assert [item.text.strip() for item in page.one("ul", "signs").all("li")] == [
        "very negative",
        "negative",
        "neutral",
        "positive",
        "very positive",
        "moment of truth",
    ]
    (missing,) = page.one("ul", "mapsigns").all("li")
    assert missing.text == "something is missing here"
    told = [span.text for span in page.one("div", "legend").all("span")]
    assert any(text.startswith("J Jorge no score") for text in told)


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
    every = tree_of(data, tmp_path).one("div", "legend").all("button")
    buttons = [button for button in every if not button.text.startswith("only")]
    assert [button.text for button in buttons] == ["L Laura mean +1.5", "J Jorge mean +0.5"]
    strokes = [button.one("svg").all("path")[0].attributes["stroke"] for button in buttons]
    assert strokes == ["var(--p0)", "var(--p1)"]
    alone = tree_of(scored(1, 2), tmp_path / "alone").one("div", "legend").one("button")
    assert alone.text == "Laura mean +1.5"
    assert not alone.all("svg")
