"""What is told to be lost on the way out is lost, and all else comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from cjmap.convert.conversion import Workbench
from cjmap.convert.drafts import Given
from cjmap.convert.forms import FORMS
from cjmap.convert.losses import Losses, Lost, tell_losses
from cjmap.findings import Path as Place
from cjmap.findings.usage import NothingToDraw
from cjmap.project import Project
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing
from tests.convert.test_sheets import JOURNEY, MAPS, _apart, plain
from tests.views.maps import TODAY

FORMS_READ = ("xlsx", "csv", "tsv", "markdown", "mermaid")
NAMES = {
    "personas": "name",
    "stages": "name",
    "touchpoints": "name",
    "pains": "text",
    "gains": "text",
    "opportunities": "text",
    "metrics": "type",
}
# Two ways to write one value.
RATED = {"low": 2, "high": 4}
# They stand on the scale of their map, which is another one in some forms; the forms have tests of theirs.
FELT = ("emotion", "emotions", "emotion_scale")


def out(text: str, form: str, folder: Path) -> tuple[str | bytes, Losses]:
    """A map in another form, and what is lost in it."""
    project, file = Project(), folder / "coat.journey.yaml"
    project.overlay(file, text.encode("utf-8"))
    bench = Workbench(project, TODAY)
    piece = bench.take(file)
    content = bench.write([piece], FORMS[form])
    assert content is not None
    return content, bench.lose(piece, FORMS[form], content)


def back(content: str | bytes, form: str) -> Any:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return FORMS[form].read(Given(data, "<written>")).drafts[0].values


def said(values: Any, place: Place = (), owner: str = "") -> Iterator[tuple[Place, str, str]]:
    """What a map says: where, of what by which key, and what; of things whose names tell them apart."""
    for key, value in values.items():
        if key in NAMES and isinstance(value, list):
            for number, one in enumerate(value):
                thing = one if isinstance(one, dict) else {NAMES[key]: one}
                if NAMES[key] not in thing:
                    continue
                name = f"{key} {slug(str(thing[NAMES[key]]))}"
                yield from said(thing, (*place, key, number), name)
        elif key not in FELT and value not in (None, [], {}):
            yield (
                (*place, key),
                f"{owner}.{key}",
                json.dumps(
                    RATED.get(value, value) if isinstance(value, str) else value, sort_keys=True
                ),
            )


def covers(lost: Lost, place: Place) -> bool:
    shorter = min(len(place), len(lost.path))
    return not lost.moved and place[:shorter] == lost.path[:shorter]


def assert_told(journey: Any, form: str, folder: Path) -> None:
    content, losses = out(json.dumps(journey), form, folder)
    assert losses.unread is None
    before, now = plain(journey), plain(back(content, form))
    there = {(what, value) for _, what, value in said(now)}
    for place, what, value in said(before):
        told = any(covers(one, place) for one in losses.lost)
        assert told or (what, value) in there, (form, place, value)
    # Nothing is called lost that is there.
    for one in losses.lost:
        if one.key and not one.moved and one.key not in FELT:
            value = _at(before, one.path)
            assert value != _at(now, one.path) or value is None or form in ("markdown", "mermaid")


def _at(values: Any, path: Place) -> Any:
    for step in path:
        try:
            values = values[step]
        except (LookupError, TypeError):
            return None
    return values


@pytest.mark.parametrize("form", FORMS_READ)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(journey=JOURNEY.filter(_apart))
def test_what_is_not_told_to_be_lost_comes_back(form: str, journey: Any, tmp_path: Path) -> None:
    try:
        assert_told(journey, form, tmp_path)
    except NothingToDraw:
        assert form in ("markdown", "mermaid")


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_a_workbook_loses_comments_alone(file: Path, tmp_path: Path) -> None:
    text = file.read_text("utf-8")
    _, losses = out(text, "xlsx", tmp_path)
    # Of several people's thoughts at one place those of each stand together.
    assert {one.key for one in losses.lost} <= {"thoughts", "quote"}
    assert losses.comments > 0


COAT = """\
# Ours
title: Coat
owner: Shop
personas: [{name: Ann, bio: In a hurry}]
stages:
  - name: Buy
    touchpoints:
      - name: Till
        wait: 5 min
        pains: [{text: Queue, severity: 4, evidence: [study]}, {text: Rain, evidence: [study]}]
evidence: [{id: study, title: Ten customers, type: interview}]
"""


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (
            "csv",
            "f does not give back: `title`, `owner` of the map itself, 1 comment, 1 persona, "
            "1 source of evidence, `evidence` of 2 pains.",
        ),
        (
            "mermaid",
            "f does not give back: `owner` of the map itself, 1 comment, 2 pains, 1 persona, "
            "1 source of evidence, `wait` of 1 touchpoint.",
        ),
        ("json", "f does not give back: 1 comment."),
        ("pptx", "f does not show: 1 comment, `id` of 1 source of evidence."),
    ],
)
def test_a_sentence_says_how_much_of_what_is_lost(form: str, told: str, tmp_path: Path) -> None:
    _, losses = out(COAT, form, tmp_path)
    assert [str(one) for one in tell_losses("f", losses)] == [told]


def test_of_many_kinds_the_most_frequent_are_told(tmp_path: Path) -> None:
    lost = [
        Lost(Thing.TOUCHPOINT, ("stages", 0, "touchpoints", n), key, (), "x")
        for number, key in enumerate("abcdefghi")
        for n in range(10 - number)
    ]
    own = [Lost(None, (), key, (key,), "x") for key in "abcde"]
    (told,) = tell_losses("f", Losses((*own, *lost)))
    assert str(told).endswith(
        "5 keys of the map itself, `a` of 10 touchpoints, `b` of 9 touchpoints, "
        "`c` of 8 touchpoints, `d` of 7 touchpoints, `e` of 6 touchpoints, 4 more kinds."
    )
    assert not out("title: Coat\npersonas: [Ann]\nstages: [Buy]\n", "xlsx", tmp_path)[1]


def test_what_stands_elsewhere_afterwards_is_no_longer_in_its_place(tmp_path: Path) -> None:
    _, losses = out(COAT, "markdown", tmp_path)
    moved = [one for one in losses.lost if one.moved]
    assert [(one.thing, one.path) for one in moved] == [
        (Thing.PAIN, ("stages", 0, "touchpoints", 0, "pains", 0)),
        (Thing.PAIN, ("stages", 0, "touchpoints", 0, "pains", 1)),
    ]
    (told,) = tell_losses("f", losses)
    assert "the place of 2 pains" in str(told)


@pytest.mark.parametrize("form", ["markdown", "mermaid"])
def test_that_not_all_take_part_any_more_is_told(form: str, tmp_path: Path) -> None:
    text = (
        "title: A\npersonas: [Ana, Bo]\nstages:\n  - name: Find\n    touchpoints:\n"
        "      - {name: Bill, emotions: {ana: -2}}\n      - {name: App, emotions: {ana: 1, bo: 2}}\n"
    )
    content, losses = out(text, form, tmp_path)
    (first, second) = back(content, form)["stages"][0]["touchpoints"]
    assert [slug(one) for one in first["personas"]] == ["ana"]
    assert "personas" not in second
    told = [one for one in losses.lost if one.key == "personas"]
    assert [(one.place, one.back) for one in told] == [(("stages", 0, "touchpoints", 0), ["ana"])]
    sentence = " ".join(message.render("en") for message in tell_losses("f", losses))
    assert "`personas` of 1 touchpoint" in sentence
