"""The index of a report: all maps of a run on one page, and what they share."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.assessment import Assessment, BacklogEntry, DimensionCoverage, Mean
from cjmap.board.backlog import open_entries
from cjmap.board.board import Board, Heading, Point
from cjmap.board.kinship import Kin, relate
from cjmap.board.libraries import Library
from cjmap.board.portfolio import (
    COMPARED,
    Holder,
    PhaseMood,
    Shared,
    Summary,
    choose_dimensions,
    gather_holders,
    group_by_lifecycle,
    is_ahead,
    name_states,
    share_pains,
    share_personas,
    share_touchpoints,
    summarize,
)
from cjmap.draw.curves import Coordinate, path_data
from cjmap.draw.theme import LIGHT, Theme
from cjmap.languages.conventions import is_rtl
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.reports.anchors import anchor_of
from cjmap.reports.collect import Reading, Standing, place_among
from cjmap.reports.colours import choose_colours
from cjmap.reports.isolating import isolate_all
from cjmap.reports.page import widths
from cjmap.reports.panels import BacklogView, HeatCell, Listed, lay_out, name_state
from cjmap.reports.templating import Templates
from cjmap.vocabulary.improvement import OpportunityStatus
from cjmap.vocabulary.maps import MapStatus, Thing

PAGE: Final = "index.html.j2"

_SPARK: Final = 64
_SPARK_MARGIN: Final = 8
_SPAN: Final = 1000

# As many opportunities, owners, personas and touchpoints are listed, and places of one of these.
_MOST: Final = 100
_MOST_PLACES: Final = 20
# As many lifecycles have a heat map of their own.
_MOST_LIFECYCLES: Final = 3


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
    sparks: tuple[Spark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of a map: its card, what it is among others, its open opportunities."""

    card: MapCard
    summary: Summary
    ideas: tuple[BacklogEntry, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A map by its title: its number (from 0), its page, and the language where it is another's.

    `rtl` says that this language is written from right to left, None without a language.
    """

    number: int
    title: str
    href: str
    language: str
    rtl: bool | None


@dataclass(frozen=True, slots=True)
class LinkedCard:
    """A card with the page that it leads to.

    `state` is the word for what it shows, `ahead` says that this is not how it is. `facets` are the
    options (by number) that hold for the map, by the key of the facet.
    """

    map: Named
    card: MapCard
    summary: Summary
    state: str
    ahead: bool
    facets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet, and how many maps it holds for."""

    number: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What maps are sifted by; `key` is its name on the page."""

    key: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: the map, the link to it there, and how it feels, if known."""

    map: Named
    href: str
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class SharedView:
    """A thing of several journeys; `words` is what the search looks through.

    Of its places the first are named, `more` is how many others there are; `maps` are all of them.
    """

    name: str
    places: tuple[Place, ...]
    more: int
    maps: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SharedPanel:
    """What of one kind several journeys have: the first of them, and how many others there are."""

    key: str
    title: str
    felt: bool
    items: tuple[SharedView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MatterView:
    """A pain or opportunity that somebody answers for, in its map."""

    name: str
    state: str
    late: bool
    severity: int
    place: Place


@dataclass(frozen=True, slots=True)
class HolderView:
    """Somebody with what they answer for; `words` is what the search looks through."""

    holder: Holder
    maps: tuple[Named, ...]
    matters: tuple[MatterView, ...]
    words: str


@dataclass(frozen=True, slots=True)
class KinView:
    """A map among those that it is tied to, as `Kin` has it."""

    map: Named
    mean: Mean | None
    how: str
    state: str
    ahead: bool
    below: tuple[tuple[KinView, ...], ...]
    then: tuple[Named, ...]
    size: int


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map in a heat map, with its total."""

    map: Named
    cells: tuple[HeatCell, ...]
    total: str


@dataclass(frozen=True, slots=True)
class MoodTable:
    """How maps of one lifecycle feel, phase by phase."""

    title: str
    phases: tuple[str, ...]
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A map that has no page, and how many findings say why; None where it could not be written."""

    file: str
    errors: int | None


class Catalogue:
    """What is kept of the maps of a run for the index, in whatever order they come.

    Each map's opportunities go into one list, of which the first alone are kept: nobody reads a
    hundred, and the index of ten thousand maps must have room in memory. What several maps of one
    journey propose, today's and those of states to come, is one opportunity, where it is ranked best.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[Standing, MapCard, Summary]] = []
        self._ideas: list[tuple[tuple[object, ...], Summary, BacklogEntry]] = []
        self._proposed: dict[FilePath, list[str]] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        """Takes in maps."""
        for entry in entries:
            place = place_among(entry.summary.file)
            self._kept.append((place, entry.card, entry.summary))
            self._ideas += (
                ((*idea.order, is_ahead(entry.summary), place, number), entry.summary, idea)
                for number, idea in enumerate(entry.ideas)
            )
            # As one text: there may be a million of them.
            ids = "\n".join(idea.opportunity.id for idea in entry.ideas)
            self._proposed.setdefault(entry.summary.origin, []).append(ids)
        self._ideas = heapq.nsmallest(2 * _MOST, self._ideas, key=itemgetter(0))

    @property
    def maps(self) -> tuple[tuple[MapCard, Summary], ...]:
        """The maps in their order, with their cards."""
        return tuple((card, one) for _, card, one in sorted(self._kept, key=itemgetter(0)))

    @property
    def ideas(self) -> tuple[tuple[Summary, BacklogEntry], ...]:
        """The first of the opportunities, each with its map."""
        told: dict[tuple[FilePath, str], tuple[Summary, BacklogEntry]] = {}
        for _, one, idea in self._ideas:
            told.setdefault((one.origin, idea.opportunity.id), (one, idea))
        return tuple(told.values())[:_MOST]

    @property
    def left_out(self) -> int:
        """How many opportunities there are beside these."""
        number = sum(
            len({id for text in texts for id in text.split("\n") if id})
            for texts in self._proposed.values()
        )
        return number - len(self.ideas)


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
    shelf = _Shelf(maps, pages, language)
    columns = choose_dimensions(one.dimensions for one in maps)
    facets = tuple(_draw_facets(shelf))
    holders = gather_holders(maps)
    title = _title(maps, language)
    context: dict[str, object] = {
        "title": title,
        "running": title,
        "maps": tuple(_link_cards(shelf, cards, facets)),
        "facets": tuple(facet for facet, _ in facets if len(facet.options) > 1),
        "moods": tuple(_draw_moods(shelf)),
        "portfolio": tuple(_draw_portfolio(shelf, columns)),
        "columns": tuple(_name_columns(maps, columns)),
        "holders": tuple(_draw_holder(shelf, holder) for holder in holders[:_MOST]),
        "more_holders": max(0, len(holders) - _MOST),
        "shared": tuple(_draw_shared(shelf)),
        "backlog": _draw_backlog(catalogue, shelf),
        "more_ideas": catalogue.left_out,
        "statuses": tuple(
            (status, status.label.render(language))
            for status in OpportunityStatus
            if not status.is_settled
        ),
        "rows": tuple(tuple(shelf.stand(kin) for kin in row) for row in relate(maps)),
        "stale": tuple(
            (shelf.named[n], cards[n].heading) for n in sorted(_find_stale(maps), key=_age_of(maps))
        ),
        "libraries": tuple(libraries),
        "undrawn": tuple(undrawn),
        "compared": COMPARED.render(language),
        "spark_height": _SPARK,
        "span": _SPAN,
        **widths(len(columns)),
    }
    everybody = max((one.everybody for one in maps), default=0)
    shown = {name: isolate_all(value, language) for name, value in context.items()}
    return (templates or Templates()).page(
        PAGE, language, shown, choose_colours(theme, everybody, 0)
    )


class _Shelf:
    """The maps of the index, each with its page, for a page in a language."""

    def __init__(
        self, maps: Sequence[Summary], pages: Mapping[FilePath, str], language: str
    ) -> None:
        self.maps = maps
        self.language = language
        self.named = tuple(
            self._name(number, one, pages[one.file]) for number, one in enumerate(maps)
        )
        self._numbers = {one.file: number for number, one in enumerate(maps)}
        self.states = name_states(maps)

    def _name(self, number: int, one: Summary, href: str) -> Named:
        other = one.language if _tongue(one.language) != _tongue(self.language) else ""
        return Named(number, one.title, href, other, is_rtl(other) if other else None)

    def find(self, summary: Summary) -> Named:
        return self.named[self._numbers[summary.file]]

    def say(self, message: Message) -> str:
        return message.render(self.language)

    def stand(self, kin: Kin) -> KinView:
        one = self.maps[kin.map]
        return KinView(
            self.named[kin.map],
            one.mean,
            self.say(kin.how) if kin.how is not None else "",
            self.say(self.states[kin.map]),
            is_ahead(one),
            tuple(tuple(self.stand(each) for each in row) for row in kin.below),
            tuple(self.named[there] for there in kin.then),
            kin.size,
        )


def _tongue(language: str) -> str:
    return language.partition("-")[0].lower()


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
    backlog = assessment.backlog
    names = (
        heading.title,
        heading.organization,
        heading.owner,
        *heading.tags,
        *(persona.mark.name for persona in board.personas),
        *(stage.name for stage in board.stages),
        *(touchpoint.name for touchpoint in board.touchpoints),
        *(
            thing.name
            for owner in assessment.owners
            for thing in owner.things
            if thing.kind == Thing.PAIN
        ),
        *(entry.opportunity.text for entry in (*backlog.ranked, *backlog.done, *backlog.dropped)),
    )
    return MapCard(heading, assessment.found, tuple(_sparks(board)), " ".join(filter(None, names)))


def _sparks(board: Board) -> Iterator[Spark]:
    """The curves of a map in a box of `_SPAN` by `_SPARK`, a step for each place on a usual way.

    What lies off it stands in no line, as on the map itself.
    """
    lines = board.curve.lines
    passed = {_stand(line.points[n]) for line in lines for run in line.runs for n in run}
    places = {place: number for number, place in enumerate(sorted(passed))}
    steps = max(len(places), 2)

    def put(point: Point) -> Coordinate:
        x = (places[_stand(point)] + 0.5) / steps * _SPAN
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


# --- what maps are sifted by -----------------------------------------------------------------------


def _draw_facets(shelf: _Shelf) -> Iterator[tuple[Facet, tuple[tuple[int, ...], ...]]]:
    """The facets, and of each the options (by number) that hold for each map."""
    sorts: Sequence[tuple[str, Message, Callable[[int, Summary], Iterable[str]]]] = (
        ("state", tr("State"), lambda n, _: (shelf.say(shelf.states[n]),)),
        ("status", tr("Status"), lambda _, one: (one.status or shelf.say(MapStatus.DRAFT.label),)),
        ("organization", tr("Organization"), lambda _, one: (one.organization,)),
        ("owner", tr("Owner"), lambda _, one: (one.owner,)),
        ("persona", tr("Persona"), lambda _, one: (each.name for each in one.personas)),
        ("channel", tr("Channel"), lambda _, one: (name for _, name in one.channels)),
        ("tag", tr("Tag"), lambda _, one: one.tags),
    )
    for key, label, read in sorts:
        told = [
            tuple(dict.fromkeys(filter(None, read(n, one)))) for n, one in enumerate(shelf.maps)
        ]
        counts = Counter(text for texts in told for text in texts)
        numbers = {text: n for n, text in enumerate(sorted(counts, key=str.casefold))}
        options = tuple(Option(n, text, counts[text]) for text, n in numbers.items())
        held = tuple(tuple(numbers[text] for text in texts) for texts in told)
        yield Facet(key, shelf.say(label), options), held


def _link_cards(
    shelf: _Shelf,
    cards: Sequence[MapCard],
    facets: Sequence[tuple[Facet, Sequence[Sequence[int]]]],
) -> Iterator[LinkedCard]:
    asked = [(facet.key, held) for facet, held in facets if len(facet.options) > 1]
    for n, (card, one) in enumerate(zip(cards, shelf.maps, strict=True)):
        yield LinkedCard(
            shelf.named[n],
            card,
            one,
            shelf.say(shelf.states[n]),
            is_ahead(one),
            tuple((key, " ".join(map(str, held[n]))) for key, held in asked if held[n]),
        )


# --- how they are ----------------------------------------------------------------------------------


def _draw_moods(shelf: _Shelf) -> Iterator[MoodTable]:
    """How maps feel by the phases of their lifecycle: a table for each lifecycle of several maps."""
    maps = shelf.maps
    title = shelf.say(tr("How the journeys feel, phase by phase"))
    for group in group_by_lifecycle(maps)[:_MOST_LIFECYCLES]:
        if len(group) < 2:
            continue
        rows = tuple(
            MapRow(
                shelf.named[n],
                tuple(_feel(shelf, phase) for phase in maps[n].phases),
                mean.brief if (mean := maps[n].mean) is not None else "–",
            )
            for n in group
        )
        yield MoodTable(title, tuple(phase.label for phase in maps[group[0]].phases), rows)


def _feel(shelf: _Shelf, phase: PhaseMood) -> HeatCell:
    if phase.mean is None:
        return HeatCell("na", "–", shelf.say(tr("no score")))
    return HeatCell(phase.mean.band, phase.mean.brief, "")


def _name_columns(maps: Sequence[Summary], columns: Sequence[int]) -> Iterator[str]:
    for number in columns:
        yield maps[0].dimensions[number].label


def _draw_portfolio(shelf: _Shelf, columns: Sequence[int]) -> Iterator[MapRow]:
    """Maps by the dimensions that any of them is held to."""
    unasked = HeatCell("na", "–", shelf.say(tr("not asked for")))
    for one, named in zip(shelf.maps, shelf.named, strict=True):
        cells = tuple(_heat(one.dimensions[number], unasked) for number in columns)
        yield MapRow(named, cells, one.percent.text)


def _heat(dimension: DimensionCoverage, unasked: HeatCell) -> HeatCell:
    percent = dimension.percent
    if percent.value is None or not dimension.required:
        return unasked
    return HeatCell(name_state(percent.state), percent.text, "")


def _find_stale(maps: Sequence[Summary]) -> Iterator[int]:
    """The maps that nobody has looked at for too long; what is kept as a record may grow old."""
    for number, one in enumerate(maps):
        if one.old and not one.past:
            yield number


def _age_of(maps: Sequence[Summary]) -> Callable[[int], str]:
    """The longer ago the earlier; without a day first of all."""
    return lambda number: maps[number].updated


# --- what several maps have ------------------------------------------------------------------------


def _draw_shared(shelf: _Shelf) -> Iterator[SharedPanel]:
    """What several journeys have, of each kind that there is."""
    maps = shelf.maps
    for key, title, felt, shared in (
        ("personas", tr("Personas of several journeys"), True, share_personas(maps)),
        ("touchpoints", tr("Touchpoints of several journeys"), True, share_touchpoints(maps)),
        ("pains", tr("Pains of several journeys"), False, share_pains(maps)),
    ):
        if not shared:
            continue
        chosen: Sequence[Shared] = shared
        if len(shared) > _MOST:
            chosen = heapq.nlargest(_MOST, shared, key=lambda one: len(one.spots))
        items = tuple(_draw_one(shelf, one) for one in chosen)
        yield SharedPanel(key, shelf.say(title), felt, items, len(shared) - len(chosen))


def _draw_one(shelf: _Shelf, shared: Shared) -> SharedView:
    named = shared.spots[:_MOST_PLACES]
    places = tuple(
        Place(one, f"{one.href}#{anchor_of(spot.kind, spot.id)}", spot.mean)
        for spot in named
        for one in (shelf.named[spot.map],)
    )
    words = " ".join([shared.name, *(place.map.title for place in places)])
    maps = tuple(dict.fromkeys(spot.map for spot in shared.spots))
    return SharedView(shared.name, places, len(shared.spots) - len(named), maps, words)


def _draw_holder(shelf: _Shelf, holder: Holder) -> HolderView:
    matters = tuple(
        MatterView(
            thing.name,
            thing.word,
            thing.late,
            thing.severity,
            Place(one, f"{one.href}#{anchor_of(thing.kind, thing.id)}", None),
        )
        for number, thing in holder.matters
        for one in (shelf.named[number],)
    )
    maps = tuple(shelf.named[number] for number in holder.maps)
    words = (holder.name, *(one.title for one in maps), *(matter.name for matter in matters))
    return HolderView(holder, maps, matters, " ".join(words))


def _draw_backlog(catalogue: Catalogue, shelf: _Shelf) -> BacklogView | None:
    """The open opportunities of all maps but those that are kept as a record."""
    entries = [
        _list(shelf.find(one), entry, number)
        for number, (one, entry) in enumerate(catalogue.ideas, 1)
    ]
    return lay_out(entries, (), shelf.language) if entries else None


def _list(one: Named, entry: BacklogEntry, number: int) -> Listed:
    view = entry.opportunity
    return Listed(
        entry,
        number,
        f"rank/{one.href.removesuffix('.html')}/{view.id}",
        one.title if entry.stage is None else f"{one.title} · {entry.place}",
        f"{one.href}#{anchor_of(Thing.OPPORTUNITY, view.id)}",
        one.number,
        one.language,
    )
