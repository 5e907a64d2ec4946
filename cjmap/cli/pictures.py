"""The pictures of a run: how they are drawn and written, map by map, in any process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cjmap.board.lanes import CODES
from cjmap.board.reading import read
from cjmap.check import Selection, why_unreadable
from cjmap.check.listing import in_order
from cjmap.check.selection import is_of_reading
from cjmap.check.sharing import quoted
from cjmap.cli.recorded import remember
from cjmap.cli.writing import try_to_write_result
from cjmap.draw.album import Album
from cjmap.draw.characters import settle
from cjmap.draw.engines import EngineError, find_engine
from cjmap.draw.shelf import Shelf
from cjmap.findings import Finding, Outcome, Severity
from cjmap.findings.usage import NothingToDraw, UsageError
from cjmap.messages import Message, tr
from cjmap.project.disk import DISK, is_file, read_result
from cjmap.project.files import State
from cjmap.records import dataclass, field
from cjmap.views.catalogue import DRAWINGS, Easel, Order, shows_gaps, suffix_of

if TYPE_CHECKING:
    from cjmap.board.board import Board
    from cjmap.check import Session
    from cjmap.draw.paper import Paper
    from cjmap.draw.theme import Theme
    from cjmap.facts.subject import Subject
    from cjmap.project.workspace import Workspace
    from cjmap.reports.measured.recalling import Recorded

Kind: TypeAlias = tuple[str, str]
"""A view and a format."""


def ending_of(kind: Kind) -> str:
    """How the names of the pictures of a kind end."""
    view, form = kind
    return f".{view}.{suffix_of(form)}"


PICTURES: Final = Shelf(
    "cjmap-pictures.json", "pictures", tuple(map(ending_of, DRAWINGS)), folders=True
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which pictures are drawn, how, and where to.

    `names` has for each map what its pictures are called in `folder`, but for their endings.
    Without a folder there is one picture, which goes into `file`, or where that is None to
    standard output. `themes` has that of each workspace by its folder. Empty `personas` and
    `lanes` leave the choice to the map; `baseline` is the earlier state that is asked for.
    `recorded` has what was measured of maps.
    """

    kinds: tuple[Kind, ...]
    names: Mapping[Path, str]
    themes: Mapping[Path, Theme]
    folder: Path | None = None
    file: Path | None = None
    engine: str | None = None
    scale: float = 1.0
    paper: Paper | None = None
    personas: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    baseline: Path | None = None
    recorded: Mapping[Path, Recorded] = field(default_factory=dict)

    def name(self, file: Path, kind: Kind) -> str:
        """What the picture of a map is called in the folder."""
        return f"{self.names[file]}{ending_of(kind)}"

    def target(self, file: Path, kind: Kind) -> Path | None:
        """The file that a picture goes to; None is standard output."""
        return self.file if self.folder is None else self.folder / self.name(file, kind)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of some maps.

    `failed` has for each the reason why a picture could not be drawn or written. `digests` are
    the sums of the pictures in the plan's folder, by their names, and `needless` the names of
    those that a map has nothing for. `handed` go to standard output. `drawable` is how many maps
    could be read, `undrawn` how many not, of which `outcome` tells why. `rests_on` are the files
    beside maps that were looked at.
    """

    failed: Mapping[Path, Message]
    notes: tuple[Message, ...]
    digests: Mapping[str, str]
    needless: frozenset[str]
    handed: tuple[str | bytes, ...]
    drawable: int
    undrawn: int
    rests_on: frozenset[Path]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Shown:
    """What a map's pictures were made of, and their sums."""

    board: Board
    theme: Theme
    images: Mapping[Path, State | None]
    digests: Mapping[str, str]

    def holds(self, board: Board, theme: Theme) -> bool:
        """Whether the pictures would be the same."""
        return (self.board, self.theme) == (board, theme) and all(
            DISK.state(file) == state for file, state in self.images.items()
        )


def select(kinds: Sequence[Kind], home: Workspace) -> Selection:
    """What says whether a map can be read, and which of its cells lack what, where pictures show it."""
    settings = home.settings.lint
    if not any(shows_gaps(*kind) for kind in kinds):
        return Selection.of_reading(settings)
    return Selection.of_reading(settings, *Selection.of_lint(settings).narrowed(CODES).select)


