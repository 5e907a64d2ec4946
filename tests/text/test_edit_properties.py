"""Edits against an independent model: what the tree says afterwards, and what of the text stays."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cjmap.findings import Edit
from cjmap.findings.source import Source
from cjmap.text import edit, reading
from cjmap.text.emitting import EditRefused
from cjmap.text.layout import Layout
from cjmap.text.tree import Alias, Tree
from tests.text.documents import KEYS, VALUES, documents
from tests.text.edit_model import (
    Path,
    Plain,
    own,
    paths,
    plain,
    renamed,
    with_entry,
    with_value,
    without,
)

ROOT = FilePath(__file__).parents[2]
CORPUS = [
    file.read_text(encoding="utf-8")
    for folder in ("examples", "tests/cases", "tests/rules")
    for file in sorted((ROOT / folder).rglob("*.yaml"))
]
FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
SOME = settings(FUZZ, max_examples=40)


def tree_of(text: str) -> Tree:
    """The tree of a sound text, the same by both loaders."""
    tree, pure = reading.read(Source("a", text)), reading.read(Source("a", text), pure=True)
    assert not tree.problems, (text, tree.problems)
    assert not pure.problems, (text, pure.problems)
    assert repr(plain(tree.root)) == repr(plain(pure.root)), text
    return tree


def comments(text: str) -> list[str]:
    """The generated comments; what looks like one within a text is none."""
    found = []
    scalars = reading.read(Source("a", text)).scalars
    for match in re.finditer(r"# c\d+", text):
        holders = [(a, b) for a, b in scalars if a <= match.start() < b]
        if not holders or (
            text[holders[0][0]] in "|>" and "\n" not in text[holders[0][0] : match.start()]
        ):
            found.append(match.group())
    return found


def is_part(some: list[str], of: list[str]) -> bool:
    """Whether a list is another one with items left out."""
    rest = iter(of)
    return all(item in rest for item in some)


# --- the properties ------------------------------------------------------------------------------


def made(tree: Tree, edits: tuple[Edit, ...]) -> str:
    """The text with edits made, which stay apart and within it."""
    ordered = sorted(edits, key=lambda one: one.start)
    end = 0
    for one in ordered:
        assert end <= one.start <= one.end <= len(tree.source.text)
        end = one.end
    return edit.apply(tree.source.text, edits)


def check(text: str, expected: Plain) -> None:
    found = plain(tree_of(text).root)
    assert repr(found) == repr(expected) or found == expected, text
    if isinstance(found, dict) and isinstance(expected, dict):
        assert list(found) == list(expected)


def pick(data: st.DataObject, tree: Tree, found: Plain) -> Path:
    path = data.draw(st.sampled_from(paths(found)), label="path")
    assume(own(tree, path))
    return path


def set_somewhere(text: str, data: st.DataObject) -> None:
    tree = tree_of(text)
    before = plain(tree.root)
    path = pick(data, tree, before)
    value = data.draw(VALUES, label="value")
    try:
        edits = edit.set_value(tree, path, value)
    except EditRefused:
        assert tree.aliases or _has_odd(value)
        return
    after = made(tree, edits)
    check(after, with_value(before, path, value))
    there = plain(Layout(tree).find(path).node)
    if not isinstance(there, list | dict):
        assert is_part(comments(text), comments(after))


def _has_odd(value: Plain) -> bool:
    return bool(
        re.search("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", _texts(value))
    )


def _texts(value: Plain) -> str:
    """All texts of a value, one behind the other: `repr` would write what is odd in escapes."""
    if isinstance(value, list):
        return "".join(map(_texts, value))
    if isinstance(value, dict):
        return "".join(key + _texts(inner) for key, inner in value.items())
    return str(value)


def insert_somewhere(text: str, data: st.DataObject) -> None:
    tree = tree_of(text)
    before = plain(tree.root)
    owner = pick(data, tree, before)
    value = data.draw(VALUES, label="value")
    holder = Layout(tree).find(owner).node
    assume(not isinstance(holder, Alias))
    there = plain(holder)
    at: int | None = None
    step: str | int
    if isinstance(there, list) or (there is None and data.draw(st.booleans())):
        step = data.draw(st.integers(0, len(there or [])), label="step")
    else:
        assume(there is None or isinstance(there, dict))
        entries = there if isinstance(there, dict) else {}
        step = data.draw(KEYS.filter(lambda key: key not in entries), label="key")
        at = data.draw(st.none() | st.integers(0, len(entries)), label="at")
    try:
        edits = edit.insert(tree, (*owner, step), value, at=at)
    except EditRefused:
        assert _has_odd(value) or _has_odd(step)
        return
    after = made(tree, edits)
    check(after, with_entry(before, (*owner, step), value, at))
    assert is_part(comments(text), comments(after))


def remove_somewhere(text: str, data: st.DataObject) -> None:
    tree = tree_of(text)
    before = plain(tree.root)
    path = pick(data, tree, before)
    assume(path)
    try:
        edits = edit.remove(tree, path)
    except EditRefused:
        assert tree.aliases
        return
    after = made(tree, edits)
    check(after, without(before, path))
    assert is_part(comments(after), comments(text))


def rename_somewhere(text: str, data: st.DataObject) -> None:
    tree = tree_of(text)
    before = plain(tree.root)
    path = pick(data, tree, before)
    assume(path and isinstance(path[-1], str))
    key = data.draw(KEYS, label="key")
    owner = plain(Layout(tree).find(path[:-1]).node)
    assert isinstance(owner, dict)
    try:
        edits = edit.rename(tree, path, key)
    except EditRefused:
        assert key in owner or _has_odd(key)
        return
    after = made(tree, edits)
    check(after, renamed(before, path, key))
    assert comments(after) == comments(text) or "#" in key
    assert len(edits) == (key != path[-1])


@FUZZ
@given(documents(), st.data())
def test_set(text: str, data: st.DataObject) -> None:
    set_somewhere(text, data)


@FUZZ
@given(documents(), st.data())
def test_insert(text: str, data: st.DataObject) -> None:
    insert_somewhere(text, data)


@FUZZ
@given(documents(), st.data())
def test_remove(text: str, data: st.DataObject) -> None:
    remove_somewhere(text, data)


@FUZZ
@given(documents(), st.data())
def test_rename(text: str, data: st.DataObject) -> None:
    rename_somewhere(text, data)


@SOME
@given(documents())
def test_what_is_there_already_changes_nothing(text: str) -> None:
    tree = tree_of(text)
    for path in paths(plain(tree.root)):
        if not tree.aliases or own(tree, path):
            node = Layout(tree).find(path).node
            assert edit.set_value(tree, path, plain(node)) == ()


# --- the maps of this repository -----------------------------------------------------------------


# `[?really]` is a key to libyaml; nothing is edited in that form.
SOUND = [
    text for text in CORPUS if "[?" not in text and not reading.read(Source("a", text)).problems
]
MAPS = st.sampled_from(SOUND)


@FUZZ
@given(MAPS, st.data())
def test_set_in_maps(text: str, data: st.DataObject) -> None:
    set_somewhere(text, data)


@FUZZ
@given(MAPS, st.data())
def test_insert_into_maps(text: str, data: st.DataObject) -> None:
    insert_somewhere(text, data)


@FUZZ
@given(MAPS, st.data())
def test_remove_from_maps(text: str, data: st.DataObject) -> None:
    remove_somewhere(text, data)


@FUZZ
@given(MAPS, st.data())
def test_rename_in_maps(text: str, data: st.DataObject) -> None:
    rename_somewhere(text, data)


def test_every_value_of_every_map_is_there_already() -> None:
    for text in SOUND:
        tree = tree_of(text)
        for path in paths(plain(tree.root)):
            if own(tree, path):
                node = Layout(tree).find(path).node
                assert edit.set_value(tree, path, plain(node)) == ()
