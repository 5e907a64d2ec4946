from __future__ import annotations

import json

from cjmap.findings import Edit
from cjmap.reporters import report
from tests.reporters.sample import INFO, WARNING, Sample

SAMPLE = Sample("título: Abrigo\nid: 👩\u200d👧 x\n", "mapas/compra ñ.yaml")


def test_a_finding_has_every_field() -> None:
    finding = SAMPLE.finding(
        "x",
        "Mal.",
        advice="Así.",
        path=("stages", 2, "touchpoints", 0, "a b"),
        related=(SAMPLE.related("Abrigo", "aquí"), SAMPLE.related(None, "todo")),
        edits=(Edit(0, 1, "T"),),
    )
    text = report(SAMPLE.outcome(finding, beside=(Sample(),)), "json")
    assert json.loads(text) == {
        "version": 1,
        "findings": [
            {
                "code": "CJ011",
                "name": "unknown-key",
                "severity": "error",
                "message": "Mal.",
                "help": "Así.",
                "file": "mapas/compra ñ.yaml",
                "line": 2,
                "column": 9,
                "end_line": 2,
                "end_column": 10,
                "path": 'stages[2].touchpoints[0]["a b"]',
                "related": [
                    {"file": "mapas/compra ñ.yaml", "line": 1, "column": 9, "message": "aquí"},
                    {
                        "file": "mapas/compra ñ.yaml",
                        "line": None,
                        "column": None,
                        "message": "todo",
                    },
                ],
                "fingerprint": finding.fingerprint,
                "fixable": True,
            }
        ],
        "summary": {"files": 2, "errors": 1, "warnings": 0, "infos": 0},
    }
    assert "Así." in text


def test_what_is_not_there_is_null() -> None:
    text = report(SAMPLE.outcome(SAMPLE.finding(None, path=())), "json")
    (finding,) = json.loads(text)["findings"]
    assert finding["help"] is None
    assert {finding[key] for key in ("line", "column", "end_line", "end_column")} == {None}
    assert (finding["path"], finding["related"], finding["fixable"]) == ("", [], False)


def test_notes_count_even_where_they_are_not_listed() -> None:
    outcome = SAMPLE.outcome(
        SAMPLE.finding("x", severity=INFO), SAMPLE.finding("Abrigo", severity=WARNING)
    )
    document = json.loads(report(outcome, "json", notes=False))
    assert [finding["severity"] for finding in document["findings"]] == ["warning"]
    assert document["summary"] == {"files": 1, "errors": 0, "warnings": 1, "infos": 1}


def test_no_findings() -> None:
    assert json.loads(report(SAMPLE.outcome(), "json")) == {
        "version": 1,
        "findings": [],
        "summary": {"files": 1, "errors": 0, "warnings": 0, "infos": 0},
    }
