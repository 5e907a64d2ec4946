"""The figures of a journey as the map writes them: who gets how far, and how they rate it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cjmap.facts.index import Index, Item
from cjmap.facts.intervals import Interval, nps_interval, share_interval
from cjmap.findings import Path
from cjmap.languages.quantities import PERCENT, Quantity
from cjmap.messages import Message, verbatim
from cjmap.model.metric import Metric, Reading, Result, Target
from cjmap.vocabulary.metrics import SCORES, Comparison, Direction, MetricType

# Fewer answers than these say little, by default.
SUPPRESS_BELOW = 10
INDICATIVE_BELOW = 30


class Standing(StrEnum):
    """How much a figure's number of answers lets it say; `UNKNOWN` where none is written."""

    SOLID = "solid"
    INDICATIVE = "indicative"
    TOO_FEW = "too-few"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Figure:
    """A written metric with its value in its own unit.

    `interval` is the 95 % interval where `n` or components allow one; `met` whether the target
    is reached (None: no target, or nobody says which way is better); `before` the latest
    earlier value of its history.
    """

    item: Item
    value: float
    n: int | None
    standing: Standing
    interval: Interval | None
    met: bool | None
    before: Reading | None

    @property
    def metric(self) -> Metric:
        metric: Metric = self.item.thing
        return metric

    @property
    def label(self) -> Message:
        """Its own name, else that of its type."""
        return name_metric(self.metric)

    @property
    def owner(self) -> Path:
        """The path of the stage or touchpoint it belongs to; () for the journey."""
        return self.item.place

    @property
    def change(self) -> float | None:
        """The difference to the value before."""
        return None if self.before is None else self.value - self.before.value


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, 0 to 100. `figure` is the metric that says so, None where it is derived."""

    percent: float
    interval: Interval | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class StageFigures:
    """How many reach a stage, and which share of them comes and goes.

    `conversion`: of those who reached the previous stage, the share that reached this one.
    `drop_off`: of those who reached this one, the share that did not go on to the next.
    What no metric says is derived from the reach of the two stages, without an interval.
    """

    stage: Item
    reach: Figure | None
    conversion: Share | None
    drop_off: Share | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All written figures in the order of the file, and what they say about the way through.

    `total` is the journey's own conversion, else the share of the first known reach that the
    last known one is; `ends` are the stages of those two (None where the journey says it).
    """

    all: tuple[Figure, ...]
    stages: tuple[StageFigures, ...]
    total: Share | None
    ends: tuple[Item, Item] | None

    @property
    def worst(self) -> StageFigures | None:
        """The stage that most customers leave the journey from; the first of equal ones."""
        leaving = [entry for entry in self.stages if entry.drop_off is not None]
        return max(leaving, key=lambda e: e.drop_off.percent if e.drop_off else 0, default=None)

    @property
    def scores(self) -> tuple[Figure, ...]:
        """NPS, CSAT and CES."""
        return tuple(figure for figure in self.all if figure.metric.type in SCORES)

    def headline(self, type: MetricType) -> Figure | None:
        """The figure of a type that speaks for the journey: its own, else the last in the file."""
        fitting = [figure for figure in self.all if figure.metric.type == type]
        own = [figure for figure in fitting if not figure.owner]
        listed = own or fitting
        return listed[-1] if listed else None

    @property
    def missed(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.all if figure.met is False)


def name_metric(metric: Metric) -> Message:
    """What a metric is called, with or without a value: its own name, else its type."""
    return verbatim(metric.name) if metric.name else name_type(metric.type)


def name_result(index: Index, result: Result) -> Message:
    """What an outcome speaks of: the map's metric of that id, else the type or word itself."""
    known = index.candidates("metric", result.metric)
    return name_metric(known[0].thing) if known else name_type(result.metric)


def name_type(type: MetricType | str) -> Message:
    """What a type of metric is called; a word of the map's own stays as it is."""
    known = MetricType.known(type)
    return known.label if known is not None else verbatim(type)


def measure(metric: Metric, value: float, *, comparison: str = "") -> Quantity:
    """A value of a metric with its unit: a sign for NPS, percent where the type is a percentage."""
    if _is_share(metric) or metric.unit == PERCENT:
        return Quantity(value, 2, unit=PERCENT, comparison=comparison)
    if metric.type is MetricType.NPS:
        return Quantity(value, 1, signed=True, comparison=comparison)
    return Quantity(value, unit=metric.unit or "", comparison=comparison)


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


def _is_share(metric: Metric) -> bool:
    return isinstance(metric.type, MetricType) and metric.type.percentage


