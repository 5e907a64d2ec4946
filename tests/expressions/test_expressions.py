"""An expression is compiled when it is first used, and then is what `re.compile` makes."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import cjmap
from cjmap import expressions
from cjmap.expressions import expression


def all_expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Those of all modules, with where they stand."""
    for found in pkgutil.walk_packages(cjmap.__path__, "cjmap."):
        if found.name != "cjmap.__main__":
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, expressions._Expression):
                    yield f"{found.name}.{name}", value  # type: ignore[misc]


def test_all_of_them_are_expressions() -> None:
    number = 0
    for place, one in all_expressions():
        number += 1
        try:
            assert one.fullmatch("qqq") is None or one.groups >= 0
        except re.error as error:
            pytest.fail(f"{place}: {error}")
    assert number > 100


def test_it_is_what_is_compiled_at_once() -> None:
    ours, theirs = (make(r"(?P<a>b)c|D", re.I) for make in (expression, re.compile))
    assert ours.pattern == theirs.pattern
    text = "x bC d bc"
    for ask in ("search", "findall", "split"):
        assert repr(getattr(ours, ask)(text)) == repr(getattr(theirs, ask)(text))
    assert [one.span() for one in ours.finditer(text)] == [
        one.span() for one in theirs.finditer(text)
    ]
    assert ours.sub("-", text) == theirs.sub("-", text)
    assert (ours.groups, ours.flags, dict(ours.groupindex)) == (
        theirs.groups,
        theirs.flags,
        dict(theirs.groupindex),
    )
    assert not hasattr(ours, "nothing")


def test_it_is_compiled_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    compile_ = re.compile

    def count(pattern: str, flags: int) -> re.Pattern[str]:
        made.append(pattern)
        return compile_(pattern, flags)

    one = expression("a+")
    monkeypatch.setattr(re, "compile", count)
    assert (one.pattern, made) == ("a+", [])
    assert one.match("aa") and one.search("ba") and not one.fullmatch("b")
    assert made == ["a+"]


def test_no_module_compiles_one_when_it_is_imported() -> None:
    compiled = {
        f"{found.name}.{name}"
        for found in pkgutil.walk_packages(cjmap.__path__, "cjmap.")
        if found.name != "cjmap.__main__"
        for name, value in vars(importlib.import_module(found.name)).items()
        if isinstance(value, re.Pattern)
    }
    assert not compiled
