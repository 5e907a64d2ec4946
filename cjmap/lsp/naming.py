"""Where things stand, who refers to them, and their ids written anew wherever they are named."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from lsprotocol import types

from cjmap.check import Session
from cjmap.facts.index import Item, candidates
from cjmap.facts.naming import LIBRARY
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.formatting.identifying import Plan
from cjmap.formatting.references import find_references
from cjmap.formatting.rewriting import is_whole, rewrite, why_refused
from cjmap.lsp.desk import Desk
from cjmap.lsp.formatting import edits_between
from cjmap.lsp.places import uri_of
from cjmap.lsp.pointing import (
    Place,
    Target,
    find_links,
    find_target,
    find_uses,
    home_of,
    is_below,
    link_place,
    stands_at,
)
from cjmap.messages import Message, shorten, tr
from cjmap.text.emitting import EditRefused
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.maps import Thing


class RenameRefused(Exception):
    """A thing that cannot be called so. `reason` says why, in words for people."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _location(desk: Desk, place: Place) -> types.Location:
    opened = desk.opened.get(place.file)
    uri = opened.uri if opened is not None else uri_of(place.file)
    return types.Location(uri, desk.places(place.file).range(place.start, place.end))


def find_definition(desk: Desk, file: FilePath, position: types.Position) -> types.Location | None:
    """Where the thing stands that is meant at a place; of a link to a map that map."""
    index = desk.places(file).index(position)
    target = find_target(desk, file, index)
    if target is not None:
        place = stands_at(desk, target.file, target.item)
        return None if place is None else _location(desk, place)
    subject = desk.session.glimpse(file)
    for number, link in enumerate(subject.journey.links if subject is not None else ()):
        place = link_place(desk.document(file), number)
        if subject is not None and place.start <= index <= place.end:
            other = subject.linked(link.to.partition("#")[0])
            if other is not None and desk.project.peek(other) is not None:
                return _location(desk, Place(other, 0, 0))
    return None


def list_references(
    desk: Desk, file: FilePath, position: types.Position, *, declared: bool
) -> list[types.Location] | None:
    """Where the thing is referred to that is meant at a place; `declared`: and where it stands."""
    target = find_target(desk, file, desk.places(file).index(position))
    if target is None:
        return None
    found = list(find_uses(desk, target))
    place = stands_at(desk, target.file, target.item) if declared else None
    if place is not None:
        found.insert(0, place)
    return [_location(desk, one) for one in dict.fromkeys(found)]


# -- renaming ----------------------------------------------------------------------------------


def prepare_rename(
    desk: Desk, file: FilePath, position: types.Position
) -> types.PrepareRenamePlaceholder | None:
    """What is renamed at a place: the id of the thing that is meant there."""
    target = find_target(desk, file, desk.places(file).index(position))
    if target is None or not is_whole(desk.document(target.file)):
        return None
    spot = target.spot
    return types.PrepareRenamePlaceholder(
        desk.places(spot.file).range(spot.start, spot.end), _own(target.item)
    )


def rename(
    desk: Desk, file: FilePath, position: types.Position, name: str
) -> types.WorkspaceEdit | None:
    """Gives a thing another id, in all maps of its workspace that refer to it.

    Nothing else is meant by any reference afterwards than before. A thing without an id gets one.

    Raises:
        RenameRefused: it cannot be called so.
    """
    target = find_target(desk, file, desk.places(file).index(position))
    if target is None:
        return None
    if not name or slug(name) != name:
        raise RenameRefused(
            tr("An id is small letters, digits and hyphens: `{id}`.", id=slug(name) or "laura")
        )
    _refuse_taken(desk, target, name)
    files = sorted({target.file, *(use.file for use in find_uses(desk, target))})
    texts = {file: _rewrite(desk, file, target, name) for file in files}
    _prove(desk, texts)
    changes = {}
    for one, text in texts.items():
        opened = desk.opened.get(one)
        uri = opened.uri if opened is not None else uri_of(one)
        changes[uri] = edits_between(desk, one, text)
    return types.WorkspaceEdit(changes=changes)


def _own(item: Item) -> str:
    return item.id.rpartition("/")[2]


