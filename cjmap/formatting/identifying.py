"""Which ids a map is to write, and what its references are to say then.

Whatever a reference means gets an id: the last step of the one that it has by default, where that
means nothing else (`web`), else all the steps (`purchase-web`). References then name it by that
id: it stays when the thing gets another name, and when others get its name. One whose words are
the id already stays as it is, and so does one that is in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import count
from typing import Final

from cjmap.facts.index import Item, candidates, own_id
from cjmap.facts.naming import SharedThing, name_shared
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.formatting.references import (
    PLACES,
    Reference,
    SharedId,
    find_references,
    meant_by,
    shared_id,
)
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.maps import Thing

# In a link from another map a touchpoint is looked for before a stage.
ANCHOR: Final = PLACES[::-1]


@dataclass(frozen=True, slots=True)
class Anchor:
    """How another map refers to a stage or touchpoint; `fixed`: what it says there will stay."""

    text: str
    fixed: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other files of a workspace have to do with the ids of a map.

    `anchors` are the references of others to it, `links` what its own links to others are to say
    behind `#`, by their numbers. `given` are the things of libraries that get an id in the same
    run, and `own`, of a library, the paths of those that it holds itself, with these ids.
    """

    anchors: tuple[Anchor, ...] = ()
    links: Mapping[int, str] = {}
    given: frozenset[SharedId] = frozenset()
    own: Mapping[Path, str] = {}


@dataclass(frozen=True, slots=True)
class Plan:
    """The ids to write, by the paths of things, and the texts of references, by theirs.

    `adopted` are the ids of what a map lists by the name that a library has for it, `anchors` what
    other maps are to write in place of theirs. `kept` are the things that are referred to and get
    no id, by their names, and why.
    """

    ids: Mapping[Path, str]
    texts: Mapping[Path, str]
    adopted: Mapping[Path, str]
    anchors: Mapping[str, str]
    kept: tuple[tuple[str, Message], ...]

    def __bool__(self) -> bool:
        return bool(self.ids or self.texts or self.adopted)


def plan_ids(
    subject: Subject,
    around: Surroundings,
    refuse: Callable[[Item], Message | None],
) -> Plan:
    """The ids of a map; `refuse` says why a thing can be given none."""
    return _Planner(subject, around, refuse).plan()


