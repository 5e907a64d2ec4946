"""The `cjmap` command: its verbs, and the process around them."""

from __future__ import annotations

import os
import sys

import typer

from cjmap.cli import gaps, init, lint, render, report, rule, schema, validate
from cjmap.cli.invocation import BROKEN
from cjmap.cli.verbs import add_root
from cjmap.cli.words import LANGUAGE, hint
from cjmap.messages import tr

app = typer.Typer(
    name="cjmap",
    help=hint("Journey maps as code: write them in YAML, check them in CI, draw them."),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


add_root(app)
for verb in (init, validate, lint, gaps, render, report, rule, schema):
    verb.register(app)


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
