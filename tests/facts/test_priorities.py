from __future__ import annotations

import pytest

from cjmap.facts.priorities import is_assumed, place
from cjmap.vocabulary.improvement import Quadrant
from tests.facts.given import Given


@pytest.mark.parametrize(
    ("value", "effort", "quadrant"),
    [
        # Value 3 and over is high, effort under 3 is low.
        (3, 2, Quadrant.QUICK_WIN),
        (5, 1, Quadrant.QUICK_WIN),
        (3, 3, Quadrant.BIG_BET),
        (2.5, 2, Quadrant.FILL_IN),
        (2.5, 3, Quadrant.TIME_SINK),
    ],
)
def test_value_against_effort(value: float, effort: float, quadrant: Quadrant) -> None:
    assert place(value, effort) is quadrant


def test_the_ranking(given: Given) -> None:
    found = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: Buy
            touchpoints:
              - name: Shop
                pains:
                  - {text: Queue, id: queue, severity: 2}
                  - {text: Dark, id: dark, severity: 4}
                  - {text: Lost, id: lost, severity: 4, effect: abandonment}
                  - {text: Cold, id: cold}
                  - {text: Gone, id: gone, severity: 5, status: resolved}
                opportunities:
                  - {text: a, pains: [queue], customer_value: 2, business_value: 2, effort: 1}
                  - {text: b, pains: [gone], customer_value: 5, business_value: 3, effort: 2}
                  - {text: c, pains: [dark], customer_value: 4, business_value: 2, effort: 2}
                  - {text: d, pains: [], customer_value: 5, business_value: 5, effort: 4}
                  - {text: e, pains: [lost], customer_value: 3, business_value: 3, effort: 2}
                  - {text: f, pains: [queue], customer_value: 5, effort: 1}
                  - {text: g, pains: [queue, lost]}
                  - {text: h, pains: [cold]}
                  - {text: i, customer_value: 1, business_value: 1, effort: 3, pains: [dark]}
                  - {text: j, customer_value: 5, business_value: 5, effort: 1, status: done}
                  - {text: k, status: dropped}
        """
    ).priorities
    # Quick wins: e (a pain of 4, and one more as customers give up), c (4), f (2), b (its pain is
    # resolved). Big bets: g (assumed 4 by 3), h (an unassessed pain counts 3), d (none served).
    assert "".join(entry.opportunity.name for entry in found.ranked) == "ecfbghdai"
    assert [entry.rank for entry in found.ranked] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    by_name = {entry.opportunity.name: entry for entry in found.ranked}
    assert [entry.gravity for entry in found.ranked] == [5, 4, 2, 0, 5, 3, 0, 2, 4]
    assumed = [(name, one.value, one.effort) for name, one in by_name.items() if is_assumed(one)]
    # The customer's value of the gravest pain, without the one more; the business's as it.
    assert assumed == [("f", 5, 1), ("g", 4, 3), ("h", 3, 3)]
    assert {by_name[name].priority for name, _, _ in assumed} == {None}
    assert by_name["f"].unrated == ("business_value",)
    assert [entry.quadrant for entry in found.ranked] == [
        *([Quadrant.QUICK_WIN] * 4),
        *([Quadrant.BIG_BET] * 3),
        Quadrant.FILL_IN,
        Quadrant.TIME_SINK,
    ]
    settled = [(e.opportunity.name, e.rank, e.quadrant) for e in (*found.done, *found.dropped)]
    assert settled == [("j", None, Quadrant.QUICK_WIN), ("k", None, None)]


def test_the_answer_to_what_drives_customers_away_comes_before_a_trifle(given: Given) -> None:
    """A points balance on a receipt is cheap, and so it once came first."""
    found = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: Pay
            touchpoints:
              - name: Till
                pains:
                  - {text: The card is refused, id: card, severity: 5, effect: abandonment}
                  - {text: No points on the receipt, id: points, severity: 2}
                opportunities:
                  - {text: Points, pains: [points], customer_value: 3, business_value: 4, effort: 1}
                  - {text: Cards, pains: [card], customer_value: 5, business_value: 4, effort: 2}
        """
    ).priorities
    assert [entry.opportunity.name for entry in found.ranked] == ["Cards", "Points"]
    assert [entry.priority for entry in found.ranked] == [2.25, 3.5]
