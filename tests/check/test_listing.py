"""What lint finds for a picture: some rules, as far as the settings let them run, the gravest first."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.check import Session
from cjmap.check.listing import list_findings
from cjmap.findings import Severity

TODAY = datetime.date(2026, 11, 21)
CODES = frozenset({"CJ301", "CJ305"})
MAP = "title: T\nowner: Ana\npersonas: [A]\nstages:\n  - name: One\n  - name: Two\n    touchpoints: [T]\n"


def listed(folder: Path, settings: str) -> list[tuple[str, Severity]]:
    (folder / "cjmap.toml").write_text(settings, encoding="utf-8")
    file = folder / "t.journey.yaml"
    file.write_text(MAP, encoding="utf-8")
    found = list_findings(Session(today=TODAY), [file], CODES)
    assert list(found) == [file]
    return [(finding.code, finding.severity) for finding in found[file]]


def test_only_the_rules_asked_for_run(tmp_path: Path) -> None:
    assert {code for code, _ in listed(tmp_path, "")} == CODES


@pytest.mark.parametrize(
    "settings", ['[lint]\nignore = ["CJ301"]\n', '[lint]\nselect = ["CJ305", "CJ2"]\n']
)
def test_what_the_settings_leave_out_stays_out(tmp_path: Path, settings: str) -> None:
    assert {code for code, _ in listed(tmp_path, settings)} == {"CJ305"}


def test_the_gravest_stand_first(tmp_path: Path) -> None:
    graded = listed(tmp_path, '[lint]\nseverity = { CJ301 = "info", CJ305 = "error" }\n')
    assert [severity for _, severity in graded] == sorted(
        (severity for _, severity in graded), key=lambda severity: severity.rank
    )
    assert graded[0] == ("CJ305", Severity.ERROR)
    assert graded[-1] == ("CJ301", Severity.INFO)


def test_each_file_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("", encoding="utf-8")
    files = [tmp_path / "a.journey.yaml", tmp_path / "b.journey.yaml"]
    files[0].write_text(MAP, encoding="utf-8")
    files[1].write_text("title: T\npersonas: [A]\nstages: [S]\n", encoding="utf-8")
    found = list_findings(Session(today=TODAY), files, frozenset({"CJ301"}))
    assert [[finding.path for finding in found[file]] for file in files] == [
        [("stages", 0)],
        [("stages", 0)],
    ]
    assert found[files[0]][0].file != found[files[1]][0].file
