"""The index of a report: all maps of a run on one page, and what they share."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.assessment import Assessment, BacklogEntry, DimensionCoverage, Mean
from cjmap.board.backlog import open_entries
from cjmap.board.board import Board, Heading, Point, Tile
from cjmap.board.libraries import Library
from cjmap.board.portfolio import (
    COMPARED,
    Shared,
    Summary,
    choose_dimensions,
    share_personas,
    share_touchpoints,
    summarize,
)
from cjmap.draw.curves import Coordinate, path_data
from cjmap.draw.theme import LIGHT, Theme
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.reports.anchors import anchor_of
from cjmap.reports.collect import Reading, Standing, place_among
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
from cjmap.vocabulary.maps import Thing

PAGE: Final = "index.html.j2"

_SPARK: Final = 64
_SPARK_MARGIN: Final = 8
_SPAN: Final = 1000

# As many opportunities, personas and touchpoints are listed, and places of one of these.
_MOST: Final = 100
_MOST_PLACES: Final = 20


@dataclass(frozen=True, slots=True)
class Spark:
    """One persona's curve, small: its number and the `d` of its line."""

    number: int
    path: str


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map on the index; `words` is what the search looks through."""

    heading: Heading
    found: str
    figures: tuple[Tile, ...]
    sparks: tuple[Spark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of a map: its card, what it is among others, its open opportunities."""

    card: MapCard
    summary: Summary
    ideas: tuple[BacklogEntry, ...]


@dataclass(frozen=True, slots=True)
class LinkedCard:
    """A card with the page that it leads to."""

    href: str
    card: MapCard


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shared thing stands: the map, the link to it there, and how it feels, if known."""

    title: str
    href: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class SharedView:
    """A persona or touchpoint of several journeys; `words` is what the search looks through.

    Of its places the first are named, `more` is how many others there are.
    """

    name: str
    places: tuple[Place, ...]
    more: int
    words: str


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A map that has no page, and how many findings say why; None where it could not be written."""

    file: str
    errors: int | None


