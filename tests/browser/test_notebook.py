"""A journey in a notebook is closed against the page around it, and the page against the journey."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjmap import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ESTILO = Path(__file__).parents[2] / "examples/estilo-unico/estilo-unico.journey.yaml"


def test_neither_reaches_the_other(browser: Browser, tmp_path: Path) -> None:
    shown = load(ESTILO)._repr_html_()
    style = "<style>svg, text, rect { display: none !important; fill: red !important }</style>"
    beside = '<svg id="own" width="9" height="9"><text id="said">x</text></svg><p id="p">Words</p>'
    file = tmp_path / "notebook.html"
    file.write_text(f"<!DOCTYPE html>{style}{shown}{beside}", "utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    frame = page.frame_locator("iframe")
    stage = frame.locator("text", has_text="Consideración").first
    assert stage.is_visible()
    assert stage.evaluate("(one) => getComputedStyle(one).fill") != "rgb(255, 0, 0)"
    assert page.locator("#p").evaluate("(one) => getComputedStyle(one).margin") == "16px 0px"
    assert page.evaluate("document.querySelectorAll('[id]').length") == 3
    assert said == []
