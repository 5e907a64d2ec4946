"""Paths in plain data: what stands there, how much of them is there, and numbers of items gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from cjmap.findings import Path

# What a file says before any model has read it. None stands only below keys that no model
# knows: the user's own, and those whose name alone is wrong.
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"


def value_at(data: Value, path: Path) -> Value:
    """What stands at a path, or None; shorthand is stepped over."""
    for step in path:
        if isinstance(data, dict):
            if isinstance(step, int) or _is_left_out(data, step):
                continue
            data = data.get(step)
        elif isinstance(data, list):
            if isinstance(step, str):
                continue
            data = data[step] if step < len(data) else None
        else:
            return None
    return data


def existing_prefix(data: Value, location: Path) -> Path:
    """The longest prefix of a location that the data hold, shorthand stepped over."""
    path: list[str | int] = []
    for step in location:
        if isinstance(data, dict):
            if isinstance(step, int) or _is_left_out(data, step):
                continue
            if step not in data:
                break
            data = data[step]
        elif isinstance(data, list):
            if isinstance(step, str):
                continue
            if step >= len(data):
                break
            data = data[step]
        else:
            break
        path.append(step)
    return tuple(path)


def _is_left_out(data: dict[str, Value], step: str) -> bool:
    """Whether a key of the model is one that shorthand leaves out of the document."""
    return step == "events" and "event" in data and step not in data


def original_number(number: int, removed: Sequence[int]) -> int:
    """The number that an item had before the items of `removed` (ascending) were taken out."""
    low, high = 0, len(removed)
    while low < high:
        middle = (low + high) // 2
        if removed[middle] - middle <= number:
            low = middle + 1
        else:
            high = middle
    return number + low


def reverse_order(path: Path) -> tuple[int, ...]:
    """Sorts the last items of a list first, and what is inside before what holds it.

    So what is taken out leaves the numbers of all that are still to be taken out.
    """
    return *(-step if isinstance(step, int) else 0 for step in path), 1
