from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.text import tree
from cjmap.text.tree import Limits

TEXT = textwrap.dedent(
    """\
    title: Coat
    personas: &all
      - name: Laura
        id: laura
    stages:
      - name: Awareness
        personas: *all
        goal: >-
          Find
          a coat

        touchpoints:
          - Billboard
          - {name: Shop, emotion: 1}
        match: {event: buy, where: {n: 3}}
        pains: []
        owner:
    """
)
TREE = tree.read(Source("coat.journey.yaml", TEXT))


def words(path: Path, *, key: bool = False, read: tree.Tree = TREE) -> tuple[Path, str]:
    """The written part of a path, and the text that stands for it."""
    prefix, start, end = read.locate(path, key=key)
    return prefix, read.source.text[start:end]


STAGE: Path = ("stages", 0)


@pytest.mark.parametrize(
    ("path", "prefix", "expected"),
    [
        ((), (), "title: Coat"),
        (("title",), ("title",), "Coat"),
        # A block of several lines is shown by its key, an item by its first entry.
        (("stages",), ("stages",), "stages"),
        (STAGE, STAGE, "name: Awareness"),
        ((*STAGE, "name"), (*STAGE, "name"), "Awareness"),
        ((*STAGE, "touchpoints"), (*STAGE, "touchpoints"), "touchpoints"),
        ((*STAGE, "touchpoints", 0), (*STAGE, "touchpoints", 0), "Billboard"),
        ((*STAGE, "touchpoints", 1), (*STAGE, "touchpoints", 1), "{name: Shop, emotion: 1}"),
        ((*STAGE, "goal"), (*STAGE, "goal"), ">-\n      Find\n      a coat"),
        ((*STAGE, "pains"), (*STAGE, "pains"), "[]"),
        # An empty value is shown by its key, a missing key by its owner's first one.
        ((*STAGE, "owner"), (*STAGE, "owner"), "owner"),
        ((*STAGE, "phase"), STAGE, "name"),
        (("data", "events"), (), "title"),
        (("stages", 7, "name"), ("stages",), "stages"),
        # What an alias repeats stands at the alias.
        ((*STAGE, "personas"), (*STAGE, "personas"), "*all"),
        ((*STAGE, "personas", 0, "id"), (*STAGE, "personas", 0, "id"), "*all"),
        # Shorthand: what is left out of the document is stepped over.
        ((*STAGE, "touchpoints", 0, "name"), (*STAGE, "touchpoints", 0), "Billboard"),
        ((*STAGE, "goal", 0), (*STAGE, "goal"), ">-\n      Find\n      a coat"),
        (
            (*STAGE, "match", "events", 0, "where", "n", "eq"),
            (*STAGE, "match", "where", "n"),
            "3",
        ),
    ],
)
def test_where_a_path_stands(path: Path, prefix: Path, expected: str) -> None:
    assert words(path) == (prefix, expected)


def test_a_key_stands_before_its_value() -> None:
    assert words((*STAGE, "name"), key=True) == ((*STAGE, "name"), "name")
    assert words((*STAGE, "goal"), key=True) == ((*STAGE, "goal"), "goal")


def test_an_anchor_or_a_tag_is_no_part_of_what_it_stands_before() -> None:
    read = tree.read(Source("a", "&k title: &v Coat\nowner: &o\n  # why\n  Ana\n"))
    assert words(("title",), read=read) == (("title",), "Coat")
    assert words(("title",), key=True, read=read) == (("title",), "title")
    assert words(("owner",), read=read) == (("owner",), "Ana")


def test_scalars_are_handed_on_as_they_were_written() -> None:
    read = tree.read(Source("a", "[no, '1', 014, ~, \"null\", 2026-01-31, |]"))
    assert read.broken
    read = tree.read(Source("a", "[no, '1', 014, ~, \"null\", 2026-01-31, Null, '']"))
    assert isinstance(read.root, tree.Sequence)
    found = [item for item in read.root.items if isinstance(item, tree.Scalar)]
    assert [item.value for item in found] == [
        *("no", "1", "014", "~", "null", "2026-01-31", "Null", ""),
    ]
    assert [item.plain for item in found] == [True, False, True, True, False, True, True, False]
    assert [item.null for item in found] == [False] * 3 + [True] + [False] * 2 + [True, False]


def test_positions_count_code_points() -> None:
    read = tree.read(Source("a", "título: 😡 é\nowner: 'ana'\n"))
    _, start, _ = read.locate(("owner",))
    assert read.source.position(start) == read.source.span(start, start).start
    assert (read.source.position(start).line, read.source.position(start).column) == (2, 8)
    assert words(("título",), read=read)[1] == "😡 é"


@pytest.mark.parametrize(
    ("limits", "code", "setting"),
    [
        (Limits(nodes=3), "CJ006", "nodes"),
        (Limits(depth=1), "CJ006", "depth"),
    ],
)
def test_a_limit_names_its_setting(limits: Limits, code: str, setting: str) -> None:
    read = tree.read(Source("a", "a: [b, c]\n"), limits)
    assert read.broken
    assert read.root is None
    assert [problem.code for problem in read.problems] == [code]
    assert f"`{setting}`" in str(read.problems[0].help)


