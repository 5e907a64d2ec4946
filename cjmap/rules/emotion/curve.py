"""The curve: how it runs, its low points, jumps and end, and what answers them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from cjmap.facts.feelings import Point, point_of
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.facts.things import part
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.messages import Message, tr
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass
from cjmap.rules.base import SHOWN, JourneyRule, Siblings
from cjmap.vocabulary.improvement import OpportunityStatus, PainState
from cjmap.vocabulary.maps import MapState, Thing

# What the curve is drawn from.
CURVE = frozenset({"stage", "touchpoint", "persona", "emotion:", "emotions:"})
# How many scores it takes before one may judge a curve.
FEWEST_SCORES = 3
FEWEST_FOR_A_WAY = 2
FEWEST_FOR_FLAT = 4
FLAT = 0.5
JUMP = 2.5
STRAYS = 1.5


class NoNegativeEmotion(JourneyRule):
    """A map of the present has no negative emotion.

    Maps of the future, and maps with fewer than three scores, are passed over.

    Why:
        No journey of today is pleasant all along. A curve that never falls below neutral shows
        what the organization wishes, and a map without low points shows nobody where to begin.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            emotion: 1
          - name: Purchase
            emotion: 1.5
          - name: Delivery
            emotion: 2

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            emotion: 1
          - name: Purchase
            emotion: -0.5
            pains:
              - Shipping costs come late
            opportunities:
              - Show the price with shipping from the start
          - name: Delivery
            emotion: 2

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: the emotions are a line of ups and downs.
    """

    code = "CJ401"
    name = "no-negative-emotion"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("emotion", "emotions")
    needs = CURVE

    def judge(self, subject: Subject) -> Iterator[Problem]:
        points = subject.curve.points
        if subject.journey.state is not MapState.CURRENT or len(points) < FEWEST_SCORES:
            return
        if all(point.score >= 0 for point in points):
            yield self.problem(
                ("stages",),
                tr("None of the {n} scores is negative; is that how it is?", n=len(points)),
                self._help(subject),
                key=True,
            )

    def _help(self, subject: Subject) -> Message:
        """Where every number is positive, they may be of another scale."""
        if subject.journey.emotion_scale is None and all(p.score > 0 for p in subject.curve.points):
            return tr(
                "Ask customers where it hurt, write `state: future` if this is a wish, or "
                "`emotion_scale: [1, 5]` where the scores are on another scale than -2 to 2."
            )
        return tr("Ask customers where it hurt, or write `state: future` if this is a wish.")


class FlatCurve(JourneyRule):
    """A persona feels nearly the same throughout.

    Four scores or more, none farther than half a point from another.

    Why:
        A flat line usually means that nobody asked. It hides the peak and the low point that
        the work should begin with.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            emotion: 1
          - name: Consideration
            emotion: 1
          - name: Purchase
            emotion: 1
          - name: Delivery
            emotion: 1

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            emotion: 1
          - name: Consideration
            emotion: -0.5
          - name: Purchase
            emotion: 0.5
          - name: Delivery
            emotion: 1.5

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: the emotions are a line of ups and downs.
        The numbers are this project's own.
    """

    code = "CJ402"
    name = "flat-curve"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("emotion", "emotions")
    needs = CURVE

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for line in subject.curve.lines:
            scores = [point.score for point in line.points]
            if len(scores) >= FEWEST_FOR_FLAT and max(scores) - min(scores) <= FLAT:
                yield self.problem(
                    line.persona.path,
                    tr("“{persona}” feels nearly the same throughout.", persona=line.persona.name),
                    tr("Ask where it was best and where it was worst."),
                    subject=line.persona.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} personas feel nearly the same throughout: {names} …", n=number, names=names)


class NegativeEmotionWithoutPain(JourneyRule):
    """A negative score has no pain beside it.

    On the usual way or off it, each stage once. A pain at the stage counts, and so does
    `pains: []`, which says that somebody looked.

    Why:
        That the customer is unhappy here helps nobody until it says what hurts. The pain is
        what an opportunity can answer.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: -1

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: -1
                pains:
                  - Shipping costs come late
                opportunities:
                  - Show the price with shipping from the start

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: opportunities are the insights gained from
        mapping.
    """

    code = "CJ403"
    name = "negative-emotion-without-pain"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("emotion", "emotions", "pains")
    needs: frozenset[str] = frozenset({"persona"})
    nearby: frozenset[str] = frozenset({"touchpoint", "pain"})

    gathered_from = 2
    siblings = Siblings.STAGE

    def judge(self, subject: Subject) -> Iterator[Problem]:
        lows = _lows(subject)
        # What is said of a stage helps with its first: its lowest point, if that is one of them.
        found = sorted(
            _unexplained(subject).items(), key=lambda one: (one[1].stage, one[0] not in lows)
        )
        for path, point in found:
            yield self.problem(
                point.path,
                tr(
                    "A negative emotion at “{place}” ({score}), and no pain that explains it.",
                    place=point.owner.name,
                    score=subject.journey.scale.show(point.score),
                ),
                _advise(lows.get(path)),
                subject=point.owner.name,
            )

    def several(self, number: int, names: Message) -> Message:
        if number > SHOWN:
            return tr(
                "{n} negative emotions without a pain that explains them: {names} …",
                n=number,
                names=names,
            )
        return tr(
            "{n} negative emotions without a pain that explains them: {names}.",
            n=number,
            names=names,
        )


class LowestPointWithoutOpportunity(JourneyRule):
    """Nobody does anything about the lowest point of a curve.

    Each of the lowest negative scores of a persona with two scores or more on its usual way. It is
    taken up by an opportunity at its touchpoint, or by one that names or serves a pain of it,
    unless it is dropped; and by a pain of it that is resolved. Where a touchpoint has no pain of
    its own, those of its stage count. Where CJ403 speaks of it, that says enough.

    Why:
        People remember an experience by its strongest moment. Where that is the lowest point,
        no other improvement reaches as far.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: -1.5
                pains:
                  - Shipping costs come late
              - name: Confirmation
                emotion: 1

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: -1.5
                pains:
                  - Shipping costs come late
                opportunities:
                  - Show the price with shipping from the start
              - name: Confirmation
                emotion: 1

    Sources:
        Fredrickson and Kahneman, “Duration Neglect in Retrospective Evaluations of Affective
        Episodes”, Journal of Personality and Social Psychology, 1993 (the peak–end rule).
    """

    code = "CJ404"
    name = "lowest-point-without-opportunity"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("emotion", "emotions", "opportunities")
    needs = CURVE | frozenset({"pain", "opportunity"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for path, low in _neglected(subject).items():
            yield self.problem(
                low.point.path,
                tr(
                    "The lowest point of “{persona}” is “{place}” ({score}), and no opportunity takes it up.",
                    persona=low.persona.name,
                    place=low.point.owner.name,
                    score=subject.journey.scale.show(low.point.score),
                )
                if low.equal == 1
                else tr(
                    "“{place}” ({score}) is one of the {n} lowest points of “{persona}”, and no opportunity takes it up.",
                    persona=low.persona.name,
                    place=low.point.owner.name,
                    score=subject.journey.scale.show(low.point.score),
                    n=low.equal,
                ),
                tr("Add `opportunities:` here, or name the pain of this place in one elsewhere."),
                subject=subject.index.places[path].name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("No opportunity takes up {n} lowest points: {names} …", n=number, names=names)


class EndsNegative(JourneyRule):
    """A journey ends with a negative emotion.

    The last score of each persona with two scores or more on its usual way. Where CJ403 or CJ404
    speaks of that touchpoint, that says enough.

    Why:
        The end is remembered more than what came before it. One that is bad takes the good
        hours with it; one that is made good is often the cheapest improvement there is.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion: 1
          - name: Delivery
            emotion: -1
            pains:
              - The parcel is left in the rain
            opportunities:
              - Hand it to a neighbour

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion: 1
          - name: Delivery
            emotion: -1
            pains:
              - The parcel is left in the rain
            opportunities:
              - Hand it to a neighbour
          - name: Apology and a dry coat
            emotion: 1

    Sources:
        Fredrickson and Kahneman, 1993; Kahneman, Fredrickson, Schreiber and Redelmeier, “When
        More Pain Is Preferred to Less: Adding a Better End”, Psychological Science, 1993.
    """

    code = "CJ405"
    name = "ends-negative"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("emotion", "emotions", "exit")
    needs = CURVE

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for point in _bad_ends(subject).values():
            yield self.problem(
                point.path,
                tr(
                    "The journey of “{persona}” ends badly, at “{place}” ({score}).",
                    persona=point.persona.name,
                    place=point.owner.name,
                    score=subject.journey.scale.show(point.score),
                ),
                tr("Find out what would make a good end, and add what comes after it."),
            )


class UnexplainedJump(JourneyRule):
    """The curve leaps, and nothing beside it says why.

    More than two and a half points between neighbours on a persona's usual way, with neither a
    moment of truth nor a pain, a gain, a thought or a quote at the second of them or at its
    stage: most often a rise that nobody explains. Where CJ403, CJ404 or CJ405 speaks of either of
    them, that says enough.

    Why:
        From despair to delight in one step there is a story. It is what the reader of the map
        wants to know, and what the team can learn from.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion: -1
            pains:
              - Shipping costs come late
            opportunities:
              - Show the price with shipping from the start
          - name: Delivery
            emotion: 2

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion: -1
            pains:
              - Shipping costs come late
            opportunities:
              - Show the price with shipping from the start
          - name: Delivery
            emotion: 2
            gains:
              - It comes a day early

    Sources:
        This project's own. On moments of truth: Jan Carlzon, “Moments of Truth” (1987).
    """

    code = "CJ409"
    name = "unexplained-jump"
    severity = Severity.INFO
    keys: tuple[str, ...] = (
        "emotion",
        "emotions",
        "pains",
        "gains",
        "thoughts",
        "quote",
        "moment_of_truth",
    )
    needs = CURVE
    nearby: frozenset[str] = frozenset({"pain", "gain", "thoughts:", "quote:", "moment_of_truth:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        spoken = {*_unexplained(subject), *_neglected(subject), *_bad_ends(subject)}
        told: set[Path] = set()
        for first, second in _jumps(subject):
            if second.owner.path in told or not spoken.isdisjoint(
                (first.owner.path, second.owner.path)
            ):
                continue
            told.add(second.owner.path)
            yield self.problem(
                second.path,
                tr(
                    "From “{first}” to “{second}” the curve leaps ({old} → {new}), and nothing says why.",
                    first=first.owner.name,
                    second=second.owner.name,
                    old=subject.journey.scale.show(first.score),
                    new=subject.journey.scale.show(second.score),
                ),
                tr("Add the pain or the gain behind it, a thought, or mark the moment of truth."),
                related=[Place(first.path, tr("it leaps from here"))],
            )


class StageEmotionDiffers(JourneyRule):
    """A stage's own score is far from those of its touchpoints.

    By more than one and a half points from their mean, for one persona.

    Why:
        The stage's own feeling stands in its head and the touchpoints' make the curve: a reader
        meets both and does not know which to believe. Often the worst moment of the stage is
        missing among its touchpoints.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion: -2
            touchpoints:
              - name: Checkout
                emotion: 1

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: 1
              - name: Payment is refused
                emotion: -2
                pains:
                  - No reason is given

    Sources:
        This project's own: one curve, one answer.
    """

    code = "CJ410"
    name = "stage-emotion-differs"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("stage.emotion", "stage.emotions")
    needs: frozenset[str] = frozenset({"persona"})
    nearby: frozenset[str] = frozenset({"touchpoint", "emotion:", "emotions:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        told: set[Path] = set()
        for stage, points in subject.feelings.overall.items():
            for point in points:
                mean = self._mean(subject, point)
                if abs(point.score - mean) <= STRAYS or point.path in told:
                    continue
                told.add(point.path)
                yield self.problem(
                    point.path,
                    tr(
                        "“{stage}” is scored {own} as a whole and {mean} at its touchpoints.",
                        stage=subject.index.places[stage].name,
                        own=subject.journey.scale.show(point.score),
                        mean=subject.journey.scale.show(mean),
                    ),
                    tr("Correct one of the two, or add the touchpoint where it is felt."),
                    subject=point.owner.name,
                )

    def _mean(self, subject: Subject, own: Point) -> float:
        """The mean of a persona at the touchpoints of a stage."""
        inside = subject.participation.stages[own.stage].touchpoints
        found = (point_of(subject.feelings, fact.item, own.persona) for fact in inside)
        scores = [point.score for point in found if point is not None]
        return math.fsum(scores) / len(scores)

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} stages are scored otherwise as a whole than at their touchpoints: {names} …",
            n=number,
            names=names,
        )


@dataclass(frozen=True, slots=True)
class _Low:
    """A lowest point of a persona's way, of `equal` as low ones."""

    persona: Item
    point: Point
    equal: int

    @property
    def gravity(self) -> tuple[float, int]:
        """The least is the gravest: how low it is, and of how few."""
        return self.point.score, self.equal


