"""What rests on assumptions alone is told so: it cites evidence, and none of it is more."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.board import Board, Entry, Metric, Pain
from tests.views.maps import board_of

EVIDENCE = [
    {"id": "guess", "title": "What we believe", "type": "assumption"},
    {"id": "talks", "title": "Twelve talks", "type": "interview"},
]


def read(
    own: list[str], touchpoint: tuple[str, ...] = (), stage: tuple[str, ...] = ()
) -> tuple[Board, dict[str, bool]]:
    """A map in which everything cites `own`, and what the things of it are told to rest on."""
    card: dict[str, Any] = {
        "name": "Call",
        "pains": [{"text": "Slow", "evidence": own}],
        "gains": [{"text": "Kind", "evidence": own}],
        "metrics": [{"type": "csat", "value": 80, "evidence": own}],
        "emotion": {"score": 1, "quote": "At last", "evidence": own},
        "evidence": list(touchpoint),
    }
    board = board_of(
        {
            "title": "T",
            "personas": [{"name": "Ann", "evidence": own}],
            "evidence": EVIDENCE,
            "stages": [{"name": "S", "evidence": list(stage), "touchpoints": [card]}],
        }
    )
    found = {"persona": board.personas[0].assumption, "card": board.touchpoints[0].assumption}
    for lane in board.lanes:
        for item in lane.cells[0].items if lane.cells else ():
            if isinstance(item, Pain | Metric | Entry):
                found[lane.key] = item.assumption
    return board, found


EVERY = {"persona", "pains", "gains", "metrics", "thinks"}


@pytest.mark.parametrize(
    ("own", "expected"),
    [([], set()), (["guess"], EVERY), (["talks"], set()), (["guess", "talks"], set())],
)
def test_a_claim_rests_on_what_it_cites_itself(own: list[str], expected: set[str]) -> None:
    _, found = read(own)
    assert {name for name, assumption in found.items() if assumption} == expected


@pytest.mark.parametrize("where", ["touchpoint", "stage"])
def test_a_claim_rests_on_what_its_place_cites(where: str) -> None:
    _, found = read([], **{where: ("guess",)})
    # Words are told at their touchpoint; a persona stands nowhere.
    assert found == {
        "persona": False,
        "card": True,
        "pains": True,
        "gains": True,
        "metrics": True,
        "thinks": False,
    }


def test_one_piece_that_is_more_than_an_assumption_is_enough() -> None:
    _, found = read([], touchpoint=("guess",), stage=("talks",))
    assert not any(found.values())


def test_a_source_that_is_evidence_counts_and_any_other_is_plain_text() -> None:
    metrics = [
        {"type": "csat", "value": 80, "source": "guess"},
        {"type": "nps", "value": 8, "source": "our survey"},
    ]
    thoughts = [{"text": "Why?", "source": "guess"}, {"text": "How?", "source": "a mail"}]
    stage = {"name": "S", "metrics": metrics, "thoughts": thoughts}
    board = board_of({"title": "T", "personas": ["A"], "evidence": EVIDENCE, "stages": [stage]})
    told = {
        lane.key: [getattr(item, "assumption", None) for item in lane.cells[0].items]
        for lane in board.lanes
        if lane.cells
    }
    assert told["metrics"] == [True, False]
    assert told["thinks"] == [True, False]
