"""How far a figure can be trusted: 95 % intervals for shares and for the NPS.

Everything here takes counts or shares and returns percentages or points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in the unit of the figure."""

    low: float
    high: float


def share_interval(percent: float, n: float) -> Interval:
    """The 95 % score interval of a share, in percent (Wilson 1927).

    Args:
        percent: the share that was found, 0 to 100.
        n: of how many, above 0.

    Raises:
        ValueError: outside those ranges.
    """
    if not 0 <= percent <= 100 or n <= 0:
        raise ValueError("a share of 0 to 100 percent of more than nothing is needed")
    p = percent / 100
    spread = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    centre = p + _Z * _Z / (2 * n)
    scale = 1 + _Z * _Z / n
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
    answers = promoters + passives + detractors
    if min(promoters, passives, detractors) < 0 or answers <= 0:
        raise ValueError("counts of answers are needed")
    n = answers + 3
    p = (promoters + 0.75) / n
    d = (detractors + 0.75) / n
    spread = _Z * math.sqrt((p + d - (p - d) ** 2) / n)
    return Interval(max(-100.0, 100 * (p - d - spread)), min(100.0, 100 * (p - d + spread)))
