"""Writes into the text of a map the ids of what is referred to."""

from __future__ import annotations

import datetime
from pathlib import Path as FilePath

from cjmap.check.session import Session
from cjmap.facts.subject import Subject
from cjmap.findings.source import Source
from cjmap.formatting.identifying import Plan, Surroundings, plan_ids
from cjmap.formatting.proving import means_the_same, says_the_same
from cjmap.formatting.rewriting import is_whole, rewrite, why_refused
from cjmap.loading.document import Document
from cjmap.messages import Message, tr
from cjmap.project.project import Project
from cjmap.records import dataclass, replace
from cjmap.text.emitting import EditRefused


@dataclass(frozen=True, slots=True)
class Identified:
    """A map with its ids: the text, which may be what it was, and the plan that was carried out.

    Without a text there is none: `reason` says why, or reading the file does.
    """

    source: Source | None
    plan: Plan | None = None
    reason: Message | None = None


def open_session(project: Project) -> Session:
    """A session over a project in which no day counts."""
    return Session(project, today=datetime.date.max)


def write_ids(session: Session, file: FilePath, around: Surroundings) -> Identified:
    """A map or library with ids for all that is referred to. Nothing is written to the disk."""
    document, subject = session.document(file), session.subject(file)
    if subject is None or not is_whole(document):
        return Identified(None)
    plan = plan_ids(subject, around, lambda item: why_refused(document, item.path, item.kind))
    if not plan:
        return Identified(document.source, plan)
    for attempt in (plan, _without_repeated(document, plan)):
        source = _carry_out(session, document, subject, around, attempt)
        if source is not None:
            return Identified(source, attempt)
    return Identified(None, reason=tr("With ids it would be read as something else."))


def _without_repeated(document: Document, plan: Plan) -> Plan:
    """A plan that leaves alone what aliases repeat, which may be no reference there."""
    tree = document.tree
    texts = {
        path: text
        for path, text in plan.texts.items()
        if not tree.is_repeated(tree.resolve(path)[0])
    }
    return replace(plan, texts=texts)


def _carry_out(
    session: Session, document: Document, subject: Subject, around: Surroundings, plan: Plan
) -> Source | None:
    """The text that a plan makes of a map; None where that would not mean the same."""
    from cjmap.loading.loader import load_text

    kinds = {path: subject.index.places[path].kind for path in (*plan.ids, *plan.adopted)}
    old = document.source
    try:
        source = Source(old.file, rewrite(document, plan, kinds), old.marked)
    except EditRefused:
        return None
    limits = session.workspace(document.file).settings.limits
    again = load_text(source, document.file, limits=limits)
    if again.journey is None or not is_whole(again):
        return None
    if not says_the_same(document.tree, again.tree, plan):
        return None
    after = session.suppose(document.file, again.journey, again.incomplete)
    same = after is not None and means_the_same(subject, after, plan, around.anchors)
    return source if same else None