class Catalogue:
    """What is kept of the maps of a run for the index, in whatever order they come.

    Each map's opportunities go into one list, of which the first alone are kept: nobody reads a
    hundred, and the index of ten thousand maps must have room in memory.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[Standing, MapCard, Summary]] = []
        self._ideas: list[tuple[tuple[object, ...], Summary, BacklogEntry]] = []
        self._number = 0

    def add(self, entries: Iterable[Entry]) -> None:
        """Takes in maps."""
        for entry in entries:
            place = place_among(entry.summary.file)
            self._kept.append((place, entry.card, entry.summary))
            self._ideas += (
                ((*idea.order, place, number), entry.summary, idea)
                for number, idea in enumerate(entry.ideas)
            )
            self._number += len(entry.ideas)
        self._ideas = heapq.nsmallest(_MOST, self._ideas, key=itemgetter(0))

    @property
    def maps(self) -> tuple[tuple[MapCard, Summary], ...]:
        """The maps in their order, with their cards."""
        return tuple((card, one) for _, card, one in sorted(self._kept, key=itemgetter(0)))

    @property
    def ideas(self) -> tuple[tuple[Summary, BacklogEntry], ...]:
        """The first of the opportunities, each with its map."""
        return tuple((one, idea) for _, one, idea in self._ideas)

    @property
    def left_out(self) -> int:
        """How many opportunities there are beside these."""
        return self._number - len(self._ideas)


def write_index(
    catalogue: Catalogue,
    language: str,
    pages: Mapping[FilePath, str],
    *,
    libraries: Sequence[Library] = (),
    undrawn: Sequence[Undrawn] = (),
    templates: Templates | None = None,
    theme: Theme = LIGHT,
) -> str:
    """The index page of several maps.

    Args:
        catalogue: the maps that have a page.
        language: that of the page.
        pages: the file name of each map's page, by its file.
        libraries: those of the run.
        undrawn: the maps of the run that have no page.
        templates: the templates in force, by default the built-in ones.
        theme: the colours, see `choose_colours`.

    Raises:
        ReportError: a template cannot be used.
    """
    cards, maps = zip(*catalogue.maps, strict=True) if catalogue.maps else ((), ())
    hrefs = tuple(pages[one.file] for one in maps)
    columns = choose_dimensions(one.dimensions for one in maps)
    personas, more_personas = _draw_shared(share_personas(maps), maps, hrefs)
    touchpoints, more_touchpoints = _draw_shared(share_touchpoints(maps), maps, hrefs)
    context = {
        "title": _title(maps, language),
        "maps": tuple(map(LinkedCard, hrefs, cards)),
        "portfolio": _draw_portfolio(maps, hrefs, columns, language),
        "columns": tuple(_name_columns(maps, columns)),
        "personas": personas,
        "more_personas": more_personas,
        "touchpoints": touchpoints,
        "more_touchpoints": more_touchpoints,
        "backlog": _draw_backlog(catalogue, pages, language),
        "more_ideas": catalogue.left_out,
        "statuses": tuple(
            (status, status.label.render(language))
            for status in OpportunityStatus
            if not status.is_settled
        ),
        "libraries": tuple(libraries),
        "undrawn": tuple(undrawn),
        "compared": COMPARED.render(language),
        "spark_height": _SPARK,
        "span": _SPAN,
        **widths(len(columns)),
    }
    everybody = max((one.everybody for one in maps), default=0)
    return (templates or Templates()).page(
        PAGE, language, context, choose_colours(theme, everybody, 0)
    )


def _title(maps: Sequence[Summary], language: str) -> str:
    # One map's organization is not that of another that names none.
    named = {one.organization for one in maps}
    if len(named) == 1 and "" not in named:
        return tr("Journeys of {organization}", organization=named.pop()).render(language)
    return tr("Journey maps").render(language)


# --- cards -----------------------------------------------------------------------------------------


def draw_entry(reading: Reading) -> Entry:
    """What the index keeps of a map."""
    board, assessment = reading.board, reading.assessment
    ideas = open_entries(assessment)[:_MOST]
    return Entry(_draw_card(board, assessment), summarize(board, assessment), ideas)


def _draw_card(board: Board, assessment: Assessment) -> MapCard:
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
        heading,
        assessment.found,
        _choose_figures(board, assessment.span),
        tuple(_sparks(board)),
        " ".join(filter(None, names)),
    )


def _choose_figures(board: Board, span: str) -> tuple[Tile, ...]:
    """The first figures and the mean emotion, without what needs more room.

    On which scale the emotion is is told: another map's may be another.
    """
    scores = [tile for tile in board.experience if tile.key != "lowest"]
    figures = [*board.journey[:2], *scores]
    chosen = (
        replace(tile, note=span if tile.key == "mean" else "")
        for tile in (*figures[:3], *figures[-1:])
    )
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


def _name_columns(maps: Sequence[Summary], columns: Sequence[int]) -> Iterator[str]:
    for number in columns:
        yield maps[0].dimensions[number].label


def _draw_portfolio(
    maps: Sequence[Summary],
    hrefs: Sequence[str],
    columns: Sequence[int],
    language: str,
) -> Heat:
    """Maps by the dimensions that any of them is held to."""
    unasked = HeatCell("na", "–", tr("not asked for").render(language))
    rows = tuple(
        HeatRow(
            one.title,
            tuple(_heat(one.dimensions[number], unasked) for number in columns),
            one.percent.text,
            href=href,
        )
        for one, href in zip(maps, hrefs, strict=True)
    )
    return Heat(tr("Coverage of all maps").render(language), rows)


def _heat(dimension: DimensionCoverage, unasked: HeatCell) -> HeatCell:
    percent = dimension.percent
    if percent.value is None or not dimension.required:
        return unasked
    return HeatCell(name_state(percent.state), percent.text, "")


def _draw_shared(
    shared: Sequence[Shared], maps: Sequence[Summary], hrefs: Sequence[str]
) -> tuple[tuple[SharedView, ...], int]:
    """What several journeys have, what most of them have if it is too much; and how much else."""
    chosen = shared
    if len(shared) > _MOST:
        chosen = heapq.nlargest(_MOST, shared, key=lambda one: len(one.spots))
    return tuple(_draw_one(one, maps, hrefs) for one in chosen), len(shared) - len(chosen)


def _draw_one(shared: Shared, maps: Sequence[Summary], hrefs: Sequence[str]) -> SharedView:
    named = shared.spots[:_MOST_PLACES]
    places = tuple(
        Place(maps[spot.map].title, f"{hrefs[spot.map]}#{anchor_of(spot.kind, spot.id)}", spot.mean)
        for spot in named
    )
    words = " ".join([shared.name, *(place.title for place in places)])
    return SharedView(shared.name, places, len(shared.spots) - len(named), words)


def _draw_backlog(
    catalogue: Catalogue, pages: Mapping[FilePath, str], language: str
) -> BacklogView | None:
    """The open opportunities of all maps but those that are kept as a record."""
    entries = [
        _list(one, entry, number, pages[one.file])
        for number, (one, entry) in enumerate(catalogue.ideas, 1)
    ]
    return lay_out(entries, (), language) if entries else None


def _list(summary: Summary, entry: BacklogEntry, number: int | None, page: str) -> Listed:
    anchor = anchor_of(Thing.OPPORTUNITY, entry.opportunity.id)
    title = summary.title
    return Listed(
        entry,
        number,
        f"rank/{page.removesuffix('.html')}/{entry.opportunity.id}",
        title if entry.stage is None else f"{title} · {entry.place}",
        f"{page}#{anchor}",
    )
