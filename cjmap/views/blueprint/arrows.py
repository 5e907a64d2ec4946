"""How arrows are drawn: from card to card in a column, and from one touchpoint to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cjmap.draw.canvas import Box, Drawing, Shape, polygon
from cjmap.draw.curves import decimal
from cjmap.draw.theme import Theme
from cjmap.records import dataclass
from cjmap.views.blueprint.columns import BESIDE, TRACK
from cjmap.views.blueprint.routes import LEFT, Route
from cjmap.vocabulary.touchpoints import WayType

WAY: Final = 22.0
"""How far down in the customer's row the way from one touchpoint to the next runs, px."""

Segment = tuple[float, float, float, float]
"""A straight stroke: x and y of both its ends, px."""

_HEAD: Final = 7.0
_TURN: Final = 6.0
_ROOM: Final = 8.0
"""From the corner of a card to the arrows at its side, px."""

DASHES: Final[dict[str, str]] = {"ask": "", "automation": "2 4", "handoff": "8 4"}
WAY_DASHES: Final[dict[WayType, str]] = {WayType.ALTERNATIVE: "7 4", WayType.EXCEPTION: "2 4"}


@dataclass(frozen=True, slots=True)
class Run:
    """An arrow that has its place: the strokes that it consists of, and what it joins.

    `sources` and `targets` are places in its column.
    """

    kind: str
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    segments: tuple[Segment, ...]
    shapes: tuple[Shape, ...]


def ink_of(kind: str, theme: Theme) -> str:
    """The colour of an arrow of a kind."""
    return {"automation": theme.star, "handoff": theme.bar}.get(kind, theme.mute)


def run(routes: Sequence[Route], boxes: Sequence[Box], theme: Theme) -> Iterator[Run]:
    """The arrows of a column whose cards have these boxes, from top to bottom."""
    ports = _allot(routes, boxes)
    for number, route in enumerate(routes):
        heights = {place: ports[number, place] for place in route.ends} if route.side else {}
        segments = _round(route, boxes, heights) if route.side else _straight(route, boxes)
        d = _trace(segments) if route.side else _stroke(segments[0])
        ink = ink_of(route.kind, theme)
        drawn = Drawing(d, stroke=ink, width=1.5, dash=DASHES[route.kind])
        heads = [_head(tip, ink) for tip in _tips(route, boxes, heights)]
        yield Run(route.kind, route.sources, route.targets, segments, (drawn, *heads))


def _allot(routes: Sequence[Route], boxes: Sequence[Box]) -> Mapping[tuple[int, int], float]:
    """At which height each route comes to the side of each of its cards: no two at the same."""
    at: dict[tuple[int, int], list[tuple[bool, int, int]]] = {}
    for number, route in enumerate(routes):
        if route.side:
            for place in route.ends:
                # What comes from above stands above what goes down; inner tracks nearer the corner.
                down = place != route.ends[-1]
                depth = -route.track if down else route.track
                at.setdefault((place, route.side), []).append((down, depth, number))
    found = {}
    for (place, _), ends in at.items():
        box = boxes[place]
        # Beside the first card the way runs from touchpoint to touchpoint.
        above = WAY + _ROOM if place == 0 else _ROOM
        step = (box.height - above - _ROOM) / (len(ends) + 1)
        for order, (_, _, number) in enumerate(sorted(ends), 1):
            found[number, place] = box.y + above + order * step
    return found


def _straight(route: Route, boxes: Sequence[Box]) -> tuple[Segment, ...]:
    upper, lower = (boxes[place] for place in route.ends)
    x = upper.x + upper.width / 2
    if route.sources[0] < route.targets[0]:
        return ((x, upper.bottom, x, lower.y),)
    return ((x, lower.y, x, upper.bottom),)


def _round(route: Route, boxes: Sequence[Box], heights: Mapping[int, float]) -> tuple[Segment, ...]:
    """The trunk first, then a branch to each card, from the top."""
    aside = BESIDE + TRACK * route.track - TRACK / 2
    edges = {place: _edge(boxes[place], route.side) for place in route.ends}
    x = edges[route.ends[0]] + route.side * aside
    trunk = (x, heights[route.ends[0]], x, heights[route.ends[-1]])
    return (trunk, *((edges[place], heights[place], x, heights[place]) for place in route.ends))


def _edge(box: Box, side: int) -> float:
    return box.x if side == LEFT else box.right


def _tips(
    route: Route, boxes: Sequence[Box], heights: Mapping[int, float]
) -> Iterator[tuple[float, float, int, int]]:
    """Where heads stand: x and y of each, and which way it points (across, down)."""
    if route.side:
        for place in route.targets:
            yield _edge(boxes[place], route.side), heights[place], -route.side, 0
        return
    _, _, x2, y2 = _straight(route, boxes)[0]
    yield x2, y2, 0, 1 if route.sources[0] < route.targets[0] else -1


def _head(tip: tuple[float, float, int, int], ink: str) -> Drawing:
    x, y, across, down = tip
    half = _HEAD / 2
    back = (x - across * _HEAD, y - down * _HEAD)
    corners = [
        (x, y),
        (back[0] + down * half, back[1] + across * half),
        (back[0] - down * half, back[1] - across * half),
    ]
    return Drawing(polygon(corners), fill=ink)


def _trace(segments: Sequence[Segment]) -> str:
    """The `d` of a trunk with branches: round where it turns, straight where one joins."""
    (x, top, _, bottom), first, *inner, last = segments
    turn = min(_TURN, (bottom - top) / 2, abs(x - first[0]))
    into = turn if first[0] > x else -turn
    parts = [
        f"M{decimal(first[0])},{decimal(top)}H{decimal(x + into)}",
        f"Q{decimal(x)},{decimal(top)} {decimal(x)},{decimal(top + turn)}",
        f"V{decimal(bottom - turn)}",
        f"Q{decimal(x)},{decimal(bottom)} {decimal(x + into)},{decimal(bottom)}",
        f"H{decimal(last[0])}",
        *(_stroke(branch) for branch in inner),
    ]
    return "".join(parts)


def _stroke(segment: Segment) -> str:
    x1, y1, x2, y2 = (decimal(value) for value in segment)
    return f"M{x1},{y1}L{x2},{y2}"


def go_on(
    kind: WayType, strokes: Sequence[tuple[float, float]], y: float, theme: Theme
) -> Iterator[Shape]:
    """The way from one touchpoint to the next: strokes from x to x, the last with a head."""
    ink = theme.negative if kind is WayType.EXCEPTION else theme.soft
    for start, end in strokes:
        yield Drawing(
            _stroke((start, y, end, y)), stroke=ink, width=1.8, dash=WAY_DASHES.get(kind, "")
        )
    yield _head((strokes[-1][1], y, 1, 0), ink)
