"""The pages of a report: which maps have one, and how they are drawn and written, batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.check.session import Session
from cjmap.check.sharing import quoted
from cjmap.cli.recorded import remember
from cjmap.cli.writing import try_to_write_result
from cjmap.draw.characters import encodable
from cjmap.findings import Finding, Outcome, Severity
from cjmap.messages import DEFAULT_LANGUAGE, Message, speak_alike
from cjmap.records import dataclass, field, replace
from cjmap.reports.collect import Reading, collect
from cjmap.reports.index import Entry, draw_entry
from cjmap.reports.page import write_page
from cjmap.reports.templating import ReportError, Templates

if TYPE_CHECKING:
    from cjmap.draw.theme import Theme
    from cjmap.facts.subject import Subject
    from cjmap.reports.measured.recalling import Recorded


@dataclass(frozen=True, slots=True)
class Seen:
    """A file before any page is drawn; `language` is None where it says nothing to draw or list."""

    is_library: bool
    language: str | None

    @property
    def is_drawn(self) -> bool:
        """Whether it is a map that has a page."""
        return not self.is_library and self.language is not None

    @property
    def is_listed(self) -> bool:
        """Whether it is a library that the index lists."""
        return self.is_library and self.language is not None


def look(session: Session, file: Path) -> Seen:
    """What a report has to know of a file before it draws."""
    subject = session.subject(file)
    is_library = session.project.is_library(file)
    says_something = subject is not None and (is_library or bool(subject.journey.stages))
    return Seen(is_library, subject.language if subject is not None and says_something else None)


def choose_language(seen: Iterable[Seen]) -> str:
    """The language that most maps and libraries have; of several as frequent, that of the first."""
    counted = Counter(one.language for one in seen if one.language is not None)
    return counted.most_common(1)[0][0] if counted else DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Shelf:
    """The index of a report: its file name, its language, and the map whose workspace words it."""

    name: str
    language: str
    first: Path


@dataclass(frozen=True, slots=True)
class Plan:
    """Which pages are written, and where to.

    `pages` has the file name of each map's page, `themes` the theme of each workspace by its
    folder; `templates` is the folder of the user's own, and `shelf` None where one map is alone.
    `failed` are maps of which a page could not be written: none leads to it. `embed` says that the
    pages are maps alone, to be put into pages of somebody else's. `recorded` has what was measured
    of maps.
    """

    folder: Path
    pages: Mapping[Path, str]
    themes: Mapping[Path, Theme]
    templates: Path | None
    shelf: Shelf | None
    embed: bool = False
    recorded: Mapping[Path, Recorded] = field(default_factory=dict)
    failed: frozenset[Path] = frozenset()

    def without(self, failed: Collection[Path]) -> Plan:
        """The same without the pages of some maps."""
        left = {file: name for file, name in self.pages.items() if file not in failed}
        return replace(self, pages=left, failed=self.failed.union(failed))

    @property
    def index(self) -> str | None:
        """The file name of the index, where there is one."""
        return None if self.shelf is None else self.shelf.name


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of the pages of some files.

    `failed` has the reason of each page that could not be written, `notes` what pages had to
    leave out, `entries` what the index keeps. `errors` counts those that keep a map from being
    drawn, and `outcome` tells of these and of what is wrong with the run itself.
    """

    failed: Mapping[Path, Message]
    notes: tuple[tuple[Path, Message], ...]
    entries: tuple[Entry, ...]
    errors: Mapping[Path, int]
    outcome: Outcome


class _Refused(Exception):
    """A page cannot be drawn, or not be written."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Press:
    """Draws and writes the pages of a plan, in any process; templates are read once in each."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self.plan.templates)

    def draw(self, session: Session, files: Sequence[Path], outcome: Outcome) -> Drawn:
        """Draws and writes the pages of the maps among files, of which an outcome tells."""
        from cjmap.check import why_unreadable

        plan = self.plan
        found: dict[str, list[Finding]] = {}
        for finding in outcome.findings:
            found.setdefault(finding.file, []).append(finding)
        failed: dict[Path, Message] = {}
        notes: list[tuple[Path, Message]] = []
        entries: list[Entry] = []
        errors: dict[Path, int] = {}
        for file in sorted(set(files).difference(plan.failed)):
            findings = found.get(session.project.shown(file), [])
            subject = session.subject(file) if file in plan.pages else None
            if subject is not None:
                subject = remember(subject, plan.recorded)
                try:
                    reading = collect(subject, findings)
                    notes += ((file, note) for note in self._write(subject, reading))
                    entries += _enter(plan, session, subject, findings, reading)
                except _Refused as refused:
                    failed[file] = refused.reason
            elif not session.project.is_library(file):
                errors[file] = sum(one.severity is Severity.ERROR for one in findings)
        why = why_unreadable(outcome, set(map(session.project.shown, errors)))
        return Drawn(failed, tuple(notes), tuple(entries), errors, quoted(why))

    def _write(self, subject: Subject, reading: Reading) -> Sequence[Message]:
        """Draws and writes the page of a map; what it had to leave out."""
        plan = self.plan
        try:
            page = write_page(
                reading,
                templates=self._templates,
                pages=plan.pages,
                index=plan.index,
                theme=plan.themes[subject.workspace.folder],
                embed=plan.embed,
            )
        except ReportError as error:
            raise _Refused(error.message) from None
        data = encodable(page.text).encode("utf-8")
        refused = try_to_write_result(plan.folder / plan.pages[subject.file], data)
        if refused is not None:
            raise _Refused(refused)
        return page.notes


def _enter(
    plan: Plan, session: Session, subject: Subject, findings: list[Finding], reading: Reading
) -> Iterator[Entry]:
    """What the index keeps of a map, where there is an index; `reading` is that of its page."""
    if plan.shelf is not None:
        language = subject.speak(speak_for_all(session, plan.shelf))
        spoken = speak_alike(reading.board.language, language)
        yield draw_entry(reading if spoken else collect(subject, findings, language))


def speak_for_all(session: Session, shelf: Shelf) -> str:
    """The language of an index: what stands about all maps is said in one workspace's words."""
    first = session.subject(shelf.first)
    return shelf.language if first is None else first.speak(shelf.language)
