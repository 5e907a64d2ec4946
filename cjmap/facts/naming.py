"""Names everything in a journey: the index, and the things behind its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from cjmap.facts.channels import declare
from cjmap.facts.index import Index, Item, Shelf, own_id
from cjmap.facts.things import Listing, Owner, Things
from cjmap.findings import Path
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.model.channel import Channel
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.journey import Journey
from cjmap.model.lane import Lane
from cjmap.model.library import Library
from cjmap.model.metric import Metric
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.maps import Thing

_Named = Persona | Channel | Evidence | Lane | Stage | Touchpoint | Pain | Gain | Opportunity
T = TypeVar("T", bound=_Named | Metric)
N = TypeVar("N", bound=_Named)
S = TypeVar("S", Persona, Channel, Evidence, Lane)
SharedThing: TypeAlias = Persona | Channel | Evidence | Lane
"""What a library may hold for maps."""
LIBRARY = "library"
"""Where the things of a library stand that no map lists: before the key and the number there."""


def name_things(
    journey: Journey, library: Library, language: str = DEFAULT_LANGUAGE
) -> tuple[Index, Things]:
    """The ids of a journey with the library of its workspace, and its things by kind.

    `language` is the BCP 47 tag in which its words for channels are looked up first.
    """
    register = _Register()
    personas = register.name(
        Thing.PERSONA, _taken(Thing.PERSONA, "personas", journey.personas, library.personas)
    )
    channels = register.name(
        Thing.CHANNEL, _taken(Thing.CHANNEL, "channels", journey.channels, library.channels)
    )
    evidence = register.name(
        Thing.EVIDENCE, _shared(Thing.EVIDENCE, "evidence", journey.evidence, library.evidence)
    )
    stages = register.name(Thing.STAGE, _listed(Thing.STAGE, journey.stages, ("stages",)))
    touchpoints = register.name(Thing.TOUCHPOINT, _touchpoints(stages))
    owners = tuple(_owners(journey, stages, touchpoints))
    things = Things(
        journey,
        personas,
        channels,
        evidence,
        stages,
        touchpoints,
        register.name(
            Thing.PAIN, _nested(Thing.PAIN, [(o, "pains", o.thing.pains) for o in owners])
        ),
        register.name(
            Thing.GAIN, _nested(Thing.GAIN, [(o, "gains", o.thing.gains) for o in owners])
        ),
        register.name(
            Thing.OPPORTUNITY,
            _nested(
                Thing.OPPORTUNITY, [(o, "opportunities", o.thing.opportunities) for o in owners]
            ),
        ),
        register.local(Thing.METRIC, owners),
        register.name(Thing.LANE, _shared(Thing.LANE, "lanes", journey.lanes, library.lanes)),
        owners,
    )
    index = Index(
        register.items,
        register.meanings,
        register.places,
        tuple(register.duplicates),
        _compare(personas, library),
        declare(_own_channels(channels), language, library.channels),
    )
    return index, things


class _Draft(NamedTuple, Generic[T]):
    """A thing before its final id is known: the slug of its name, and who stands above it."""

    thing: T
    written: str | None
    default: str
    name: str
    path: Path
    place: Path = ()
    above: str = ""
    external: bool = False

    def item(self, kind: Thing, name: str) -> Item:
        stage = self.path[1] if len(self.path) > 1 and self.path[0] == "stages" else None
        return Item(
            kind,
            name,
            self.name,
            self.path,
            self.place,
            stage if isinstance(stage, int) else None,
            self.written is not None,
            self.external,
        )


# --- collecting ------------------------------------------------------------------------------


def _shared(kind: Thing, key: str, own: Sequence[S], library: Sequence[S]) -> Iterator[_Draft[S]]:
    """The map's own things, then those of its library that it has not itself."""
    taken = tuple(_taken(kind, key, own, library))
    yield from taken
    known = {name_shared(draft.thing) for draft in taken}
    for draft in _listed(kind, library, (LIBRARY, key)):
        if (draft.written or draft.default) not in known:
            yield draft._replace(external=True)


def _taken(kind: Thing, key: str, own: Sequence[S], library: Sequence[S]) -> Iterator[_Draft[S]]:
    """A map's things of a kind; those of its library in place of what only adds to them."""
    known = _by_id(library)
    called = _by_name(known)
    things = [_meant(thing, known, called) for thing in own]
    for draft, written in zip(_listed(kind, things, (key,)), own, strict=True):
        yield draft._replace(external=draft.thing is not written)


