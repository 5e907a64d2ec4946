"""The figures of a journey as the map writes them: who gets how far, and how they rate it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from enum import StrEnum

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.intervals import Interval, mean_interval, nps_interval, share_interval
from cjmap.facts.outcomes import measured
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.languages.quantities import PERCENT, Quantity, round_half
from cjmap.messages import Message, verbatim
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric, Result, Target
from cjmap.model.scalars import Percent
from cjmap.records import dataclass
from cjmap.vocabulary.maps import MapState
from cjmap.vocabulary.metrics import SCORES, Comparison, Direction, MetricType

# Fewer answers than these say little, by default.
SUPPRESS_BELOW = 10
INDICATIVE_BELOW = 30
# The mean of answers is skewed: its interval holds what it promises only from here on.
MEAN_INDICATIVE_BELOW = 101
# Decimals that are shown of percentages and means, and of an NPS.
_SHOWN = 2
_SHOWN_OF_NPS = 1


class Standing(StrEnum):
    """How much a figure's number of answers lets it say; `UNKNOWN` where none is written."""

    SOLID = "solid"
    INDICATIVE = "indicative"
    TOO_FEW = "too-few"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value that a metric had before, on a day."""

    date: datetime.date
    value: float
    n: int | None


@dataclass(frozen=True, slots=True)
class MetricFigure:
    """A written metric with its value in its own unit.

    `label` is its own name, else that of its type; it belongs to the stage, touchpoint or
    journey at the item's `place`. `interval` is the 95 % interval where `n` or components allow
    one; `met` whether the target is reached (None: no target, or nobody says which way is
    better); `is_mean` whether it is the mean of answers on a scale; `before` the latest earlier value of its history, `change` the difference to it.
    """

    item: Item
    type: MetricType | str
    label: Message
    value: float
    n: int | None
    standing: Standing
    interval: Interval | None
    met: bool | None
    is_mean: bool
    before: Earlier | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, 0 to 100. `figure` is the metric that says so, None where it is derived."""

    percent: float
    interval: Interval | None
    figure: MetricFigure | None


@dataclass(frozen=True, slots=True)
class StageFigures:
    """How many reach a stage, and which share of them comes and goes.

    `conversion`: of those who reached the previous stage, the share that reached this one.
    `drop_off`: of those who reached this one, the share that did not go on to the next.
    What no metric says is derived from the reach of the two stages, without an interval.
    """

    stage: Item
    reach: MetricFigure | None
    conversion: Share | None
    drop_off: Share | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All written figures in the order of the file, and what they say about the way through.

    `scores` are NPS, CSAT and CES, `missed` those that miss their targets. `total` is the
    journey's own conversion, else the share of the first known reach that the last known one
    is; `ends` are the stages of those two (None where the journey says it). `worst` is the stage
    that most customers leave the journey from, the first of equal ones.
    """

    all: tuple[MetricFigure, ...]
    scores: tuple[MetricFigure, ...]
    missed: tuple[MetricFigure, ...]
    stages: tuple[StageFigures, ...]
    worst: StageFigures | None
    total: Share | None
    ends: tuple[Item, Item] | None


def headline(
    figures: Iterable[MetricFigure], things: Things, type: MetricType
) -> MetricFigure | None:
    """The figure of a type that speaks for most; of equal ones the last in the file.

    The journey's own before those of its places, and of these what holds for everybody first.
    """

    def speaks(numbered: tuple[int, MetricFigure]) -> tuple[bool, bool, int]:
        number, figure = numbered
        return not figure.item.place, not things.metrics[figure.item].personas, number

    fitting = (figure for figure in figures if figure.type == type)
    return max(enumerate(fitting), key=speaks, default=(0, None))[1]


def is_figure_wanting(journey: Journey, metric: Metric) -> bool:
    """Whether a metric is still to be measured; of a state to come a target is all there is."""
    is_aim = journey.state is MapState.FUTURE and metric.goal is not None
    return not metric.is_measured and not is_aim


def name_metric(metric: Metric) -> Message:
    """What a metric is called, with or without a value: its own name, else its type."""
    return verbatim(metric.name) if metric.name else name_type(metric.type)


def name_result(index: Index, things: Things, result: Result) -> Message:
    """What an outcome speaks of: the map's metric of that id, else the type or word itself."""
    metric = measured(index, things, result)
    return name_type(result.metric) if metric is None else name_metric(metric)


def name_type(type: MetricType | str) -> Message:
    """What a type of metric is called; a word of the map's own stays as it is."""
    known = MetricType.known(type)
    return known.label if known is not None else verbatim(type)


