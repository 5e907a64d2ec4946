"""The phases above the stages, where neighbours share one that they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cjmap.board.board import PhaseBand
from cjmap.board.cut import Cut
from cjmap.facts.lifecycle import StagePhase


def read_bands(cut: Cut) -> Iterator[PhaseBand]:
    """A band for each run of stages that name the same phase.

    None at all where no two neighbours share one: a phase a stage is told by the stage itself.
    """
    runs = [
        (name, [number for number, _ in run])
        for name, run in groupby(
            enumerate(cut.subject.phases.stages), lambda entry: _name(cut, entry[1])
        )
    ]
    if any(name and len(run) > 1 for name, run in runs):
        yield from (PhaseBand(name, run[0], run[-1]) for name, run in runs if name)


def _name(cut: Cut, stage: StagePhase) -> str:
    """The phase that a stage names itself; empty where it names none that is known.

    Where the map is held against no model, it is whatever the stage writes.
    """
    if not cut.subject.phases.phases:
        return cut.subject.things.stages[stage.stage].phase or ""
    return cut.say(stage.phase.label) if stage.written and stage.phase is not None else ""
