"""From counts to figures: every part of the customers, what is written held against them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from cjmap.facts.measured import (
    Compared,
    Difference,
    Duration,
    Figure,
    FlowMeasured,
    Group,
    Neighbours,
    Reason,
    Scores,
    StageMeasured,
    TouchpointMeasured,
    Unbound,
    Unmapped,
    Unusable,
)
from cjmap.measure import queries, statistics
from cjmap.measure.counts import AnswerCounts, Counts, Part, PartCounts
from cjmap.measure.plan import KINDS, MICROSECONDS, USUAL_SCALES, Plan, Scale, Spot
from cjmap.measure.statistics import Answers, Limits
from cjmap.records import dataclass
from cjmap.vocabulary.metrics import MetricType

_NOBODY = PartCounts(0, {}, {}, {}, {}, 0, 0, {}, {}, {}, {}, {}, {})
_SILENCE = AnswerCounts({}, {})
# So many surveys are named that no place goes by.
_NAMED = 3
# The journey's place among those of answers.
WHOLE = -1


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at one place, by kind: how many gave each answer, and the last one's time."""

    answers: Mapping[str, Answers]
    last: Mapping[str, int]


class Measuring:
    """The figures of a map, from its plan and what was counted."""

    def __init__(self, plan: Plan, counts: Counts) -> None:
        self.plan = plan
        self.counts = counts
        self.limits = Limits(plan.suppress, plan.indicative)

    def groups(self) -> tuple[Group, ...]:
        """All customers, then each part of them."""
        return tuple(self._group(number, part) for number, part in enumerate(self.counts.parts))

    def acted(self, number: int) -> PartCounts:
        """What the customers of a part did."""
        events = self.counts.events
        return _NOBODY if events is None else events.parts[number]

    def said(self, number: int, place: int) -> Said:
        """What customers of a part said at a spot, or of the journey as a whole (`WHOLE`)."""
        plan = self.plan
        counted = self.counts.answers[number] if self.counts.answers else _SILENCE
        surveys = plan.whole if place == WHOLE else plan.spots[place].surveys
        found: dict[str, dict[float, int]] = {}
        last: dict[str, int] = {}
        for (survey, kind), answers in counted.answers.items():
            if survey not in surveys:
                continue
            into = found.setdefault(kind, {})
            for score, n in answers.items():
                into[score] = into.get(score, 0) + n
            last[kind] = max(last.get(kind, 0), counted.last[survey, kind])
        return Said(found, last)

    def scale(self, place: int, kind: str) -> Scale:
        """The scale of the answers of a kind at a place."""
        return self.plan.scales.get((place, kind), USUAL_SCALES[kind])

    def scores(self, number: int, place: int) -> Scores:
        """The scores of what customers of a part said at a place."""
        said = self.said(number, place).answers
        asked, easy = self.scale(place, "csat"), self.scale(place, "ces")
        nps, csat, ces = (said.get(kind, {}) for kind in KINDS)
        return Scores(
            nps=statistics.nps(nps, self.limits),
            csat=statistics.csat(csat, asked, self.limits),
            csat_mean=statistics.mean(csat, asked, self.limits),
            ces=statistics.mean(ces, easy, self.limits),
            ces_top=statistics.ces_top(ces, easy, self.limits),
        )

    def conversion(self, number: int, place: int) -> Figure | None:
        """The conversion into a spot of the customers of a part."""
        counts = self.acted(number)
        for pair, (_, target) in enumerate(self.plan.pairs):
            if target == place:
                n = counts.base.get(pair, 0)
                return statistics.share(counts.converted.get(pair, 0), n, self.limits)
        return None

    def drop_off(self, number: int, place: int) -> Figure | None:
        """What of the customers of a stage did not come to the next; none of the last."""
        plan, counts = self.plan, self.acted(number)
        stage = plan.spots[place].stage
        for pair, (source, target) in enumerate(plan.pairs):
            after = plan.spots[target]
            if source == place and after.is_stage and after.stage == stage + 1:
                n = counts.base.get(pair, 0)
                return statistics.share(n - counts.converted.get(pair, 0), n, self.limits)
        return None

    def through(self, number: int) -> Figure | None:
        """The share of those who began at the first stage, and had time enough, who passed all."""
        counts = self.acted(number)
        return statistics.share(counts.passed, counts.complete, self.limits)

    def _group(self, number: int, part: Part) -> Group:
        plan, counts = self.plan, self.acted(number)
        stages = [plan.spots[one] for one in plan.stages]

        def named(tally: Mapping[int, int]) -> tuple[tuple[str, int], ...]:
            return tuple((stages[place].id, n) for place, n in tally.items())

        steps = sum(n for _, n in counts.steps.values())
        drawn = sum(n for pair, (_, n) in counts.steps.items() if pair in plan.drawn)
        return Group(
            kind=part.kind,
            id=part.id,
            customers=counts.customers,
            few=counts.customers < self.limits.suppress,
            through=self.through(number),
            scores=self.scores(number, WHOLE),
            fitness=drawn / steps if steps else None,
            entries=named(counts.entries),
            exits=named(counts.exits),
            stages=tuple(self._stage(number, place) for place in plan.stages),
            touchpoints=tuple(self._touchpoints(number)),
            flows=tuple(
                FlowMeasured(stages[a].id, stages[b].id, n, taken, (a, b) in plan.drawn)
                for (a, b), (n, taken) in sorted(counts.steps.items())
            ),
        )

    def _stage(self, number: int, place: int) -> StageMeasured:
        spot, counts = self.plan.spots[place], self.acted(number)
        return StageMeasured(
            id=spot.id,
            reach=counts.reach.get(place, 0),
            through=counts.through.get(spot.stage, 0),
            conversion=self.conversion(number, place),
            drop_off=self.drop_off(number, place),
            time_to_next=_duration(counts.times.get(spot.stage, ())),
            skips=counts.skips.get(place, 0),
            channels=counts.channels.get(spot.stage, ()),
            scores=self.scores(number, place),
        )

    def _touchpoints(self, number: int) -> Iterator[TouchpointMeasured]:
        plan, counts = self.plan, self.acted(number)
        stages = {plan.spots[one].stage: plan.spots[one].id for one in plan.stages}
        for place, spot in enumerate(plan.spots):
            if not spot.is_stage:
                yield TouchpointMeasured(
                    id=spot.id,
                    stage=stages[spot.stage],
                    reach=counts.reach.get(place, 0),
                    conversion=self.conversion(number, place),
                    scores=self.scores(number, place),
                )

    # -- periods

    def comparisons(self) -> tuple[Compared, ...]:
        """The first period against each later one, wherever both have enough."""
        numbers = [n for n, part in enumerate(self.counts.parts) if part.kind == "period"]
        if len(numbers) < 2:
            return ()
        wanted = [one for later in numbers[1:] for one in self._pairs_of_figures(numbers[0], later)]
        return tuple(one.made(len(wanted)) for one in wanted)

    def _pairs_of_figures(self, first: int, later: int) -> Iterator[_Comparison]:
        plan, few = self.plan, self.limits.suppress
        names = self.counts.parts[first].id, self.counts.parts[later].id
        for pair, (_, target) in enumerate(plan.pairs):
            one, two = (
                (self.acted(n).converted.get(pair, 0), self.acted(n).base.get(pair, 0))
                for n in (first, later)
            )
            if min(one[1], two[1]) >= few:
                compare = partial(statistics.compare_shares, one, two)
                yield _Comparison(names, plan.spots[target].id, "conversion", compare)
        for place in (WHOLE, *range(len(plan.spots))):
            spot = None if place == WHOLE else plan.spots[place].id
            for kind in KINDS:
                early, late = (self.said(n, place).answers.get(kind, {}) for n in (first, later))
                if min(sum(early.values()), sum(late.values())) < few:
                    continue
                if kind == MetricType.NPS:
                    yield _Comparison(
                        names, spot, kind, partial(statistics.compare_nps, early, late)
                    )
                elif kind == MetricType.CES:
                    means = partial(statistics.compare_means, early, late)
                    yield _Comparison(names, spot, kind, means)
                else:
                    scale = self.scale(place, kind)
                    best, better = statistics.top(early, scale), statistics.top(late, scale)
                    if best is not None and better is not None:
                        shares = partial(statistics.compare_shares, best, better)
                        yield _Comparison(names, spot, kind, shares)

    # -- all of it

    def unmapped(self) -> Unmapped:
        events = self.counts.events
        if events is None or not events.events:
            return Unmapped(0, 0.0, ())
        n = sum(count for _, count in events.unmapped)
        return Unmapped(n, n / events.events, events.unmapped)

    def unplaced(self) -> tuple[Unusable, ...]:
        """The answers to surveys that no place of the map goes by."""
        plan = self.plan
        if not self.counts.answers:
            return ()
        known = plan.whole.union(*(spot.surveys for spot in plan.spots))
        lost: dict[str, int] = {}
        for (survey, _), answers in self.counts.answers[0].answers.items():
            if survey not in known:
                lost[survey] = lost.get(survey, 0) + sum(answers.values())
        names = sorted(lost, key=lambda name: (-lost[name], name))
        told = ", ".join((*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])))
        n = sum(lost.values())
        return (Unusable("surveys", Reason.UNPLACED, told, n, None),) if n else ()

    def overlaps(self) -> tuple[Unusable, ...]:
        """The later periods that share days with the first, which each is compared with."""
        first, *later = self.plan.periods or (None,)
        return tuple(
            Unusable("periods", Reason.OVERLAP, f"{first.name}, {one.name}", 1, None)
            for one in later
            if first is not None and first.start < one.end and one.start < first.end
        )

    def silent(self, spot: Spot) -> bool:
        """Whether there is no event and no answer of a stage or touchpoint in the data."""
        events, answers = self.counts.events, self.counts.answers
        seen = events is not None and bool(events.seen & spot.codes)
        said = bool(answers) and any(name in spot.surveys for name, _ in answers[0].answers)
        return not seen and not said

    def unbound(self) -> tuple[Unbound, ...]:
        """The stages and touchpoints without events or answers."""
        return tuple(
            Unbound(spot.id, spot.path, spot.bound) for spot in self.plan.spots if self.silent(spot)
        )

    def idle(self) -> tuple[tuple[str, str], ...]:
        """The pairs of stages that a way of the map joins and nobody's steps do, by ids."""
        stages = [self.plan.spots[number].id for number in self.plan.stages]
        taken = self.acted(0).steps
        return tuple(
            (stages[origin], stages[target])
            for origin, target in sorted(self.plan.drawn)
            if (origin, target) not in taken
        )

    def shared(self) -> tuple[Neighbours, ...]:
        """The events that two stages after one another match."""
        plan = self.plan
        stages = [plan.spots[number] for number in plan.stages]
        return tuple(
            Neighbours(event, first.path, second.path)
            for first, second in pairwise(stages)
            for event in dict.fromkeys(
                plan.codes[code][0] for code in sorted(first.codes & second.codes)
            )
        )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two figures that are compared once it is known how many are."""

    names: tuple[str, str]
    place: str | None
    type: str
    compare: Callable[[int], Difference]

    def made(self, comparisons: int) -> Compared:
        return Compared(self.place, self.type, *self.names, self.compare(comparisons))


def _duration(buckets: tuple[tuple[int, int], ...]) -> Duration | None:
    n = sum(count for _, count in buckets)
    if n == 0:
        return None
    median, late = (statistics.rank(buckets, share) or 0 for share in (0.5, 0.9))
    return Duration(n, queries.middle(median) / MICROSECONDS, queries.middle(late) / MICROSECONDS)


def moment(microseconds: int | None, timezone: str) -> str | None:
    """A time as ISO 8601 has it in a time zone, to the second."""
    if microseconds is None:
        return None
    when = local(microseconds, timezone)
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def local(microseconds: int, timezone: str) -> datetime.datetime:
    """A time in a time zone; in UTC on the first of all days, before which there is none."""
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    when = start + datetime.timedelta(microseconds=microseconds)
    try:
        return when.astimezone(ZoneInfo(timezone))
    except OverflowError:
        return when
