"""Validation of many files: the clean ones in passing, the others in full, on several cores.

What `run` with the rules of `validate` finds, and nothing else; what it keeps in mind does not
grow with the number of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.check.sharing import count_jobs, put_together, quoted, share, split, sweep
from cjmap.findings import Outcome
from cjmap.project.project import Origin, Project
from cjmap.project.sifting import Sifter

if TYPE_CHECKING:
    import datetime

Progress = Callable[[int, int], None]

# As many files at a time: few enough to be forgotten soon, enough to be worth a message between
# processes.
_BATCH: Final = 50
# From how many batches on a second process is worth its start.
_WORTH: Final = 4


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
    batches = split(listed, _BATCH)
    outcomes: list[Outcome] = []
    done = 0
    check = _Checker(project, today).check
    remake = partial(_remake, project.origin, today)
    for outcome in share(check, remake, batches, count_jobs(jobs, len(batches), _WORTH)):
        outcomes.append(outcome)
        done += len(outcome.files)
        if progress is not None:
            progress(done, len(listed))
    return put_together(outcomes)


def _remake(origin: Origin, today: datetime.date) -> Callable[[list[Path]], Outcome]:
    return _Checker(Project.from_origin(origin), today).check


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

        outcome = quoted(run(Session(self._project, today=self._today), files, Selection()))
        self._project.release(files)
        sweep()
        return outcome
