"""Many personas at one place in few signs: who feels the same, and whom to name of a crowd.

Up to four stand each by themselves; of more there is room for three, and for a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from cjmap.board.board import Board, Mark, Score
from cjmap.records import dataclass

T = TypeVar("T")

_FEW: Final = 4
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """A score with some of those who have it and how many `more` there are.

    Nobody is named where all have it. `spoken` says all of them in words, a line each.
    """

    score: Score
    marks: tuple[Mark, ...]
    more: int
    spoken: str


def choose_few(things: Sequence[T]) -> tuple[tuple[T, ...], int]:
    """Those to show, and how many more there are."""
    if len(things) <= _FEW:
        return tuple(things), 0
    return tuple(things[:_SHOWN]), len(things) - _SHOWN


def share_scores(scores: Sequence[Score], who: Sequence[Mark] = ()) -> tuple[Shared, ...]:
    """Scores one by one where they are few; of many each but once, of many different the extremes.

    `who` are those who take part where that is not everybody: then they are named in any case.
    """
    if len(scores) <= _FEW:
        return tuple(Shared(score, (score.mark,), 0, score.spoken) for score in scores)
    alike: dict[tuple[str, str], list[Score]] = {}
    for score in scores:
        alike.setdefault((score.figure, score.feeling), []).append(score)
    groups = list(alike.values())
    if len(groups) > _SHOWN:
        ordered = sorted(groups, key=lambda group: group[0].score)
        groups = [ordered[0], ordered[-1]]
    return tuple(_share(group, everybody=len(group) == len(scores) and not who) for group in groups)


def stand_for_all(groups: Sequence[Shared], scores: Sequence[Score]) -> bool:
    """Whether groups hold every score, and not only the extremes."""
    return any(not group.marks for group in groups) or len(scores) == sum(
        len(group.marks) + group.more for group in groups
    )


def _share(group: Sequence[Score], *, everybody: bool) -> Shared:
    marks, more = choose_few([score.mark for score in group])
    spoken = "\n".join(score.spoken for score in group)
    return Shared(group[0], () if everybody else marks, 0 if everybody else more, spoken)


def scores_of_stage(board: Board, stage: int) -> tuple[Score, ...]:
    """How a stage, by its number from 0, feels as a whole, whether or not that is on the curve."""
    found = [*board.stages[stage].scores]
    for line in board.curve.lines:
        for point in line.points:
            if point.number is None and point.stage == stage:
                said = (point.score, point.level, point.figure, point.feeling, point.quote)
                found.append(Score(line.mark, *said, point.spoken))
    return tuple(sorted(found, key=lambda score: score.mark.style))
