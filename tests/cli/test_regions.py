"""Figures are written as in the region of a map, whichever verb speaks of it in its language."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Cjmap

MAP = """\
title: Shoes
language: {language}
personas: [Ana]
stages:
  - name: A
    metrics:
      - {{type: reach, value: 12345}}
  - name: B
    metrics:
      - {{type: reach, value: 1234567}}
      - {{type: csat, value: 76.54, target: 80.25}}
"""
# How the large number and the decimal one are written.
WRITTEN = {
    "en": ("1,234,567", "76.54"),
    "en-US": ("1,234,567", "76.54"),
    "es": ("1.234.567", "76,54"),
    "es-ES": ("1.234.567", "76,54"),
    "es-MX": ("1,234,567", "76.54"),
    "de-DE": ("1.234.567", "76,54"),
    "de-CH": ("1’234’567", "76.54"),
    "pt-BR": ("1.234.567", "76,54"),
}
DRAWN = {
    "map": ("render", "a.journey.yaml", "-o", "out.svg"),
    "page": ("report", "a.journey.yaml", "-o", "out.html"),
}
SAID = {
    "lint": ("lint", "--notes", "-o", "out"),
    "lint as JSON": ("lint", "--notes", "--output-format", "json", "-o", "out"),
    "lint as SARIF": ("lint", "--notes", "--output-format", "sarif", "-o", "out"),
    "gaps": ("gaps", "-o", "out"),
    "gaps as a page": ("gaps", "--output-format", "html", "-o", "out"),
    "gaps as Markdown": ("gaps", "--output-format", "markdown", "-o", "out"),
}


def figures_in(text: str) -> set[str]:
    """Both numbers, in every way in which the text has them."""
    # Lines of the map are shown as they are written.
    bare = re.sub(r"value: [\d.]+", "", text)
    return set(re.findall(r"1[^\d\w]234[^\d\w]567|76[.,]54", bare))


def told(cjmap: Cjmap, language: str, words: tuple[str, ...]) -> str:
    cjmap.write("a.journey.yaml", MAP.format(language=language))
    result = cjmap(*words)
    assert result.exit_code in (0, 1), result.output
    name = words[-1]
    return (cjmap.folder / name).read_text("utf-8")


@pytest.mark.parametrize("words", DRAWN.values(), ids=DRAWN)
@pytest.mark.parametrize("language", WRITTEN)
def test_pictures_and_pages(cjmap: Cjmap, language: str, words: tuple[str, ...]) -> None:
    assert figures_in(told(cjmap, language, words)) == set(WRITTEN[language])


@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
@pytest.mark.parametrize("language", WRITTEN)
def test_what_the_tool_says_in_the_language_of_the_map(
    cjmap: Cjmap, language: str, words: tuple[str, ...]
) -> None:
    tool = language[:2] if language[:2] in ("en", "es") else "en"
    expected = WRITTEN[language if language.startswith(tool) else tool]
    assert figures_in(told(cjmap, language, ("--lang", tool, *words))) == set(expected)
    other = "es" if tool == "en" else "en"
    assert figures_in(told(cjmap, language, ("--lang", other, *words))) == set(WRITTEN[other])
