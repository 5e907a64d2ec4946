"""What `cjmap.toml` says, and what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjmap import __version__
from cjmap.findings import Severity
from cjmap.findings.source import Source
from cjmap.languages.keys import settings_meant, words_of_settings
from cjmap.languages.known import CODES
from cjmap.project.configuration import known_settings, parse
from cjmap.project.discovery import Discovery
from cjmap.project.governing import load
from cjmap.project.reader import Reader
from tests.project.files import write

SETTINGS = """\
maps = ["maps"]
exclude = ["old"]
library = ["shared/*.yaml"]
language = "es-MX"
lifecycle = ["try", "buy"]

[lint]
select = ["ALL"]
ignore = ["CJ7"]
extend-select = ["CJ701"]
per-file-ignores = { "drafts/**" = ["CJ2"] }
severity = { CJ305 = "error" }

[gaps]
require = ["touchpoints", "pains"]
min-coverage = 62.5

[render]
theme = "dark"
lanes = ["emotion"]
engine = "system"

[limits]
file-size = 1000
nodes = 500
depth = 20

[measure]
window = "P30D"
min-n = { suppress = 5 }
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text=SETTINGS)
    own = load(Reader(), tmp_path / "cjmap.toml")
    settings = own.settings
    assert own.problems == ()
    assert settings.maps == ("maps",)
    assert settings.exclude == ("old",)
    assert settings.library == ("shared/*.yaml",)
    assert (settings.language, settings.lifecycle) == ("es-MX", ("try", "buy"))
    assert settings.lint.select == ("ALL",)
    assert settings.lint.ignore == ("CJ7",)
    assert settings.lint.extend_select == ("CJ701",)
    assert settings.lint.per_file_ignores == (("drafts/**", ("CJ2",)),)
    assert settings.lint.severity == (("CJ305", Severity.ERROR),)
    assert (settings.gaps.require, settings.gaps.min_coverage) == (("touchpoints", "pains"), 62.5)
    assert (settings.render.theme, settings.render.lanes) == ("dark", ("emotion",))
    assert settings.render.engine == "system"
    limits = settings.limits
    assert (limits.file_size, limits.nodes, limits.depth) == (1000, 500, 20)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("langage = 'es'", 1, 1, "There is no setting `langage`."),
        ("\n[lint]\nselekt = []", 3, 1, "There is no setting `lint.selekt`."),
        ("[nothing]\na = 1", 1, 2, "There is no setting `nothing`."),
        ("maps = 'maps'", 1, 1, "a list of texts is needed"),
        ("maps = ['../x']", 1, 1, "lies outside the workspace"),
        ("library = ['lib/*', '../out/*']", 1, 1, "`../out/*` leads out of the workspace"),
        ("exclude = ['../x']", 1, 1, "leads out of the workspace"),
        ("[lint]\nper-file-ignores = {'a/../../x' = ['CJ2']}", 2, 1, "leads out"),
        ("maps = ['/x']", 1, 1, "lies outside the workspace"),
        ("language = 3", 1, 1, "a text in quotes is needed"),
        ("language = 'spanish'", 1, 1, "a language tag is needed"),
        ("lifecycle = 'eight'", 1, 1, "one of seven-stage, four-stage"),
        ("[lint]\nselect = ['E501']", 2, 1, "`E501` is no rule"),
        ("[lint]\nextend-select = ['CJ3O1']", 2, 1, "`CJ3O1` is no rule"),
        ("[lint]\nignore = ['no-ownr']", 2, 1, "`no-ownr` is no rule"),
        ("[lint]\nignore = ['CJ003']", 2, 1, "`CJ003` can be neither left out nor lowered"),
        ("[lint]\nignore = ['CJ00']", 2, 1, "`CJ00` can be neither left out nor lowered"),
        ("[lint]\nignore = ['yaml-syntax']", 2, 1, "`yaml-syntax` can be neither left out"),
        ("[lint]\nper-file-ignores = {'a' = ['CJ999']}", 2, 1, "`CJ999` is no rule"),
        ("[lint]\nper-file-ignores = {'a' = ['CJ901']}", 2, 1, "`CJ901` can be neither left out"),
        ("[lint]\nseverity = {nogoal = 'error'}", 2, 1, "`nogoal` is no rule"),
        ("[lint]\nseverity = {CJ001 = 'warning'}", 2, 1, "`CJ001` can be neither left out"),
        ("[lint]\nseverity = { CJ1 = 'bad' }", 2, 1, "`CJ1`: a code and error, warning"),
        ("[lint.severity]\nCJ1 = 'bad'", 1, 7, "`CJ1`: a code and error, warning"),
        ("[lint]\nper-file-ignores = 3", 2, 1, "a table is needed"),
        ("lint = 3", 1, 1, "a table is needed"),
        ("[measure]\ncount = inf", 2, 1, "inf is no number that a map can hold"),
        ("[measure.segments]\nb = [1, -1e300]", 2, 1, "-1e+300 is no number that a map can hold"),
        ("[measure.min-n]\nsuppress = 9999999999999999", 2, 1, "no number that a map can hold"),
        ("[gaps]\nmin-coverage = 101", 2, 1, "a number from 0 to 100 is needed"),
        ("[gaps]\nmin-coverage = true", 2, 1, "a number from 0 to 100 is needed"),
        ("[gaps]\nmin-coverage = nan", 2, 1, "a number from 0 to 100 is needed"),
        ("[gaps]\nmin-coverage = {draft = 101}", 2, 1, "a number from 0 to 100 is needed"),
        ("[gaps]\nmin-coverage = {finished = 60}", 2, 1, "one of draft, review, validated"),
        ("[gaps]\nrequire = ['looks']", 2, 1, "`looks` is none of touchpoints"),
        ("[render]\nlanes = ['mood']", 2, 1, "`mood` is none of"),
        ("[render]\nengine = '/bin/sh'", 2, 1, "one of auto, embedded, system"),
        ("[limits]\nnodes = 0", 2, 1, "a whole number from 1 on is needed"),
        ("[limits]\ndepth = 5000", 2, 1, "a whole number from 1 to 400 is needed"),
        ("required-version = 2", 1, 1, "a text in quotes is needed"),
        ("required-version = '~=0.2'", 1, 1, "versions of cjmap are needed"),
        ("[measure]\nmin-n = {supress = 3}", 2, 10, "no setting `measure.min-n.supress`"),
        ("[measure]\nevents = '../x.csv'", 2, 1, "`../x.csv` lies outside the workspace"),
        ("[measure.surveys]\nuri = '/etc/*.csv'", 2, 1, "`/etc/*.csv` lies outside the workspace"),
        ("[measure.events]\nurl = 'x'", 2, 1, "no setting `measure.events.url`"),
        ("a = ", 1, 5, "This is not TOML: invalid value."),
        ("a = 1\na = 2", 2, 6, "This is not TOML: cannot overwrite a value."),
        (f"a = {'[' * 20_000}", 1, 20_005, "This is not TOML"),
        (f"a = {'9' * 9_000}", 1, 9_005, "This is not TOML"),
        (f"b = 1\na = {{{'a.' * 50_000}a = 1}}", 2, 6, "a key has more than 50 parts"),
        (f"[{'a . ' * 50_000}a]", 1, 2, "a key has more than 50 parts"),
        ('\'a\'."a\\"".' * 25_000 + "a = 1", 1, 1, "a key has more than 50 parts"),
    ],
)
def test_a_setting_that_cannot_hold_is_told_at_its_place(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    write(tmp_path, "cjmap.toml", text=text)
    own = load(Reader(), tmp_path / "cjmap.toml")
    (problem,) = own.problems
    assert problem.code == "CJ020"
    assert words in str(problem.message)
    assert own.config is not None
    assert problem.span is not None
    place = own.config.position(problem.span[0])
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("required_version = '>=0'", "required-version"),
        ("[lint]\nextend_select = []", "extend-select"),
        ("[lint]\nper_file_ignores = {}", "per-file-ignores"),
        ("[gaps]\nmin_coverage = 1", "min-coverage"),
        ("[limits]\nfile_size = 1", "file-size"),
        ("[measure]\nmin_n = {}", "min-n"),
        ("[measure]\nwidow = 'P1D'", "window"),
        ("[measure.events]\ncolums = {}", "columns"),
        ("select = []", "lint.select"),
        ("min_coverage = 1", "gaps.min-coverage"),
        ("[render]\nmaps = []", "maps"),
        ("[gaps]\nignore = []", "lint.ignore"),
        ("[gaps]\nselekt = []", "lint.select"),
    ],
)
def test_an_unknown_setting_names_the_one_that_is_meant(
    tmp_path: Path, text: str, meant: str
) -> None:
    write(tmp_path, "cjmap.toml", text=text)
    (problem,) = load(Reader(), tmp_path / "cjmap.toml").problems
    assert str(problem.help) == f"Did you mean `{meant}`?"


