"""Symbolic problems become findings at their places, with a name that survives moved lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as FilePath

from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.findings import (
    Edit,
    Finding,
    Path,
    Place,
    Problem,
    Related,
    Severity,
    fingerprint,
    format_path,
)
from cjmap.findings.source import Span
from cjmap.loading.document import Document
from cjmap.messages import tr
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass
from cjmap.rules import Rule
from cjmap.text.tree import Tree


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem at its place in a document: the written prefix of its path, and the text there.

    That is what findings are sorted, silenced and gathered by. Most are gathered and never told by
    themselves, so that what else a finding says is worked out for those that are (`place`).
    """

    problem: Problem
    document: Document
    workspace: Workspace
    path: Path
    span: Span | None

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def file(self) -> str:
        """The file as findings call it."""
        return self.document.source.file


def locate(document: Document, workspace: Workspace, problem: Problem) -> Placed:
    source = document.source
    path: Path = problem.path
    span: Span | None = None
    if problem.span is not None:
        span = source.span(*problem.span)
    elif document.tree.readable:
        path, start, end = document.locate(problem.path, key=problem.key)
        span = source.span(start, end)
    return Placed(problem, document, workspace, path, span)


@dataclass(frozen=True, slots=True)
class _Named:
    """What names a problem among those of its rule and file, and how many before it have that name."""

    name: tuple[str, ...]
    number: int


class Findings:
    """What problems that are placed are as findings; each is worked out when it is asked for."""

    def __init__(
        self,
        session: Session,
        placed: Iterable[Placed],
        rules: Mapping[str, Rule],
        selection: Selection,
    ) -> None:
        """`placed` are all of a run, in order: those that would share a name are numbered."""
        self.rules = rules
        self._session = session
        self._selection = selection
        self._groups: dict[tuple[FilePath, str], list[Placed]] = {}
        for one in placed:
            self._groups.setdefault((one.document.file, one.code), []).append(one)
        self._names: dict[tuple[FilePath, str], dict[int, _Named]] = {}
        self._made: dict[int, Finding] = {}

    def of(self, placed: Placed) -> Finding:
        """The finding of one of the problems."""
        # By identity: two of them may say the same.
        found = self._made.get(id(placed))
        if found is None:
            found = self._made[id(placed)] = self._make(placed, self._name(placed))
        return found

    def make(self, placed: Placed) -> Finding:
        """The finding of a problem that is none of those of the run."""
        return self._make(placed, _Named(_name(placed), 0))

    def _make(self, placed: Placed, called: _Named) -> Finding:
        problem, document = placed.problem, placed.document
        rule = self.rules[problem.code]
        edits = problem.edits
        mends = (problem.quoted, problem.rewritten, problem.replacement)
        if (
            any(mend is not None for mend in mends)
            and placed.span is not None
            and (not rule.by_name or rule.code in self._selection.select)
        ):
            edits = _mend(document, placed.path, problem)
        named, likeness = _fingerprints(placed, called)
        severity, since = problem.severity or rule.severity, problem.since or rule.since
        message = problem.message
        if self._selection.eases(problem.code, severity, since):
            severity = Severity.INFO
            message = tr(
                "{message} (New in {version}: from the next version on a warning.)",
                message=message,
                version=since,
            )
        about = _region(document, placed.workspace)
        return Finding(
            problem.code,
            rule.name,
            self._selection.grade(problem.code, severity),
            message.of(about) if about else message,
            problem.help.of(about) if about and problem.help is not None else problem.help,
            placed.file,
            placed.span,
            placed.path,
            tuple(_relate(self._session, document, place) for place in problem.related),
            named,
            edits,
            likeness=likeness,
        )

    def _name(self, placed: Placed) -> _Named:
        """What one of the problems is called; rule and file are part of it."""
        key = (placed.document.file, placed.code)
        names = self._names.get(key)
        if names is None:
            group = self._groups[key]
            names = self._names[key] = dict(zip(map(id, group), _name_each(group), strict=True))
        return names[id(placed)]


def _region(document: Document, workspace: Workspace) -> str:
    """The language of a map that is written otherwise in its region; "" where it names none."""
    written = document.journey.language if document.journey is not None else None
    language = written or workspace.settings.language or ""
    return language if "-" in language else ""


def _relate(session: Session, document: Document, place: Place) -> Related:
    if place.file is not None:
        document = session.document(FilePath(place.file))
    if place.span is not None:
        start, end = place.span
    else:
        _, start, end = document.locate(place.path, key=place.key)
    return Related(document.source.file, document.source.span(start, end), place.message)


