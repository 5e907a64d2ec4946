"""Every view of every nasty map as Chromium draws it: no text leaves its box, none lies on another.

A new view joins by its line in the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjmap.draw.theme import THEMES, Theme
from tests.views.maps import MAPS, NASTY, PICTURES, board_at, picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

MEASURE = Path(__file__).with_name("picture.js").read_text("utf-8").split("\n", 1)[1]

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8").split("\n", 1)[1]
# With something of everything that has a colour, and with many and opposed personas.
COLOURED = [
    file
    for file in MAPS
    if file.name.partition(".")[0]
    in ("everything", "judged", "twelve-personas", "opposed", "tangle")
]

Look = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def look(browser: Browser) -> Iterator[Look]:
    page = browser.new_page()

    def find(svg: str) -> list[str]:
        page.set_content(f"<body style='margin:0'>{svg}</body>")
        found: list[str] = page.evaluate(MEASURE)
        return found

    yield find
    page.close()


@pytest.fixture(scope="module")
def tell(browser: Browser) -> Iterator[Look]:
    # What lies at a point is known of what a window shows.
    page = browser.new_page(viewport={"width": 6000, "height": 6000})

    def find(svg: str) -> list[str]:
        page.set_content(f"<body style='margin:0'>{svg}</body>")
        found: list[str] = page.evaluate(CONTRAST)
        return found

    yield find
    page.close()


@pytest.mark.parametrize("file", NASTY, ids=lambda file: file.name.partition(".")[0])
@pytest.mark.parametrize("view", PICTURES)
def test_texts_stay_in_their_boxes_and_off_one_another(look: Look, view: str, file: Path) -> None:
    assert look(picture(view, board_at(file))) == []


@pytest.mark.parametrize("file", COLOURED, ids=lambda file: file.name.partition(".")[0])
@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("view", PICTURES)
def test_every_text_is_legible_on_what_it_stands_on(
    tell: Look, view: str, theme: Theme, file: Path
) -> None:
    assert tell(picture(view, board_at(file), theme)) == []


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ('<text y="25" fill="#777777">Grey on white</text>', ["4.48: Grey on white"]),
        ('<text y="25" fill="#767676">Darker</text>', []),
        ('<text y="25" fill="#888888" font-size="24">Large</text>', []),
        (
            '<rect width="99" height="50" fill="#000"/><text y="25" fill="#333">Lost</text>',
            ["Lost"],
        ),
        ('<text y="25" fill="#333">Below</text><rect width="99" height="50" fill="#000"/>', []),
        (
            '<rect width="99" height="50" opacity="0.9"/><text y="25" fill="#000">Veiled</text>',
            ["Veiled"],
        ),
        (
            '<defs><linearGradient id="f" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="0" y2="50">'
            '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
            '</defs><rect width="99" height="50" fill="url(#f)"/><text y="10">High</text>'
            '<text y="48">Low</text>',
            ["Low"],
        ),
    ],
)
def test_pale_text_is_found(tell: Look, shapes: str, expected: list[str]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" font-size="14">{shapes}</svg>'
    found = tell(svg)
    assert len(found) == len(expected)
    for words, said in zip(expected, found, strict=True):
        assert words in said


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ('<rect x="10" y="5" width="90" height="30"/><text x="15" y="25">Short</text>', []),
        ('<rect x="10" y="5" width="40" height="30"/><text x="15" y="25">Too long</text>', ["box"]),
        ('<path d="M10,5h40v30h-40Z"/><text x="5" y="25">Early</text>', ["box"]),
        ('<polygon points="10,5 90,5 90,35 10,35"/><text x="15" y="38">Low</text>', ["box"]),
        ('<text x="170" y="25">Beyond the edge</text>', ["picture"]),
        ('<text x="10" y="25">One</text><text x="20" y="27">Other</text>', ["another"]),
        ('<text y="25"><tspan x="9">One</tspan><tspan x="9" dy="15">Other</tspan></text>', []),
        (
            '<text y="25"><tspan x="9">One</tspan><tspan x="9" dy="5">Other</tspan></text>',
            ["another"],
        ),
        ('<g transform="translate(99 0) scale(-1 1)"><text x="30" y="25">Turned</text></g>', []),
        (
            '<g transform="translate(99 0) scale(-1 1)"><text x="0" y="25">A long text</text></g>',
            [],
        ),
        (
            '<g transform="translate(30 0) scale(-1 1)"><text x="0" y="25">A text</text></g>',
            ["picture"],
        ),
    ],
)
def test_what_is_amiss_is_found(look: Look, shapes: str, expected: list[str]) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" font-size="14" '
        f'font-family="Arial, sans-serif" fill="#888">{shapes}</svg>'
    )
    found = look(svg)
    assert len(found) == len(expected)
    for words, said in zip(expected, found, strict=True):
        assert words in said
