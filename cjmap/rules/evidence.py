"""CJ6: what the map rests on, and the figures that say whether it holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from cjmap.facts.evidence import evidence_behind, is_looked_at
from cjmap.facts.figures import MetricFigure, comparison_of, measure
from cjmap.facts.index import Item, resolve
from cjmap.facts.outcomes import Written, written_numbers
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotions_of
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.languages.conventions import convention_of
from cjmap.languages.quantities import round_half
from cjmap.messages import Message, ntr, tr
from cjmap.model.evidence import Evidence
from cjmap.model.metric import Metric
from cjmap.model.scalars import Percent, decimals_of
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.rules.base import JourneyRule, Rule
from cjmap.text.periods import Period, parse_period
from cjmap.vocabulary.maps import MapStatus
from cjmap.vocabulary.metrics import MetricType

# Fewer answers than this are shown as indicative only.
INDICATIVE_N = 30
GOOD_CSAT = 80
# The scales of which it is agreed which answers are the satisfied ones.
TOP_BOXES = ((1, 5), (1, 7), (0, 10), (1, 10))
# Figures that tell how many there are, not how well it goes.
VOLUMES = frozenset({"reach", "visits", "revenue"})


class ValidatedOnAssumptions(JourneyRule):
    """A map is called validated although most of it rests on assumptions.

    Counted are the scores and the pains: at least half of them must cite evidence of another
    type than `assumption`, themselves or by their touchpoint or stage.

    Why:
        An assumption map is a good beginning, as long as everybody knows that it is one. Called
        validated, it lends the team's own view the weight of the customers'.

    Example:
        title: Buy a coat online
        status: validated
        personas: [Laura]
        evidence:
          - id: workshop
            title: Half a day with the sales team
            type: assumption
        stages:
          - name: Awareness
            evidence: workshop
            touchpoints:
              - name: Advert
                emotion: 1

    Instead:
        title: Buy a coat online
        status: validated
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            type: interview
        stages:
          - name: Awareness
            evidence: interviews
            touchpoints:
              - name: Advert
                emotion: 1

    Sources:
        Smaply, Journey map evaluation and Research-driven journey mapping, which tell maps made
        of assumptions from maps made of research.
    """

    code = "CJ601"
    name = "validated-on-assumptions"
    severity = Severity.WARNING
    needs = frozenset(
        {"evidence", "evidence:", "stage", "touchpoint", "pain", "emotion:", "emotions:"}
    )

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.status is not MapStatus.VALIDATED:
            return
        statements = [_is_sound(subject, path, own) for path, own in _statements(subject)]
        sound = sum(statements)
        if 2 * sound < len(statements):
            yield self.problem(
                ("status",),
                tr(
                    "The map is called validated, but more than assumptions stand behind only "
                    "{sound} of its {all} scores and pains.",
                    sound=sound,
                    all=len(statements),
                ),
                tr(
                    "Cite the interviews, surveys or data under `evidence`, "
                    "or write `status: review` until there are some."
                ),
            )


def _statements(subject: Subject) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every score and every pain, with the evidence that it cites itself."""
    for owner in subject.things.owners:
        for path, emotion in emotions_of(owner):
            if emotion.number is not None:
                yield path, emotion.evidence
    for item, pain in subject.things.pains:
        yield item.path, pain.evidence


def _is_sound(subject: Subject, path: Path, own: tuple[str, ...]) -> bool:
    """Whether more than assumptions stand behind a statement."""
    behind = evidence_behind(subject.index, subject.evidence, path, own)
    return is_looked_at(subject.things.evidence[item] for item in behind)


class StaleMap(Rule):
    """A map or library has not been looked at for too long.

    Its `review_by` has passed, or it was `updated` longer ago than the settings allow. Archived
    maps, and maps that another one names as its baseline, are records and stay as they are.

    Why:
        Services change with every release and every season. A team that finds a map wrong
        twice stops reading it.

    Options:
        `stale-after` under `[lint]` in cjmap.toml: a period such as `P12M` (the default), `P1Y` or
        `P90D`.

    Example:
        title: Buy a coat online
        personas: [Laura]
        updated: 2024-05-02
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        updated: 2026-11-02
        review_by: 2027-05-02
        stages: [Awareness]

    Sources:
        Smaply on journey management: maps are a repository that is maintained, not made once.
        The bound of twelve months is a rule of thumb.
    """

    code = "CJ602"
    name = "stale-map"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Problem]:
        found = self._late(subject)
        if found is not None and not subject.is_past:
            key, message = found
            yield self.problem(
                (key,),
                message,
                tr(
                    "Go through it with those who know the service, then renew `updated` and "
                    "`review_by`; or write `status: archived`."
                ),
            )

    def _late(self, subject: Subject) -> tuple[str, Message] | None:
        journey = subject.journey
        if journey.review_by is not None and journey.review_by < subject.today:
            day = journey.review_by.isoformat()
            return "review_by", tr("It was to be reviewed by {day}.", day=day)
        written = subject.settings.lint.stale_after
        period = parse_period(written)
        assert period is not None
        if journey.updated is not None and journey.updated < period.before(subject.today):
            day = journey.updated.isoformat()
            return "updated", tr(
                "Last worked on {day}, longer ago than `stale-after` allows ({period}).",
                day=day,
                period=written,
            )
        return None


