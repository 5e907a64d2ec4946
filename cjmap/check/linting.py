"""All rules over many files, in batches: what `run_each` finds, with less kept in mind.

Of each map stay its findings, without those that they stand for, and the lines that they mark.
What a store knows from an earlier run is not checked again.

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
from typing import TYPE_CHECKING, Final, TypeAlias

from cjmap.check.crew import SIZE, Crew
from cjmap.check.meeting import meet
from cjmap.check.recording import Checked, Record, name_all, name_seen, record
from cjmap.check.running import (
    NO_COMPANY,
    Company,
    Known,
    compares,
    find_broken_libraries,
    keep_company,
    run_each,
)
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.check.sharing import add_excerpts, put_together, quoted, split
from cjmap.check.surroundings import Round, are_governed, by_settings, rounds
from cjmap.findings import Outcome
from cjmap.findings import Path as Place
from cjmap.findings.packed import Many, Packed
from cjmap.findings.source import Excerpt
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.check.keeping import Keeper
    from cjmap.check.store import Store
    from cjmap.facts.members import Member

# As many files are looked up at a time in what earlier runs know.
_PART: Final = 100

Progress: TypeAlias = Callable[[int, int], None]
Choose: TypeAlias = Callable[[Workspace], Selection]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files with the same settings, and what was found of them among the others.

    `company` is None where that is not known yet. `named` is False for those that are known
    alone: nothing is told of them.
    """

    files: list[Path]
    company: Company | None
    named: bool = True


