"""`cjmap render`: pictures of maps."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

from cjmap.cli import console
from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import BROKEN, Invocation, Leave, count_undrawn, leave
from cjmap.cli.options import Inputs, unless_stream
from cjmap.cli.themes import choose_theme
from cjmap.cli.words import hint
from cjmap.draw.characters import settle
from cjmap.messages import Message, join, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.board.board import Board
    from cjmap.check import Session
    from cjmap.draw.paper import Paper
    from cjmap.draw.theme import Theme
    from cjmap.facts.subject import Subject
    from cjmap.findings import Finding, Outcome
    from cjmap.views.catalogue import Easel

EVERY: Final = "all"
"""What stands for every view."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, how, and where it goes."""

    form: Annotated[
        str | None,
        option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=hint(
                "svg, png, pdf, html or json of every view; dot of the flow; mermaid or markdown of the map; default: by the suffix of --output, else svg."
            ),
            shown=False,
        ),
    ] = None
    view: Annotated[
        str,
        option(
            "--view",
            metavar="VIEW",
            help=hint(
                "What is drawn: map, flow, network, curve or blueprint, several with commas, or all."
            ),
        ),
    ] = "map"
    output: Annotated[
        Path | None,
        option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help=hint("Where to write; for several maps a folder. Default: standard output."),
            turn=unless_stream,
            shown=False,
        ),
    ] = None
    theme: Annotated[
        str | None,
        option(
            "--theme",
            metavar="THEME",
            help=hint("light, dark, print, or a file with colours."),
            shown=False,
        ),
    ] = None
    engine: Annotated[
        str | None,
        option(
            "--engine",
            metavar="ENGINE",
            help=hint("Graphviz for flow and network: auto, embedded, system, or a program."),
            shown=False,
        ),
    ] = None
    paper: Annotated[
        str | None,
        option(
            "--paper",
            metavar="PAPER",
            help=hint(
                "The sheet of a PDF: a4, a3, a2, a1, a0, letter or tabloid, with -portrait, or a size such as 600x300mm; default: a3."
            ),
            shown=False,
        ),
    ] = None
    scale: Annotated[
        float | None,
        option(
            "--scale",
            metavar="N",
            least=0.1,
            most=8,
            help=hint("How much larger a PNG is drawn; default: 1."),
            shown=False,
        ),
    ] = None
    persona: Annotated[
        list[str] | None,
        option(
            "--persona",
            metavar="PERSONA",
            help=hint("Draw this persona's journey only; may be repeated."),
            shown=False,
        ),
    ] = None
    lanes: Annotated[
        str | None,
        option(
            "--lanes",
            metavar="LANES",
            help=hint("Lanes of the map, from top to bottom, with commas between them."),
            shown=False,
        ),
    ] = None

    baseline: Annotated[
        Path | None,
        option(
            "--baseline",
            metavar="OLD",
            help=hint("The earlier state to compare with; default: the one that the map names."),
            shown=False,
        ),
    ] = None
    watch: Annotated[
        bool, option("--watch", help=hint("Draw again whenever a file changes what is drawn."))
    ] = False

    @property
    def wanted_lanes(self) -> tuple[str, ...]:
        return tuple(filter(None, (lane.strip() for lane in (self.lanes or "").split(","))))


def render(call: Invocation, drawing: Drawing, inputs: Inputs) -> None:
    kinds = _choose_kinds(call, drawing)
    press = _Press(call, drawing, kinds, _choose_paper(call, drawing, kinds))
    if drawing.watch:
        _watch(press, inputs)
        return
    session, files = call.session(inputs)
    press.run(session, files, inputs)


def _watch(press: _Press, inputs: Inputs) -> None:
    """Draws again what a change of files changes on a board, until Ctrl-C; what is wrong is said."""
    from cjmap.check import Session
    from cjmap.cli import watching

    call = press.call
    if inputs.piped or press.drawing.output is None:
        call.fail(tr("--watch needs `-o`, and does not go with `-`."))
    project = call.project()
    session = Session(project, today=call.today)

    def act() -> None:
        with suppress(Leave):
            press.run(session, call.expand(project, inputs), inputs)

    watching.watch(act, lambda: bool(project.refresh()))


