"""Validation of many files: the clean ones in passing, the others in full, on several cores.

What `run_each` with the rules of `validate` finds, and nothing else; what it keeps in mind does
not grow with the number of files. What a store knows from an earlier run is not checked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.check.footing import Name
from cjmap.check.recording import NOTHING, Checked, Record, name_seen
from cjmap.check.sharing import count_jobs, put_together, quoted, share, split, sweep
from cjmap.check.surroundings import Round, by_settings, rests_on_files, rounds
from cjmap.findings import Outcome, Problem
from cjmap.project.identities import find_rivals
from cjmap.project.project import Origin, Project
from cjmap.project.sifting import Sifter
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    import datetime

    from cjmap.check.keeping import Keeper
    from cjmap.check.store import Store

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
    store: Store | None = None,
) -> Outcome:
    """What is wrong with files and with what they refer to, sorted as `run` does.

    `jobs` is how many processes share the work; None: one a core, where there is enough of it.
    Whatever the number, the outcome is the same, and so it is whatever the `store` knows of many
    files from earlier runs. `progress` is told how many of how many are done.
    """
    circles = list(rounds(project, files))
    told = {file: said for one in circles for file, said in _know(project, one, today).items()}
    named = [file for one in circles for file in one.named]
    keeper = _keeper(store, project, named, today) if store is not None else None
    known = NOTHING
    if keeper is not None:
        known = keeper.recall(file for file in named if file not in told)
    outcomes = [known.outcome(project.shown), Outcome((), tuple(map(project.shown, named)))]
    done = len(known.records)
    batches = [
        _Batch(batch, {file: told[file] for file in batch if file in told})
        for one in circles
        for _, group in by_settings(project, one.named)
        for batch in split([file for file in group if file not in known.records], _BATCH)
    ]
    checker = _Checker(project, today, packs=len(batches) > 1)
    remake = partial(_remake, project.origin, today)
    for batch, checked in zip(
        batches,
        share(checker.check, remake, batches, count_jobs(jobs, len(batches), _WORTH)),
        strict=True,
    ):
        outcomes.append(checked.outcome(project.shown))
        done += len(batch.files)
        if keeper is not None:
            keeper.learn(checked.without(told))
        if progress is not None:
            progress(done, len(named))
    if keeper is not None:
        keeper.keep()
    outcomes += map(checker.check_libraries, circles)
    return put_together(outcomes)


def _keeper(
    store: Store, project: Project, files: list[Path], today: datetime.date
) -> Keeper | None:
    """What knows the files from earlier runs; few are checked as fast."""
    if len(files) <= _BATCH or not rests_on_files(project, files):
        return None
    from cjmap.check.keeping import Keeper

    def names_of(file: Path) -> tuple[Name, ...]:
        # Imported late: a map that no run has met yet must be read in full for this.
        from cjmap.check.recording import name_all
        from cjmap.check.session import Session

        return name_all(Session(project, today=today), file)

    return Keeper(store, project, lambda home: "validate", today, names_of, with_baselines=False)


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


def _remake(origin: Origin, today: datetime.date) -> Callable[[_Batch], Checked]:
    return _Checker(Project.from_origin(origin), today, packs=True).check


class _Checker:
    """Checks batches of files of one project; `packs` what it finds, where there are many."""

    def __init__(self, project: Project, today: datetime.date, *, packs: bool) -> None:
        self._project = project
        self._packs = packs
        self._today = today
        self._sifter = Sifter(project)

    def check(self, batch: _Batch) -> Checked:
        clean = dict(self._sift(file for file in batch.files if file not in batch.told))
        left = [file for file in batch.files if file not in clean]
        found = self._check_fully(left, batch.told) if left else NOTHING
        return replace(found, records={**clean, **found.records})

    def _sift(self, files: Iterable[Path]) -> Iterator[tuple[Path, Record]]:
        for file in files:
            sight = self._sifter.sift(file)
            if sight is not None:
                yield file, Record((), names=name_seen(sight))

    def _check_fully(self, files: list[Path], told: Mapping[Path, tuple[Problem, ...]]) -> Checked:
        # Imported late: where every file is clean, neither models nor rules are needed.
        from cjmap.check.recording import record
        from cjmap.check.running import NO_COMPANY
        from cjmap.check.selection import Selection
        from cjmap.check.session import Session

        selection = Selection.of_validate(self._project.workspace(files[0]).settings.lint)
        company = replace(NO_COMPANY, told=told)
        checked = record(Session(self._project, today=self._today), files, selection, company)
        self._project.release(self._project.files)
        sweep()
        return checked.packed() if self._packs else checked

    def check_libraries(self, one: Round) -> Outcome:
        """What is wrong with the libraries that were not named."""
        if all(map(self._sifter.is_clean, one.libraries(self._project))):
            return Outcome((), ())
        from cjmap.check.running import find_broken_libraries
        from cjmap.check.session import Session

        return quoted(find_broken_libraries(Session(self._project, today=self._today), one))
