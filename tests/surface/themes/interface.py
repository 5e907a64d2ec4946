"""What Python programs import: functions with their parameters, and the fields of what they return.

The classes are found by looking: from a loaded map, its coverage and its findings, on to all that
hangs on them. They are named without their modules, which are nobody's business outside.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property

from pydantic import BaseModel

import cjmap
from tests.surface.command import MAPS, Command

_MODULE = re.compile(r"\b(?:[a-z_]\w*\.)+(?=\w)")


def describe(_: Command) -> list[str]:
    lines = ["# from cjmap import …"]
    for name in sorted(cjmap.__all__):
        lines += _describe_public(name, getattr(cjmap, name))
    # Classes of one name stand in the order of what they say.
    sections = [(type(one).__name__, sorted(set(_members(one)))) for one in _reached(_given())]
    for name, members in sorted(sections):
        lines += ["", f"# {name}", *members] if members else []
    return lines


def _describe_public(name: str, thing: object) -> Iterator[str]:
    if not inspect.isfunction(thing):
        assert isinstance(thing, type)
        bases = ", ".join(base.__name__ for base in thing.__bases__)
        yield f"{name}: class ({bases})"
        return
    yield f"{name}: function -> {_annotation(inspect.signature(thing).return_annotation)}"
    for parameter in inspect.signature(thing).parameters.values():
        yield f"{name}({_parameter(parameter)})"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
    only = ", by name alone" if parameter.kind is parameter.KEYWORD_ONLY else ""
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{stars}{parameter.name}: {_annotation(parameter.annotation)}{default}{only}"


def _given() -> Iterator[object]:
    """What the public functions return, and what they raise."""
    full = cjmap.load(MAPS / "full.journey.yaml")
    yield full
    yield cjmap.load(MAPS / "people.library.yaml")
    yield cjmap.coverage(full)
    yield cjmap.lint(MAPS / "mistakes.journey.yaml")
    try:
        cjmap.load(MAPS / "mistakes.journey.yaml")
    except cjmap.LoadError as error:
        yield error
    try:
        cjmap.lint(MAPS / "full.journey.yaml", select=["CJX"])
    except cjmap.UsageError as error:
        yield error


def _reached(given: Iterable[object]) -> Iterable[object]:
    """One value of each class of cjmap among some values and all that hangs on them."""
    found: dict[type, object] = {}
    # What is kept alive keeps its identity.
    seen: dict[int, object] = {}
    waiting = list(given)
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        if isinstance(value, Mapping):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, tuple | list | frozenset | set):
            waiting += value
        elif _is_ours(type(value)):
            found.setdefault(type(value), value)
            waiting += [getattr(value, name) for name in (*_held(value), *_computed(value))]
    return found.values()


def _is_ours(kind: type) -> bool:
    return kind.__module__.split(".")[0] == "cjmap" and not kind.__name__.startswith("_")


def _members(one: object) -> Iterator[str]:
    """A line a public attribute: what is held, what is worked out, and what can be called."""
    name = type(one).__name__
    if isinstance(one, Enum):
        for member in type(one):
            yield f"{name}.{member.name} = {member.value!r}"
    for attribute, annotation in {**_held(one), **_computed(one)}.items():
        yield f"{name}.{attribute}: {_annotation(annotation)}"
    for attribute, value in _own(type(one)):
        if inspect.isfunction(value) and attribute not in _held(one):
            signature = inspect.signature(value)
            inner = ", ".join(map(_parameter, list(signature.parameters.values())[1:]))
            yield f"{name}.{attribute}({inner}) -> {_annotation(signature.return_annotation)}"


def _held(one: object) -> dict[str, object]:
    """The fields of a value with their types; of a plain class, the types that they have here."""
    if isinstance(one, BaseModel):
        return {name: info.annotation for name, info in type(one).model_fields.items()}
    if is_dataclass(one):
        return {each.name: each.type for each in fields(one) if not each.name.startswith("_")}
    if isinstance(one, Enum | str | float):
        return {}
    slots = [name for name, value in _own(type(one)) if inspect.ismemberdescriptor(value)]
    names = [name for name in getattr(one, "__dict__", {}) if not name.startswith("_")]
    worked_out = _computed(one)
    return {name: type(getattr(one, name)) for name in (*slots, *names) if name not in worked_out}


def _computed(one: object) -> dict[str, object]:
    """The properties of a value with the types of what they give."""
    found: dict[str, object] = {}
    for name, value in _own(type(one)):
        getter = getattr(value, "func", None) if isinstance(value, cached_property) else None
        getter = value.fget if isinstance(value, property) else getter
        if getter is not None:
            found[name] = inspect.signature(getter).return_annotation
    return found


def _own(kind: type) -> Iterator[tuple[str, object]]:
    """The public attributes of a class and of those of cjmap that it stands on."""
    for base in kind.__mro__:
        if _is_ours(base):
            for name, value in vars(base).items():
                if not name.startswith(("_", "model_")):
                    yield name, value


def _annotation(annotation: object) -> str:
    """A type as people write it: no modules, no validators, `X | None`."""
    if isinstance(annotation, str):
        return _MODULE.sub("", annotation).replace('"', "").replace("'", "")
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is None or annotation is type(None):
        return "None"
    if origin is typing.Annotated:
        return _annotation(inner[0])
    if origin in (typing.Union, types.UnionType):
        return " | ".join(_annotation(each) for each in inner)
    if origin is typing.Literal:
        return f"Literal[{', '.join(map(repr, inner))}]"
    if origin is not None:
        listed = ", ".join("..." if each is ... else _annotation(each) for each in inner)
        return f"{origin.__name__}[{listed}]"
    return getattr(annotation, "__name__", str(annotation))
