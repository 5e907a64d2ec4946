"""Symbolic problems become findings at their places, with a name that survives moved lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    fingerprint,
    format_path,
)
from cjmap.findings.source import Span
from cjmap.loading.document import Document
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, replace
from cjmap.rules import Rule
from cjmap.text.tree import Tree


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, and the problem and document that it came from."""

    finding: Finding
    problem: Problem
    document: Document


def place(
    session: Session,
    document: Document,
    workspace: Workspace,
    problem: Problem,
    rules: Mapping[str, Rule],
    selection: Selection,
) -> Finding:
    rule = rules[problem.code]
    source = document.source
    path: Path = problem.path
    span: Span | None = None
    if problem.span is not None:
        span = source.span(*problem.span)
    elif document.tree.readable:
        path, start, end = document.locate(problem.path, key=problem.key)
        span = source.span(start, end)
    edits = problem.edits
    mends = (problem.quoted, problem.rewritten, problem.replacement)
    if (
        any(mend is not None for mend in mends)
        and span is not None
        and (not rule.by_name or rule.code in selection.select)
    ):
        edits = _mend(document, path, problem)
    named, likeness = _name(document, workspace, problem, path)
    about = _region(document, workspace)
    return Finding(
        problem.code,
        rule.name,
        selection.grade(problem.code, problem.severity or rule.severity),
        problem.message.of(about) if about else problem.message,
        problem.help.of(about) if about and problem.help is not None else problem.help,
        source.file,
        span,
        path,
        tuple(_relate(session, document, place) for place in problem.related),
        named,
        edits,
        likeness=likeness,
    )


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


def _name(
    document: Document, workspace: Workspace, problem: Problem, path: Path
) -> tuple[str, str]:
    """The fingerprint and the likeness of a problem.

    Code, file in the workspace, the path with ids for numbers, so that moved lines keep it, and
    the item; and the same without the file, so that a file may be renamed.
    """
    place = format_path(document.tree.anchored(path, _NAMES))
    named = (place, problem.item) if problem.item else (place,)
    file = workspace.name(document.file)
    return fingerprint((problem.code, file, *named)), fingerprint((problem.code, *named))


# The keys that name a thing, the best first.
_NAMES = ("id", "name", "text", "title", "type", "to", "metric")


def number_fingerprints(placed: list[Placed]) -> Iterator[Placed]:
    """Findings that would share a name get a number, in their order."""
    seen: dict[str, int] = {}
    for one in placed:
        name = one.finding.fingerprint
        count = seen.get(name, 0)
        seen[name] = count + 1
        if count:
            numbered = replace(
                one.finding,
                fingerprint=fingerprint((name, str(count))),
                likeness=fingerprint((one.finding.likeness, str(count))),
            )
            yield replace(one, finding=numbered)
        else:
            yield one


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


def without_echoes(placed: list[Placed]) -> list[Placed]:
    """Each finding once: what an alias repeats is said at its own spot only.

    Nor is a value called unknown whose key was read for another: that the key is none was said.
    """
    seen: dict[tuple[str, str, Span | None], list[Placed]] = {}
    left = []
    for one in placed:
        found = one.finding
        if found.code == "CJ014" and one.document.places.is_renamed(one.problem.path):
            continue
        there = seen.setdefault((found.code, found.file, found.span), [])
        if not any(_says_the_same(found, other.finding) for other in there):
            there.append(one)
            left.append(one)
    return left


def _says_the_same(one: Finding, other: Finding) -> bool:
    return one.message == other.message and one.help == other.help
