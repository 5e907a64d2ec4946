"""`cjmap render`: pictures of maps."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import Invocation, Leave
from cjmap.cli.options import Inputs, JobsOption, unless_stream
from cjmap.cli.recorded import MeasuredOption, read_recorded
from cjmap.cli.themes import choose_theme
from cjmap.cli.words import hint
from cjmap.cli.writing import is_folder_for
from cjmap.messages import join, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.cli.pictures import Kind, Plan, Shown
    from cjmap.draw.paper import Paper
    from cjmap.project.workspace import Workspace

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
                "svg, png, pdf, html or json of every view; dot of flow and network; mermaid or markdown of the map; default: by the suffix of --output, else svg."
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
    measured: MeasuredOption = None
    watch: Annotated[
        bool, option("--watch", help=hint("Draw again whenever a file changes what is drawn."))
    ] = False

    @property
    def wanted_lanes(self) -> tuple[str, ...]:
        return tuple(filter(None, (lane.strip() for lane in (self.lanes or "").split(","))))


def render(call: Invocation, drawing: Drawing, inputs: Inputs, jobs: JobsOption = None) -> None:
    kinds = _choose_kinds(call, drawing)
    paper = _choose_paper(call, drawing, kinds)
    _tell_unmeasured(call, drawing, kinds)
    if drawing.watch:
        _watch(call, drawing, inputs, kinds, paper)
        return
    from cjmap.cli.drawing import carry_out

    session, files = call.session(inputs)
    maps = _choose_maps(call, session, files, inputs.paths or ())
    carry_out(call, session, _make_plan(call, drawing, session, maps, kinds, paper), jobs=jobs)


def _watch(
    call: Invocation,
    drawing: Drawing,
    inputs: Inputs,
    kinds: tuple[Kind, ...],
    paper: Paper | None,
) -> None:
    """Draws again what a change of files changes on a board, until Ctrl-C; what is wrong is said."""
    from cjmap.check import Session
    from cjmap.cli import watching
    from cjmap.cli.drawing import carry_out

    if inputs.piped or drawing.output is None:
        call.fail(tr("--watch needs `-o`, and does not go with `-`."))
    project = call.project()
    session = Session(project, today=call.today)
    memory: dict[Path, Shown] = {}

    def act() -> None:
        with suppress(Leave):
            maps = _choose_maps(call, session, call.expand(project, inputs), inputs.paths or ())
            plan = _make_plan(call, drawing, session, maps, kinds, paper)
            carry_out(call, session, plan, memory=memory)

    watching.watch(act, lambda: bool(project.refresh()))


def _make_plan(
    call: Invocation,
    drawing: Drawing,
    session: Session,
    maps: Sequence[Path],
    kinds: tuple[Kind, ...],
    paper: Paper | None,
) -> Plan:
    """What is drawn of maps, and where to; ends the command where that cannot be."""
    from cjmap.cli.pictures import Plan
    from cjmap.draw.filenames import name_pictures

    output = drawing.output
    folder = output if output is not None and is_folder_for(output) else None
    if folder is None:
        _refuse_several(call, len(maps), kinds[0][1], output)
    homes = {home.folder: home for home in map(session.workspace, maps)}
    return Plan(
        kinds,
        name_pictures(maps),
        {
            place: choose_theme(call, home, drawing.theme, attend=session.project.attend)
            for place, home in homes.items()
        },
        folder,
        output,
        drawing.engine,
        drawing.scale or 1.0,
        paper,
        tuple(drawing.persona or ()),
        drawing.wanted_lanes,
        _choose_baseline(call, session, drawing.baseline, homes.values()),
        read_recorded(call, session, drawing.measured, maps, session.project.attend),
    )


def _choose_baseline(
    call: Invocation, session: Session, asked: Path | None, homes: Iterable[Workspace]
) -> Path | None:
    """The earlier state that is asked for: a map of the workspaces, as one that a map names is.

    Ends the command where it is none.
    """
    from cjmap.project.disk import is_file

    if asked is None:
        return None
    file = Path(os.path.normpath(Path.cwd() / asked))
    if not is_file(file) or session.subject(file) is None:
        call.refuse_unread(file, os.path.relpath(file))
        call.fail(tr("The baseline {file} is no map that can be read.", file=os.path.relpath(file)))
    for home in homes:
        if home.contain(home.root, os.path.relpath(file, home.root)) is None:
            call.fail(
                tr("The baseline {file} lies outside the workspace.", file=os.path.relpath(file))
            )
    return file


def _choose_kinds(call: Invocation, drawing: Drawing) -> tuple[Kind, ...]:
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
    forms = _choose_formats(call, drawing)
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
    if len(kinds) > 1 and (drawing.output is None or not is_folder_for(drawing.output)):
        call.fail(tr("These are several pictures: name a folder for them with `-o DIR`."))
    return kinds


def _choose_formats(call: Invocation, drawing: Drawing) -> tuple[str, ...]:
    from cjmap.views.catalogue import FORMATS, form_of

    output = drawing.output
    suffix = "" if output is None or is_folder_for(output) else output.suffix
    said = form_of(suffix.lower().lstrip(".")) if suffix else "svg"
    if drawing.form is None:
        return (said,)
    asked = _split(drawing.form.lower())
    if suffix and said in FORMATS and asked[0] in FORMATS and said not in asked:
        call.tell_suffix_is_wrong(output, asked[0])
    return asked


def _split(text: str) -> tuple[str, ...]:
    """The words between commas, each once; a text without any as it is."""
    words = dict.fromkeys(filter(None, (word.strip() for word in text.split(","))))
    return tuple(words) or (text,)


def _choose_paper(call: Invocation, drawing: Drawing, kinds: Sequence[Kind]) -> Paper | None:
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


def _tell_unmeasured(call: Invocation, drawing: Drawing, kinds: tuple[Kind, ...]) -> None:
    """Says which pictures would be the same without what was measured."""
    from cjmap.views.catalogue import DRAWINGS, say_kinds, shows_measured

    same = [kind for kind in kinds if not shows_measured(*kind)]
    if drawing.measured is not None and same:
        call.note(
            tr(
                "Nothing measured is shown in {kinds}. It is in {known}.",
                kinds=join(say_kinds(same)),
                known=join(say_kinds([kind for kind in DRAWINGS if shows_measured(*kind)])),
            )
        )


def _choose_maps(
    call: Invocation, session: Session, files: Sequence[Path], named: Sequence[str]
) -> list[Path]:
    """The maps among the files. A library that is named is wrong usage, one in a folder is not."""
    here = Path.cwd()
    asked = {Path(os.path.normpath(here / name)) for name in named}
    maps = []
    for file in files:
        if session.project.serves_as_library(file):
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


def _refuse_several(call: Invocation, number: int, form: str, output: Path | None) -> None:
    """Ends the command where pictures would take each other's place, or a terminal shows nothing."""
    from cjmap.views.catalogue import BINARY

    if number > 1:
        call.fail(
            tr("These are {n} maps: name a folder for their pictures with `-o DIR`.", n=number)
        )
    if output is None and form in BINARY and call.width is not None:
        call.fail(
            tr(
                "A terminal cannot show {format}: name a file with `-o`, or write to a pipe.",
                format=form,
            )
        )


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            render, hint("Draw maps: whole, as a flow, a network, a curve, or a service blueprint.")
        ),
    )
