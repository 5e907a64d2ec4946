from __future__ import annotations

from cjmap.facts.index import own_id
from tests.facts.given import Given

MAP = """
    title: T
    personas: [Ana]
    pains:
      - The whole takes too long
    opportunities:
      - text: Fewer steps
        id: fewer
    stages:
      - name: Buy
        pains:
          - No price
        opportunities:
          - text: Training
            id: training
        touchpoints:
          - name: Shop
            pains:
              - Queue
            opportunities:
              - text: Second till
                id: till
          - name: Phone
            pains:
              - Music
              - text: Old number
                status: resolved
            opportunities:
              - text: Call back
                id: call-back
                pains: [queue, queue]
                status: dropped
              - text: Nicer voice
                id: voice
                pains: []
      - name: Use
        pains:
          - text: No manual
            severity: 5
    outcomes:
      - metric: time
        change: -10 %
        opportunities: [till, training]
"""


def test_who_serves_what(given: Given) -> None:
    found = given(MAP).improvement
    served = {own_id(aim.opportunity): [own_id(pain) for pain in aim.pains] for aim in found.aims}
    assert served == {
        # At the top, the journey's own pains and no other.
        "fewer": ["the-whole-takes-too-long"],
        # At a stage, the stage's and its touchpoints'.
        "training": ["no-price", "queue", "music", "old-number"],
        # At a touchpoint, the touchpoint's.
        "till": ["queue"],
        # The pains it names, each once, and not those beside it.
        "call-back": ["queue"],
        # An empty list says that it serves none.
        "voice": [],
    }
    assert [own_id(aim.opportunity) for aim in found.aims if aim.named] == ["call-back"]


def test_who_answers_a_pain(given: Given) -> None:
    found = given(MAP).improvement
    assert {own_id(a.pain): [own_id(o) for o in a.opportunities] for a in found.answers} == {
        "the-whole-takes-too-long": ["fewer"],
        "no-price": ["training"],
        "queue": ["training", "till", "call-back"],
        "music": ["training"],
        "old-number": ["training"],
        "no-manual": [],
    }
    assert [own_id(answer.pain) for answer in found.unanswered] == ["no-manual"]
    # 5 of 6.
    assert found.percent is not None
    assert round(found.percent, 2) == 83.33


def test_a_dropped_opportunity_answers_nothing_and_a_resolved_pain_needs_none(
    given: Given,
) -> None:
    found = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: Buy
            touchpoints:
              - name: Shop
                pains:
                  - Queue
                  - text: Dark
                    status: resolved
                opportunities:
                  - text: Second till
                    status: dropped
        """
    ).improvement
    assert [(own_id(a.pain), a.state.is_answered) for a in found.answers] == [
        ("queue", False),
        ("dark", True),
    ]


def test_a_pain_that_nobody_assessed_counts_as_3(given: Given) -> None:
    found = given(MAP).improvement
    severities = {own_id(answer.pain): answer.severity for answer in found.answers}
    assert severities["no-manual"] == 5
    assert severities["queue"] == 3


def test_results_are_an_opportunitys_own_and_those_of_the_journey_that_name_it(
    given: Given,
) -> None:
    found = given(MAP).improvement
    assert [own_id(aim.opportunity) for aim in found.aims if aim.results] == ["training", "till"]


def test_a_map_without_pains_has_no_share_of_them(given: Given) -> None:
    found = given("title: T\npersonas: [Ana]\nstages: [Buy]\n").improvement
    assert found.percent is None


def test_a_pain_stands_in_one_of_four_states(given: Given) -> None:
    found = given(
        """
        title: Buy a coat
        personas: [Ana]
        stages:
          - name: Buy
            pains:
              - {text: Gone, id: gone, status: resolved}
              - {text: Planned, id: planned}
              - {text: Thought of, id: thought-of}
              - {text: Given up, id: given-up}
              - {text: Alone, id: alone}
            opportunities:
              - {text: A, pains: [gone, planned, thought-of]}
              - {text: B, pains: [planned], status: done}
              - {text: C, pains: [given-up], status: dropped}
        """
    ).improvement
    assert {answer.pain.id: str(answer.state) for answer in found.answers} == {
        "gone": "resolved",
        "planned": "in-hand",
        "thought-of": "idea",
        "given-up": "unanswered",
        "alone": "unanswered",
    }
    assert [answer.pain.id for answer in found.unanswered] == ["given-up", "alone"]
