"""One run names every break of a text, and reads it as it was meant."""

from __future__ import annotations

from textwrap import indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmap.findings.source import Source
from cjmap.text import edit, reading
from cjmap.text.tree import Mapping, Node, Scalar, Sequence, Tree

# A line as it is meant, and as people write it.
LINES = (
    ('title: "Buy: a coat"', "title: Buy: a coat"),
    ("language: en", "language:en"),
    ("goal: '\"Warm\" she said'", 'goal: "Warm" she said'),
    ('tags: "[a] b"', "tags: [a] b"),
    ("stages:", "stages:"),
    ("  - name: One", "  -name: One"),
    ('    goal: "@home"', "    goal: @home"),
    ("    touchpoints:", "    touchpoints:"),
    ("      - name: Page", "      • name: Page"),
    ("        channel: web", "\tchannel: web"),
    ('        does: "{x}, y"', "        does: {x}, y"),
    ("        emotion: 1", "          emotion: 1"),
    ("        quote: |", "        quote: |"),
    ("          Not: a break", "          Not: a break"),
    ("          @home", "          @home"),
    ("        expects: [a,", "        expects: [a,"),
    ("          b: c]", "          b: c]"),
    ("      - name: End", "       - name: End"),
)
BREAKS = [number for number, (meant, written) in enumerate(LINES) if meant != written]


def text_with(broken: set[int]) -> str:
    return "".join(f"{line[number in broken]}\n" for number, line in enumerate(LINES))


def read(text: str, *, pure: bool = False) -> Tree:
    return reading.read(Source("a", text), pure=pure)


def said(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key: said(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [said(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.value


MEANT = said(read(text_with(set())).root)


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(BREAKS), min_size=1), st.booleans())
def test_each_break_is_told_once_at_its_line_and_can_be_mended(
    broken: set[int], pure: bool
) -> None:
    text = text_with(broken)
    tree = read(text, pure=pure)
    spans = [problem.span for problem in tree.problems]
    lines = [Source("a", text).position(span[0]).line - 1 for span in spans if span]
    assert lines == sorted(broken)
    assert tree.broken
    assert said(tree.root) == MEANT
    edits = [one for problem in tree.problems for one in problem.edits]
    mended = read(edit.apply(text, edits), pure=pure)
    assert mended.problems == ()
    assert said(mended.root) == MEANT


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(BREAKS), min_size=1))
def test_what_was_meant_is_placed_where_it_stands(broken: set[int]) -> None:
    text = text_with(broken)
    tree = read(text)
    for path, word in ((("language",), "en"), (("stages", 0, "touchpoints", 1, "name"), "End")):
        _, start, end = tree.locate(path)
        assert text[start:end] == word


@pytest.mark.parametrize(
    "text",
    [
        "a: [b,\n  c: d]\nx: @y\n",
        'a: "b\n  c: d"\nx: @y\n',
        "a: |\n  b: c: d\n  @e\nx: @y\n",
        "a: b\n  – c\n  d\nx: @y\n",
        "&a b: &c d\ne: *c\nx: @y\n",
        "a: b # c: d: e\n# f: g: h\nx: @y\n",
        "a:\n- b\n- c: d\n  e: f\nx: @y\n",
        "? a\n: b\nx: @y\n",
        '"a: b": c\nx: @y\n',
        "a: 'it''s: so' # yes\nx: @y\n",
    ],
)
def test_what_is_sound_beside_a_break_is_none(text: str) -> None:
    (problem,) = read(text).problems
    assert str(problem.message) == "A value cannot begin with `@`."


def test_a_file_of_other_kind_is_told_with_its_first_odd_character_alone() -> None:
    tree = read("a: \x01" + "\x02" * 60)
    (problem,) = tree.problems
    assert problem.span == (3, 4)
    assert tree.root is None


def test_a_text_too_long_to_be_looked_through_is_told_what_the_parser_says() -> None:
    text = "a: b: c\nd: e: f\n" + "# x\n" * 300_000
    assert len(read(text).problems) == 1
    assert len(read(text[:1000]).problems) == 2


CONFLICTS = """\
stages:
  - name: One
<<<<<<< HEAD
    goal: ours
||||||| 1a2b
    goal: base
=======
    goal: theirs
>>>>>>> 3c4d (It's theirs)
  - name: Two
<<<<<<<<<< HEAD
==========
  - name: Three
>>>>>>>>>>
"""


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_conflict_that_git_left_is_told_as_such_and_read_as_ours(end: str, pure: bool) -> None:
    tree = read(CONFLICTS.replace("\n", end), pure=pure)
    assert [str(problem.message) for problem in tree.problems] == [
        "Git left a conflict here: both sides stand one below the other."
    ] * 2
    assert [tree.source.position(one.span[0]).line for one in tree.problems if one.span] == [3, 11]
    assert said(tree.root) == {"stages": [{"name": "One", "goal": "ours"}, {"name": "Two"}]}
    assert not any(problem.edits for problem in tree.problems)


def test_marks_in_a_text_that_can_be_read_are_a_text() -> None:
    tree = read("goal: |\n" + indent(CONFLICTS, "  "))
    assert not tree.problems


def test_marks_that_belong_to_nothing_are_no_conflict() -> None:
    for text in ("a: 1\n>>>>>>> x\n", "a: 1\n<<<<<<< x\nb: 2\n", "a: 1\n<<<<<<< x\n=======\n"):
        assert not any("Git left" in str(one.message) for one in read(text).problems), text
