"""`cjmap report`: a page for each map, and an index of several."""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import BROKEN, Invocation, Leave, leave
from cjmap.cli.options import Inputs, unless_stream
from cjmap.cli.themes import choose_theme
from cjmap.cli.words import hint
from cjmap.messages import Message, ntr, tr
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.draw.theme import Theme
    from cjmap.facts.subject import Subject
    from cjmap.findings import Finding, Outcome
    from cjmap.reports.page import Page
    from cjmap.reports.templating import Templates


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What a run found: maps to draw, libraries to list, files that cannot be drawn."""

    maps: tuple[Subject, ...]
    libraries: tuple[Subject, ...]
    undrawn: tuple[Path, ...]
    outcome: Outcome

    def without(self, failed: Container[Path]) -> Portfolio:
        """The same without maps of which no page could be written."""
        return replace(self, maps=tuple(one for one in self.maps if one.file not in failed))

    @property
    def several(self) -> bool:
        return len(self.maps) + len(self.undrawn) > 1


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages go, and what they look like."""

    output: Annotated[
        Path,
        option(
            "--output",
            "-o",
            metavar="DIR|FILE.html",
            help=hint("The folder that the pages are written to, or the file of one map's page."),
        ),
    ] = Path("report")
    template: Annotated[
        Path | None,
        option(
            "--template",
            metavar="DIR",
            help=hint("A folder with templates (*.j2) to use in place of those of that name."),
            shown=False,
        ),
    ] = None


def report(call: Invocation, pages: Pages, inputs: Inputs) -> None:
    from cjmap.reports.templating import ReportError, Templates

    if unless_stream(pages.output) is None:
        call.fail(tr("A report is a folder of pages: name one with `-o DIR`."))
    session, files = call.session(inputs)
    portfolio = _sift(call, session, files)
    if not portfolio.maps and not portfolio.undrawn:
        call.refuse_without_maps(files)
    place = _place(call, pages.output, portfolio)
    if portfolio.maps:
        try:
            _write(call, session, portfolio, place, Templates(pages.template))
        except ReportError as error:
            call.fail(error.message)
    _tell_undrawn(call, session, portfolio)
    leave(portfolio.outcome, found=bool(portfolio.undrawn))


@dataclass(frozen=True, slots=True)
class _Place:
    """The folder of the pages, and the name of the page where there is one map and a file is named."""

    folder: Path
    name: str | None = None


def _place(call: Invocation, output: Path, portfolio: Portfolio) -> _Place:
    """Where the pages go: into a folder, or one page into the file that is named."""
    from cjmap.project.disk import is_folder

    if output.suffix.lower() not in (".html", ".htm") or is_folder(output):
        return _Place(output)
    if portfolio.several:
        number = len(portfolio.maps) + len(portfolio.undrawn)
        call.fail(
            tr(
                "These are {n} maps, each with a page of its own: name a folder with `-o DIR`, "
                "or one map for {file}.",
                n=number,
                file=str(output),
            )
        )
    return _Place(output.parent, output.name)


def _sift(call: Invocation, session: Session, files: Sequence[Path]) -> Portfolio:
    """Reads the files and runs the rules that their settings ask for."""
    from cjmap.check import Selection, run_each

    outcome = run_each(
        session,
        files,
        lambda home: Selection.of_lint(home.settings.lint),
        progress=call.progress(tr("Checking")),
    )
    maps: list[Subject] = []
    libraries: list[Subject] = []
    undrawn: list[Path] = []
    for file in sorted(set(files)):
        subject = session.subject(file)
        if session.project.is_library(file):
            if subject is not None:
                libraries.append(subject)
        elif subject is not None and subject.journey.stages:
            maps.append(subject)
        else:
            undrawn.append(file)
    return Portfolio(tuple(maps), tuple(libraries), tuple(undrawn), outcome)


