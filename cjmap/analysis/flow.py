"""Where the customer goes from each touchpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmap.analysis.cast import Cast, Scene
from cjmap.findings import Path
from cjmap.index import Index


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one touchpoint to another.

    `type` is happy, alternative or exception; `when` its condition; `written` False for the
    default way; `path` is where it is written, or the touchpoint it leaves.
    """

    source: Path
    target: Path
    type: str
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

    def arriving(self, path: Path) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.target == path)

    def reached(self, starts: Iterable[Path]) -> frozenset[Path]:
        """Every touchpoint that can be reached from `starts`, these included."""
        ways: dict[Path, list[Path]] = {}
        for edge in self.edges:
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
    return scene.touchpoint.exit not in (None, "false")


def route(index: Index, cast: Cast) -> Flow:
    """The ways of a map.

    By default each persona goes on to the following touchpoint in which it takes part, across
    stages, and nobody goes on after an exit. Happy entries of `next` replace the default, the
    others add to it, `next: []` ends the way. References that mean nothing lead nowhere.
    """
    scenes = cast.scenes
    edges: dict[tuple[Path, Path], Edge] = {}
    for number, scene in enumerate(scenes):
        listed = scene.touchpoint.next
        happy = False
        for place, entry in enumerate(listed or ()):
            target = index.resolve("touchpoint", entry.to)
            kind = entry.type or "happy"
            happy = happy or kind == "happy"
            if target is not None:
                path = (*scene.path, "next", place)
                edges.setdefault(
                    (scene.path, target.path),
                    Edge(scene.path, target.path, kind, entry.when, True, path),
                )
        ends = happy or listed == () or leaves(scene)
        if not ends:
            for target_scene in _followers(scene, scenes[number + 1 :]):
                edges.setdefault(
                    (scene.path, target_scene.path),
                    Edge(scene.path, target_scene.path, "happy", None, False, scene.path),
                )
    return Flow(scenes, tuple(edges.values()), _entries(scenes))


def _followers(scene: Scene, following: tuple[Scene, ...]) -> list[Scene]:
    if not scene.personas:
        return list(following[:1])
    found: list[Scene] = []
    for persona in scene.personas:
        first = next((other for other in following if persona in other.personas), None)
        if first is not None and first not in found:
            found.append(first)
    return sorted(found, key=lambda other: other.path)


def _entries(scenes: tuple[Scene, ...]) -> tuple[Path, ...]:
    """The first touchpoint of each persona (or of the map), and those that say `entry: true`."""
    entries = {scene.path for scene in scenes if scene.touchpoint.entry == "true"}
    personas = {persona.id for scene in scenes for persona in scene.personas}
    for persona in personas:
        entries.add(next(s.path for s in scenes if persona in {p.id for p in s.personas}))
    if scenes and not personas:
        entries.add(scenes[0].path)
    return tuple(scene.path for scene in scenes if scene.path in entries)
