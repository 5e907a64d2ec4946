"""Several maps side by side: what they are held to, and what their journeys share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.assessment import Assessment, DimensionCoverage, Mean, Percentage
from cjmap.board.board import Board
from cjmap.board.feelings import name_span, read_mean
from cjmap.model.scale import STANDARD
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing

COMPARED: Final = name_span(STANDARD)
"""On which scale maps are compared, whatever they are written on."""

COMPARED_ENDS: Final = (STANDARD.worst, STANDARD.best)
"""The worst and the best score of that scale."""


@dataclass(frozen=True, slots=True)
class Named:
    """A persona or touchpoint of a map, which others may have too: those of one `key` are one.

    `id` is by what its own map calls it.
    """

    key: str
    name: str
    kind: Thing
    id: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a map is among others: little enough to be kept of any number of them.

    `origin` is as in an `Assessment`; `everybody` counts those whom a picture has to tell apart.
    """

    file: FilePath
    origin: FilePath
    title: str
    organization: str
    everybody: int
    percent: Percentage
    dimensions: tuple[DimensionCoverage, ...]
    personas: tuple[Named, ...]
    touchpoints: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a shared thing stands: the number of the map (from 0), what it is there, how it feels."""

    map: int
    kind: Thing
    id: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A persona or touchpoint of several journeys, with a spot in each map that has it."""

    name: str
    spots: tuple[Spot, ...]


def compare_on_one_scale(mean: Mean | None, language: str) -> Mean | None:
    """A mean beside those of other maps."""
    return None if mean is None else read_mean(STANDARD, mean.value, language)


def is_on_that_scale(assessment: Assessment) -> bool:
    """Whether readers of a map see its scores as they are compared."""
    return assessment.scale == COMPARED_ENDS


def summarize(board: Board, assessment: Assessment) -> Summary:
    """What a map is among others."""
    return Summary(
        assessment.file,
        assessment.origin,
        assessment.title,
        board.heading.organization,
        board.everybody,
        assessment.coverage.percent,
        assessment.coverage.dimensions,
        tuple(_name_personas(board, assessment)),
        tuple(_name_touchpoints(board)),
    )


def _name_personas(board: Board, assessment: Assessment) -> Iterator[Named]:
    """The personas, which are one by their ids."""
    means = {row.mark.id: row.mean for row in assessment.coverage.personas}
    for persona in board.personas:
        mark = persona.mark
        felt = compare_on_one_scale(means[mark.id], board.language)
        yield Named(mark.id, mark.name, Thing.PERSONA, mark.id, felt)


def _name_touchpoints(board: Board) -> Iterator[Named]:
    """The touchpoints, which are one by their names; the first of each name."""
    named: set[str] = set()
    for touchpoint in board.touchpoints:
        key = slug(touchpoint.name) or touchpoint.name
        if key in named:
            continue
        named.add(key)
        mean = touchpoint.mean
        felt = read_mean(STANDARD, mean, board.language) if mean is not None else None
        yield Named(key, touchpoint.name, Thing.TOUCHPOINT, touchpoint.id, felt)


def choose_dimensions(maps: Iterable[Sequence[DimensionCoverage]]) -> tuple[int, ...]:
    """The numbers (from 0) of the dimensions that any of the maps is held to."""
    columns = zip(*maps, strict=True)
    return tuple(
        number
        for number, column in enumerate(columns)
        if any(dimension.required for dimension in column)
    )


def share_personas(maps: Sequence[Summary]) -> tuple[Shared, ...]:
    """The personas that several journeys name by one id."""
    return tuple(_share(maps, [one.personas for one in maps]))


def share_touchpoints(maps: Sequence[Summary]) -> tuple[Shared, ...]:
    """The touchpoints that several journeys call by one name; the first of that name in each."""
    return tuple(_share(maps, [one.touchpoints for one in maps]))


def _share(maps: Sequence[Summary], named: Sequence[tuple[Named, ...]]) -> Iterator[Shared]:
    """What stands in several journeys; a map and what it is compared with are one journey."""
    found: dict[str, list[tuple[int, Named]]] = {}
    for number, things in enumerate(named):
        for thing in things:
            found.setdefault(thing.key, []).append((number, thing))
    for members in found.values():
        if len({maps[number].origin for number, _ in members}) > 1:
            spots = (Spot(number, thing.kind, thing.id, thing.mean) for number, thing in members)
            yield Shared(members[0][1].name, tuple(spots))