def _write(
    call: Invocation, session: Session, portfolio: Portfolio, place: _Place, templates: Templates
) -> None:
    from cjmap.draw.filenames import INDEX_NAME
    from cjmap.reports.collect import name_pages

    themes = _choose_themes(call, portfolio.maps)
    folder = place.folder
    pages = name_pages(portfolio.maps)
    if place.name is not None:
        pages = dict.fromkeys(pages, place.name)
    index = f"{INDEX_NAME}.html" if portfolio.several else None
    _refuse_foreign(call, folder, [*pages.values(), *([index] if index else [])])
    before = _read_list(call, folder) if place.name is None else None
    findings: dict[str, list[Finding]] = {}
    for finding in portfolio.outcome.findings:
        findings.setdefault(finding.file, []).append(finding)
    book = _Book(call, session, portfolio, findings, folder, templates, themes, pages, index)
    failed: dict[Path, Message] = {}
    # Where pages fail the others are written all the same, anew, since none may lead to those.
    while failing := book.write(failed):
        failed |= failing
        if len(failed) == len(portfolio.maps):
            call.fail(next(iter(failed.values())))
    if index is not None:
        call.save(folder / index, book.draw_index(failed))
    if before is not None:
        _clear_away(call, session, folder, pages, before)
    written = [name for file, name in pages.items() if file not in failed]
    number, first = len(written) + (index is not None), folder / (index or written[0])
    call.note(ntr("{n} page written: {file}", "{n} pages written: {file}", number, file=str(first)))
    if failed:
        for file, message in failed.items():
            call.warn(_about(session, file, message))
        raise Leave(BROKEN)


def _read_list(call: Invocation, folder: Path) -> dict[str, str]:
    """The pages that earlier runs wrote, with the paths of their maps from the folder."""
    from cjmap.project.disk import exists
    from cjmap.reports import shelf

    file = folder / shelf.NAME
    if not exists(file):
        return {}
    try:
        return shelf.load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, shelf.NotOursError):
        call.fail(_say_foreign(file))


def _clear_away(
    call: Invocation,
    session: Session,
    folder: Path,
    pages: dict[Path, str],
    before: dict[str, str],
) -> None:
    """Removes the pages of maps that are gone, and writes down which there are now."""
    from cjmap.draw.filenames import INDEX_NAME
    from cjmap.reports import shelf

    now = {name: Path(os.path.relpath(file, folder)).as_posix() for file, name in pages.items()}
    left = dict(now)
    removed = []
    for name, path in before.items():
        if name in now:
            continue
        file = Path(os.path.normpath(Path.cwd() / folder / path))
        if file not in pages and _belongs(session, file):
            left[name] = path
        elif _remove(folder / name):
            removed.append(name)
    if len(left) == 1 and len(before) > 1 and _remove(folder / f"{INDEX_NAME}.html"):
        # It led to pages that are no more.
        removed.append(f"{INDEX_NAME}.html")
    call.save(folder / shelf.NAME, shelf.dump(left))
    if removed:
        listed = ", ".join(removed)
        call.note(
            ntr(
                "{n} page removed: {names}",
                "{n} pages removed: {names}",
                len(removed),
                names=listed,
            )
        )


def _belongs(session: Session, file: Path) -> bool:
    """Whether a map is still one of its workspace."""
    from cjmap.project.disk import is_file

    home = session.workspace(file)
    return is_file(file) and (not home.made or file in session.project.company(home))


