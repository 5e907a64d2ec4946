"""Figures out of counts: shares, scores, their intervals, and the differences of two.

Nothing here knows a row. Percentages are 0 to 100, an NPS is -100 to 100.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Final

from cjmap.facts.figures import MEAN_INDICATIVE_BELOW
from cjmap.facts.intervals import (
    adjusted_nps,
    mean_interval,
    nps_interval,
    share_interval,
    student,
)
from cjmap.facts.measured import Difference, Figure, State
from cjmap.measure.plan import Scale
from cjmap.records import dataclass

Answers = Mapping[float, int]
"""How many gave each answer."""

# From which answer on the top two boxes are, on the scales that CSAT's share is defined on.
_TOP: Final[Mapping[tuple[float, float], float]] = {(1, 5): 4, (1, 7): 6, (0, 10): 9, (1, 10): 9}
_EASY_FROM: Final = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many on a figure is shown, and from how many it says something."""

    suppress: int
    indicative: int


def share(part: int, n: int, limits: Limits) -> Figure | None:
    """A share in percent with Wilson's interval; None of nobody."""
    if n <= 0:
        return None
    percent = 100 * part / n
    between = share_interval(percent, n)
    return _figure(percent, n, between.low, between.high, limits, limits.indicative)


def nps(answers: Answers, limits: Limits) -> Figure | None:
    """100 (P - D) / n of answers 0 to 10, with the adjusted Wald interval (Rocks 2016)."""
    counts = camps(answers)
    n = sum(counts)
    if n == 0:
        return None
    between = nps_interval(*counts)
    return _figure(_nps(counts), n, between.low, between.high, limits, limits.indicative)


def camps(answers: Answers) -> tuple[int, int, int]:
    """How many promote (9, 10), stand aside, and detract (0 to 6)."""
    promoters = sum(n for score, n in answers.items() if score >= 9)
    detractors = sum(n for score, n in answers.items() if score <= 6)
    return promoters, sum(answers.values()) - promoters - detractors, detractors


def csat(answers: Answers, scale: Scale, limits: Limits) -> Figure | None:
    """The share of the top two answers; None on a scale that it is not defined on."""
    found = top(answers, scale)
    return None if found is None else share(*found, limits)


def top(answers: Answers, scale: Scale) -> tuple[int, int] | None:
    """How many gave one of the top two answers, and how many answered; see `csat`.

    What lies between two answers, as the mean of several questions does, is no less than the lower.
    """
    least = _TOP.get((scale.low, scale.high))
    if least is None:
        return None
    return sum(n for score, n in answers.items() if score >= least), sum(answers.values())


def mean(answers: Answers, scale: Scale, limits: Limits) -> Figure | None:
    """The mean of answers with its t interval, which ends at the ends of the scale."""
    n = sum(answers.values())
    if n == 0:
        return None
    value, variance = moments(answers)
    if n < 2:
        return _figure(value, n, scale.low, scale.high, limits, MEAN_INDICATIVE_BELOW)
    between = mean_interval(value, math.sqrt(variance), n)
    low, high = max(scale.low, between.low), min(scale.high, between.high)
    return _figure(value, n, low, high, limits, max(limits.indicative, MEAN_INDICATIVE_BELOW))


def ces_top(answers: Answers, scale: Scale, limits: Limits) -> Figure | None:
    """The share of 5 to 7 of 7, where 7 is easiest; turned round where 1 is. None on other scales."""
    if (scale.low, scale.high) != (1, 7):
        return None
    easy = {
        score: n
        for score, n in answers.items()
        if (score if scale.upwards else 8 - score) >= _EASY_FROM
    }
    return share(sum(easy.values()), sum(answers.values()), limits)


def moments(answers: Answers) -> tuple[float, float]:
    """The mean and the variance (of a sample, n - 1) of answers, of which there are some."""
    n = sum(answers.values())
    value = math.fsum(score * count for score, count in answers.items()) / n
    squares = math.fsum(count * (score - value) ** 2 for score, count in answers.items())
    return value, squares / (n - 1) if n > 1 else 0.0


def _figure(
    value: float, n: int, low: float, high: float, limits: Limits, indicative: int
) -> Figure:
    if n < limits.suppress:
        return Figure(None, n, None, None, State.SUPPRESSED)
    state = State.INDICATIVE if n < indicative else State.OK
    return Figure(value, n, low, high, state)


def rank(buckets: Sequence[tuple[int, int]], share: float) -> int | None:
    """The bucket in which the q-th of all stands: the smallest that `share` of them do not exceed.

    `buckets` are numbers with how many are in each, in rising order.
    """
    total = sum(n for _, n in buckets)
    wanted = max(1, math.ceil(share * total - 1e-9))
    seen = 0
    for number, n in buckets:
        seen += n
        if seen >= wanted:
            return number
    return None


def level(comparisons: int) -> float:
    """How many standard deviations an interval at 95 % spans, corrected by Bonferroni."""
    return NormalDist().inv_cdf(1 - 0.025 / max(1, comparisons))


def compare_shares(first: tuple[int, int], second: tuple[int, int], comparisons: int) -> Difference:
    """The second share less the first, in points, by Newcombe's interval (1998, method 10).

    Each share is its part and its n, above 0.
    """
    z = level(comparisons)
    early, late = (100 * part / n for part, n in (first, second))
    before, after = share_interval(early, first[1], z), share_interval(late, second[1], z)
    low = late - early - math.hypot(late - after.low, before.high - early)
    high = late - early + math.hypot(after.high - late, early - before.low)
    return Difference(late - early, max(-100.0, low), min(100.0, high))


def compare_nps(first: Answers, second: Answers, comparisons: int) -> Difference:
    """The second NPS less the first, in points: the two adjusted variances added."""
    early, late = camps(first), camps(second)
    (before, variance), (after, other) = adjusted_nps(*early), adjusted_nps(*late)
    spread = level(comparisons) * math.sqrt(variance + other)
    low, high = (100 * (after - before + side) for side in (-spread, spread))
    return Difference(_nps(late) - _nps(early), max(-200.0, low), min(200.0, high))


def _nps(counts: tuple[int, int, int]) -> float:
    """100 (P - D) / n of promoters, passives and detractors, of whom there are some."""
    return 100 * (counts[0] - counts[2]) / sum(counts)


def compare_means(first: Answers, second: Answers, comparisons: int) -> Difference:
    """The second mean less the first by Welch's interval; each of two answers or more."""
    parts = []
    for answers in (first, second):
        n = sum(answers.values())
        value, variance = moments(answers)
        parts.append((value, variance / n, n))
    between = parts[1][0] - parts[0][0]
    error = parts[0][1] + parts[1][1]
    if error == 0:
        return Difference(between, between, between)
    freedom = error**2 / math.fsum(one**2 / (n - 1) for _, one, n in parts)
    spread = student(1 - 0.025 / max(1, comparisons), freedom) * math.sqrt(error)
    return Difference(between, between - spread, between + spread)
