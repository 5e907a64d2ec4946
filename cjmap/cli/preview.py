"""`cjmap preview`: a page of this machine that redraws maps as they are saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import hint
from cjmap.messages import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjmap.project import Project

# Seconds between two looks at the files.
_INTERVAL = 0.04


def preview(
    call: Invocation,
    paths: Annotated[
        list[str] | None,
        Argument(
            metavar="[PATHS]...",
            help=hint("Files, folders or globs; none: the workspace."),
            shown=False,
        ),
    ] = None,
    editor: Annotated[
        str | None,
        option(
            "--editor",
            metavar="EDITOR",
            help=hint(
                "The editor that a click opens: vscode, zed, idea and others, or its address with {{file}}, {{line}} and {{column}}."
            ),
            shown=False,
        ),
    ] = None,
    open: Annotated[bool, option("--open", help=hint("Open the page in your browser."))] = False,
    port: Annotated[
        int | None,
        option(
            "--port",
            metavar="N",
            least=0,
            most=65535,
            help=hint("The port to serve at; default: 4270, or the next that is free."),
            shown=False,
        ),
    ] = None,
) -> None:
    import gc
    import webbrowser

    from cjmap.check import Session
    from cjmap.cli import watching
    from cjmap.draw.theme_choice import find_theme
    from cjmap.findings.usage import UsageError
    from cjmap.preview.editors import find_editor
    from cjmap.preview.server import open_server
    from cjmap.preview.studio import Studio
    from cjmap.project.disk import refuse_missing

    # Unlike other verbs this one goes on: rings of things that nobody needs are to be found.
    gc.enable()
    gc.set_threshold(100_000, 20, 20)
    project = call.project()
    named = paths or []
    try:
        for file in project.expand(named, Path.cwd()):
            refuse_missing(file, project.shown(file))
        address = find_editor(editor) if editor else ""
        maps = _list_maps(project, named)
        studio = Studio(
            Session(project, today=call.today),
            call.language,
            lambda: _list_maps(project, named),
            lambda home: find_theme(home, attend=project.attend),
            address,
        )
        server = open_server(studio, port)
    except UsageError as error:
        call.fail(error.message)
    server.begin()
    try:
        call.emit(f"{server.address}\n")
        call.note(
            ntr(
                "Open this address in a browser. It shows {n} map as it is saved; Ctrl-C ends it.",
                "Open this address in a browser. It shows {n} maps as they are saved; Ctrl-C ends it.",
                len(maps),
            )
        )
        if open:
            # Where there is no browser, the address stands above.
            webbrowser.open_new_tab(server.address)
        watching.watch(studio.tell, studio.changed, interval=_INTERVAL)
    finally:
        server.end()


def _list_maps(project: Project, named: Sequence[str]) -> list[Path]:
    """The maps that are named, without what they share. Raises UsageError where there is none."""
    from cjmap.findings.usage import UsageError

    files = project.expand(named, Path.cwd())
    maps = [file for file in files if not project.serves_as_library(file)]
    if not maps:
        raise UsageError(tr("There is no map among these files, only libraries."))
    return maps


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(preview, hint("Show maps on a page of this machine that redraws as they are saved.")),
    )
