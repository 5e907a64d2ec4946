"""What flows between places in a row: lines as thick as what flows, over and under the row.

What goes on to the next place runs straight; what skips places runs over the row, what comes back
below it, the further the higher. None crosses another at the place where both begin or end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from cjmap.draw.curves import decimal
from cjmap.records import dataclass

THICK: Final = 22.0
"""The thickness of the largest flow, px."""

_LEAST: Final = 1.4
_NODE: Final = 14.0
"""Least half of a place's width, px."""

_GAP: Final = 3.0
_RISE: Final = 20.0
_STEP: Final = 18.0
_LEVELS: Final = 5
_LABEL: Final = 16.0


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow, by its number: the `d` of its line and of its head, and the middle of its words.

    `width` is how thick the line is, px; the words stand over the line, or where it comes back
    below it.
    """

    number: int
    d: str
    head: str
    width: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Node:
    """A place: the middle of it and half of its width, px."""

    x: float
    half: float


@dataclass(frozen=True, slots=True)
class Row:
    """All of it, `height` px high; `base` is the middle of the places, `tall` half their height."""

    height: float
    base: float
    tall: float
    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]


def lay_streams(centres: Sequence[float], flows: Sequence[tuple[int, int, float]]) -> Row:
    """The flows between places.

    Args:
        centres: where the middle of each place is, px, from left to right.
        flows: from which place to which, by number, and how much of the largest, 0 to 1.
    """
    widths = [max(_LEAST, THICK * share) for _, _, share in flows]
    over = [n for n, (a, b, _) in enumerate(flows) if b > a + 1]
    under = [n for n, (a, b, _) in enumerate(flows) if b < a]
    tall = THICK / 2 + 4
    rise = max((_height(flows[n]) + widths[n] / 2 for n in over), default=0.0)
    fall = max((_height(flows[n]) + widths[n] / 2 for n in under), default=0.0)
    base = tall + (rise + _LABEL if over else _LABEL)
    ports: dict[tuple[int, bool], float] = {}
    halves = [_NODE] * len(centres)
    for place, centre in enumerate(centres):
        for side in (over, under):
            halves[place] = max(
                halves[place], _put_ports(place, centre, side, flows, widths, ports) + 3
            )
    nodes = tuple(Node(x, half) for x, half in zip(centres, halves, strict=True))
    ribbons = []
    for number, (a, b, _) in enumerate(flows):
        if b == a + 1:
            ribbons.append(_straight(number, nodes[a], nodes[b], base, widths[number]))
        elif b != a:
            up = b > a
            edge = base - tall if up else base + tall
            start, end = ports[number, True], ports[number, False]
            ribbons.append(
                _arc(number, start, end, edge, _height(flows[number]), widths[number], up=up)
            )
    height = base + tall + (fall + _LABEL if under else 4.0)
    return Row(height, base, tall, nodes, tuple(ribbons))


def _height(flow: tuple[int, int, float]) -> float:
    """How far the middle of an arc is from the places."""
    return _RISE + _STEP * min(_LEVELS, abs(flow[1] - flow[0]) - 1)


def _put_ports(
    place: int,
    centre: float,
    numbers: Iterable[int],
    flows: Sequence[tuple[int, int, float]],
    widths: Sequence[float],
    ports: dict[tuple[int, bool], float],
) -> float:
    """Where flows of one side begin and end at a place; half of the room that they take.

    Those that lead to the left stand left, and of them the furthest innermost, since it runs around
    the others.
    """
    here = [n for n in numbers if place in flows[n][:2]]

    def other(number: int) -> int:
        a, b, _ = flows[number]
        return b if a == place else a

    left = sorted((n for n in here if other(n) < place), key=lambda n: -other(n))
    right = sorted((n for n in here if other(n) > place), key=lambda n: -other(n))
    ordered = [*left, *right]
    total = math.fsum(widths[n] for n in ordered) + _GAP * max(0, len(ordered) - 1)
    x = centre - total / 2
    for number in ordered:
        ports[number, flows[number][0] == place] = x + widths[number] / 2
        x += widths[number] + _GAP
    return total / 2


def _straight(number: int, start: Node, end: Node, base: float, width: float) -> Ribbon:
    head = _head(width)
    left, right = start.x + start.half, end.x - end.half
    tip, half = max(left, right - head), width / 2 + 2
    return Ribbon(
        number,
        f"M{decimal(left)} {decimal(base)}H{decimal(tip)}",
        f"M{decimal(tip)} {decimal(base - half)}L{decimal(right)} {decimal(base)}"
        f"L{decimal(tip)} {decimal(base + half)}Z",
        width,
        (left + right) / 2,
        base - width / 2 - 4,
    )


def _arc(
    number: int, start: float, end: float, edge: float, height: float, width: float, *, up: bool
) -> Ribbon:
    way = -1.0 if up else 1.0
    head, half = _head(width), width / 2 + 2
    tip, bend = edge + way * head, edge + way * height * 4 / 3
    return Ribbon(
        number,
        f"M{decimal(start)} {decimal(edge)}C{decimal(start)} {decimal(bend)} "
        f"{decimal(end)} {decimal(bend)} {decimal(end)} {decimal(tip)}",
        f"M{decimal(end - half)} {decimal(tip)}L{decimal(end)} {decimal(edge)}"
        f"L{decimal(end + half)} {decimal(tip)}Z",
        width,
        (start + end) / 2,
        edge + way * (height + width / 2) + (-4 if up else 13),
    )


def _head(width: float) -> float:
    """The length of a head, px."""
    return 5 + width / 4
