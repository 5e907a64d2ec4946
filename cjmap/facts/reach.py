"""What can be reached from where, over ways of any kind."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def reach(ways: Mapping[Node, Iterable[Node]], starts: Iterable[Node]) -> frozenset[Node]:
    """Everything that can be reached from `starts`, these included."""
    seen: set[Node] = set()
    spread(seen, ways, starts)
    return frozenset(seen)


def spread(
    seen: set[Node], ways: Mapping[Node, Iterable[Node]], starts: Iterable[Node]
) -> list[Node]:
    """Adds to `seen` what can be reached from `starts` without what it holds, and returns that."""
    waiting = list(starts)
    added: list[Node] = []
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            added.append(node)
            waiting += ways.get(node, ())
    return added
