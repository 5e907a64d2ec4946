"""The extension for VS Code, as far as it can be seen without that: what it packs and starts."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.main import get_command

from cjmap import __version__
from cjmap.cli.app import app

FOLDER = Path(__file__).parents[2] / "cjmap" / "lsp" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text("utf-8"))


def test_it_has_the_version_that_it_starts() -> None:
    assert PACKAGE["version"] == re.match(r"\d+\.\d+\.\d+", __version__)[0]  # type: ignore[index]
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    assert lock["version"] == PACKAGE["version"]
    assert set(PACKAGE["dependencies"]) <= set(lock["packages"][""]["dependencies"])


def test_it_starts_a_verb_that_there_is() -> None:
    program, verb = PACKAGE["contributes"]["configuration"]["properties"]["cjmap.command"][
        "default"
    ]
    assert program == "cjmap"
    assert verb in get_command(app).commands  # type: ignore[attr-defined]


def test_what_it_names_is_packed_with_it() -> None:
    made = "cjmap.schema.json"
    (schema,) = PACKAGE["contributes"]["yamlValidation"]
    assert schema["url"] == f"./{made}"
    assert (FOLDER / PACKAGE["main"]).is_file()
    rule = (FOLDER.parents[2] / "Makefile").read_text("utf-8").partition("\nvscode:")[2]
    assert made in rule.partition("\n\n")[0]


def test_its_commands_are_those_that_it_registers() -> None:
    declared = {one["command"] for one in PACKAGE["contributes"]["commands"]}
    code = (FOLDER / PACKAGE["main"]).read_text("utf-8")
    assert declared == set(re.findall(r'registerCommand\("([^"]+)"', code))
