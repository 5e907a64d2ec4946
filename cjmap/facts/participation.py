"""Who takes part where.

A persona takes part in a touchpoint that names it, or whose stage names it where the
touchpoint names nobody, or, where neither names anybody, unless it is negative; and in a
stage if it takes part in one of its touchpoints, or the stage names it, or the stage has no
touchpoints and names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.things import Things
from cjmap.model.stage import Stage
from cjmap.records import dataclass
from cjmap.vocabulary.personas import PersonaType


@dataclass(frozen=True, slots=True)
class TouchpointFact:
    """A touchpoint, its stage, and who takes part in it, in the order of the personas."""

    item: Item
    stage: Item
    personas: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StageFact:
    """A stage, its touchpoints in the order of the file, and who takes part in it."""

    item: Item
    touchpoints: tuple[TouchpointFact, ...]
    personas: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """The personas of a map, and the stages and touchpoints that they take part in."""

    personas: tuple[Item, ...]
    stages: tuple[StageFact, ...]
    touchpoints: tuple[TouchpointFact, ...]


def take_part(index: Index, things: Things) -> Participation:
    """Who takes part where in a map. References that mean nothing name nobody."""
    everyone = index.items["persona"]
    usual = tuple(
        item for item, persona in things.personas if persona.type is not PersonaType.NEGATIVE
    )

    def named(references: tuple[str, ...]) -> tuple[Item, ...]:
        if not references:
            return usual
        meant = {resolve(index, "persona", reference) for reference in references}
        return tuple(persona for persona in everyone if persona in meant)

    touchpoints: list[list[TouchpointFact]] = [[] for _ in things.stages]
    for item, touchpoint in things.touchpoints:
        assert item.stage is not None
        stage = index.items["stage"][item.stage]
        present = named(touchpoint.personas or things.stages[stage].personas)
        touchpoints[item.stage].append(TouchpointFact(item, stage, present))
    stages = []
    for (item, stage_thing), inside in zip(things.stages, touchpoints, strict=True):
        present = _present(stage_thing, inside, everyone, named(stage_thing.personas))
        stages.append(StageFact(item, tuple(inside), present))
    return Participation(everyone, tuple(stages), tuple(t for s in stages for t in s.touchpoints))


def _present(
    stage: Stage,
    touchpoints: Sequence[TouchpointFact],
    everyone: tuple[Item, ...],
    named: tuple[Item, ...],
) -> tuple[Item, ...]:
    """Who takes part in a stage; `named` are whom it names, or who would come unnamed."""
    present = {persona for touchpoint in touchpoints for persona in touchpoint.personas}
    if stage.personas or not touchpoints:
        present.update(named)
    return tuple(persona for persona in everyone if persona in present)
