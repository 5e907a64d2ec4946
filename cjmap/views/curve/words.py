"""What is said beside the curve, wherever there is room for it: quotes, and words at faces."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from cjmap.draw.canvas import Box, Drawing, Shape, Text, line
from cjmap.draw.curves import Coordinate
from cjmap.draw.escape import printable
from cjmap.draw.metrics import wrap
from cjmap.draw.pieces import Piece
from cjmap.records import dataclass, replace

QUOTE: Final = 12.0
WORD: Final = 11.0
MOST_LINES: Final = 4

_WIDTHS: Final = (230.0, 170.0, 320.0)
_SIDES: Final = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6)
_BIN: Final = 48.0
_SLACK: Final = 0.01
"""By how much boxes may overlap, as `Box.overlaps` has it."""

_BEYOND: Final = 6
"""How many steps farther than need be a quote may stand so that its stroke crosses less."""


class Room:
    """What is taken along a band, kept by where it stands, so that many things cost no more each."""

    def __init__(self) -> None:
        # Left, right, top and bottom of each: it is asked about hundreds of places for each quote.
        self._boxes: dict[int, list[tuple[float, float, float, float]]] = {}
        self._dots: dict[int, list[Coordinate]] = {}

    def take(self, box: Box) -> None:
        for number in _bins(box.x, box.right):
            edges = (box.x + _SLACK, box.right, box.y + _SLACK, box.bottom)
            self._boxes.setdefault(number, []).append(edges)

    def trace(self, dots: Iterable[Coordinate]) -> None:
        """Takes in a line, as dots close to one another."""
        for dot in dots:
            self._dots.setdefault(int(dot[0] // _BIN), []).append(dot)

    def strike(self, start: Coordinate, end: Coordinate) -> None:
        """Takes in a straight stroke."""
        self.trace((start, *_between(start, end), end))

    def is_free(self, box: Box) -> bool:
        """Whether no other box is in the way, and no line passes."""
        return not self.holds(box) and not self._is_crossed(box.grown(4))

    def holds(self, box: Box) -> bool:
        """Whether something stands where a box is."""
        left, right, top, bottom = box.x + _SLACK, box.right, box.y + _SLACK, box.bottom
        for number in _bins(box.x, right):
            for start, end, over, under in self._boxes.get(number, ()):
                if left < end and start < right and top < under and over < bottom:
                    return True
        return False

    def count_met(self, start: Coordinate, end: Coordinate) -> int:
        """In how many places a stroke meets what stands there."""
        return sum(self.holds(Box(x, y, 0.02, 0.02)) for x, y in _between(start, end))

    def _is_crossed(self, box: Box) -> bool:
        left, right, top, bottom = box.x, box.right, box.y, box.bottom
        for number in _bins(left, right):
            for x, y in self._dots.get(number, ()):
                if left <= x <= right and top <= y <= bottom:
                    return True
        return False


def _bins(left: float, right: float) -> range:
    return range(int(left // _BIN), int(right // _BIN) + 1)


def _between(start: Coordinate, end: Coordinate) -> Iterator[Coordinate]:
    count = max(2, int(math.dist(start, end) / 4))
    for n in range(1, count):
        share = n / count
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


@dataclass(frozen=True, slots=True)
class Pinned:
    """Shapes around x = 0 that stand at an `x` of the band, wherever that comes to lie.

    `number` is that of the touchpoint whose they are; None of what is no touchpoint's.
    """

    x: float
    shapes: tuple[Shape, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A quote that has its place, with the stroke that ties it to its point, if they do not touch."""

    words: Pinned
    leader: Drawing | None
    box: Box