class _Press:
    """Draws pictures of maps, each in all views and formats that are wanted.

    It remembers the boards that it drew, and draws no board twice.
    """

    def __init__(
        self,
        call: Invocation,
        drawing: Drawing,
        kinds: Sequence[tuple[str, str]],
        paper: Paper | None,
    ) -> None:
        self.call = call
        self.drawing = drawing
        self._kinds = kinds
        self._paper = paper
        self._drawn: dict[Path, tuple[Board, Theme]] = {}
        self._told: set[Message] = set()

    def run(self, session: Session, files: Sequence[Path], inputs: Inputs) -> None:
        """Draws the maps among files; ends the command where some cannot be drawn."""
        call = self.call
        maps = _choose_maps(call, session, files, inputs.paths or ())
        targets = {
            kind: _choose_targets(call, maps, *kind, self.drawing.output) for kind in self._kinds
        }
        outcome, drawable = _sift(call, session, maps)
        findings = _find_gaps(session, self._kinds, drawable)
        earlier = _choose_baseline(call, session, self.drawing.baseline, drawable)
        themes: dict[Path, Theme] = {}
        failed: dict[Path, Message] = {}
        show = call.progress(tr("Drawing"))
        for number, subject in enumerate(drawable):
            show(number, len(drawable))
            folder = subject.workspace.folder
            if folder not in themes:
                themes[folder] = choose_theme(call, subject.workspace, self.drawing.theme)
            goals = {kind: targets[kind][subject.file] for kind in self._kinds}
            found = findings.get(subject.file, ())
            refused = self._draw_all(subject, found, themes[folder], goals, earlier)
            if refused is not None:
                # The others are drawn all the same.
                failed[subject.file] = refused
        show(len(drawable), len(drawable))
        if failed:
            _complain(call, session, failed, alone=len(failed) == len(drawable))
        undrawn = len(maps) - len(drawable)
        if undrawn:
            call.conclude(count_undrawn(undrawn, len(maps)))
        leave(outcome, found=undrawn > 0)

    def _draw_all(
        self,
        subject: Subject,
        findings: Sequence[Finding],
        theme: Theme,
        goals: Mapping[tuple[str, str], Path | None],
        earlier: Subject | None,
    ) -> Message | None:
        """Draws a map in every kind; says what keeps one from being drawn or written."""
        from cjmap.board.reading import read
        from cjmap.findings.usage import UsageError

        drawing = self.drawing
        try:
            board = read(
                subject,
                findings,
                personas=tuple(drawing.persona or ()),
                lanes=drawing.wanted_lanes,
                baseline=earlier,
            )
        except UsageError as error:
            return error.message
        if self._drawn.get(subject.file) == (board, theme):
            return None
        easel = self._set_up(board, theme, subject)
        refused: Message | None = None
        lacking: dict[tuple[str, str], Message] = {}
        for kind, target in goals.items():
            drawn = _draw(kind, easel, lacking)
            if drawn is not None:
                told = drawn if isinstance(drawn, Message) else _put(self.call, drawn, target)
                refused = refused or told
        if len(lacking) == len(goals):
            return next(iter(lacking.values()))
        self._tell_lacking(board.file, lacking)
        if refused is None:
            self._drawn[subject.file] = (board, theme)
        return refused

    def _tell(self, message: Message) -> None:
        """Says what holds of many pictures once: which fonts are wanting, say."""
        if message not in self._told:
            self._told.add(message)
            self.call.note(message)

    def _tell_lacking(self, file: str, lacking: Mapping[tuple[str, str], Message]) -> None:
        """Says which views of several have no use for a map, and why: once for all formats."""
        for view, why in dict.fromkeys((view, why) for (view, _), why in lacking.items()):
            self.call.note(tr("{file}, {view}: {note}", file=file, view=view, note=why))

    def _set_up(self, board: Board, theme: Theme, subject: Subject) -> Easel:
        """All pictures of a map: what they show in common is drawn, and read, once."""
        from cjmap.draw.album import Album
        from cjmap.draw.engines import find_engine
        from cjmap.views.catalogue import Easel, Order

        engine = subject.settings.render.engine
        return Easel(
            Order(
                board,
                theme,
                lambda: find_engine(self.drawing.engine, engine),
                self.drawing.scale or 1.0,
                self._paper,
                self._tell,
                Album(subject.workspace, subject.file.parent, self.call.note).find,
            )
        )


