"""What a map says in rows, traits, quotes and phases of its own."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from cjmap.board.board import Board, Entry, Labelled, Trait
from cjmap.board.reading import read
from cjmap.findings.usage import UsageError
from tests.facts.given import Given, given

__all__ = ["given"]

MAP = """
title: Claim
personas:
  - {name: Claimant, traits: {patience: 2.5, "who decides": her son}, devices: [old phone, tablet]}
  - Clerk
lanes:
  - {name: Open questions, help: to be asked, texts: [Who pays?, Since when?]}
  - {name: Ideas, id: wild}
stages:
  - name: Report
    phase: compra
    lanes: {open-questions: Who helps?}
    touchpoints:
      - {name: Call, channel: phone, lanes: {Open questions: [By when?, By whom?], wild: A film}}
  - {name: Wait, phase: Purchase}
  - {name: Status, phase: loyalty}
  - Paid
"""


def board(given: Given, text: str = MAP, lanes: tuple[str, ...] = ()) -> Board:
    return read(given(textwrap.dedent(text)), lanes=lanes)


def test_rows_of_ones_own_follow_the_others_with_what_stages_and_touchpoints_say(
    given: Given,
) -> None:
    lanes = board(given).lanes
    assert [(lane.key, lane.title, lane.subtitle) for lane in lanes if lane.own] == [
        ("open-questions", "Open questions", "to be asked"),
        ("wild", "Ideas", ""),
    ]
    assert not any(lane.own for lane in lanes[:-2])
    first, second = lanes[-2:]
    assert first.cells[0].items == (
        Entry("Who helps?"),
        Entry("By when?", 1),
        Entry("By whom?", 1),
    )
    assert second.cells[0].items == (Entry("A film", 1),)
    assert not any(cell.items for cell in first.cells[1:])


def test_what_such_a_row_says_of_the_whole_journey_stands_with_what_concerns_it(
    given: Given,
) -> None:
    assert board(given).whole.lanes == (Labelled("Open questions", ("Who pays?", "Since when?")),)


def test_rows_of_ones_own_are_asked_for_by_id_or_name(given: Given) -> None:
    drawn = board(given, lanes=("Ideas", "touchpoints", "wild"))
    assert [lane.key for lane in drawn.lanes] == ["wild", "touchpoints"]
    assert drawn.whole.lanes == ()
    with pytest.raises(UsageError) as refused:
        board(given, lanes=("wilt",))
    assert "wild" in str(refused.value)


def test_settings_choose_among_the_built_in_rows_alone(given: Given) -> None:
    drawn = read(given(textwrap.dedent(MAP), '[render]\nlanes = ["touchpoints"]\n'))
    assert [lane.key for lane in drawn.lanes] == ["touchpoints", "open-questions", "wild"]


def test_a_library_declares_rows_for_the_maps_of_its_workspace(
    given: Given, tmp_path: Path
) -> None:
    library = tmp_path / "shared.library.yaml"
    library.write_text("title: Shared\nlanes: [Open questions, Risks]\n", encoding="utf-8")
    own = MAP.replace("  - {name: Ideas, id: wild}\n", "").replace("wild:", "Risks:")
    drawn = board(given, own)
    assert [(lane.key, lane.subtitle) for lane in drawn.lanes if lane.own] == [
        ("open-questions", "to be asked"),
        ("risks", ""),
    ]


def test_traits_are_bars_or_texts_and_devices_a_list(given: Given) -> None:
    claimant, clerk = board(given).personas
    assert claimant.traits == (
        Trait("patience", "2.5 of 5", 2.5),
        Trait("who decides", "her son", None),
    )
    assert Labelled("Devices", ("old phone", "tablet")) in claimant.lists
    assert clerk.traits == ()


def test_a_band_stands_above_neighbours_that_name_one_phase(given: Given) -> None:
    bands = board(given).bands
    assert [(band.name, band.first, band.last) for band in bands] == [
        ("Purchase", 0, 1),
        ("Loyalty", 2, 2),
    ]
    assert board(given, MAP.replace("phase: Purchase", "goal: To wait")).bands == ()


def test_without_a_model_bands_bear_what_is_written(given: Given) -> None:
    own = MAP.replace("title: Claim", "title: Claim\nlifecycle: none").replace("Purchase", "compra")
    assert [band.name for band in board(given, own).bands] == ["compra", "loyalty"]


QUOTES = """
title: Claim
personas: [Claimant, Clerk]
stages:
  - name: Status
    quote: Nobody knows
    touchpoints:
      - name: Call
        channel: phone
        quote: [I look into seven systems, {text: Not again, persona: Claimant}]
        emotions: {Claimant: -2, Clerk: -1}
"""


def test_a_quote_goes_to_whom_it_names_and_else_to_nobody_in_particular(given: Given) -> None:
    subject = given(textwrap.dedent(QUOTES))
    drawn = read(subject)
    said = {line.mark.name: line.points[0].quote for line in drawn.curve.lines}
    assert said == {"Claimant": "“Not again”", "Clerk": ""}
    thinks = next(lane for lane in drawn.lanes if lane.key == "thinks").cells[0].items
    shown = [
        (item.text, [mark.name for mark in item.who]) for item in thinks if isinstance(item, Entry)
    ]
    assert shown == [
        ("“Nobody knows”", []),
        ("“I look into seven systems”", []),
        ("“Not again”", ["Claimant"]),
    ]
    assert [point.quote for point in subject.curve.points] == ["Not again", None]


def test_who_is_alone_said_what_names_nobody(given: Given) -> None:
    alone = QUOTES.replace("[Claimant, Clerk]", "[Claimant]").replace(", Clerk: -1", "")
    points = given(textwrap.dedent(alone)).curve.points
    assert [point.quote for point in points] == ["I look into seven systems"]
