"""A map's figures through the commits that changed it, or what it stands on."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.board import Board
from cjmap.board.reading import read
from cjmap.check.running import run
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.check.sharing import count_jobs, share, split, sweep
from cjmap.compare.alike import find_former
from cjmap.compare.meaning import Mood, feel, measure_coverage
from cjmap.facts.figures import MetricFigure
from cjmap.facts.pairing import pair
from cjmap.facts.subject import Subject
from cjmap.findings import Severity
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.model.scale import Scale
from cjmap.project import Project
from cjmap.project.git import Lacking
from cjmap.project.lineage import Commit, Ground, Lineage, Step, list_commits
from cjmap.project.project import Origin
from cjmap.project.repository import HEAD, Repository
from cjmap.project.tree import Item, Tree
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import Thing

# What rules say of maps beside others is no matter of one map's past.
_OF_MANY: Final = "CJ8"
_READING: Final = "CJ0"
# So many revisions are read at a time, and from so many times on in two processes.
_PART: Final = 20
_WORTH: Final = 3


@dataclass(frozen=True, slots=True)
class MetricValue:
    """A metric of a map with its value in its own unit; `name` is what people call it.

    `id` is the one that it has in this revision, `series` the one that it has at last: where a stage
    is renamed, its metrics that write no id of their own have another one from then on.
    """

    id: str
    type: str
    name: str
    value: float
    series: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A map in figures. Coverage is in percent, scores are -2 to +2, all with two decimals.

    `language` is the map's own, `scale` what its readers see scores on.
    """

    title: str
    language: str
    scale: Scale
    coverage: float | None
    mood: Mood
    pains: Mapping[PainState, int]
    metrics: tuple[MetricValue, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A map as a commit left it; `commit` is None for what lies on the disk and is in none yet.

    `file` is what the map's file was called then. `figures` are those of what could be read, as
    elsewhere; None where that is no map. `whole`: nothing was left out for its mistakes.
    `findings` are what lint says of the map by itself, from errors to notes: the errors alone of
    what is no map, None for the others, as nothing could ask for them. `board` is what a
    picture draws, where one was asked for.
    """

    commit: Commit | None
    file: str
    figures: Figures | None
    whole: bool
    findings: tuple[int, int | None, int | None]
    board: Board | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """Where a history begins: behind a commit (its full name), or on a day."""

    commit: str | None = None
    day: datetime.date | None = None

    def admits(self, commit: Commit, known: frozenset[str]) -> bool:
        """Whether a commit lies behind the beginning; `known` are those that do not."""
        if self.day is not None:
            return datetime.date.fromisoformat(commit.date[:10]) >= self.day
        return commit.name not in known


def trace(
    repository: Repository,
    project: Project,
    file: FilePath,
    today: datetime.date,
    *,
    since: Since | None = None,
    drawn: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Sequence[Revision]:
    """A map through its commits, the oldest first; last what is on the disk, if that is not in one.

    `project` reads the disk; `file` is a path on it. `drawn`: what pictures draw is read, too.
    """
    place = repository.place(file)
    lineage = Lineage(repository, project)
    steps = [*lineage.look_back(_begin(repository, project, place, today))][::-1]
    if since is not None:
        known = _known(repository, since)
        steps = [step for step in steps if since.admits(step.commit, known)]
    parts = split(steps, _PART)
    remake = partial(_Look, project.origin, repository, today, drawn=drawn)
    here = remake()
    found: list[Revision] = []
    for revisions in share(here, remake, parts, count_jobs(None, len(parts), _WORTH)):
        found += revisions
        if progress is not None:
            progress(len(found), len(steps))
    if _is_uncommitted(repository, project, lineage, place):
        found.append(_read(Session(project, today=today), place, None, drawn=drawn))

    def look_again(number: int) -> Subject | None:
        if number == len(steps):
            return Session(project, today=today).subject(place)
        return remake().subject(steps[number])

    return _follow(found, look_again)


def last_commit(
    repository: Repository, project: Project, file: FilePath, today: datetime.date
) -> Commit | None:
    """The last commit that changed a map, or what it stands on; None where it is in none."""
    place = _begin(repository, project, repository.place(file), today)
    steps = Lineage(repository, project).look_back(place)
    return next((step.commit for step in steps), None)


def _begin(
    repository: Repository, project: Project, place: FilePath, today: datetime.date
) -> FilePath:
    """What a map is called in the last commit: otherwise where it was renamed since, but not added."""
    head = repository.files(HEAD)
    if head.is_file(place) or not project.workspace(place).files.is_file(place):
        return place
    sessions = Session(project.reading(head), today=today), Session(project, today=today)
    return find_former(*sessions, repository.top, place) or place


def _known(repository: Repository, since: Since) -> frozenset[str]:
    if since.commit is None:
        return frozenset()
    return frozenset(one.name for one in list_commits(repository, since.commit))


class _Look:
    """Reads batches of revisions. What was read of the same files before is not read again."""

    def __init__(
        self, origin: Origin, repository: Repository, today: datetime.date, *, drawn: bool
    ) -> None:
        self._base = Project.from_origin(origin)
        self._drawn = drawn
        # A process that this one has forked must not share its git.
        self._repository = Repository(repository.git, repository.top)
        self._today = today
        self._read: dict[tuple[Ground, str], list[tuple[Mapping[str, Item | None], Revision]]] = {}
        self._open: _Open | None = None

    def __call__(self, steps: Sequence[Step]) -> list[Revision]:
        revisions = [self._look(step) for step in steps]
        sweep()
        return revisions

    def subject(self, step: Step) -> Subject | None:
        """The map as a revision has it."""
        opened = self._enter(step, self._repository.tree(step.commit.tree))
        return opened.session.subject(step.ground.file)

    def _look(self, step: Step) -> Revision:
        tree = self._repository.tree(step.commit.tree)
        known = self._read.setdefault((step.ground, step.names), [])
        for asked, revision in known:
            if _answers(tree, asked):
                return replace(revision, commit=step.commit)
        opened = self._enter(step, tree)
        revision = _read(opened.session, step.ground.file, step.commit, drawn=self._drawn)
        known.append((opened.asked, revision))
        return revision

    def _enter(self, step: Step, tree: Tree) -> _Open:
        """A session for a revision: that of the one before, where only the map's own text differs.

        Raises UsageError where git lacks the map: its figures would not be those of that day.
        """
        file, opened = step.ground.file, self._open
        try:
            text = tree.read(file)
        except Lacking as error:
            name = f"{step.commit.name[:8]}:{self._base.shown(file)}"
            raise UsageError(
                tr("{file} cannot be read: {reason}.", file=name, reason=error.reason)
            ) from None
        except OSError:
            # A link, or whatever else is told of it when it is checked.
            pass
        else:
            if opened is not None and opened.suits(step, tree):
                opened.session.project.overlay(file, text)
                opened.own = tree.item(file)
                return opened
        session = Session(self._base.reading(tree), today=self._today)
        self._open = _Open(session, tree, step, tree.item(file))
        return self._open


class _Open:
    """A session that reads a tree, as it was made for one revision; `own` is the map's own text."""

    def __init__(self, session: Session, tree: Tree, step: Step, own: Item | None) -> None:
        self.session = session
        self.own = own
        self._tree = tree
        self._step = step

    @property
    def asked(self) -> Mapping[str, Item | None]:
        """What the session asked for, and what stood there."""
        return {**self._tree.asked, str(self._step.ground.file): self.own}

    def suits(self, step: Step, tree: Tree) -> bool:
        """Whether another revision differs from this in the text of the map alone."""
        mine, other = self._step, step
        if (mine.names, mine.ground.file, mine.ground.others) != (
            other.names,
            other.ground.file,
            other.ground.others,
        ):
            return False
        own = {str(step.ground.file): tree.item(step.ground.file)}
        return _answers(tree, {**self._tree.asked, **own})


def _answers(tree: Tree, asked: Mapping[str, Item | None]) -> bool:
    """Whether a tree has the same where another was asked for it."""
    return all(tree.item(FilePath(path)) == item for path, item in asked.items())


def _read(session: Session, file: FilePath, commit: Commit | None, *, drawn: bool) -> Revision:
    name = session.project.shown(file)
    selection = _choose(session.workspace(file))
    # They are counted: what each of many would say by itself does not matter.
    findings = run(session, [file], selection, parts=False).findings
    own = [finding for finding in findings if finding.file == name]
    counts = Counter(finding.severity for finding in own)
    broken = any(one.severity is Severity.ERROR and one.code.startswith(_READING) for one in own)
    subject = session.subject(file)
    return Revision(
        commit,
        name,
        None if subject is None else _measure(subject),
        subject is not None and not broken,
        (
            counts[Severity.ERROR],
            None if subject is None else counts[Severity.WARNING],
            None if subject is None else counts[Severity.INFO],
        ),
        read(subject) if drawn and subject is not None else None,
    )


def _choose(home: Workspace) -> Selection:
    return Selection.of_lint(home.settings.lint, ignore=(_OF_MANY,))


def _measure(subject: Subject) -> Figures:
    states = Counter(answer.state for answer in subject.improvement.answers)
    return Figures(
        subject.journey.title,
        subject.language,
        subject.journey.scale,
        measure_coverage(subject),
        feel(subject.curve),
        {state: states[state] for state in PainState},
        tuple(
            MetricValue(one.item.id, str(one.type), _name(subject, one), one.value, one.item.id)
            for one in subject.figures.all
        ),
    )


def _follow(
    revisions: Sequence[Revision], look_again: Callable[[int], Subject | None]
) -> Sequence[Revision]:
    """The revisions with their metrics as series that go on where what they stand in is renamed.

    Only where some are gone and others of their type have come the maps are read again, by number.
    """
    followed = list(revisions)
    # What the ids of the revision that was looked at last, and of those behind it, are at last.
    last: dict[str, str] = {}
    later: int | None = None
    for number in reversed(range(len(revisions))):
        figures = revisions[number].figures
        if figures is None:
            continue
        here = {one.id: one.type for one in figures.metrics}
        if revisions[number].whole:
            if later is not None:
                last |= {
                    old: last.get(new, new)
                    for old, new in _rename(here, revisions[later], (number, later), look_again)
                }
            later = number
        # What has the name that another has at last is another.
        renamed = {id: last[id] for id in here if id in last and last[id] not in here}
        named = tuple(replace(one, series=renamed.get(one.id, one.id)) for one in figures.metrics)
        followed[number] = replace(revisions[number], figures=replace(figures, metrics=named))
    return followed


def _rename(
    here: Mapping[str, str],
    later: Revision,
    numbers: tuple[int, int],
    look_again: Callable[[int], Subject | None],
) -> Iterator[tuple[str, str]]:
    """The metrics that have another id in a later revision, with that."""
    metrics = later.figures.metrics if later.figures is not None else ()
    there = {one.id: one.type for one in metrics}
    gone, come = here.keys() - there.keys(), there.keys() - here.keys()
    if not {here[id] for id in gone} & {there[id] for id in come}:
        return
    old, new = map(look_again, numbers)
    if old is not None and new is not None:
        for one in pair(old.things, new.things).matches[Thing.METRIC].pairs:
            if one.old.id in gone and one.new.id in come:
                yield one.old.id, one.new.id


def _name(subject: Subject, figure: MetricFigure) -> str:
    """What a metric is called, and where it stands."""
    label = figure.label.render(subject.language)
    place = figure.item.place
    return f"{label}, {subject.index.places[place].name}" if place else label


def _is_uncommitted(
    repository: Repository, project: Project, lineage: Lineage, place: FilePath
) -> bool:
    """Whether the map on the disk, or what it stands on, is not what the last commit has."""
    if not project.workspace(place).files.is_file(place):
        return False
    head = repository.files(HEAD)
    ground = lineage.ground(head.name, place)
    if ground is None:
        return True
    home = project.workspace(place)
    settings = (level.file for level in home.levels if level.file is not None)
    libraries = (one for one in project.company(home) if project.workspace(one).is_library(one))
    inside = {one for one in (*settings, *libraries) if one.is_relative_to(repository.top)}
    if inside - {place} != {path for path, _ in ground.others}:
        return True
    return any(_differs(head, project, file) for file in (place, *inside))


def _differs(head: Tree, project: Project, file: FilePath) -> bool:
    """Whether a file on the disk says something else; ends of lines are git's to choose."""
    texts: list[bytes] = []
    with suppress(OSError, ValueError):
        texts = [data.replace(b"\r\n", b"\n") for data in (head.read(file), project.saved(file))]
    return len(texts) < 2 or texts[0] != texts[1]
