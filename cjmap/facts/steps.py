"""How far a map has come along the nine steps of the method, and what is missing where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from cjmap.facts.cells import State
from cjmap.facts.coverage import Coverage
from cjmap.facts.improvement import Improvement
from cjmap.facts.lifecycle import Lifecycle
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.messages import Message, ntr, tr
from cjmap.model.journey import Journey
from cjmap.records import dataclass
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import OpportunityStatus
from cjmap.vocabulary.personas import PersonaType

STEP_NAMES: tuple[Message, ...] = (
    tr("Define the persona"),
    tr("Set the goals of the journey"),
    tr("List the touchpoints"),
    tr("Examine the whole journey"),
    tr("Find emotions and barriers"),
    tr("Tell the scenarios: does, thinks, expects"),
    tr("Visualize the map"),
    tr("Find areas of improvement"),
    tr("Apply changes and monitor results"),
)


class Progress(StrEnum):
    """How far a step has come."""

    DONE = "done"
    PARTIAL = "partial"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a step still needs, and the path of where it belongs."""

    message: Message
    path: Path


@dataclass(frozen=True, slots=True)
class Step:
    """One of the nine steps; `number` counts from 1. What is done lacks nothing."""

    number: int
    name: Message
    state: Progress
    missing: tuple[Lack, ...]


def walk(
    things: Things,
    coverage: Coverage,
    phases: Lifecycle,
    improvement: Improvement,
    errors: int = 0,
) -> tuple[Step, ...]:
    """The nine steps of a map that has a number of errors (CJ0, CJ1)."""
    return (
        _personas(things),
        _goals(things),
        _cells(coverage, 3, (Dimension.TOUCHPOINTS,)),
        _whole(things.journey, phases),
        _cells(coverage, 5, (Dimension.EMOTIONS, Dimension.PAINS)),
        _cells(coverage, 6, (Dimension.DOES, Dimension.THOUGHTS, Dimension.EXPECTATIONS)),
        _picture(things, errors),
        _improvement(improvement, coverage),
        _changes(things, improvement),
    )


def _step(number: int, lacks: Iterable[Lack], *, begun: bool) -> Step:
    missing = tuple(lacks)
    state = Progress.DONE
    if missing:
        state = Progress.PARTIAL if begun else Progress.OPEN
    return Step(number, STEP_NAMES[number - 1], state, missing)


def _personas(things: Things) -> Step:
    """Done when every persona says what it wants; a negative one need not."""
    if not len(things.personas):
        return _step(1, [Lack(tr("There is no persona."), ("personas",))], begun=False)
    lacks = [
        Lack(tr("“{name}” has neither goals, needs nor jobs.", name=item.name), item.path)
        for item, persona in things.personas
        if persona.type is not PersonaType.NEGATIVE
        and not (persona.goals or persona.needs or persona.jobs)
    ]
    return _step(1, lacks, begun=True)


def _goals(things: Things) -> Step:
    """Done when the map has a goal; begun when a stage has one."""
    if things.journey.goal:
        return _step(2, (), begun=True)
    begun = any(stage.goal for _, stage in things.stages)
    return _step(2, [Lack(tr("The map has no goal."), ())], begun=begun)


def _cells(coverage: Coverage, number: int, dimensions: Sequence[Dimension]) -> Step:
    """Done when the dimensions are full in every stage; begun when any cell is not missing."""
    stages = coverage.stages
    if not stages:
        return _step(number, [Lack(tr("There is no stage."), ("stages",))], begun=False)
    lacks = [
        Lack(
            tr(
                "{dimension} in “{stage}”: {lack}.",
                dimension=dimension.label,
                stage=entry.stage.name,
                lack=lack,
            ),
            entry.stage.path,
        )
        for entry in stages
        for dimension in dimensions
        for lack in (entry.cells[dimension].lacks,)
        if lack is not None
    ]
    states = [entry.cells[dimension].state for entry in stages for dimension in dimensions]
    return _step(number, lacks, begun=State.FULL in states or State.PARTIAL in states)


def _whole(journey: Journey, phases: Lifecycle) -> Step:
    """Done when the lifecycle's phases are covered.

    Where the map goes without a lifecycle, or is no whole customer journey, its start and end
    say what the whole is.
    """
    if not phases.phases or not phases.fitting:
        lacks = []
        if not journey.start:
            lacks.append(Lack(tr("The map does not say where the journey starts."), ()))
        if not journey.end:
            lacks.append(Lack(tr("The map does not say where the journey ends."), ()))
        return _step(4, lacks, begun=bool(journey.stages) and len(lacks) < 2)
    if not phases.stages:
        return _step(4, [Lack(tr("There is no stage."), ("stages",))], begun=False)
    unknown = [entry.stage for entry in phases.stages if not entry.phases]
    if not phases.applies and unknown:
        lack = ntr(
            "The phase of {n} stage is not known: write its `phase`, or choose a `lifecycle`.",
            "The phases of {n} stages are not known: write each `phase`, or choose a `lifecycle`.",
            len(unknown),
        )
        return _step(4, [Lack(lack, unknown[0].path)], begun=False)
    return _step(
        4,
        [
            Lack(tr("No stage covers the phase “{phase}”.", phase=phase.label), ("stages",))
            for phase in phases.missing
        ],
        begun=len(phases.missing) < len(phases.phases),
    )


def _picture(things: Things, errors: int) -> Step:
    """Done when there is something to draw and no error keeps it from being drawn."""
    lacks = []
    if not len(things.touchpoints):
        lacks.append(Lack(tr("There is no touchpoint to draw."), ("stages",)))
    if errors:
        lacks.append(
            Lack(
                ntr(
                    "The map has {n} error: `cjmap validate` shows it.",
                    "The map has {n} errors: `cjmap validate` shows them.",
                    errors,
                ),
                (),
            )
        )
    return _step(7, lacks, begun=bool(len(things.touchpoints)))


def _improvement(improvement: Improvement, coverage: Coverage) -> Step:
    """Done when every pain is answered, or every stage denies that it has one."""
    answers = improvement.answers
    if answers:
        lacks = [
            Lack(tr("Nothing answers the pain “{pain}”.", pain=entry.pain.name), entry.pain.path)
            for entry in improvement.unanswered
        ]
        return _step(8, lacks, begun=bool(improvement.answered))
    looked_at = [entry.cells[Dimension.PAINS].state is State.FULL for entry in coverage.stages]
    if looked_at and all(looked_at):
        return _step(8, (), begun=True)
    return _step(8, [Lack(tr("No pain is written down yet."), ("stages",))], begun=any(looked_at))


def _changes(things: Things, improvement: Improvement) -> Step:
    """Done when an opportunity is done with its outcome, and a metric is followed over time."""
    lacks = list(_unfinished(improvement))
    followed = any(
        metric.readings or (metric.figure is not None and metric.date)
        for _, metric in things.metrics
    )
    if not followed:
        lacks.append(Lack(tr("No metric has a history or a dated value."), ()))
    begun = followed or any(aim.status is OpportunityStatus.DONE for aim in improvement.aims)
    return _step(9, lacks, begun=begun)


def _unfinished(improvement: Improvement) -> Iterator[Lack]:
    done = [aim for aim in improvement.aims if aim.status is OpportunityStatus.DONE]
    if not done:
        yield Lack(tr("No opportunity is done."), ())
    elif not any(aim.results for aim in done):
        opportunity = done[0].opportunity
        yield Lack(
            tr(
                "“{opportunity}” is done, but its outcome is missing.", opportunity=opportunity.name
            ),
            opportunity.path,
        )
