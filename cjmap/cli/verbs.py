"""Verbs as Typer knows them: what they declare, with the options of all verbs behind their own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from math import isnan
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand

from cjmap.cli.common import PANEL, GlobalOptions
from cjmap.cli.declaring import Argument, Option, Parameter, Verb, parameters_of, take
from cjmap.cli.helping import tell
from cjmap.cli.words import LANGUAGE
from cjmap.messages import tr
from cjmap.records import REQUIRED

if TYPE_CHECKING:
    # Typer carries its own Click, whose types have no public names.
    from typer._click import Context, HelpFormatter


class VerbCommand(TyperCommand):
    """A command whose help shows its own options first and the global ones in a panel below."""

    def get_help(self, ctx: Context) -> str:
        return tell(self, ctx)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        self._refuse_swallowed(ctx, args)
        return super().parse_args(ctx, args)

    def _refuse_swallowed(self, ctx: Context, words: Sequence[str]) -> None:
        """Refuses an option whose value was forgotten: the parser takes the next option for it.

        A value that is called so is written behind `=`.
        """
        options = [one for one in self.get_params(ctx) if one.param_type_name == "option"]
        names = {name for one in options for name in (*one.opts, *one.secondary_opts)}
        taking = {name for one in options if not getattr(one, "is_flag", True) for name in one.opts}
        rest = iter(words)
        for word in rest:
            if word == "--":
                return
            value = next(rest, "") if word in taking else ""
            if value.partition("=")[0] in names:
                from typer._click.exceptions import BadOptionUsage

                raise BadOptionUsage(word, f"Option {word!r} requires an argument.", ctx)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], PANEL: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                panel: str | None = getattr(param, "rich_help_panel", None)
                sections[panel or f"{param.param_type_name.capitalize()}s"].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def add_root(app: typer.Typer) -> None:
    """Gives the root the global options; its verbs find them in the context."""

    def root(context: typer.Context, **given: Any) -> None:
        context.obj = take(GlobalOptions, given)

    root.__signature__ = _signature(parameters_of(GlobalOptions))  # type: ignore[attr-defined]
    app.callback()(root)


def add_verb(app: typer.Typer, verb: Verb) -> None:
    """Adds a verb, with the global options behind its own."""

    def run(context: typer.Context, **given: Any) -> None:
        before = context.find_root().obj
        assert isinstance(before, GlobalOptions)
        call = take(GlobalOptions, given).over(before).invocation()
        verb.carry_out(call, given)

    run.__signature__ = _signature([*verb.parameters, *parameters_of(GlobalOptions)])  # type: ignore[attr-defined]
    app.command(verb.name, cls=VerbCommand, help=verb.help)(run)


def _signature(parameters: Iterable[Parameter]) -> inspect.Signature:
    """What Typer is to read."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    context = inspect.Parameter("context", keyword, annotation=typer.Context)
    return inspect.Signature([context, *map(_spell_out, parameters)])


def _spell_out(one: Parameter) -> inspect.Parameter:
    told = _TELLERS[type(one.declared)](one.declared)
    return inspect.Parameter(
        one.name,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=Annotated[one.kind, told],
        default=inspect.Parameter.empty if one.default is REQUIRED else one.default,
    )


def _tell_argument(one: Argument) -> Any:
    return typer.Argument(metavar=one.metavar, help=one.help, show_default=one.shown)


def _tell_option(one: Option) -> Any:
    return typer.Option(
        *one.names,
        metavar=one.metavar,
        help=one.help,
        show_default=one.shown,
        min=one.least,
        max=one.most,
        parser=one.parse and _complaining(one.parse),
        callback=one.turn if one.least is None else _refuse_no_number,
        is_eager=one.at_once,
        rich_help_panel=one.panel,
    )


def _refuse_no_number(value: float | None) -> float | None:
    """Any other number than NaN, which lies within all bounds since it is compared with none."""
    if value is not None and isnan(value):
        raise typer.BadParameter(tr("“nan” is no number.").render(LANGUAGE))
    return value


def _complaining(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """A parser whose words about a wrong value are told."""

    def told(text: str) -> Any:
        try:
            return parse(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return told


_TELLERS: Final[dict[type, Callable[[Any], Any]]] = {
    Argument: _tell_argument,
    Option: _tell_option,
}
