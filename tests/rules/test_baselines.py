"""A map that another one compares itself with is a record, whichever of them is checked."""

from __future__ import annotations

from pathlib import Path

from cjmap.check import Selection, Session, run
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from tests.rules.golden import TODAY

BEFORE = "title: Before\nupdated: 2020-01-01\npersonas: [Laura]\nstages: [Awareness]\n"
AFTER = "title: After\npersonas: [Laura]\nstages: [Awareness]\nlinks:\n  - {to: TARGET, rel: REL}\n"
STALE = Selection(select=("CJ602",))


def check(folder: Path, *files: str, stdin: tuple[str, str] | None = None) -> list[str]:
    project = Project(Workspace(folder))
    if stdin:
        project.overlay(folder / stdin[0], stdin[1].encode())
    outcome = run(Session(project, today=TODAY), [folder / file for file in files], STALE)
    return [finding.code for finding in outcome.findings]


def write(folder: Path, target: str, rel: str) -> None:
    (folder / "before.journey.yaml").write_text(BEFORE)
    (folder / "deep").mkdir()
    text = AFTER.replace("TARGET", target).replace("REL", rel)
    (folder / "deep" / "after.journey.yaml").write_text(text)


def test_a_baseline_is_known_when_it_is_checked_alone(tmp_path: Path) -> None:
    write(tmp_path, "../before.journey.yaml#awareness", "baseline")
    assert check(tmp_path, "before.journey.yaml") == []


def test_another_link_or_another_map_makes_no_baseline(tmp_path: Path) -> None:
    write(tmp_path, "../before.journey.yaml", "next")
    assert check(tmp_path, "before.journey.yaml") == ["CJ602"]
    (tmp_path / "deep" / "after.journey.yaml").write_text(
        AFTER.replace("TARGET", "other.journey.yaml").replace("REL", "baseline")
    )
    assert check(tmp_path, "before.journey.yaml") == ["CJ602"]


def test_an_unreadable_neighbour_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, "../before.journey.yaml", "baseline")
    (tmp_path / "noise.journey.yaml").write_bytes(b"baseline: \xff\xfe\n\tbaseline")
    assert check(tmp_path, "before.journey.yaml") == []


def test_standard_input_counts_in_place_of_its_file(tmp_path: Path) -> None:
    write(tmp_path, "../before.journey.yaml", "next")
    edited = AFTER.replace("TARGET", "../before.journey.yaml").replace("REL", "baseline")
    files = ("before.journey.yaml", "deep/after.journey.yaml")
    assert check(tmp_path, *files) == ["CJ602"]
    assert check(tmp_path, *files, stdin=("deep/after.journey.yaml", edited)) == []
