"""Quotes beside the points of the curve, as far as there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.draw.curves import Coordinate, decimal, walk
from cjmap.draw.metrics import safe_width, wrap
from cjmap.records import dataclass

_SIZE: Final = 12.5
_WIDTH: Final = 220.0
_LEADING: Final = 15
_MOST: Final = 5
_STEP: Final = 4.0
_EDGE: Final = 8.0


@dataclass(frozen=True, slots=True)
class Said:
    """What is said at a point of a line (both from 0); `above` is the side that is tried first."""

    text: str
    line: int
    point: int
    above: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """A quote beside a point: `x` in percent; `anchor` is start, middle or end."""

    x: str
    anchor: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle around (x, y) in px, `half` to each side, `rise` up and down."""

    x: float
    y: float
    half: float
    rise: float

    @property
    def top(self) -> float:
        return self.y - self.rise

    @property
    def bottom(self) -> float:
        return self.y + self.rise

    def grown(self, by: float) -> _Area:
        return _Area(self.x, self.y, self.half + by, self.rise + by)

    def overlaps(self, other: _Area) -> bool:
        return (
            abs(self.x - other.x) < self.half + other.half
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class _Setting:
    """A quote's lines, its area, and the anchor of its text with that anchor's x in px."""

    words: list[str]
    area: _Area
    anchor: str
    x: float


def place_captions(
    quotes: Sequence[Said],
    lines: Sequence[Sequence[Coordinate]],
    ground: tuple[float, float],
    reach: float,
) -> tuple[Caption, ...]:
    """The quotes that find room, the first ones first.

    `lines` are the points of the curve in px, `ground` the width and height in which texts may
    stand, `reach` what a point takes around its middle. Room is looked for in the narrowest
    table: in a wider one everything only moves apart.
    """
    taken = [_Area(x, y, reach - 1, reach - 1) for line in lines for x, y in line]
    walked = [walk(line, _STEP) for line in lines]
    found: list[Caption] = []
    for quote in quotes:
        if len(found) == _MOST:
            break
        place = lines[quote.line][quote.point]
        for above in (quote.above, not quote.above):
            setting = _set(quote.text, place, reach, ground[0], above=above)
            if _is_free(setting.area, ground[1], taken, walked):
                taken.append(setting.area.grown(4))
                found.append(_write(setting, ground[0]))
                break
    return tuple(found)


def _set(text: str, place: Coordinate, reach: float, width: float, *, above: bool) -> _Setting:
    words = wrap(text, min(_WIDTH, width - 2 * _EDGE), _SIZE, italic=True, max_lines=2)
    half = max(safe_width(line, _SIZE, italic=True) for line in words) / 2
    rise = _LEADING * len(words) / 2
    x, off = place[0], reach + 2 + rise
    y = place[1] + (-off if above else off)
    if x - half < _EDGE:
        return _Setting(words, _Area(_EDGE + half, y, half, rise), "start", _EDGE)
    if x + half > width - _EDGE:
        return _Setting(words, _Area(width - _EDGE - half, y, half, rise), "end", width - _EDGE)
    return _Setting(words, _Area(x, y, half, rise), "middle", x)


def _is_free(
    area: _Area,
    bottom: float,
    taken: Sequence[_Area],
    walked: Sequence[Sequence[Coordinate]],
) -> bool:
    return (
        area.top >= 2
        and area.bottom <= bottom
        and not any(area.overlaps(other) for other in taken)
        and not any(_crosses(line, area) for line in walked)
    )


def _crosses(places: Sequence[Coordinate], area: _Area) -> bool:
    return any(
        abs(x - area.x) <= area.half and area.top - 3 < y < area.bottom + 3 for x, y in places
    )


def _write(setting: _Setting, width: float) -> Caption:
    first = setting.area.top + _SIZE * 0.9
    return Caption(
        decimal(100 * setting.x / width),
        setting.anchor,
        tuple(
            (decimal(first + _LEADING * number), text) for number, text in enumerate(setting.words)
        ),
    )
