"""A baseline file: what it holds, how it is written, and what is refused."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, baseline, run
from cjmap.findings import Finding, Outcome, Severity
from cjmap.findings.usage import UsageError
from cjmap.messages import verbatim


def finding(code: str, file: str, name: str) -> Finding:
    return Finding(
        code, "a-rule", Severity.WARNING, verbatim("…"), None, file, None, (), (), fingerprint=name
    )


def names_of(held: baseline.Baseline) -> set[str]:
    return {entry.fingerprint for entry in held.entries}


def test_an_entry_a_line_sorted_and_relative_to_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    findings = [
        finding("CJ403", "maps/b.journey.yaml", "2"),
        finding("CJ301", "maps/b.journey.yaml", "1"),
        finding("CJ403", "maps/á.journey.yaml", "3"),
        finding("CJ001", "maps/gone.journey.yaml", "4"),
    ]
    (tmp_path / "ci").mkdir()
    text = baseline.dump(baseline.gather(findings, tmp_path / "ci"))
    assert text == (
        '{\n  "version": 1,\n  "findings": [\n'
        '    {"file": "../maps/b.journey.yaml", "code": "CJ301", "fingerprint": "1"},\n'
        '    {"file": "../maps/b.journey.yaml", "code": "CJ403", "fingerprint": "2"},\n'
        '    {"file": "../maps/á.journey.yaml", "code": "CJ403", "fingerprint": "3"}\n'
        "  ]\n}\n"
    )
    file = tmp_path / "ci" / "baseline.json"
    file.write_text(text, encoding="utf-8")
    assert baseline.dump(baseline.load(file)) == text


def test_gathered_findings_are_held_one_by_one(tmp_path: Path) -> None:
    members = tuple(finding("CJ309", "a.yaml", str(n)) for n in range(4))
    whole = replace(finding("CJ309", "a.yaml", "whole"), members=members)
    assert names_of(baseline.gather([whole], tmp_path)) == {"0", "1", "2", "3"}


def test_an_empty_one_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(baseline.dump(baseline.Baseline()))
    assert baseline.load(file) == baseline.Baseline(folder=tmp_path)


def test_what_is_gone_is_told_of_checked_and_vanished_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("")
    found = [finding("CJ301", name, name) for name in ("a.yaml", "b.yaml", "c.yaml")]
    held = baseline.gather([*found, finding("CJ302", "a.yaml", "mended")], tmp_path)
    gone = held.gone([found[0]], ["a.yaml"])
    assert [(entry.file, entry.fingerprint) for entry in gone] == [
        ("a.yaml", "mended"),
        ("c.yaml", "c.yaml"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"version": 1}',
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [{}]}',
        '{"version": 1, "findings": [null]}',
        '{"version": 1, "findings": ["CJ301"]}',
        '{"version": 1, "findings": [{"file": "a", "code": "CJ301", "fingerprint": 7}]}',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_baseline_is_refused_in_a_sentence(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageError) as caught:
        baseline.load(file)
    assert "baseline.json" in str(caught.value)


def test_one_that_is_not_there_says_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--write-baseline"):
        baseline.load(tmp_path / "none.json")


def test_nothing_that_hides_a_map_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(
        '{"version": 1, "findings": [{"file": "a", "code": "CJ003", "fingerprint": "x"}]}'
    )
    assert baseline.load(file).entries == ()


MAP = """\
title: Coat
personas: [Laura]
stages:
  - name: Search
    touchpoints:
      - {name: Web, channel: web, pains: [Slow, Dear]}
      - {name: Shop, channel: store}
"""
OTHER = (
    "title: Bank\npersonas: [Ben]\nstages:\n  - name: Loan\n    pains: [Papers, Waiting, Fees]\n"
)


def check(folder: Path, held: baseline.Baseline) -> Outcome:
    files = sorted(folder.rglob("*.journey.yaml"))
    session = Session(today=datetime.date(2026, 11, 21))
    return run(session, files, Selection(select=("ALL",)), known=held.known)


@pytest.fixture
def held(tmp_path: Path) -> baseline.Baseline:
    """What is known of two maps, read back from its file."""
    (tmp_path / "coat.journey.yaml").write_text(MAP)
    (tmp_path / "bank.journey.yaml").write_text(OTHER)
    file = tmp_path / "baseline.json"
    found = check(tmp_path, baseline.Baseline()).findings
    file.write_text(baseline.dump(baseline.gather(found, tmp_path)))
    return baseline.load(file)


@pytest.mark.parametrize("name", ["jacket.journey.yaml", "retail/coat.journey.yaml"])
def test_a_file_that_is_renamed_or_moved_keeps_what_is_known(
    tmp_path: Path, held: baseline.Baseline, name: str
) -> None:
    assert not check(tmp_path, held).findings
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / "coat.journey.yaml").rename(tmp_path / name)
    outcome = check(tmp_path, held)
    assert not outcome.findings
    assert not held.gone(outcome.known, outcome.files)


def test_both_files_may_move_at_once(tmp_path: Path, held: baseline.Baseline) -> None:
    (tmp_path / "coat.journey.yaml").rename(tmp_path / "a.journey.yaml")
    (tmp_path / "bank.journey.yaml").rename(tmp_path / "coat.journey.yaml")
    (tmp_path / "a.journey.yaml").rename(tmp_path / "bank.journey.yaml")
    # Names that the baseline knows are no new files; what is said of the map as a whole stays.
    assert check(tmp_path, held).findings
    (tmp_path / "coat.journey.yaml").rename(tmp_path / "x.journey.yaml")
    (tmp_path / "bank.journey.yaml").rename(tmp_path / "y.journey.yaml")
    assert not check(tmp_path, held).findings


def test_what_is_new_in_a_moved_file_is_told_and_what_is_mended_can_go(
    tmp_path: Path, held: baseline.Baseline
) -> None:
    (tmp_path / "coat.journey.yaml").unlink()
    text = MAP.replace("[Slow, Dear]", "[Dear, Ugly]")
    (tmp_path / "jacket.journey.yaml").write_text(text)
    outcome = check(tmp_path, held)
    assert [finding.code for finding in outcome.findings] == ["CJ501"]
    gone = held.gone(outcome.known, outcome.files)
    assert {(entry.file, entry.code) for entry in gone} == {("coat.journey.yaml", "CJ501")}


def test_a_copy_is_new(tmp_path: Path, held: baseline.Baseline) -> None:
    (tmp_path / "copy.journey.yaml").write_text(MAP)
    assert check(tmp_path, held).findings


def test_of_two_copies_of_a_file_that_is_gone_one_is_that_file(
    tmp_path: Path, held: baseline.Baseline
) -> None:
    (tmp_path / "coat.journey.yaml").unlink()
    for name in ("b.journey.yaml", "c.journey.yaml"):
        (tmp_path / name).write_text(MAP)
    found = check(tmp_path, held).findings
    assert {Path(finding.file).name for finding in found} == {"c.journey.yaml"}


def test_an_older_file_without_likenesses_is_read(tmp_path: Path, held: baseline.Baseline) -> None:
    file = tmp_path / "old.json"
    text = (tmp_path / "baseline.json").read_text()
    file.write_text(re.sub(', "likeness": "[^"]*"', "", text))
    old = baseline.load(file)
    assert not check(tmp_path, old).findings
    assert names_of(old) == names_of(held)
    (tmp_path / "coat.journey.yaml").rename(tmp_path / "jacket.journey.yaml")
    assert check(tmp_path, old).findings
