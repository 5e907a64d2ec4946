"""From a reference to what it means and back; ids written anew wherever they are named."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.conftest import COAT, COAT_FILE, LIBRARY, SHOES
from tests.lsp.editor import Editor


def marked(editor: Editor, places: list[types.Location]) -> list[tuple[str, str]]:
    """Files and the words that places mark in them."""
    found = []
    for one in places:
        name = one.uri.rpartition("/")[2]
        if name not in editor.texts:
            editor.texts[name] = (editor.folder / name).read_text("utf-8")
        found.append((name, editor.marked(name, one.range)))
    return found


@pytest.mark.parametrize(
    ("words", "offset", "file", "word"),
    [
        ("next: shop", 7, COAT_FILE, "shop"),
        ("pains: [sizes]", 9, COAT_FILE, "sizes"),
        ("[laura]", 2, COAT_FILE, "Laura"),
        ("rosa: 🙂", 1, "shared.library.yaml", "rosa"),
        ("[talks]", 2, "shared.library.yaml", "talks"),
    ],
)
def test_a_reference_leads_to_what_it_means(
    coat: Editor, words: str, offset: int, file: str, word: str
) -> None:
    answer = coat.ask_at(types.TEXT_DOCUMENT_DEFINITION, COAT_FILE, words, offset)
    assert marked(coat, [answer]) == [(file, word)]


def refer(editor: Editor, name: str, words: str, offset: int) -> list[tuple[str, str]]:
    at = editor.at(name, words, offset)
    params = types.ReferenceParams(types.ReferenceContext(True), at.text_document, at.position)
    return marked(editor, editor.ask(types.TEXT_DOCUMENT_REFERENCES, params))


def test_all_that_refers_to_a_thing_is_found_in_all_maps(coat: Editor) -> None:
    found = refer(coat, COAT_FILE, "id: shop", 5)
    assert (COAT_FILE, "shop") in found
    assert ("shoes.journey.yaml", "coat.journey.yaml#shop") in found
    rosa = refer(coat, COAT_FILE, "rosa: 🙂", 1)
    assert rosa[0] == ("shared.library.yaml", "rosa")
    assert rosa.count(("shoes.journey.yaml", "rosa")) == 2
    assert rosa.count((COAT_FILE, "rosa")) == 2


def rename(editor: Editor, words: str, offset: int, name: str) -> dict[str, str]:
    """The files as they are once a thing has another id."""
    at = editor.at(COAT_FILE, words, offset)
    params = types.RenameParams(at.text_document, at.position, name)
    answer = editor.ask(types.TEXT_DOCUMENT_RENAME, params)
    found = {}
    for uri, edits in answer.changes.items():
        file = uri.rpartition("/")[2]
        editor.texts.setdefault(file, (editor.folder / file).read_text("utf-8"))
        found[file] = editor.edited(file, edits)
    return found


def test_an_id_gets_another_name_in_all_maps_and_nothing_else_changes(coat: Editor) -> None:
    assert rename(coat, "next: shop", 7, "store-page") == {
        COAT_FILE: COAT.replace("shop\n", "store-page\n").replace("🧥 store-page", "🧥 shop"),
        "shoes.journey.yaml": SHOES.replace("#shop", "#store-page"),
    }


def test_what_a_library_has_is_renamed_there_and_in_all_maps(coat: Editor) -> None:
    assert rename(coat, "rosa: 🙂", 1, "rosa-luz") == {
        COAT_FILE: COAT.replace("rosa", "rosa-luz"),
        "shared.library.yaml": LIBRARY.replace("id: rosa", "id: rosa-luz"),
        "shoes.journey.yaml": SHOES.replace("rosa", "rosa-luz"),
    }


def test_what_has_no_id_gets_one_and_names_stay(coat: Editor) -> None:
    renamed = rename(coat, "[laura]", 2, "buyer")
    assert renamed == {
        COAT_FILE: COAT.replace("  - name: Laura\n", "  - name: Laura\n    id: buyer\n").replace(
            "[laura]", "[buyer]"
        )
    }


@pytest.mark.parametrize("name", ["ad", "The shop", ""])
def test_an_id_that_is_taken_or_none_is_refused(coat: Editor, name: str) -> None:
    with pytest.raises(JsonRpcException):
        rename(coat, "next: shop", 7, name)


def test_what_would_be_renamed_is_marked(coat: Editor) -> None:
    at = coat.at(COAT_FILE, "next: shop", 7)
    answer = coat.ask(
        types.TEXT_DOCUMENT_PREPARE_RENAME,
        types.PrepareRenameParams(at.text_document, at.position),
    )
    assert (coat.marked(COAT_FILE, answer.range), answer.placeholder) == ("shop", "shop")
    text = coat.at(COAT_FILE, "It fits")
    params = types.PrepareRenameParams(text.text_document, text.position)
    assert coat.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, params) is None


def test_the_outline_has_stages_with_their_touchpoints(coat: Editor) -> None:
    document = types.TextDocumentIdentifier(coat.uri(COAT_FILE))
    found = coat.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document))
    assert [one.name for one in found] == [
        "Laura",
        "rosa",
        "Awareness",
        "Purchase",
        "Show sizes",
    ]
    (touchpoint,) = found[2].children
    assert [one.name for one in touchpoint.children] == ["Too many pictures", "Sizes are missing"]
    assert coat.marked(COAT_FILE, found[3].children[0].selection_range) == "The 🧥 shop"


def test_stages_and_lists_fold(coat: Editor) -> None:
    document = types.TextDocumentIdentifier(coat.uri(COAT_FILE))
    found = coat.ask(types.TEXT_DOCUMENT_FOLDING_RANGE, types.FoldingRangeParams(document))
    lines = COAT.splitlines()
    folded = {lines[one.start_line]: lines[one.end_line] for one in found}
    assert folded["stages:"] == "        evidence: [talks]"
    assert folded["  - name: Awareness"] == "        next: shop"
    assert folded["        pains:"] == "          - {text: Sizes are missing, id: sizes}"
