"""The picture in a bare page of HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from cjmap.draw.theme import DARK, LIGHT
from cjmap.views.written.page import write
from tests.views.maps import board_of, picture


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_runs_nothing(language: str, direction: str) -> None:
    board = board_of(
        {
            "title": "</title><script>alert(1)</script>",
            "language": language,
            "personas": ["Ann"],
            "stages": [{"name": "S", "touchpoints": ["T"]}],
        }
    )
    page = write(board, DARK, picture("map", board, DARK))
    reader = Reader()
    reader.feed(page)
    seen = dict(reversed(reader.seen))
    assert seen["html"] == {"lang": language, "dir": direction}
    assert "script" not in seen
    assert "svg" in seen
    policies = [attributes for tag, attributes in reader.seen if tag == "meta"]
    assert "default-src 'none'" in str(policies)
    assert DARK.background in page


def test_the_picture_is_the_same() -> None:
    board = board_of(
        {"title": "T", "personas": ["Ann"], "stages": [{"name": "S", "touchpoints": ["T"]}]}
    )
    svg = picture("map", board)
    assert svg.strip() in write(board, LIGHT, svg)
