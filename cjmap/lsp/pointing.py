"""What of a map stands at a place: a reference, or a thing that has a name or an id there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Final

from cjmap.check import Session
from cjmap.facts.index import Item
from cjmap.facts.naming import LIBRARY
from cjmap.facts.referring import is_key
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.formatting.references import PLACES, Reference, find_references, meant_by, shared_id
from cjmap.loading.document import Document
from cjmap.lsp.desk import Desk
from cjmap.records import dataclass
from cjmap.text.pointing import Spot, point
from cjmap.text.tree import Mapping, Scalar

# What a thing is called by, besides standing alone.
_NAMES: Final = ("id", "name", "title", "text")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: indexes of its text."""

    file: FilePath
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """A thing that is pointed at: the map or library that has it, and the item there.

    `spot` is what was pointed at, `reference` whether that only refers to it.
    """

    file: FilePath
    item: Item
    spot: Place
    reference: bool


def spot_at(desk: Desk, file: FilePath, index: int) -> Spot | None:
    """What a character of a map belongs to, where the map can be read."""
    return point(desk.document(file).tree, index)


def find_target(desk: Desk, file: FilePath, index: int) -> Target | None:
    """The thing that is meant at a place."""
    subject = desk.session.glimpse(file)
    if subject is None:
        return None
    document = desk.document(file)
    for number, found, item in find_links(desk.session, subject):
        place = link_place(document, number)
        if place.start <= index <= place.end:
            return Target(found, item, place, True)
    for reference in find_references(subject):
        place = place_of(document, reference)
        if place.start <= index <= place.end and reference.item is not None:
            found, item = home_of(desk.session, subject, reference.item)
            return Target(found, item, place, True)
    for item in subject.index.places.values():
        for place in names_of(document, item):
            if place.start <= index <= place.end:
                found, own = home_of(desk.session, subject, item)
                return Target(found, own, place, item.external)
    return None


def place_of(document: Document, reference: Reference) -> Place:
    """Where a reference is written."""
    _, start, end = document.locate(reference.path, key=is_key(reference.path))
    return Place(document.file, start, end)


def names_of(document: Document, item: Item) -> Iterator[Place]:
    """Where a map writes the id and the name of a thing of its own."""
    written, node = document.tree.resolve(document.places.document(item.path))
    if not written or written[:1] == (LIBRARY,):
        return
    if isinstance(node, Scalar):
        yield Place(document.file, node.start, node.end)
    elif isinstance(node, Mapping):
        for key in _NAMES:
            _, value = node.entries.get(key, (None, None))
            if isinstance(value, Scalar):
                yield Place(document.file, value.start, value.end)


def stands_at(desk: Desk, file: FilePath, item: Item) -> Place | None:
    """Where a thing stands: its id or name; None where it stands nowhere, as what is implied."""
    return next(names_of(desk.document(file), item), None)


def home_of(session: Session, subject: Subject, item: Item) -> tuple[FilePath, Item]:
    """The file that a thing is written in, and what it is there: that of a library for shared ones."""
    known = shared_id(subject, item)
    if known is None:
        return subject.file, item
    project = session.project
    for file in project.company(subject.workspace):
        if project.workspace(file).is_library(file):
            shelf = session.glimpse(file)
            for own in shelf.index.items[item.kind] if shelf is not None else ():
                if own.id == known[1]:
                    return file, own
    return subject.file, item


def find_links(session: Session, subject: Subject) -> Iterator[tuple[int, FilePath, Item]]:
    """Where a map refers to stages and touchpoints of others: the numbers of its links."""
    for number, link in enumerate(subject.journey.links):
        name, _, text = link.to.partition("#")
        target = subject.linked(name)
        other = session.glimpse(target) if target is not None and text else None
        found = meant_by(other.index, PLACES[::-1], text) if other is not None else ()
        if other is not None and len(found) == 1:
            yield number, other.file, found[0]


def link_place(document: Document, number: int) -> Place:
    """Where a link names its map."""
    _, start, end = document.locate(("links", number, "to"))
    return Place(document.file, start, end)


def find_uses(desk: Desk, target: Target) -> Iterator[Place]:
    """Where maps of the workspace refer to a thing, those that are open as they stand."""
    project, session = desk.project, desk.session
    home = project.workspace(target.file)
    for file in sorted({target.file, *project.company(home), *desk.maps()}):
        if project.workspace(file).root != home.root:
            continue
        known = file in project.files
        subject = session.glimpse(file)
        if subject is not None:
            yield from _uses_in(desk, subject, target)
        if not known and file not in desk.opened:
            project.release((file,))


def _uses_in(desk: Desk, subject: Subject, target: Target) -> Iterator[Place]:
    document = desk.document(subject.file)
    for reference in find_references(subject):
        item = reference.item
        if item is not None and home_of(desk.session, subject, item) == (target.file, target.item):
            yield place_of(document, reference)
    if subject.file != target.file:
        for item in subject.index.places.values():
            # A map that lists what the library has refers to it by that.
            listed = item.external and item.path[:1] != (LIBRARY,)
            if listed and home_of(desk.session, subject, item) == (target.file, target.item):
                yield from list(names_of(document, item))[:1]
    for number, file, item in find_links(desk.session, subject):
        if (file, item) == (target.file, target.item):
            yield link_place(document, number)


def is_below(path: Path, owner: Path) -> bool:
    """Whether a path leads into what stands at another."""
    return path[: len(owner)] == owner
