"""What `cjmap.toml` can say; everything has a default."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TypeAlias

from cjmap.findings import Severity
from cjmap.records import dataclass, field
from cjmap.text.limits import Limits
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.lifecycle import LifecycleModel
from cjmap.vocabulary.maps import MapStatus
from cjmap.vocabulary.settings import EngineChoice

Toml: TypeAlias = (
    str
    | int
    | float
    | bool
    | datetime.datetime
    | datetime.date
    | datetime.time
    | list["Toml"]
    | dict[str, "Toml"]
)
"""A value as TOML has it."""


@dataclass(frozen=True, slots=True)
class LintSettings:
    """`stale_after` is a period as `parse_period` reads it: how long a map may go untouched.

    `fail_on`, `baseline` (a path from the workspace's root) and `notes` stand for the options of
    `cjmap lint`. With `preview` new warnings are warnings at once.
    `plugins` are modules with rules of the workspace's own: files, from its root, or dotted names.
    They are loaded where a call asks for it, and nowhere else.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    stale_after: str = "P12M"
    fail_on: Severity = Severity.WARNING
    baseline: str | None = None
    notes: bool = False
    preview: bool = False
    plugins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapsSettings:
    """`min_coverage` is one number in percent for every map, or one for each status."""

    require: tuple[Dimension, ...] = ()
    min_coverage: float | tuple[tuple[MapStatus, float], ...] | None = None

    def minimum(self, status: MapStatus | None) -> float | None:
        """The coverage in percent that a map of a status is held to; none written is a draft."""
        if not isinstance(self.min_coverage, tuple):
            return self.min_coverage
        return dict(self.min_coverage).get(status or MapStatus.DRAFT)

    @property
    def strictest(self) -> float | None:
        """The highest of the minima: what a map is held to whose status cannot be read."""
        if not isinstance(self.min_coverage, tuple):
            return self.min_coverage
        return max((percent for _, percent in self.min_coverage), default=None)


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """`theme`: light, dark, print or a file of the workspace. `engine`: one of `EngineChoice`.
    `codes` says that gaps bear the code of the rule that names them.

    `theme_from` is the folder, from the workspace's root, that the theme's file counts from.

    A path to an engine comes from the command line or the environment alone: a file of the
    repository must not choose what is run.
    """

    theme: str = "light"
    theme_from: str = ""
    lanes: tuple[LaneName, ...] = ()
    codes: bool = True
    engine: EngineChoice = EngineChoice.AUTO


@dataclass(frozen=True, slots=True)
class Settings:
    """What `cjmap.toml` says, with what it extends; everything has a default.

    `required_version` are the versions of cjmap that may read the workspace, as `requirement` has
    them. `extend` is the settings file above that these stand on, as written. `exclude` are
    patterns as git ignores by them, `library` globs. `language` is that of the maps, `lang` (one of
    `LANGUAGES`) that of the tool's own words. All paths count from the workspace's root,
    whichever file wrote them.
    """

    required_version: str | None = None
    extend: str | None = None
    maps: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    library: tuple[str, ...] = ("**/*.library.yaml",)
    language: str | None = None
    lang: str | None = None
    lifecycle: LifecycleModel | tuple[str, ...] | None = None
    lint: LintSettings = field(default_factory=LintSettings)
    gaps: GapsSettings = field(default_factory=GapsSettings)
    render: RenderSettings = field(default_factory=RenderSettings)
    limits: Limits = field(default_factory=Limits)
    measure: Mapping[str, Toml] = field(default_factory=dict)
    # By language (none: the workspace's own) and id, each in one form or in all plurals.
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
