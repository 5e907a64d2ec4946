"""A reader's word by its id: listed, and in a workspace's own words wherever it is read."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cjmap
from cjmap.cli.app import app
from cjmap.languages.known import CODES
from cjmap.languages.words import places_of, reader_words, speak, tell_words
from cjmap.messages import ntr, tr
from cjmap.text.slugs import is_slug
from tests.tools.messages import WORDS, extract, list_words

MAP = """\
title: T
language: {language}
personas: [Ana]
stages:
  - name: Kauf
    touchpoints: [Eins, Zwei]
"""


def test_every_word_of_a_reader_has_an_id() -> None:
    assert WORDS.read_text("utf-8") == list_words(extract("reader"))
    assert all(is_slug(name) for name in reader_words())
    assert reader_words()["touchpoints"] == ("Touchpoints",)
    assert reader_words()["n-touchpoint"] == ("{n} touchpoint", "{n} touchpoints")
    assert (reader_words()["stage"], reader_words()["stage-lower"]) == (("Stage",), ("stage",))


@pytest.mark.parametrize("code", CODES)
def test_words_are_told_in_every_language(code: str) -> None:
    told = tell_words(code)
    assert list(told) == list(reader_words())
    assert told["stage"] == (tr("Stage").render(code),)
    forms = told["n-stage"]
    assert len(forms) == {"ja": 1, "zh": 1, "pl": 3, "ar": 6}.get(code, 2)
    assert forms[0].replace("{n}", "1" if code != "ar" else "0") in (
        ntr("{n} stage", "{n} stages", 1).render(code),
        ntr("{n} stage", "{n} stages", 0).render(code),
    )


def test_the_verb_lists_them_as_text_and_as_json() -> None:
    run = CliRunner().invoke(app, ["words", "--language", "de"])
    assert run.exit_code == 0
    assert any(line.split() == ["touchpoints", "Touchpoints"] for line in run.stdout.splitlines())
    assert any("{n} Phase | {n} Phasen" in line for line in run.stdout.splitlines())
    run = CliRunner().invoke(app, ["words", "--language", "de", "--output-format", "json"])
    assert json.loads(run.stdout)["pains"] == ["Pain Points"]


def board_text(folder: Path, settings: str, language: str = "de") -> str:
    (folder / "cjmap.toml").write_text(settings, "utf-8")
    file = folder / "a.journey.yaml"
    file.write_text(MAP.format(language=language), "utf-8")
    return cjmap.render(cjmap.load(file))


def test_a_workspace_calls_things_by_words_of_its_own(tmp_path: Path) -> None:
    svg = board_text(
        tmp_path,
        'language = "de"\n[words]\ntouchpoints = "Kontaktpunkte"\n'
        'n-touchpoint = ["{n} Kontaktpunkt", "{n} Kontaktpunkte"]\n',
    )
    assert ">Kontaktpunkte<" in svg and "2 Kontaktpunkte" in svg
    assert "2 Touchpoints" not in svg and ">Touchpoints<" not in svg


@pytest.mark.parametrize(
    ("settings", "language", "shown"),
    [
        ('[words.de]\ntouchpoints = "Kontaktpunkte"\n', "de", True),
        ('[words.de]\ntouchpoints = "Kontaktpunkte"\n', "de-AT", True),
        ('[words.de]\ntouchpoints = "Kontaktpunkte"\n', "en", False),
        ('[words]\ntouchpoints = "Kontaktpunkte"\n', "en", True),
        ('[words]\ntouchpoints = "Kontaktpunkte"\n', "de", False),
        ('language = "de"\n[words]\ntouchpoints = "Kontaktpunkte"\n', "de", True),
        ('language = "de"\n[words]\ntouchpoints = "Kontaktpunkte"\n', "en", False),
    ],
)
def test_words_hold_for_one_language(
    tmp_path: Path, settings: str, language: str, shown: bool
) -> None:
    assert (">Kontaktpunkte<" in board_text(tmp_path, settings, language)) == shown


@pytest.mark.parametrize(
    ("settings", "message", "help"),
    [
        (
            'touchpiont = "x"',
            "`words.touchpiont` cannot hold: no word has this id",
            "Did you mean `touchpoint`?",
        ),
        (
            'qqqqqqqq = "x"',
            "`words.qqqqqqqq` cannot hold: no word has this id",
            "`cjmap words` lists",
        ),
        ("touchpoints = 3", "cannot hold: a list of texts is needed", ""),
        ("touchpoints = []", "cannot hold: a list of texts is needed", ""),
        ('touchpoints = "a {n}"', "cannot hold: it has no places in braces", ""),
        ('n-touchpoint = "{m} x"', "cannot hold: places in braces are: {n}", ""),
        ('n-touchpoint = "{n.a} x"', "cannot hold: places in braces are: {n}", ""),
        ('n-touchpoint = "{n"', "cannot hold: places in braces are: {n}", ""),
        ('q1 = {touchpoints = "x"}', "cannot hold: a language tag is needed", ""),
    ],
)
def test_wrong_words_are_told_at_their_place(
    tmp_path: Path, settings: str, message: str, help: str
) -> None:
    (tmp_path / "cjmap.toml").write_text(f"[words]\n{settings}\n", "utf-8")
    file = tmp_path / "a.journey.yaml"
    file.write_text(MAP.format(language="en"), "utf-8")
    (finding,) = [f for f in cjmap.validate(file).findings if f.code == "CJ020"]
    assert message in str(finding.message)
    assert help in str(finding.help or "")
    assert finding.span is not None and finding.span.start.line == 2


def test_a_language_with_words_stays_a_language() -> None:
    own = speak("de-AT", {"de": {"n-stage": ("{n} Etappe", "{n} Etappen")}}, "en")
    assert own == "de-AT"
    again = pickle.loads(pickle.dumps(own))
    for tongue in (own, again):
        shown = [ntr("{n} stage", "{n} stages", n).render(tongue) for n in (1, 3)]
        assert shown == ["1 Etappe", "3 Etappen"]
    single = speak("pl", {"": {"n-stage": ("etapy: {n}",)}}, "pl")
    assert ntr("{n} stage", "{n} stages", 5).render(single) == "etapy: 5"


def test_places_are_names_alone() -> None:
    assert places_of("{a} {b}") == frozenset({"a", "b"})
    assert [places_of(text) for text in ("{", "{a.b}", "{a!r}", "{a:>3}", "{0}", "{}")] == [
        None
    ] * 6
