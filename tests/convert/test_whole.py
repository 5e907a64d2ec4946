"""Cells that say a value whole, as JSON: whatever stands there, the workbook is read."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from cjmap.convert.drafts import Given
from cjmap.convert.recognition.whole import as_built, read_whole
from cjmap.convert.sheets import read_xlsx, write_xlsx
from cjmap.convert.writing import write_yaml
from cjmap.model.journey import Journey
from cjmap.model.touchpoint import Touchpoint
from tests.convert.test_sheets import plain, values, written

EDITED = (
    *('["a"]', '"a"', "5", "true", "null", '{"a": 1}', "[5]", '[["a"]]', '[{"b": 1}]', "[]", "a {"),
    *('{"web": "x"}', "[null]", "NaN", "1e999", "[" * 3000, "[" * 400 + "]" * 400),
)
TOLD = {
    "Channel": "web",
    "Actions": "Goes",
    "Thoughts": "Hm",
    "Pains": "Queue",
    "Gains": "Warm",
    "Personas": "Laura",
    "Emotion": "glad",
    "Score (Laura)": 2,
    "Evidence": "Interview",
    "Weather": "rain",
}


def _book(head: str, below: str, said: str) -> bytes:
    """A workbook of ours in which a cell was edited: in the head of the map, or at its touchpoints."""
    book = openpyxl.Workbook()
    about = book.active
    assert about is not None
    about.title = "About"
    about.append(["cjmap", 1])
    if head:
        about.append([f"key: {head}", said])
    sheet = book.create_sheet("Touchpoints")
    own = [f"key: {below}"] if below else []
    sheet.append(["No.", "Stage", "Touchpoint", *own, *TOLD])
    for number in (1, 2):
        sheet.append([number, "Buy", f"Till {number}", *([said] if own else []), *TOLD.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _keys(model: type[Journey | Touchpoint]) -> list[str]:
    return [*(key for key in model.model_fields if key != "extensions"), "x-own"]


@pytest.mark.parametrize("said", EDITED, ids=lambda said: said[:12])
def test_whatever_stands_in_an_edited_cell_the_workbook_is_read(said: str) -> None:
    books = [
        *(_book(key, "", said) for key in _keys(Journey)),
        *(_book("", key, said) for key in _keys(Touchpoint)),
    ]
    for data in books:
        (draft,) = read_xlsx(Given(data, "a.xlsx")).drafts
        text = write_yaml(draft)
        assert "Till 1" in text
        assert "Till 2" in text


def test_a_lane_that_is_a_name_alone_comes_back(tmp_path: Path) -> None:
    one = written(
        tmp_path,
        "title: Coat\npersonas: [Ann]\nlanes: [Weather]\nstages:\n  - name: Buy\n"
        "    touchpoints:\n      - name: Till\n        lanes: {weather: rain}\n",
    )
    (draft,) = read_xlsx(Given(write_xlsx([one]), "a.xlsx")).drafts
    assert plain(draft.values) == plain(values(one))


def test_what_is_no_value_of_a_map_is_a_text() -> None:
    deep = "[" * 60 + "]" * 60
    assert [read_whole(text) for text in ("NaN", "1e999", deep, "{")] == ["NaN", "1e999", deep, "{"]
    assert read_whole('{"a": [1, "b"]}') == {"a": [1, "b"]}


def test_what_stands_alone_is_a_list_of_one() -> None:
    assert as_built("touchpoint", "channel", "web") == ["web"]
    assert as_built("stage", "pains", ["Queue", {"text": "Rain"}]) == [
        {"text": "Queue"},
        {"text": "Rain"},
    ]
    assert as_built("stage", "pains", [5]) is None
    assert as_built("touchpoint", "lanes", {"weather": "rain"}) == {"weather": ["rain"]}
    assert as_built("touchpoint", "lanes", ["rain"]) is None
    assert as_built("journey", "stages", []) is None
    assert as_built("touchpoint", "cost", {"a": 1}) == {"a": 1}