class Press:
    """Draws and writes the pictures of a plan.

    With a `memory` it draws no map twice of which the pictures would be the same.
    """

    def __init__(self, plan: Plan, memory: dict[Path, Shown] | None = None) -> None:
        self.plan = plan
        self._memory = memory

    def draw(self, session: Session, files: Sequence[Path], outcome: Outcome) -> Drawn:
        """Draws and writes the pictures of the maps among files, of which an outcome tells."""
        tray = _Tray()
        unread = []
        for file in files:
            subject = session.subject(file)
            if session.project.is_library(file):
                continue
            if subject is None or not subject.journey.stages:
                unread.append(session.document(file).source.file)
                continue
            tray.drawable += 1
            refused = self._draw_all(session, subject, outcome, tray)
            if refused is not None:
                tray.failed[file] = refused
        why = quoted(why_unreadable(outcome, unread))
        return tray.drawn(len(unread), why)

    def _draw_all(
        self, session: Session, subject: Subject, outcome: Outcome, tray: _Tray
    ) -> Message | None:
        """Draws a map in every kind; says what keeps one from being drawn or written."""
        plan, name = self.plan, session.document(subject.file).source.file
        findings = [finding for finding in outcome.findings if finding.file == name]
        tray.tell_of_errors(name, findings)
        earlier = None if plan.baseline is None else session.subject(plan.baseline)
        try:
            board = read(
                remember(subject, plan.recorded),
                in_order(finding for finding in findings if finding.code in CODES),
                personas=plan.personas,
                lanes=plan.lanes,
                baseline=earlier,
            )
        except UsageError as error:
            return error.message
        theme = plan.themes[subject.workspace.folder]
        shown = self._memory.get(subject.file) if self._memory is not None else None
        if shown is not None and shown.holds(board, theme):
            tray.rests_on |= shown.images.keys()
            tray.digests |= shown.digests
            return None
        return self._draw_anew(board, theme, subject, tray)

    def _draw_anew(
        self, board: Board, theme: Theme, subject: Subject, tray: _Tray
    ) -> Message | None:
        file, album = subject.file, Album(subject.workspace, subject.file.parent, tray.notes.append)
        easel = Easel(
            Order(
                board,
                theme,
                partial(find_engine, self.plan.engine, subject.settings.render.engine),
                self.plan.scale,
                self.plan.paper,
                tray.notes.append,
                album.find,
            )
        )
        refused: Message | None = None
        digests: dict[str, str] = {}
        lacking: dict[Kind, Message] = {}
        for kind in self.plan.kinds:
            try:
                told = self._draw(kind, easel, file, digests, tray)
                refused = refused or told
            except NothingToDraw as nothing:
                lacking[kind] = nothing.message
        tray.rests_on |= album.met.keys()
        tray.digests |= digests
        tray.needless |= {self.plan.name(file, kind) for kind in lacking}
        if len(lacking) == len(self.plan.kinds):
            return next(iter(lacking.values()))
        tray.tell_lacking(board.file, lacking)
        if refused is None and self._memory is not None:
            self._memory[file] = Shown(board, theme, dict(album.met), digests)
        return refused

    def _draw(
        self, kind: Kind, easel: Easel, file: Path, digests: dict[str, str], tray: _Tray
    ) -> Message | None:
        """Draws and writes a picture; says what keeps it from being drawn or written.

        Raises NothingToDraw where the view has no use for the map.
        """
        plan = self.plan
        try:
            picture = easel.draw(*kind)
        except NothingToDraw:
            raise
        except (EngineError, UsageError) as error:
            return error.message
        target = plan.target(file, kind)
        if target is None:
            tray.handed.append(picture)
            return None
        data = settle(picture).encode("utf-8") if isinstance(picture, str) else picture
        refused = None if holds(target, data) else try_to_write_result(target, data)
        if refused is None and plan.folder is not None:
            digests[plan.name(file, kind)] = sha256(data).hexdigest()
        return refused


class _Tray:
    """Where what comes of maps is put while they are drawn."""

    def __init__(self) -> None:
        self.failed: dict[Path, Message] = {}
        self.notes: list[Message] = []
        self.digests: dict[str, str] = {}
        self.needless: set[str] = set()
        self.handed: list[str | bytes] = []
        self.drawable = 0
        self.rests_on: set[Path] = set()

    def tell_of_errors(self, name: str, findings: Sequence[Finding]) -> None:
        """Says that a map is drawn although it has errors."""
        errors = sum(
            is_of_reading(finding.code) and finding.severity is Severity.ERROR
            for finding in findings
        )
        if errors:
            self.notes.append(
                tr(
                    "{file}: drawn as far as it can be read; `cjmap validate` says what is wrong ({n}).",
                    file=name,
                    n=errors,
                )
            )

    def tell_lacking(self, file: str, lacking: Mapping[Kind, Message]) -> None:
        """Says which views of several have no use for a map, and why: once for all formats."""
        for view, why in dict.fromkeys((view, why) for (view, _), why in lacking.items()):
            self.notes.append(tr("{file}, {view}: {note}", file=file, view=view, note=why))

    def drawn(self, undrawn: int, outcome: Outcome) -> Drawn:
        return Drawn(
            self.failed,
            tuple(self.notes),
            self.digests,
            frozenset(self.needless),
            tuple(self.handed),
            self.drawable,
            undrawn,
            frozenset(self.rests_on),
            outcome,
        )


def holds(file: Path, data: bytes) -> bool:
    """Whether a file holds just that: it keeps its time, so that nothing that looks at files starts."""
    try:
        return is_file(file) and file.stat().st_size == len(data) and read_result(file) == data
    except OSError:
        return False


def is_unchanged(file: Path, digest: str | None) -> bool:
    """Whether a file is still the picture that was written, of which a digest is known."""
    try:
        return is_file(file) and sha256(read_result(file)).hexdigest() == digest
    except OSError:
        return False
