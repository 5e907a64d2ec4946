"""What opportunities promised, and what was reached once they were done."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.figures import measure, name_result
from cjmap.facts.index import Item, candidates, resolve
from cjmap.facts.outcomes import measured
from cjmap.facts.pairing import Pairing
from cjmap.facts.subject import Subject
from cjmap.languages.quantities import Quantity
from cjmap.messages import Message
from cjmap.model.improvement import Opportunity
from cjmap.model.metric import Metric, Result
from cjmap.model.scalars import Percent
from cjmap.records import dataclass
from cjmap.vocabulary.improvement import OpportunityStatus
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import Direction, MetricType


@dataclass(frozen=True, slots=True)
class Promise:
    """What a done opportunity was to bring of a metric, in that metric's unit, and what it brought.

    `reached` is None where nobody has said; `kept` where that, or which way is better, is not known.
    """

    opportunity: Item
    metric: Message
    expected: float
    reached: float | None
    kept: bool | None
    unit: Metric | None

    def show(self, value: float) -> Quantity:
        """A value of its metric with the unit."""
        return Quantity(value) if self.unit is None else measure(self.unit, value)


def hold_to_promises(old: Subject, new: Subject, pairing: Pairing) -> Iterator[Promise]:
    """The promises of the opportunities that were done between two states of a map.

    Those of the old state count, where it has any: who promises anew afterwards keeps nothing.
    """
    for one in pairing.matches[Thing.OPPORTUNITY].pairs:
        before, now = old.things.opportunities[one.old], new.things.opportunities[one.new]
        if now.status is OpportunityStatus.DONE and before.status is not OpportunityStatus.DONE:
            told, home = (before, old) if before.expected else (now, new)
            for result in told.expected:
                found = _hold(old, home, result, new, one.new)
                if found is not None:
                    yield found


def _hold(
    old: Subject, home: Subject, promised: Result, new: Subject, opportunity: Item
) -> Promise | None:
    metric = measured(new.index, new.things, promised)
    start = promised.before
    if start is None:
        was = measured(old.index, old.things, promised)
        start = None if was is None else was.figure
    expected = _reckon(promised, start)
    if expected is None:
        return None
    reached = _find_reached(new, opportunity, promised, metric, start)
    better = _better(metric, promised)
    kept = None
    if reached is not None and better is not None:
        kept = reached >= expected if better is Direction.UP else reached <= expected
    name = name_result(home.index, home.things, promised)
    return Promise(opportunity, name, expected, reached, kept, metric)


def _reckon(result: Result, start: float | None) -> float | None:
    """What a metric is after a result: as it says, or reckoned from what it was before."""
    if result.after is not None:
        return float(result.after)
    if result.change is None or start is None:
        return None
    if isinstance(result.change, Percent):
        return round(start * (1 + float(result.change) / 100), 9)
    return round(start + float(result.change), 9)


def _find_reached(
    new: Subject, opportunity: Item, promised: Result, metric: Metric | None, start: float | None
) -> float | None:
    """Its own outcome, else one of the journey's that names it, else what the metric is now."""
    thing: Opportunity = new.things.opportunities[opportunity]
    journeys = (
        one
        for one in new.journey.outcomes
        if any(
            resolve(new.index, Thing.OPPORTUNITY, reference) == opportunity
            for reference in one.opportunities
        )
    )
    for outcome in (*thing.outcome, *journeys):
        if _is_of(new, outcome, promised):
            found = _reckon(outcome, start if outcome.before is None else outcome.before)
            if found is not None:
                return found
    return None if metric is None or metric.figure is None else float(metric.figure)


def _is_of(subject: Subject, outcome: Result, promised: Result) -> bool:
    """Whether two results are of one metric."""
    one, other = (
        candidates(subject.index, Thing.METRIC, result.metric) for result in (outcome, promised)
    )
    return one[0] == other[0] if one and other else outcome.metric == promised.metric


def _better(metric: Metric | None, promised: Result) -> Direction | None:
    if metric is not None:
        return metric.better
    known = MetricType.known(promised.metric)
    return None if known is None else known.better
