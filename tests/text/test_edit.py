"""Edits, case by case: what stands where before and after."""

from __future__ import annotations

import datetime

import pytest

from cjmap.findings.source import Source
from cjmap.text import edit, reading
from cjmap.text.emitting import EditRefused, Value
from cjmap.text.tree import Tree

Path = tuple[str | int, ...]


def tree_of(text: str) -> Tree:
    return reading.read(Source("a", text))


def put(text: str, path: Path, value: Value) -> str:
    return edit.apply(text, edit.set_value(tree_of(text), path, value))


def add(text: str, path: Path, value: Value, at: int | None = None) -> str:
    return edit.apply(text, edit.insert(tree_of(text), path, value, at=at))


def drop(text: str, path: Path) -> str:
    return edit.apply(text, edit.remove(tree_of(text), path))


def call(text: str, path: Path, key: str) -> str:
    return edit.apply(text, edit.rename(tree_of(text), path, key))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (12, "12"),
        (-1.5, "-1.5"),
        (datetime.date(2026, 3, 31), "2026-03-31"),
        ("Ana", "Ana"),
        ("2026-03-31", "2026-03-31"),
        ("http://a/#b?c=1", "http://a/#b?c=1"),
        # What would be read as something else, by YAML 1.2 or by 1.1.
        *((text, f'"{text}"') for text in ["", "~", "null", "12", "0x1F", "true", "no", "12:30"]),
        *((text, f'"{text}"') for text in ["- a", "a: b", "a #b", "[a", "*a", "&a", "@a", "?a"]),
        ('say "hi"', "say \"hi\""),
        ('"hi"', "'\"hi\"'"),
        ("#it's", '"#it\'s"'),
        ("a\tb", '"a\\tb"'),
        ("two\nlines", "|-\n  two\n  lines"),
        ("two\nlines\n", "|\n  two\n  lines"),
        ("ends\n\n", '"ends\\n\\n"'),
        (" a\nb", '" a\\nb"'),
        ([], "[]"),
        ({}, "{}"),
        (["x", {"k": [1], "l": ""}], '\n  - x\n  - k:\n      - 1\n    l: ""'),
        ({"k": {"l": [["m"]]}}, "\n  k:\n    l:\n      - - m"),
    ],
)  # fmt: skip
def test_how_a_value_is_written(value: Value, written: str) -> None:
    before = "a: old # why\nb: 1\n"
    first, _, rest = written.partition("\n")
    lead = f" {first}" if first else ""
    assert put(before, ("a",), value) == f"a:{lead} # why\n{rest}{chr(10) if rest else ''}b: 1\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        # Quotes and blocks stay what they are.
        ("a: 'old'\n", "it's", "a: 'it''s'\n"),
        ('a: "old"\n', "new", 'a: "new"\n'),
        ("a: 'old'\n", "b\nc", 'a: "b\\nc"\n'),
        ("a: >-\n    old\n    text\nb: 1\n", "new", "a: >-\n    new\nb: 1\n"),
        ("a: | # why\n  old\n\nb: 1\n", "x\n\ny\n", "a: | # why\n  x\n\n  y\n\nb: 1\n"),
        ("a: |+\n  old\n\nb: 1\n", "x", "a: |-\n  x\nb: 1\n"),
        ("a: |\n  old\n", 3, "a: 3\n"),
        ("a: old", "x\ny\n", "a: |\n  x\n  y\n"),
        # What might be taken into a block keeps a text on its line.
        ("a: old\n  # note\nb: 1\n", "x\ny", 'a: "x\\ny"\n  # note\nb: 1\n'),
        # Empty values, anchors, values on the next line.
        ("a:   # why\nb: 1\n", "x", "a: x   # why\nb: 1\n"),
        ("a: &n old\nb: *n\n", "x", "a: &n x\nb: *n\n"),
        ("a: &n\nb: *n\n", "x", "a: &n x\nb: *n\n"),
        ("a: # why\n  old # so\n", "x", "a: # why\n  x # so\n"),
        ("b: &n 1\na: *n\n", 2, "b: &n 1\na: 2\n"),
        # Blocks give way to texts, and brackets stay brackets.
        ("a: # why\n  - x # x\n  # y\nb: 1\n", "z", "a: z # why\nb: 1\n"),
        ("a: &n\n- x\nb: *n\n", [1], "a: &n\n- 1\nb: *n\n"),
        ("a: [x, y]\n", ["z"], "a: [z]\n"),
        ("a: []\n", ["z"], "a:\n  - z\n"),
        ("a: old # why\r\n", ["z"], "a: # why\r\n  - z\r\n"),
        # The habits of the document.
        ("b:\n- x\na: 1\n", ["z"], "b:\n- x\na:\n- z\n"),
        ("b:\n    -   c: 1\na: 1\n", [{"d": 1, "e": 2}], "b:\n    -   c: 1\na:\n    -   d: 1\n        e: 2\n"),
    ],
)  # fmt: skip
def test_what_stood_there_is_kept_in_kind(before: str, value: Value, after: str) -> None:
    assert put(before, ("a",), value) == after


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: [x, y]\n", ("a", 0), "b, c", 'a: ["b, c", y]\n'),
        ("a: {k: x, l}\n", ("a", "l"), 1, "a: {k: x, l: 1}\n"),
        ("a: {k: , l: 1}\n", ("a", "k"), ["x"], "a: {k: [x] , l: 1}\n"),
        ("a: {k: &n 'x'}\n", ("a", "k"), "y", "a: {k: &n 'y'}\n"),
        ("- a # b\n- c\n", (0,), {"k": 1, "l": 2}, "- k: 1 # b\n  l: 2\n- c\n"),
        ("- k: 1 # b\n  l: 2\n- c\n", (0,), "a", "- a\n- c\n"),
        ("-\n- c\n", (0,), {"k": 1}, "- k: 1\n- c\n"),
        ("- &n a\n- *n\n", (0,), {"k": 1}, "- &n\n  k: 1\n- *n\n"),
    ],
)
def test_values_within_lists(before: str, path: Path, value: Value, after: str) -> None:
    assert put(before, path, value) == after


