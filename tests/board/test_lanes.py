"""Which lanes a board has, in which order, and who answers for a stage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cjmap.board.board import Action, Board, Entry
from cjmap.findings.usage import UsageError
from cjmap.project.settings import RenderSettings, Settings
from cjmap.vocabulary.lanes import LaneName
from tests.views.maps import board_of

FULL: dict[str, Any] = {
    "title": "T",
    "personas": ["Ana"],
    "metrics": [{"type": "nps", "value": 3, "n": 500}],
    "pains": ["Everywhere"],
    "stages": [
        {
            "name": "Buy",
            "goal": "A coat",
            "owner": "Shop",
            "metrics": [{"type": "reach", "value": 40}, {"type": "time", "value": 3}],
            "touchpoints": [
                {
                    "name": "Shop",
                    "emotion": 1,
                    "does": "Looks",
                    "backstage": "Counts",
                    "pains": ["Far"],
                }
            ],
        }
    ],
}


def keys(board: Board) -> list[str]:
    return [lane.key for lane in board.lanes]


def test_lanes_stand_as_they_are_asked_for_each_once() -> None:
    board = board_of(FULL, lanes=("owner", "metrics", "does", "owner"))
    assert keys(board) == ["owner", "reach", "metrics", "does"]
    settings = Settings(render=replace(RenderSettings(), lanes=(LaneName.PAINS, LaneName.GOAL)))
    assert keys(board_of(FULL, settings=settings)) == ["pains", "goal"]
    assert keys(board_of(FULL, settings=settings, lanes=("does",))) == ["does"]


def test_what_concerns_the_whole_is_read_with_its_lane() -> None:
    whole = board_of(FULL).whole
    assert ([one.text for one in whole.pains], len(whole.metrics)) == (["Everywhere"], 1)
    without = board_of(FULL, lanes=("does",)).whole
    assert (without.pains, without.metrics) == ((), ())


@pytest.mark.parametrize(
    ("lane", "said"),
    [
        ("nothing", "No lane “nothing”. Known: goal, touchpoints, images,"),
        ("pain", "No lane “pain”. Did you mean “pains”? Known: goal,"),
    ],
)
def test_a_lane_that_there_is_not_is_told_from_those_that_there_are(lane: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")) as caught:
        board_of({**FULL, "lanes": [{"name": "Own words"}]}, lanes=(lane,))
    assert "support, own-words." in str(caught.value)


def test_a_persona_that_there_is_not_is_told_from_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"No persona “Bob” in this map\. It has: ana\."):
        board_of(FULL, personas=("Bob",))


@pytest.mark.parametrize(
    ("map_owner", "stage_owner", "touchpoints", "owners"),
    [
        ("Map", None, [], [Entry("Map", label="the map's owner")]),
        ("Map", "Stage", [], [Entry("Stage")]),
        (None, "Stage", ["Stage", "Other"], [Entry("Stage"), Entry("Other", 2)]),
        ("Map", None, ["One", "Two"], [Entry("One", 1), Entry("Two", 2)]),
        ("Map", None, ["One", None], [Entry("One", 1), Entry("Map", label="the map's owner")]),
    ],
)
def test_the_owner_is_the_touchpoints_else_the_stages_else_the_maps(
    map_owner: str | None,
    stage_owner: str | None,
    touchpoints: list[str | None],
    owners: list[Entry],
) -> None:
    stage: dict[str, Any] = {
        "name": "Buy",
        "touchpoints": [
            {"name": f"T{n}"} | ({"owner": owner} if owner else {})
            for n, owner in enumerate(touchpoints)
        ],
    }
    data: dict[str, Any] = {"title": "T", "personas": ["Ana"], "stages": [stage]}
    data |= {"owner": map_owner} if map_owner else {}
    stage |= {"owner": stage_owner} if stage_owner else {}
    (lane,) = board_of(data, lanes=("owner",)).lanes
    assert lane.cells[0].items == tuple(owners)


def test_what_the_organization_does_is_told_part_by_part() -> None:
    touchpoint = {
        "name": "Shop",
        "backstage": [
            {"actor": "Ann", "does": "counts", "system": "ERP", "fails": "off", "recovery": "paper"}
        ],
        "handoff": {"from": "Shop", "to": "Van", "carries": "the coat"},
        "automation": [{"trigger": "paid", "delay": "PT5M", "channel": "sms", "message": "Yours"}],
        "physical_evidence": "A receipt",
    }
    stages = [{"name": "Buy", "touchpoints": ["Web", touchpoint]}]
    lanes = ("backstage", "handoffs", "automation", "physical-evidence")
    board = board_of({"title": "T", "personas": ["Ana"], "stages": stages}, lanes=lanes)
    assert [lane.cells[0].items for lane in board.lanes] == [
        (Action("Ann", "counts", "ERP", "Fails: off", "Then: paper", 2),),
        (Action("Shop → Van", "the coat", "", "", "", 2),),
        (Action("paid · 5 minutes", "Yours", "SMS", "", "", 2),),
        (Entry("A receipt", 2),),
    ]


@pytest.mark.parametrize(
    ("lane", "text", "code"),
    [
        ("touchpoints", "No touchpoint", "CJ301"),
        ("thinks", "No thought or quote", "CJ303"),
        ("metrics", "No metric", "CJ304"),
        # Where no rule speaks the text stands alone: of the owner one does where the map has one.
        ("owner", "No owner", ""),
        ("does", "Nothing that the customer does", ""),
        ("pains", "Not looked at", ""),
    ],
)
def test_a_cell_that_owes_something_bears_the_code_of_the_rule(
    lane: str, text: str, code: str
) -> None:
    says = {"name": "Ad", "does": ["x"], "thoughts": ["x"], "pains": ["x"], "emotion": 1}
    full = {"name": "A", "owner": "O", "metrics": [{"type": "time", "value": 1}]}
    bare = "B" if lane == "touchpoints" else {"name": "B", "touchpoints": ["b"]}
    stages = [{**full, "touchpoints": [says]}, bare]
    board = board_of({"title": "T", "personas": ["Ana"], "stages": stages}, lanes=(lane,))
    gap = board.lanes[-1].cells[1].gap
    assert gap is not None
    assert (gap.text, gap.code) == (text, code)


@pytest.mark.parametrize(
    ("lane", "key", "quiet"),
    [
        ("pains", "pains", True),
        ("gains", "gains", True),
        ("thinks", "thoughts", True),
        # What is denied elsewhere says nothing here.
        ("gains", "pains", False),
        ("thinks", "gains", False),
    ],
)
def test_what_was_looked_at_and_is_not_there_is_said(lane: str, key: str, quiet: bool) -> None:
    full = {"name": "A", "pains": ["x"], "gains": ["x"], "thoughts": ["x"]}
    denied: dict[str, Any] = {"name": "B", key: [], "touchpoints": ["b"]}
    data = {"title": "T", "personas": ["Ana"], "stages": [full, denied]}
    (found,) = board_of(data, lanes=(lane,)).lanes
    assert found.cells[1].quiet == ("looked at: none" if quiet else "")


@pytest.mark.parametrize(("second", "quiet"), [({"pains": []}, True), ({}, False)])
def test_a_stage_has_no_pains_where_all_its_touchpoints_deny_them(
    second: dict[str, Any], quiet: bool
) -> None:
    touchpoints = [{"name": "b", "pains": []}, {"name": "c", **second}]
    stages = [
        {"name": "A", "pains": ["x"], "gains": ["x"]},
        {"name": "B", "touchpoints": touchpoints},
    ]
    data = {"title": "T", "personas": ["Ana"], "stages": stages}
    pains, gains = board_of(data, lanes=("pains", "gains")).lanes
    assert (pains.cells[1].quiet, pains.cells[1].gap is None) == (
        ("looked at: none", True) if quiet else ("", False)
    )
    assert gains.cells[1].quiet == ""
