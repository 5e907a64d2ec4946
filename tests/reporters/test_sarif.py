from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from cjmap.findings import Outcome, Severity, fingerprint
from cjmap.messages import verbatim
from cjmap.reporters import report
from cjmap.reporters.request import RuleInfo
from cjmap.reporters.sarif import format_uri
from tests.reporters.sample import ERROR, INFO, WARNING, Rule, Sample, make_nasty

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
SAMPLE = Sample("title: Coat\nid: 👩\u200d👧 web\n", "my maps/coat.yaml")
RULES = (
    Rule("CJ203", "no-start-or-end", INFO, verbatim("No start."), "# Start"),
    Rule("CJ101", "duplicate-id", ERROR, verbatim("Two equal ids."), "# Ids"),
    Rule("CJ106", "channel-typo", WARNING, verbatim("A typo."), "# Typos"),
)


def run(outcome: Outcome, language: str = "en", rules: tuple[RuleInfo, ...] = RULES) -> Any:
    document = json.loads(report(outcome, "sarif", language=language, rules=rules))
    Draft4Validator(SCHEMA).validate(document)
    (only,) = document["runs"]
    return only


@pytest.mark.parametrize("rules", [RULES, ()])
def test_it_holds_against_the_schema_of_the_standard(rules: tuple[RuleInfo, ...]) -> None:
    assert len(run(make_nasty(), rules=rules)["results"]) == 6
    assert run(Outcome((), ()), rules=rules)["results"] == []


def test_a_document_names_the_standard_that_it_follows() -> None:
    document = json.loads(report(Outcome((), ()), "sarif"))
    assert document["version"] == "2.1.0"
    assert document["$schema"] == (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )


def test_the_schema_is_one_that_refuses() -> None:
    assert not Draft4Validator(SCHEMA).is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_result_names_its_rule_and_its_places() -> None:
    finding = SAMPLE.finding(
        "web",
        "The id “web” is taken.",
        code="CJ101",
        name="duplicate-id",
        advice="Take another.",
        path=("stages", 0, "id"),
        related=(SAMPLE.related("Coat", "first here"), SAMPLE.related(None, "in here")),
    )
    other = SAMPLE.finding("Coat", code="CJ203", name="no-start-or-end", severity=INFO)
    document = run(SAMPLE.outcome(other, finding))
    assert document["columnKind"] == "unicodeCodePoints"
    assert document["results"][1] == {
        "ruleId": "CJ101",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "The id “web” is taken.\nTake another."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "my%20maps/coat.yaml"},
                    "region": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 12},
                },
                "logicalLocations": [{"fullyQualifiedName": "stages[0].id"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": {"uri": "my%20maps/coat.yaml"},
                    "region": {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 12},
                },
                "message": {"text": "first here"},
            },
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "my%20maps/coat.yaml"},
                    "region": {"startLine": 1},
                },
                "message": {"text": "in here"},
            },
        ],
        "partialFingerprints": {
            "cjmap/v1": fingerprint(("my maps/coat.yaml", fingerprint(("CJ101", "stages[0].id"))))
        },
    }
    assert document["results"][0]["ruleIndex"] == 1
    assert document["results"][0]["level"] == "note"


def test_the_rules_that_found_something_are_described_in_the_language() -> None:
    finding = SAMPLE.finding("web", code="CJ106", name="channel-typo", severity=WARNING)
    document = run(SAMPLE.outcome(finding), language="es")
    assert document["language"] == "es"
    assert document["tool"]["driver"]["rules"] == [
        {
            "id": "CJ106",
            "name": "channel-typo",
            "shortDescription": {"text": "A typo."},
            "fullDescription": {"text": "A typo."},
            "help": {"text": "# Typos (es)", "markdown": "# Typos (es)"},
            "defaultConfiguration": {"level": "warning"},
            "properties": {"tags": ["journey-map"], "problem.severity": "warning"},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "level", "shown"),
    [
        (ERROR, "error", "error"),
        (WARNING, "warning", "warning"),
        (INFO, "note", "recommendation"),
    ],
)
def test_severities_have_the_words_of_the_standard_and_of_github(
    severity: Severity, level: str, shown: str
) -> None:
    document = run(SAMPLE.outcome(SAMPLE.finding("web", severity=severity)), rules=())
    assert document["results"][0]["level"] == level
    (rule,) = document["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": level}
    assert rule["properties"]["problem.severity"] == shown


def test_a_rule_keeps_its_severity_where_the_settings_change_that_of_the_finding() -> None:
    finding = SAMPLE.finding("web", code="CJ106", name="channel-typo", severity=ERROR)
    document = run(SAMPLE.outcome(finding))
    assert document["results"][0]["level"] == "error"
    (rule,) = document["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "warning"}


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("maps/coat.yaml", "maps/coat.yaml"),
        ("../maps/coat.yaml", "../maps/coat.yaml"),
        ("mapas ñ/50%,#?.yaml", "mapas%20%C3%B1/50%25%2C%23%3F.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("caf\udce9.yaml", "caf%E9.yaml"),
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
        ("D:/a b.yaml", "file:///D:/a%20b.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_a_file_is_a_uri(file: str, uri: str) -> None:
    assert format_uri(file) == uri
