"""Who takes part, word for word as the format defines it."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.facts.index import Item
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


def names(items: Iterable[Item]) -> list[str]:
    return [item.name for item in items]


def test_who_takes_part_in_a_touchpoint(given: Given) -> None:
    found = given(MAP).participation
    assert {fact.item.name: names(fact.personas) for fact in found.touchpoints} == {
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
    found = given(MAP).participation
    assert {fact.item.name: names(fact.personas) for fact in found.stages} == {
        "Nobody named": ["Ana", "Leo", "Thief"],
        "Stage names": ["Ana", "Leo", "Thief"],
        "Empty": ["Ana", "Leo"],
        "Empty but named": ["Leo"],
        "All by one": ["Leo"],
        # The stage names Ana although no touchpoint of it does.
        "Named and absent": ["Ana", "Leo"],
    }


def test_a_persona_whom_nobody_knows_takes_no_part(given: Given) -> None:
    subject, outcome = given.read(
        "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    personas: [zoe]\n"
        "    touchpoints: [A]\n"
    )
    assert [finding.code for finding in outcome.findings] == ["CJ102"]
    assert subject.participation.touchpoints[0].personas == ()
