"""Nothing that a map may say escapes: each key is written, taken away and written otherwise."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cjmap.check import Session
from cjmap.compare.changes import compare
from cjmap.facts.changes import Change
from cjmap.facts.subject import Subject
from cjmap.reference.keys import Key, every_key
from tests.compare.states import TODAY, told
from tests.reference.places import write

EVERY = [*every_key()]
Place = tuple[str | int, ...]

# What a key may say else, where that has to fit the map around it, or a form; None: nothing else.
OTHERS: dict[str, Any] = {
    "personas": ["jorge"],
    "persona": "jorge",
    "evidence": [],
    "source": "A word of mine",
    "pains": [],
    "opportunities": [],
    "channel": ["store"],
    "channels": ["store"],
    "to": "confirmation",
    "language": "es",
    "emotion_scale": [0, 10],
    "cjmap": None,
    "engine": "env:ANOTHER",
    "window": "P31D",
    "duration": "PT6M",
    "timezone": "UTC+1",
    "metric": "nps",
    "target": 55,
    "scale": [1, 7],
    "feedback": ["nps"],
    "lifecycle": "aida",
    "exit": "abandon",
    "rel": "child",
    "icon": "web",
    "change": "+26 %",
    "sd": 1.2,
    "automation.channel": "sms",
    "stage.phase": "loyalty",
}
# Ids that nothing else in the base has.
IDS = {"touchpoint.id": "till", "persona.id": "ana", "lane.id": "questions"}


def read(folder: Path, data: Any) -> Subject:
    file = folder / "map.journey.yaml"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    session = Session(today=TODAY)
    assert session.document(file).problems == ()
    found = session.subject(file)
    assert found is not None
    return found


def places(node: Any, key: Key, example: Any, way: Place = ()) -> Iterator[Place]:
    """Where a key with an example stands."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key.name and value == example:
                yield (*way, name)
            yield from places(value, key, example, (*way, name))
    if isinstance(node, list):
        for number, value in enumerate(node):
            yield from places(value, key, example, (*way, number))


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value - 1 if value > 1 else value + 1
    if isinstance(value, list):
        return [other(value[0]), *value[1:]]
    if isinstance(value, dict):
        first = next(iter(value))
        return {**value, first: other(value[first])}
    try:
        return str(datetime.date.fromisoformat(value) - datetime.timedelta(1))
    except ValueError:
        return f"{value}-too" if value.islower() and " " not in value else f"{value} too"


def another(key: Key) -> Any:
    if key.path in OTHERS or key.name in OTHERS:
        return OTHERS.get(key.path, OTHERS.get(key.name))
    words = [one.word for one in key.values if key.closed and one.word not in ("true", "false")]
    example = IDS.get(key.path, key.examples[0])
    if words and isinstance(example, str):
        return next(word for word in words if word != example)
    return other(example)


def set_at(data: Any, place: Place, value: Any) -> Any:
    """The data with another value at a place; None: without the key."""
    made = copy.deepcopy(data)
    node = made
    for step in place[:-1]:
        node = node[step]
    if value is None:
        del node[place[-1]]
    else:
        node[place[-1]] = value
    return made


def leads_to(change: Change, place: Place) -> bool:
    return change.path == place[: len(change.path)] or place == change.path[: len(place)]


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.path)
def test_a_key_that_says_something_else_is_seen_and_nothing_beside_it(
    key: Key, tmp_path: Path
) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    example = IDS.get(key.path, key.examples[0])
    data = json.loads(write(tmp_path, key, example).read_text("utf-8"))
    place = [*places(data, key, example)][-1]
    value = another(key)
    if value is None:
        return
    old, new = read(tmp_path, data), read(tmp_path, set_at(data, place, value))
    found = compare(old, new)
    assert found
    assert all(leads_to(one, place) for one in found), told(found)
