"""Tables that tell of several people: lines with a name, tables beside each other, names within cells."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.convert.drafts import Fate
from tests.convert.tables import drawn, fates, only, read, stages_of, untold

LINES = """
Stage | Touchpoint | Channel | Emotion | Pain points
Laura | | | |
Look | Window | Store | 2 | Dark
Pay | Till | Store | 1 | Queue
Jorge | | | |
Look | App | Phone | -1 | Slow
Pay | Checkout | Phone | -2 | Errors
"""
BLOCKS = """
Laura | | | |
Stage | Touchpoint | Channel | Emotion | Pain points
Look | Window | Store | 2 | Dark
Pay | Till | Store | 1 | Queue
 | | | |
Jorge | | | |
Stage | Touchpoint | Channel | Emotion | Pain points
Look | App | Phone | -1 | Slow
Pay | Checkout | Phone | -2 | Errors
"""
BESIDE = """
Laura | | | | | | Jorge | | | |
Stage | Touchpoint | Channel | Emotion | Pain points | | Stage | Touchpoint | Channel | Emotion | Pain points
Look | Window | Store | 2 | Dark | | Look | App | Phone | -1 | Slow
Pay | Till | Store | 1 | Queue | | Pay | Checkout | Phone | -2 | Errors
"""
GRID = """
 | Laura | | Jorge |
Stage | Look | Pay | Look | Pay
Touchpoints | Window | Till | App | Checkout
Emotion | 2 | 1 | -1 | -2
Pain points | Dark | Queue | Slow | Errors
"""
GRIDS = """
Laura | |
Stage | Look | Pay
Touchpoints | Window | Till
Emotion | 2 | 1
Pain points | Dark | Queue
 | |
Jorge | |
Stage | Look | Pay
Touchpoints | App | Checkout
Emotion | -1 | -2
Pain points | Slow | Errors
"""
GRID_LINES = """
 | Look | Pay
Laura | |
Touchpoints | Window | Till
Emotion | 2 | 1
Pain points | Dark | Queue
Jorge | |
Touchpoints | App | Checkout
Emotion | -1 | -2
Pain points | Slow | Errors
"""
GRID_OUTER = """
 | | Look | Pay
Laura | | |
 | Touchpoints | Window | Till
 | Emotion | 2 | 1
 | Pain points | Dark | Queue
Jorge | | |
 | Touchpoints | App | Checkout
 | Emotion | -1 | -2
 | Pain points | Slow | Errors
"""
WHO = {"Window": "laura", "Till": "laura", "App": "jorge", "Checkout": "jorge"}
FELT = {"laura": [2, 1], "jorge": [-1, -2]}
PAINS = {"Dark": "laura", "Queue": "laura", "Slow": "jorge", "Errors": "jorge"}


def _felt(stage: Any) -> dict[str, Any]:
    found = dict(stage.get("emotions") or {})
    for one in stage["touchpoints"]:
        found.update(one.get("emotions") or {})
    return found


@pytest.mark.parametrize("named", ["Laura", "Persona: Laura"])
@pytest.mark.parametrize("text", [LINES, BLOCKS, BESIDE, GRID, GRIDS, GRID_LINES, GRID_OUTER])
def test_what_stands_below_a_name_is_of_that_person(text: str, named: str) -> None:
    text = text.replace("Laura", named)
    if ":" in named:
        text = text.replace("Jorge", "Persona: Jorge")
    table = drawn(text)
    draft = only(table)
    assert draft.values["personas"] == ["Laura", "Jorge"]
    stages = stages_of(draft)
    assert list(stages) == ["Look", "Pay"]
    for at, stage in enumerate(stages.values()):
        for one in stage["touchpoints"]:
            assert one["personas"] == [WHO[one["name"]]]
        assert _felt(stage) == {who: scores[at] for who, scores in FELT.items()}
        places = [stage, *stage["touchpoints"]]
        pains = [pain for place in places for pain in place.get("pains") or ()]
        assert {pain["text"]: pain["personas"] for pain in pains} == {
            said: [who] for said, who in PAINS.items() if said in str(pains)
        }
        assert len(pains) == 2
    assert fates(draft, Fate.UNKNOWN) == fates(draft, Fate.KEPT) == []
    assert untold(table, read(table)) == set()
    assert "joined" not in str([one.note for one in draft.remarks])


def test_lines_that_part_other_stages_are_stages_as_before() -> None:
    draft = only(drawn("Stage | Touchpoint\nBefore |\nLook | Ad\nAfter |\nPay | Till"))
    assert list(stages_of(draft)) == ["Before", "Look", "After", "Pay"]
    assert draft.values["personas"] == []


def test_empty_lanes_of_a_grid_are_no_people() -> None:
    draft = only(drawn(" | Look | Pay\nGains | |\nEmotion | 2 | 1\nPains | |\nChannel | a | b"))
    assert draft.values["personas"] == []
    draft = only(drawn(" | Look | Pay\nBefore | |\nEmotion | 2 | 1\nAfter | |\nPains | a | b"))
    assert draft.values["personas"] == []


SIDE_BY_SIDE = """
 | | Ana | | Bo |
Stage | Touchpoint | Emotion | Thinks | Emotion | Thinks
Find | Ad | 1 | Nice | -1 | Bad
 | Site | 2 | | 0 | Slow
