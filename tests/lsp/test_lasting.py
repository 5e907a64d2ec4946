"""Whatever an editor sends, in whatever order it may, the server answers and goes on."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from lsprotocol import types

from tests.fuzz.maps import TEXTS, Maker
from tests.lsp.editor import Editor

LIBRARY: Final = "people.library.yaml"
MAPS: Final = tuple(f"m{number}.journey.yaml" for number in range(3))
FILES: Final = (*MAPS, LIBRARY, "cjmap.toml", "new.journey.yaml")
STEPS: Final = 400
# Numbers as the protocol has them.
FAR: Final = 2**31 - 1
PIECES: Final = (
    *("", " ", "\n", "\r", "\r\n", "\t", "- ", "a: ", '"', "{", "[", ":", "#", "&a", "*a", "😀"),
    *(text.encode("utf-8", "replace").decode() for text in TEXTS),
)


class Typist:
    """Somebody at an editor who does all that it can do, without sense; the same for a number."""

    def __init__(self, editor: Editor, number: int) -> None:
        self.editor = editor
        self.random = Random(number)
        self.opened: set[str] = set()

    def step(self) -> None:
        name = self.random.choice(FILES)
        if self.random.random() < 0.1:
            self.editor.tell_changed(name, self.random.choice(list(types.FileChangeType)))
        elif name not in self.opened:
            there = self.editor.folder / name
            self.editor.open(name, None if there.exists() else "title: x\n")
            self.opened.add(name)
        else:
            self.random.choice((self.close, self.change, self.change, self.save, self.ask))(name)

    def close(self, name: str) -> None:
        self.editor.close(name)
        self.opened.discard(name)

    def change(self, name: str) -> None:
        """Puts something in the place of a stretch, or of most of the text."""
        text = self.editor.texts[name]
        start = self.random.randrange(len(text) + 1)
        end = start + self.random.choice((0, 1, 5, 40, len(text)))
        self.editor.write(name, text[:start] + self.random.choice(PIECES) + text[end:])

    def save(self, name: str) -> None:
        self.editor.save(name)

    def place(self, name: str) -> types.Position:
        lines = self.editor.texts[name].split("\n")
        if self.random.random() < 0.1:
            return types.Position(self.random.choice((0, len(lines), FAR)), FAR)
        line = self.random.randrange(len(lines))
        return types.Position(line, self.random.randrange(len(lines[line]) + 3))

    def ask(self, name: str) -> None:
        file = types.TextDocumentIdentifier(self.editor.uri(name))
        place = self.place(name)
        stretch = types.Range(self.place(name), self.place(name))
        asked: list[tuple[str, Any]] = [
            (types.TEXT_DOCUMENT_HOVER, types.HoverParams(file, place)),
            (types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(file, place)),
            (types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(file, place)),
            (
                types.TEXT_DOCUMENT_REFERENCES,
                types.ReferenceParams(types.ReferenceContext(True), file, place),
            ),
            (types.TEXT_DOCUMENT_PREPARE_RENAME, types.PrepareRenameParams(file, place)),
            (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(file)),
            (types.TEXT_DOCUMENT_FOLDING_RANGE, types.FoldingRangeParams(file)),
            (
                types.TEXT_DOCUMENT_CODE_ACTION,
                types.CodeActionParams(file, stretch, types.CodeActionContext([])),
            ),
            (
                types.TEXT_DOCUMENT_FORMATTING,
                types.DocumentFormattingParams(file, types.FormattingOptions(2, True)),
            ),
            (types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintParams(file, stretch)),
        ]
        self.editor.ask(*self.random.choice(asked))


@pytest.mark.parametrize("number", [3, 4])
def test_a_server_outlasts_whatever_is_typed(tmp_path: Path, number: int) -> None:
    for name, text in zip(MAPS, Maker(number).states(len(MAPS)), strict=True):
        (tmp_path / name).write_bytes(text)
    (tmp_path / "cjmap.toml").write_text("")
    (tmp_path / LIBRARY).write_text("kind: library\npersonas: [{name: A, id: a}]\n")
    with Editor(tmp_path) as editor:
        typist = Typist(editor, number)
        for _ in range(STEPS):
            typist.step()
        assert not editor.complaints


def test_what_was_found_in_a_text_that_is_shorter_now_stands_at_its_end(tmp_path: Path) -> None:
    """The checks of two maps found something in a library, which is cut before one is closed."""
    (tmp_path / LIBRARY).write_text(
        "kind: library\ntitle: L\npersonas:\n  - {name: A, id: a}\nevidence:\n  - {title: T, id: t, url: x y}\n"
    )
    for name in MAPS[:2]:
        (tmp_path / name).write_text(
            "title: T\npersonas: [a]\nstages: [{name: s, touchpoints: [{name: t, evidence: [t]}]}]\n"
        )
    with Editor(tmp_path) as editor:
        for name in MAPS[:2]:
            editor.open(name)
            editor.told(name)
        assert editor.diagnostics[editor.uri(LIBRARY)].diagnostics[0].range.start.line == 5
        editor.open(LIBRARY)
        editor.write(LIBRARY, "kind: library")
        editor.close(MAPS[0])
        editor.told(LIBRARY, 2)
        assert not editor.complaints
