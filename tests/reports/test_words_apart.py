"""A page is read without its styles too: words of neighbouring elements have a space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from cjmap.languages.known import CODES
from tests.reports.dom import Node, parse
from tests.reports.maps import run_over, write_index_of
from tests.reports.test_same import FILES, drawn

# What begins a line of its own in every reader; SVG's texts have places of their own.
_BLOCKS = frozenset(
    "address article aside blockquote body br button caption dd desc details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html input label li link main meta nav ol p pre "
    "section script style summary svg table tbody td text tfoot th thead title tr ul".split()
)
# Chinese and Japanese put no spaces between words.
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff]"
_TOLD = frozenset({"everything", "day-surgery"})
PAGES: list[tuple[Path, str | None]] = [(file, None) for file in FILES]
PAGES += [(file, code) for file in FILES for code in CODES if file.name.split(".")[0] in _TOLD]


def texts(node: Node) -> Iterator[str]:
    """The texts in it in order, a line end where a block begins or ends, "" between inline elements."""
    if node.tag in ("style", "script"):
        return
    edge = "\n" if node.tag in _BLOCKS else ""
    yield edge
    for child in node.children:
        if isinstance(child, Node):
            yield from texts(child)
        else:
            yield child
    yield edge


def run_together(page: Node) -> list[str]:
    """Where a word ends in one element and the next begins in another, with nothing between."""
    said = [text for text in texts(page) if text]
    return [
        f"{before[-20:]}|{after[:20]}"
        for before, after in pairwise(said)
        if re.search(_LETTER + r"\Z", before) and re.match(_LETTER, after)
    ]


@pytest.mark.parametrize(
    ("file", "language"), PAGES, ids=lambda given: given.stem if isinstance(given, Path) else given
)
def test_words_of_a_page_do_not_run_together(file: Path, language: str | None) -> None:
    _, page = drawn(file, language)
    assert run_together(page) == []


def test_words_of_an_index_do_not_run_together() -> None:
    subjects, found = run_over("later", "everything", "judged")
    page = parse(write_index_of(subjects, found))
    assert run_together(page) == []


def test_what_runs_together_is_found() -> None:
    assert run_together(parse("<p><b>Estilo</b><span>Mapa</span></p>")) == ["Estilo|Mapa"]
    assert run_together(parse("<p>Estilo</p><p>Mapa</p>")) == []
