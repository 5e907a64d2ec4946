"""Names over the columns of charts: broken or cut to the room there is, whichever chart it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cjmap.draw.metrics import safe_width
from cjmap.reports.charts import draw_contrast
from cjmap.reports.headings import SIZE, fit_heading
from cjmap.reports.ways import draw_ways
from tests.reports.dom import Node
from tests.reports.maps import facts_of, reading_of, tree_of

LONG = "Otorrinolaringología"
STAGES = (LONG, "Alta", f"{LONG} y traumatología", "Fin")


def journey(language: str, **more: Any) -> dict[str, Any]:
    touchpoints = ({"name": f"T{n}", "emotion": n % 3 - 1} for n in range(9))
    stages = [{"name": name, "touchpoints": [next(touchpoints)]} for name in STAGES]
    stages[1]["touchpoints"] = [*stages[1]["touchpoints"], *touchpoints]
    return {"title": "Map", "language": language, "personas": ["Ana"], "stages": stages, **more}


@pytest.mark.parametrize("name", ["Alta", LONG, "", f"{LONG} y traumatología"])
@pytest.mark.parametrize("room", [20.0, 46.0, 300.0])
@pytest.mark.parametrize("most", [1, 3])
def test_no_line_is_wider_than_its_room(name: str, room: float, most: int) -> None:
    heading = fit_heading(name, room, most)
    assert len(heading.lines) <= most
    assert all(safe_width(line, SIZE, bold=True) <= room for line in heading.lines)
    said = "".join(heading.lines).replace("-", "").replace(" ", "")
    assert heading.cut == (said != name.replace(" ", ""))


def test_a_name_is_broken_over_its_stage_in_the_ways(tmp_path: Path) -> None:
    view = draw_ways(reading_of(journey("es"), tmp_path).board)
    assert view is not None
    by_name = {column.heading.name: column for column in view.columns}
    assert by_name["Alta"].heading.lines == ("Alta",)
    assert len(by_name[LONG].heading.lines) > 1
    for column in view.columns:
        assert all(
            safe_width(line, SIZE, bold=True) <= float(column.width)
            for line in column.heading.lines
        )
    short = draw_ways(reading_of({**journey("es"), "stages": [
        {"name": "Alta", "touchpoints": ["A", "B"]}]}, tmp_path / "short").board)  # fmt: skip
    assert short is not None
    assert float(view.base) > float(short.base)


@pytest.mark.parametrize("language", ["es", "ar"])
def test_names_stand_apart_over_both_curves(language: str, tmp_path: Path) -> None:
    before = journey(language)
    facts_of(before, tmp_path, "before")
    now = journey(language, links=[{"to": "before.journey.yaml", "rel": "baseline"}])
    view = draw_contrast(reading_of(now, tmp_path).board)
    assert view is not None
    assert [one.heading.name for one in view.stages] == list(STAGES)
    side = -1 if language == "ar" else 1
    places = [side * float(one.text) for one in view.stages]
    assert places == sorted(places)
    assert float(view.stages[0].x) == (float(view.width) if language == "ar" else 0)
    ends = [
        place + safe_width("".join(one.heading.lines), SIZE, bold=True)
        for place, one in zip(places, view.stages, strict=True)
    ]
    assert all(end <= begin for end, (_, begin) in zip(ends, pairwise(places), strict=False))
    drawn = tree_of(now, tmp_path).one("section", id="change").one("svg", "both")
    said = [text.one("title").children[0] for text in drawn.all("text") if text.all("title")]
    shown = [LONG, f"{LONG} y traumatología"]
    assert [str(each).strip("\u2066\u2067\u2068\u2069") for each in said] == shown


def signs_of(page: Node) -> list[str]:
    return [item.text for signs in page.all("ul", "mapsigns") for item in signs.all("li")]


def test_only_signs_that_the_map_has_are_explained(tmp_path: Path) -> None:
    bare = {"title": "M", "language": "en", "personas": ["Ana"], "stages": [
        {"name": "S", "owner": "Me", "touchpoints": [
            {"name": "T", "pains": [{"text": "Slow", "severity": 3}]}]}]}  # fmt: skip
    page = tree_of(bare, tmp_path)
    assert any("how grave a pain is" in text for text in signs_of(page))
    assert not any("rests on assumptions" in text for text in signs_of(page))
    assert "never passes a score" not in page.one("footer").text
    guessed = {**bare, "evidence": [{"id": "guess", "title": "Guess", "type": "assumption"}]}
    guessed["stages"][0]["touchpoints"][0]["pains"] = [{"text": "Slow", "evidence": "guess"}]  # type: ignore[index]
    page = tree_of(guessed, tmp_path / "guessed")
    assert any("rests on assumptions" in text for text in signs_of(page))
    assert not any("how grave a pain is" in text for text in signs_of(page))
    felt = {**bare, "stages": [{"name": "S", "touchpoints": [{"name": "T", "emotion": 1}]}]}
    page = tree_of(felt, tmp_path / "felt")
    assert "never passes a score" in page.one("footer").text
