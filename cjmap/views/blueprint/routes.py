"""How the arrows of a column run: straight from a card to the next, or round cards in its gutters.

Cards are known by their place in the column, from 0 at its top; how high each is does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cjmap.board.board import Arrow
from cjmap.records import dataclass, replace

LEFT: Final = -1
RIGHT: Final = 1


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow, or a part of one, between places in a column.

    `side` is LEFT or RIGHT of the cards, 0 where it runs straight from one to the next; `track`
    counts from 0, away from the cards.
    """

    kind: str
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    side: int = 0
    track: int = 0

    @property
    def ends(self) -> tuple[int, ...]:
        """The places that it joins, from the top."""
        return tuple(sorted({*self.sources, *self.targets}))


def plan(arrows: Iterable[Arrow], places: Mapping[int | None, int]) -> tuple[Route, ...]:
    """The routes of the arrows of a column, whose acts stand at `places` (None: the customer)."""
    taken: set[tuple[int, int]] = set()
    found = [
        route
        for arrow in arrows
        for route in _split(
            arrow.kind,
            tuple(sorted(places[end] for end in arrow.sources)),
            tuple(sorted(places[end] for end in arrow.targets)),
            taken,
        )
    ]
    straight = [route for route in found if not route.side]
    return (*straight, *_on_tracks([route for route in found if route.side]))


def _split(
    kind: str, sources: tuple[int, ...], targets: tuple[int, ...], taken: set[tuple[int, int]]
) -> Iterator[Route]:
    """An arrow as a part that runs straight, where one can, and one round about for the others."""
    down = sources[0] < targets[0]
    near = (sources[-1], targets[0]) if down else (sources[0], targets[-1])
    gap = (min(near), max(near))
    others = [s for s in sources if s != near[0]], [t for t in targets if t != near[1]]
    if gap[1] - gap[0] != 1 or gap in taken or all(others):
        yield Route(kind, sources, targets, LEFT)
        return
    taken.add(gap)
    yield Route(kind, (near[0],), (near[1],))
    if any(others):
        yield Route(kind, tuple(others[0]) or near[:1], tuple(others[1]) or near[1:], LEFT)


def _on_tracks(routes: Sequence[Route]) -> Iterator[Route]:
    """Routes with a side and a track each, so that no two lie on each other; short ones inside."""
    used: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for route in sorted(routes, key=lambda route: (route.ends[-1] - route.ends[0], route.ends)):
        low, high = route.ends[0], route.ends[-1]
        number = 0
        while True:
            track, side = divmod(number, 2)
            spans = used.setdefault((side, track), [])
            if all(high <= other[0] or other[1] <= low for other in spans):
                spans.append((low, high))
                yield replace(route, side=RIGHT if side else LEFT, track=track)
                break
            number += 1


def tracks(routes: Iterable[Route], side: int) -> int:
    """How many tracks a side of a column has."""
    return max((route.track + 1 for route in routes if route.side == side), default=0)
