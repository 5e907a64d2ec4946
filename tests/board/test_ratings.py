"""Which metrics are ratings, and how each reads."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.assessing import assess
from cjmap.board.assessment import Rating
from tests.views.maps import facts_of


def rating_of(metric: dict[str, Any]) -> Rating:
    stages = [{"name": "Buy", "metrics": [metric]}, {"name": "Use"}]
    (rating,) = assess(facts_of({"title": "T", "personas": ["A"], "stages": stages})).ratings
    return rating


@pytest.mark.parametrize(
    ("metric", "passage"),
    [
        ({"type": "reach"}, True),
        ({"type": "drop-off"}, True),
        ({"type": "conversion"}, True),
        ({"type": "conversion", "target": 50}, False),
        ({"type": "conversion", "personas": ["A"]}, False),
        ({"type": "csat"}, False),
        ({"type": "time"}, False),
    ],
)
def test_the_way_through_tells_some_metrics_already(metric: dict[str, Any], passage: bool) -> None:
    listed = [{"value": 40, **metric}]
    at_stage = [{"name": "Buy"}, {"name": "Use", "metrics": listed}]
    at_touchpoint = [
        {"name": "Buy"},
        {"name": "Use", "touchpoints": [{"name": "T", "metrics": listed}]},
    ]
    for stages, expected in ((at_stage, passage), (at_touchpoint, False)):
        (rating,) = assess(facts_of({"title": "T", "personas": ["A"], "stages": stages})).ratings
        assert rating.passage is expected


@pytest.mark.parametrize(
    ("n", "standing", "answers"),
    [
        (None, "unknown", ""),
        (9, "too-few", "9, too few"),
        (29, "indicative", "29, indicative"),
        (1200, "solid", "1,200"),
    ],
)
def test_few_answers_are_called_few(n: int | None, standing: str, answers: str) -> None:
    found = rating_of({"type": "ces", "value": 3} | ({"n": n} if n else {}))
    assert (found.standing, found.answers, found.n) == (standing, answers, n)


@pytest.mark.parametrize(
    ("now", "before", "change"), [(0.3, 0.1, 0.2), (12, 12.5, -0.5), (0.003, 0.001, 0.002)]
)
def test_a_change_is_that_of_the_numbers_as_written(
    now: float, before: float, change: float
) -> None:
    history = [{"date": "2026-01-01", "value": before}]
    found = rating_of({"type": "time", "value": now, "date": "2026-06-01", "history": history})
    assert found.change == change
    assert rating_of({"type": "time", "value": now}).change is None
