"""Every place of the format that a value may stand at, each in the smallest map that has it."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from cjmap.model.binding import DataSource
from cjmap.model.element import Element
from cjmap.model.emotion import Emotion
from cjmap.model.image import Image
from cjmap.model.journey import Journey, Link
from cjmap.model.touchpoint import Next

Step = str | int
OTHER = "other.journey.yaml"
PICTURE = "laura.jpg"
"""Files that must stand beside the map."""

# A map that lets everything be referred to: a persona and a lane by one id.
_BASE = {
    "title": "Pay",
    "personas": ["Ann"],
    "lanes": [{"id": "ann", "name": "Ann"}],
    "stages": [{"name": "One"}],
}
# What stands beside a value, where the examples of required keys do not fit or suffice.
_BESIDE: dict[type[Element], dict[str, Any]] = {
    DataSource: {"uri": OTHER},
    Emotion: {"score": 1},
    Image: {"src": PICTURE},
    Link: {"to": OTHER},
    Next: {"to": "checkout"},
}
# The second of two that only go together.
_SECOND: dict[Step, list[Any]] = {"emotion_scale": [5], "scale": [5], "periods": ["2025-07-01"]}
# Written in a map as it stands.
HERE = "\N{WHITE MEDIUM STAR}"


@dataclass(frozen=True)
class Place:
    """Where a value may stand: `path` leads there, `takes` are the kinds of value it knows."""

    path: tuple[Step, ...]
    takes: frozenset[str]
    map: Mapping[str, Any]

    def __str__(self) -> str:
        return ".".join("[]" if isinstance(step, int) else step for step in self.path)

    def write(self, value: str) -> tuple[str, int]:
        """The map with a value that is written so, and the line (from 1) where it stands."""
        lines = list(_lines(_put(self.map, self.path), 0))
        number = next(n for n, line in enumerate(lines) if HERE in line)
        return "\n".join(lines).replace(HERE, value) + "\n", number + 1


def places() -> Iterator[Place]:
    """Every place of every model, where the model first stands in a map."""
    yield from _of_model(Journey, (), _BASE, set())


def _of_model(
    model: type[Element], path: tuple[Step, ...], map: Mapping[str, Any], seen: set[type]
) -> Iterator[Place]:
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key != "x-":
            whole = _put(map, path, {**_needed(model), **_at(map, path)}) if path else map
            yield from _of_value(info, (*path, key), whole, seen)


def _of_value(
    info: FieldInfo, path: tuple[Step, ...], map: Mapping[str, Any], seen: set[type]
) -> Iterator[Place]:
    yield from _of_type(info.annotation, path, map, seen)


def _of_type(
    annotation: Any, path: tuple[Step, ...], map: Mapping[str, Any], seen: set[type]
) -> Iterator[Place]:
    inner = list(_spread(annotation))
    takes = frozenset(kind for kind, _ in inner)
    yield Place(path, takes, map)
    for kind, held in inner:
        if kind == "model":
            yield from _of_model(held, path, map, seen)
        elif kind == "list":
            second: list[Any] = next((_SECOND[step] for step in path if step in _SECOND), [])
            yield from _of_type(held, (*path, 0), _put(map, path, [None, *second]), seen)
        elif kind == "mapping":
            yield from _of_type(held, (*path, "ann"), map, seen)


def _spread(annotation: Any) -> Iterator[tuple[str, Any]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _spread(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for one in get_args(annotation):
            yield from _spread(one)
    elif origin is tuple:
        yield "list", get_args(annotation)[0]
    elif origin is dict:
        yield "mapping", get_args(annotation)[1]
    elif isinstance(annotation, type) and issubclass(annotation, Element):
        yield "model", annotation
        if annotation.SHORTHAND is not None:
            yield "short", annotation
    elif annotation is not type(None):
        yield "scalar", annotation


def _needed(model: type[Element]) -> dict[str, Any]:
    needed = dict(_BESIDE.get(model, {}))
    for name, info in model.model_fields.items():
        if info.is_required():
            examples = info.examples or ["Word"]
            needed.setdefault(info.alias or name, examples[0])
    return needed


def _at(map: Any, path: tuple[Step, ...]) -> dict[str, Any]:
    for step in path:
        if isinstance(step, int):
            map = map[step] if isinstance(map, list) and len(map) > step else {}
        else:
            map = map.get(step, {}) if isinstance(map, dict) else {}
    return map if isinstance(map, dict) else {}


def _put(map: Any, path: tuple[Step, ...], value: Any = HERE) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        first, *others = map if isinstance(map, list) and map else [None]
        return [_put(first, tuple(rest), value), *others]
    held = dict(map) if isinstance(map, dict) else {}
    return held | {step: _put(held.get(step), tuple(rest), value)}


def _lines(value: Any, depth: int) -> Iterator[str]:
    indent = "  " * depth
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in items:
        head = f"{indent}-" if key is None else f"{indent}{key}:"
        if isinstance(item, dict | list) and item:
            yield head
            yield from _lines(item, depth + 1)
        else:
            yield f"{head} {HERE if item == HERE else json.dumps(item, ensure_ascii=False)}"
