"""Where the customer goes from each touchpoint."""

from __future__ import annotations

from dataclasses import replace

from cjmap.board import board
from cjmap.board.cut import Cut
from cjmap.facts.cast import Scene
from cjmap.facts.flow import Flow, route
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
            (numbers[scene.path], ending)
            for scene in flow.scenes
            if (ending := _ending(flow, scene)) is not None
        ),
    )


def _route(cut: Cut) -> Flow:
    if cut.personas == cut.facts.cast.personas:
        return cut.facts.flow
    scenes = tuple(
        replace(scene, personas=tuple(p for p in scene.personas if p in cut.personas))
        for row in cut.scenes
        for scene in row
    )
    flow = route(cut.facts.index, scenes)
    return replace(flow, edges=tuple(e for e in flow.edges if e.target in cut.numbers))


def _ending(flow: Flow, scene: Scene) -> str | None:
    """How the journey ends here: as `exit` says, or `end` where nothing leads on."""
    said = scene.touchpoint.exit
    if said:
        return str(said) if isinstance(said, Exit) else MAY_END
    return None if flow.leaving(scene.path) else END
