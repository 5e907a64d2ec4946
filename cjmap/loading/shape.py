"""The shape of the models: which keys stand where, and which must."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias

from cjmap.findings import Path
from cjmap.model.element import Element, Sentences
from cjmap.model.journey import Journey
from cjmap.model.scalars import takes_any_text
from cjmap.vocabulary.choice import Choice

# The keys of a model: what each holds, and whether as a mapping from the user's own words.
Shape: TypeAlias = "dict[str, tuple[type[Element] | None, bool]]"


def class_at(location: Path) -> type[Element] | None:
    """The model of what stands at a place; None where it is a value or the user's own."""
    current: type[Element] | None = Journey
    free = False
    for step in location:
        if isinstance(step, int):
            continue
        if free:
            free = False
            continue
        if current is None:
            return None
        current, free = _shape(current).get(step, (None, False))
    return None if free else current


def shape_at(location: Path) -> Shape | None:
    """The keys that are known at a place; None where any may stand."""
    found = class_at(location)
    return _shape(found) if found is not None else None


def keys_of(location: Path) -> tuple[str, ...]:
    """The keys that are known at a place, in the models' order; none where any may stand."""
    return tuple(shape_at(location) or ())


def has_key(model: type[Element], key: str) -> bool:
    """Whether a key is one of a model's."""
    return key in _shape(model)


def is_required(location: Path, key: str) -> bool:
    """Whether a place needs a key."""
    found = class_at(location)
    fields = found.model_fields if found is not None else {}
    return key in fields and fields[key].is_required()


def example_of(model: type[Element], key: str) -> str | None:
    """An example of the value of a model's key, as a map writes it; None where it has none."""
    info = next((i for name, i in model.model_fields.items() if (i.alias or name) == key), None)
    examples = (info.examples if info is not None else None) or [None]
    return None if examples[0] is None else str(examples[0])


def choice_of(model: type[Element], key: str) -> tuple[Choice, ...]:
    """The values of which a model's key takes one; none where it is no closed choice."""
    info = next((i for name, i in model.model_fields.items() if (i.alias or name) == key), None)
    parts = _parts(info.annotation) if info is not None else ()
    choices = (part for part in parts if isinstance(part, type) and issubclass(part, Choice))
    return next((tuple(choice) for choice in choices), ())


def is_stray(location: Path, key: str) -> bool:
    """Whether a key is none that the models know at a place where they know them all."""
    shape = shape_at(location)
    return shape is not None and key not in shape and not key.startswith("x-")


def takes_text(location: Path) -> bool:
    """Whether a scalar at a place is read as a text, whatever it says."""
    element = class_at(location)
    if element is not None:
        return element.SHORTHAND is not None and _has(element, element.SHORTHAND, takes_any_text)
    owner, key = _field(location)
    return owner is not None and _has(owner, key, takes_any_text)


def holds_sentences(location: Path) -> bool:
    """Whether the items of a list are texts that people write, rather than names or ids."""
    element = class_at(location)
    if element is not None:
        return element.SHORTHAND == "text"
    owner, key = _field(location)
    return owner is not None and _has(owner, key, lambda part: isinstance(part, Sentences))


def _field(location: Path) -> tuple[type[Element] | None, str]:
    """The model that has the field of a value or of the list that the value is an item of."""
    place = location if isinstance(location[-1], str) else location[:-1]
    return class_at(place[:-1]), str(place[-1])


def _has(model: type[Element], key: str, accepts: Callable[[object], bool]) -> bool:
    """Whether the annotation of a field has a part of a kind."""
    info = next((i for name, i in model.model_fields.items() if (i.alias or name) == key), None)
    return info is not None and any(map(accepts, (*info.metadata, *_parts(info.annotation))))


@cache
def _shape(model: type[Element]) -> Shape:
    """The keys of a model: what each holds, and whether as a mapping from the user's own words."""
    shape: Shape = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key == "x-":
            continue
        shape[key] = (_element_of(info.annotation), _is_mapping(info.annotation))
    return shape


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _element_of(annotation: Any) -> type[Element] | None:
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, Element):
            return part
    return None


def _is_mapping(annotation: Any) -> bool:
    return any(typing.get_origin(part) is dict for part in _parts(annotation))
