"""The shape of JSON documents: which keys there are, and of what type their values are.

A line a key: `findings[].related[].line: integer | null`. A `?` behind a key says that some of
the mappings around it go without it. Strings that are words of cjmap's own are listed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

# Keys whose strings scripts compare with.
CHOICES = frozenset(
    (
        "$schema columnKind kind level operator problem.severity quadrant severity standing state "
        "status tags unrated version what"
    ).split()
)
_TYPES = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    type(None): "null",
    list: "array",
    dict: "object",
}
# In the order in which they are written.
_ORDER = ("object", "array", "string", "boolean", "integer", "number", "null")


def describe_shape(documents: Iterable[object]) -> list[str]:
    """The lines of documents of one kind, sorted by path."""
    seen: Counter[str] = Counter()
    mappings: Counter[str] = Counter()
    owner: dict[str, str] = {}
    types: defaultdict[str, set[str]] = defaultdict(set)
    words: defaultdict[str, set[str]] = defaultdict(set)
    for path, above, value in _walk(documents):
        seen[path] += 1
        mappings[path] += isinstance(value, dict)
        types[path].add(_TYPES[type(value)])
        if above is not None:
            owner[path] = above
        if isinstance(value, str) and _key(path) in CHOICES:
            words[path].add(value)
    return [
        _line(path, optional, types[path], words[path])
        for path in sorted(seen)
        if path
        for optional in [path in owner and seen[path] < mappings[owner[path]]]
    ]


def _walk(documents: Iterable[object]) -> Iterator[tuple[str, str | None, object]]:
    """Every value with its path, and the path of its mapping where it stands in one."""
    waiting: list[tuple[str, str | None, object]] = [("", None, each) for each in documents]
    while waiting:
        path, above, value = waiting.pop()
        yield path, above, value
        if isinstance(value, dict):
            waiting += [
                (f"{path}.{key}" if path else key, path, each) for key, each in value.items()
            ]
        elif isinstance(value, list):
            waiting += [(f"{path}[]", None, each) for each in value]


def _key(path: str) -> str:
    """The last key of a path; one that holds a dot itself is found whole."""
    bare = path.removesuffix("[]")
    return next((key for key in CHOICES if "." in key and bare.endswith(key)), bare.split(".")[-1])


def _line(path: str, optional: bool, types: set[str], words: set[str]) -> str:
    """Integers among numbers are numbers; what is a list or mapping shows by the lines below it."""
    kinds = types - {"integer"} if "number" in types else types
    text = " | ".join(kind for kind in _ORDER if kind in kinds)
    if words:
        text = text.replace("string", " | ".join(f'"{word}"' for word in sorted(words)))
    return f"{path}{'?' if optional else ''}: {text}"
