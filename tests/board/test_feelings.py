"""How scores read: their face, their side, their word, and what stands beside the curve."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.board.assessing import assess
from cjmap.board.feelings import band_of, level_of, name_feeling
from cjmap.model.scale import STANDARD, Scale
from tests.views.maps import board_of, facts_of


@pytest.mark.parametrize(
    ("score", "level", "band", "word"),
    [
        (2, 2, "positive", "very positive"),
        (1.5, 2, "positive", "very positive"),
        (1.45, 2, "positive", "very positive"),
        (1.44, 1, "positive", "positive"),
        (0.5, 1, "positive", "positive"),
        (0.45, 1, "positive", "positive"),
        (0.44, 0, "neutral", "neutral"),
        (0, 0, "neutral", "neutral"),
        (-0.44, 0, "neutral", "neutral"),
        (-0.45, -1, "negative", "negative"),
        (-0.5, -1, "negative", "negative"),
        (-1.44, -1, "negative", "negative"),
        (-1.5, -2, "negative", "very negative"),
        (-2, -2, "negative", "very negative"),
    ],
)
def test_a_score_is_read_as_the_nearest_face(
    score: float, level: int, band: str, word: str
) -> None:
    assert level_of(score) == level
    assert band_of(level) == band
    assert name_feeling(score).render("en") == word


@given(
    st.floats(-2, 2),
    st.floats(-2, 2),
    st.sampled_from([STANDARD, Scale(1, 5), Scale(0, 10), Scale(6, 1)]),
)
def test_what_reads_alike_has_one_face(one: float, other: float, scale: Scale) -> None:
    if scale.show(one, 1).render() == scale.show(other, 1).render():
        assert level_of(one, scale) == level_of(other, scale)


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_a_better_score_has_no_worse_face(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert level_of(low) <= level_of(high)


@pytest.mark.parametrize(
    ("scores", "level", "band", "divided"),
    [
        ((2, -2), None, "", "divided: −2 to +2"),
        ((2, 1, -1), None, "", "divided: −1 to +2"),
        ((2, 0), 1, "positive", ""),
        ((0.4, -0.4), 0, "neutral", ""),
        ((0.5, -0.45), None, "", "divided: −0.45 to +0.5"),
        ((-1, -2), -2, "negative", ""),
        ((), None, "", ""),
    ],
)
def test_who_feels_good_where_others_feel_bad_is_never_averaged(
    scores: tuple[float, ...], level: int | None, band: str, divided: str
) -> None:
    touchpoint = {"name": "a", "emotions": {f"p{n}": score for n, score in enumerate(scores)}}
    data = {
        "title": "T",
        "personas": ["P0", "P1", "P2"],
        "stages": [{"name": "S", "touchpoints": [touchpoint]}],
    }
    (card,) = board_of(data).touchpoints
    assert (card.level, card.band, card.divided) == (level, band, divided)


def felt(*scores: Any, **more: Any) -> dict[str, Any]:
    touchpoints = [
        {"name": f"T{n}", "emotion": {"score": score, "quote": f"Said at {n}."}}
        for n, score in enumerate(scores)
    ]
    return {
        "title": "T",
        "personas": ["Ana"],
        "stages": [{"name": "Buy", "touchpoints": touchpoints}],
        **more,
    }


def test_the_extremes_speak_first_and_then_the_strongest_feelings() -> None:
    curve = board_of(felt(0.5, -1, 1.5, -2, 2, 1, -1.5, 0)).curve
    assert [(quote.point, quote.high) for quote in curve.quotes] == [
        *((3, False), (4, True), (2, True), (6, False), (1, False), (5, True)),
    ]


def test_a_level_curve_has_no_extremes_but_may_speak() -> None:
    curve = board_of(felt(1, 1)).curve
    assert [quote.text for quote in curve.quotes] == ["“Said at 0.”", "“Said at 1.”"]


def test_words_said_twice_stand_once() -> None:
    data = felt(-2, 2, 1)
    for touchpoint in data["stages"][0]["touchpoints"]:
        touchpoint["emotion"]["quote"] = "The same."
    assert [quote.text for quote in board_of(data).curve.quotes] == ["“The same.”"]


def test_the_curve_breaks_where_a_stage_says_nothing_and_steps_over_where_none_applies() -> None:
    stages = [
        {"name": "A", "touchpoints": [{"name": "a", "emotion": 1}]},
        {"name": "B", "touchpoints": ["b"]},
        {"name": "C", "touchpoints": [{"name": "c", "emotion": 2}]},
        {"name": "D", "touchpoints": [{"name": "d", "emotion": "none"}]},
        {"name": "E", "touchpoints": [{"name": "e", "emotion": -1}]},
        {"name": "F"},
    ]
    curve = board_of({"title": "T", "personas": ["Ana"], "stages": stages}).curve
    assert [(hole.stage, hole.gap.text) for hole in curve.holes] == [
        (1, "No score"),
        (5, "No touchpoint"),
    ]


@pytest.mark.parametrize(
    ("scores", "change", "text"), [((2, -1, 0.5), -3, "−3"), ((-1, -1.5, 2), -0.5, "−0.5")]
)
def test_the_biggest_drop_is_the_difference_of_two_neighbours(
    scores: tuple[float, ...], change: float, text: str
) -> None:
    (feelings,) = assess(facts_of(felt(*scores))).feelings
    assert feelings.drop is not None
    assert (feelings.drop.change, feelings.drop.text) == (change, text)
    assert (feelings.drop.before.place, feelings.drop.after.place) == ("T0", "T1")


def test_a_curve_that_only_rises_has_no_drop() -> None:
    (feelings,) = assess(facts_of(felt(-1, 0, 2))).feelings
    assert feelings.drop is None


def test_words_of_feelings_stand_once_with_whose_they_are_where_not_everybodys() -> None:
    touchpoints = [
        {"name": "a", "emotion": {"label": "calm"}},
        {"name": "b", "emotions": {"ana": {"score": 1, "label": "glad"}, "ben": {"label": "lost"}}},
        {"name": "c", "emotion": {"score": -1, "label": "sad"}},
        {"name": "d", "emotion": 1},
    ]
    data = {"title": "T", "stages": [{"name": "Buy", "touchpoints": touchpoints}]}
    both = board_of({**data, "personas": ["Ana", "Ben"]})
    assert [one.feels for one in both.touchpoints] == ["calm", "glad (Ana), lost (Ben)", "sad", ""]
    one = board_of({**data, "personas": ["Ana", "Ben"]}, personas=("ben",))
    assert [each.feels for each in one.touchpoints] == ["calm", "lost", "sad", ""]


def test_a_curve_off_the_usual_way_says_so_and_its_mean() -> None:
    aside = [{"to": "B", "type": "alternative"}, {"to": "C", "type": "exception"}, "D"]
    touchpoints = [
        {"name": "A", "next": aside},
        {"name": "B", "emotion": 1, "next": "D"},
        {"name": "C", "emotion": -2, "exit": "abandon"},
        {"name": "D", "exit": "success"},
    ]
    stages = [{"name": "S", "touchpoints": touchpoints}]
    spoken = board_of({"title": "T", "personas": ["Ana"], "stages": stages}).curve.spoken
    assert spoken == "Ana: mean −0.5, nothing on the usual way is scored."
