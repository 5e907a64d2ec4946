"""What changed between two states of a map, thing by thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cjmap.compare.chains import Spot, keep_order
from cjmap.compare.contrast import Contrast, Paths, contrast, contrast_bags
from cjmap.compare.emotions import Turn, turns
from cjmap.compare.saying import Speaker, show
from cjmap.compare.sentences import position, tell_field, tell_move, tell_thing, tell_turn
from cjmap.facts.changes import Change, Value
from cjmap.facts.index import Item, own_id
from cjmap.facts.pairing import Pair, Pairing, pair
from cjmap.facts.subject import Subject
from cjmap.facts.things import Listing
from cjmap.findings import Path
from cjmap.loading.naming import map_id
from cjmap.model.element import Element
from cjmap.model.journey import Journey
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.changes import Changed, ChangeKind
from cjmap.vocabulary.maps import Thing

# The lists of things with an id, by what stands in them.
_LISTS: Mapping[str, Thing] = {
    "personas": Thing.PERSONA,
    "channels": Thing.CHANNEL,
    "evidence": Thing.EVIDENCE,
    "lanes": Thing.LANE,
    "stages": Thing.STAGE,
    "touchpoints": Thing.TOUCHPOINT,
    "pains": Thing.PAIN,
    "gains": Thing.GAIN,
    "opportunities": Thing.OPPORTUNITY,
    "metrics": Thing.METRIC,
}
_KEYS: Mapping[Thing, str] = {kind: key for key, kind in _LISTS.items()}
_MAPS_OWN = ("personas", "channels", "evidence", "lanes")
_INSIDE = ("pains", "gains", "opportunities", "metrics")
_BELOW_MAP = ("stages", *_INSIDE)
# The lists of things in things.
_BELOW: Mapping[Thing, tuple[str, ...]] = {
    Thing.STAGE: ("touchpoints", *_INSIDE),
    Thing.TOUCHPOINT: _INSIDE,
}
_KEPT_APART = frozenset(("touchpoints", *_INSIDE))
# Without these nothing is a map, so that none says that somebody looked for them.
_NEEDED = frozenset(("personas", "stages"))
# Those whose order says nothing.
_UNORDERED = frozenset((Thing.PERSONA, Thing.CHANNEL, Thing.EVIDENCE))
# The keys that things are called by.
_CALLED: Mapping[Thing, tuple[str, ...]] = {
    **dict.fromkeys(Thing, ("name",)),
    **dict.fromkeys((Thing.PAIN, Thing.GAIN, Thing.OPPORTUNITY), ("text",)),
    Thing.EVIDENCE: ("title",),
}
# Evidence and lanes are known by their paths.
_ABOUT: Mapping[Thing, Changed] = {
    kind: Changed(kind.value) for kind in Thing if kind.value in list(Changed)
}
# Whatever they say otherwise is a field of them.
_PLACES = frozenset((Thing.STAGE, Thing.TOUCHPOINT))
_FEELINGS = ("emotion", "emotions")
_LIBRARY = "library"
_MAP = Paths((), ())


def compare(old: Subject, new: Subject, pairing: Pairing | None = None) -> tuple[Change, ...]:
    """The changes from an old to a new state of a map, in the order of the new file.

    What says the same in other words is no change: an id that was the default one, a name in an
    id's place, short forms, defaults written out, the order of personas, channels, evidence, tags.
    """
    return tuple(_Comparison(old, new, pairing or pair(old.things, new.things)).changes())


class _Comparison:
    """Two maps whose things are paired."""

    def __init__(self, old: Subject, new: Subject, pairing: Pairing) -> None:
        self._old = Speaker(old, pairing.new_of, new=False)
        self._new = Speaker(new, pairing.old_of, new=True)
        self._pairing = pairing
        self._pairs = {
            one.new.path: one for found in pairing.matches.values() for one in found.pairs
        }
        self._standing = tuple(_by_place(subject) for subject in (old, new))
        self._kept: dict[tuple[Thing, Path], frozenset[Spot]] = {}

    def changes(self) -> Iterator[Change]:
        old, new = self._old.subject.journey, self._new.subject.journey
        yield from self._of_the_map(old, new)
        yield from self._among(_MAPS_OWN, (), (), old, new)
        yield from self._among(_BELOW_MAP, (), (), old, new)

    # -- the journey ----------------------------------------------------------------------

    def _of_the_map(self, old: Journey, new: Journey) -> Iterator[Change]:
        ids = [
            one.id or map_id(speaker.subject.file)
            for one, speaker in ((old, self._old), (new, self._new))
        ]
        if ids[0] != ids[1] and (old.id or new.id):
            yield self._field(None, Contrast(ChangeKind.CHANGED, ("id",), ids[0], ids[1]), _MAP)
        skipped = frozenset((*_LISTS, "id"))
        said = self._old.tell(old, (), skipped), self._new.tell(new, (), skipped)
        for found in contrast(*said, _MAP):
            yield self._field(None, found, _MAP)

    # -- things in things -----------------------------------------------------------------

    def _among(
        self, keys: Sequence[str], old_place: Path, new_place: Path, old: Element, new: Element
    ) -> Iterator[Change]:
        """What changed among the things that stand in one that is there before and after."""
        for key in keys:
            yield from self._denials(key, old_place, new_place, old, new)
            kind = _LISTS[key]
            for item in self._standing[1].get((kind, new_place), ()):
                yield from self._of_new(item)
            for item in self._standing[0].get((kind, old_place), ()):
                if item.path not in self._pairing.new_of:
                    yield self._removed(item)

    def _denials(
        self, key: str, old_place: Path, new_place: Path, old: Element, new: Element
    ) -> Iterator[Change]:
        """Where one of two says that somebody looked and found none, and the other does not."""
        if key in _NEEDED or old.denies(key) == new.denies(key):
            return
        found = (
            Contrast(ChangeKind.ADDED, (*new_place, key), None, [])
            if new.denies(key)
            else Contrast(ChangeKind.REMOVED, (*old_place, key), [], None)
        )
        owner = self._new.subject.index.places.get(new_place)
        yield self._field(owner, found, Paths(old_place, new_place))

    def _of_new(self, item: Item) -> Iterator[Change]:
        found = self._pairs.get(item.path)
        if found is not None:
            yield from self._of_pair(found)
            return
        yield self._added(item)
        yield from self._moved_into(item)

    def _moved_into(self, item: Item) -> Iterator[Change]:
        """What became of the things that stand in a new one and stood elsewhere."""
        for key in _BELOW.get(item.kind, ()):
            for inner in self._standing[1].get((_LISTS[key], item.path), ()):
                found = self._pairs.get(inner.path)
                if found is not None:
                    yield from self._of_pair(found)
                else:
                    yield from self._moved_into(inner)

    def _added(self, item: Item) -> Change:
        said = self._dump(self._new.subject, item, self._pairing.old_of)
        return self._of_thing(ChangeKind.ADDED, item, None, said)

    def _removed(self, item: Item) -> Change:
        said = self._dump(self._old.subject, item, self._pairing.new_of)
        return self._of_thing(ChangeKind.REMOVED, item, said, None)

    @staticmethod
    def _dump(subject: Subject, item: Item, paired: Mapping[Path, Item]) -> Value:
        dumped = _thing(subject, item).model_dump(mode="json", by_alias=True)
        return _without(dumped, item.path, paired)

    # -- a thing that is there before and after --------------------------------------------

    def _of_pair(self, found: Pair) -> Iterator[Change]:
        old, new = found.old, found.new
        paths = Paths(old.path, new.path)
        if composed(old.name) != composed(new.name):
            yield self._of_thing(ChangeKind.RENAMED, new, old.name, new.name)
        if self._has_moved(found):
            spots = (self._spot(self._old.subject, old), self._spot(self._new.subject, new))
            subjects = self._old.subject, self._new.subject
            told = tell_move(old, new, subjects, within=self._is_together(found))
            what = _ABOUT.get(new.kind, Changed.FIELD)
            yield Change(ChangeKind.MOVED, what, new.id, new.path, *spots, told)
        if own_id(old) != own_id(new) and (_is_own(old) or _is_own(new)):
            ids = (own_id(old), own_id(new))
            named = Contrast(ChangeKind.CHANGED, (*new.path, "id"), *ids)
            yield self._field(new, named, paths)
        before, now = _thing(self._old.subject, old), _thing(self._new.subject, new)
        yield from self._fields(new, paths, before, now)
        if isinstance(before, Stage | Touchpoint) and isinstance(now, Stage | Touchpoint):
            places = ((before, old.path), (now, new.path))
            for turn in turns(self._old, places[0], self._new, places[1]):
                yield self._of_turn(new, turn)
            yield from self._among(_BELOW[new.kind], old.path, new.path, before, now)

    def _fields(self, item: Item, paths: Paths, before: Element, now: Element) -> Iterator[Change]:
        below = _BELOW.get(item.kind, ())
        skipped = frozenset((*_CALLED[item.kind], *_FEELINGS, "id", *below))
        if isinstance(before, Touchpoint) and isinstance(now, Touchpoint):
            skipped |= {"channel"}
            for one in self._channels(before, now, paths):
                yield self._field(item, one, paths, Changed.CHANNEL)
        old = self._old.tell(before, paths.old, skipped)
        new = self._new.tell(now, paths.new, skipped)
        for one in contrast(old, new, paths):
            yield self._field(item, one, paths)

    def _channels(self, before: Touchpoint, now: Touchpoint, paths: Paths) -> Iterator[Contrast]:
        """The channels that a touchpoint won and lost, one by one."""
        old = self._old.list_channels(before, paths.old)
        new = self._new.list_channels(now, paths.new)
        here = paths.at("channel", "channel")
        if before.denies("channel") == now.denies("channel"):
            yield from _replaced([*contrast_bags(old, new, here)])
        else:
            was = show(old) if before.says("channel") else None
            is_now = show(new) if now.says("channel") else None
            kind = _kind_of(was, is_now)
            place = here.old if kind is ChangeKind.REMOVED else here.new
            yield Contrast(kind, place, was, is_now)

    # -- places ---------------------------------------------------------------------------

    def _has_moved(self, found: Pair) -> bool:
        if found.new.kind in _UNORDERED or _LIBRARY in (found.old.path[0], found.new.path[0]):
            return False
        if not self._is_together(found):
            return True
        place = (found.new.kind, found.new.place)
        if place not in self._kept:
            self._kept[place] = self._keep(*place)
        return (position(found.old), position(found.new)) not in self._kept[place]

    def _is_together(self, found: Pair) -> bool:
        if not found.old.place:
            return not found.new.place
        counterpart = self._pairing.new_of.get(found.old.place)
        return counterpart is not None and counterpart.path == found.new.place

    def _keep(self, kind: Thing, place: Path) -> frozenset[Spot]:
        """What keeps its order among the things that stood and stand in one."""
        spots = {
            (position(one.old), position(one.new)): (
                *sorted((one.old.name, one.new.name)),
                *sorted((one.old.id, one.new.id)),
            )
            for item in self._standing[1].get((kind, place), ())
            if (one := self._pairs.get(item.path)) is not None and self._is_together(one)
        }
        return keep_order(spots)

    @staticmethod
    def _spot(subject: Subject, item: Item) -> Value:
        owner = subject.index.places.get(item.place)
        return {"in": None if owner is None else owner.id, "position": position(item) + 1}

    # -- changes --------------------------------------------------------------------------

    def _of_thing(self, kind: ChangeKind, item: Item, old: Value, new: Value) -> Change:
        what = _ABOUT.get(item.kind, Changed.FIELD)
        subjects = self._old.subject, self._new.subject
        message = tell_thing(kind, item, old, new, subjects)
        return Change(kind, what, item.id, item.path, old, new, message)

    def _of_turn(self, item: Item, turn: Turn) -> Change:
        kind = _kind_of(turn.old, turn.new)
        message = tell_turn(turn, item.name, self._new.subject.journey.scale)
        return Change(
            kind, Changed.EMOTION, item.id, turn.path, turn.old, turn.new, message, turn.persona
        )

    def _field(
        self, item: Item | None, found: Contrast, paths: Paths, about: Changed | None = None
    ) -> Change:
        """What a thing that stands at the paths says otherwise; None is the map itself."""
        what = about
        if what is None:
            placed = item is None or item.kind in _PLACES
            what = Changed.FIELD if placed or item is None else _ABOUT.get(item.kind, Changed.FIELD)
        place = paths.old if found.kind is ChangeKind.REMOVED else paths.new
        key = found.path[len(place) :]
        subjects = self._old.subject, self._new.subject
        message = tell_field(what, item, key, found, subjects)
        id = "" if item is None else item.id
        return Change(found.kind, what, id, found.path, found.old, found.new, message)


def _replaced(found: Sequence[Contrast]) -> Sequence[Contrast]:
    """One that came where one went has taken its place; of more nobody knows which is which."""
    if [one.kind for one in found] != [ChangeKind.REMOVED, ChangeKind.ADDED]:
        return found
    gone, come = found
    return [Contrast(ChangeKind.CHANGED, come.path, gone.old, come.new)]


def _kind_of(old: Value, new: Value) -> ChangeKind:
    if old is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if new is None else ChangeKind.CHANGED


def _by_place(subject: Subject) -> Mapping[tuple[Thing, Path], Sequence[Item]]:
    """The things of a map by kind and by what they stand in, but for those of its library alone."""
    found: dict[tuple[Thing, Path], list[Item]] = {}
    for kind in _LISTS.values():
        for item in subject.index.items[kind]:
            if item.path[0] != _LIBRARY:
                found.setdefault((kind, item.place), []).append(item)
    return found


def _thing(subject: Subject, item: Item) -> Element:
    listing: Listing[Element] = getattr(subject.things, _KEYS[item.kind])
    return listing[item]


def _is_own(item: Item) -> bool:
    """Whether an id is another than the name gives anyway."""
    return item.written and own_id(item) != slug(item.name)


def _without(dumped: Value, path: Path, paired: Mapping[Path, Item]) -> Value:
    """What a thing at a path says, without the things in it that are known from elsewhere."""
    if not isinstance(dumped, dict):
        return dumped
    left: dict[str, Value] = {}
    for key, value in dumped.items():
        if key not in _KEPT_APART or not isinstance(value, list):
            left[key] = value
            continue
        inner = [
            _without(one, (*path, key, number), paired)
            for number, one in enumerate(value)
            if (*path, key, number) not in paired
        ]
        if inner or not value:
            left[key] = inner
    return left
