"""Figures that contradict one another, or may be meant otherwise than they are read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from cjmap.expressions import expression
from cjmap.facts.figures import MetricFigure, measure
from cjmap.facts.index import resolve
from cjmap.facts.outcomes import Written, written_numbers
from cjmap.facts.subject import Subject
from cjmap.facts.things import results
from cjmap.facts.times import written_durations
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.languages.conventions import convention_of
from cjmap.languages.quantities import round_half
from cjmap.messages import ntr, tr
from cjmap.model.metric import Metric
from cjmap.model.scalars import Percent, decimals_of
from cjmap.model.stage import Stage
from cjmap.rules.base import JourneyRule
from cjmap.text.durations import parse_duration
from cjmap.vocabulary.metrics import MetricType

GOOD_CSAT = 80
# Digits with a point that may group them, in a duration.
_GROUPED = expression(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])", re.ASCII)
# The scales of which it is agreed which answers are the satisfied ones.
TOP_BOXES = ((1, 5), (1, 7), (0, 10), (1, 10))


class GoodTouchpointsBadJourney(JourneyRule):
    """Every touchpoint satisfies, and yet customers would not recommend the whole.

    Every CSAT at touchpoints (and at stages, where there are some) is 80 % or more, and the
    journey's NPS is below 0. A CSAT that is a mean is left out.

    Why:
        Each department sees green figures while the customer, who goes through all of them,
        waits, repeats and chases in between. What hurts lies between the touchpoints.

    Example:
        title: Change the internet provider
        personas: [Laura]
        metrics:
          - type: nps
            value: -12
        stages:
          - name: Order
            touchpoints:
              - name: Call centre
                metrics:
                  - type: csat
                    value: 91
          - name: Installation
            touchpoints:
              - name: Technician
                metrics:
                  - type: csat
                    value: 88

    Instead:
        title: Change the internet provider
        personas: [Laura]
        metrics:
          - type: nps
            value: -12
        stages:
          - name: Order
            touchpoints:
              - name: Call centre
                metrics:
                  - type: csat
                    value: 91
          - name: Installation
            touchpoints:
              - name: Two weeks without a word
                metrics:
                  - type: csat
                    value: 34

    Sources:
        Alex Rawson, Ewan Duncan and Conor Jones, The Truth About Customer Experience, Harvard
        Business Review (September 2013).
    """

    code = "CJ610"
    name = "good-touchpoints-bad-journey"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("metric.value", "metric.type")
    needs: frozenset[str] = frozenset({"metric", "value:", "components:", "history:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        figures = subject.figures.scores
        asked = [
            figure
            for figure in figures
            if figure.type is MetricType.CSAT
            and figure.item.place
            and not subject.things.metrics[figure.item].is_mean
        ]
        touchpoints = [figure for figure in asked if len(figure.item.place) > 2]
        if not touchpoints or any(figure.value < GOOD_CSAT for figure in asked):
            return
        lowest = min(touchpoints, key=lambda figure: figure.value)
        for figure in figures:
            if figure.item.place or figure.type is not MetricType.NPS or figure.value >= 0:
                continue
            yield self.problem(
                figure.item.path,
                ntr(
                    "The one touchpoint that is asked about satisfies (CSAT {least}), "
                    "but the journey’s NPS is {nps}.",
                    "The {n} touchpoints that are asked about satisfy (CSAT {least} or more), "
                    "but the journey’s NPS is {nps}.",
                    len({one.item.place for one in touchpoints}),
                    least=measure(subject.things.metrics[lowest.item], lowest.value),
                    nps=measure(subject.things.metrics[figure.item], figure.value),
                ),
                tr("Look between the touchpoints: waits, handovers, what customers must repeat."),
                related=[Place(one.item.path, tr("asked here")) for one in touchpoints[:3]],
            )


class ReachGrows(JourneyRule):
    """A later stage reaches more customers than the one before it.

    Compared are the reaches of stages, for the same personas and in the same unit. A stage in
    which the journey may begin (`entry: true`) may reach more.

    Why:
        Customers can leave between stages but not appear. The figures count different things
        or times, or people come in by a way that the map does not show.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            metrics:
              - type: reach
                value: 800
          - name: Consideration
            metrics:
              - type: reach
                value: 1200

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            metrics:
              - type: reach
                value: 1200
          - name: Consideration
            metrics:
              - type: reach
                value: 800

    Sources:
        The funnel of AIDA and AARRR models, in which each step is a part of the one before.
    """

    code = "CJ611"
    name = "reach-grows"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("metric.value", "metric.type")
    needs: frozenset[str] = frozenset(
        {"stage", "metric", "value:", "components:", "history:", "unit:", "entry:"}
    )
    nearby: frozenset[str] = frozenset({"touchpoint"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        before: dict[tuple[str, ...], MetricFigure] = {}
        for stage, reaches in _reaches(subject):
            enters = any(thing.entry for thing in stage.touchpoints)
            for kind, figure in reaches.items():
                earlier = before.get(kind)
                before[kind] = figure
                if earlier is None or enters or figure.value <= earlier.value:
                    continue
                yield self.problem(
                    (*figure.item.path, "value"),
                    tr(
                        "“{later}” reaches {more}, more than the {less} of “{earlier}”.",
                        later=stage.name,
                        more=measure(subject.things.metrics[figure.item], figure.value),
                        less=measure(subject.things.metrics[earlier.item], earlier.value),
                        earlier=subject.index.places[earlier.item.place].name,
                    ),
                    tr(
                        "Check that both count the same people over the same time; if others come "
                        "in here, write `entry: true` at the touchpoint where they do."
                    ),
                    related=[Place((*earlier.item.path, "value"), tr("the stage before"))],
                )


def _reaches(subject: Subject) -> Iterator[tuple[Stage, dict[tuple[str, ...], MetricFigure]]]:
    """Per stage its reach for each group of personas and unit; none where it is written twice."""
    by_place: dict[Path, list[MetricFigure]] = {}
    for figure in subject.figures.all:
        if figure.type is MetricType.REACH:
            by_place.setdefault(figure.item.place, []).append(figure)
    for item, stage in subject.things.stages:
        listed = [(_kind(subject, figure), figure) for figure in by_place.get(item.path, ())]
        kinds = [kind for kind, _ in listed]
        yield stage, {kind: figure for kind, figure in listed if kinds.count(kind) == 1}


def _kind(subject: Subject, figure: MetricFigure) -> tuple[str, ...]:
    metric = subject.things.metrics[figure.item]
    named = (resolve(subject.index, "persona", name) for name in metric.personas)
    return (metric.unit or "", *sorted(persona.id for persona in named if persona is not None))


class PercentageInDoubt(JourneyRule):
    """A number is read as a percentage and looks like a mean or a share.

    A CSAT inside its `scale` (4.2 of 1 to 5), or without one with all of its numbers inside the
    usual one (3.9, to be 4.5), any percentage above 0 and up to 1 (0.62), and a
    CSAT on a scale of which nobody says which answers are the satisfied ones. Said once of a
    metric, at its first such number. A `%` behind the number, or `statistic`, says what is
    meant.

    Why:
        CSAT, conversion, drop-off and retention are percentages. 4.2 would be read as 4.2 %,
        0.62 as 0.62 %, and every comparison with a target would be wrong.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: csat
            value: 4.2
            scale: [1, 5]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
        metrics:
          - type: csat
            value: 4.2
            scale: [1, 5]
            statistic: mean

    Sources:
        This project's own.
    """

    code = "CJ612"
    name = "percentage-in-doubt"
    severity = Severity.WARNING
    keys: tuple[str, ...] = (
        "metric.value",
        "metric.target",
        "metric.statistic",
        "metric.scale",
        "reading.value",
        "result.before",
        "result.after",
        "journey-result.before",
        "journey-result.after",
    )
    # What could not be read of these would say which is meant.
    nearby: frozenset[str] = frozenset({"metrics.scale:", "metrics.statistic:", "metrics.n:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for written in written_numbers(subject.index, subject.things):
            metric = written.metric
            if not written.is_share or (metric is not None and metric.statistic is not None):
                continue
            if metric is not None and not metric.is_sound:
                # What CJ013 refuses of it says first what was meant.
                continue
            if metric is not None and metric.type is MetricType.CSAT:
                if metric.answers not in TOP_BOXES and metric.is_measured:
                    yield self._no_top(written.path)
                    continue
                inside = self._find(written, *metric.answers)
                if inside is not None and (metric.scale is not None or self._fits(written, metric)):
                    yield self._mean(*inside, metric)
                    continue
            share = self._find(written, 0, 1)
            if share is not None:
                yield self._share(*share)

    def _fits(self, written: Written, metric: Metric) -> bool:
        """Whether several numbers are of the usual scale, where none is written: 3.9, to be 4.5."""
        _, most = metric.answers
        numbers = [number for _, number in written.numbers]
        return len(numbers) > 1 and max(numbers) <= most

    def _find(self, written: Written, least: float, most: float) -> tuple[Path, float] | None:
        """The first number within bounds that says no `%`; nothing at all is no share."""
        for path, number in written.numbers:
            if number and least <= number <= most and not isinstance(number, Percent):
                return path, number
        return None

    def _mean(self, path: Path, number: float, metric: Metric) -> Problem:
        least, most = metric.answers
        return self.problem(
            path,
            tr(
                "{value} is read as {value} %; on a scale of {least} to {most} it looks like a mean.",
                value=str(number),
                least=f"{least:g}",
                most=f"{most:g}",
            ),
            tr(
                "Write `statistic: mean` for a mean, or `{value}%` for a percentage.",
                value=str(number),
            ),
        )

    def _share(self, path: Path, number: float) -> Problem:
        percent = f"{float(Decimal(str(number)) * 100):g}"
        return self.problem(
            path,
            tr("{value} is read as {value} %; it looks like a share of 1.", value=str(number)),
            tr(
                "Write `{percent}%`, or `{value}%` if that is meant.",
                percent=percent,
                value=str(number),
            ),
        )

    def _no_top(self, path: Path) -> Problem:
        return self.problem(
            (*path, "scale"),
            tr("Nobody says which answers on this scale count as satisfied."),
            tr(
                "Write `statistic: mean` for a mean; `statistic: percent` says that it is a "
                "percentage all the same."
            ),
        )


class FiguresDisagree(JourneyRule):
    """The drop-off of a stage and the conversion of the next one do not add up.

    Both written, for everybody, and off by more than a point.

    Why:
        Of those who got here the ones who went on and the ones who did not are everybody. One
        of the two counts something else, or is a slip.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            metrics:
              - type: drop-off
                value: 30%
          - name: Purchase
            metrics:
              - type: conversion
                value: 20%

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            metrics:
              - type: drop-off
                value: 80%
          - name: Purchase
            metrics:
              - type: conversion
                value: 20%

    Sources:
        This project's own; the two are defined as the rest of one another.
    """

    code = "CJ613"
    name = "figures-disagree"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("metric.value", "metric.type")
    needs: frozenset[str] = frozenset({"stage", "from:"})
    nearby: frozenset[str] = frozenset({"metric"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for here, following in itertools.pairwise(subject.figures.stages):
            lost = here.drop_off.figure if here.drop_off is not None else None
            came = following.conversion.figure if following.conversion is not None else None
            if lost is None or came is None or lost is came:
                continue
            if round_half(abs(100 - lost.value - came.value), 6) <= 1:
                continue
            metrics = subject.things.metrics
            yield self.problem(
                (*lost.item.path, *metrics[lost.item].place),
                tr(
                    "{lost} are lost after “{stage}” and {came} come on to “{next}”: that is not everybody.",
                    lost=measure(metrics[lost.item], lost.value),
                    stage=here.stage.name,
                    came=measure(metrics[came.item], came.value),
                    next=following.stage.name,
                ),
                tr("Mend the wrong one, or leave one of them out: it follows from the other."),
                related=[
                    Place(
                        (*came.item.path, *metrics[came.item].place),
                        tr("those who come on"),
                    )
                ],
            )


class GroupedThousands(JourneyRule):
    """A number has three decimals in a language that groups thousands by points.

    Why:
        `1.200` is one and a fifth to every program, and twelve hundred to whoever writes
        Spanish, German, Portuguese or Dutch.

    Example:
        title: Comprar un abrigo
        language: es
        personas: [Laura]
        stages: [Conciencia]
        metrics:
          - type: visits
            value: 1.200

    Instead:
        title: Comprar un abrigo
        language: es
        personas: [Laura]
        stages: [Conciencia]
        metrics:
          - type: visits
            value: 1200

    Sources:
        Unicode CLDR, the symbols of numbers.
    """

    code = "CJ614"
    name = "grouped-thousands"
    severity = Severity.INFO
    keys: tuple[str, ...] = (
        "metric.value",
        "metric.target",
        "metric.n",
        "reading.value",
        "result.before",
        "result.after",
        "journey-result.before",
        "journey-result.after",
        "duration",
        "wait",
    )

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if convention_of(subject.language).group != ".":
            return
        for path, plain in _grouped(subject):
            many = plain.replace(".", "")
            yield self.problem(
                path,
                tr(
                    "`{written}` is {few}, not {many}.",
                    written=plain,
                    few=f"{float(plain):g}",
                    many=many,
                ),
                tr("Write `{many}` if the point groups thousands.", many=many),
            )


def _grouped(subject: Subject) -> Iterator[tuple[Path, str]]:
    """The numbers, as they were written, whose point may group thousands."""
    for path, number in _figures(subject):
        if decimals_of(number) == 3 and 1 <= abs(number) < 1000:
            yield path, str(number).rstrip("%")
    for path, text in written_durations(subject.things):
        found = _GROUPED.search(text) if text is not None and parse_duration(text) else None
        if found is not None:
            yield path, found[0]


def _figures(subject: Subject) -> Iterator[tuple[Path, float]]:
    """The numbers of every metric and outcome, and by how much something changed."""
    for written in written_numbers(subject.index, subject.things):
        yield from written.numbers
    for path, result in results(subject.things):
        if result.change is not None:
            yield (*path, "change"), result.change
