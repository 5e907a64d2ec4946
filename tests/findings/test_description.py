from __future__ import annotations

from cjmap.findings import Edit, Finding, Related, Severity
from cjmap.findings.description import describe_finding
from cjmap.findings.source import Position, Span
from cjmap.messages import tr

FINDING = Finding(
    "CJ011",
    "unknown-key",
    Severity.ERROR,
    tr("error"),
    tr("note"),
    "maps/a.yaml",
    Span(Position(2, 9), Position(3, 1)),
    ("stages", 2, "a b"),
    (
        Related("b.yaml", Span(Position(4, 5), Position(4, 6)), tr("warning")),
        Related("c.yaml", None, tr("note")),
    ),
    "abc",
    (Edit(0, 1, "T"),),
)


def test_a_finding_is_told_in_the_readers_language() -> None:
    assert describe_finding(FINDING, "es") == {
        "code": "CJ011",
        "name": "unknown-key",
        "severity": "error",
        "message": "error",
        "help": "nota",
        "file": "maps/a.yaml",
        "line": 2,
        "column": 9,
        "end_line": 3,
        "end_column": 1,
        "path": 'stages[2]["a b"]',
        "related": [
            {"file": "b.yaml", "line": 4, "column": 5, "message": "aviso"},
            {"file": "c.yaml", "line": None, "column": None, "message": "nota"},
        ],
        "fingerprint": "abc",
        "fixable": True,
    }


def test_what_is_not_there_is_null() -> None:
    bare = Finding("CJ007", "not-a-map", Severity.INFO, tr("note"), None, "a.yaml", None, ())
    described = describe_finding(bare, "en")
    places = ("line", "column", "end_line", "end_column")
    assert {name: described[name] for name in (*places, "help")} == dict.fromkeys((*places, "help"))
    assert (described["path"], described["related"], described["fixable"]) == ("", [], False)