def _draw(
    kind: tuple[str, str], easel: Easel, lacking: dict[tuple[str, str], Message]
) -> str | bytes | Message | None:
    """A picture, or why it cannot be made; None, and why in `lacking`, where there is none to make."""
    from cjmap.draw.engines import EngineError
    from cjmap.findings.usage import NothingToDraw, UsageError

    try:
        return easel.draw(*kind)
    except NothingToDraw as nothing:
        lacking[kind] = nothing.message
        return None
    except (EngineError, UsageError) as error:
        return error.message


def _find_gaps(
    session: Session, kinds: Sequence[tuple[str, str]], drawable: Sequence[Subject]
) -> dict[Path, tuple[Finding, ...]]:
    """What lint says of the cells of each map, where the picture shows it."""
    from cjmap.board.lanes import CODES
    from cjmap.check.listing import list_findings
    from cjmap.views.catalogue import shows_gaps

    if not any(shows_gaps(*kind) for kind in kinds):
        return {}
    return list_findings(session, [subject.file for subject in drawable], CODES)


def _choose_baseline(
    call: Invocation, session: Session, asked: Path | None, drawable: Sequence[Subject]
) -> Subject | None:
    """The earlier state that is asked for: a map of the workspace, as one that a map names is.

    Ends the command where it is none.
    """
    from cjmap.project.disk import is_file

    if asked is None:
        return None
    file = Path(os.path.normpath(Path.cwd() / asked))
    found = session.subject(file) if is_file(file) else None
    if found is None:
        call.fail(tr("The baseline {file} is no map that can be read.", file=os.path.relpath(file)))
    for subject in drawable:
        root = subject.workspace.root
        if subject.workspace.contain(root, os.path.relpath(file, root)) is None:
            call.fail(
                tr("The baseline {file} lies outside the workspace.", file=os.path.relpath(file))
            )
    return found


def _put(call: Invocation, picture: str | bytes, target: Path | None) -> Message | None:
    """Writes a picture; says what keeps it from being written to its file.

    A file that holds it already keeps its time, so that nothing that looks at files starts.
    """
    if target is not None:
        settled = settle(picture) if isinstance(picture, str) else picture
        data = settled.encode("utf-8") if isinstance(settled, str) else settled
        return None if _holds(target, data) else call.try_to_save_result(target, data)
    if isinstance(picture, str):
        call.emit(picture)
    else:
        console.hand_back(picture)
    return None


def _holds(file: Path, data: bytes) -> bool:
    from cjmap.project.disk import is_file

    try:
        return is_file(file) and file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _complain(
    call: Invocation, session: Session, failed: dict[Path, Message], *, alone: bool
) -> NoReturn:
    """Says of which maps there is no picture, and ends the command; `alone`: there is none at all."""
    if alone:
        call.fail(next(iter(failed.values())))
    for file, message in failed.items():
        call.complain_of(session.document(file).source.file, message)
    raise Leave(BROKEN)


def _choose_kinds(call: Invocation, drawing: Drawing) -> tuple[tuple[str, str], ...]:
    """Each view with each format that is asked for, or that the suffix of `--output` says.

    Of several views each is drawn in the formats that it has.
    """
    from cjmap.findings.usage import UsageError
    from cjmap.views.catalogue import DRAWINGS, FORMATS, VIEWS, refuse_unknown

    views = _split(drawing.view.lower())
    if EVERY in views:
        views = VIEWS
    for view in views:
        if view not in VIEWS:
            call.fail(
                tr(
                    "There is no view `{view}`. There are: {known}.",
                    view=view,
                    known=join([*VIEWS, EVERY]),
                )
            )
    forms = _choose_formats(drawing)
    for form in forms:
        if form not in FORMATS:
            call.fail(
                tr(
                    "There is no format `{format}`. There are: {known}.",
                    format=form,
                    known=join(FORMATS),
                )
            )
        if not any((view, form) in DRAWINGS for view in views):
            try:
                refuse_unknown(views[0], form)
            except UsageError as error:
                call.fail(error.message)
    kinds = tuple((view, form) for view in views for form in forms if (view, form) in DRAWINGS)
    if len(kinds) > 1 and (drawing.output is None or not _is_folder(drawing.output)):
        call.fail(tr("These are several pictures: name a folder for them with `-o DIR`."))
    return kinds


