"""The small charts of a page, and what stands in words beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.reports.maps import COAT, tree_of

MEASURED = {
    **COAT,
    "metrics": [
        {"type": "csat", "value": 84, "n": 100, "date": "2026-06-30", "target": ">= 80",
         "history": [{"date": "2026-03-31", "value": 78}, {"date": "2026-01-31", "value": 71}]},
        {"type": "nps", "value": 10, "target": 40},
        {"type": "retention", "target": 60},
    ],
}  # fmt: skip


def test_a_metric_says_in_words_how_it_stands_to_its_target(tmp_path: Path) -> None:
    rows = tree_of(MEASURED, tmp_path).one("section", id="measures").one("tbody").all("tr")
    assert "target ≥ 80% ✓ target reached" in rows[0].text
    assert "target ≥ +40 ✗ target missed" in rows[1].text
    assert "target reached" not in rows[2].text
    assert "target missed" not in rows[2].text


def test_history_runs_by_its_days_to_the_value_of_now(tmp_path: Path) -> None:
    section = tree_of(MEASURED, tmp_path).one("section", id="measures")
    (chart,) = section.all("svg", "gauge")
    said = [dot.one("title").children[0] for dot in chart.all("circle")]
    assert said == ["71% · 31 Jan 2026", "78% · 31 Mar 2026", "84% · 30 Jun 2026"]
    heights = [float(dot.attributes["cy"]) for dot in chart.all("circle")]
    assert heights == sorted(heights, reverse=True)
    goal = float(chart.one("path", "goal").attributes["d"].split("H")[0].split()[-1])
    assert heights[2] < goal < heights[1]


def test_what_lies_off_the_way_is_told_of_both_states(tmp_path: Path) -> None:
    """A line that runs through what the other leaves out would show a change that there was none of."""

    def touchpoint(name: str, score: float, **more: Any) -> dict[str, Any]:
        return {"name": name, "id": name, "channel": "web", "emotion": score, **more}

    back = touchpoint(
        "back", -2, branches=[{"to": "pay", "type": "exception", "condition": "Wrong size"}]
    )
    before = {
        **COAT,
        "stages": [
            {
                "name": "Buy",
                "touchpoints": [
                    touchpoint("shop", 1, next=["pay"]),
                    back,
                    touchpoint("pay", 1),
                ],
            }
        ],
    }
    (tmp_path / "before.journey.yaml").write_text(json.dumps(before), "utf-8")
    after = {**before, "links": [{"to": "before.journey.yaml", "rel": "baseline"}]}
    figures = tree_of(after, tmp_path).one("section", id="change").all("figure", "contrast")
    for figure in figures:
        then, now = (figure.one("path", kind).attributes["d"] for kind in ("then", "now"))
        assert then == now
        assert then.count("L") == 1
        for kind in ("then-dot", "now-dot"):
            assert len(figure.all("circle", kind)) == 3
    assert figures


def test_a_pain_says_what_it_rests_on(tmp_path: Path) -> None:
    map = {
        **COAT,
        "evidence": [
            {"id": "log", "title": "Chat log", "type": "analytics", "n": 640},
            {"id": "talks", "title": "Talks", "type": "interview"},
        ],
        "pains": [{"text": "Nobody answers", "evidence": "log"}, "Loud"],
    }
    told = [
        pain.text
        for pain in tree_of(map, tmp_path).one("section", id="hurts").all("li", "grievance")
    ]
    assert "Evidence: Chat log (n = 640)" in " ".join(told[0].split())
    assert "Talks" not in told[0]
    assert "Evidence" not in told[1]
