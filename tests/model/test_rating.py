"""Ratings in words are the numbers that they stand for, and stay the words that they are."""

from __future__ import annotations

import pytest

from cjmap.model.journey import Journey
from tests.model.schema.maps import load

MAP = """
title: T
personas: [A]
stages:
  - name: S
    pains:
      - {{text: P, severity: {severity}}}
    opportunities:
      - {{text: O, customer_value: {value}, business_value: 4, effort: {effort}}}
"""


def journey_of(severity: str = "3", value: str = "3", effort: str = "3") -> Journey:
    document = load(MAP.format(severity=severity, value=value, effort=effort))
    assert document.problems == ()
    assert document.journey is not None
    return document.journey


@pytest.mark.parametrize(
    ("word", "number"),
    [("very-low", 1), ("low", 2), ("medium", 3), ("high", 4), ("very-high", 5), ("3", 3)],
)
def test_a_level_is_a_rating(word: str, number: int) -> None:
    stage = journey_of(severity=word, value=word, effort=word).stages[0]
    assert stage.pains[0].severity == number
    [opportunity] = stage.opportunities
    assert opportunity.customer_value == opportunity.effort == number
    assert opportunity.priority == (number + 4) / 2 / number


@pytest.mark.parametrize(("word", "number"), [("minor", 2), ("major", 4), ("critical", 5)])
def test_a_severity_has_words_of_its_own(word: str, number: int) -> None:
    assert journey_of(severity=word).stages[0].pains[0].severity == number


def test_what_was_written_comes_back() -> None:
    journey = journey_of(severity="critical", value="high", effort="2")
    dumped = journey.model_dump(mode="json")
    assert dumped["stages"][0]["pains"] == [{"text": "P", "severity": "critical"}]
    [opportunity] = dumped["stages"][0]["opportunities"]
    assert (opportunity["customer_value"], opportunity["effort"]) == ("high", 2)
    assert Journey.model_validate(dumped) == journey
    assert Journey.model_validate(journey.model_dump()) == journey


@pytest.mark.parametrize(
    ("written", "code", "help"),
    [
        (
            "lo",
            "CJ014",
            "Did you mean `low`? Allowed: 1, 2, 3, 4, 5, very-low, low, medium, high, very-high.",
        ),
        ("critical", "CJ014", "Allowed: 1, 2, 3, 4, 5, very-low, low, medium, high, very-high."),
        ("4 of 5", "CJ012", "Write `effort: 4`."),
        ("6", "CJ013", "Allowed: 1 to 5."),
        ("1e999", "CJ013", None),
    ],
)
def test_what_is_no_rating_is_told_with_what_is(written: str, code: str, help: str | None) -> None:
    [problem] = load(MAP.format(severity="3", value="3", effort=written)).problems
    assert problem.code == code
    assert help is None or str(problem.help) == help
