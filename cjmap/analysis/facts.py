"""One map with everything that is derived from it, each thing once and only when asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath

from cjmap.analysis.cast import Cast
from cjmap.analysis.curve import Curve, trace
from cjmap.analysis.flow import Flow, route
from cjmap.analysis.lifecycle import Lifecycle, follow
from cjmap.index import Index
from cjmap.model import DEFAULT_LIFECYCLE, Journey
from cjmap.workspace import Settings, Workspace


def _nobody(path: FilePath) -> Facts | None:
    return None


@dataclass(frozen=True)
class Facts:
    """A map, what it belongs to, and what follows from it.

    `incomplete` names the kinds of things of which some could not be read. `neighbour` gives
    the facts of another file of the workspace, or None where it is no readable map. `today` is
    the day that rules about time take for the present.
    """

    journey: Journey
    index: Index
    file: FilePath
    workspace: Workspace
    today: datetime.date
    incomplete: frozenset[str] = frozenset()
    neighbour: Callable[[FilePath], Facts | None] = _nobody

    @property
    def settings(self) -> Settings:
        return self.workspace.settings

    @property
    def language(self) -> str:
        """The language of the report's own words: the map's, else the workspace's, else English."""
        return self.journey.language or self.settings.language or "en"

    @property
    def lifecycle(self) -> str | tuple[str, ...]:
        return self.journey.lifecycle or self.settings.lifecycle or DEFAULT_LIFECYCLE

    def linked(self, written: str) -> FilePath | None:
        """The file that a path in the map names, or None where it leaves the workspace."""
        return self.workspace.contain(self.file.parent, written)

    @cached_property
    def cast(self) -> Cast:
        return Cast(self.index)

    @cached_property
    def curve(self) -> Curve:
        return trace(self.cast, self.index.items["stage"])

    @cached_property
    def flow(self) -> Flow:
        return route(self.index, self.cast)

    @cached_property
    def phases(self) -> Lifecycle:
        """Which stage is which phase of the lifecycle in force."""
        chosen = bool(self.journey.lifecycle or self.settings.lifecycle)
        return follow(self.lifecycle, self.index.items["stage"], chosen=chosen)
