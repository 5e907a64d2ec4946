"""What is counted and said is one thing: on tiles, in stories, in figures."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.assessing import assess
from tests.views.maps import board_of, facts_of


def a_map(*touchpoints: dict[str, Any], **more: Any) -> dict[str, Any]:
    stages = [{"name": "Buy", "touchpoints": list(touchpoints)}]
    return {"title": "T", "personas": ["Ana", "Carmen"], "stages": stages, **more}


def lowest(said: dict[str, Any]) -> str:
    return next(tile.note for tile in board_of(said).experience if tile.key == "lowest")


def test_all_who_are_equally_low_are_named() -> None:
    together = a_map({"name": "Pay", "emotion": -2}, {"name": "Wait", "emotion": 1})
    apart = a_map(
        {"name": "Pay", "emotions": {"Ana": -2, "Carmen": 1}},
        {"name": "Wait", "emotions": {"Ana": 0, "Carmen": -2}},
    )
    alone = a_map({"name": "Pay", "emotions": {"Ana": -2, "Carmen": -1}})
    assert lowest(together) == "Pay, Ana, Carmen"
    assert lowest(apart) == "Pay (Ana), Wait (Carmen)"
    assert lowest(alone) == "Pay, Ana"
    assert lowest({**together, "language": "ar"}) == "Pay، Ana، Carmen"
    told = assess(facts_of(together))
    assert told.weaknesses[0].text == "Low point: “Pay”, Ana, Carmen −2."
    assert told.everybody is not None
    assert [one.persona for one in told.everybody.lows] == ["ana", "carmen"]
    assert [one.at for one in told.everybody.highs] == ["buy/wait", "buy/wait"]


def test_that_others_are_as_low_is_said() -> None:
    again = {"name": "Again", "emotions": {"Ana": -2, "Carmen": 1}}
    apart = a_map(
        {"name": "Pay", "emotions": {"Ana": -2, "Carmen": 1}},
        {"name": "Wait", "emotions": {"Ana": 0, "Carmen": -2}},
        again,
    )
    together = a_map({"name": "Pay", "emotion": -2}, {"name": "Wait", "emotion": -2})
    alone = a_map({"name": "Pay", "emotions": {"Ana": -2, "Carmen": 1}}, again)
    assert lowest(apart) == "Pay (Ana), Wait (Carmen), 1 more"
    assert lowest({**apart, "language": "es"}) == "Pay (Ana), Wait (Carmen), 1 más"
    assert lowest(together) == "Pay, Ana, Carmen, one of 2"
    assert lowest(alone) == "Pay, Ana, one of 2"


@pytest.mark.parametrize(
    "metric",
    [
        {"type": "csat", "value": 140},
        {"type": "nps", "value": -140},
        {"type": "ces", "value": 9},
        {"type": "csat", "value": 50, "n": 0},
        {"type": "nps", "components": {"promoters": 0, "passives": 0, "detractors": 0}},
        {"type": "conversion", "history": [{"date": "2026-01-01", "value": 130}]},
        {"type": "retention", "history": [{"date": "2026-01-01", "value": 30, "n": 0}]},
        {"type": "drop-off", "value": -1},
    ],
)
def test_what_is_refused_is_no_figure(metric: dict[str, Any]) -> None:
    said = a_map({"name": "Pay", "metrics": [metric]}, metrics=[metric])
    board, told = board_of(said), assess(facts_of(said))
    assert told.ratings == ()
    assert [tile.key for tile in (*board.experience, *board.journey)] == ["coverage"]
    assert [one.value for one in board.whole.metrics] == [""]


def test_what_is_refused_gives_way_to_what_is_not() -> None:
    history = [{"date": "2026-01-01", "value": 40, "n": 90}, {"date": "2026-02-01", "value": 400}]
    said = a_map(metrics=[{"type": "csat", "value": 140, "n": 12, "history": history}])
    (rating,) = assess(facts_of(said)).ratings
    assert (rating.value, rating.n) == (40, 90)


def test_figures_of_the_whole_map_say_so_beside_those_of_one_persona() -> None:
    said = a_map(
        {"name": "Pay", "emotion": -2, "pains": ["Slow"]},
        metrics=[
            {"type": "conversion", "value": 12},
            {"type": "nps", "value": 10},
            {"type": "csat", "value": 50, "personas": ["Carmen"]},
        ],
    )

    def notes(*personas: str) -> dict[str, str]:
        board = board_of(said, personas=personas)
        return {tile.key: tile.note for tile in (*board.journey, *board.experience)}

    ana = notes("Ana")
    for key in ("coverage", "pains", "conversion", "nps"):
        assert ana[key].endswith("all personas"), key
        assert "all personas" not in notes()[key], key
    assert "csat" not in ana
    assert "all personas" not in notes("Carmen")["csat"]


def test_a_stage_without_an_owner_of_its_own_is_told_beside_the_owner_of_the_map() -> None:
    said = a_map({"name": "Pay"}, owner="Ben")
    lane = next(lane for lane in board_of(said, lanes=("owner",)).lanes if lane.key == "owner")
    (cell,) = lane.cells
    assert cell.items and cell.gap is not None
    assert [owner.name for owner in assess(facts_of(said)).owners] == ["Ben"]


def test_whether_a_map_is_past_is_asked_only_where_maps_stand_together() -> None:
    said = facts_of(a_map({"name": "Pay"}, status="archived"))
    assert assess(said).past is None
    assert assess(said, pooled=True).past is True


def test_a_headline_says_whose_and_of_which_place_it_is() -> None:
    def notes(journey: list[Any], *touchpoints: list[Any]) -> str:
        listed = [{"name": f"T{n}", "metrics": own} for n, own in enumerate(touchpoints, 1)]
        board = board_of({**a_map(*listed), "metrics": journey})
        return next(tile.note for tile in board.experience if tile.key == "nps")

    nps = {"type": "nps", "value": 40}
    for_ana, named = {**nps, "personas": ["Ana"]}, {**nps, "name": "After a year", "id": "later"}
    assert notes([], [nps]) == "T1"
    assert notes([], [for_ana], [{**for_ana, "personas": ["Carmen"]}]) == "T2 · Carmen"
    assert notes([], [nps], [for_ana]) == "T1"
    assert notes([nps], [nps]) == ""
    assert notes([for_ana], [nps]) == "Ana"
    assert notes([{**for_ana, "id": "a"}, nps], []) == ""
    assert notes([{**nps, "id": "a"}, named], []) == "After a year"


def test_a_headline_of_others_too_names_them_where_one_is_read_for() -> None:
    nps = {"type": "nps", "value": 5, "n": 20}
    map = a_map({"name": "T", "metrics": [{**nps, "personas": ["Ana", "Luis"]}]})
    board = board_of({**map, "personas": ["Ana", "Luis", "Carmen"]}, personas=("ana",))
    note = next(tile.note for tile in board.experience if tile.key == "nps")
    assert note == "T · Ana, Luis · n\u00a0=\u00a020 · few answers"


def test_a_headline_says_what_was_promised_and_since_when_it_has_changed() -> None:
    history = [{"date": "2026-01-01", "value": 14, "n": 240}]
    nps = {"type": "nps", "value": 16, "n": 240, "target": 30, "history": history}
    tile = next(
        t for t in board_of(a_map({"name": "T", "metrics": [nps]})).experience if t.key == "nps"
    )
    assert (tile.target, tile.met, tile.change) == ("target ≥\u00a0+30", False, "2")
    assert tile.note.endswith(" · since 1 Jan 2026")
    assert tile.compared is False


@pytest.mark.parametrize(
    ("metric", "target"),
    [
        ({"type": "conversion", "value": 3, "target": 5}, ""),
        ({"type": "drop-off", "value": 97, "target": "<= 90"}, "target ≤\u00a090%"),
    ],
)
def test_the_worst_drop_has_the_promise_of_a_drop_alone(
    metric: dict[str, Any], target: str
) -> None:
    at_first = metric["type"] == "drop-off"
    stages = [
        {"name": "See", "metrics": [metric] if at_first else []},
        {"name": "Buy", "metrics": [] if at_first else [metric]},
    ]
    board = board_of({"title": "T", "personas": ["Ana"], "stages": stages})
    tile = next(tile for tile in board.journey if tile.key == "drop")
    assert (tile.value, tile.target) == ("97%", target)


@pytest.mark.parametrize(
    ("scores", "extremes"),
    [([-2], [""]), ([1, 1], ["", ""]), ([-2, 0, 1], ["lowest", "", "highest"])],
)
def test_a_level_curve_has_no_extremes(scores: list[int], extremes: list[str]) -> None:
    touchpoints = [{"name": f"T{n}", "emotion": score} for n, score in enumerate(scores)]
    lines = board_of(a_map(*touchpoints)).curve.lines
    assert [point.extreme for point in lines[0].points] == extremes


@pytest.mark.parametrize(("target", "passage"), [(None, True), (40, False), (130, True)])
def test_a_target_that_is_refused_is_none(target: int | None, passage: bool) -> None:
    metric = {"type": "drop-off", "value": 30, "n": 200}
    if target is not None:
        metric["target"] = target
    said = {**a_map(), "stages": [{"name": "Find", "metrics": [metric]}, {"name": "Pay"}]}
    (rating,) = assess(facts_of(said)).ratings
    assert (rating.passage, rating.target is None) == (passage, passage)