def _advise(low: _Low | None) -> Message:
    """What to do about a negative score without a pain, which may be a lowest point."""
    if low is None:
        return tr("Add `pains:` and what makes it hard.")
    told = {"place": low.point.owner.name, "persona": low.persona.name}
    if low.equal > 1:
        return tr(
            "“{place}” is one of the {n} lowest points of “{persona}”: add `pains:` and what makes it hard.",
            n=low.equal,
            **told,
        )
    return tr(
        "“{place}” is the lowest point of “{persona}”: add `pains:` and what makes it hard.", **told
    )


# One touchpoint draws one finding of these four, in this order: a pain is missing (403), the lowest
# point is not taken up (404), the way ends there (405), the curve leaps (409).


def _unexplained(subject: Subject) -> dict[Path, Point]:
    """The negative scores without a pain, the lowest of each touchpoint and stage."""
    lowest: dict[Path, Point] = {}
    for point in subject.curve.points:
        known = lowest.get(point.owner.path)
        if known is None or point.score < known.score:
            lowest[point.owner.path] = point
    return {
        path: point
        for path, point in lowest.items()
        if point.score < 0 and not _names_pains(subject, point)
    }


def _lows(subject: Subject) -> dict[Path, _Low]:
    """Where the ways of personas are lowest, and below neutral.

    None where a score could not be read: that one may be lower.
    """
    lows: dict[Path, _Low] = {}
    if subject.lost & CURVE:
        return lows
    for line in subject.curve.lines:
        if len(line.way) < FEWEST_FOR_A_WAY:
            continue
        for point in line.lows:
            low = _Low(line.persona, point, len(line.lows))
            known = lows.get(point.owner.path)
            if point.score < 0 and (known is None or low.gravity < known.gravity):
                lows[point.owner.path] = low
    return lows


