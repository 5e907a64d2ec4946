"""What the page shows: pictures of maps as they stand on the disk, and what is found in them.

Everything is kept warm, and made again where a file that it rests on was saved. Of a map that
cannot be read the last picture that could be drawn stays.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from cjmap.board.board import Board
from cjmap.board.lanes import CODES
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.check.listing import in_order, list_findings
from cjmap.check.lookout import Lookout
from cjmap.draw.album import Album
from cjmap.draw.characters import settle
from cjmap.draw.engines import EngineError, find_engine
from cjmap.draw.memory import Memory
from cjmap.draw.theme import Theme
from cjmap.findings import Finding, Severity
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr
from cjmap.preview.editors import lead
from cjmap.project.workspace import CONFIG_FILES, Workspace
from cjmap.records import dataclass
from cjmap.reports.collect import place_among
from cjmap.reports.colours import pair_up
from cjmap.views.catalogue import VIEWS, Order, draw

NIGHT: Final = "dark"
"""The palette that stands for the night; any other word is the day's."""

# Seconds in which nobody asks anything, before maps are checked that nobody looks at.
_REST: Final = 0.5
# Letters that a text must have to be looked for within others.
_ENOUGH: Final = 4


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a map last said that could be drawn, in which generation, and in which workspace."""

    board: Board
    generation: int
    workspace: Workspace
    file: Path


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture, and what it was made of. `svg` is None where there is none, and `notes` say why."""

    board: Board
    theme: Theme | None
    svg: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """How many errors and warnings a map had when it was last checked, and what it is called."""

    title: str
    errors: int
    warnings: int


