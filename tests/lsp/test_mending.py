"""What can be done about a finding, and what an editor shows beside the text."""

from __future__ import annotations

import pytest
from lsprotocol import types

from tests.lsp.conftest import COAT, COAT_FILE
from tests.lsp.editor import Editor


def acts(
    editor: Editor, text: str, words: str, only: list[str] | None = None
) -> dict[str, types.CodeAction]:
    """What can be done at the first of some words in a text that takes the place of the map's."""
    editor.write(COAT_FILE, text)
    at = editor.at(COAT_FILE, words).position
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(editor.uri(COAT_FILE)),
        types.Range(at, at),
        types.CodeActionContext([], only=only),
    )
    return {one.title: one for one in editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, params)}


def done(editor: Editor, action: types.CodeAction) -> str:
    assert action.edit is not None
    assert action.edit.changes is not None
    ((_, edits),) = action.edit.changes.items()
    return editor.edited(COAT_FILE, edits)


def codes(editor: Editor, text: str) -> list[str]:
    """What is found in a text."""
    editor.write(COAT_FILE, text)
    return [str(one.code) for one in editor.told(COAT_FILE).diagnostics]


def test_what_lint_would_mend_is_mended_at_once(coat: Editor) -> None:
    wrong = COAT.replace("channel: instagram", "chanel: instagram")
    found = acts(coat, wrong, "chanel")
    (mend,) = [one for one in found.values() if one.is_preferred]
    assert done(coat, mend) == COAT
    assert mend.diagnostics is not None
    assert mend.diagnostics[0].code == "CJ011"


def test_all_that_is_certain_is_mended_when_somebody_asks(coat: Editor) -> None:
    wrong = COAT.replace("channel:", "chanel:").replace("stages:", "stagse:")
    (mend,) = acts(coat, wrong, "title", ["source.fixAll"]).values()
    assert done(coat, mend) == COAT
    # Nobody is offered it beside what can be done at a place.
    assert mend.title not in acts(coat, wrong, "title")


def test_a_stranger_is_declared(coat: Editor) -> None:
    wrong = COAT.replace("    personas: [laura]", "    personas: [Jorge Medina]")
    found = acts(coat, wrong, "Jorge")
    assert "  - rosa\n  - Jorge Medina\n" in done(coat, found["Declare the persona “Jorge Medina”"])
    wrong = COAT.replace("          rosa: 🙂", "          Jorge: 🙂")
    found = acts(coat, wrong, "Jorge")
    assert "  - rosa\n  - Jorge\n" in done(coat, found["Declare the persona “Jorge”"])


def test_a_pain_gets_an_opportunity_where_it_stands(coat: Editor) -> None:
    found = acts(coat, COAT, "Too many")
    text = done(coat, found["Write an opportunity that answers “Too many pictures”"])
    assert "        opportunities:\n          - text: TODO\n            pains:\n" in text
    before, after = codes(coat, COAT + "\n"), codes(coat, text)
    assert before.count("CJ501") == after.count("CJ501") + 1


def test_a_rule_is_silenced_where_it_speaks(coat: Editor) -> None:
    told = codes(coat, COAT + "\n")
    for _ in range(len(told)):
        editable = acts(coat, coat.texts[COAT_FILE], "stages:")
        ignoring = [one for title, one in editable.items() if title.startswith("Ignore")]
        if not ignoring:
            break
        coat.write(COAT_FILE, done(coat, ignoring[0]))
    else:
        raise AssertionError("silenced again and again")
    assert "CJ801" not in codes(coat, coat.texts[COAT_FILE] + "\n")


def test_every_finding_can_be_silenced_and_is(coat: Editor) -> None:
    """Wherever a comment is offered it silences what it is offered for, and breaks nothing."""
    coat.write(COAT_FILE, COAT)
    found = coat.told(COAT_FILE).diagnostics
    whole = types.Range(types.Position(0, 0), types.Position(999, 0))
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(coat.uri(COAT_FILE)), whole, types.CodeActionContext([])
    )
    offered = [
        one
        for one in coat.ask(types.TEXT_DOCUMENT_CODE_ACTION, params)
        if one.title.startswith("Ignore")
    ]
    assert {one.diagnostics[0].code for one in offered} == {one.code for one in found}
    for one in offered:
        code = one.diagnostics[0].code
        coat.texts[COAT_FILE] = COAT
        text = done(coat, one)
        now = codes(coat, text)
        assert now.count(code) == [each.code for each in found].count(code) - 1, text
        assert "CJ801" not in now


def test_a_text_is_put_in_quotes(coat: Editor) -> None:
    found = acts(coat, COAT, "It fits")
    assert 'quote: "It fits"' in done(coat, found["Put this text in quotes"])
    # A number in quotes would be none.
    assert "Put this text in quotes" not in acts(coat, COAT, "2\n        quote")


@pytest.mark.parametrize(
    "written", ["- what now", "*what", "[a", "{Waits, calls}", "{a", "[Am I M, or L]"]
)
def test_what_yaml_takes_for_something_else_is_put_in_quotes(coat: Editor, written: str) -> None:
    """Also where the help names quotes beside another way out."""
    wrong = COAT.replace("name: The 🧥 shop", f"name: {written}")
    found = acts(coat, wrong, written)
    assert f'name: "{written}"\n' in done(coat, found["Put this text in quotes"])


def test_a_map_is_written_in_one_way(coat: Editor) -> None:
    wide = COAT.replace("personas: [laura]", "personas:   [ laura ]").replace(
        "title: ", "title:   "
    )
    coat.write(COAT_FILE, wide)
    document = types.TextDocumentIdentifier(coat.uri(COAT_FILE))
    options = types.FormattingOptions(tab_size=8, insert_spaces=False)
    params = types.DocumentFormattingParams(document, options)
    first = coat.edited(COAT_FILE, coat.ask(types.TEXT_DOCUMENT_FORMATTING, params))
    assert "title: Buy a coat online\n" in first
    coat.write(COAT_FILE, first)
    assert coat.ask(types.TEXT_DOCUMENT_FORMATTING, params) is None
    coat.write(COAT_FILE, COAT.replace("stages:", "stages: ["))
    assert coat.ask(types.TEXT_DOCUMENT_FORMATTING, params) is None


def test_scores_have_faces_beside_them_and_faces_their_scores(coat: Editor) -> None:
    coat.write(COAT_FILE, COAT)
    whole = types.Range(types.Position(0, 0), types.Position(999, 0))
    params = types.InlayHintParams(types.TextDocumentIdentifier(coat.uri(COAT_FILE)), whole)
    found = coat.ask(types.TEXT_DOCUMENT_INLAY_HINT, params)
    lines = COAT.splitlines()
    shown = [(lines[one.position.line].strip(), one.label) for one in found]
    assert shown == [("Laura: -1.5", "😡"), ("rosa: 🙂", "+1"), ("emotion: 2", "😍")]
