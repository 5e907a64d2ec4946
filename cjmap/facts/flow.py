"""Where the customer goes from each touchpoint, and the way of those for whom nothing goes wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.reach import reach
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.model.touchpoint import Next, Touchpoint
from cjmap.records import dataclass
from cjmap.vocabulary.touchpoints import WayType


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one touchpoint to another.

    `when` is its condition, `share` how many take it, in percent; `written` False for the
    default way; `path` is where it is written, or the touchpoint it leaves.
    """

    source: Path
    target: Path
    type: WayType
    when: str | None
    share: float | None
    written: bool
    path: Path


@dataclass(frozen=True, slots=True)
class Walk:
    """How those go who take part in the same touchpoints; nobody by name where nobody does.

    `present` are these touchpoints, `entries` those where they begin, `reached` all that they can
    get to, and `edges` the ways from all of these. `happy` is the way of those for whom nothing goes
    wrong, in the order in which they pass the touchpoints, those included in which they take no
    part: it begins at the first of theirs in the file.
    """

    personas: tuple[Item, ...]
    present: frozenset[Path]
    entries: tuple[Path, ...]
    edges: tuple[Edge, ...]
    reached: frozenset[Path]
    happy: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The touchpoints of a map as a graph, these in the order of the file.

    `edges` are the ways of everybody, several from one touchpoint to another where they differ in
    kind, condition or share; `exits` the touchpoints where the journey may end because they say so.
    """

    touchpoints: tuple[TouchpointFact, ...]
    edges: tuple[Edge, ...]
    entries: tuple[Path, ...]
    exits: frozenset[Path]
    walks: tuple[Walk, ...]


def lead_on(edges: Iterable[Edge]) -> dict[Path, list[Path]]:
    """From each touchpoint to those that ways lead to."""
    ways: dict[Path, list[Path]] = {}
    for edge in edges:
        ways.setdefault(edge.source, []).append(edge.target)
    return ways


def lead_back(edges: Iterable[Edge]) -> dict[Path, list[Path]]:
    """From each touchpoint to those from which ways lead to it."""
    ways: dict[Path, list[Path]] = {}
    for edge in edges:
        ways.setdefault(edge.target, []).append(edge.source)
    return ways


def divide(flow: Flow) -> list[list[TouchpointFact]]:
    """The parts of a map that ways of any kind join, as far as somebody reaches them."""
    ways = lead_on(flow.edges)
    for target, sources in lead_back(flow.edges).items():
        ways.setdefault(target, []).extend(sources)
    reached = {path for walk in flow.walks for path in walk.reached}
    part_of: dict[Path, int] = {}
    for number, fact in enumerate(flow.touchpoints):
        if fact.item.path not in part_of:
            part_of.update(dict.fromkeys(reach(ways, [fact.item.path]), number))
    parts: dict[int, list[TouchpointFact]] = {}
    for fact in flow.touchpoints:
        parts.setdefault(part_of[fact.item.path], []).append(fact)
    return [part for part in parts.values() if any(fact.item.path in reached for fact in part)]


def walk_of(flow: Flow, persona: Item) -> Walk | None:
    """The walk of a persona, None where it takes part in no touchpoint."""
    return next((walk for walk in flow.walks if persona in walk.personas), None)


def take(walk: Walk) -> frozenset[Edge]:
    """The ways of a walk that are usual: one from each touchpoint, of all that are happy there.

    On the happy way that which leads on along it, elsewhere the first. Where that only passes
    through what others meet, the first to a touchpoint of those who walk is usual beside it.
    """
    onward = dict(pairwise(walk.happy))
    happy: dict[Path, list[Edge]] = {}
    for edge in walk.edges:
        if edge.type is WayType.HAPPY:
            happy.setdefault(edge.source, []).append(edge)
    taken = set()
    for source, edges in happy.items():
        first = next((e for e in edges if e.target == onward.get(source)), edges[0])
        own = next((edge for edge in edges if edge.target in walk.present), first)
        taken |= {first} if first.target in walk.present else {first, own}
    return frozenset(taken)


def route(index: Index, things: Things, touchpoints: tuple[TouchpointFact, ...]) -> Flow:
    """The ways between the touchpoints of a map, for those who take part in them.

    By default each persona goes on to the following touchpoint in which it takes part, across
    stages, and nobody goes on after an exit. Happy entries of `next` replace the default, the
    others add to it, `next: []` ends the way. A touchpoint to which an entry leads and in which
    the persona takes no part is passed through, along its own entries or the persona's default.
    References that mean nothing lead nowhere.
    """
    places = {
        fact.item.path: _place(index, fact.item.path, things.touchpoints[fact.item])
        for fact in touchpoints
    }
    groups = _groups(index, touchpoints)
    walks = tuple(_walk(places, *group) for group in groups)
    entries = {path for walk in walks for path in walk.entries}
    return Flow(
        touchpoints,
        tuple(_join(places, walks)),
        tuple(path for path in places if path in entries),
        frozenset(path for path, place in places.items() if place.touchpoint.exit),
        walks,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A touchpoint as a place on the way: what it writes, and whether it leads on by default."""

    touchpoint: Touchpoint
    written: tuple[Edge, ...]
    goes_on: bool


