"""The suffix of a file says in which format a verb writes to it, unless another is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cjmap.cli.app import app
from tests.cli.conftest import Cjmap
from tests.measure.maps import FILE, commit
from tests.project.histories import set_apart

# How each verb is called that has formats of results and writes to files.
CALLS = {
    "diff": (FILE, "--from", "HEAD"),
    "gaps": (FILE,),
    "history": (FILE,),
    "lint": (FILE,),
    "measure": (FILE,),
    "validate": (FILE,),
}
SUFFIXES = {
    "text": ".txt",
    "json": ".json",
    "csv": ".csv",
    "markdown": ".md",
    "html": ".html",
    "sarif": ".sarif",
    "junit": ".xml",
}


def _formats() -> dict[str, Sequence[str]]:
    """The formats of each verb that writes to a file, from what the verbs themselves declare."""
    found: dict[str, Sequence[str]] = {}
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        options = {word: one for one in command.params for word in one.opts}
        if "-o" in options and "--output-format" in options:
            found[name] = options["--output-format"].type.choices
    return found


FORMATS = _formats()
KINDS = [
    (verb, form)
    for verb, forms in sorted(FORMATS.items())
    for form in SUFFIXES
    if form in list(forms)
]


@pytest.fixture
def here(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_apart(monkeypatch)
    commit(cjmap.folder)
    file = cjmap.folder / FILE
    file.write_text(file.read_text("utf-8").replace("name: Buy", "name: Buy it"), "utf-8")
    return cjmap.folder


def test_every_verb_is_walked() -> None:
    assert set(FORMATS) == set(CALLS)


@pytest.mark.parametrize(("verb", "form"), KINDS)
def test_the_suffix_says_the_format(cjmap: Cjmap, here: Path, verb: str, form: str) -> None:
    asked = here / f"asked{SUFFIXES[form]}"
    found = here / f"found{SUFFIXES[form].upper()}"
    codes = {
        cjmap(verb, *CALLS[verb], "-o", str(found)).exit_code,
        cjmap(verb, *CALLS[verb], "--output-format", form, "-o", str(asked)).exit_code,
    }
    assert len(codes) == 1
    assert found.read_bytes() == asked.read_bytes()


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_what_is_asked_for_is_written_and_another_suffix_told(
    cjmap: Cjmap, here: Path, verb: str
) -> None:
    result = cjmap(verb, *CALLS[verb], "--output-format", "json", "-o", "page.html")
    assert "page.html holds json, as was asked for" in result.stderr
    assert json.loads((here / "page.html").read_text("utf-8"))["version"] == 1
    for name in ("page.json", "page.txt", "page", "page.log"):
        result = cjmap(verb, *CALLS[verb], "--output-format", "json", "-o", name)
        assert "as was asked for" not in result.stderr


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_a_format_that_there_is_not_is_no_text_in_its_clothes(
    cjmap: Cjmap, here: Path, verb: str
) -> None:
    lacks = [form for form in SUFFIXES if form not in list(FORMATS[verb])]
    assert lacks
    for form in lacks:
        name = f"out{SUFFIXES[form]}"
        result = cjmap(verb, *CALLS[verb], "-o", name)
        assert result.exit_code == 2
        assert f"There is no format `{form}`. There are: text" in result.stderr
        assert not (here / name).exists()


def test_files_of_code_scanning_may_end_as_json(cjmap: Cjmap, here: Path) -> None:
    for form in ("sarif", "gitlab"):
        result = cjmap("lint", FILE, "--output-format", form, "-o", "found.json")
        assert result.stderr == ""


def test_a_file_in_github_actions_is_what_its_suffix_says(
    cjmap: Cjmap, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    cjmap("lint", FILE, "-o", "found.json")
    assert json.loads((here / "found.json").read_text("utf-8"))["version"] == 1
    cjmap("lint", FILE, "-o", "found.log")
    assert (here / "found.log").read_text("utf-8").startswith("::")


def test_a_picture_is_what_was_asked_for_and_another_suffix_told(cjmap: Cjmap, here: Path) -> None:
    result = cjmap("render", FILE, "-f", "json", "-o", "map.svg")
    assert result.exit_code == 0
    assert "map.svg holds json, as was asked for" in result.stderr
    json.loads((here / "map.svg").read_text("utf-8"))
    assert cjmap("render", FILE, "-f", "svg", "-o", "map.svg").stderr == ""
