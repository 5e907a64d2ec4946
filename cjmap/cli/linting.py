"""What `cjmap lint` does: print findings, once or again and again, mend them, remember them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.cli import console
from cjmap.cli.invocation import BROKEN, Invocation, Leave, leave
from cjmap.cli.options import Caching, Inputs, OutputFormat, Printing
from cjmap.messages import ntr, tr
from cjmap.records import dataclass
from cjmap.vocabulary.rules import NEVER_LEFT_OUT, is_own

if TYPE_CHECKING:
    from cjmap.check import Selection, Session
    from cjmap.check.baseline import Baseline, Entry
    from cjmap.check.fixes import Mended
    from cjmap.check.store import Store
    from cjmap.findings import Outcome, Severity
    from cjmap.project.workspace import Workspace
    from cjmap.rules import Rule


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules a call asks for, beside the settings."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    plugins: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether the call leaves out rules that the settings ask for."""
        return bool(self.select or self.ignore)

    def choose(self, workspace: Workspace) -> Selection:
        """Raises UsageError where rules of the workspace's own are asked for and cannot be loaded."""
        from cjmap.check import Selection

        return Selection.of_lint(
            workspace.settings.lint,
            self.select,
            self.ignore,
            self.extend_select,
            own=self.load_own(workspace),
        )

    def load_own(self, workspace: Workspace) -> tuple[Rule, ...]:
        """The rules of a workspace's own, where they are asked for. Raises UsageError."""
        if not self.plugins:
            return ()
        from cjmap.rules.own import load_own

        return load_own(workspace)

    def describe(self, workspaces: Iterable[Workspace]) -> tuple[Rule, ...]:
        """All rules that there are, with those of the workspaces' own."""
        from cjmap.rules import all_rules

        own = (rule for home in workspaces for rule in self.load_own(home))
        return (*all_rules(), *dict.fromkeys(own))


@dataclass(frozen=True, slots=True)
class Linting:
    """One call of the verb.

    `known` are the findings that are left out; `new_baseline` is the file that they are to be
    written to. From the severity `fail_on` on the run fails, unless `exit_zero` lets all pass.
    Where one of these is None, or `notes` is False, it is for the settings to say. `statistics`
    asks for numbers in the findings' place. `jobs` processes share the work; None: one a core,
    where it pays. `caching` says what to do with what earlier runs know.
    """

    call: Invocation
    inputs: Inputs
    printing: Printing
    rules: Rules
    known: Baseline | None
    notes: bool
    statistics: bool
    fail_on: Severity | None
    exit_zero: bool
    new_baseline: Path | None
    caching: Caching
    jobs: int | None = None

    def hold(self, session: Session, files: Iterable[Path]) -> Baseline:
        """The findings that are left out, by the call or the settings of the files."""
        from cjmap.check import baseline
        from cjmap.findings.usage import UsageError

        if self.known is not None:
            return self.known
        try:
            return baseline.of_settings(session.project, files)
        except UsageError as error:
            self.call.fail(error.message)

    def lists_notes(self, session: Session, files: Iterable[Path]) -> bool:
        """Whether notes are listed: where somebody wants them, or where they fail the run."""
        from cjmap.findings import Severity

        if self.notes or self.fail_on is Severity.INFO:
            return True
        asked = [session.workspace(file).settings.lint for file in files]
        if self.fail_on is None and any(one.fail_on is Severity.INFO for one in asked):
            return True
        return any(one.notes for one in asked)

    def fails(self, session: Session, files: Iterable[Path], outcome: Outcome) -> bool:
        """Whether a finding is as grave as the call, or the settings of its file, ask for."""
        from cjmap.findings import Severity

        if self.exit_zero:
            return False
        if self.fail_on is not None:
            return outcome.fails(self.fail_on)
        levels = {
            session.project.shown(file): session.workspace(file).settings.lint.fail_on
            for file in files
        }
        # What was not named has errors alone.
        return any(
            gravest.reaches(levels.get(file, Severity.ERROR))
            for file, gravest in outcome.tally.files.items()
        )

    def run(self, session: Session, files: Iterable[Path], known: Baseline) -> Outcome:
        """What the rules find in files, but for what is known."""
        from cjmap.check.linting import lint_together

        return lint_together(
            session,
            files,
            self.rules.choose,
            known=known.known,
            jobs=self.jobs,
            progress=self.call.progress(tr("Checking")),
            store=self.store(),
        )

    def store(self) -> Store | None:
        """What earlier runs know; rules of a workspace's own may ask whatever they like."""
        return None if self.rules.plugins else self.call.store(self.caching)


# --- printing --------------------------------------------------------------------------------------


def check(linting: Linting) -> None:
    """Prints what is found."""
    session, files = linting.call.session(linting.inputs)
    known = linting.hold(session, files)
    if known.entries:
        # A baseline is held against all findings at once: entries follow files that were renamed.
        outcome = linting.run(session, files, known)
    else:
        from cjmap.check.linting import lint

        outcome = lint(
            session.project,
            files,
            linting.rules.choose,
            session.today,
            jobs=linting.jobs,
            progress=linting.call.progress(tr("Checking")),
            store=linting.store(),
        )
    _conclude(linting, outcome, session, files, known)


