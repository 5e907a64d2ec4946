"""How everyone feels, word for word as the format defines it."""

from __future__ import annotations

from cjmap.facts.feelings import point_of
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotion_at
from tests.facts.given import Given

EMOTIONS = """
    title: T
    personas: [Ana, Leo, {name: Eva, id: e}]
    stages:
      - name: S
        emotion: 2
        emotions: {leo: -1}
        touchpoints:
          - name: A
            emotion: 1
            personas: [ana]
          - name: B
            personas: [ana, Eva]
            emotion: none
            emotions: {Ana: -2}
          - name: C
            personas: [leo]
"""


def felt(subject: Subject, owner: Item, persona: Item) -> float | str | None:
    """The score, `none` where it does not apply, None where nobody says anything."""
    point = point_of(subject.feelings, owner, persona)
    if point is not None:
        return point.score
    without = subject.feelings.unscored.get(owner.path, ())
    return "none" if any(one.persona == persona for one in without) else None


def test_the_score_of_one_persona_wins_over_that_of_all(given: Given) -> None:
    subject = given(EMOTIONS)
    first, second, third = subject.index.items["touchpoint"]
    ana, leo, eva = subject.participation.personas
    assert [felt(subject, first, who) for who in (ana, leo, eva)] == [1, None, None]
    assert [felt(subject, second, who) for who in (ana, eva)] == [-2, "none"]
    assert felt(subject, third, leo) is None
    scored = subject.feelings.points[second.path]
    assert [(point.persona, point.score) for point in scored] == [(ana, -2)]


def test_a_stages_score_holds_for_those_whom_no_touchpoint_scores(given: Given) -> None:
    subject = given(EMOTIONS)
    ana, leo, eva = subject.participation.personas
    (stage,) = subject.index.items["stage"]
    # Ana is scored at a touchpoint, Eva and Leo are not: the stage says it of them, of Leo by name.
    assert [felt(subject, stage, who) for who in (ana, eva, leo)] == [None, 2, -1]


def test_where_a_score_stands(given: Given) -> None:
    subject = given(EMOTIONS)
    place = ("stages", 0, "touchpoints", 1)
    assert [point.path for point in subject.curve.points] == [
        ("stages", 0, "emotions", "leo"),
        ("stages", 0, "emotion"),
        ("stages", 0, "touchpoints", 0, "emotion"),
        (*place, "emotions", "Ana"),
    ]
    assert emotion_at(subject.things, (*place, "emotions", "Ana")).score == -2
    assert emotion_at(subject.things, ("stages", 0, "emotion")).score == 2