@pytest.mark.parametrize(
    ("before", "path", "at", "after"),
    [
        ("a: 1\n", ("b",), None, "a: 1\nb: new\n"),
        ("a: 1", ("b",), None, "a: 1\nb: new"),
        ("a: |\n  x", ("b",), None, "a: |-\n  x\nb: new"),
        ("a: |+\n  x\n\n", ("b",), None, "a: |+\n  x\n\nb: new\n"),
        ("a: 1\r\n", ("b",), None, "a: 1\r\nb: new\r\n"),
        ("# file\na: 1\n", ("b",), 0, "# file\nb: new\na: 1\n"),
        ("a: 1\n# about c\nc: 1\n", ("b",), 1, "a: 1\nb: new\n# about c\nc: 1\n"),
        ("a:\n  k: 1 # k\n    # below k\nc: 1\n", ("a", "b"), None,
         "a:\n  k: 1 # k\n    # below k\n  b: new\nc: 1\n"),
        ("- k: 1\n", (0, "b"), 0, "- b: new\n  k: 1\n"),
        ("- k: 1\n", (0, "b"), None, "- k: 1\n  b: new\n"),
        ("a:\n- x\n- y # y\nc: 1\n", ("a", 2), None, "a:\n- x\n- y # y\n- new\nc: 1\n"),
        ("a:\n  # about x\n  - x\n", ("a", 0), None, "a:\n  - new\n  # about x\n  - x\n"),
        ("- - x\n", (0, 0), None, "- - new\n  - x\n"),
        ("a: # why\nc: 1\n", ("a", 0), None, "a: # why\n  - new\nc: 1\n"),
        ("a:\nc: 1\n", ("a", "b"), None, "a:\n  b: new\nc: 1\n"),
        ("a: [] # why\n", ("a", 0), None, "a: # why\n  - new\n"),
        ("a: {}\n", ("a", "b"), None, "a:\n  b: new\n"),
        ("a: [[], {}]\n", ("a", 0, 0), None, "a: [[new], {}]\n"),
        ("a: [[], {}]\n", ("a", 1, "b"), None, "a: [[], {b: new}]\n"),
        ("a: [x, y,]\n", ("a", 2), None, "a: [x, y, new,]\n"),
        ("a: [x]\n", ("a", 0), None, "a: [new, x]\n"),
        ("a: {k: }\n", ("a", "b"), None, "a: {k: , b: new }\n"),
        ("a: [\n  x, # x\n  y # y\n]\n", ("a", 2), None, "a: [\n  x, # x\n  y, # y\n  new\n]\n"),
        ("a: [\n  x, # x\n  y, # y\n]\n", ("a", 2), None, "a: [\n  x, # x\n  y, # y\n  new,\n]\n"),
        ("a: [\n  x, # x\n  # about y\n  y\n]\n", ("a", 1), None,
         "a: [\n  x, # x\n  new,\n  # about y\n  y\n]\n"),
        ("a: [x,\n    y]\n", ("a", 2), None, "a: [x,\n    y,\n    new]\n"),
    ],
)  # fmt: skip
def test_what_is_added_stands_in_its_place(
    before: str, path: Path, at: int | None, after: str
) -> None:
    assert add(before, path, "new", at) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        # Comments beside, above and deeper below go with it; others stay.
        ("a: 1\n\n# about b\nb: 2 # b\n  # below b\n# foot\nc: 3\n", ("b",), "a: 1\n\n# foot\nc: 3\n"),
        ("a: 1\n\nb: 2\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
        ("# file\na: 1\nb: 2\n", ("a",), "# file\nb: 2\n"),
        ("a: 1\n\nb: 2", ("b",), "a: 1\n"),
        ('a: "x\n# no comment"\nb: 1\n', ("b",), 'a: "x\n# no comment"\n'),
        # The blank lines behind would join the text before.
        ("a: |+\n  x\nb: 1\n\nc: 1\n", ("b",), "a: |+\n  x\nc: 1\n"),
        ("- k: 1 # k\n  # about l\n  l: 2\n", (0, "k"), "- # about l\n  l: 2\n"),
        ("- k: 1\n\n  l: 2\n", (0, "k"), "- l: 2\n"),
        ("- k: 1\n  l: 2\n- x\n", (0,), "- x\n"),
        # The last leaves an empty owner.
        ("a: # why\n  # x\n  - x\nb: 1\n", ("a", 0), "a: [] # why\nb: 1\n"),
        ("a:\n- k: 1\nb: 1\n", ("a", 0, "k"), "a:\n- {}\nb: 1\n"),
        ("# file\na: 1\n# foot\n", ("a",), "# file\n{}\n# foot\n"),
        # Brackets.
        ("a: [x]\n", ("a", 0), "a: []\n"),
        ("a: [x, y, z]\n", ("a", 0), "a: [y, z]\n"),
        ("a: [x, y, z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
        ("a: {k: 1, l: 2,}\n", ("a", "l"), "a: {k: 1,}\n"),
        ("a: [x, # x\n    y]\n", ("a", 0), "a: [\n    y]\n"),
        ("a: [x, # x\n    y]\n", ("a", 1), "a: [x # x\n    ]\n"),
        ("a: [\n  x, # x\n  # about y\n  y # y\n]\n", ("a", 1), "a: [\n  x # x\n]\n"),
        ("a: [\n  x, # x\n  y # y\n]\n", ("a", 0), "a: [\n  y # y\n]\n"),
        ("a: [x, y, # y\n  z]\n", ("a", 1), "a: [x, # y\n  z]\n"),
    ],
)  # fmt: skip
def test_what_is_removed_takes_its_comments_along(before: str, path: Path, after: str) -> None:
    assert drop(before, path) == after


