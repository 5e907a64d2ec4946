"""Names everything in a journey: the index, and the things behind its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, NamedTuple, TypeVar

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


def name_things(
    journey: Journey, library: Library, language: str = DEFAULT_LANGUAGE
) -> tuple[Index, Things]:
    """The ids of a journey with the library of its workspace, and its things by kind.

    `language` is the BCP 47 tag in which its words for channels are looked up first.
    """
    register = _Register()
    personas = register.name(Thing.PERSONA, _personas(journey, library))
    channels = register.name(Thing.CHANNEL, _listed(Thing.CHANNEL, journey.channels, ("channels",)))
    evidence = register.name(Thing.EVIDENCE, _evidence(journey, library))
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
        register.name(Thing.LANE, _lanes(journey, library)),
        owners,
    )
    index = Index(
        register.items,
        register.meanings,
        register.places,
        tuple(register.duplicates),
        _compare(personas, library),
        declare([*_own_channels(journey, library), *library.channels], language),
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


# What a mapping may hold that adds to the library's persona rather than replace it.
_ADDITIONS = frozenset({"id", "name", "match", "evidence", "extensions"})


def _personas(journey: Journey, library: Library) -> Iterator[_Draft[Persona]]:
    known: dict[str, Persona] = {}
    for persona in library.personas:
        known.setdefault(name_persona(persona), persona)
    for number, persona in enumerate(journey.personas):
        shared = known.get(name_persona(persona)) if persona.written <= _ADDITIONS else None
        thing = persona if shared is None else _add(shared, persona)
        yield _Draft(
            thing,
            composed(thing.id) if thing.id else None,
            slug(thing.name) or f"persona-{number + 1}",
            thing.name,
            ("personas", number),
            external=shared is not None,
        )


def _compare(personas: Listing[Persona], library: Library) -> Shelf:
    """The personas of the library, and those of the map that take their place."""
    known = tuple(dict.fromkeys(name_persona(persona) for persona in library.personas))
    return Shelf(
        known,
        tuple(
            item
            for item, persona in personas
            if not item.external and name_persona(persona) in known
        ),
    )


def name_persona(persona: Persona) -> str:
    """The id by which the personas of maps and libraries are known to each other."""
    return composed(persona.id) if persona.id else slug(persona.name)


def _add(shared: Persona, persona: Persona) -> Persona:
    """A library's persona with what a map adds to it."""
    added: dict[str, object] = {}
    if persona.match is not None:
        added["match"] = persona.match
    if persona.evidence:
        added["evidence"] = tuple(dict.fromkeys((*shared.evidence, *persona.evidence)))
    if persona.extensions:
        added["extensions"] = shared.extensions | persona.extensions
    return shared.model_copy(update=added) if added else shared


def _own_channels(journey: Journey, library: Library) -> Iterator[Channel]:
    """The channels that a map declares, but for those that it only takes from its library."""
    shared = {_name_channel(channel) for channel in library.channels}
    for channel in journey.channels:
        if not (channel.written <= _ADDITIONS and _name_channel(channel) in shared):
            yield channel


def _name_channel(channel: Channel) -> str:
    """The id by which the channels of maps and libraries are known to each other."""
    return composed(channel.id) if channel.id else slug(channel.name)


def _evidence(journey: Journey, library: Library) -> Iterator[_Draft[Evidence]]:
    yield from _shared(Thing.EVIDENCE, "evidence", journey.evidence, library.evidence)


def _lanes(journey: Journey, library: Library) -> Iterator[_Draft[Lane]]:
    yield from _shared(Thing.LANE, "lanes", journey.lanes, library.lanes)


def _shared(kind: Thing, key: str, own: Sequence[N], library: Sequence[N]) -> Iterator[_Draft[N]]:
    """The map's own things, then those of its library that it has not itself."""
    yield from _listed(kind, own, (key,))
    known = {thing.id or slug(_call(thing)) for thing in own}
    for draft in _listed(kind, library, ("library", key)):
        if (draft.written or draft.default) not in known:
            yield draft._replace(external=True)


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