def _neglected(subject: Subject) -> dict[Path, _Low]:
    """The lowest points that a pain explains and nobody does anything about."""
    told = _unexplained(subject)
    care = _Care(subject)
    return {
        path: low
        for path, low in _lows(subject).items()
        if path not in told and not care.of(low.point.owner)
    }


def _bad_ends(subject: Subject) -> dict[Path, Point]:
    """The negative ends of ways of which neither 403 nor 404 speaks."""
    told = {*_unexplained(subject), *_neglected(subject)}
    ends: dict[Path, Point] = {}
    for line in subject.curve.lines:
        last = line.last
        if last is None or last.score >= 0 or len(line.way) < FEWEST_FOR_A_WAY:
            continue
        if last.owner.path not in told:
            ends.setdefault(last.owner.path, last)
    return ends


def _jumps(subject: Subject) -> Iterator[tuple[Point, Point]]:
    """The neighbours on a way between which the curve leaps, and nothing at the second says why."""
    for line in subject.curve.lines:
        for first, second in pairwise(line.way):
            if abs(second.score - first.score) <= JUMP:
                continue
            stage = subject.things.stages[subject.index.items["stage"][second.stage]]
            if not any(_explains(owner) for owner in (part(subject.things, second.owner), stage)):
                yield first, second


