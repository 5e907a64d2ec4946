"""Where the customer goes from each touchpoint."""

from __future__ import annotations

from dataclasses import replace

from cjmap.board import board
from cjmap.board.cut import Cut
from cjmap.facts.flow import Flow, leaving, route
from cjmap.facts.participation import TouchpointFact
from cjmap.vocabulary.touchpoints import Exit

MAY_END = "true"
"""How a touchpoint ends where the journey may, without a word on how."""

END = "end"
"""How a touchpoint ends from which nothing leads on, without saying so."""


def read_flow(cut: Cut) -> board.Flow:
    """The ways between the touchpoints that are read, as those go them who are read for."""
    flow = _route(cut)
    numbers = cut.numbers
    return board.Flow(
        tuple(
            board.Way(
                numbers[edge.source], numbers[edge.target], edge.type, edge.when or "", edge.written
            )
            for edge in flow.edges
        ),
        tuple(numbers[path] for path in flow.entries),
        tuple(
            (numbers[fact.item.path], ending)
            for fact in flow.touchpoints
            if (ending := _ending(cut, flow, fact)) is not None
        ),
    )


def _route(cut: Cut) -> Flow:
    if cut.personas == cut.subject.participation.personas:
        return cut.subject.flow
    touchpoints = tuple(
        replace(fact, personas=tuple(p for p in fact.personas if p in cut.personas))
        for row in cut.touchpoints
        for fact in row
    )
    flow = route(cut.subject.index, cut.subject.things, touchpoints)
    return replace(flow, edges=tuple(e for e in flow.edges if e.target in cut.numbers))


def _ending(cut: Cut, flow: Flow, fact: TouchpointFact) -> str | None:
    """How the journey ends here: as `exit` says, or `end` where nothing leads on."""
    said = cut.subject.things.touchpoints[fact.item].exit
    if said:
        return str(said) if isinstance(said, Exit) else MAY_END
    return None if leaving(flow, fact.item.path) else END
