"""Slips of the pen are told wherever a map holds a text, a list of texts or a figure."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cjmap.check import Selection, Session, run
from cjmap.findings import Finding, format_path
from cjmap.loading.shape import Shape, class_at, example_of, holds_sentences, shape_at, takes_text
from cjmap.model.element import Element
from cjmap.model.journey import Journey
from cjmap.sieve.grammar import MODELS

SELECTION = Selection(select=("CJ0", "CJ213", "CJ214", "CJ614"))
# What stands in a map at the place that is tried, until it is written there.
MARK = "MARK"
Place = tuple[str | int, ...]


def owners() -> dict[Place, Shape]:
    """One place for each model that a map is made of, with its keys."""
    found: dict[Place, Shape] = {}
    seen: set[frozenset[str]] = set()
    waiting: list[Place] = [()]
    while waiting:
        place = waiting.pop(0)
        shape = shape_at(place)
        assert shape is not None
        if frozenset(shape) in seen:
            continue
        seen.add(frozenset(shape))
        found[place] = shape
        for key, (element, by_word) in shape.items():
            if element is not None:
                waiting.append((*place, key, "laura") if by_word else steps_into(place, key))
    return found


def model_at(place: Place) -> type[Element]:
    found = class_at(place)
    assert found is not None
    return found


def steps_into(place: Place, key: str) -> Place:
    """The way into what a key holds: the first item where that is a list."""
    annotation = next(
        str(info.annotation)
        for name, info in model_at(place).model_fields.items()
        if (info.alias or name) == key
    )
    return (*place, key, 0) if "tuple[" in annotation else (*place, key)


def whole(place: Place, key: str, value: object) -> dict[str, Any]:
    """A map with a value at a key of a place, and with what that place needs beside it."""
    content: Any = needed(model_at(place)) | {key: value}
    for number in range(len(place) - 1, -1, -1):
        step = place[number]
        if isinstance(step, int):
            content = [content]
            continue
        inner = place[:number]
        if number and isinstance(place[number - 1], str) and shape_at(inner) is None:
            content = {step: content}
        else:
            content = needed(model_at(inner)) | {step: content}
    return {"language": "es", **content}


def needed(model: type[Element]) -> dict[str, Any]:
    if model is Journey:
        return {"title": "T", "personas": ["Laura"], "stages": ["A"]}
    wanted = (info.alias or name for name, info in model.model_fields.items() if info.is_required())
    return {key: example_of(model, key) for key in wanted}


def written(place: Place, key: str, text: str) -> str:
    """The text of such a map, one key a line, with `text` as it stands."""
    lines = _lines(whole(place, key, MARK), "")
    return "\n".join(lines).replace(MARK, text) + "\n"


def _lines(value: Any, margin: str) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{margin}{key}:"
            yield from _lines(inner, margin + "  ")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield f"{margin}{key}:"
            first, *rest = _lines(inner[0], margin + "    ")
            yield f"{margin}  - {first.lstrip()}"
            yield from rest
        else:
            shown = inner if inner == MARK else json.dumps(inner, ensure_ascii=False)
            yield f"{margin}{key}: {shown}"


def findings_in(folder: Path, text: str) -> tuple[Finding, ...]:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    return tuple(run(Session(today=datetime.date(2026, 11, 21)), [file], SELECTION).findings)


def fields(holds: Callable[[Place], bool]) -> list[Any]:
    """Every key of every thing of which something holds."""
    return [
        pytest.param(place, key, id=format_path((*place, key)))
        for place, shape in owners().items()
        for key in shape
        if holds((*place, key))
    ]


def holds_figure(place: Place) -> bool:
    """Whether a number stands at a place that may have decimals and be large."""
    fields = MODELS[model_at(place[:-1]).__name__][0]
    kind, *bounds = fields.get(str(place[-1]), ("",))
    return bool(kind == "target" or (kind == "figure" and bounds[1] > 1000))


TEXTS, SENTENCES, FIGURES = fields(takes_text), fields(holds_sentences), fields(holds_figure)


def test_the_walk_meets_them_all() -> None:
    assert len(TEXTS) > 150
    assert len(SENTENCES) > 30
    # Of a metric, of its history, and of an outcome.
    assert len(FIGURES) == 9


@pytest.mark.parametrize(("place", "key"), TEXTS)
def test_a_comment_that_cuts_a_text(tmp_path: Path, place: Place, key: str) -> None:
    text = written(place, key, "Call #1 to support")
    cut = [one for one in findings_in(tmp_path, text) if one.code == "CJ214"]
    assert [one.path[: len(place) + 1] for one in cut] == [(*place, key)], text


@pytest.mark.parametrize(("place", "key"), SENTENCES)
def test_a_comma_that_splits_a_text(tmp_path: Path, place: Place, key: str) -> None:
    text = written(place, key, "[Two calls to the bank, no continuity]")
    found = findings_in(tmp_path, text)
    assert [one.path for one in found if one.code == "CJ213"] == [(*place, key, 1)], text


@pytest.mark.parametrize(("place", "key"), FIGURES)
def test_a_point_that_groups_thousands(tmp_path: Path, place: Place, key: str) -> None:
    text = written(place, key, "1.200").replace('type: "nps"', "type: visits")
    found = findings_in(tmp_path, text)
    assert [one.path for one in found if one.code == "CJ614"] == [(*place, key)], text
