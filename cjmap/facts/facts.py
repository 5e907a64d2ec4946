"""One map with everything that is derived from it, each thing once and only when asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from cjmap.facts.cast import Cast
from cjmap.facts.index import Index
from cjmap.model.journey import Journey
from cjmap.project.workspace import Settings, Workspace
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lifecycle import DEFAULT_MODEL, LifecycleModel
from cjmap.vocabulary.maps import MapStatus

if TYPE_CHECKING:
    from cjmap.facts.coverage import Coverage
    from cjmap.facts.curve import Curve
    from cjmap.facts.evidence import Grounds
    from cjmap.facts.figures import Figures
    from cjmap.facts.flow import Flow
    from cjmap.facts.improvement import Improvement
    from cjmap.facts.lifecycle import Lifecycle
    from cjmap.facts.priorities import Priorities
    from cjmap.facts.steps import Step
    from cjmap.facts.story import Story


def _nobody(path: FilePath) -> Facts | None:
    return None


def _none(workspace: Workspace) -> frozenset[FilePath]:
    return frozenset()


@dataclass(frozen=True)
class Facts:
    """A map, what it belongs to, and what follows from it.

    What works out a fact is imported with it: `validate` needs few of them.

    `incomplete` names the kinds of things (`pain`, see `Thing`) and the keys (`owner:`) of
    which some could not be read. `neighbour` gives the facts of another file of the workspace,
    or None where it is no readable map, and `baselines` the maps that others of a workspace
    compare themselves with. `today` is the day that rules about time take for the present.
    """

    journey: Journey
    index: Index
    file: FilePath
    workspace: Workspace
    today: datetime.date
    incomplete: frozenset[str] = frozenset()
    neighbour: Callable[[FilePath], Facts | None] = _nobody
    baselines: Callable[[Workspace], frozenset[FilePath]] = _none

    @property
    def settings(self) -> Settings:
        return self.workspace.settings

    @property
    def language(self) -> str:
        """The language of the report's own words: the map's, else the workspace's, else English."""
        return self.journey.language or self.settings.language or "en"

    @property
    def lifecycle(self) -> LifecycleModel | tuple[str, ...]:
        return self.journey.lifecycle or self.settings.lifecycle or DEFAULT_MODEL

    def linked(self, written: str) -> FilePath | None:
        """The file that a path in the map names, or None where it leaves the workspace."""
        return self.workspace.contain(self.file.parent, written)

    @property
    def is_past(self) -> bool:
        """Whether the map is kept as a record: archived, or another map's baseline."""
        return self.journey.status is MapStatus.ARCHIVED or self.file in self.baselines(
            self.workspace
        )

    @cached_property
    def cast(self) -> Cast:
        return Cast(self.index)

    @cached_property
    def curve(self) -> Curve:
        from cjmap.facts.curve import trace

        return trace(self.cast, self.index.items["stage"])

    @cached_property
    def flow(self) -> Flow:
        from cjmap.facts.flow import route

        return route(self.index, self.cast.scenes)

    @cached_property
    def grounds(self) -> Grounds:
        """The evidence behind each place."""
        from cjmap.facts.evidence import Grounds

        return Grounds(self.index)

    @cached_property
    def phases(self) -> Lifecycle:
        """Which stage is which phase of the lifecycle in force."""
        from cjmap.facts.lifecycle import follow, is_whole

        written = bool(self.journey.lifecycle)
        return follow(
            self.lifecycle,
            self.index.items["stage"],
            chosen=written or bool(self.settings.lifecycle),
            fitting=written or is_whole(self.journey),
        )

    @cached_property
    def improvement(self) -> Improvement:
        """Which opportunity serves which pain."""
        from cjmap.facts.improvement import match

        return match(self.index)

    @cached_property
    def coverage(self) -> Coverage:
        """What the map says and leaves out, over the dimensions that its workspace asks for."""
        return self.cover(None)

    def cover(self, require: Iterable[str] | None) -> Coverage:
        """The coverage over other dimensions (names out of `Dimension`).

        Raises:
            ValueError: a name that is no dimension.
        """
        from cjmap.facts.coverage import cover, required_dimensions

        if require is None:
            wanted = required_dimensions(self.journey.kind, self.settings.gaps.require)
        else:
            wanted = tuple(map(_dimension, require))
        return cover(self.index, self.cast, self.curve, self.improvement, wanted)

    def steps(self, errors: int = 0) -> tuple[Step, ...]:
        """The nine steps of the method, for a map with a number of errors (CJ0, CJ1)."""
        from cjmap.facts.steps import walk

        return walk(self.index, self.cast, self.coverage, self.phases, self.improvement, errors)

    @cached_property
    def priorities(self) -> Priorities:
        """The opportunities, ranked by value and effort."""
        from cjmap.facts.priorities import rank

        return rank(self.improvement)

    @cached_property
    def figures(self) -> Figures:
        """The metrics that the map writes, with intervals and targets."""
        from cjmap.facts.figures import collect

        return collect(self.index)

    @cached_property
    def story(self) -> Story:
        """Strengths and weaknesses in a few sentences."""
        from cjmap.facts.story import tell

        return tell(self.index, self.curve, self.improvement)


def _dimension(name: str) -> Dimension:
    known = Dimension.known(name)
    if known is None:
        raise ValueError(f"no dimension of coverage: {name}")
    return known
