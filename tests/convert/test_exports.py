"""What hosted tools let people download becomes maps; the files are made by the form that it has."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import openpyxl
import pytest

from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.convert.forms import form_of
from cjmap.convert.writing import write_yaml
from cjmap.findings.source import Source
from cjmap.text.reading import read
from tests.convert.tables import stages_of

# Stages across, sections down; the persona above.
UXPRESSIA: Final = """\
Customer journey map,Buying an e-bike
Persona,Sophie Martin
,
Stages,Awareness,Consideration,Purchase
User goals,Understand e-bikes,Find the right model,Pay without worries
Process,See a colleague's bike,"Read reviews
Visit a shop",Order online
Channels,Street,Website,Website
Experience,0,1,-1
Problems,,Too many models,Delivery takes 3 weeks
Ideas / Opportunities,Test rides,Model finder,Show the date
Thoughts,Could I do this?,Which one fits me?,Will it arrive?
KPIs,Reach: 12000,Conversion: 2.4%,Conversion: 1.1%
Storyboard,,,
Personas interactions,,Sophie asks Marc,
"""
# A row a note, with the section that it lies in.
FIGJAM: Final = """\
Section,Text,Author
Pain points,Queue at the desk,Ana
Pain points,Form on paper,Ben
Ideas,Tablet at the desk,Ana
Touchpoints,Front desk,Ben
"""
# A row a note, with its frame and its tags.
MIRO_NOTES: Final = """\
Frame,Sticky note,Tags
Arrival,Front desk,Touchpoint
Arrival,Queue at the desk,Pain
Treatment / Feelings,Nervous,
Treatment / Pains,Loud drill,urgent
"""
# The notes of each frame below its name.
MIRO_FRAMES: Final = """\
Touchpoints
Front desk
Phone

Pain points
Queue at the desk
"Form
on paper"
"""


def _smaply() -> bytes:
    """Stages over their steps, lanes down, and a sheet of personas."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Journey map"
    for row in (
        ["Dentist visit"],
        ["Personas", "Paula, Tom"],
        ["Stages", "Before", None, "At the practice"],
        ["Steps", "Search a dentist", "Call", "Check in"],
        ["Emotional journey (-2 – 2)", 0, -1, -1],
        ["Emotional journey: Tom", 1, 0, -2],
        ["Channels", "Website", "Phone", "Front desk"],
        ["Pain points", None, "Nobody answers", "Form on paper"],
        ["Opportunities", None, "Online booking", "Tablet"],
        ["Backstage", None, "Calendar is checked", "File is created"],
        ["Dramatic arc", 1, 2, 2],
    ):
        sheet.append(row)
    sheet.merge_cells("B3:C3")
    people = book.create_sheet("Personas")
    for row in (["Name", "Age", "Quote"], ["Paula", 34, "I hate waiting"], ["Tom", 9, "Ouch"]):
        people.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


EXPORTS: Final[dict[str, Callable[[], bytes]]] = {
    "uxpressia.csv": UXPRESSIA.encode,
    "figjam.csv": FIGJAM.encode,
    "miro-notes.csv": MIRO_NOTES.encode,
    "miro-frames.csv": MIRO_FRAMES.encode,
    "smaply.xlsx": _smaply,
}


def _brought(name: str) -> Draft:
    given = Given(EXPORTS[name](), name)
    reading = form_of(given.data, name).read(given)
    assert not reading.remarks
    (draft,) = reading.drafts
    return draft


@pytest.mark.parametrize("name", EXPORTS)
def test_every_cell_is_in_the_map_and_most_of_them_under_keys_of_the_format(name: str) -> None:
    draft = _brought(name)
    fates: dict[tuple[str, str], Fate] = {}
    for one in draft.remarks:
        if one.fate is not Fate.MISSING:
            fates.setdefault((one.spot.sheet, one.spot.cell), one.fate)
    assert Fate.UNKNOWN not in fates.values()
    if name == "figjam.csv":
        # Whoever wrote a note has no key in the format.
        fates = {place: fate for place, fate in fates.items() if place[1][0] != "C"}
    taken = sum(fate is Fate.TAKEN for fate in fates.values())
    assert taken >= 0.9 * len(fates)
    assert not read(Source("", write_yaml(draft))).problems


def test_sections_of_a_map_are_its_lanes() -> None:
    draft = _brought("uxpressia.csv")
    assert (draft.values["title"], draft.values["personas"]) == (
        "Buying an e-bike",
        ["Sophie Martin"],
    )
    assert stages_of(draft)["Purchase"] == {
        "goal": "Pay without worries",
        "thoughts": ["Will it arrive?"],
        "emotion": -1,
        "pains": ["Delivery takes 3 weeks"],
        "opportunities": ["Show the date"],
        "metrics": [{"type": "conversion", "value": 1.1}],
        "touchpoints": [{"name": "Order online", "channel": "Website"}],
    }


def test_steps_below_stages_are_touchpoints_with_the_feelings_of_each_persona() -> None:
    draft = _brought("smaply.xlsx")
    assert draft.values["personas"] == [
        {"name": "Paula", "age": "34", "quote": "I hate waiting"},
        {"name": "Tom", "age": "9", "quote": "Ouch"},
    ]
    assert stages_of(draft)["Before"]["touchpoints"][1] == {
        "name": "Call",
        "channel": "Phone",
        "emotion": -1,
        "emotions": {"tom": 0},
        "pains": ["Nobody answers"],
        "opportunities": ["Online booking"],
        "backstage": ["Calendar is checked"],
        "lanes": {"dramatic-arc": ["2"]},
    }


def test_frames_that_are_called_as_lanes_hold_what_stands_in_these() -> None:
    for name in ("figjam.csv", "miro-frames.csv"):
        draft = _brought(name)
        (stage,) = stages_of(draft).values()
        assert stage["touchpoints"][0]["name"] == "Front desk"
        pains = [one if isinstance(one, str) else one["text"] for one in stage["pains"]]
        assert pains == ["Queue at the desk", "Form on paper"]
        # Nobody says which stage that is: the map asks.
        asked = [one.path for one in draft.remarks if one.fate is Fate.MISSING]
        assert ("stages", 0, "name") in asked


def test_frames_are_stages_where_something_else_names_the_lane() -> None:
    assert stages_of(_brought("miro-notes.csv")) == {
        "Arrival": {"touchpoints": [{"name": "Front desk"}], "pains": ["Queue at the desk"]},
        "Treatment": {"emotion": "Nervous", "pains": [{"text": "Loud drill", "x-tags": "urgent"}]},
    }


def test_what_is_said_of_notes_that_are_in_no_lane_is_kept_beside_them() -> None:
    text = (
        "Type,Text,Color,Author,Section\nSticky,Looks for a coat,Yellow,Ann,Search\n"
        "Sticky,No sizes,Pink,Ben,Search\nShape,Pays,Yellow,Ann,Buy\n"
    )
    data = text.encode()
    (draft,) = form_of(data, "figjam.csv").read(Given(data, "figjam.csv")).drafts
    assert draft.values["lanes"] == ["Notes"]
    assert stages_of(draft)["Search"] == {
        "lanes": {"notes": ["Looks for a coat", "No sizes"]},
        "x-type": ["Sticky", "Sticky"],
        "x-color": ["Yellow", "Pink"],
        "x-author": ["Ann", "Ben"],
    }
    kept = [one for one in draft.remarks if one.text == "Ben"]
    assert [(one.fate, one.path) for one in kept] == [(Fate.KEPT, ("stages", 0, "x-author", 1))]
