"""The JSON Schema of a map, for editors and other tools that know no cjmap.

It is made from the models and refuses what they refuse, seen through a reader of YAML 1.2's
core schema, as far as a schema can say it. What it cannot say, and the models refuse:

- an id that only its letters give away: capitals, accents and symbols beyond Latin, Greek and
  Cyrillic, or a number or boolean in a notation that is no slug (`id: 1.0e3`, `id: True`);
- `.nan`, and a number with more than fifteen digits after the point;
- an emotion beyond the map's `emotion_scale`, words for it without a letter or one slip away from a
  level, an emoji that is no face, and a `score` and a `label` that are both null;
- a word for none where a list may say so by being empty (`pains: none`, `- ninguna`);
- a share of `next` beyond 100 that is written with a `%`;
- a mapping all of whose keys are null;
- what stands in a file's name (a `*.library.yaml` is a library without `kind: library`).

What it refuses, and the models read: a number with a Unicode minus, which is text to YAML, and a
level in another language or case, or a face of another tone, under `score`.

Of what rules say it has that a map has a stage (CJ110), and that a source of data is a file or a
table (CJ019). References, bounds across fields and paths are theirs alone (CJ1, CJ013, CJ017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from cjmap.findings.json_text import json_text
from cjmap.model.editors import for_editors
from cjmap.model.journey import Journey
from cjmap.model.plain import plain
from cjmap.model.scalars import TEXT_SCHEMA, Day, JsonSchema, Slug, unoffered

Draft = Literal["2020-12", "7"]
DRAFTS: tuple[Draft, ...] = ("2020-12", "7")

_DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}


def json_schema(draft: Draft = "2020-12", *, for_programs: bool = False) -> JsonSchema:
    """The JSON Schema of a map in draft 2020-12 or 7; the same at every call.

    `for_programs` takes the same maps and is written for validators and generators of code; else
    it is written for editors.
    """
    schema = Journey.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = schema.pop("$defs")
    for name, definition in {"Journey": schema, **definitions}.items():
        for mapping in _mappings(definition):
            _finish(mapping)
        definition["title"] = _title(name)
    _let_libraries_be_short(schema)
    schema = _named(schema)
    definitions = {name: _named(part) for name, part in definitions.items()}
    for name, (named, words) in _NAMED.items():
        parts = {key: _named(value) for key, value in named.items()}
        definitions[name] = {"description": words, **parts} if words else parts
    head: JsonSchema = {
        "$schema": _DIALECTS[draft],
        "$id": "urn:cjmap:journey:1" if draft == "2020-12" else "urn:cjmap:journey:1:draft-7",
        "title": "Customer journey map",
        "description": schema["description"],
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
        "$defs": dict(sorted(definitions.items())),
    }
    whole = plain(head) if for_programs else for_editors(head)
    return whole if draft == "2020-12" else _as_draft_7(whole)


@cache
def schema_text(draft: Draft = "2020-12", *, for_programs: bool = False) -> str:
    """The schema as JSON text, ready for a file."""
    return json_text(json_schema(draft, for_programs=for_programs)) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without what a map does not need: null, and defaults that say nothing.

    Whether null is allowed hangs on the key (one that may be left out), not on its type.
    """

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchema:
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if default else inner

    def get_title_from_name(self, name: str) -> str:
        return _title(name.rstrip("_"))


def _title(name: str) -> str:
    """`moment_of_truth` and `EventMatch` as words."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    return words[:1].upper() + words[1:].lower()


def _mappings(schema: JsonSchema) -> Iterator[JsonSchema]:
    """The schemas of mappings with known keys among a definition's alternatives."""
    for alternative in (schema, *schema.get("anyOf", ())):
        if "properties" in alternative:
            yield alternative


def _finish(mapping: JsonSchema) -> None:
    """Names the keys, and lets those be empty that may be left out."""
    required = mapping.get("required", ())
    for key, described in mapping["properties"].items():
        described.setdefault("title", _title(key))
        for part in _parts(described):
            if isinstance(part.get("additionalProperties"), dict):
                part["additionalProperties"] = _or_nothing(part["additionalProperties"])
        if key not in required:
            mapping["properties"][key] = _or_nothing(described)


def _parts(schema: JsonSchema) -> Iterator[JsonSchema]:
    """A schema and those inside it that belong to the same key."""
    inner = [*schema.get("anyOf", ()), schema.get("items")]
    yield schema
    for part in inner:
        if isinstance(part, dict):
            yield from _parts(part)


_ABOUT = ("title", "description", "default", "examples")
# What is referred to by name rather than written out at every key, with words of its own.
_NAMED = {
    "id": (TypeAdapter(Slug).json_schema(), ""),
    "day": (TypeAdapter(Day).json_schema(), ""),
    "text": (TEXT_SCHEMA, ""),
    "nothing": (unoffered("null"), "A key without a value counts as not written."),
}


def _or_nothing(schema: JsonSchema) -> JsonSchema:
    """The same with null besides: a key without a value counts as not written."""
    about, rest = _apart(schema)
    if rest == _NAMED["nothing"][0]:
        return {**about, "anyOf": [rest]}
    simple = set(rest) == {"anyOf"} and rest not in [named for named, _ in _NAMED.values()]
    return {**about, "anyOf": [*(rest["anyOf"] if simple else [rest]), _NAMED["nothing"][0]]}


def _apart(schema: JsonSchema) -> tuple[JsonSchema, JsonSchema]:
    """What a schema says for people, and what it takes."""
    about = {key: schema[key] for key in _ABOUT if key in schema}
    return about, {key: value for key, value in schema.items() if key not in _ABOUT}


def _named(value: Any) -> Any:
    """A schema with references in place of what `_NAMED` holds, and with its words explained.

    A reference beside other keys stands in an `anyOf`: draft 7 reads nothing beside a `$ref`.
    """
    if isinstance(value, list):
        return [_named(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "enum" in value:
        # What the values mean stands behind what the key means.
        words = value["enumDescriptions"]
        return {
            **{k: v for k, v in value.items() if k != "enumDescriptions"},
            "enumDescriptions": words,
        }
    about, rest = _apart(value)
    for name, (named, _) in _NAMED.items():
        if rest == named:
            reference = {"$ref": f"#/$defs/{name}"}
            return {**about, "anyOf": [reference]} if about else reference
    # `properties` may hold keys that are called like these.
    if not all(isinstance(about.get(key, ""), str) for key in ("title", "description")):
        return {key: _named(item) for key, item in value.items()}
    return {**about, **{key: _named(item) for key, item in rest.items()}}


def _let_libraries_be_short(schema: JsonSchema) -> None:
    """A library needs neither personas nor stages; whatever else is a map does."""
    short = ("personas", "stages")
    schema["required"] = [key for key in schema["required"] if key not in short]
    schema["if"] = {
        "properties": {"kind": {"const": "library"}},
        "required": ["kind"],
    }
    schema["else"] = {
        "required": list(short),
        # CJ110: a map has a stage.
        "properties": {"personas": {"type": "array"}, "stages": {"type": "array", "minItems": 1}},
    }
    for key in short:
        schema["properties"][key] = _or_nothing(schema["properties"][key])


def _as_draft_7(value: Any) -> Any:
    """Draft 7 calls `$defs` `definitions`."""
    if isinstance(value, list):
        return [_as_draft_7(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        "definitions" if key == "$defs" else key: (
            item.replace("#/$defs/", "#/definitions/") if key == "$ref" else _as_draft_7(item)
        )
        for key, item in value.items()
    }
