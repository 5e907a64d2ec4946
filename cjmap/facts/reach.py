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


def knot(ways: Mapping[Node, Iterable[Node]], starts: Iterable[Node]) -> list[frozenset[Node]]:
    """What can be reached from `starts`, in knots: from each of one's nodes all others lead back.

    A knot comes before those from which ways lead to it (Tarjan 1972, without recursion).
    """
    found: list[frozenset[Node]] = []
    numbers: dict[Node, int] = {}
    lows: dict[Node, int] = {}
    open_: list[Node] = []
    done: set[Node] = set()
    for start in starts:
        if start in numbers:
            continue
        trail = [(start, iter(ways.get(start, ())))]
        numbers[start] = lows[start] = len(numbers)
        open_.append(start)
        while trail:
            node, onward = trail[-1]
            target = next(onward, None)
            if target is None:
                trail.pop()
                if trail:
                    above = trail[-1][0]
                    lows[above] = min(lows[above], lows[node])
                if lows[node] == numbers[node]:
                    members = [open_.pop()]
                    while members[-1] != node:
                        members.append(open_.pop())
                    done.update(members)
                    found.append(frozenset(members))
            elif target not in numbers:
                numbers[target] = lows[target] = len(numbers)
                open_.append(target)
                trail.append((target, iter(ways.get(target, ()))))
            elif target not in done:
                lows[node] = min(lows[node], numbers[target])
    return found
