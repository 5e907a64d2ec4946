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


def test_files_that_were_renamed_and_not_even_added() -> None:
    other = "hats.journey.yaml"
    put(other, OLD.replace("Coat", "Hat").replace("Pay", "Try on").replace("Shop", "Look"))
    put(MAP, OLD)
    commit("second")
    Path(MAP).rename("maps/new.journey.yaml")
    Path(other).rename("maps/hüte.journey.yaml")
    put("maps/new.journey.yaml", OLD.replace("channel: web, emotion: 1}", "emotion: -1}"))
    put("fresh.journey.yaml", "title: Shoes\npersonas: [Cy]\nstages: [{name: Walk}]\n")
    found = as_json()
    assert [(one["old"], one["new"]) for one in found["maps"]] == [
        ("HEAD:hats.journey.yaml", "maps/hüte.journey.yaml"),
        (f"HEAD:{MAP}", "maps/new.journey.yaml"),
    ]
    assert [one["file"] for one in found["added"]] == ["fresh.journey.yaml"]
    assert found["removed"] == []
    alone = as_json("maps/new.journey.yaml")
    assert (alone["old"], len(alone["changes"])) == (f"HEAD:{MAP}", 3)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("first", "second"), "--from first --to second"),
        (("first",), "--from first"),
        (("HEAD~1", "HEAD"), "--from HEAD~1 --to HEAD"),
    ],
)
def test_revisions_in_place_of_files(words: tuple[str, ...], options: str) -> None:
    commit("second")
    done = cjmap("diff", *words)
    assert done.exit_code == 2
    assert f"Revisions are named by options: `cjmap diff {options}`." in done.stderr
    assert cjmap("diff", *options.split()).exit_code == 0
    assert "There is no file gone" in cjmap("diff", "gone").stderr


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
    assert [(one["file"], one["title"]) for one in found["added"]] == [
        ("fresh.journey.yaml", "Hat")
    ]


@pytest.mark.parametrize("path", [MAP, "maps", ".", ""])
@pytest.mark.parametrize("to", ["HEAD", ""])
def test_the_last_map_is_gone(path: str, to: str) -> None:
    git("rm", "-qf", MAP)
    words = [path] if path else []
    if to:
        commit("second")
        words += ["--from", "first", "--to", to]
    found = as_json(*words)
    assert found["maps"] == found["added"] == []
    name = "first" if to else "HEAD"
    assert [one["file"] for one in found["removed"]] == [f"{name}:{MAP}"]
    done = cjmap("diff", *words, "--exit-code")
    assert (done.exit_code, "Coat" in done.stdout) == (1, True)
    assert cjmap("diff", *words, "--fail-on", "new-errors,pain-unanswered").exit_code == 0


def test_the_first_map_is_new() -> None:
    git("rm", "-qf", MAP)
    commit("none")
    put(MAP, OLD)
    for words in ((), ("maps",), (MAP,), ("--from", "none", "--to", "later")):
        if "later" in words:
            commit("later")
        assert [one["title"] for one in as_json(*words)["added"]] == ["Coat"]
    done = cjmap("diff", "--from", "none", "--to", "none")
    assert (done.exit_code, "There is no map below" in done.stderr) == (2, True)


def test_a_map_by_the_name_that_it_had() -> None:
    put(MAP, OLD)
    git("mv", MAP, "maps/other.journey.yaml")
    commit("second")
    found = as_json(MAP, "--from", "first")
    assert (found["old"], found["new"]) == (f"first:{MAP}", "maps/other.journey.yaml")


def test_what_is_nowhere() -> None:
    for words in (("gone.journey.yaml",), ("gone", "--to", "HEAD")):
        done = cjmap("diff", *words)
        assert done.exit_code == 2
        assert f"There is no file {words[0]}, nor was there one." in done.stderr


@pytest.mark.parametrize("within", ["sub", "maps/deep/sub"])
def test_the_maps_of_a_repository_within_are_not_new(within: str, tmp_path: Path) -> None:
    put(f"{within}/theirs.journey.yaml", OLD)
    git("-C", within, "init", "-q")
    git("-C", within, "add", "-A")
    git("-C", within, "commit", "-qm", "first")
    done = cjmap("diff", "--output-format", "json")
    assert json.loads(done.stdout)["added"] == []
    assert f"{within} is a repository of its own" in done.stderr
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"./{within}", within)
    commit("second")
    assert as_json("--from", "first")["added"] == []
    assert len(as_json(within)["maps"]) == 1


@pytest.mark.parametrize("asked", ["new-errors", "new-warnings", "pain-unanswered"])
def test_a_new_map_fails_by_all_that_is_wrong_with_it(asked: str) -> None:
    put(MAP, OLD)
    put("fresh.journey.yaml", OLD.replace("emotion: 1}", "emotion: 9}").replace("[Speed up]", "[]"))
    done = cjmap("diff", "--fail-on", asked)
    assert done.exit_code == 1
    assert "fresh.journey.yaml: " in done.stderr
    assert cjmap("diff", "--fail-on", "coverage-drop,emotion-drop").exit_code == 0


def test_a_side_that_is_broken_shows_what_is_wrong_and_its_lines() -> None:
    put(".gitattributes", "*.journey.yaml diff=cjmap\n")
    put(MAP, OLD.replace("title: Coat", "title: [Coat\n```\n  <b>"))
    program = f"'{sys.executable}' -m cjmap --lang en --color never diff"
    text = git("-c", f"diff.cjmap.command={program}", "diff", "--ext-diff")
    for said in ("CJ003", ":2", "  -title: Coat", "  +title: [Coat", "   language: en"):
        assert said in text
    problems = as_json(MAP)["problems"]
    assert [(one["code"], one["side"]) for one in problems] == [("CJ003", "new")]
    git("commit", "-qam", "broken")
    put(MAP, OLD)
    assert [one["side"] for one in as_json(MAP)["problems"]] == ["old"]
    put(MAP, OLD.replace("title: Coat", "title: [Coat\n```\n  <b>"))
    git("reset", "-q", "--soft", "HEAD~1")
    comment = cjmap("diff", MAP, "--output-format", "markdown").stdout
    assert "```diff\n" in comment
    assert "\n+  <b>\n" in comment.partition("```diff")[2]
    page = cjmap("diff", MAP, "--output-format", "html").stdout
    assert '<span class="good">+title: [Coat</span>' in page
    assert "<b>" not in page


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


def test_in_a_bare_repository_two_revisions_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no files: of all its maps it was said that they are gone."""
    git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    for words in ([], [MAP], ["--from", "HEAD"]):
        done = cjmap("diff", *words)
        assert done.exit_code == 2
        assert "name a revision with `--to`, such as HEAD" in done.stderr
    assert cjmap("diff", MAP, "--from", "HEAD", "--to", "HEAD").exit_code == 0