@dataclass(frozen=True, slots=True)
class Speech:
    """What shall be said at a point: `reach` is that of its face, `sign` says whose words these are.
    `number` is that of its touchpoint, None at a stage.

    Where more is said there, on the same side, it stands `aside`: the straight way to its point
    stays free for the others.
    """

    text: str
    place: Coordinate
    reach: float
    above: bool
    sign: Piece
    number: int | None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of quotes and of their strokes."""

    words: str
    leader: str


def place_quote(speech: Speech, bounds: Box, room: Room, inks: Inks) -> Said:
    """A quote as near to its point as it finds room inside of `bounds`, else beyond them."""
    for _, _, text, box, above in sorted(_options(speech, bounds, inks), key=lambda each: each[:2]):
        if speech.aside and box.x < speech.place[0] < box.right:
            continue
        if room.is_free(box) and not _count_met(speech, box, room, above=above):
            return _set(speech, text, box, inks, above=above)
    return _set_aside(speech, bounds, room, inks)


def _count_met(speech: Speech, box: Box, room: Room, *, above: bool) -> int:
    """In how many places the stroke of a quote crosses what stands on the way to its point."""
    if _touches(speech, box, above=above):
        return 0
    end = foot_of(box, speech.place)
    share = (speech.reach + 1) / max(math.dist(end, speech.place), speech.reach + 1)
    x, y = speech.place
    return room.count_met(end, (x + (end[0] - x) * share, y + (end[1] - y) * share))


def _options(
    speech: Speech, bounds: Box, inks: Inks
) -> Iterator[tuple[float, int, Text, Box, bool]]:
    """Places for a quote inside of bounds, each with what speaks against it and its number.

    There are hundreds for each quote, so that they are told apart by their boxes alone.
    """
    number = 0
    for width in _WIDTHS:
        text = _write(speech, width, bounds, inks)
        if text is None:
            continue
        size = text.box
        # Near the edges many come to stand at one place; the first of these is no worse than others.
        middles = dict.fromkeys(_hold(speech, side * 30, size, bounds) for side in _SIDES)
        for above in (speech.above, not speech.above):
            worse = 12 * len(text.lines) + (0 if above is speech.above else 60)
            for step in range(14):
                away = speech.reach + 4 + step * 8
                top = speech.place[1] + (-away - size.height if above else away)
                # The line of neutral would strike the words out.
                struck = 50 if top - 2 < 0 < top + size.height + 2 else 0
                for middle in middles:
                    box = _box_of(speech, size, middle, top)
                    if bounds.contains(box):
                        cost = step * 8 + abs(middle - speech.place[0]) * 0.5 + struck + worse
                        yield cost, number, text, box, above
                        number += 1


def _write(speech: Speech, width: float, bounds: Box, inks: Inks) -> Text | None:
    """A quote in lines of a width; None where it does not fit into few of them."""
    room = min(width, bounds.width - 4) - _inset(speech)
    lines = tuple(wrap(printable(speech.text), room, QUOTE, italic=True))
    if not lines or len(lines) > MOST_LINES:
        return None
    return Text(0, 0, lines, QUOTE, inks.words, italic=True, anchor="middle", leading=1.25)


def _set_aside(speech: Speech, bounds: Box, room: Room, inks: Inks) -> Said:
    """A quote beyond the bounds, above or below all else: there is always room."""
    width = min(_WIDTHS[-1], bounds.width - 4) - _inset(speech)
    shortest = wrap(printable(speech.text), width, QUOTE, italic=True, max_lines=MOST_LINES)
    text = Text(
        0, 0, tuple(shortest), QUOTE, inks.words, italic=True, anchor="middle", leading=1.25
    )
    size = text.box
    start = bounds.y - size.height if speech.above else bounds.bottom
    found: list[tuple[int, int, Box]] = []
    for step in count():
        top = start + (-8 * step if speech.above else 8 * step)
        for side in _SIDES:
            box = _box_of(speech, size, _hold(speech, side * 30, size, bounds), top)
            if not room.holds(box):
                found.append((_count_met(speech, box, room, above=speech.above), step, box))
        if found and step >= found[0][1] + _BEYOND:
            break
    best = min(found, key=lambda each: each[:2])[2]
    return _set(speech, text, best, inks, above=speech.above)


def _hold(speech: Speech, aside: float, size: Box, bounds: Box) -> float:
    """The middle of a quote so far aside of its point, kept inside of bounds."""
    half = (size.width + _inset(speech)) / 2
    inside = max(speech.place[0] + aside, bounds.x + half)
    return min(inside, bounds.right - half)


def _inset(speech: Speech) -> float:
    return speech.sign.width + 4 if speech.sign.width else 0.0


def _box_of(speech: Speech, size: Box, middle: float, top: float) -> Box:
    """Where a quote of that size stands, the sign of whose it is in front of it."""
    inset = _inset(speech)
    return Box(
        middle - (size.width + inset) / 2,
        top,
        size.width + inset,
        max(size.height, speech.sign.height),
    )


def _set(speech: Speech, text: Text, box: Box, inks: Inks, *, above: bool) -> Said:
    """A quote that has its place, behind the sign of whose it is."""
    inset, middle = _inset(speech), box.x + box.width / 2
    shapes: list[Shape] = [text.moved(0, box.y)]
    if inset:
        left = replace(text, x=box.x + inset - middle, y=box.y, anchor="start")
        shapes = [*speech.sign.at(box.x - middle, box.y), left]
    return Said(
        Pinned(middle, tuple(shapes), speech.number), _tie(speech, box, inks, above=above), box
    )


def foot_of(box: Box, place: Coordinate) -> Coordinate:
    """Where a quote's stroke begins: its middle stays, however far the picture is drawn out."""
    return box.x + box.width / 2, box.bottom + 1 if box.bottom <= place[1] else box.y - 1


