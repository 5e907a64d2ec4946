"""A folder with its settings, and what they make of the files below it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.loading.document import LIBRARY_SUFFIXES
from cjmap.project.containment import contain
from cjmap.project.globs import matches
from cjmap.project.settings import Settings
from cjmap.text.slugs import composed

MAP_SUFFIXES = (".journey.yaml", ".journey.yml")
YAML_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Workspace:
    """A folder with its settings. `problems` are those of its settings file (CJ020).

    `file` is that file and `config` its text, both None without one. `made` is False for a
    folder that neither settings nor git make a workspace.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    config: Source | None = None
    problems: tuple[Problem, ...] = ()
    made: bool = True
    file: Path | None = None

    def contain(self, folder: Path, written: str) -> Path | None:
        """The file that a path written in `folder` names, or None where it leaves the workspace.

        Whether the file is there is another question.
        """
        return contain(self.root, folder, written)

    def name(self, file: Path) -> str:
        """A file's path from the workspace's root, with forward slashes."""
        return Path(os.path.relpath(file, self.root)).as_posix()

    def is_library(self, file: Path) -> bool:
        """Whether a file's name says that it holds what maps share."""
        if file.name.endswith(LIBRARY_SUFFIXES):
            return True
        return self._fits(file, self.settings.library)

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

    def excludes(self, path: Path) -> bool:
        """Whether the settings leave out a file or folder."""
        return bool(self.settings.exclude) and self._fits(path, self.settings.exclude)

    def _fits(self, path: Path, patterns: tuple[str, ...]) -> bool:
        name = composed(self.name(path))
        return any(matches(name, composed(pattern)) for pattern in patterns)


def display_name(file: Path) -> str:
    """What findings call a file: its path from the current folder, with forward slashes."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return file.as_posix()
