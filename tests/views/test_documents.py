"""Every view as a document: what it says of itself, what it names, and that it fetches and runs nothing."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cjmap.draw.logo import read_logo
from cjmap.draw.theme import LIGHT, THEMES
from cjmap.draw.theme_file import read_theme
from cjmap.languages.conventions import is_rtl
from cjmap.records import replace
from tests.views.maps import NASTY, PICTURES, board_at, board_of, picture

CASES = Path(__file__).parents[1] / "cases"
HREF = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = {
    *("svg", "title", "desc", "defs", "linearGradient", "stop", "clipPath", "g", "a", "image"),
    *("rect", "circle", "ellipse", "path", "polygon", "polyline", "line", "text", "tspan"),
}

views = pytest.mark.parametrize("view", PICTURES)
nasty = pytest.mark.parametrize("file", NASTY, ids=lambda file: file.name.partition(".")[0])


def ids_of(svg: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', svg)


@nasty
@views
def test_a_picture_says_what_it_is_and_needs_nothing_from_elsewhere(view: str, file: Path) -> None:
    board = board_at(file)
    svg = picture(view, board)
    root = ElementTree.fromstring(svg)
    own = {element.get("id"): element for element in root.iter() if element.get("id")}
    assert len(own) == len(ids_of(svg))
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == board.language
    title, description = (own[name] for name in str(root.get("aria-labelledby")).split())
    assert [title.tag, description.tag] == [
        f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("title", "desc")
    ]
    assert "".join(title.itertext()).strip()
    said = " ".join("".join(description.itertext()).split())
    names = [stage.name for stage in board.stages] + [card.name for card in board.touchpoints]
    assert any(" ".join(name.split()) in said for name in names)
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name not in ("style", "src", "filter", "mask")
            for target in re.findall(r"url\((.*?)\)", value):
                assert target.removeprefix("#") in own
            if name in ("href", HREF):
                assert re.match(
                    r"https?://|mailto:" if element.tag.endswith("}a") else r"data:image/|#", value
                )


@nasty
@views
def test_the_same_board_is_the_same_picture(view: str, file: Path) -> None:
    assert picture(view, board_at(file)) == picture(view, board_at(file))


def test_no_two_pictures_of_one_page_share_an_id() -> None:
    text = (CASES / "two-themes.journey.yaml").read_text("utf-8").replace("[Ann]", "[Ann, Ben]")
    own = read_theme('background = "#ffffff"\n')
    other = read_theme('background = "#fffffe"\n')
    found: dict[str, object] = {}
    choices = itertools.product(
        PICTURES, [*THEMES.values(), own, other], [(), ("ann",)], [(), ("emotion",)], ["en", "es"]
    )
    for view, theme, personas, lanes, language in choices:
        board = board_of(text, personas=personas, lanes=lanes, language=language)
        for name in ids_of(picture(view, board, theme)):
            assert name not in found, (view, theme.name, personas, lanes, language, found[name])
            found[name] = (view, theme.name, personas, lanes, language)
    for view in PICTURES:
        again = board_of(text.replace("Two themes", "Another map"))
        assert not set(ids_of(picture(view, again))) & set(found)


LOGO = read_logo(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M0,0h200v50Z"/></svg>'
)


@views
@pytest.mark.parametrize("name", ["two-themes", "rtl-handoff"])
def test_a_theme_s_logo_stands_above_and_its_font_comes_first(view: str, name: str) -> None:
    board = board_at(CASES / f"{name}.journey.yaml")
    bare = ElementTree.fromstring(picture(view, board))
    theme = replace(LIGHT, font="Inter, 'IBM Plex Sans'", logo=LOGO)
    root = ElementTree.fromstring(picture(view, board, theme))
    assert str(root.get("font-family")).startswith("Inter, 'IBM Plex Sans', Arial, ")
    (image,) = root.iter("{http://www.w3.org/2000/svg}image")
    assert image.get("href") == LOGO.uri
    left, top, across, down = (float(side) for side in str(root.get("viewBox")).split())
    old = [float(side) for side in str(bare.get("viewBox")).split()]
    # The picture itself is where it was; what is new lies above it.
    assert [left, across, top + down] == pytest.approx([old[0], old[2], old[1] + old[3]], abs=0.02)
    assert top < float(image.get("y", 0)) < old[1]
    assert float(image.get("y", 0)) + float(image.get("height", 0)) <= old[1] + 0.02
    x = float(image.get("x", 0))
    rtl = is_rtl(board.language)
    assert (x < left + across / 2) is rtl
    assert left <= x <= left + across - float(image.get("width", 0))
    scale = float(bare.get("width", 0)) / old[2]
    assert float(root.get("height", 0)) == pytest.approx(down * scale, abs=0.1)


@views
def test_no_feeling_is_told_by_colour_alone(view: str) -> None:
    def colourless(score: int) -> str:
        touchpoint = {"name": "T", "channel": "web", "emotion": score}
        stages = [{"name": "S", "touchpoints": [touchpoint]}]
        board = board_of({"title": "T", "personas": ["Ann"], "stages": stages})
        svg = picture(view, board)
        # Nor by what is said to those who cannot see.
        plain = re.sub(r"<(title|desc).*?</\1>", "", svg, flags=re.S)
        return re.sub(r"#[0-9a-f]{6}|cjmap-[0-9a-f]{8}", "", plain)

    assert len({colourless(score) for score in (-2, -1, 0, 1, 2)}) == 5
