"""A baseline file: what it holds, how it is written, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cjmap.check import baseline
from cjmap.findings import Finding, Severity
from cjmap.findings.usage import UsageError
from cjmap.messages import verbatim


def finding(code: str, file: str, name: str) -> Finding:
    return Finding(
        code, "a-rule", Severity.WARNING, verbatim("…"), None, file, None, (), (), fingerprint=name
    )


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
    assert baseline.gather([whole], tmp_path).fingerprints == {"0", "1", "2", "3"}


def test_an_empty_one_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(baseline.dump(baseline.Baseline()))
    assert baseline.load(file) == baseline.Baseline()


def test_what_is_gone_is_told_of_checked_and_vanished_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("")
    found = [finding("CJ301", name, name) for name in ("a.yaml", "b.yaml", "c.yaml")]
    held = baseline.gather([*found, finding("CJ302", "a.yaml", "mended")], tmp_path)
    gone = held.gone([found[0]], ["a.yaml"], tmp_path)
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
    assert baseline.load(file).fingerprints == frozenset()
