"""Work on the files of a project, batch by batch, in one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final, TypeVar

from cjmap.check.sharing import count_jobs, share, split, sweep
from cjmap.project.project import Origin, Project

Task = TypeVar("Task")
Result = TypeVar("Result")

_BATCH: Final = 25
# A second process begins where there are so many batches.
_WORTH: Final = 4


def spread(
    project: Project,
    work: Callable[[Project, list[Task]], Iterable[Result]],
    tasks: Iterable[Task],
    jobs: int | None,
) -> Iterator[Result]:
    """What work makes of tasks, in their order; `jobs` processes share it, None: one a core.

    `work` is one that can be pickled, and keeps nothing from one batch to the next.
    """
    batches = split([*tasks], _BATCH)
    here = partial(_run, work, project)
    remake = partial(_remake, work, project.origin)
    for results in share(here, remake, batches, count_jobs(jobs, len(batches), _WORTH)):
        yield from results


def _remake(
    work: Callable[[Project, list[Any]], Iterable[Any]], origin: Origin
) -> Callable[[list[Any]], list[Any]]:
    return partial(_run, work, Project.from_origin(origin))


def _run(
    work: Callable[[Project, list[Any]], Iterable[Any]], project: Project, batch: list[Any]
) -> list[Any]:
    results = [*work(project, batch)]
    sweep()
    return results
