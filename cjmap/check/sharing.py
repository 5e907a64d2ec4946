"""Work on many files: batch by batch, in one process or several, with little kept in mind."""

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
from typing import TYPE_CHECKING, Any, TypeVar

from cjmap.findings import Finding, Outcome

if TYPE_CHECKING:
    from cjmap.findings.source import Source

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def split(files: Sequence[Batch], size: int) -> list[list[Batch]]:
    """Batches of a size; the last may be smaller."""
    return [list(files[start : start + size]) for start in range(0, len(files), size)]


def count_jobs(asked: int | None, batches: int, worth: int) -> int:
    """How many processes are to share batches: as asked for, by default one a core.

    The default asks for `worth` batches at least before it starts a second process.
    """
    if asked is None:
        asked = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        asked = asked if batches >= worth else 1
    return max(1, min(asked, batches))


def share(
    work: Callable[[Batch], Result],
    remake: Callable[[], Callable[[Batch], Result]],
    batches: Sequence[Batch],
    jobs: int,
) -> Iterator[Result]:
    """The results of batches, in their order.

    `remake` makes in another process what `work` is here; it must be one that can be pickled.
    """
    if jobs == 1:
        yield from map(work, batches)
        return
    done = 0
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (remake,))
    try:
        for result in pool.map(_work, batches):
            yield result
            done += 1
    except BrokenProcessPool:
        # Somebody ended a process, or the system did: what it owes is done here.
        yield from map(work, batches[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How a process is begun: forked it has what is imported already, but no other's threads."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


_OURS: list[Callable[[Any], Any]] = []


def _begin(remake: Callable[[], Callable[[Any], Any]]) -> None:
    """Makes a process ready; it ends without a word when the run is stopped."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _OURS[:] = [remake()]


def _work(batch: Any) -> Any:
    return _OURS[0](batch)


def sweep() -> None:
    """Gives back what a batch has left behind, where nobody else does.

    What refers to itself stays otherwise, and a run may have any number of files.
    """
    if not gc.isenabled():
        gc.collect()
        # What is still there stays to the end: the next sweep need not look at it.
        gc.freeze()


def quoted(outcome: Outcome) -> Outcome:
    """An outcome with the texts that its findings are about, and no others."""
    findings = (*outcome.findings, *outcome.known)
    names = {name for finding in findings for name in _files_of(finding)}
    sources = {name: source for name, source in outcome.sources.items() if name in names}
    return Outcome(outcome.findings, outcome.files, sources, outcome.known)


def _files_of(finding: Finding) -> Iterator[str]:
    yield finding.file
    yield from (related.file for related in finding.related)
    for member in finding.members:
        yield from _files_of(member)


def put_together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcomes of batches as one, in which no finding about settings is told twice."""
    findings: dict[object, Finding] = {}
    names: list[str] = []
    known: list[Finding] = []
    sources: dict[str, Source] = {}
    for outcome in outcomes:
        for finding in outcome.findings:
            # What is wrong with settings is found with every batch that they govern.
            about_settings = finding.code == "CJ020"
            key = (finding.file, finding.span, finding.message) if about_settings else finding
            findings.setdefault(key, finding)
        names += outcome.files
        sources |= outcome.sources
        known += outcome.known
    return Outcome(
        tuple(sorted(findings.values(), key=Finding.order)),
        tuple(sorted(names)),
        sources,
        tuple(sorted(known, key=Finding.order)),
    )