@pytest.mark.parametrize(
    ("before", "path", "key", "after"),
    [
        ("a: 1 # a\nb: 2\n", ("a",), "x-a", "x-a: 1 # a\nb: 2\n"),
        ("'a': 1\n", ("a",), "it's", "'it''s': 1\n"),
        ("a: 1\n", ("a",), "b: c", '"b: c": 1\n'),
        ("a: 1\n", ("a",), "no", '"no": 1\n'),
        ('a: {"k":1, l}\n', ("a", "k"), "m", 'a: {"m":1, l}\n'),
        ('a: {"k":1, l}\n', ("a", "l"), "m", 'a: {"k":1, m}\n'),
        ("m: &m 1\n&n a: *m\nb: *n\n", ("a",), "c", "m: &m 1\n&n c: *m\nb: *n\n"),
    ],
)
def test_keys_keep_their_quotes(before: str, path: Path, key: str, after: str) -> None:
    assert call(before, path, key) == after


ALIASES = "a: &n {k: &m 1, l: 2}\nb: *n\nc: [*m]\n"


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (lambda: put(ALIASES, ("b", "l"), 3), "at its anchor"),
        (lambda: call(ALIASES, ("b", "l"), "m"), "at its anchor"),
        (lambda: drop(ALIASES, ("b", "l")), "at its anchor"),
        (lambda: add(ALIASES, ("b", "m"), 3), "at its anchor"),
        (lambda: drop(ALIASES, ("a",)), "An alias on line 2"),
        (lambda: drop(ALIASES, ("a", "k")), "An alias on line 3"),
        (lambda: put(ALIASES, ("a",), 1), "An alias on line 3"),
        (lambda: put("a: 1\n", ("b",), 1), "Nothing stands"),
        (lambda: put("a: 1\n", ("a", "b"), 1), "Nothing stands"),
        (lambda: put("", ("a",), 1), "nothing to edit"),
        (lambda: put("a: [", ("a",), 1), "nothing to edit"),
        (lambda: drop("a: 1\n", ()), "Nothing stands"),
        (lambda: drop("- 1\n", (1,)), "Nothing stands"),
        (lambda: add("- 1\n", (3,), 1), "Nothing stands"),
        (lambda: add("- 1\n", ("a",), 1), "Nothing stands"),
        (lambda: add("a: 1\n", ("a",), 1), "`a` is here already"),
        (lambda: add("a: 1\n", ("b",), 1, 2), "Nothing stands"),
        (lambda: call("a: 1\nb: 2\n", ("a",), "b"), "`b` is here already"),
        (lambda: call("- 1\n", (0,), "b"), "Nothing stands"),
        (lambda: drop("a: 1\na: 2\nb: 3\n", ("b",)), "could not be read"),
        (lambda: put("? a\n: 1\n", ("a",), 1.5), "a form that is not edited"),
        (lambda: add("a: [k: 1]\n", ("a", 0, "l"), 1), "a form that is not edited"),
        (lambda: put("a: 1\n", ("a",), "\0"), "U+0000"),
        (lambda: put("a: 1\n", ("a",), float("nan")), "a number"),
        (lambda: put("a: 1\n", ("a",), 10**400), "a number"),
        (lambda: call("a: 1\n", ("a",), "k" * 1100), "at most"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(edits: object, said: str) -> None:
    assert callable(edits)
    with pytest.raises(EditRefused) as caught:
        edits()
    assert said in str(caught.value.reason)


def test_an_edit_at_the_anchor_changes_what_its_aliases_repeat() -> None:
    assert put(ALIASES, ("a", "l"), 3) == ALIASES.replace("l: 2", "l: 3")
    assert put(ALIASES, ("a", "k"), 3) == ALIASES.replace("&m 1", "&m 3")
    assert put(ALIASES, ("b",), 3) == ALIASES.replace("*n", "3")
    assert drop(ALIASES, ("b",)) == ALIASES.replace("b: *n\n", "")


def test_a_comment_goes_with_its_line_or_with_the_blanks_before_it() -> None:
    text = "a: 1  # x\n  # y\nb: 2\n"
    for comment, after in [("# x", "a: 1\n  # y\nb: 2\n"), ("# y", "a: 1  # x\nb: 2\n")]:
        start = text.index(comment)
        edits = edit.remove_comment(tree_of(text), start, start + len(comment))
        assert edit.apply(text, edits) == after


@pytest.mark.parametrize(
    "value", ["x: y", ["e", {"f": "g"}], {"k": "v"}, 5, "two\nlines", "", "plain"]
)
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("title: abc\n \t# note\nb: 1\n", ("title",)),
        ("title: abc \t\r\n  \r\n \t \t# note\r\nb: 1\r\n", ("title",)),
        ("l:\n  - abc\n   \t# note\n  - d\n", ("l", 0)),
        ("l: [abc\n  \t# note\n  , d]\n", ("l", 0)),
        ("abc\n\t#n", ()),
        ("a: b\n \t\n", ("a",)),
    ],
)
def test_a_tab_that_a_text_without_quotes_took_along_breaks_no_other_value(
    text: str, path: Path, value: Value
) -> None:
    tree = tree_of(text)
    assert (tree.broken, tree.problems) == (False, ())
    after = tree_of(put(text, path, value))
    assert (after.broken, after.problems) == (False, ())
    if value == "plain":
        assert "\t" in after.source.text
