"""The small charts of a page, and what stands in words beside them."""

from __future__ import annotations

from pathlib import Path

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
