"""`cjmap render`: pictures of maps."""

from __future__ import annotations

import os
from collections.abc import Sequence
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
    from cjmap.check import Session
    from cjmap.draw.paper import Paper
    from cjmap.draw.theme import Theme
    from cjmap.facts.subject import Subject
    from cjmap.findings import Finding, Outcome

# Formats that are no text.
BINARY: Final = ("png", "pdf")


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
            help=hint("What is drawn: map, flow, network, curve or blueprint."),
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

    @property
    def wanted_lanes(self) -> tuple[str, ...]:
        return tuple(filter(None, (lane.strip() for lane in (self.lanes or "").split(","))))


def render(call: Invocation, drawing: Drawing, inputs: Inputs) -> None:
    session, files = call.session(inputs)
    form = _choose_format(call, drawing)
    paper = _choose_paper(call, drawing, form)
    maps = _choose_maps(call, session, files, inputs.paths or ())
    targets = _choose_targets(call, maps, drawing.view, form, drawing.output)
    outcome, drawable = _sift(call, session, maps)
    findings = _find_gaps(session, drawing.view, form, drawable)
    earlier = _choose_baseline(call, session, drawing.baseline, drawable)
    themes: dict[Path, Theme] = {}
    failed: dict[Path, Message] = {}
    for subject in drawable:
        folder = subject.workspace.folder
        if folder not in themes:
            themes[folder] = choose_theme(call, subject.workspace, drawing.theme)
        found = findings.get(subject.file, ())
        drawn = _draw(call, drawing, form, paper, subject, found, themes[folder], earlier)
        refused = drawn if isinstance(drawn, Message) else _put(call, drawn, targets[subject.file])
        if refused is not None:
            # The others are drawn all the same.
            failed[subject.file] = refused
    if failed:
        _complain(call, session, failed, alone=len(failed) == len(drawable))
    undrawn = len(maps) - len(drawable)
    if undrawn:
        call.conclude(count_undrawn(undrawn, len(maps)))
    leave(outcome, found=undrawn > 0)


def _find_gaps(
    session: Session, view: str, form: str, drawable: Sequence[Subject]
) -> dict[Path, tuple[Finding, ...]]:
    """What lint says of the cells of each map, where the picture shows it."""
    from cjmap.board.lanes import CODES
    from cjmap.check.listing import list_findings
    from cjmap.views.catalogue import shows_gaps

    if not shows_gaps(view, form):
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
    """Writes a picture; says what keeps it from being written to its file."""
    if target is not None:
        return call.try_to_save_result(
            target, settle(picture) if isinstance(picture, str) else picture
        )
    if isinstance(picture, str):
        call.emit(picture)
    else:
        console.hand_back(picture)
    return None


def _complain(
    call: Invocation, session: Session, failed: dict[Path, Message], *, alone: bool
) -> NoReturn:
    """Says of which maps there is no picture, and ends the command; `alone`: there is none at all."""
    if alone:
        call.fail(next(iter(failed.values())))
    for file, message in failed.items():
        call.complain_of(session.document(file).source.file, message)
    raise Leave(BROKEN)


def _draw(
    call: Invocation,
    drawing: Drawing,
    form: str,
    paper: Paper | None,
    subject: Subject,
    findings: Sequence[Finding],
    theme: Theme,
    earlier: Subject | None,
) -> str | bytes | Message:
    """The picture of a map, or why there is none."""
    from cjmap.board.reading import read
    from cjmap.draw.engines import EngineError, find_engine
    from cjmap.findings.usage import UsageError
    from cjmap.views.catalogue import Order, draw

    try:
        board = read(
            subject,
            findings,
            personas=tuple(drawing.persona or ()),
            lanes=drawing.wanted_lanes,
            baseline=earlier,
        )
        engine = subject.settings.render.engine
        order = Order(
            board,
            theme,
            lambda: find_engine(drawing.engine, engine),
            drawing.scale or 1.0,
            paper,
            call.note,
        )
        return draw(drawing.view, form, order)
    except (UsageError, EngineError) as error:
        return error.message


def _choose_format(call: Invocation, drawing: Drawing) -> str:
    """The format asked for, or that of the suffix of `--output`, if the view has it."""
    from cjmap.findings.usage import UsageError
    from cjmap.views.catalogue import FORMATS, VIEWS, form_of, refuse_unknown

    view, output = drawing.view, drawing.output
    if view not in VIEWS:
        call.fail(
            tr("There is no view `{view}`. There are: {known}.", view=view, known=join(VIEWS))
        )
    suffix = (
        output.suffix.lower().lstrip(".") if output is not None and not _is_folder(output) else ""
    )
    chosen = drawing.form.lower() if drawing.form is not None else form_of(suffix or "svg")
    if chosen not in FORMATS:
        call.fail(
            tr(
                "There is no format `{format}`. There are: {known}.",
                format=chosen,
                known=join(FORMATS),
            )
        )
    try:
        refuse_unknown(view, chosen)
    except UsageError as error:
        call.fail(error.message)
    return chosen


def _choose_paper(call: Invocation, drawing: Drawing, form: str) -> Paper | None:
    """The sheet that is asked for; options that mean nothing to the format are wrong usage."""
    from cjmap.findings.usage import UsageError

    for name, written, meant in (
        ("--paper", drawing.paper, "pdf"),
        ("--scale", drawing.scale, "png"),
    ):
        if written is not None and form != meant:
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
    from cjmap.views.catalogue import suffix_of

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
