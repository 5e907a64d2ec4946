"""Makes the new map of an old one and of what changed, from the changes alone."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from cjmap.compare.assuming import present_at
from cjmap.facts.changes import Change
from cjmap.facts.index import Item, resolve
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.model.scale import STANDARD, Scale, read_scale
from cjmap.text.slugs import slug
from cjmap.vocabulary.changes import Changed, ChangeKind
from cjmap.vocabulary.maps import Thing
from tests.compare.states import subject

Node: TypeAlias = dict[str, Any]

OWN = ("personas", "channels", "evidence", "lanes", "stages")
INSIDE = ("pains", "gains", "opportunities", "metrics")
BELOW = {
    (): (*OWN, *INSIDE),
    ("stages",): ("touchpoints", *INSIDE),
    ("stages", "touchpoints"): INSIDE,
}
NEEDED = ("personas", "stages")
STANDARD_ENDS = [STANDARD.worst, STANDARD.best]
CALLED = {"pains": "text", "gains": "text", "opportunities": "text", "evidence": "title"}
REFERENCES = {
    "personas": Thing.PERSONA,
    "persona": Thing.PERSONA,
    "emotions": Thing.PERSONA,
    "evidence": Thing.EVIDENCE,
    "source": Thing.EVIDENCE,
    "to": Thing.TOUCHPOINT,
    "channel": Thing.CHANNEL,
    "channels": Thing.CHANNEL,
    "lanes": Thing.LANE,
}


class Meant(NamedTuple):
    """A reference to a thing of the old map, the id of this there, and what the map wrote for it."""

    thing: int
    id: str
    written: str


def apply(old: Subject, changes: Sequence[Change]) -> str:
    """The text of the new map, up to what is no change."""
    return _Application(old, changes).text()


def lists_below(place: Path) -> tuple[str, ...]:
    """The lists of things that the map, a stage or a touchpoint holds."""
    return BELOW.get(tuple(step for step in place if isinstance(step, str)), ())


def is_of_a_thing(path: Path) -> bool:
    """Whether a path leads to a thing of the map, and not to what one says."""
    return isinstance(path[-1], int) and path[-2] in lists_below(path[:-2])


def walk(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every mapping and list with its path."""
    if isinstance(node, dict):
        yield path, node
        for key, one in node.items():
            yield from walk(one, (*path, key))
    if isinstance(node, list):
        yield path, node
        for number, one in enumerate(node):
            yield from walk(one, (*path, number))


def outer_first(change: Change) -> tuple[int, Sequence[int]]:
    """What stands in a list comes before what stands in its items, and these in their order."""
    return len(change.path), [step for step in change.path if isinstance(step, int)]