def _meant(thing: S, known: Mapping[str, S], called: Mapping[str, tuple[str, ...]]) -> S:
    """A map's thing; its library's where it says no more than the id of that, or the name that is
    that one's alone.
    """
    if not thing.is_addition:
        return thing
    shared = known.get(name_shared(thing))
    if shared is None and thing.id is None:
        ids = called.get(slug(_call(thing)), ())
        shared = known[ids[0]] if len(ids) == 1 else None
    return thing if shared is None else _add(shared, thing)


def _by_id(things: Iterable[S]) -> dict[str, S]:
    """The things of a library: the first to have an id wins."""
    known: dict[str, S] = {}
    for thing in things:
        known.setdefault(name_shared(thing), thing)
    return known


def _by_name(known: Mapping[str, S]) -> dict[str, tuple[str, ...]]:
    """The ids of a library's things by the slugs of their names."""
    called: dict[str, tuple[str, ...]] = {}
    word: str
    for id, thing in known.items():
        # One of signs alone has no word.
        if word := slug(_call(thing)):
            called[word] = (*called.get(word, ()), id)
    return called


def _add(shared: S, own: S) -> S:
    """A library's thing with what a map adds to it."""
    added = {
        key: _both(getattr(own, key), getattr(shared, key))
        for key in own.written & {*own.ADDITIONS, "extensions"}
    }
    return shared.model_copy(update=added)


def _both(own: object, shared: object) -> object:
    """What a map says before what its library says, so that numbers of items are the map's."""
    if isinstance(own, tuple) and isinstance(shared, tuple):
        return tuple(dict.fromkeys((*own, *shared)))
    if isinstance(own, dict) and isinstance(shared, dict):
        return shared | own
    return own


def name_shared(thing: SharedThing) -> str:
    """The id by which what maps and libraries hold is known to each other."""
    return composed(thing.id) if thing.id else slug(_call(thing))


def _compare(personas: Listing[Persona], library: Library) -> Shelf:
    """The personas of the library, and those of the map that take their place."""
    known = _by_id(library.personas)
    return Shelf(
        tuple(known),
        _by_name(known),
        tuple(
            item
            for item, persona in personas
            if not item.external and name_shared(persona) in known
        ),
        _missed(personas, library),
    )


def _missed(personas: Listing[Persona], library: Library) -> frozenset[Thing]:
    """What a map may miss of what its library could not be read for.

    References to personas lead to those of the map itself: only one that a library is to name
    may be called otherwise.
    """
    own = all(persona.is_named and not item.external for item, persona in personas)
    return library.lost - {Thing.PERSONA} if own else library.lost


def _own_channels(channels: Listing[Channel]) -> Iterator[Channel]:
    """The channels that a map declares, but for those that it only takes from its library."""
    return (channel for item, channel in channels if not item.external)


def _touchpoints(stages: Listing[Stage]) -> Iterator[_Draft[Touchpoint]]:
    for item, stage in stages:
        path = (*item.path, "touchpoints")
        yield from _listed(Thing.TOUCHPOINT, stage.touchpoints, path, item.path, item.id)


def _owners(
    journey: Journey, stages: Listing[Stage], touchpoints: Listing[Touchpoint]
) -> Iterator[Owner]:
    inner: dict[Path, list[Owner]] = {}
    above = {item.path: item.id for item, _ in stages}
    for item, touchpoint in touchpoints:
        # The ids on the way down, whether the last is written or not.
        way = _join(above[item.place], item.id) if item.written else item.id
        inner.setdefault(item.place, []).append(Owner(item.path, way, touchpoint))
    yield Owner((), "", journey)
    for item, stage in stages:
        yield Owner(item.path, item.id, stage)
        yield from inner.get(item.path, ())


def _nested(kind: Thing, lists: Iterable[tuple[Owner, str, Sequence[N]]]) -> Iterator[_Draft[N]]:
    for owner, key, things in lists:
        yield from _listed(kind, things, (*owner.path, key), owner.path, owner.id)


