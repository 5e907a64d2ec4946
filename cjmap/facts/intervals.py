"""How far a figure can be trusted: 95 % intervals for shares and for the NPS.

Everything here takes counts or shares and returns percentages or points.
"""

from __future__ import annotations

import math
from functools import lru_cache

from cjmap.records import dataclass

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in the unit of the figure."""

    low: float
    high: float


def share_interval(percent: float, n: float, z: float = _Z) -> Interval:
    """The score interval of a share, in percent (Wilson 1927); at 95 % unless `z` says otherwise.

    Args:
        percent: the share that was found, 0 to 100.
        n: of how many, above 0.
        z: how many standard deviations it spans to each side.

    Raises:
        ValueError: outside those ranges.
    """
    if not 0 <= percent <= 100 or n <= 0:
        raise ValueError("a share of 0 to 100 percent of more than nothing is needed")
    p = percent / 100
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    centre = p + z * z / (2 * n)
    scale = 1 + z * z / n
    return Interval(
        max(0.0, 100 * (centre - spread) / scale), min(100.0, 100 * (centre + spread) / scale)
    )


def nps_interval(promoters: float, passives: float, detractors: float) -> Interval:
    """The 95 % interval of an NPS, -100 to 100, by the adjusted Wald method (Rocks 2016).

    Three answers are added, ¾ of them promoters and ¾ detractors: without them the interval
    is far too narrow for small or one-sided samples.

    Args:
        promoters, passives, detractors: counts of answers, together above 0.

    Raises:
        ValueError: a negative count, or no answer at all.
    """
    centre, variance = adjusted_nps(promoters, passives, detractors)
    spread = _Z * math.sqrt(variance)
    return Interval(max(-100.0, 100 * (centre - spread)), min(100.0, 100 * (centre + spread)))


def adjusted_nps(promoters: float, passives: float, detractors: float) -> tuple[float, float]:
    """The centre of that interval and its variance, -1 to 1; the arguments and errors are its."""
    answers = promoters + passives + detractors
    if min(promoters, passives, detractors) < 0 or answers <= 0:
        raise ValueError("counts of answers are needed")
    n = answers + 3
    p = (promoters + 0.75) / n
    d = (detractors + 0.75) / n
    return p - d, (p + d - (p - d) ** 2) / n


def mean_interval(mean: float, sd: float, n: float) -> Interval:
    """The 95 % t interval of a mean, in its own unit and without regard to the scale's ends.

    Args:
        mean: the mean of the answers.
        sd: their standard deviation, 0 or more.
        n: of how many, 2 or more.

    Raises:
        ValueError: outside those ranges.
    """
    if sd < 0 or n < 2:
        raise ValueError("a spread and two answers are needed")
    spread = student(0.975, n - 1) * sd / math.sqrt(n)
    return Interval(mean - spread, mean + spread)


@lru_cache(maxsize=1024)
def student(probability: float, freedom: float) -> float:
    """The quantile of Student's t, for probabilities above one half and freedom above 0.

    By halving, on the incomplete beta function.
    """
    low, high = 0.0, 2.0
    while _student_below(high, freedom) < probability:
        high *= 2
    for _ in range(80):
        half = (low + high) / 2
        if _student_below(half, freedom) < probability:
            low = half
        else:
            high = half
    return (low + high) / 2


def _student_below(t: float, freedom: float) -> float:
    x = freedom / (freedom + t * t)
    return 1 - _beta(freedom / 2, 0.5, x) / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    tiny = 1e-300
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1), tiny)
    found = d
    for m in range(1, 400):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d, tiny)
            c = _away(1 + term / c, tiny)
            found *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * found / a


def _away(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