def test_settings_that_ask_for_another_version_are_not_read_further(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="langage = 'es'\nrequired-version = '>=900.1'\nmaps = 3\n")
    own = load(Reader(), tmp_path / "cjmap.toml")
    (problem,) = own.problems
    assert not own.suits
    assert str(problem.message) == (
        f"This workspace asks for cjmap >=900.1; {__version__} is running."
    )
    assert own.config is not None
    assert problem.span is not None
    assert own.config.position(problem.span[0]).line == 2


def test_settings_that_ask_for_this_version_hold(tmp_path: Path) -> None:
    text = f"required-version = '>=0, =={__version__}'\nlanguage = 'es'\n"
    write(tmp_path, "cjmap.toml", text=text)
    own = load(Reader(), tmp_path / "cjmap.toml")
    assert (own.suits, own.problems, own.settings.language) == (True, (), "es")


def test_the_good_settings_hold_beside_a_bad_one(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="language = 'es'\n[lint]\nselect = ['CJ1']\nignore = 3\n")
    own = load(Reader(), tmp_path / "cjmap.toml")
    assert len(own.problems) == 1
    assert own.settings.language == "es"
    assert own.settings.lint.select == ("CJ1",)


@pytest.mark.parametrize(
    "text",
    [
        "[[tool.cjmap]]\nlanguage = 'es'\n",
        "[tool]\nother = 1\n# [tool.cjmap]\n",
        "# [tool.cjmap]\ntool = 3\n",
    ],
)
def test_a_pyproject_of_any_shape_can_be_read(tmp_path: Path, text: str) -> None:
    write(tmp_path, "pyproject.toml", text=text)
    assert Discovery(Reader()).home(tmp_path).settings.language is None


