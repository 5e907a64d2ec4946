from __future__ import annotations

from collections.abc import Callable

import pytest

from cjmap.findings.source import Source
from cjmap.text import reading
from cjmap.text.limits import Limits


@pytest.mark.parametrize(
    ("limits", "code", "setting"),
    [
        (Limits(nodes=3), "CJ006", "nodes"),
        (Limits(depth=1), "CJ006", "depth"),
    ],
)
def test_a_limit_names_its_setting(limits: Limits, code: str, setting: str) -> None:
    read = reading.read(Source("a", "a: [b, c]\n"), limits)
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
    read = reading.read(Source("a", text), pure=pure)
    assert [(problem.code, problem.span) for problem in read.problems] == [
        ("CJ006", (place, place + 1))
    ]
    assert read.broken


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("nesting", NESTINGS)
def test_a_hundred_levels_are_not_too_deep(nesting: str, pure: bool) -> None:
    text, _ = NESTINGS[nesting](100)
    read = reading.read(Source("a", text), pure=pure)
    assert "CJ006" not in [problem.code for problem in read.problems]


def test_brackets_in_text_are_no_levels() -> None:
    read = reading.read(Source("a", f"a: '{'[' * 5_000}'\nb: [\n"))
    assert [problem.code for problem in read.problems] == ["CJ003"]


def test_what_aliases_repeat_counts() -> None:
    text = "a: &a [1, 2, 3]\nb: [*a, *a, *a]\n"
    # A mapping, two keys, two lists, three items; and three times the list and its items.
    assert not reading.read(Source("a", text), Limits(nodes=20)).problems
    assert reading.read(Source("a", text), Limits(nodes=19)).broken


def test_a_second_key_names_the_first() -> None:
    read = reading.read(Source("a", "goal: a\n'goal': b\n"))
    (problem,) = read.problems
    assert problem.code == "CJ004"
    assert problem.span == (8, 14)
    assert [place.span for place in problem.related] == [(0, 4)]
    # The first one holds.
    assert read.scalar_at(("goal",)) == "a"
