"""What people type into a page of ours is read or told: parts taken out, sections added, scores by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cjmap.convert.drafts import Draft, Fate, Given, Reading
from cjmap.convert.markdown import read
from cjmap.model.journey import Journey
from cjmap.text.slugs import slug
from cjmap.views.written.markdown import write
from tests.views.maps import board_of

MAP: dict[str, Any] = {
    "title": "Rent a bike",
    "owner": "Mobility",
    "personas": ["Ana", "Bo", "Cy"],
    "stages": [
        {
            "name": "Find",
            "touchpoints": [
                {"name": "App", "channel": "app", "emotions": {"ana": 1, "bo": -1, "cy": 0}},
                {"name": "Sign", "channel": "poster", "personas": ["bo"], "emotion": -1},
            ],
            "pains": [{"text": "The map is old", "severity": 4, "owner": "IT"}],
            "opportunities": [{"text": "Renew it", "status": "planned", "owner": "IT"}],
            "metrics": [{"type": "visits", "value": 1200}],
        },
        {
            "name": "Ride",
            "touchpoints": [{"name": "Lock", "personas": ["ana", "bo"], "emotion": 2}],
            "gains": ["Quick"],
        },
    ],
}
# The same on a scale from 0 to 10.
SCALED: dict[str, Any] = {
    **MAP,
    "emotion_scale": [0, 10],
    "stages": [
        {
            "name": "Find",
            "touchpoints": [
                {"name": "App", "emotions": {"ana": 9, "bo": 2.5}},
                {"name": "Sign", "personas": ["bo"], "emotion": 5},
            ],
            "pains": ["Far"],
        }
    ],
}


def _read(text: str) -> Reading:
    return read(Given(text.encode(), "map.md"))


def _of(text: str) -> Draft:
    (draft,) = _read(text).drafts
    return draft


def _page(**more: Any) -> str:
    return write(board_of({**MAP, **more}))


def _without(text: str, *, table: bool) -> str:
    """The page without the table, or without the diagram, of its journey."""
    lines = text.split("\n")
    begin = next(at for at, one in enumerate(lines) if one.startswith("| #" if table else "```m"))
    end = next(at for at in range(begin + 1, len(lines)) if lines[at] == ("" if table else "```"))
    return "\n".join(lines[:begin] + lines[end + 1 :])


def _meaning(draft: Draft) -> Any:
    """A map by what it means: people by their ids, whoever refers to them and however."""

    def plain(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: plain(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return sorted(map(slug, value)) if key == "personas" else [plain(one) for one in value]
        return value

    return plain(draft.values)


@pytest.mark.parametrize("code", ["en", "es", "de", "ja", "ar"])
@pytest.mark.parametrize("of", [MAP, SCALED], ids=["usual", "scaled"])
def test_a_page_without_its_diagram_says_the_same(code: str, of: dict[str, Any]) -> None:
    text = write(board_of({**of, "language": code}))
    draft = _of(_without(text, table=False))
    assert _meaning(draft) == _meaning(_of(text))
    assert not [one for one in draft.remarks if one.fate is Fate.MISSING]


@pytest.mark.parametrize("code", ["en", "es", "de", "ja", "ar"])
@pytest.mark.parametrize("of", [MAP, SCALED], ids=["usual", "scaled"])
def test_a_page_without_its_table_says_what_the_diagram_does(code: str, of: dict[str, Any]) -> None:
    text = write(board_of({**of, "language": code}))
    draft = _of(_without(text, table=True))
    whole = _meaning(_of(text))
    for stage in whole["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint.pop("channel", None)
    found = _meaning(draft)
    assert found == whole
    assert not [one for one in draft.remarks if one.fate is Fate.MISSING]


def test_a_page_of_somebody_else_is_none_of_ours() -> None:
    page = "# A\n\n## Journey\n\n| # | Stage | Touchpoint | Channels | Emotion |\n|-|-|-|-|-|\n"
    draft = _of(f"{page}| 1 | Find | App | app | 3 |\n")
    assert draft.values["personas"] == []


WORD = "Zanzibar"
PIECES = {
    "words": f"Talk to {WORD}.",
    "list": f"1. Also\n   - {WORD}",
    "quote": f"> {WORD}",
    "table": f"| A | B |\n| --- | --- |\n| {WORD} | c |",
    "code": f"```python\n{WORD}\n```",
    "diagram": f"```mermaid\njourney\n    section {WORD}\n        Go: 3: Ana\n```",
    "section": f"## Notes\n\n{WORD}",
    "heading": f"## {WORD}",
}


def _places(text: str) -> Iterator[int]:
    """Before which lines of a page a piece can stand by itself: below each heading, and at the end."""
    lines = text.split("\n")
    yield from (at + 1 for at, line in enumerate(lines) if line.startswith("#"))
    yield len(lines)


@pytest.mark.parametrize("piece", PIECES.values(), ids=list(PIECES))
def test_what_is_added_anywhere_stands_in_the_map_or_is_told_with_its_line(piece: str) -> None:
    text = _page()
    for at in _places(text):
        lines = text.split("\n")
        edited = "\n".join([*lines[:at], "", piece, "", *lines[at:]])
        reading = _read(edited)
        told = [
            one.spot.line
            for one in (*reading.remarks, *(one for each in reading.drafts for one in each.remarks))
            if WORD in one.text
        ]
        line = next(at for at, one in enumerate(edited.split("\n"), 1) if WORD in one)
        assert any(WORD in str(draft.values) for draft in reading.drafts) or told, (at, piece)
        # Of a block of code its first line is told.
        assert all(one is not None and line - 3 <= one <= line for one in told)


@pytest.mark.parametrize("lane", ["Pains", "Opportunities", "Metrics"])
def test_a_column_more_is_told_and_one_less_is_no_matter(lane: str) -> None:
    lines = _page().split("\n")
    at = lines.index(f"## {lane}") + 2
    more = [
        f"{line} {said} |" for line, said in zip(lines[at : at + 3], ("", "---", WORD), strict=True)
    ]
    reading = _read("\n".join([*lines[:at], *more, *lines[at + 3 :]]))
    assert [one.text for one in reading.drafts[0].remarks if WORD in one.text] == [WORD]
    less = ["|".join(line.split("|")[:-2]) + "|" for line in lines[at : at + 3]]
    whole: Any = _of("\n".join(lines)).values
    found: Any = _of("\n".join([*lines[:at], *less, *lines[at + 3 :]])).values
    for values in (whole, found):
        for one in values["stages"][0][lane.lower()]:
            one.pop("owner", None) if isinstance(one, dict) else None
    assert [
        one["text"] if isinstance(one, dict) and set(one) == {"text"} else one
        for one in whole["stages"][0][lane.lower()]
    ] == found["stages"][0][lane.lower()]


@pytest.mark.parametrize(
    ("typed", "severity"),
    [
        *(("5", 5), ("4/5", 4), ("high", "high"), ("●●○○○", 2), ("●●●", 3)),
        *(("●●●●●●", None), ("9", None), ("0", None), ("○○○○○", None), ("awful ●●", None)),
    ],
)
def test_how_severe_a_pain_is_may_be_typed(typed: str, severity: object) -> None:
    draft = _of(_page().replace("●●●●○", typed))
    stages: Any = draft.values["stages"]
    assert stages[0]["pains"][0].get("severity") == severity
    told = [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN and one.text == typed]
    assert told == ([] if severity else [typed])
    Journey.model_validate(draft.values)


@pytest.mark.parametrize("of", [MAP, SCALED], ids=["usual", "scaled"])
@pytest.mark.parametrize(
    ("typed", "usual", "scaled"),
    [
        *(("😄", 2, 10), ("positive", 1, 7.5), ("🙂 +1,5", 1.5, 1.5), ("1.5", 1.5, 1.5)),
        *(("☹️", -1, 2.5), ("5/5", 2, 10), ("٢", 2, 2)),
        *(("97", None, None), ("-11", None, None), ("wet", None, None), ("2-3", None, None)),
    ],
)
def test_scores_may_be_typed(typed: str, usual: object, scaled: object, of: dict[str, Any]) -> None:
    text = write(board_of(of))
    old = next(line for line in text.split("\n") if "**App**" in line)
    cells = old.split("|")
    cells[5] = f" {typed} "
    for page in (text, _without(text, table=False)):
        draft = _of(page.replace(old, "|".join(cells)))
        stages: Any = draft.values["stages"]
        app = stages[0]["touchpoints"][0]
        ana = app["emotions"].get("ana") if "emotions" in app else app.get("emotion")
        assert ana == (scaled if of is SCALED else usual)
        line = next(at for at, one in enumerate(page.split("\n"), 1) if "**App**" in one)
        told = [
            one.spot.line for one in draft.remarks if one.fate is Fate.UNKNOWN and one.text == typed
        ]
        assert told == ([line] if ana is None else [])
        Journey.model_validate(draft.values)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("- Ride: Quick", "- Quick", "gains"),
        ("| Find | The map is old", "|  | The map is old", "pains"),
        ("| Find | Renew it", "|  | Renew it", "opportunities"),
        ("| Find | Visits", "|  | Visits", "metrics"),
    ],
)
def test_what_stands_at_no_stage_is_the_whole_journeys_and_told(
    old: str, new: str, key: str
) -> None:
    text = _page()
    assert old in text
    draft = _of(text.replace(old, new))
    values: Any = draft.values
    assert len(values[key]) == 1
    assert [stage["name"] for stage in values["stages"]] == ["Find", "Ride"]
    told = [one for one in draft.remarks if one.note and "No stage" in one.note.render("en")]
    assert [one.path[:1] for one in told] in ([()], [(key,)])
    Journey.model_validate(values)


@pytest.mark.parametrize("column", [2, 3])
def test_a_row_without_a_name_is_told_and_without_a_stage_goes_on(column: int) -> None:
    text = _page()
    old = next(line for line in text.split("\n") if "**Sign**" in line)
    cells = old.split("|")
    cells[column] = "  "
    draft = _of(text.replace(old, "|".join(cells)))
    stages: Any = draft.values["stages"]
    assert [stage["name"] for stage in stages] == ["Find", "Ride"]
    told = [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN]
    assert ("poster" in told) == (column == 3)
    assert len(stages[0]["touchpoints"]) == 2


@pytest.mark.parametrize("line", ["        App: 3: Cy\n", "        Sign: 2: Bo\n"])
def test_a_line_that_the_diagram_has_no_more_changes_no_touchpoint(line: str) -> None:
    text = _page()
    assert line in text
    assert _meaning(_of(text.replace(line, ""))) == _meaning(_of(text))


def test_the_front_matter_of_a_page_of_ours_is_the_head_of_its_map() -> None:
    draft = _of(f"---\nowner: Bob\nx-team: Blue\n---\n{_page()}")
    assert (draft.values["owner"], draft.values["x-team"]) == ("Bob", "Blue")
