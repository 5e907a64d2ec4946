"""Work on many files: batch by batch, in one process or several, with little kept in mind."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from cjmap.findings import Finding, Outcome, packed_in
from cjmap.findings.source import Excerpt, Source, Span
from cjmap.messages.secrets import veil
from cjmap.records import replace
from cjmap.stopping import STOPPING, put_off

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from cjmap.findings.packed import Many, Packed

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
    # A run over few maps, which is most of them, needs no other process.
    from concurrent.futures.process import BrokenProcessPool

    done, begun = 0, _give_out(batches, jobs, remake)
    if begun is None:
        yield from map(work, batches)
        return
    pool, results = begun
    try:
        for result in results:
            yield result
            done += 1
    except BrokenProcessPool:
        # Somebody ended a process, or the system did: what it owes is done here.
        yield from map(work, batches[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _give_out(
    batches: Sequence[Any], jobs: int, remake: Callable[[], Callable[[Any], Any]]
) -> tuple[ProcessPoolExecutor, Iterator[Any]] | None:
    """Processes at work on batches; None where this user may not have so many, or open files."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    others = set(active_children())
    pool = None
    try:
        # A signal in the middle of this would leave processes of which nobody knows, waiting for ever.
        with put_off():
            pool = ProcessPoolExecutor(jobs, _context(), _begin, (remake,))
            given = deque(pool.submit(_work, batch) for batch in batches)
    except (OSError, RuntimeError):
        pass
    else:
        # `pool.map` calls off what is left as soon as one fails. The pool's own thread, which tells
        # all of them at that moment that a process is gone, stumbles over that and ends.
        return pool, (given.popleft().result() for _ in batches)
    if pool is not None:
        pool.shutdown(cancel_futures=True)
    # Those that were begun before the pool's thread was wait for work that nobody gives out, and what
    # was opened stays open.
    for process in set(active_children()) - others:
        process.kill()
        process.join()
        process.close()
    gc.collect()
    return None


def _context() -> BaseContext:
    """How a process is begun: forked it has what is imported already, but no other's threads."""
    import multiprocessing

    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


_OURS: list[Callable[[Any], Any]] = []


def _begin(remake: Callable[[], Callable[[Any], Any]]) -> None:
    """Makes a process ready; it ends without a word when the run is stopped, or is gone."""
    from multiprocessing import parent_process

    run = parent_process()
    if run is not None:
        # Who is killed can tell nobody, and those who work for it hold the ends of each other's pipes.
        threading.Thread(target=_end_after, args=(run,), daemon=True).start()
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    _OURS[:] = [remake()]


def _end_after(run: BaseProcess) -> None:
    run.join()
    os._exit(1)


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
    """An outcome with the lines that its findings mark, and no other text."""
    findings = (*outcome.findings, *outcome.known)
    return replace(outcome, sources=excerpts(findings, outcome.sources))


def excerpts(
    findings: Iterable[Finding], sources: Mapping[str, Source | Excerpt]
) -> dict[str, Excerpt]:
    """The lines that findings mark of the texts that they are about."""
    marked: dict[str, set[int]] = {}
    for finding in findings:
        for name in names_of((finding,)):
            marked.setdefault(name, set())
        for name, span in spans_of((finding,)):
            marked[name].update(range(span.start.line, span.end.line + 1))
    return {
        name: Excerpt(name, {number: veil(sources[name].line(number)) for number in sorted(lines)})
        for name, lines in marked.items()
        if name in sources
    }


def add_excerpts(excerpts: dict[str, Excerpt], more: Mapping[str, Excerpt]) -> None:
    """Adds excerpts to others; of a text that is in both, lines are kept that are in either."""
    for name, text in more.items():
        known = excerpts.get(name)
        excerpts[name] = text if known is None else _join(known, text)


def _join(one: Excerpt, other: Excerpt) -> Excerpt:
    return Excerpt(one.file, {**one.lines, **other.lines})


def _add_texts(texts: dict[str, Source | Excerpt], more: Mapping[str, Source | Excerpt]) -> None:
    """Adds texts and excerpts to others; a text has all that an excerpt of it has."""
    for name, text in more.items():
        known = texts.get(name, text)
        if isinstance(known, Excerpt):
            texts[name] = _join(known, text) if isinstance(text, Excerpt) else text
        else:
            texts[name] = known


def names_of(findings: Iterable[Finding]) -> set[str]:
    """The files that findings are about."""
    return {
        name
        for finding in findings
        for name in (finding.file, *(related.file for related in finding.related))
    }


def spans_of(findings: Iterable[Finding]) -> Iterator[tuple[str, Span]]:
    """The places that findings are about, with the files that they are in."""
    for finding in findings:
        places = ((related.file, related.span) for related in finding.related)
        for name, span in ((finding.file, finding.span), *places):
            if span is not None:
                yield name, span


def put_together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcomes of batches as one, in which no finding about settings is told twice."""
    findings: dict[object, Finding] = {}
    packed: dict[str, Packed] = {}
    names: list[str] = []
    known: list[Finding] = []
    sources: dict[str, Source | Excerpt] = {}
    for outcome in outcomes:
        many = packed_in(outcome)
        packed |= {} if many is None else many.packed
        for finding in outcome.findings if many is None else many.others:
            # What is wrong with settings is found with every batch that they govern.
            about_settings = finding.code == "CJ020"
            key = (finding.file, finding.span, finding.message) if about_settings else finding
            findings.setdefault(key, finding)
        names += outcome.files
        _add_texts(sources, outcome.sources)
        known += outcome.known
    found = tuple(sorted(findings.values(), key=Finding.order))
    return Outcome(
        lay_up(packed, found),
        tuple(sorted(names)),
        sources,
        tuple(sorted(known, key=Finding.order)),
    )


def lay_up(packed: Mapping[str, Packed], others: Iterable[Finding]) -> tuple[Finding, ...] | Many:
    """Findings of many files, packed by the names of these, and others; just these where none are."""
    if not packed:
        return tuple(others)
    # Imported late: few files need not be packed.
    from cjmap.findings.packed import Many

    return Many(packed, others)
