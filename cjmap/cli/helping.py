"""The help of the command line in the language that was asked for: Typer's own words are English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from typer._click.formatting import HelpFormatter

from cjmap.cli.words import LANGUAGE
from cjmap.expressions import expression
from cjmap.messages import Message, tr

if TYPE_CHECKING:
    from typer._click import Command, Context

# What Typer writes, in any of the versions that are taken.
_WORDS: Final[Mapping[str, Message]] = {
    "Arguments": tr("Arguments"),
    "Options": tr("Options"),
    "Commands": tr("Commands"),
    "Show this message and exit.": tr("Show this message and exit."),
    "Install completion for the current shell.": tr("Install completion for the current shell."),
    "Show completion for the current shell, to copy it or customize the installation.": tr(
        "Show completion for the current shell, to copy it or customize the installation."
    ),
}
_DEFAULT: Final = expression(r"\[default: (.*)\]$")
_REQUIRED: Final = "[required]"


class _Formatter(HelpFormatter):
    """Writes help in the language of the command line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        usage = tr("Usage: {usage}", usage="").render(LANGUAGE)
        super().write_usage(prog, args, usage if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_say(heading))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(name, _say(help)) for name, help in rows], col_max, col_spacing)


def _say(text: str) -> str:
    if text in _WORDS:
        return _WORDS[text].render(LANGUAGE)
    text = _DEFAULT.sub(lambda found: _tell_default(found[1]), text)
    return text.replace(_REQUIRED, tr("[required]").render(LANGUAGE))


def _tell_default(value: str) -> str:
    return tr("[default: {value}]", value=value).render(LANGUAGE)


def tell(command: Command, context: Context) -> str:
    """The help of a command."""
    formatter = _Formatter(width=context.terminal_width, max_width=context.max_content_width)
    command.format_help(context, formatter)
    return formatter.getvalue().rstrip("\n")