def _choose_formats(drawing: Drawing) -> tuple[str, ...]:
    from cjmap.views.catalogue import form_of

    if drawing.form is not None:
        return _split(drawing.form.lower())
    output = drawing.output
    if output is None or _is_folder(output):
        return ("svg",)
    return (form_of(output.suffix.lower().lstrip(".") or "svg"),)


def _split(text: str) -> tuple[str, ...]:
    """The words between commas, each once; a text without any as it is."""
    words = dict.fromkeys(filter(None, (word.strip() for word in text.split(","))))
    return tuple(words) or (text,)


def _choose_paper(
    call: Invocation, drawing: Drawing, kinds: Sequence[tuple[str, str]]
) -> Paper | None:
    """The sheet that is asked for; options that mean nothing to the format are wrong usage."""
    from cjmap.findings.usage import UsageError

    for name, written, meant in (
        ("--paper", drawing.paper, "pdf"),
        ("--scale", drawing.scale, "png"),
    ):
        if written is not None and meant not in {form for _, form in kinds}:
            call.fail(tr("{option} goes with `-f {format}` alone.", option=name, format=meant))
    if drawing.paper is None:
        return None
    from cjmap.draw.paper import parse_paper

    try:
        return parse_paper(drawing.paper)
    except UsageError as error:
        call.fail(error.message)


def _is_folder(output: Path) -> bool:
    from cjmap.project.disk import exists, is_folder

    # What is there and no folder is written to: a file, a pipe, a device.
    return is_folder(output) or (not output.suffix and not exists(output))


def _choose_maps(
    call: Invocation, session: Session, files: Sequence[Path], named: Sequence[str]
) -> list[Path]:
    """The maps among the files. A library that is named is wrong usage, one in a folder is not."""
    here = Path.cwd()
    asked = {Path(os.path.normpath(here / name)) for name in named}
    maps = []
    for file in files:
        if session.project.is_library(file):
            if file in asked:
                call.fail(
                    tr(
                        "{file} is a library: it holds what maps share, and there is no journey to draw.",
                        file=os.path.relpath(file),
                    )
                )
            continue
        maps.append(file)
    if not maps:
        call.refuse_without_maps(files)
    return maps


def _choose_targets(
    call: Invocation, maps: Sequence[Path], view: str, form: str, output: Path | None
) -> dict[Path, Path | None]:
    """The file that each map's picture goes to; None is standard output."""
    from cjmap.draw.filenames import name_pictures
    from cjmap.views.catalogue import BINARY, suffix_of

    if output is None:
        if len(maps) > 1:
            call.fail(_say_several(len(maps)))
        if form in BINARY and call.width is not None:
            call.fail(
                tr(
                    "A terminal cannot show {format}: name a file with `-o`, or write to a pipe.",
                    format=form,
                )
            )
        return {maps[0]: None}
    if not _is_folder(output):
        if len(maps) > 1:
            call.fail(_say_several(len(maps)))
        return {maps[0]: output}
    names = name_pictures(maps, f"{view}.{suffix_of(form)}")
    return {file: output / name for file, name in names.items()}


def _say_several(number: int) -> Message:
    return tr("These are {n} maps: name a folder for their pictures with `-o DIR`.", n=number)


def _sift(
    call: Invocation, session: Session, maps: Sequence[Path]
) -> tuple[Outcome, list[Subject]]:
    """What validating found, and the maps that can be drawn; why others cannot is printed."""
    from cjmap.check import Selection, run_each, why_unreadable
    from cjmap.findings import Severity

    outcome = run_each(session, maps, lambda home: Selection.of_reading(home.settings.lint))
    drawable = [
        subject for file in maps if (subject := session.subject(file)) and subject.journey.stages
    ]
    ready = {session.document(subject.file).source.file for subject in drawable}
    call.complain(why_unreadable(outcome, set(outcome.files) - ready))
    for name in sorted(ready):
        errors = [f for f in outcome.findings if f.file == name and f.severity is Severity.ERROR]
        if errors:
            call.note(
                tr(
                    "{file}: drawn as far as it can be read; `cjmap validate` says what is wrong ({n}).",
                    file=name,
                    n=len(errors),
                )
            )
    return outcome, drawable


def verbs() -> tuple[Verb, ...]:
    return (Verb(render, hint("Draw maps: the whole map, its flow, or its service blueprint.")),)
