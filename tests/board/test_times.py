"""How long it takes: stage by stage and together, in the head, the tiles and the gaps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.board.assessing import assess
from cjmap.board.assessment import Times
from tests.views.maps import board_at, board_of, facts_of

Map = dict[str, Any]


def a_map(*stages: Map, personas: tuple[str, ...] = ("Ana", "Ben")) -> Map:
    return {"title": "T", "personas": list(personas), "stages": list(stages)}


def stage(name: str, *touchpoints: Map, **more: Any) -> Map:
    return {"name": name, "touchpoints": list(touchpoints), **more}


def times_of(said: Map, language: str | None = None) -> Times:
    return assess(facts_of(said), language=language).times


def told(said: Map) -> list[str]:
    return [one.told for one in times_of(said).stages]


def whole(said: Map) -> str:
    found = times_of(said).takes
    return found.text if found is not None else ""


def test_stages_of_every_way_to_write_it_add_up() -> None:
    said = a_map(
        stage("A", duration="P3D"), stage("B", duration="1.5h"), stage("C", duration="PT30M")
    )
    assert told(said) == ["3 days", "1 hour 30 minutes", "30 minutes"]
    assert whole(said) == "3 days 2 hours"


def test_what_does_not_add_up_is_shown_as_written_and_counted() -> None:
    said = a_map(
        stage("A", duration="2 h"),
        stage("B", duration="two weeks"),
        stage("C", duration="P1M"),
        stage("D", duration="P1Y2D"),
    )
    assert told(said) == ["2 hours", "two weeks", "1 month", "1 year 2 days"]
    # What is known does not disappear behind what is not.
    assert whole(said) == "≥\u00a02 hours (3 of 4 not counted)"
    few = next(tile for tile in board_of(said).journey if tile.key == "time")
    assert (few.value, few.note) == ("≥\u00a02 hours", "3 of 4 not counted")
    most = a_map(*(stage(n, duration="2 h") for n in "AB"), stage("C", duration="P1M"))
    assert whole(most) == "≥\u00a04 hours (1 of 3 not counted)"
    tile = next(tile for tile in board_of(most).journey if tile.key == "time")
    assert (tile.value, tile.note) == ("≥\u00a04 hours", "1 of 3 not counted")


def test_where_nothing_adds_up_no_sum_is_shown() -> None:
    said = a_map(stage("A", duration="two weeks"), stage("B", {"name": "a", "wait": "P1M"}))
    assert [tile.key for tile in board_of(said).journey if tile.key == "time"] == []
    times = times_of(said)
    assert times.takes is not None
    assert (times.takes.counted, times.takes.uncounted) == (0, 2)
    assert times.sayings == (
        "The journey takes: 2 of 2 not counted.",
        "Waiting on the way: 1 of 1 not counted.",
    )
    assert times_of(a_map(stage("A", {"name": "a"}))) == Times(
        times_of(a_map(stage("A", {"name": "a"}))).stages, None, None, ()
    )


def test_a_stage_that_says_nothing_takes_what_its_touchpoints_and_waits_take() -> None:
    first = {"name": "a", "duration": "10 min", "wait": "PT1H"}
    assert told(a_map(stage("A", first, {"name": "b", "duration": "5 min"}))) == [
        "1 hour 15 minutes"
    ]
    assert told(a_map(stage("A", first, {"name": "b"}))) == ["≥\u00a01 hour 10 minutes"]
    assert told(a_map(stage("A", first, duration="PT2H"))) == ["2 hours"]
    assert times_of(a_map(stage("A", first, duration="PT2H"))).sayings == (
        "The journey takes: 2 hours.",
        "Waiting on the way: 1 hour.",
    )


def test_a_stage_takes_no_less_than_what_stands_in_it() -> None:
    said = a_map(
        stage("A", {"name": "a", "wait": "2 d"}, {"name": "b", "duration": "5 h"}, duration="2 h"),
        stage("B", {"name": "c", "duration": "30 min"}),
    )
    assert told(said) == ["≥\u00a02 days 5 hours", "30 minutes"]
    assert times_of(said).sayings == (
        "The journey takes: ≥\u00a02 days 5 hours.",
        "Waiting on the way: 2 days.",
    )
    board = board_of(said)
    assert [one.duration for one in board.stages] == told(said)
    tile = next(tile for tile in board.journey if tile.key == "time")
    assert (tile.value, tile.note) == ("≥\u00a02 days 5 hours", "wait: 2 days")


@given(
    st.lists(
        st.sampled_from((None, "20 min", "3 h", "2 d", "P1M", "a while")), min_size=5, max_size=5
    )
)
def test_no_journey_takes_less_than_its_waits(said: list[str | None]) -> None:
    stage_takes, *rest = said
    keys = ("wait", "duration")
    each = [
        {"name": name, **{key: text for key, text in zip(keys, pair, strict=True) if text}}
        for name, pair in (("a", rest[:2]), ("b", rest[2:]))
    ]
    more = {"duration": stage_takes} if stage_takes else {}
    times = times_of(a_map(stage("A", *each, **more), stage("B", *each)))
    if times.waits is not None:
        assert times.takes is not None
        assert times.takes.least >= times.waits.least
        assert not times.waits.counted or times.takes.counted


def test_a_stage_in_words_is_told_so_and_what_stands_in_it_is_known() -> None:
    said = a_map(stage("A", {"name": "a", "wait": "2 d"}, duration="a while"))
    assert told(said) == ["a while"]
    assert whole(said) == "≥\u00a02 days (1 of 2 not counted)"


def test_a_known_wait_stands_beside_one_in_words() -> None:
    said = a_map(
        stage("A", {"name": "a", "wait": "40 min"}), stage("B", {"name": "b", "wait": "un rato"})
    )
    times = times_of(said, "es")
    assert times.sayings[0] == "El recorrido dura: ≥\u00a040 minutos (1 de 2 sin contar)."
    tile = next(tile for tile in board_of(said).journey if tile.key == "time")
    assert (tile.value, tile.note) == (
        "≥\u00a040 minutes",
        "wait: ≥\u00a040 minutes · 1 of 2 not counted",
    )
    # In the head of a stage nothing else says of what nothing is counted.
    assert [one.duration for one in board_of(said).stages] == [
        "≥\u00a040 minutes",
        "time: 1 of 1 not counted",
    ]
    assert times_of(said).stages[1].told == "1 of 1 not counted"


def test_what_lies_off_the_usual_way_is_not_counted() -> None:
    said = a_map(
        stage(
            "A",
            {"name": "a", "duration": "1 h", "next": ["c", {"to": "b", "type": "exception"}]},
            {"name": "b", "duration": "P9D", "exit": "abandon"},
            {"name": "c", "duration": "1 h"},
        )
    )
    assert told(said) == ["2 hours"]


def test_personas_who_go_apart_have_a_span_and_one_alone_a_sum() -> None:
    said = a_map(
        stage(
            "A",
            {"name": "a", "duration": "40 min", "personas": ["Ana"]},
            {"name": "b", "duration": "2 h", "personas": ["Ben"]},
        )
    )
    assert told(said) == ["40 minutes – 2 hours"]
    assert [one.duration for one in board_of(said, personas=("Ana",)).stages] == ["40 minutes"]
    assert [one.duration for one in board_of(said, personas=("Ben",)).stages] == ["2 hours"]


def test_what_nobody_knows_has_no_upper_end() -> None:
    said = a_map(
        stage("A", {"name": "a", "duration": "40 min", "personas": ["Ana"]}, duration="1 h"),
        stage(
            "B",
            {"name": "b", "duration": "2 h", "personas": ["Ben"]},
            {"name": "c", "duration": "a while"},
        ),
    )
    assert whole(said).startswith("≥\u00a0")
    assert "–" not in whole(said)


def test_at_least_is_never_rounded_up() -> None:
    silent = stage("B")
    assert whole(a_map(stage("A", duration="P3DT2H50M"), silent)) == "≥\u00a03 days 2 hours"
    assert whole(a_map(stage("A", duration="P3DT2H50M"))) == "3 days 3 hours"


def test_sums_of_the_longest_durations_are_numbers() -> None:
    longest = "P" + "9" * 15 + "W"
    said = a_map(*(stage(f"S{n}", duration=longest) for n in range(50)))
    assert whole(said).startswith("349,999,999,999,999,")
    assert told(a_map(stage("A", duration="P" + "9" * 400 + "W"))) == ["P" + "9" * 400 + "W"]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1 hour 30 minutes"), ("es", "1 hora 30 minutos")]
)
def test_it_is_said_in_the_reader_s_language(language: str, text: str) -> None:
    times = times_of(a_map(stage("A", duration="1.5 h")), language)
    assert [one.told for one in times.stages] == [text]


def test_waits_and_delays_are_written_in_the_same_ways() -> None:
    said = a_map(
        stage(
            "A",
            {
                "name": "a",
                "wait": "2 d",
                "duration": "1 h 30 min",
                "automation": [{"trigger": "booked", "delay": "24h", "message": "Soon"}],
            },
        )
    )
    board = board_of(said, lanes=("touchpoints", "automation"))
    assert board.touchpoints[0].notes == ("wait: 2 days", "takes 1 hour 30 minutes")
    (cell,) = board.lanes[1].cells
    assert [getattr(item, "actor", "") for item in cell.items] == ["booked · 24 hours"]


def test_the_time_is_held_against_that_of_the_baseline(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    for name, duration, links in (
        ("then", "P3D", ""),
        ("now", "1 d", "\nlinks: [{to: then.journey.yaml, rel: baseline}]"),
    ):
        (tmp_path / f"{name}.journey.yaml").write_text(
            f"title: T{links}\npersonas: [Ana]\nstages: [{{name: A, duration: {duration}}}]\n"
        )
    board = board_at(tmp_path / "now.journey.yaml")
    tile = next(tile for tile in board.journey if tile.key == "time")
    assert (tile.value, tile.change, tile.trend, tile.good) == ("1 day", "2 days", "down", True)


@pytest.mark.parametrize(
    ("then", "now", "told"), [(1900, 2900, "11"), (500, 640, "1.6"), (10, 12, "0.02")]
)
def test_a_changed_share_is_told_as_exactly_as_a_share(
    then: int, now: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    for name, last, links in (
        ("then", then, ""),
        ("now", now, "\nlinks: [{to: then.journey.yaml, rel: baseline}]"),
    ):
        (tmp_path / f"{name}.journey.yaml").write_text(
            f"title: T{links}\npersonas: [Ana]\nstages:\n"
            f"  - {{name: A, metrics: [{{type: reach, value: 9000}}]}}\n"
            f"  - {{name: B, metrics: [{{type: reach, value: {last}}}]}}\n"
        )
    board = board_at(tmp_path / "now.journey.yaml")
    tile = next(tile for tile in board.journey if tile.key == "conversion")
    assert (tile.change, tile.trend) == (told, "up")
