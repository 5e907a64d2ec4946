"""The scale on which scores are written that stand somewhere without one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

FIVE: Final = (1, 5)
"""The scale that is meant where nothing speaks against it."""


def scale_of(scores: Iterable[float]) -> tuple[int, int]:
    """From worst to best: 1 to 5, widened where a score lies beyond it.

    With a score below 1 it begins at 0, with one above 5 it is 0 to 10, then 0 to 100; with one
    below 0 it reaches as far down as up.
    """
    held = [*scores]
    least, most = min(held, default=1), max(held, default=1)
    reach = max(most, -least)
    high = next((limit for limit in (5, 10, 100) if reach <= limit), math.ceil(reach))
    if least < 0:
        return -high, high
    return FIVE if least >= 1 and high == FIVE[1] else (0, high)
