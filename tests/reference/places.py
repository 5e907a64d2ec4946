"""Maps that hold an example of a key where it belongs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cjmap.reference.keys import ROOT, Key, Thing, things

# What examples refer to, and the keys that a thing cannot do without.
_BASE: dict[str, Any] = {
    "title": "Buy a coat online",
    "personas": [{"name": "Laura"}, {"name": "Jorge"}],
    "stages": [
        {
            "name": "Purchase",
            "touchpoints": [
                {"name": "Checkout", "channel": "web"},
                {"name": "Confirmation", "channel": "email"},
            ],
        }
    ],
    "lanes": ["Open questions"],
    "evidence": [{"id": "interviews-2026", "title": "Eight interviews", "type": "interview"}],
    "pains": ["Nobody answers after 6 pm"],
    "opportunities": ["Answer chats until 10 pm"],
}
FILES = (
    "photos/laura.jpg",
    "research/interviews.pdf",
    "returns.journey.yaml",
    "shop.journey.yaml",
)
_OTHER = (
    "title: Shop\npersonas: [Laura]\nstages:\n  - name: Purchase\n    touchpoints: [Checkout]\n"
)
# What else must be written where one of these keys is.
_BESIDE: dict[str, dict[str, Any]] = {
    "metric.components": {"type": "nps"},
    "metric.scale": {"type": "csat", "statistic": "mean"},
    "metric.statistic": {"type": "csat", "scale": [1, 5], "value": 4.2},
    "metric.value": {"type": "csat"},
    "metric.target": {"type": "csat"},
    "metric.from": {"type": "conversion", "value": 12},
    "data-source.table": {"engine": "env:CJMAP_WAREHOUSE"},
    "data-source.engine": {"table": "analytics.events"},
    "data-source.columns": {"uri": "events.csv"},
    "emotion.quote": {"score": 1},
    "emotion.intensity": {"score": 1},
    "emotion.evidence": {"score": 1},
    "emotion.n": {"score": 1},
}


def write(folder: Path, key: Key, example: Any) -> Path:
    """A workspace with a map that says `example` at a key, and the files that it names."""
    for name in FILES:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_OTHER, encoding="utf-8")
    own = {key.name: example}
    map = _around(things()[key.thing], _completed(key, own))
    merged = {**_BASE, **map}
    for name, value in map.items():
        if isinstance(value, list) and name != key.path and name in _BASE:
            merged[name] = [*(one for one in _BASE[name] if not _clash(one, value)), *value]
    if example == "library":
        merged = {"kind": "library", "title": "People"}
    file = folder / "map.journey.yaml"
    file.write_text(json.dumps(merged, ensure_ascii=False), encoding="utf-8")
    return file


def _clash(one: Any, others: list[Any]) -> bool:
    """Whether a thing of the base has the id of one that the example writes."""
    ids = [other.get("id") for other in others if isinstance(other, dict)]
    return isinstance(one, dict) and one.get("id", "") in ids


def _completed(key: Key, own: dict[str, Any]) -> dict[str, Any]:
    """A thing with the keys that it needs beside one."""
    thing = things()[key.thing]
    beside = _BESIDE.get(key.path, {})
    if thing.name == ROOT:
        return own
    needed = {one.name: one.examples[0] for one in thing.keys if one.needed}
    if thing.name in ("stage", "touchpoint", "persona"):
        needed["name"] = "Another"
    return {**needed, **beside, **own}


def _around(thing: Thing, value: dict[str, Any]) -> dict[str, Any]:
    """The map that holds a thing at the first of its places."""
    if thing.name == ROOT:
        return value
    owner, _, name = thing.places[-1].rpartition(".")
    holder = things()[owner or ROOT]
    key = next(one for one in holder.keys if one.name == name)
    held: Any = {"laura": value} if key.form[0] == "dict" else value
    if key.form[0] in ("list", "many"):
        held = [value]
    return _around(holder, _completed(key, {name: held}))
