"""Text stays text, whatever language it is put into."""

from __future__ import annotations

import warnings
from xml.etree import ElementTree

import graphviz
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cjmap.draw.characters import make_visible
from cjmap.draw.engines import find_engine, run_engine
from cjmap.draw.escape import (
    dot_html,
    dot_text,
    link,
    markdown,
    markdown_html,
    printable,
    xml_attribute,
    xml_text,
)

HOSTILE = (
    "</TD></TABLE>>",
    "<b>bold</b>",
    "<B>",
    "\\N \\G \\E \\l\\r\\n",
    "ends with \\",
    "ends with \\\\",
    "a \"quoted\" 'word'",
    '\\"',
    "a:b:c",
    "&amp; &lt; &#65; &eacute;",
    "]]>",
    "<!-- -->",
    "<<I>x</I>>",
    "NUL \0 ESC \x1b BEL \x07",
    "emoji 👩‍👩‍👧‍👦 🙂 🏳️‍🌈",
    "مرحبا بالعالم",
    "選擇租車日期",
    "x" * 200,
    "half \ud83d \ufffe",
    "none \ufdd0 \ufdef \U0001ffff \U0010fffe",
    "@ana a@b #12",
)
# White space is a matter of its own: readers of XML and engines fold it.
TEXTS = st.text(max_size=40).map(lambda text: "".join(text.split())) | st.sampled_from(HOSTILE)


def svg_texts(source: str) -> list[str]:
    """The texts of the picture that the engine makes of DOT."""
    root = ElementTree.fromstring(run_engine(find_engine("embedded"), source))
    return ["".join(e.itertext()) for e in root.iter("{http://www.w3.org/2000/svg}text")]


@given(TEXTS)
def test_xml_gives_back_what_was_written(text: str) -> None:
    shown = printable(text)
    root = ElementTree.fromstring(f'<a b="{xml_attribute(text)}">{xml_text(text)}</a>')
    assert root.get("b") == shown
    assert (root.text or "") == shown
    assert ElementTree.fromstring(f"<a b='{xml_attribute(text)}'/>").get("b") == shown


def test_an_attribute_keeps_its_line_ends() -> None:
    text = "one\ttwo\r\nthree"
    assert ElementTree.fromstring(f'<a b="{xml_attribute(text)}"/>').get("b") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_an_engine_shows_a_plain_label_as_it_was_written(text: str) -> None:
    graph = graphviz.Digraph(node_attr={"shape": "box"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph.node("n1", dot_text(text))
        source = graph.source
    assert svg_texts(source) == [printable(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_engine_shows_an_html_like_label_as_it_was_written(text: str) -> None:
    graph = graphviz.Digraph()
    graph.node("n1", f"<<TABLE><TR><TD>{dot_html(text)}</TD></TR></TABLE>>")
    assert svg_texts(graph.source) == [printable(text)]


def test_an_html_like_label_holds_emoji_as_characters() -> None:
    assert dot_html("🙂 é") == "🙂 é"


@given(TEXTS)
def test_markdown_gives_back_what_was_written(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(text))
    shown = " ".join(printable(text).split())
    if not shown:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {c.content for c in children if c.type == "html_inline"} <= {"<!-- -->"}
    # What keeps `@ana` from calling anybody.
    children = [child for child in children if child.type != "html_inline"]
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == shown


@pytest.mark.parametrize(
    "text", ["# one", "- one", "+ one", "* one", "12. one", "3) one", "> one", "==="]
)
def test_markdown_does_not_begin_a_block(text: str) -> None:
    assert MarkdownIt().render(f"before\n{markdown(text)}").count("<p>") == 1
    assert MarkdownIt().render(markdown(text)).startswith("<p>")


def test_markdown_calls_nobody_and_links_no_ticket() -> None:
    assert markdown("@ana and #12") == "@<!-- -->ana and #<!-- -->12"
    assert markdown("GH-3, user/repo#1") == "GH-<!-- -->3, user/repo#<!-- -->1"
    assert markdown("since a1b2c3d, 0123456789abcdef0123456789abcdef01234567.") == (
        "since a<!-- -->1b2c3d, 0<!-- -->123456789abcdef0123456789abcdef01234567."
    )
    # A page of the writer's own, and what is no hash.
    kept = "https://a.b/c/a1b2c3d facade a1b2c3 a1b2c3dg"
    assert markdown(kept) == kept
    # Nobody takes these for an issue.
    assert markdown("# 3 and #red") == r"\# 3 and \#red"


@pytest.mark.parametrize("text", HOSTILE)
def test_an_element_in_markdown_shows_what_was_written(text: str) -> None:
    (token,) = MarkdownIt("commonmark").parse(f"<details><summary>{markdown_html(text)}</summary>")
    (shown,) = ElementTree.fromstring(f"<a>{token.content}</details></a>").itertext() or [""]
    assert shown.strip() == " ".join(printable(text).split())
    assert token.content.count("<") == 3 + token.content.count("<!-- -->")
    assert markdown_html("@ana #12 GH-3 a1b2c3d") == (
        "@<!-- -->ana #<!-- -->12 GH-<!-- -->3 a<!-- -->1b2c3d"
    )


@pytest.mark.parametrize("text", ["+0.5", "−0.5", "12.5", "12.400"])
def test_markdown_leaves_figures_readable(text: str) -> None:
    assert markdown(text) == text


def test_markdown_stays_in_its_cell() -> None:
    cell = markdown("x | y\nz")
    table = MarkdownIt().enable("table").render(f"| a | b |\n|---|---|\n| {cell} | 2 |")
    assert table.count("<td>") == 2


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c&d", "HTTP://example.org", "mailto:a@b.org"]
)
def test_links_that_may_be_published(url: str) -> None:
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//example.org",
        "example.org",
        "https:",
        "https://a b",
        "",
    ],
)
def test_links_that_may_not(url: str) -> None:
    assert link(url) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. one", "1\\. one"),
        ("12) one", "12\\) one"),
        ("1.5 times", "1.5 times"),
        ("- one", "\\- one"),
        ("--- one", "\\--- one"),
        ("=== one", "\\=== one"),
        ("+ one", "\\+ one"),
        ("+5 calls", "+5 calls"),
        ("one - 1. two", "one - 1. two"),
    ],
)
def test_a_line_of_markdown_begins_no_block(text: str, written: str) -> None:
    assert markdown(text) == written


@pytest.mark.parametrize("code", [0x2028, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF])
def test_what_acts_outside_of_a_picture_is_a_reference_in_it(code: int) -> None:
    assert xml_text(f"a{chr(code)}b") == f"a&#{code};b"
    assert ElementTree.fromstring(f"<t>{xml_text(f'a{chr(code)}b')}</t>").text == f"a{chr(code)}b"


def test_what_is_no_character_is_in_no_picture_page_or_terminal() -> None:
    # Readers of HTML stumble over them, wherever Unicode has put them.
    text = "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    text += "".join(map(chr, range(0xFDD0, 0xFDF0)))
    for shown in (printable(text), make_visible(text)):
        assert not {*text} & {*shown}
