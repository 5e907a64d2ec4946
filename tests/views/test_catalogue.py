"""The catalogue: which views there are, in which formats, and what each of them is."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest

from cjmap.board.export import write_json
from cjmap.draw.engines import Engine, EngineError, find_engine
from cjmap.draw.hyphens import Parting
from cjmap.draw.paper import A3, to_pdf
from cjmap.draw.raster import to_png
from cjmap.draw.theme import DARK, LIGHT
from cjmap.findings.usage import NothingToDraw, UsageError
from cjmap.records import replace
from cjmap.views.blueprint import sheet as blueprint
from cjmap.views.catalogue import (
    DRAWINGS,
    FORMATS,
    VIEWS,
    Easel,
    Order,
    draw,
    form_of,
    refuse_unknown,
    shows_gaps,
    suffix_of,
)
from cjmap.views.curve import sheet as curve
from cjmap.views.flow import diagram
from cjmap.views.map import sheet
from cjmap.views.network import diagram as network
from cjmap.views.written import markdown, mermaid, page
from tests.tools.dot import dot_or_skip
from tests.views.maps import PICTURES, board_of, no_engine, picture

BOARD = board_of(
    {
        "title": "Buy",
        "language": "en",
        "personas": ["Ann"],
        "stages": [{"name": "S", "touchpoints": ["T"]}],
    }
)


ENGINE = find_engine("embedded")
WRITTEN = {
    ("map", "svg"): sheet.draw(BOARD, DARK),
    ("flow", "svg"): diagram.draw(BOARD, DARK, ENGINE),
    ("flow", "dot"): diagram.describe(BOARD, DARK),
    ("network", "svg"): network.draw(BOARD, DARK, ENGINE),
    ("network", "dot"): network.describe(BOARD, DARK),
    ("blueprint", "svg"): blueprint.draw(BOARD, DARK),
    ("curve", "svg"): curve.draw(BOARD, DARK),
    ("map", "mermaid"): mermaid.write(BOARD),
    ("map", "markdown"): markdown.write(BOARD),
}


def test_every_view_is_drawn_by_what_its_name_says() -> None:
    order = Order(BOARD, DARK, lambda: ENGINE)
    expected: dict[tuple[str, str], str | bytes] = {**WRITTEN}
    for view in VIEWS:
        svg = WRITTEN[view, "svg"]
        expected |= {
            (view, "json"): write_json(BOARD),
            (view, "html"): page.write(BOARD, DARK, svg),
            (view, "png"): to_png(svg),
            (view, "pdf"): to_pdf([svg], A3, DARK, "Buy", "en"),
        }
    assert {key: draw(*key, order) for key in DRAWINGS} == expected


@pytest.mark.parametrize(
    ("view", "form"),
    [key for key in DRAWINGS if key[0] not in ("flow", "network") or key[1] in ("dot", "json")],
)
def test_only_what_lays_out_a_graph_asks_for_an_engine(view: str, form: str) -> None:
    assert draw(view, form, Order(BOARD, LIGHT, no_engine))


def test_gaps_stand_in_maps_and_boards_but_in_no_other_picture() -> None:
    assert {key for key in DRAWINGS if shows_gaps(*key)} == {
        *((view, form) for view in ("map", "curve") for form in ("svg", "png", "pdf", "html")),
        *((view, "json") for view in VIEWS),
    }


def test_an_ending_is_that_of_one_format() -> None:
    assert len({suffix_of(form) for form in FORMATS}) == len(FORMATS)
    assert [form_of(suffix_of(form)) for form in FORMATS] == [*FORMATS]
    assert form_of("txt") == "txt"


@pytest.mark.parametrize(("view", "form"), [key for key in DRAWINGS if key[1] in ("svg", "dot")])
def test_words_part_by_the_rules_of_the_map_s_language_in_every_view(view: str, form: str) -> None:
    engine = find_engine("embedded")
    name = "Grundstücksverkehrsgenehmigungszuständigkeit" * 3
    stages = [{"name": "S", "touchpoints": [{"name": name, "emotion": 1}]}]
    map = {"title": "T", "language": "de", "personas": ["Ann"], "stages": stages}
    drawn = draw(view, form, Order(board_of(map), LIGHT, lambda: engine))
    assert isinstance(drawn, str)
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
    for view, form in DRAWINGS:
        assert re.search(rf"--view {view} -f [a-z|]*\b{form}\b", said)


@pytest.mark.parametrize(("view", "form"), DRAWINGS)
def test_a_library_has_nothing_to_draw(view: str, form: str) -> None:
    board = board_of({"kind": "library", "title": "People", "personas": ["Ann"]})
    order = Order(board, LIGHT, lambda: find_engine("embedded"))
    if form == "json":
        assert draw(view, form, order)
        return
    with pytest.raises(NothingToDraw):
        draw(view, form, order)


def test_the_board_is_json() -> None:
    assert json.loads(draw("map", "json", Order(BOARD, LIGHT, no_engine)))["file"]


def _given(engine: Engine) -> Engine:
    return engine


def test_several_formats_of_a_view_are_made_of_one_picture() -> None:
    asked: list[None] = []

    def engine() -> Engine:
        asked.append(None)
        return ENGINE

    easel = Easel(Order(BOARD, LIGHT, engine))
    svg = easel.draw("flow", "svg")
    assert isinstance(svg, str)
    page = easel.draw("flow", "html")
    assert isinstance(page, str)
    assert svg.strip() in page
    assert easel.draw("flow", "png")
    assert len(asked) == 1


@pytest.mark.parametrize("view", ["flow", "network"])
def test_where_the_embedded_engine_fails_the_other_is_tried_and_told(
    view: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Path(dot_or_skip())
    monkeypatch.setenv("PATH", str(system.parent))
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    told: list[str] = []
    embedded = Order(
        BOARD,
        LIGHT,
        lambda: Engine(broken, "embedded"),
        tell=lambda message: told.append(message.render()),
    )
    assert draw(view, "svg", embedded) == draw(
        view, "svg", Order(BOARD, LIGHT, lambda: Engine(system, "system"))
    )
    assert len(told) == 2 and "code 3" in told[0] and "`dot`" in told[1]
    # What somebody chose is not changed, and without another the first says why.
    for engine, path in (
        (Engine(broken, "given"), system.parent),
        (Engine(broken, "embedded"), ""),
    ):
        monkeypatch.setenv("PATH", str(path))
        with pytest.raises(EngineError, match="code 3"):
            draw(view, "svg", replace(embedded, engine=partial(_given, engine)))


@pytest.mark.parametrize("view", PICTURES)
@pytest.mark.parametrize(("kind", "marked"), [("assumption", True), ("interview", False)])
def test_every_picture_marks_what_rests_on_an_assumption(
    view: str, kind: str, *, marked: bool
) -> None:
    touchpoint = {
        "name": "Call",
        "emotion": 1,
        "channel": "phone",
        "evidence": ["source"],
        "backstage": [{"actor": "Agent", "does": "answers"}],
    }
    board = board_of(
        {
            "title": "Coat",
            "personas": ["Ana"],
            "evidence": [{"id": "source", "title": "Source", "type": kind}],
            "stages": [{"name": "Look", "touchpoints": [touchpoint]}],
        }
    )
    assert (">rests on an assumption</text>" in picture(view, board)) is marked
