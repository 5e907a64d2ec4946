"""Runs rules over maps and sorts what they find."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Final, TypeAlias

from cjmap.check.crew import SIZE
from cjmap.check.gathering import gather
from cjmap.check.placing import Findings, Placed, config_findings, in_order, locate
from cjmap.check.selection import Selection, is_of_reading
from cjmap.check.session import Session
from cjmap.check.sharing import put_together, split
from cjmap.check.suppression import Silence, unused
from cjmap.check.surroundings import Round, by_settings, rounds
from cjmap.facts.subject import Subject
from cjmap.findings import BROKEN_RUN, Finding, Outcome, Problem, Severity
from cjmap.loading.document import Document
from cjmap.messages import tr
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace
from cjmap.rules import Rule, WorkspaceRule
from cjmap.vocabulary.rules import is_own

if TYPE_CHECKING:
    from cjmap.facts.members import Member
    from cjmap.project import Project

# Which of the findings of a run are known, by their fingerprints.
Known: TypeAlias = Callable[[Sequence[Finding]], Collection[str]]


def run(
    session: Session,
    files: Iterable[FilePath],
    selection: Selection,
    *,
    known: Known | None = None,
    progress: Callable[[int, int], None] | None = None,
    parts: bool = True,
) -> Outcome:
    """Checks files and sorts what is found; `progress` is told how many of how many are done.

    `known` gives the fingerprints of those findings that a baseline holds: they are not reported.
    Without `parts` the findings that one stands for are not told.
    """
    listed = sorted(set(files))
    members = introduce_each(session, listed) if compares(selection) else ()
    company = keep_company(session.project, members, [selection])
    return examine(session, listed, selection, company, known=known, progress=progress, parts=parts)


def examine(
    session: Session,
    files: Iterable[FilePath],
    selection: Selection,
    company: Company,
    *,
    known: Known | None = None,
    progress: Callable[[int, int], None] | None = None,
    parts: bool = True,
) -> Outcome:
    """What `run` finds; `company` is what was found of the files among other maps."""
    listed = sorted(set(files))
    names = {rule.code: rule for rule in selection.rules}
    readable, collected = _check_each(session, listed, selection, progress)
    collected += _told(session, listed, company)
    placed = _place_all(session, collected, selection)
    told = Findings(session, placed, names, selection)
    silence = Silence({file: session.document(file) for file in listed})
    placed = [one for one in placed if not silence.covers(one)]
    every: list[Finding] = []
    left_out: list[Finding] = []
    if known is not None:
        every = [told.of(one) for one in placed]
        held = known(every)
        left_out = [finding for finding in every if finding.fingerprint in held]
        placed = [one for one in placed if told.of(one).fingerprint not in held]
    findings = [
        finding
        for finding, stands_for_many in gather(told, placed, parts=parts)
        if not (stands_for_many and silence.covers(finding))
    ]
    failed = {str(one.problem.subject) for one in placed if one.code == "CJ901"}
    failed |= company.failed
    spare = list(unused(session, readable, silence, selection, names, failed, company.whole))
    held = () if known is None else known([*every, *spare])
    for finding in spare:
        (left_out if finding.fingerprint in held else findings).append(finding)
    homes = {home.folder: home for home in map(session.workspace, reversed(listed))}
    levels = {level.file: level for home in homes.values() for level in home.levels}
    for level in levels.values():
        findings += config_findings(level, names)
    settings = (level.config for level in levels.values() if level.config is not None)
    return Outcome(
        tuple(sorted(findings, key=Finding.order)),
        tuple(session.document(file).source.file for file in listed),
        {source.file: source for source in (*session.project.sources, *settings)},
        tuple(sorted(left_out, key=Finding.order)),
    )


@dataclass(frozen=True, slots=True)
class Company:
    """What rules that lay maps side by side say of each.

    `whole` are the roots of the workspaces of which every map was there, `failed` the codes of
    the rules that could not say anything.
    """

    told: Mapping[FilePath, tuple[Problem, ...]]
    whole: frozenset[FilePath]
    failed: frozenset[str]

    def about(self, files: Iterable[FilePath]) -> Company:
        """What is told of some files alone: the rest need not be sent to another process."""
        told = {file: self.told[file] for file in files if file in self.told}
        return replace(self, told=told)


NO_COMPANY: Final = Company({}, frozenset(), frozenset())
"""Nothing was found of any map among others."""


@dataclass(frozen=True, slots=True)
class _Collected:
    """A problem, the file that has it, and the workspace whose settings hold for that."""

    document: Document
    workspace: Workspace
    problem: Problem


def _check_each(
    session: Session,
    files: list[FilePath],
    selection: Selection,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[Subject], list[_Collected]]:
    """The files that can be read, and what reading and the rules of one map say of each."""
    alone = [rule for rule in selection.rules if not isinstance(rule, WorkspaceRule)]
    readable: list[Subject] = []
    collected: list[_Collected] = []
    for number, file in enumerate(files):
        if progress is not None:
            progress(number, len(files))
        document, workspace = session.document(file), session.workspace(file)
        subject = session.glimpse(file)
        problems = list(document.problems) if workspace.suits else []
        if subject is not None and subject.guessed:
            problems += _check_guess(document, subject, alone)
        elif subject is not None:
            readable.append(subject)
            for rule in alone:
                problems += _guarded(rule, subject)
        collected += [_Collected(document, workspace, problem) for problem in problems]
    if progress is not None:
        progress(len(files), len(files))
    return readable, collected


def _check_guess(document: Document, subject: Subject, rules: Iterable[Rule]) -> Iterator[Problem]:
    """What is wrong with the references of a map whose syntax is broken.

    Nothing is said of the lines that break it, nor of what a map might say better.
    """
    assert document.guess is not None
    for rule in rules:
        if is_of_reading(rule.code):
            for problem in _guarded(rule, subject):
                _, start, _ = document.locate(problem.path, key=problem.key)
                if document.source.position(start).line not in document.guess.lines:
                    yield problem


def compares(selection: Selection) -> bool:
    """Whether rules of a selection lay maps side by side."""
    return any(isinstance(rule, WorkspaceRule) for rule in selection.rules)


def introduce_each(
    session: Session, files: Iterable[FilePath], *, asked: bool = True
) -> tuple[Member, ...]:
    """What the maps are compared by that can be read."""
    from cjmap.facts.members import introduce

    subjects = (subject for file in files if (subject := session.subject(file)) is not None)
    return tuple(introduce(subject, asked=asked) for subject in subjects)


def keep_company(
    project: Project, members: tuple[Member, ...], selections: Iterable[Selection]
) -> Company:
    """What the rules of selections say that lay all the maps of a workspace side by side."""
    told: dict[FilePath, tuple[Problem, ...]] = {}
    for rule in dict.fromkeys(rule for selection in selections for rule in selection.rules):
        if isinstance(rule, WorkspaceRule):
            for member, problem in _guarded_all(rule, members):
                if member.asked:
                    told[member.file] = (*told.get(member.file, ()), problem)
    here = {member.file for member in members}
    homes = {home.root: home for home in map(project.workspace, here)}
    return Company(
        told,
        frozenset(root for root, home in homes.items() if here.issuperset(project.company(home))),
        frozenset(
            str(problem.subject)
            for problems in told.values()
            for problem in problems
            if problem.code == "CJ901"
        ),
    )


def _told(session: Session, files: list[FilePath], company: Company) -> list[_Collected]:
    return [
        _Collected(session.document(file), session.workspace(file), problem)
        for file in files
        for problem in company.told.get(file, ())
    ]


def _place_all(session: Session, collected: list[_Collected], selection: Selection) -> list[Placed]:
    """The problems that are asked for at their places, sorted, each said once."""

    @cache
    def is_wanted(code: str, file: FilePath) -> bool:
        name = session.workspace(file).name(file)
        return selection.has(code) and not selection.ignores(code, name)

    return in_order(
        locate(one.document, one.workspace, one.problem)
        for one in collected
        if is_wanted(one.problem.code, one.document.file)
    )


def run_each(
    session: Session,
    files: Iterable[FilePath],
    choose: Callable[[Workspace], Selection],
    *,
    known: Known | None = None,
    progress: Callable[[int, int], None] | None = None,
    introduce: Callable[[Sequence[FilePath]], tuple[Member, ...]] | None = None,
    parts: bool = True,
) -> Outcome:
    """Checks files with the rules that `choose` gives the workspace of each.

    The whole of a workspace is known, whatever part of it the files are. `introduce` tells what
    is to be known of those that are not among the files; by default these are read. `parts` is that
    of `examine`.
    """
    listed = sorted(set(files))
    outcomes: list[Outcome] = []
    before = 0

    def tell(done: int, _: int) -> None:
        if progress is not None:
            progress(before + done, len(listed))

    for one in rounds(session.project, listed):
        groups = [(choose(home), group) for home, group in by_settings(session.project, one.named)]
        company = _know(session, one, [selection for selection, _ in groups], introduce)
        for selection, group in groups:
            found = examine(
                session, group, selection, company, known=known, progress=tell, parts=parts
            )
            outcomes.append(found)
            before += len(group)
        outcomes.append(find_broken_libraries(session, one, known))
    return put_together(outcomes)


def _know(
    session: Session,
    one: Round,
    selections: list[Selection],
    introduce: Callable[[Sequence[FilePath]], tuple[Member, ...]] | None,
) -> Company:
    """What rules say of the named files of a round among the others, which are not kept in mind."""
    if not any(map(compares, selections)):
        return NO_COMPANY
    others = introduce or partial(_introduce_in_passing, session)
    members = (*others(one.others), *introduce_each(session, one.named))
    ordered = tuple(sorted(members, key=lambda member: member.file))
    return keep_company(session.project, ordered, selections)


def _introduce_in_passing(session: Session, files: Sequence[FilePath]) -> tuple[Member, ...]:
    # Imported late: most runs know no map that they were not asked about.
    from cjmap.check.meeting import meet

    members: list[Member] = []
    for some in split(files, SIZE):
        members += (member for member, _ in meet(session, some))
        session.release()
    return tuple(members)


def find_broken_libraries(session: Session, one: Round, known: Known | None = None) -> Outcome:
    """The errors of libraries that were not named: whatever rests on them is in doubt."""
    outcomes = []
    for home, files in by_settings(session.project, one.libraries(session.project)):
        selection = Selection.of_reading(home.settings.lint)
        found = examine(session, files, selection, NO_COMPANY, known=known)
        # Nobody asked that these files be mended.
        errors = [replace(f, edits=()) for f in found.findings if f.severity is Severity.ERROR]
        broken = {finding.file for finding in errors}
        names = tuple(name for name in found.files if name in broken)
        outcomes.append(Outcome(tuple(errors), names, found.sources))
    return put_together(outcomes)


def _guarded(rule: Rule, subject: Subject) -> list[Problem]:
    """A rule's problems; a rule that fails is named (CJ901) and does not stop the others."""
    try:
        return list(rule.check(subject))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rules must run
        return [_failure(rule, error)]