def _remove(page: Path) -> bool:
    """Removes a page that a report wrote; any other file stays."""
    if not _is_ours(page):
        return False
    try:
        page.unlink()
    except OSError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Book:
    """The pages of a run on their way into a folder.

    `findings` are those of each file by its name, `themes` those of each workspace by its folder,
    `pages` the file name of each map's page, and `index` that of the page that lists them, where
    there is one.
    """

    call: Invocation
    session: Session
    portfolio: Portfolio
    findings: dict[str, list[Finding]]
    folder: Path
    templates: Templates
    themes: dict[Path, Theme]
    pages: dict[Path, str]
    index: str | None

    def write(self, failed: Container[Path]) -> dict[Path, Message]:
        """Writes the pages of all maps but the failed ones; those that fail now, with the reason."""
        from cjmap.reports.templating import ReportError

        drawn = self.portfolio.without(failed).maps
        beside = {subject.file: self.pages[subject.file] for subject in drawn}
        progress = self.call.progress(tr("Drawing"))
        notes: list[Message] = []
        failing: dict[Path, Message] = {}
        for number, subject in enumerate(drawn):
            progress(number, len(drawn))
            try:
                page = self._draw(subject, beside)
            except ReportError as error:
                failing[subject.file] = error.message
                continue
            refused = self.call.try_to_save(self.folder / beside[subject.file], page.text)
            if refused is not None:
                failing[subject.file] = refused
            notes += (_about(self.session, subject.file, note) for note in page.notes)
        progress(len(drawn), len(drawn))
        for note in () if failing else notes:
            self.call.note(note)
        return failing

    def _draw(self, subject: Subject, beside: dict[Path, str]) -> Page:
        from cjmap.reports.collect import collect
        from cjmap.reports.page import write_page

        reading = collect(subject, self._find(subject.file))
        return write_page(
            reading,
            templates=self.templates,
            pages=beside,
            index=self.index,
            theme=self.themes[subject.workspace.folder],
        )

    def draw_index(self, failed: Container[Path]) -> str:
        """The index: the maps that have a page, and by name those that have none."""
        from cjmap.findings import Severity
        from cjmap.reports.collect import collect_all
        from cjmap.reports.index import Undrawn, write_index

        maps = self.portfolio.without(failed).maps
        of_maps = {one.file: self._find(one.file) for one in maps}
        undrawn = [
            Undrawn(self._name(file), sum(f.severity is Severity.ERROR for f in self._find(file)))
            for file in self.portfolio.undrawn
        ]
        undrawn += (
            Undrawn(self._name(one.file), None) for one in self.portfolio.maps if one.file in failed
        )
        return write_index(
            collect_all(maps, of_maps, self.portfolio.libraries),
            self.pages,
            undrawn=undrawn,
            templates=self.templates,
            # An index of several workspaces takes the theme of the first.
            theme=self.themes[self.portfolio.maps[0].workspace.folder],
        )

    def _find(self, file: Path) -> list[Finding]:
        return self.findings.get(self._name(file), [])

    def _name(self, file: Path) -> str:
        return self.session.document(file).source.file


def _about(session: Session, file: Path, note: Message) -> Message:
    """A word with the map that it is about."""
    return tr("{file}: {note}", file=session.document(file).source.file, note=note)


def _choose_themes(call: Invocation, maps: Sequence[Subject]) -> dict[Path, Theme]:
    """The theme of each workspace, by its folder; one that is wrong stops the run before any page."""
    workspaces = {facts.workspace.folder: facts.workspace for facts in maps}
    return {folder: choose_theme(call, workspace) for folder, workspace in workspaces.items()}


def _refuse_foreign(call: Invocation, folder: Path, names: Sequence[str]) -> None:
    """Stops before a page takes the place of a file that no report wrote."""
    from cjmap.project.disk import exists, is_folder

    if exists(folder) and not is_folder(folder):
        call.fail(tr("{folder} is a file; the pages need a folder.", folder=str(folder)))
    for name in names:
        file = folder / name
        if exists(file) and not _is_ours(file):
            call.fail(_say_foreign(file))


def _say_foreign(file: Path) -> Message:
    return tr(
        "{file} is there and no page of a report: choose another folder with `-o DIR`, or move it.",
        file=str(file),
    )


def _is_ours(file: Path) -> bool:
    """Whether a report wrote a file."""
    from cjmap.project.disk import is_file
    from cjmap.reports.templating import MARK

    try:
        # A pipe or a device may never end.
        return is_file(file) and file.read_bytes().rstrip().endswith(MARK.encode())
    except OSError:
        return False


def _tell_undrawn(call: Invocation, session: Session, portfolio: Portfolio) -> None:
    """Prints why files cannot be drawn, and what is wrong with the run itself."""
    from cjmap.check import why_unreadable

    names = {session.document(file).source.file for file in portfolio.undrawn}
    call.complain(why_unreadable(portfolio.outcome, names))


def verbs() -> tuple[Verb, ...]:
    return (Verb(report, hint("Write a page for each map, and an index of several.")),)
