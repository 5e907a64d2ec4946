"""Opportunities ranked by value and effort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmap.facts.improvement import Aim, Improvement
from cjmap.facts.index import Item
from cjmap.model.improvement import Opportunity
from cjmap.vocabulary.improvement import OpportunityStatus, Quadrant

# From here on a value is high; below it an effort is low. Both are 1 to 5.
HIGH_VALUE = 3
LOW_EFFORT = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with what is to be gained.

    `value` is the mean of customer and business value (1 to 5), `effort` 1 to 5, `priority`
    value / effort (0.2 to 5); each None unless all three ratings are written. `relief` is the
    summed severity of the open pains that it serves, a pain that nobody assessed counting 3.
    """

    opportunity: Item
    pains: tuple[Item, ...]
    value: float | None
    effort: float | None
    priority: float | None
    quadrant: Quadrant | None
    relief: int

    @property
    def thing(self) -> Opportunity:
        opportunity: Opportunity = self.opportunity.thing
        return opportunity

    @property
    def unrated(self) -> tuple[str, ...]:
        """The keys of the ratings that are missing."""
        keys = ("customer_value", "business_value", "effort")
        return tuple(key for key in keys if getattr(self.thing, key) is None)


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


def rank(improvement: Improvement) -> Priorities:
    """The priorities of a map."""
    entries = [_rate(aim, improvement) for aim in improvement.aims]
    to_do = [entry for entry in entries if not entry.thing.status.is_settled]
    return Priorities(
        order(entry for entry in to_do if entry.priority is not None),
        order(entry for entry in to_do if entry.priority is None),
        tuple(entry for entry in entries if entry.thing.status is OpportunityStatus.DONE),
        tuple(entry for entry in entries if entry.thing.status is OpportunityStatus.DROPPED),
    )


def order(entries: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """The most rewarding first; equal ones stay in the order given."""
    return tuple(sorted(entries, key=lambda e: (-(e.priority or 0), -(e.value or 0), -e.relief)))


def _rate(aim: Aim, improvement: Improvement) -> Ranked:
    thing = aim.thing
    relief = sum(
        answer.severity
        for answer in (improvement.answer(pain) for pain in aim.pains)
        if not answer.resolved
    )
    if thing.customer_value is None or thing.business_value is None or thing.effort is None:
        return Ranked(aim.opportunity, aim.pains, None, None, None, None, relief)
    value = (thing.customer_value + thing.business_value) / 2
    return Ranked(
        aim.opportunity,
        aim.pains,
        value,
        thing.effort,
        thing.priority,
        place(value, thing.effort),
        relief,
    )
