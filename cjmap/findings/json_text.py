"""JSON that a terminal and a log may show: the same values, and nothing in it acts on either."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from cjmap.expressions import expression

# Within strings alone: nothing else in JSON has them. Overrides of the writing direction, line
# ends that only some programs see, controls; and the signs by which logs of Azure and TeamCity
# know a command, wherever in a line they stand.
_ACTING = expression(
    "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    r"|(?<=#)#(?=\[|vso\[|teamcity\[)"
)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """A value as JSON, keys in their order, without a line feed at the end."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def json_around(document: object, key: str, items: Iterable[object]) -> Iterator[str]:
    """A document as JSON, in pieces, with items in place of the one empty list of a key."""
    head, opening, tail = json_text(document).partition(f'"{key}": []')
    start = head.rpartition("\n")[2]
    yield head + opening.removesuffix("[]")
    yield from json_list(items, start[: len(start) - len(start.lstrip())])
    yield tail


def json_list(items: Iterable[object], indent: str = "") -> Iterator[str]:
    """Items as a list in JSON, in pieces, each of which is forgotten when the next is asked for.

    `indent` is that of the line in which the list begins.
    """
    inner = f"{indent}  "
    former: str | None = None
    for item in items:
        yield "[\n" if former is None else f"{former},\n"
        former = inner + json_text(item).replace("\n", f"\n{inner}")
    yield "[]" if former is None else f"{former}\n{indent}]"
