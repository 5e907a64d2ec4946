"""What `cjmap lint` does: print findings, once or again and again, mend them, remember them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cjmap.cli import console
from cjmap.cli.invocation import BROKEN, Invocation, leave
from cjmap.cli.options import Caching, Inputs, OutputFormat, Printing
from cjmap.messages import ntr, tr
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    from cjmap.check import Selection, Session
    from cjmap.check.baseline import Baseline, Entry
    from cjmap.check.fixes import Change, Mended
    from cjmap.findings import Outcome, Severity
    from cjmap.project.workspace import Workspace


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
class Linting:
    """One call of the verb.

    `known` are the findings of the file `baseline`, which are left out; `new_baseline` is the
    file that they are to be written to. From the severity `fail_on` on the run fails; None lets
    all pass. `statistics` asks for numbers in the findings' place. `jobs` processes share the work;
    None: one a core, where it pays. `caching` says what to do with what earlier runs know.
    """

    call: Invocation
    inputs: Inputs
    printing: Printing
    rules: Rules
    known: Baseline
    notes: bool
    statistics: bool
    fail_on: Severity | None
    baseline: Path | None
    new_baseline: Path | None
    caching: Caching
    jobs: int | None = None

    def run(self, session: Session, files: Iterable[Path], known: Baseline) -> Outcome:
        """What the rules find in files, but for what is known."""
        from cjmap.check import run_each

        progress = self.call.progress(tr("Checking"))
        return run_each(session, files, self.rules.choose, known=known.known, progress=progress)


# --- printing --------------------------------------------------------------------------------------


def check(linting: Linting) -> None:
    """Prints what is found."""
    session, files = linting.call.session(linting.inputs)
    if linting.known.entries:
        # A baseline is held against all findings at once: entries follow files that were renamed.
        outcome = linting.run(session, files, linting.known)
    else:
        from cjmap.check.linting import lint

        outcome = lint(
            session.project,
            files,
            linting.rules.choose,
            session.today,
            jobs=linting.jobs,
            progress=linting.call.progress(tr("Checking")),
            store=linting.call.store(linting.caching),
        )
    _conclude(linting, outcome, session, files)


def _conclude(
    linting: Linting, outcome: Outcome, session: Session, files: tuple[Path, ...]
) -> None:
    _show(linting, outcome)
    if not linting.rules.narrowed:
        _tell_gone(linting, outcome)
    linting.call.tell_unread(session.project, files)
    _leave(linting, outcome)


def _leave(linting: Linting, outcome: Outcome) -> None:
    level = linting.fail_on
    leave(outcome, found=level is not None and outcome.fails(level))


def _show(linting: Linting, outcome: Outcome) -> None:
    from cjmap.rules import all_rules

    if linting.statistics:
        linting.call.emit(_count(linting.call, outcome), linting.printing.output)
    else:
        linting.call.show(outcome, linting.printing, rules=all_rules, notes=linting.notes)


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


def _tell_gone(linting: Linting, outcome: Outcome) -> None:
    """The entries of the baseline that are mended by now: named if asked for."""
    call, file = linting.call, linting.baseline
    if file is None or not (call.verbose or linting.statistics):
        return
    gone: tuple[Entry, ...] = linting.known.gone(outcome.known, outcome.files)
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


def watch(linting: Linting) -> None:
    """Prints what is found whenever a file changes, until Ctrl-C."""
    from cjmap.check import Session
    from cjmap.cli import watching

    call = linting.call
    project = call.project()
    session = Session(project, today=call.today)

    def act() -> None:
        files = call.expand(project, linting.inputs)
        outcome = linting.run(session, files, linting.known)
        console.clear()
        _show(linting, outcome)

    watching.watch(act, lambda: bool(project.refresh()))


# --- remembering -----------------------------------------------------------------------------------


def write_baseline(linting: Linting) -> None:
    """Writes what is found to a file, to be left out from now on."""
    from cjmap.check import baseline, is_broken_run
    from cjmap.rules import all_rules

    call, file = linting.call, linting.new_baseline
    assert file is not None
    session, files = call.session(linting.inputs)
    outcome = linting.run(session, files, baseline.Baseline())
    if is_broken_run(outcome):
        call.show(outcome, Printing(OutputFormat.TEXT), rules=all_rules, notes=False)
        raise typer.Exit(BROKEN)
    gathered = baseline.gather(outcome.findings, file.absolute().parent)
    call.save_result(file, baseline.dump(gathered))
    number = len(gathered.entries)
    call.note(ntr("{n} finding in {file}.", "{n} findings in {file}.", number, file=str(file)))


# --- mending ---------------------------------------------------------------------------------------


def _mend(linting: Linting, session: Session, files: tuple[Path, ...]) -> Mended:
    from cjmap.check.fixes import mend

    known = linting.known
    return mend(session, files, lambda: linting.run(session, files, known))


def show_changes(linting: Linting) -> None:
    """Prints what mending would change, and changes nothing."""
    from cjmap.check.fixes import compare

    call = linting.call
    mended = _mend(linting, *call.session(linting.inputs))
    call.emit("".join(compare(change) for change in mended.changes))
    call.note(ntr("{n} finding would be mended.", "{n} findings would be mended.", mended.number))
    leave(mended.outcome, found=bool(mended.changes))


def fix(linting: Linting) -> None:
    """Mends the files, prints what was piped in as it should be, then what is left to find."""
    call = linting.call
    session, files = call.session(linting.inputs)
    mended = _mend(linting, session, files)
    changed = {change.file: change for change in mended.changes}
    for file in files:
        piped = session.project.overlaid(file)
        if piped is not None:
            console.hand_back(changed[file].after if file in changed else piped)
        elif file in changed:
            _write(call, session, changed[file])
    if mended.number:
        call.note(ntr("Mended {n} finding.", "Mended {n} findings.", mended.number))
    if linting.inputs.piped:
        # Standard output holds the text itself.
        _leave(linting, mended.outcome)
    else:
        _conclude(linting, mended.outcome, session, files)


def _write(call: Invocation, session: Session, change: Change) -> None:
    try:
        if session.project.saved(change.file) != change.before:
            call.fail(tr("{file} changed meanwhile; it stays as it is.", file=change.name))
    except OSError as error:
        call.fail(
            tr("{file} cannot be read: {reason}.", file=change.name, reason=why_refused(error))
        )
    call.write(change.file, change.after)