def _explains(owner: Stage | Touchpoint) -> bool:
    decides = isinstance(owner, Touchpoint) and owner.is_decisive
    felt = (owner.emotion, *owner.emotions.values())
    said = any(emotion is not None and emotion.quote for emotion in felt)
    written = (owner.pains, owner.gains, owner.thoughts, owner.quote)
    return decides or said or any(written)


def _names_pains(subject: Subject, point: Point) -> bool:
    """Whether somebody wrote down the pains of the place, be it that there are none."""
    stage = subject.things.stages[subject.index.items["stage"][point.stage]]
    if part(subject.things, point.owner).says("pains") or stage.says("pains"):
        return True
    # A stage's own score sums up its touchpoints.
    return point.owner.kind == Thing.STAGE and any(t.pains for t in stage.touchpoints)


class _Care:
    """The touchpoints and stages that somebody does something about.

    An opportunity stands there, or serves a pain of the place; a pain there is resolved; or
    `opportunities: []` says that somebody looked. Where a touchpoint has no pain of its own, those
    of its stage are meant.
    """

    def __init__(self, subject: Subject) -> None:
        self._answered: set[Path] = set()
        self._looked: set[Path] = set()
        self._beside: set[Path] = set()
        self._pained = {pain.place for pain, _ in subject.things.pains}
        for path, _, owner in subject.things.owners:
            if owner.denies("opportunities"):
                self._looked.add(path)
        for aim in subject.improvement.aims:
            if aim.status is not OpportunityStatus.DROPPED:
                self._beside.add(aim.opportunity.place)
                self._answered.update(pain.place for pain in aim.pains)
        for answer in subject.improvement.answers:
            if answer.state is PainState.RESOLVED:
                self._answered.add(answer.pain.place)
        told = subject.told.opportunities
        # Of a template's opportunity CJ215 says that it is none yet.
        self._beside.update(i.place for i, _ in subject.things.opportunities if i not in told)

    def of(self, owner: Item) -> bool:
        stage = owner.path[:2]
        place = owner.path if owner.path in self._pained else stage
        looked = owner.path in self._looked or stage in self._looked
        return looked or owner.path in self._beside or place in self._answered
