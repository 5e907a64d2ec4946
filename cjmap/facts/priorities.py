"""Opportunities ranked: by what they are worth and cost, and by the pains that they serve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjmap.facts.improvement import Aim, Answer, Improvement, missing_ratings
from cjmap.facts.index import Item
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.model.improvement import Opportunity
from cjmap.records import dataclass, replace
from cjmap.vocabulary.improvement import Effect, OpportunityStatus, PainState, Quadrant

# From here on a value is high; below it an effort is low. Both are 1 to 5.
HIGH_VALUE = 3
LOW_EFFORT = 3
# What is assumed where nothing says otherwise.
_NEITHER_HIGH_NOR_LOW = 3
_CLASSES = tuple(Quadrant)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with what is to be gained.

    `value` is the mean of customer and business value (1 to 5), `effort` 1 to 5; `unrated` are
    the keys of the ratings that nobody wrote, for which others are assumed. `priority` is value /
    effort (0.2 to 5), None unless all three are written. `gravity` is the severity of the gravest
    pain served that is not resolved, 3 where nobody assessed it and one more where customers give
    up over it; 0 without one. One that is done or dropped has a `quadrant` only where all three
    are written, and no `rank`, which counts from 1 and is assumed where a rating is.
    """

    opportunity: Item
    pains: tuple[Item, ...]
    status: OpportunityStatus
    value: float
    effort: int
    priority: float | None
    quadrant: Quadrant | None
    unrated: tuple[str, ...]
    gravity: int
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Priorities:
    """The opportunities of a map that are still to be done, those that are done, and the dropped.

    `ranked` goes by quadrant (quick wins, big bets, fill-ins, time sinks), within one by the
    gravest pain served, then by priority, then by the order of the file.
    """

    ranked: tuple[Ranked, ...]
    done: tuple[Ranked, ...]
    dropped: tuple[Ranked, ...]


def place(value: float, effort: float) -> Quadrant:
    """The quadrant of a value and an effort, both 1 to 5."""
    if value >= HIGH_VALUE:
        return Quadrant.QUICK_WIN if effort < LOW_EFFORT else Quadrant.BIG_BET
    return Quadrant.FILL_IN if effort < LOW_EFFORT else Quadrant.TIME_SINK


def order(entry: Ranked) -> tuple[int, int, float]:
    """What sorts opportunities, the most rewarding first: class, gravest pain, priority."""
    quadrant = place(entry.value, entry.effort)
    return _CLASSES.index(quadrant), -entry.gravity, -entry.value / entry.effort


def is_assumed(entry: Ranked) -> bool:
    """Whether a rank rests on a rating that nobody wrote."""
    return entry.rank is not None and bool(entry.unrated)


def rank(things: Things, improvement: Improvement) -> Priorities:
    """The priorities of a map."""
    answers = {answer.pain.path: answer for answer in improvement.answers}
    entries = [_rate(aim, things, answers) for aim in improvement.aims]
    to_do = [entry for entry in entries if not entry.status.is_settled]
    to_do.sort(key=order)
    return Priorities(
        tuple(replace(entry, rank=number) for number, entry in enumerate(to_do, 1)),
        tuple(entry for entry in entries if entry.status is OpportunityStatus.DONE),
        tuple(entry for entry in entries if entry.status is OpportunityStatus.DROPPED),
    )


def _rate(aim: Aim, things: Things, answers: Mapping[Path, Answer]) -> Ranked:
    opportunity = things.opportunities[aim.opportunity]
    served = [answers[pain.path] for pain in aim.pains]
    felt = [answer for answer in served if answer.state is not PainState.RESOLVED]
    unrated = missing_ratings(opportunity)
    value, effort = _assume(opportunity, felt)
    settled = aim.status.is_settled
    return Ranked(
        aim.opportunity,
        aim.pains,
        aim.status,
        value,
        effort,
        opportunity.priority,
        None if settled and unrated else place(value, effort),
        unrated,
        max((_weigh(answer, things) for answer in felt), default=0),
    )


def _assume(opportunity: Opportunity, felt: Sequence[Answer]) -> tuple[float, int]:
    """Value and effort as written, else assumed: the customer's value from the gravest pain."""
    gravest = max((answer.severity for answer in felt), default=_NEITHER_HIGH_NOR_LOW)
    customer = opportunity.customer_value or gravest
    business = opportunity.business_value or customer
    return (customer + business) / 2, int(opportunity.effort or _NEITHER_HIGH_NOR_LOW)


def _weigh(answer: Answer, things: Things) -> int:
    gives_up = things.pains[answer.pain].effect is Effect.ABANDONMENT
    return answer.severity + gives_up
