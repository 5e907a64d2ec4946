"""Who takes part, word for word as the format defines it."""

from __future__ import annotations

from tests.facts.given import Given

MAP = """
    title: T
    personas:
      - Ana
      - Leo
      - {name: Thief, type: negative}
    stages:
      - name: Nobody named
        touchpoints:
          - name: A
          - {name: B, personas: [thief, leo]}
      - name: Stage names
        personas: [thief, ana]
        touchpoints:
          - name: C
          - {name: D, personas: Leo}
          - {name: E, personas: []}
      - name: Empty
      - name: Empty but named
        personas: Leo
      - name: All by one
        touchpoints:
          - {name: F, personas: leo}
      - name: Named and absent
        personas: [ana]
        touchpoints:
          - {name: G, personas: leo}
"""


def names(items: object) -> list[str]:
    return [item.name for item in items]  # type: ignore[attr-defined]


def test_who_takes_part_in_a_touchpoint(given: Given) -> None:
    cast = given(MAP).cast
    assert {scene.item.name: names(scene.personas) for scene in cast.scenes} == {
        # Where neither names anybody: all but the negative ones.
        "A": ["Ana", "Leo"],
        # Who is named, in the order of the personas; a negative one too.
        "B": ["Leo", "Thief"],
        # Where the touchpoint names nobody: whom the stage names.
        "C": ["Ana", "Thief"],
        "D": ["Leo"],
        "E": ["Ana", "Thief"],
        "F": ["Leo"],
        "G": ["Leo"],
    }


def test_who_takes_part_in_a_stage(given: Given) -> None:
    facts = given(MAP)
    stages = facts.index.items["stage"]
    assert {stage.name: names(facts.cast.of_stage(n)) for n, stage in enumerate(stages)} == {
        "Nobody named": ["Ana", "Leo", "Thief"],
        "Stage names": ["Ana", "Leo", "Thief"],
        "Empty": ["Ana", "Leo"],
        "Empty but named": ["Leo"],
        "All by one": ["Leo"],
        # The stage names Ana although no touchpoint of it does.
        "Named and absent": ["Ana", "Leo"],
    }


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


def test_the_score_of_one_persona_wins_over_that_of_all(given: Given) -> None:
    facts = given(EMOTIONS)
    cast = facts.cast
    first, second, third = cast.scenes
    ana, leo, eva = cast.personas
    assert [scored(cast.emotion_at(first, who)) for who in (ana, leo, eva)] == [1, None, None]
    assert [scored(cast.emotion_at(second, who)) for who in (ana, eva)] == [-2, "none"]
    assert cast.emotion_at(third, leo) is None


def test_a_stages_score_holds_for_those_whom_no_touchpoint_scores(given: Given) -> None:
    cast = given(EMOTIONS).cast
    ana, leo, eva = cast.personas
    # Ana is scored; of Eva it was looked at; Leo is scored by the stage itself, as himself.
    assert [scored(cast.emotion_in(0, who)) for who in (ana, eva, leo)] == [None, None, -1]


def test_where_a_score_stands(given: Given) -> None:
    cast = given(EMOTIONS).cast
    ana, leo, _ = cast.personas
    scene = cast.scenes[1]
    where = cast.emotion_path(scene.path, scene.touchpoint, ana)
    assert where == ("stages", 0, "touchpoints", 1, "emotions", "Ana")
    assert cast.emotion_path(scene.path, scene.touchpoint, leo) == (*scene.path, "emotion")


def test_a_persona_whom_nobody_knows_takes_no_part(given: Given) -> None:
    facts, outcome = given.read(
        "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    personas: [zoe]\n"
        "    touchpoints: [A]\n"
    )
    assert [finding.code for finding in outcome.findings] == ["CJ102"]
    assert facts.cast.scenes[0].personas == ()


def scored(emotion: object) -> object:
    """The score, `none` where it does not apply, None where nobody says anything."""
    if emotion is None:
        return None
    score = emotion.score  # type: ignore[attr-defined]
    return "none" if score is None else score
