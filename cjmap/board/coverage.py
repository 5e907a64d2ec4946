"""How much of a map is filled in: stage by dimension, persona by stage, channel by stage."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from cjmap.board.assessment import (
    ChannelCoverage,
    Coverage,
    CoverageCell,
    DimensionCoverage,
    PainCount,
    Percentage,
    PersonaCoverage,
    Presence,
    StageCoverage,
    StageGap,
    Whole,
)
from cjmap.board.cut import Cut
from cjmap.board.feelings import read_mean
from cjmap.board.gaps import tell_lack
from cjmap.board.people import describe_channel
from cjmap.board.scores import read_scores
from cjmap.facts import coverage as facts
from cjmap.facts.cells import Cell, State
from cjmap.facts.curve import line_of
from cjmap.facts.index import Item
from cjmap.facts.things import emotion_at
from cjmap.languages.quantities import format_bare_share, format_labelled, format_share
from cjmap.messages import ntr, tr
from cjmap.vocabulary.coverage import Dimension

_NOTHING = "–"
# From here on something is filled in part, in percent; all of it is full.
_PARTIAL = 50


def tell_states(language: str) -> tuple[tuple[str, str], ...]:
    """The states of a cell, each with its word, for a legend."""
    return tuple((state, label.render(language)) for state, label in facts.STATE_LABELS.items())


def read_percentage(value: float | None, language: str) -> Percentage:
    """A coverage of 0 to 100, None where nothing applies."""
    if value is None:
        return Percentage(None, State.NOT_APPLICABLE, _NOTHING, _NOTHING)
    state = State.FULL if value >= 100 else State.PARTIAL if value >= _PARTIAL else State.MISSING
    return Percentage(
        value, state, format_share(value, language), format_bare_share(value, language)
    )


def read_coverage(cut: Cut, coverage: facts.Coverage) -> Coverage:
    """The coverage of a map, over the dimensions that it is held to."""
    return Coverage(
        read_percentage(coverage.percent, cut.language),
        tuple(
            DimensionCoverage(
                dimension,
                cut.say(dimension.label),
                dimension in coverage.required,
                read_percentage(percent, cut.language),
            )
            for dimension, percent in coverage.dimensions.items()
        ),
        tuple(_read_stage(cut, coverage, number) for number in range(len(coverage.stages))),
        tuple(_read_persona(cut, entry) for entry in coverage.personas),
        tuple(_read_channel(cut, entry) for entry in coverage.channels),
        tuple(_read_gaps(cut, coverage)),
        sum(n for state, n in coverage.pains.items() if state.is_answered),
        sum(coverage.pains.values()),
        tuple(PainCount(state, cut.say(state.label), n) for state, n in coverage.pains.items()),
    )


def _read_stage(cut: Cut, coverage: facts.Coverage, number: int) -> StageCoverage:
    subject, entry = cut.subject, coverage.stages[number]
    phases = subject.phases.stages[number].phases
    means = [score for one in coverage.personas if (score := one.stages[number].score) is not None]
    answers = [one for one in subject.improvement.answers if one.pain.stage == number]
    return StageCoverage(
        entry.stage.id,
        entry.stage.path,
        entry.stage.name,
        tuple(cut.say(phase.label) for phase in phases),
        tuple(phase.id for phase in phases),
        read_percentage(entry.percent, cut.language),
        tuple(_read_cells(cut, entry.cells)),
        len(subject.participation.stages[number].touchpoints),
        read_mean(cut.scale, math.fsum(means) / len(means), cut.language) if means else None,
        tuple(_read_wholes(cut, entry.stage)),
        sum(answer.state.is_answered for answer in answers),
        len(answers),
    )


def _read_wholes(cut: Cut, stage: Item) -> Iterator[Whole]:
    """What a stage says of how it feels itself, scores before words."""
    feelings = cut.subject.feelings
    for counts, listed in ((False, feelings.overall), (True, feelings.points)):
        points = listed.get(stage.path, ())
        for point, score in zip(points, read_scores(cut, points), strict=True):
            label = emotion_at(cut.subject.things, point.path).label or ""
            yield Whole(point.persona.id, point.score, label, counts, score.spoken)
    for worded in feelings.words.get(stage.path, ()):
        said = format_labelled(worded.persona.name, worded.label, cut.language)
        yield Whole(worded.persona.id, None, worded.label, False, said)


def _read_cells(cut: Cut, cells: Mapping[Dimension, Cell]) -> Iterator[CoverageCell]:
    for dimension, cell in cells.items():
        label = cut.say(facts.STATE_LABELS[cell.state])
        lacks = tell_lack(cut, dimension, cell.lacks) if cell.lacks is not None else ""
        yield CoverageCell(cell.state, label, lacks)


def _read_gaps(cut: Cut, coverage: facts.Coverage) -> Iterator[StageGap]:
    numbers = {entry.stage.path: number for number, entry in enumerate(coverage.stages)}
    for gap in coverage.gaps:
        yield StageGap(
            numbers[gap.stage.path],
            gap.stage.path,
            gap.dimension,
            cut.say(gap.dimension.label),
            gap.state,
            tell_lack(cut, gap.dimension, gap.lacks),
        )


def _read_persona(cut: Cut, entry: facts.PersonaCoverage) -> PersonaCoverage:
    line = line_of(cut.subject.curve, entry.persona)
    return PersonaCoverage(
        cut.marks[entry.persona.id],
        tuple(_read_presence(cut, presence) for presence in entry.stages),
        sum(presence.touchpoints for presence in entry.stages),
        read_mean(cut.scale, line.mean, cut.language) if line else None,
    )


def _read_presence(cut: Cut, presence: facts.Presence) -> Presence:
    count = presence.touchpoints
    if presence.score is None:
        spoken = tr("takes part, not scored") if count else tr("takes no part")
        return Presence(count, None, cut.say(spoken))
    mean = read_mean(cut.scale, presence.score, cut.language)
    spoken = ntr(
        "mean {score} at {n} touchpoint",
        "mean {score} at {n} touchpoints",
        count,
        score=mean.brief,
    )
    return Presence(count, mean, cut.say(spoken))


def _read_channel(cut: Cut, entry: facts.ChannelCoverage) -> ChannelCoverage:
    counts = tuple(count for _, count in entry.stages)
    return ChannelCoverage(
        describe_channel(entry.channel, cut.language),
        counts,
        tuple(cut.say(ntr("{n} touchpoint", "{n} touchpoints", count)) for count in counts),
        sum(counts),
    )
