"""The value–effort plot: where each opportunity stands in a square, in px."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.draw.curves import decimal
from cjmap.records import dataclass
from cjmap.vocabulary.improvement import Quadrant

SIZE: Final = 400
"""Side of the square; the scale leaves `_FRAME` around."""

_FRAME: Final = 54
# Radius of a dot and its distance to the next, for up to so many at one place; where there are
# more, one dot stands for all of them.
_CROWDS: Final = ((3, 3, 11.5, 24.0), (8, 4, 8.5, 18.0))


@dataclass(frozen=True, slots=True)
class Spot:
    """What is to be shown: an opportunity with its number, value and effort (1 to 5), and a link.

    `language` is that of its text, "" where it is the page's.
    """

    number: int
    value: float
    effort: float
    text: str
    href: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """An opportunity on the plot; or all at one place, with their count.

    `ranks` are their numbers, in the order of the lines of `spoken`; `language` is theirs where it is
    one for all and not the page's.
    """

    x: str
    y: str
    radius: str
    number: str
    several: bool
    spoken: str
    href: str
    ranks: tuple[int, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quadrant of the plot: its corner and size, its name and where that stands."""

    key: str
    name: str
    x: str
    y: str
    width: str
    height: str
    text_x: str
    text_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The square, its four grounds and its dots."""

    size: int
    quarters: tuple[Quarter, ...]
    dots: tuple[Dot, ...]


def draw_plot(spots: Sequence[Spot], language: str) -> Plot:
    """The plot of opportunities; it has no dots where there are none."""
    return Plot(SIZE, _quarters(language), tuple(_dots(spots)))


def effort_x(effort: float) -> float:
    """The place of an effort of 1 to 5."""
    return _FRAME + (effort - 1) / 4 * (SIZE - 2 * _FRAME)


def value_y(value: float) -> float:
    """The height of a value of 1 to 5."""
    return SIZE - effort_x(value)


def _quarters(language: str) -> tuple[Quarter, ...]:
    # A value of exactly 3 is high and an effort of exactly 3 is not low: the borders run half a
    # step below, for whole numbers stand on neither.
    left, right = 0.0, float(SIZE)
    across, down = effort_x(2.5), value_y(2.75)
    listed = (
        (Quadrant.QUICK_WIN, left, 0.0, across, down, "start", 18.0),
        (Quadrant.BIG_BET, across, 0.0, right - across, down, "end", 18.0),
        (Quadrant.FILL_IN, left, down, across, SIZE - down, "start", SIZE - 10.0),
        (Quadrant.TIME_SINK, across, down, right - across, SIZE - down, "end", SIZE - 10.0),
    )
    return tuple(
        Quarter(
            quadrant,
            quadrant.label.render(language),
            decimal(x),
            decimal(y),
            decimal(width),
            decimal(height),
            decimal(x + 10 if anchor == "start" else x + width - 10),
            decimal(text_y),
            anchor,
        )
        for quadrant, x, y, width, height, anchor, text_y in listed
    )


def _dots(spots: Sequence[Spot]) -> Iterator[Dot]:
    """Those at one place stand side by side; where that is too many anywhere, each place has one
    dot with their count.
    """
    together: dict[tuple[float, float], list[Spot]] = {}
    for spot in spots:
        together.setdefault((spot.value, spot.effort), []).append(spot)
    most = max(map(len, together.values()), default=0)
    crowd = next((crowd for crowd in _CROWDS if most <= crowd[0]), None)
    for members in together.values():
        if crowd is None:
            yield _count(members)
        else:
            yield from _beside(members, *crowd[1:])


def _count(members: Sequence[Spot]) -> Dot:
    """One dot for all at one place."""
    first = members[0]
    return Dot(
        decimal(effort_x(first.effort)),
        decimal(value_y(first.value)),
        decimal(min(9 + 2 * len(members) ** 0.5, 18.0)),
        str(len(members)),
        True,
        "\n".join(map(_speak, members)),
        first.href,
        tuple(member.number for member in members),
        first.language if len({member.language for member in members}) == 1 else "",
    )


def _beside(members: Sequence[Spot], columns: int, radius: float, step: float) -> Iterator[Dot]:
    """The dots of one place, in rows of so many."""
    rows = -(-len(members) // columns)
    for place, spot in enumerate(members):
        row = place // columns
        beside = min(columns, len(members) - row * columns)
        yield Dot(
            decimal(effort_x(spot.effort) + (place % columns - (beside - 1) / 2) * step),
            decimal(value_y(spot.value) + (row - (rows - 1) / 2) * step),
            decimal(radius),
            str(spot.number),
            False,
            _speak(spot),
            spot.href,
            (spot.number,),
            spot.language,
        )


def _speak(spot: Spot) -> str:
    return f"{spot.number}. {spot.text}"
