"""The page of a preview in a browser: it redraws, and what the reader chose stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.waiting import wait_until
from tests.preview.conftest import MAP, Preview, previews

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

NAME = "coat.journey.yaml"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previews(tmp_path) as begin:
        yield begin("--port", "0", "--editor", "my-editor:{file}:{line}:{column}")


def opened(browser: Browser, preview: Preview) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": 700, "height": 500})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(preview.address)
    page.wait_for_selector("#stage svg")
    page.wait_for_selector("#findings li")
    return page, said


def until(page: Page, condition: str, about: object = None) -> None:
    """Waits until something holds in the page, which lets no text be run that waits within it."""
    wait_until(page, lambda: bool(page.evaluate(condition, about)), condition)


def write(preview: Preview, text: str) -> None:
    (preview.folder / NAME).write_text(text, "utf-8")


def test_it_redraws_and_keeps_the_place_and_what_was_picked(
    browser: Browser, preview: Preview
) -> None:
    page, said = opened(browser, preview)
    # Nothing opens an editor here: what the page would hand to the system is caught.
    page.evaluate(
        "document.getElementById('place').querySelector('a')"
        ".addEventListener('click', (event) => event.preventDefault())"
    )
    page.evaluate("document.getElementById('stage').scrollTo(60, 400)")
    text = page.locator("#stage text", has_text="Product page").first
    text.scroll_into_view_if_needed()
    place = page.evaluate("[stage.scrollLeft, stage.scrollTop]")
    assert place[1] > 0
    text.click()
    page.wait_for_selector("#place:not([hidden])")
    assert page.locator("#place code").inner_text() == f"{NAME}:9:15"
    address = page.locator("#place a").get_attribute("href")
    assert address == f"my-editor:{(preview.folder / NAME).as_posix()}:9:15"
    assert page.locator("#stage .picked").count() == 1
    write(preview, MAP.replace("Am I an M or an L?", "Will it fit?"))
    until(page, "stage.textContent.includes('Will it fit?')")
    assert page.evaluate("[stage.scrollLeft, stage.scrollTop]") == place
    assert page.locator("#stage .picked").count() == 1
    assert said == []


def test_a_picture_that_has_not_changed_stays_with_what_is_marked_in_it(
    browser: Browser, preview: Preview
) -> None:
    page, said = opened(browser, preview)
    page.evaluate("draw(++serial)")
    page.evaluate("getSelection().selectAllChildren(stage.querySelector('text'))")
    page.evaluate("draw(++serial)")
    assert page.evaluate("getSelection().toString()") in page.evaluate("stage.textContent")
    assert page.evaluate("getSelection().toString()") != ""
    write(preview, MAP.replace("Am I an M or an L?", "Will it fit?"))
    until(page, "stage.textContent.includes('Will it fit?')")
    assert said == []


def test_a_broken_map_keeps_its_picture_beside_what_is_wrong(
    browser: Browser, preview: Preview
) -> None:
    page, said = opened(browser, preview)
    write(preview, MAP.replace("stages:", "stages: ]"))
    page.wait_for_selector("#stage.stale")
    until(page, "findings.textContent.includes('CJ003')")
    assert "cannot be read as it is" in page.locator("#banner").inner_text()
    assert "Product page" in (page.locator("#stage").text_content() or "")
    write(preview, MAP.replace("title: Buy", "title: <script>alert(1)</script> Buy"))
    page.wait_for_selector("#stage:not(.stale)")
    assert page.locator("#banner").is_hidden()
    assert "<script>" in (page.locator("#stage").text_content() or "")
    (preview.folder / NAME).unlink()
    until(page, "banner.textContent.includes('no longer there')")
    assert page.locator("#stage svg").count() == 1
    # It is still said when the list of maps, which is empty now, has come, too.
    until(page, "document.getElementById('map').options.length === 0")
    assert "no longer there" in page.locator("#banner").inner_text()
    assert not any("error" in line.lower() for line in said if "404" not in line)


def test_views_palettes_and_maps_are_chosen(browser: Browser, preview: Preview) -> None:
    (preview.folder / "hat.journey.yaml").write_text(MAP.replace("coat", "hat"), "utf-8")
    page, said = opened(browser, preview)
    until(page, "document.getElementById('map').options.length === 2")
    day = page.locator("#stage svg").inner_html()
    page.click("#palette")
    until(page, "document.documentElement.dataset.palette === 'dark'")
    until(page, "(day) => stage.querySelector('svg').innerHTML !== day", day)
    for view in ("flow", "network", "blueprint", "curve"):
        before = page.locator("#stage svg").inner_html()
        page.click(f"#views [data-view={view}]")
        until(page, "(old) => stage.querySelector('svg').innerHTML !== old", before)
        assert page.locator("#views [aria-selected=true]").get_attribute("data-view") == view
    page.select_option("#map", "hat.journey.yaml")
    until(page, "document.title.includes('hat')")
    address = page.evaluate("location.hash")
    again = browser.new_page()
    again.goto(preview.address + address)
    until(again, "document.title.includes('hat')")
    assert again.locator("#views [aria-selected=true]").get_attribute("data-view") == "curve"
    assert again.evaluate("document.documentElement.dataset.palette") == "dark"
    assert said == []


def test_the_page_says_when_the_preview_has_ended(browser: Browser, preview: Preview) -> None:
    page, _ = opened(browser, preview)
    assert preview.stop()[0] == 0
    until(page, "banner.textContent.includes('has ended')")
    assert page.locator("#stage svg").count() == 1


def test_a_page_goes_on_after_a_picture_that_did_not_come(
    browser: Browser, preview: Preview
) -> None:
    page, _ = opened(browser, preview)
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.request.url)
        if len(lost) > 1:
            route.continue_()
        else:
            route.abort()

    page.route("**/picture?*", lose)
    write(preview, MAP.replace("Am I an M or an L?", "Will it fit?"))
    until(page, "stage.textContent.includes('Will it fit?')")
    assert len(lost) > 1
