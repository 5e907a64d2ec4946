"""What a stranger's map says is shown in an editor as it is: nothing of it is fetched, run or drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from lsprotocol import types
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.cli.test_planted import errors, leaves, planted
from tests.lsp.editor import Editor
from tests.model.schema import maps

MAP: Final = Path(__file__).parents[1] / "surface" / "maps" / "full.journey.yaml"
PICTURE: Final = "https://evil.example/p.png"
MARKUP: Final = f"![x]({PICTURE}) [y](command:z) <img src={PICTURE}> `c` **d** <{PICTURE}>"
FILE: Final = "![x](command:z) `c` <b> **d**.journey.yaml"
OTHER: Final = "other.journey.yaml"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """A map with markup in all text that may be any, and one that refers to what is in it."""
    full = maps.resolve(maps.data(MAP))
    base = errors(full)
    marked = full
    for path in leaves(full):
        if path[-1] not in ("id", "to", "from", "channel") and path[0] != "links":
            one = planted(marked, path, MARKUP)
            marked = one if errors(one) <= base else marked
    marked["personas"].append({"name": MARKUP, "id": "stranger"})
    touchpoint = {"name": MARKUP, "id": "there", "personas": ["stranger"]}
    marked["stages"].append({"name": MARKUP, "id": "last", "touchpoints": [touchpoint]})
    other = {"title": "O", "personas": ["A"], "stages": [{"name": "s", "touchpoints": ["t"]}]}
    other["links"] = [{"to": f"{FILE}#there", "rel": "next"}]
    return {
        FILE: json.dumps(marked, indent=1, ensure_ascii=False),
        OTHER: json.dumps(other, indent=1, ensure_ascii=False),
    }


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("planted")
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with Editor(folder) as editor:
        for name in texts:
            editor.open(name)
            editor.told(name)
        yield editor


def acting(told: str) -> list[str]:
    """What of a Markdown text an editor would draw or follow, and what says that it is of a map."""
    waiting: list[Token] = MarkdownIt("commonmark", {"html": True}).enable("table").parse(told)
    found = []
    while waiting:
        token = waiting.pop()
        waiting += token.children or ()
        if token.type in ("image", "link_open", "html_inline", "html_block"):
            found.append(f"{token.type} {token.attrs} {token.content}")
        elif token.type == "code_inline" and token.content == "c":
            found.append(token.content)
    # What is bold of it: the format's own words are, too.
    return found + re.findall(r"(?<!\\)\*\*d(?!\\)\*\*", told)


def places(text: str) -> list[int]:
    """Inside each word in quotes: the keys and the values."""
    return [found.start() + 1 for found in re.finditer(r'"(?:[^"\\]|\\.)+"', text)]


def ask(editor: Editor, method: str, kind: Any, name: str, index: int) -> Any:
    at = types.TextDocumentIdentifier(editor.uri(name))
    return editor.ask(method, kind(at, editor.place(name, index)))


@pytest.mark.parametrize("name", [FILE, OTHER])
def test_nothing_of_a_map_acts_where_it_is_pointed_at(
    editor: Editor, texts: dict[str, str], name: str
) -> None:
    shown = 0
    for index in places(texts[name]):
        hover = ask(editor, types.TEXT_DOCUMENT_HOVER, types.HoverParams, name, index)
        if hover is not None:
            told = hover.contents.value
            assert not acting(told), told
            shown += "evil" in told or "command" in told
    # Names of personas, stages and touchpoints, or of the file.
    assert shown >= (3 if name == FILE else 1)


def test_nothing_of_a_map_acts_where_something_is_offered(
    editor: Editor, texts: dict[str, str]
) -> None:
    documented = 0
    for index in places(texts[FILE]):
        offered = ask(editor, types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams, FILE, index)
        for item in getattr(offered, "items", offered) or ():
            if item.documentation is not None:
                documented += 1
                assert not acting(item.documentation.value), item
    assert documented
