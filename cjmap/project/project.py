"""The files of a run, an editor or a server: opened once, asked many times."""

from __future__ import annotations

import itertools
import posixpath
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.loading import decoding
from cjmap.messages import Message, tr
from cjmap.project.discovery import IGNORE_FILE, Discovery
from cjmap.project.disk import DISK
from cjmap.project.files import Files
from cjmap.project.governing import git_root, load
from cjmap.project.reader import Reader
from cjmap.project.workspace import CONFIG_FILES, Workspace, display_name
from cjmap.records import dataclass, replace
from cjmap.text.limits import Limits
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    # What reads a map in full is imported when one is: most are clean.
    from cjmap.loading.document import Document
    from cjmap.model.element import Shared
    from cjmap.model.evidence import Evidence
    from cjmap.model.journey import Journey
    from cjmap.model.library import Library
    from cjmap.model.persona import Persona
    from cjmap.vocabulary.maps import Thing

    S = TypeVar("S", bound=Shared)

STDIN = "-"
# What stands in every map that says that it is a library.
_LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Origin:
    """What makes another project like this one, in this process or another.

    `fixed` is the workspace that holds for every file, `overlays` the bytes that lie over
    `files`.
    """

    fixed: Workspace | None
    overlays: Mapping[Path, bytes]
    files: Files


@dataclass(frozen=True, slots=True)
class _Text:
    """A file as decoded, or the problem that it could not be."""

    source: Source
    unreadable: Problem | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document, and what it was made of."""

    document: Document
    revision: int
    text: _Text
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What libraries hold together, and at which revisions of them and generation it was put so."""

    library: Library
    members: tuple[tuple[Path, int], ...]
    generation: int


