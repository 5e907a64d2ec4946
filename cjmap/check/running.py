"""Runs rules over maps and sorts what they find."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path as FilePath

from cjmap.check.gathering import gather
from cjmap.check.placing import Placed, config_findings, number_fingerprints, place, without_echoes
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.check.suppression import Silence, unused
from cjmap.facts.facts import Facts
from cjmap.findings import (
    Finding,
    Outcome,
    Problem,
)
from cjmap.findings.source import Position
from cjmap.loading.document import Document
from cjmap.messages import tr
from cjmap.project.workspace import Workspace
from cjmap.rules import Rule, WorkspaceRule

# Behind these nothing could be checked: a file that is not there, settings that cannot be used, a
# rule that failed.
BROKEN_RUN = frozenset({"CJ001", "CJ020", "CJ901"})


def run(
    session: Session,
    files: Iterable[FilePath],
    selection: Selection,
    *,
    known: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Checks files and sorts what is found; `progress` is told how many of how many are done.

    `known` are the fingerprints of a baseline: what bears one of them is not reported.
    """
    names = {rule.code: rule for rule in selection.rules}
    collected: list[tuple[Document, Workspace, Problem]] = []
    listed = sorted(set(files))
    settings: dict[FilePath, Workspace] = {}
    readable: list[Facts] = []
    for number, file in enumerate(listed):
        if progress is not None:
            progress(number, len(listed))
        document = session.document(file)
        workspace = session.workspace(file)
        settings.setdefault(workspace.root, workspace)
        collected += [(document, workspace, problem) for problem in document.problems]
        facts = session.facts(file)
        if facts is None:
            continue
        readable.append(facts)
        for rule in selection.rules:
            if not isinstance(rule, WorkspaceRule):
                collected += [(document, workspace, p) for p in _guarded(rule, facts)]
    if progress is not None:
        progress(len(listed), len(listed))
    for rule in selection.rules:
        if isinstance(rule, WorkspaceRule):
            collected += [
                (session.document(facts.file), facts.workspace, problem)
                for facts, problem in _guarded_all(rule, tuple(readable))
            ]
    placed = [
        Placed(place(session, document, workspace, problem, names, selection), problem, document)
        for document, workspace, problem in collected
        if selection.has(problem.code)
        and not selection.ignores(problem.code, workspace.name(document.file))
    ]
    placed = list(number_fingerprints(without_echoes(sorted(placed, key=_order))))
    silence = Silence({file: session.document(file) for file in listed})
    placed = [one for one in placed if not silence.covers(one.finding)]
    left_out = [one.finding for one in placed if one.finding.fingerprint in known]
    placed = [one for one in placed if one.finding.fingerprint not in known]
    findings = [
        finding
        for finding in gather(session, placed, names, selection)
        if not finding.members or not silence.covers(finding)
    ]
    failed = {str(one.problem.subject) for one in placed if one.problem.code == "CJ901"}
    for finding in unused(session, readable, silence, selection, names, failed):
        (left_out if finding.fingerprint in known else findings).append(finding)
    for workspace in settings.values():
        findings += config_findings(workspace, names)
    sources = {
        source.file: source
        for source in (
            *session.sources,
            *(w.config for w in settings.values() if w.config is not None),
        )
    }
    return Outcome(
        tuple(sorted(findings, key=Finding.order)),
        tuple(session.document(file).source.file for file in listed),
        sources,
        tuple(sorted(left_out, key=Finding.order)),
    )


def run_each(
    session: Session,
    files: Iterable[FilePath],
    choose: Callable[[Workspace], Selection],
    *,
    known: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Checks the files of each workspace by themselves, with the rules that `choose` gives it."""
    groups: dict[FilePath, list[FilePath]] = {}
    for file in sorted(set(files)):
        groups.setdefault(session.workspace(file).root, []).append(file)
    total = sum(map(len, groups.values()))
    outcomes: list[Outcome] = []
    before = 0

    def tell(done: int, _: int) -> None:
        if progress is not None:
            progress(before + done, total)

    for group in groups.values():
        selection = choose(session.workspace(group[0]))
        outcomes.append(run(session, group, selection, known=known, progress=tell))
        before += len(group)
    return Outcome(
        tuple(sorted((f for o in outcomes for f in o.findings), key=Finding.order)),
        tuple(sorted(name for o in outcomes for name in o.files)),
        {name: source for o in outcomes for name, source in o.sources.items()},
        tuple(sorted((f for o in outcomes for f in o.known), key=Finding.order)),
    )


def _order(placed: Placed) -> tuple[str, Position, str, str, str]:
    return placed.finding.order()


def _guarded(rule: Rule, facts: Facts) -> list[Problem]:
    """A rule's problems; a rule that fails is named (CJ901) and does not stop the others."""
    try:
        return list(rule.check(facts))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rules must run
        return [_failure(rule, error)]


def _guarded_all(rule: WorkspaceRule, maps: tuple[Facts, ...]) -> list[tuple[Facts, Problem]]:
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
        tr("This is a defect of cjmap; please report it with this map."),
        subject=rule.code,
    )


def is_broken_run(outcome: Outcome) -> bool:
    """Whether the run itself could not be carried out (exit code 2): CJ001, CJ020, CJ901."""
    return any(finding.code in BROKEN_RUN for finding in outcome.findings)


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
