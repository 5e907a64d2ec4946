"""The map that is looked at: its journey, what it belongs to, and its facts when asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from cjmap.facts.index import Index, candidates
from cjmap.facts.mentions import mentions
from cjmap.facts.naming import name_things
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.languages.words import speak
from cjmap.loading.incomplete import Loss, Losses, home_of
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.model.journey import Journey
from cjmap.model.library import Library
from cjmap.model.remarks import Remark
from cjmap.project.settings import Settings
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lifecycle import DEFAULT_MODEL, LifecycleModel
from cjmap.vocabulary.maps import MapStatus, Relation

if TYPE_CHECKING:
    from cjmap.facts.coverage import Coverage
    from cjmap.facts.curve import Curve
    from cjmap.facts.evidence import EvidenceBase
    from cjmap.facts.facts import Facts
    from cjmap.facts.feelings import Feelings
    from cjmap.facts.figures import Figures
    from cjmap.facts.flow import Flow
    from cjmap.facts.improvement import Improvement
    from cjmap.facts.lifecycle import Lifecycle
    from cjmap.facts.measured import Measured
    from cjmap.facts.participation import Participation
    from cjmap.facts.priorities import Priorities
    from cjmap.facts.prompts import Prompt
    from cjmap.facts.steps import Step
    from cjmap.facts.story import Story
    from cjmap.facts.times import PersonaTime


def _nobody(path: FilePath) -> Subject | None:
    return None


def _none(workspace: Workspace) -> frozenset[FilePath]:
    return frozenset()


@dataclass(frozen=True)
class Subject:
    """A map, what it belongs to, and what follows from it, each fact once and only when asked for.

    What works out a fact is imported with it: `validate` needs few of them. `facts` has all of
    them as plain data.

    `incomplete` names the kinds of things (`pain`, see `Thing`) and the keys (`owner:`) of
    which some could not be read, and where; `remarks` what only the text tells. `guessed` says
    that its syntax is broken: what it refers to can be held against it, and no more.
    `glimpse` gives another file of the workspace, guessed or not, or None where it is no map,
    and `baselines` the maps that others of a workspace compare themselves with. `days` tells
    the day that rules about time take for the present. `measured` is what its data say, where
    they were asked.
    """

    index: Index
    things: Things
    file: FilePath
    workspace: Workspace
    days: Callable[[], datetime.date]
    incomplete: frozenset[Loss] = frozenset()
    glimpse: Callable[[FilePath], Subject | None] = _nobody
    baselines: Callable[[Workspace], frozenset[FilePath]] = _none
    remarks: tuple[Remark, ...] = ()
    guessed: bool = False
    measured: Measured | None = None

    def neighbour(self, file: FilePath) -> Subject | None:
        """Another file of the workspace, or None where it is no readable map."""
        other = self.glimpse(file)
        return None if other is None or other.guessed else other

    @property
    def journey(self) -> Journey:
        return self.things.journey

    @property
    def today(self) -> datetime.date:
        """The day that rules about time take for the present."""
        return self.days()

    @cached_property
    def lost(self) -> frozenset[str]:
        """What may be missing anywhere in the map, or from the library of its workspace."""
        return self.index.shelf.lost.union(loss.what for loss in self.incomplete)

    def lost_around(self, path: Path) -> frozenset[str]:
        """What may be missing from the item that a path leads into, or beside it.

        That is inside it, and among the keys of what it stands in, but for the map's own: those
        count where `path` leads into no item. Of its siblings nothing counts.
        """
        return self._losses.around(home_of(path))

    @cached_property
    def _losses(self) -> Losses:
        return Losses(self.incomplete)

    @cached_property
    def mentions(self) -> tuple[tuple[Path, str], ...]:
        """Every place that names a persona of the map, with the reference."""
        return tuple(mentions(self.things))

    @cached_property
    def names_strangers(self) -> bool:
        """Whether the map names a persona that nobody knows (CJ102), who may be any of its own."""
        named = {name for _, name in self.mentions}
        return any(not candidates(self.index, "persona", name) for name in named)

    @property
    def settings(self) -> Settings:
        return self.workspace.settings

    @property
    def language(self) -> str:
        """The language of the report's own words: the map's, else the workspace's, else English."""
        return self.journey.language or self.settings.language or DEFAULT_LANGUAGE

    def speak(self, language: str | None = None) -> str:
        """A language, by default the map's, with the words that the workspace has for it."""
        settings = self.settings
        return speak(
            language or self.language, settings.words, settings.language or DEFAULT_LANGUAGE
        )

    @property
    def lifecycle(self) -> LifecycleModel | tuple[str, ...]:
        return self.journey.lifecycle or self.settings.lifecycle or DEFAULT_MODEL

    def linked(self, written: str) -> FilePath | None:
        """The file that a path in the map names, or None where it leaves the workspace."""
        return self.workspace.contain(self.file.parent, written)

    @property
    def baseline(self) -> Subject | None:
        """The map that this later state is compared with, where it names one that can be read."""
        for link in self.journey.links:
            if link.rel is Relation.BASELINE:
                target = self.linked(link.to.partition("#")[0])
                return self.neighbour(target) if target is not None else None
        return None

    @property
    def is_past(self) -> bool:
        """Whether the map is kept as a record: archived, or the baseline of one that holds today."""
        archived = self.journey.status is MapStatus.ARCHIVED
        return archived or self.file in self.baselines(self.workspace)

    @cached_property
    def prompts(self) -> tuple[Prompt, ...]:
        """The texts of a template that still stand."""
        from cjmap.facts.prompts import find_prompts

        return () if self.journey.is_library else find_prompts(self.things, self.language)

    @cached_property
    def told(self) -> Things:
        """The things without `prompts`: what people say who know the journey."""
        from cjmap.facts.prompts import leave_out

        return leave_out(self.things, self.prompts)

    @cached_property
    def shown(self) -> Subject:
        """The map as readers see it: with `prompts` in brackets."""
        from cjmap.facts.prompts import bracket

        if not self.prompts:
            return self
        index, things = bracket(self.index, self.things, self.prompts)
        return replace(self, index=index, things=things)

    @cached_property
    def participation(self) -> Participation:
        """Who takes part where."""
        from cjmap.facts.participation import take_part

        return take_part(self.index, self.things)

    @cached_property
    def feelings(self) -> Feelings:
        """How each of them feels there."""
        from cjmap.facts.feelings import feel

        return feel(self.index, self.things, self.participation)

    @cached_property
    def curve(self) -> Curve:
        from cjmap.facts.curve import trace

        return trace(self.participation, self.feelings, self.flow)

    @cached_property
    def flow(self) -> Flow:
        from cjmap.facts.flow import route

        return route(self.index, self.things, self.participation.touchpoints)

    @cached_property
    def evidence(self) -> EvidenceBase:
        """The evidence behind each place."""
        from cjmap.facts.evidence import ground

        return ground(self.index, self.things)

    @cached_property
    def phases(self) -> Lifecycle:
        """Which stage is which phase of the lifecycle in force."""
        from cjmap.facts.lifecycle import follow, is_whole

        written = bool(self.journey.lifecycle)
        return follow(
            self.lifecycle,
            self.things.stages,
            language=self.language,
            chosen=written or bool(self.settings.lifecycle),
            fitting=written or is_whole(self.journey),
        )

    @cached_property
    def improvement(self) -> Improvement:
        """Which opportunity serves which pain."""
        from cjmap.facts.improvement import improve

        return improve(self.index, self.told)

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
        return cover(
            self.index,
            self.things,
            self.told,
            self.participation,
            self.feelings,
            self.improvement,
            wanted,
        )

    def steps(self, errors: int = 0) -> tuple[Step, ...]:
        """The nine steps of the method, for a map with a number of errors (CJ0, CJ1)."""
        from cjmap.facts.steps import walk

        return walk(self.told, self.coverage, self.phases, self.improvement, errors)

    @cached_property
    def priorities(self) -> Priorities:
        """The opportunities, ranked by value and effort."""
        from cjmap.facts.priorities import rank

        return rank(self.told, self.improvement)

    @cached_property
    def figures(self) -> Figures:
        """The metrics that the map writes, with intervals and targets."""
        from cjmap.facts.figures import collect

        return collect(self.index, self.things)

    @cached_property
    def times(self) -> tuple[PersonaTime, ...]:
        """How long the journey takes each persona."""
        from cjmap.facts.times import spend

        return spend(self.things, self.participation, self.flow)

    @cached_property
    def story(self) -> Story:
        """Strengths and weaknesses in a few sentences."""
        from cjmap.facts.story import tell

        return tell(self.index, self.things, self.curve, self.improvement)

    @cached_property
    def facts(self) -> Facts:
        """All that follows from the map, as plain data."""
        from cjmap.facts.facts import Facts

        return Facts(
            self.index.items,
            self.participation,
            self.feelings,
            self.curve,
            self.flow,
            self.evidence,
            self.phases,
            self.improvement,
            self.coverage,
            self.priorities,
            self.figures,
            self.times,
            self.story,
            self.steps(),
        )


def _dimension(name: str) -> Dimension:
    known = Dimension.known(name)
    if known is None:
        raise ValueError(f"no dimension of coverage: {name}")
    return known


def examine(
    journey: Journey,
    library: Library,
    file: FilePath,
    workspace: Workspace,
    days: Callable[[], datetime.date],
    *,
    incomplete: frozenset[Loss] = frozenset(),
    glimpse: Callable[[FilePath], Subject | None] = _nobody,
    baselines: Callable[[Workspace], frozenset[FilePath]] = _none,
    remarks: tuple[Remark, ...] = (),
    guessed: bool = False,
    measured: Measured | None = None,
) -> Subject:
    """A journey as a subject; the arguments are those of `Subject`."""
    language = journey.language or workspace.settings.language or DEFAULT_LANGUAGE
    index, things = name_things(journey, library, language)
    return Subject(
        *(index, things, file, workspace, days, incomplete, glimpse, baselines, remarks),
        guessed=guessed,
        measured=measured,
    )
