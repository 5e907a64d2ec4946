"""Ways for lines between boxes that stand in columns: along and across, beside each other, over no box.

Lines run across a column only where its boxes leave a gap, and up and down in the room between two
columns, on tracks there. Each is the cheapest for itself given those that are there already: the
shortest one with few corners and crossings; none shares a track with another where both run. A
second round gives those that came first the chance to make room for the later ones.

The search for each is A* (Hart, Nilsson and Raphael, 1968) over the few lines on which it may run.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from cjmap.records import dataclass

Point = tuple[float, float]

# From one track to the next and from a box or column to the first, px; how many a room has at least.
_STEP: Final = 9.0
_TRACKS: Final = 14
_BESIDE: Final = 8.0
# Nearer than this, px, a line is hard to tell from another, or seems to touch a box.
_APART: Final = 6.0
_CLEAR: Final = 4.0
# How far from a corner of a box a line may begin, and from one such place to the next, px.
_CORNER: Final = 9.0
_PORT: Final = 8.0
_PORTS: Final = 4
# No two are nearer in a crowd, px.
_LEAST: Final = 3.0
# What is as bad as so many px more of line.
_BEND: Final = 24.0
_CROSSING: Final = 30.0
# Nearer than so many px to another that runs there too, the first that holds.
_SHARING: Final = ((1.5, 1000.0), (4.0, 150.0), (_APART, 12.0))
# What a px from the middle of a side is.
_OFF: Final = 1.1
# What is laid in each round: first all, then what meets another, then what shares a track, on more of
# them.
_ROUNDS: Final = ((0.0, False), (_CROSSING, False), (150.0, True), (150.0, True))
_FINE: Final = 6.0
_MOST_PLACES: Final = 60
# A search there takes ten times as long.
_MOST_FINE: Final = 32
# How far beside its boxes a line may run out, px.
_ROOM: Final = 100.0


class Side(Enum):
    """Where a line leaves a box, or comes in."""

    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()

    @property
    def is_level(self) -> bool:
        return self in (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Box:
    """What lines run around; y counts downwards, px."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line to lay: from one of the sides `leaves` of a box to one of `enters` of another."""

    start: Box
    end: Box
    leaves: tuple[Side, ...]
    enters: tuple[Side, ...]


def lay_lines(
    lines: Sequence[Line], columns: Sequence[Box], boxes: Sequence[Box], within: Box
) -> list[list[Point]]:
    """The corners of each line with its ends, in their order.

    `columns` stand beside each other from left to right; `boxes` is all that lines run around, those
    that they join included; no line leaves `within`.
    """
    laid: list[list[Point]] = [[] for _ in lines]
    field = _Field(lines, columns, boxes, within)
    order = sorted(range(len(lines)), key=lambda number: (_reach(lines[number]), number))
    for least, fine in _ROUNDS:
        left = _MOST_FINE if fine else len(lines)
        for number in order:
            others = _Others(chain for other, chain in enumerate(laid) if other != number)
            if left and others.price_of(laid[number]) >= least:
                left -= 1
                laid[number] = _search(field, lines[number], others, fine=fine)
    return laid


def _reach(line: Line) -> float:
    (x, y), (to_x, to_y) = line.start.middle, line.end.middle
    return abs(to_x - x) + abs(to_y - y)


