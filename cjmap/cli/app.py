"""The `cjmap` command as Typer knows it: every verb, every way to write a call, and their help."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from cjmap.cli import (
    cache,
    console,
    convert,
    diff,
    explain,
    format,
    gaps,
    history,
    init,
    lint,
    lsp,
    measure,
    merge,
    preview,
    render,
    report,
    rule,
    schema,
    validate,
    vocabulary,
)
from cjmap.cli.ending import carry_out, run_alone
from cjmap.cli.helping import tell
from cjmap.cli.parsing import put_into_words, sentence_of, tell_usage
from cjmap.cli.verbs import add_root, add_verb
from cjmap.cli.words import LANGUAGE, hint
from cjmap.messages import DEFAULT_LANGUAGE, Message, tr

if TYPE_CHECKING:
    from typer._click import Context
    from typer._click.exceptions import ClickException


class Root(TyperGroup):
    """The command itself: whatever ends a verb becomes a line for people and an exit code."""

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        more["standalone_mode"] = False
        code = carry_out(lambda: _explain_refusal(lambda: super(Root, self).main(*args, **more)))
        if standalone_mode:
            sys.exit(code)
        return code

    def get_help(self, ctx: Context) -> str:
        return tell(self, ctx)


def _explain_refusal(run: Callable[[], object]) -> object:
    """The exit code of a run; what the parser of arguments refuses is said."""
    from typer._click.exceptions import ClickException

    try:
        return run()
    except ClickException as error:
        console.complain(_tell_usage(error))
        return error.exit_code
    except SystemExit as ended:
        # Its answer to a reader who has enough of its help is the code of what was found.
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        raise


def _tell_usage(error: ClickException) -> str:
    """What the parser of arguments says, in the language that was asked for."""
    told = put_into_words(sentence_of(error))
    if told is None or LANGUAGE == DEFAULT_LANGUAGE:
        shown = io.StringIO()
        error.show(shown)
        return shown.getvalue()
    context = getattr(error, "ctx", None)
    head: tuple[Message, ...] = ()
    if context is not None:
        usage = context.command.get_usage(context).partition(" ")[2]
        head = tell_usage(usage, context.command_path)
    said = " ".join(message.render(LANGUAGE) for message in told)
    lines = [
        *(message.render(LANGUAGE) for message in head),
        f"{tr('error').render(LANGUAGE)}: {said}",
    ]
    return "\n".join(lines) + "\n"


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
for module in (
    init,
    validate,
    lint,
    measure,
    format,
    gaps,
    diff,
    history,
    render,
    report,
    preview,
    convert,
    merge,
    rule,
    explain,
    schema,
    vocabulary,
    lsp,
    cache,
):
    for verb in module.verbs():
        add_verb(app, verb)


def main() -> None:
    """The command in a process of its own."""
    run_alone(app)
