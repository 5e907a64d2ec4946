"""What one stage says in each dimension of coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from typing import Final

from cjmap.facts.feelings import Feelings, Point, Unscored, Worded
from cjmap.facts.figures import is_figure_wanting, name_metric
from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.participation import StageFact, TouchpointFact
from cjmap.facts.things import Owner, Things, emotions_of, words_of
from cjmap.messages import Message, ntr, tr
from cjmap.model.blueprint import Lines
from cjmap.model.metric import Metric
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass, replace
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.metrics import SCORES


class State(StrEnum):
    """How far a cell is filled; `NOT_APPLICABLE` counts nowhere."""

    FULL = "full"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Cell:
    """A stage in one dimension, and what it lacks: None where it is full or does not apply.

    `without` are the personas of whom it lacks that, where others have it.
    """

    state: State
    lacks: Message | None = None
    without: tuple[Item, ...] = ()


_FULL = Cell(State.FULL)
_NOT_APPLICABLE = Cell(State.NOT_APPLICABLE)

# What a cell lacks that says nothing at all.
_NONE: Mapping[Dimension, Message] = {
    Dimension.TOUCHPOINTS: tr("no touchpoint"),
    Dimension.DOES: tr("nothing that the customer does"),
    Dimension.THOUGHTS: tr("no thought or quote"),
    Dimension.EXPECTATIONS: tr("no expectation"),
    Dimension.EMOTIONS: tr("no score"),
    Dimension.PAINS: tr("no pain, and no `pains: []` that denies one"),
    Dimension.METRICS: tr("no metric"),
    Dimension.OWNER: tr("no owner"),
    Dimension.EVIDENCE: tr("nothing cites evidence"),
    Dimension.FEEDBACK: tr("nobody asks the customer, and no NPS, CSAT or CES"),
    Dimension.FRONTSTAGE: tr("no frontstage"),
    Dimension.BACKSTAGE: tr("no backstage"),
    Dimension.SUPPORT: tr("no support"),
}


PROMPT: Final = tr("the template's own words")
"""What a cell lacks that would be filled more if nothing in it were a template's."""

_MISSING = {dimension: Cell(State.MISSING, none) for dimension, none in _NONE.items()}


def read_cells(
    index: Index, things: Things, feelings: Feelings, stage: StageFact
) -> dict[Dimension, Cell]:
    """The cells of a stage in every dimension, in the order of the dimensions."""
    seen = _look(index, things, feelings, stage)
    return {
        dimension: _READERS[dimension](seen) if dimension in _READERS else _key(dimension, seen)
        for dimension in Dimension
    }


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the cells of one stage are read from: the stage, its touchpoints, who is there."""

    index: Index
    things: Things
    fact: StageFact
    stage: Stage
    touchpoints: tuple[tuple[TouchpointFact, Touchpoint], ...]
    feelings: Feelings


def _look(index: Index, things: Things, feelings: Feelings, stage: StageFact) -> _Seen:
    known = tuple(fact for fact in stage.touchpoints if fact.item in things.touchpoints)
    if len(known) < len(stage.touchpoints):
        stage = replace(stage, touchpoints=known)
    inside = tuple((fact, things.touchpoints[fact.item]) for fact in known)
    return _Seen(index, things, stage, things.stages[stage.item], inside, feelings)


def explain(
    cells: Mapping[Dimension, Cell], with_prompts: Mapping[Dimension, Cell]
) -> dict[Dimension, Cell]:
    """Cells that say where it is a template's words that keep them from being filled."""
    return {
        dimension: cell if cell.state is with_prompts[dimension].state else Cell(cell.state, PROMPT)
        for dimension, cell in cells.items()
    }


# --- one is enough ---------------------------------------------------------------------------


def _one(dimension: Dimension, found: bool) -> Cell:
    """A cell that is full where the stage says anything."""
    return _FULL if found else _MISSING[dimension]


def _key(dimension: Dimension, seen: _Seen) -> Cell:
    """A dimension of which nothing more is known than the key that it is called after."""
    things = (seen.stage, *(thing for _, thing in seen.touchpoints))
    if any(getattr(thing, dimension, None) for thing in things):
        return _FULL
    return Cell(State.MISSING, tr("no {dimension}", dimension=dimension.label))


def _touchpoints(seen: _Seen) -> Cell:
    return _one(Dimension.TOUCHPOINTS, bool(seen.touchpoints))


