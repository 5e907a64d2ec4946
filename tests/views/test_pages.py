"""Long maps on several sheets."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from cjmap.board.board import Board
from cjmap.board.part import part
from cjmap.draw.canvas import texts_of
from cjmap.draw.paper import A3, Paper, parse_paper
from cjmap.draw.raster import size_of
from cjmap.draw.theme import LIGHT
from cjmap.views.catalogue import Order, draw
from cjmap.views.map.sheet import lay_out
from cjmap.views.pages import SMALLEST, lay_out_pages
from tests.views.maps import MAPS, board_at, board_of, no_engine, picture

LONG = [file for file in MAPS if file.name.startswith(("twelve-stages", "sabor-gourmet"))]
A4 = parse_paper("a4")
longs = pytest.mark.parametrize("file", LONG, ids=lambda file: file.name.partition(".")[0])


def pages_of(board: Board, paper: Paper) -> list[Board]:
    """The boards of the pages."""
    drawn: dict[str, Board] = {}

    def remember(sheet: Board) -> str:
        svg = picture("map", sheet)
        drawn[svg] = sheet
        return svg

    return [drawn[page] for page in lay_out_pages(board, paper, remember(board), remember)]


@longs
@pytest.mark.parametrize("paper", [A4, A3], ids=["a4", "a3"])
def test_pages_fit_their_sheet_and_each_has_heads_and_names(file: Path, paper: Paper) -> None:
    board = board_at(file)
    found = pages_of(board, paper)
    assert {lane.key for page in found for lane in page.lanes} == {lane.key for lane in board.lanes}
    assert {stage.id for page in found for stage in page.stages} == {
        stage.id for stage in board.stages
    }
    width, height = paper.room
    for page in found:
        across, down = size_of(picture("map", page))
        if len(page.stages) > 1:
            assert across <= width / SMALLEST
        if len(page.lanes) > 1:
            assert down <= height / SMALLEST
        said = " ".join(
            line for text in texts_of(lay_out(page, LIGHT).picture.shapes) for line in text.lines
        )
        for word in (*page.stages[0].name.split(), *page.lanes[0].title.split()):
            assert word in said
        assert board.heading.title.split()[0] in said


def test_what_fits_is_one_page() -> None:
    board = board_of(
        {"title": "Buy", "personas": ["Ann"], "stages": [{"name": "S", "touchpoints": ["T"]}]}
    )
    whole = picture("map", board)
    assert lay_out_pages(board, A3, whole, lambda one: picture("map", one)) == (whole,)


def test_whoever_has_no_score_on_a_sheet_has_no_end_of_a_line_there() -> None:
    touchpoints: list[object] = [{"ana": 1, "bo": -1}, {"ana": 2}, {}]
    board = board_of(
        {
            "title": "T",
            "personas": ["Ana", "Bo"],
            "stages": [
                {"name": f"S{number}", "touchpoints": [{"name": "A", "emotions": felt}]}
                for number, felt in enumerate(touchpoints)
            ],
        }
    )
    for number in range(len(touchpoints)):
        sheet = part(
            board,
            range(number, number + 1),
            range(len(board.lanes)),
            first=not number,
            last=number == 2,
        )
        for view in ("map", "curve"):
            assert f"S{number}" in picture(view, sheet)


@longs
def test_text_of_every_page_can_be_found_in_the_pdf(file: Path) -> None:
    board = board_at(file)
    data = draw("map", "pdf", Order(board, LIGHT, no_engine, paper=A4))
    assert isinstance(data, bytes)
    read = pypdf.PdfReader(io.BytesIO(data))
    assert len(read.pages) == len(pages_of(board, A4)) > 1
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for card in board.touchpoints:
        assert card.name.split()[0] in said
    assert read.metadata is not None
    assert read.metadata.title == board.heading.title
