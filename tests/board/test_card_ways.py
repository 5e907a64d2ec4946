"""What cards note of the ways: where they branch, how many go there, whose beginning or end it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cjmap.board.board import Board
from tests.views.maps import board_at, board_of

CASES = Path(__file__).parents[1] / "cases"
MAPS = Path(__file__).parent / "maps"


def drawn(*touchpoints: dict[str, Any], language: str | None = None) -> Board:
    stages = [{"name": "S", "touchpoints": list(touchpoints)}]
    return board_of({"title": "T", "personas": ["Ana", "Leo"], "stages": stages}, language=language)


def notes(board: Board) -> list[tuple[str, ...]]:
    return [card.notes for card in board.touchpoints]


def test_branches_stand_on_the_card_with_their_words_and_shares() -> None:
    board = drawn(
        {
            "name": "Offer",
            "next": [
                {"to": "Booked", "share": "80%"},
                {"to": "Call", "type": "alternative", "when": "No answer", "share": 12.5},
                {"to": "Gone", "type": "exception"},
            ],
        },
        {"name": "Booked", "exit": "success"},
        {"name": "Call", "next": "booked"},
        {"name": "Gone", "exit": "abandon"},
    )
    assert notes(board)[0] == (
        "usual way → 2: 80%",
        "alternative → 3: No answer · 12.5%",
        "exception → 4",
    )
    # Each by itself too, for pictures that give it a form of its own.
    branches = board.touchpoints[0].branches
    assert tuple(branch.note for branch in branches) == notes(board)[0]
    assert [(str(one.kind), one.target, one.label, one.words) for one in branches] == [
        ("happy", 2, "usual way", "80%"),
        ("alternative", 3, "alternative", "No answer · 12.5%"),
        ("exception", 4, "exception", ""),
    ]
    assert board.touchpoints[1].branches == ()
    assert [(way.when, way.share) for way in board.flow.ways[:3]] == [
        ("", 80),
        ("No answer", 12.5),
        ("", None),
    ]


def test_of_several_happy_ways_that_which_the_curve_follows_is_usual_alone() -> None:
    ways = [{"to": "b", "when": "In stock"}, {"to": "c", "when": "Sold out"}, "d"]
    board = drawn({"name": "A", "next": ways}, {"name": "B"}, {"name": "C"}, {"name": "D"})
    assert notes(board)[0] == (
        "usual way → 2: In stock",
        "alternative → 3: Sold out",
        "alternative → 4",
    )


def test_a_happy_way_back_is_usual_only_where_there_is_no_other() -> None:
    board = drawn({"name": "A"}, {"name": "B", "next": ["a", "c"]}, {"name": "C", "next": "c"})
    kinds = {(way.source, way.target): way.kind for way in board.flow.ways}
    assert kinds == {(1, 2): "happy", (2, 1): "alternative", (2, 3): "happy", (3, 3): "happy"}


def test_where_personas_part_the_way_of_each_is_usual() -> None:
    def kinds(*personas: str) -> list[tuple[str, str]]:
        stages = [
            {
                "name": "S",
                "touchpoints": [
                    {"name": "A", "next": ["b", "c", "d"]},
                    {"name": "B", "personas": ["Ana"], "next": "d"},
                    {"name": "C", "personas": ["Leo"]},
                    {"name": "D"},
                ],
            }
        ]
        board = board_of(
            {"title": "T", "personas": ["Ana", "Leo"], "stages": stages}, personas=personas
        )
        names = {card.number: card.name for card in board.touchpoints}
        return [(names[way.target], way.kind) for way in board.flow.ways if way.source == 1]

    assert kinds() == [("B", "happy"), ("C", "happy"), ("D", "alternative")]
    assert kinds("Ana")[0] == ("B", "happy")


def test_a_way_without_words_that_everybody_takes_needs_no_note() -> None:
    assert notes(drawn({"name": "A", "next": "c"}, {"name": "B"}, {"name": "C"}))[0] == ()


def test_where_another_branches_off_a_usual_way_that_skips_is_told() -> None:
    ways = [{"to": "c", "type": "happy"}, {"to": "b", "type": "alternative", "when": "Rain"}]
    board = drawn({"name": "A", "next": ways}, {"name": "B"}, {"name": "C"})
    assert notes(board)[0] == ("usual way → 3", "alternative → 2: Rain")


def test_two_ways_that_differ_in_their_share_alone_are_two() -> None:
    ways = [{"to": "b", "share": 10}, {"to": "b", "share": 20}, {"to": "b", "share": 20}]
    board = drawn({"name": "A", "next": ways}, {"name": "B"})
    assert [way.words for way in board.flow.ways if way.written] == ["10%", "20%"]


def test_islands_say_whose_beginning_and_end_they_are() -> None:
    cards = board_at(CASES / "island.journey.yaml").touchpoints
    assert [card.notes for card in cards] == [
        ("Buyer: starts here",),
        ("Approver: begins and ends here",),
        ("Buyer: ends here",),
    ]


def test_who_begins_or_ends_before_the_others_is_named() -> None:
    board = drawn(
        {"name": "A", "personas": ["Ana"]}, {"name": "B"}, {"name": "C", "personas": ["Leo"]}
    )
    assert notes(board) == [
        ("Starts here",),
        ("Leo: joins here", "Ana: ends here"),
        ("Ends here",),
    ]


def test_one_beginning_and_one_end_are_nothing_to_note() -> None:
    assert notes(drawn({"name": "A"}, {"name": "B"})) == [(), ()]
    assert notes(drawn({"name": "A"})) == [()]


def test_what_entry_and_exit_say_is_not_said_again() -> None:
    board = drawn({"name": "A"}, {"name": "B", "entry": True}, {"name": "C", "exit": True})
    assert notes(board) == [(), ("may begin here",), ("may end here",)]


@given(st.lists(st.sampled_from([-2, -1, 0, 1, 2]), min_size=3, max_size=3))
def test_the_lowest_point_says_that_it_is_one_of_the_way_where_others_lie_off_it(
    scores: list[int],
) -> None:
    first, last, aside = scores
    board = drawn(
        {
            "name": "A",
            "emotion": first,
            "next": ["B", {"to": "C", "type": "exception"}],
        },
        {"name": "B", "emotion": last, "exit": True},
        {"name": "C", "emotion": aside, "exit": "abandon"},
    )
    tiles = [tile for tile in board.experience if tile.key == "lowest"]
    if tiles:
        assert "on the usual way" in tiles[0].note
    else:
        assert first == last >= 0


def test_where_several_end_one_that_also_begins_says_both() -> None:
    touchpoints = [{"name": "Call", "next": []}, {"name": "Visit", "next": []}]
    stages = [{"name": "S", "touchpoints": touchpoints}]
    board = board_of({"title": "T", "personas": ["Ana"], "stages": stages})
    assert notes(board) == [("Begins and ends here",), ("Ends here",)]


def how(board: Board) -> list[tuple[int, str, str]]:
    return [(start.number, start.how, start.who) for start in board.flow.starts]


def test_who_begins_where_others_come_by_joins_them() -> None:
    board = drawn({"name": "A", "personas": ["Ana"]}, {"name": "B"}, {"name": "C"})
    assert how(board) == [(1, "start", ""), (2, "join", "Leo")]
    assert notes(board)[1] == ("Leo: joins here",)


def test_who_takes_part_once_on_the_way_of_others_does_so_only_there() -> None:
    board = drawn(
        {"name": "A", "personas": ["Ana"]}, {"name": "B"}, {"name": "C", "personas": ["Ana"]}
    )
    assert notes(board)[1] == ("Leo: takes part only here",)


def test_an_entry_that_the_same_persona_passes_is_another_beginning() -> None:
    board = drawn({"name": "A"}, {"name": "B", "entry": True})
    assert how(board) == [(1, "start", ""), (2, "entry", "")]


def test_to_come_back_to_the_first_is_no_other_beginning() -> None:
    board = drawn({"name": "A"}, {"name": "B", "next": ["a"]})
    assert how(board) == [(1, "start", "")]


def test_a_committee_hands_on_and_does_not_fall_apart() -> None:
    board = board_at(MAPS / "committee.journey.yaml")
    # To an end that is meant and to a beginning that is written it goes on by no other way.
    assert [(one.source, one.target) for one in board.flow.relays] == [(1, 2), (2, 3)]


def test_separate_ways_of_more_than_one_touchpoint_are_no_relay() -> None:
    board = drawn(
        *({"name": name, "personas": ["Ana"]} for name in "AB"),
        *({"name": name, "personas": ["Leo"]} for name in "CD"),
    )
    assert board.flow.relays == ()
    assert drawn({"name": "A", "personas": ["Ana"]}).flow.relays == ()


def test_a_card_says_how_long_it_takes_apart_from_how_long_one_waits() -> None:
    (card,) = drawn({"name": "A", "duration": "PT3H", "wait": "P2D"}).touchpoints
    assert (card.takes, card.wait) == ("takes 3 hours", "wait: 2 days")


def test_a_stage_says_which_share_of_those_before_came_on() -> None:
    stages = [
        {"name": "S", "touchpoints": ["A"], "metrics": [{"type": "reach", "value": 200}]},
        {"name": "T", "touchpoints": ["B"], "metrics": [{"type": "reach", "value": 50}]},
        {"name": "U", "touchpoints": ["C"]},
    ]
    board = board_of({"title": "T", "personas": ["Ana"], "stages": stages})
    assert [(stage.arrived, stage.arrived_text) for stage in board.stages] == [
        (None, ""),
        (25, "25%"),
        (None, ""),
    ]
