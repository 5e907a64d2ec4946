"""A map of the project's own format, from tree to tree: YAML ↔ JSON, values as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cjmap.convert.drafts import Draft, Given, Reading
from cjmap.convert.texts import text_of
from cjmap.findings.json_text import json_text
from cjmap.findings.usage import UsageError
from cjmap.messages import shorten, tr
from cjmap.sieve.grammar import MODELS
from cjmap.text import tree as nodes
from cjmap.text.emitting import Value
from cjmap.text.scalars import Written, is_holdable, parse_number, resolve
from cjmap.text.tree import Alias, Node, Scalar, Tree

# The forms of what takes any scalar as the text that is written there.
_TEXTS: Final = frozenset(("text", "slug", "day", "pattern"))
_MAP: Final = ("model", "Journey")
_DEEPEST: Final = 200


def values_of(tree: Tree) -> Mapping[str, Value]:
    """What a map says that was read as a whole, aliases written out, comments left behind."""
    root = tree.root.target if isinstance(tree.root, Alias) else tree.root
    assert isinstance(root, nodes.Mapping)
    found = plain(root, _MAP)
    assert isinstance(found, Mapping)
    return found


def plain(node: Node, form: Any = None) -> Value:
    """What stands at a node; `form` is what the models say of it, None where they say nothing."""
    if isinstance(node, Alias):
        node = node.target
    kind = form[0] if form is not None else ""
    if isinstance(node, nodes.Sequence):
        inner = form[1] if kind in ("list", "many") else _listed(form) if kind == "either" else None
        return [plain(item, inner) for item in node.items]
    if kind in ("list", "many"):
        return plain(node, form[1])
    if isinstance(node, nodes.Mapping):
        known = MODELS[form[1]][0] if kind == "model" else {}
        each = form[1] if kind == "dict" else None
        return {key: plain(value, known.get(key, each)) for key, (_, value) in node.entries.items()}
    assert isinstance(node, Scalar)
    if kind == "model":
        fields, _, alone = MODELS[form[1]]
        form = fields[alone] if alone is not None else None
        kind = form[0] if form is not None else ""
    return _single(node, kind)


def _listed(form: Any) -> Any:
    """The form of the items, of what is either one thing or a list."""
    return next((one[1] for one in form[1:] if one[0] in ("list", "many")), None)


def _single(node: Scalar, kind: str) -> Value:
    if node.null:
        return None
    if kind in _TEXTS:
        return node.value
    found = resolve(node.value, plain=node.plain)
    if isinstance(found, float):
        return parse_number(node.value)
    return found


# -- JSON -----------------------------------------------------------------------------------------


def write_json(values: Mapping[str, Value]) -> str:
    """A map as JSON, numbers with the decimals that they are written with."""
    return "".join(_json(values, "\n")) + "\n"


def _json(value: Value, line: str) -> Iterator[str]:
    inner = f"{line}  "
    if isinstance(value, Written):
        yield str(value)
    elif isinstance(value, Mapping) and value:
        for number, (key, one) in enumerate(value.items()):
            yield f"{',' if number else '{'}{inner}{json_text(key)}: "
            yield from _json(one, inner)
        yield f"{line}}}"
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for number, one in enumerate(value):
            yield f"{',' if number else '['}{inner}"
            yield from _json(one, inner)
        yield f"{line}]"
    else:
        yield json_text(value)


def read_json(given: Given) -> Reading:
    """The map, or the maps of a list, that a file holds as JSON.

    Raises:
        UsageError: it is none, or holds something else than maps.
    """
    text = text_of(given.data, given.name)
    try:
        found = json.loads(
            text,
            object_pairs_hook=_Pairs(given.name).take,
            parse_float=lambda written: _number(written, given.name),
            parse_int=lambda written: _number(written, given.name),
            parse_constant=lambda written: _number(written, given.name),
        )
    except json.JSONDecodeError as error:
        raise UsageError(
            tr(
                "{file}, line {line}, column {column}: this is no JSON.",
                file=given.name,
                line=error.lineno,
                column=error.colno,
            )
        ) from None
    except RecursionError:
        raise _nested(given.name) from None
    maps = found if isinstance(found, list) else [found]
    if not maps or not all(isinstance(one, dict) for one in maps):
        raise UsageError(
            tr(
                "{file} holds no map: a map is an object with `title` and `stages`.",
                file=given.name,
            )
        )
    if any(_depth(one) > _DEEPEST for one in maps):
        raise _nested(given.name)
    return Reading(tuple(Draft(one, name=given.stem if len(maps) == 1 else "") for one in maps))


def _nested(name: str) -> UsageError:
    return UsageError(tr("{file}: more than {n} levels are nested here.", file=name, n=_DEEPEST))


def _depth(value: object) -> int:
    """How many levels are nested in a value, itself counted; walked level by level."""
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _number(written: str, name: str) -> float:
    number = parse_number(written)
    if number is None or not is_holdable(number):
        raise UsageError(
            tr("{file}: no map holds the number {number}.", file=name, number=shorten(written))
        )
    return number if number.decimals or not number.is_integer() else int(number)


class _Pairs:
    """Makes objects of pairs; of two pairs with one key nobody would know which was meant."""

    def __init__(self, name: str) -> None:
        self._name = name

    def take(self, pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise UsageError(
                tr(
                    "{file}: the key `{key}` stands twice in one object.",
                    file=self._name,
                    key=shorten(twice),
                )
            )
        return made
