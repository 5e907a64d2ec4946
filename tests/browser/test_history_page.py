"""One steps through the revisions of a history, with keys and buttons, or reads all without script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app
from tests.project.histories import History, set_apart

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAP = """\
title: Coat
personas: [Ana]
stages: [{name: Buy, touchpoints: [{name: Pay, emotion: 1}, {name: Wear, emotion: 0}]}]
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    set_apart(monkeypatch)
    history = History(tmp_path / "maps")
    for number, score in enumerate((2, 1, -1)):
        text = MAP.replace("emotion: 1", f"emotion: {score}")
        history.commit({"a.journey.yaml": text}, f"Step {number}")
    monkeypatch.chdir(history.folder)
    file = tmp_path / "page.html"
    call = ["history", "a.journey.yaml", "--output-format", "html", "-o", str(file)]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 0, result.output
    return file.as_uri()


def shown(page: Page) -> list[str]:
    titles = page.locator(".step > h2")
    return [each.inner_text()[-6:] for each in titles.all() if each.is_visible()]


def test_keys_and_buttons_lead_from_revision_to_revision(browser: Browser, written: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(written)
    seen = [shown(page)]
    for key in ("ArrowLeft", "Home", "ArrowLeft", "End"):
        page.keyboard.press(key)
        seen.append(shown(page))
    page.click("#back")
    seen.append(shown(page))
    page.close()
    assert seen == [[f"Step {number}"] for number in (2, 1, 0, 0, 2, 1)]
    assert said == []


def test_without_script_all_revisions_stand_below_each_other(
    browser: Browser, written: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written)
    assert shown(page) == ["Step 0", "Step 1", "Step 2"]
    assert not page.locator("#bar").is_visible()
    context.close()


def test_on_a_phone_and_on_paper(browser: Browser, written: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(written)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    days = page.locator("td", has_text="2026").all()
    assert len(days) == 3
    # A day stands on one line, and what was done has room to be read.
    assert all((day.bounding_box() or {"height": 99})["height"] < 40 for day in days)
    assert page.locator("#bar").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("#bar").is_visible()
    paper = page.evaluate("document.documentElement.clientWidth")
    (picture,) = (each for each in page.locator(".wide > svg").all() if each.is_visible())
    assert (picture.bounding_box() or {"width": 9999})["width"] <= paper
    page.close()
