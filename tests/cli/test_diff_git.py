"""`cjmap diff` with git: between revisions, and as the driver that `git diff` calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cjmap.cli.app import app
from tests.cli.test_diff import NEW, OLD

MAP = "maps/café con leche.journey.yaml"


def git(*words: str, **more: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **more}
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    done = subprocess.run(
        ["git", *who, *words], env={**clean, **settings}, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def put(name: str, text: str) -> None:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def commit(name: str) -> None:
    git("add", "-A")
    git("commit", "-qm", name)
    git("tag", name)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    put("cjmap.toml", "")
    put(MAP, OLD)
    commit("first")
    put(MAP, NEW)
    return tmp_path


def cjmap(*words: str) -> Result:
    return CliRunner().invoke(app, ["--lang", "en", "--today", "2026-11-21", *words])


def as_json(*words: str) -> Any:
    done = cjmap("diff", *words, "--output-format", "json")
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def test_what_is_not_committed() -> None:
    found = as_json(MAP)
    assert (found["old"], found["new"]) == (f"HEAD:{MAP}", MAP)
    assert len(found["changes"]) == 7
    assert [one["new"] for one in as_json()["maps"]] == [MAP]
    assert [one["new"] for one in as_json("maps", "--from", "first")["maps"]] == [MAP]


def test_two_revisions_and_a_file_that_was_renamed_between() -> None:
    git("mv", MAP, "maps/other.journey.yaml")
    put("maps/other.journey.yaml", OLD.replace("name: Pay,", "name: Payment,"))
    commit("second")
    found = as_json("maps/other.journey.yaml", "--from", "first", "--to", "second")
    assert (found["old"], found["new"]) == (f"first:{MAP}", "second:maps/other.journey.yaml")
    assert [one["kind"] for one in found["changes"]] == ["renamed"]
    (only,) = as_json(".", "--from", "first", "--to", "second")["maps"]
    assert only["new"] == "second:maps/other.journey.yaml"


def test_a_file_that_was_renamed_and_not_committed() -> None:
    git("mv", MAP, "maps/other.journey.yaml")
    found = as_json("maps/other.journey.yaml")
    assert (found["old"], found["new"]) == (f"HEAD:{MAP}", "maps/other.journey.yaml")
    assert len(found["changes"]) == 7
    (only,) = as_json()["maps"]
    assert (only["old"], only["new"]) == (f"HEAD:{MAP}", "maps/other.journey.yaml")


def test_each_revision_is_read_with_its_own_settings_and_libraries() -> None:
    put(MAP, OLD)
    put("people.library.yaml", "title: People\npersonas: [{name: Ana, role: Buyer}]\n")
    put("cjmap.toml", '[lint]\nignore = ["CJ401"]\n')
    commit("second")
    put("people.library.yaml", "title: People\npersonas: [{name: Ana, role: Manager}]\n")
    put("cjmap.toml", "")
    found = as_json(MAP)
    assert [(one["path"], one["old"], one["new"]) for one in found["changes"]] == [
        ("personas[0].role", "Buyer", "Manager")
    ]
    assert [one["code"] for one in found["findings"]["new"]] == ["CJ401"]


def test_a_map_that_is_new() -> None:
    put("fresh.journey.yaml", OLD.replace("Coat", "Hat"))
    found = as_json("fresh.journey.yaml")
    assert found["added"] == [{"file": "fresh.journey.yaml", "title": "Hat"}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from=-x"], "none begins with a dash"),
        (["--from="], "There is no revision ``."),
        (["--from", "nothing"], "There is no revision `nothing`."),
        (["--to", "nothing"], "There is no revision `nothing`."),
    ],
)
def test_no_such_revision(words: list[str], said: str) -> None:
    done = cjmap("diff", MAP, *words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_as_the_driver_of_git_diff() -> None:
    put(".gitattributes", "*.journey.yaml diff=cjmap\n")
    program = f"'{sys.executable}' -m cjmap --lang en --color never diff"
    driver = ("-c", f"diff.cjmap.command={program}", "-c", "core.quotePath=false")
    text = git(*driver, "diff", "--ext-diff")
    assert "“Pay now” now feels worse to Ana: +1 → −1." in text
    put(MAP, OLD)
    put("fresh.journey.yaml", "title: Hat\npersonas: [Zoe]\nstages: [Wear]\n")
    put("broken.journey.yaml", "title: [\n")
    git("mv", MAP, "maps/moved.journey.yaml")
    put("maps/moved.journey.yaml", OLD.replace("name: Pay,", "name: Payment,"))
    commit("second")
    text = git(*driver, "diff", "--ext-diff", "-M", "first", "second")
    assert "The touchpoint “Pay” is now called “Payment”." in text
    assert "New maps" in text
    assert "Hat" in text
    assert "broken.journey.yaml" in text
