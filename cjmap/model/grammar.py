"""The models as plain tables: what the sieve lets pass without asking them.

A model is what its keys hold, which of them it needs, and the key that a text alone stands for.
What a key holds is a form: a kind and what narrows it, as the annotations of the models give
them (`form`), put together by lists, mappings and models.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Annotated, Any, TypeAlias, Union

from annotated_types import MaxLen, MinLen
from pydantic.fields import FieldInfo

from cjmap.model.element import Element, OneOrMany
from cjmap.model.journey import Journey
from cjmap.model.scalars import Form

Table: TypeAlias = "tuple[dict[str, Form], tuple[str, ...], str | None]"


def grammar() -> dict[str, Table]:
    """The tables of all models, by their names, the journey's first."""
    tables: dict[str, Table] = {}
    waiting: list[type[Element]] = [Journey]
    while waiting:
        model = waiting.pop()
        if model.__name__ in tables:
            continue
        fields = {
            info.alias or name: _form(info.annotation, info.metadata)
            for name, info in model.model_fields.items()
            if name != "extensions"
        }
        needed = (n for n, info in model.model_fields.items() if info.is_required())
        short = model.SHORTHAND
        tables[model.__name__] = (
            fields,
            tuple(model.model_fields[name].alias or name for name in needed),
            None if short is None else model.model_fields[short].alias or short,
        )
        waiting += _models(info.annotation for info in model.model_fields.values())
    return tables


def _models(annotations: Iterable[Any]) -> list[type[Element]]:
    """The models that annotations speak of."""
    found: list[type[Element]] = []
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, Element):
            found.append(annotation)
        found += _models(typing.get_args(annotation))
    return found


def _form(annotation: Any, notes: Iterable[Any] = ()) -> Form:
    """What an annotation, with what is noted beside it, lets pass."""
    notes = list(notes)
    own = next((note.form for note in notes if hasattr(note, "form")), None)
    if own is not None:
        return typing.cast(Form, own)
    if typing.get_origin(annotation) is Annotated:
        inner, *more = typing.get_args(annotation)
        return _form(inner, [*more, *notes])
    inside = [part for part in typing.get_args(annotation) if part is not types.NoneType]
    if typing.get_origin(annotation) in (Union, types.UnionType):
        (inner,) = inside
        return _form(inner, notes)
    if typing.get_origin(annotation) is tuple:
        kind = "many" if any(isinstance(note, OneOrMany) for note in notes) else "list"
        return kind, _form(inside[0]), *_bounds(notes)
    if typing.get_origin(annotation) is dict:
        return "dict", _form(inside[1])
    assert issubclass(annotation, Element), annotation
    return "model", annotation.__name__


def _bounds(notes: Iterable[Any]) -> tuple[int, ...]:
    """The least and the greatest length of a list, where it has them."""
    said = [m for note in notes for m in (note.metadata if isinstance(note, FieldInfo) else [note])]
    least = [note.min_length for note in said if isinstance(note, MinLen)]
    most = [note.max_length for note in said if isinstance(note, MaxLen)]
    return (*least, *most)