def _refuse_taken(desk: Desk, target: Target, name: str) -> None:
    subject = desk.session.glimpse(target.file)
    others = candidates(subject.index, target.item.kind, name) if subject is not None else ()
    if target.item.kind is not Thing.METRIC and others not in ((), (target.item,)):
        raise RenameRefused(
            tr("`{id}` is the id of another: {name}.", id=name, name=shorten(others[0].name))
        )


def _rewrite(desk: Desk, file: FilePath, target: Target, name: str) -> str:
    """The text of a map with the new id. Raises RenameRefused."""
    document, subject = desk.document(file), desk.session.glimpse(file)
    if subject is None or not is_whole(document):
        shown = desk.project.shown(file)
        raise RenameRefused(tr("{file} has mistakes; mend them first.", file=shown))
    item = target.item
    own = file == target.file
    reason = why_refused(document, item.path, item.kind) if own else None
    if reason is not None:
        raise RenameRefused(reason)
    plan = Plan(
        {item.path: name} if own else {},
        dict(_texts(desk, subject, target, name)),
        {} if own else dict.fromkeys(_listed(desk, subject, target), name),
        {},
        (),
    )
    kinds = dict.fromkeys((*plan.ids, *plan.adopted), item.kind)
    try:
        return rewrite(document, plan, kinds)
    except EditRefused as refused:
        raise RenameRefused(refused.reason) from None


def _texts(desk: Desk, subject: Subject, target: Target, name: str) -> Iterator[tuple[Path, str]]:
    """What the references of a map are to say, by their paths."""
    for reference in find_references(subject):
        if reference.item is not None:
            file, item = home_of(desk.session, subject, reference.item)
            text = _said(reference.text, item, target, name) if file == target.file else None
            if text is not None:
                yield reference.path, text
    for number, file, item in find_links(desk.session, subject):
        if file == target.file:
            path, _, text = subject.journey.links[number].to.partition("#")
            said = _said(text, item, target, name)
            if said is not None:
                yield ("links", number, "to"), f"{path}#{said}"


def _said(text: str, item: Item, target: Target, name: str) -> str | None:
    """What a reference to an item says once the target has its name; None where it stays."""
    if item == target.item:
        if composed(text) == composed(item.name) != _own(item):
            return None
        above = text.rpartition("/")[0] if item.kind is Thing.METRIC else ""
        return f"{above}/{name}" if above else name
    steps, way = text.split("/"), item.id.split("/")
    if len(steps) > 1 and steps[-1] == way[-1] and is_below(item.path, target.item.path):
        # The ids on the way down to it: of its stage, then of its touchpoint.
        number = 0 if target.item.kind is Thing.STAGE else 1
        if number < len(steps) - 1:
            return "/".join((*steps[:number], name, *steps[number + 1 :]))
    return None


def _listed(desk: Desk, subject: Subject, target: Target) -> Iterator[Path]:
    """Where a map lists what its library has, by its id there."""
    for item in subject.index.places.values():
        listed = item.external and item.path[:1] != (LIBRARY,)
        if listed and home_of(desk.session, subject, item) == (target.file, target.item):
            yield item.path


def _prove(desk: Desk, texts: Mapping[FilePath, str]) -> None:
    """Raises RenameRefused where a reference would mean another thing than before."""
    project = desk.project
    before = {file: _meanings(desk.session, file) for file in texts}
    with project.trial():
        for file, text in texts.items():
            mark = codecs.BOM_UTF8 if desk.source(file).marked else b""
            project.overlay(file, mark + text.encode("utf-8"))
        trial = Session(project, today=desk.session.today)
        after = {file: _meanings(trial, file) for file in texts}
    if before != after:
        raise RenameRefused(
            tr("Then other references would mean something else; choose another id.")
        )


def _meanings(session: Session, file: FilePath) -> list[object]:
    """What each reference of a map means, by files and paths."""
    subject = session.glimpse(file)
    if subject is None:
        return [None]
    found: list[object] = [
        [
            (home, own.path)
            for item in reference.meant
            for home, own in (home_of(session, subject, item),)
        ]
        for reference in find_references(subject)
    ]
    return [*found, *((n, other, item.path) for n, other, item in find_links(session, subject))]
