"""Validation of many files: the clean ones in passing, the others in full, on several cores.

What `run_each` with the rules of `validate` finds, and nothing else; what it keeps in mind does
not grow with the number of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.check.sharing import count_jobs, put_together, quoted, share, split, sweep
from cjmap.check.surroundings import Round, by_settings, rounds
from cjmap.findings import Outcome, Problem
from cjmap.project.identities import find_rivals
from cjmap.project.project import Origin, Project
from cjmap.project.sifting import Sifter
from cjmap.records import dataclass, replace

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
    circles = list(rounds(project, files))
    told = {file: said for one in circles for file, said in _know(project, one, today).items()}
    batches = [
        _Batch(batch, {file: told[file] for file in batch if file in told})
        for one in circles
        for _, group in by_settings(project, one.named)
        for batch in split(group, _BATCH)
    ]
    total = sum(len(batch.files) for batch in batches)
    outcomes: list[Outcome] = []
    done = 0
    checker = _Checker(project, today)
    remake = partial(_remake, project.origin, today)
    for outcome in share(checker.check, remake, batches, count_jobs(jobs, len(batches), _WORTH)):
        outcomes.append(outcome)
        done += len(outcome.files)
        if progress is not None:
            progress(done, total)
    outcomes += map(checker.check_libraries, circles)
    return put_together(outcomes)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files with the same settings, and what is told of them among the others."""

    files: list[Path]
    told: Mapping[Path, tuple[Problem, ...]]


def _know(project: Project, one: Round, today: datetime.date) -> Mapping[Path, tuple[Problem, ...]]:
    """What is wrong with the named files of a round beside the others: an id that two have."""
    rivals = find_rivals(project, one.files, one.named)
    if not rivals:
        return {}
    from cjmap.check.running import introduce_each, keep_company
    from cjmap.check.selection import Selection
    from cjmap.check.session import Session

    session = Session(project, today=today)
    named = frozenset(one.named)
    members = [
        member
        for file in rivals
        for member in introduce_each(session, (file,), asked=file in named)
    ]
    session.release()
    selections = [
        Selection.of_validate(home.settings.lint) for home, _ in by_settings(project, one.named)
    ]
    return keep_company(project, tuple(members), selections).told


def _remake(origin: Origin, today: datetime.date) -> Callable[[_Batch], Outcome]:
    return _Checker(Project.from_origin(origin), today).check


class _Checker:
    """Checks batches of files of one project."""

    def __init__(self, project: Project, today: datetime.date) -> None:
        self._project = project
        self._today = today
        self._sifter = Sifter(project)

    def check(self, batch: _Batch) -> Outcome:
        left = [
            file for file in batch.files if file in batch.told or not self._sifter.is_clean(file)
        ]
        found = self._check_fully(left, batch.told) if left else Outcome((), ())
        names = tuple(map(self._project.shown, batch.files))
        return Outcome(found.findings, names, found.sources)

    def _check_fully(self, files: list[Path], told: Mapping[Path, tuple[Problem, ...]]) -> Outcome:
        # Imported late: where every file is clean, neither models nor rules are needed.
        from cjmap.check.running import NO_COMPANY, examine
        from cjmap.check.selection import Selection
        from cjmap.check.session import Session

        selection = Selection.of_validate(self._project.workspace(files[0]).settings.lint)
        company = replace(NO_COMPANY, told=told)
        session = Session(self._project, today=self._today)
        outcome = quoted(examine(session, files, selection, company))
        self._project.release(self._project.files)
        sweep()
        return outcome

    def check_libraries(self, one: Round) -> Outcome:
        """What is wrong with the libraries that were not named."""
        if all(map(self._sifter.is_clean, one.libraries(self._project))):
            return Outcome((), ())
        from cjmap.check.running import find_broken_libraries
        from cjmap.check.session import Session

        return quoted(find_broken_libraries(Session(self._project, today=self._today), one))
