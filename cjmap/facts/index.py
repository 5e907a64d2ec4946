"""What everything in a map is called, and what a reference means.

Ids are written or come from names; those that collide are known by the ids on the way down
to them. The index is derived once from a journey and the library of its workspace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cjmap.facts.channels import Channels
from cjmap.findings import Path
from cjmap.model.element import Element
from cjmap.model.journey import Journey
from cjmap.model.library import Library
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.text.slugs import slug


@dataclass(frozen=True, slots=True)
class Item:
    """A thing with an id. `long` is its id behind those of what it stands in.

    `written` says that the map wrote the id; `external` that the thing stands in a library.
    """

    kind: str
    id: str
    long: str
    name: str
    path: Path
    thing: Any = field(repr=False)
    written: bool = False
    external: bool = False

    @property
    def stage(self) -> int | None:
        """The number of the stage it stands in, from 0."""
        if len(self.path) > 1 and self.path[0] == "stages" and isinstance(self.path[1], int):
            return self.path[1]
        return None

    @property
    def place(self) -> Path:
        """The path of the stage or touchpoint (or, for the journey, the root) that owns it."""
        return self.path[:-2]


def persona_id(persona: Persona) -> str:
    return persona.id or slug(persona.name)


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before its final id is known: the slug of its name, and who stands above it."""

    kind: str
    written: str | None
    default: str
    above: str
    name: str
    path: Path
    thing: Any
    external: bool = False


