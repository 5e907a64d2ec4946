"""The schema of a map for editors: what they propose, explain and say where something is wrong.

It takes exactly what the schema for programs takes. The rest is made here, from the descriptions,
examples and skeletons of the models, in the words that language servers read beside JSON Schema:
`defaultSnippets`, `markdownDescription`, `errorMessage`.

A language server shows what it finds first at a place, the innermost, and joins what it finds
twice. So a key's title and words stand at the key alone, and a message at every way to write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Final

from cjmap.model.element import Element
from cjmap.model.scalars import JsonSchema
from cjmap.text.emitting import flow, single

_REFERENCE: Final = "#/$defs/"
_LIST: Final = "A list is expected here: each entry on a line of its own that begins with `- `."
_NAMES: Final = "A mapping is expected here: a name, a colon, and what belongs to it."
# What a language server calls a key among its proposals.
_PROPERTY: Final = 10
_EMPTY: Final = "Something is needed here: nothing is written."
# A server has no words of the map's for `minProperties`.
_SAID: Final[JsonSchema] = {
    "if": {"minProperties": 1},
    "else": {
        "type": ["array"],
        "errorMessage": "An empty mapping says nothing: write a key in it.",
    },
}
# What has neither a type nor ways is a text to a server, and is proposed where one may stand.
_NO_TEXT: Final[JsonSchema] = {"allOf": [{}]}
# A server that shows a key joins the titles of ways that it cannot tell apart, and tells them
# apart by their `properties`: what is no mapping has none.
_APART: Final[JsonSchema] = {"properties": {}}


def for_editors(schema: JsonSchema) -> JsonSchema:
    """The schema with what editors read; `schema` is left as it is, and names `$defs`."""
    return _Dresser(schema).whole()


class _Dresser:
    def __init__(self, schema: JsonSchema) -> None:
        self._schema = schema
        self._definitions: dict[str, JsonSchema] = {**schema["$defs"], "Journey": schema}
        self._models = {model.__name__: model for model in Element.kinds()}

    def whole(self) -> JsonSchema:
        """The journey's schema and all that it refers to."""
        journey = {key: value for key, value in self._schema.items() if key != "$defs"}
        words = {key: self._schema[key] for key in ("title", "description")}
        return {
            **words,
            **self._mapping(journey),
            "defaultSnippets": [self._snippet("Journey", self._skeleton("Journey"))],
            "else": _without_lists(self._schema["else"]),
            "$defs": {
                name: self._definition(name, described)
                for name, described in self._schema["$defs"].items()
            },
        }

    def _definition(self, name: str, described: JsonSchema) -> JsonSchema:
        """A thing, or a type that has a name."""
        ways = described.get("anyOf", [described])
        dressed = [
            self._thing(name, way) if "properties" in way else self._value(way) for way in ways
        ]
        if len(dressed) > 1:
            return {**_APART, "anyOf": _told_apart(dressed)}
        return {**_APART, **dressed[0]}

    def _thing(self, name: str, mapping: JsonSchema) -> JsonSchema:
        """A thing written as a mapping. What is no mapping is told in the words of its own."""
        kept = {key: value for key, value in mapping.items() if key != "type"}
        typed = {"type": ["object"], "errorMessage": self._expected(name)}
        dressed = self._mapping(kept)
        # Once the first key of its skeleton is there, it is begun.
        begun = {
            "if": {"properties": {self._models[name].SKELETON[0]: False}},
            "then": {"defaultSnippets": [self._snippet(name, self._skeleton(name))], **_NO_TEXT},
        }
        return {**dressed, "allOf": [typed, *dressed["allOf"], begun]}

    def _mapping(self, mapping: JsonSchema) -> JsonSchema:
        """A mapping with known keys.

        What it needs stands apart from its keys: a server that finds both together proposes
        them a second time, all that is needed in one. So do the keys of lists with their first
        entries: what is proposed at a list itself is proposed behind its dashes, too.

        That there are no other keys stands apart as well, with every key by its bare name: in the
        place of an unknown key a server offers those that stand there and that it may propose.
        """
        apart = ("properties", "required", "title", "description")
        kept = {key: value for key, value in mapping.items() if key not in apart}
        needed = [{"required": [key]} for key in mapping.get("required", ())]
        lists = {
            key: snippet
            for key, described in mapping["properties"].items()
            if (snippet := self._begun_list(key, described)) is not None
        }
        first = {"defaultSnippets": list(lists.values()), **_NO_TEXT}
        begun = [{"if": True, "then": first}] if lists else []
        keys = {
            key: {**self._key(described), **({"doNotSuggest": True} if key in lists else {})}
            for key, described in mapping["properties"].items()
        }
        said = [_SAID] if kept.pop("minProperties", None) else []
        known = {"properties": dict.fromkeys(keys, True), **_closed(kept)}
        return {**kept, "properties": keys, "allOf": [*needed, *said, *begun, known]}

    def _expected(self, name: str) -> str:
        model = self._models[name]
        if model.EXPECTED is not None:
            return model.EXPECTED
        if model.SHORTHAND is None:
            keys = " and ".join(f"`{key}`" for key in model.SKELETON[:2])
            return f"A mapping is expected here, with keys such as {keys}."
        return f"A text is expected here, or a mapping with `{model.SHORTHAND}`."

    # -- keys ---------------------------------------------------------------------------------

    def _key(self, described: JsonSchema) -> JsonSchema:
        """What a key is, what an editor proposes of it, and the ways to write it."""
        ways = self._ways(described.get("anyOf") or [_bare(described)])
        snippets = list(self._snippets(described))
        return {
            "title": described["title"],
            "description": described["description"],
            "markdownDescription": self._explained(described),
            **({"default": described["default"]} if "default" in described else {}),
            **({"defaultSnippets": snippets} if snippets else {}),
            "anyOf": _told_apart([*map(self._value, ways), *self._unbegun(described)]),
        }

    def _explained(self, described: JsonSchema) -> str:
        """A key's words, those of the thing that it holds, and how it may be written."""
        name = self._held(described)
        thing = self._definitions[name]["description"] if name else ""
        examples = [f"`` {flow(e)} ``" for e in described.get("examples", ())]
        shown = f"For example: {', '.join(examples)}" if examples else ""
        texts = dict.fromkeys((described["description"], thing, shown))
        return "\n\n".join(text for text in texts if text)

    def _ways(self, ways: Iterable[JsonSchema]) -> list[JsonSchema]:
        """Ways without ways inside; a text beside suggestions as its own, which fit it, too.

        A server joins the titles of ways all of which fit.
        """
        flat = [
            inner for way in ways for inner in (way["anyOf"] if set(way) == {"anyOf"} else [way])
        ]
        if not any("enum" in way for way in flat):
            return flat
        text = self._definitions["text"]["anyOf"]
        return [
            inner
            for way in flat
            for inner in (text if way == {"$ref": f"{_REFERENCE}text"} else [way])
        ]

    def _value(self, schema: JsonSchema) -> JsonSchema:
        """A way to write a value, without the words that belong to the key."""
        if "$ref" in schema:
            return schema
        bare = _bare(schema)
        if "anyOf" in bare:
            ways = self._ways(bare["anyOf"])
            return {**bare, "anyOf": _told_apart([self._value(way) for way in ways])}
        if "items" in bare:
            items = self._value(bare["items"])
            return {**bare, "type": ["array"], "items": items, "errorMessage": _LIST}
        if isinstance(bare.get("additionalProperties"), dict):
            inner = self._value(bare["additionalProperties"])
            name = self._held(inner)
            words = self._words(name) if name else {}
            return {**bare, "additionalProperties": {**words, **inner}, "errorMessage": _NAMES}
        # A server puts words of its own in place of a message, where several types are refused.
        if isinstance(bare.get("type"), str):
            return {**bare, "type": [bare["type"]]}
        return bare

    def _unbegun(self, described: JsonSchema) -> Iterator[JsonSchema]:
        """A list without entries: the one place where the first are proposed with their dashes.

        What a list with entries proposes is proposed within them, too.
        """
        if not _is_list(described):
            return
        least = [way["minItems"] for way in described["anyOf"] if "minItems" in way]
        empty = {"minItems": max(least, default=0), "maxItems": 0, "errorMessage": _LIST}
        name = self._held(described)
        if name:
            # By this type a server knows that a dash is due.
            snippet = self._snippet(name, self._skeleton(name))
            yield {"type": "array", **empty, "defaultSnippets": [snippet]}
        whole = [value for value in described.get("examples", ()) if isinstance(value, list)]
        if whole:
            yield {"type": ["array"], **empty, "defaultSnippets": list(map(_example, whole))}

    # -- proposals ----------------------------------------------------------------------------

    def _snippets(self, described: JsonSchema) -> Iterator[JsonSchema]:
        """What is proposed behind a key besides its choices: examples, or a new thing."""
        chosen = list(self._chosen(described))
        examples = [value for value in described.get("examples", ()) if value not in chosen]
        name = self._held(described)
        if name and not described.get("examples") and not _is_list(described):
            yield self._snippet(name, self._skeleton(name))
        for example in examples:
            if not isinstance(example, list):
                yield _example(example)

    def _chosen(self, schema: JsonSchema) -> Iterator[Any]:
        """What is proposed at a place without examples."""
        yield from schema.get("enum", ())
        yield from (snippet["body"] for snippet in schema.get("defaultSnippets", ()))
        for way in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
            name = self._referred(way)
            yield from self._chosen(self._definitions[name] if name else way)

    def _begun_list(self, key: str, described: JsonSchema) -> JsonSchema | None:
        """A key with the first entries of its list; None where it is no list, or one of choices."""
        if not _is_list(described):
            return None
        first = next(iter(described.get("examples", ())), None)
        name = self._held(described)
        if first is None and name:
            first = [self._skeleton(name)]
        if not isinstance(first, list):
            return None
        return {
            "label": key,
            "markdownDescription": self._explained(described),
            "suggestionKind": _PROPERTY,
            "body": {key: _with_stops(first)},
        }

    def _words(self, name: str) -> JsonSchema:
        definition = self._definitions[name]
        return {"title": definition["title"], "markdownDescription": definition["description"]}

    def _snippet(self, name: str, body: Any) -> JsonSchema:
        definition = self._definitions[name]
        return {
            "label": definition["title"].lower(),
            "description": definition["description"],
            "body": _with_stops(body),
        }

    def _skeleton(self, name: str) -> JsonSchema:
        """A new thing as it begins: some keys with the first examples of what they hold."""
        properties = self._properties(name)
        return {key: self._first(properties[key]) for key in self._models[name].SKELETON}

    def _first(self, described: JsonSchema) -> Any:
        if described.get("examples"):
            return described["examples"][0]
        name = self._held(described)
        return [self._skeleton(name)] if _is_list(described) else self._skeleton(name)

    def _properties(self, name: str) -> dict[str, JsonSchema]:
        definition = self._definitions[name]
        ways = (definition, *definition.get("anyOf", ()))
        found: dict[str, JsonSchema] = next(w["properties"] for w in ways if "properties" in w)
        return found

    def _held(self, described: JsonSchema) -> str:
        """The name of the thing that a key holds, one or a list of them; empty for none."""
        for way in described.get("anyOf", ()):
            name = self._referred(way.get("items", way))
            if name:
                return name
        return ""

    def _referred(self, schema: JsonSchema) -> str:
        name = str(schema.get("$ref", "")).removeprefix(_REFERENCE)
        return name if name in self._models else ""


