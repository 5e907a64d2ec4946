"""What each metric says of itself: answers, target, source, and where one is due."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.evidence import evidence_behind
from cjmap.facts.figures import comparison_of, is_figure_wanting, measure
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Problem, Severity
from cjmap.messages import Message, ntr, tr
from cjmap.model.metric import Metric
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.rules.base import JourneyRule
from cjmap.vocabulary.metrics import MetricType

# Fewer answers than this are shown as indicative only.
INDICATIVE_N = 30
# Figures that tell how many there are, not how well it goes.
VOLUMES = frozenset({"reach", "visits", "revenue"})


class SmallSample(JourneyRule):
    """A figure rests on fewer than thirty answers or cases.

    Of metrics alone; eight interviews are good evidence for a pain, not for a percentage.

    Why:
        At ten answers an NPS may be off by fifty points either way. Decisions then follow chance.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: nps
            value: 40
            n: 10

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: nps
            value: 31
            n: 180

    Sources:
        Brendan Rocks, Interval Estimation for the "Net Promoter Score", The American
        Statistician 70 (2016). The bound of thirty is a rule of thumb, the one below which
        reports call a figure indicative.
    """

    code = "CJ604"
    name = "small-sample"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("metric.n",)

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, metric in subject.things.metrics:
            n = metric.count
            if n is not None and n < INDICATIVE_N and metric.is_measured:
                yield self.problem(
                    (*item.path, *_where_counted(metric)),
                    ntr(
                        "{metric}{place} rests on {n} answer or case only.",
                        "{metric}{place} rests on {n} answers or cases only.",
                        int(n),
                        metric=title(item, metric),
                        place=place(subject, item),
                    ),
                    tr("Gather at least thirty, or treat it as a hint and not as a figure."),
                    subject=label(subject, item),
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} figures rest on fewer than thirty answers: {names} …", n=number, names=names)


def _where_counted(metric: Metric) -> Path:
    """Where it stands, below a metric, on how many answers its figure rests."""
    if metric.place[0] == "history":
        return (*metric.place[:-1], "n")
    return ("n",) if metric.n is not None else ("components",)


class MetricWithoutTarget(JourneyRule):
    """A metric has no target that can be held against it.

    Reach, visits and revenue are left out: they tell how many, not how well. Of a type of the
    map's own a bare number is no target until `direction` says which way is better.

    Why:
        Without a target nobody can say whether a figure is good, and nothing follows from it.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: csat
            value: 78

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: csat
            value: 78
            target: 85

    Sources:
        Nielsen Norman Group, Journey Mapping 101: a map says how improvements will be measured.
    """

    code = "CJ605"
    name = "metric-without-target"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("metric.target", "metric.direction")

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, metric in subject.things.metrics:
            if metric.target is not None and comparison_of(metric, metric.target) is None:
                yield self.problem(
                    (*item.path, "target"),
                    tr(
                        "Nobody says which way {metric}{place} is better: its target is not judged.",
                        metric=title(item, metric),
                        place=place(subject, item),
                    ),
                    tr('Write `direction: up` or `down`, or a comparison such as `">= 40"`.'),
                    subject=label(subject, item),
                )
            if metric.target is None and metric.type not in VOLUMES:
                yield self.problem(
                    item.path,
                    tr(
                        "{metric}{place} has no target.",
                        metric=title(item, metric),
                        place=place(subject, item),
                    ),
                    tr('Write in `target` what would be good enough, such as `40` or `"<= 3"`.'),
                    subject=label(subject, item),
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} metrics have no target that can be judged: {names} …", n=number, names=names)


class TargetMissed(JourneyRule):
    """A metric is not where its target says.

    A target that is a number means at least, or at most where the metric's direction is down.
    A metric with a word of one's own for a type, without a `direction` and without `>=` or
    `<=`, is not judged.

    Why:
        This is what the map was made for: here the journey does not keep its promise.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: csat
            value: 78
            target: 85

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: csat
            value: 86
            target: 85

    Sources:
        Bain & Company, the Net Promoter System's outer loop: what falls short is given to
        somebody to find the causes.
    """

    code = "CJ606"
    name = "target-missed"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("metric.target", "metric.value")

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for missed in subject.figures.missed:
            item, metric = missed.item, subject.things.metrics[missed.item]
            goal = metric.goal
            assert goal is not None
            comparison = comparison_of(metric, goal)
            assert comparison is not None
            yield self.problem(
                (*item.path, *metric.place),
                tr(
                    "{metric}{place} is {value}, the target is {sign} {target}.",
                    metric=title(item, metric),
                    place=place(subject, item),
                    value=measure(metric, missed.value),
                    sign=comparison.sign,
                    target=measure(metric, goal.value),
                ),
                tr(
                    "Find the pain behind it and an opportunity that answers it; "
                    "or correct the target if it was never meant."
                ),
                subject=f"{label(subject, item)}: {measure(metric, missed.value)}",
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} metrics miss their targets: {names} …", n=number, names=names)


class MomentOfTruthWithoutMetric(JourneyRule):
    """A moment of truth is not measured.

    A metric of its stage counts too, and so does `metrics: []`, which says that there is none
    on purpose. A target alone measures nothing, save in a map of the future (`state: future`),
    of which there is nothing to measure yet.

    Why:
        Here the customer decides for or against the organization. If anything is to be
        measured, then this.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                moment_of_truth: true

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                moment_of_truth: true
                metrics:
                  - type: csat
                    value: 78

    Sources:
        Jan Carlzon, Moments of Truth (1987), who made such moments the measure of an airline.
    """

    code = "CJ607"
    name = "moment-of-truth-without-metric"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("moment_of_truth", "metrics")
    # Of a map of what shall be, a target is enough.
    needs: frozenset[str] = frozenset({"metric", "value:", "components:", "history:", "target:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, touchpoint in subject.things.touchpoints:
            if not touchpoint.is_decisive:
                continue
            stage = subject.things.stages.at(item.place)
            if not (_is_measured(subject, touchpoint) or _is_measured(subject, stage)):
                yield self.problem(
                    (*item.path, "moment_of_truth"),
                    tr("Nothing measures the moment of truth “{name}”.", name=item.name),
                    tr(
                        "Add a metric to it or to its stage: CSAT or effort asked there, "
                        "or how many go on."
                    ),
                    key=True,
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nothing measures {n} moments of truth: {names} …", n=number, names=names)


def _is_measured(subject: Subject, thing: Stage | Touchpoint) -> bool:
    """Whether anything is measured there, or nothing on purpose."""
    return thing.denies("metrics") or any(
        not is_figure_wanting(subject.journey, metric) for metric in thing.metrics
    )


class MetricWithoutSource(JourneyRule):
    """A figure does not say where it comes from.

    A `source`, a `method` or evidence will do, be it the metric's own or its touchpoint's or
    stage's.

    Why:
        A figure whose origin nobody knows can neither be trusted nor measured again.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            metrics:
              - type: conversion
                value: 20

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            metrics:
              - type: conversion
                value: 20
                source: Web analytics, October 2026

    Sources:
        Smaply, Research-driven journey mapping: each element of a map rests on evidence.
    """

    code = "CJ609"
    name = "metric-without-source"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("metric.source", "metric.method", "metric.evidence")
    needs: frozenset[str] = frozenset({"evidence"})
    nearby: frozenset[str] = frozenset({"source:", "method:", "evidence:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, metric in subject.things.metrics:
            if metric.figure is None or metric.source is not None or metric.method is not None:
                continue
            if not evidence_behind(subject.index, subject.evidence, item.path, metric.evidence):
                yield self.problem(
                    item.path,
                    tr(
                        "{metric}{place} does not say where it comes from.",
                        metric=title(item, metric),
                        place=place(subject, item),
                    ),
                    tr("Write `source`, such as the survey or the report, or cite evidence."),
                    subject=label(subject, item),
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} figures do not say where they come from: {names} …", n=number, names=names)


# --- words ---------------------------------------------------------------------------------------


def title(item: Item, metric: Metric) -> Message:
    """What a sentence calls a metric that it begins with."""
    if metric.name is None and isinstance(metric.type, MetricType):
        return metric.type.opening
    return tr("“{name}”", name=item.name)


def place(subject: Subject, item: Item) -> Message:
    """Where a metric stands, to follow its title: ` of “Checkout”`, empty for the journey's."""
    if not item.place:
        return Message("")
    return tr(" of “{place}”", place=subject.index.places[item.place].name)


def label(subject: Subject, item: Item) -> str:
    """A metric in a list of several, with where it stands: `csat · Checkout`."""
    return f"{item.name} · {subject.index.places[item.place].name}" if item.place else item.name