def _mend(document: Document, path: Path, problem: Problem) -> tuple[Edit, ...]:
    """The edit that mends the key or the scalar at a path of the document; none where it cannot.

    What an alias repeats is mended at its anchor, a key that stands beside already is not
    written twice, and a text never takes the place of a list or mapping.
    """
    # Imported late: most runs find nothing that could be mended.
    from cjmap.text import edit
    from cjmap.text.emitting import EditRefused

    tree = document.tree
    try:
        if problem.quoted is not None:
            assert problem.span is not None
            return edit.quote(problem.quoted, *problem.span)
        if problem.rewritten is not None:
            assert problem.span is not None
            return (Edit(*problem.span, problem.rewritten),)
        assert problem.replacement is not None
        if problem.key:
            return edit.rename(tree, path, str(problem.replacement))
        if tree.repeats(path) or tree.scalar_at(path) is None:
            return ()
        if isinstance(problem.replacement, tuple):
            return _list(tree, path, problem.replacement)
        return edit.set_value(tree, path, problem.replacement)
    except EditRefused:
        return ()


def _list(tree: Tree, path: Path, items: tuple[str, ...]) -> tuple[Edit, ...]:
    """Writes several texts in place of one: as a list, or as items of the list that it stands in."""
    from cjmap.text import edit

    number = path[-1]
    if not isinstance(number, int):
        return edit.set_value(tree, path, list(items))
    edits = edit.set_value(tree, path, items[0])
    for text in items[1:]:
        edits += edit.insert(tree, (*path[:-1], number + 1), text)
    return edits


def _fingerprints(placed: Placed, called: _Named) -> tuple[str, str]:
    """The fingerprint and the likeness of a problem.

    Code, file in the workspace and what names it there; and the same without the file, so that a
    file may be renamed.
    """
    file = placed.workspace.name(placed.document.file)
    name = fingerprint((placed.code, file, *called.name))
    likeness = fingerprint((placed.code, *called.name))
    if not called.number:
        return name, likeness
    number = str(called.number)
    return fingerprint((name, number)), fingerprint((likeness, number))


def _name(placed: Placed) -> tuple[str, ...]:
    """What names a problem among those of its rule and file: the path with ids for numbers, so
    that moved lines keep it, and the item.
    """
    place = format_path(placed.document.tree.anchored(placed.path, _NAMES))
    return (place, placed.problem.item) if placed.problem.item else (place,)


# The keys that name a thing, the best first.
_NAMES = ("id", "name", "text", "title", "type", "to", "metric")


def _name_each(placed: Iterable[Placed]) -> Iterator[_Named]:
    """What problems of one rule and file are called, in their order."""
    seen: dict[tuple[str, ...], int] = {}
    for one in placed:
        name = _name(one)
        number = seen.get(name, 0)
        seen[name] = number + 1
        yield _Named(name, number)


def config_findings(workspace: Workspace, rules: Mapping[str, Rule]) -> list[Finding]:
    source = workspace.config
    if source is None:
        return []
    return [
        Finding(
            problem.code,
            rules[problem.code].name,
            rules[problem.code].severity,
            problem.message,
            problem.help,
            source.file,
            source.span(*problem.span) if problem.span else None,
            problem.path,
            (),
            fingerprint((problem.code, _settings_name(workspace), format_path(problem.path))),
            likeness=fingerprint((problem.code, format_path(problem.path))),
        )
        for problem in workspace.problems
    ]


def _settings_name(workspace: Workspace) -> str:
    """A settings file's path from what is known, whatever folder a run begins in."""
    return workspace.name(workspace.file) if workspace.file is not None else ""


def in_order(placed: Iterable[Placed]) -> list[Placed]:
    """Problems by file, line, column, code and path, each once.

    What an alias repeats is said at its own spot only. Nor is a value called unknown whose key was
    read for another: that the key is none was said.
    """
    spots: dict[tuple[str, int, int, str], list[Placed]] = {}
    for one in placed:
        if one.code != "CJ014" or not one.document.places.is_renamed(one.problem.path):
            line, column = (one.span.start.line, one.span.start.column) if one.span else (0, 0)
            spots.setdefault((one.file, line, column, one.code), []).append(one)
    left = []
    for spot in sorted(spots):
        there = spots[spot]
        if len(there) > 1:
            there = _without_echoes(sorted(there, key=lambda one: format_path(one.path)))
        left += there
    return left


def _without_echoes(placed: list[Placed]) -> list[Placed]:
    left: list[Placed] = []
    for one in placed:
        if not any(_says_the_same(one, other) for other in left):
            left.append(one)
    return left


def _says_the_same(one: Placed, other: Placed) -> bool:
    return (
        one.span == other.span
        and one.problem.message == other.problem.message
        and one.problem.help == other.problem.help
    )
