from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from cjmap.findings import Outcome
from cjmap.reporters import report
from tests.reporters.sample import INFO, NASTY, OTHER, WARNING, Sample, make_nasty

SAMPLE = Sample("title: Coat\nid: web\n", "maps/coat.yaml")


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def read(outcome: Outcome) -> ElementTree.Element:
    return ElementTree.fromstring(report(outcome, "junit").encode())


@pytest.mark.parametrize("outcome", [make_nasty(), SAMPLE.outcome(), Outcome((), ())])
def test_it_holds_against_the_schema_of_jenkins(
    schema: xmlschema.XMLSchema, outcome: Outcome
) -> None:
    schema.validate(report(outcome, "junit"))


def test_the_schema_is_one_that_refuses(schema: xmlschema.XMLSchema) -> None:
    assert not schema.is_valid('<testsuites><testsuite name="a"/></testsuites>')


def test_a_finding_is_a_failed_case_with_its_snippet() -> None:
    finding = SAMPLE.finding(
        "web", "The id is taken.", code="CJ101", name="duplicate-id", path=("id",)
    )
    assert (
        report(SAMPLE.outcome(finding, beside=(OTHER,)), "junit")
        == """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="cjmap" tests="2" failures="1" errors="0">
  <testsuite name="maps/coat.yaml" tests="1" failures="1" errors="0" file="maps/coat.yaml">
    <testcase classname="maps/coat.yaml" name="CJ101 duplicate-id id">
      <failure type="error" message="The id is taken.">error[CJ101] duplicate-id: The id is taken.
 --&gt; maps/coat.yaml:2:5
  |
2 | id: web
  |     ^^^
  |
</failure>
    </testcase>
  </testsuite>
  <testsuite name="r&amp;d.yaml" tests="1" failures="0" errors="0" file="r&amp;d.yaml">
    <testcase classname="r&amp;d.yaml" name="all checks passed"/>
  </testsuite>
</testsuites>
"""
    )


def test_a_note_does_not_fail() -> None:
    root = read(SAMPLE.outcome(SAMPLE.finding("web", "By the way.", severity=INFO)))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert root.find(".//failure") is None
    assert "By the way." in (root.findtext(".//system-out") or "")


def test_cases_are_counted_and_their_names_are_unique() -> None:
    root = read(make_nasty())
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [NASTY.file, OTHER.file]
    nasty = suites[NASTY.file]
    assert (nasty.get("tests"), nasty.get("failures")) == ("6", "5")
    names = [case.get("name") for case in nasty]
    assert len(set(names)) == 6
    assert names[1:3] == ["CJ101 duplicate-id", "CJ101 duplicate-id (2)"]


def test_text_that_is_markup_or_no_character_of_xml_arrives_readable() -> None:
    failure = read(make_nasty()).find(".//failure")
    assert failure is not None
    assert failure.get("message") == (
        "Not ]]> here ::error::100 %, “a:b” <b>&amp;␛[31m␀<U+FFFE><U+D800>"
    )


def test_a_file_that_was_not_checked_has_its_suite() -> None:
    outcome = Outcome((Sample(file="cjmap.toml").finding(None, severity=WARNING),), ("a.yaml",))
    assert [suite.get("name") for suite in read(outcome)] == ["a.yaml", "cjmap.toml"]
