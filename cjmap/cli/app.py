"""The `cjmap` command: its verbs, and the process around them."""

from __future__ import annotations

import os

import typer

from cjmap.cli import (
    cache,
    console,
    explain,
    gaps,
    init,
    lint,
    render,
    report,
    rule,
    schema,
    validate,
    vocabulary,
)
from cjmap.cli.ending import Root, guarded
from cjmap.cli.verbs import add_root
from cjmap.cli.words import hint

app: typer.Typer = typer.Typer(
    name="cjmap",
    cls=Root,
    help=hint("Journey maps as code: write them in YAML, check them in CI, draw them."),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


add_root(app)
for verb in (init, validate, lint, gaps, render, report, rule, explain, schema, vocabulary, cache):
    verb.register(app)


def main() -> None:
    """The process around a command: its streams, its signals, and no traceback for anybody."""
    console.prepare()
    # Plugins of other packages have no business in a map's validation, and looking for them
    # through every installed package costs time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with guarded():
        app()