class Project:
    """Files with the workspaces that they belong to. Each is read once, until it changes.

    Files and folders are absolute paths. `overlay` lets text that an editor or a diff hands in
    lie over a file; `changed` and `refresh` forget what is no longer so, and what was made of
    it: of a map itself, of a library also what it gives to the maps of its workspace, of
    settings everything that they govern. Nothing is read before it is asked for.

    Several threads may ask one project; they wait for each other. Whoever keeps what was made
    of its documents holds `lock` while making it, and keeps it as long as `generation` stays
    the same or the revisions that it rests on do.

    A git repository or a link that is made meanwhile is noticed by a new project alone.
    """

    def __init__(self, fixed: Workspace | None = None, files: Files = DISK) -> None:
        """`fixed` is a workspace that holds for every file, whatever settings stand in folders.

        `files` are those that the project reads.
        """
        self.lock: threading.RLock = threading.RLock()
        self._reader = Reader(files)
        self._discovery = Discovery(self._reader, fixed)
        self._generation = 0
        self._revisions = itertools.count(1)
        self._texts: dict[Path, _Text] = {}
        self._readings: dict[Path, _Reading] = {}
        # What was read before a file was forgotten: it stays so where the text is still the same.
        self._former: dict[Path, _Reading] = {}
        self._shelves: dict[Path, _Shelf] = {}

    @classmethod
    def governed_by(cls, settings: Path) -> Project:
        """A project in which one settings file holds in place of those that stand in folders."""
        project = cls()
        project._discovery.fixed = load(project._reader, settings)
        return project

    @classmethod
    def without_settings(cls, here: Path) -> Project:
        """A project in the repository of the folder `here` (or in itself) that reads no settings."""
        return cls(Workspace(git_root(here) or here))

    @classmethod
    def from_origin(cls, origin: Origin) -> Project:
        """A project that reads the same files by the same settings as the one it is like."""
        project = cls(origin.fixed, origin.files)
        for file, data in origin.overlays.items():
            project.overlay(file, data)
        return project

    def reading(self, files: Files) -> Project:
        """A project that reads other files by the settings that are asked for here, if any are."""
        fixed = self._discovery.fixed
        return Project(None if fixed is None else _moved(fixed, files), files)

    @property
    def origin(self) -> Origin:
        """What makes another project like this one."""
        with self.lock:
            return Origin(self._discovery.fixed, dict(self._reader.overlays), self._reader.files)

    # -- asking ---------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """A number that grows with everything that is forgotten or laid over a file."""
        return self._generation

    def workspace(self, file: Path) -> Workspace:
        """The workspace of a file; it is another object once its settings have changed."""
        with self.lock:
            return self._discovery.home(file.parent)

    def company(self, workspace: Workspace) -> tuple[Path, ...]:
        """The files on the disk that belong to a workspace, in the order of their names."""
        with self.lock:
            return self._discovery.company(workspace)

    def expand(self, arguments: Iterable[str], here: Path) -> tuple[Path, ...]:
        """The files that arguments name: files, folders and globs; none: those of the workspace.

        Raises:
            NoMapBelow: a folder without a map.
            UsageError: another argument that matches nothing.
        """
        with self.lock:
            return self._discovery.expand(arguments, here)

    @property
    def unread(self) -> Mapping[Path, Message]:
        """The folders that could not be read so far, and why: what they hold is not known."""
        return MappingProxyType(self._discovery.unread)

    @property
    def left_out(self) -> Mapping[Path, Message]:
        """The paths that were asked for and stay out all the same, and why."""
        return MappingProxyType(self._discovery.left_out)

    def leaves_out(self, path: Path) -> bool:
        """Whether a path that somebody asks for stays out."""
        with self.lock:
            return self._discovery.leaves_out(path)

    @property
    def strays(self) -> tuple[Path, ...]:
        """What looks like a map beside maps of the folders that `expand` walked, and is not read."""
        with self.lock:
            return self._discovery.strays()

    def idle(self, workspace: Workspace) -> tuple[tuple[str, str], ...]:
        """The patterns, globs and folders of a workspace's settings that meet nothing on the disk.

        Pairs of the setting and what it holds.
        """
        with self.lock:
            return self._discovery.idle(workspace)

    def document(self, file: Path) -> Document:
        """A file as read; what is wrong with it stands in its problems."""
        with self.lock:
            return self._reading(file).document

    def revision(self, file: Path) -> int:
        """The number of a document's text, from 1; it grows when the text changes."""
        with self.lock:
            return self._reading(file).revision

    def peek(self, file: Path) -> str | None:
        """The text of a file, None where it cannot be read; it is not kept in mind."""
        with self.lock:
            limits = self.workspace(file).settings.limits
            text = self._texts.get(file) or self._decode(file, limits)
            return text.source.text if text.unreadable is None else None

    def text_of(self, file: Path) -> tuple[Source, Problem | None]:
        """The text of a file, or what keeps it from being one; it is not kept in mind."""
        with self.lock:
            limits = self.workspace(file).settings.limits
            text = self._texts.get(file) or self._decode(file, limits)
            return text.source, text.unreadable

    def shown(self, file: Path) -> str:
        """What findings call a file."""
        piped = file.name == STDIN and file in self._reader.overlays
        return "<stdin>" if piped else display_name(file)

    def release(self, files: Iterable[Path]) -> None:
        """Forgets what was read of files that are done with; what libraries give stays."""
        with self.lock:
            for file in files:
                self._texts.pop(file, None)
                self._readings.pop(file, None)

    def peek_at_bytes(self, file: Path, most: int) -> bytes | None:
        """The first bytes of a file, at most so many; None where it cannot be read."""
        with self.lock:
            try:
                return self._reader.read(file, most)
            except (OSError, ValueError):
                return None

    def mentions(self, file: Path, word: str) -> bool:
        """Whether a word stands anywhere in a file, which need not be read as a map for that.

        The text of a file that is not read otherwise is not kept in mind.
        """
        with self.lock:
            return word in (self.peek(file) or "")

    def is_library(self, file: Path) -> bool:
        """Whether a file holds what maps share: by its name, or as it says itself."""
        with self.lock:
            if self.workspace(file).is_library(file):
                return True
            journey = self.document(file).journey
            return journey is not None and journey.is_library

    def serves_as_library(self, file: Path) -> bool:
        """As `is_library`; a file that does not say the word is not read for that."""
        with self.lock:
            named = self.workspace(file).is_library(file)
            return named or (self.mentions(file, _LIBRARY) and self.is_library(file))

    def library(self, workspace: Workspace) -> Library:
        """What the libraries of a workspace hold together; the first to name a thing wins.

        It is another object once one of them has changed.
        """
        with self.lock:
            shelf = self._shelves.get(workspace.root)
            if shelf is None or shelf.generation != self._generation:
                shelf = self._shelves[workspace.root] = self._fill(workspace, shelf)
            return shelf.library

    @property
    def files(self) -> tuple[Path, ...]:
        """The documents that were read so far, those that others refer to included."""
        with self.lock:
            return tuple(sorted(self._readings))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The text of every document that was read so far."""
        with self.lock:
            return tuple(reading.text.source for reading in self._readings.values())

    def saved(self, file: Path) -> bytes:
        """The bytes of a file on the disk, whatever lies over it.

        Raises:
            OSError: it cannot be read.
        """
        return self._reader.saved(file)

    # -- text that lies over files ------------------------------------------------------------

    def overlay(self, file: Path, data: bytes) -> None:
        """Lets bytes lie over a map, a library or settings, until they are withdrawn.

        The file need not be there; then it still belongs to no `company`.
        """
        with self.lock:
            if self._reader.overlays.get(file) != data:
                self._reader.overlay(file, data)
                self._outdate(file)

    def withdraw(self, file: Path) -> None:
        """Takes back what lies over a file."""
        with self.lock:
            if file in self._reader.overlays:
                self._reader.withdraw(file)
                self._outdate(file)

    def overlaid(self, file: Path) -> bytes | None:
        """What lies over a file."""
        with self.lock:
            return self._reader.overlays.get(file)

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Whatever is laid over files meanwhile is gone at the end, as if it had not been.

        Other threads wait until then.
        """
        with self.lock:
            before = dict(self._reader.overlays)
            try:
                yield
            finally:
                for file in [file for file in self._reader.overlays if file not in before]:
                    self.withdraw(file)
                for file, data in before.items():
                    self.overlay(file, data)

    # -- forgetting -----------------------------------------------------------------------

    def changed(self, path: Path) -> None:
        """Forgets a file that has changed, came or went (or a folder), and what rests on it."""
        with self.lock:
            if not (self._discovery.lists(path) and self._reader.is_saved(path)):
                self._discovery.forget_files()
            self._outdate(path)

    def attend(self, paths: Iterable[Path]) -> None:
        """Lets `refresh` name other files too, once they stand otherwise than now."""
        with self.lock:
            for path in paths:
                self._reader.attend(path)

    def refresh(self) -> tuple[Path, ...]:
        """Forgets whatever stands otherwise on the disk than when it was met; names it, sorted.

        A file is taken for the same while its size, its time stamp and its place stay.
        """
        with self.lock:
            stale = self._reader.stale()
            for path in stale:
                self.changed(path)
            return stale

    def _outdate(self, path: Path) -> None:
        """Forgets a file and what rests on its text."""
        self._generation += 1
        self._reader.forget(path)
        fixed = self._discovery.fixed
        if fixed is not None and fixed.file and path in {one.file for one in fixed.levels}:
            self._discovery.ask_for(load(self._reader, fixed.file))
            self._forget(tuple(self._texts))
        elif path.name in CONFIG_FILES or self._discovery.extends(path):
            governed = set(self._discovery.reread_settings(path))
            self._forget(tuple(file for file in self._texts if file.parent in governed))
        elif path.name == IGNORE_FILE:
            self._discovery.forget_ignores(path.parent)
        else:
            self._forget((path,))

    def _forget(self, files: tuple[Path, ...]) -> None:
        for file in files:
            self._texts.pop(file, None)
            reading = self._readings.pop(file, None)
            if reading is not None:
                self._former[file] = reading

    # -- reading --------------------------------------------------------------------------

    def _text(self, file: Path) -> _Text:
        if file not in self._texts:
            limits = self.workspace(file).settings.limits
            self._texts[file] = self._decode(file, limits)
        return self._texts[file]

    def _decode(self, file: Path, limits: Limits) -> _Text:
        name = self.shown(file)
        try:
            # One byte more shows that there are too many.
            data = self._reader.read(file, limits.file_size + 1)
        except (OSError, ValueError) as error:
            problem = Problem(
                "CJ001",
                (),
                tr("The file cannot be read: {reason}.", reason=why_refused(error)),
                tr("Check the path and the permissions."),
            )
            return _Text(Source(name, ""), problem)
        return _Text(*decoding.decode(data, name, limits))

    def _reading(self, file: Path) -> _Reading:
        if file not in self._readings:
            text = self._text(file)
            limits = self.workspace(file).settings.limits
            former = self._former.pop(file, None)
            if former is None or (former.text, former.limits) != (text, limits):
                former = self._read(file, text, limits)
            self._readings[file] = former
        return self._readings[file]

    def _read(self, file: Path, text: _Text, limits: Limits) -> _Reading:
        from cjmap.loading import loader

        document = loader.load_text(text.source, file, limits=limits, unreadable=text.unreadable)
        return _Reading(document, next(self._revisions), text, limits)

    def _fill(self, workspace: Workspace, former: _Shelf | None) -> _Shelf:
        """The libraries of a workspace put together, if it must be."""
        files = [f for f in self.company(workspace) if self.workspace(f).is_library(f)]
        members = tuple((file, self.revision(file)) for file in files)
        if former is not None and former.members == members:
            return _Shelf(former.library, members, self._generation)
        documents = [(workspace.name(file), self.document(file)) for file in files]
        library = _merge(
            [
                _Held(name, journey)
                for name, document in documents
                if (journey := document.glimpse) is not None
            ]
        )
        lost = frozenset(kind for _, document in documents for kind in _lost(document))
        return _Shelf(replace(library, lost=lost), members, self._generation)