def test_settings_that_are_no_utf_8_or_no_file(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_bytes(b"language = '\xff'")
    (problem,) = load(Reader(), tmp_path / "cjmap.toml").problems
    assert str(problem.message) == "The settings cannot be read: it is not UTF-8."
    (problem,) = load(Reader(), tmp_path).problems
    assert problem.code == "CJ020"


def test_settings_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_bytes(b"\xef\xbb\xbflanguage = 'es'")
    assert load(Reader(), tmp_path / "cjmap.toml").settings.language == "es"


def test_rules_are_meant_by_code_and_by_name_alike_and_the_good_hold_beside_bad(
    tmp_path: Path,
) -> None:
    text = """\
[lint]
select = ["ALL", "cj3", "no-owner", "nobody"]
ignore = ["CJ0", "No-Goal", "CJ005"]
extend-select = ["cj501"]
per-file-ignores = { "a*" = ["stage-without-emotion", "CJ2", "x", "y"] }
severity = { no-goal = "error", CJ901 = "error", CJ4 = "info", CJ020 = "info" }
"""
    write(tmp_path, "cjmap.toml", text=text)
    own = load(Reader(), tmp_path / "cjmap.toml")
    lint = own.settings.lint
    assert lint.select == ("ALL", "CJ3", "CJ212")
    assert (lint.ignore, lint.extend_select) == (("CJ0", "CJ202"), ("CJ501",))
    assert lint.per_file_ignores == (("a*", ("CJ302", "CJ2", "X")),)
    assert dict(lint.severity) == {"CJ202": "error", "CJ901": "error", "CJ4": "info"}
    assert [str(problem.help) for problem in own.problems] == [
        "`cjmap rules` lists the rules.",
        "Take it out: behind what it tells nothing is checked.",
        "`cjmap rules` lists the rules.",
        "Take it out: behind what it tells nothing is checked.",
    ]


KNOWN = {path[-1] for path in known_settings()} | {"lint", "gaps", "render", "limits"}


@pytest.mark.parametrize("code", CODES)
def test_settings_are_known_by_their_words_in_every_language(tmp_path: Path, code: str) -> None:
    words = words_of_settings(code)
    assert {"maps", "exclude", "language", "library", "severity"} <= words.keys() <= KNOWN
    for name, written in words.items():
        for word in written:
            problem = parse(Source("cjmap.toml", f'"{word}" = 0'), tmp_path)[1][0]
            assert problem.help is not None
            said = problem.help.render("en")
            # One word may stand for several, in one language or another.
            meant = {name} | settings_meant(word)
            assert any(re.search(rf"[`.]{each}`", said) for each in meant), (word, said)


def test_a_word_for_a_setting_is_looked_for_in_its_own_table_first(tmp_path: Path) -> None:
    def help_for(text: str) -> str:
        problem = parse(Source("cjmap.toml", text), tmp_path)[1][0]
        return problem.help.render("en") if problem.help else ""

    assert help_for("idioma = 'es'") == "Did you mean `language`?"
    assert help_for("ignorar = ['CJ3']") == "Did you mean `lint.ignore`?"
    assert help_for("[lint]\nignorieren = ['CJ3']") == "Did you mean `ignore`?"
