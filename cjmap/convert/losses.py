"""What a map says and another form does not give back, as our own reader reads that form again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from cjmap.compare.changes import compare
from cjmap.facts.changes import Change, Value
from cjmap.facts.index import Item
from cjmap.facts.pairing import pair
from cjmap.facts.subject import Subject
from cjmap.facts.things import Listing
from cjmap.findings import Path
from cjmap.messages import Message, line_up, ntr, tr, verbatim
from cjmap.model.element import Element
from cjmap.records import dataclass
from cjmap.vocabulary.changes import ChangeKind
from cjmap.vocabulary.maps import Thing

# Of so many kinds of losses people are told in a sentence, the most frequent first.
_TOLD: Final = 6
# So many keys of the map itself are named.
_NAMED: Final = 4
_LISTS: Final[Mapping[Thing, str]] = {
    Thing.PERSONA: "personas",
    Thing.CHANNEL: "channels",
    Thing.EVIDENCE: "evidence",
    Thing.LANE: "lanes",
    Thing.STAGE: "stages",
    Thing.TOUCHPOINT: "touchpoints",
    Thing.PAIN: "pains",
    Thing.GAIN: "gains",
    Thing.OPPORTUNITY: "opportunities",
    Thing.METRIC: "metrics",
}

Hidden: TypeAlias = "Mapping[Thing | None, frozenset[str]]"
"""The keys of each kind of thing, None is the map itself, that a form does not show; beside the user's own."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A thing, or what it says by a key, that another form does not give back.

    `thing` is what kind it is, None the map itself, `place` where it stands; `key` is "" where all
    of it is lost, or where it is `moved`: given back at another place. `path` leads to what `said` is, `back` is what the form gives in its place, None
    for nothing. All of them are as they stand in the map that was written.
    """

    thing: Thing | None
    place: Path
    key: str
    path: Path
    said: Value
    back: Value = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Losses:
    """What a file does not hold of a map.

    `comments` is how many comments of its text. `unread` is why nothing of the rest can be told,
    None where it can. `for_eyes`: the file is to be looked at, and nobody reads it again.
    """

    lost: tuple[Lost, ...] = ()
    comments: int = 0
    unread: Message | None = None
    for_eyes: bool = False

    def __bool__(self) -> bool:
        return bool(self.lost or self.comments or self.unread)


def not_given_back(old: Subject, new: Subject) -> tuple[Lost, ...]:
    """What a map says and what was read again of its other form does not, or says otherwise."""
    pairing = pair(old.things, new.things)
    places = _places(old)
    return tuple(
        _lost(change, path, places)
        for change in compare(old, new, pairing)
        if change.kind is not ChangeKind.ADDED or _leaves_out(change)
        for path in [_path_before(change, pairing.old_of)]
    )


def _leaves_out(change: Change) -> bool:
    """Whether some are named where the map lets all take part by naming nobody."""
    return change.path[-1:] == ("personas",)


def _path_before(change: Change, old_of: Mapping[Path, Item]) -> Path:
    """Where what a change is about stood in the old map."""
    if change.kind is ChangeKind.REMOVED:
        return change.path
    for length in range(len(change.path), 0, -1):
        item = old_of.get(change.path[:length])
        if item is not None:
            return (*item.path, *change.path[length:])
    return change.path


def _places(subject: Subject) -> Mapping[Path, Thing]:
    return {item.path: item.kind for listed in subject.index.items.values() for item in listed}


def _lost(change: Change, path: Path, places: Mapping[Path, Thing]) -> Lost:
    place = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in places), ())
    key = str(path[len(place)]) if len(path) > len(place) else ""
    if not key and change.kind is ChangeKind.RENAMED:
        key = "name"
    back = None if change.kind is ChangeKind.REMOVED else change.new
    moved = change.kind is ChangeKind.MOVED
    return Lost(places.get(place), place, key, path, change.old, back, moved)


def not_shown(subject: Subject, hidden: Hidden) -> Iterator[Lost]:
    """What a map says and a form that is to be looked at does not show."""
    yield from _hidden(None, (), subject.journey, hidden)
    for kind, key in _LISTS.items():
        listing: Listing[Element] = getattr(subject.things, key)
        for item, thing in listing:
            if not item.external:
                yield from _hidden(kind, item.path, thing, hidden)


def _hidden(kind: Thing | None, place: Path, thing: Element, hidden: Hidden) -> Iterator[Lost]:
    said = _dump(thing)
    # A text alone is what the thing is called.
    for key, value in said.items() if isinstance(said, dict) else ():
        if key != "cjmap" and (key in hidden[kind] or key.startswith("x-")):
            yield Lost(kind, place, key, (*place, key), value)


def _dump(thing: Element) -> Value:
    dumped: Value = thing.model_dump(mode="json", by_alias=True)
    return dumped


# -- in words --------------------------------------------------------------------------------------


def tell_losses(name: str, losses: Losses) -> Iterator[Message]:
    """What people are told of it: a sentence with how much there is of each kind."""
    if losses.unread is not None:
        yield tr(
            "{file} was written and cannot be read again, so what it holds cannot be told: {reason}",
            file=name,
            reason=losses.unread,
        )
    kinds = _count(losses)
    if not kinds:
        return
    things = kinds[:_TOLD] if len(kinds) > _TOLD + 1 else kinds
    if len(things) < len(kinds):
        more = len(kinds) - len(things)
        things = [*things, ntr("{n} more kind", "{n} more kinds", more)]
    said = line_up(things)
    if losses.for_eyes:
        yield tr("{file} does not show: {things}.", file=name, things=said)
    else:
        yield tr("{file} does not give back: {things}.", file=name, things=said)


def _count(losses: Losses) -> list[Message]:
    """The kinds of losses in words, the most frequent first; what the map says of itself stands together."""
    own: dict[str, None] = {}
    found: dict[tuple[Thing, str, bool], set[Path]] = {}
    for one in losses.lost:
        if one.thing is None:
            own.setdefault(one.key)
        else:
            found.setdefault((one.thing, one.key, one.moved), set()).add(one.place)
    told = [_count_own(list(own))] if own else []
    if losses.comments:
        told.append(ntr("{n} comment", "{n} comments", losses.comments))
    for (kind, key, moved), places in sorted(found.items(), key=_rank):
        things = _COUNTED[kind](len(places))
        if moved:
            things = tr("the place of {things}", things=things)
        told.append(things if not key else tr("`{key}` of {things}", key=key, things=things))
    return told


def _count_own(keys: Sequence[str]) -> Message:
    if len(keys) > _NAMED:
        return ntr("{n} key of the map itself", "{n} keys of the map itself", len(keys))
    named = line_up([verbatim(f"`{key}`") for key in keys])
    return tr("{keys} of the map itself", keys=named)


def _rank(found: tuple[tuple[Thing, str, bool], set[Path]]) -> tuple[bool, bool, int]:
    """Whole things first, then keys by how often they are lost; ids are there for other things."""
    (_, key, moved), places = found
    return bool(key) or moved, key == "id", -len(places)


_COUNTED: Final[Mapping[Thing, Callable[[int], Message]]] = {
    Thing.PERSONA: lambda n: ntr("{n} persona", "{n} personas", n),
    Thing.CHANNEL: lambda n: ntr("{n} channel", "{n} channels", n),
    Thing.EVIDENCE: lambda n: ntr("{n} source of evidence", "{n} sources of evidence", n),
    Thing.LANE: lambda n: ntr("{n} lane", "{n} lanes", n),
    Thing.STAGE: lambda n: ntr("{n} stage", "{n} stages", n),
    Thing.TOUCHPOINT: lambda n: ntr("{n} touchpoint", "{n} touchpoints", n),
    Thing.PAIN: lambda n: ntr("{n} pain", "{n} pains", n),
    Thing.GAIN: lambda n: ntr("{n} gain", "{n} gains", n),
    Thing.OPPORTUNITY: lambda n: ntr("{n} opportunity", "{n} opportunities", n),
    Thing.METRIC: lambda n: ntr("{n} metric", "{n} metrics", n),
}