def _place(index: Index, here: Path, touchpoint: Touchpoint) -> _Place:
    entries = touchpoint.next
    happy = any(_kind(entry) is WayType.HAPPY for entry in entries)
    ends = touchpoint.denies("next") or bool(touchpoint.exit)
    return _Place(touchpoint, tuple(_written(index, here, entries)), not happy and not ends)


def _kind(entry: Next) -> WayType:
    return entry.type or WayType.HAPPY


def _written(index: Index, here: Path, entries: tuple[Next, ...]) -> Iterator[Edge]:
    """The ways that a touchpoint writes, each once."""
    told = set()
    for number, entry in enumerate(entries):
        target = resolve(index, "touchpoint", entry.to)
        if target is None:
            continue
        said = (target.path, _kind(entry), entry.when, entry.share)
        if said not in told:
            told.add(said)
            yield Edge(here, *said, True, (*here, "next", number))


def _groups(
    index: Index, touchpoints: Sequence[TouchpointFact]
) -> list[tuple[tuple[Item, ...], frozenset[Path]]]:
    """Those who take part in the same touchpoints, and these; the first group first.

    Where nobody takes part in some, somebody without a name does.
    """
    # Most touchpoints have the very same participants: each list of them is looked into once.
    lists = {id(fact.personas): fact.personas for fact in touchpoints}
    casts = tuple(dict.fromkeys(lists.values()))
    members: dict[tuple[int, ...], list[Item]] = {}
    inside = [frozenset(cast) for cast in casts]
    for persona in index.items["persona"]:
        key = tuple(n for n, cast in enumerate(inside) if persona in cast)
        if key:
            members.setdefault(key, []).append(persona)
    if () in casts:
        members[casts.index(()),] = []
    number = {cast: n for n, cast in enumerate(casts)}
    cast_of = {name: number[cast] for name, cast in lists.items()}
    return [
        (
            tuple(personas),
            frozenset(f.item.path for f in touchpoints if cast_of[id(f.personas)] in key),
        )
        for key, personas in members.items()
    ]


def _walk(
    places: Mapping[Path, _Place], personas: tuple[Item, ...], present: frozenset[Path]
) -> Walk:
    default = _defaults(places, present)
    first = next(path for path in places if path in present)
    entries = tuple(
        p for p in places if p == first or (p in present and places[p].touchpoint.entry)
    )
    ways = {path: _leave(path, place, default) for path, place in places.items()}
    reached = reach({path: [e.target for e in edges] for path, edges in ways.items()}, entries)
    return Walk(
        personas,
        present,
        entries,
        tuple(e for path in places if path in reached or path in present for e in ways[path]),
        reached,
        _stroll(first, ways),
    )


def _defaults(places: Mapping[Path, _Place], present: frozenset[Path]) -> dict[Path, Path | None]:
    """From each touchpoint the following one in which somebody takes part."""
    following: dict[Path, Path | None] = {}
    after: Path | None = None
    for path in reversed(tuple(places)):
        following[path] = after
        after = path if path in present else after
    return following


def _leave(path: Path, place: _Place, default: Mapping[Path, Path | None]) -> tuple[Edge, ...]:
    """The ways from a touchpoint, what is written first."""
    target = default[path] if place.goes_on else None
    if target is None:
        return place.written
    return (*place.written, Edge(path, target, WayType.HAPPY, None, None, False, path))


def _stroll(start: Path, ways: Mapping[Path, tuple[Edge, ...]]) -> tuple[Path, ...]:
    """The happy way from a touchpoint: always the first that has not been passed."""
    passed: dict[Path, None] = {}
    here: Path | None = start
    while here is not None:
        passed[here] = None
        happy = (edge.target for edge in ways[here] if edge.type is WayType.HAPPY)
        here = next((target for target in happy if target not in passed), None)
    return tuple(passed)


def _join(places: Mapping[Path, _Place], walks: Sequence[Walk]) -> Iterator[Edge]:
    """Everybody's ways in the order of the file: what is written, then where each goes by default."""
    defaults: dict[Path, dict[Path, Edge]] = {}
    for walk in walks:
        for edge in walk.edges:
            if not edge.written:
                defaults.setdefault(edge.source, {}).setdefault(edge.target, edge)
    order = {path: number for number, path in enumerate(places)}
    for path, place in places.items():
        yield from place.written
        yield from sorted(defaults.get(path, {}).values(), key=lambda edge: order[edge.target])
