"""The schema of a map for programs: validators, and generators of code.

It takes exactly what the editors' schema takes. It says so with the keywords of JSON Schema alone,
with one type at a place, so that a strict validator compiles it and a generator makes of it the
classes that a person would write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cjmap.model.scalars import TYPES, JsonSchema

# What only editors read.
_FOREIGN = frozenset(
    """
    defaultSnippets enumDescriptions errorMessage patternErrorMessage
    """.split()
)
# Keywords that hold schemas by names of the user's or ours, not keywords.
_BY_NAME = frozenset(("properties", "patternProperties", "$defs", "definitions"))
# Keywords that hold data, whatever keys it has.
_DATA = frozenset(("enum", "const", "default", "examples", "required"))
# A keyword to the type that it speaks of.
_SPEAKS_OF = {
    "properties": "object",
    "required": "object",
    "minProperties": "object",
    "additionalProperties": "object",
    "items": "array",
    "pattern": "string",
    "minimum": "number",
    "maximum": "number",
}
_JSON_TYPES: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("boolean", lambda value: isinstance(value, bool)),
    ("string", lambda value: isinstance(value, str)),
    ("number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
)


def plain(schema: JsonSchema) -> JsonSchema:
    """The same schema in plain words; `schema` is left as it is."""
    kept = {key: _inside(key, value) for key, value in schema.items() if key not in _FOREIGN}
    return _typed(_named(_without_union(kept)))


def _inside(key: str, value: Any) -> Any:
    if key in _DATA:
        return value
    if key in _BY_NAME:
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, dict):
        return plain(value) if key != "not" else value
    if isinstance(value, list) and all(isinstance(part, dict) for part in value):
        return [plain(part) for part in value]
    return value


def _without_union(schema: JsonSchema) -> JsonSchema:
    """One type at a place: several, and those that are told by what they are not, one by one."""
    refused = schema.get("not")
    if refused is not None:
        names = [name for name in TYPES if name not in refused["type"]]
        return _one_of_types(schema, "not", names)
    if isinstance(schema.get("type"), list):
        return _one_of_types(schema, "type", schema["type"])
    if "enum" in schema and "type" not in schema:
        return _one_of_enums(schema)
    return schema


def _one_of_types(schema: JsonSchema, told: str, names: list[str]) -> JsonSchema:
    rest = {key: value for key, value in schema.items() if key != told}
    if len(names) == 1:
        return {**rest, "type": names[0]}
    return {**rest, "anyOf": [{"type": name} for name in names]}


def _one_of_enums(schema: JsonSchema) -> JsonSchema:
    """The values of a choice by their types."""
    groups = [
        {"type": name, "enum": values}
        for name, holds in _JSON_TYPES
        if (values := [value for value in schema["enum"] if holds(value)])
    ]
    rest = {key: value for key, value in schema.items() if key != "enum"}
    return {**rest, **groups[0]} if len(groups) == 1 else {**rest, "anyOf": groups}


def _named(schema: JsonSchema) -> JsonSchema:
    """The keys that are asked for among those that there are: a strict validator wants both."""
    missing = [key for key in schema.get("required", ()) if key not in schema.get("properties", ())]
    if not missing:
        return schema
    return {
        **schema,
        "properties": {**schema.get("properties", {}), **{key: {} for key in missing}},
    }


def _typed(schema: JsonSchema) -> JsonSchema:
    """A schema whose keywords say of which type they speak."""
    if "type" in schema:
        return schema
    spoken = {_SPEAKS_OF[key] for key in schema if key in _SPEAKS_OF}
    if "const" in schema:
        spoken |= {name for name, holds in _JSON_TYPES if holds(schema["const"])}
    return {"type": spoken.pop(), **schema} if len(spoken) == 1 else schema
