"""`cjmap lint`: what an experienced service designer would say about a map."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli import linting
from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.linting import Linting, Rules
from cjmap.cli.options import Caching, Inputs, JobsOption, OutputFormat, PluginsOption, Printing
from cjmap.cli.words import hint
from cjmap.messages import tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.check.baseline import Baseline


class Level(StrEnum):
    """How grave a finding must be for the run to fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules run, beside what the settings say."""

    select: Annotated[
        list[str] | None,
        option(
            "--select",
            metavar="CODES",
            help=hint("Only these rules: codes, beginnings of codes or names, with commas."),
            shown=False,
        ),
    ] = None
    ignore: Annotated[
        list[str] | None,
        option("--ignore", metavar="CODES", help=hint("Not these rules."), shown=False),
    ] = None
    extend_select: Annotated[
        list[str] | None,
        option(
            "--extend-select",
            metavar="CODES",
            help=hint("These rules as well."),
            shown=False,
        ),
    ] = None

    plugins: PluginsOption = False

    def parse(self) -> Rules:
        """The codes, one by one.

        Raises:
            UsageError: a word that names no rule, or one to ignore that nobody may.
        """
        from cjmap.check import parse_codes

        return Rules(
            parse_codes(self.select or ()),
            parse_codes(self.ignore or (), silencing=True),
            parse_codes(self.extend_select or ()),
            self.plugins,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the exit code depends on."""

    fail_on: Annotated[
        Level | None,
        option(
            "--fail-on",
            help=hint(
                "Exit with 1 from this severity on; default: that of the settings, else warning."
            ),
            shown=False,
        ),
    ] = None
    exit_zero: Annotated[
        bool, option("--exit-zero", help=hint("Exit with 0 whatever is found."))
    ] = False


@dataclass(frozen=True, slots=True)
class Baselines:
    """The files of findings that are known."""

    baseline: Annotated[
        Path | None,
        option(
            "--baseline",
            metavar="FILE",
            help=hint("Leave out the findings that this file holds."),
            shown=False,
        ),
    ] = None
    write_baseline: Annotated[
        Path | None,
        option(
            "--write-baseline",
            metavar="FILE",
            help=hint("Write what is found to this file, to be left out from now on."),
            shown=False,
        ),
    ] = None

    def load(self) -> Baseline | None:
        """The findings that are left out; None where that is for the settings to say.

        Raises:
            UsageError: the file cannot be read.
        """
        from cjmap.check import baseline

        return None if self.baseline is None else baseline.load(self.baseline)


@dataclass(frozen=True, slots=True)
class Acts:
    """What is done about findings, other than to print them once."""

    fix: Annotated[
        bool,
        option("--fix", help=hint("Mend in the files what is certain; all else stays.")),
    ] = False
    diff: Annotated[
        bool, option("--diff", help=hint("Show what --fix would change, and change nothing."))
    ] = False
    watch: Annotated[bool, option("--watch", help=hint("Check again whenever a file changes."))] = (
        False
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """What of the findings is listed."""

    notes: Annotated[
        bool, option("--notes", help=hint("List notes too, not only their number."))
    ] = False
    statistics: Annotated[
        bool, option("--statistics", help=hint("Count the findings of each rule."))
    ] = False


def lint(
    call: Invocation,
    choice: Choice,
    verdict: Verdict,
    baselines: Baselines,
    acts: Acts,
    listing: Listing,
    printing: Printing,
    inputs: Inputs,
    caching: Caching,
    jobs: JobsOption = None,
) -> None:
    from cjmap.findings import Severity
    from cjmap.findings.usage import UsageError

    printing = call.settle(printing)
    _refuse_contradictions(call, acts, baselines, listing, printing, inputs)
    try:
        rules, known = choice.parse(), baselines.load()
    except UsageError as error:
        call.fail(error.message)
    act = _choose_act(acts, baselines)
    linting = Linting(
        call,
        inputs,
        printing,
        rules,
        known,
        notes=listing.notes,
        statistics=listing.statistics,
        fail_on=Severity(verdict.fail_on.value) if verdict.fail_on else None,
        exit_zero=verdict.exit_zero,
        new_baseline=baselines.write_baseline,
        jobs=jobs,
        caching=caching,
    )
    try:
        act(linting)
    except UsageError as error:
        # Rules of a workspace's own are loaded when its settings are known.
        call.fail(error.message)


def _refuse_contradictions(
    call: Invocation,
    acts: Acts,
    baselines: Baselines,
    listing: Listing,
    printing: Printing,
    inputs: Inputs,
) -> None:
    if acts.watch and (acts.fix or acts.diff or inputs.piped or printing.output is not None):
        call.fail(tr("--watch goes neither with --fix nor with --diff, --output or `-`."))
    if baselines.write_baseline is not None and printing.output is not None:
        call.fail(tr("--write-baseline goes not with --output: it lists nothing else."))
    if listing.statistics and printing.format is not OutputFormat.TEXT:
        call.fail(tr("--statistics is a table for people; it goes with the format text."))


def _choose_act(acts: Acts, baselines: Baselines) -> Callable[[Linting], None]:
    """What is done: the first in this order that was asked for, else findings are printed."""
    table = (
        (acts.watch, linting.watch),
        (baselines.write_baseline is not None, linting.write_baseline),
        (acts.diff, linting.show_changes),
        (acts.fix, linting.fix),
    )
    return next((act for asked, act in table if asked), linting.check)


def verbs() -> tuple[Verb, ...]:
    return (Verb(lint, hint("Say what is weak in maps, why it matters and how to mend it.")),)
