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


def test_the_most_rewarding_of_any_map_stand_first_and_the_unvalued_last() -> None:
    one = assessed(idea("slow", 2, 4), idea("unvalued"), idea("best", 5, 1))
    two = assessed(idea("good", 4, 1), idea("relieves", pains=["slow"]))
    assert texts(one, two) == ["best", "good", "slow", "relieves", "unvalued"]


def test_equal_rewards_go_by_value_then_relief_then_the_order_given() -> None:
    one = assessed(idea("small", 2, 2), idea("same", 4, 4), idea("again", 4, 4))
    two = assessed(idea("relieves", 4, 4, pains=["slow"]))
    assert texts(one, two) == ["relieves", "same", "again", "small"]


def test_what_is_settled_or_kept_as_a_record_is_left_out() -> None:
    settled = assessed(idea("done", 5, 1, status="done"), idea("dropped", 5, 1, status="dropped"))
    record = assessed(idea("past", 5, 1), status="archived")
    assert record.past
    assert texts(settled, record, assessed(idea("open", 1, 1))) == ["open"]
    assert texts(replace(record, past=False)) == ["past"]
