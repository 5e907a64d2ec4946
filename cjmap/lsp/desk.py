"""What an editor has open, over the project that it belongs to.

Texts that nobody saved lie over their files, so that everything is read as it stands on the
screen: the map that is written, its library, its settings.
"""

from __future__ import annotations

import os
from pathlib import Path

from cjmap.check import Session
from cjmap.check.lookout import Lookout
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Outcome
from cjmap.findings.source import Source
from cjmap.loading.document import Document
from cjmap.lsp.places import Places, Units, file_of
from cjmap.messages import Message
from cjmap.project import Project
from cjmap.project.workspace import CONFIG_FILES
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """A text that an editor has open: its address as the editor writes it, and its number."""

    uri: str
    version: int


class Desk:
    """The open texts of an editor. Files are absolute paths."""

    def __init__(self, session: Session, language: str, units: Units | None = None) -> None:
        """`language` is that of the tool's words."""
        self.session = session
        self.language = language
        self.units = units or Units()
        self.opened: dict[Path, Opened] = {}
        # By what findings call them: an address may spell a file in a way that no name leads back to.
        self._called: dict[str, Path] = {}
        # What a map said when it could last be read, for whoever completes a broken one.
        self._last: dict[Path, Subject] = {}
        # By the generation of the project in which that was found.
        self._to_mend: dict[Path, tuple[int, tuple[Finding, ...]]] = {}
        self._lookout = Lookout(session, self.opened.__contains__)

    @property
    def project(self) -> Project:
        return self.session.project

    def say(self, message: Message) -> str:
        """A message in the language of the tool's words."""
        return message.render(self.language)

    # -- what is open ---------------------------------------------------------------------

    def put(self, uri: str, version: int, text: str) -> Path | None:
        """Lets a text of the editor lie over its file; None where it has none, or is no map's."""
        file = file_of(uri)
        if file is None or not self._is_ours(file):
            return None
        self.opened[file] = Opened(uri, version)
        self._called[self.project.shown(file)] = file
        # Half a character, which JSON can hold, makes bytes that are told to be no text.
        self.project.overlay(file, text.encode("utf-8", "surrogatepass"))
        self._outdate(file)
        return file

    def take(self, uri: str) -> Path | None:
        """Takes back the text of a file that was closed."""
        file = file_of(uri)
        if file is None or self.opened.pop(file, None) is None:
            return None
        self._called.pop(self.project.shown(file), None)
        self.project.withdraw(file)
        self._outdate(file)
        self._last.pop(file, None)
        self._to_mend.pop(file, None)
        return file

    def _is_ours(self, file: Path) -> bool:
        if file.name in CONFIG_FILES:
            return True
        home = self.project.workspace(file)
        return home.is_map(file) or home.is_library(file)

    def is_map(self, file: Path) -> bool:
        """Whether a file that is open is a map or a library, rather than settings."""
        return file in self.opened and file.name not in CONFIG_FILES

    def maps(self) -> tuple[Path, ...]:
        """The maps and libraries that are open, in the order in which they were opened."""
        return tuple(filter(self.is_map, self.opened))

    def refresh(self) -> bool:
        """Forgets what others have changed on the disk; whether there was any."""
        stale = self.project.refresh()
        if stale:
            self._lookout.forget()
        return bool(stale)

    def _outdate(self, file: Path) -> None:
        """Forgets what maps are to know of one another, where a text of many has changed."""
        if file.name in CONFIG_FILES or self.project.workspace(file).is_library(file):
            self._lookout.forget()

    # -- what a map says ------------------------------------------------------------------

    def document(self, file: Path) -> Document:
        return self.session.document(file)

    def source(self, file: Path) -> Source:
        """The text of a file, whatever it is a file of."""
        return self.project.text_of(file)[0]

    def places(self, file: Path) -> Places:
        return Places(self.source(file), self.units)

    def subject(self, file: Path) -> Subject | None:
        """A map as it stands, or as it stood when it could last be read."""
        found = self.session.glimpse(file)
        if found is not None:
            self._last[file] = found
        return found or self._last.get(file)

    def file_called(self, name: str) -> Path:
        """The file that findings call so."""
        return self._called.get(name) or Path(os.path.normpath(Path.cwd() / name))

    # -- checking -------------------------------------------------------------------------

    def check(self, file: Path, *, parts: bool = False) -> Outcome:
        """What `lint` finds in a file; with `parts` also what one finding stands for, to be mended."""
        return self._lookout.check(file, parts=parts)

    def to_mend(self, file: Path) -> tuple[Finding, ...]:
        """What is found in a file, with all that mends it; worked out once for each text."""
        kept = self._to_mend.get(file)
        if kept is None or kept[0] != self.project.generation:
            shown = self.project.shown(file)
            found = self.check(file, parts=True).findings
            own = tuple(one for one in found if one.file == shown)
            kept = self._to_mend[file] = (self.project.generation, own)
        return kept[1]
