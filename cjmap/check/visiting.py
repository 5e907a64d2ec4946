"""Maps visited batch by batch, each with what was found in it among all others of its workspace.

Whoever draws a page for each of any number of maps keeps no more of them in mind than a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from cjmap.check.crew import SIZE, Crew
from cjmap.check.meeting import meet
from cjmap.check.running import (
    NO_COMPANY,
    Company,
    compares,
    examine,
    find_broken_libraries,
    introduce_each,
    keep_company,
)
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.check.sharing import put_together, quoted, split
from cjmap.check.surroundings import Round, by_settings, rounds
from cjmap.findings import Outcome
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.facts.members import Member

Fact = TypeVar("Fact")
Result = TypeVar("Result")
Choose: TypeAlias = Callable[[Workspace], Selection]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files with the same settings; `others` are known alone. `company` is known from the second
    look on.
    """

    files: tuple[Path, ...]
    others: tuple[Path, ...] = ()
    company: Company = NO_COMPANY


@dataclass(frozen=True, slots=True)
class _Seen(Generic[Fact]):
    facts: tuple[tuple[Path, Fact], ...]
    members: tuple[Member, ...]


class Tour(Generic[Fact]):
    """A tour of files in two rounds: `facts` is what `look` saw of each in the first.

    Where nothing has to be seen before (`look` is None) and no rule lays maps side by side, the
    first is left out. Few files are kept in mind from one round to the other; of many no more than a batch is, and
    `jobs` processes share them (None: one a core, where it pays). What is handed in goes to
    these by pickling. `few` says that all are kept in mind; else what is made of files may not
    lead back to them. `progress` is told how many of how many are done.

    `size` is how many files are a batch: fewer where much is made of each. `keep` keeps in mind
    whatever is read, for whoever comes again.
    """

    def __init__(
        self,
        session: Session,
        files: Iterable[Path],
        choose: Choose,
        look: Callable[[Session, Path], Fact] | None,
        *,
        jobs: int | None = 1,
        progress: Progress | None = None,
        size: int | None = None,
        keep: bool = False,
    ) -> None:
        self._session = session
        self._choose = choose
        self._size = SIZE if size is None else size
        self._crew = Crew(session.project, session.today, jobs)
        self._rounds = tuple(rounds(session.project, files))
        self.few = keep or sum(len(one.files) for one in self._rounds) <= self._size
        self._companies: dict[Path, Company] = {}
        self.facts: dict[Path, Fact] = {}
        self._look_around(look, _Counter(progress, sum(len(o.files) for o in self._rounds)))

    def _look_around(self, look: Callable[[Session, Path], Fact] | None, count: _Counter) -> None:
        for one in self._rounds:
            selections = [self._choose(home) for home, _ in self._settings(one)]
            comparing = any(map(compares, selections))
            if look is None and not comparing:
                self._companies.update(dict.fromkeys(one.named, NO_COMPANY))
                continue
            batches = [_Batch(tuple(batch)) for batch in split(one.named, self._size)]
            if comparing:
                batches += [_Batch((), tuple(batch)) for batch in split(one.others, self._size)]
            members: list[Member] = []
            for batch, seen in self._do(partial(_look, look, comparing), batches):
                self.facts.update(seen.facts)
                members += seen.members
                count.add(len(batch.files) + len(batch.others))
            ordered = tuple(sorted(members, key=lambda member: member.file))
            company = keep_company(self._session.project, ordered, selections)
            self._companies.update(dict.fromkeys(one.named, company))

    def visit(
        self,
        take: Callable[[Session, Sequence[Path], Outcome], Result],
        progress: Progress | None = None,
    ) -> Iterator[Result]:
        """What is made of each batch of files, and of what was found in them."""
        batches = [
            _Batch(tuple(batch), company=self._companies[batch[0]].about(batch))
            for one in self._rounds
            for _, group in self._settings(one)
            for batch in split(group, self._size)
        ]
        count = _Counter(progress, sum(len(batch.files) for batch in batches))
        for batch, result in self._do(partial(_take, self._choose, take), batches):
            yield result
            count.add(len(batch.files))

    def find_broken_libraries(self) -> Outcome:
        """The errors of libraries that were not named: whatever rests on them is in doubt."""
        found = (find_broken_libraries(self._session, one) for one in self._rounds)
        return quoted(put_together(found))

    def _settings(self, one: Round) -> Iterator[tuple[Workspace, list[Path]]]:
        return by_settings(self._session.project, one.named)

    def _do(
        self, work: Callable[[Session, _Batch], Result], batches: Sequence[_Batch]
    ) -> Iterator[tuple[_Batch, Result]]:
        if self.few:
            done: Iterator[Result] = (work(self._session, batch) for batch in batches)
        else:
            done = self._crew.do(work, batches)
        return zip(batches, done, strict=True)


class _Counter:
    """Tells how much of a whole is done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, number: int) -> None:
        self._done += number
        if self._progress is not None:
            self._progress(self._done, self._total)


def _look(
    look: Callable[[Session, Path], Fact] | None, comparing: bool, session: Session, batch: _Batch
) -> _Seen[Fact]:
    members: tuple[Member, ...] = ()
    if comparing:
        members = introduce_each(session, batch.files)
        members += tuple(member for member, _ in meet(session, batch.others))
    seen = () if look is None else tuple((file, look(session, file)) for file in batch.files)
    return _Seen(seen, members)


def _take(
    choose: Choose,
    take: Callable[[Session, Sequence[Path], Outcome], Result],
    session: Session,
    batch: _Batch,
) -> Result:
    selection = choose(session.workspace(batch.files[0]))
    return take(session, batch.files, examine(session, batch.files, selection, batch.company))
