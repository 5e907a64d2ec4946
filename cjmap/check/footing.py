"""What the findings of a map rest on beside its own text, as digests that are cheap to compare.

That is the settings and the libraries of its workspace, which files are there that it names, and
what stands in the maps that it is linked to, and in those that these are linked to.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from cjmap.findings.source import Source
from cjmap.loading import decoding
from cjmap.project import Project
from cjmap.project.workspace import Workspace, display_name
from cjmap.vocabulary.maps import Relation

# Nanoseconds before a run began in which a change may have been missed: clocks of file systems
# are coarse, and what is read first was read before the run looked at its clock.
_MARGIN: Final = 2_000_000_000
_WORD: Final = b"baseline"


class Name(NamedTuple):
    """A path that a map names; `rel` is the kind of a link, nothing of a file that is no map."""

    written: str
    rel: str


def digest(*values: object) -> str:
    """A digest of plain values."""
    return hashlib.sha256(json.dumps(values, default=repr).encode()).hexdigest()


class _Node(NamedTuple):
    """A map by itself: the digest of what it says and names, whether nothing of that is as new as
    the run, and the maps that it is linked to.
    """

    digest: str
    settled: bool
    linked: tuple[Path, ...]


class Footing(NamedTuple):
    """What the findings of a map rest on; `settled`: that stood so before the run began."""

    digest: str
    settled: bool


class Surroundings:
    """The surroundings of the maps of a project.

    `name_all` tells what a map names, whose text is at hand.
    """

    def __init__(self, project: Project, name_all: Callable[[Path], tuple[Name, ...]]) -> None:
        self._project = project
        self._name_all = name_all
        self._since = time.time_ns() - _MARGIN
        self._digests: dict[Path, str | None] = {}
        self._names: dict[Path, tuple[Name, ...]] = {}
        self._grounds: dict[Path, Footing] = {}
        self._nodes: dict[Path, _Node] = {}
        self._footings: dict[Path, Footing] = {}
        self._mentioning: dict[Path, bool] = {}

    def content(self, file: Path) -> str | None:
        """The digest of a file's bytes; None where it cannot be read."""
        if file not in self._digests:
            data = self._read(file)
            self._digests[file] = None if data is None else hashlib.sha256(data).hexdigest()
            self._mentioning[file] = data is not None and _WORD in data
        return self._digests[file]

    def quote(self, file: Path) -> Source | None:
        """The text of a file, unless it is another by now than the digest says."""
        data = self._read(file)
        if data is None or hashlib.sha256(data).hexdigest() != self.content(file):
            return None
        limits = self._project.workspace(file).settings.limits
        return decoding.decode(data, self._project.shown(file), limits)[0]

    def learn(self, file: Path, names: tuple[Name, ...]) -> None:
        """Takes note of what a map names."""
        self._names[file] = names

    def ground(self, workspace: Workspace) -> Footing:
        """What holds for every map with the settings of a workspace: these, and its libraries."""
        if workspace.folder not in self._grounds:
            files = self._project.company(workspace)
            libraries = [f for f in files if self._project.workspace(f).is_library(f)]
            # A library is read with the settings that are nearest to it.
            workspaces = [workspace, *map(self._project.workspace, libraries)]
            levels = {level.file for one in workspaces for level in one.levels if level.file}
            self._grounds[workspace.folder] = Footing(
                digest(
                    display_name(workspace.root),
                    workspace.name(workspace.folder),
                    repr(workspace.settings),
                    workspace.made,
                    [
                        (workspace.name(file), self.content(file), repr(one.settings))
                        for file, one in zip(libraries, workspaces[1:], strict=True)
                    ],
                ),
                all(map(self._is_settled, (*libraries, *levels))),
            )
        return self._grounds[workspace.folder]

    def footing(self, file: Path) -> Footing:
        """What the findings of a map rest on."""
        if file not in self._footings:
            for ring in _rings(file, self._links, self._footings):
                self._settle(ring)
        return self._footings[file]

    def look_again(self) -> None:
        """Asks anew whether what footings rest on stood so before the run began.

        What was found out before maps were read says nothing of what was done to them meanwhile.
        """
        for known in (self._grounds, self._nodes, self._footings):
            known.clear()

    def is_quiet(self, workspace: Workspace) -> bool:
        """Whether no map around a workspace is as new as the run."""
        return all(map(self._is_settled, self._project.company(workspace)))

    def baselines(self, workspace: Workspace) -> dict[Path, tuple[str, ...]]:
        """The maps of a workspace that others of it link to as their baseline, with what these say.

        Whether a baseline is past depends on the state that a map is in which names it.
        """
        found: dict[Path, tuple[str, ...]] = {}
        for file in self._project.company(workspace):
            content = self.content(file)
            if content is not None and self._mentioning[file]:
                for name in self._named(file):
                    target = workspace.contain(file.parent, name.written)
                    if name.rel == Relation.BASELINE and target is not None:
                        found[target] = (*found.get(target, ()), content)
        return found

    # -- one map --------------------------------------------------------------------------------

    def _read(self, file: Path) -> bytes | None:
        limits = self._project.workspace(file).settings.limits
        return self._project.peek_at_bytes(file, limits.file_size + 1)

    def _named(self, file: Path) -> tuple[Name, ...]:
        if file not in self._names:
            self._names[file] = self._name_all(file)
        return self._names[file]

    def _links(self, file: Path) -> tuple[Path, ...]:
        return self._node(file).linked

    def _node(self, file: Path) -> _Node:
        if file not in self._nodes:
            self._nodes[file] = self._examine(file)
        return self._nodes[file]

    def _examine(self, file: Path) -> _Node:
        workspace = self._project.workspace(file)
        ground = self.ground(workspace)
        settled = ground.settled and self._is_settled(file)
        said: list[object] = [str(workspace.name(file)), self.content(file), ground.digest]
        linked = []
        for name in self._named(file):
            target = workspace.contain(file.parent, name.written)
            there = target is not None and workspace.files.is_file(target)
            said.append([name, target and workspace.name(target), there])
            settled = settled and (target is None or self._is_settled(target))
            if name.rel and there and target is not None:
                linked.append(target)
        return _Node(digest(said), settled, tuple(sorted(set(linked))))

    def _is_settled(self, path: Path) -> bool:
        """Whether a file, or the folder that it would be in, changed before the run began."""
        for place in (path, *path.parents):
            try:
                state = os.stat(place)  # noqa: PTH116 - asked of every file
            except FileNotFoundError:
                continue
            except (OSError, ValueError):
                return False
            return max(state.st_mtime_ns, state.st_ctime_ns) < self._since
        return False

    # -- maps that are linked -------------------------------------------------------------------

    def _settle(self, ring: list[Path]) -> None:
        """The footing of maps that lead to each other; where else they lead has one already."""
        inside = set(ring)
        nodes = [self._node(file) for file in ring]
        beyond = {target for node in nodes for target in node.linked} - inside
        below = [self._footings[target] for target in beyond]
        whole = digest(
            sorted(node.digest for node in nodes), sorted(footing.digest for footing in below)
        )
        settled = all(node.settled for node in nodes) and all(one.settled for one in below)
        for file, node in zip(ring, nodes, strict=True):
            self._footings[file] = Footing(digest(whole, node.digest), settled)


def _rings(
    start: Path, links: Callable[[Path], Iterable[Path]], done: dict[Path, Footing]
) -> Iterator[list[Path]]:
    """The maps that can be reached and are not done, those together that lead to each other.

    What a ring leads to comes before it (Tarjan's algorithm, with a stack of its own).
    """
    order: dict[Path, int] = {start: 0}
    lowest: dict[Path, int] = {start: 0}
    path: list[Path] = [start]
    open_: set[Path] = {start}
    waiting = [(start, iter(links(start)))]
    while waiting:
        file, targets = waiting[-1]
        target = next(targets, None)
        if target is not None:
            if target in done:
                continue
            if target not in order:
                order[target] = lowest[target] = len(order)
                path.append(target)
                open_.add(target)
                waiting.append((target, iter(links(target))))
            elif target in open_:
                lowest[file] = min(lowest[file], order[target])
            continue
        waiting.pop()
        if waiting:
            above = waiting[-1][0]
            lowest[above] = min(lowest[above], lowest[file])
        if lowest[file] == order[file]:
            at = path.index(file)
            ring, path[at:] = path[at:], []
            open_.difference_update(ring)
            yield ring
