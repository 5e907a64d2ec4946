"""The things of a journey by kind, each with the item that says what it is called.

Facts hold items and no things, so that they are plain data; who derives or judges asks here
for what the map says of an item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from cjmap.facts.index import Item
from cjmap.findings import Path
from cjmap.model.channel import Channel
from cjmap.model.emotion import Emotion, Quote, Thought
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.journey import Journey
from cjmap.model.lane import Lane
from cjmap.model.metric import Metric, Result
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing

T = TypeVar("T")

# The length of a stage's path.
_STAGE = len(("stages", 0))


class Listing(Generic[T]):
    """The things of one kind, in the order of the file: pairs of item and thing.

    `listing[item]` is the thing of an item.
    """

    __slots__ = ("_by_path", "_items")

    def __init__(self, items: Iterable[Item], things: Iterable[T]) -> None:
        self._items = tuple(items)
        self._by_path = {item.path: thing for item, thing in zip(self._items, things, strict=True)}

    def __iter__(self) -> Iterator[tuple[Item, T]]:
        return zip(self._items, self._by_path.values(), strict=True)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, item: Item) -> T:
        return self._by_path[item.path]

    def __contains__(self, item: Item) -> bool:
        return item.path in self._by_path

    def at(self, path: Path) -> T:
        """The thing that stands at a path of the model."""
        return self._by_path[path]

    def where(self, holds: Callable[[Item, T], bool]) -> Listing[T]:
        """Those of which something holds."""
        kept = [(item, thing) for item, thing in self if holds(item, thing)]
        return Listing((item for item, _ in kept), (thing for _, thing in kept))

    def mapped(self, change: Callable[[Item, T], T]) -> Listing[T]:
        """The same items, each with another thing."""
        return Listing(self._items, (change(item, thing) for item, thing in self))

    def renamed(self, call: Callable[[Item], Item]) -> Listing[T]:
        """The same things, each under another item at its place."""
        return Listing(map(call, self._items), self._by_path.values())


class Owner(NamedTuple):
    """The journey (path (), no id), a stage or a touchpoint: what pains, metrics … stand in."""

    path: Path
    id: str
    thing: Journey | Stage | Touchpoint


@dataclass(frozen=True, slots=True)
class Things:
    """The things of a journey, and those of its library that serve it.

    `owners` are the journey, its stages and their touchpoints, in the order of the file.
    """

    journey: Journey
    personas: Listing[Persona]
    channels: Listing[Channel]
    evidence: Listing[Evidence]
    stages: Listing[Stage]
    touchpoints: Listing[Touchpoint]
    pains: Listing[Pain]
    gains: Listing[Gain]
    opportunities: Listing[Opportunity]
    metrics: Listing[Metric]
    lanes: Listing[Lane]
    owners: tuple[Owner, ...]


def part(things: Things, item: Item) -> Stage | Touchpoint:
    """The stage or touchpoint of an item."""
    return things.stages[item] if item.kind is Thing.STAGE else things.touchpoints[item]


def emotion_at(things: Things, path: Path) -> Emotion:
    """The emotion that is written at a path, such as a `Point` has.

    Raises:
        KeyError: there is none.
    """
    # Behind the number of the stage or touchpoint: `emotion`, or `emotions` and a persona.
    of_persona = not isinstance(path[-2], int)
    place = path[:-2] if of_persona else path[:-1]
    owner = things.stages.at(place) if len(place) == _STAGE else things.touchpoints.at(place)
    found = owner.emotions[str(path[-1])] if of_persona else owner.emotion
    if found is None:
        raise KeyError(path)
    return found


def words_of(thing: Stage | Touchpoint) -> tuple[Quote | Thought, ...]:
    """What is said and thought at a stage or touchpoint itself: quotes before thoughts."""
    return (*thing.quote, *thing.thoughts)


def emotions_of(owner: Owner) -> Iterator[tuple[Path, Emotion]]:
    """Every emotion that a stage or touchpoint writes: that of all, then those of personas."""
    if isinstance(owner.thing, Journey):
        return
    if owner.thing.emotion is not None:
        yield (*owner.path, "emotion"), owner.thing.emotion
    for persona, emotion in owner.thing.emotions.items():
        yield (*owner.path, "emotions", persona), emotion


def results(things: Things) -> Iterator[tuple[Path, Result]]:
    """Every outcome: the journey's own, then those that an opportunity expects and that it had."""
    for number, outcome in enumerate(things.journey.outcomes):
        yield ("outcomes", number), outcome
    for item, opportunity in things.opportunities:
        for key, found in (("expected", opportunity.expected), ("outcome", opportunity.outcome)):
            for number, result in enumerate(found):
                yield (*item.path, key, number), result
