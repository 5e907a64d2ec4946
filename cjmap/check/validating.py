"""Validation of many files: the clean ones in passing, the others in full, on several cores.

What `run` with the rules of `validate` finds, and nothing else; what it keeps in mind does not
grow with the number of files.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.findings import Finding, Outcome
from cjmap.project.project import Origin, Project
from cjmap.project.sifting import Sifter

if TYPE_CHECKING:
    import datetime

    from cjmap.findings.source import Source

Progress = Callable[[int, int], None]

# As many files at a time: few enough to be forgotten soon, enough to be worth a message between
# processes.
_BATCH: Final = 50
# From how many files on a second process is worth its start.
_WORTH: Final = 200


def validate(
    project: Project,
    files: Iterable[Path],
    today: datetime.date,
    *,
    jobs: int | None = 1,
    progress: Progress | None = None,
) -> Outcome:
    """What is wrong with files and with what they refer to, sorted as `run` does.

    `jobs` is how many processes share the work; None: one a core, where there is enough of it.
    Whatever the number, the outcome is the same. `progress` is told how many of how many are done.
    """
    listed = sorted(set(files))
    batches = [listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH)]
    outcomes: list[Outcome] = []
    done = 0
    for outcome in _each(project, batches, today, _count_jobs(jobs, len(listed), len(batches))):
        outcomes.append(outcome)
        done += len(outcome.files)
        if progress is not None:
            progress(done, len(listed))
    return _put_together(outcomes)


def _count_jobs(asked: int | None, files: int, batches: int) -> int:
    if asked is None:
        asked = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        asked = asked if files >= _WORTH else 1
    return max(1, min(asked, batches))


def _each(
    project: Project, batches: Sequence[list[Path]], today: datetime.date, jobs: int
) -> Iterator[Outcome]:
    """The outcomes of batches, in their order."""
    checker = _Checker(project, today)
    if jobs == 1:
        yield from map(checker.check, batches)
        return
    done = 0
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (project.origin, today))
    try:
        for outcome in pool.map(_check, batches):
            yield outcome
            done += 1
    except BrokenProcessPool:
        # Somebody ended a process, or the system did: what it owes is done here.
        yield from map(checker.check, batches[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How a process is begun: forked it has what is imported already, but no other's threads."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


_CHECKERS: list[_Checker] = []


def _begin(origin: Origin, today: datetime.date) -> None:
    """Makes a process ready; it ends without a word when the run is stopped."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _CHECKERS[:] = [_Checker(Project.from_origin(origin), today)]


def _check(files: list[Path]) -> Outcome:
    return _CHECKERS[0].check(files)


class _Checker:
    """Checks batches of files of one project."""

    def __init__(self, project: Project, today: datetime.date) -> None:
        self._project = project
        self._today = today
        self._sifter = Sifter(project)

    def check(self, files: list[Path]) -> Outcome:
        left = [file for file in files if not self._sifter.is_clean(file)]
        found = self._check_fully(left) if left else Outcome((), ())
        return Outcome(found.findings, tuple(map(self._project.shown, files)), found.sources)

    def _check_fully(self, files: list[Path]) -> Outcome:
        # Imported late: where every file is clean, neither models nor rules are needed.
        from cjmap.check.running import run
        from cjmap.check.selection import Selection
        from cjmap.check.session import Session

        outcome = run(Session(self._project, today=self._today), files, Selection())
        self._project.release(files)
        if not gc.isenabled():
            # What refers to itself stays otherwise, and a run may have any number of files.
            gc.collect()
        return Outcome(outcome.findings, outcome.files, _quoted(outcome))


def _quoted(outcome: Outcome) -> dict[str, Source]:
    """The texts that the findings are about."""
    names = {name for finding in outcome.findings for name in _files_of(finding)}
    return {name: source for name, source in outcome.sources.items() if name in names}


def _files_of(finding: Finding) -> Iterator[str]:
    yield finding.file
    yield from (related.file for related in finding.related)
    for member in finding.members:
        yield from _files_of(member)


def _put_together(outcomes: Iterable[Outcome]) -> Outcome:
    findings: dict[object, Finding] = {}
    names: list[str] = []
    sources: dict[str, Source] = {}
    for outcome in outcomes:
        for finding in outcome.findings:
            # What is wrong with settings is found with every batch that they govern.
            about_settings = finding.code == "CJ020"
            key = (finding.file, finding.span, finding.message) if about_settings else finding
            findings.setdefault(key, finding)
        names += outcome.files
        sources |= outcome.sources
    return Outcome(tuple(sorted(findings.values(), key=Finding.order)), tuple(names), sources)
