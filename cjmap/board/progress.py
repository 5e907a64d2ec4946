"""How far a map has come: the phases of the lifecycle, and the nine steps of the method."""

from __future__ import annotations

from cjmap.board.assessment import Lack, Lifecycle, Phase, Step, Turn
from cjmap.board.cut import Cut
from cjmap.facts import lifecycle as facts
from cjmap.facts import steps
from cjmap.messages import tr

_WORDS = {
    steps.Progress.DONE: tr("complete"),
    steps.Progress.PARTIAL: tr("partly done"),
    steps.Progress.OPEN: tr("open"),
}


def read_lifecycle(cut: Cut) -> Lifecycle:
    """The phases in force, which stages cover them, and what stands behind a later phase."""
    found = cut.subject.phases
    numbers = {entry.stage.path: number for number, entry in enumerate(found.stages)}
    return Lifecycle(
        found.applies,
        tuple(
            Phase(
                phase.id,
                cut.say(phase.label),
                tuple(numbers[stage.path] for stage in facts.covering(found, phase)),
            )
            for phase in found.phases
        ),
        tuple(
            Turn(numbers[later.stage.path], later.stage.path, _tell_turn(cut, earlier, later))
            for earlier, later in found.out_of_order
        ),
    )


def _tell_turn(cut: Cut, earlier: facts.StagePhase, later: facts.StagePhase) -> str:
    return cut.say(
        tr(
            "“{later}” stands behind “{earlier}”, a later phase",
            later=later.stage.name,
            earlier=earlier.stage.name,
        )
    )


def read_step(cut: Cut, step: steps.Step) -> Step:
    return Step(
        step.number,
        cut.say(step.name),
        step.state,
        cut.say(_WORDS[step.state]),
        tuple(Lack(cut.say(lack.message), lack.path) for lack in step.missing),
    )
