"""How far a figure can be trusted: 95 % intervals for shares and for the NPS.

Everything here takes counts or shares and returns percentages or points.
"""

from __future__ import annotations

import math
from typing import Final

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


# The 97.5 % points of Student's t for few degrees of freedom, from 1 on.
_T: Final = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060)


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
    spread = _student(n - 1) * sd / math.sqrt(n)
    return Interval(mean - spread, mean + spread)


def _student(freedom: float) -> float:
    """The 97.5 % point of Student's t: a table, then the expansion of Cornish and Fisher."""
    if freedom <= len(_T):
        return _T[int(freedom) - 1]
    z = 1.959964
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