class _Field:
    """Where lines may run: tracks up and down beside the columns, and across them in the gaps."""

    def __init__(
        self, lines: Sequence[Line], columns: Sequence[Box], boxes: Sequence[Box], within: Box
    ) -> None:
        self.boxes = boxes
        self.within = within
        # How many lines there are at each box.
        self.joined = Counter(box for line in lines for box in {line.start, line.end})
        edges = [within.left, *(side for one in columns for side in (one.left, one.right))]
        edges.append(within.right)
        rooms = list(zip(edges[::2], edges[1::2], strict=True))
        spans = [_span(line) for line in lines]
        self._tracks = [
            x
            for left, right in rooms
            for x in _tracks(left, right, sum(low < right and high > left for low, high in spans))
        ]
        self._finer = [x for left, right in rooms for x in _finely(left + _BESIDE, right - _BESIDE)]
        self.columns = columns
        # What stands beside the columns.
        self._between = [
            box for box in boxes if not any(one.left < box.middle[0] < one.right for one in columns)
        ]
        self._gaps = [list(self._gaps_of(one)) for one in columns]

    def _gaps_of(self, column: Box) -> Iterator[float]:
        """The heights at which a line may run across a column."""
        inside = [box for box in self.boxes if column.left < box.middle[0] < column.right]
        inside.sort(key=lambda box: box.top)
        for upper, lower in pairwise(inside):
            room = lower.top - upper.bottom
            middle = (lower.top + upper.bottom) / 2
            if room >= 2 * _CLEAR:
                yield from (middle,) if room < 4 * _CLEAR else (middle - 3, middle + 3)
        for place in range(_PORTS):
            yield column.bottom + _BESIDE + place * _STEP

    def tracks(self, low: float, high: float, *, fine: bool) -> set[float]:
        """Where a line may run up and down between two x."""
        return {x for x in (self._finer if fine else self._tracks) if low <= x <= high}

    def heights(self, line: Line, *, fine: bool) -> set[float]:
        """The heights at which a line may run, those of its ends left out."""
        left, right = _span(line)
        found = {
            height
            for column, gaps in zip(self.columns, self._gaps, strict=True)
            if left < column.middle[0] < right
            for height in gaps
        }
        for box in self._between:
            if box.right > left - _ROOM and box.left < right + _ROOM:
                found |= {box.top - _BESIDE, box.bottom + _BESIDE}
        if fine:
            low = min(line.start.top, line.end.top) - _ROOM
            high = max(line.start.bottom, line.end.bottom) + _ROOM
            found |= set(_finely(low, high))
        return {height for height in found if self.within.top < height < self.within.bottom}


def _span(line: Line) -> tuple[float, float]:
    return min(line.start.left, line.end.left), max(line.start.right, line.end.right)


def _tracks(left: float, right: float, crowd: int) -> Iterator[float]:
    """The tracks of a room that so many lines may run through."""
    room = right - left - 2 * _BESIDE
    step = max(_STEP, room / _TRACKS)
    if crowd:
        step = max(_LEAST, min(step, room / crowd))
    for place in range(int(room / step) + 1 if room >= 0 else 0):
        yield round(left + _BESIDE + place * step, 2)


def _finely(low: float, high: float) -> Iterator[float]:
    """Places from `low` to `high`, as near as is worth a search."""
    step = max(_FINE, (high - low) / _MOST_PLACES)
    for place in range(int((high - low) / step) + 1 if high >= low else 0):
        yield low + place * step


def _parts(chain: Sequence[Point]) -> Iterator[tuple[bool, float, float, float]]:
    """The parts of a line: whether level, at which height (or x), from where to where."""
    for (x, y), (to_x, to_y) in pairwise(chain):
        if abs(y - to_y) < abs(x - to_x):
            yield True, y, min(x, to_x), max(x, to_x)
        else:
            yield False, x, min(y, to_y), max(y, to_y)


class _Others:
    """The lines that are laid, part by part."""

    def __init__(self, chains: Iterable[list[Point]]) -> None:
        self.level: list[tuple[float, float, float]] = []
        self.upright: list[tuple[float, float, float]] = []
        for chain in chains:
            for level, at, low, high in _parts(chain):
                (self.level if level else self.upright).append((at, low, high))

    def within(self, left: float, top: float, right: float, bottom: float) -> _Others:
        """Those parts that may be met there."""
        met = _Others(())
        met.level = [
            part
            for part in self.level
            if top - _APART < part[0] < bottom + _APART and part[1] < right and part[2] > left
        ]
        met.upright = [
            part
            for part in self.upright
            if left - _APART < part[0] < right + _APART and part[1] < bottom and part[2] > top
        ]
        return met

    def price_of(self, chain: Sequence[Point]) -> float:
        """What a line costs beside the others, its length and corners left out."""
        return math.fsum(
            self.price(at, low, high, level=level) for level, at, low, high in _parts(chain)
        )

    def price(self, at: float, low: float, high: float, *, level: bool) -> float:
        """What a part of a line at this height (or x) from `low` to `high` costs beside the others."""
        along, across = (self.level, self.upright) if level else (self.upright, self.level)
        price = 0.0
        for place, first, last in along:
            if abs(place - at) < _APART and first < high + 1 and last > low - 1:
                price += next(cost for near, cost in _SHARING if abs(place - at) < near)
        for place, first, last in across:
            # Half open: where another runs on a line of this grid, one of two steps meets it.
            if low <= place < high and first < at < last:
                price += _CROSSING
        return price


