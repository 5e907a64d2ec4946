"""The rows of a strip: who acts in it, and how high each row is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from cjmap.board.board import Board, Zone
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import Piece, beside, paragraph, stack, sunk
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.views.blueprint.cells import NOBODY, actor_sign
from cjmap.views.blueprint.columns import Column
from cjmap.views.parts.pen import NAME, SMALL, Pen, dotted
from cjmap.vocabulary.lanes import LaneName

_ZONE: Final = (122.0, 170.0)
"""Least and most width of the column with the zones' names, px."""

_ACTOR: Final = (140.0, 210.0)
"""Least and most width of the column with the actors' names, px."""

INSIDE: Final = 8.0
"""Above and below what stands in a row, px."""

_SLIM: Final = 3.0
"""Above and below the name of a zone in which nobody acts, px."""

ACROSS: Final = 12.0
"""At the sides of a label, px."""

_NAME: Final = 12.0
_SIGN: Final = 19.0
"""What the sign before an actor's name takes, px."""

_LEAN: Final = 4.0
"""How much wider a column is than its longest word, px."""

_RARE: Final = 0.4
"""In what part of a strip's columns somebody acts at most who shares a row with others."""

_LINE: Final = 5.0
"""Above and below the name of a line, px."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of time, of a zone as a whole, or of some (`actors`) who act in it, at different steps.

    `empty` says that nothing stands in it. `line` is the height of the line above it, px, 0 where
    there is none.
    """

    zone: LaneName | None
    actors: tuple[int, ...]
    height: float
    empty: bool = False
    line: float = 0.0

    @property
    def inside(self) -> float:
        """Above and below what stands in it, px."""
        return _SLIM if self.empty else INSIDE


@dataclass(frozen=True)
class Labels:
    """What stands at the left of every strip."""

    board: Board
    pen: Pen

    @cached_property
    def named(self) -> bool:
        """Whether anybody who acts is named."""
        return any(actor.name for actor in self.board.blueprint.actors)

    @property
    def width(self) -> float:
        return self.zone_width + self.actor_width

    @cached_property
    def zone_width(self) -> float:
        """Width of the column with the names of zones, and of lines: no word is cut, px."""
        zones = self.board.blueprint.zones
        titles = _hold(_ZONE, _words(zone.title for zone in zones), NAME)
        # Where no names stand beside it, a line's name need not be broken.
        lines = [zone.line for zone in zones]
        return max(titles, _hold(_ZONE, _words(lines) if self.named else lines, SMALL))

    @cached_property
    def actor_width(self) -> float:
        """Width of the column with the actors' names, px; there is none where nobody is named."""
        if not self.named:
            return 0.0
        names = (actor.name for actor in self.board.blueprint.actors)
        return _hold(_ACTOR, _words(names), _NAME, _SIGN)

    @cached_property
    def time(self) -> Piece:
        return paragraph(
            self.pen.say(tr("Time")),
            self.zone_width - 2 * ACROSS,
            NAME,
            self.pen.theme.ink,
            bold=True,
        )

    def label(self, row: Row) -> Piece:
        """What stands at the left of the first row of a zone; where nobody acts, its title alone."""
        if row.zone is None:
            return self.time
        title, subtitle = self._zones[row.zone]
        return title if row.empty else stack([title, subtitle], 2)

    @cached_property
    def _zones(self) -> Mapping[LaneName, tuple[Piece, Piece]]:
        theme, room = self.pen.theme, self.zone_width - 2 * ACROSS
        return {
            zone.key: (
                paragraph(zone.title, room, NAME, theme.ink, bold=True),
                paragraph(zone.subtitle, room, SMALL, theme.mute),
            )
            for zone in self.board.blueprint.zones
        }

    @cached_property
    def lines(self) -> Mapping[LaneName, Piece]:
        """The names of the lines, by the zone below."""
        return {
            zone.key: paragraph(
                zone.line, self.width - 2 * ACROSS, SMALL, self.pen.theme.soft, bold=True
            )
            for zone in self.board.blueprint.zones
            if zone.line
        }

    def name(self, actors: Sequence[int]) -> Piece:
        """Who acts in a row: one with a sign that says what it is, several in few lines."""
        if len(actors) == 1:
            return self._actors[actors[0]]
        names = [
            self.board.blueprint.actors[number].name or self.pen.say(NOBODY) for number in actors
        ]
        return paragraph(dotted(names), self.actor_width - 2 * ACROSS, SMALL, self.pen.theme.soft)

    @cached_property
    def _actors(self) -> Sequence[Piece]:
        return [self._actor(number) for number in range(len(self.board.blueprint.actors))]

    def _actor(self, number: int) -> Piece:
        actor, theme = self.board.blueprint.actors[number], self.pen.theme
        room = self.actor_width - 2 * ACROSS
        if not self.named:
            return Piece(0, 0)
        if not actor.name:
            return paragraph(self.pen.say(NOBODY), room, SMALL, theme.mute)
        sign = actor_sign(actor, theme)
        name = paragraph(actor.name, room - _SIGN, _NAME, theme.ink, bold=True)
        return beside(sunk(sign, 1.5), name, _SIGN - sign.width)