def _listed(
    kind: Thing, things: Sequence[N], path: Path, place: Path = (), above: str = ""
) -> Iterator[_Draft[N]]:
    for number, thing in enumerate(things):
        name = _call(thing)
        default = slug(name) or f"{kind}-{number + 1}"
        written = composed(thing.id) if thing.id else None
        yield _Draft(thing, written, default, name, (*path, number), place, above)


def _call(thing: _Named) -> str:
    if isinstance(thing, Evidence):
        return thing.title
    return thing.text if isinstance(thing, Pain | Gain | Opportunity) else thing.name


# --- naming ----------------------------------------------------------------------------------


class _Register:
    """An index in the making."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[Item, ...]] = {}
        self.meanings: dict[str, dict[str, tuple[Item, ...]]] = {}
        self.places: dict[Path, Item] = {}
        self.duplicates: list[tuple[Item, Item]] = []

    def name(self, kind: Thing, drafts: Iterable[_Draft[T]]) -> Listing[T]:
        """Written ids first; the others by the way down to them, numbered in the order of the file
        where even that is taken: `purchase/web`, `purchase/web-2`.
        """
        listed = tuple(drafts)
        taken = {draft.written for draft in listed if draft.written}
        numbers: dict[str, int] = {}
        items = []
        for draft in listed:
            if draft.written:
                items.append(draft.item(kind, draft.written))
                continue
            name = _free(_join(draft.above, draft.default), taken, numbers)
            taken.add(name)
            items.append(draft.item(kind, name))
        self._find_duplicates(items)
        short = [
            {draft.written, _join(draft.above, draft.written), composed(draft.name)}
            if draft.written
            else {draft.default, composed(draft.name)}
            for draft in listed
        ]
        self._register(kind, items, short, [{draft.default} for draft in listed])
        return Listing(items, (draft.thing for draft in listed))

    def local(self, kind: Thing, owners: Iterable[Owner]) -> Listing[Metric]:
        """Names of metrics, which are unique only where they stand."""
        pairs: list[tuple[Item, Metric]] = []
        for owner in owners:
            metrics = owner.thing.metrics
            taken = {composed(metric.id) for metric in metrics if metric.id}
            numbers: dict[str, int] = {}
            here: list[tuple[Item, Metric]] = []
            for number, metric in enumerate(metrics):
                name = metric.name or metric.type
                default = slug(name) or f"metric-{number + 1}"
                path = (*owner.path, "metrics", number)
                written = composed(metric.id) if metric.id else None
                draft = _Draft(metric, written, default, name, path, owner.path, owner.id)
                own = written or _free(default, taken, numbers)
                taken.add(own)
                here.append((draft.item(kind, _join(owner.id, own)), metric))
            self._find_duplicates([item for item, _ in here])
            pairs += here
        items = [item for item, _ in pairs]
        self._register(kind, items, [{own_id(item)} for item in items])
        return Listing((item for item, _ in pairs), (metric for _, metric in pairs))

    def _find_duplicates(self, items: Iterable[Item]) -> None:
        """Remembers whatever has a written id that an item before it has."""
        written: dict[str, Item] = {}
        for item in items:
            if item.written:
                first = written.setdefault(own_id(item), item)
                if first is not item:
                    self.duplicates.append((first, item))

    def _register(
        self, kind: Thing, items: Sequence[Item], *names: Sequence[AbstractSet[str]]
    ) -> None:
        """Registers what was named: a canonical id means its thing, whatever else is called so.

        `names` are for each item what may stand for its id, those that are asked first in front.
        """
        meanings: dict[str, tuple[Item, ...]] = {}
        for item in items:
            meanings.setdefault(item.id, (item,))
        for tier in names:
            loose: dict[str, list[Item]] = {}
            for item, called in zip(items, tier, strict=True):
                for name in called:
                    loose.setdefault(name, []).append(item)
            for name, several in loose.items():
                meanings.setdefault(name, tuple(several))
        self.items[kind] = tuple(items)
        self.meanings[kind] = meanings
        self.places.update((item.path, item) for item in items)


def _join(above: str, name: str) -> str:
    return f"{above}/{name}" if above else name


def _free(name: str, taken: set[str], numbers: dict[str, int]) -> str:
    """A name that is not taken; `numbers` holds the last one given to each name."""
    if name not in taken:
        return name
    number = numbers.get(name, 1) + 1
    while f"{name}-{number}" in taken:
        number += 1
    numbers[name] = number
    return f"{name}-{number}"
