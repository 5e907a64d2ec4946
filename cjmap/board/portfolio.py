"""Several maps side by side: what they are held to, and what their journeys share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjmap.board.assessment import Assessment, Mean
from cjmap.board.board import Board
from cjmap.board.feelings import read_mean
from cjmap.findings import Path
from cjmap.model.scale import STANDARD
from cjmap.records import dataclass
from cjmap.text.slugs import slug

Judged = tuple[Board, Assessment]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a shared thing stands: the number of the map (from 0), its path there, how it feels."""

    map: int
    path: Path
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A persona or touchpoint of several journeys, with a spot in each map that has it."""

    name: str
    spots: tuple[Spot, ...]


def choose_dimensions(assessments: Iterable[Assessment]) -> tuple[int, ...]:
    """The numbers (from 0) of the dimensions that any of the maps is held to."""
    columns = zip(*(one.coverage.dimensions for one in assessments), strict=True)
    return tuple(
        number
        for number, column in enumerate(columns)
        if any(dimension.required for dimension in column)
    )


def share_personas(maps: Sequence[Judged]) -> tuple[Shared, ...]:
    """The personas that several journeys name by one id."""
    found: dict[str, list[tuple[str, Spot]]] = {}
    for number, (board, assessment) in enumerate(maps):
        means = {row.mark.id: row.mean for row in assessment.coverage.personas}
        for persona in board.personas:
            spot = Spot(number, persona.path, means[persona.mark.id])
            found.setdefault(persona.mark.id, []).append((persona.mark.name, spot))
    return tuple(_share(maps, found.values()))


def share_touchpoints(maps: Sequence[Judged]) -> tuple[Shared, ...]:
    """The touchpoints that several journeys call by one name; the first of that name in each."""
    found: dict[str, list[tuple[str, Spot]]] = {}
    for number, (board, _) in enumerate(maps):
        named: set[str] = set()
        for touchpoint in board.touchpoints:
            key = slug(touchpoint.name) or touchpoint.name
            if key in named:
                continue
            named.add(key)
            mean = touchpoint.mean
            felt = read_mean(STANDARD, mean, board.language) if mean is not None else None
            spot = Spot(number, touchpoint.path, felt)
            found.setdefault(key, []).append((touchpoint.name, spot))
    return tuple(_share(maps, found.values()))


def _share(maps: Sequence[Judged], groups: Iterable[list[tuple[str, Spot]]]) -> Iterator[Shared]:
    """What stands in several journeys; a map and what it is compared with are one journey."""
    for members in groups:
        if len({maps[spot.map][1].origin for _, spot in members}) > 1:
            yield Shared(members[0][0], tuple(spot for _, spot in members))
