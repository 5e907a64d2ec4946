"""The fields of the format with their types, read out of the schema that programs get.

A line a key: `Touchpoint.channel: text | list of (text)`. Words in quotes are the choices. That a
key which is not required may stay empty is not repeated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.surface.command import Command

Schema = dict[str, object]
_BOUNDS = ("minimum", "maximum", "minItems", "maxItems", "pattern", "format")


def describe(cjmap: Command) -> list[str]:
    schema = _mapping(cjmap.json("schema", "--plain"))
    named = {name: _mapping(each) for name, each in _mapping(schema["$defs"]).items()}
    lines = list(_describe("Journey", schema))
    needed = _list(_mapping(schema["else"])["required"])
    lines.append(f"Journey, unless kind is library: {', '.join(map(str, needed))} required")
    for name, each in sorted(named.items(), key=lambda item: (item[0].islower(), item[0])):
        lines += ["", *_describe(name, each)]
    return _abbreviate(lines, named)


def _abbreviate(lines: list[str], named: dict[str, Schema]) -> list[str]:
    """The same, with the name of a small type where the schema writes it out."""
    whole = {_type(each): name for name, each in named.items() if name.islower()}
    short = []
    for line in lines:
        for text, name in whole.items():
            if not line.startswith(f"{name}: "):
                line = line.replace(text, name)
        short.append(line)
    return short


def _describe(name: str, schema: Schema) -> Iterator[str]:
    """A definition: its mapping key by key, and the types that may stand in its place."""
    yield f"# {name}"
    alternatives = [_mapping(each) for each in _list(schema.get("anyOf", [schema]))]
    if not any("properties" in each for each in alternatives):
        yield f"{name}: {_type(schema)}"
        return
    for each in alternatives:
        if "properties" in each:
            yield from _describe_keys(name, each)
        else:
            yield f"{name}, short: {_type(each)}"


def _describe_keys(name: str, mapping: Schema) -> Iterator[str]:
    required = _list(mapping.get("required", []))
    for key, value in _mapping(mapping["properties"]).items():
        each = _mapping(value)
        default = f", default {json.dumps(each['default'])}" if "default" in each else ""
        yield f"{name}.{key}: {_type(each)}{', required' if key in required else ''}{default}"
    for pattern in _mapping(mapping.get("patternProperties", {})):
        yield f"{name}, keys like {pattern}: anything"
    if mapping.get("additionalProperties") is not False:
        yield f"{name}, other keys: anything"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix("#/$defs/")
    if "anyOf" in schema:
        parts = [_type(_mapping(part)) for part in _list(schema["anyOf"])]
        return " | ".join(part for part in parts if part != "nothing")
    if "enum" in schema:
        return " | ".join(json.dumps(word, ensure_ascii=False) for word in _list(schema["enum"]))
    if "items" in schema:
        return f"list of ({_type(_mapping(schema['items']))}){_bounds(schema)}"
    if "additionalProperties" in schema:
        return f"mapping to ({_type(_mapping(schema['additionalProperties']))})"
    return f"{schema['type']}{_bounds(schema)}"


def _bounds(schema: Schema) -> str:
    said = [f"{name} {schema[name]}" for name in _BOUNDS if name in schema]
    return f" ({', '.join(said)})" if said else ""


def _mapping(value: object) -> Schema:
    assert isinstance(value, dict)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