def _ports(
    box: Box, side: Side, wished: Iterable[float], crowd: int
) -> Iterator[tuple[float, float]]:
    """Where on a side of a box, at which so many lines are, one may begin or end; and what that costs."""
    axis = 1 if side.is_level else 0
    low, high = (box.top, box.bottom) if side.is_level else (box.left, box.right)
    low, high = low + _CORNER, high - _CORNER
    middle = box.middle[axis]
    found = {round(middle, 2)}
    if side.is_level:
        step = max(_LEAST, min(_PORT, (high - low) / crowd))
        found |= {round(height, 2) for height in (*_beside(middle, step), *wished)}
    for place in sorted(found):
        if place == round(middle, 2) or low <= place <= high:
            yield place, abs(place - middle) * _OFF


def _on(box: Box, side: Side, place: float) -> Point:
    """The point on a side of a box at a height, or an x."""
    if side.is_level:
        return (box.left if side is Side.LEFT else box.right), place
    return place, (box.top if side is Side.TOP else box.bottom)


def _search(field: _Field, line: Line, others: _Others, *, fine: bool) -> list[Point]:
    """The corners of the cheapest line."""
    wished = _level_with(line)
    starts = _doors(line.start, line.leaves, wished, field.joined[line.start])
    ends = _doors(line.end, line.enters, wished, field.joined[line.end])
    doors = [*starts, *ends]
    low = min(x for (x, _), _ in doors) - _ROOM
    high = max(x for (x, _), _ in doors) + _ROOM
    tracks = field.tracks(low, high, fine=fine)
    tracks |= {x for (x, _), level in doors if not level}
    heights = field.heights(line, fine=fine) | {y for (_, y), level in doors if level}
    found = _Grid(field.boxes, line, (tracks, heights), doors, others).search(starts, ends)
    return _straighten(found) if found else [doors[0][0], doors[-1][0]]


def _doors(
    box: Box, sides: Iterable[Side], wished: Sequence[float], crowd: int
) -> dict[tuple[Point, bool], float]:
    """Where a line may leave a box or come in, whether on the level, and what each costs."""
    return {
        (_on(box, side, place), side.is_level): price
        for side in sides
        for place, price in _ports(box, side, wished, crowd)
    }


def _level_with(line: Line) -> list[float]:
    """The heights at which a straight line may join both boxes."""
    low = max(line.start.top, line.end.top) + _CORNER
    high = min(line.start.bottom, line.end.bottom) - _CORNER
    if low > high:
        return []
    found = [place for box in (line.start, line.end) for place in _beside(box.middle[1], _PORT)]
    return [min(max(place, low), high) for place in found]


def _beside(middle: float, step: float) -> list[float]:
    """The middle of a side and places on both sides of it."""
    return [middle + place * step for place in range(-_PORTS, _PORTS + 1)]


_State = tuple[int, int, bool]
"""Places in the lists of x and of y, and whether the line came there on the level."""


