"""Who takes part where, and how each of them feels there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmap.facts.index import Index, Item
from cjmap.findings import Path
from cjmap.model.emotion import Emotion
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.personas import PersonaType


@dataclass(frozen=True, slots=True)
class Scene:
    """A touchpoint with its stage and those who take part in it, in the order of the personas."""

    item: Item
    touchpoint: Touchpoint
    stage: Item
    personas: tuple[Item, ...]

    @property
    def path(self) -> Path:
        return self.item.path


class Cast:
    """The personas of a map, and the touchpoints and stages that they take part in.

    A persona takes part in a touchpoint that names it, or whose stage names it where the
    touchpoint names nobody, or, where neither names anybody, unless it is negative; and in a
    stage if it takes part in one of its touchpoints, or the stage names it, or the stage has
    no touchpoints and names nobody.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self.personas: tuple[Item, ...] = index.items["persona"]
        self.scenes: tuple[Scene, ...] = tuple(self._scenes())
        self._scene_at = {scene.path: scene for scene in self.scenes}
        self._by_stage: dict[int, tuple[Scene, ...]] = {}
        for number in range(len(index.items["stage"])):
            self._by_stage[number] = tuple(s for s in self.scenes if s.item.stage == number)

    def _scenes(self) -> Iterable[Scene]:
        for item in self._index.items["touchpoint"]:
            touchpoint: Touchpoint = item.thing
            assert item.stage is not None
            stage = self._index.items["stage"][item.stage]
            yield Scene(
                item, touchpoint, stage, self._named(touchpoint.personas or stage.thing.personas)
            )

    def _named(self, references: tuple[str, ...] | None) -> tuple[Item, ...]:
        if not references:
            return tuple(p for p in self.personas if p.thing.type is not PersonaType.NEGATIVE)
        named = {id(self._index.resolve("persona", reference)) for reference in references}
        return tuple(persona for persona in self.personas if id(persona) in named)

    def scene(self, path: Path) -> Scene:
        """The scene of the touchpoint at a path of the model."""
        return self._scene_at[path]

    def in_stage(self, stage: int) -> tuple[Scene, ...]:
        """The scenes of a stage (numbered from 0), in the order of the file."""
        return self._by_stage[stage]

    def of_stage(self, stage: int) -> tuple[Item, ...]:
        """The personas that take part in a stage."""
        thing: Stage = self._index.items["stage"][stage].thing
        scenes = self.in_stage(stage)
        present = {persona.id for scene in scenes for persona in scene.personas}
        if thing.personas or not scenes:
            present |= {persona.id for persona in self._named(thing.personas)}
        return tuple(persona for persona in self.personas if persona.id in present)

    def emotion_at(self, scene: Scene, persona: Item) -> Emotion | None:
        """How a persona feels at a touchpoint; None where nobody says it or it takes no part."""
        if persona not in scene.personas:
            return None
        return self._own(scene.touchpoint, persona) or scene.touchpoint.emotion

    def scores_at(self, scene: Scene) -> tuple[tuple[Item, float], ...]:
        """Those who are scored at a touchpoint, with their scores, -2 to +2."""
        felt = ((persona, self.emotion_at(scene, persona)) for persona in scene.personas)
        return tuple((p, float(e.score)) for p, e in felt if e is not None and e.score is not None)

    def emotion_in(self, stage: int, persona: Item) -> Emotion | None:
        """What a stage itself says of a persona whom none of its touchpoints scores."""
        thing: Stage = self._index.items["stage"][stage].thing
        if persona not in self.of_stage(stage):
            return None
        if any(self.emotion_at(scene, persona) is not None for scene in self.in_stage(stage)):
            return None
        return self._own(thing, persona) or thing.emotion

    def emotion_path(self, owner: Path, thing: Stage | Touchpoint, persona: Item) -> Path:
        """Where the emotion stands that holds for a persona at a stage or touchpoint."""
        for reference in thing.emotions or {}:
            if self._index.resolve("persona", reference) is persona:
                return (*owner, "emotions", reference)
        return (*owner, "emotion")

    def _own(self, thing: Stage | Touchpoint, persona: Item) -> Emotion | None:
        for reference, emotion in (thing.emotions or {}).items():
            if self._index.resolve("persona", reference) is persona:
                return emotion
        return None