def meets_target(metric: Metric) -> bool | None:
    """Whether a metric's value reaches its target.

    None without a value or target, and for a bare number where no direction says what it means.
    """
    value, target = metric.figure, metric.target
    if value is None or target is None:
        return None
    comparison = comparison_of(metric, target)
    return comparison.holds(value, target.value) if comparison is not None else None


def collect(index: Index) -> Figures:
    """The figures of a map."""
    data = index.journey.data
    limits = data.min_n if data is not None else None
    few = SUPPRESS_BELOW if limits is None or limits.suppress is None else limits.suppress
    some = INDICATIVE_BELOW if limits is None or limits.indicative is None else limits.indicative
    figures = tuple(
        figure
        for item in index.items["metric"]
        for figure in (_read(item, few, some),)
        if figure is not None
    )
    stages = _funnel(index, figures)
    return Figures(figures, stages, *_total(figures, stages))


def _read(item: Item, few: int, some: int) -> Figure | None:
    metric: Metric = item.thing
    value = metric.figure
    if value is None:
        return None
    n = metric.n
    if n is None and metric.type is MetricType.NPS and metric.components is not None:
        n = metric.components.total
    standing = Standing.UNKNOWN
    if n is not None:
        standing = (
            Standing.TOO_FEW if n < few else Standing.INDICATIVE if n < some else Standing.SOLID
        )
    return Figure(
        item, value, n, standing, interval_of(metric), meets_target(metric), _before(metric)
    )


def interval_of(metric: Metric) -> Interval | None:
    """The 95 % interval of a written metric, in its own unit.

    An NPS needs its components, a share its `n`; a mean (CES, time, cost) gets none, since its
    spread is not written.
    """
    if metric.type is MetricType.NPS:
        counts = metric.components
        if counts is None or counts.total <= 0:
            return None
        return nps_interval(counts.promoters, counts.passives, counts.detractors)
    if not _is_share(metric) or metric.value is None or not metric.n:
        return None
    return share_interval(metric.value, metric.n) if 0 <= metric.value <= 100 else None


def _before(metric: Metric) -> Reading | None:
    """The latest earlier value; a value without a date is taken to be the newest."""
    earlier = [r for r in metric.history or () if metric.date is None or r.date < metric.date]
    return max(earlier, key=lambda reading: reading.date, default=None)


def _funnel(index: Index, figures: tuple[Figure, ...]) -> tuple[StageFigures, ...]:
    stages = index.items["stage"]
    own: dict[Path, list[Figure]] = {}
    for figure in figures:
        if not figure.metric.personas:
            own.setdefault(figure.owner, []).append(figure)
    reaches = [_latest(own.get(stage.path, ()), MetricType.REACH) for stage in stages]
    comings: list[Share | None] = []
    for number, stage in enumerate(stages):
        before = stages[number - 1] if number else None
        written = _latest(
            [f for f in own.get(stage.path, ()) if _is_from(index, f.metric, before)],
            MetricType.CONVERSION,
        )
        if written is not None:
            comings.append(Share(written.value, written.interval, written))
        else:
            comings.append(_derive(reaches[number - 1] if number else None, reaches[number]))
    rows = []
    for number, stage in enumerate(stages):
        written = _latest(own.get(stage.path, ()), MetricType.DROP_OFF)
        coming = comings[number + 1] if number + 1 < len(stages) else None
        if written is not None:
            leaving: Share | None = Share(written.value, written.interval, written)
        else:
            leaving = _rest(coming) if coming is not None else None
        rows.append(StageFigures(stage, reaches[number], comings[number], leaving))
    return tuple(rows)


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
    return before is not None and index.resolve("stage", metric.from_) is before


def _latest(figures: Iterable[Figure], type: MetricType) -> Figure | None:
    """The newest figure of a type; without dates the first."""
    fitting = [figure for figure in figures if figure.metric.type == type]
    dated = [figure for figure in fitting if figure.metric.date is not None]
    if dated:
        return max(dated, key=lambda figure: str(figure.metric.date))
    return fitting[0] if fitting else None


def _derive(first: Figure | None, second: Figure | None) -> Share | None:
    """The share that one reach is of another; none where more came than had been there."""
    if first is None or second is None or first.value <= 0 or not 0 <= second.value <= first.value:
        return None
    return Share(100 * second.value / first.value, None, None)


def _total(
    figures: tuple[Figure, ...], stages: tuple[StageFigures, ...]
) -> tuple[Share | None, tuple[Item, Item] | None]:
    written = _latest(
        [f for f in figures if not f.owner and not f.metric.personas], MetricType.CONVERSION
    )
    if written is not None:
        return Share(written.value, written.interval, written), None
    known = [entry for entry in stages if entry.reach is not None]
    share = _derive(known[0].reach, known[-1].reach) if len(known) > 1 else None
    return share, (known[0].stage, known[-1].stage) if share is not None else None
