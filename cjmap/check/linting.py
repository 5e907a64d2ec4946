"""All rules over many files, in batches: what `run_each` finds, with less kept in mind.

Of each map stay its findings and what the others are to know of it (`Member`). When all are
there they are laid side by side; the few of which something is said then, and those with comments
that silence rules, are checked once more with that in view.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from cjmap.check.running import Company, Examined, examine, keep_company, run_each
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.check.sharing import count_jobs, put_together, quoted, share, split, sweep
from cjmap.findings import Outcome
from cjmap.project import Project
from cjmap.project.project import Origin
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace

Progress: TypeAlias = Callable[[int, int], None]
Choose: TypeAlias = Callable[[Workspace], Selection]

# As many files at a time, and from how many batches on a second process is worth its start.
_BATCH: Final = 20
_WORTH: Final = 3
_NONE: Final = Company({}, frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files of one workspace, and what was found of them among the others."""

    files: list[Path]
    company: Company


def lint(
    project: Project,
    files: Iterable[Path],
    choose: Choose,
    today: datetime.date,
    *,
    jobs: int | None = 1,
    progress: Progress | None = None,
) -> Outcome:
    """What the rules that `choose` gives each workspace find in files, sorted as `run` does.

    `jobs` is how many processes share the work; None: one a core, where there is enough of it.
    Whatever the number, the outcome is the same. `progress` is told how many of how many are done.
    """
    listed = sorted(set(files))
    if len(listed) <= _BATCH:
        return run_each(Session(project, today=today), listed, choose, progress=progress)
    crew = _Crew(project, choose, today, jobs)
    groups: dict[Path, list[Path]] = {}
    for file in listed:
        groups.setdefault(project.workspace(file).root, []).append(file)
    outcomes: list[Outcome] = []
    done = 0
    for group in groups.values():
        tell = partial(_tell, progress, done, len(listed))
        outcomes += _check_workspace(crew, group, tell)
        done += len(group)
    together = put_together(outcomes)
    return replace(together, files=tuple(sorted(together.files)))


def _tell(progress: Progress | None, before: int, total: int, done: int) -> None:
    if progress is not None:
        progress(before + done, total)


def _check_workspace(
    crew: _Crew, files: list[Path], tell: Callable[[int], None]
) -> Iterator[Outcome]:
    """The outcomes of the files of a workspace."""
    found: list[Examined] = []
    done = 0
    for examined in crew.examine(files, _NONE):
        found.append(examined)
        done += len(examined.outcome.files)
        tell(done)
    selection = crew.choose(crew.project.workspace(files[0]))
    members = tuple(member for one in found for member in one.members)
    company = keep_company(crew.project, members, selection)
    again = set(company.told)
    if company.whole:
        again.update(file for one in found for file in one.silencing)
    for one in found:
        yield _without(crew.project, one.outcome, again)
    for examined in crew.examine(sorted(again), company):
        yield examined.outcome


def _without(project: Project, outcome: Outcome, files: set[Path]) -> Outcome:
    """An outcome without what was found in some of its files."""
    names = set(map(project.shown, files))
    return quoted(
        replace(
            outcome,
            findings=tuple(one for one in outcome.findings if one.file not in names),
            files=tuple(name for name in outcome.files if name not in names),
        )
    )


class _Crew:
    """Those who share the work of a call."""

    def __init__(
        self, project: Project, choose: Choose, today: datetime.date, jobs: int | None
    ) -> None:
        self.project = project
        self.choose = choose
        self._today = today
        self._jobs = jobs

    def examine(self, files: Sequence[Path], company: Company) -> Iterator[Examined]:
        """What is found in each batch of files of a workspace."""
        batches = [_Batch(batch, _about(batch, company)) for batch in split(files, _BATCH)]
        work = _Examiner(self.project, self.choose, self._today).examine
        remake = partial(_remake, self.project.origin, self.choose, self._today)
        return share(work, remake, batches, count_jobs(self._jobs, len(batches), _WORTH))


def _about(files: list[Path], company: Company) -> Company:
    """What is told of some files alone: the rest need not be sent to another process."""
    told = {file: company.told[file] for file in files if file in company.told}
    return replace(company, told=told)


def _remake(origin: Origin, choose: Choose, today: datetime.date) -> Callable[[_Batch], Examined]:
    return _Examiner(Project.from_origin(origin), choose, today).examine


class _Examiner:
    """Examines batches of files of one project."""

    def __init__(self, project: Project, choose: Choose, today: datetime.date) -> None:
        self._session = Session(project, today=today)
        self._choose = choose

    def examine(self, batch: _Batch) -> Examined:
        session = self._session
        selection = self._choose(session.workspace(batch.files[0]))
        examined = examine(session, batch.files, selection, batch.company)
        session.release()
        sweep()
        return replace(examined, outcome=quoted(examined.outcome))
