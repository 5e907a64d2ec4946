"""What changes brought, in whose unit, and in which order pains stand."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.board import Board, Pain
from cjmap.vocabulary.lanes import LaneName
from tests.views.maps import board_of


def board(**more: Any) -> Board:
    stages = [{"name": "Buy", "touchpoints": ["Shop"]}, {"name": "Use"}]
    return board_of({"title": "T", "personas": ["Ana"], "stages": stages, **more})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({"metric": "nps", "before": 4, "after": 12}, ("NPS", "4", "12", "+8")),
        # Of percentages the difference is in points, one of which is a point.
        ({"metric": "csat", "before": 60, "after": 61}, ("CSAT", "60%", "61%", "+1 point")),
        ({"metric": "csat", "before": 60, "after": 59}, ("CSAT", "60%", "59%", "−1 point")),
        ({"metric": "csat", "before": 60, "after": 58}, ("CSAT", "60%", "58%", "−2 points")),
        # Differences are those of the numbers as they are written.
        (
            {"metric": "csat", "before": 61.1, "after": 75.3},
            ("CSAT", "61.1%", "75.3%", "+14.2 points"),
        ),
        ({"metric": "calls", "before": 0.1, "after": 0.3}, ("calls", "0.1", "0.3", "+0.2")),
        # What is written with its sign says itself what it means.
        ({"metric": "csat", "change": "+25 %"}, ("CSAT", "", "", "+25%")),
        ({"metric": "calls", "change": "-10 %"}, ("calls", "", "", "−10%")),
        ({"metric": "calls", "before": 20}, ("calls", "20", "", "")),
        (
            {"metric": "calls", "before": 20, "after": 25, "unit": "a day"},
            ("calls", "20\u00a0a day", "25\u00a0a day", "+5\u00a0a day"),
        ),
        # A metric of the map lends its unit.
        (
            {"metric": "wait", "before": 5, "after": 3},
            ("Wait", "5\u00a0days", "3\u00a0days", "−2\u00a0days"),
        ),
    ],
)
def test_what_changed_is_told_in_its_unit(
    written: dict[str, Any], shown: tuple[str, str, str, str]
) -> None:
    metrics = [{"type": "time", "name": "Wait", "value": 3, "unit": "days"}]
    (outcome,) = board(metrics=metrics, outcomes=[written]).outcomes
    assert (outcome.metric, outcome.before, outcome.after, outcome.change) == shown


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ({}, ""),
        ({"period": "Q3"}, "Q3"),
        ({"date": "2026-09-01"}, "1 Sep 2026"),
        ({"period": "Q3", "date": "2026-09-01"}, "Q3 · 1 Sep 2026"),
    ],
)
def test_when_it_changed(written: dict[str, Any], when: str) -> None:
    (outcome,) = board(outcomes=[{"metric": "nps", "after": 1, **written}]).outcomes
    assert outcome.when == when


def test_results_name_the_opportunities_that_brought_them() -> None:
    ideas = [{"text": "Till", "outcome": [{"metric": "wait", "after": 2}]}, {"text": "App"}]
    results = [{"metric": "nps", "after": 1, "opportunities": ["app", "till"]}]
    found = board(opportunities=ideas, outcomes=results).outcomes
    assert [one.opportunities for one in found] == [("Till",), ("App", "Till")]


def test_the_gravest_pain_comes_first_and_one_without_a_grade_is_in_the_middle() -> None:
    grades = {"a": 2, "b": None, "c": 5, "d": 3, "e": 4, "f": None}
    pains = [{"text": t} | ({"severity": g} if g else {}) for t, g in grades.items()]
    assert [pain.text for pain in board(pains=pains).whole.pains] == ["c", "e", "b", "d", "f", "a"]


@pytest.mark.parametrize(
    ("status", "date"),
    [
        ("idea", "by 15\u00a0Jan\u00a02027"),
        ("planned", "by 15\u00a0Jan\u00a02027"),
        ("doing", "by 15\u00a0Jan\u00a02027"),
        ("done", "20\u00a0Aug\u00a02026"),
        ("dropped", ""),
    ],
)
def test_an_opportunity_has_the_day_that_still_counts(status: str, date: str) -> None:
    idea = {"text": "Till", "status": status, "due": "2027-01-15", "done": "2026-08-20"}
    (found,) = board(opportunities=[idea]).whole.opportunities
    assert found.date == date


def test_a_template_s_pain_stands_where_it_stands_and_its_ideas_answer_none() -> None:
    hard, about = "What makes it hard", "What to do about it"
    touchpoints = [
        {"name": "A", "pains": [{"text": hard, "status": "resolved"}]},
        {"name": "B", "pains": [{"text": hard}], "opportunities": [{"text": about}]},
        {
            "name": "C",
            "pains": [{"text": hard}],
            "opportunities": [{"text": "Answer the phone", "status": "doing"}],
        },
    ]
    stage = {"name": "Buy", "touchpoints": touchpoints}
    drawn = board_of({"title": "T", "personas": ["A"], "stages": [stage]})
    (lane,) = (lane for lane in drawn.lanes if lane.key == LaneName.PAINS)
    pains = [item for cell in lane.cells for item in cell.items if isinstance(item, Pain)]
    assert [(pain.number, str(pain.standing)) for pain in pains] == [
        (1, "resolved"),
        (2, "unanswered"),
        (3, "in-hand"),
    ]
