"""All rules over many files, in batches: what `run_each` finds, with less kept in mind.

First what the maps are to know of one another (`Member`) is taken from each, with what the rules
of a single map find in those that are named. When all are there they are laid side by side; the
few of which something is said then, and those with comments that silence rules, are checked once
more with that in view.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from cjmap.check.running import (
    NO_COMPANY,
    Company,
    compares,
    examine,
    find_broken_libraries,
    introduce_each,
    keep_company,
    run_each,
)
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.check.sharing import count_jobs, put_together, quoted, share, split, sweep
from cjmap.check.suppression import suppressions
from cjmap.check.surroundings import Round, by_settings, rounds
from cjmap.facts.members import Member
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


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files with the same settings, and what was found of them among the others.

    `company` is None where that is not known yet. `named` is False for those that are known
    alone: nothing is told of them.
    """

    files: list[Path]
    company: Company | None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in files, what to compare those by that can be read (where rules compare,
    and it is not known yet), and which of them silence rules by comments.
    """

    outcome: Outcome
    members: tuple[Member, ...]
    silencing: tuple[Path, ...]


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
    circles = list(rounds(project, listed))
    total = sum(len(one.files) for one in circles)
    if total <= _BATCH:
        return run_each(Session(project, today=today), listed, choose, progress=progress)
    crew = _Crew(project, choose, today, jobs)
    outcomes: list[Outcome] = []
    done = 0
    for one in circles:
        outcomes += _check_round(crew, one, partial(_tell, progress, done, total))
        done += len(one.files)
    return put_together(outcomes)


def _tell(progress: Progress | None, before: int, total: int, done: int) -> None:
    if progress is not None:
        progress(before + done, total)


def _check_round(crew: _Crew, one: Round, tell: Callable[[int], None]) -> Iterator[Outcome]:
    """The outcomes of the named files of a workspace."""
    selections = [crew.choose(home) for home, _ in by_settings(crew.project, one.named)]
    others = one.others if any(map(compares, selections)) else ()
    found: list[Examined] = []
    done = 0
    batches = [*crew.split(one.named), *crew.split(others, named=False)]
    for batch, examined in zip(batches, crew.examine(batches), strict=True):
        found.append(examined)
        done += len(batch.files)
        tell(done)
    members = sorted((each for part in found for each in part.members), key=lambda each: each.file)
    company = keep_company(crew.project, tuple(members), selections)
    again = set(company.told)
    again.update(
        file
        for part in found
        for file in part.silencing
        if crew.project.workspace(file).root in company.whole
    )
    for part in found:
        yield _without(crew.project, part.outcome, again)
    for examined in crew.examine(crew.split(sorted(again), company)):
        yield examined.outcome
    yield find_broken_libraries(Session(crew.project, today=crew.today), one)


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
        self.today = today
        self._jobs = jobs

    def split(
        self, files: Iterable[Path], company: Company | None = None, *, named: bool = True
    ) -> list[_Batch]:
        """Files of a workspace in batches."""
        return [
            _Batch(batch, None if company is None else _about(batch, company), named)
            for _, group in by_settings(self.project, files)
            for batch in split(group, _BATCH)
        ]

    def examine(self, batches: Sequence[_Batch]) -> Iterator[Examined]:
        """What is found in each batch."""
        work = _Examiner(self.project, self.choose, self.today).examine
        remake = partial(_remake, self.project.origin, self.choose, self.today)
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
        outcome = Outcome((), ())
        if batch.named:
            company = batch.company or NO_COMPANY
            outcome = quoted(examine(session, batch.files, selection, company))
        members: tuple[Member, ...] = ()
        if batch.company is None and compares(selection):
            members = introduce_each(session, batch.files, asked=batch.named)
        named = batch.files if batch.named else ()
        silencing = [file for file in named if suppressions(session.document(file))]
        session.release()
        sweep()
        return Examined(outcome, members, tuple(silencing))