def _moved(home: Workspace, files: Files) -> Workspace:
    """A workspace that lies among other files."""
    above, alone = (None if one is None else _moved(one, files) for one in (home.above, home.alone))
    return replace(home, files=files, above=above, alone=alone)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a library says, and its file's path from the workspace's root."""

    name: str
    journey: Journey

    @property
    def personas(self) -> Iterator[Persona]:
        for persona in _told(self.journey.personas):
            photo = persona.photo
            if photo is not None:
                photo = photo.model_copy(update={"src": self._from_root(photo.src)})
                persona = persona.model_copy(update={"photo": photo})
            yield persona

    @property
    def evidence(self) -> Iterator[Evidence]:
        for evidence in _told(self.journey.evidence):
            if evidence.file is not None:
                evidence = evidence.model_copy(update={"file": self._from_root(evidence.file)})
            yield evidence

    def _from_root(self, written: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), written))


def _lost(document: Document) -> Iterable[Thing]:
    """The kinds of things of which a library holds some that could not be read."""
    from cjmap.model.library import SHARED

    if document.glimpse is None:
        return SHARED
    return SHARED.intersection(loss.what for loss in document.incomplete)


def _told(things: Iterable[S]) -> Iterator[S]:
    """The things that a library itself says something of."""
    return (thing for thing in things if thing.is_named)


def _merge(held: list[_Held]) -> Library:
    from cjmap.model.library import Library

    return Library(
        tuple(persona for one in held for persona in one.personas),
        tuple(channel for one in held for channel in _told(one.journey.channels)),
        tuple(evidence for one in held for evidence in one.evidence),
        tuple(lane for one in held for lane in _told(one.journey.lanes)),
    )
