from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from cjmap.findings import Outcome, fingerprint
from cjmap.reporters import report
from tests.reporters.sample import INFO, WARNING, Sample, make_nasty

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text(encoding="utf-8")
)
LIKENESS = "a" * 32
SAMPLE = Sample("title: Coat\nid: web\n", "./maps/coat.yaml")


def entries(outcome: Outcome) -> Any:
    document = json.loads(report(outcome, "gitlab"))
    Draft202012Validator(SCHEMA).validate(document)
    return document


def test_an_entry_has_what_gitlab_shows() -> None:
    finding = SAMPLE.finding("Coat\nid", "Taken.", advice="Take\nanother.")
    finding = replace(finding, likeness=LIKENESS)
    assert entries(SAMPLE.outcome(finding)) == [
        {
            "type": "issue",
            "check_name": "CJ011 unknown-key",
            "description": "Taken. Take another.",
            # By its path from the repository's root, and by what it is about.
            "fingerprint": fingerprint(("maps/coat.yaml", LIKENESS)),
            "severity": "major",
            "location": {"path": "maps/coat.yaml", "lines": {"begin": 1, "end": 2}},
        }
    ]


def test_severities_are_gitlabs() -> None:
    outcome = SAMPLE.outcome(
        SAMPLE.finding("web", severity=WARNING), SAMPLE.finding("web", severity=INFO)
    )
    assert [entry["severity"] for entry in entries(outcome)] == ["minor", "info"]


def test_no_two_entries_share_a_fingerprint() -> None:
    finding = SAMPLE.finding("web")
    bare = replace(finding, fingerprint="")
    names = [
        entry["fingerprint"]
        for entry in entries(
            SAMPLE.outcome(finding, finding, bare, bare, replace(bare, code="CJ1"))
        )
    ]
    assert len(set(names)) == 5
    nasty = [entry["fingerprint"] for entry in entries(make_nasty())]
    assert len(set(nasty)) == len(nasty) == 6


def test_a_fingerprint_stays_when_the_text_above_moves() -> None:
    moved = replace(SAMPLE, text="# new\n" + SAMPLE.text)
    before = entries(SAMPLE.outcome(*[SAMPLE.finding("web")] * 2))
    after = entries(moved.outcome(*[moved.finding("web")] * 2))
    assert [e["fingerprint"] for e in before] == [e["fingerprint"] for e in after]
    assert [e["location"] for e in before] != [e["location"] for e in after]


def test_no_findings_are_an_empty_list() -> None:
    assert entries(SAMPLE.outcome()) == []


def test_a_finding_without_a_place_stands_at_the_first_line() -> None:
    sample = Sample()
    (entry,) = json.loads(report(sample.outcome(sample.finding(None)), "gitlab"))
    assert entry["location"]["lines"] == {"begin": 1, "end": 1}


def test_findings_of_two_folders_with_equal_names_differ_and_do_so_from_anywhere() -> None:
    one = replace(SAMPLE.finding("web"), likeness=LIKENESS)
    there = Sample("title: Coat\nid: web\n", "../b/maps/coat.yaml").finding("web")
    other = replace(there, likeness=LIKENESS)
    below = [
        json.loads(report(SAMPLE.outcome(one, other), "gitlab", repository="teams/a"))[n][
            "fingerprint"
        ]
        for n in range(2)
    ]
    above = [
        json.loads(report(SAMPLE.outcome(replace(each, file=file)), "gitlab"))[0]["fingerprint"]
        for each, file in ((one, "teams/a/maps/coat.yaml"), (other, "teams/b/maps/coat.yaml"))
    ]
    assert below == above
    assert len(set(below)) == 2
