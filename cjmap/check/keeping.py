"""What is known of maps from earlier runs, and what of this one is worth knowing in the next.

An entry is found by the text of a map and by what holds for the run: this program, the rules that
are asked for, the settings and libraries of the workspace. It holds as long as the maps and
files are as they were that the map names, and, where a rule asked for it, the day is the same.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap import __version__
from cjmap.check import plain
from cjmap.check.footing import Name, Surroundings, digest
from cjmap.check.plain import Garbled, Plain
from cjmap.check.recording import Checked, Record
from cjmap.check.sharing import add_excerpts, excerpts, names_of, spans_of
from cjmap.check.store import Store
from cjmap.findings.source import Excerpt, Source, Span
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.facts.members import Member

# What reads maps for us: another version may read them otherwise.
_READERS = ("pydantic", "pydantic_core", "yaml")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a map as it was read: nothing of it is checked but what it takes to tell
    whether it still holds. `whole` where it tells more than what others are to know of the map.
    """

    whole: bool
    names: tuple[Name, ...]
    footing: str
    day: str | None
    rest: Plain


class Keeper:
    """Knows maps of a project from a store, which also gets to know them.

    `kind` is all that decides in a workspace, beside files, settings and days, what is found.
    `with_baselines` says that it matters whether a map is another one's baseline. `name_all`
    tells what a map names of which there is no entry.
    """

    def __init__(
        self,
        store: Store,
        project: Project,
        kind: Callable[[Workspace], object],
        today: datetime.date,
        name_all: Callable[[Path], tuple[Name, ...]],
        *,
        with_baselines: bool,
    ) -> None:
        self._store = store
        self._project = project
        self._kind = kind
        self._kinds: dict[Path, str] = {}
        self._today = today.isoformat()
        self._name_all = name_all
        self._with_baselines = with_baselines
        # What was learned of any number of maps is all here, packed.
        self._learned: list[tuple[bool, Checked]] = []
        self._keys: dict[Path, str | None] = {}
        self._entries: dict[Path, _Entry | None] = {}
        self._baselines: dict[Path, dict[Path, tuple[str, ...]]] = {}
        self.surroundings = Surroundings(project, self._name)

    def recall(self, files: Iterable[Path]) -> Checked:
        """What is known of those files of which it still holds."""
        known: dict[Path, Record] = {}
        quoted: dict[str, Excerpt] = {}
        for file in files:
            record = self._recall(file, whole=True)
            sources = None if record is None else self._quote(record)
            if record is not None and sources is not None:
                known[file] = record
                add_excerpts(quoted, sources)
        return Checked(known, (), quoted).packed()

    def recall_members(self, files: Iterable[Path]) -> Checked:
        """What others are to know of those files of which it still holds, and no more."""
        found = ((file, self._recall(file, whole=False)) for file in files)
        return Checked(
            {
                file: Record((), member and replace(member, asked=False))
                for file, record in found
                if record is not None
                for member in (record.member,)
            },
            (),
            {},
        )

    def _recall(self, file: Path, *, whole: bool) -> Record | None:
        entry = self._entry(file)
        if entry is None or entry.day not in (None, self._today):
            return None
        if whole and not entry.whole:
            return None
        if entry.footing != self._footing(file)[0]:
            return None
        # What it says is not kept in mind twice.
        self._entries[file] = replace(entry, rest=None)
        return self._restore(file, entry, whole=whole)

    def _quote(self, record: Record) -> Mapping[str, Excerpt] | None:
        """The lines that findings quote; None where a file is another by now, or has no such lines."""
        sources: dict[str, Source] = {}
        for name in names_of(record.opened):
            # Findings call files by their paths from the current folder.
            source = self.surroundings.quote(Path(os.path.normpath(Path.cwd() / name)))
            if source is None:
                return None
            sources[name] = source
        if not all(_lies_in(span, sources[name]) for name, span in spans_of(record.opened)):
            return None
        return excerpts(record.opened, sources)

    def learn(self, checked: Checked, *, whole: bool = True) -> None:
        """Takes in what was found just now, to be kept when all has been seen that it rests on.

        Unless it is `whole`, that is what others are to know of the maps, and nothing else.
        """
        if checked.lasting:
            for file, record in checked.records.items():
                self.surroundings.learn(file, record.names)
            self._learned.append((whole, checked))

    def keep(self) -> None:
        """Keeps what was learned, where it is sure what it rests on."""
        self.surroundings.look_again()
        quiet: dict[Path, bool] = {}
        for whole, checked in self._learned:
            for file, record in checked.records.items():
                key = self._key(file)
                footing, settled = self._footing(file)
                if settled and self._with_baselines:
                    # Of any of them it may say that it is what another map was before.
                    workspace = self._project.workspace(file)
                    if workspace.root not in quiet:
                        quiet[workspace.root] = self.surroundings.is_quiet(workspace)
                    settled = quiet[workspace.root]
                if key is not None and settled:
                    self._put(key if whole else _as_member(key), record, footing)
        self._learned.clear()
        self._store.trim()

    def _put(self, key: str, record: Record, footing: str) -> None:
        try:
            self._store.put(key, self._describe(record, footing))
        except Garbled:
            # It cannot be written down: it will be found again.
            return

    # -- finding entries ------------------------------------------------------------------------

    def _key(self, file: Path) -> str | None:
        if file not in self._keys:
            self._keys[file] = self._name_entry(file)
        return self._keys[file]

    def _name_entry(self, file: Path) -> str | None:
        content = self.surroundings.content(file)
        if content is None:
            return None
        workspace = self._project.workspace(file)
        if workspace.folder not in self._kinds:
            ground = self.surroundings.ground(workspace).digest
            self._kinds[workspace.folder] = digest(program(), self._kind(workspace), ground)
        return digest(self._kinds[workspace.folder], workspace.name(file), content)

    def _footing(self, file: Path) -> tuple[str, bool]:
        footing = self.surroundings.footing(file)
        later = self._baselines_around(file).get(file, ()) if self._with_baselines else ()
        return digest(footing.digest, later), footing.settled

    def _baselines_around(self, file: Path) -> dict[Path, tuple[str, ...]]:
        workspace = self._project.workspace(file)
        if workspace.root not in self._baselines:
            self._baselines[workspace.root] = self.surroundings.baselines(workspace)
        return self._baselines[workspace.root]

    def _entry(self, file: Path) -> _Entry | None:
        if file not in self._entries:
            key = self._key(file)
            entry = self._entries[file] = None if key is None else self._find(key)
            if entry is not None:
                self.surroundings.learn(file, entry.names)
        return self._entries[file]

    def _find(self, key: str) -> _Entry | None:
        whole = _parse(self._store.get(key), whole=True)
        return whole or _parse(self._store.get(_as_member(key)), whole=False)

    def _name(self, file: Path) -> tuple[Name, ...]:
        entry = self._entry(file)
        return self._name_all(file) if entry is None else entry.names

    # -- plain data -----------------------------------------------------------------------------

    def _describe(self, record: Record, footing: str) -> Plain:
        return [
            [list(name) for name in record.names],
            footing,
            self._today if record.dated else None,
            [
                plain.write_all(record.opened),
                _write_member(record.member),
                int(record.silencing),
            ],
        ]

    def _restore(self, file: Path, entry: _Entry, *, whole: bool) -> Record | None:
        """What an entry tells; unless it is asked for the `whole`, the findings are not read."""
        workspace = self._project.workspace(file)
        try:
            findings, member, silencing = plain.parts(entry.rest, 3)
            return Record(
                plain.each(findings, plain.read_finding) if whole else (),
                _read_member(member, file, workspace),
                bool(silencing),
                entry.day is not None,
                entry.names,
            )
        except (ValueError, TypeError):
            return None