class _Planner:
    def __init__(
        self, subject: Subject, around: Surroundings, refuse: Callable[[Item], Message | None]
    ) -> None:
        self._subject = subject
        self._index = subject.index
        self._around = around
        self._refuse = refuse
        anchors = [
            Reference((), one.text, ANCHOR, meant_by(self._index, ANCHOR, one.text))
            for one in around.anchors
        ]
        self._anchors = anchors
        self._fixed = {composed(one.text) for one in around.anchors if one.fixed}
        self._own = [*find_references(subject)]
        self._references = [*self._own, *anchors]
        # The id that a thing is to have, or has, by its path.
        self._names: dict[Path, str] = {}
        self._ids: dict[Path, str] = {}
        self._kept: dict[Path, tuple[str, Message]] = {}

    def plan(self) -> Plan:
        wanted = self._wanted()
        self._choose(wanted)
        return Plan(
            self._ids,
            self._texts(),
            dict(self._adopted()),
            {one.text: text for one in self._anchors if (text := self._text(one)) is not None},
            tuple(self._kept.values()),
        )

    # -- what is referred to ----------------------------------------------------------------------

    def _wanted(self) -> list[Item]:
        """The things that are to have an id, in the order of the file."""
        wanted: dict[Path, Item] = {}
        for reference in self._references:
            if reference.item is not None:
                for item in (*self._on_the_way(reference), reference.item):
                    wanted.setdefault(item.path, item)
        for path in self._around.own:
            item = self._index.places[path]
            wanted.setdefault(path, item)
        self._keep_doubts(wanted)
        suspected = self._suspected()
        order = {path: number for number, path in enumerate(self._index.places)}
        return sorted(
            (item for path, item in wanted.items() if path not in suspected),
            key=lambda item: order.get(item.path, -1),
        )

    def _on_the_way(self, reference: Reference) -> Iterator[Item]:
        """What a metric stands in, where it is referred to by the way down to it."""
        item = reference.item
        if item is None or item.kind is not Thing.METRIC or "/" not in reference.text:
            return
        place = item.place
        if item.stage is not None and len(place) > len(("stages", 0)):
            yield self._index.places[place[:2]]
        if place:
            yield self._index.places[place]

    def _keep_doubts(self, wanted: dict[Path, Item]) -> None:
        """A reference that fits several things fits them afterwards: all get an id, or none."""
        doubts = [one.meant for one in self._references if len(one.meant) > 1]
        before = -1
        while len(wanted) != before:
            before = len(wanted)
            for several in doubts:
                if not any(item.path in wanted for item in several):
                    continue
                if all(self._can_have(item) for item in several):
                    wanted.update((item.path, item) for item in several)
        for several in doubts:
            if not all(self._can_have(item) for item in several):
                for item in several:
                    if not item.written:
                        wanted.pop(item.path, None)

    def _can_have(self, item: Item) -> bool:
        return item.written or not (item.external or self._refuse(item))

    def _suspected(self) -> set[Path]:
        """New personas that may be meant for others of the library: an id would settle that."""
        from cjmap.rules.references.names import PersonaTypo

        if not self._index.shelf.personas:
            return set()
        return {problem.path for problem in PersonaTypo().check(self._subject)}

    # -- what it is called ------------------------------------------------------------------------

    def _choose(self, wanted: Iterable[Item]) -> None:
        taken: dict[Thing, set[str]] = {}
        for reference in self._references:
            if not reference.meant:
                # Nor does what meant nothing mean anything afterwards.
                for kind in reference.kinds:
                    taken.setdefault(kind, set()).add(composed(reference.text))
        crossing = {
            one.item.path: one.kinds
            for one in self._references
            if one.item is not None and len(one.kinds) > 1
        }
        for item in wanted:
            if item.written:
                # Of two with one id the first is meant by it.
                if candidates(self._index, item.kind, item.id) == (item,):
                    self._names[item.path] = own_id(item)
            elif item.external:
                known = shared_id(self._subject, item)
                if known is not None and known in self._around.given:
                    self._names[item.path] = known[1]
            else:
                kinds = crossing.get(item.path, (item.kind,))
                self._give(item, kinds, taken.setdefault(item.kind, set()))

    def _give(self, item: Item, kinds: Collection[Thing], taken: set[str]) -> None:
        """Gives a thing an id, unless it cannot be written, or a fixed reference would be lost."""
        reason = self._refuse(item)
        if reason is not None:
            self._kept[item.path] = (item.name, reason)
            return
        id = next(word for word in _words(item) if self._is_free(word, item, kinds, taken))
        if id != own_id(item) and item.id in self._fixed:
            self._kept[item.path] = (
                item.name,
                tr("A map that stays as it is refers to it as `{id}`.", id=item.id),
            )
            return
        taken.add(id)
        self._ids[item.path] = self._names[item.path] = id

    def _is_free(self, word: str, item: Item, kinds: Collection[Thing], taken: Set[str]) -> bool:
        """Whether a word means a thing, or nothing, among all that it may be taken for."""
        if item.kind is Thing.METRIC:
            # It need be the only one where it stands.
            return True
        meanings = self._index.meanings
        return word not in taken and all(
            meanings[kind].get(word, ()) in ((), (item,)) for kind in {item.kind, *kinds}
        )

    # -- what references say ----------------------------------------------------------------------

    def _texts(self) -> dict[Path, str]:
        texts = {one.path: text for one in self._own if (text := self._text(one)) is not None}
        for number, anchor in self._around.links.items():
            link = self._subject.journey.links[number]
            texts["links", number, "to"] = f"{link.to.partition('#')[0]}#{anchor}"
        return texts

    def _text(self, reference: Reference) -> str | None:
        """What a reference is to say; None where it says so, or where it stays as it is."""
        item = reference.item
        name = self._names.get(item.path) if item is not None else None
        if item is None or name is None:
            return None
        if item.kind is Thing.METRIC:
            name = self._way(item, name) if "/" in reference.text else name
        elif item.kind is Thing.CHANNEL and slug(reference.text) == name:
            return None
        elif item.kind is Thing.CHANNEL and slug(reference.text) != slug(item.name):
            # A word for a channel in some language, of which the id is a word as well.
            return None
        elif item.written and meant_by(self._index, reference.kinds, name) != (item,):
            # A stage is asked in front, and no other word is the touchpoint's alone.
            reason = tr("Its id `{id}` means a stage where it is referred to.", id=name)
            self._kept[item.path] = (item.name, reason)
            return None
        return name if composed(reference.text) != name else None

    def _way(self, item: Item, name: str) -> str:
        """The ids on the way down to a metric."""
        steps = [item.place[:2], item.place] if len(item.place) > 2 else [item.place]
        places = self._index.places
        above = [self._names.get(step) or own_id(places[step]) for step in steps if step]
        return "/".join((*above, name))

    def _adopted(self) -> Iterator[tuple[Path, str]]:
        """The things of the library that the map lists by a name which is not their id."""
        journey, things = self._subject.journey, self._subject.things
        listed: tuple[tuple[Iterable[tuple[Item, SharedThing]], Sequence[SharedThing]], ...] = (
            (things.personas, journey.personas),
            (things.channels, journey.channels),
            (things.evidence, journey.evidence),
            (things.lanes, journey.lanes),
        )
        for shared, own in listed:
            for (item, thing), written in zip(shared, own, strict=False):
                if item.external and name_shared(thing) != name_shared(written):
                    yield item.path, name_shared(thing)


def _words(item: Item) -> Iterator[str]:
    """The ids that a thing may get, the best first."""
    own, way = own_id(item), item.id.replace("/", "-")
    yield own
    yield way
    yield from (f"{way}-{number}" for number in count(2))
