"""`cjmap validate`: is a map readable, well formed and consistent?"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cjmap.cli.invocation import BROKEN, FOUND, given
from cjmap.cli.words import hint
from cjmap.messages import tr


class OutputFormat(StrEnum):
    """The formats of findings."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help=hint("Files, folders, globs, or - for standard input; none: the workspace."),
        show_default=False,
    ),
]
FormatOption = Annotated[
    OutputFormat | None,
    typer.Option(
        "--output-format",
        help=hint("How findings are written; default: text, in GitHub Actions github."),
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help=hint("Write to a file.")),
]
StdinOption = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="FILE", help=hint("What standard input is called in findings.")
    ),
]


def default_format() -> OutputFormat:
    """Annotations inside GitHub Actions, text elsewhere."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return OutputFormat.GITHUB
    return OutputFormat.TEXT


def validate(
    context: typer.Context,
    paths: Paths = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    stdin_filename: StdinOption = None,
) -> None:
    from cjmap.engine import Selection, is_broken_run, run
    from cjmap.findings import Severity
    from cjmap.reporters import report
    from cjmap.rules import RULES

    call = given(context)
    session, files = call.session(paths or [], stdin_filename)
    outcome = run(session, files, Selection(), progress=call.progress(tr("Checking")))
    text = report(
        outcome,
        (output_format or default_format()).value,
        language=call.language,
        rules=RULES,
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
    app.command(help=hint("Check that maps are readable, well formed and consistent."))(validate)
