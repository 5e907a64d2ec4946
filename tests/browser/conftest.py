"""A browser for pages: Chromium by Playwright, the system's own where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REQUIRED = os.environ.get("CJMAP_REQUIRE_BROWSER") == "1"
CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """Opens what waits for a busy machine: half a minute ends a page that is merely slow."""

    def opened(**options: Any) -> Any:
        made = make(**options)
        made.set_default_timeout(10 * 60_000)
        return made

    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it these tests are skipped, or fail where CJMAP_REQUIRE_BROWSER is 1."""
    found = os.environ.get("CJMAP_BROWSER") or next(
        filter(None, map(shutil.which, CANDIDATES)), None
    )
    if found is None:
        if REQUIRED:
            pytest.fail("there is no Chromium, and CJMAP_REQUIRE_BROWSER is 1")
        pytest.skip("there is no Chromium")
    if not REQUIRED:
        pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for name in ("new_context", "new_page"):
            setattr(chromium, name, _patient(getattr(chromium, name)))
        yield chromium
        chromium.close()


class Window:
    """Opens pages; `said` is what they wrote to the console, with violations of their policy."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.said: list[str] = []
        self.asked: list[str] = []

    @contextmanager
    def __call__(
        self, file: Path, *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Iterator[Page]:
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(file.absolute().as_uri())
        try:
            yield page
        finally:
            context.close()


@pytest.fixture
def window(browser: Browser) -> Window:
    return Window(browser)
