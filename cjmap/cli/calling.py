"""Calls in plain words, read without Typer: for those it takes longer to be imported than to run.

Read are a verb and behind it paths, switches and options whose value is the next word. Whatever
else people may write, and whatever is wrong with it, is for Typer to read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Final, get_args, get_origin

from cjmap.cli.common import GlobalOptions
from cjmap.cli.declaring import Argument, Option, Parameter, Verb, parameters_of, take
from cjmap.records import REQUIRED

# The verbs by the modules that they are in, where the two have different names.
_MODULES: Final[Mapping[str, str]] = {"rules": "rule", "words": "vocabulary"}
_VERBS: Final = frozenset(
    "cache convert diff explain format gaps history init lint lsp measure merge preview render report rule rules schema validate "
    "words".split()
)
# What the parser of arguments makes paths of on Windows.
_EXPANDED: Final = frozenset("*?[~$%")


class _Unclear(Exception):
    """Words that only Typer can read."""


def read(words: Sequence[str]) -> Callable[[], None] | None:
    """The call that plain words make; None where they are not plain."""
    if not words or words[0] not in _VERBS or any(map(_is_odd, words)):
        return None
    if os.environ.get("_CJMAP_COMPLETE"):
        # A shell asks what may follow.
        return None
    verb = _find(words[0])
    try:
        given = _read(words[1:], [*verb.parameters, *parameters_of(GlobalOptions)])
    except _Unclear:
        return None
    return lambda: verb.carry_out(take(GlobalOptions, given).invocation(), given)


def _is_odd(word: str) -> bool:
    """Whether a word is another one by the time that it is read, or none that can be printed."""
    if os.name == "nt" and not _EXPANDED.isdisjoint(word):
        return True
    return not word or any("\ud800" <= sign <= "\udfff" for sign in word)


def _find(name: str) -> Verb:
    module = import_module(f"cjmap.cli.{_MODULES.get(name, name)}")
    verbs: tuple[Verb, ...] = module.verbs()
    return next(verb for verb in verbs if verb.name == name)


def _read(words: Sequence[str], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """The values of parameters. Raises _Unclear."""
    named = {
        name: one
        for one in parameters
        if isinstance(one.declared, Option)
        for name in one.declared.names
    }
    given: dict[str, Any] = {}
    alone: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            alone.append(word)
        elif word in named:
            _set(given, named[word], rest)
        else:
            raise _Unclear
    _place(given, alone, [one for one in parameters if isinstance(one.declared, Argument)])
    for one in parameters:
        if one.name not in given:
            if one.default is REQUIRED:
                raise _Unclear
            given[one.name] = one.default
    return given


def _set(given: dict[str, Any], one: Parameter, rest: Iterator[str]) -> None:
    """Takes the value of an option from the words behind it."""
    option = one.declared
    assert isinstance(option, Option)
    if option.parse is not None or option.least is not None or option.at_once:
        raise _Unclear
    if one.kind is bool:
        given[one.name] = True
        return
    word = next(rest, "-")
    if word.startswith("-"):
        raise _Unclear
    value = _make(one.kind, word)
    if isinstance(value, list):
        value = [*given.get(one.name, ()), *value]
    given[one.name] = value if option.turn is None else option.turn(value)


def _place(given: dict[str, Any], words: Sequence[str], places: Sequence[Parameter]) -> None:
    """Gives words that stand alone to the arguments, of which the last may take many."""
    rest = list(words)
    for one in places:
        if not rest:
            return
        number = len(rest) if _is_list(one.kind) else 1
        taken, rest = rest[:number], rest[number:]
        values = [_make(one.kind, word) for word in taken]
        given[one.name] = taken if _is_list(one.kind) else values[0]
    if rest:
        raise _Unclear


def _make(kind: Any, word: str) -> Any:
    """What a word is as a value of a type; a list of one for one of a list."""
    kind = _plain(kind)
    if _is_list(kind):
        return [word]
    if kind is str or kind is Path:
        return kind(word)
    if issubclass(kind, StrEnum) and word in list(kind):
        return kind(word)
    raise _Unclear


def _is_list(kind: Any) -> bool:
    return bool(_plain(kind) == list[str])


def _plain(kind: Any) -> Any:
    """A type without the None that it may be."""
    if get_origin(kind) is list:
        return kind
    return next((each for each in get_args(kind) if each is not type(None)), kind)
