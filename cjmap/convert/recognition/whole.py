"""What tables of our own say whole: JSON in a cell, in the shape in which a map is put together.

Anybody may have edited such a cell, so whatever stands there is no error but, at the worst, a text.
"""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Final

# A value that is nested deeper is no value of a map.
_DEEPEST: Final = 50
# What stands in sheets of its own.
_ELSEWHERE: Final = frozenset(
    (("journey", "stages"), ("journey", "personas"), ("journey", "evidence"))
)
_LISTS: Final = frozenset(
    """
    touchpoints personas evidence channel feedback thoughts quote does expects expectations tags
    physical_evidence frontstage backstage support pains gains opportunities metrics
    goals needs frustrations motivations channels devices
    """.split()
)
# What may stand alone in a list of things, by their lists.
_ALONE: Final = {
    "pains": "text",
    "gains": "text",
    "opportunities": "text",
    "metrics": "type",
    "lanes": "name",
}


def read_whole(text: str) -> Any:
    """The value that a cell says as JSON; the text itself where it is none."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text
    return value if _is_holdable(value) else text


def _refuse(written: str) -> Any:
    raise ValueError(written)


def _is_holdable(value: Any) -> bool:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > _DEEPEST or not all(isfinite(one) for one in level if isinstance(one, float)):
            return False
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return True


def as_built(level: str, key: str, value: Any) -> Any:
    """A value as a map is put together with it: lists as lists, things as mappings.

    `level` is that of a `Place`. None where the key can hold nothing of the kind.
    """
    if (level, key) in _ELSEWHERE:
        return None
    if key == "lanes" and level != "journey":
        return _texts_by_lane(value)
    if key == "emotions":
        return value if isinstance(value, dict) else None
    if key not in _LISTS and key != "lanes":
        return value
    listed = value if isinstance(value, list) else None if value is None else [value]
    alone = _ALONE.get(key)
    if alone is None or listed is None:
        return listed
    things = [{alone: one} if isinstance(one, str) else one for one in listed]
    return things if all(isinstance(one, dict) for one in things) else None


def _texts_by_lane(value: Any) -> dict[str, list[Any]] | None:
    if not isinstance(value, dict):
        return None
    return {name: said if isinstance(said, list) else [said] for name, said in value.items()}
