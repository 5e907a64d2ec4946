"""Naming files narrows what is reported, never what is known."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, linting, run_each
from cjmap.check.linting import lint
from cjmap.check.validating import validate
from cjmap.findings import Outcome
from cjmap.project import Project
from cjmap.project.workspace import Workspace

TODAY = datetime.date(2026, 11, 29)
REST = "personas: [{name: Laura, role: Student}]\nstages: [{name: Purchase, touchpoints: [Cart, Slip, Till]}]\n"
MAPS = {
    "a": f"id: coat\ntitle: A\n{REST}",
    "b": f"id: hat\ntitle: B\n{REST.replace('Student', 'Manager')}",
    "c": f"id: coat\ntitle: C\nowner: Ana # cjmap: ignore[CJ805]\n{REST}",
    "d": f"title: D\nlinks: [{{to: a.journey.yaml, rel: parent}}]\n{REST}",
    "e": "title: E\nstages: [{emotion: 9}]\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in MAPS.items():
        (tmp_path / f"{name}.journey.yaml").write_text(text)
    (tmp_path / "cjmap.toml").write_text("")
    return tmp_path


def files(folder: Path, names: str) -> list[Path]:
    return [folder / f"{name}.journey.yaml" for name in names]


def choose(home: Workspace) -> Selection:
    return Selection.of_lint(home.settings.lint)


def run_lint(project: Project, named: list[Path]) -> Outcome:
    return lint(project, named, choose, TODAY)


def run_whole(project: Project, named: list[Path]) -> Outcome:
    return run_each(Session(project, today=TODAY), named, choose)


def run_validate(project: Project, named: list[Path]) -> Outcome:
    return validate(project, named, TODAY)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    return sorted((Path(f.file).name[0], f.code, str(f.message)) for f in outcome.findings)


Run = Callable[[Project, list[Path]], Outcome]
RUNS: dict[str, Run] = {"lint": run_lint, "run_each": run_whole, "validate": run_validate}


@pytest.fixture(params=RUNS)
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Run:
    # Batches of one: what is told does not hang on who is read with whom.
    monkeypatch.setattr(linting, "SIZE", 1)
    return RUNS[request.param]


@pytest.mark.parametrize("names", ["b", "d", "e", "bd", "bde"])
def test_what_is_said_of_named_maps_is_what_a_run_over_all_says_of_them(
    folder: Path, run: Run, names: str
) -> None:
    part, whole = run(Project(), files(folder, names)), run(Project(), files(folder, "abcde"))
    assert told(part) == [line for line in told(whole) if line[0] in names]
    assert len(part.files) == len(names)


@pytest.mark.parametrize("names", ["a", "c", "ab", "ac"])
def test_an_id_that_two_maps_have_is_told_at_one_that_is_named(
    folder: Path, run: Run, names: str
) -> None:
    found = [f for f in run(Project(), files(folder, names)).findings if f.code == "CJ803"]
    assert [Path(f.file).name[0] for f in found] == [names[-1] if names == "ac" else names[0]]
    other = {"a": "c", "c": "a"}[Path(found[0].file).name[0]]
    assert Path(found[0].related[0].file).name[0] == other


def test_a_broken_library_is_told_whatever_is_named(folder: Path, run: Run) -> None:
    (folder / "people.library.yaml").write_text("title: P\npersonas: [{name: Ana, age: [1]}]\n")
    outcome = run(Project(), files(folder, "b"))
    assert [f.code for f in outcome.findings if "people" in f.file] == ["CJ012"]
    assert not any(f.edits for f in outcome.findings if "people" in f.file)
    assert [Path(name).name for name in outcome.files] == ["b.journey.yaml", "people.library.yaml"]


def test_what_a_library_lacks_is_told_where_it_is_named(folder: Path) -> None:
    (folder / "people.library.yaml").write_text(
        "title: P\nreview_by: 2020-01-01\npersonas: [Ana]\n"
    )
    named = run_lint(Project(), [folder / "people.library.yaml"])
    assert "CJ602" in {f.code for f in named.findings}
    assert not any("people" in f.file for f in run_lint(Project(), files(folder, "b")).findings)


def test_in_a_folder_that_nobody_made_a_workspace_maps_beside_are_not_read(
    folder: Path, run: Run
) -> None:
    (folder / "cjmap.toml").unlink()
    (folder / "people.library.yaml").write_text("title: P\nx: 1\n")
    outcome = run(Project(), files(folder, "a"))
    codes = {f.code for f in outcome.findings}
    assert "CJ803" not in codes
    assert "CJ011" in codes


def test_severities_and_what_is_ignored_hold_in_validate(folder: Path) -> None:
    (folder / "cjmap.toml").write_text(
        '[lint]\nignore = ["CJ803"]\nseverity = { CJ106 = "error" }\n'
        'per-file-ignores = { "b.*" = ["CJ106"] }\n'
    )
    for name in "ab":
        (folder / f"{name}.journey.yaml").write_text(
            f"id: x\ntitle: {name}\npersonas: [P]\nstages: [{{name: S, touchpoints: "
            "[{name: T, channel: whatsap}]}]\n"
        )
    outcome = run_validate(Project(), files(folder, "ab"))
    assert [(f.code, f.severity.value, Path(f.file).name[0]) for f in outcome.findings] == [
        ("CJ106", "error", "a")
    ]


def test_settings_that_govern_part_of_what_is_known_hold_there(folder: Path, run: Run) -> None:
    (folder / ".git").mkdir()
    team = folder / "team"
    team.mkdir()
    (team / "cjmap.toml").write_text('extend = "../cjmap.toml"\n[lint]\nignore = ["CJ803"]\n')
    (team / "f.journey.yaml").write_text(f"id: hat\ntitle: F\n{REST}")
    both = [folder / "b.journey.yaml", team / "f.journey.yaml"]
    found = [f for f in run(Project(), both).findings if f.code == "CJ803"]
    # The later of the two is the team's, which does not want to hear of it.
    assert found == []
    found = [f for f in run(Project(), both[:1]).findings if f.code == "CJ803"]
    assert [Path(f.file).name for f in found] == ["b.journey.yaml"]
