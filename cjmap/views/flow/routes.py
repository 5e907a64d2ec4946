"""How the ways of a flow run between the places of its cards, and what stands on each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from cjmap.board.board import Board, Way
from cjmap.draw import glyphs
from cjmap.records import dataclass
from cjmap.views.flow.plan import Column
from cjmap.vocabulary.touchpoints import WayType

_PLAIN = 1.4
_MOST = 6.0
_PEN = {WayType.ALTERNATIVE: 1.8, WayType.EXCEPTION: 2.4}


class Run(Enum):
    """Where a way runs, and with it what is said of it."""

    DOWN = auto()  # from a card to the one below
    BEHIND = auto()  # behind the column of its source, as one reads
    BEFORE = auto()  # before that column: what leads back
    AWAY = auto()  # into another row: to a sign, and on from another


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card stands: in which row, in which column of it, and where in that; all from 0."""

    row: int
    column: int
    place: int


@dataclass(frozen=True, slots=True)
class Route:
    """A way, drawn: `number` counts from 1, `texts` are what it says, each with a sign or "".

    `pen` is its width in points; `back` says that it leads to what has been before, `relay` that
    nobody goes there, but the story does.
    """

    number: int
    way: Way
    run: Run
    back: bool
    texts: tuple[tuple[str, str], ...]
    pen: float
    relay: bool = False


def find_spots(rows: Sequence[Sequence[Column]]) -> dict[int, Spot]:
    """The spot of each card by the number of its touchpoint."""
    return {
        number: Spot(row, column, place)
        for row, columns in enumerate(rows)
        for column, one in enumerate(columns)
        for place, number in enumerate(one.cards)
    }


def find_routes(board: Board, spots: dict[int, Spot]) -> tuple[Route, ...]:
    """The ways of a board between the spots of its cards, and then where it goes on without any."""
    waits = {card.number: card.wait for card in board.touchpoints}
    waiting = dict(_choose_waiting(board))
    stages = {card.number: card.stage for card in board.touchpoints}
    taken: set[tuple[int, int]] = set()
    found = []
    for number, way in enumerate(board.flow.ways, start=1):
        back = way.target <= way.source
        pair = (way.source, way.target)
        run = _run(spots[way.source], spots[way.target], back=back, free=pair not in taken)
        if run is Run.DOWN:
            taken.add(pair)
        texts = _say(way, waits[way.target] if number in waiting else "", back=back)
        pen = _choose_pen(board, stages, way)
        found.append(Route(number, way, run, back, texts, pen))
    for number, relay in enumerate(board.flow.relays, start=len(found) + 1):
        way = Way(relay.source, relay.target, WayType.HAPPY, "", None, "", False, True)
        run = _run(spots[relay.source], spots[relay.target], back=False, free=True)
        found.append(Route(number, way, run, False, (), 1.0, relay=True))
    return tuple(found)


def stay_waiting(board: Board) -> frozenset[int]:
    """The touchpoints, by number, whose wait stands at themselves: it is on no way alone."""
    told = {way.target for _, way in _choose_waiting(board)}
    return frozenset(card.number for card in board.touchpoints if card.number not in told)


def is_measured(board: Board) -> bool:
    """Whether the width of any way says how many take it."""
    stages = {card.number: card.stage for card in board.touchpoints}
    return any(_share_of(board, stages, way) is not None for way in board.flow.ways)


def _choose_waiting(board: Board) -> Iterator[tuple[int, Way]]:
    """The ways on which one waits, by number: the only one into a touchpoint, which leads on to it."""
    into = Counter(way.target for way in board.flow.ways)
    for number, way in enumerate(board.flow.ways, start=1):
        if into[way.target] == 1 and way.source < way.target:
            yield number, way


def _say(way: Way, wait: str, *, back: bool) -> tuple[tuple[str, str], ...]:
    texts = []
    if back or way.words:
        texts.append((glyphs.BACK if back else "", way.words))
    if wait:
        texts.append((glyphs.WAIT, wait))
    return tuple(texts)


def _run(source: Spot, target: Spot, *, back: bool, free: bool) -> Run:
    if source.row != target.row:
        return Run.AWAY
    if source.column == target.column and target.place == source.place + 1 and free:
        return Run.DOWN
    return Run.BEFORE if back else Run.BEHIND


def _choose_pen(board: Board, stages: dict[int, int], way: Way) -> float:
    share = _share_of(board, stages, way)
    if share is None:
        return _PEN.get(way.kind, _PLAIN)
    return _PLAIN + (_MOST - _PLAIN) * share / 100


def _share_of(board: Board, stages: dict[int, int], way: Way) -> float | None:
    """How many take a way, in percent: as it says, else as the stage does to which it leads on."""
    if way.share is not None:
        return way.share
    into = stages[way.target]
    if way.kind is WayType.HAPPY and stages[way.source] < into:
        return board.stages[into].arrived
    return None
