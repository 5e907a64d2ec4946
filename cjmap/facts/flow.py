"""Where the customer goes from each touchpoint."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cjmap.facts.cast import Scene
from cjmap.facts.index import Index
from cjmap.findings import Path
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


@dataclass(frozen=True)
class Flow:
    """The touchpoints of a map as a graph: `scenes` in the order of the file, and the ways."""

    scenes: tuple[Scene, ...]
    edges: tuple[Edge, ...]
    entries: tuple[Path, ...]

    def leaving(self, path: Path) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.source == path)

    def reached(self, starts: Iterable[Path]) -> frozenset[Path]:
        """Every touchpoint that can be reached from `starts`, these included."""
        return _reached(starts, self.edges)

    @cached_property
    def happy(self) -> frozenset[Path]:
        """The touchpoints that are passed where nothing goes wrong, from any entry."""
        return _reached(self.entries, (edge for edge in self.edges if edge.type is WayType.HAPPY))


def _reached(starts: Iterable[Path], edges: Iterable[Edge]) -> frozenset[Path]:
    ways: dict[Path, list[Path]] = {}
    for edge in edges:
        ways.setdefault(edge.source, []).append(edge.target)
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen)


def leaves(scene: Scene) -> bool:
    """Whether the journey may end at a touchpoint because it says so."""
    return bool(scene.touchpoint.exit)


def route(index: Index, scenes: tuple[Scene, ...]) -> Flow:
    """The ways between the touchpoints of a map, or of those that one persona takes part in.

    By default each persona goes on to the following touchpoint in which it takes part, across
    stages, and nobody goes on after an exit. Happy entries of `next` replace the default, the
    others add to it, `next: []` ends the way. References that mean nothing lead nowhere.
    """
    edges: dict[tuple[Path, Path], Edge] = {}
    for number, scene in enumerate(scenes):
        listed = scene.touchpoint.next
        happy = False
        for place, entry in enumerate(listed or ()):
            target = index.resolve("touchpoint", entry.to)
            kind = entry.type or WayType.HAPPY
            happy = happy or kind is WayType.HAPPY
            if target is not None:
                path = (*scene.path, "next", place)
                edges.setdefault(
                    (scene.path, target.path),
                    Edge(scene.path, target.path, kind, entry.when, True, path),
                )
        ends = happy or listed == () or leaves(scene)
        if not ends:
            for target_scene in _followers(scenes, number):
                edges.setdefault(
                    (scene.path, target_scene.path),
                    Edge(scene.path, target_scene.path, WayType.HAPPY, None, False, scene.path),
                )
    return Flow(scenes, tuple(edges.values()), _entries(scenes))


def _followers(scenes: tuple[Scene, ...], number: int) -> list[Scene]:
    """Where each persona of a scene goes on by default, in the order of the file."""
    scene = scenes[number]
    waiting = {persona.id for persona in scene.personas}
    found: list[Scene] = []
    for other in itertools.islice(scenes, number + 1, None):
        if not scene.personas:
            return [other]
        arrived = waiting & {persona.id for persona in other.personas}
        if arrived:
            found.append(other)
            waiting -= arrived
        if not waiting:
            break
    return found


def _entries(scenes: tuple[Scene, ...]) -> tuple[Path, ...]:
    """The first touchpoint of each persona (or of the map), and those that say `entry: true`."""
    entries = {scene.path for scene in scenes if scene.touchpoint.entry}
    personas = {persona.id for scene in scenes for persona in scene.personas}
    for persona in personas:
        entries.add(next(s.path for s in scenes if persona in {p.id for p in s.personas}))
    if scenes and not personas:
        entries.add(scenes[0].path)
    return tuple(scene.path for scene in scenes if scene.path in entries)
