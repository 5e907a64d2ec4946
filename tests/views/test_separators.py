"""What parts the things of a list is that of the map's language, on pictures, pages and in JSON.

The map has no comma, colon or semicolon of its own: whatever stands in the outputs is the tool's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from cjmap.board.export import write_json
from cjmap.draw.engines import find_engine
from cjmap.draw.theme import LIGHT
from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from cjmap.views.flow import diagram
from cjmap.views.map.sheet import draw
from tests.reports.dom import Node, parse
from tests.reports.maps import facts_of, write_index_of

_SPOKEN = ("aria-label", "alt", "title", "content", "data-words")
# What the format calls things stays as it is.
_CODE = "pains: []"
_PEOPLE = ["Ana", "Bo", "Cy", "Di", "Eve", "Flo"]

MAP: dict[str, Any] = {
    "title": "Move",
    "lifecycle": "none",
    "personas": [
        {"name": "Ana", "age": "40", "role": "Tenant", "traits": {"calm": 3}},
        *_PEOPLE[1:],
    ],
    "emotion_scale": [1, 5],
    "outcomes": [{"metric": "nps", "before": 1, "after": 9, "opportunities": ["sign", "map"]}],
    "stages": [
        {
            "name": "Look",
            "emotions": {"ana": {"score": 2, "label": "tense"}, "bo": 4},
            "pains": [{"text": "Slow", "personas": ["ana", "bo"]}, "Dear"],
            "opportunities": [
                {"text": "Sign", "id": "sign", "pains": ["slow", "dear"], "customer_value": 4},
                {"text": "Map", "id": "map", "business_value": 4, "effort": 2},
            ],
            "touchpoints": [
                {
                    "name": "Desk",
                    "channel": ["phone", "store"],
                    "emotions": {
                        "ana": {"score": 1, "label": "cross", "intensity": "high", "quote": "No"},
                        "bo": {"score": 5, "label": "glad"},
                        "cy": "bored",
                    },
                    "feedback": ["nps", "csat"],
                    "handoff": {"from": "Desk", "to": "Van", "carries": "Keys"},
                    "next": [
                        "van",
                        {"to": "home", "when": "late", "type": "alternative", "share": 20},
                        {"to": "desk", "type": "exception", "when": "lost"},
                    ],
                },
                {"name": "Van", "personas": ["ana", "bo", "cy"], "emotion": 2},
                {"name": "Home", "personas": ["di", "eve"], "exit": "success", "emotion": 1},
            ],
        },
        {"name": "Live", "touchpoints": [{"name": "Bed", "emotion": 4}, {"name": "Sofa"}]},
    ],
}


def said_in(node: Node) -> Iterator[str]:
    if node.tag in ("style", "script"):
        return
    if node.attributes.get("http-equiv") != "Content-Security-Policy" and (
        node.attributes.get("name") != "viewport"
    ):
        yield from (node.attributes[name] for name in _SPOKEN if name in node.attributes)
    for child in node.children:
        if isinstance(child, Node):
            yield from said_in(child)
        else:
            yield child


def values_of(document: object) -> Iterator[str]:
    if isinstance(document, dict | list):
        parts = document.values() if isinstance(document, dict) else document
        for part in parts:
            yield from values_of(part)
    elif isinstance(document, str):
        yield document


def texts(language: str, folder: Path) -> Iterator[str]:
    subject = facts_of({**MAP, "language": language}, folder)
    reading = collect(subject, ())
    board = reading.board
    yield from values_of(json.loads(write_json(board)))
    for svg in (draw(board, LIGHT), diagram.draw(board, LIGHT, find_engine(None))):
        root = ElementTree.fromstring(svg)
        for element in root.iter():
            if not element.tag.endswith("style"):
                yield from filter(None, (element.text, element.tail, element.get("aria-label")))
    yield from said_in(parse(write_page(reading).text))
    yield from said_in(parse(write_index_of([subject, subject])))


@pytest.mark.parametrize(
    ("language", "foreign"), [("ja", ", |; |: "), ("zh", ", |; |: "), ("ar", ", |; ")]
)
def test_lists_are_parted_as_the_language_parts_them(
    language: str, foreign: str, tmp_path: Path
) -> None:
    found = {text.strip() for text in texts(language, tmp_path) if re.search(foreign, text)} - {
        _CODE
    }
    assert found == set()


def test_french_puts_a_space_before_a_colon(tmp_path: Path) -> None:
    found = {text.strip() for text in texts("fr", tmp_path) if re.search(r"\w: ", text)} - {_CODE}
    assert found == set()
