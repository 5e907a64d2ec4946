"""Blueprints in a real browser: no text is wider than the room that was measured for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.draw.canvas import Box
from cjmap.draw.theme import LIGHT
from cjmap.views.blueprint.sheet import draw, lay_out
from tests.browser.conftest import Window
from tests.views.maps import MAPS, board_at

NAMES = ("behind-the-scenes", "long-words-de", "accents-es", "arabic", "software-trial")
FILES = [file for file in MAPS if file.name.removesuffix(".journey.yaml") in NAMES]
BOXES = """() => [...document.querySelectorAll('text')].map(text => {
  const box = text.getBBox();
  return [box.x, box.y, box.width, box.height];
})"""
SLACK = 3.0
"""How far ink may lean out of what it advances, px. Lines are higher in some scripts, which air holds."""


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_every_text_of_a_blueprint_keeps_to_its_room(
    file: Path, window: Window, tmp_path: Path
) -> None:
    board = board_at(file)
    texts = lay_out(board, LIGHT).picture.texts
    page = tmp_path / "blueprint.svg"
    page.write_text(draw(board, LIGHT), "utf-8")
    with window(page) as opened:
        found = [Box(*box) for box in opened.evaluate(BOXES)]
    assert len(found) == len(texts) > 10
    beyond = [
        (text.lines, text.box, box)
        for text, box in zip(texts, found, strict=True)
        if box.x < text.box.x - SLACK or box.right > text.box.right + SLACK
    ]
    assert beyond == []
