"""Where the scores stand, how large their faces are, and what runs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from cjmap.board.board import Board, PastLine, Point
from cjmap.draw.curves import Coordinate
from cjmap.records import dataclass
from cjmap.views.curve.frame import Frame

LEAD_RADIUS: Final = 10.0
OTHER_RADIUS: Final = 7.5
EXTREME: Final = 1.25
"""How much larger than others the faces of a line's extremes are."""

RING: Final = 3.0
"""Width of the ring of several colours around a face that several share, px."""

PAST: Final = "6 3"
"""The dashes of the earlier state's lines."""

PAST_REACH: Final = 5.0
"""How far a score of the earlier state reaches from its middle, px."""

_LEAST: Final = 3.0
_FILLED: Final = 0.45
"""How much of its slot half a face may take."""

_FAN: Final = 3.2
"""Most distance of lines that run together into one face, px."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A score in its place: of which line (from 0), which point of it, with how large a face.

    `x` and `y` are those of the score itself, `y` from the height of neutral downwards. `knot` is
    the y at which its line goes through: beside it where lines of several share the face, so that
    each stays to be seen. `sharers` are the numbers of the lines that have the same score there,
    its own among them.
    """

    line: int
    point: Point
    x: float
    y: float
    knot: float
    radius: float
    sharers: tuple[int, ...]

    @property
    def place(self) -> Coordinate:
        return self.x, self.y

    @property
    def reach(self) -> float:
        """How far it reaches from its middle, px."""
        return self.radius + (RING if len(self.sharers) > 1 else 1.5)

    @property
    def leads(self) -> bool:
        """Whether it is the first of those that share its face."""
        return self.sharers[0] == self.line


Key = tuple[int, int | None, float]


@dataclass(frozen=True)
class Spots:
    """The scores of each line of a board, in the order of its points, in a frame."""

    frame: Frame

    @cached_property
    def lines(self) -> tuple[tuple[Spot, ...], ...]:
        return tuple(
            tuple(self._spot(number, point) for point in line.points)
            for number, line in enumerate(self._board.curve.lines)
        )

    @property
    def _board(self) -> Board:
        return self.frame.board

    @cached_property
    def _shared(self) -> dict[Key, tuple[tuple[int, Point], ...]]:
        """By place and score what meets there: the points, each with the number of its line."""
        found: dict[Key, list[tuple[int, Point]]] = {}
        for number, line in enumerate(self._board.curve.lines):
            for point in line.points:
                found.setdefault(_key(point), []).append((number, point))
        return {key: tuple(members) for key, members in found.items()}

    def _spot(self, number: int, point: Point) -> Spot:
        members = self._shared[_key(point)]
        sharers = tuple(line for line, _ in members)
        # As large as the largest of those that share it.
        radius = max(self._radius(line, each) for line, each in members)
        y = -point.score * self.frame.step
        apart = min(_FAN, 1.6 * radius / max(1, len(sharers) - 1))
        aside = (sharers.index(number) - (len(sharers) - 1) / 2) * apart
        return Spot(
            number, point, self.frame.x(point.stage, point.number), y, y + aside, radius, sharers
        )

    def _radius(self, line: int, point: Point) -> float:
        usual = OTHER_RADIUS if line else LEAD_RADIUS
        fits = self.frame.slot(point.stage) * _FILLED / LEAD_RADIUS
        return max(_LEAST, usual * (EXTREME if point.extreme else 1) * min(1.0, fits))


def _key(point: Point) -> Key:
    return point.stage, point.number, point.score


def past_places(entry: PastLine, frame: Frame) -> list[Coordinate]:
    """Where the scores of the earlier state stand, y from neutral downwards.

    What is gone stands between those that were beside it.
    """
    known = [
        frame.x(point.stage, point.number) if point.stage is not None else None
        for point in entry.points
    ]
    heights = [-point.score * frame.step for point in entry.points]
    return list(zip(_fill(known, frame.width), heights, strict=True))


def _fill(known: Sequence[float | None], width: float) -> list[float]:
    """The places of all, evenly between those that are known, and between these and the ends."""
    anchors = [
        (-1, 0.0),
        *((n, x) for n, x in enumerate(known) if x is not None),
        (len(known), width),
    ]
    found = [x if x is not None else 0.0 for x in known]
    for (first, left), (last, right) in pairwise(anchors):
        for number in range(first + 1, last):
            found[number] = left + (right - left) * (number - first) / (last - first)
    return found


def past_runs(entry: PastLine, places: Sequence[Coordinate]) -> Iterator[list[Coordinate]]:
    """The stretches of the usual way that go from left to right: what has moved since breaks the line."""
    run: list[Coordinate] = []
    for point, place in zip(entry.points, places, strict=True):
        if point.off:
            continue
        if run and place[0] <= run[-1][0]:
            yield run
            run = []
        run.append(place)
    yield run