def blocks(depth: int) -> tuple[str, int]:
    """Mappings as blocks; the innermost holds one word."""
    # More levels than this are more bytes than a file may have.
    lines = [f"{' ' * n}a:\n" for n in range(min(depth, 4_000) - 1)]
    return "".join(lines) + f"{' ' * len(lines)}a: b\n", sum(map(len, lines[:100])) + 100


NESTINGS: dict[str, Callable[[int], tuple[str, int]]] = {
    # How to write a number of levels, and where the hundred and first begins.
    "brackets": lambda depth: ("[" * depth + "]" * depth, 100),
    "brackets that stay open": lambda depth: ("[" * depth, 100),
    "brackets a line each": lambda depth: ("[\n" * depth + "]\n" * depth, 200),
    "brackets with a word within": lambda depth: ("[" * depth + "b" + "]" * depth, 100),
    "braces": lambda depth: ("{a: " * depth + "b" + "}" * depth, 400),
    "braces as keys": lambda depth: ("{" * depth, 100),
    "brackets and braces": lambda depth: ("[{a: " * (depth // 2) + "[" * (depth % 2), 250),
    "brackets before what is no YAML": lambda depth: ("[" * depth + "@", 100),
    "a list's dashes": lambda depth: ("- " * depth + "b", 200),
    "a list's dashes, then brackets": lambda depth: ("- " * 50 + "[" * (depth - 50), 150),
    "keys": blocks,
    "keys, then brackets": lambda depth: (f"a:\n b:\n  c: {'[' * (depth - 3)}", 109),
}


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("depth", [101, 1_000, 1_001, 5_000, 60_000])
@pytest.mark.parametrize("nesting", NESTINGS)
def test_the_level_that_is_too_deep_is_found_before_the_parser_gives_up(
    nesting: str, depth: int, pure: bool
) -> None:
    text, place = NESTINGS[nesting](depth)
    read = tree.read(Source("a", text), pure=pure)
    assert [(problem.code, problem.span) for problem in read.problems] == [
        ("CJ006", (place, place + 1))
    ]
    assert read.broken


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("nesting", NESTINGS)
def test_a_hundred_levels_are_not_too_deep(nesting: str, pure: bool) -> None:
    text, _ = NESTINGS[nesting](100)
    read = tree.read(Source("a", text), pure=pure)
    assert "CJ006" not in [problem.code for problem in read.problems]


def test_brackets_in_text_are_no_levels() -> None:
    read = tree.read(Source("a", f"a: '{'[' * 5_000}'\nb: [\n"))
    assert [problem.code for problem in read.problems] == ["CJ003"]


def test_what_aliases_repeat_counts() -> None:
    text = "a: &a [1, 2, 3]\nb: [*a, *a, *a]\n"
    # A mapping, two keys, two lists, three items; and three times the list and its items.
    assert not tree.read(Source("a", text), Limits(nodes=20)).problems
    assert tree.read(Source("a", text), Limits(nodes=19)).broken


def test_a_second_key_names_the_first() -> None:
    read = tree.read(Source("a", "goal: a\n'goal': b\n"))
    (problem,) = read.problems
    assert problem.code == "CJ004"
    assert problem.span == (8, 14)
    assert [place.span for place in problem.related] == [(0, 4)]
    # The first one holds.
    assert words(("goal",), read=read)[1] == "a"


COMMENTS = """\
# cjmap: ignore-file[CJ2]
title: "# cjmap: ignore[CJ1]" # cjmap: ignore[CJ3] by and by
goal: a # cjmap: x
url: http://a/#cjmap:b
text: |
  # cjmap: ignore[CJ4]
#cjmap: tight
"""


def test_comments_that_speak_to_cjmap() -> None:
    found = tree.read(Source("a", COMMENTS)).comments
    assert [(comment.line, comment.text) for comment in found] == [
        (1, "# cjmap: ignore-file[CJ2]"),
        (2, "# cjmap: ignore[CJ3] by and by"),
        (3, "# cjmap: x"),
        (7, "#cjmap: tight"),
    ]


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        ("owner: @ana", "A value cannot begin with `@`.", 'Put it in quotes: "@ana".'),
        ("a:\n\t- b", "A tab stands where only spaces may indent.", "Replace it by spaces"),
        ("a: b: c", "A `:` stands here that YAML takes", "Put text that holds"),
        ('a: "b', "A quotation mark opens here and is never closed.", "Close it"),
        ('a: "\\q"', "A backslash in double quotes begins an escape", "Write `\\\\`"),
        ("a: [b", "A bracket or brace is not closed", "Close it"),
        ("a: b\nc\nd: e", "A key without its `:`.", "Write `key: value`"),
        ("a: * b", "`*` and `&` begin an alias or an anchor", "Put text that begins with"),
        ("a: !<b", "`!` and `%` begin a tag or a directive", "Put text that begins with"),
        ("a: > 40", "After `|` or `>` the text begins on the next line", "Move the text"),
        ("a: [b] c", "This line does not fit the lines above it.", "Align it"),
        ("a: b\n...\nc: d", "The map ended before this.", "Remove a `...`"),
        ("a: *b", "`*b` repeats an anchor that is not there.", "Write `&b` at the first place"),
    ],
)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_the_parsers_complaints_in_plain_words(
    text: str, said: str, advice: str, pure: bool
) -> None:
    read = tree.read(Source("a", text), pure=pure)
    assert [problem.code for problem in read.problems] == ["CJ003"]
    assert said in str(read.problems[0].message)
    assert str(read.problems[0].help).startswith(advice)
