"""The map, the curve alone and the page say the same of how it feels: one renderer draws all three."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from cjmap.board.board import Board, Touchpoint
from cjmap.board.feelings import name_feeling
from cjmap.draw.canvas import Shape, texts_of
from cjmap.draw.theme import LIGHT
from cjmap.views.curve import sheet as curve
from cjmap.views.curve.band import Band
from cjmap.views.map import sheet
from tests.reports.dom import Node
from tests.reports.test_same import FILES, drawn
from tests.views.maps import NASTY, titles_of

_LEVELS = (-2, -1, 0, 1, 2)


@pytest.mark.parametrize("file", [*FILES, *NASTY], ids=lambda file: file.name.split(".")[0])
def test_map_curve_and_page_say_the_same(file: Path) -> None:
    board, page = drawn(file, None)
    if not board.curve.lines or not page.all("svg", "drawing"):
        return
    (drawing,) = page.all("svg", "drawing")
    whole, alone = sheet.lay_out(board, LIGHT), curve.lay_out(board, LIGHT)
    assert whole.band is not None
    for band in (whole.band, alone.band):
        assert list(points_of(band)) == list(points_on(drawing))
        assert list(quotes_of(band)) == list(quotes_on(drawing))
        signs_of_band = [title for tick in band.ticks for title in titles_of(tick.shapes)]
        named = {card.moment for card in moments(board)}
        stars = [title for title in signs_of_band if title in named]
        assert stars == [card.moment for card in moments(board)]
        ticks = drawing.all("svg", "tick")
        # What rests on assumptions is told by the cards of a page, not by its curve.
        assert len(stars) == sum(len(tick.all("title")) for tick in ticks)
        assert [len(trace.strokes) for trace in band.traces] == [
            len(t.strokes) for t in whole.band.traces
        ]
    signs = [item.text.strip() for item in page.one("ul", "signs").all("li")]
    for picture in (whole.picture, alone.picture):
        words = bare(" ".join(" ".join(text.lines) for text in picture.texts))
        assert all(bare(sign) in words for sign in signs)
    assert {name_feeling(level).render(board.language) for level in _LEVELS} <= set(signs)


def moments(board: Board) -> list[Touchpoint]:
    """The moments of truth, in the order of the map."""
    return [card for card in board.touchpoints if card.moment]


def points_of(band: Band) -> Iterator[tuple[str, bool]]:
    """What each face says, and whether it is hollow."""
    for row in band.dots:
        for dot in row:
            yield dot.point.spoken, dot.point.off


def points_on(drawing: Node) -> Iterator[tuple[str, bool]]:
    groups = [
        group for group in drawing.all("g", "person") if group.attributes.get("role") == "list"
    ]
    for group in groups[::-1]:
        for dot in group.all("svg", "dot"):
            said = str(dot.one("title").children[0])
            said = said.removesuffix(dot.attributes.get("data-moment", "")).strip()
            yield said, "off" in dot.classes


def quotes_of(band: Band) -> Iterator[str]:
    for trace in band.traces:
        for pin in trace.pins:
            if said := italic(pin.shapes):
                yield said


def quotes_on(drawing: Node) -> Iterator[str]:
    groups = [group for group in drawing.all("g", "person") if group.all("svg", "beside")]
    for group in groups[::-1]:
        for pin in group.all("svg", "beside"):
            texts = [t.text for t in pin.all("text") if t.attributes.get("font-style") == "italic"]
            if texts:
                yield bare("".join(texts))


def italic(shapes: Iterable[Shape]) -> str:
    return bare("".join("".join(text.lines) for text in texts_of(shapes) if text.italic))


def bare(text: str) -> str:
    """A text without what its lines add."""
    return re.sub(r"[\s\-\u2010\u200b\u200e\u2060]", "", text)
