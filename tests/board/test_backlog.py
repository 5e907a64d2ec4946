"""The opportunities of several maps in one order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cjmap.board.assessing import assess
from cjmap.board.assessment import Assessment
from cjmap.board.backlog import pool
from tests.views.maps import facts_of


def assessed(*opportunities: dict[str, Any], **more: Any) -> Assessment:
    pains = [{"text": "Slow", "severity": 5, "id": "slow"}]
    stage = {"name": "Buy", "pains": pains, "opportunities": list(opportunities)}
    return assess(
        facts_of({"title": "T", "personas": ["A"], "stages": [stage], **more}), pooled=True
    )


def idea(text: str, value: int = 0, effort: int = 0, **more: Any) -> dict[str, Any]:
    rated = {"customer_value": value, "business_value": value, "effort": effort} if value else {}
    return {"text": text, "pains": [], **rated, **more}


def texts(*assessments: Assessment) -> list[str]:
    return [entry.opportunity.text for _, entry in pool(assessments)]


def test_the_most_rewarding_of_any_map_stand_first_whatever_is_assumed() -> None:
    one = assessed(idea("sink", 2, 4), idea("unvalued"), idea("best", 5, 1))
    two = assessed(idea("good", 4, 1), idea("relieves", pains=["slow"]))
    # Without figures: 5 by 3 for the pain of 5, and 3 by 3 where none is served.
    assert texts(one, two) == ["best", "good", "relieves", "unvalued", "sink"]


def test_within_a_class_the_gravest_pain_goes_first_then_priority_then_the_order_given() -> None:
    one = assessed(idea("bet", 4, 3), idea("same", 4, 4), idea("again", 4, 4))
    two = assessed(idea("relieves", 3, 4, pains=["slow"]))
    assert texts(one, two) == ["relieves", "bet", "same", "again"]


def test_what_it_is_to_bring_is_said_as_a_person_would() -> None:
    expected = [
        {"metric": "csat", "before": 70, "after": 80, "date": "2027-03-31"},
        {"metric": "conversion", "change": "+25 %"},
        {"metric": "calls", "after": 12, "unit": "a day", "period": "half a year"},
        {"metric": "nps"},
    ]
    more = {"cost": "20,000 euros", "confidence": "low"}
    (_, entry), *_ = pool([assessed(idea("it", 4, 4, expected=expected, **more))])
    assert entry.opportunity.prospects == (
        "Expected: CSAT: 70% → 80% · 31 Mar 2027",
        "Expected: Conversion: +25%",
        "Expected: calls: 12\u00a0a day · half a year",
        "Expected: NPS",
        "Cost: 20,000 euros",
        "low confidence",
    )
    assert [one.change for one in entry.expected] == [None, "25%", None, None]
    assert (entry.cost, entry.confidence) == ("20,000 euros", "low")
    assert entry.opportunity.rank_text == "Rank 1 · Big bet"


def test_a_rank_that_rests_on_the_pain_says_so() -> None:
    (_, entry), *_ = pool([assessed(idea("relieves", pains=["slow"]))])
    assert entry.opportunity.rank_text == "Rank 1 · Big bet · assumed"
    assert (entry.priority, entry.priority_text) == (None, "")


def test_an_owner_is_told_what_is_overdue() -> None:
    """The day of the facts is the 21st: what is due that day is not late, what is done is not either."""
    rated = {"customer_value": 4, "business_value": 4, "effort": 2, "pains": [], "owner": "Ana"}
    late = [
        {"text": "late", "due": "2026-11-20", **rated},
        {"text": "today", "due": "2026-11-21", **rated},
        {"text": "done", "due": "2026-11-20", "status": "done", **rated},
    ]
    (owner,) = [one for one in assessed(*late).owners if one.name == "Ana"]
    assert [(thing.name, thing.lacks) for thing in owner.things] == [
        ("late", ("overdue",)),
        ("today", ()),
        ("done", ()),
    ]


def test_what_is_settled_or_kept_as_a_record_is_left_out() -> None:
    settled = assessed(idea("done", 5, 1, status="done"), idea("dropped", 5, 1, status="dropped"))
    record = assessed(idea("past", 5, 1), status="archived")
    assert record.past
    assert texts(settled, record, assessed(idea("open", 1, 1))) == ["open"]
    assert texts(replace(record, past=False)) == ["past"]