def _guarded_all(rule: WorkspaceRule, maps: tuple[Member, ...]) -> list[tuple[Member, Problem]]:
    try:
        return list(rule.check_all(maps))
    except Exception as error:  # noqa: BLE001
        return [(maps[0], _failure(rule, error))] if maps else []


def _failure(rule: Rule, error: Exception) -> Problem:
    if os.environ.get("CJMAP_DEBUG"):
        raise error
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{FilePath(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    return Problem(
        "CJ901",
        (),
        tr(
            "The rule {code} failed: {error} ({place}).",
            code=rule.code,
            error=type(error).__name__,
            place=place,
        ),
        tr("This rule is the workspace's own; CJMAP_DEBUG=1 shows where it fails.")
        if is_own(rule.code)
        else tr("This is a defect of cjmap; please report it with this map."),
        subject=rule.code,
    )


def is_broken_run(outcome: Outcome) -> bool:
    """Whether the run itself could not be carried out (exit code 2): CJ001, CJ020, CJ901."""
    return outcome.tally.broken


def why_unreadable(outcome: Outcome, names: Collection[str]) -> Outcome:
    """What keeps the named files from being read, and what is wrong with the run itself."""
    return Outcome(
        tuple(
            finding
            for finding in outcome.findings
            if finding.code in BROKEN_RUN
            or (finding.file in names and finding.code.startswith(("CJ0", "CJ1")))
        ),
        tuple(name for name in outcome.files if name in names),
        outcome.sources,
    )