def measure(metric: Metric, value: float, *, comparison: str = "") -> Quantity:
    """A value of a metric with its unit: a sign for NPS, percent where it is a percentage.

    The mean of a CSAT says of how many: `4.2 of 5`.
    """
    if is_percentage(metric):
        return Quantity(value, _SHOWN, unit=PERCENT, comparison=comparison)
    if metric.type is MetricType.NPS:
        return Quantity(value, _SHOWN_OF_NPS, signed=True, comparison=comparison)
    if metric.type is MetricType.CSAT and not metric.unit:
        top = None if comparison else metric.answers[1]
        return Quantity(value, _SHOWN, comparison=comparison, of=top)
    return Quantity(value, unit=metric.unit or "", comparison=comparison)


def is_percentage(metric: Metric) -> bool:
    """Whether it is in percent: by its type, its unit, or by a `%` where no unit is written."""
    if metric.is_share or metric.unit == PERCENT:
        return True
    own = metric.unit is None and not isinstance(metric.type, MetricType)
    return own and any(isinstance(number, Percent) for _, number in metric.numbers())


def measure_target(metric: Metric, goal: Target) -> Quantity:
    """A target as a comparison, `≥ 60 %`: a bare number goes by the metric's direction.

    Where nobody says which way is better it stands alone.
    """
    comparison = comparison_of(metric, goal)
    return measure(metric, goal.value, comparison=comparison.sign if comparison else "")


def comparison_of(metric: Metric, goal: Target) -> Comparison | None:
    """How a value is held against a target, or None where nobody says it."""
    if goal.operator is not None or metric.better is None:
        return goal.operator
    return Comparison.AT_MOST if metric.better is Direction.DOWN else Comparison.AT_LEAST


def meets_target(metric: Metric) -> bool | None:
    """Whether a metric's value reaches its target.

    None without a value or target, and for a bare number where no direction says what it means.
    """
    value, target = metric.figure, metric.goal
    if value is None or target is None:
        return None
    comparison = comparison_of(metric, target)
    if comparison is None:
        return None
    # What reads as 100 % has reached 100 %: both are compared as they are shown.
    most = measure(metric, value).most
    if most is None:
        return comparison.holds(value, target.value)
    return comparison.holds(round_half(value, most), round_half(target.value, most))


def collect(index: Index, things: Things) -> Figures:
    """The figures of a map."""
    data = things.journey.data
    limits = data.min_n if data is not None else None
    few = SUPPRESS_BELOW if limits is None or limits.suppress is None else limits.suppress
    some = INDICATIVE_BELOW if limits is None or limits.indicative is None else limits.indicative
    read = (_read(item, metric, few, some) for item, metric in things.metrics)
    figures = tuple(figure for figure in read if figure is not None)
    general = [f for f in figures if not things.metrics[f.item].personas]
    stages = _funnel(index, things, general)
    total, ends = _total(things, general, stages)
    leaving = [entry for entry in stages if entry.drop_off is not None]
    return Figures(
        figures,
        tuple(figure for figure in figures if figure.type in SCORES),
        tuple(figure for figure in figures if figure.met is False),
        stages,
        max(leaving, key=lambda e: e.drop_off.percent if e.drop_off else 0, default=None),
        total,
        ends,
    )


def _read(item: Item, metric: Metric, few: int, some: int) -> MetricFigure | None:
    if metric.figure is None:
        return None
    value = float(metric.figure)
    n = metric.count
    before = _before(metric)
    if metric.is_mean:
        some = max(some, MEAN_INDICATIVE_BELOW)
    standing = _stand(n, few, some)
    return MetricFigure(
        item,
        metric.type,
        name_metric(metric),
        value,
        n,
        standing,
        None if standing is Standing.TOO_FEW else interval_of(metric),
        meets_target(metric),
        metric.is_mean,
        before,
        None if before is None else value - before.value,
    )


def _stand(n: int | None, few: int, some: int) -> Standing:
    if n is None:
        return Standing.UNKNOWN
    if n < few:
        return Standing.TOO_FEW
    return Standing.INDICATIVE if n < some else Standing.SOLID


def interval_of(metric: Metric) -> Interval | None:
    """The 95 % interval of a written metric, in its own unit.

    An NPS needs its components, a share its `n`, the mean of answers its `n` and `sd`; what else
    there is (time, cost) gets none.
    """
    if metric.type is MetricType.NPS:
        counts = metric.components
        if counts is None or counts.total <= 0:
            return None
        return nps_interval(counts.promoters, counts.passives, counts.detractors)
    value, n = metric.figure, metric.count
    if value is None or not n or metric.bounds is None:
        return None
    least, most = metric.bounds
    if metric.is_share:
        return share_interval(value, n)
    if metric.sd is None or n < 2:
        return None
    found = mean_interval(value, metric.sd, n)
    return Interval(max(least, found.low), min(most, found.high))


