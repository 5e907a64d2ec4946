"""The way beside the experience, stage by stage."""

from __future__ import annotations

from pathlib import Path

from tests.reports.maps import COAT, tree_of

THROUGH = {
    **COAT,
    "stages": [
        {"name": "Look", "metrics": [{"type": "reach", "value": 200}],
         "touchpoints": [{"name": "Window", "emotion": 1.5}]},
        {"name": "Buy", "duration": "PT2H", "metrics": [{"type": "reach", "value": 50}, {"type": "csat", "value": 60, "target": 80}],
         "touchpoints": [{"name": "Till", "emotion": -1, "wait": "PT10M", "pains": [{"text": "Queue", "severity": 4}]}]},
    ],
}  # fmt: skip


def test_process_and_perception_stand_side_by_side(tmp_path: Path) -> None:
    table = tree_of(THROUGH, tmp_path).one("table", "compare")
    rows = {
        row.one("th").text: [cell.text for cell in row.all("td")] for row in table.all("tr")[1:]
    }
    assert rows["come here"] == ["200", "50"]
    assert rows["of those before"] == ["–", "25% biggest drop"]
    assert rows["of which waiting"] == ["–", "10 minutes"]
    assert rows["mean emotion"] == ["+1.5", "−1"]
    assert rows["asked customers"] == ["–", "CSAT 60% target ≥ 80% ✗"]
    assert rows["pains"] == ["–", "1 unanswered: 1"]


def test_of_one_stage_there_is_nothing_to_compare(tmp_path: Path) -> None:
    alone = {**THROUGH, "stages": THROUGH["stages"][:1]}
    assert not tree_of(alone, tmp_path).all("table", "compare")


def test_pains_lead_to_what_answers_them_and_back(tmp_path: Path) -> None:
    stage = {"name": "Buy", "touchpoints": ["Till"], "pains": ["Queue", "Dark"],
             "opportunities": [{"text": "Second till", "pains": ["queue"], "status": "planned"}]}  # fmt: skip
    page = tree_of({**COAT, "stages": [stage]}, tmp_path)
    pain, other = page.one("table", "grid").all("div", "pain")
    opportunity = page.one("table", "grid").one("div", "opp")
    told = {
        each.one("p", "what").one("a").attributes["href"]: [
            link.attributes["href"]
            for answer in each.all("ul", "answers")
            for link in answer.all("a")
        ]
        for each in page.all("li", "grievance")
    }
    # The script lights up what these lead to, in the map too.
    assert told == {
        f"#{other.attributes['id']}": [],
        f"#{pain.attributes['id']}": [f"#{opportunity.attributes['id']}"],
    }
    states = [each.one("h3").text for each in page.one("section", id="hurts").all("div", "card")]
    assert states == ["unanswered 1", "in hand 1"]
