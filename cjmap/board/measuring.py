"""What was measured of a map, as its readers meet it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, get_args

from cjmap.board.cut import ALL_PERSONAS, Cut
from cjmap.board.measured import (
    Answer,
    Compared,
    Count,
    Crowd,
    Evidenced,
    Gauged,
    Held,
    Passed,
    Stream,
    Streams,
    Visited,
    Whisker,
)
from cjmap.board.people import read_channel
from cjmap.facts.figures import measure, measure_target, name_metric, name_type
from cjmap.facts.index import Item
from cjmap.facts.measured import Compared as ComparedMeasured
from cjmap.facts.measured import (
    Figure,
    FlowMeasured,
    Group,
    Judged,
    Measured,
    Scores,
    StageMeasured,
    State,
    Verdict,
)
from cjmap.findings import Path
from cjmap.languages.quantities import (
    format_date,
    format_number,
    format_percent,
    format_seconds,
    format_share,
)
from cjmap.messages import Message, ntr, tr
from cjmap.model.metric import Metric
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import MetricType, answers_to

# A share of all, as the figures of data have it.
_PERCENT: Final = "percent"
_SPAN: Final[dict[str, tuple[float, float]]] = {
    # Between which ends a figure lies, where the map does not say it.
    _PERCENT: (0, 100),
    "nps": (-100, 100),
    "csat_mean": answers_to(MetricType.CSAT, None),
    "ces": answers_to(MetricType.CES, None),
}
_ANSWERS: Final[dict[Verdict, tuple[Message, bool | None]]] = {
    Verdict.SUPPORTED: (tr("the data support it"), True),
    Verdict.CONTRADICTED: (tr("the data contradict it"), False),
    Verdict.NOT_ENOUGH: (tr("too few to tell"), None),
    Verdict.KEPT: (tr("target kept"), True),
    Verdict.MISSED: (tr("target missed"), False),
    Verdict.UNDECIDED: (tr("target: cannot tell yet"), None),
}
# In a hundred steps; what is rarer would be a hair.
_RARE = 1
_Kind = Literal["all", "persona", "segment", "period"]


def read_measured(cut: Cut) -> Evidenced | None:
    """None where the data were not asked."""
    measured = cut.subject.measured
    return None if measured is None else _Reading(cut, measured).all()


def is_followed(cut: Cut) -> bool:
    """Whether it was measured how many come to which stage."""
    return cut.subject.measured is not None and cut.subject.measured.events > 0


def find_worst(cut: Cut) -> int | None:
    """The number of the stage that most customers left, as it was measured; None where nobody did."""
    passed = [read_passed(cut, number) for number in range(len(cut.touchpoints))]
    left = {n: one.lost for n, one in enumerate(passed) if one is not None}
    worst = max(left, key=lambda n: left[n], default=None)
    return worst if worst is not None and left[worst] else None


def read_passed(cut: Cut, stage: int) -> Passed | None:
    """What was measured of a stage; None where it was not."""
    measured = cut.subject.measured
    return None if measured is None else _Reading(cut, measured).passed(stage)


def read_held(cut: Cut, item: Item) -> Held | None:
    """What was measured of a written metric; None where it was not."""
    measured = cut.subject.measured
    if measured is None:
        return None
    return next(_Reading(cut, measured).held(lambda one: one is item), None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was measured, for those that a map is read for."""

    cut: Cut
    measured: Measured

    def all(self) -> Evidenced:
        group = self.group
        crowds = [one for one in self.measured.groups if one.kind != "all" or self._has_parts]
        compared = tuple(map(self._compared, self.measured.comparisons))
        journey = [self._gauge(tr("through all stages"), group.through, _PERCENT)]
        return Evidenced(
            tuple(self._source()),
            (*(one for one in journey if one is not None), *self._scores(group.scores)),
            tuple(self.passed(number) for number in range(len(self._stages))),
            tuple(self._visited()),
            self._streams(),
            tuple(self.held()),
            tuple(map(self._crowd, crowds)) if self._has_parts else (),
            compared,
            self._aside(),
            self._caution(len(compared)),
        )

    @property
    def group(self) -> Group:
        """Of whom figures are shown: the persona that the map is read for, else everybody."""
        groups = self.measured.groups
        if len(self.cut.personas) == 1 and not self.cut.everybody:
            wanted = self.cut.personas[0].id
            for one in groups:
                if one.kind == Thing.PERSONA and one.id == wanted:
                    return one
        return groups[0]

    @property
    def _has_parts(self) -> bool:
        return len(self.measured.groups) > 1

    @property
    def _stages(self) -> tuple[Item, ...]:
        return self.cut.subject.index.items["stage"]

    def say(self, message: Message) -> str:
        return self.cut.say(message)

    def number(self, value: float) -> str:
        return format_number(value, self.cut.language)

    def _source(self) -> Iterator[str]:
        """When, of how many, and of whom where that is not plain."""
        measured, language = self.measured, self.cut.language
        days = [
            format_date(datetime.date.fromisoformat(day[:10]), language)
            for day in (measured.first, measured.last)
            if day is not None
        ]
        if days:
            yield " – ".join(dict.fromkeys(days))
        if measured.events:
            yield self._plenty(ntr("{n} event", "{n} events", measured.events), measured.events)
            n = self.group.customers
            yield self._plenty(ntr("{n} customer", "{n} customers", n), n)
        if self.group.kind == "all" and not self.cut.everybody:
            yield self.say(ALL_PERSONAS)

    def _plenty(self, message: Message, n: int) -> str:
        """A count in words, its thousands parted as the language does."""
        return self.say(message).replace(str(n), self.number(n), 1)

    # -- figures

    def _gauge(
        self,
        name: Message,
        figure: Figure | None,
        kind: str,
        metric: Metric | None = None,
    ) -> Gauged | None:
        """A figure with its interval. `kind` is percent, nps, csat_mean or ces."""
        if figure is None:
            return None
        label = self.say(name)
        count = self.say(tr("n = {n}", n=self.number(figure.n))).replace(" ", "\u00a0")
        if figure.value is None or figure.low is None or figure.high is None:
            few = self.say(tr("too few to show a figure"))
            return Gauged(label, "", "", count, few, self._spoken(label, few, count), None)
        value = self._value(figure.value, kind)
        between = self.say(
            tr("95%: {interval}", interval=self._between(figure.low, figure.high, kind))
        )
        caution = self.say(tr("few answers")) if figure.state is State.INDICATIVE else ""
        ends = _SPAN[kind] if metric is None or not metric.is_mean else metric.answers
        return Gauged(
            label,
            value,
            between,
            count,
            caution,
            self._spoken(label, value, between, count, caution),
            Whisker(
                _place(figure.value, ends),
                _place(figure.low, ends),
                _place(figure.high, ends),
                None if metric is None or metric.figure is None else _place(metric.figure, ends),
                None if metric is None or metric.goal is None else _place(metric.goal.value, ends),
            ),
        )

    def _spoken(self, label: str, *said: str) -> str:
        return self.say(tr("{label}: {what}", label=label, what=", ".join(filter(None, said))))

    def _value(self, value: float, kind: str) -> str:
        language = self.cut.language
        if kind == _PERCENT:
            return format_percent(value, language, 1)
        if kind == MetricType.NPS:
            return format_number(value, language, 1, signed=True)
        return format_number(value, language, 2)

    def _between(self, low: float, high: float, kind: str) -> str:
        if kind == MetricType.NPS:
            return " … ".join(self._value(end, kind) for end in (low, high))
        first = format_number(low, self.cut.language, 1 if kind == _PERCENT else 2)
        return f"{first}–{self._value(high, kind)}"

    def _scores(self, scores: Scores) -> tuple[Gauged, ...]:
        """NPS, CSAT and CES where there are any; a CSAT as a mean where it has no top answers."""
        mean = scores.csat_mean if scores.csat is None else None
        found = (
            self._gauge(MetricType.NPS.label, scores.nps, "nps"),
            self._gauge(MetricType.CSAT.label, scores.csat, _PERCENT),
            self._gauge(MetricType.CSAT.label, mean, "csat_mean"),
            self._gauge(MetricType.CES.label, scores.ces, "ces"),
        )
        return tuple(one for one in found if one is not None)

    # -- stages and touchpoints

    def passed(self, number: int) -> Passed:
        item = self._stages[number]
        stages = {one.id: one for one in self.group.stages}
        here = stages.get(item.id)
        if here is None or item.id in {one.id for one in self.measured.unbound}:
            scores = () if here is None else self._scores(here.scores)
            return Passed(item.path, item.name, 0, "", 0.0, None, None, None, "", "", (), scores)
        most = max((one.reach for one in self.group.stages), default=0)
        left = here.drop_off
        return Passed(
            item.path,
            item.name,
            here.reach,
            self.number(here.reach),
            here.reach / most if most else 0.0,
            self._gauge(MetricType.CONVERSION.label, here.conversion, _PERCENT),
            self._gauge(MetricType.DROP_OFF.label, left, _PERCENT),
            None if left is None or left.value is None else left.value / 100,
            self._time(here),
            self._skips(here),
            self._channels(here),
            self._scores(here.scores),
        )

    def _time(self, stage: StageMeasured) -> str:
        time = stage.time_to_next
        if time is None:
            return ""
        median, late = (format_seconds(one, self.cut.language) for one in (time.median, time.p90))
        return self.say(
            tr("to the next: {median}, 9 of 10 within {late}", median=median, late=late)
        )

    def _skips(self, stage: StageMeasured) -> str:
        n = stage.skips
        return self._plenty(ntr("{n} skipped it", "{n} skipped it", n), n) if n else ""

    def _channels(self, stage: StageMeasured) -> tuple[Count, ...]:
        return tuple(
            Count(read_channel(self.cut, id).label, n, self.number(n)) for id, n in stage.channels
        )

    def _visited(self) -> Iterator[Visited]:
        found = {one.id: one for one in self.group.touchpoints}
        silent = {one.id for one in self.measured.unbound}
        for item in self.cut.subject.index.items["touchpoint"]:
            here, number = found.get(item.id), self.cut.numbers.get(item.path)
            if here is None or number is None or item.id in silent:
                continue
            came = self._gauge(MetricType.CONVERSION.label, here.conversion, _PERCENT)
            reach = self.number(here.reach) if here.reach else ""
            scores = self._scores(here.scores)
            if reach or scores:
                yield Visited(item.path, number, item.name, reach, came, scores)

    # -- what is written

    def held(self, wanted: Callable[[Item], bool] | None = None) -> Iterator[Held]:
        """The written metrics that are measured, in the order of the map; those `wanted` alone."""
        judged: dict[Path, list[Judged]] = {}
        for one in (*self.measured.claims, *self.measured.targets):
            judged.setdefault(_metric_of(one.path), []).append(one)
        for item, metric in self.cut.subject.things.metrics:
            found = judged.get(item.path)
            if found and (wanted is None or wanted(item)) and self.cut.concerns(metric.personas):
                yield self._hold(item, metric, found)

    def _hold(self, item: Item, metric: Metric, judged: Sequence[Judged]) -> Held:
        cut, figure = self.cut, judged[0].measured
        kind = str(metric.type) if metric.type is MetricType.NPS else _PERCENT
        if metric.is_mean:
            kind = "ces" if metric.type is MetricType.CES else "csat_mean"
        gauged = self._gauge(name_metric(metric), figure, kind, metric)
        assert gauged is not None
        value, goal = metric.figure, metric.goal
        owner = cut.subject.index.places.get(item.place)
        return Held(
            item.path,
            owner.name if owner is not None else "",
            cut.say(name_metric(metric)),
            "" if value is None else measure(metric, float(value)).render(cut.language),
            "" if goal is None else measure_target(metric, goal).render(cut.language),
            gauged,
            tuple(
                Answer(self.say(text), holds)
                for text, holds in (_ANSWERS[j.verdict] for j in judged)
            ),
        )

    # -- ways

    def _streams(self) -> Streams | None:
        group = self.group
        numbers = {item.id: number for number, item in enumerate(self._stages)}
        flows = [one for one in group.flows if one.origin in numbers and one.target in numbers]
        steps = sum(one.steps for one in flows)
        if not steps:
            return None
        often = [one for one in flows if 100 * one.steps >= _RARE * steps]
        most = max(one.steps for one in often) if often else 1
        rest = len(flows) - len(often)
        return Streams(
            tuple(
                self._stream(one, numbers[one.origin], numbers[one.target], most) for one in often
            ),
            self._ends(group.entries, end=False),
            self._ends(group.exits, end=True),
            ""
            if group.fitness is None
            else self.say(
                tr(
                    "{share} of all steps go ways that the map draws.",
                    share=format_share(100 * group.fitness, self.cut.language),
                )
            ),
            self.say(
                ntr(
                    "{n} way that fewer than 1 step in 100 goes is not shown.",
                    "{n} ways that fewer than 1 step in 100 goes are not shown.",
                    rest,
                )
            )
            if rest
            else "",
        )

    def _stream(self, flow: FlowMeasured, source: int, target: int, most: int) -> Stream:
        text = self.number(flow.steps)
        first, second = self._stages[source].name, self._stages[target].name
        told = self._plenty(
            ntr(
                "From “{first}” to “{second}”: {n} step",
                "From “{first}” to “{second}”: {n} steps",
                flow.steps,
                first=first,
                second=second,
            ),
            flow.steps,
        )
        beside = "" if flow.drawn else self.say(tr("not in the map"))
        spoken = " · ".join(filter(None, (told, beside)))
        return Stream(source, target, flow.steps, flow.steps / most, flow.drawn, text, spoken)

    def _ends(self, counted: Iterable[tuple[str, int]], *, end: bool) -> tuple[Count, ...]:
        """How many begin, or end, at each stage."""
        found = dict(counted)
        counts = []
        for item in self._stages:
            n = found.get(item.id, 0)
            said = (
                ntr("{n} ends here", "{n} end here", n)
                if end
                else ntr("{n} begins here", "{n} begin here", n)
            )
            counts.append(Count(item.name, n, self._plenty(said, n)))
        return tuple(counts)

    # -- parts and periods

    def _crowd(self, group: Group) -> Crowd:
        reached = max(group.customers, 1)
        found = {stage.id: stage.reach for stage in group.stages}
        shares = [found.get(item.id, 0) / reached for item in self._stages]
        few = self.say(tr("too few to show a figure"))
        return Crowd(
            _kind(group.kind),
            self._name(group),
            self.number(group.customers),
            tuple(
                (0.0, few) if group.few else (one, format_share(100 * one, self.cut.language))
                for one in shares
            ),
            self._gauge(tr("through all stages"), group.through, _PERCENT),
        )

    def _name(self, group: Group) -> str:
        if group.kind == "all":
            return self.say(tr("everybody"))
        if group.kind == Thing.PERSONA:
            for item in self.cut.subject.index.items["persona"]:
                if item.id == group.id:
                    return item.name
        return group.id

    def _compared(self, one: ComparedMeasured) -> Compared:
        """A figure in two periods; that one is better is said only where it is no chance."""
        language, difference = self.cut.language, one.difference
        kind = MetricType.known(one.type)
        change, low, high = (
            format_number(value, language, 1, signed=True)
            for value in (difference.value, difference.low, difference.high)
        )
        items = (*self._stages, *self.cut.subject.index.items["touchpoint"])
        place = next((item.name for item in items if item.id == one.place), "")
        return Compared(
            place,
            self.say(name_type(kind or one.type)),
            one.origin,
            one.target,
            change,
            f"{low} … {high}",
            difference.value > 0 if difference.different else None,
        )

    def _aside(self) -> str:
        unmapped = self.measured.unmapped
        if not unmapped.n:
            return ""
        return self.say(
            tr(
                "{share} of the events are in no stage.",
                share=format_share(100 * unmapped.share, self.cut.language),
            )
        )

    def _caution(self, comparisons: int) -> str:
        if not comparisons:
            return ""
        return self.say(
            ntr(
                "What goes together need not be cause and effect. The interval is at 95%.",
                "What goes together need not be cause and effect. Intervals are at 95%, corrected for {n} comparisons.",
                comparisons,
            )
        )


def _kind(kind: str) -> _Kind:
    return next(one for one in get_args(_Kind) if one == kind)


def _place(value: float, ends: tuple[float, float]) -> float:
    """Where a value lies between two ends, 0 to 1."""
    low, high = ends
    return min(1.0, max(0.0, (value - low) / ((high - low) or 1.0)))


def _metric_of(path: Path) -> Path:
    """The path of the metric that a path leads into."""
    return path[: path.index("metrics") + 2]