class _Grid:
    """Where one line may have corners."""

    def __init__(
        self,
        boxes: Sequence[Box],
        line: Line,
        free: tuple[set[float], set[float]],
        doors: Iterable[tuple[Point, bool]],
        others: _Others,
    ) -> None:
        points = [point for point, _ in doors]
        tracks, heights = free
        self._xs = sorted(tracks | {x for x, _ in points})
        self._ys = sorted(heights | {y for _, y in points})
        # Only there it may run up and down, or across: along the side of a box it would seem its frame.
        self._tracks = [x in tracks for x in self._xs]
        self._heights = [y in heights for y in self._ys]
        self._others = others.within(self._xs[0], self._ys[0], self._xs[-1], self._ys[-1])
        near = [
            box
            for box in boxes
            if box.right > self._xs[0] - _BESIDE and box.left < self._xs[-1] + _BESIDE
            if box.bottom > self._ys[0] - _BESIDE and box.top < self._ys[-1] + _BESIDE
        ]
        own = (line.start, line.end)
        # A line runs off the side of its own box before it turns.
        self._walls = {
            level: [
                _grow(box, *((0, _CLEAR) if level else (_BESIDE - 1, 0)))
                if box in own
                else _grow(box, _CLEAR, _CLEAR)
                for box in near
            ]
            for level in (True, False)
        }
        self._prices: dict[tuple[int, int, int, int], float | None] = {}

    def search(
        self, starts: dict[tuple[Point, bool], float], ends: dict[tuple[Point, bool], float]
    ) -> list[Point]:
        goals = {self._state(*end): price for end, price in ends.items()}
        far = self._distances([point for point, _ in ends])
        best = {self._state(*start): price for start, price in starts.items()}
        before: dict[_State, _State] = {}
        # Of equally good ones the one that is farthest on its way.
        heap = [(price + far(state), -price, state) for state, price in best.items()]
        heapq.heapify(heap)
        done: tuple[float, _State] | None = None
        while heap:
            least, spent, state = heapq.heappop(heap)
            price = -spent
            if price > best[state]:
                continue
            if done is not None and least >= done[0]:
                break
            if state in goals and (done is None or price + goals[state] < done[0]):
                done = price + goals[state], state
            for follower, cost in self._steps(state):
                total = price + cost
                if total < best.get(follower, float("inf")):
                    best[follower] = total
                    before[follower] = state
                    heapq.heappush(heap, (total + far(follower), -total, follower))
        if done is None:
            return []
        chain = [done[1]]
        while chain[-1] in before:
            chain.append(before[chain[-1]])
        return [(self._xs[x], self._ys[y]) for x, y, _ in reversed(chain)]

    def _distances(self, points: Sequence[Point]) -> Callable[[_State], float]:
        """What a line costs at the least from a place to the nearest of the points."""
        xs, ys = zip(*points, strict=True)
        across = [max(min(xs) - x, x - max(xs), 0.0) for x in self._xs]
        down = [max(min(ys) - y, y - max(ys), 0.0) for y in self._ys]
        return lambda state: across[state[0]] + down[state[1]]

    def _state(self, point: Point, level: bool) -> _State:
        return self._xs.index(point[0]), self._ys.index(point[1]), level

    def _steps(self, state: _State) -> Iterator[tuple[_State, float]]:
        x, y, level = state
        for to_x, to_y in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
            if 0 <= to_x < len(self._xs) and 0 <= to_y < len(self._ys):
                if not (self._heights[y] if y == to_y else self._tracks[x]):
                    continue
                price = self._price(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
                if price is not None:
                    turned = (y == to_y) is not level
                    yield (to_x, to_y, y == to_y), price + (_BEND if turned else 0.0)

    def _price(self, x: int, y: int, to_x: int, to_y: int) -> float | None:
        """What it costs from one crossing of the lines to the next; None for what is walled up."""
        key = (x, y, to_x, to_y)
        if key not in self._prices:
            self._prices[key] = self._reckon(
                self._xs[x], self._ys[y], self._xs[to_x], self._ys[to_y], level=y == to_y
            )
        return self._prices[key]

    def _reckon(self, x: float, y: float, to_x: float, to_y: float, *, level: bool) -> float | None:
        for wall in self._walls[level]:
            if x < wall.right and to_x > wall.left and y < wall.bottom and to_y > wall.top:
                return None
        if level:
            return to_x - x + self._others.price(y, x, to_x, level=True)
        return to_y - y + self._others.price(x, y, to_y, level=False)


def _grow(box: Box, across: float, down: float) -> Box:
    return Box(box.left - across, box.top - down, box.right + across, box.bottom + down)


def _straighten(chain: Sequence[Point]) -> list[Point]:
    """The same line with no point between its corners."""
    kept: list[Point] = []
    for point in chain:
        if len(kept) > 1 and any(
            kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)
        ):
            kept.pop()
        kept.append(point)
    return kept
