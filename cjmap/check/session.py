"""The files of one run: each is read once, with the library of its workspace."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping
from pathlib import Path as FilePath

from cjmap.facts.subject import Subject, examine
from cjmap.findings.source import Source
from cjmap.loading import decoding, loader
from cjmap.loading.document import Document
from cjmap.model.journey import Journey
from cjmap.model.library import Library
from cjmap.project.workspace import Workspace, find
from cjmap.vocabulary.maps import Relation

STDIN = "-"


class Session:
    """The files of one run: each is read once, with the library of its workspace.

    `stdin` is text to check in place of a file's, under the name `stdin_file`; `texts` are the
    bytes of further files to check in place of what is on the disk. `config` is a workspace to
    use whatever folder a file is in.
    """

    def __init__(
        self,
        *,
        today: datetime.date,
        config: Workspace | None = None,
        stdin: bytes | None = None,
        stdin_file: FilePath | None = None,
        texts: Mapping[FilePath, bytes] | None = None,
    ) -> None:
        self.today = today
        self._config = config
        self._texts = texts or {}
        self.stdin = stdin
        self._stdin_file = stdin_file
        self._documents: dict[FilePath, Document] = {}
        self._subjects: dict[FilePath, Subject | None] = {}
        self._homes: dict[FilePath, Workspace] = {}
        self._company: dict[FilePath, tuple[FilePath, ...]] = {}
        self._libraries: dict[FilePath, Library] = {}
        self._baselines: dict[FilePath, frozenset[FilePath]] = {}

    def over(self, texts: Mapping[FilePath, bytes]) -> Session:
        """A session like this one that reads everything anew, and these files from `texts`."""
        return Session(
            today=self.today,
            config=self._config,
            stdin=self.stdin,
            stdin_file=self._stdin_file,
            texts=texts,
        )

    def is_stdin(self, file: FilePath) -> bool:
        """Whether a file is what came by standard input."""
        return self.stdin is not None and file == self._stdin_file

    @property
    def files(self) -> tuple[FilePath, ...]:
        """Every file that was read so far, those that others refer to included."""
        return tuple(sorted(self._documents))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The text of every file that was read so far."""
        return tuple(document.source for document in self._documents.values())

    def workspace(self, file: FilePath) -> Workspace:
        """The workspace of a file; its settings are read once for each folder."""
        if self._config is not None:
            return self._config
        if file.parent not in self._homes:
            self._homes[file.parent] = find(file.parent)
        return self._homes[file.parent]

    def company(self, workspace: Workspace) -> tuple[FilePath, ...]:
        """The files that belong to a workspace, its folders searched once."""
        if workspace.root not in self._company:
            self._company[workspace.root] = tuple(
                file for file in workspace.company() if self.workspace(file).root == workspace.root
            )
        return self._company[workspace.root]

    def document(self, file: FilePath) -> Document:
        """A file as read, from memory the second time."""
        if file not in self._documents:
            self._documents[file] = self._read(file)
        return self._documents[file]

    def _read(self, file: FilePath) -> Document:
        workspace = self.workspace(file)
        limits = workspace.settings.limits
        name = display_name(file, standard_input=self.is_stdin(file))
        if file in self._texts:
            source, unreadable = decoding.decode(self._texts[file], name, limits)
        elif self.stdin is not None and self.is_stdin(file):
            source, unreadable = decoding.decode(self.stdin, name, limits)
        else:
            source, unreadable = decoding.read_source(file, name, limits)
        return loader.load_text(source, file, limits=limits, unreadable=unreadable)

    def library(self, workspace: Workspace) -> Library:
        """What the libraries of a workspace hold together; the first to name a thing wins."""
        if workspace.root not in self._libraries:
            # Set first: a library that is read meanwhile has no library of its own.
            self._libraries[workspace.root] = Library()
            journeys = [
                document.journey
                for file in self.company(workspace)
                if workspace.is_library(file)
                and (document := self.document(file)).journey is not None
            ]
            self._libraries[workspace.root] = _merge([j for j in journeys if j is not None])
        return self._libraries[workspace.root]

    def is_library(self, file: FilePath) -> bool:
        """Whether a file holds what maps share: by its name, or as it says itself."""
        journey = self.document(file).journey
        return self.workspace(file).is_library(file) or (journey is not None and journey.is_library)

    def subject(self, file: FilePath) -> Subject | None:
        """What follows from a map, or None where it cannot be read."""
        if file not in self._subjects:
            document = self.document(file)
            workspace = self.workspace(file)
            journey = document.journey
            if journey is None:
                self._subjects[file] = None
            else:
                shared = Library() if workspace.is_library(file) else self.library(workspace)
                self._subjects[file] = examine(
                    journey,
                    shared,
                    file,
                    workspace,
                    self.today,
                    incomplete=document.incomplete,
                    neighbour=self.subject,
                    baselines=self.baselines,
                )
        return self._subjects[file]

    def baselines(self, workspace: Workspace) -> frozenset[FilePath]:
        """The maps of a workspace that others of it link to as their baseline.

        Files outside the run count too. Only those that hold the word are read in full.
        """
        if workspace.root not in self._baselines:
            linked = (
                subject.linked(link.to.partition("#")[0])
                for file in self.company(workspace)
                if self._mentions(file, "baseline") and (subject := self.subject(file)) is not None
                for link in subject.journey.links or ()
                if link.rel is Relation.BASELINE
            )
            self._baselines[workspace.root] = frozenset(file for file in linked if file is not None)
        return self._baselines[workspace.root]

    def _mentions(self, file: FilePath, word: str) -> bool:
        if file in self._documents or file == self._stdin_file:
            return word in self.document(file).source.text
        try:
            with file.open("rb") as stream:
                return word.encode() in stream.read(self.workspace(file).settings.limits.file_size)
        except OSError:
            return False


def _merge(journeys: list[Journey]) -> Library:
    return Library(
        tuple(persona for journey in journeys for persona in journey.personas),
        tuple(channel for journey in journeys for channel in journey.channels or ()),
        tuple(evidence for journey in journeys for evidence in journey.evidence or ()),
    )


def display_name(file: FilePath, *, standard_input: bool = False) -> str:
    """What findings call a file: its path from the current folder, with forward slashes."""
    if standard_input and file.name == STDIN:
        return "<stdin>"
    try:
        return FilePath(os.path.relpath(file)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return file.as_posix()


def standard_input() -> bytes:
    """The bytes of standard input."""
    return sys.stdin.buffer.read()