Buy | Shop | -2 | Dear | 1 |
"""


@pytest.mark.parametrize("above", [" | | Ana | | Bo |", " | | Ana | Ana | Bo | Bo"])
@pytest.mark.parametrize("heads", ["Emotion | Thinks", "Thinks | Emotion"])
def test_names_above_the_same_heads_are_of_people_also_unmerged(above: str, heads: str) -> None:
    text = SIDE_BY_SIDE.replace(" | | Ana | | Bo |", above)
    if heads != "Emotion | Thinks":
        text = text.replace("Emotion | Thinks\n", f"{heads}\n")
        text = text.replace("-1 | Bad", "Bad | -1").replace("0 | Slow", "Slow | 0")
        text = text.replace("Dear | 1 |", "Dear | | 1")
    table = drawn(text)
    draft = only(table)
    assert draft.values["personas"] == ["Ana", "Bo"]
    found = {
        one["name"]: (one["emotions"], {said["text"]: said["persona"] for said in one["thoughts"]})
        for stage in stages_of(draft).values()
        for one in stage["touchpoints"]
    }
    assert found == {
        "Ad": ({"ana": 1, "bo": -1}, {"Nice": "ana", "Bad": "bo"}),
        "Site": ({"ana": 2, "bo": 0}, {"Slow": "bo"}),
        "Shop": ({"ana": -2, "bo": 1}, {"Dear": "ana"}),
    }
    assert fates(draft, Fate.UNKNOWN) == fates(draft, Fate.KEPT) == []
    assert untold(table, read(table)) == set()


def test_rules_of_dashes_above_heads_name_nobody() -> None:
    table = drawn("--- | ---\nStage | Touchpoint\nLook | Window")
    draft = only(table)
    assert list(stages_of(draft)) == ["Look"]
    assert draft.values["personas"] == []


def test_one_touchpoint_of_two_people_is_one() -> None:
    text = LINES.replace("App", "Window")
    first = stages_of(only(drawn(text)))["Look"]["touchpoints"]
    assert [one["name"] for one in first] == ["Window"]
    assert first[0]["personas"] == ["laura", "jorge"]
    assert first[0]["emotions"] == {"laura": 2, "jorge": -1}


def test_tables_beside_each_other_without_names_are_one_journey() -> None:
    head, first, second = (
        "Stage | Touchpoint | Emotion | Stage | Touchpoint | Emotion",
        "Look | Window | 2 | Look | App | -1",
        "Pay | Till | 1 | Pay | Checkout | -2",
    )
    table = drawn(f"{head}\n{first}\n{second}")
    draft = only(table)
    stages = stages_of(draft)
    assert [[one["name"] for one in stage["touchpoints"]] for stage in stages.values()] == [
        ["Window", "App"],
        ["Till", "Checkout"],
    ]
    assert untold(table, read(table)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Stage | Touchpoint\nLook | Window\nPay | Till\nLook | Mirror",
        "Stage | Look | Pay | Look\nTouchpoints | Window | Till | Mirror\nPain points | a | b | c",
    ],
)
def test_that_a_stage_comes_again_is_said_once(text: str) -> None:
    draft = only(drawn(text))
    assert list(stages_of(draft)) == ["Look", "Pay"]
    notes = [one for one in draft.remarks if one.note and "stood before" in one.note.render("en")]
    assert [(one.text, one.fate) for one in notes] == [("Look", Fate.TAKEN)]


_SAID = "Stage | Touchpoint | Persona | {head}\nLook | Window | Tom, Ann | {said}"


def _said(head: str, said: str) -> Any:
    (one,) = stages_of(only(drawn(_SAID.format(head=head, said=said))))["Look"]["touchpoints"]
    return one


@pytest.mark.parametrize(
    "said", ['Tom (4): "So nice"/nAnn (2): “Meh”', "Tom (4): „So nice“; Ann (2) – Meh"]
)
@pytest.mark.parametrize("head", ["Emotion", "Quotes", "Thoughts"])
def test_who_says_what_in_a_cell_is_of_that_person(head: str, said: str) -> None:
    one = _said(head, said)
    key = "thoughts" if head == "Thoughts" else "quote"
    quotes = one.get(key)
    quotes = quotes if isinstance(quotes, list) else [quotes]
    assert {"text": "So nice", "persona": "tom"} in quotes
    felt = {who: f["score"] if isinstance(f, dict) else f for who, f in one["emotions"].items()}
    assert felt == {"tom": 4, "ann": 2}


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("Tom: 4/nAnn: 2", {"tom": 4, "ann": 2}),
        ("Tom: happy; Ann: sad", {"tom": "happy", "ann": "sad"}),
        ("Tom (5)/nAnn (1)", {"tom": 5, "ann": 1}),
        ("Tom (4): happy", {"tom": {"score": 4, "label": "happy"}}),
        ("Tom: 🙂", {"tom": "🙂"}),
    ],
)
def test_feelings_by_name_are_of_each(said: str, felt: dict[str, Any]) -> None:
    assert _said("Emotion", said)["emotions"] == felt


@pytest.mark.parametrize("said", ['Eva (4): "So nice"', 'Tom (4): "So nice"; and more', "So: nice"])
def test_what_names_nobody_who_is_known_stays_a_text(said: str) -> None:
    one = _said("Quotes", said)
    assert "emotions" not in one
    assert "persona" not in str(one["quote"])


def test_a_persona_is_known_in_whatever_column_her_name_stands() -> None:
    text = "Stage | Touchpoint | Quotes | Persona\nLook | Window | Tom: “Nice” | Tom"
    (one,) = stages_of(only(drawn(text)))["Look"]["touchpoints"]
    assert one["quote"] == {"text": "Nice", "persona": "tom"}
