"""Every thing of a map has a place in its page that links lead to, and it is its own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from cjmap.board.board import Board
from cjmap.board.reading import read
from cjmap.reports.anchors import anchor_finding, anchor_of, read_anchors, safe_link
from cjmap.vocabulary.maps import Thing
from tests.reports.maps import COAT, facts_of

WHOLE: dict[str, Any] = {
    "title": "Buy a coat",
    "language": "en",
    "personas": ["Laura Ríos", {"id": "jm", "name": "Jorge"}],
    "evidence": [{"id": "title", "title": "Interviews", "type": "interview"}],
    "pains": [{"text": "Nobody answers", "severity": 2}],
    "metrics": [{"type": "nps", "value": 30}],
    "stages": [
        {
            "name": "Purchase",
            "touchpoints": [
                {
                    "name": "Web",
                    "emotion": 1,
                    "pains": [{"id": "slow", "text": "It is slow", "severity": 3}],
                    "opportunities": [{"text": "Make it fast"}],
                    "metrics": [{"type": "ces", "value": 3}],
                }
            ],
        },
        {"name": "After", "touchpoints": [{"name": "Web", "emotion": 1}]},
        {"name": "选择租车日期", "touchpoints": [{"name": "👍", "emotion": 2}]},
    ],
}


def board_of(data: dict[str, Any], folder: Path, **options: Any) -> Board:
    return read(facts_of(data, folder), **options)


def test_a_place_is_named_by_its_kind_and_its_id(tmp_path: Path) -> None:
    named = read_anchors(board_of(WHOLE, tmp_path)).named
    assert dict(named) == {
        ("personas", 0): "persona/laura-rios",
        ("personas", 1): "persona/jm",
        ("evidence", 0): "evidence/title",
        ("pains", 0): "pain/nobody-answers",
        ("metrics", 0): "metric/nps",
        ("stages", 0): "stage/purchase",
        ("stages", 0, "touchpoints", 0): "touchpoint/purchase/web",
        ("stages", 0, "touchpoints", 0, "pains", 0): "pain/slow",
        (
            "stages",
            0,
            "touchpoints",
            0,
            "opportunities",
            0,
        ): "opportunity/purchase/web/make-it-fast",
        ("stages", 0, "touchpoints", 0, "metrics", 0): "metric/purchase/web/ces",
        ("stages", 1): "stage/after",
        ("stages", 1, "touchpoints", 0): "touchpoint/after/web",
        ("stages", 2): "stage/选择租车日期",
        ("stages", 2, "touchpoints", 0): "touchpoint/选择租车日期/touchpoint-1",
    }


def test_what_is_put_before_a_thing_moves_no_link_to_it(tmp_path: Path) -> None:
    later = copy.deepcopy(WHOLE)
    later["stages"][0]["touchpoints"].insert(0, {"name": "Shop", "emotion": 0})
    later["stages"].insert(0, {"name": "Before", "touchpoints": [{"name": "Web", "emotion": 0}]})
    later["pains"].insert(0, {"text": "Too dear", "severity": 1})
    before = set(read_anchors(board_of(WHOLE, tmp_path / "before")).named.values())
    after = set(read_anchors(board_of(later, tmp_path / "after")).named.values())
    assert before < after


def test_the_language_of_the_page_moves_no_link(tmp_path: Path) -> None:
    facts = facts_of(WHOLE, tmp_path)
    assert read_anchors(read(facts, language="es")) == read_anchors(read(facts, language="ar"))


def test_a_link_into_what_the_page_leaves_out_leads_to_where_it_stands(tmp_path: Path) -> None:
    anchors = read_anchors(board_of(WHOLE, tmp_path, lanes=("touchpoints",)))
    pain = ("stages", 0, "touchpoints", 0, "pains", 0)
    assert pain not in anchors.named
    assert anchors.href(pain) == "#touchpoint/purchase/web"
    assert anchors.href(("pains", 0)) == ""
    assert anchors.href(()) == ""


def test_two_things_of_one_written_id_have_two_places(tmp_path: Path) -> None:
    data = copy.deepcopy(COAT)
    for touchpoint in data["stages"][0]["touchpoints"]:
        touchpoint["id"] = "same"
    named = read_anchors(board_of(data, tmp_path)).named
    assert named["stages", 0, "touchpoints", 0] == "touchpoint/same"
    assert named["stages", 0, "touchpoints", 1] == "touchpoint/same-2"
    assert len(set(named.values())) == len(named)


def test_no_id_of_the_page_is_that_of_a_thing() -> None:
    assert anchor_of(Thing.EVIDENCE, "title") != "evidence-title"
    assert anchor_finding(7) == "finding-7"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", False),
        ("javascript:alert(1)", False),
        ("data/log.csv", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, kept: bool) -> None:
    assert safe_link(url) == (url if kept else "")