def _does(seen: _Seen) -> Cell:
    return _one(Dimension.DOES, any(thing.does or thing.is_action for _, thing in seen.touchpoints))


def _expectations(seen: _Seen) -> Cell:
    stage = seen.stage
    said = stage.says("expectations") or any(t.expects for _, t in seen.touchpoints)
    return _one(Dimension.EXPECTATIONS, said)


def _pains(seen: _Seen) -> Cell:
    inside = [thing for _, thing in seen.touchpoints]
    told = any(thing.pains for thing in inside)
    denied = bool(inside) and all(thing.denies("pains") for thing in inside)
    return _one(Dimension.PAINS, seen.stage.says("pains") or told or denied)


def _metrics(seen: _Seen) -> Cell:
    """Full with one that has its figure; where all have a target alone, that is a beginning."""
    listed = list(_listed_metrics(seen))
    journey = seen.things.journey
    figured = any(not is_figure_wanting(journey, metric) for metric in listed)
    if seen.stage.denies("metrics") or figured:
        return _FULL
    aims = [name_metric(metric) for metric in listed if metric.goal is not None]
    if not aims:
        return _MISSING[Dimension.METRICS]
    return Cell(State.PARTIAL, tr("{metric} has a target alone", metric=aims[0]))


def _feedback(seen: _Seen) -> Cell:
    asked = any(thing.feedback for _, thing in seen.touchpoints)
    return _one(
        Dimension.FEEDBACK, asked or any(metric.type in SCORES for metric in _listed_metrics(seen))
    )


def _listed_metrics(seen: _Seen) -> Iterator[Metric]:
    yield from seen.stage.metrics
    for _, touchpoint in seen.touchpoints:
        yield from touchpoint.metrics


def _evidence(seen: _Seen) -> Cell:
    cited = any(resolve(seen.index, "evidence", word) is not None for word in _cited(seen))
    return _one(Dimension.EVIDENCE, seen.stage.denies("evidence") or cited)


def _cited(seen: _Seen) -> Iterator[str]:
    """Every reference to evidence in the stage; a source may be one too."""
    yield from _cited_by(seen.fact.item, seen.stage)
    for fact, touchpoint in seen.touchpoints:
        yield from _cited_by(fact.item, touchpoint)


def _cited_by(item: Item, thing: Stage | Touchpoint) -> Iterator[str]:
    yield from thing.evidence
    for _, emotion in emotions_of(Owner(item.path, item.id, thing)):
        yield from emotion.evidence
    for listed in (thing.pains, thing.gains, thing.metrics):
        for one in listed:
            yield from one.evidence
    for metric in thing.metrics:
        yield metric.source or ""
    for words in words_of(thing):
        yield words.source or ""


# --- everyone is asked -----------------------------------------------------------------------


def _everyone(
    dimension: Dimension, seen: _Seen, having: set[Item], partly: Set[Item] = frozenset()
) -> Cell:
    """A cell that asks for everyone who takes part; `having` are those who have it.

    `partly` are those who have something of it.
    """
    present = seen.fact.personas
    if not present:
        # Nobody is there to ask, unless the stage is still empty.
        return _NOT_APPLICABLE if seen.touchpoints else _MISSING[dimension]
    without = tuple(persona for persona in present if persona not in having)
    if not without:
        return _FULL
    if len(without) == len(present) and partly.isdisjoint(present):
        return _MISSING[dimension]
    return Cell(State.PARTIAL, name_lack(dimension, without), without)


def name_lack(dimension: Dimension, without: Sequence[Item]) -> Message:
    """What a cell lacks of some personas, at least one."""
    who = _shorten([persona.name for persona in without])
    return tr("{what} of {who}", what=_NONE[dimension], who=who)


def _emotions(seen: _Seen) -> Cell:
    """Full where everyone has a score, or `none`; words alone are a beginning."""
    scored = {one.persona for one in _told(seen) if not isinstance(one, Worded)}
    return _everyone(Dimension.EMOTIONS, seen, scored, {one.persona for one in _told(seen)})


def _told(seen: _Seen) -> Iterator[Point | Unscored | Worded]:
    """What the stage and its touchpoints say of how somebody feels."""
    for owner in (seen.fact.item, *(fact.item for fact, _ in seen.touchpoints)):
        yield from seen.feelings.points.get(owner.path, ())
        yield from seen.feelings.unscored.get(owner.path, ())
        yield from seen.feelings.words.get(owner.path, ())


