"""What `cjmap explain` says of the settings is what reads them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from cjmap.findings.source import Source
from cjmap.project.configuration import parse
from cjmap.project.settings import Settings
from cjmap.reference.settings import Setting, reference

EVERY = [*reference()]


@pytest.mark.parametrize("setting", EVERY, ids=lambda setting: setting.name)
def test_an_example_holds_and_changes_what_it_is_an_example_of(
    setting: Setting, tmp_path: Path
) -> None:
    settings, problems = parse(Source("cjmap.toml", setting.example), tmp_path)
    assert problems == ()
    table = tomllib.loads(setting.example)
    for key in setting.path:
        assert [*table] == [key] or key == setting.path[-1]
        table = table[key]
    value, default = settings, Settings()
    for key in setting.path:
        value = getattr(value, key.replace("-", "_"))
        default = getattr(default, key.replace("-", "_"))
    assert value != default


@pytest.mark.parametrize("setting", EVERY, ids=lambda setting: setting.name)
def test_a_default_that_is_written_changes_nothing(setting: Setting, tmp_path: Path) -> None:
    if setting.default is None:
        return
    *table, key = setting.path
    head = f"[{'.'.join(table)}]\n" if table else ""
    text = f"{head}{key} = {setting.default}\n"
    assert parse(Source("cjmap.toml", text), tmp_path) == (Settings(), ())


def test_every_setting_is_explained_once() -> None:
    names = [setting.name for setting in EVERY]
    assert len(set(names)) == len(names)
    # Whatever a settings file may hold is there: what is unknown lists what is known.
    for table in (None, "lint", "gaps", "render", "limits"):
        text = f"[{table}]\nqqq = 1\n" if table else "qqq = 1\n"
        (problem,) = parse(Source("cjmap.toml", text), Path.cwd())[1]
        known = str(problem.help).removeprefix("Known here: ").rstrip(".").split(", ")
        prefix = f"{table}." if table else ""
        assert all(
            any(name == f"{prefix}{key}" or name.startswith(f"{key}.") for name in names)
            for key in known
        )


def test_meanings_differ_in_both_languages() -> None:
    for language in ("en", "es"):
        told = [setting.meaning.render(language) for setting in EVERY]
        assert len(set(told)) == len(told)
        assert all(text.endswith(".") for text in told)
    assert json.loads(EVERY[0].default or "null") is None
