"""The options of all verbs, which may stand before the verb and after it.

`GlobalOptions` is their one definition: its fields become options of the root and of every
verb. What stands after the verb was written later and wins.
"""

from __future__ import annotations

import datetime
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cjmap import __version__
from cjmap.cli import console
from cjmap.cli.declaring import option
from cjmap.cli.invocation import Invocation, Leave
from cjmap.cli.words import LANGUAGE, Language, hint
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.day import current_day
from cjmap.records import dataclass, fields_of, replace

PANEL = hint("Global options")


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
    raise Leave(0)


def _parse_day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        # Whoever reads the line says which option it is about.
        raise ValueError(
            tr("`{text}` is no date; write it as 2026-03-31.", text=text).render(LANGUAGE)
        ) from None


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """The global options as they stand in one place; None and False where they do not."""

    version: Annotated[
        bool,
        option(
            "--version",
            turn=_print_version,
            at_once=True,
            help=hint("Print the version and exit."),
            panel=PANEL,
        ),
    ] = False
    config: Annotated[
        Path | None,
        option(
            "--config",
            metavar="FILE",
            help=hint("Settings to use in place of those found."),
            panel=PANEL,
        ),
    ] = None
    no_config: Annotated[
        bool,
        option("--no-config", help=hint("Use no settings file."), panel=PANEL),
    ] = False
    quiet: Annotated[
        bool,
        option("--quiet", "-q", help=hint("Print results only."), panel=PANEL),
    ] = False
    verbose: Annotated[bool, option("--verbose", "-v", help=hint("Print more."), panel=PANEL)] = (
        False
    )
    color: Annotated[
        Color | None,
        option("--color", help=hint("When to use colour; default: auto."), panel=PANEL),
    ] = None
    lang: Annotated[
        Language | None,
        option(
            "--lang",
            help=hint(
                "Language of cjmap's own words; default: `lang` of the settings, else the locale."
            ),
            panel=PANEL,
        ),
    ] = None
    today: Annotated[
        datetime.date | None,
        option(
            "--today",
            parse=_parse_day,
            metavar="DATE",
            help=hint(
                "The day for rules that depend on it; default: SOURCE_DATE_EPOCH, else the clock."
            ),
            panel=PANEL,
        ),
    ] = None

    def over(self, earlier: GlobalOptions) -> GlobalOptions:
        """These options, and those that stood earlier where these say nothing."""
        if self.config is not None or self.no_config:
            # Both answer one question: which settings.
            earlier = replace(earlier, config=None, no_config=False)
        names = (name for name, _ in fields_of(GlobalOptions))
        written = {name: value for name in names if (value := getattr(self, name))}
        return replace(earlier, **written)

    def invocation(self) -> Invocation:
        """What the verbs are given. Raises Leave where the environment gives no day."""
        call = Invocation(
            language=self.lang.value if self.lang else LANGUAGE,
            color=(self.color or Color.AUTO).value,
            quiet=self.quiet,
            verbose=self.verbose,
            config=self.config,
            no_config=self.no_config,
            today=self.today or datetime.date.min,
        )
        if self.today is None:
            try:
                call = replace(call, today=current_day())
            except UsageError as error:
                call.fail(error.message)
        return call
