"""The options that several verbs have."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from cjmap.cli.declaring import Argument, option
from cjmap.cli.words import hint
from cjmap.records import dataclass

STDIN = "-"


class OutputFormat(StrEnum):
    """The formats of findings."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


def unless_stream(output: Path | None) -> Path | None:
    """The file that a result goes to; `-` is standard output, as no file is."""
    return None if output == Path(STDIN) else output


# What files hold by their suffixes, the usual format first. A `.txt` may hold whatever there is.
_HELD: Final[Mapping[str, tuple[str, ...]]] = {
    ".json": ("json", "sarif", "gitlab"),
    ".sarif": ("sarif",),
    ".xml": ("junit",),
    ".csv": ("csv",),
    ".md": ("markdown",),
    ".markdown": ("markdown",),
    ".html": ("html",),
    ".htm": ("html",),
}


def formats_in(output: Path | None) -> tuple[str, ...]:
    """The formats that a file holds by its suffix, the usual one first; none where it says nothing."""
    return () if output is None else _HELD.get(output.suffix.lower(), ())


OutputOption = Annotated[
    Path | None,
    option("--output", "-o", metavar="FILE", help=hint("Write to a file."), turn=unless_stream),
]


JobsOption = Annotated[
    int | None,
    option(
        "--jobs",
        metavar="N",
        least=1,
        help=hint("How many processes share the work; default: one a core, where it pays."),
        shown=False,
    ),
]


PluginsOption = Annotated[
    bool,
    option(
        "--plugins",
        help=hint(
            "Run the rules of your own that `[lint] plugins` names: programs, so not a stranger's."
        ),
    ),
]


@dataclass(frozen=True, slots=True)
class Caching:
    """What is done with what earlier runs know of many maps."""

    no_cache: Annotated[
        bool, option("--no-cache", help=hint("Check maps anew that have not changed."))
    ] = False


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a verb reads."""

    paths: Annotated[
        list[str] | None,
        Argument(
            metavar="[PATHS]...",
            help=hint("Files, folders, globs, or - for standard input; none: the workspace."),
            shown=False,
        ),
    ] = None
    stdin_filename: Annotated[
        str | None,
        option(
            "--stdin-filename",
            metavar="FILE",
            help=hint("What standard input is called in findings."),
        ),
    ] = None

    @property
    def piped(self) -> bool:
        return STDIN in (self.paths or ())

    @property
    def named(self) -> list[str]:
        """The paths but for standard input."""
        return [path for path in self.paths or () if path != STDIN]


@dataclass(frozen=True, slots=True)
class Printing:
    """How findings are printed."""

    output_format: Annotated[
        OutputFormat | None,
        option(
            "--output-format",
            help=hint(
                "How findings are written; default: by the suffix of --output, else text, in GitHub Actions github."
            ),
            shown=False,
        ),
    ] = None
    output: OutputOption = None

    @property
    def format(self) -> OutputFormat:
        """The format, which has been settled before anything is found."""
        assert self.output_format is not None
        return self.output_format


def in_github_actions() -> bool:
    """Whether GitHub Actions reads what is printed, and shows annotations."""
    return os.environ.get("GITHUB_ACTIONS") == "true"
