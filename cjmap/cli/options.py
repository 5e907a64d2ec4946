"""The options that several verbs have."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cjmap.cli.words import hint


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
