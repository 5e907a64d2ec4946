"""`cjmap format`: one way to write a map, its meaning and its comments kept."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli import console
from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import BROKEN, FOUND, SHOWN, Invocation, Leave
from cjmap.cli.options import Inputs, JobsOption
from cjmap.cli.words import hint
from cjmap.messages import Message, ntr, shorten, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.formatting.files import Result
    from cjmap.project import Project


@dataclass(frozen=True, slots=True)
class Trial:
    """Ways to ask what would change, while nothing does."""

    check: Annotated[
        bool,
        option(
            "--check", help=hint("Name the files that would change, and exit with 1 if any would.")
        ),
    ] = False
    diff: Annotated[
        bool,
        option("--diff", help=hint("Show what would change, and exit with 1 if anything would.")),
    ] = False

    @property
    def asked(self) -> bool:
        return self.check or self.diff


IdsOption = Annotated[
    bool,
    option(
        "--ids",
        help=hint(
            "Write an id for all that is referred to, so that new names and namesakes break nothing."
        ),
    ),
]


def format(
    call: Invocation,
    trial: Trial,
    inputs: Inputs,
    ids: IdsOption = False,
    jobs: JobsOption = None,
) -> None:
    from cjmap.formatting.files import READING, UNREADABLE, format_files

    project, files = call.gather(inputs)
    piped = call.piped(inputs)
    if piped is not None and piped not in files:
        # It stays out.
        _hand_back(project, piped, trial)
    count = _Count()
    progress = call.progress(tr("Formatting"))
    for result in format_files(project, files, ids=ids, jobs=jobs, progress=progress):
        if _carry_out(call, project, result, trial, piped):
            count.add(result)
        else:
            count.unwritten += 1
    _tell_failed(call, project, count.failed, READING if ids else UNREADABLE)
    _tell_kept(call, count.kept)
    if piped is None or trial.asked:
        _sum_up(call, trial, count)
    call.tell_unread(project, files)
    if count.failed or count.unwritten:
        raise Leave(BROKEN)
    if count.changed and trial.asked:
        raise Leave(FOUND)


class _Count:
    """How many files changed and stayed, which could not be judged, how many not be written.

    `kept` are the things that got no id, with their files and why.
    """

    def __init__(self) -> None:
        self.changed: int = 0
        self.same: int = 0
        self.failed: list[Result] = []
        self.kept: list[tuple[str, str, Message]] = []
        self.unwritten: int = 0

    def add(self, result: Result) -> None:
        self.kept += ((result.name, *kept) for kept in result.kept)
        if result.failed:
            self.failed.append(result)
        elif result.after is None:
            self.same += 1
        else:
            self.changed += 1


def _carry_out(
    call: Invocation, project: Project, result: Result, trial: Trial, piped: Path | None
) -> bool:
    """Does with one file what was asked for; whether it could be done, which is said else."""
    from cjmap.check.fixes import Change, compare

    if result.file == piped and not trial.asked:
        _hand_back(project, piped, trial, result.after)
    if result.after is None:
        return True
    if trial.diff:
        call.emit(compare(Change(result.file, result.name, result.before, result.after, 0)))
    elif trial.check:
        call.emit(f"{result.name}\n")
    elif result.file != piped:
        file, name = result.file, result.name
        refused = call.try_to_rewrite(project, file, name, result.before, result.after)
        if refused is not None:
            call.conclude(refused)
            return False
        if call.verbose:
            call.note(tr("{file}: reformatted.", file=name))
    return True


def _hand_back(project: Project, piped: Path, trial: Trial, after: bytes | None = None) -> None:
    """Prints what was piped in as it is to be, where that is what was asked for."""
    if not trial.asked:
        console.hand_back(after if after is not None else project.overlaid(piped) or b"")


def _tell_kept(call: Invocation, kept: list[tuple[str, str, Message]]) -> None:
    """Names things that are referred to and get no id, and why."""
    for file, name, reason in kept[:SHOWN]:
        call.note(
            tr(
                "{file}: `{name}` gets no id. {reason}",
                file=file,
                name=shorten(name),
                reason=reason,
            )
        )
    if len(kept) > SHOWN:
        more = len(kept) - SHOWN
        call.note(ntr("Nor does {n} more.", "Nor do {n} more.", more))


def _tell_failed(
    call: Invocation, project: Project, failed: list[Result], codes: Collection[str]
) -> None:
    """Says of each file that was left alone what is wrong with it, and where.

    `codes` are those of findings that may be the reason.
    """
    for result in failed:
        if result.refused is not None:
            call.complain_of(result.name, result.refused)
    unread = [result.file for result in failed if result.unread]
    if not unread:
        return
    from cjmap.check.validating import validate
    from cjmap.findings import Outcome

    outcome = validate(project, unread, call.today)
    findings = tuple(one for one in outcome.findings if one.code in codes)
    call.complain(Outcome(findings, outcome.files, outcome.sources))


def _sum_up(call: Invocation, trial: Trial, count: _Count) -> None:
    changed = (
        ntr("{n} file would be reformatted", "{n} files would be reformatted", count.changed)
        if trial.asked
        else ntr("{n} file reformatted", "{n} files reformatted", count.changed)
    )
    same = ntr("{n} left as it is", "{n} left as they are", count.same)
    if count.failed or count.unwritten:
        number = len(count.failed) + count.unwritten
        failed = ntr("{n} could not be formatted", "{n} could not be formatted", number)
        call.note(tr("{changed}, {same}, {failed}.", changed=changed, same=same, failed=failed))
    else:
        call.note(tr("{changed}, {same}.", changed=changed, same=same))


def verbs() -> tuple[Verb, ...]:
    return (Verb(format, hint("Write maps in one way; what they say and their comments stay.")),)
