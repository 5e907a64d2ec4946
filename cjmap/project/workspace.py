"""A folder with its settings, and what they make of the files below it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath

from cjmap import __version__
from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.loading.naming import LIBRARY_SUFFIXES
from cjmap.project.containment import contain
from cjmap.project.disk import DISK
from cjmap.project.files import Files
from cjmap.project.globs import covers, matches
from cjmap.project.requirement import meets
from cjmap.project.settings import Settings
from cjmap.records import dataclass, field
from cjmap.text.slugs import composed

MAP_SUFFIXES = (".journey.yaml", ".journey.yml")
YAML_SUFFIXES = (".yaml", ".yml")
CONFIG_NAME = "cjmap.toml"
PYPROJECT = "pyproject.toml"
SCHEMA = "cjmap.schema.json"
"""The schema that `init` gives a workspace, for editors."""
# Where a folder's settings may stand; the first that is there holds.
CONFIG_FILES = (CONFIG_NAME, PYPROJECT)


@dataclass(frozen=True)
class Workspace:
    """A folder with its settings. `problems` are those of its settings file (CJ020).

    `file` is that file and `config` its text, both None without one. `made` is False for a
    folder that neither settings nor git make a workspace. `root` is what is known: ids, libraries
    and links reach over all of it. Where the settings extend others, `above` is the workspace of
    those, which has the same root, and `alone` what the file would make of its own folder
    without them. `files` is where all of it lies.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    config: Source | None = None
    problems: tuple[Problem, ...] = ()
    made: bool = True
    file: Path | None = None
    above: Workspace | None = None
    alone: Workspace | None = None
    files: Files = DISK

    @property
    def folder(self) -> Path:
        """The folder that the settings stand in: what a run without paths is about."""
        return self.root if self.alone is None else self.alone.root

    @property
    def levels(self) -> tuple[Workspace, ...]:
        """The workspaces of the settings files that hold here, the nearest first."""
        return (self, *(self.above.levels if self.above is not None else ()))

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with the settings files that hold here."""
        return not any(level.problems for level in self.levels)

    @property
    def suits(self) -> bool:
        """Whether this version of cjmap may read the workspace; if not, its problems say so."""
        asked = self.settings.required_version
        return asked is None or meets(asked, __version__)

    def contain(self, folder: Path, written: str) -> Path | None:
        """The file that a path written in `folder` names, or None where it leaves the workspace.

        Whether the file is there is another question.
        """
        return contain(self.root, folder, written, self.files)

    def name(self, file: Path) -> str:
        """A file's path from the workspace's root, with forward slashes."""
        return _relative(file, self.root)

    def is_library(self, file: Path) -> bool:
        """Whether a file's name says that it holds what maps share."""
        if file.name.endswith(LIBRARY_SUFFIXES):
            return True
        return any(self.matches(file, glob) for glob in self.settings.library)

    def is_map(self, file: Path) -> bool:
        """Whether a file's name says that it is a map or a library."""
        if file.name.endswith(MAP_SUFFIXES) or self.is_library(file):
            return True
        if file.suffix not in YAML_SUFFIXES:
            return False
        name = PurePosixPath(composed(self.name(file)))
        return any(
            name.is_relative_to(PurePosixPath(os.path.normpath(composed(folder))))
            for folder in self.settings.maps
        )

    def excludes(self, path: Path, *, folder: bool = False) -> bool:
        """Whether the settings leave out a file or folder."""
        return bool(self.settings.exclude) and covers(
            composed(self.name(path)),
            tuple(composed(pattern) for pattern in self.settings.exclude),
            folder=folder,
        )

    def matches(self, file: Path, glob: str) -> bool:
        """Whether a file fits a glob of the settings."""
        return matches(composed(self.name(file)), composed(glob))

    def fits(self, path: Path, pattern: str, *, folder: bool = False) -> bool:
        """Whether a pattern of the settings, which git would ignore by, fits a file or folder.

        One that takes back what others say (`!`) fits what it takes back.
        """
        return covers(
            composed(self.name(path)), (composed(pattern.removeprefix("!")),), folder=folder
        )


def display_name(file: Path) -> str:
    """What findings call a file: its path from the current folder, with forward slashes."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return file.as_posix()


@lru_cache(maxsize=4096)
def _relative(file: Path, root: Path) -> str:
    """Asked for with each finding, and slow."""
    return Path(os.path.relpath(file, root)).as_posix()


def modeline(map_path: str) -> str:
    """The line by which editors find the schema, for a map at a path from the workspace's root."""
    up = "../" * (len(PurePosixPath(map_path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{SCHEMA}\n"
