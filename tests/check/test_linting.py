"""Many files are checked by all rules as in one piece, in whatever batches and processes."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, linting, run_each
from cjmap.check.linting import lint
from cjmap.findings import Outcome
from cjmap.project import Project
from cjmap.project.workspace import CONFIG_NAME, Workspace
from cjmap.records import replace
from tests.corpus.test_corpus import MAPS as CORPUS

TODAY = datetime.date(2026, 11, 28)
# Persona, stage and touchpoint differ from map to map; comments silence what is and is not said.
MAPS = {
    "a": "personas: [{name: Laura, role: Student}]\nstages: [{name: Purchase, touchpoints: [Cart, Confirmation e-mail, Receipt]}]\n",
    "b": "personas: [{name: Laura, role: Manager}]\nstages: [{name: Purchase, touchpoints: [Cart, E-mail of confirmation, Receipt]}]\n",
    "c": "id: a\npersonas: [Laura]\nstages: [{name: Purchase, touchpoints: [Cart, Confirmation e-mail, Receipt]}]\n",
    "d": "# cjmap: ignore-file[CJ807]\npersonas: [Laura]\nstages: [{name: Purchase, touchpoints: [Cart, Confirmation e-mail, Receipt]}]\n",
    "e": "# cjmap: ignore-file[CJ805]\npersonas: [{name: Jorge, role: Nurse}]\nstages: [{name: Visit}]\n",
    "f": "personas: [{name: Laura, role: Nurse}] # cjmap: ignore[CJ805]\nstages: [{name: Visit}]\n",
    "g": "personas: [{name: Ana}]\nstages: [{name: Visit, emotion: 9}]\n",
    "h": "stages: [{name: Ana}\n",
}


def write(folder: Path, names: Iterable[str], settings: str = "") -> list[Path]:
    folder.mkdir(exist_ok=True)
    (folder / CONFIG_NAME).write_text(settings)
    files = []
    for name in names:
        file = folder / f"{name}.journey.yaml"
        file.write_text(f"{MAPS[name]}title: Map {name}\n")
        files.append(file)
    return files


def choose(select: tuple[str, ...], workspace: Workspace) -> Selection:
    return Selection.of_lint(workspace.settings.lint, select)


def quotes(outcome: Outcome) -> list[str]:
    """The lines that findings mark."""
    return [
        outcome.sources[name].line(number)
        for finding in outcome.findings
        for name, span in (
            (finding.file, finding.span),
            *((related.file, related.span) for related in finding.related),
        )
        if span is not None
        for number in range(span.start.line, span.end.line + 1)
    ]


def same(files: list[Path], jobs: int | None, select: tuple[str, ...] = ()) -> Outcome:
    found = lint(Project(), files, partial(choose, select), TODAY, jobs=jobs)
    expected = run_each(Session(today=TODAY), files, partial(choose, select))
    # Those that a finding stands for are for baselines alone.
    assert found.findings == tuple(replace(one, members=()) for one in expected.findings)
    assert found.files == expected.files
    assert quotes(found) == quotes(expected)
    assert {finding.file for finding in found.findings} <= set(found.sources)
    return found


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("names", ["abcdefgh", "abcdef", "abc", "def", "gh"])
def test_the_outcome_is_that_of_one_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: str, jobs: int
) -> None:
    monkeypatch.setattr(linting, "SIZE", 2)
    found = same(write(tmp_path, names), jobs)
    if names == "abcdef":
        assert {"CJ801", "CJ803", "CJ805", "CJ806", "CJ807"} <= {f.code for f in found.findings}


def test_part_of_a_workspace_is_held_against_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linting, "SIZE", 1)
    files = write(tmp_path, "abcdef")
    found, whole = same(files[:5], 1), same(files, 1)
    assert found.findings == tuple(f for f in whole.findings if f.file in found.files)
    assert any(f.code == "CJ801" and f.file.endswith("e.journey.yaml") for f in found.findings)


def test_workspaces_are_compared_each_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linting, "SIZE", 2)
    files = write(tmp_path / "one", "abc") + write(
        tmp_path / "two", "acd", "lnguage = 'en'\n[lint]\nignore = ['CJ3']\n"
    )
    assert sum(f.code == "CJ020" for f in same(files, 2).findings) == 1


@pytest.mark.parametrize("select", ["CJ8", "CJ805", "CJ3", "CJ801"])
def test_a_choice_of_rules_holds_in_every_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, select: str
) -> None:
    monkeypatch.setattr(linting, "SIZE", 1)
    same(write(tmp_path, "abcdef"), 1, (select,))


def test_the_corpus_is_as_in_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting, "SIZE", 3)
    files = [Path(shutil.copy(file, tmp_path)) for file in CORPUS]
    same(files, 2)


def test_what_is_done_with_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting, "SIZE", 2)
    project = Project()
    lint(project, write(tmp_path, "abcdef"), partial(choose, ()), TODAY)
    assert project.files == ()
