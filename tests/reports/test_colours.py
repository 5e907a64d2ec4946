"""The colours of a page: what a theme takes the place of, and what the page opens in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cjmap.draw.theme import DARK, LIGHT, PRINT, Theme
from cjmap.draw.theme_file import read_theme
from cjmap.reports.colours import Palette, choose_colours, list_colours
from tests.reports.dom import Node
from tests.reports.maps import COAT, tree_of

BRIGHT = read_theme('base = "light"\nbackground = "#fff8f0"\n')
NIGHT = read_theme('base = "dark"\nbackground = "#101418"\n')
# Its base is light, its ground is not.
TURNED = replace(LIGHT, name="custom", background="#101418")
PALE = read_theme('base = "print"\nbackground = "#fffff0"\n')


def palette(theme: Theme) -> Palette:
    return list_colours(theme, 2, 2)


@pytest.mark.parametrize(
    ("theme", "light", "dark", "begins"),
    [
        (LIGHT, LIGHT, DARK, ""),
        (DARK, LIGHT, DARK, "dark"),
        (PRINT, PRINT, PRINT, ""),
        (BRIGHT, BRIGHT, DARK, ""),
        (NIGHT, LIGHT, NIGHT, "dark"),
        (TURNED, LIGHT, TURNED, "dark"),
        (PALE, PALE, DARK, ""),
    ],
    ids=["light", "dark", "print", "own light", "own dark", "own, turned dark", "own for paper"],
)
def test_a_theme_takes_the_place_of_what_it_is_like(
    theme: Theme, light: Theme, dark: Theme, begins: str
) -> None:
    colours = choose_colours(theme, 2, 2)
    assert colours.light == palette(light)
    assert colours.dark == palette(dark)
    assert colours.begins == begins
    assert colours.switches is (theme is not PRINT)
    assert colours.paper == palette(PRINT)


def test_a_palette_names_every_colour_and_those_of_personas_and_stages() -> None:
    found = dict(list_colours(LIGHT, 10, 3))
    assert found["background"] == LIGHT.background
    assert found["band-positive"] == LIGHT.band_positive
    assert (found["pain-fill"], found["pain-line"], found["pain-text"]) == (
        LIGHT.pain.fill,
        LIGHT.pain.line,
        LIGHT.pain.ink,
    )
    for number in range(10):
        style = LIGHT.persona(number)
        assert found[f"p{number}"] == style.colour
        assert found[f"p{number}-ink"] == style.ink
        assert found[f"p{number}-dash"] == style.dash or "none"
    assert found["p0-dash"] == "none"
    assert [found[f"s{number}"] for number in range(3)] == [LIGHT.stage(n, 3) for n in range(3)]
    assert not {"name", "p10", "s3"} & set(found)


def rules_of(page: Node) -> dict[str, dict[str, str]]:
    """The custom properties that the style sheet sets, by what they are set for."""
    style = str(page.one("style").children[0])
    found = {}
    for selector, body in re.findall(r"(:root[^{]*)\{([^}]*--ink:[^}]*)\}", style):
        found[selector] = dict(re.findall(r"--([\w-]+):([^;]*);", body))
    return found


def test_the_page_follows_the_reader_unless_the_theme_says_otherwise(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path, theme=BRIGHT)
    rules = rules_of(page)
    assert rules[":root"]["background"] == "#fff8f0"
    assert rules[":root:not([data-theme=light])"]["background"] == DARK.background
    assert rules[":root[data-theme=dark]"]["background"] == DARK.background
    assert rules[":root:root:root"]["background"] == PRINT.background
    assert "data-theme" not in page.one("html").attributes
    assert page.one("meta", name="color-scheme").attributes["content"] == "light dark"
    assert page.all("button", id="theme")


def test_a_dark_theme_opens_in_the_dark(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path, theme=NIGHT)
    assert page.one("html").attributes["data-theme"] == "dark"
    assert rules_of(page)[":root[data-theme=dark]"]["background"] == "#101418"
    assert page.all("button", id="theme")


def test_the_theme_of_paper_is_the_only_one(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path, theme=PRINT)
    assert set(rules_of(page)) == {":root", ":root:root:root"}
    assert page.one("meta", name="color-scheme").attributes["content"] == "light"
    assert not page.all("button", id="theme")


def test_a_theme_of_paper_under_another_name_is_one_like_any_other() -> None:
    assert choose_colours(replace(PRINT, name="custom"), 1, 1).switches
