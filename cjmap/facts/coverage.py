"""How much of a map is filled in: stage by dimension, persona by stage, channel by stage."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cjmap.facts.cells import Cell, State, explain, read_cells
from cjmap.facts.channels import ChannelFact, find_channel
from cjmap.facts.feelings import Feelings, point_of
from cjmap.facts.improvement import Improvement
from cjmap.facts.index import Index, Item
from cjmap.facts.participation import Participation, StageFact
from cjmap.facts.things import Things
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import MapKind

# What a map is held to where its settings say nothing.
REQUIRED = (
    Dimension.TOUCHPOINTS,
    Dimension.DOES,
    Dimension.THOUGHTS,
    Dimension.EMOTIONS,
    Dimension.PAINS,
    Dimension.METRICS,
    Dimension.OWNER,
)
REQUIRED_OF_BLUEPRINTS = (
    Dimension.TOUCHPOINTS,
    Dimension.DOES,
    Dimension.FRONTSTAGE,
    Dimension.BACKSTAGE,
    Dimension.SUPPORT,
    Dimension.PAINS,
    Dimension.METRICS,
    Dimension.OWNER,
)

STATE_LABELS: dict[State, Message] = {
    State.FULL: tr("full"),
    State.PARTIAL: tr("partial"),
    State.MISSING: tr("missing"),
    State.NOT_APPLICABLE: tr("does not apply"),
}


@dataclass(frozen=True, slots=True)
class StageCoverage:
    """A stage's cells in every dimension, and its coverage over the required ones.

    `percent` is 0 to 100, None where no required cell applies.
    """

    stage: Item
    cells: Mapping[Dimension, Cell]
    percent: float | None


@dataclass(frozen=True, slots=True)
class Presence:
    """One persona in one stage: at how many touchpoints, and its mean score (-2 to +2) or None."""

    stage: Item
    touchpoints: int
    score: float | None


@dataclass(frozen=True, slots=True)
class PersonaCoverage:
    persona: Item
    stages: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """A channel, and at how many touchpoints of each stage it is used."""

    channel: ChannelFact
    stages: tuple[tuple[Item, int], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A required cell that is not full, and what the stage lacks."""

    stage: Item
    dimension: Dimension
    state: State
    lacks: Message


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a map says and what it leaves out.

    `required` are the dimensions that percentages rest on; `dimensions` gives every dimension's
    coverage over the stages. Percentages are 0 to 100, unrounded, None where no cell applies.
    Answered pains are a figure of their own, so that denying a pain never pays. `gaps` are the
    required cells that are not full, stage by stage.
    """

    required: tuple[Dimension, ...]
    percent: float | None
    stages: tuple[StageCoverage, ...]
    gaps: tuple[Gap, ...]
    dimensions: Mapping[Dimension, float | None]
    personas: tuple[PersonaCoverage, ...]
    channels: tuple[ChannelCoverage, ...]
    pains: Mapping[PainState, int]

    def __repr__(self) -> str:
        percent = None if self.percent is None else round(self.percent, 2)
        return f"Coverage(percent={percent}, gaps={len(self.gaps)})"


def required_dimensions(kind: MapKind, chosen: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """The dimensions that a map is held to: those that its workspace chose, else its kind's."""
    if chosen:
        return tuple(chosen)
    return REQUIRED_OF_BLUEPRINTS if kind is MapKind.BLUEPRINT else REQUIRED


def cover(
    index: Index,
    things: Things,
    told: Things,
    participation: Participation,
    feelings: Feelings,
    improvement: Improvement,
    require: Iterable[Dimension],
) -> Coverage:
    """The coverage of a map.

    Args:
        index, things, participation, feelings, improvement: the map and what follows from it.
        told: the things without the texts of a template that still stand.
        require: the dimensions that the map is held to.
    """
    wanted = set(require)
    required = tuple(dimension for dimension in Dimension if dimension in wanted)
    stages = []
    for stage in participation.stages:
        cells = read_cells(index, told, feelings, stage)
        if told is not things:
            cells = explain(cells, read_cells(index, things, feelings, stage))
        percent = weigh(cells[name].state for name in required)
        stages.append(StageCoverage(stage.item, cells, percent))
    return Coverage(
        required,
        weigh(entry.cells[name].state for entry in stages for name in required),
        tuple(stages),
        tuple(_gaps(stages, required)),
        {name: weigh(entry.cells[name].state for entry in stages) for name in Dimension},
        _personas(participation, feelings),
        _channels(index, things, participation),
        {s: sum(one.state is s for one in improvement.answers) for s in PainState},
    )


def _gaps(stages: Iterable[StageCoverage], required: Iterable[Dimension]) -> Iterator[Gap]:
    for entry in stages:
        for dimension in required:
            cell = entry.cells[dimension]
            if cell.lacks is not None:
                yield Gap(entry.stage, dimension, cell.state, cell.lacks)


def weigh(states: Iterable[State]) -> float | None:
    """(full + ½ partial) / (full + partial + missing), in percent; None where no cell applies."""
    counted = [state for state in states if state is not State.NOT_APPLICABLE]
    if not counted:
        return None
    return 100 * (counted.count(State.FULL) + counted.count(State.PARTIAL) / 2) / len(counted)


def _personas(participation: Participation, feelings: Feelings) -> tuple[PersonaCoverage, ...]:
    return tuple(
        PersonaCoverage(
            persona,
            tuple(_presence(stage, persona, feelings) for stage in participation.stages),
        )
        for persona in participation.personas
    )


def _presence(stage: StageFact, persona: Item, feelings: Feelings) -> Presence:
    there = sum(persona in touchpoint.personas for touchpoint in stage.touchpoints)
    owners = (*(touchpoint.item for touchpoint in stage.touchpoints), stage.item)
    found = (point_of(feelings, owner, persona) for owner in owners)
    scores = [point.score for point in found if point is not None]
    return Presence(stage.item, there, math.fsum(scores) / len(scores) if scores else None)


def _channels(
    index: Index, things: Things, participation: Participation
) -> tuple[ChannelCoverage, ...]:
    """The channels in the order of their first use, then those that are declared and never used."""
    used: dict[str, ChannelFact] = {}
    counts: dict[tuple[str, int], int] = {}
    for number, stage in enumerate(participation.stages):
        for touchpoint in stage.touchpoints:
            named = things.touchpoints[touchpoint.item].channel
            here = [find_channel(index.channels, word) for word in named]
            for channel in here:
                used.setdefault(channel.id, channel)
            for name in {channel.id for channel in here}:
                counts[name, number] = counts.get((name, number), 0) + 1
    for declared in things.journey.channels:
        channel = find_channel(index.channels, declared.id or declared.name)
        used.setdefault(channel.id, channel)
    return tuple(
        ChannelCoverage(
            channel,
            tuple(
                (stage.item, counts.get((name, number), 0))
                for number, stage in enumerate(participation.stages)
            ),
        )
        for name, channel in used.items()
    )
