"""`cjmap report`: a page for each map, and an index of several."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cjmap.cli.invocation import BROKEN, Invocation, leave
from cjmap.cli.options import Inputs, unless_stream
from cjmap.cli.themes import choose_theme
from cjmap.cli.verbs import add_verb
from cjmap.cli.words import hint
from cjmap.messages import Message, ntr, tr

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
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help=hint("The folder that the pages are written to."),
        ),
    ] = Path("report")
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="DIR",
            help=hint("A folder with templates (*.j2) to use in place of those of that name."),
            show_default=False,
        ),
    ] = None


def report(call: Invocation, pages: Pages, inputs: Inputs) -> None:
    from cjmap.reports.templating import ReportError, Templates

    if unless_stream(pages.output) is None:
        call.fail(tr("A report is a folder of pages: name one with `-o DIR`."))
    session, files = call.session(inputs)
    portfolio = _sift(call, session, files)
    if not portfolio.maps and not portfolio.undrawn:
        call.fail(tr("There is no map among these files, only libraries."))
    if portfolio.maps:
        try:
            _write(call, session, portfolio, pages.output, Templates(pages.template))
        except ReportError as error:
            call.fail(error.message)
    _tell_undrawn(call, session, portfolio)
    leave(portfolio.outcome, found=bool(portfolio.undrawn))


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
    call: Invocation, session: Session, portfolio: Portfolio, folder: Path, templates: Templates
) -> None:
    from cjmap.draw.filenames import INDEX_NAME
    from cjmap.reports.collect import name_pages
    from cjmap.reports.templating import ReportError

    themes = _choose_themes(call, portfolio.maps)
    pages = name_pages(portfolio.maps, several=portfolio.several)
    index = f"{INDEX_NAME}.html" if portfolio.several else None
    _refuse_foreign(call, folder, [*pages.values(), *([index] if index else [])])
    progress = call.progress(tr("Drawing"))
    failed: dict[Path, Message] = {}
    for number, subject in enumerate(portfolio.maps):
        progress(number, len(portfolio.maps))
        found = _findings_of(session, portfolio, subject.file)
        theme = themes[subject.workspace.root]
        try:
            page = _draw_page(subject, found, templates, pages, index, theme)
        except ReportError as error:
            # The others are drawn all the same.
            failed[subject.file] = error.message
            continue
        for note in page.notes:
            call.note(_about(session, subject.file, note))
        call.save(folder / pages[subject.file], page.text)
    progress(len(portfolio.maps), len(portfolio.maps))
    if len(failed) == len(portfolio.maps):
        call.fail(next(iter(failed.values())))
    written = {file: name for file, name in pages.items() if file not in failed}
    if index is not None:
        # An index of several workspaces takes the theme of the first.
        theme = themes[portfolio.maps[0].workspace.root]
        text = _draw_index(session, portfolio.without(failed), written, templates, theme)
        call.save(folder / index, text)
    first = folder / (index or next(iter(written.values())))
    number = len(written) + (index is not None)
    call.note(ntr("{n} page written: {file}", "{n} pages written: {file}", number, file=str(first)))
    if failed:
        for file, message in failed.items():
            call.warn(_about(session, file, message))
        raise typer.Exit(BROKEN)


def _draw_page(
    subject: Subject,
    findings: Sequence[Finding],
    templates: Templates,
    pages: dict[Path, str],
    index: str | None,
    theme: Theme,
) -> Page:
    from cjmap.reports.collect import collect
    from cjmap.reports.page import write_page

    reading = collect(subject, findings)
    return write_page(reading, templates=templates, pages=pages, index=index, theme=theme)


def _about(session: Session, file: Path, note: Message) -> Message:
    """A word with the map that it is about."""
    return tr("{file}: {note}", file=session.document(file).source.file, note=note)


def _choose_themes(call: Invocation, maps: Sequence[Subject]) -> dict[Path, Theme]:
    """The theme of each workspace, by its root; one that is wrong stops the run before any page."""
    workspaces = {facts.workspace.root: facts.workspace for facts in maps}
    return {root: choose_theme(call, workspace) for root, workspace in workspaces.items()}


def _draw_index(
    session: Session,
    portfolio: Portfolio,
    pages: dict[Path, str],
    templates: Templates,
    theme: Theme,
) -> str:
    from cjmap.findings import Severity
    from cjmap.reports.collect import collect_all
    from cjmap.reports.index import Undrawn, write_index

    undrawn = []
    for file in portfolio.undrawn:
        found = _findings_of(session, portfolio, file)
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        undrawn.append(Undrawn(session.document(file).source.file, errors))
    of_maps = {one.file: _findings_of(session, portfolio, one.file) for one in portfolio.maps}
    collection = collect_all(portfolio.maps, of_maps, portfolio.libraries)
    return write_index(collection, pages, undrawn=undrawn, templates=templates, theme=theme)


def _findings_of(session: Session, portfolio: Portfolio, file: Path) -> list[Finding]:
    name = session.document(file).source.file
    return [finding for finding in portfolio.outcome.findings if finding.file == name]


def _refuse_foreign(call: Invocation, folder: Path, names: Sequence[str]) -> None:
    """Stops before a page takes the place of a file that no report wrote."""
    from cjmap.project.disk import exists, is_folder
    from cjmap.reports.templating import MARK

    if exists(folder) and not is_folder(folder):
        call.fail(tr("{folder} is a file; the pages need a folder.", folder=str(folder)))
    for name in names:
        file = folder / name
        if not exists(file):
            continue
        try:
            ours = file.read_bytes().rstrip().endswith(MARK.encode())
        except OSError:
            ours = False
        if not ours:
            call.fail(
                tr(
                    "{file} is there and no page of a report: choose another folder with `-o DIR`, or move it.",
                    file=str(file),
                )
            )


def _tell_undrawn(call: Invocation, session: Session, portfolio: Portfolio) -> None:
    """Prints why files cannot be drawn, and what is wrong with the run itself."""
    from cjmap.check import why_unreadable

    names = {session.document(file).source.file for file in portfolio.undrawn}
    call.complain(why_unreadable(portfolio.outcome, names))


def register(app: typer.Typer) -> None:
    add_verb(app, report, hint("Write a page for each map, and an index of several."))
