"""Work on the maps of a project, batch by batch, in one process or several."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, TypeAlias, TypeVar

from cjmap.check.session import Session
from cjmap.check.sharing import count_jobs, share, sweep
from cjmap.project import Project
from cjmap.project.project import Origin

Batch = TypeVar("Batch")
Result = TypeVar("Result")

# What is done with a batch. Another process gets it by pickling.
Work: TypeAlias = Callable[[Session, Batch], Result]

SIZE: Final = 20
"""As many files are read at a time: what follows from them is forgotten before the next."""

# From how many batches on a second process is worth its start.
_WORTH: Final = 3


class Crew:
    """Those who share the work on a project: `jobs` processes; None: one a core, where it pays."""

    def __init__(self, project: Project, today: datetime.date, jobs: int | None) -> None:
        self._project = project
        self._today = today
        self._jobs = jobs

    def do(self, work: Work[Batch, Result], batches: Sequence[Batch]) -> Iterator[Result]:
        """What work makes of each batch, in their order; between two what was read is forgotten."""
        here = partial(_do, work, Session(self._project, today=self._today))
        remake = partial(_remake, self._project.origin, self._today, work)
        return share(here, remake, batches, count_jobs(self._jobs, len(batches), _WORTH))


def _do(work: Work[Batch, Result], session: Session, batch: Batch) -> Result:
    result = work(session, batch)
    session.release()
    sweep()
    return result


def _remake(
    origin: Origin, today: datetime.date, work: Work[Batch, Result]
) -> Callable[[Batch], Result]:
    return partial(_do, work, Session(Project.from_origin(origin), today=today))
