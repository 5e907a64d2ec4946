"""`cjmap validate`: is a map readable, well formed and consistent?"""

from __future__ import annotations

import typer

from cjmap.cli.invocation import BROKEN, FOUND, Invocation
from cjmap.cli.options import FormatOption, OutputOption, Paths, StdinOption, default_format
from cjmap.cli.verbs import add_verb
from cjmap.cli.words import hint
from cjmap.messages import tr


def validate(
    call: Invocation,
    paths: Paths = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    stdin_filename: StdinOption = None,
) -> None:
    from cjmap.check import Selection, is_broken_run, run
    from cjmap.findings import Severity
    from cjmap.reporters import report

    session, files = call.session(paths or [], stdin_filename)
    selection = Selection()
    outcome = run(session, files, selection, progress=call.progress(tr("Checking")))
    text = report(
        outcome,
        (output_format or default_format()).value,
        language=call.language,
        rules=selection.rules,
        color=call.colored and output is None,
        width=call.width if output is None else None,
    )
    if not call.quiet or outcome.findings or output is not None:
        call.emit(text, output)
    if is_broken_run(outcome):
        raise typer.Exit(BROKEN)
    if outcome.fails(Severity.ERROR):
        raise typer.Exit(FOUND)


def register(app: typer.Typer) -> None:
    add_verb(app, validate, hint("Check that maps are readable, well formed and consistent."))
