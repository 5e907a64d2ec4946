"""Of a crowd at one place: who is named, what is shown of many scores, and what of a stage."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.board import Board
from cjmap.board.crowds import choose_few, scores_of_stage, share_scores, stand_for_all
from tests.views.maps import board_of

NAMES = [f"P{number}" for number in range(8)]


def board(touchpoint: dict[str, Any] | None = None, **stage: Any) -> Board:
    one = {"name": "One", "emotions": touchpoint} if touchpoint else {"name": "One"}
    stages = [{"name": "S", "touchpoints": [one], **stage}]
    return board_of({"title": "T", "personas": NAMES, "stages": stages})


def told(emotions: dict[str, Any], who: bool = False) -> list[tuple[list[str], int, str]]:
    (card,) = board(emotions).touchpoints
    marks = [score.mark for score in card.scores] if who else []
    groups = share_scores(card.scores, marks)
    spoken = "\n".join(group.spoken for group in groups).splitlines()
    every = [score.spoken for score in card.scores]
    assert stand_for_all(groups, card.scores) is (sorted(spoken) == sorted(every))
    return [([m.name for m in group.marks], group.more, group.score.figure) for group in groups]


@pytest.mark.parametrize(("count", "shown", "more"), [(0, 0, 0), (4, 4, 0), (5, 3, 2), (12, 3, 9)])
def test_a_few_are_named_and_the_others_counted(count: int, shown: int, more: int) -> None:
    assert choose_few(range(count)) == (tuple(range(shown)), more)


def test_few_scores_stand_one_by_one() -> None:
    assert told(dict.fromkeys(map(str.lower, NAMES[:4]), 1)) == [
        ([name], 0, "+1") for name in NAMES[:4]
    ]


def test_what_a_crowd_has_in_common_is_said_once_and_of_whom_where_that_is_not_all() -> None:
    alike = dict.fromkeys(map(str.lower, NAMES), -1.5)
    assert told(alike) == [([], 0, "−1.5")]
    assert told(alike, who=True) == [(NAMES[:3], 5, "−1.5")]
    assert told(alike | {"p7": 2}) == [(NAMES[:3], 4, "−1.5"), (["P7"], 0, "+2")]
    # The same score with a word of its own is another feeling.
    assert len(told(alike | {"p7": {"score": -1.5, "label": "Lost"}})) == 2


def test_of_many_different_scores_the_extremes_are_shown() -> None:
    emotions = {name: number / 4 - 1 for number, name in enumerate(map(str.lower, NAMES))}
    assert told(emotions) == [(["P0"], 0, "−1"), (["P7"], 0, "+0.75")]


def test_a_stages_own_feeling_is_told_whether_or_not_its_touchpoints_are_scored() -> None:
    own = {"p0": -1, "p1": {"score": 0.5, "label": "Calm"}}
    scored = scores_of_stage(board({"p1": 2}, emotions=own), 0)
    assert [(s.mark.name, s.figure, s.feeling) for s in scored] == [
        ("P0", "−1", "negative"),
        ("P1", "+0.5", "Calm"),
    ]
    assert scores_of_stage(board({"p1": 2}), 0) == ()