class Index:
    """The ids of one journey.

    `items[kind]` lists everything of a kind in the order of the file; `metric` ids are unique
    only where they stand.
    """

    def __init__(self, journey: Journey, library: Library | None = None) -> None:
        library = library or Library()
        self.journey = journey
        self.library = library
        self.items: dict[str, tuple[Item, ...]] = {}
        self.duplicates: list[tuple[Item, Item]] = []
        self._by_path: dict[Path, Item] = {}
        self._exact: dict[str, dict[str, Item]] = {}
        self._loose: dict[str, dict[str, list[Item]]] = {}
        self.channels = Channels([*(journey.channels or ()), *library.channels])
        self._name_flat("persona", self._personas())
        self._name_flat("channel", _listed("channel", journey.channels, ("channels",)))
        self._name_flat("evidence", self._evidence())
        self._name_flat("stage", _listed("stage", journey.stages, ("stages",)))
        self._name_deep("touchpoint", self._touchpoints())
        for kind, key in (("pain", "pains"), ("gain", "gains"), ("opportunity", "opportunities")):
            self._name_deep(kind, self._nested(kind, key))
        self._name_metrics()

    # -- asking ---------------------------------------------------------------------------

    def at(self, path: Path) -> Item:
        """The item whose thing stands at a path of the model."""
        return self._by_path[path]

    def resolve(self, kind: str, reference: str) -> Item | None:
        """What a reference means, or None when it means nothing or several things."""
        found = self.candidates(kind, reference)
        return found[0] if len(found) == 1 else None

    def candidates(self, kind: str, reference: str) -> tuple[Item, ...]:
        """Everything that a reference could mean: one id, or the things that share a name."""
        exact = self._exact[kind].get(reference)
        if exact is not None:
            return (exact,)
        return tuple(self._loose[kind].get(reference, ()))

    def vocabulary(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in the order of the file."""
        return tuple(item.id for item in self.items[kind])

    # -- collecting -----------------------------------------------------------------------

    def _personas(self) -> Iterator[Draft]:
        known: dict[str, Persona] = {}
        for persona in self.library.personas:
            known.setdefault(persona_id(persona), persona)
        for number, persona in enumerate(self.journey.personas):
            path = ("personas", number)
            shared = known.get(slug(persona.name)) if persona.written <= {"name"} else None
            thing = shared or persona
            yield Draft(
                "persona",
                thing.id,
                slug(thing.name) or f"persona-{number + 1}",
                "",
                thing.name,
                path,
                thing,
                external=shared is not None,
            )

    def _evidence(self) -> Iterator[Draft]:
        yield from _listed("evidence", self.journey.evidence, ("evidence",))
        own = {item.id or slug(item.title) for item in self.journey.evidence or ()}
        for number, item in enumerate(self.library.evidence):
            if (item.id or slug(item.title)) not in own:
                yield Draft(
                    "evidence",
                    item.id,
                    slug(item.title) or f"evidence-{number + 1}",
                    "",
                    item.title,
                    ("library", "evidence", number),
                    item,
                    external=True,
                )

    def _touchpoints(self) -> Iterator[Draft]:
        for number, stage in enumerate(self.journey.stages):
            above = self.items["stage"][number].id
            path = ("stages", number, "touchpoints")
            yield from _listed("touchpoint", stage.touchpoints, path, above)

    def owners(self) -> Iterator[tuple[Path, str, Journey | Stage | Touchpoint]]:
        """The journey, its stages and their touchpoints, with path and id, in the order of the file."""
        yield (), "", self.journey
        for item in self.items["stage"]:
            yield item.path, item.id, item.thing
            for number in range(len(item.thing.touchpoints or ())):
                inner = self._by_path[(*item.path, "touchpoints", number)]
                yield inner.path, inner.long, inner.thing

    def _nested(self, kind: str, key: str) -> Iterator[Draft]:
        for path, above, owner in self.owners():
            yield from _listed(kind, getattr(owner, key), (*path, key), above)

    # -- naming ---------------------------------------------------------------------------

    def _name_flat(self, kind: str, drafts: Iterator[Draft]) -> None:
        """Names without a way down: what collides gets `-2`, `-3` in the order of the file."""
        listed = list(drafts)
        self._settle(kind, listed, {}, deep=False)

    def _name_deep(self, kind: str, drafts: Iterator[Draft]) -> None:
        """Names that fall back to the way down: `purchase/web`."""
        listed = list(drafts)
        written = {draft.written for draft in listed if draft.written}
        count: dict[str, int] = {}
        for draft in listed:
            if not draft.written:
                count[draft.default] = count.get(draft.default, 0) + 1
        self._settle(
            kind,
            listed,
            {name: True for name, number in count.items() if number > 1 or name in written},
            deep=True,
        )

    def _settle(
        self, kind: str, drafts: Sequence[Draft], crowded: dict[str, bool], *, deep: bool
    ) -> None:
        written: dict[str, Item] = {}
        taken: set[str] = {draft.written for draft in drafts if draft.written}
        longs: set[str] = {_join(draft.above, draft.written) for draft in drafts if draft.written}
        numbers: dict[str, int] = {}
        items: list[Item] = []
        for draft in drafts:
            if draft.written:
                item = _item(draft, draft.written, _join(draft.above, draft.written))
                if draft.written in written:
                    self.duplicates.append((written[draft.written], item))
                else:
                    written[draft.written] = item
            elif deep:
                long = _free(_join(draft.above, draft.default), longs, numbers)
                longs.add(long)
                item = _item(draft, long if crowded.get(draft.default) else draft.default, long)
            else:
                name = _free(draft.default, taken, numbers)
                taken.add(name)
                item = _item(draft, name, name)
            items.append(item)
            self._by_path[item.path] = item
        self._register(kind, drafts, items)

    def _register(self, kind: str, drafts: Sequence[Draft], items: Sequence[Item]) -> None:
        exact: dict[str, Item] = {}
        for item in items:
            exact.setdefault(item.id, item)
        for item in items:
            exact.setdefault(item.long, item)
        loose: dict[str, list[Item]] = {}
        for draft, item in zip(drafts, items, strict=True):
            for name in {draft.default, draft.name}:
                if name not in exact:
                    loose.setdefault(name, []).append(item)
        self.items[kind] = tuple(items)
        self._exact[kind] = exact
        self._loose[kind] = loose

    def _name_metrics(self) -> None:
        items: list[Item] = []
        exact: dict[str, Item] = {}
        loose: dict[str, list[Item]] = {}
        for path, above, owner in self.owners():
            taken = {metric.id for metric in owner.metrics or () if metric.id}
            seen: dict[str, Item] = {}
            numbers: dict[str, int] = {}
            for number, metric in enumerate(owner.metrics or ()):
                default = slug(metric.name or metric.type) or f"metric-{number + 1}"
                name = metric.id or _free(default, taken, numbers)
                taken.add(name)
                item = Item(
                    "metric",
                    name,
                    _join(above, name),
                    metric.name or metric.type,
                    (*path, "metrics", number),
                    metric,
                    written=metric.id is not None,
                )
                if metric.id:
                    if metric.id in seen:
                        self.duplicates.append((seen[metric.id], item))
                    seen.setdefault(metric.id, item)
                items.append(item)
                self._by_path[item.path] = item
                exact.setdefault(item.long, item)
                loose.setdefault(item.id, []).append(item)
        self.items["metric"] = tuple(items)
        self._exact["metric"] = exact
        self._loose["metric"] = loose


def _listed(
    kind: str, things: Sequence[Element] | None, path: Path, above: str = ""
) -> Iterator[Draft]:
    for number, thing in enumerate(things or ()):
        name = str(
            getattr(thing, "name", None)
            or getattr(thing, "text", None)
            or getattr(thing, "title", "")
        )
        default = slug(name) or f"{kind}-{number + 1}"
        yield Draft(kind, getattr(thing, "id", None), default, above, name, (*path, number), thing)


def _item(draft: Draft, name: str, long: str) -> Item:
    return Item(
        draft.kind,
        name,
        long,
        draft.name,
        draft.path,
        draft.thing,
        written=draft.written is not None,
        external=draft.external,
    )


def _join(above: str, name: str | None) -> str:
    return f"{above}/{name}" if above else str(name)


def _free(name: str, taken: set[str], numbers: dict[str, int]) -> str:
    """A name that is not taken; `numbers` holds the last one given to each name."""
    if name not in taken:
        return name
    number = numbers.get(name, 1) + 1
    while f"{name}-{number}" in taken:
        number += 1
    numbers[name] = number
    return f"{name}-{number}"
