"""What the files of a workspace have to do with one another's ids, before any is written.

Each map is read on its own and little is kept of it, so that a run may have any number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from pathlib import Path as FilePath
from typing import Final

from cjmap.check.session import Session
from cjmap.facts.naming import LIBRARY, SharedThing, name_shared
from cjmap.facts.subject import Subject, examine
from cjmap.findings import Path
from cjmap.formatting.formatting import format_source
from cjmap.formatting.identifying import Anchor, Surroundings, plan_ids
from cjmap.formatting.ids import open_session, write_ids
from cjmap.formatting.references import SharedId, find_references, shared_id
from cjmap.formatting.rewriting import is_whole, why_refused
from cjmap.formatting.spreading import spread
from cjmap.loading.document import Document
from cjmap.messages import tr
from cjmap.project.project import Project
from cjmap.records import dataclass
from cjmap.text import edit
from cjmap.text.emitting import EditRefused
from cjmap.vocabulary.maps import Thing

# The keys of a library's things.
_SHARED: Final = {
    Thing.PERSONA: "personas",
    Thing.CHANNEL: "channels",
    Thing.EVIDENCE: "evidence",
    Thing.LANE: "lanes",
}


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A link of one map to a stage or touchpoint of another."""

    source: FilePath
    number: int
    target: FilePath
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a map refers to in others, and in libraries, by the roots of these."""

    arrows: tuple[_Arrow, ...]
    used: frozenset[tuple[FilePath, SharedId]]


@dataclass(frozen=True, slots=True)
class _Question:
    """Asks what references to a map are to say; `asked`: ids are written into it."""

    file: FilePath
    anchors: tuple[Anchor, ...]
    asked: bool


def look_around(
    project: Project, files: Iterable[FilePath], jobs: int | None = 1
) -> Mapping[FilePath, Surroundings]:
    """What other files of a workspace have to do with the ids of each of the files."""
    asked = frozenset(files)
    arrows: list[_Arrow] = []
    used: set[tuple[FilePath, SharedId]] = set()
    whole = any(_lacks_ids(project.document(f)) for f in asked if _is_library(project, f))
    project.release(asked)
    known = sorted(_all_known(project, asked))
    for seen in spread(project, partial(_look_at, asked, whole), known, jobs):
        arrows += seen.arrows
        used |= seen.used
    own, given = _give(project, asked, used)
    pointed: dict[FilePath, list[_Arrow]] = {}
    for arrow in arrows:
        pointed.setdefault(arrow.target, []).append(arrow)
    links = _tell(project, pointed, asked, jobs)
    return {
        file: Surroundings(
            tuple(dict.fromkeys(arrow.anchor for arrow in pointed.get(file, ()))),
            links.get(file, {}),
            given.get(project.workspace(file).root, frozenset()),
            own.get(file, {}),
        )
        for file in asked
    }


def _all_known(project: Project, files: Iterable[FilePath]) -> set[FilePath]:
    """The files, and all others of their workspaces."""
    homes = {home.root: home for home in map(project.workspace, files) if home.suits}
    return {*files, *(file for home in homes.values() for file in project.company(home))}


# --- what maps refer to elsewhere ----------------------------------------------------------------


def _look_at(
    asked: frozenset[FilePath], whole: bool, project: Project, files: list[FilePath]
) -> list[_Seen]:
    """What maps refer to in other files; `whole`: in libraries, too."""
    session = open_session(project)
    seen = []
    for file in files:
        if not whole and "links" not in (project.peek(file) or ""):
            continue
        subject = session.subject(file)
        if subject is not None:
            root = project.workspace(file).root
            used = frozenset((root, known) for known in _used(session, subject) if whole)
            seen.append(_Seen(tuple(_arrows(session, subject, asked)), used))
    session.release()
    return seen


def _arrows(session: Session, subject: Subject, asked: frozenset[FilePath]) -> Iterator[_Arrow]:
    fixed: bool | None = None
    for number, link in enumerate(subject.journey.links):
        name, _, text = link.to.partition("#")
        target = subject.linked(name)
        if target is None or not text:
            continue
        if fixed is None:
            fixed = subject.file not in asked or not _can_change(session, subject.file)
        stays = fixed or not _is_editable(session.document(subject.file), number)
        yield _Arrow(subject.file, number, target, Anchor(text, stays))


def _can_change(session: Session, file: FilePath) -> bool:
    """Whether a map is among those that are written anew."""
    document = session.document(file)
    limits = session.workspace(file).settings.limits
    return is_whole(document) and format_source(document.source, limits).text is not None


def _is_editable(document: Document, number: int) -> bool:
    try:
        edit.set_value(document.tree, ("links", number, "to"), "")
    except EditRefused:
        return False
    return True


def _used(session: Session, subject: Subject) -> Iterator[SharedId]:
    """The things of libraries that a map, or another library, makes use of."""
    if _is_library(session.project, subject.file):
        # On its own it knows nothing of the others.
        library = session.project.library(subject.workspace)
        file, home = subject.file, subject.workspace
        subject = examine(subject.journey, library, file, home, lambda: session.today)
    else:
        for item in subject.index.places.values():
            if item.external and item.path[0] != LIBRARY:
                yield from filter(None, [shared_id(subject, item)])
    for reference in find_references(subject):
        for item in reference.meant:
            yield from filter(None, [shared_id(subject, item)])


# --- libraries -----------------------------------------------------------------------------------


def _is_library(project: Project, file: FilePath) -> bool:
    return project.workspace(file).is_library(file)


def _listed(document: Document) -> Iterator[tuple[Thing, Path, SharedThing]]:
    """The things that a library says something of, with their paths."""
    if document.journey is not None:
        for kind, key in _SHARED.items():
            for number, thing in enumerate(getattr(document.journey, key)):
                if thing.is_named:
                    yield kind, (key, number), thing


def _lacks_ids(document: Document) -> bool:
    return any(thing.id is None for _, _, thing in _listed(document))


def _give(
    project: Project, asked: Set[FilePath], used: Set[tuple[FilePath, SharedId]]
) -> tuple[dict[FilePath, dict[Path, str]], dict[FilePath, frozenset[SharedId]]]:
    """The ids that libraries get: by their files, and by the roots of their workspaces."""
    own: dict[FilePath, dict[Path, str]] = {}
    given: dict[FilePath, frozenset[SharedId]] = {}
    for root, home in {home.root: home for home in map(project.workspace, asked)}.items():
        held: set[SharedId] = set()
        for file in (one for one in project.company(home) if _is_library(project, one)):
            document = project.document(file)
            for kind, path, thing in _listed(document):
                known = kind, name_shared(thing)
                # The first to name a thing wins.
                if known in held:
                    continue
                held.add(known)
                if (
                    thing.id is None
                    and known[1]
                    and (root, known) in used
                    and file in asked
                    and is_whole(document)
                    and why_refused(document, path, kind) is None
                ):
                    own.setdefault(file, {})[path] = known[1]
                    given[root] = given.get(root, frozenset()) | {known}
    return own, given


# --- links ---------------------------------------------------------------------------------------


def _tell(
    project: Project,
    pointed: Mapping[FilePath, list[_Arrow]],
    asked: Set[FilePath],
    jobs: int | None,
) -> dict[FilePath, dict[int, str]]:
    """What links are to say behind `#`: by the files that have them, and their numbers there."""
    questions = [
        _Question(file, tuple(dict.fromkeys(arrow.anchor for arrow in arrows)), file in asked)
        for file, arrows in sorted(pointed.items())
    ]
    links: dict[FilePath, dict[int, str]] = {}
    for file, texts in spread(project, _answer_all, questions, jobs):
        for arrow in pointed[file]:
            if arrow.anchor.text in texts and not arrow.anchor.fixed:
                links.setdefault(arrow.source, {})[arrow.number] = texts[arrow.anchor.text]
    return links


def _answer_all(
    project: Project, questions: list[_Question]
) -> list[tuple[FilePath, Mapping[str, str]]]:
    session = open_session(project)
    answers = [(question.file, _answer(session, question)) for question in questions]
    session.release()
    return answers


def _answer(session: Session, question: _Question) -> Mapping[str, str]:
    """What references to a map are to say in place of what they do."""
    around = Surroundings(question.anchors)
    if question.asked:
        found = write_ids(session, question.file, around)
        return found.plan.anchors if found.plan is not None else {}
    subject = session.subject(question.file)
    if subject is None:
        return {}
    return plan_ids(subject, around, lambda _: tr("Nothing stands at this path.")).anchors
