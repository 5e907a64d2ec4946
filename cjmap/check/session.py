"""What follows from the maps of a project on one day, worked out once for each of their texts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from cjmap.facts.subject import Subject, examine
from cjmap.loading.document import Document
from cjmap.loading.incomplete import Loss
from cjmap.model.journey import Journey
from cjmap.model.library import Library
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace
from cjmap.vocabulary.maps import MapState, Relation

if TYPE_CHECKING:
    from cjmap.facts.measured import Measured


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What a subject rests on. A library or workspace that has changed is another object."""

    revision: int
    library: Library
    workspace: Workspace

    def same(self, other: _Grounds) -> bool:
        return (
            self.revision == other.revision
            and self.library is other.library
            and self.workspace is other.workspace
        )


class _Derived:
    """The subject of a file, what it rests on, and up to which generation of the project it holds.

    `asked` are the revisions of the other maps that somebody asked this subject for.
    """

    __slots__ = ("asked", "generation", "grounds", "subject")

    def __init__(
        self,
        subject: Subject | None,
        grounds: _Grounds,
        asked: dict[FilePath, int],
        generation: int,
    ) -> None:
        self.subject = subject
        self.grounds = grounds
        self.asked = asked
        self.generation = generation


class Session:
    """The maps of a project with their facts, which are kept until what they rest on changes.

    That is the map's own text, the libraries and settings of its workspace, and the maps that
    it was compared with. Without a project the session opens one of its own.
    """

    def __init__(self, project: Project | None = None, *, today: datetime.date) -> None:
        self.project: Project = project or Project()
        self.today = today
        # The maps of which a rule has asked for the day.
        self.dated: set[FilePath] = set()
        # What data say of maps, for rules that hold them against it.
        self._measured: dict[FilePath, Measured] = {}
        self._derived: dict[FilePath, _Derived] = {}
        self._baselines: dict[FilePath, tuple[int, frozenset[FilePath]]] = {}

    def workspace(self, file: FilePath) -> Workspace:
        """The workspace of a file."""
        return self.project.workspace(file)

    def document(self, file: FilePath) -> Document:
        """A file as read."""
        return self.project.document(file)

    def subject(self, file: FilePath) -> Subject | None:
        """A map with what follows from it, or None where it cannot be read."""
        with self.project.lock:
            subject = self.glimpse(file)
            return None if subject is None or subject.guessed else subject

    def glimpse(self, file: FilePath) -> Subject | None:
        """A map as others may refer to it: also what one seems to say whose syntax is broken."""
        with self.project.lock:
            derived = self._derived.get(file)
            if derived is None or not self._holds(file, derived):
                derived = self._derived[file] = self._derive(self.project.document(file))
            return derived.subject

    def suppose(
        self, file: FilePath, journey: Journey, incomplete: frozenset[Loss]
    ) -> Subject | None:
        """A journey with what follows from it if a file says it; the session takes it for that.

        `incomplete` is what may be missing from it. None where the workspace wants another cjmap.
        """
        with self.project.lock:
            document = self.project.document(file)
            document = replace(document, journey=journey, incomplete=incomplete)
            derived = self._derived[file] = self._derive(document)
            return derived.subject

    def measure(self, file: FilePath, measured: Measured) -> None:
        """What its data say of a map, which its rules are told from now on."""
        with self.project.lock:
            self._measured[file] = measured
            self._derived.pop(file, None)

    def release(self) -> None:
        """Forgets what was read so far and what follows from it; what libraries give stays."""
        with self.project.lock:
            self._derived.clear()
            self.dated.clear()
            self.project.release(self.project.files)

    def baselines(self, workspace: Workspace) -> frozenset[FilePath]:
        """The maps of a workspace that others of it link to as their baseline and that are past.

        What shall be replaces nothing yet: the baseline of future states alone is how it is.
        Files outside the run count too. Only those that hold the word are read in full.
        """
        with self.project.lock:
            generation, found = self._baselines.get(workspace.root, (-1, frozenset()))
            if generation != self.project.generation:
                found = frozenset(self._linked_baselines(workspace))
                self._baselines[workspace.root] = (self.project.generation, found)
            return found

    def _linked_baselines(self, workspace: Workspace) -> list[FilePath]:
        linked = (
            subject.linked(link.to.partition("#")[0])
            for file in self.project.company(workspace)
            if self.project.mentions(file, "baseline")
            and (subject := self.subject(file)) is not None
            and subject.journey.state is not MapState.FUTURE
            for link in subject.journey.links
            if link.rel is Relation.BASELINE
        )
        return [file for file in linked if file is not None]

    # -- keeping subjects -----------------------------------------------------------------

    def _holds(self, file: FilePath, derived: _Derived) -> bool:
        """Whether a subject still rests on what is so."""
        if derived.generation == self.project.generation:
            return True
        if not derived.grounds.same(self._grounds(self.project.document(file))):
            return False
        if any(self.project.revision(other) != number for other, number in derived.asked.items()):
            return False
        derived.generation = self.project.generation
        return True

    def _grounds(self, document: Document) -> _Grounds:
        workspace = self.project.workspace(document.file)
        alone = workspace.is_library(document.file) or document.glimpse is None
        library = _NONE if alone else self.project.library(workspace)
        return _Grounds(self.project.revision(document.file), library, workspace)

    def _derive(self, document: Document) -> _Derived:
        grounds = self._grounds(document)
        asked: dict[FilePath, int] = {}

        def glimpse(other: FilePath) -> Subject | None:
            with self.project.lock:
                asked[other] = self.project.revision(other)
                return self.glimpse(other)

        subject = self._examine(document, grounds, glimpse)
        return _Derived(subject, grounds, asked, self.project.generation)

    def _tell_day(self, file: FilePath) -> datetime.date:
        self.dated.add(file)
        return self.today

    def _examine(
        self, document: Document, grounds: _Grounds, glimpse: Callable[[FilePath], Subject | None]
    ) -> Subject | None:
        journey = document.glimpse
        if journey is None or not grounds.workspace.suits:
            return None
        return examine(
            journey,
            grounds.library,
            document.file,
            grounds.workspace,
            partial(self._tell_day, document.file),
            incomplete=document.incomplete,
            glimpse=glimpse,
            baselines=self.baselines,
            remarks=document.remarks,
            guessed=document.guess is not None,
            measured=self._measured.get(document.file),
        )


# A library has no library of its own, and what is no map needs none.
_NONE = Library()
