"""The commits in which a file became what it is, and what it stood on in each.

Like git's own log of a path: a merge that took one side as it was leads on along that side alone.
A rename is followed on each side of a merge by itself, since a branch may have its own name for a
file. What a map stands on, its settings and libraries, counts as much as its own text.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from cjmap.project.project import Project
from cjmap.project.repository import HEAD, Repository
from cjmap.project.tree import Item
from cjmap.project.workspace import YAML_SUFFIXES
from cjmap.records import dataclass

# Of these the text tells which files a workspace has; of the others in `_NAMES` the name does.
_TEXTS: Final = (".toml", ".gitignore")
_NAMES: Final = (*YAML_SUFFIXES, ".json")
_EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_FORMAT: Final = "%H%x00%T%x00%P%x00%ad%x00%an%x00%s"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full name, that of its tree, those of its parents; when its author wrote it
    (ISO 8601, with the offset in figures), who that is, and the first line of what is said of it.
    """

    name: str
    tree: str
    parents: tuple[str, ...]
    date: str
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a file of a tree stands on: its own text, and the settings and libraries around it."""

    file: Path
    text: str
    others: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that changed a file, or what it stands on.

    Where `names` are the same, there are the same maps, libraries and settings around it.
    """

    commit: Commit
    ground: Ground
    names: str


def list_commits(repository: Repository, *selection: str) -> Iterator[Commit]:
    """Commits, each before its parents; `selection` as `git rev-list` has it, of full names.

    Of a shallow clone those that are there.
    """
    answer = repository.git.ask(
        "rev-list",
        *("--topo-order", "--encoding=UTF-8", "--date=raw", f"--format={_FORMAT}"),
        *selection,
        "--",
    )
    for line in answer.split(b"\n"):
        fields = line.decode("utf-8", "replace").split("\0")
        if len(fields) == 6:
            name, tree, parents, date, author, subject = fields
            yield Commit(name, tree, tuple(parents.split()), _when(date), author, subject)


def _when(raw: str) -> str:
    """A time in ISO 8601 of seconds since 1970 and an offset, such as `1767225600 +0100`.

    Of one that no calendar has, 1970, as git has it. Git's own way to write days differs from
    version to version, and fails for some.
    """
    seconds, _, offset = raw.partition(" ")
    sign = -1 if offset.startswith("-") else 1
    try:
        minutes = int(offset[1:3]) * 60 + int(offset[3:5])
        zone = datetime.timezone(datetime.timedelta(minutes=sign * minutes))
        return (_EPOCH + datetime.timedelta(seconds=int(seconds))).astimezone(zone).isoformat()
    except (ValueError, OverflowError):
        return _EPOCH.isoformat()


class Lineage:
    """Looks back from a revision; `project` has the settings that are asked for, if any are."""

    def __init__(self, repository: Repository, project: Project) -> None:
        self._repository = repository
        self._project = project
        self._sketches: dict[str, str] = {}
        self._surroundings: dict[tuple[str, Path], tuple[Path, ...]] = {}

    def look_back(self, file: Path, start: str = HEAD) -> Iterator[Step]:
        """The commits that changed a file, each before those that it stands on.

        `file` is a path as `Repository.place` gives it. Where the file is gone at the start, they
        begin with the last that had it.
        """
        begin = self._repository.commit(start)
        commits = {one.name: one for one in list_commits(self._repository, begin)}
        # What is renamed and not committed yet has its commits under the old name.
        former = self._repository.former(file, start, None) if start == HEAD else None
        waiting = {begin: former or file}
        for commit in commits.values():
            path = waiting.pop(commit.name, None)
            if path is None:
                continue
            parents = [commits[name] for name in commit.parents if name in commits]
            ground = self.ground(commit.tree, path)
            if ground is None:
                for parent in parents:
                    waiting.setdefault(parent.name, path)
                continue
            before = [(parent, self._former(ground, parent, commit)) for parent in parents]
            same = [(parent, was) for parent, was in before if was == ground]
            for parent, was in same[:1] or before:
                if was is not None:
                    waiting.setdefault(parent.name, was.file)
            if before and all(was is None for _, was in before):
                # It may have been there before, and come back.
                gone = self._repository.last_change(ground.file, commit.parents)
                if gone in commits:
                    waiting.setdefault(gone, ground.file)
            if not same:
                yield Step(commit, ground, self._sketch(commit.tree))

    def _former(self, ground: Ground, parent: Commit, commit: Commit) -> Ground | None:
        """What a file of a commit was in one of its parents; None where that has none of the kind."""
        if self._repository.tree(parent.tree).is_file(ground.file):
            return self.ground(parent.tree, ground.file)
        was = self._repository.renamed_from(ground.file, parent.name, commit.name)
        return None if was is None else self.ground(parent.tree, was)

    def ground(self, tree: str, file: Path) -> Ground | None:
        """What a file of a tree stands on; None where it is no file of it."""
        files = self._repository.tree(tree)
        item = files.item(file)
        if item is None or not files.is_file(file):
            return None
        others = ((path, files.item(path)) for path in self._find_others(tree, file))
        return Ground(file, item.name, tuple((path, one.name) for path, one in others if one))

    # -- settings and libraries -----------------------------------------------------------------

    def _find_others(self, tree: str, file: Path) -> tuple[Path, ...]:
        """The settings and libraries that a file is read with.

        Trees that have the same settings, and files of the same names, are looked through once.
        """
        key = (self._sketch(tree), file)
        if key not in self._surroundings:
            project = self._project.reading(self._repository.tree(tree))
            home = project.workspace(file)
            settings = (level.file for level in home.levels)
            libraries = (
                one for one in project.company(home) if project.workspace(one).is_library(one)
            )
            found = (*(one for one in settings if one is not None), *libraries)
            others = tuple(sorted({*found} - {file}))
            if not all(glob.endswith(_NAMES) for glob in home.settings.library):
                # Files of any name may be libraries then.
                return others
            self._surroundings[key] = others
        return self._surroundings[key]

    def _sketch(self, tree: str) -> str:
        """A digest of all that tells which files the workspaces of a tree have; "" where nothing does.

        Folders are looked through with a stack of their own, the innermost first.
        """
        waiting = [tree]
        while waiting:
            name = waiting[-1]
            if name in self._sketches:
                waiting.pop()
                continue
            items = self._repository.items(name)
            inner = [one.name for one in items.values() if one.kind == stat.S_IFDIR]
            missing = [one for one in inner if one not in self._sketches]
            waiting += missing
            if not missing:
                self._sketches[name] = self._digest(items)
        return self._sketches[tree]

    def _digest(self, items: Mapping[str, Item]) -> str:
        said = []
        for name, item in sorted(items.items()):
            if item.kind == stat.S_IFDIR:
                told = self._sketches[item.name]
            elif name.endswith(_TEXTS):
                told = item.name
            else:
                told = str(item.kind) if name.endswith(_NAMES) else ""
            if told:
                said.append(f"{told} {name}")
        text = "\0".join(said)
        return hashlib.sha256(os.fsencode(text)).hexdigest() if text else ""
