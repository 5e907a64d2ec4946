from __future__ import annotations

from cjmap.reporters import report
from tests.reporters.sample import INFO, Sample

SAMPLE = Sample("a: 1\nb: two\n", "my maps/coat.yaml")


def test_a_finding_is_one_line() -> None:
    outcome = SAMPLE.outcome(
        SAMPLE.finding("two", "Not a\nnumber.", advice="Write 2."),
        SAMPLE.finding("b", severity=INFO, code="CJ203"),
        SAMPLE.finding(None, "Cannot be read.", code="CJ001"),
    )
    assert report(outcome, "concise") == (
        "my maps/coat.yaml:2:4: CJ011 error Not a number.\n"
        "my maps/coat.yaml:2:1: CJ203 info Something is wrong.\n"
        "my maps/coat.yaml: CJ001 error Cannot be read.\n"
    )


def test_no_findings_are_no_lines() -> None:
    assert report(SAMPLE.outcome(), "concise") == ""


def test_the_severity_is_the_same_word_in_all_languages() -> None:
    outcome = SAMPLE.outcome(SAMPLE.finding("two"))
    assert report(outcome, "concise", language="es") == report(outcome, "concise")
