"""What people change in the lists of a workbook of ours comes back, or is told; nothing is mixed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjmap.convert.drafts import Draft, Fate
from tests.convert.tables import only, stages_of, table_of
from tests.convert.test_sheets import written
from tests.convert.test_wall import edited

MAP = """
title: Rent a bike
personas: [{name: Ana, goals: [Get home]}, {name: Bo, role: Clerk}]
evidence: [{title: Talks, n: 8, id: talks}, {title: A poll, n: 90}]
stages:
  - name: Find
    goal: See one
    touchpoints:
      - {name: App, channel: app, does: [Looks], emotions: {ana: 1, bo: -1}, pains: [{text: Old, severity: 4}]}
      - {name: Sign, channel: poster, does: [Reads], personas: [bo], emotion: -1}
  - name: Ride
    goal: Get there
    touchpoints:
      - {name: Lock, does: [Opens it], emotion: 2, pains: [{text: It beeps, severity: 2}]}
      - {name: Bill, emotion: -2}
"""


@pytest.fixture
def change(tmp_path: Path) -> Callable[[Callable[[Any], None]], Draft]:
    return lambda how: edited(written(tmp_path, MAP), how)


def _find(sheet: Any, text: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def _put(name: str, old: str, new: str | None) -> Callable[[Any], None]:
    def put(book: Any) -> None:
        _find(book[name], old).value = new

    return put


def _names(draft: Draft) -> list[list[str]]:
    return [
        [str(one["name"]) for one in stage["touchpoints"]] for stage in stages_of(draft).values()
    ]


@pytest.mark.parametrize(
    ("name", "at", "called", "said"),
    [
        ("Sign", (0, 1), "Reads", {"channel": "poster", "personas": ["bo"], "emotion": -1}),
        ("Lock", (1, 0), "Opens it", {"emotion": 2}),
        ("Bill", (1, 1), "4", {"emotion": -2}),
    ],
)
@pytest.mark.parametrize("emptied", [None, "-"])
def test_a_touchpoint_whose_name_is_gone_stays_one_of_its_own(
    change: Any, name: str, at: tuple[int, int], called: str, said: Any, emptied: str | None
) -> None:
    draft = change(_put("Touchpoints", name, emptied))
    whole = change(lambda _: None)
    stage, number = at
    stages: Any = list(stages_of(draft).values())
    found = stages[stage]["touchpoints"].pop(number)
    assert {key: found[key] for key in ("name", *said)} == {"name": called, **said}
    before: Any = list(stages_of(whole).values())
    del before[stage]["touchpoints"][number]
    assert stages == before
    (asked,) = [one for one in draft.remarks if one.fate is Fate.MISSING]
    assert asked.path == ("stages", stage, "touchpoints", number, "name")
    assert (asked.spot.sheet, asked.spot.cell[:1]) == ("Touchpoints", "C")


def test_a_table_whose_row_has_another_number_and_no_name_is_another_touchpoint() -> None:
    rows = [
        ["Number", "Stage", "Touchpoint", "Channel", "Emotion"],
        ["1", "Find", "App", "app", "1"],
    ]
    draft = only(table_of([*rows, ["2", "Find", "", "poster", "-1"]]))
    assert _names(draft) == [["App", "poster"]]
    draft = only(table_of([*rows, ["2", "", "", "poster", ""]]))
    assert _names(draft) == [["App"]]


@pytest.mark.parametrize(
    ("sheet", "name", "left"),
    [("Stages", "Ride", "Get there"), ("Personas", "Bo", "Clerk"), ("Evidence", "A poll", "90")],
)
def test_what_a_row_without_a_name_says_is_nobodys_and_told(
    change: Any, sheet: str, name: str, left: str
) -> None:
    draft = change(_put(sheet, name, None))
    assert left in [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN]
    before: Any = change(lambda _: None).values
    after: Any = draft.values
    assert after["stages"][0] == before["stages"][0]
    assert after["personas"][0] == before["personas"][0]
    assert after["evidence"][0] == before["evidence"][0]


def test_a_pain_that_goes_to_another_touchpoint_finds_it_by_its_name(change: Any) -> None:
    def move(book: Any) -> None:
        _find(book["Pain"], "Find").value = "Ride"
        _find(book["Pain"], "App").value = "Lock"

    draft = change(move)
    assert _names(draft) == [["App", "Sign"], ["Lock", "Bill"]]
    (lock, _) = stages_of(draft)["Ride"]["touchpoints"]
    assert {one["text"] for one in lock["pains"]} == {"Old", "It beeps"}
    (told,) = [one for one in draft.remarks if one.note and "name counts" in one.note.render("en")]
    assert (told.text, told.spot.sheet) == ("Lock", "Pain")


def test_a_pain_with_the_number_of_another_touchpoint_stays_where_its_name_is(change: Any) -> None:
    def renumber(book: Any) -> None:
        row = _find(book["Pain"], "App").row
        book["Pain"].cell(row, 1).value = 3

    draft = change(renumber)
    assert _names(draft) == [["App", "Sign"], ["Lock", "Bill"]]
    assert stages_of(draft)["Find"]["touchpoints"][0]["pains"] == [{"text": "Old", "severity": 4}]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_formula_that_failed_says_nothing_and_is_told(change: Any, error: str) -> None:
    def fail(book: Any) -> None:
        cell = _find(book["Touchpoints"], "Looks")
        cell.value, cell.data_type = error, "e"

    draft = change(fail)
    assert "does" not in stages_of(draft)["Find"]["touchpoints"][0]
    assert "none" not in str(draft.values)


def test_a_text_that_looks_like_a_failed_formula_comes_back(tmp_path: Path) -> None:
    draft = edited(written(tmp_path, MAP.replace("[Looks]", "['#N/A']")), lambda _: None)
    assert stages_of(draft)["Find"]["touchpoints"][0]["does"] == ["#N/A"]
