"""What changes mean: pains, means of emotions, promises."""

from __future__ import annotations

import pytest

from cjmap.compare.meaning import Meaning, understand
from cjmap.facts.pairing import pair
from tests.compare.states import subject

MAP = """
title: T
language: en
personas: [Ana]
opportunities:
%s
stages:
  - name: Buy
    touchpoints:
%s
"""


def meaning(old: str, new: str) -> Meaning:
    before, now = subject(old), subject(new)
    return understand(before, now, pair(before.things, now.things))


def of(touchpoints: str, opportunities: str = "  []") -> str:
    lines = "".join(f"      - {{{one}}}\n" for one in touchpoints.split(" / "))
    return MAP % (opportunities, lines)


def test_a_pain_that_is_deleted_is_gone_and_not_solved() -> None:
    old = of("name: Pay, pains: [Slow, {text: Dear, status: resolved}], opportunities: []")
    pains = meaning(old, of("name: Pay, pains: [], opportunities: []")).pains
    assert [one.name for one in pains.gone] == ["Slow", "Dear"]
    assert [one.name for one in pains.dropped] == ["Slow"]
    assert (pains.answered, pains.resolved) == ((), ())


def test_a_pain_that_is_felt_again() -> None:
    old = of("name: Pay, pains: [{text: Slow, status: resolved}]")
    pains = meaning(old, old.replace(", status: resolved", "")).pains
    assert [one.name for one in pains.reopened] == ["Slow"]
    assert [one.name for one in meaning(old.replace(", status: resolved", ""), old).pains.resolved]


@pytest.mark.parametrize(
    ("new", "total", "steady", "whole"),
    [
        ("name: Ask, emotion: 1 / name: Pay, emotion: 0", 0.5, 0.5, True),
        (
            "name: Ask, emotion: 1 / name: Pay, emotion: -1 / name: Wait, emotion: -2",
            -2 / 3,
            0,
            False,
        ),
        ("name: Ask, emotion: 1", 1, 0, False),
        ("name: Wait, emotion: 2", 2, None, False),
    ],
)
def test_what_of_a_mean_is_due_to_places_that_came_or_went(
    new: str, total: float, steady: float | None, whole: bool
) -> None:
    old = of("name: Ask, emotion: 1 / name: Pay, emotion: -1")
    (shift,) = meaning(old, of(new)).shifts
    assert shift.total == pytest.approx(total, abs=0.01)
    assert (shift.steady, shift.is_whole) == (steady, whole)


PROMISED = "  - {id: x, text: Faster, status: %s, expected: [{metric: conversion, %s}]%s}"


@pytest.mark.parametrize(
    ("promise", "outcome", "metric", "found"),
    [
        ("after: 50", "", "52", (50, 52, True)),
        ("after: 50", "", "48", (50, 48, False)),
        ("after: 50", ", outcome: [{metric: conversion, after: 51}]", "48", (50, 51, True)),
        ("before: 40, change: +25 %", "", "49", (50, 49, False)),
        ("change: +25 %", "", "50", (50, 50, True)),
        ("change: +5", ", outcome: [{metric: conversion, change: +2}]", "50", (45, 42, False)),
    ],
)
def test_what_was_promised_and_reached(
    promise: str, outcome: str, metric: str, found: tuple[float, float, bool]
) -> None:
    place = "name: Pay, metrics: [{type: conversion, value: %s}]"
    old = of(place % "40", PROMISED % ("planned", promise, ""))
    # What is promised anew once it is done does not count.
    new = of(place % metric, PROMISED % ("done", "after: 1", outcome))
    (one,) = meaning(old, new).promises
    assert (one.expected, one.reached, one.kept) == found
    assert meaning(new, new).promises == ()


def test_what_nobody_measured_was_neither_reached_nor_missed() -> None:
    old = of("name: Pay", PROMISED % ("doing", "after: 50", ""))
    (one,) = meaning(old, old.replace("doing", "done")).promises
    assert (one.expected, one.reached, one.kept) == (50, None, None)
