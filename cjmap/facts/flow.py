"""Where the customer goes from each touchpoint."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from cjmap.facts.index import Index, resolve
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.reach import reach
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.touchpoints import WayType


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one touchpoint to another.

    `when` is its condition; `written` False for the
    default way; `path` is where it is written, or the touchpoint it leaves.
    """

    source: Path
    target: Path
    type: WayType
    when: str | None
    written: bool
    path: Path


@dataclass(frozen=True, slots=True)
class Flow:
    """The touchpoints of a map as a graph, these in the order of the file.

    `happy` are the touchpoints that are passed where nothing goes wrong, from any entry;
    `exits` those where the journey may end because they say so.
    """

    touchpoints: tuple[TouchpointFact, ...]
    edges: tuple[Edge, ...]
    entries: tuple[Path, ...]
    exits: frozenset[Path]
    happy: frozenset[Path]


def leaving(flow: Flow, path: Path) -> tuple[Edge, ...]:
    """The ways from a touchpoint."""
    return tuple(edge for edge in flow.edges if edge.source == path)


def lead_on(edges: Iterable[Edge]) -> dict[Path, list[Path]]:
    """From each touchpoint to those that ways lead to."""
    ways: dict[Path, list[Path]] = {}
    for edge in edges:
        ways.setdefault(edge.source, []).append(edge.target)
    return ways


def may_end(touchpoint: Touchpoint) -> bool:
    """Whether the journey may end at a touchpoint because it says so."""
    return bool(touchpoint.exit)


def route(index: Index, things: Things, touchpoints: tuple[TouchpointFact, ...]) -> Flow:
    """The ways between the touchpoints of a map, or of those that one persona takes part in.

    By default each persona goes on to the following touchpoint in which it takes part, across
    stages, and nobody goes on after an exit. Happy entries of `next` replace the default, the
    others add to it, `next: []` ends the way. References that mean nothing lead nowhere.
    """
    edges: dict[tuple[Path, Path], Edge] = {}
    for number, fact in enumerate(touchpoints):
        here, thing = fact.item.path, things.touchpoints[fact.item]
        for edge in _written(index, here, thing):
            edges.setdefault((edge.source, edge.target), edge)
        ends = thing.next == () or may_end(thing)
        if ends or any(
            (entry.type or WayType.HAPPY) is WayType.HAPPY for entry in thing.next or ()
        ):
            continue
        for follower in _followers(touchpoints, number):
            there = follower.item.path
            edges.setdefault((here, there), Edge(here, there, WayType.HAPPY, None, False, here))
    ways = tuple(edges.values())
    entries = _entries(things, touchpoints)
    return Flow(
        touchpoints,
        ways,
        entries,
        frozenset(f.item.path for f in touchpoints if may_end(things.touchpoints[f.item])),
        reach(lead_on(edge for edge in ways if edge.type is WayType.HAPPY), entries),
    )


def _written(index: Index, here: Path, touchpoint: Touchpoint) -> Iterable[Edge]:
    for place, entry in enumerate(touchpoint.next or ()):
        target = resolve(index, "touchpoint", entry.to)
        if target is not None:
            path = (*here, "next", place)
            yield Edge(here, target.path, entry.type or WayType.HAPPY, entry.when, True, path)


def _followers(touchpoints: tuple[TouchpointFact, ...], number: int) -> list[TouchpointFact]:
    """Where each persona of a touchpoint goes on by default, in the order of the file."""
    fact = touchpoints[number]
    waiting = set(fact.personas)
    found: list[TouchpointFact] = []
    for other in itertools.islice(touchpoints, number + 1, None):
        if not fact.personas:
            return [other]
        arrived = waiting.intersection(other.personas)
        if arrived:
            found.append(other)
            waiting -= arrived
        if not waiting:
            break
    return found


def _entries(things: Things, touchpoints: tuple[TouchpointFact, ...]) -> tuple[Path, ...]:
    """The first touchpoint of each persona (or of the map), and those that say `entry: true`."""
    entries = {f.item.path for f in touchpoints if things.touchpoints[f.item].entry}
    arrived: set[str] = set()
    for fact in touchpoints:
        present = {persona.id for persona in fact.personas}
        if not present <= arrived:
            entries.add(fact.item.path)
            arrived |= present
    if touchpoints and not arrived:
        entries.add(touchpoints[0].item.path)
    return tuple(fact.item.path for fact in touchpoints if fact.item.path in entries)
