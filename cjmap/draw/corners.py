"""Lines that run along and across, as an engine draws them, with round corners."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from cjmap.draw.curves import decimal
from cjmap.expressions import expression

_RADIUS: Final = 6.0
# How far two ends may differ and still lie on one line, in px.
_LEVEL: Final = 0.05

_PATH = expression(r"M(-?[\d.]+),(-?[\d.]+)C((?:\s*-?[\d.]+,-?[\d.]+){3,})\s*")
_POINT = expression(r"(-?[\d.]+),(-?[\d.]+)")

Point = tuple[float, float]


def round_corners(path: str) -> str:
    """The `d` of a path with round corners where it is a chain of legs along and across, as it is else.

    Engines write such a chain as curves, three points a leg, that lie on its line.
    """
    chain = _read(path)
    if chain is None:
        return path
    start, *_ = chain
    written = [f"M{decimal(start[0])},{decimal(start[1])}"]
    for before, corner, behind in zip(chain, chain[1:], chain[2:], strict=False):
        radius = min(_RADIUS, _length(before, corner) / 2, _length(corner, behind) / 2)
        into, out = _toward(corner, before, radius), _toward(corner, behind, radius)
        written.append(
            f"L{_write(into)}Q{_write(corner)} {_write(out)}" if radius else f"L{_write(corner)}"
        )
    return "".join([*written, f"L{_write(chain[-1])}"])


def _read(path: str) -> list[Point] | None:
    """The corners of a chain with its ends; None for any other path."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    curve = [(float(x), float(y)) for x, y in _POINT.findall(found[3])]
    if len(curve) % 3:
        return None
    points = [(float(found[1]), float(found[2])), *curve]
    if not all(_is_level(one, other) for one, other in pairwise(points)):
        return None
    chain: list[Point] = []
    for point in points:
        if chain and _length(chain[-1], point) <= _LEVEL:
            continue
        if len(chain) > 1 and _is_straight(chain[-2], chain[-1], point):
            chain.pop()
        chain.append(point)
    return chain if len(chain) > 1 else None


def _is_level(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= _LEVEL or abs(one[1] - other[1]) <= _LEVEL


def _is_straight(one: Point, middle: Point, other: Point) -> bool:
    return any(
        abs(one[axis] - middle[axis]) <= _LEVEL and abs(middle[axis] - other[axis]) <= _LEVEL
        for axis in (0, 1)
    )


def _length(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(start: Point, end: Point, way: float) -> Point:
    """The point so far from `start` on the way to `end`."""
    share = way / (_length(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _write(point: Point) -> str:
    return f"{decimal(point[0])},{decimal(point[1])}"
