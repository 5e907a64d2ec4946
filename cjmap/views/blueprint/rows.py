"""The rows of a strip: who acts in it, and how high each row is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from cjmap.board.board import Board, Zone
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import Piece, beside, paragraph, stack, sunk
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.views.blueprint.cells import actor_sign
from cjmap.views.blueprint.columns import Column
from cjmap.views.parts.pen import NAME, SMALL, Pen
from cjmap.vocabulary.lanes import LaneName

_ZONE: Final = (122.0, 170.0)
"""Least and most width of the column with the zones' names, px."""

_ACTOR: Final = (140.0, 210.0)
"""Least and most width of the column with the actors' names, px."""

INSIDE: Final = 8.0
"""Above and below what stands in a row, px."""

ACROSS: Final = 12.0
"""At the sides of a label, px."""

_NAME: Final = 12.0
_SIGN: Final = 19.0
"""What the sign before an actor's name takes, px."""

_LEAN: Final = 4.0
"""How much wider a column is than its longest word, px."""

_LINE: Final = 5.0
"""Above and below the name of a line, px."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of time, of a zone as a whole, or (`actor`) of somebody in it.

    `empty` says that nothing stands in it. `line` is the height of the line above it, px, 0 where
    there is none.
    """

    zone: LaneName | None
    actor: int | None
    height: float
    empty: bool = False
    line: float = 0.0


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
        titles = _hold(_ZONE, (zone.title for zone in zones), NAME)
        return max(titles, _hold(_ZONE, (zone.line for zone in zones), SMALL))

    @cached_property
    def actor_width(self) -> float:
        """Width of the column with the actors' names, px; there is none where nobody is named."""
        if not self.named:
            return 0.0
        names = (actor.name for actor in self.board.blueprint.actors)
        return _hold(_ACTOR, names, _NAME, _SIGN)

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

    @cached_property
    def actors(self) -> Sequence[Piece]:
        """The names of those who act, each with a sign that says what it is."""
        return [self._actor(number) for number in range(len(self.board.blueprint.actors))]

    def _actor(self, number: int) -> Piece:
        actor, theme = self.board.blueprint.actors[number], self.pen.theme
        room = self.actor_width - 2 * ACROSS
        if not self.named:
            return Piece(0, 0)
        if not actor.name:
            return paragraph(self.pen.say(tr("nobody named")), room, SMALL, theme.mute)
        sign = actor_sign(actor, theme)
        name = paragraph(actor.name, room - _SIGN, _NAME, theme.ink, bold=True)
        return beside(sunk(sign, 1.5), name, _SIGN - sign.width)


def _hold(
    between: tuple[float, float], names: Iterable[str], size: float, lead: float = 0
) -> float:
    """The width of a column, within bounds, that holds the longest word of names, px."""
    words = {word for name in names for word in name.split()}
    longest = max((safe_width(word, size, bold=True) for word in words), default=0.0)
    least, most = between
    return min(most, max(least, longest + lead + 2 * ACROSS + _LEAN))


def rows_of(labels: Labels, strip: Sequence[Column]) -> tuple[Row, ...]:
    """The rows of a strip from top to bottom; what nothing stands in takes little room or none."""
    return tuple(_rows(labels, strip, _heights(strip)))


def _heights(strip: Sequence[Column]) -> Mapping[int | None, float]:
    found: dict[int | None, float] = {None: 0.0}
    for column in strip:
        for actor, height in column.heights.items():
            found[actor] = max(found.get(actor, 0.0), height)
        if column.wait:
            found[None] = max(found[None], column.wait.height)
    return found


def _rows(
    labels: Labels, strip: Sequence[Column], heights: Mapping[int | None, float]
) -> Iterator[Row]:
    time = max(column.time.height for column in strip)
    if time:
        yield Row(None, None, max(time, labels.time.height) + 2 * INSIDE)
    evidence = max(column.evidence.height for column in strip)
    for zone in labels.board.blueprint.zones:
        if zone.key is LaneName.PHYSICAL_EVIDENCE and not evidence:
            continue
        rows = list(_rows_of_zone(labels, zone, evidence, heights))
        label = labels.label(rows[0])
        lacking = label.height + 2 * INSIDE - sum(row.height for row in rows)
        if lacking > 0:
            rows[-1] = replace(rows[-1], height=rows[-1].height + lacking)
        name = labels.lines.get(zone.key)
        yield replace(rows[0], line=name.height + 2 * _LINE if name else 0.0)
        yield from rows[1:]


def _rows_of_zone(
    labels: Labels, zone: Zone, evidence: float, heights: Mapping[int | None, float]
) -> Iterator[Row]:
    single = {LaneName.PHYSICAL_EVIDENCE: evidence, LaneName.TOUCHPOINTS: heights[None]}
    if zone.key in single:
        yield Row(zone.key, None, single[zone.key] + 2 * INSIDE)
        return
    actors = labels.board.blueprint.actors
    acting = sorted(n for n in heights if n is not None and actors[n].zone is zone.key)
    for number in acting:
        needed = max(heights[number], labels.actors[number].height)
        yield Row(zone.key, number, needed + 2 * INSIDE)
    if not acting:
        yield Row(zone.key, None, 0.0, empty=True)
