"""What a page does in its own time: a test waits for it instead of guessing how long it takes.

A busy machine may need long; what never comes fails with what was waited for, and hangs nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

STEP = 30
"""Milliseconds between two looks."""

LOOKS = 10_000
"""After so many a page will never do it: five minutes."""


def wait_until(page: Page, holds: Callable[[], bool], what: str) -> None:
    for _ in range(LOOKS):
        if holds():
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(f"never came: {what}")


def at_rest(page: Page, selector: str) -> FloatRect:
    """Where something stands in the window once the page has come to it and scrolls no more.

    A link scrolls after its page is loaded, and smoothly where the reader asked for nothing else:
    what is measured at once stands where it was before.
    """
    target = page.locator(selector)
    height = (page.viewport_size or {"height": 0})["height"]
    found: list[FloatRect | None] = [None]

    def rests() -> bool:
        found.append(target.bounding_box())
        box = found[-1]
        return box is not None and box == found[-2] and -box["height"] < box["y"] < height

    wait_until(page, rests, f"{selector} in sight")
    box = found[-1]
    assert box is not None
    return box
