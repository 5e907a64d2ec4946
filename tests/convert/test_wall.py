"""What people change on the wall of a workbook of ours comes back, or is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.convert.marks import mark, read_marks, write_marks
from cjmap.convert.originals import Original
from cjmap.convert.sheets import read_xlsx, write_xlsx
from cjmap.convert.writing import write_plainly
from cjmap.text.slugs import slug
from tests.convert.test_sheets import MAPS, TEXTS, original, plain, values, written

MAP = """
title: Buy a coat
personas: [Laura, Jorge]
stages:
  - name: Look
    goal: Find a warm one
    touchpoints:
      - name: Shop window
        channel: store
        emotion: 1
        does: [Stops]
        thoughts: [{text: Nice one, persona: laura}]
        next: [{to: till}]
        pains: [{text: Too dark, severity: 4}, {text: No prices, severity: 2}]
        frontstage: [Greets]
        lanes: {weather: [Rain]}
    opportunities: [{text: More light, status: planned, owner: Ann}]
    gains: [A laugh]
  - name: Pay
    touchpoints: [{name: Till, channel: store, emotion: -1}]
lanes: [{name: Weather}]
"""
WALL, FIRST = "Journey", "B"


def edited(one: Original, change: Callable[[Any], None]) -> Draft:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([one])))
    change(book)
    out = io.BytesIO()
    book.save(out)
    (draft,) = read_xlsx(Given(out.getvalue(), "map.xlsx")).drafts
    return draft


def _row(sheet: Any, lane: str) -> int:
    return next(row for row in range(1, 60) if sheet.cell(row, 1).value == lane)


def _put(book: Any, lane: str, old: str, new: str, column: int = 2) -> None:
    cell = book[WALL].cell(_row(book[WALL], lane), column)
    assert old in (cell.value or "")
    cell.value = cell.value.replace(old, new) if old else new


def _told(draft: Draft) -> list[tuple[str, str]]:
    return [(one.text, one.spot.cell) for one in draft.remarks if one.fate is Fate.UNKNOWN]


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_of_a_wall_that_nobody_changed_nothing_is_told(file: Path) -> None:
    (draft,) = read_xlsx(Given(write_xlsx([original(file)]), "map.xlsx")).drafts
    assert _told(draft) == []


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    said=st.lists(TEXTS, min_size=6, max_size=6, unique_by=slug),
    language=st.sampled_from(["en", "es", "de", "ja", "ar"]),
)
def test_of_a_wall_of_any_words_nothing_is_told(
    tmp_path: Path, said: list[str], language: str
) -> None:
    title, stage, touchpoint, pain, gain, does = said
    journey: dict[str, Any] = {"title": title, "language": language, "personas": ["Laura"]}
    told = {"name": touchpoint, "does": [does], "pains": [pain], "emotion": 1}
    journey["stages"] = [{"name": stage, "gains": [gain], "touchpoints": [told]}]
    one = written(tmp_path, write_plainly(Draft(journey)))
    (back,) = read_xlsx(Given(write_xlsx([one]), "map.xlsx")).drafts
    assert [text for text, cell in _told(back) if cell] == []


@pytest.mark.parametrize(
    ("lane", "old", "new", "path"),
    [
        ("Stage", "Look", "Search", ("stages", 0, "name")),
        ("Goal", "warm", "cheap", ("stages", 0, "goal")),
        ("Touchpoints", "Shop window", "Window", ("stages", 0, "touchpoints", 0, "name")),
        ("Does", "Stops", "Runs", ("stages", 0, "touchpoints", 0, "does", 0)),
        ("Thinks", "Nice", "Ugly", ("stages", 0, "touchpoints", 0, "thoughts", 0, "text")),
        ("Pains", "No prices", "Cold", ("stages", 0, "touchpoints", 0, "pains", 1, "text")),
        ("Gains", "laugh", "smile", ("stages", 0, "gains", 0)),
        ("Opportunities", "More", "Less", ("stages", 0, "opportunities", 0, "text")),
        ("Frontstage", "Greets", "Waves", ("stages", 0, "touchpoints", 0, "frontstage", 0)),
        ("Weather", "Rain", "Snow", ("stages", 0, "touchpoints", 0, "lanes", "weather", 0)),
    ],
)
def test_a_text_that_was_changed_on_the_wall_comes_back(
    tmp_path: Path, lane: str, old: str, new: str, path: tuple[Any, ...]
) -> None:
    one = written(tmp_path, MAP)
    draft = edited(one, lambda book: _put(book, lane, old, new))
    assert _told(draft) == []
    expected = plain(values(one))
    place, changed = expected, plain(draft.values)
    for key in path[:-1]:
        place, changed = place[key], changed[key]
    before, after = place[path[-1]], changed[path[-1]]
    assert str(before) != str(after)
    assert str(before).replace(old, new) == str(after)


def test_what_is_called_anew_is_found_by_what_refers_to_it(tmp_path: Path) -> None:
    one = written(tmp_path, MAP)
    draft = edited(one, lambda book: _put(book, "Touchpoints", "Till", "Cash desk", 3))
    (till,) = plain(draft.values)["stages"][1]["touchpoints"]
    assert (till["name"], till["id"]) == ("Cash desk", "till")


def test_the_title_is_changed_on_the_wall(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book[WALL]["A1"] = "Sell a coat"

    assert edited(written(tmp_path, MAP), change).values["title"] == "Sell a coat"


@pytest.mark.parametrize(
    ("lane", "key", "said"),
    [
        ("Pains", "pains", "Wet"),
        ("Gains", "gains", "Wet"),
        ("Opportunities", "opportunities", "Wet"),
        ("Touchpoints", "touchpoints", "Wet · phone"),
    ],
)
def test_a_line_more_is_one_more_of_its_lane(
    tmp_path: Path, lane: str, key: str, said: str
) -> None:
    def change(book: Any) -> None:
        cell = book[WALL].cell(_row(book[WALL], lane), 2)
        cell.value = f"{cell.value}\n• {said}"

    draft = edited(written(tmp_path, MAP), change)
    assert _told(draft) == []
    last = plain(draft.values)["stages"][0][key][-1]
    assert "Wet" in (last.get("text"), last.get("name"))
    assert last.get("channel", ["phone"]) == ["phone"]


@pytest.mark.parametrize(
    ("lane", "old", "new"),
    [
        ("Pains", "4/5", "5/5"),
        ("Pains", "Too dark · 4/5", "Too cold · 1/5"),
        ("Emotion (Laura)", "+1", "+2"),
        ("Touchpoints", "Shop window", ""),
        ("Stage", "Look", ""),
        ("Goal", "Find a warm one", ""),
    ],
)
def test_what_cannot_be_taken_over_is_told_with_its_cell(
    tmp_path: Path, lane: str, old: str, new: str
) -> None:
    place: list[str] = []

    def change(book: Any) -> None:
        _put(book, lane, old, new)
        place.append(f"{FIRST}{_row(book[WALL], lane)}")

    one = written(tmp_path, MAP)
    draft = edited(one, change)
    assert place[0] in {cell for _, cell in _told(draft)}
    assert plain(draft.values) == plain(values(one))


def test_what_was_changed_in_both_is_told_and_the_list_counts(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        _put(book, "Pains", "Too dark", "Too cold")
        for row in book["Pain"].iter_rows():
            for cell in row:
                cell.value = "Too bright" if cell.value == "Too dark" else cell.value

    draft = edited(written(tmp_path, MAP), change)
    (told,) = _told(draft)
    assert told[0].startswith("Too cold")
    texts = [one["text"] for one in plain(draft.values)["stages"][0]["touchpoints"][0]["pains"]]
    assert texts == ["Too bright", "No prices"]


def test_what_is_changed_in_the_lists_alone_is_no_change_of_the_wall(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        for row in book["Pain"].iter_rows():
            for cell in row:
                cell.value = "Too bright" if cell.value == "Too dark" else cell.value

    assert _told(edited(written(tmp_path, MAP), change)) == []


def test_rows_and_columns_that_are_new_are_told_and_the_others_are_known(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book[WALL]
        sheet.insert_cols(3)
        sheet.cell(4, 3).value = "Try on"
        sheet.insert_rows(_row(sheet, "Pains"))
        sheet.cell(_row(sheet, "Pains") - 1, 2).value = "A note"
        _put(book, "Gains", "laugh", "smile")

    draft = edited(written(tmp_path, MAP), change)
    assert [text for text, _ in _told(draft)] == ["Try on", "A note"]
    assert "A smile" in str(plain(draft.values)["stages"][0]["gains"])


@pytest.mark.parametrize("gone", ["row", "column"])
def test_rows_and_columns_that_are_gone_are_told(tmp_path: Path, gone: str) -> None:
    def change(book: Any) -> None:
        sheet = book[WALL]
        if gone == "row":
            sheet.delete_rows(_row(sheet, "Pains"))
        else:
            sheet.delete_cols(3)

    one = written(tmp_path, MAP)
    draft = edited(one, change)
    assert [cell for _, cell in _told(draft)] == ["A1"]
    assert plain(draft.values) == plain(values(one))


def test_a_second_wall_is_told_and_changes_nothing(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book.copy_worksheet(book[WALL])
        sheet.title = "Future"
        sheet.cell(_row(sheet, "Does"), 2).value = "Dances"
        book.move_sheet(sheet, -9)

    one = written(tmp_path, MAP)
    draft = edited(one, change)
    assert [text for text, _ in _told(draft)] == ["Future"]
    assert plain(draft.values) == plain(values(one))


@pytest.mark.parametrize("marks", [None, "not marks"])
def test_without_marks_it_is_said_that_changes_cannot_be_told(
    tmp_path: Path, marks: str | None
) -> None:
    def change(book: Any) -> None:
        book["About"]["C1"] = marks
        _put(book, "Pains", "Too dark", "Too cold")

    draft = edited(written(tmp_path, MAP), change)
    notes = [one.note.render("en") for one in draft.remarks if one.note is not None]
    assert "It is drawn from the other sheets; what was changed on it cannot be told." in notes


def test_marks_stand_out_of_sight(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([written(tmp_path, MAP)])))
    assert book["About"].column_dimensions["C"].hidden
    assert "dark" not in str(book["About"]["C1"].value)


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), min_size=1, max_size=4))
def test_marks_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    found = read_marks(write_marks(rows))
    if found is None:
        assert not "".join(cell.strip(" •\t") for row in rows for cell in row).strip()
        return
    assert [len(row) for row in found] == [len(row) for row in rows]
    assert all(len(mark(cell)) == 4 for row in rows for cell in row)


def _change(sheet: Any, old: str, new: str) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            cell.value = new if cell.value == old else cell.value


@pytest.mark.parametrize("sheet", ["Stages", "Touchpoints"])
def test_a_stage_that_one_list_calls_anew_is_one_stage(tmp_path: Path, sheet: str) -> None:
    one = written(tmp_path, MAP)
    draft = edited(one, lambda book: _change(book[sheet], "Look", "Search"))
    before, after = plain(values(one)), plain(draft.values)
    before["stages"][0]["name"] = "Search"
    assert after == before
    assert _noted(draft, "another sheet") == ["Look"]


def test_a_stage_that_is_new_in_one_list_stays_a_stage(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Touchpoints"].append([None, "Return", "Parcel"])

    stages = plain(edited(written(tmp_path, MAP), change).values)["stages"]
    assert [stage["name"] for stage in stages] == ["Look", "Pay", "Return"]


def test_a_touchpoint_that_its_list_calls_anew_keeps_what_other_lists_say(tmp_path: Path) -> None:
    one = written(tmp_path, MAP)
    draft = edited(one, lambda book: _change(book["Touchpoints"], "Shop window", "Window"))
    (touchpoint,) = plain(draft.values)["stages"][0]["touchpoints"]
    assert (touchpoint["name"], len(touchpoint["pains"])) == ("Window", 2)
    assert _noted(draft, "another sheet") == ["Shop window", "Shop window"]


def test_a_touchpoint_that_its_list_has_no_more_is_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Touchpoints"].delete_rows(2)

    draft = edited(written(tmp_path, MAP), change)
    assert _noted(draft, "No list of touchpoints has it.") == ["Shop window"]


PEOPLE = MAP.replace("[Laura, Jorge]", "[{name: Laura Ruiz, role: Buyer}, {name: Jorge}]").replace(
    "persona: laura", "persona: laura-ruiz"
)


def test_somebody_whom_the_list_of_people_calls_anew_stays_one(tmp_path: Path) -> None:
    one = written(tmp_path, PEOPLE)
    draft = edited(one, lambda book: _change(book["Personas"], "Laura Ruiz", "Laura R."))
    people = plain(draft.values)["personas"]
    assert [(one["name"], one.get("id")) for one in people] == [
        ("Laura R.", "laura-ruiz"),
        ("Jorge", None),
    ]
    assert _noted(draft, "another sheet") == ["Laura Ruiz"]


def test_somebody_of_quite_another_name_is_somebody_else_and_told(tmp_path: Path) -> None:
    one = written(tmp_path, PEOPLE)
    draft = edited(one, lambda book: _change(book["Personas"], "Laura Ruiz", "Wim"))
    people = plain(draft.values)["personas"]
    assert [one["name"] for one in people] == ["Wim", "Jorge", "Laura Ruiz"]
    assert _noted(draft, "No list of people has this name.") == ["Laura Ruiz"]


def _noted(draft: Draft, words: str) -> list[str]:
    return [
        one.text for one in draft.remarks if one.note is not None and words in one.note.render("en")
    ]


def test_an_order_that_was_changed_is_told_with_its_cell(tmp_path: Path) -> None:
    one = written(tmp_path, MAP)

    def swap(book: Any) -> None:
        cell = book[WALL].cell(_row(book[WALL], "Pains"), 2)
        cell.value = "\n".join(reversed(cell.value.split("\n")))

    draft = edited(one, swap)
    ((text, _),) = _told(draft)
    assert text.startswith("• No prices")
    assert draft.values == edited(one, lambda _: None).values


def test_a_line_that_is_gone_or_new_changes_no_order(tmp_path: Path) -> None:
    one = written(tmp_path, MAP)

    def told(how: Callable[[list[str]], list[str]]) -> str:
        def change(book: Any) -> None:
            cell = book[WALL].cell(_row(book[WALL], "Pains"), 2)
            cell.value = "\n".join(how(cell.value.split("\n")))

        return str([one.note and one.note.render("en") for one in edited(one, change).remarks])

    assert "order" not in told(lambda lines: lines[1:])
    assert "order" not in told(lambda lines: ["• Anew", *lines])
    assert "order" in told(lambda lines: ["• Anew", *reversed(lines)])