def interval_of_earlier(metric: Metric, figure: MetricFigure) -> Interval | None:
    """The 95 % interval of the value that a share had before, where it says how many answers."""
    before = figure.before
    if before is None or not before.n or not metric.is_share:
        return None
    return share_interval(before.value, before.n)


def _before(metric: Metric) -> Earlier | None:
    """The latest earlier value; a value without a date is taken to be the newest."""
    readings = dict(metric.readings)
    day = metric.date
    if metric.place[0] == "history" and metric.newest is not None:
        day = readings[metric.newest].date
    earlier = [r for r in readings.values() if day is None or r.date < day]
    latest = max(earlier, key=lambda reading: reading.date, default=None)
    if latest is None:
        return None
    return Earlier(latest.date, float(latest.value), latest.n)


def _funnel(
    index: Index, things: Things, general: Sequence[MetricFigure]
) -> tuple[StageFigures, ...]:
    """The way through the stages; `general` are the figures that hold for every persona."""
    stages = index.items["stage"]
    own: dict[Path, list[MetricFigure]] = {}
    for figure in general:
        own.setdefault(figure.item.place, []).append(figure)
    reaches = [_latest(things, own.get(stage.path, ()), MetricType.REACH) for stage in stages]
    comings: list[Share | None] = []
    for number, stage in enumerate(stages):
        before = stages[number - 1] if number else None
        counted = [
            figure
            for figure in own.get(stage.path, ())
            if _is_from(index, things.metrics[figure.item], before)
        ]
        derived = _derive(reaches[number - 1] if number else None, reaches[number])
        comings.append(_say(_latest(things, counted, MetricType.CONVERSION)) or derived)
    rows = []
    for number, stage in enumerate(stages):
        coming = comings[number + 1] if number + 1 < len(stages) else None
        written = _say(_latest(things, own.get(stage.path, ()), MetricType.DROP_OFF))
        leaving = written or (_rest(coming) if coming is not None else None)
        rows.append(StageFigures(stage, reaches[number], comings[number], leaving))
    return tuple(rows)


def _say(figure: MetricFigure | None) -> Share | None:
    """The share that a metric says."""
    return None if figure is None else Share(figure.value, figure.interval, figure)


def _rest(share: Share) -> Share:
    """What a share leaves of the whole; the metric that says the one says the other."""
    between = share.interval
    return Share(
        100 - share.percent,
        Interval(100 - between.high, 100 - between.low) if between is not None else None,
        share.figure,
    )


def _is_from(index: Index, metric: Metric, before: Item | None) -> bool:
    """Whether a conversion counts from the previous stage; in the first there is none."""
    if metric.from_ is None:
        return before is not None
    return before is not None and resolve(index, "stage", metric.from_) == before


def _latest(
    things: Things, figures: Iterable[MetricFigure], type: MetricType
) -> MetricFigure | None:
    """The newest figure of a type; without dates the first."""
    fitting = [figure for figure in figures if figure.type == type]
    dates = {figure.item.path: things.metrics[figure.item].date for figure in fitting}
    dated = [figure for figure in fitting if dates[figure.item.path] is not None]
    if dated:
        return max(dated, key=lambda figure: str(dates[figure.item.path]))
    return fitting[0] if fitting else None


def share_of(first: StageFigures, last: StageFigures) -> Share | None:
    """The share of those who reach a stage that reaches a later one."""
    return _derive(first.reach, last.reach)


def _derive(first: MetricFigure | None, second: MetricFigure | None) -> Share | None:
    """The share that one reach is of another; none where more came than had been there."""
    if first is None or second is None or first.value <= 0 or not 0 <= second.value <= first.value:
        return None
    return Share(100 * second.value / first.value, None, None)


def _total(
    things: Things, general: Sequence[MetricFigure], stages: tuple[StageFigures, ...]
) -> tuple[Share | None, tuple[Item, Item] | None]:
    journeys = [figure for figure in general if not figure.item.place]
    written = _say(_latest(things, journeys, MetricType.CONVERSION))
    if written is not None:
        return written, None
    known = [entry for entry in stages if entry.reach is not None]
    share = _derive(known[0].reach, known[-1].reach) if len(known) > 1 else None
    return share, (known[0].stage, known[-1].stage) if share is not None else None