def _words(texts: Iterable[str]) -> Iterable[str]:
    return {word for text in texts for word in text.split()}


def _hold(
    between: tuple[float, float], texts: Iterable[str], size: float, lead: float = 0
) -> float:
    """The width of a column, within bounds, that holds the longest of some texts, px."""
    longest = max((safe_width(text, size, bold=True) for text in texts), default=0.0)
    least, most = between
    return min(most, max(least, longest + lead + 2 * ACROSS + _LEAN))


def rows_of(labels: Labels, strip: Sequence[Column], *, named: bool) -> tuple[Row, ...]:
    """The rows of a strip from top to bottom; what nothing stands in takes little room or none.

    Where cards say who acts (`named`), those who act rarely share a row.
    """
    return tuple(_Rows(labels, strip, named).make())


def share(seats: Mapping[int, Sequence[int]], most: int) -> tuple[tuple[int, ...], ...]:
    """Rows of those who act: `seats` says in which columns each does, in the order of their rows.

    Who acts in more than `most` columns has a row alone. The others share one where they act in
    different columns, and where in each column all stay in their order from top to bottom.
    """
    rows: list[list[int]] = []
    alone: set[int] = set()
    free: dict[int, int] = {}
    for actor, columns in seats.items():
        place = max(free.get(column, 0) for column in columns)
        if len(columns) > most:
            place = len(rows)
            alone.add(place)
        while place in alone and place < len(rows):
            place += 1
        if place == len(rows):
            rows.append([])
        rows[place].append(actor)
        free.update(dict.fromkeys(columns, place + 1))
    return tuple(map(tuple, rows))


@dataclass(frozen=True)
class _Rows:
    labels: Labels
    strip: Sequence[Column]
    named: bool

    def make(self) -> Iterator[Row]:
        labels = self.labels
        time = max(column.time.height for column in self.strip)
        if time:
            yield Row(None, (), max(time, labels.time.height) + 2 * INSIDE)
        for zone in labels.board.blueprint.zones:
            if zone.key is LaneName.PHYSICAL_EVIDENCE and not self._evidence:
                continue
            rows = list(self._of_zone(zone))
            label = labels.label(rows[0])
            lacking = label.height + 2 * rows[0].inside - math.fsum(row.height for row in rows)
            if lacking > 0:
                rows[-1] = replace(rows[-1], height=rows[-1].height + lacking)
            name = labels.lines.get(zone.key)
            yield replace(rows[0], line=name.height + 2 * _LINE if name else 0.0)
            yield from rows[1:]

    def _of_zone(self, zone: Zone) -> Iterator[Row]:
        single = {
            LaneName.PHYSICAL_EVIDENCE: self._evidence,
            LaneName.TOUCHPOINTS: self._heights[None],
        }
        if zone.key in single:
            yield Row(zone.key, (), single[zone.key] + 2 * INSIDE)
            return
        rows = self._shared(zone)
        for actors in rows:
            needed = max(self._heights[actor] for actor in actors)
            names = self.labels.name(actors).height
            yield Row(zone.key, actors, max(needed, names) + 2 * INSIDE)
        if not rows:
            yield Row(zone.key, (), 0.0, empty=True)

    def _shared(self, zone: Zone) -> tuple[tuple[int, ...], ...]:
        actors = self.labels.board.blueprint.actors
        acting = {n: self._seats[n] for n in sorted(self._seats) if actors[n].zone is zone.key}
        return share(acting, int(len(self.strip) * _RARE) if self.named else 0)

    @cached_property
    def _evidence(self) -> float:
        return max(column.evidence.height for column in self.strip)

    @cached_property
    def _seats(self) -> Mapping[int, Sequence[int]]:
        """In which columns each actor acts."""
        found: dict[int, list[int]] = {}
        for number, column in enumerate(self.strip):
            for actor in column.heights:
                if actor is not None:
                    found.setdefault(actor, []).append(number)
        return found

    @cached_property
    def _heights(self) -> Mapping[int | None, float]:
        """How high the cards of each actor are (None: of the customer, and the waits), px."""
        found: dict[int | None, float] = {None: 0.0}
        for column in self.strip:
            for actor, height in column.heights.items():
                found[actor] = max(found.get(actor, 0.0), height)
            if column.wait:
                found[None] = max(found[None], column.wait.height)
        return found
