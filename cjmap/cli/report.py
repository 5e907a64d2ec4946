"""`cjmap report`: a page for each map, and an index of several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import BROKEN, Invocation, Leave, count_undrawn, leave
from cjmap.cli.options import Inputs, JobsOption, unless_stream
from cjmap.cli.recorded import MeasuredOption
from cjmap.cli.themes import choose_theme
from cjmap.cli.words import hint
from cjmap.messages import Message, ntr, tr
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.check import Selection, Session
    from cjmap.check.visiting import Tour
    from cjmap.cli.leftovers import Leftovers
    from cjmap.cli.pages import Plan, Seen
    from cjmap.findings import Outcome
    from cjmap.project.workspace import Workspace
    from cjmap.reports.index import Catalogue


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
            help=hint(
                "A folder with templates (*.j2) in place of those of that name, or of blocks."
            ),
            shown=False,
        ),
    ] = None
    embed: Annotated[
        bool,
        option(
            "--embed",
            help=hint("Write the maps alone, each as a piece of HTML for a wiki; no index."),
        ),
    ] = False
    measured: MeasuredOption = None


def report(call: Invocation, pages: Pages, inputs: Inputs, jobs: JobsOption = None) -> None:
    if unless_stream(pages.output) is None:
        call.fail(tr("A report is a folder of pages: name one with `-o DIR`."))
    session, files = call.session(inputs)
    portfolio = _sift(call, session, files, jobs)
    if not portfolio.maps and not portfolio.undrawn:
        call.refuse_without_maps(files)
    place = _place(call, pages.output, portfolio)
    _write(call, session, portfolio, place, pages)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What a run is about: maps to draw, libraries to list, maps that cannot be drawn; in order."""

    tour: Tour[Seen]
    maps: tuple[Path, ...]
    libraries: tuple[Path, ...]
    undrawn: tuple[Path, ...]

    @property
    def several(self) -> bool:
        """Whether there is an index."""
        return len(self.maps) + len(self.undrawn) > 1


def _sift(call: Invocation, session: Session, files: Sequence[Path], jobs: int | None) -> Portfolio:
    """Looks at the files, to draw them with what the rules say that their settings ask for."""
    from cjmap.check.visiting import Tour
    from cjmap.cli.pages import look
    from cjmap.reports.collect import place_among

    tour = Tour(session, files, _choose, look, jobs=jobs, progress=call.progress(tr("Checking")))
    ordered = sorted(tour.facts, key=place_among)
    seen = tour.facts
    return Portfolio(
        tour,
        tuple(file for file in ordered if seen[file].is_drawn),
        tuple(file for file in ordered if seen[file].is_listed),
        tuple(file for file in ordered if not seen[file].is_library and not seen[file].is_drawn),
    )


def _choose(home: Workspace) -> Selection:
    from cjmap.check import Selection

    return Selection.of_lint(home.settings.lint)


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


def _write(
    call: Invocation,
    session: Session,
    portfolio: Portfolio,
    place: _Place,
    pages: Pages,
) -> None:
    """Writes the pages and the index, and tells of what could not be."""
    from cjmap.cli.leftovers import Leftovers
    from cjmap.draw.shelf import PAGES

    plan = _make_plan(call, session, portfolio, place, pages)
    leftovers = None
    if portfolio.maps:
        _refuse_foreign(call, plan)
        if place.name is None and not pages.embed:
            leftovers = Leftovers(call, plan.folder, PAGES, _say_foreign)
    result = _draw(call, session, portfolio, plan)
    written = plan.without(result.failed)
    if portfolio.maps and not written.pages:
        call.fail(next(iter(result.failed.values())))
    if written.pages:
        if plan.shelf is not None:
            _write_index(call, session, portfolio, written, result)
        if leftovers is not None:
            _clear_away(call, session, leftovers, plan)
        _tell_written(call, session, written, result)
    call.complain(result.outcome)
    if portfolio.undrawn:
        number = len(portfolio.undrawn)
        call.conclude(count_undrawn(number, number + len(portfolio.maps)))
    if result.failed:
        raise Leave(BROKEN)
    leave(result.outcome, found=bool(portfolio.undrawn))


