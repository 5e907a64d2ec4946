"""The `cjmap` command: its global options and its verbs."""

from __future__ import annotations

import datetime
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cjmap import __version__
from cjmap.cli import gaps, init, lint, render, report, rule, schema, validate
from cjmap.cli.invocation import BROKEN, Invocation
from cjmap.cli.words import LANGUAGE, Language, hint
from cjmap.messages import tr

app = typer.Typer(
    name="cjmap",
    help=hint("Journey maps as code: write them in YAML, check them in CI, draw them."),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Color(StrEnum):
    """When to colour what is printed."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def _version(value: bool) -> None:
    if value:
        typer.echo(f"cjmap {__version__}")
        if "--verbose" in sys.argv:
            import yaml

            reader = (
                "libyaml" if yaml.__with_libyaml__ else "PyYAML's own (slower: no libyaml here)"
            )
            typer.echo(f"Python {sys.version.split()[0]}, YAML reader: {reader}")
        raise typer.Exit


def _day(text: str | None) -> datetime.date:
    """The day that `--today`, SOURCE_DATE_EPOCH or the clock gives."""
    if text is not None:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise typer.BadParameter(
                tr("`{text}` is no date; write it as 2026-03-31.", text=text).render(LANGUAGE)
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        try:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            pass
    return datetime.datetime.now().astimezone().date()


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=hint("Print the version and exit.")
        ),
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help=hint("Settings to use in place of those found.")
        ),
    ] = None,
    no_config: Annotated[
        bool, typer.Option("--no-config", help=hint("Use no settings file."))
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=hint("Print results only."))] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help=hint("Print more."))] = False,
    color: Annotated[Color, typer.Option("--color", help=hint("When to use colour."))] = Color.AUTO,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help=hint("Language of cjmap's own words; default: the locale.")),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            "--today",
            metavar="DATE",
            help=hint(
                "The day for rules that depend on it; default: SOURCE_DATE_EPOCH, else the clock."
            ),
        ),
    ] = None,
) -> None:
    context.obj = Invocation(
        language=lang.value if lang else LANGUAGE,
        color=color.value,
        quiet=quiet,
        verbose=verbose,
        config=config,
        no_config=no_config,
        today=_day(today),
    )


init.register(app)
validate.register(app)
lint.register(app)
gaps.register(app)
render.register(app)
report.register(app)
rule.register(app)
schema.register(app)


def main() -> None:
    """The entry point: UTF-8 out, and no traceback for whoever checks a map."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Plugins of other packages have no business in a map's validation, and looking for them
    # through every installed package costs time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        app()
    except BrokenPipeError:
        # Whoever read has gone; nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN)
    except Exception as error:
        # Nobody who checks a map should have to read a traceback.
        if os.environ.get("CJMAP_DEBUG"):
            raise
        told = tr(
            "cjmap failed: {error}. This is a defect of cjmap; please report it with what "
            "CJMAP_DEBUG=1 shows.",
            error=f"{type(error).__name__}: {error}",
        )
        sys.stderr.write(f"{tr('error').render(LANGUAGE)}: {told.render(LANGUAGE)}\n")
        sys.exit(BROKEN)