def _thoughts(seen: _Seen) -> Cell:
    """Those who have a thought or a quote; `thoughts: []` denies that anybody has."""
    if seen.stage.denies("thoughts"):
        return _FULL
    having = set(_thinkers(seen, seen.fact.item, seen.stage, seen.fact.personas))
    for fact, touchpoint in seen.touchpoints:
        having.update(_thinkers(seen, fact.item, touchpoint, fact.personas))
    return _everyone(Dimension.THOUGHTS, seen, having)


def _thinkers(
    seen: _Seen, item: Item, thing: Stage | Touchpoint, present: tuple[Item, ...]
) -> Iterator[Item]:
    """Who of those present thinks or says something there; what names nobody is everybody's."""
    for persona in _speakers(item, thing):
        if persona is None:
            yield from present
        else:
            named = resolve(seen.index, "persona", persona)
            # Somebody else's words are told of (CJ111), as a score would be, and count as little.
            if named in present:
                yield named


def _speakers(item: Item, thing: Stage | Touchpoint) -> Iterator[str | None]:
    """Whose the thoughts and quotes there are, as written, a feeling's own quote included."""
    for words in words_of(thing):
        yield words.persona
    for path, emotion in emotions_of(Owner(item.path, item.id, thing)):
        if emotion.quote:
            # Behind the number of the place stands `emotion`, or `emotions` and a persona.
            yield None if isinstance(path[-2], int) else str(path[-1])


# --- every touchpoint is asked ---------------------------------------------------------------


def _every(dimension: Dimension, asked: Sequence[TouchpointFact], without: Sequence[Item]) -> Cell:
    """A cell that asks for every touchpoint: missing where there is none to ask."""
    if len(without) == len(asked):
        return _MISSING[dimension]
    if not without:
        return _FULL
    where = _shorten([item.name for item in without])
    return Cell(State.PARTIAL, tr("{what} at {where}", what=_NONE[dimension], where=where))


def _owner(seen: _Seen) -> Cell:
    if seen.stage.owner:
        return _FULL
    without = [fact.item for fact, thing in seen.touchpoints if not thing.owner]
    return _every(Dimension.OWNER, seen.fact.touchpoints, without)


def _frontstage(seen: _Seen) -> Cell:
    return _lines(Dimension.FRONTSTAGE, seen, lambda thing: thing.frontstage)


def _backstage(seen: _Seen) -> Cell:
    return _lines(Dimension.BACKSTAGE, seen, lambda thing: thing.backstage)


def _support(seen: _Seen) -> Cell:
    return _lines(Dimension.SUPPORT, seen, lambda thing: thing.support)


def _lines(
    dimension: Dimension, seen: _Seen, lines: Callable[[Stage | Touchpoint], Lines | None]
) -> Cell:
    """Lines of the blueprint: at the stage, or at every touchpoint that is no action."""
    if lines(seen.stage):
        return _FULL
    asked = [(fact, thing) for fact, thing in seen.touchpoints if not thing.is_action]
    if seen.touchpoints and not asked:
        told = any(lines(thing) for _, thing in seen.touchpoints)
        return _FULL if told else _NOT_APPLICABLE
    without = [fact.item for fact, thing in asked if not lines(thing)]
    return _every(dimension, [fact for fact, _ in asked], without)


def _shorten(names: Sequence[str]) -> Message:
    """The first three names and how many more there are."""
    listed = tr("“{name}”", name=names[0])
    for name in names[1:3]:
        listed = tr("{list}, {item}", list=listed, item=tr("“{name}”", name=name))
    rest = len(names) - 3
    return (
        listed
        if rest <= 0
        else ntr("{list} and {n} more", "{list} and {n} more", rest, list=listed)
    )


_READERS: Mapping[Dimension, Callable[[_Seen], Cell]] = {
    Dimension.TOUCHPOINTS: _touchpoints,
    Dimension.DOES: _does,
    Dimension.THOUGHTS: _thoughts,
    Dimension.EXPECTATIONS: _expectations,
    Dimension.EMOTIONS: _emotions,
    Dimension.PAINS: _pains,
    Dimension.METRICS: _metrics,
    Dimension.OWNER: _owner,
    Dimension.EVIDENCE: _evidence,
    Dimension.FEEDBACK: _feedback,
    Dimension.FRONTSTAGE: _frontstage,
    Dimension.BACKSTAGE: _backstage,
    Dimension.SUPPORT: _support,
}
