"""Opportunities ranked by value and effort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjmap.facts.improvement import Aim, Answer, Improvement, missing_ratings
from cjmap.facts.index import Item
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.model.improvement import Opportunity
from cjmap.records import dataclass
from cjmap.vocabulary.improvement import OpportunityStatus, PainState, Quadrant

# From here on a value is high; below it an effort is low. Both are 1 to 5.
HIGH_VALUE = 3
LOW_EFFORT = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with what is to be gained.

    `value` is the mean of customer and business value (1 to 5), `effort` 1 to 5, `priority`
    value / effort (0.2 to 5); each None unless all three ratings are written, `unrated` are the
    keys of those that are missing. `relief` is the summed severity of the open pains that it
    serves, a pain that nobody assessed counting 3.
    """

    opportunity: Item
    pains: tuple[Item, ...]
    status: OpportunityStatus
    value: float | None
    effort: int | None
    priority: float | None
    quadrant: Quadrant | None
    unrated: tuple[str, ...]
    relief: int


@dataclass(frozen=True, slots=True)
class Priorities:
    """The opportunities of a map that are still to be done, those that are done, and the rest.

    `ranked` goes by priority, then value, then relief, then the order of the file; `unvalued`
    by relief. Dropped ones count nowhere else.
    """

    ranked: tuple[Ranked, ...]
    unvalued: tuple[Ranked, ...]
    done: tuple[Ranked, ...]
    dropped: tuple[Ranked, ...]


def place(value: float, effort: float) -> Quadrant:
    """The quadrant of a value and an effort, both 1 to 5."""
    if value >= HIGH_VALUE:
        return Quadrant.QUICK_WIN if effort < LOW_EFFORT else Quadrant.BIG_BET
    return Quadrant.FILL_IN if effort < LOW_EFFORT else Quadrant.TIME_SINK


def rank(things: Things, improvement: Improvement) -> Priorities:
    """The priorities of a map."""
    answers = {answer.pain.path: answer for answer in improvement.answers}
    entries = [
        _rate(aim, things.opportunities[aim.opportunity], answers) for aim in improvement.aims
    ]
    to_do = [entry for entry in entries if not entry.status.is_settled]
    return Priorities(
        _order(entry for entry in to_do if entry.priority is not None),
        _order(entry for entry in to_do if entry.priority is None),
        tuple(entry for entry in entries if entry.status is OpportunityStatus.DONE),
        tuple(entry for entry in entries if entry.status is OpportunityStatus.DROPPED),
    )


def reward(priority: float | None, value: float | None, relief: int) -> tuple[float, float, int]:
    """What sorts opportunities, the most rewarding first and those not valued last."""
    return -(priority or 0), -(value or 0), -relief


def _order(entries: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """The most rewarding first; equal ones stay in the order given."""
    return tuple(sorted(entries, key=lambda e: reward(e.priority, e.value, e.relief)))


def _rate(aim: Aim, opportunity: Opportunity, answers: Mapping[Path, Answer]) -> Ranked:
    served = [answers[pain.path] for pain in aim.pains]
    relief = sum(answer.severity for answer in served if answer.state is not PainState.RESOLVED)
    value = effort = quadrant = None
    if (
        opportunity.customer_value is not None
        and opportunity.business_value is not None
        and opportunity.effort is not None
    ):
        value = (opportunity.customer_value + opportunity.business_value) / 2
        effort = opportunity.effort
        quadrant = place(value, effort)
    return Ranked(
        aim.opportunity,
        aim.pains,
        aim.status,
        value,
        effort,
        opportunity.priority,
        quadrant,
        missing_ratings(opportunity),
        relief,
    )
