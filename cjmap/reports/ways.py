"""The ways through a map as one line: touchpoints by number, and what leads past or back.

The usual way runs through the numbers from one to the next; whatever else there is (a way that
skips, a branch, a return) is a bracket above that line, the longer the higher, and what has a condition or is
unusual has a letter that the list below explains. So the drawing stays as wide as the journey is long, whatever the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from cjmap.board.board import Board, Terminal, Touchpoint, Way
from cjmap.board.ways import BEGINNINGS, END, ENDS, tell_terminal
from cjmap.draw.curves import decimal
from cjmap.draw.hyphens import in_its_language
from cjmap.languages.conventions import is_rtl
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.reports.headings import LEADING, Heading, fit_heading
from cjmap.vocabulary.touchpoints import Exit, WayType

_SLOT: Final = 58.0
_EDGE: Final = 26.0
_HEAD: Final = 26.0
_LEVEL: Final = 24.0
_RADIUS: Final = 13.0
_FOOT: Final = 30.0
# What a name keeps off either side of its column, and the lines that it may take.
_AIR: Final = 6.0
_LINES: Final = 4
_MAY_END: Final = tr("May end here")


@dataclass(frozen=True, slots=True)
class Node:
    """A touchpoint on the line. `sign` is how the journey begins or ends there: start, success,
    abandon, exit, end or "".
    """

    touchpoint: Touchpoint
    x: str
    sign: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A way beside the line: its path, the head of its arrow, and where its letter stands."""

    kind: str
    letter: str
    d: str
    head: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Told:
    """A way, beginning or end in words. `source` and `target` are touchpoints, None for neither."""

    letter: str
    kind: str
    label: str
    source: Touchpoint | None
    target: Touchpoint | None
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A stage: the room that its touchpoints have, in px, and its name within that."""

    heading: Heading
    x: str
    width: str
    style: int


@dataclass(frozen=True, slots=True)
class WaysView:
    """The drawing, in px, and all that it says in words. `line` joins what follows one another."""

    width: str
    height: str
    base: str
    foot: str
    columns: tuple[Column, ...]
    line: str
    nodes: tuple[Node, ...]
    brackets: tuple[Bracket, ...]
    told: tuple[Told, ...]
    ends: tuple[Told, ...]


@in_its_language
def draw_ways(board: Board) -> WaysView | None:
    """The ways of a map; None where nothing leads anywhere."""
    cards = board.touchpoints
    if len(cards) < 2:
        return None
    rtl = is_rtl(board.language)
    width = max(2 * _EDGE + _SLOT * len(cards), 640.0)
    slot = (width - 2 * _EDGE) / len(cards)
    across = {
        card.number: _turn(_EDGE + slot * (place + 0.5), width, rtl=rtl)
        for place, card in enumerate(cards)
    }
    order = {card.number: place for place, card in enumerate(cards)}
    beside = [way for way in board.flow.ways if not _is_next(way, order)]
    straight = [way for way in board.flow.ways if _is_next(way, order)]
    levels = _stack(beside, order)
    columns = tuple(_columns(board, slot, width, rtl=rtl))
    lines = max(len(column.heading.lines) for column in columns)
    base = _HEAD + LEADING * (lines - 1) + 14 + _LEVEL * (max(levels, default=0) + 0.6) + _RADIUS
    known = {card.number: card for card in cards}
    letters = _name(beside)
    brackets = tuple(
        _bracket(way, across, base, level, letter)
        for way, level, letter in zip(beside, levels, letters, strict=True)
    )
    told = (*_tell_ways(board, beside, letters, known), *_tell_straight(straight, known))
    return WaysView(
        decimal(width),
        decimal(base + _RADIUS + _FOOT),
        decimal(base),
        decimal(base + _RADIUS + 15),
        columns,
        " ".join(
            f"M{decimal(across[way.source])} {decimal(base)}H{decimal(across[way.target])}"
            for way in straight
        ),
        tuple(_nodes(board, across)),
        brackets,
        told,
        tuple(_tell_ends(board, known)),
    )


def _turn(x: float, width: float, *, rtl: bool) -> float:
    return width - x if rtl else x


def _is_next(way: Way, order: dict[int, int]) -> bool:
    """Whether a way goes from one touchpoint on to that beside it, and is the usual one."""
    return order[way.target] == order[way.source] + 1 and way.kind is WayType.HAPPY


def _stack(ways: Sequence[Way], order: dict[int, int]) -> list[int]:
    """How high each bracket runs, from 0: none over another, the short ones below the long ones."""
    spans = [sorted((order[way.source], order[way.target])) for way in ways]
    levels = [0] * len(ways)
    placed: list[tuple[int, int, int]] = []
    for number in sorted(range(len(ways)), key=lambda n: (spans[n][1] - spans[n][0], n)):
        first, last = spans[number]
        taken = {level for low, high, level in placed if low <= last and first <= high}
        levels[number] = next(level for level in range(len(ways) + 1) if level not in taken)
        placed.append((first, last, levels[number]))
    return levels


def _bracket(way: Way, across: dict[int, float], base: float, level: int, letter: str) -> Bracket:
    start, end = across[way.source], across[way.target]
    side = 1 if end > start else -1
    # What leaves and what arrives keep apart at a touchpoint of both.
    start, end = start + 4 * side, end - 4 * side
    foot = base - _RADIUS - 1
    top = foot - 8 - _LEVEL * (level + 0.6)
    round_ = min(8.0, abs(end - start) / 2)
    if way.source == way.target:
        start, end, side = start - 9, start + 1, 1
        round_ = 5.0
    d = (
        f"M{decimal(start)} {decimal(foot)}V{decimal(top + round_)}"
        f"Q{decimal(start)} {decimal(top)} {decimal(start + side * round_)} {decimal(top)}"
        f"H{decimal(end - side * round_)}"
        f"Q{decimal(end)} {decimal(top)} {decimal(end)} {decimal(top + round_)}V{decimal(foot - 4)}"
    )
    head = f"M{decimal(end - 4)} {decimal(foot - 6)}L{decimal(end)} {decimal(foot)}L{decimal(end + 4)} {decimal(foot - 6)}"
    return Bracket(way.kind, letter, d, head, decimal((start + end) / 2), decimal(top))


def _letter(number: int) -> str:
    """a to z, then aa, ab and on; from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _columns(board: Board, slot: float, width: float, *, rtl: bool) -> Iterator[Column]:
    place = 0
    for number, stage in enumerate(board.stages):
        here = sum(card.stage == number for card in board.touchpoints)
        if here:
            left = _EDGE + slot * place
            right = left + slot * here
            x = width - right if rtl else left
            heading = fit_heading(stage.name, slot * here - 4 - 2 * _AIR, _LINES)
            yield Column(heading, decimal(x + 2), decimal(slot * here - 4), number)
        place += here


