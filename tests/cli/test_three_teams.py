"""A repository of three teams that share a library, checked in CI, from three working folders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cjmap

TEAMS = ("care", "sales", "web")
FILES = {
    "cjmap.toml": """
        exclude = ["drafts"]
        library = ["shared/*.yaml"]
        [lint]
        severity = { CJ303 = "error" }
        per-file-ignores = { "teams/web/**" = ["CJ2"] }
    """,
    "shared/people.yaml": "kind: library\ntitle: People\npersonas:\n  - {id: laura, name: Laura, goals: [A coat that fits]}\n",
    "teams/sales/maps/drafts/old.yaml": "title: [\n",
    # What nobody ever read as a map.
    ".github/workflows/ci.yml": "on: push\n",
}
MAP = """\
id: {team}-first
title: First of {team}
personas:
  - id: laura
stages:
  - name: Awareness
    touchpoints:
      - name: Ad
        channel: web
        emotion: 1
"""


@pytest.fixture
def repository(cjmap: Cjmap) -> Path:
    files = dict(FILES)
    for team in TEAMS:
        files[f"teams/{team}/cjmap.toml"] = 'extend = "../../cjmap.toml"\nmaps = ["maps"]\n'
        files[f"teams/{team}/maps/first.yaml"] = MAP.format(team=team)
    # A rule of its own for one team, and one that it does not want.
    files["teams/care/cjmap.toml"] += '[lint]\nignore = ["CJ201"]\nseverity = { CJ202 = "error" }\n'
    for name, text in files.items():
        lines = text.splitlines()
        cjmap.write(
            name, "".join(f"{line.strip()}\n" for line in lines) if name == "cjmap.toml" else text
        )
    git(cjmap.folder, "init", "-q")
    return cjmap.folder


def git(folder: Path, *arguments: str) -> None:
    program = shutil.which("git")
    assert program is not None
    subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)


def go(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.chdir(folder)


def found(cjmap: Cjmap, *arguments: str) -> list[tuple[str, str, str]]:
    """Findings as (file from the root, code, severity)."""
    result = cjmap(*arguments, "--output-format", "json")
    listed: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return [
        (
            os.path.relpath(Path(each["file"]).resolve(), cjmap.folder.resolve()),
            each["code"],
            each["severity"],
        )
        for each in listed
    ]


def test_the_teams_are_sound_wherever_one_stands(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cjmap("validate").stdout == "All good: 4 files, no findings.\n"
    for team in TEAMS:
        go(monkeypatch, repository / "teams" / team)
        result = cjmap("validate")
        # The persona of the shared library is known, the draft is left out.
        assert result.stdout == "All good: 1 file, no findings.\n"
        assert result.stderr == ""


def test_each_map_is_linted_by_the_settings_nearest_to_it(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {
        "care": {("CJ202", "error"), ("CJ303", "error")},
        "sales": {("CJ201", "warning"), ("CJ202", "warning"), ("CJ303", "error")},
        "web": {("CJ303", "error")},
    }
    graver = [each for each in found(cjmap, "lint") if each[2] != "info"]
    for team in TEAMS:
        here = [each for each in graver if each[0].startswith(f"teams/{team}/")]
        assert {(code, severity) for _, code, severity in here} == expected[team]
        go(monkeypatch, repository / "teams" / team)
        assert [each for each in found(cjmap, "lint") if each[2] != "info"] == here


def test_named_settings_are_those_of_their_folder_from_anywhere(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(monkeypatch, repository / "teams/care")
    expected = found(cjmap, "lint")
    for folder in (repository, repository / "teams/web/maps", repository.parent):
        go(monkeypatch, folder)
        file = os.path.relpath(repository / "teams/care/cjmap.toml")
        assert found(cjmap, "lint", "--config", file) == expected
        assert (
            found(cjmap, "--config", str(repository / "teams/care/cjmap.toml"), "lint") == expected
        )


def test_only_the_changed_files_are_told_and_the_whole_is_known(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = repository / "teams/sales/maps/first.yaml"
    changed.write_text(MAP.format(team="web"))
    for folder in (repository, repository / "teams/sales", repository / "teams/care/maps"):
        go(monkeypatch, folder)
        name = os.path.relpath(changed)
        told = [("teams/sales/maps/first.yaml", "CJ803", "error")]
        assert found(cjmap, "validate", name) == told
        assert [each for each in found(cjmap, "lint", name) if each[1] == "CJ803"] == told
    changed.write_text(MAP.format(team="sales"))
    (repository / "shared/people.yaml").write_text("kind: library\ntitle: People\npersonas: 3\n")
    go(monkeypatch, repository / "teams/sales")
    result = cjmap("validate", "maps/first.yaml")
    assert result.exit_code == 1
    assert "../../shared/people.yaml:3:11" in result.stdout


def test_what_stays_out_is_said_when_it_is_named(cjmap: Cjmap, repository: Path) -> None:
    cjmap.write(".gitignore", "build/\n*.bak.yaml\n")
    for name in ("build/x.journey.yaml", "teams/web/maps/first.bak.yaml"):
        cjmap.write(name, "title: [\n")
    draft = "teams/sales/maps/drafts/old.yaml"
    for verb in ("validate", "lint"):
        result = cjmap(verb, draft, "build", "build/*.yaml", "teams/web/maps/first.bak.yaml")
        assert result.exit_code == 0
        assert f"{draft} stays out" in result.stderr
        assert result.stderr.count("stays out") == 3
        assert "So does 1 more." in result.stderr
    assert cjmap("validate", draft, "teams/web/maps/first.yaml").stdout.startswith(
        "All good: 1 file"
    )
    assert cjmap("--no-config", "validate", draft).exit_code == 1


def test_what_is_piped_in_stays_out_as_its_file_would(cjmap: Cjmap, repository: Path) -> None:
    draft = "teams/sales/maps/drafts/new.yaml"
    for verb in ("validate", "lint", "gaps"):
        result = cjmap(verb, "-", "--stdin-filename", draft, stdin="titel: x\n")
        assert result.exit_code == 0, verb
        assert f"{draft} stays out: `exclude`" in result.stderr
        assert "only libraries" not in result.stderr
    result = cjmap("lint", "-", "--fix", "--stdin-filename", draft, stdin="titel: x\n")
    assert (result.exit_code, result.stdout) == (0, "titel: x\n")
    result = cjmap(
        "validate", "-", "--stdin-filename", draft, "--output-format", "json", stdin="titel: x\n"
    )
    assert json.loads(result.stdout)["findings"] == []
    # Where it is not named, nothing can be left out.
    assert cjmap("validate", "-", stdin="titel: x\n").exit_code == 1


def test_nothing_is_drawn_of_what_stays_out(cjmap: Cjmap, repository: Path) -> None:
    for verb in ("render", "report"):
        result = cjmap(verb, "teams/sales/maps/drafts/old.yaml")
        assert result.exit_code == 2
        assert "all that was named stays out" in result.stderr
        assert "libraries" not in result.stderr


def test_a_link_that_leads_out_stays_out_when_it_is_named(
    cjmap: Cjmap, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.journey.yaml"
    secret.write_text("titel: secret\n")
    maps = repository / "teams/web/maps"
    (maps / "out.yaml").symlink_to(secret)
    (maps / "folder").symlink_to(secret.parent)
    (maps / "in.yaml").symlink_to(maps / "first.yaml")
    for name in ("out.yaml", "folder/secret.journey.yaml"):
        for verb in ("validate", "lint", "gaps"):
            result = cjmap(verb, f"teams/web/maps/{name}")
            assert result.exit_code == 0
            assert "secret\n" not in result.output
            assert f"{name} stays out: it is a link that leads out" in result.stderr
    # One that stays inside is read where it stands.
    assert "stays out" not in cjmap("validate", "teams/web/maps/in.yaml").stderr


def test_a_broken_setting_above_breaks_the_run_below_once(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (repository / "cjmap.toml").open("a") as stream:
        stream.write("nonsense = 1\n")
    for folder in (repository, repository / "teams/web"):
        go(monkeypatch, folder)
        result = cjmap("validate", "--output-format", "concise")
        assert result.exit_code == 2
        assert result.stdout.count("CJ020") == 1


def gitlab(cjmap: Cjmap) -> dict[tuple[str, str], str]:
    """The names of findings by file (from the root) and code."""
    listed = json.loads(cjmap("lint", "--output-format", "gitlab").stdout)
    return {(each["location"]["path"], each["description"]): each["fingerprint"] for each in listed}


@pytest.mark.parametrize("variable", ["CI_PROJECT_DIR", None])
def test_gitlab_tells_the_teams_apart_and_knows_a_finding_from_any_folder(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    if variable is not None:
        monkeypatch.setenv(variable, str(repository))
    whole = gitlab(cjmap)
    assert len(set(whole.values())) == len(whole)
    names = set()
    for team in TEAMS:
        go(monkeypatch, repository / "teams" / team)
        part = gitlab(cjmap)
        names |= set(part.values())
        if variable is not None:
            assert part == {key: name for key, name in whole.items() if f"teams/{team}/" in key[0]}
    assert names == set(whole.values())


def annotate(cjmap: Cjmap, *arguments: str) -> list[str]:
    result = cjmap(*arguments)
    return [line for line in result.stdout.splitlines() if line.startswith("::")]


def test_github_is_told_the_same_of_a_file_from_any_folder(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    changed = repository / "teams/web/maps/first.yaml"
    changed.write_text(MAP.format(team="sales").replace("channel: web", "chanel: web"))
    for verb in ("validate", "lint"):
        go(monkeypatch, repository)
        told = [one for one in annotate(cjmap, verb) if "file=teams/web/maps/first.yaml," in one]
        assert any(one.startswith("::error ") and "CJ803" in one for one in told)
        assert any("line=9," in one and "CJ011" in one for one in told)
        for folder in (repository, repository / "teams/web", repository / "teams/care/maps"):
            go(monkeypatch, folder)
            assert annotate(cjmap, verb, os.path.relpath(changed)) == told
        go(monkeypatch, repository / "teams/web")
        assert annotate(cjmap, verb) == told


def test_gitlab_knows_the_findings_of_a_changed_file_among_those_of_all(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(repository))
    every = gitlab(cjmap)
    changed = repository / "teams/sales/maps/first.yaml"
    for folder in (repository, repository / "teams/sales", repository / "teams/care/maps"):
        go(monkeypatch, folder)
        listed = json.loads(
            cjmap("lint", os.path.relpath(changed), "--output-format", "gitlab").stdout
        )
        told = {
            (each["location"]["path"], each["description"]): each["fingerprint"] for each in listed
        }
        assert told
        assert told == {key: every[key] for key in every if "teams/sales/" in key[0]}


def test_a_team_s_baseline_holds_from_any_folder_and_for_its_team_alone(
    cjmap: Cjmap, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (repository / "teams/sales/cjmap.toml").open("a") as stream:
        stream.write('[lint]\nbaseline = "baseline.json"\n')
    sales = repository / "teams/sales"
    (sales / "baseline.json").write_text('{"version": 1, "findings": []}')
    before = found(cjmap, "lint")
    go(monkeypatch, sales)
    assert cjmap("lint", "--write-baseline", "baseline.json").exit_code == 0
    others = [each for each in before if not each[0].startswith("teams/sales/")]
    for folder in (repository, sales, repository / "teams/care/maps"):
        go(monkeypatch, folder)
        assert found(cjmap, "lint", os.path.relpath(sales / "maps/first.yaml")) == []
        assert sorted(found(cjmap, "lint", os.path.relpath(repository))) == others
    # What is new is told all the same.
    (sales / "maps/first.yaml").write_text(
        MAP.format(team="sales").replace("Awareness", "Interest")
    )
    new = found(cjmap, "lint", os.path.relpath(sales))
    assert {each[0] for each in new} == {"teams/sales/maps/first.yaml"}
