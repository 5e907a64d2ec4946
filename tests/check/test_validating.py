"""Many files are validated as one by one, in whatever number of processes."""

from __future__ import annotations

import concurrent.futures
import datetime
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from cjmap.check import Selection, Session, run, validating
from cjmap.check.validating import validate
from cjmap.project import Project
from cjmap.project.workspace import CONFIG_NAME
from tests.check.test_linting import quotes

TODAY = datetime.date(2026, 11, 28)
CLEAN = "title: Buy a coat\npersonas: [Laura]\nstages: [Awareness]\n"
SLIPS = (
    "stages: [Awareness]",
    "stagse: [A]",
    "stages: []",
    "stages: [{name: A, emotion: 7}]",
    "a: [",
)


def files_of(folder: Path, number: int) -> list[Path]:
    (folder / CONFIG_NAME).touch()
    files = []
    for count in range(number):
        file = folder / f"{count:03}.journey.yaml"
        file.write_text(CLEAN.replace("stages: [Awareness]", SLIPS[count % len(SLIPS)]))
        files.append(file)
    return files


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_the_outcome_is_that_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int | None
) -> None:
    monkeypatch.setattr(validating, "_BATCH", 4)
    files = files_of(tmp_path, 23)
    found = validate(Project(), files, TODAY, jobs=jobs)
    expected = run(Session(today=TODAY), files, Selection())
    assert found.findings == expected.findings
    assert found.files == expected.files
    # The texts that are quoted are there, and no others.
    assert set(found.sources) == {finding.file for finding in expected.findings}
    assert quotes(found) == quotes(expected)


def test_wrong_settings_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validating, "_BATCH", 2)
    files = files_of(tmp_path, 7)
    (tmp_path / CONFIG_NAME).write_text("lnguage = 'en'\n")
    found = validate(Project(), files, TODAY)
    assert found.findings == run(Session(today=TODAY), files, Selection()).findings


def test_what_is_done_with_is_forgotten(tmp_path: Path) -> None:
    project = Project()
    validate(project, files_of(tmp_path, 12), TODAY)
    assert project.files == ()


def test_text_that_lies_over_a_file_is_read_in_every_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validating, "_BATCH", 2)
    files = files_of(tmp_path, 1) + [tmp_path / f"{name}.journey.yaml" for name in "abc"]
    project = Project()
    for file in files[1:]:
        project.overlay(file, CLEAN.replace("title", "titel").encode())
    outcomes = [validate(project, files, TODAY, jobs=jobs) for jobs in (1, 2)]
    assert outcomes[0] == outcomes[1]
    assert {finding.code for finding in outcomes[0].findings} == {"CJ011"}


def test_a_process_that_dies_costs_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validating, "_BATCH", 4)

    class Broken:
        def __init__(self, *arguments: object) -> None:
            self.given = 0

        def submit(self, check: object, batch: validating._Batch) -> concurrent.futures.Future[Any]:
            given = concurrent.futures.Future[Any]()
            self.given += 1
            if self.given == 1:
                given.set_result(validating._Checker(Project(), TODAY, packs=True).check(batch))
            else:
                given.set_exception(BrokenProcessPool())
            return given

        def shutdown(self, *, cancel_futures: bool) -> None: ...

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Broken)
    files = files_of(tmp_path, 13)
    assert validate(Project(), files, TODAY, jobs=2) == validate(Project(), files, TODAY)