def _nodes(board: Board, across: dict[int, float]) -> Iterator[Node]:
    starts = {start.number for start in board.flow.starts}
    ends = {end.number: end.how for end in board.flow.ends}
    for card in board.touchpoints:
        sign = ends.get(card.number) or ("start" if card.number in starts else "")
        yield Node(card, decimal(across[card.number]), sign)


def _name(ways: Iterable[Way]) -> list[str]:
    """A letter for each way of which there is more to say than that it is usual."""
    letters = map(_letter, count())
    return [next(letters) if _is_told(way) else "" for way in ways]


def _is_told(way: Way) -> bool:
    return way.kind is not WayType.HAPPY or bool(way.words)


def _tell_ways(
    board: Board, ways: Iterable[Way], letters: Iterable[str], known: dict[int, Touchpoint]
) -> Iterator[Told]:
    for way, letter in zip(ways, letters, strict=True):
        if letter:
            plain = way.kind is WayType.HAPPY or way.label is None
            label = "" if plain or way.label is None else way.label.render(board.language)
            yield Told(letter, way.kind, label, known[way.source], known[way.target], way.words)


def _tell_straight(ways: Iterable[Way], known: dict[int, Touchpoint]) -> Iterator[Told]:
    """Of those along the line, what has a condition."""
    for way in ways:
        if way.words:
            yield Told("", way.kind, "", known[way.source], known[way.target], way.words)


def _tell_ends(board: Board, known: dict[int, Touchpoint]) -> Iterator[Told]:
    language = board.language
    for start in board.flow.starts:
        alone, _ = BEGINNINGS[start.how]
        yield _tell_end("start", start, alone, known, language)
    for end in board.flow.ends:
        said = Exit.known(end.how)
        word = said.pill if said is not None else ENDS if end.how == END else _MAY_END
        yield _tell_end(end.how, end, word, known, language)


def _tell_end(
    kind: str, terminal: Terminal, word: Message, known: dict[int, Touchpoint], language: str
) -> Told:
    label = tell_terminal(terminal.who, word, language)
    return Told("", kind, label, known[terminal.number], None, "")
