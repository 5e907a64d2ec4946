"""The index of a report: all maps of a run on one page, and what they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.assessment import Assessment, BacklogEntry, DimensionCoverage, Mean
from cjmap.board.backlog import pool
from cjmap.board.board import Board, Point, Tile
from cjmap.board.portfolio import (
    Shared,
    choose_dimensions,
    share_personas,
    share_touchpoints,
)
from cjmap.draw.curves import Coordinate, path_data
from cjmap.draw.theme import LIGHT, Theme
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.reports.anchors import anchor_of, href_of
from cjmap.reports.collect import Collection, Reading
from cjmap.reports.colours import choose_colours
from cjmap.reports.page import widths
from cjmap.reports.panels import (
    BacklogView,
    Heat,
    HeatCell,
    HeatRow,
    Listed,
    lay_out,
    name_state,
)
from cjmap.reports.templating import Templates
from cjmap.vocabulary.improvement import OpportunityStatus

PAGE: Final = "index.html.j2"

_SPARK: Final = 64
_SPARK_MARGIN: Final = 8
_SPAN: Final = 1000


@dataclass(frozen=True, slots=True)
class Spark:
    """One persona's curve, small: its number and the `d` of its line."""

    number: int
    path: str


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map on the index; `words` is what the search looks through."""

    href: str
    board: Board
    found: str
    figures: tuple[Tile, ...]
    sparks: tuple[Spark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shared thing stands: the map, the link to it there, and how it feels, if known."""

    title: str
    href: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class SharedView:
    """A persona or touchpoint of several journeys; `words` is what the search looks through."""

    name: str
    places: tuple[Place, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A map that has no page, and how many findings say why; None where it could not be written."""

    file: str
    errors: int | None


def write_index(
    collection: Collection,
    pages: Mapping[FilePath, str],
    *,
    undrawn: Sequence[Undrawn] = (),
    templates: Templates | None = None,
    theme: Theme = LIGHT,
) -> str:
    """The index page of several maps.

    Args:
        collection: the maps that have a page, and the libraries of the run.
        pages: the file name of each map's page, by its file.
        undrawn: the maps of the run that have no page.
        templates: the templates in force, by default the built-in ones.
        theme: the colours, see `choose_colours`.

    Raises:
        ReportError: a template cannot be used.
    """
    maps, language = collection.maps, collection.language
    assessments = tuple(one.assessment for one in maps)
    hrefs = tuple(pages[one.file] for one in assessments)
    columns = choose_dimensions(assessments)
    judged = tuple((one.board, one.assessment) for one in maps)
    context = {
        "title": _title(maps, language),
        "maps": tuple(map(_draw_card, maps, hrefs)),
        "portfolio": _draw_portfolio(assessments, hrefs, columns, language),
        "columns": tuple(_name_columns(assessments, columns)),
        "personas": _draw_shared(share_personas(judged), assessments, hrefs),
        "touchpoints": _draw_shared(share_touchpoints(judged), assessments, hrefs),
        "backlog": _draw_backlog(assessments, pages, language),
        "statuses": tuple(
            (status, status.label.render(language))
            for status in OpportunityStatus
            if not status.is_settled
        ),
        "libraries": collection.libraries,
        "undrawn": tuple(undrawn),
        "spark_height": _SPARK,
        "span": _SPAN,
        **widths(len(columns)),
    }
    personas = max((one.board.everybody for one in maps), default=0)
    return (templates or Templates()).page(
        PAGE, language, context, choose_colours(theme, personas, 0)
    )


def _title(maps: Sequence[Reading], language: str) -> str:
    # One map's organization is not that of another that names none.
    named = {one.board.heading.organization for one in maps}
    if len(named) == 1 and "" not in named:
        return tr("Journeys of {organization}", organization=named.pop()).render(language)
    return tr("Journey maps").render(language)


# --- cards -----------------------------------------------------------------------------------------


def _draw_card(reading: Reading, href: str) -> MapCard:
    board = reading.board
    heading = board.heading
    names = (
        heading.title,
        heading.organization,
        *heading.tags,
        *(persona.mark.name for persona in board.personas),
        *(stage.name for stage in board.stages),
        *(touchpoint.name for touchpoint in board.touchpoints),
    )
    return MapCard(
        href,
        board,
        reading.assessment.found,
        _choose_figures(board),
        tuple(_sparks(board)),
        " ".join(filter(None, names)),
    )


def _choose_figures(board: Board) -> tuple[Tile, ...]:
    """The first figures and the mean emotion, without what needs more room."""
    scores = [tile for tile in board.experience if tile.key != "lowest"]
    figures = [*board.journey[:2], *scores]
    chosen = (replace(tile, note="") for tile in (*figures[:3], *figures[-1:]))
    return tuple(dict.fromkeys(chosen))


def _sparks(board: Board) -> Iterator[Spark]:
    """The curves of a map in a box of `_SPAN` by `_SPARK`, a step for each place on a usual way.

    What lies off it stands in no line, as on the map itself.
    """
    lines = board.curve.lines
    passed = {_stand(line.points[n]) for line in lines for run in line.runs for n in run}
    places = sorted(passed)
    steps = max(len(places), 2)

    def put(point: Point) -> Coordinate:
        x = (places.index(_stand(point)) + 0.5) / steps * _SPAN
        return x, _SPARK / 2 - point.score / 2 * (_SPARK / 2 - _SPARK_MARGIN)

    for line in lines:
        runs = ([put(line.points[n]) for n in run] for run in line.runs)
        # A line without length is a dot.
        path = "".join(path_data(run) + ("h0" if len(run) == 1 else "") for run in runs)
        if path:
            yield Spark(line.mark.style, path)


def _stand(point: Point) -> tuple[int, int]:
    """Where a point stands in the order of the map; what a stage says stands before its touchpoints."""
    return point.stage, point.number or 0


# --- what several maps have ------------------------------------------------------------------------


def _name_columns(assessments: Sequence[Assessment], columns: Sequence[int]) -> Iterator[str]:
    for number in columns:
        yield assessments[0].coverage.dimensions[number].label


def _draw_portfolio(
    assessments: Sequence[Assessment],
    hrefs: Sequence[str],
    columns: Sequence[int],
    language: str,
) -> Heat:
    """Maps by the dimensions that any of them is held to."""
    unasked = HeatCell("na", "–", tr("not asked for").render(language))
    rows = tuple(
        HeatRow(
            one.title,
            tuple(_heat(one.coverage.dimensions[number], unasked) for number in columns),
            one.coverage.percent.text,
            href=href,
        )
        for one, href in zip(assessments, hrefs, strict=True)
    )
    return Heat(tr("Coverage of all maps").render(language), rows)


def _heat(dimension: DimensionCoverage, unasked: HeatCell) -> HeatCell:
    percent = dimension.percent
    if percent.value is None or not dimension.required:
        return unasked
    return HeatCell(name_state(percent.state), percent.text, "")


def _draw_shared(
    shared: Sequence[Shared], assessments: Sequence[Assessment], hrefs: Sequence[str]
) -> tuple[SharedView, ...]:
    views = []
    for one in shared:
        places = tuple(
            Place(
                assessments[spot.map].title,
                f"{hrefs[spot.map]}{href_of(spot.path)}",
                spot.mean,
            )
            for spot in one.spots
        )
        words = " ".join([one.name, *(place.title for place in places)])
        views.append(SharedView(one.name, places, words))
    return tuple(views)


def _draw_backlog(
    assessments: Sequence[Assessment], pages: Mapping[FilePath, str], language: str
) -> BacklogView | None:
    """The open opportunities of all maps but those that are kept as a record."""
    entries = [
        _list(one, entry, number, pages[one.file])
        for number, (one, entry) in enumerate(pool(assessments), 1)
    ]
    return lay_out(entries, (), language) if entries else None


def _list(assessment: Assessment, entry: BacklogEntry, number: int | None, page: str) -> Listed:
    path = entry.opportunity.path
    title = assessment.title
    return Listed(
        entry,
        number,
        f"rank-{page.removesuffix('.html')}-{anchor_of(path)}",
        title if entry.stage is None else f"{title} · {entry.place}",
        f"{page}{href_of(path)}",
    )
