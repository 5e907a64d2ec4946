"""What stands around the files of a run: a run is told what to report, and knows the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.project import Project
    from cjmap.project.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Round:
    """The files of a run that know one another, sorted.

    `named` are reported, by the settings nearest to each; `others` are known alone: the rest of
    the workspace, or, in a folder that nobody made one, the libraries beside.
    """

    home: Workspace
    named: tuple[Path, ...]
    others: tuple[Path, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(sorted((*self.named, *self.others)))

    def libraries(self, project: Project) -> tuple[Path, ...]:
        """The libraries that are not named: what is wrong with them is wrong with every map."""
        return tuple(file for file in self.others if project.workspace(file).is_library(file))


def rounds(project: Project, files: Iterable[Path]) -> Iterator[Round]:
    """The files of a run by the workspace that they know, with what else it holds."""
    groups: dict[Path, list[Path]] = {}
    for file in sorted(set(files)):
        groups.setdefault(project.workspace(file).root, []).append(file)
    for named in groups.values():
        home = project.workspace(named[0])
        known = project.company(home)
        if not home.made:
            known = tuple(file for file in known if home.is_library(file))
        yield Round(home, tuple(named), tuple(sorted(set(known).difference(named))))


def by_settings(project: Project, files: Iterable[Path]) -> Iterator[tuple[Workspace, list[Path]]]:
    """Files by the settings that are nearest to each, with these."""
    groups: dict[Path, list[Path]] = {}
    for file in files:
        groups.setdefault(project.workspace(file).folder, []).append(file)
    for group in groups.values():
        yield project.workspace(group[0]), group


def rests_on_files(project: Project, files: Iterable[Path]) -> bool:
    """Whether what is found in files can be found again: nobody typed them, and their settings hold."""
    return not project.origin.overlays and are_governed(project, files)


def are_governed(project: Project, files: Iterable[Path]) -> bool:
    """Whether the settings of files hold."""
    return all(home.is_sound for home, _ in by_settings(project, files))
