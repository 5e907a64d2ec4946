"""What a figure is of: all scores or those on the way, the same personas, and how a share reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cjmap.board.board import Board, Tile
from cjmap.board.export import write_json
from tests.views.maps import board_at, board_of

STRAYING: dict[str, Any] = {
    "title": "T",
    "personas": ["Ana"],
    "stages": [
        {
            "name": "S",
            "touchpoints": [
                {"name": "A", "emotion": 1, "next": ["c", {"to": "b", "type": "exception"}]},
                {"name": "B", "emotion": -2, "next": ["c"]},
                {"name": "C", "emotion": -1},
            ],
        }
    ],
}
STRAIGHT: dict[str, Any] = {
    **STRAYING,
    "stages": [
        {"name": "S", "touchpoints": [{"name": "A", "emotion": 1}, {"name": "C", "emotion": -1}]}
    ],
}


def tiles(board: Board) -> Mapping[str, Tile]:
    return {tile.key: tile for tile in (*board.journey, *board.experience)}


def test_where_scores_lie_off_the_way_each_figure_says_what_it_is_of() -> None:
    board = board_of(STRAYING)
    assert (tiles(board)["mean"].value, tiles(board)["mean"].note) == (
        "−0.7",
        "from −2 to +2 · of all scores",
    )
    assert (tiles(board)["lowest"].value, tiles(board)["lowest"].note) == (
        "−1",
        "C, on the usual way",
    )
    assert board.curve.spoken == (
        "Ana: mean −0.67 of all scores; on the usual way lowest −1 at “C”, highest +1 at “A”, "
        "at the end −1."
    )


def test_where_none_does_there_is_nothing_to_tell_apart() -> None:
    board = board_of(STRAIGHT)
    assert tiles(board)["mean"].note == "from −2 to +2"
    assert tiles(board)["lowest"].note == "C"
    assert board.curve.spoken == "Ana: mean 0, lowest −1 at “C”, highest +1 at “A”, at the end −1."


# --- like with like ------------------------------------------------------------------------------


def compare(
    folder: Path, then: Mapping[str, Any], now: Mapping[str, Any], *personas: str
) -> Mapping[str, Tile]:
    """The figures of the later of two states, read for some."""
    (folder / "cjmap.toml").write_text("")
    links = [{"to": "then.journey.yaml", "rel": "baseline"}]
    (folder / "then.journey.yaml").write_text(json.dumps(then))
    (folder / "now.journey.yaml").write_text(json.dumps({**now, "links": links}))
    return tiles(board_at(folder / "now.journey.yaml", personas))


def state(*scores: float | str, metrics: tuple[Mapping[str, Any], ...] = (), **waits: str) -> Any:
    """A map of Ana, Leo and Mia, who feel so at one touchpoint each."""
    people = ("Ana", "Leo", "Mia")
    return {
        "title": "T",
        "personas": list(people[: len(scores)]),
        "metrics": list(metrics),
        "stages": [
            {
                "name": "S",
                "touchpoints": [
                    {
                        "name": f"For {name}",
                        "personas": [name],
                        "emotion": score,
                        "duration": waits.get(name.lower(), "1 h"),
                    }
                    for name, score in zip(people, scores, strict=False)
                ],
            }
        ],
    }


def test_a_personas_mean_is_held_against_that_personas_own(tmp_path: Path) -> None:
    then, now = state(-2, 2), state(1, 1)
    assert compare(tmp_path, then, now, "Ana")["mean"].change == "3"
    assert compare(tmp_path, then, now, "Leo")["mean"].trend == "down"
    assert compare(tmp_path, then, now)["mean"].change == "1"


def test_who_was_not_there_has_nothing_to_be_held_against(tmp_path: Path) -> None:
    found = compare(tmp_path, state(-2), state(1, 1), "Leo")
    assert (found["mean"].change, found["time"].change) == ("", "")


def test_the_mean_of_some_is_held_against_that_of_the_same(tmp_path: Path) -> None:
    then, now = state(-2, 1, 2), state(2, 2, 0)
    assert compare(tmp_path, then, now, "Ana", "Leo")["mean"].change == "2.5"


def test_a_mean_of_fewer_is_no_mean_of_the_same(tmp_path: Path) -> None:
    then, now = state(-2, "none", 2), state(2, 2, 0)
    assert compare(tmp_path, then, now, "Ana", "Leo")["mean"].change == ""


def test_a_personas_time_is_held_against_that_personas_own(tmp_path: Path) -> None:
    then, now = state(0, 0, ana="3 h", leo="9 h"), state(0, 0)
    assert compare(tmp_path, then, now, "Ana")["time"].change == "2 hours"


@pytest.mark.parametrize(
    ("then", "now", "personas", "change"),
    [
        ({"value": 10}, {"value": 30}, (), "20"),
        ({"value": 10, "personas": ["Ana"]}, {"value": 30, "personas": ["Ana"]}, ("Ana",), "20"),
        # One persona's figure says nothing of everybody's, nor of another's.
        ({"value": 10, "personas": ["Ana"]}, {"value": 30}, (), ""),
        ({"value": 10}, {"value": 30, "personas": ["Ana"]}, ("Ana",), ""),
        ({"value": 10, "personas": ["Leo"]}, {"value": 30, "personas": ["Ana"]}, ("Ana",), ""),
    ],
)
def test_a_figure_is_held_against_one_of_the_same_personas(
    tmp_path: Path,
    then: Mapping[str, Any],
    now: Mapping[str, Any],
    personas: tuple[str, ...],
    change: str,
) -> None:
    before, after = ({"type": "nps", **metric} for metric in (then, now))
    found = compare(
        tmp_path, state(0, 0, metrics=(before,)), state(0, 0, metrics=(after,)), *personas
    )
    assert found["nps"].change == change


def test_a_mean_is_not_held_against_a_share(tmp_path: Path) -> None:
    then = state(0, metrics=({"type": "csat", "value": 70},))
    now = state(0, metrics=({"type": "csat", "value": 4.2, "statistic": "mean"},))
    assert compare(tmp_path, then, now)["csat"].change == ""


@pytest.mark.parametrize(("statistic", "change"), [("mean", ""), ("percent", "1")])
def test_only_a_mean_asks_for_the_same_scale(tmp_path: Path, statistic: str, change: str) -> None:
    csat = {"type": "csat", "statistic": statistic}
    then = state(0, metrics=({**csat, "value": 3, "scale": [1, 7]},))
    now = state(0, metrics=({**csat, "value": 4, "scale": [1, 5]},))
    assert compare(tmp_path, then, now)["csat"].change == change


def test_of_two_figures_of_a_kind_that_of_the_same_name_is_taken(tmp_path: Path) -> None:
    def nps(**values: float) -> Any:
        metrics = tuple({"type": "nps", "name": n, "value": v} for n, v in values.items())
        return state(0, metrics=metrics)

    found = compare(tmp_path, nps(Shop=10, App=50), nps(App=60, Shop=40))
    assert (found["nps"].value, found["nps"].change) == ("+40", "30")


# --- figures in full -----------------------------------------------------------------------------


def test_json_cuts_no_figure_that_is_written() -> None:
    map = json.loads(json.dumps(STRAYING))
    first, _, last = map["stages"][0]["touchpoints"]
    first["next"][1]["share"] = 3.1415926
    last["emotion"] = -0.1234567
    document = json.loads(write_json(board_of(map)))
    assert 3.1415926 in [way["share"] for way in document["flow"]["ways"]]
    assert -0.1234567 in [point["score"] for point in document["curve"]["lines"][0]["points"]]


def test_how_a_computer_adds_is_no_figure_of_anybodys() -> None:
    touchpoint = {"name": "A", "emotions": {"Ana": 0.1, "Leo": 0.2}}
    stages = [{"name": "S", "touchpoints": [touchpoint]}]
    board = board_of({"title": "T", "personas": ["Ana", "Leo"], "stages": stages})
    assert board.touchpoints[0].mean != 0.15
    assert json.loads(write_json(board))["touchpoints"][0]["mean"] == 0.15


def test_the_mean_of_several_personas_says_that_each_counts_the_same() -> None:
    touchpoints = [
        {"name": "B", "emotion": 2, "next": ["E", "C"]},
        {"name": "C", "personas": ["Bert"], "emotion": -1, "next": "E"},
        {"name": "E", "emotions": {"Bert": -2}},
    ]
    stages = [{"name": "S", "touchpoints": touchpoints}]
    board = board_of({"title": "T", "personas": ["Anna", "Bert"], "stages": stages})
    mean = tiles(board)["mean"]
    # Anna's 2, and Bert's mean of 2, -1 and -2.
    assert (mean.value, mean.note) == ("+0.8", "from −2 to +2 · of all scores, by persona")