def _make_plan(
    call: Invocation,
    session: Session,
    portfolio: Portfolio,
    place: _Place,
    wanted: Pages,
) -> Plan:
    from cjmap.cli.pages import Plan, Shelf, choose_language
    from cjmap.cli.recorded import read_recorded
    from cjmap.draw.filenames import INDEX_NAME, name_pages

    homes = {file: session.workspace(file) for file in portfolio.maps}
    pages = name_pages({file: home.name(file) for file, home in homes.items()})
    if place.name is not None:
        pages = dict.fromkeys(pages, place.name)
    elif wanted.embed:
        # Beside the pages, not in their place.
        pages = {file: f"{name.removesuffix('.html')}.embed.html" for file, name in pages.items()}
    folders = {home.folder: home for home in homes.values()}
    # A theme that is wrong stops the run before any page.
    themes = {folder: choose_theme(call, home) for folder, home in folders.items()}
    shelf = None
    if portfolio.several and portfolio.maps and not wanted.embed:
        listed = (*portfolio.maps, *portfolio.libraries)
        language = choose_language(portfolio.tour.facts[file] for file in listed)
        shelf = Shelf(f"{INDEX_NAME}.html", language, portfolio.maps[0])
    recorded = read_recorded(call, session, wanted.measured, portfolio.maps)
    return Plan(place.folder, pages, themes, wanted.template, shelf, wanted.embed, recorded)


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of all pages: `failed` has the reason of each that could not be written."""

    failed: dict[Path, Message]
    notes: list[tuple[Path, Message]]
    catalogue: Catalogue
    errors: dict[Path, int]
    outcome: Outcome


def _draw(call: Invocation, session: Session, portfolio: Portfolio, plan: Plan) -> _Result:
    """Draws and writes the pages.

    Where some fail the others are written all the same, anew, since none may lead to those.
    """
    from cjmap.reports.templating import ReportError, Templates

    try:
        # A folder of templates that cannot be read fails before any page is drawn.
        Templates(plan.templates)
    except ReportError as error:
        call.fail(error.message)
    failed: dict[Path, Message] = {}
    while True:
        result = _draw_once(call, portfolio, plan.without(failed))
        failed |= result.failed
        if not result.failed or len(failed) == len(plan.pages):
            return replace(result, failed=failed)


def _draw_once(call: Invocation, portfolio: Portfolio, plan: Plan) -> _Result:
    from cjmap.check.sharing import put_together
    from cjmap.cli.pages import Press
    from cjmap.reports.index import Catalogue

    failed: dict[Path, Message] = {}
    notes: list[tuple[Path, Message]] = []
    errors: dict[Path, int] = {}
    outcomes = [portfolio.tour.find_broken_libraries()]
    catalogue = Catalogue()
    for drawn in portfolio.tour.visit(Press(plan).draw, call.progress(tr("Drawing"))):
        failed |= drawn.failed
        notes += drawn.notes
        errors |= drawn.errors
        outcomes.append(drawn.outcome)
        catalogue.add(drawn.entries)
    return _Result(failed, sorted(notes, key=_file_of), catalogue, errors, put_together(outcomes))


def _file_of(note: tuple[Path, Message]) -> Path:
    return note[0]


def _write_index(
    call: Invocation, session: Session, portfolio: Portfolio, plan: Plan, result: _Result
) -> None:
    """Writes the index: the maps that have a page, and by name those that have none."""
    from cjmap.board.libraries import read_library
    from cjmap.cli.pages import speak_for_all
    from cjmap.reports.index import Undrawn, write_index
    from cjmap.reports.templating import ReportError, Templates

    assert plan.shelf is not None
    shown = session.project.shown
    undrawn = [Undrawn(shown(file), result.errors[file]) for file in portfolio.undrawn]
    undrawn += (Undrawn(shown(file), None) for file in portfolio.maps if file in result.failed)
    subjects = (session.subject(file) for file in portfolio.libraries)
    try:
        text = write_index(
            result.catalogue,
            speak_for_all(session, plan.shelf),
            plan.pages,
            libraries=[
                read_library(one, plan.shelf.language) for one in subjects if one is not None
            ],
            undrawn=undrawn,
            templates=Templates(plan.templates),
            # An index of several workspaces takes the theme of the first.
            theme=plan.themes[session.workspace(plan.shelf.first).folder],
        )
    except ReportError as error:
        call.fail(error.message)
    call.save_result(plan.folder / plan.shelf.name, text)


def _tell_written(call: Invocation, session: Session, plan: Plan, result: _Result) -> None:
    """Says which pages are written, what they had to leave out, and which are not."""
    for file, note in result.notes:
        call.note(_about(session, file, note))
    first = plan.folder / (plan.index or next(iter(plan.pages.values())))
    number = len(plan.pages) + (plan.index is not None)
    call.note(ntr("{n} page written: {file}", "{n} pages written: {file}", number, file=str(first)))
    for file, message in result.failed.items():
        call.warn(_about(session, file, message))


def _clear_away(call: Invocation, session: Session, leftovers: Leftovers, plan: Plan) -> None:
    """Removes the pages of maps that are gone, and writes down which there are now."""
    from cjmap.cli.leftovers import belongs, remove
    from cjmap.draw.filenames import INDEX_NAME
    from cjmap.draw.shelf import Entry

    pages = plan.pages
    now = {name: Entry(leftovers.name(file)) for file, name in pages.items()}
    left, removed = leftovers.part(
        now,
        lambda _, file: file not in pages and belongs(session, file),
        lambda page, _: _is_ours(page),
    )
    index = plan.folder / f"{INDEX_NAME}.html"
    if len(left) == 1 and len(leftovers.before) > 1 and _is_ours(index) and remove(index):
        # It led to pages that are no more.
        removed.append(index.name)
    leftovers.save(left)
    if removed:
        call.note(
            ntr(
                "{n} page removed: {names}",
                "{n} pages removed: {names}",
                len(removed),
                names=", ".join(removed),
            )
        )


def _about(session: Session, file: Path, note: Message) -> Message:
    """A word with the map that it is about."""
    return tr("{file}: {note}", file=session.project.shown(file), note=note)


def _refuse_foreign(call: Invocation, plan: Plan) -> None:
    """Stops before a page takes the place of a file that no report wrote."""
    from cjmap.project.disk import exists, is_folder

    folder = plan.folder
    if exists(folder) and not is_folder(folder):
        call.fail(tr("{folder} is a file; the pages need a folder.", folder=str(folder)))
    for name in (*plan.pages.values(), *([plan.index] if plan.index else [])):
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
    from cjmap.project.disk import is_file, read_result
    from cjmap.reports.templating import MARK

    try:
        # A pipe or a device may never end.
        return is_file(file) and read_result(file).rstrip().endswith(MARK.encode())
    except OSError:
        return False


def verbs() -> tuple[Verb, ...]:
    return (Verb(report, hint("Write a page for each map, and an index of several.")),)
