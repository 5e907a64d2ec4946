"""A smooth line through scores that never passes them.

Between two neighbours the line rises, falls or stays level, as their scores do, and never leaves
the interval between them: a curve that swung above a +1 would show a joy that nobody wrote down.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot
from typing import Final

Coordinate = tuple[float, float]
Bezier = tuple[Coordinate, Coordinate, Coordinate, Coordinate]

_DECIMALS: Final = 2


def slopes(points: Sequence[Coordinate]) -> list[float]:
    """The slope at each point, such that cubic pieces between them are monotone.

    Points are sorted by x, no two at the same. Three-point estimates at first, then held inside
    the circle of radius 3 (F. N. Fritsch, R. E. Carlson, “Monotone piecewise cubic
    interpolation”, SIAM Journal on Numerical Analysis 17, 1980).
    """
    if len(points) < 2:
        return [0.0] * len(points)
    secants = [
        (later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in pairwise(points)
    ]
    found = [
        secants[0],
        *(
            0.0 if before * after <= 0 else (before + after) / 2
            for before, after in pairwise(secants)
        ),
        secants[-1],
    ]
    for number, secant in enumerate(secants):
        if secant == 0:
            found[number] = found[number + 1] = 0.0
            continue
        first, second = found[number] / secant, found[number + 1] / secant
        length = hypot(first, second)
        if length > 3:
            found[number] = 3 / length * first * secant
            found[number + 1] = 3 / length * second * secant
    return found


def beziers(points: Sequence[Coordinate]) -> list[Bezier]:
    """The pieces between the points as cubic Bézier curves, each monotone in x and in y.

    Control points are held between the ends of their piece, where exact arithmetic would leave
    them anyway: rounding must not carry the line past a score either.
    """
    found: list[Bezier] = []
    steep = slopes(points)
    for number, (start, end) in enumerate(pairwise(points)):
        third = (end[0] - start[0]) / 3
        low, high = sorted((start[1], end[1]))
        first = min(max(start[1] + steep[number] * third, low), high)
        second = min(max(end[1] - steep[number + 1] * third, low), high)
        found.append((start, (start[0] + third, first), (end[0] - third, second), end))
    return found


def walk(points: Sequence[Coordinate], step: float) -> list[Coordinate]:
    """Places along the line, at most `step` px apart in x, its points among them."""
    found = list(points[:1])
    for piece in beziers(points):
        left, right = piece[0][0], piece[-1][0]
        count = max(1, ceil((right - left) / step))
        for number in range(1, count + 1):
            share = number / count
            found.append((left + (right - left) * share, _height(piece, share)))
    return found


def _height(piece: Bezier, share: float) -> float:
    """The y of a piece at a share of its width: x runs evenly, for its controls are at thirds."""
    rest = 1 - share
    start, first, second, end = (y for _, y in piece)
    return (
        rest**3 * start
        + 3 * rest * rest * share * first
        + 3 * rest * share * share * second
        + share**3 * end
    )


def path_data(points: Sequence[Coordinate]) -> str:
    """The line as the `d` of an SVG path, with two decimals at most; empty without a point."""
    if not points:
        return ""
    return join_pieces(beziers(points)) or f"M{_pair(points[0])}"


def join_pieces(pieces: Sequence[Bezier]) -> str:
    """Pieces of a line that follow one another as the `d` of an SVG path; empty without one."""
    if not pieces:
        return ""
    curves = (f"C{_pair(one)} {_pair(two)} {_pair(end)}" for _, one, two, end in pieces)
    return f"M{_pair(pieces[0][0])}{''.join(curves)}"


def area_data(points: Sequence[Coordinate], base: float) -> str:
    """The ground between the line and the level `base`, as the `d` of a closed SVG path."""
    if len(points) < 2:
        return ""
    return f"{path_data(points)}L{_pair((points[-1][0], base))}L{_pair((points[0][0], base))}Z"


@lru_cache(maxsize=16384)
def decimal(value: float) -> str:
    """A coordinate with two decimals at most, and neither trailing zeros nor a minus zero.

    Most are asked for again: sizes, the sides of columns, what stands on one line.
    """
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _pair(point: Coordinate) -> str:
    return f"{decimal(point[0])},{decimal(point[1])}"
