from __future__ import annotations

import pytest

from cjmap.facts.priorities import place
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
                  - text: Queue
                    id: queue
                    severity: 2
                  - text: Dark
                    id: dark
                    severity: 4
                  - text: Gone
                    id: gone
                    severity: 5
                    status: resolved
                opportunities:
                  - {text: a, pains: [queue], customer_value: 2, business_value: 2, effort: 1}
                  - {text: b, pains: [gone], customer_value: 5, business_value: 3, effort: 2}
                  - {text: c, pains: [dark], customer_value: 4, business_value: 4, effort: 2}
                  - {text: d, pains: [], customer_value: 5, business_value: 5, effort: 4}
                  - {text: e, pains: [queue], customer_value: 5, effort: 1}
                  - {text: f, pains: [queue, dark]}
                  - {text: g, customer_value: 5, business_value: 5, effort: 1, status: done}
                  - {text: h, status: dropped}
        """
    ).priorities
    # a: 2/1 = 2; b and c: 4/2 = 2; d: 5/4 = 1.25. The higher value goes first among equals,
    # then the severity of the open pains (c serves one of 4, b a resolved one).
    assert [entry.opportunity.name for entry in found.ranked] == ["c", "b", "a", "d"]
    assert [entry.priority for entry in found.ranked] == [2, 2, 2, 1.25]
    assert [entry.relief for entry in found.ranked] == [4, 0, 2, 0]
    assert [e.opportunity.name for e in found.ranked if e.quadrant is Quadrant.BIG_BET] == ["d"]
    # What is not yet valued, by the severity it could relieve, with what is missing.
    assert [(entry.opportunity.name, entry.unrated) for entry in found.unvalued] == [
        ("f", ("customer_value", "business_value", "effort")),
        ("e", ("business_value",)),
    ]
    assert [entry.opportunity.name for entry in found.done] == ["g"]
    assert [entry.opportunity.name for entry in found.dropped] == ["h"]
