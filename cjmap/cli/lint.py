"""`cjmap lint`: what an experienced service designer would say about a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cjmap.cli.invocation import BROKEN, FOUND, STDIN, Invocation
from cjmap.cli.options import (
    FormatOption,
    OutputFormat,
    OutputOption,
    Paths,
    StdinOption,
    default_format,
)
from cjmap.cli.verbs import add_verb
from cjmap.cli.words import hint
from cjmap.messages import ntr, tr

if TYPE_CHECKING:
    from cjmap.check import Selection, Session
    from cjmap.check.baseline import Baseline, Entry
    from cjmap.check.fixes import Change, Mended
    from cjmap.findings import Outcome
    from cjmap.project.workspace import Workspace


class Level(StrEnum):
    """How grave a finding must be for the run to fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules a call asks for, beside the settings."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]

    @property
    def narrowed(self) -> bool:
        """Whether the call leaves out rules that the settings ask for."""
        return bool(self.select or self.ignore)

    def choose(self, workspace: Workspace) -> Selection:
        from cjmap.check import Selection

        return Selection.of_lint(
            workspace.settings.lint, self.select, self.ignore, self.extend_select
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """How what was found is shown."""

    output_format: OutputFormat
    output: Path | None
    notes: bool
    statistics: bool


def lint(
    call: Invocation,
    paths: Paths = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODES",
            help=hint("Only these rules: codes, beginnings of codes or names, with commas."),
            show_default=False,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODES", help=hint("Not these rules."), show_default=False
        ),
    ] = None,
    extend_select: Annotated[
        list[str] | None,
        typer.Option(
            "--extend-select",
            metavar="CODES",
            help=hint("These rules as well."),
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        Level, typer.Option("--fail-on", help=hint("Exit with 1 from this severity on."))
    ] = Level.WARNING,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help=hint("Exit with 0 whatever is found."))
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help=hint("Leave out the findings that this file holds."),
            show_default=False,
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            metavar="FILE",
            help=hint("Write what is found to this file, to be left out from now on."),
            show_default=False,
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help=hint("List notes too, not only their number."))
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help=hint("Mend in the files what is certain; all else stays.")),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=hint("Show what --fix would change, and change nothing."))
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help=hint("Count the findings of each rule."))
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=hint("Check again whenever a file changes."))
    ] = False,
    output_format: FormatOption = None,
    output: OutputOption = None,
    stdin_filename: StdinOption = None,
) -> None:
    from cjmap.check import parse_codes
    from cjmap.project.workspace import UsageError

    listing = Listing(
        output_format or default_format(), output, notes or fail_on is Level.INFO, statistics
    )
    _refuse_contradictions(call, listing, paths or [], fix=fix, diff=diff, watch=watch)
    try:
        rules = Rules(
            parse_codes(select or ()), parse_codes(ignore or ()), parse_codes(extend_select or ())
        )
        known = _load(baseline)
    except UsageError as error:
        call.fail(error.message)
    if watch:
        _watch(call, paths or [], rules, listing, known)
        return
    session, files = call.session(paths or [], stdin_filename)
    if write_baseline is not None:
        _write_baseline(call, session, files, rules, write_baseline)
        return
    if diff:
        _show_changes(call, session, files, rules, known)
        return
    piped = STDIN in (paths or [])
    if fix:
        outcome = _fix(call, session, files, rules, known)
    else:
        outcome = _check(call, session, files, rules, known)
    if not (fix and piped):
        _show(call, outcome, listing)
        if not rules.narrowed:
            _tell_gone(call, outcome, baseline, known, listing)
    _leave(outcome, fail_on, exit_zero=exit_zero)


def _refuse_contradictions(
    call: Invocation, listing: Listing, paths: list[str], *, fix: bool, diff: bool, watch: bool
) -> None:
    if watch and (fix or diff or STDIN in paths or listing.output is not None):
        call.fail(tr("--watch goes neither with --fix nor with --diff, --output or `-`."))
    if listing.statistics and listing.output_format is not OutputFormat.TEXT:
        call.fail(tr("--statistics is a table for people; it goes with the format text."))


# --- checking --------------------------------------------------------------------------------------


def _check(
    call: Invocation, session: Session, files: Iterable[Path], rules: Rules, known: Baseline
) -> Outcome:
    from cjmap.check import run_each

    return run_each(
        session,
        files,
        rules.choose,
        known=known.fingerprints,
        progress=call.progress(tr("Checking")),
    )


def _show(call: Invocation, outcome: Outcome, listing: Listing) -> None:
    from cjmap.reporters import report
    from cjmap.rules import all_rules

    if listing.statistics:
        call.emit(_count(call, outcome), listing.output)
        return
    if call.quiet and not outcome.findings and listing.output is None:
        return
    text = report(
        outcome,
        listing.output_format.value,
        language=call.language,
        notes=listing.notes,
        rules=all_rules(),
        color=call.colored and listing.output is None,
        width=call.width if listing.output is None else None,
    )
    call.emit(text, listing.output)