def lint(
    project: Project,
    files: Iterable[Path],
    choose: Choose,
    today: datetime.date,
    *,
    jobs: int | None = 1,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Outcome:
    """What the rules that `choose` gives each workspace find in files, sorted as `run` does.

    `jobs` is how many processes share the work; None: one a core, where there is enough of it.
    Whatever the number, the outcome is the same, and so it is whatever the `store` knows of many
    files from earlier runs. `progress` is told how many of how many are done.
    """
    listed = sorted(set(files))
    circles = list(rounds(project, listed))
    total = sum(len(one.files) for one in circles)
    if total <= SIZE:
        return run_each(
            Session(project, today=today), listed, choose, progress=progress, parts=False
        )
    crew = _Linters(project, choose, today, jobs, store)
    outcomes: list[Outcome] = []
    done = 0
    for one in circles:
        outcomes += _check_round(crew, one, partial(_tell, progress, done, total))
        done += len(one.files)
    return put_together(outcomes)


def lint_together(
    session: Session,
    files: Iterable[Path],
    choose: Choose,
    *,
    known: Known,
    jobs: int | None = 1,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Outcome:
    """What `lint` finds, all of it kept in mind until the end: a baseline is held against all
    findings at once, and what is to be mended is asked for in full. `known` is that of `run`.
    """
    crew = _Linters(session.project, choose, session.today, jobs, store)
    return run_each(
        session, files, choose, known=known, progress=progress, introduce=crew.introduce
    )


def _tell(progress: Progress | None, before: int, total: int, done: int) -> None:
    if progress is not None:
        progress(before + done, total)


def _check_round(crew: _Linters, one: Round, tell: Callable[[int], None]) -> Iterator[Outcome]:
    """The outcomes of the named files of a workspace."""
    selections = [crew.choose(home) for home, _ in by_settings(crew.project, one.named)]
    others = one.others if any(map(compares, selections)) else ()
    kept = _Kept()
    for checked in crew.look_through(one.named, others, tell):
        kept.add(checked)
    company = keep_company(crew.project, kept.take_members(), selections)
    again = set(company.told)
    again.update(
        file for file in kept.silencing if crew.project.workspace(file).root in company.whole
    )
    for checked in crew.check(crew.split(sorted(again), company)):
        kept.add(checked)
    shown = crew.project.shown
    packed = {shown(file): kept.findings[file] for file in one.named}
    yield Outcome(Many(packed), tuple(packed), kept.sources)
    yield from kept.common
    yield quoted(find_broken_libraries(Session(crew.project, today=crew.today), one))


class _Kept:
    """What is kept of maps until all have been seen: findings packed, and lines that they mark."""

    def __init__(self) -> None:
        self.findings: dict[Path, Packed] = {}
        self._members: dict[Path, Member] = {}
        self._places: dict[tuple[Place, ...], tuple[Place, ...]] = {}
        self.silencing: set[Path] = set()
        self.sources: dict[str, Excerpt] = {}
        self.common: list[Outcome] = []

    def add(self, checked: Checked) -> None:
        """Takes in what was found in a batch, in place of what was found in its files before."""
        for file, one in checked.records.items():
            if not isinstance(one.findings, tuple):
                self.findings[file] = one.findings
            if one.member is not None:
                self._members[file] = self._share(one.member)
            if one.silencing:
                self.silencing.add(file)
        add_excerpts(self.sources, checked.sources)
        if checked.common:
            self.common.append(Outcome(checked.common, ()))

    def _share(self, member: Member) -> Member:
        """A member with the places of one before it, where they are the same."""
        places = self._places.setdefault(member.places, member.places)
        return replace(member, places=places)

    def take_members(self) -> tuple[Member, ...]:
        """What the maps are compared by, which is kept no longer."""
        members = tuple(self._members[file] for file in sorted(self._members))
        self._members.clear()
        return members


class _Linters:
    """Those who share the work of a call, and what they know of earlier ones."""

    def __init__(
        self,
        project: Project,
        choose: Choose,
        today: datetime.date,
        jobs: int | None,
        store: Store | None,
    ) -> None:
        self.project = project
        self.choose = choose
        self.today = today
        self._crew = Crew(project, today, jobs)
        self._store = store

    def look_through(
        self, named: Sequence[Path], others: Sequence[Path], tell: Callable[[int], None]
    ) -> Iterator[Checked]:
        """What is found in named files of a workspace by themselves, and who the others are."""
        keeper = self._keeper((*named, *others))
        # What somebody typed was in no file, and need not be found again.
        lasting = not self.project.origin.overlays
        left = {True: list(named), False: list(others)}
        yield from self._recall(keeper, left, lasting=lasting)
        done = len(named) + len(others) - sum(map(len, left.values()))
        batches = [*self.split(left[True]), *self.split(left[False], named=False)]
        for batch, checked in zip(batches, self.check(batches), strict=True):
            yield checked
            done += len(batch.files)
            tell(done)
            if keeper is not None and lasting:
                keeper.learn(checked, whole=batch.named)
        if keeper is not None and lasting:
            keeper.keep()

    def _recall(
        self, keeper: Keeper | None, left: dict[bool, list[Path]], *, lasting: bool
    ) -> Iterator[Checked]:
        """What is known of files from earlier runs; `left` is left with those that are not."""
        if keeper is None:
            return
        ways = {True: keeper.recall, False: keeper.recall_members}
        for named, recall in ways.items() if lasting else [(False, keeper.recall_members)]:
            unknown: list[Path] = []
            for part in split(left[named], _PART):
                known = recall(part)
                unknown += (file for file in part if file not in known.records)
                yield known
            left[named] = unknown

    def introduce(self, files: Sequence[Path]) -> tuple[Member, ...]:
        """What others are to know of files that are not named."""
        found = self.look_through((), files, lambda done: None)
        members = (record.member for checked in found for record in checked.records.values())
        return tuple(member for member in members if member is not None)

    def _keeper(self, files: Sequence[Path]) -> Keeper | None:
        """What knows the files from earlier runs, unless it is the settings that matter now."""
        if self._store is None or not are_governed(self.project, files):
            return None
        from cjmap.check.keeping import Keeper

        return Keeper(
            self._store,
            self.project,
            lambda home: ["lint", repr(self.choose(home))],
            self.today,
            partial(name_all, Session(self.project, today=self.today)),
            with_baselines=True,
        )

    def split(
        self, files: Iterable[Path], company: Company | None = None, *, named: bool = True
    ) -> list[_Batch]:
        """Files of a workspace in batches."""
        return [
            _Batch(batch, None if company is None else company.about(batch), named)
            for _, group in by_settings(self.project, files)
            for batch in split(group, SIZE)
        ]

    def check(self, batches: Sequence[_Batch]) -> Iterator[Checked]:
        """What is found in each batch."""
        return self._crew.do(partial(_examine, self.choose), batches)


def _examine(choose: Choose, session: Session, batch: _Batch) -> Checked:
    """What is found in a batch of files with the same settings."""
    if not batch.named:
        records = {
            member.file: Record(
                (),
                member,
                names=name_all(session, member.file) if sight is None else name_seen(sight),
            )
            for member, sight in meet(session, batch.files)
        }
        return Checked(records, (), {})
    selection = choose(session.workspace(batch.files[0]))
    return record(session, batch.files, selection, batch.company or NO_COMPANY).packed()
