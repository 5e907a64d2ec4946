from __future__ import annotations

import textwrap

import pytest

from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.text import reading, tree

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
TREE = reading.read(Source("coat.journey.yaml", TEXT))


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
    read = reading.read(Source("a", "&k title: &v Coat\nowner: &o\n  # why\n  Ana\n"))
    assert words(("title",), read=read) == (("title",), "Coat")
    assert words(("title",), key=True, read=read) == (("title",), "title")
    assert words(("owner",), read=read) == (("owner",), "Ana")


def test_scalars_are_handed_on_as_they_were_written() -> None:
    read = reading.read(Source("a", "[no, '1', 014, ~, \"null\", 2026-01-31, |]"))
    assert read.broken
    read = reading.read(Source("a", "[no, '1', 014, ~, \"null\", 2026-01-31, Null, '']"))
    assert isinstance(read.root, tree.Sequence)
    found = [item for item in read.root.items if isinstance(item, tree.Scalar)]
    assert [item.value for item in found] == [
        *("no", "1", "014", "~", "null", "2026-01-31", "Null", ""),
    ]
    assert [item.plain for item in found] == [True, False, True, True, False, True, True, False]
    assert [item.null for item in found] == [False] * 3 + [True] + [False] * 2 + [True, False]


def test_positions_count_code_points() -> None:
    read = reading.read(Source("a", "título: 😡 é\nowner: 'ana'\n"))
    _, start, _ = read.locate(("owner",))
    assert read.source.position(start) == read.source.span(start, start).start
    assert (read.source.position(start).line, read.source.position(start).column) == (2, 8)
    assert words(("título",), read=read)[1] == "😡 é"


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
    found = reading.read(Source("a", COMMENTS)).comments("cjmap")
    assert [(comment.line, comment.text) for comment in found] == [
        (1, "# cjmap: ignore-file[CJ2]"),
        (2, "# cjmap: ignore[CJ3] by and by"),
        (3, "# cjmap: x"),
        (7, "#cjmap: tight"),
    ]
