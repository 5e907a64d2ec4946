from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.findings.source import Source
from cjmap.text import reading
from cjmap.text.marks import Shield
from cjmap.text.tree import Mapping, Node, Scalar, Sequence


@pytest.fixture(params=[False, True], ids=["libyaml", "pure"])
def pure(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def texts(node: Node | None) -> list[str]:
    """The scalars of a tree, keys and values, in order."""
    match node:
        case Scalar():
            return [node.value]
        case Sequence():
            return [text for item in node.items for text in texts(item)]
        case Mapping():
            return [t for key, value in node.entries.values() for t in (key.value, *texts(value))]
    return []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[?really, ?why not]", ["?really", "?why not"]),
        ("[a, ?b]", ["a", "?b"]),
        ("[a,\n ?b\n]", ["a", "?b"]),
        ("[?]", ["?"]),
        ("[?, b]", ["?", "b"]),
        ('[?"x"]', ['?"x"']),
        ("{a: ?b, ?c: d}", ["a", "?b", "?c", "d"]),
        ("[? a : b]", ["a", "b"]),
        ("? a\n: b\n", ["a", "b"]),
        ("a: ?b\n?c: d\n", ["a", "?b", "?c", "d"]),
        ("a: |\n  [?x\n  ?y\n", ["a", "[?x\n?y\n"]),
        ("a: '[?x, :y'\n", ["a", "[?x, :y"]),
        ('a: "[?x, :y"\n', ["a", "[?x, :y"]),
        ("[:-(, b]", [":-(", "b"]),
        ("[a, :-)]", ["a", ":-)"]),
        ("{a: :b, c: ::d}", ["a", ":b", "c", "::d"]),
        ("{a: 12:30, b: x}", ["a", "12:30", "b", "x"]),
        ('{"a":b}', ["a", "b"]),
        ('{"a":?b, "c":1}', ["a", "?b", "c", "1"]),
        ("a: :-)\nb: c :-(\n", ["a", ":-)", "b", "c :-("]),
        ("a: \ue000?\nb: [?\ue001]\n", ["a", "\ue000?", "b", "?\ue001"]),
    ],
)
def test_a_mark_that_touches_a_letter_is_text(text: str, found: list[str], pure: bool) -> None:
    read = reading.read(Source("a", text), pure=pure)
    assert read.problems == ()
    assert texts(read.root) == found


@given(st.text("?:[]{}, \n\ue000\ue001ab#", max_size=30))
def test_stand_ins_keep_places_and_find_their_way_back(text: str) -> None:
    shield = Shield(text)
    assert len(shield.text) == len(text)
    assert shield.restore(shield.text) == text


GLUED = {
    # The text, and where the `#` stands that is none.
    "a quote": ('a: "b"#c\n', 6),
    "a single quote": ("a: 'b'#c\n", 6),
    "a key in quotes": ('{"a":#b\n 1}\n', 5),
    "a comma": ("a: [b,#c\n  d]\n", 6),
    "a comma, and the bracket is lost": ("a: [b,#c]\nd: e\n", 6),
    "a comma, and the brace is lost": ("a: {b: c,#d}\ne: f\n", 9),
    "a bracket that opens": ("a: [#b\n  c]\n", 4),
    "a bracket that closes": ("a: [b]#c\n", 6),
    "a brace that opens": ("a: {#b\n  c: d}\n", 4),
    "a brace that closes": ("a: {b: c}#d\n", 9),
    "the sign of a block text": ("a: |#b\n  c\n", 4),
    "the sign of a folded text": ("a: >-#b\n  c\n", 5),
    "an indentation": ("a: |2#b\n  c\n", 5),
    "a quote in a list": ('- "#a"#b\n', 6),
}


@pytest.mark.parametrize("name", GLUED)
def test_a_hash_that_touches_what_stands_before_it_is_no_comment(name: str, pure: bool) -> None:
    text, place = GLUED[name]
    read = reading.read(Source("a", text), pure=pure)
    assert [(problem.code, problem.span and problem.span[0]) for problem in read.problems] == [
        ("CJ003", place)
    ]
    assert text[place - 1] in str(read.problems[0].message)
    assert "quotes" in str(read.problems[0].help)
    assert read.broken or read.clipped


@pytest.mark.parametrize(
    "text",
    [
        "a: b#c\n",
        "a: [b#c, d#]\n",
        'a: "b"  # c "#d"#e [#f]\n',
        "# a,#b\n'#c': d\n",
        'a: |  # b ,#c\n  d,#e\n  "f"#g\n',
        "a: 'b\n  ,#c'\n",
        'a: "b,#c\n  ]#d"\n',
        "a: b\n  ,#c\n",
        "a: [b, # c\n  d]  #,#\n",
        "#\ta: ]#\n",
    ],
)
def test_a_hash_in_a_text_or_a_comment_is_at_home(text: str, pure: bool) -> None:
    assert reading.read(Source("a", text), pure=pure).problems == ()


def test_what_else_the_parser_says_is_said_too() -> None:
    read = reading.read(Source("a", 'a: "b"#c\nd: [e\n'))
    assert [problem.span and problem.span[0] for problem in read.problems] == [6, 12]


def test_a_text_that_is_not_closed_hides_no_hash(pure: bool) -> None:
    read = reading.read(Source("a", 'a: "b,#c\n'), pure=pure)
    assert ["quotation mark" in str(problem.message) for problem in read.problems] == [True]


@pytest.mark.parametrize("text", ["a: &b:c d\n", "- &b:c d\n", "&b:c : d\n"])
def test_an_anchor_ends_with_a_blank(text: str, pure: bool) -> None:
    read = reading.read(Source("a", text), pure=pure)
    assert "`&b`" in str(read.problems[0].message)


# --- the escapes of JSON -------------------------------------------------------------------------


@given(st.text(st.sampled_from("aé🙂👩‍🚀\\ud8\"'?:#\ue000")), st.sampled_from((True, False)))
def test_what_json_writes_is_read_as_it_was(text: str, pure: bool) -> None:
    written = json.dumps({text: [text, f"{text}?"]})
    read = reading.read(Source("a", written), pure=pure)
    assert read.problems == ()
    assert texts(read.root) == [text, text, f"{text}?"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r'"\\ud83d\\ude42"', r"\ud83d\ude42"),
        (r"\ud83d\ude42", r"\ud83d\ude42"),
        (r"'\ud83d\ude42'", r"\ud83d\ude42"),
        (r'"\uD83D\uDE42 \ud83d\ude42"', "🙂 🙂"),
        ('"\\ud83d\\ude42 \\ue000 \ue001"', "🙂 \ue000 \ue001"),
    ],
)
def test_a_pair_of_escapes_is_a_character_in_double_quotes(
    text: str, found: str, pure: bool
) -> None:
    read = reading.read(Source("a", f"a: {text}\n"), pure=pure)
    assert read.problems == ()
    assert texts(read.root) == ["a", found]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (r'a: "b \ud83d c"', (6, 12)),
        (r'a: "\ude42\ud83d"', (4, 10)),
        (r'a: "\ud83d\ude42\uDE42"', (16, 22)),
        (r'a: "\\ud83d\ude42"', (11, 17)),
        (r'a: "\U0000d83d"', (4, 14)),
    ],
)
def test_half_a_pair_is_told_as_such(text: str, span: tuple[int, int], pure: bool) -> None:
    [problem] = reading.read(Source("a", text), pure=pure).problems
    assert (problem.code, problem.span) == ("CJ003", span)
    assert str(problem.message) == f"`{text[slice(*span)]}` is half a character."
