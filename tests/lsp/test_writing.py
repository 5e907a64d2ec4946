"""What is offered and told while somebody writes, in files that are no YAML at the time too."""

from __future__ import annotations

import pytest
from lsprotocol import types

from tests.lsp.conftest import COAT, COAT_FILE
from tests.lsp.editor import Editor


def offered(editor: Editor, text: str) -> dict[str, types.CompletionItem]:
    """What is offered at the bar in a text, which takes the place of the map's."""
    at = text.index("│")
    editor.write(COAT_FILE, text.replace("│", ""))
    answer = editor.ask(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionParams(
            types.TextDocumentIdentifier(editor.uri(COAT_FILE)), editor.place(COAT_FILE, at)
        ),
    )
    return {} if answer is None else {item.label: item for item in answer.items}


def taken(editor: Editor, item: types.CompletionItem) -> str:
    """The text once an offer is taken."""
    return editor.edited(COAT_FILE, [item.text_edit])


def test_keys_by_place_with_their_meaning(coat: Editor) -> None:
    found = offered(coat, COAT.replace("        channel: web\n", "        chan│\n"))
    assert {"channel", "wait", "moment_of_truth"} <= set(found)
    # Those that are there already are not offered again, nor those of other things.
    assert not {"name", "emotion", "phase", "title"} & set(found)
    channel = found["channel"]
    assert isinstance(channel.documentation, types.MarkupContent)
    assert "own" in channel.documentation.value
    assert "        channel: $0\n" in taken(coat, channel)


def test_a_new_stage_and_touchpoint_begin_with_what_they_need(coat: Editor) -> None:
    found = offered(coat, "title: A\npersonas: [Laura]\nstages:\n  │\n")
    stage = taken(coat, found["- stage"])
    assert stage.splitlines()[3:7] == [
        "  - name: ${1:Consideration}",
        "    touchpoints:",
        "      - name: ${2:Checkout}",
        "        channel: ${3:web}",
    ]
    found = offered(coat, COAT.replace("        next: shop\n", "        next: shop\n      - │\n"))
    assert "      - name: ${1:Checkout}\n        channel: ${2:web}" in taken(
        coat, found["touchpoint …"]
    )


@pytest.mark.parametrize(
    ("line", "written", "wanted", "absent"),
    [
        ("channel: web", "channel: │", {"web", "instagram", "store"}, {"laura"}),
        ("emotion: 2", "emotion: │", {"😡", "very-negative", "none"}, {"web"}),
        ("    personas: [laura]", "    personas: [│]", {"laura", "rosa"}, {"web", "talks"}),
        ("next: shop", "next: │", {"ad", "shop"}, {"awareness"}),
        ("pains: [sizes]", "pains: [│]", {"sizes", "too-many-pictures"}, {"shop"}),
        ("evidence: [talks]", "evidence:\n          - │", {"talks"}, {"rosa"}),
        ("Laura: -1.5", "│", {"laura"}, {"rosa"}),
        (
            "  - text: Show sizes\n",
            "  - text: Show sizes\n    status: │\n",
            {"idea", "done"},
            set(),
        ),
        ("    personas: [laura]", "    phase: │", {"purchase", "advocacy"}, set()),
    ],
)
def test_values_and_what_is_referred_to(
    coat: Editor, line: str, written: str, wanted: set[str], absent: set[str]
) -> None:
    found = set(offered(coat, COAT.replace(line, written, 1)))
    assert wanted <= found
    assert not absent & found


def test_links_lead_to_other_maps_and_into_them(coat: Editor) -> None:
    links = COAT + "links:\n  - to: │\n"
    assert "shoes.journey.yaml" in offered(coat, links)
    (start, *_) = offered(coat, links.replace("│", "shoes.journey.yaml#│")).values()
    assert taken(coat, start).endswith("  - to: shoes.journey.yaml#window\n")


def test_a_map_that_is_broken_halfway_still_knows_its_ids(coat: Editor) -> None:
    # A tab, a bracket that nobody closes, and two keys on one line.
    text = COAT.replace("next: shop", "next: │").replace("title: Buy", "title: [Buy {")
    assert {"ad", "shop"} <= set(offered(coat, text.replace("quote: It fits", "\tquote: 'It")))


def test_texts_offer_nothing(coat: Editor) -> None:
    assert not offered(coat, COAT.replace("It fits", "It │"))
    assert not offered(coat, "# what │\n" + COAT)


def told(editor: Editor, words: str, offset: int = 0) -> str:
    answer = editor.ask_at(types.TEXT_DOCUMENT_HOVER, COAT_FILE, words, offset)
    assert answer is not None
    return str(answer.contents.value)


def test_a_key_is_explained_as_the_reference_does(coat: Editor) -> None:
    coat.write(COAT_FILE, COAT)
    found = told(coat, "channel: instagram")
    assert "touchpoint.channel" in found
    assert "```yaml" in found
    assert "`web`" in found


def test_a_reference_tells_who_is_meant_and_where_that_stands(coat: Editor) -> None:
    coat.write(COAT_FILE, COAT)
    assert "The 🧥 shop" in told(coat, "next: shop", 7)
    assert "Line 23" in told(coat, "next: shop", 7)
    person = told(coat, "rosa: 🙂", 1)
    assert "Rosa Luz" in person
    assert "shared.library.yaml, line 3" in person


def test_a_stage_tells_its_coverage_and_a_score_its_face(coat: Editor) -> None:
    coat.write(COAT_FILE, COAT)
    stage = told(coat, "Awareness", 1)
    assert "Coverage:" in stage
    assert "Owner" in stage
    assert "😡 very negative (−1.5)" in told(coat, "-1.5", 1)


def test_the_tool_speaks_the_language_that_is_asked_for(coat: Editor) -> None:
    with Editor(coat.folder, "--lang", "es") as spanish:
        spanish.open(COAT_FILE)
        found = spanish.told(COAT_FILE)
        assert any("Nadie" in one.message or "mapa" in one.message for one in found.diagnostics)
        assert "canal" in told(spanish, "channel: instagram")
