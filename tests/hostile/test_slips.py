"""What people write that YAML or the format reads otherwise: wherever it stands, it is told once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cjmap
from cjmap.findings import Finding
from tests.hostile.slips import OTHER, PICTURE, Place, places

PLACES = list(places())
# What no place can mean: it must be told.
LOST = (
    "#mobile",
    '"x" y',
    "[x] y",
    "{x}, y",
    "@x",
    "*x",
    "!x",
    "`x",
    "%x",
)
# What some place may mean, and others not.
MEANT = (
    "Slow: nobody answers",
    "54%",
    "1,5",
    "40 minutos",
    "5/11/2026",
    "🎉",
    "•x",
    "&x y",
    "[urgent]",
    "{urgent: yes}",
)
# Whose bounds the map sets, or the type of a metric.
SCALED = ("emotion", "ann", "score", "value", "target", "before", "after")
NO_NUMBER = ("5/11/2026",)
# Help that names a key, or the only version there is, whatever was written.
FIXED = ("CJ011", "CJ018")
# A text, a list, a day.
_NO_NUMBER = re.compile(r"[\"\[]|\d{4}-\d{2}-\d{2}$")
# What is to be written as it stands, and no example.
_MENDED = re.compile(r"(?<!such as )`(?P<key>\w+): (?P<value>[^`]+)`")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / OTHER).write_text("title: T\npersonas: [A]\nstages: [{name: S}]\n", "utf-8")
    (tmp_path / PICTURE).write_bytes(b"\xff\xd8\xff\xe0")
    return tmp_path


def told(folder: Path, place: Place, value: str) -> list[Finding]:
    """What is found wrong with a value; each has a help, and stands where the value does."""
    file = folder / "a.journey.yaml"
    text, line = place.write(value)
    file.write_text(text, encoding="utf-8")
    found = list(cjmap.validate(file).findings)
    lines = range(line, line + value.count("\n") + 1)
    for finding in found:
        assert finding.code.startswith(("CJ0", "CJ1")), (str(place), finding)
        assert finding.help and str(finding.help).strip(), (str(place), finding)
        assert finding.span is not None and finding.span.start.line in lines, (str(place), finding)
    return found


def test_every_model_is_walked() -> None:
    keys = {str(place) for place in PLACES}
    assert len(keys) == len(PLACES) > 200
    assert {"title", "stages.[].touchpoints.[].next.[].share", "data.periods.ann.[]"} <= keys


@pytest.mark.parametrize("value", LOST)
def test_what_is_lost_is_told_once(value: str, folder: Path) -> None:
    assert {str(place): 1 for place in PLACES} == {
        str(place): len(told(folder, place, value)) for place in PLACES
    }


def test_of_two_lines_that_are_lost_each_is_told_once(folder: Path) -> None:
    for place in PLACES:
        lines = [one.span.start.line for one in told(folder, place, "- x\\n y: z") if one.span]
        assert lines, str(place)
        assert len(lines) == len(set(lines)), str(place)


@pytest.mark.parametrize("value", MEANT)
def test_one_mistake_is_one_finding(value: str, folder: Path) -> None:
    many = {str(place): found for place in PLACES if len(found := told(folder, place, value)) > 1}
    assert many == {}


@pytest.mark.parametrize("value", ["Slow: nobody answers", "[urgent]", "{urgent: yes}"])
def test_a_list_or_keys_are_told_where_one_value_is_due(value: str, folder: Path) -> None:
    single = [place for place in PLACES if place.takes == {"scalar"}]
    assert len(single) > 80
    silent = [str(place) for place in single if not told(folder, place, value)]
    assert silent == []


@pytest.mark.parametrize("value", ["1,5", "40 minutos", "54%", "5/11/2026", "1.234,5", "3 of 5"])
def test_the_number_that_a_help_offers_is_taken(value: str, folder: Path) -> None:
    """Who does as the help says hears no more of it, but where the map has a scale of its own."""
    offered = set()
    for place in PLACES:
        for finding in told(folder, place, value):
            mended = _MENDED.search(str(finding.help))
            if mended is None or mended["key"] != place.path[-1] or finding.code in FIXED:
                continue
            offered.add(mended["value"])
            again = {one.code for one in told(folder, place, mended["value"])}
            assert again <= ({"CJ013"} if place.path[-1] in SCALED else set()), str(place)
    numbers = [text for text in offered if not _NO_NUMBER.match(text)]
    assert bool(numbers) is (value not in NO_NUMBER)
