"""Names everything in a journey: the index, and the things behind its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from cjmap.facts.channels import declare
from cjmap.facts.index import Index, Item, long_id
from cjmap.facts.things import Listing, Owner, Things
from cjmap.findings import Path
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
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing

_Named = Persona | Channel | Evidence | Lane | Stage | Touchpoint | Pain | Gain | Opportunity
T = TypeVar("T", bound=_Named | Metric)
N = TypeVar("N", bound=_Named)


def name_things(journey: Journey, library: Library) -> tuple[Index, Things]:
    """The ids of a journey with the library of its workspace, and its things by kind."""
    register = _Register()
    personas = register.flat(Thing.PERSONA, _personas(journey, library))
    channels = register.flat(Thing.CHANNEL, _listed(Thing.CHANNEL, journey.channels, ("channels",)))
    evidence = register.flat(Thing.EVIDENCE, _evidence(journey, library))
    stages = register.flat(Thing.STAGE, _listed(Thing.STAGE, journey.stages, ("stages",)))
    touchpoints = register.deep(Thing.TOUCHPOINT, _touchpoints(stages))
    owners = tuple(_owners(journey, stages, touchpoints))
    things = Things(
        journey,
        personas,
        channels,
        evidence,
        stages,
        touchpoints,
        register.deep(
            Thing.PAIN, _nested(Thing.PAIN, [(o, "pains", o.thing.pains) for o in owners])
        ),
        register.deep(
            Thing.GAIN, _nested(Thing.GAIN, [(o, "gains", o.thing.gains) for o in owners])
        ),
        register.deep(
            Thing.OPPORTUNITY,
            _nested(
                Thing.OPPORTUNITY, [(o, "opportunities", o.thing.opportunities) for o in owners]
            ),
        ),
        register.local(Thing.METRIC, owners),
        register.flat(Thing.LANE, _lanes(journey, library)),
        owners,
    )
    index = Index(
        register.items,
        register.meanings,
        register.places,
        tuple(register.duplicates),
        declare([*(journey.channels or ()), *library.channels]),
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

    def item(self, kind: Thing, name: str, above: str) -> Item:
        stage = self.path[1] if len(self.path) > 1 and self.path[0] == "stages" else None
        return Item(
            kind,
            name,
            above,
            self.name,
            self.path,
            self.place,
            stage if isinstance(stage, int) else None,
            self.written is not None,
            self.external,
        )


# --- collecting ------------------------------------------------------------------------------


def _personas(journey: Journey, library: Library) -> Iterator[_Draft[Persona]]:
    known: dict[str, Persona] = {}
    for persona in library.personas:
        known.setdefault(persona.id or slug(persona.name), persona)
    for number, persona in enumerate(journey.personas):
        shared = known.get(slug(persona.name)) if persona.written <= {"name"} else None
        thing = shared or persona
        yield _Draft(
            thing,
            thing.id,
            slug(thing.name) or f"persona-{number + 1}",
            thing.name,
            ("personas", number),
            external=shared is not None,
        )


def _evidence(journey: Journey, library: Library) -> Iterator[_Draft[Evidence]]:
    yield from _shared(Thing.EVIDENCE, "evidence", journey.evidence or (), library.evidence)


def _lanes(journey: Journey, library: Library) -> Iterator[_Draft[Lane]]:
    yield from _shared(Thing.LANE, "lanes", journey.lanes or (), library.lanes)


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
    for item, touchpoint in touchpoints:
        inner.setdefault(item.place, []).append(Owner(item.path, long_id(item), touchpoint))
    yield Owner((), "", journey)
    for item, stage in stages:
        yield Owner(item.path, item.id, stage)
        yield from inner.get(item.path, ())


def _nested(
    kind: Thing, lists: Iterable[tuple[Owner, str, Sequence[N] | None]]
) -> Iterator[_Draft[N]]:
    for owner, key, things in lists:
        yield from _listed(kind, things, (*owner.path, key), owner.path, owner.id)


def _listed(
    kind: Thing, things: Sequence[N] | None, path: Path, place: Path = (), above: str = ""
) -> Iterator[_Draft[N]]:
    for number, thing in enumerate(things or ()):
        name = _call(thing)
        default = slug(name) or f"{kind}-{number + 1}"
        yield _Draft(thing, thing.id, default, name, (*path, number), place, above)


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

    def flat(self, kind: Thing, drafts: Iterable[_Draft[T]]) -> Listing[T]:
        """Names without a way down: what collides gets `-2`, `-3` in the order of the file."""
        listed = tuple(drafts)
        taken = {draft.written for draft in listed if draft.written}
        numbers: dict[str, int] = {}
        items = []
        for draft in listed:
            name = draft.written or _free(draft.default, taken, numbers)
            taken.add(name)
            items.append(draft.item(kind, name, draft.above))
        return self._settle(kind, listed, items)

    def deep(self, kind: Thing, drafts: Iterable[_Draft[T]]) -> Listing[T]:
        """Names that fall back to the way down: `purchase/web`."""
        listed = tuple(drafts)
        written = {draft.written for draft in listed if draft.written}
        count: dict[str, int] = {}
        for draft in listed:
            if not draft.written:
                count[draft.default] = count.get(draft.default, 0) + 1
        longs = {_join(draft.above, draft.written) for draft in listed if draft.written}
        numbers: dict[str, int] = {}
        items = []
        for draft in listed:
            if draft.written:
                item = draft.item(kind, draft.written, draft.above)
            else:
                long = _free(_join(draft.above, draft.default), longs, numbers)
                longs.add(long)
                crowded = count[draft.default] > 1 or draft.default in written
                name, above = (long, "") if crowded else (draft.default, draft.above)
                item = draft.item(kind, name, above)
            items.append(item)
        return self._settle(kind, listed, items)

    def local(self, kind: Thing, owners: Iterable[Owner]) -> Listing[Metric]:
        """Names of metrics, which are unique only where they stand."""
        pairs: list[tuple[Item, Metric]] = []
        for owner in owners:
            metrics = owner.thing.metrics or ()
            taken = {metric.id for metric in metrics if metric.id}
            numbers: dict[str, int] = {}
            here: list[tuple[Item, Metric]] = []
            for number, metric in enumerate(metrics):
                name = metric.name or metric.type
                default = slug(name) or f"metric-{number + 1}"
                path = (*owner.path, "metrics", number)
                draft = _Draft(metric, metric.id, default, name, path, owner.path, owner.id)
                own = metric.id or _free(default, taken, numbers)
                taken.add(own)
                here.append((draft.item(kind, own, owner.id), metric))
            self._find_duplicates([item for item, _ in here])
            pairs += here
        exact: dict[str, Item] = {}
        loose: dict[str, list[Item]] = {}
        items = [item for item, _ in pairs]
        for item in items:
            exact.setdefault(long_id(item), item)
            loose.setdefault(item.id, []).append(item)
        self._register(kind, items, exact, loose)
        return Listing(items, (metric for _, metric in pairs))

    def _settle(
        self, kind: Thing, drafts: Sequence[_Draft[T]], items: Sequence[Item]
    ) -> Listing[T]:
        """Registers what was named, with the references that mean it."""
        self._find_duplicates(items)
        exact: dict[str, Item] = {}
        for item in items:
            exact.setdefault(item.id, item)
        for item in items:
            exact.setdefault(long_id(item), item)
        loose: dict[str, list[Item]] = {}
        for draft, item in zip(drafts, items, strict=True):
            for name in {draft.default, draft.name}:
                loose.setdefault(name, []).append(item)
        self._register(kind, items, exact, loose)
        return Listing(items, (draft.thing for draft in drafts))

    def _find_duplicates(self, items: Iterable[Item]) -> None:
        """Remembers whatever has a written id that an item before it has."""
        written: dict[str, Item] = {}
        for item in items:
            if item.written:
                first = written.setdefault(item.id, item)
                if first is not item:
                    self.duplicates.append((first, item))

    def _register(
        self,
        kind: Thing,
        items: Sequence[Item],
        exact: dict[str, Item],
        loose: dict[str, list[Item]],
    ) -> None:
        self.items[kind] = tuple(items)
        alone = {item.path: (item,) for item in items}
        meanings: dict[str, tuple[Item, ...]] = {
            name: alone[item.path] for name, item in exact.items()
        }
        for name, several in loose.items():
            if name not in exact:
                first = alone[several[0].path]
                meanings[name] = first if len(several) == 1 else tuple(several)
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