class Studio:
    """The maps of a preview. Several threads may ask; they wait for each other, and for pictures of
    their own map alone.

    `list_files` gives the maps, `choose_theme` the theme of a workspace; both may raise UsageError,
    which the page shows. `editor` is the address that opens a line, empty for none.
    """

    def __init__(
        self,
        session: Session,
        language: str,
        list_files: Callable[[], Sequence[Path]],
        choose_theme: Callable[[Workspace], Theme],
        editor: str = "",
    ) -> None:
        self.session = session
        self.language = language
        self._list_files = list_files
        self._choose_theme = choose_theme
        self._editor = editor
        self._lookout = Lookout(session, self._is_shown)
        self._lock = threading.Lock()
        self._wake = threading.Condition()
        self._revision = 0
        self._closed = False
        self._files: dict[str, Path] = {}
        self._trouble = ""
        self._shown: Path | None = None
        # When somebody last asked for something that takes a while.
        self._asked = time.monotonic()
        self._seen: dict[Path, _Seen] = {}
        self._drawn: dict[tuple[Path, str, str], _Drawn] = {}
        self._easels: dict[Path, threading.Lock] = {}
        self._recalled: tuple[tuple[Path, str, str], Memory] | None = None
        self._counts: dict[Path, _Count] = {}
        # Those whose number may be another by now.
        self._due: set[Path] = set()
        self._look()

    # -- what changes ---------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether files were saved since the last time.

        Where none was and nobody has asked anything for a while, one more map is checked of which
        the index does not know yet what is found in it.
        """
        with self._lock:
            stale = self.session.project.refresh()
            for path in stale:
                self._forget(path)
            if stale:
                self._look()
                return True
        if time.monotonic() - self._asked > _REST:
            self._count_one()
        return False

    def _forget(self, path: Path) -> None:
        """Forgets what others are to know of a map, or of all where they may share what changed."""
        project = self.session.project
        shared = path.name in CONFIG_FILES or project.workspace(path).is_library(path)
        if shared or (path in self._files.values() and project.is_library(path)):
            self._lookout.forget()
            self._due.update(self._files.values())
        else:
            self._lookout.forget((path,))
            self._due.add(path)

    def _count_one(self) -> None:
        with self._lock:
            file = next((one for one in self._files.values() if not self._is_counted(one)), None)
            if file is None:
                return
            self._check(file)
            if not self._is_shown(file):
                self.session.project.release((file,))
        self.tell()

    def wait(self, revision: int, seconds: float) -> int | None:
        """The number of what is so now, once it is another than one that is known.

        That one after so many seconds; None where the preview has ended.
        """
        with self._wake:
            self._wake.wait_for(lambda: self._closed or self._revision != revision, seconds)
            return None if self._closed else self._revision

    def close(self) -> None:
        """Tells whoever waits that the preview has ended."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()

    def tell(self) -> None:
        """Tells whoever waits that something is another than before."""
        with self._wake:
            self._revision += 1
            self._wake.notify_all()

    def _look(self) -> None:
        """Looks which maps there are; why there are none is said."""
        project = self.session.project
        try:
            listed = sorted(self._list_files(), key=place_among)
            self._trouble = ""
        except UsageError as error:
            listed = []
            self._trouble = self._say(error.message)
        # A map that is being saved may be gone for a moment: what it said last stays.
        self._files = {project.shown(file): file for file in listed}

    def _is_shown(self, file: Path) -> bool:
        return file == self._shown

    def _say(self, message: Message) -> str:
        return message.render(self.language)

    # -- what is shown --------------------------------------------------------------------

    def maps(self) -> dict[str, Any]:
        """All maps by their names, with their titles and how much is found in each."""
        with self._lock:
            return {
                "maps": [self._introduce(name, file) for name, file in self._files.items()],
                "trouble": self._trouble,
                "views": list(VIEWS),
            }

    def _introduce(self, name: str, file: Path) -> dict[str, Any]:
        count = self._counts.get(file)
        if count is None:
            return {"name": name, "title": "", "errors": None, "warnings": None}
        return {
            "name": name,
            "title": count.title,
            "errors": count.errors,
            "warnings": count.warnings,
        }

    def picture(self, name: str, view: str, palette: str) -> dict[str, Any] | None:
        """A picture of a map in a view, by day or by night; None where there is no such map.

        `svg` is null where there is none. `stale` says that the map cannot be read as it is, and
        that this is what it said before; `notes` say what is missing, and why.
        """
        with self._lock:
            file = self._files.get(name)
            if file is None or view not in VIEWS:
                return None
            self._shown = file
            self._asked = time.monotonic()
            fresh = self._read(file)
            if file not in self._seen:
                return {"svg": None, "stale": not fresh, "notes": [self._why_nothing(file)]}
            easel = self._easels.setdefault(file, threading.Lock())
        # A picture may take a while: nobody waits for it who asks for something else.
        with easel:
            drawn = self._draw(self._seen[file], view, palette)
        return {"svg": drawn.svg, "stale": not fresh, "notes": list(drawn.notes)}

    def _why_nothing(self, file: Path) -> str:
        if self.session.subject(file) is None:
            return self._say(tr("This map cannot be read yet; what is wrong stands beside."))
        return self._say(tr("This map has no stages, so there is nothing to draw."))

    def _read(self, file: Path) -> bool:
        """Reads a map anew where anything has changed; whether it could be read."""
        generation = self.session.project.generation
        seen = self._seen.get(file)
        if seen is not None and seen.generation == generation:
            return True
        subject = self.session.subject(file)
        if subject is None or not subject.journey.stages:
            return False
        gaps = list_findings(self.session, [file], CODES)[file]
        board = read(subject, gaps)
        self._seen[file] = _Seen(board, generation, subject.workspace, file)
        return True

    def _draw(self, seen: _Seen, view: str, palette: str) -> _Drawn:
        """A picture of what a map said last, drawn anew where it would be another."""
        key = (seen.file, view, palette)
        before = self._drawn.get(key)
        notes: list[str] = []

        def note(message: Message) -> None:
            notes.append(self._say(message))

        try:
            with self._lock:
                day, night, _ = pair_up(self._choose_theme(seen.workspace))
        except UsageError as error:
            note(error.message)
            last = None if before is None else before.svg
            return _Drawn(seen.board, None, last, tuple(notes))
        theme: Theme | None = night if palette == NIGHT else day
        assert theme is not None
        if before is not None and (before.board, before.theme) == (seen.board, theme):
            return before
        album = Album(seen.workspace, seen.file.parent, note)
        chosen = partial(find_engine, None, seen.workspace.settings.render.engine)
        svg: str | None = None
        try:
            order = Order(seen.board, theme, chosen, tell=note, find=album.find)
            with self._remember(key).used():
                drawn = draw(view, "svg", order)
            assert isinstance(drawn, str)
            svg = settle(drawn)
        except (EngineError, UsageError) as error:
            note(error.message)
        with self._lock:
            self.session.project.attend(album.met)
        if album.met:
            # An image may be another next time.
            theme = None
        made = self._drawn[key] = _Drawn(seen.board, theme, svg, tuple(notes))
        return made

    def _remember(self, key: tuple[Path, str, str]) -> Memory:
        """What is known of the parts of a picture; of the one alone that was drawn last."""
        recalled = self._recalled
        if recalled is None or recalled[0] != key:
            # Another map may be drawn meanwhile, and has a memory of its own.
            recalled = self._recalled = (key, Memory())
        return recalled[1]

    # -- what is found --------------------------------------------------------------------

    def findings(self, name: str) -> list[dict[str, Any]] | None:
        """What `lint` says of a map, and of what it rests on; None where there is no such map."""
        with self._lock:
            file = self._files.get(name)
            if file is None:
                return None
            return [self._describe(one) for one in in_order(self._check(file))]

    def _check(self, file: Path) -> tuple[Finding, ...]:
        found = tuple(self._lookout.check(file).findings)
        self._due.discard(file)
        own = [one.severity for one in found if one.file == self.session.project.shown(file)]
        self._counts[file] = _Count(
            self._title(file),
            own.count(Severity.ERROR),
            own.count(Severity.WARNING),
        )
        return found

    def _title(self, file: Path) -> str:
        """What a map is called; where its title cannot be read for a moment, what it was called."""
        document, before = self.session.document(file), self._counts.get(file)
        if document.tree.scalar_at(("title",)) is None and before is not None and before.title:
            return before.title
        return document.glimpse.title if document.glimpse is not None else ""

    def _is_counted(self, file: Path) -> bool:
        return file in self._counts and file not in self._due

    def _describe(self, one: Finding) -> dict[str, Any]:
        place = one.span.start if one.span is not None else None
        file = Path.cwd() / one.file
        return {
            "severity": one.severity.value,
            "code": one.code,
            "name": one.name,
            "message": self._say(one.message),
            "help": "" if one.help is None else self._say(one.help),
            "file": one.file,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "open": self._lead(file, place.line, place.column) if place else "",
        }

    # -- where a text stands --------------------------------------------------------------

    def find(self, name: str, words: Sequence[str], nth: int) -> dict[str, Any] | None:
        """Where a text of a picture is written; None where it is nowhere, or there is no such map.

        `words` are the text as it was met, then larger ones that hold it; `nth` is which of those
        that are equal it is, from 0.
        """
        with self._lock:
            file = self._files.get(name)
            if file is None:
                return None
            document = self.session.document(file)
            start = find_text(document.source, document.tree.scalars, words, nth)
            if start is None:
                return None
            place = document.source.position(start)
            return {
                "file": name,
                "line": place.line,
                "column": place.column,
                "source": document.source.line(place.line).strip(),
                "open": self._lead(file, place.line, place.column),
            }

    def _lead(self, file: Path, line: int, column: int) -> str:
        return lead(self._editor, file, line, column) if self._editor else ""


def find_text(
    source: Source, spans: Sequence[tuple[int, int]], words: Sequence[str], nth: int
) -> int | None:
    """Where one of the stretches of a source begins that says the words of a picture.

    Pictures break lines, part words and write capitals: only letters and digits are compared. A
    text that is just that goes before one that holds it, and that before one that it holds.
    """
    written = [(_letters(source.text[start:end]), start) for start, end in spans]
    for said in filter(None, map(_letters, words)):
        equal = [start for text, start in written if text == said]
        if equal:
            return equal[min(nth, len(equal) - 1)]
        holding = [(len(text), start) for text, start in written if said in text]
        if holding and len(said) >= _ENOUGH:
            return min(holding)[1]
        # What a text begins with is what it is about.
        held = [
            (not said.startswith(text), -len(text), start)
            for text, start in written
            if len(text) >= _ENOUGH and text in said
        ]
        if held:
            return min(held)[2]
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
