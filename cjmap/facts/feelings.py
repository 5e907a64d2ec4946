"""How each persona feels at each touchpoint and in each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.participation import Participation, StageFact
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.model.emotion import Emotion, Quote, Thought
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A score, -2 to +2, of one persona at a touchpoint, or at a stage that has none scored.

    `owner` is the touchpoint or stage, `stage` the number of the stage, `path` where the
    emotion is written (see `things.emotion_at`). `quote` is what this persona said there, of the
    score, else of the place; `words` the quote, else what this persona thinks there. Words that
    name nobody are nobody's in particular, unless one persona alone takes part. `is_decisive` at
    a moment of truth.
    """

    persona: Item
    owner: Item
    stage: int
    score: float
    path: Path
    quote: str | None
    words: str | None
    is_decisive: bool


@dataclass(frozen=True, slots=True)
class Unscored:
    """A persona of whom it is said that no emotion applies (`none`)."""

    persona: Item


@dataclass(frozen=True, slots=True)
class Worded:
    """How a persona feels in words alone, without a score."""

    persona: Item
    label: str


@dataclass(frozen=True, slots=True)
class Feelings:
    """What a map says of how it feels, by the path of the touchpoint or stage.

    `points` are the scores there, `unscored` what goes without and `words` what is said in words
    alone, all in the order of the personas. The score of one persona wins over that of all. Among the points a stage's own stands
    for those alone whom none of its touchpoints scores; `overall` are its scores for the others,
    by the path of the stage: they are in no curve and in no mean.
    """

    points: Mapping[Path, tuple[Point, ...]]
    unscored: Mapping[Path, tuple[Unscored, ...]]
    overall: Mapping[Path, tuple[Point, ...]]
    words: Mapping[Path, tuple[Worded, ...]]


def feel(index: Index, things: Things, participation: Participation) -> Feelings:
    """How everyone who takes part feels, wherever the map says it."""
    points: dict[Path, list[Point]] = {}
    unscored: dict[Path, list[Unscored]] = {}
    overall: dict[Path, list[Point]] = {}
    words: dict[Path, list[Worded]] = {}
    for stage_number, stage in enumerate(participation.stages):
        scored: set[Item] = set()
        for told in _told_in(index, things, stage):
            path, number = told.owner.path, told.emotion.number
            if number is None:
                if told.emotion.applies:
                    worded = Worded(told.persona, told.emotion.label or "")
                    words.setdefault(path, []).append(worded)
                else:
                    unscored.setdefault(path, []).append(Unscored(told.persona))
                continue
            point = _point(index, told, stage_number, float(number))
            beside = told.owner == stage.item and told.persona in scored
            (overall if beside else points).setdefault(path, []).append(point)
            scored.add(told.persona)
    return Feelings(_freeze(points), _freeze(unscored), _freeze(overall), _freeze(words))


_One = TypeVar("_One")


def _freeze(lists: Mapping[Path, list[_One]]) -> dict[Path, tuple[_One, ...]]:
    return {path: tuple(listed) for path, listed in lists.items()}


def point_of(feelings: Feelings, owner: Item, persona: Item) -> Point | None:
    """The score of a persona at a touchpoint or in a stage; None where it has none there."""
    here = feelings.points.get(owner.path, ())
    return next((point for point in here if point.persona == persona), None)


class _Told(NamedTuple):
    """An emotion that holds for one persona at a touchpoint or stage, and where it stands."""

    owner: Item
    thing: Stage | Touchpoint
    persona: Item
    path: Path
    emotion: Emotion
    alone: bool


def _told_in(index: Index, things: Things, stage: StageFact) -> Iterator[_Told]:
    """What a stage and its touchpoints say of each persona, the stage's own last."""
    for fact in stage.touchpoints:
        yield from _told(index, fact.item, things.touchpoints[fact.item], fact.personas)
    yield from _told(index, stage.item, things.stages[stage.item], stage.personas)


def _told(
    index: Index, owner: Item, thing: Stage | Touchpoint, personas: Sequence[Item]
) -> Iterator[_Told]:
    own: dict[Item | None, tuple[Path, Emotion]] = {}
    for reference, emotion in thing.emotions.items():
        path = (*owner.path, "emotions", reference)
        own.setdefault(resolve(index, "persona", reference), (path, emotion))
    shared = None if thing.emotion is None else ((*owner.path, "emotion"), thing.emotion)
    for persona in personas:
        found = own.get(persona, shared)
        if found is not None:
            yield _Told(owner, thing, persona, *found, len(personas) == 1)


def _point(index: Index, told: _Told, stage: int, score: float) -> Point:
    thing = told.thing
    quote = next(_quotes(index, told), None)
    words = quote or next(_theirs(index, told, thing.thoughts), None)
    decisive = isinstance(thing, Touchpoint) and thing.is_decisive
    return Point(told.persona, told.owner, stage, score, told.path, quote, words, decisive)


def _quotes(index: Index, told: _Told) -> Iterator[str]:
    """What a persona said where it is scored: of the score, then of the place."""
    # Behind the number of the place stands `emotion`, or `emotions` and a persona.
    named = not isinstance(told.path[-2], int)
    if told.emotion.quote and (named or told.alone):
        yield told.emotion.quote
    yield from _theirs(index, told, told.thing.quote)


def _theirs(index: Index, told: _Told, words: Sequence[Thought | Quote]) -> Iterator[str]:
    """Those words of a place that are one persona's: its own, and if it is alone there all."""
    for one in words:
        if resolve(index, "persona", one.persona) == told.persona if one.persona else told.alone:
            yield one.text
