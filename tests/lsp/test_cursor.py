"""The way down to where somebody writes, in texts that are no YAML at the time."""

from __future__ import annotations

import pytest

from cjmap.findings.source import Source
from cjmap.lsp.cursor import Cursor, find_cursor


def at(text: str) -> Cursor | None:
    """Where the bar in a text stands."""
    index = text.index("│")
    return find_cursor(Source("m", text.replace("│", "")), index)


@pytest.mark.parametrize(
    ("text", "path", "key", "word"),
    [
        ("│", [], "", ""),
        ("ti│", [], "", "ti"),
        ("title: A│", [], "title", "A"),
        ("stages:\n  - │", ["stages", "[]"], "", ""),
        ("stages:\n  - na│", ["stages", "[]"], "", "na"),
        ("stages:\n- na│", ["stages", "[]"], "", "na"),
        ("stages:\n  - name: A\n    │", ["stages", "[]"], "", ""),
        ("stages:\n  - name: A\n    phase: │", ["stages", "[]"], "phase", ""),
        ("stages:\n  - name: A\n│", [], "", ""),
        (
            "stages:\n  - name: A\n    touchpoints:\n      - name: B\n        chan│",
            ["stages", "[]", "touchpoints", "[]"],
            "",
            "chan",
        ),
        (
            "stages:\n  - name: A\n    touchpoints:\n      - name: B\n      - name: C\n        emotion: │",
            ["stages", "[]", "touchpoints", "[]"],
            "emotion",
            "",
        ),
        (
            "stages:\n  - name: A\n    personas:\n      - │",
            ["stages", "[]", "personas", "[]"],
            "",
            "",
        ),
        ("stages:\n  - name: A\n    personas: [a, │]", ["stages", "[]", "personas", "[]"], "", ""),
        ("stages:\n  - {name: A, ph│}", ["stages", "[]"], "", "ph"),
        ("stages:\n  - {name: A, phase: │}", ["stages", "[]"], "phase", ""),
        (
            "stages:\n  - name: A\n    emotions: {laura: {score: │",
            ["stages", "[]", "emotions", "laura"],
            "score",
            "",
        ),
        (
            "stages:\n  - name: A\n    pains: [{text: x,\n      sev│",
            ["stages", "[]", "pains", "[]"],
            "",
            "sev",
        ),
        ('"title": │', [], "title", ""),
        ("stages:\n  - name: A\n    broken here\n    pha│", ["stages", "[]"], "", "pha"),
    ],
)
def test_the_way_to_the_cursor(text: str, path: list[str], key: str, word: str) -> None:
    found = at(text)
    assert found is not None
    assert (list(found.path), found.key, found.word) == (path, key, word)


@pytest.mark.parametrize(
    "text",
    [
        "# com│",
        "title: A # com│",
        "description: |\n  a text\n  of lines│",
        "description: >-\n  a text│",
        "description: first\n  second│",
    ],
)
def test_within_comments_and_texts_of_several_lines_nothing_is_offered(text: str) -> None:
    assert at(text) is None


def test_keys_beside_the_cursor_above_and_below_it() -> None:
    found = at(
        "stages:\n  - name: A\n    │\n    goal: x\n    touchpoints:\n      - name: B\n  - id: y\n"
    )
    assert found is not None
    assert found.siblings == {"name", "goal", "touchpoints"}


def test_keys_beside_the_cursor_in_brackets() -> None:
    found = at("stages:\n  - {name: A, goal: x, │}")
    assert found is not None
    assert found.siblings == {"name", "goal"}