def _lies_in(span: Span, source: Source) -> bool:
    """Whether there is such a place in a text: it may be anything that an entry says."""
    last, width = len(source.starts), len(source.text) + 1
    places = (span.start, span.end)
    return span.start <= span.end and all(
        1 <= place.line <= last and 1 <= place.column <= width for place in places
    )


def _write_member(member: Member | None) -> Plain:
    if member is None:
        return None
    # Imported late: where maps are not compared, none of this is needed.
    from cjmap.check.introductions import write_member

    return write_member(member)


def _read_member(data: Plain, file: Path, workspace: Workspace) -> Member | None:
    if data is None:
        return None
    from cjmap.check.introductions import read_member

    return read_member(data, file, workspace.root, workspace.name(file))


def _as_member(key: str) -> str:
    """The key of what others are to know of a map, where no run has found out the rest."""
    return digest("member", key)


def _parse(data: object, *, whole: bool) -> _Entry | None:
    try:
        names, footing, day, rest = plain.parts(data, 4)  # type: ignore[arg-type]
        return _Entry(
            whole,
            plain.each(names, _read_name),
            plain.text(footing),
            plain.optional_text(day),
            rest,
        )
    except ValueError:
        return None


def _read_name(data: Plain) -> Name:
    written, rel = plain.parts(data, 2)
    return Name(plain.text(written), plain.text(rel))


@cache
def program() -> str:
    """A digest of this program and of what it reads maps with: by versions, and by the state of
    its files, since from a checkout one version is many programs.
    """
    ours = Path(__file__).parent.parent
    states = [_state(file) for file in sorted(_sources(str(ours)))]
    for name in _READERS:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent
            states += [_state(spec.origin), _state(str(folder / "version.py"))]
    return digest(__version__, sys.version, states)


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _sources(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path


def _state(file: str) -> object:
    try:
        found = os.stat(file)  # noqa: PTH116
    except OSError:
        return file
    return [file, found.st_size, found.st_mtime_ns]
