"""Which paths a glob of the settings fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.project.globs import Ignores, Pattern, leads_out, matches


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("a/b.yaml", "**/*.yaml", True),
        ("b.yaml", "**/*.yaml", True),
        ("a/b.yaml", "*.yaml", False),
        ("a/b.yaml", "a", True),
        ("ab/b.yaml", "a", False),
        ("a/b/c.yaml", "a/**", True),
        ("a/b.yaml", "a/?.yaml", True),
        ("a/b.yaml", "a?b.yaml", False),
        ("a.yaml", "a.y*", True),
        ("a+b.yaml", "a+b.yaml", True),
        ("aab.yaml", "a+b.yaml", False),
        ("a/b.yaml", "/a/", True),
    ],
)
def test_globs_of_the_settings(name: str, pattern: str, fits: bool) -> None:
    assert matches(name, pattern) is fits


def reference(name: str, pattern: str) -> bool:
    """The same by trying everything, as the words of the manual have it."""

    def part(text: str, glob: str) -> bool:
        if not glob:
            return not text
        if glob[0] == "*":
            return part(text, glob[1:]) or (bool(text) and part(text[1:], glob))
        return bool(text) and glob[0] in ("?", text[0]) and part(text[1:], glob[1:])

    def path(names: list[str], globs: list[str]) -> bool:
        if not globs:
            return not names
        if globs == ["**"]:
            return bool(names)
        if globs[0] == "**":
            return path(names, globs[1:]) or (bool(names) and path(names[1:], globs))
        return bool(names) and part(names[0], globs[0]) and path(names[1:], globs[1:])

    names = name.split("/")
    return any(path(names[:end], pattern.split("/")) for end in range(1, len(names) + 1))


PARTS = st.text("ab", min_size=1, max_size=4)
GLOBS = st.text("ab*?", min_size=1, max_size=5).filter(lambda glob: "**" not in glob)


@given(
    st.lists(PARTS, min_size=1, max_size=4).map("/".join),
    st.lists(GLOBS | st.just("**"), min_size=1, max_size=4).map("/".join),
)
def test_globs_fit_what_trying_everything_would(name: str, pattern: str) -> None:
    assert matches(name, pattern) is reference(name, pattern)


@pytest.mark.parametrize(
    ("lines", "name", "folder", "ignored"),
    [
        (["build/"], "a/build", True, True),
        (["build/"], "a/build", False, None),
        (["/build"], "a/build", True, None),
        (["a/b"], "a/b", False, True),
        (["a/b"], "c/a/b", False, None),
        (["a/**/b"], "a/b", False, True),
        (["a/**/b"], "a/c/d/b", False, True),
        (["a/**"], "a", True, None),
        (["a/**"], "a/c", False, True),
        (["**/b"], "a/b", False, True),
        (["*.y", "!keep.y"], "keep.y", False, False),
        (["!keep.y", "*.y"], "keep.y", False, True),
        (["# a", "", "   ", "/", "!"], "a", False, None),
        ([r"\#a", r"\!b"], "#a", False, True),
        ([r"\#a", r"\!b"], "!b", False, True),
        (["a "], "a", False, True),
        (["a\\ "], "a ", False, True),
        (["[a-c]x"], "bx", False, True),
        (["[!a-c]x"], "bx", False, None),
        (["[]a]x"], "]x", False, True),
        (["[^a]x"], "bx", False, True),
        ([r"a\*"], "a*", False, True),
        ([r"a\*"], "ab", False, None),
        (["[a", "a\\", "[z-a]"], "[a", False, None),
        (["a?c"], "abc", False, True),
        (["a\r"], "a", False, True),
    ],
)
def test_what_git_ignores(lines: list[str], name: str, folder: bool, ignored: bool | None) -> None:
    assert Ignores(lines).verdict(name, folder=folder) is ignored


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 60 + "b",
        "**/a/" * 60 + "b",
        "**/*a" * 60 + "b",
        ("*a" * 20 + "/") * 20 + "b",
        "*?" * 60 + "b",
        "*" * 5000 + "b",
        "a*" * 2000 + "b",
    ],
    ids=lambda pattern: pattern[:8],
)
@pytest.mark.parametrize("name", ["a" * 20_000, "/".join(["a" * 40] * 200)], ids=["flat", "deep"])
def test_no_pattern_keeps_a_run_busy(pattern: str, name: str) -> None:
    # Tried one after the other, the ways to fit these would outlast everybody.
    assert not matches(name, pattern)
    assert not Ignores([pattern]).verdict(name, folder=False)
    glob = Pattern(pattern)
    places = glob.start
    for part in name.split("/"):
        places = glob.enter(places, part)
    assert not glob.ends(places)


@pytest.mark.parametrize(
    ("pattern", "out"),
    [
        ("../out/*", True),
        ("a/../../b", True),
        ("a/../b", False),
        ("..", True),
        ("..\\out", True),
        ("C:/x", True),
        ("\\\\host\\x", True),
        ("//host/x", True),
        ("~/x", True),
        ("/drafts/", False),
        ("**/*.library.yaml", False),
        ("..a/b", False),
    ],
)
def test_what_leads_out_of_the_workspace(pattern: str, out: bool) -> None:
    assert leads_out(pattern) is out