class _Application:
    def __init__(self, old: Subject, changes: Sequence[Change]) -> None:
        self._old = old
        self._ids: dict[int, str] = {}
        self._data: Node = old.journey.model_dump(mode="json", by_alias=True)
        self._scale = read_scale(old.journey.emotion_scale)
        self._of_things = [one for one in changes if self._is_of_thing(one)]
        self._turns = [one for one in changes if one.what is Changed.EMOTION]
        about = (*self._of_things, *self._turns)
        self._fields = [one for one in changes if not any(one is other for other in about)]

    @staticmethod
    def _is_of_thing(one: Change) -> bool:
        return is_of_a_thing(one.path) and one.kind is not ChangeKind.CHANGED

    def text(self) -> str:
        self._spell_out(self._data, ())
        self._things = {item.path: self._at(item.path) for item in self._items()}
        self._mean(self._data, ())
        # What is removed is told by where it stood: in the old map as it was.
        before = dict(walk(self._data))
        self._rescale()
        self._arrange()
        self._call()
        self._remove(before)
        self._write()
        now = subject(json.dumps(self._written(self._data)), sound=False)
        spots = {id(node): path for path, node in walk(self._data)}
        places = now.index.places
        self._ids = {node: places[path].id for node, path in spots.items() if path in places}
        self._feel(before, lambda node: {item.id for item in present_at(now, spots[id(node)])})
        return json.dumps(self._written(self._data), ensure_ascii=False)

    def _items(self) -> Iterator[Item]:
        for items in self._old.index.items.values():
            yield from (item for item in items if item.path[0] != "library")

    def _at(self, path: Path) -> Any:
        node: Any = self._data
        for step in path:
            node = node[self._key(node, step)]
        return node

    def _key(self, node: Any, step: str | int) -> Any:
        """The key of a mapping that means what one of the new map does."""
        if isinstance(step, int) or step in node:
            return step
        alike = [key for key in node if slug(self._said(key)) == slug(step)]
        return alike[0] if alike else step

    @staticmethod
    def _said(written: Any) -> str:
        return written.written if isinstance(written, Meant) else str(written)

    # -- the old map, so that its things can be told apart ------------------------------------

    def _spell_out(self, owner: Node, path: Path) -> None:
        for key in lists_below(path):
            for number, one in enumerate(owner.get(key, ())):
                if not isinstance(one, dict):
                    owner[key][number] = {CALLED.get(key, "name"): one}
                self._spell_out(owner[key][number], (*path, key, number))

    def _mean(self, node: Any, path: Path) -> None:
        """Puts what they refer to in the place of all references."""
        if isinstance(node, list):
            for number, one in enumerate(node):
                self._mean(one, (*path, number))
        if not isinstance(node, dict):
            return
        for key, value in [*node.items()]:
            kind = self._wanted(path, key)
            if kind is None:
                self._mean(value, (*path, key))
            elif isinstance(value, dict):
                node[key] = {self._meant(kind, one): said for one, said in value.items()}
            elif isinstance(value, list):
                node[key] = [self._meant(kind, one) for one in value]
            else:
                node[key] = self._meant(kind, value)

    @staticmethod
    def _wanted(path: Path, key: str) -> Thing | None:
        if key == "pains" and path[-2:-1] == ("opportunities",):
            return Thing.PAIN
        return REFERENCES.get(key) if path else None

    def _meant(self, kind: Thing, written: str) -> Any:
        found = resolve(self._old.index, kind, written)
        if found is None or found.path[0] == "library":
            return written
        return Meant(id(self._things[found.path]), found.id, written)

    def _rescale(self) -> None:
        """Writes all scores on the scale of the new map."""
        was = self._scale
        ends: Any = [was.worst, was.best]
        for one in self._fields:
            if one.path == ("emotion_scale",):
                ends = STANDARD_ENDS if one.new is None else one.new
            elif one.path[0] == "emotion_scale":
                ends[int(one.path[1])] = one.new
        self._scale = read_scale(ends)
        for path, node in [*walk(self._data)]:
            if not lists_below(path) or not isinstance(node, dict):
                continue
            if "emotion" in node:
                node["emotion"] = self._on_scale(node["emotion"], was)
            for who, felt in node.get("emotions", {}).items():
                node["emotions"][who] = self._on_scale(felt, was)

    def _on_scale(self, felt: Any, written: Scale = STANDARD) -> Any:
        if isinstance(felt, dict):
            return {**felt, "score": self._on_scale(felt["score"], written)}
        if not isinstance(felt, int | float):
            return felt
        # Thirds of a scale need more digits than a map may have.
        return round(self._scale.own(written.normal(felt)), 9)

    # -- things -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Lets things go and come; what keeps its order stands in the places that are left."""
        gone = [one for one in self._of_things if one.kind is ChangeKind.REMOVED]
        moved = [one for one in self._of_things if one.kind is ChangeKind.MOVED]
        self._gone = {
            *(id(self._things[one.path]) for one in gone),
            *(id(self._from(one)) for one in moved),
        }
        self._settle(self._data, ())

    def _from(self, moved: Change) -> Node:
        """What moved, by where it stood."""
        assert isinstance(moved.old, dict)
        position = moved.old["position"]
        assert isinstance(position, int)
        key = moved.path[-2]
        (path,) = [
            item.path
            for item in self._items()
            if item.path[-2:] == (key, position - 1) and self._owner_id(item) == moved.old["in"]
        ]
        found: Node = self._things[path]
        return found

    def _owner_id(self, item: Item) -> str | None:
        owner = self._old.index.places.get(item.place)
        return None if owner is None else owner.id

    def _settle(self, owner: Node, path: Path) -> None:
        for key in lists_below(path):
            had = owner.get(key, [])
            staying = iter([one for one in had if id(one) not in self._gone])
            come = dict(self._comers((*path, key)))
            count = sum(id(one) not in self._gone for one in had) + len(come)
            there = [come[number] if number in come else next(staying) for number in range(count)]
            if there or (key in owner and (not had or key in NEEDED)):
                owner[key] = there
            else:
                owner.pop(key, None)
            for number, one in enumerate(there):
                self._settle(one, (*path, key, number))

    def _comers(self, place: Path) -> Iterator[tuple[int, Node]]:
        for one in self._of_things:
            number = one.path[-1]
            if one.path[:-1] != place or not isinstance(number, int):
                continue
            if one.kind is ChangeKind.MOVED:
                yield number, self._from(one)
            elif one.kind is ChangeKind.ADDED:
                new = copy.deepcopy(one.new)
                called = CALLED.get(str(place[-1]), "name")
                yield number, new if isinstance(new, dict) else {called: new}

    def _call(self) -> None:
        for one in self._of_things:
            if one.kind is ChangeKind.RENAMED:
                node = self._at(one.path)
                key = str(one.path[-2])
                node[CALLED.get(key, "name")] = one.new
                own = one.id.rpartition("/")[2]
                if key != "metrics" and own != slug(str(one.new)):
                    node["id"] = own

    # -- what things say ------------------------------------------------------------------------

    def _remove(self, before: dict[Path, Any]) -> None:
        lists: dict[int, tuple[list[Any], set[int]]] = {}
        for one in self._fields:
            if one.kind is not ChangeKind.REMOVED:
                continue
            node, last = before[one.path[:-1]], one.path[-1]
            if isinstance(node, list):
                assert isinstance(last, int)
                lists.setdefault(id(node), (node, set()))[1].add(last)
            elif one.old != [] or not node.get(last):
                node.pop(self._key(node, last), None)
        for node, numbers in lists.values():
            node[:] = [one for number, one in enumerate(node) if number not in numbers]
        for _, node in walk(self._data):
            # No channel is told one by one; a list that says that there is none, as a whole.
            if isinstance(node, dict) and id(node.get("channel")) in lists and not node["channel"]:
                del node["channel"]

    def _write(self) -> None:
        for one in sorted(self._fields, key=outer_first):
            if one.kind is ChangeKind.REMOVED:
                continue
            if one.what is Changed.CHANNEL and one.path[-1] != "channel":
                self._at(one.path[:-2]).setdefault("channel", [])
            node, last = self._at(one.path[:-1]), one.path[-1]
            if not isinstance(node, list):
                node[self._key(node, last)] = one.new
            elif one.what is Changed.CHANNEL or one.kind is ChangeKind.ADDED:
                assert isinstance(last, int)
                if one.kind is ChangeKind.CHANGED:
                    node[:] = [other for other in node if slug(self._said(other)) != one.old]
                node.insert(last, one.new)
            else:
                node[int(last)] = one.new

    # -- how people feel ------------------------------------------------------------------------

    def _feel(self, before: dict[Path, Any], present: Callable[[Node], set[str]]) -> None:
        places: dict[int, tuple[Node, list[Change]]] = {}
        # What goes first: a name that means nobody may be somebody's in the new map.
        for one in sorted(self._turns, key=lambda turn: turn.kind is not ChangeKind.REMOVED):
            place = one.path[:-1] if one.path[-1] == "emotion" else one.path[:-2]
            node = before[place] if one.kind is ChangeKind.REMOVED else self._at(place)
            places.setdefault(id(node), (node, []))[1].append(one)
        were = {id(before[path]): path for path in self._things}
        for node, turns in places.values():
            then = present_at(self._old, were[id(node)])
            self._feel_at(node, turns, then, present(node))

    def _feel_at(
        self, node: Node, turns: Sequence[Change], then: Sequence[Item], now: set[str]
    ) -> None:
        own = node.pop("emotions", {})
        of_all = [one for one in turns if one.path[-1] == "emotion"]
        if of_all and "emotion" in node:
            was = node.pop("emotion")
            # Who felt as all did, and of whom nothing is told, goes on to feel so; not who is gone.
            feeling = set(map(self._persona, own))
            for item in then:
                meant = Meant(id(self._things.get(item.path)), item.id, item.id)
                if self._persona(meant) in now - feeling:
                    own[meant] = was
        for one in turns:
            own = {who: felt for who, felt in own.items() if self._persona(who) != one.persona}
            if one.new is not None and one in of_all:
                node["emotion"] = self._on_scale(one.new)
            elif one.new is not None:
                own[one.persona] = self._on_scale(one.new)
        if own:
            node["emotions"] = own

    def _persona(self, who: Meant | str) -> str:
        """What the changes call a persona: by its id in the new map, else by that in the old one."""
        return self._ids.get(who.thing, who.id) if isinstance(who, Meant) else who

    # -- references, by what things are called now ----------------------------------------------

    def _written(self, node: Any) -> Any:
        if isinstance(node, Meant):
            return self._ids.get(node.thing, node.written)
        if isinstance(node, list):
            return [self._written(one) for one in node]
        if isinstance(node, dict):
            return {self._written(key): self._written(one) for key, one in node.items()}
        return node
