"""What is written held against what was measured: values are claims, targets are promises."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cjmap.facts.figures import comparison_of
from cjmap.facts.index import Item, resolve
from cjmap.facts.measured import Figure, Judged, Scores, State, Verdict
from cjmap.facts.subject import Subject
from cjmap.measure import statistics
from cjmap.measure.binding import say, write_target
from cjmap.measure.measuring import WHOLE, Measuring, local
from cjmap.model.metric import Metric
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import SCORES, Comparison, MetricType, Statistic

# By how many points a claim may be off, where nobody says it; a mean by a tenth.
_POINTS = 1.0
_OF_A_MEAN = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """A written metric of the map, what was measured of it, and the day of the last row used.

    `counts` are promoters, passives and detractors, for an NPS; `source` is what `data` names.
    """

    item: Item
    metric: Metric
    figure: Figure
    day: datetime.date
    counts: tuple[int, int, int] | None
    source: str


def find(subject: Subject, measuring: Measuring) -> Iterator[Found]:
    """Every written metric that is measured, in the order of the file."""
    places = {spot.path: number for number, spot in enumerate(measuring.plan.spots)}
    for item, metric in subject.things.metrics:
        place = WHOLE if not item.place else places.get(item.place)
        group = _group(subject, measuring, metric)
        if place is None or group is None:
            continue
        found = _measure(measuring, metric, place, group)
        if found is None:
            continue
        figure, last = found
        said = metric.type in SCORES
        source = measuring.plan.surveys if said else measuring.plan.events
        if last is not None and source is not None:
            camps = _camps(measuring, metric, group, place)
            yield Found(item, metric, figure, _day(measuring, last), camps, source.address)


def _group(subject: Subject, measuring: Measuring, metric: Metric) -> int | None:
    """The part of the customers that a metric speaks of; None where the data know no such part."""
    if not metric.personas:
        return 0
    if len(metric.personas) > 1:
        return None
    persona = resolve(subject.index, "persona", metric.personas[0])
    for number, part in enumerate(measuring.counts.parts):
        if part.kind == Thing.PERSONA and persona is not None and part.id == persona.id:
            return number
    return None


def _measure(
    measuring: Measuring, metric: Metric, place: int, group: int
) -> tuple[Figure, int | None] | None:
    kind = metric.type
    events = measuring.counts.events
    end = events.last if events is not None else None
    if kind is MetricType.CONVERSION:
        figure = measuring.through(group) if place == WHOLE else measuring.conversion(group, place)
        return None if figure is None else (figure, end)
    if kind is MetricType.DROP_OFF:
        if place == WHOLE:
            return None
        figure = measuring.drop_off(group, place)
        return None if figure is None else (figure, end)
    if kind is MetricType.REACH:
        if place == WHOLE or not measuring.plan.spots[place].codes:
            return None
        reach = measuring.acted(group).reach.get(place, 0)
        few = reach < measuring.limits.suppress
        state = State.SUPPRESSED if few else State.OK
        return Figure(None if few else float(reach), reach, None, None, state), end
    if kind not in SCORES or not isinstance(kind, MetricType):
        return None
    figure = _score(measuring.scores(group, place), metric)
    last = measuring.said(group, place).last.get(str(kind.value))
    return None if figure is None else (figure, last)


def _score(scores: Scores, metric: Metric) -> Figure | None:
    if metric.type is MetricType.NPS:
        return scores.nps
    if metric.type is MetricType.CSAT:
        return scores.csat_mean if metric.is_mean else scores.csat
    return scores.ces_top if metric.statistic is Statistic.PERCENT else scores.ces


def _camps(
    measuring: Measuring, metric: Metric, group: int, place: int
) -> tuple[int, int, int] | None:
    if metric.type is not MetricType.NPS:
        return None
    return statistics.camps(measuring.said(group, place).answers.get("nps", {}))


def _day(measuring: Measuring, last: int) -> datetime.date:
    return local(last, measuring.plan.timezone).date()


def judge_claims(found: Iterable[Found], measuring: Measuring) -> Iterator[Judged]:
    """What the data say of every written value that they can speak of."""
    for one in found:
        value = one.metric.figure
        if value is None or one.metric.type is MetricType.REACH:
            continue
        yield Judged(
            path=(*one.item.path, *one.metric.place),
            type=str(one.metric.type),
            written=say(value),
            measured=one.figure,
            verdict=_claim(one.metric, float(value), one.figure, measuring),
            is_share=one.metric.is_share,
        )


def _claim(metric: Metric, value: float, figure: Figure, measuring: Measuring) -> Verdict:
    if figure.value is None or figure.low is None or figure.high is None:
        return Verdict.NOT_ENOUGH
    half = _unit(value) / 2
    outside = value + half < figure.low or value - half > figure.high
    tolerance = measuring.plan.tolerance
    if metric.is_mean:
        tolerance = _OF_A_MEAN if tolerance is None else tolerance / 10
    elif tolerance is None:
        tolerance = _POINTS
    if outside and abs(value - figure.value) > tolerance:
        return Verdict.CONTRADICTED
    enough = figure.n >= measuring.limits.indicative
    return Verdict.SUPPORTED if enough else Verdict.NOT_ENOUGH


def _unit(value: float) -> float:
    """The last decimal at which a number is written: 1 of 78, 0.1 of 4.2."""
    exponent = Decimal(say(value)).as_tuple().exponent
    return float(Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else 1.0


def judge_targets(found: Iterable[Found]) -> Iterator[Judged]:
    """What the data say of every target that they can speak of."""
    for one in found:
        goal = one.metric.goal
        if goal is None or one.metric.type is MetricType.REACH:
            continue
        comparison, written = comparison_of(one.metric, goal), write_target(one.metric, goal)
        if comparison is None or written is None:
            continue
        yield Judged(
            path=(*one.item.path, "target"),
            type=str(one.metric.type),
            written=written,
            measured=one.figure,
            verdict=_promise(comparison, goal.value, one.figure),
            is_share=one.metric.is_share,
        )


def _promise(comparison: Comparison, goal: float, figure: Figure) -> Verdict:
    if figure.low is None or figure.high is None:
        return Verdict.UNDECIDED
    ends = [comparison.holds(end, goal) for end in (figure.low, figure.high)]
    if all(ends):
        return Verdict.KEPT
    return Verdict.UNDECIDED if any(ends) else Verdict.MISSED
