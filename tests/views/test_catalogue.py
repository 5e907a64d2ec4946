"""The catalogue: which views there are, in which formats, and what each of them is."""

from __future__ import annotations

import json
import re

import pytest

from cjmap.board.export import write_json
from cjmap.draw.engines import Engine, find_engine
from cjmap.draw.hyphens import Parting
from cjmap.draw.theme import DARK, LIGHT
from cjmap.findings.usage import UsageError
from cjmap.views.blueprint import sheet as blueprint
from cjmap.views.catalogue import DRAWINGS, Order, draw, refuse_unknown, shows_gaps
from cjmap.views.curve import sheet as curve
from cjmap.views.flow import diagram
from cjmap.views.map import sheet
from tests.views.maps import board_of

BOARD = board_of(
    {"title": "Buy", "personas": ["Ann"], "stages": [{"name": "S", "touchpoints": ["T"]}]}
)


def no_engine() -> Engine:
    raise AssertionError("this picture needs no engine")


def test_every_view_is_drawn_by_what_its_name_says() -> None:
    engine = find_engine("embedded")
    order = Order(BOARD, DARK, lambda: engine)
    assert {key: draw(*key, order) for key in DRAWINGS} == {
        ("map", "svg"): sheet.draw(BOARD, DARK),
        ("map", "json"): write_json(BOARD),
        ("flow", "svg"): diagram.draw(BOARD, DARK, engine),
        ("flow", "dot"): diagram.describe(BOARD, DARK),
        ("flow", "json"): write_json(BOARD),
        ("blueprint", "svg"): blueprint.draw(BOARD, DARK),
        ("blueprint", "json"): write_json(BOARD),
        ("curve", "svg"): curve.draw(BOARD, DARK),
        ("curve", "json"): write_json(BOARD),
    }


@pytest.mark.parametrize(
    ("view", "form"),
    [
        ("map", "svg"),
        ("map", "json"),
        ("flow", "dot"),
        ("flow", "json"),
        ("curve", "svg"),
        ("blueprint", "svg"),
    ],
)
def test_only_what_lays_out_a_graph_asks_for_an_engine(view: str, form: str) -> None:
    assert draw(view, form, Order(BOARD, LIGHT, no_engine))


def test_gaps_stand_in_maps_and_boards_but_in_no_other_picture() -> None:
    assert {key for key in DRAWINGS if not shows_gaps(*key)} == {
        ("flow", "svg"),
        ("flow", "dot"),
        ("blueprint", "svg"),
    }


@pytest.mark.parametrize(("view", "form"), [key for key in DRAWINGS if key[1] in ("svg", "dot")])
def test_words_part_by_the_rules_of_the_map_s_language_in_every_view(view: str, form: str) -> None:
    engine = find_engine("embedded")
    name = "Grundstücksverkehrsgenehmigungszuständigkeit" * 3
    stages = [{"name": "S", "touchpoints": [{"name": name, "emotion": 1}]}]
    map = {"title": "T", "language": "de", "personas": ["Ann"], "stages": stages}
    drawn = draw(view, form, Order(board_of(map), LIGHT, lambda: engine))
    lines = {line for line in re.findall(r"[\wäöü]+-(?=<)", drawn) if line[:-1] in name}
    if "Grundst" in re.sub(r"<title.*?</title>|<desc.*?</desc>", "", drawn):
        assert lines
        whole = Parting(name, "de").places
        for line in lines:
            assert [n for n in whole if name[:n].endswith(line[:-1])], line


def test_what_nothing_draws_is_told_what_there_is() -> None:
    for key in DRAWINGS:
        refuse_unknown(*key)
    with pytest.raises(UsageError) as caught:
        refuse_unknown("map", "dot")
    said = caught.value.message.render("en")
    assert said.startswith("The view `map` cannot be written as dot.")
    assert [f"--view {view} -f {form}" in said for view, form in DRAWINGS] == [True] * len(DRAWINGS)


def test_the_board_is_json() -> None:
    assert json.loads(draw("map", "json", Order(BOARD, LIGHT, no_engine)))["file"]
