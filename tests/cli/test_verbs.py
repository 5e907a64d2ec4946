"""Global options stand before a verb, after it, or in both places: every verb, every option."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from cjmap import __version__
from cjmap.cli import common
from cjmap.cli.app import app
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import asked_language
from tests.cli.conftest import Cjmap

# A verb is called with what it cannot do without.
NEEDED = {
    "cache": ["clean"],
    "convert": ["a.mmd", "b.yaml"],
    "history": ["a.journey.yaml"],
    "merge": ["base.yaml", "ours.yaml", "theirs.yaml"],
    "rule": ["CJ301"],
}
VERBS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Given:
    """An option twice, and what the call should make of the first and of the second."""

    field: str
    first: list[str]
    second: list[str]
    one: object
    other: object


OPTIONS = [
    Given("config", ["--config", "a.toml"], ["--config=b.toml"], Path("a.toml"), Path("b.toml")),
    Given("no_config", ["--no-config"], ["--no-config"], True, True),
    Given("quiet", ["--quiet"], ["-q"], True, True),
    Given("verbose", ["--verbose"], ["-v"], True, True),
    Given("color", ["--color", "always"], ["--color=never"], "always", "never"),
    Given("language", ["--lang", "en"], ["--lang=es"], "en", "es"),
    Given(
        "today",
        ["--today", "2026-01-31"],
        ["--today=2024-02-29"],
        datetime.date(2026, 1, 31),
        datetime.date(2024, 2, 29),
    ),
]
WRONG = [
    (["--color", "blue"], "blue"),
    (["--lang", "xx"], "xx"),
    (["--today", "2026-02-30"], "2026-02-30"),
    (["--config"], "--config"),
]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Invocation]:
    """The calls that verbs are asked to carry out; none is."""
    made: list[Invocation] = []
    make = common.GlobalOptions.invocation

    def keep(options: common.GlobalOptions) -> Invocation:
        made.append(make(options))
        raise typer.Exit(0)

    monkeypatch.setattr(common.GlobalOptions, "invocation", keep)
    return made


def test_every_global_option_is_walked() -> None:
    known = {"lang": "language"}
    walked = {given.field for given in OPTIONS}
    assert {known.get(f.name, f.name) for f in fields(common.GlobalOptions)} == {*walked, "version"}


@pytest.mark.parametrize("given", OPTIONS, ids=lambda given: given.field)
@pytest.mark.parametrize("verb", VERBS)
def test_before_after_and_both(
    cjmap: Cjmap, calls: list[Invocation], verb: str, given: Given
) -> None:
    rest = NEEDED.get(verb, [])
    for arguments in (
        [verb, *rest],
        [*given.first, verb, *rest],
        [verb, *given.first, *rest],
        [verb, *rest, *given.first],
        [*given.first, verb, *rest, *given.second],
        [*given.second, verb, *rest, *given.first],
    ):
        result = cjmap(*arguments)
        assert result.exit_code == 0, result.output
    nothing, *found, second, first = (getattr(call, given.field) for call in calls)
    assert found == [given.one] * 3
    assert second == given.other
    assert first == given.one
    assert nothing != given.one or given.field == "language"


@pytest.mark.parametrize(("wrong", "named"), WRONG, ids=lambda value: str(value))
@pytest.mark.parametrize("verb", VERBS)
def test_a_wrong_value_is_wrong_usage_in_either_place(
    cjmap: Cjmap, calls: list[Invocation], verb: str, wrong: list[str], named: str
) -> None:
    rest = NEEDED.get(verb, [])
    places = [[verb, *rest, *wrong]]
    if len(wrong) > 1:
        places.append([*wrong, verb, *rest])
    for arguments in places:
        result = cjmap(*arguments)
        assert result.exit_code == 2
        assert wrong[0] in result.stderr
        assert named in result.stderr
    assert calls == []


@pytest.mark.parametrize("verb", VERBS)
def test_options_of_different_places_go_together(
    cjmap: Cjmap, calls: list[Invocation], verb: str
) -> None:
    cjmap("-q", "--lang", "es", verb, *NEEDED.get(verb, []), "--color", "never", "-v")
    (call,) = calls
    assert (call.quiet, call.verbose, call.language, call.color) == (True, True, "es", "never")


def test_the_later_choice_of_settings_takes_the_place_of_the_other_kind(
    cjmap: Cjmap, calls: list[Invocation]
) -> None:
    cjmap("--config", "a.toml", "validate", "--no-config")
    cjmap("--no-config", "validate", "--config", "a.toml")
    assert [(call.config, call.no_config) for call in calls] == [
        (None, True),
        (Path("a.toml"), False),
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_has_a_panel_of_them(cjmap: Cjmap, verb: str) -> None:
    text = cjmap(verb, "--help").output
    own, _, panel = text.partition(f"\n{common.PANEL}:\n")
    assert "-h, --help" in own
    for field in fields(common.GlobalOptions):
        option = f"--{field.name.replace('_', '-')}"
        assert f" {option} " in panel
        assert f" {option} " not in own


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_the_shell_completes_them(
    cjmap: Cjmap, verb: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["cjmap", *([verb] if verb else []), "--"]
    monkeypatch.setenv("_CJMAP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    offered = set(cjmap().output.split())
    assert {f"--{f.name.replace('_', '-')}" for f in fields(common.GlobalOptions)} <= offered


@pytest.mark.parametrize("arguments", [["--version"], ["rule", "--version"], ["lint", "--version"]])
def test_the_version_is_printed_whatever_else_is_missing(
    cjmap: Cjmap, arguments: list[str]
) -> None:
    result = cjmap(*arguments)
    assert (result.exit_code, result.output) == (0, f"cjmap {__version__}\n")


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        (["--today", "2026-11-21"], "CJ602"),
        (["--lang", "es"], "Hallazgos"),
        (["--config", "strict.toml"], "CJ006"),
        (["--color", "always"], "\x1b["),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_after_the_verb_they_do_what_they_do_before_it(
    cjmap: Cjmap, options: list[str], seen: str
) -> None:
    cjmap.write("a.journey.yaml", "title: A\nupdated: 2024-01-01\npersonas: [L]\nstages: [S]\n")
    cjmap.write("strict.toml", "[limits]\nnodes = 3\n")
    plain = cjmap("--today", "2024-01-02", "lint", "a.journey.yaml")
    before = cjmap("--today", "2024-01-02", *options, "lint", "a.journey.yaml")
    after = cjmap("--today", "2024-01-02", "lint", "a.journey.yaml", *options)
    assert seen not in plain.output
    assert seen in after.output
    assert after.output == before.output
    assert after.exit_code == before.exit_code


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], "es"),
        (["lint"], "es"),
        (["--lang", "en", "lint"], "en"),
        (["lint", "--lang=en"], "en"),
        (["--lang", "es", "lint", "--lang", "en"], "en"),
        (["--lang=en", "lint", "--lang=es"], "es"),
        (["--lang", "en", "lint", "--", "--lang", "es"], "en"),
        (["lint", "--lang"], "es"),
    ],
    ids=" ".join,
)
def test_help_speaks_the_language_that_was_asked_for_last(
    arguments: list[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    assert asked_language(arguments) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["lint"], "en"),
        (["lint", "--lang", "es"], "es"),
        (["lint", "--no-config"], "es"),
        (["lint", "--config", "below/cjmap.toml"], "en"),
        (["lint", "--config=other.toml"], "es"),
        (["--config", "other.toml", "lint", "--config=cjmap.toml"], "en"),
        (["lint", "--config", "none.toml"], "es"),
        (["lint", "--", "--no-config"], "en"),
    ],
    ids=" ".join,
)
def test_settings_choose_the_language_that_nobody_asks_for(
    arguments: list[str], language: str, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    cjmap.write("cjmap.toml", 'lang = "en"\n')
    cjmap.write("below/cjmap.toml", 'extend = "../cjmap.toml"\n')
    cjmap.write("other.toml", 'lang = "es"\n')
    assert asked_language(arguments) == language


@pytest.mark.parametrize(
    "settings", ['lang = "fr"', 'lang = "en', "lang = 1", "language = 'en'", ""]
)
def test_settings_that_choose_none_leave_it_to_the_locale(
    settings: str, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    cjmap.write("cjmap.toml", settings)
    assert asked_language([]) == "es"


def test_every_word_of_a_run_is_in_the_language_of_the_settings(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", 'lang = "es"\n')
    cjmap.write("a.journey.yaml", "{title: T, personas: [A], stages: [B]}")

    def say(*words: str) -> str:
        command = [sys.executable, "-m", "cjmap", *words]
        environment = {**os.environ, "LANGUAGE": "en"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        return done.stdout + done.stderr

    assert say("validate") == "Todo en orden: 1 archivo, sin hallazgos.\n"
    assert "El mapa no tiene escenario" in say("lint")
    assert say("lint", "-h").startswith("Uso: ")
    assert "No existe la opción" in say("lint", "--nonsense")
