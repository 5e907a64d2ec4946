"""Maps held against each other as they are read from files: which with which, and what of it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path as FilePath

from cjmap.check.running import run_each
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.compare.changes import compare
from cjmap.compare.meaning import Meaning, understand
from cjmap.compare.remarks import Remarks, hold
from cjmap.facts.changes import Change
from cjmap.facts.index import Item
from cjmap.facts.pairing import Pairing, pair
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Path, Severity
from cjmap.findings.source import Position
from cjmap.loading.document import Document
from cjmap.loading.naming import map_id
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace
from cjmap.vocabulary.maps import MapKind

# What rules say of maps beside others is no matter of one map's two states.
_OF_MANY = "CJ8"


@dataclass(frozen=True, slots=True)
class State:
    """A map in one of the two states, as a file of a session. `name` is what people call it.

    `findings` are what lint says of it by itself.
    """

    file: FilePath
    name: str
    subject: Subject
    document: Document
    findings: tuple[Finding, ...]

    @property
    def is_library(self) -> bool:
        """Whether it holds what maps share, and no journey."""
        return self.subject.journey.kind is MapKind.LIBRARY

    @property
    def errors(self) -> int:
        """How many errors it has; what these keep from being read is not compared."""
        return sum(one.severity is Severity.ERROR for one in self.findings)

    def locate(self, path: Path) -> Position | None:
        """Where a path of the map stands in its text."""
        if not self.document.tree.readable:
            return None
        _, start, _ = self.document.locate(path)
        return self.document.source.position(start)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a map, and what is between them."""

    old: State
    new: State
    pairing: Pairing
    changes: tuple[Change, ...]
    meaning: Meaning
    remarks: Remarks

    def new_of(self, item: Item) -> Item | None:
        """What a thing of the old state is in the new one."""
        return self.pairing.new_of.get(item.path)


@dataclass(frozen=True, slots=True)
class Side:
    """Where one of the two states is read: a session, files of it, and of what revision they are.

    `revision` is "" for files of the disk.
    """

    session: Session
    files: tuple[FilePath, ...]
    revision: str = ""

    def name(self, file: FilePath) -> str:
        """What people call a file: `main:coat.journey.yaml` for one of a revision, as git does."""
        shown = self.session.project.shown(file)
        return f"{self.revision}:{shown}" if self.revision else shown

    def findings(self) -> Mapping[FilePath, Sequence[Finding]]:
        """What lint says of each file by itself, under the settings of its workspace."""
        outcome = run_each(self.session, self.files, _choose)
        names = {self.session.project.shown(file): file for file in self.files}
        found: dict[FilePath, list[Finding]] = {file: [] for file in self.files}
        for finding in outcome.findings:
            file = names.get(finding.file)
            if file is not None:
                found[file].append(finding)
        return found


def _choose(home: Workspace) -> Selection:
    return Selection.of_lint(home.settings.lint, ignore=(_OF_MANY,))


def hold_against(old: State, new: State) -> Comparison:
    """Two states of a map, with what is between them."""
    before, now = old.subject, new.subject
    pairing = pair(before.things, now.things)
    return Comparison(
        old,
        new,
        pairing,
        compare(before, now, pairing),
        understand(before, now, pairing),
        _hold_findings(old, new, pairing),
    )


def _hold_findings(old: State, new: State, pairing: Pairing) -> Remarks:
    """The findings that are fixed and new. What was found beside a baseline is not fixed where the
    new state has none that can be read: nothing asks for it there.
    """
    before, now = old.subject, new.subject
    found = hold(old.findings, new.findings, (before.index, now.index), pairing)
    if before.baseline is None or now.baseline is not None:
        return found
    name = before.baseline.file.name
    asked = (
        one
        for one in found.fixed
        if all(FilePath(related.file).name != name for related in one.related)
    )
    return replace(found, fixed=tuple(asked))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no map that can be read on one side at least, so that nothing is compared.

    `names` are what it is called on those sides, `old` and `new` what lint says of it there. `texts`
    are the lines of both sides, None of one that has none: all that can be held against each other.
    """

    names: tuple[str, ...]
    old: tuple[Finding, ...]
    new: tuple[Finding, ...]
    texts: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of two sides: maps with both states, those of one side alone, and what is no map."""

    pairs: tuple[Comparison, ...]
    added: tuple[State, ...]
    removed: tuple[State, ...]
    unreadable: tuple[Unreadable, ...]