def _touches(speech: Speech, box: Box, *, above: bool) -> bool:
    """Whether a quote stands so near that everybody sees whose it is."""
    edge = speech.place[1] + (-speech.reach if above else speech.reach)
    gap = edge - box.bottom if above else box.y - edge
    return gap <= 12 and abs(box.x + box.width / 2 - speech.place[0]) <= box.width / 4


def _tie(speech: Speech, box: Box, inks: Inks, *, above: bool) -> Drawing | None:
    """The stroke between a quote and its point, below the face; None where they touch anyway."""
    if _touches(speech, box, above=above):
        return None
    return Drawing(line(*foot_of(box, speech.place), *speech.place), stroke=inks.leader, width=0.8)


@dataclass(frozen=True, slots=True)
class Label:
    """A word or two at a face; `above` is where it rather stands, `number` as that of a `Speech`."""

    text: str
    place: Coordinate
    reach: float
    above: bool
    number: int | None


def place_label(label: Label, bounds: Box, room: Room, ink: str) -> Pinned | None:
    """A word at its face; None where it finds no room there."""
    lines = tuple(wrap(printable(label.text), 110, WORD))
    if not lines or len(lines) > 2:
        return None
    for text in _around(label, lines, ink):
        # The line of neutral would strike it out.
        struck = text.box.y < 0 < text.box.bottom
        if not struck and bounds.contains(text.box) and room.is_free(text.box):
            room.take(text.box.grown(2))
            return Pinned(label.place[0], (text.moved(-label.place[0], 0),), label.number)
    return None


def _around(label: Label, lines: tuple[str, ...], ink: str) -> Iterator[Text]:
    """A label above and below its face, then at its sides."""
    text = Text(0, 0, lines, WORD, ink, anchor="middle", leading=1.15)
    height = text.box.height
    (x, y), away = label.place, label.reach + 2
    tops = {True: y - away - height, False: y + away}
    for above in (label.above, not label.above):
        yield text.moved(x, tops[above])
    for anchor, aside in (("start", away + 1), ("end", -away - 1)):
        yield replace(text, anchor=anchor).moved(x + aside, y - height / 2)