def _conclude(
    linting: Linting,
    outcome: Outcome,
    session: Session,
    files: tuple[Path, ...],
    known: Baseline,
) -> None:
    _show(linting, outcome, session, files)
    if not linting.rules.narrowed:
        _tell_gone(linting, outcome, known)
    linting.call.tell_unread(session.project, files)
    leave(outcome, found=linting.fails(session, files, outcome))


def _show(linting: Linting, outcome: Outcome, session: Session, files: tuple[Path, ...]) -> None:
    if linting.statistics:
        linting.call.emit(_count(linting.call, outcome), linting.printing.output)
    else:
        linting.call.show(
            outcome,
            linting.printing,
            rules=lambda: linting.rules.describe(map(session.workspace, files)),
            notes=linting.lists_notes(session, files),
        )


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


def _tell_gone(linting: Linting, outcome: Outcome, known: Baseline) -> None:
    """How many entries of the baseline hold, and how many are mended: named if asked for."""
    call = linting.call
    if not known.entries:
        return
    gone: tuple[Entry, ...] = tuple(
        entry
        for entry in known.gone(outcome.known, outcome.files)
        # Whether what rules of the workspace's own found is mended only they can tell.
        if linting.rules.plugins or not is_own(entry.code)
    )
    held = ntr(
        "{n} entry of the baseline still holds.",
        "{n} entries of the baseline still hold.",
        len(outcome.known),
    )
    call.note(held)
    if gone:
        call.note(
            ntr(
                "{n} entry of the baseline is mended and can go: --write-baseline writes it anew.",
                "{n} entries of the baseline are mended and can go: --write-baseline writes it anew.",
                len(gone),
            )
        )
    renamed = known.count_renamed(gone, outcome.findings)
    if renamed:
        call.note(
            ntr(
                "{n} finding is new where one of these is gone: what was renamed counts as new.",
                "{n} findings are new where as many of these are gone: what was renamed counts as new.",
                renamed,
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
        outcome = linting.run(session, files, linting.hold(session, files))
        console.clear()
        _show(linting, outcome, session, files)

    watching.watch(act, lambda: bool(project.refresh()))


# --- remembering -----------------------------------------------------------------------------------


def write_baseline(linting: Linting) -> None:
    """Writes what is found to a file, to be left out from now on."""
    from cjmap.check import baseline, is_broken_run
    from cjmap.findings import Outcome, count_severities
    from cjmap.reporters.wording import enumerate_counts
    from cjmap.rules import all_rules

    call, file = linting.call, linting.new_baseline
    assert file is not None
    session, files = call.session(linting.inputs)
    outcome = linting.run(session, files, baseline.Baseline())
    # What keeps a map from being read hides the rest of it, and stands in no baseline.
    left = [finding for finding in outcome.findings if finding.code in NEVER_LEFT_OUT]
    if is_broken_run(outcome):
        call.show(outcome, Printing(OutputFormat.TEXT), rules=all_rules, notes=False)
        raise Leave(BROKEN)
    gathered = baseline.gather(outcome.findings, file.absolute().parent)
    call.save_result(file, baseline.dump(gathered))
    shown = Outcome(
        tuple(one for one in outcome.findings if one.code not in NEVER_LEFT_OUT), outcome.files
    )
    counts = enumerate_counts(count_severities(shown.tally))
    entries = ntr(
        "{n} entry in {file}", "{n} entries in {file}", len(gathered.entries), file=str(file)
    )
    if counts is None:
        call.note(tr("{entries}.", entries=entries))
    else:
        call.note(tr("{entries}, {counts} as shown.", entries=entries, counts=counts))
    call.complain(Outcome(tuple(left), outcome.files, outcome.sources))
    leave(outcome, found=bool(left))


# --- mending ---------------------------------------------------------------------------------------


def _mend(linting: Linting, session: Session, files: tuple[Path, ...]) -> Mended:
    from cjmap.check.fixes import mend

    known = linting.hold(session, files)
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
    piped = call.piped(linting.inputs)
    text = None if piped is None else session.project.overlaid(piped)
    if piped is not None and text is not None:
        console.hand_back(changed[piped].after if piped in changed else text)
    for file in files:
        if file in changed and file != piped:
            change = changed[file]
            call.rewrite(session.project, file, change.name, change.before, change.after)
    if mended.number:
        call.note(ntr("Mended {n} finding.", "Mended {n} findings.", mended.number))
    if linting.inputs.piped:
        # Standard output holds the text itself.
        leave(mended.outcome, found=linting.fails(session, files, mended.outcome))
    else:
        known = linting.hold(session, files)
        _conclude(linting, mended.outcome, session, files, known)
