"""Several maps side by side: what is kept of each, what they are held to, what their journeys share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.assessment import Assessment, DimensionCoverage, Link, Mean, Owned, Percentage
from cjmap.board.board import Board, Tile
from cjmap.board.feelings import name_span, read_mean
from cjmap.languages.quantities import format_number
from cjmap.messages import Message, tr
from cjmap.model.scale import STANDARD
from cjmap.records import dataclass, replace
from cjmap.text.slugs import slug
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import MapState, Relation, Thing

COMPARED: Final = name_span(STANDARD)
"""On which scale maps are compared, whatever they are written on."""

COMPARED_ENDS: Final = (STANDARD.worst, STANDARD.best)
"""The worst and the best score of that scale."""

# As many matters are kept of an owner in each map: nobody reads more, and of ten thousand maps
# there must be room in memory.
_MOST_MATTERS: Final = 20
_STALE: Final = "CJ602"


@dataclass(frozen=True, slots=True)
class Named:
    """A persona, touchpoint or pain of a map, which others may have too: those of one `key` are one.

    `id` is by what its own map calls it.
    """

    key: str
    name: str
    kind: Thing
    id: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class PhaseMood:
    """A phase of a map's lifecycle, and the mean of the stages that cover it; None where none is scored."""

    id: str
    label: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody ("" is nobody) answers for in a map, as far as it is still to be done, by ids.

    `pains` are not resolved and `opportunities` not settled; `late` of these were due and are not
    done. `matters` are the first of both, the late and grave ones before others.
    """

    owner: str
    stages: tuple[str, ...]
    pains: tuple[str, ...]
    opportunities: tuple[str, ...]
    late: tuple[str, ...]
    matters: tuple[Owned, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a map is among others: little enough to be kept of any number of them.

    `language` is the map's own, in which its names are. `origin` and `past` are as in an
    `Assessment`; `everybody` counts those whom a picture has to tell apart. `updated` is a day as
    ISO 8601 has it, "" without one, and `old` says that nobody has looked at the map for too long.
    `channels` are ids with names. `mean` and `lowest` stand on the scale on which maps are
    compared, and so do the `figures`, which are the same in every map and in the same order.
    """

    file: FilePath
    origin: FilePath
    past: bool
    language: str
    title: str
    organization: str
    owner: str
    state: str
    status: str
    tags: tuple[str, ...]
    updated: str
    old: bool
    everybody: int
    percent: Percentage
    dimensions: tuple[DimensionCoverage, ...]
    personas: tuple[Named, ...]
    touchpoints: tuple[Named, ...]
    pains: tuple[Named, ...]
    channels: tuple[tuple[str, str], ...]
    phases: tuple[PhaseMood, ...]
    mean: Mean | None
    lowest: Mean | None
    unanswered: int
    figures: tuple[Tile, ...]
    holdings: tuple[Holding, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a shared thing stands: the number of the map (from 0), what it is there, how it feels."""

    map: int
    kind: Thing
    id: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A persona, touchpoint or pain of several journeys, with a spot in each map that has it."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody ("" is nobody), what they answer for in all maps (by number, from 0), and in which.

    What the maps of one journey, today's and those of states to come, name alike counts once.
    `matters` are those of `Holding`, each with the number of its map, the late and grave first;
    `more` is how many others there are.
    """

    name: str
    maps: tuple[int, ...]
    stages: int
    pains: int
    opportunities: int
    late: int
    matters: tuple[tuple[int, Owned], ...]
    more: int


def compare_on_one_scale(mean: Mean | None, language: str) -> Mean | None:
    """A mean beside those of other maps."""
    return None if mean is None else read_mean(STANDARD, mean.value, language)


def is_on_that_scale(assessment: Assessment) -> bool:
    """Whether readers of a map see its scores as they are compared."""
    return assessment.scale == COMPARED_ENDS


# --- one map ---------------------------------------------------------------------------------------


def summarize(board: Board, assessment: Assessment) -> Summary:
    """What a map is among others."""
    heading = board.heading
    everybody = assessment.everybody
    mean = compare_on_one_scale(everybody.mean if everybody else None, board.language)
    low = everybody.lowest.score if everybody and everybody.lowest else None
    states = {count.state: count.number for count in assessment.coverage.states}
    return Summary(
        assessment.file,
        assessment.origin,
        bool(assessment.past),
        assessment.written_in,
        assessment.title,
        heading.organization,
        heading.owner,
        heading.state,
        heading.status,
        heading.tags,
        assessment.updated,
        heading.overdue or any(remark.code == _STALE for remark in assessment.remarks),
        board.everybody,
        assessment.coverage.percent,
        assessment.coverage.dimensions,
        tuple(_name_personas(board, assessment)),
        tuple(_name_touchpoints(board)),
        tuple(_name_pains(assessment)),
        tuple(dict(_name_channels(board)).items()),
        tuple(_feel_phases(board, assessment)),
        mean,
        compare_on_one_scale(low, board.language),
        states.get(PainState.UNANSWERED, 0),
        _choose_figures(board, assessment, mean, states.get(PainState.UNANSWERED, 0)),
        () if assessment.past else tuple(_hold(assessment)),
        assessment.links,
    )


def _name_personas(board: Board, assessment: Assessment) -> Iterator[Named]:
    """The personas, which are one by their ids."""
    means = {row.mark.id: row.mean for row in assessment.coverage.personas}
    for persona in board.personas:
        mark = persona.mark
        felt = compare_on_one_scale(means[mark.id], board.language)
        yield Named(mark.id, mark.name, Thing.PERSONA, mark.id, felt)


def _name_touchpoints(board: Board) -> Iterator[Named]:
    """The touchpoints, which are one by their names; the first of each name."""
    named: set[str] = set()
    for touchpoint in board.touchpoints:
        key = _key(touchpoint.name)
        if key in named:
            continue
        named.add(key)
        mean = touchpoint.mean
        felt = read_mean(STANDARD, mean, board.language) if mean is not None else None
        yield Named(key, touchpoint.name, Thing.TOUCHPOINT, touchpoint.id, felt)


def _name_pains(assessment: Assessment) -> Iterator[Named]:
    """The pains that are not resolved, which are one by their words; the first of each."""
    named: dict[str, Named] = {}
    for owner in assessment.owners:
        for thing in owner.things:
            if thing.kind == Thing.PAIN and thing.open:
                key = _key(thing.name)
                named.setdefault(key, Named(key, thing.name, Thing.PAIN, thing.id, None))
    yield from named.values()


def _key(name: str) -> str:
    return slug(name) or name


def _name_channels(board: Board) -> Iterator[tuple[str, str]]:
    for touchpoint in board.touchpoints:
        for channel in touchpoint.channels:
            yield channel.id, channel.label


def _feel_phases(board: Board, assessment: Assessment) -> Iterator[PhaseMood]:
    """The phases of the lifecycle, where the map is held to one and any of its stages is scored."""
    stages = assessment.coverage.stages
    lifecycle = assessment.lifecycle
    if not lifecycle.applies or all(stage.mean is None for stage in stages):
        return
    for phase in lifecycle.phases:
        means = [mean.value for n in phase.stages if (mean := stages[n].mean) is not None]
        felt = read_mean(STANDARD, math.fsum(means) / len(means), board.language) if means else None
        yield PhaseMood(phase.id, phase.label, felt)


def _choose_figures(
    board: Board, assessment: Assessment, mean: Mean | None, unanswered: int
) -> tuple[Tile, ...]:
    """The mean emotion, the lowest point, pains that nothing answers, and coverage."""
    language = board.language

    def say(message: Message) -> str:
        return message.render(language)

    everybody = assessment.everybody
    low = everybody.lowest if everybody else None
    lowest = compare_on_one_scale(low.score if low else None, language)
    coverage = assessment.coverage
    felt = Tile("mean", mean.brief if mean else "–", say(tr("mean emotion")))
    if is_on_that_scale(assessment):
        changed = next((tile for tile in board.experience if tile.key == "mean"), felt)
        felt = replace(felt, change=changed.change, trend=changed.trend, good=changed.good)
    pains = format_number(coverage.pains, language)
    return (
        felt,
        Tile("lowest", lowest.brief if lowest else "–", say(tr("lowest point"))),
        Tile(
            "unanswered",
            format_number(unanswered, language) if coverage.pains else "–",
            say(tr("unanswered pains")),
            say(tr("of {n}", n=pains)) if coverage.pains else "",
        ),
        Tile("coverage", coverage.percent.text, say(tr("coverage"))),
    )


def _hold(assessment: Assessment) -> Iterator[Holding]:
    for owner in assessment.owners:
        matters = sorted((thing for thing in owner.things if thing.open), key=_urgency)
        yield Holding(
            owner.name,
            _ids(owner.things, Thing.STAGE),
            _ids(matters, Thing.PAIN),
            _ids(matters, Thing.OPPORTUNITY),
            tuple(thing.id for thing in matters if thing.late),
            tuple(matters[:_MOST_MATTERS]),
        )


def _ids(things: Iterable[Owned], kind: Thing) -> tuple[str, ...]:
    return tuple(thing.id for thing in things if thing.kind == kind)


def _urgency(thing: Owned) -> tuple[bool, int]:
    """What is late comes first, then the gravest pains, then opportunities."""
    return not thing.late, -thing.severity


# --- all of them -----------------------------------------------------------------------------------


def choose_dimensions(maps: Iterable[Sequence[DimensionCoverage]]) -> tuple[int, ...]:
    """The numbers (from 0) of the dimensions that any of the maps is held to."""
    columns = zip(*maps, strict=True)
    return tuple(
        number
        for number, column in enumerate(columns)
        if any(dimension.required for dimension in column)
    )


def group_by_lifecycle(maps: Sequence[Summary]) -> tuple[tuple[int, ...], ...]:
    """The maps (by number, from 0) that feel by phases, those of one lifecycle together.

    The group of most maps comes first.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(maps):
        if one.phases:
            groups.setdefault(tuple(phase.id for phase in one.phases), []).append(number)
    return tuple(map(tuple, sorted(groups.values(), key=len, reverse=True)))


def name_states(maps: Sequence[Summary]) -> tuple[Message, ...]:
    """Which state each map shows: one to come, or how it is; beside another, before or after a change."""
    today = (one for one in maps if one.state != MapState.FUTURE)
    earlier = {file for one in today for file in _find_baselines(one)}
    return tuple(_name_state(one, earlier) for one in maps)


def _find_baselines(one: Summary) -> Iterator[FilePath]:
    for link in one.links:
        if link.kind == Relation.BASELINE and link.file is not None:
            yield link.file


def _name_state(one: Summary, earlier: set[FilePath]) -> Message:
    return name_state(one.state, changed=any(_find_baselines(one)), earlier=one.file in earlier)


def name_state(state: str, *, changed: bool, earlier: bool) -> Message:
    """Which state a map shows: one to come, one after or before a change, or how it is."""
    if state != MapState.FUTURE and changed:
        return tr("after the change")
    if state != MapState.FUTURE and earlier:
        return tr("before the change")
    return (MapState.known(state) or MapState.CURRENT).label


def share_personas(maps: Sequence[Summary]) -> tuple[Shared, ...]:
    """The personas that several journeys name by one id."""
    return tuple(_share(maps, lambda one: one.personas))


def share_touchpoints(maps: Sequence[Summary]) -> tuple[Shared, ...]:
    """The touchpoints that several journeys call by one name; the first of that name in each."""
    return tuple(_share(maps, lambda one: one.touchpoints))


def share_pains(maps: Sequence[Summary]) -> tuple[Shared, ...]:
    """The pains that several journeys tell in the same words and that are not resolved."""
    return tuple(_share(maps, lambda one: () if one.past else one.pains))


def _share(
    maps: Sequence[Summary], listed: Callable[[Summary], Sequence[Named]]
) -> Iterator[Shared]:
    """What stands in several journeys; a map and what it is compared with are one journey."""
    found: dict[str, list[tuple[int, Named]]] = {}
    for number, one in enumerate(maps):
        for thing in listed(one):
            found.setdefault(thing.key, []).append((number, thing))
    for members in found.values():
        if len({maps[number].origin for number, _ in members}) > 1:
            spots = (Spot(number, thing.kind, thing.id, thing.mean) for number, thing in members)
            yield Shared(members[0][1].name, tuple(spots))


def gather_holders(maps: Sequence[Summary]) -> tuple[Holder, ...]:
    """Who answers for what in all maps: who is late first, then who has the most to do; nobody last."""
    found: dict[str, list[tuple[int, Holding]]] = {}
    for number, one in enumerate(maps):
        for holding in one.holdings:
            found.setdefault(holding.owner, []).append((number, holding))
    holders = (_gather(name, holdings, maps) for name, holdings in found.items())
    return tuple(
        sorted(
            holders,
            key=lambda one: (not one.name, -one.late, -one.pains - one.opportunities, one.name),
        )
    )


def _gather(name: str, holdings: Sequence[tuple[int, Holding]], maps: Sequence[Summary]) -> Holder:
    def count(chosen: Callable[[Holding], Iterable[str]]) -> int:
        return len({(maps[n].origin, id) for n, holding in holdings for id in chosen(holding)})

    # Of what several maps of a journey say, today's says it.
    matters: dict[tuple[FilePath, Thing, str], tuple[int, Owned]] = {}
    for number, holding in sorted(holdings, key=lambda held: is_ahead(maps[held[0]])):
        for thing in holding.matters:
            matters.setdefault((maps[number].origin, thing.kind, thing.id), (number, thing))
    first = sorted(matters.values(), key=lambda matter: _urgency(matter[1]))[:_MOST_MATTERS]
    pains = count(lambda holding: holding.pains)
    opportunities = count(lambda holding: holding.opportunities)
    return Holder(
        name,
        tuple(number for number, _ in holdings),
        count(lambda holding: holding.stages),
        pains,
        opportunities,
        count(lambda holding: holding.late),
        tuple(first),
        pains + opportunities - len(first),
    )


def is_ahead(one: Summary) -> bool:
    """Whether a map shows a state to come, or the later of two."""
    return one.state == MapState.FUTURE or one.origin != one.file