class StaleEvidence(Rule):
    """Evidence that the map relies on is over two years old.

    Evidence that nothing cites is CJ608. Archived maps, and maps that another one names as its
    baseline, are records and stay as they are.

    Why:
        What customers said before the last redesign is about another service.

    Example:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            date: 2022-03-14
        stages:
          - name: Awareness
            evidence: interviews

    Instead:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Ten interviews with shoppers
            date: 2026-03-14
        stages:
          - name: Awareness
            evidence: interviews

    Sources:
        Smaply, Journey map evaluation: how far can the data behind a map be relied on? The
        bound of two years is a rule of thumb.
    """

    code = "CJ603"
    name = "stale-evidence"
    severity = Severity.INFO
    BOUND = Period(months=24)

    def check(self, subject: Subject) -> Iterator[Problem]:
        limit = self.BOUND.before(subject.today)
        old = [
            (item, evidence.date)
            for item, evidence in _own_evidence(subject)
            if evidence.date is not None and evidence.date < limit
        ]
        if not old or subject.is_past:
            return
        cited = subject.evidence.cited
        for item, day in old:
            # What a library holds is cited by other maps.
            if subject.journey.is_library or item.path in cited:
                yield self.problem(
                    (*item.path, "date"),
                    tr(
                        "The evidence “{title}” is from {day}, over two years ago.",
                        title=item.name,
                        day=day.isoformat(),
                    ),
                    tr("Ask again, or check that what rests on it still holds."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} pieces of evidence are over two years old: {names} …", n=number, names=names)


def _own_evidence(subject: Subject) -> Iterator[tuple[Item, Evidence]]:
    return ((item, piece) for item, piece in subject.things.evidence if not item.external)


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

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for missed in subject.figures.missed:
            item, metric = missed.item, subject.things.metrics[missed.item]
            goal = metric.target
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
    on purpose. A target alone measures nothing.

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
    needs = frozenset({"metric", "value:", "components:", "history:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, touchpoint in subject.things.touchpoints:
            if not touchpoint.is_decisive:
                continue
            if not _is_measured(touchpoint) and not _is_measured(
                subject.things.stages.at(item.place)
            ):
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


def _is_measured(thing: Stage | Touchpoint) -> bool:
    """Whether anything is measured there, or nothing on purpose."""
    return thing.denies("metrics") or any(metric.is_measured for metric in thing.metrics)


class UnusedEvidence(JourneyRule):
    """A piece of evidence is listed that nothing cites.

    A metric or a thought whose `source` is its id cites it. What a library holds is left out.

    Why:
        Either the finding never reached the map, or the map does not say what it rests on.

    Example:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
        stages:
          - name: Awareness
            evidence: interviews

    Sources:
        Smaply, Research-driven journey mapping: each element of a map rests on evidence.
    """

    code = "CJ608"
    name = "unused-evidence"
    severity = Severity.INFO
    needs = frozenset(
        {
            "persona",
            "stage",
            "touchpoint",
            "pain",
            "gain",
            "opportunity",
            "metric",
            "evidence:",
            "source:",
            "thoughts:",
            "quote:",
            "emotion:",
            "emotions:",
        }
    )
    # Whatever could not be read may have cited it.

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, _ in _own_evidence(subject):
            if item.path not in subject.evidence.cited:
                yield self.problem(
                    item.path,
                    tr("Nothing cites the evidence “{title}”.", title=item.name),
                    tr("Write `evidence: {id}` where it was found true, or remove it.", id=item.id),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nothing cites {n} pieces of evidence: {names} …", n=number, names=names)


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
    needs = frozenset({"evidence"})
    nearby = frozenset({"source:", "method:", "evidence:"})

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
    needs = frozenset({"metric", "value:", "components:", "history:"})

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
    needs = frozenset({"stage", "metric", "value:", "components:", "history:", "unit:", "entry:"})
    nearby = frozenset({"touchpoint"})

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

    A CSAT inside its `scale` (4.2 of 1 to 5), any percentage above 0 and up to 1 (0.62), and a
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
    # What could not be read of these would say which is meant.
    nearby = frozenset({"metrics.scale:", "metrics.statistic:", "metrics.n:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for written in written_numbers(subject.index, subject.things):
            metric = written.metric
            if not written.is_share or (metric is not None and metric.statistic is not None):
                continue
            if metric is not None and not metric.is_sound:
                # What CJ013 refuses of it says first what was meant.
                continue
            if metric is not None and metric.type is MetricType.CSAT and metric.scale is not None:
                if metric.answers not in TOP_BOXES and metric.is_measured:
                    yield self._no_top(written.path)
                    continue
                inside = self._find(written, *metric.answers)
                if inside is not None:
                    yield self._mean(*inside, metric)
                    continue
            share = self._find(written, 0, 1)
            if share is not None:
                yield self._share(*share)

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
    needs = frozenset({"stage", "from:"})
    nearby = frozenset({"metric"})

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

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if convention_of(subject.language).group != ".":
            return
        for written in written_numbers(subject.index, subject.things):
            for path, number in written.numbers:
                if decimals_of(number) == 3 and 1 <= abs(number) < 1000:
                    plain = str(number).rstrip("%")
                    yield self.problem(
                        path,
                        tr(
                            "`{written}` is {few}, not {many}.",
                            written=plain,
                            few=f"{float(number):g}",
                            many=plain.replace(".", ""),
                        ),
                        tr(
                            "Write `{many}` if the point groups thousands.",
                            many=plain.replace(".", ""),
                        ),
                    )


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


EVIDENCE: tuple[Rule, ...] = (
    ValidatedOnAssumptions(),
    StaleMap(),
    StaleEvidence(),
    SmallSample(),
    MetricWithoutTarget(),
    TargetMissed(),
    MomentOfTruthWithoutMetric(),
    UnusedEvidence(),
    MetricWithoutSource(),
    GoodTouchpointsBadJourney(),
    ReachGrows(),
    PercentageInDoubt(),
    FiguresDisagree(),
    GroupedThousands(),
)
