"""A call in plain words is what Typer would have made of it, or is left to Typer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cjmap.cli import calling
from cjmap.cli.app import app
from cjmap.cli.common import GlobalOptions
from cjmap.cli.declaring import Argument, Option, Parameter, Verb, parameters_of
from cjmap.cli.invocation import Invocation

Call = tuple[str, object, dict[str, Any]]
NAMES = sorted(calling._VERBS)
VERBS = {name: calling._find(name) for name in NAMES}
EVERYWHERE = [*parameters_of(GlobalOptions)]
# What no verb can do without.
NEEDED = {
    "cache": ["clean"],
    "convert": ["a.mmd", "b.yaml"],
    "history": ["a.yaml"],
    "merge": ["base.yaml", "ours.yaml", "theirs.yaml"],
    "rule": ["CJ301"],
}
RUNNER = CliRunner()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """The calls that verbs are to carry out; none is."""
    calls: list[Call] = []
    monkeypatch.setattr(
        Verb, "carry_out", lambda verb, call, given: calls.append((verb.name, call, dict(given)))
    )
    return calls


def by_typer(made: list[Call], words: Sequence[str]) -> list[Call]:
    made.clear()
    RUNNER.invoke(app, list(words))
    return [*made]


def by_us(made: list[Call], words: Sequence[str]) -> list[Call]:
    made.clear()
    call = calling.read(words)
    if call is not None:
        call()
    return [*made]


def options(verb: str) -> Iterator[tuple[Parameter, str]]:
    """The options of a verb by each of their names."""
    for one in (*VERBS[verb].parameters, *EVERYWHERE):
        if isinstance(one.declared, Option):
            yield from ((one, name) for name in one.declared.names)


def values(one: Parameter) -> list[str]:
    """Words that may be the value of a parameter."""
    kinds = [kind for kind in (one.kind, *get_args(one.kind)) if isinstance(kind, type)]
    choices = [str(each) for kind in kinds if issubclass(kind, StrEnum) for each in kind]
    return choices or ["sí.yaml"]


def test_every_verb_is_read() -> None:
    assert {command.name or "" for command in app.registered_commands} == set(NAMES)


@pytest.mark.parametrize("verb", NAMES)
def test_each_option_is_read_as_typer_reads_it_or_left_to_it(made: list[Call], verb: str) -> None:
    for one, name in options(verb):
        for value in [None] if one.kind is bool else values(one):
            given = [name] if value is None else [name, value]
            words = [verb, *NEEDED.get(verb, []), *given]
            ours = by_us(made, words)
            assert not ours or ours == by_typer(made, words), words
            declared = one.declared
            assert isinstance(declared, Option)
            rare = declared.parse or declared.least is not None or declared.at_once
            assert ours or rare, f"{words} takes the time of Typer"


@pytest.mark.parametrize("verb", NAMES)
def test_a_verb_alone_and_what_stands_behind_it(made: list[Call], verb: str) -> None:
    needed = NEEDED.get(verb, [])
    (ours,) = by_us(made, [verb, *needed])
    assert [ours] == by_typer(made, [verb, *needed])
    assert isinstance(ours[1], Invocation)
    assert by_us(made, [verb, *needed[:-1]]) == ([] if needed else [ours])
    for one in VERBS[verb].parameters:
        if isinstance(one.declared, Argument):
            for value in values(one):
                words = [verb, *needed[1:], value]
                assert by_us(made, words) == by_typer(made, words) != []


@pytest.mark.parametrize(
    "words",
    [
        ["lint", "b.yaml", "--select", "CJ3", "a.yaml", "--select", "CJ5", "-"],
        ["lint", "--quiet", "-q", "-v", "--fail-on", "info", "--fail-on", "error"],
        ["render", "-o", "a.svg", "--view", "flow", "a.yaml", "--persona", "l", "--persona", "m"],
        ["report", "maps", "b.yaml", "--output", "out"],
    ],
)
def test_words_in_any_order_and_more_than_once(made: list[Call], words: list[str]) -> None:
    assert by_us(made, words) == by_typer(made, words) != []


def test_windows_and_shells_are_left_to_typer(
    made: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_us(made, ["lint", "*.yaml"])
    monkeypatch.setattr("cjmap.cli.calling.os.name", "nt")
    assert not by_us(made, ["lint", "*.yaml"])
    monkeypatch.setenv("_CJMAP_COMPLETE", "complete_bash")
    assert not by_us(made, ["lint"])


ODD = [
    "-",
    "--",
    "",
    "-o",
    "--output=x",
    "-ox",
    "--no",
    "--help",
    "-h",
    "--lang=es",
    "--json",
    "-qv",
]


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_is_read_as_typer_reads_it_or_left_to_it(data: st.DataObject) -> None:
    verb = data.draw(st.sampled_from([*NAMES, "lnt", "--quiet"]))
    known = [*options(verb)] if verb in VERBS else []
    pool = [
        *ODD,
        *("a.yaml", "maps", "CJ301", "clean", "es", "2026-01-31", "3"),
        *(name for _, name in known),
        *(value for one, _ in known if one.kind is not bool for value in values(one)),
    ]
    words = [verb, *data.draw(st.lists(st.sampled_from(pool), max_size=5))]
    with pytest.MonkeyPatch.context() as patch:
        made: list[Call] = []
        patch.setattr(
            Verb, "carry_out", lambda own, call, given: made.append((own.name, call, dict(given)))
        )
        ours = by_us(made, words)
        assert not ours or ours == by_typer(made, words)
