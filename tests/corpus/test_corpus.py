"""Twenty maps after journeys that others published, and how much is said of each of them.

They are written as people write them on a first afternoon: with holes, in eleven languages, in
trades that have little in common; none to please a rule. `NAME.txt` beside a map holds what all
rules say of it, a code and how often a line: a change of a rule shows there on how many maps of
real life it speaks more, or less.
"""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

import cjmap
from cjmap.check import Selection, Session, run
from cjmap.findings import Finding, Severity
from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from cjmap.reports.templating import Templates
from tests.reports.dom import parse

TODAY = datetime.date(2026, 11, 21)
EVERYTHING = Selection(select=("ALL",))
SUFFIX = ".journey.yaml"
MAPS = sorted(Path(__file__).parent.glob(f"*{SUFFIX}"))


@pytest.fixture(params=MAPS, ids=lambda file: file.name.removesuffix(SUFFIX))
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@cache
def session() -> Session:
    """One for all of them: each file is read once."""
    return Session(today=TODAY)


def findings_of(file: Path) -> tuple[Finding, ...]:
    return tuple(run(session(), [file], EVERYTHING).findings)


def test_twenty_maps_in_every_language_that_is_shipped() -> None:
    languages = {cjmap.load(file, today=TODAY).language for file in MAPS}
    spoken = {"ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "zh"}
    assert len(MAPS) == 20
    assert {(language or "en").split("-")[0] for language in languages} == spoken


def test_a_map_as_people_write_it_is_valid(file: Path) -> None:
    findings = cjmap.validate(file, today=TODAY).findings
    assert [str(f.message) for f in findings if f.severity is Severity.ERROR] == []


def test_what_lint_says_of_it(file: Path, request: pytest.FixtureRequest) -> None:
    counts = Counter(finding.code for finding in findings_of(file))
    said = "".join(f"{code}: {count}\n" for code, count in sorted(counts.items()))
    expected = file.with_name(f"{file.name.removesuffix(SUFFIX)}.txt")
    if request.config.getoption("--regenerate", default=False):
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


def test_its_picture_names_the_journey(file: Path) -> None:
    journey = cjmap.load(file, today=TODAY)
    picture = ElementTree.fromstring(cjmap.render(journey))
    assert journey.title in "".join(picture.itertext())


def test_its_page_names_every_stage_and_touchpoint(file: Path) -> None:
    subject = session().subject(file)
    assert subject is not None
    page = parse(write_page(collect(subject, findings_of(file)), templates=Templates()).text)
    told = " ".join(page.pieces())
    for stage in subject.journey.stages:
        assert stage.name in told
        for touchpoint in stage.touchpoints:
            assert touchpoint.name in told
