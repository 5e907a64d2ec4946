"""The things of a journey behind the items of its index."""

from __future__ import annotations

import pytest

from cjmap.facts.things import emotion_at, emotions_of, part, results
from tests.facts.given import Given

MAP = """
    title: T
    personas: [Ana, Leo]
    metrics: [{type: nps}]
    stages:
      - name: First
        emotions: {leo: -1}
        pains: [Slow]
        opportunities:
          - text: Faster
            outcome: [{metric: nps, change: +2}]
        touchpoints:
          - name: A
            emotion: 1
            emotions: {ana: 2}
            metrics: [{type: csat}]
      - name: Second
    outcomes:
      - {metric: nps, change: +1}
"""


def test_things_are_listed_with_their_items_and_found_by_them(given: Given) -> None:
    things = given(MAP).things
    assert [(item.id, stage.name) for item, stage in things.stages] == [
        ("first", "First"),
        ("second", "Second"),
    ]
    ((item, pain),) = things.pains
    assert len(things.pains) == 1
    assert things.pains[item] is pain
    assert things.pains.at(("stages", 0, "pains", 0)) is pain
    assert [metric.type for _, metric in things.metrics] == ["nps", "csat"]


def test_what_other_things_stand_in(given: Given) -> None:
    things = given(MAP).things
    assert [(owner.path, owner.id) for owner in things.owners] == [
        ((), ""),
        (("stages", 0), "first"),
        (("stages", 0, "touchpoints", 0), "first/a"),
        (("stages", 1), "second"),
    ]


def test_the_stage_or_touchpoint_of_an_item(given: Given) -> None:
    subject = given(MAP)
    stage, touchpoint = subject.index.items["stage"][0], subject.index.items["touchpoint"][0]
    assert part(subject.things, stage).name == "First"
    assert part(subject.things, touchpoint).name == "A"


def test_emotions_where_they_are_written(given: Given) -> None:
    things = given(MAP).things
    written = {
        path: emotion.score for owner in things.owners for path, emotion in emotions_of(owner)
    }
    inner = ("stages", 0, "touchpoints", 0)
    assert written == {
        ("stages", 0, "emotions", "leo"): -1,
        (*inner, "emotion"): 1,
        (*inner, "emotions", "ana"): 2,
    }
    assert {path: emotion_at(things, path).score for path in written} == written
    for nowhere in (("stages", 0, "emotion"), ("stages", 0, "emotions", "ana")):
        with pytest.raises(KeyError):
            emotion_at(things, nowhere)


def test_the_journeys_outcomes_come_before_those_of_opportunities(given: Given) -> None:
    assert [(path, result.change) for path, result in results(given(MAP).things)] == [
        (("outcomes", 0), 1),
        (("stages", 0, "opportunities", 0, "outcome", 0), 2),
    ]
