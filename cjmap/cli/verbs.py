"""What all verbs have in common: the global options, which may stand before the verb and after it.

`GlobalOptions` is their one definition: its fields become options of the root and of every
verb. What stands after the verb was written later and wins.
"""

from __future__ import annotations

import datetime
import inspect
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from typer.core import TyperCommand

from cjmap import __version__
from cjmap.cli import console
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import LANGUAGE, Language, hint
from cjmap.messages import tr

if TYPE_CHECKING:
    # Typer carries its own Click, whose types have no public names.
    from typer._click import Context, HelpFormatter

PANEL = hint("Global options")
Group = TypeVar("Group")


class Color(StrEnum):
    """When to colour what is printed."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def _print_version(asked: bool) -> None:
    if not asked:
        return
    lines = [f"cjmap {__version__}"]
    # An eager option is read before all others, so it looks for its companion itself.
    if {"--verbose", "-v"} & set(sys.argv):
        import yaml

        reader = "libyaml" if yaml.__with_libyaml__ else "PyYAML's own (slower: no libyaml here)"
        lines.append(f"Python {sys.version.split()[0]}, YAML reader: {reader}")
    console.put("".join(f"{line}\n" for line in lines))
    raise typer.Exit


def _parse_day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            tr("`{text}` is no date; write it as 2026-03-31.", text=text).render(LANGUAGE)
        ) from None


def _current_day() -> datetime.date:
    """The day that SOURCE_DATE_EPOCH gives, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        try:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            pass
    return datetime.datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """The global options as they stand in one place; None and False where they do not."""

    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=hint("Print the version and exit."),
            rich_help_panel=PANEL,
        ),
    ] = False
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=hint("Settings to use in place of those found."),
            rich_help_panel=PANEL,
        ),
    ] = None
    no_config: Annotated[
        bool,
        typer.Option("--no-config", help=hint("Use no settings file."), rich_help_panel=PANEL),
    ] = False
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help=hint("Print results only."), rich_help_panel=PANEL),
    ] = False
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help=hint("Print more."), rich_help_panel=PANEL)
    ] = False
    color: Annotated[
        Color | None,
        typer.Option(
            "--color", help=hint("When to use colour; default: auto."), rich_help_panel=PANEL
        ),
    ] = None
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang",
            help=hint("Language of cjmap's own words; default: the locale."),
            rich_help_panel=PANEL,
        ),
    ] = None
    today: Annotated[
        datetime.date | None,
        typer.Option(
            "--today",
            parser=_parse_day,
            metavar="DATE",
            help=hint(
                "The day for rules that depend on it; default: SOURCE_DATE_EPOCH, else the clock."
            ),
            rich_help_panel=PANEL,
        ),
    ] = None

    def over(self, earlier: GlobalOptions) -> GlobalOptions:
        """These options, and those that stood earlier where these say nothing."""
        if self.config is not None or self.no_config:
            # Both answer one question: which settings.
            earlier = replace(earlier, config=None, no_config=False)
        names = (field.name for field in fields(self))
        written = {name: value for name in names if (value := getattr(self, name))}
        return replace(earlier, **written)

    def invocation(self) -> Invocation:
        return Invocation(
            language=self.lang.value if self.lang else LANGUAGE,
            color=(self.color or Color.AUTO).value,
            quiet=self.quiet,
            verbose=self.verbose,
            config=self.config,
            no_config=self.no_config,
            today=self.today or _current_day(),
        )


class VerbCommand(TyperCommand):
    """A command whose help shows its own options first and the global ones in a panel below."""

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

    def root(context: typer.Context, **given: object) -> None:
        context.obj = _take(GlobalOptions, given)

    root.__signature__ = _signature(_options_of(GlobalOptions))  # type: ignore[attr-defined]
    app.callback()(root)


def add_verb(app: typer.Typer, run: Callable[..., None], help: str) -> None:
    """Makes a function the verb of its name, with the global options behind its own.

    `run` takes the `Invocation` that the options before and after the verb make together, then
    what its signature declares: options and arguments as Typer reads them, and groups of them,
    which are dataclasses whose fields are declared in the same way.
    """
    own = list(inspect.signature(run, eval_str=True).parameters.values())[1:]

    def verb(context: typer.Context, **given: object) -> None:
        before = context.find_root().obj
        assert isinstance(before, GlobalOptions)
        call = _take(GlobalOptions, given).over(before).invocation()
        groups = {item.name: _take(item.annotation, given) for item in own if _is_group(item)}
        run(call, **groups, **given)

    declared = [option for item in own for option in _expand(item)]
    verb.__signature__ = _signature([*declared, *_options_of(GlobalOptions)])  # type: ignore[attr-defined]
    app.command(run.__name__, cls=VerbCommand, help=help)(verb)


def _is_group(item: inspect.Parameter) -> bool:
    return isinstance(item.annotation, type) and is_dataclass(item.annotation)


def _options_of(group: type) -> Iterable[inspect.Parameter]:
    return inspect.signature(group, eval_str=True).parameters.values()


def _expand(item: inspect.Parameter) -> Iterable[inspect.Parameter]:
    """The options of a group, or the one option that a parameter is."""
    return _options_of(item.annotation) if _is_group(item) else [item]


def _signature(options: Iterable[inspect.Parameter]) -> inspect.Signature:
    """What Typer is to read."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    context = inspect.Parameter("context", keyword, annotation=typer.Context)
    return inspect.Signature([context, *(item.replace(kind=keyword) for item in options)])


def _take(group: Callable[..., Group], given: dict[str, object]) -> Group:
    """A group made from what Typer read, which is taken out of it; the types are checked there."""
    return group(**{name: given.pop(name) for name in inspect.signature(group).parameters})