def compare_sides(old: Side, new: Side, together: Sequence[tuple[FilePath, FilePath]]) -> Compared:
    """Holds the files of two sides against each other; `together` are those that are one map.

    Raises nothing: what cannot be read is named.
    """
    found = old.findings(), new.findings()
    states = tuple(
        {file: _state(side, file, findings[file]) for file in side.files}
        for side, findings in zip((old, new), found, strict=True)
    )
    olds = {before for before, _ in together}
    news = {now for _, now in together}
    # Both states of each file, in the order of the sides; None where a side has it not.
    couples: list[tuple[FilePath | None, FilePath | None]] = [
        *((before, now) for before, now in together if before in states[0] and now in states[1]),
        *((None, file) for file in states[1] if file not in news),
        *((file, None) for file in states[0] if file not in olds),
    ]
    pairs, added, removed, unreadable = [], [], [], []
    for before, now in couples:
        was = None if before is None else states[0][before]
        is_now = None if now is None else states[1][now]
        if (before is not None and was is None) or (now is not None and is_now is None):
            unreadable.append(_tell_unreadable((old, new), (before, now), found))
        elif was is None and is_now is not None:
            added.append(is_now)
        elif is_now is None and was is not None:
            removed.append(was)
        elif was is not None and is_now is not None:
            pairs.append(hold_against(was, is_now))
    return Compared(tuple(pairs), tuple(added), tuple(removed), tuple(unreadable))


def _state(side: Side, file: FilePath, findings: Iterable[Finding]) -> State | None:
    subject = side.session.subject(file)
    if subject is None:
        return None
    return State(file, side.name(file), subject, side.session.document(file), tuple(findings))


def _tell_unreadable(
    sides: tuple[Side, Side],
    files: tuple[FilePath | None, FilePath | None],
    found: tuple[Mapping[FilePath, Sequence[Finding]], Mapping[FilePath, Sequence[Finding]]],
) -> Unreadable:
    (first, old, before), (second, new, now) = map(_tell_side, sides, files, found)
    return Unreadable(tuple(filter(None, (first, second))), old, new, (before, now))


def _tell_side(
    side: Side, file: FilePath | None, found: Mapping[FilePath, Sequence[Finding]]
) -> tuple[str, tuple[Finding, ...], str | None]:
    """What is no map on a side, with what is wrong with it; and the text that stands there."""
    if file is None:
        return "", (), None
    text = side.session.document(file).source.text
    if side.session.subject(file) is not None:
        return "", (), text
    return side.name(file), tuple(found[file]), text


def pair_files(
    old: Mapping[FilePath, str], new: Mapping[FilePath, str], sessions: tuple[Session, Session]
) -> tuple[tuple[FilePath, FilePath], ...]:
    """Which files of two folders are one map: by their paths in these, then by the maps' ids.

    `old` and `new` have the path in its folder of each file.
    """
    by_path = {name: file for file, name in new.items()}
    found = {file: by_path[name] for file, name in old.items() if name in by_path}
    taken = set(found.values())
    by_id: dict[str, list[FilePath]] = {}
    for file in new:
        if file not in taken:
            by_id.setdefault(_id(sessions[1], file), []).append(file)
    for file in old:
        if file not in found:
            same = by_id.get(_id(sessions[0], file), [])
            if len(same) == 1:
                found[file] = same.pop()
    return tuple(sorted(found.items(), key=lambda one: new[one[1]]))


def _id(session: Session, file: FilePath) -> str:
    subject = session.subject(file)
    written = subject.journey.id if subject is not None else None
    return written or map_id(file)