def _count(call: Invocation, outcome: Outcome) -> str:
    """A line for each rule that found something: how often, its code, its name."""
    from cjmap.reporters.wording import SEVERITY_NAMES, summarize

    numbers = Counter((f.code, f.name, f.severity) for f in outcome.findings)
    fixable = Counter(f.code for f in outcome.findings if f.fixable)
    width = max((len(str(number)) for number in numbers.values()), default=0)
    lines = []
    for (code, name, severity), number in sorted(
        numbers.items(), key=lambda item: (-item[1], item[0])
    ):
        word = SEVERITY_NAMES[severity].render(call.language)
        line = f"{number:>{width}}  {code}  {name} ({word})"
        if fixable[code]:
            mended = ntr("{n} that --fix mends", "{n} that --fix mends", fixable[code])
            line += f" · {mended.render(call.language)}"
        lines.append(f"{line}\n")
    summary = summarize(outcome, notes=True).render(call.language)
    return "".join(lines) + ("\n" if lines else "") + f"{summary}\n"


def _leave(outcome: Outcome, fail_on: Level, *, exit_zero: bool) -> None:
    from cjmap.check import is_broken_run
    from cjmap.findings import Severity

    if is_broken_run(outcome):
        raise typer.Exit(BROKEN)
    if not exit_zero and outcome.fails(Severity(fail_on.value)):
        raise typer.Exit(FOUND)


# --- the baseline ----------------------------------------------------------------------------------


def _load(file: Path | None) -> Baseline:
    from cjmap.check import baseline

    return baseline.load(file) if file is not None else baseline.Baseline()


def _write_baseline(
    call: Invocation, session: Session, files: Iterable[Path], rules: Rules, file: Path
) -> None:
    from cjmap.check import baseline, is_broken_run

    outcome = _check(call, session, files, rules, baseline.Baseline())
    if is_broken_run(outcome):
        _show(call, outcome, Listing(OutputFormat.TEXT, None, notes=False, statistics=False))
        raise typer.Exit(BROKEN)
    gathered = baseline.gather(outcome.findings, file.absolute().parent)
    call.write(file, baseline.dump(gathered).encode("utf-8"))
    number = len(gathered.entries)
    call.note(ntr("{n} finding in {file}.", "{n} findings in {file}.", number, file=str(file)))


def _tell_gone(
    call: Invocation, outcome: Outcome, file: Path | None, known: Baseline, listing: Listing
) -> None:
    """The entries of the baseline that are mended by now: named if asked for."""
    if file is None or not (call.verbose or listing.statistics):
        return
    gone: tuple[Entry, ...] = known.gone(outcome.known, outcome.files, file.absolute().parent)
    if gone:
        call.note(
            ntr(
                "{n} entry of {file} no longer occurs; --write-baseline writes it anew.",
                "{n} entries of {file} no longer occur; --write-baseline writes it anew.",
                len(gone),
                file=str(file),
            )
        )
    if call.verbose:
        for entry in gone:
            call.note(tr("  {code} {file}", code=entry.code, file=entry.file))


# --- mending ---------------------------------------------------------------------------------------


def _mend(
    call: Invocation, session: Session, files: tuple[Path, ...], rules: Rules, known: Baseline
) -> Mended:
    from cjmap.check.fixes import mend

    return mend(files, session.over, lambda over: _check(call, over, files, rules, known))


def _show_changes(
    call: Invocation, session: Session, files: tuple[Path, ...], rules: Rules, known: Baseline
) -> None:
    from cjmap.check import is_broken_run
    from cjmap.check.fixes import compare

    mended = _mend(call, session, files, rules, known)
    call.emit("".join(compare(change) for change in mended.changes))
    call.note(ntr("{n} finding would be mended.", "{n} findings would be mended.", mended.number))
    if is_broken_run(mended.outcome):
        raise typer.Exit(BROKEN)
    if mended.changes:
        raise typer.Exit(FOUND)


def _fix(
    call: Invocation,
    session: Session,
    files: tuple[Path, ...],
    rules: Rules,
    known: Baseline,
) -> Outcome:
    """Mends the files, and prints what was piped in as it should be; what is left to find."""
    mended = _mend(call, session, files, rules, known)
    changed = {change.file: change for change in mended.changes}
    for file in files:
        if session.is_stdin(file):
            text = changed[file].after if file in changed else session.stdin
            typer.echo(text, nl=False)
        elif file in changed:
            _write(call, changed[file])
    if mended.number:
        call.note(ntr("Mended {n} finding.", "Mended {n} findings.", mended.number))
    return mended.outcome


def _write(call: Invocation, change: Change) -> None:
    try:
        if change.file.read_bytes() != change.before:
            call.fail(tr("{file} changed meanwhile; it stays as it is.", file=change.name))
    except OSError as error:
        call.fail(
            tr("{file} cannot be read: {reason}.", file=change.name, reason=error.strerror or "")
        )
    # A linked file is mended where it stands.
    call.write(change.file.resolve(), change.after)


# --- watching --------------------------------------------------------------------------------------


def _watch(
    call: Invocation, paths: list[str], rules: Rules, listing: Listing, known: Baseline
) -> None:
    from cjmap.cli import watching
    from cjmap.project import workspace

    def act() -> Iterable[Path]:
        session, files = call.session(paths)
        outcome = _check(call, session, files, rules, known)
        watching.clear_screen()
        _show(call, outcome, replace(listing, output=None))
        folders = {file.parent for file in files}
        settings = {session.workspace(file).root / workspace.CONFIG_NAME for file in files}
        return sorted({*session.files, *folders, *settings})

    watching.watch(act)


def register(app: typer.Typer) -> None:
    add_verb(app, lint, hint("Say what is weak in maps, why it matters and how to mend it."))