def _example(value: Any) -> JsonSchema:
    return {"label": flow(value), "body": _with_stops(value)}


def _is_list(described: JsonSchema) -> bool:
    """Whether a key may hold a list."""
    return any("items" in way for way in described.get("anyOf", ()))


def _without_lists(needed: JsonSchema) -> JsonSchema:
    """What a map needs: that its lists are written at all. That they are lists, they say themselves."""
    written = {
        "type": ["array", "number", "object", "string"],
        "errorMessage": _EMPTY,
        "doNotSuggest": True,
    }
    properties = {
        key: {**{name: value for name, value in lists.items() if name != "type"}, **written}
        for key, lists in needed["properties"].items()
    }
    return {**needed, "properties": properties}


def _closed(mapping: JsonSchema) -> JsonSchema:
    """What closes a mapping to other keys, taken out of it."""
    return {
        "additionalProperties": mapping.pop("additionalProperties"),
        "patternProperties": mapping["patternProperties"],
    }


def _bare(schema: JsonSchema) -> JsonSchema:
    """A schema without words for people; a pattern says of a day what `format` says, and once."""
    words = ("title", "description", "examples", "default", "format")
    return {key: value for key, value in schema.items() if key not in words}


def _told_apart(ways: Iterable[JsonSchema]) -> list[JsonSchema]:
    """Ways that no server takes for one another."""
    return [way if "$ref" in way else {**_APART, **way} for way in ways]


def _with_stops(value: Any) -> Any:
    """A value as a snippet: every scalar is a place where one may go on typing."""
    return _stopped(value, count(1))


def _stopped(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, dict):
        return {_key_text(key): _stopped(item, numbers) for key, item in value.items()}
    if isinstance(value, list):
        return [_stopped(item, numbers) for item in value]
    text = single(value, flow=False)
    for sign in ("\\", "$", "}"):
        text = text.replace(sign, f"\\{sign}")
    return f"${{{next(numbers)}:{text}}}"


def _key_text(key: str) -> str:
    # `n` is a key of ours and means what it says, whatever YAML 1.1 made of it.
    return key if key.isidentifier() else single(key, flow=False)
