"""A page of ours says a journey twice, in its diagram and its table: where they differ, it is told."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.convert.markdown import read
from cjmap.convert.own.tasks import Pair, pair, scale_of
from cjmap.views.written.markdown import write
from tests.views.maps import board_of

MAP: dict[str, Any] = {
    "title": "Buy a coat",
    "personas": ["Laura", "Jorge"],
    "stages": [
        {
            "name": "Look",
            "touchpoints": [
                {"name": "Window", "channel": "store", "emotions": {"laura": 1, "jorge": 2}},
                {"name": "Rack", "channel": "store", "personas": ["laura"], "emotion": -1},
                {"name": "Mirror", "emotions": {"laura": 2, "jorge": -2}},
            ],
        },
        {"name": "Pay", "touchpoints": [{"name": "Till", "channel": "app", "emotion": -0.5}]},
    ],
}
SCALED = {
    **MAP,
    "emotion_scale": [0, 10],
    "stages": [
        {
            "name": "Look",
            "touchpoints": [{"name": "Window", "emotion": 8}, {"name": "Rack", "emotion": 1.5}],
        }
    ],
}


def _of(text: str) -> Draft:
    (draft,) = read(Given(text.encode(), "map.md")).drafts
    return draft


def _told(draft: Draft) -> list[tuple[str, int | None]]:
    notes = ("table of the page", "diagram", "heading of the page")
    return [
        (one.text, one.spot.line)
        for one in draft.remarks
        if one.note is not None and any(word in one.note.render("en") for word in notes)
    ]


def _line(text: str, part: str) -> int:
    return next(at for at, line in enumerate(text.split("\n"), 1) if part in line)


def _edited(old: str, new: str, of: dict[str, Any] = MAP) -> tuple[Draft, str]:
    text = write(board_of(of))
    assert text.count(old) == 1, text
    text = text.replace(old, new)
    return _of(text), text


def test_of_a_page_that_nobody_edited_nothing_is_told() -> None:
    assert _told(_of(write(board_of(MAP)))) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title Buy a coat", "title Sell a coat", "title Sell"),
        ("section Look", "section Search", "section Search"),
        ("        Rack: 2: Laura", "        Shelf: 2: Laura", "Shelf"),
        ("Rack: 2: Laura", "Rack: 5: Laura", "Rack: 5"),
        ("Till: 2.5: Laura, Jorge", "Till: 4: Laura, Jorge", "Till: 4"),
        ("Mirror: 1: Jorge", "Mirror: 4: Jorge", "Mirror: 4"),
    ],
)
def test_what_the_diagram_says_otherwise_is_told_with_its_line(
    old: str, new: str, line: str
) -> None:
    draft, text = _edited(old, new)
    told = dict(_told(draft))
    assert set(told.values()) == {_line(text, line)}
    assert draft.values == _of(write(board_of(MAP))).values
    taken = {one.spot.line for one in draft.remarks if one.fate is Fate.TAKEN}
    assert _line(text, line) not in taken


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("**Rack**", "**Shelf**", ("stages", 0, "touchpoints", 1, "name")),
        ("| Pay | **Till**", "| Settle | **Till**", ("stages", 1, "name")),
        ("# Buy a coat", "# Sell a coat", ("title",)),
        ("🙁 −1", "🙂 +1", ("stages", 0, "touchpoints", 1, "emotion")),
    ],
)
def test_what_the_table_says_otherwise_counts_and_is_told(
    old: str, new: str, path: tuple[Any, ...]
) -> None:
    draft, text = _edited(old, new)
    before: Any = _of(write(board_of(MAP))).values
    after: Any = draft.values
    for key in path:
        before, after = before[key], after[key]
    assert after in ("Shelf", "Settle", "Sell a coat", 1)
    assert before != after
    ((_, line),) = _told(draft)
    assert line is not None and _line(text, "```mermaid") < line < _line(text, "| # |")
    rest: Any = draft.values
    assert [len(stage["touchpoints"]) for stage in rest["stages"]] == [3, 1]
    assert rest["stages"][0]["touchpoints"][1]["channel"] == "store"


def test_what_was_changed_is_told_before_what_no_page_gives_back() -> None:
    draft, _ = _edited("Rack: 2: Laura", "Rack: 5: Laura")
    unread = [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN]
    assert len(unread) > 1
    assert unread[0] == "Rack: 5: Laura"


def test_a_task_that_the_diagram_alone_has_is_a_touchpoint_and_told() -> None:
    draft, text = _edited("section Pay", "    Bag: 5: Laura\n    section Pay")
    stages: Any = draft.values["stages"]
    assert [one["name"] for one in stages[0]["touchpoints"]] == ["Window", "Rack", "Mirror", "Bag"]
    assert stages[0]["touchpoints"][3]["emotion"] == 2
    assert _told(draft) == [("Bag: 5: Laura", _line(text, "Bag"))]


def test_a_stage_that_the_diagram_alone_has_stands_where_it_is_drawn() -> None:
    draft, text = _edited(
        "    section Pay", "    section Try\n        Fit: 4: Jorge\n    section Pay"
    )
    stages: Any = draft.values["stages"]
    assert [one["name"] for one in stages] == ["Look", "Try", "Pay"]
    assert stages[1]["touchpoints"] == [{"name": "Fit", "personas": ["Jorge"], "emotion": 1}]
    assert _told(draft) == [("section Try", _line(text, "section Try"))]


def test_a_row_that_the_table_alone_has_is_a_touchpoint_and_told() -> None:
    text = write(board_of(MAP))
    row = next(line for line in text.split("\n") if "**Rack**" in line)
    more = row.replace("Rack", "Shelf")
    draft = _of(text.replace(row, f"{row}\n{more}"))
    stages: Any = draft.values["stages"]
    names = [one["name"] for one in stages[0]["touchpoints"]]
    assert names == ["Window", "Rack", "Shelf", "Mirror"]
    # That somebody is scored there is all that says who takes part.
    assert stages[0]["touchpoints"][2]["personas"] == ["laura"]
    assert stages[0]["touchpoints"][2]["emotion"] == -1
    assert [text for text, _ in _told(draft)] == ["Shelf"]


def test_a_row_that_is_gone_leaves_what_the_diagram_says() -> None:
    text = write(board_of(MAP))
    kept = "\n".join(line for line in text.split("\n") if "**Rack**" not in line)
    draft = _of(kept)
    stages: Any = draft.values["stages"]
    assert [one["name"] for one in stages[0]["touchpoints"]] == ["Window", "Rack", "Mirror"]
    assert [text for text, _ in _told(draft)] == ["Rack: 2: Laura"]


def test_somebody_more_in_the_diagram_takes_part_and_feels_nothing() -> None:
    draft, _ = _edited("Rack: 2: Laura", "Rack: 2: Laura, Jorge")
    stages: Any = draft.values["stages"]
    rack = stages[0]["touchpoints"][1]
    assert rack["emotions"] == {"laura": -1}
    assert "personas" not in rack or rack["personas"] == ["laura", "jorge"]


def test_the_scale_of_a_page_is_found_and_an_edit_does_not_change_it() -> None:
    whole = _of(write(board_of(SCALED)))
    assert whole.values["emotion_scale"] == [0, 10]
    draft, text = _edited("Window: 4.2", "Window: 2", SCALED)
    assert draft.values == whole.values
    assert _told(draft) == [("Window: 2: Laura, Jorge", _line(text, "Window: 2"))]


def test_scores_that_are_on_no_scale_leave_those_of_the_diagram_and_are_told() -> None:
    text = write(board_of({**SCALED, "emotion_scale": [0, 997]}))
    draft = _of(text)
    assert draft.values["emotion_scale"] == [1, 5]
    unread = [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN]
    assert "Laura: 8" in unread


def test_rows_and_tasks_are_one_by_name_and_then_by_place() -> None:
    assert pair(["a", "x", "c"], ["a", "b", "c"]) == [
        Pair(0, (0,)),
        Pair(1, (1,), True),
        Pair(2, (2,)),
    ]
    assert pair(["a", "c"], ["z", "a", "b", "c", "d"]) == [
        Pair(None, (0,)),
        Pair(0, (1,)),
        Pair(None, (2,)),
        Pair(1, (3,)),
        Pair(None, (4,)),
    ]
    assert pair(["x", "y"], ["b", "b", "c"]) == [Pair(0, (0, 1), True), Pair(1, (2,), True)]
    assert pair(["x"], ["b", "c"]) == [Pair(0, ()), Pair(None, (0,)), Pair(None, (1,))]
    assert pair([], ["b"]) == [Pair(None, (0,))]
    assert pair(["a", "a"], ["a"]) == [Pair(0, (0,)), Pair(1, ())]


def test_the_scale_is_the_one_that_most_scores_are_on() -> None:
    assert scale_of([]) == (-2, 2)
    assert scale_of([(1, 4), (2, 5), (0, 1)]) == (-2, 2)
    assert scale_of([(10, 5), (0, 1)]) == (0, 10)
    assert scale_of([(17, 3)]) is None
