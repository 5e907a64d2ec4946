"""Where the customer goes from each touchpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cjmap.board import board
from cjmap.board.cut import Cut
from cjmap.facts.flow import Edge, Flow, Walk
from cjmap.facts.index import Item
from cjmap.findings import Path
from cjmap.messages import join
from cjmap.vocabulary.touchpoints import Exit, WayType

MAY_END = "true"
"""How a touchpoint ends where the journey may, without a word on how."""

END = "end"
"""How a touchpoint ends from which nothing leads on, without saying so."""


def read_flow(cut: Cut) -> board.Flow:
    """The ways between the touchpoints that are read, as those go them who are read for."""
    flow = _cut_flow(cut)
    numbers = cut.numbers
    return board.Flow(
        tuple(
            board.Way(
                numbers[edge.source], numbers[edge.target], edge.type, edge.when or "", edge.written
            )
            for edge in flow.edges
        ),
        tuple(_starts(cut, flow)),
        tuple(_ends(cut, flow)),
    )


def _cut_flow(cut: Cut) -> Flow:
    """The ways of those who are read for, between the touchpoints that are."""
    flow = cut.subject.flow
    if cut.personas == cut.subject.participation.personas:
        return flow
    walks = [_cut_walk(cut, walk) for walk in flow.walks if set(walk.personas) & set(cut.personas)]
    every = {(e.source, e.target, e.type, e.when): e for walk in walks for e in walk.edges}
    written = [e for e in every.values() if e.source in cut.numbers]
    order = sorted(written, key=lambda edge: (cut.numbers[edge.source], not edge.written))
    entries = {path for walk in walks for path in walk.entries}
    shown = tuple(fact for row in cut.touchpoints for fact in row)
    return replace(
        flow,
        touchpoints=shown,
        edges=tuple(order),
        entries=tuple(fact.item.path for fact in shown if fact.item.path in entries),
        walks=tuple(walks),
    )


def _cut_walk(cut: Cut, walk: Walk) -> Walk:
    """A walk without what is not read: a way through that leads to what follows."""
    onward: dict[Path, Path] = {}
    for edge in walk.edges:
        if edge.type is WayType.HAPPY:
            onward.setdefault(edge.source, edge.target)
    edges = (_lengthen(edge, cut, onward) for edge in walk.edges)
    return replace(
        walk,
        personas=tuple(persona for persona in walk.personas if persona in cut.personas),
        edges=tuple(edge for edge in edges if edge is not None),
    )


def _lengthen(edge: Edge, cut: Cut, onward: dict[Path, Path]) -> Edge | None:
    passed: set[Path] = set()
    target: Path | None = edge.target
    while target is not None and target not in cut.numbers:
        passed.add(target)
        target = onward.get(target)
        if target in passed:
            return None
    return None if target is None else replace(edge, target=target)


def _starts(cut: Cut, flow: Flow) -> Iterator[board.Terminal]:
    """Where somebody begins."""
    for path in flow.entries:
        begin = [p for walk in flow.walks if path in walk.entries for p in walk.personas]
        yield board.Terminal(cut.numbers[path], "start", _whose(cut, flow, path, begin))


def _ends(cut: Cut, flow: Flow) -> Iterator[board.Terminal]:
    """How the journey ends: as `exit` says, or `end` where nothing leads on for somebody."""
    leaving = [{edge.source for edge in walk.edges} for walk in flow.walks]
    for fact in flow.touchpoints:
        path = fact.item.path
        said = cut.subject.things.touchpoints[fact.item].exit
        if said:
            how = str(said) if isinstance(said, Exit) else MAY_END
            yield board.Terminal(cut.numbers[path], how, "")
            continue
        there = [
            walk
            for walk, sources in zip(flow.walks, leaving, strict=True)
            if path in walk.present and path not in sources
        ]
        if there:
            end = [persona for walk in there for persona in walk.personas]
            yield board.Terminal(cut.numbers[path], END, _whose(cut, flow, path, end))


def _whose(cut: Cut, flow: Flow, path: Path, personas: Iterable[Item]) -> str:
    """The names of some who take part at a touchpoint; empty where it is all of them."""
    everybody = {p for walk in flow.walks if path in walk.present for p in walk.personas}
    few = set(personas)
    return "" if few == everybody else join([p.name for p in cut.personas if p in few])
