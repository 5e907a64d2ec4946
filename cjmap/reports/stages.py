"""The way beside the experience, stage by stage: what happens there, and how that is felt."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Assessment, Mean, Rating
from cjmap.board.board import Board, Mark
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.metrics import SCORES


@dataclass(frozen=True, slots=True)
class Pains:
    """How many pains there are, and how many of them nothing answers."""

    every: int
    open: int


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage in figures; texts are "" where nothing says them.

    `share` is its part of the largest reach, 0 to 1. `scores` are those of customers who were
    asked there, `pains` those that are felt there.
    """

    path: Path
    name: str
    reach: str
    share: float | None
    came: str
    worst: bool
    takes: str
    waits: str
    mean: Mean | None
    scores: tuple[Rating, ...]
    pains: Pains


@dataclass(frozen=True, slots=True)
class Felt:
    """How one persona feels, stage by stage (None where nothing says it), and how many pains it has."""

    mark: Mark
    means: tuple[Mean | None, ...]
    pains: tuple[Pains, ...]


@dataclass(frozen=True, slots=True)
class StagesView:
    """The stages, and which rows any of them fills; `people` one by one where there are several."""

    stages: tuple[StageView, ...]
    people: tuple[Felt, ...]
    reach: bool
    came: bool
    takes: bool
    waits: bool
    felt: bool
    scores: bool
    pains: bool


def draw_stages(board: Board, assessment: Assessment) -> StagesView | None:
    """The stages of a map; None where nothing is known of any, or there is but one."""
    stages = tuple(_read(board, assessment))
    people = tuple(
        Felt(
            one.mark,
            tuple(stage.mean for stage in one.stages),
            tuple(_count(board, assessment, number, one.mark) for number in range(len(stages))),
        )
        for one in assessment.coverage.personas
    )
    view = StagesView(
        stages,
        people if len(people) > 1 else (),
        any(one.reach for one in stages),
        any(one.came for one in stages),
        any(one.takes for one in stages),
        any(one.waits for one in stages),
        any(one.mean is not None for one in stages),
        any(one.scores for one in stages),
        any(one.pains.every for one in stages),
    )
    told = view.reach or view.came or view.takes or view.waits or view.felt or view.scores
    return view if len(stages) > 1 and told else None


def _read(board: Board, assessment: Assessment) -> Iterator[StageView]:
    reaches = [one.reach.value for one in assessment.passage.stages if one.reach is not None]
    most = max(reaches, default=0.0)
    for number, stage in enumerate(board.stages):
        passing = assessment.passage.stages[number]
        time = assessment.times.stages[number]
        cover = assessment.coverage.stages[number]
        reach = passing.reach
        # That most leave is said where they no longer come: at the next stage.
        lost = number > 0 and assessment.passage.stages[number - 1].worst
        yield StageView(
            stage.path,
            stage.name,
            reach.text if reach is not None else "",
            reach.value / most if reach is not None and most > 0 else None,
            passing.conversion.text if passing.conversion is not None and number else "",
            lost,
            time.told,
            time.waits.text if time.waits is not None else "",
            cover.mean,
            tuple(
                rating
                for rating in assessment.ratings
                if rating.type in SCORES and rating.path[:2] == stage.path
            ),
            Pains(cover.pains, cover.pains - cover.answered),
        )


def _count(board: Board, assessment: Assessment, stage: int, who: Mark) -> Pains:
    """The pains of a persona in a stage; one that names nobody is of all who come by there."""
    passing = {card.number: card.who for card in board.touchpoints}
    here = [
        one.pain
        for one in assessment.grievances
        if one.stage == stage
        and all(
            not named or who in named
            for named in (one.pain.who, passing.get(one.pain.number or 0, ()))
        )
    ]
    return Pains(len(here), sum(one.standing is PainState.UNANSWERED for one in here))
