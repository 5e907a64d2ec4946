"""A workspace with a library and two maps, open in an editor that lasts for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor

LIBRARY = """\
kind: library
personas:
  - {name: Rosa Luz, id: rosa, role: Buyer}
evidence:
  - {id: talks, title: Eight talks, type: interview}
"""
COAT = """\
title: Buy a coat online
personas:
  - name: Laura
    goals: [A warm winter]
  - rosa
stages:
  - name: Awareness
    touchpoints:
      - name: Instagram ad
        id: ad
        channel: instagram
        emotions:
          Laura: -1.5
          rosa: 🙂
        pains:
          - Too many pictures
          - {text: Sizes are missing, id: sizes}
        next: shop
  - name: Purchase
    personas: [laura]
    touchpoints:
      - name: The 🧥 shop
        id: shop
        channel: web
        emotion: 2
        quote: It fits
        evidence: [talks]
opportunities:
  - text: Show sizes
    pains: [sizes]
"""
SHOES = """\
title: Buy shoes
personas: [rosa]
stages:
  - name: Start
    touchpoints:
      - name: Window
        personas: [rosa]
links:
  - {to: coat.journey.yaml#shop, rel: next}
"""
FILES = {
    "cjmap.toml": "",
    "shared.library.yaml": LIBRARY,
    "coat.journey.yaml": COAT,
    "shoes.journey.yaml": SHOES,
}
COAT_FILE = "coat.journey.yaml"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("workspace")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    snippets = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            completion=types.CompletionClientCapabilities(
                completion_item=types.ClientCompletionItemOptions(snippet_support=True)
            )
        )
    )
    with Editor(folder, capabilities=snippets) as editor:
        editor.open(COAT_FILE)
        yield editor


@pytest.fixture
def coat(editor: Editor) -> Iterator[Editor]:
    """The editor with the map of the coat as it was."""
    yield editor
    if editor.texts[COAT_FILE] != COAT:
        editor.write(COAT_FILE, COAT)
