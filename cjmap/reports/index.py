"""The index of a report: all maps of a run on one page, and what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.board import Tile
from cjmap.board.feelings import band_of
from cjmap.board.reading import read
from cjmap.draw.curves import path_data
from cjmap.draw.theme import LIGHT, Theme
from cjmap.facts.curve import place_in_file
from cjmap.facts.index import Item
from cjmap.facts.priorities import Ranked, order
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from cjmap.languages.quantities import format_number
from cjmap.loading.document import map_id
from cjmap.messages import Message, tr
from cjmap.reports.anchors import anchor_of
from cjmap.reports.colours import choose_colours
from cjmap.reports.page import widths
from cjmap.reports.panels import (
    PLOT,
    Backlog,
    BacklogEntry,
    Heat,
    HeatCell,
    HeatRow,
    PanelReader,
    percent,
    plot,
    quarters,
)
from cjmap.reports.templating import Templates
from cjmap.text.slugs import slug
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import OpportunityStatus
from cjmap.vocabulary.maps import MapState, Thing

PAGE: Final = "index.html.j2"

_SPARK: Final = 64
_SPARK_MARGIN: Final = 8
_SPAN: Final = 1000
# From here on a dimension counts as filled, and as filled in part, on the portfolio's heat map.
_FULL: Final = 99.5
_PARTIAL: Final = 50.0


@dataclass(frozen=True, slots=True)
class Spark:
    """One persona's curve, small: its number and the `d` of its line."""

    number: int
    path: str


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map on the index; `words` is what the search looks through."""

    href: str
    title: str
    organization: str
    kind: str
    state: str
    is_future: bool
    status: str
    updated: str
    counts: str
    findings: str
    figures: tuple[Tile, ...]
    sparks: tuple[Spark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shared thing stands: the map, the link to it there, and its mean score, if any."""

    title: str
    href: str
    score: str
    feeling: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A persona or touchpoint of several journeys."""

    name: str
    places: tuple[Place, ...]
    words: str


@dataclass(frozen=True, slots=True)
class LibraryView:
    """A library, with what it holds."""

    title: str
    file: str
    holds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A map that has no page, and how many findings say why."""

    file: str
    errors: int


def write_index(
    maps: Sequence[Subject],
    findings: Mapping[FilePath, Sequence[Finding]],
    pages: Mapping[FilePath, str],
    *,
    libraries: Sequence[Subject] = (),
    undrawn: Sequence[Undrawn] = (),
    templates: Templates | None = None,
    theme: Theme = LIGHT,
) -> str:
    """The index page of several maps.

    Args:
        maps: the maps that have a page, in any order.
        findings: those of each map, by its file.
        pages: the file name of each map's page, by its file.
        libraries: the libraries of the run.
        undrawn: the maps of the run that have no page.
        templates: the templates in force, by default the built-in ones.
        theme: the colours, see `choose_colours`.

    Raises:
        ReportError: a template cannot be used.
    """
    language = choose_language([*maps, *libraries])
    # `coat.journey.yaml` before `coat-later.journey.yaml`, which file names would turn around.
    maps = sorted(maps, key=lambda facts: (facts.file.parent, map_id(facts.file)))
    reader = _IndexReader(maps, findings, pages, language)
    columns = reader.dimensions()
    return (templates or Templates()).page(
        PAGE,
        language,
        {
            "title": _title(maps, language),
            "maps": tuple(reader.card(facts) for facts in maps),
            "portfolio": reader.portfolio(columns),
            "columns": tuple(name.label.render(language) for name in columns),
            "personas": reader.shared_personas(),
            "touchpoints": reader.shared_touchpoints(),
            "backlog": reader.backlog(),
            "statuses": tuple(
                (status.value, status.label.render(language))
                for status in OpportunityStatus
                if not status.is_settled
            ),
            "libraries": tuple(_library(facts, language) for facts in libraries),
            "undrawn": tuple(undrawn),
            "spark_height": _SPARK,
            "span": _SPAN,
            **widths(len(columns)),
        },
        choose_colours(theme, max((len(facts.journey.personas) for facts in maps), default=0), 0),
    )


def choose_language(maps: Sequence[Subject]) -> str:
    """The language that most maps have; of several as frequent, that of the first map."""
    counted = Counter(facts.language for facts in maps)
    return counted.most_common(1)[0][0] if counted else "en"


def _title(maps: Sequence[Subject], language: str) -> str:
    organizations = {facts.journey.organization for facts in maps if facts.journey.organization}
    if len(organizations) == 1:
        return tr("Journeys of {organization}", organization=organizations.pop()).render(language)
    return tr("Journey maps").render(language)


class _IndexReader:
    """Reads what the index shows, in one language."""

    def __init__(
        self,
        maps: Sequence[Subject],
        findings: Mapping[FilePath, Sequence[Finding]],
        pages: Mapping[FilePath, str],
        language: str,
    ) -> None:
        self._maps = maps
        self._findings = findings
        self._pages = pages
        self._language = language
        self._panels = {facts.file: PanelReader(facts, {}, language) for facts in maps}

    def card(self, facts: Subject) -> MapCard:
        journey = facts.journey
        board = read(facts, language=self._language)
        heading = board.heading
        scores = [tile for tile in board.experience if tile.key != "lowest"]
        figures = [*board.journey[:2], *scores]
        # The first score and the mean, without what needs more room.
        chosen = [replace(figure, note="") for figure in (*figures[:3], *figures[-1:])]
        names = [
            journey.title,
            journey.organization or "",
            *(journey.tags or ()),
            *(
                item.name
                for kind in ("persona", "stage", "touchpoint")
                for item in facts.index.items[kind]
            ),
        ]
        return MapCard(
            self._pages[facts.file],
            journey.title,
            heading.organization,
            heading.kind_label,
            heading.state_label,
            heading.state == MapState.FUTURE,
            heading.status,
            heading.updated,
            " · ".join(heading.counts),
            self._panels[facts.file].count_findings(self._findings.get(facts.file, ())),
            tuple(dict.fromkeys(chosen)),
            _sparks(facts),
            " ".join(names),
        )

    # -- portfolio ------------------------------------------------------------------------------

    def dimensions(self) -> tuple[Dimension, ...]:
        """Those that any of the maps is held to."""
        asked = {name for facts in self._maps for name in facts.coverage.required}
        return tuple(name for name in Dimension if name in asked)

    def portfolio(self, columns: Sequence[Dimension]) -> Heat:
        rows = []
        for facts in self._maps:
            cells = []
            for name in columns:
                value = facts.coverage.dimensions[name]
                if value is None or name not in facts.coverage.required:
                    cells.append(HeatCell("na", "–", self._say(tr("not asked for"))))
                    continue
                state = "full" if value >= _FULL else "partial" if value >= _PARTIAL else "missing"
                shown = percent(value, self._language)
                cells.append(HeatCell(state, shown, ""))
            rows.append(
                HeatRow(
                    facts.journey.title,
                    tuple(cells),
                    percent(facts.coverage.percent, self._language),
                    href=self._pages[facts.file],
                )
            )
        return Heat(self._say(tr("Coverage of all maps")), tuple(rows), (), "")

    # -- shared ---------------------------------------------------------------------------------

    def shared_personas(self) -> tuple[Shared, ...]:
        found: dict[str, list[tuple[Subject, Item]]] = {}
        for facts in self._maps:
            for item in facts.participation.personas:
                found.setdefault(item.id, []).append((facts, item))
        return self._shared(found.values())

    def shared_touchpoints(self) -> tuple[Shared, ...]:
        found: dict[str, list[tuple[Subject, Item]]] = {}
        for facts in self._maps:
            named: set[str] = set()
            for item in facts.index.items["touchpoint"]:
                key = slug(item.name) or item.name
                if key not in named:
                    named.add(key)
                    found.setdefault(key, []).append((facts, item))
        return self._shared(found.values())

    def _shared(self, groups: Iterable[list[tuple[Subject, Item]]]) -> tuple[Shared, ...]:
        """What stands in several journeys; a map and what it is compared with are one journey."""
        return tuple(
            Shared(
                members[0][1].name,
                tuple(self._place(facts, item) for facts, item in members),
                " ".join([members[0][1].name, *(facts.journey.title for facts, _ in members)]),
            )
            for members in groups
            if len({self._journey(facts) for facts, _ in members}) > 1
        )

    def _journey(self, facts: Subject) -> FilePath:
        """The first state of a map, that all its later states go back to."""
        seen = {facts.file}
        earlier = facts.baseline
        while earlier is not None and earlier.file not in seen:
            facts = earlier
            seen.add(facts.file)
            earlier = facts.baseline
        return facts.file

    def _place(self, facts: Subject, item: Item) -> Place:
        scores = [
            point.score
            for point in facts.curve.points
            if item.path == (point.persona.path if item.kind == Thing.PERSONA else point.owner.path)
        ]
        mean = sum(scores) / len(scores) if scores else None
        return Place(
            facts.journey.title,
            f"{self._pages[facts.file]}#{anchor_of(item.path)}",
            "" if mean is None else format_number(mean, self._language, 1, signed=True),
            "" if mean is None else band_of(mean),
        )

    # -- backlog --------------------------------------------------------------------------------

    def backlog(self) -> Backlog | None:
        """The open opportunities of all maps but those that are kept as a record."""
        sources: dict[int, Subject] = {}
        ranked: list[Ranked] = []
        unvalued: list[Ranked] = []
        for facts in self._maps:
            if facts.is_past:
                continue
            for entry in (*facts.priorities.ranked, *facts.priorities.unvalued):
                sources[id(entry)] = facts
            ranked += facts.priorities.ranked
            unvalued += facts.priorities.unvalued
        ordered = (*order(ranked), *order(unvalued))
        if not ordered:
            return None
        entries = [
            self._entry(sources[id(entry)], entry, number if entry.priority is not None else 0)
            for number, entry in enumerate(ordered, 1)
        ]
        dots = plot(
            [
                (
                    entry.number,
                    source.value or 0,
                    source.effort or 0,
                    entry.view.text,
                    f"#{entry.anchor}",
                    entry.quadrant,
                )
                for source, entry in zip(ordered, entries, strict=True)
                if entry.number
            ]
        )
        return Backlog(PLOT, quarters(self._language), dots, tuple(entries), ())

    def _entry(self, facts: Subject, ranked: Ranked, number: int) -> BacklogEntry:
        item = ranked.opportunity
        stage = None if item.stage is None else facts.index.items["stage"][item.stage].name
        place = f"{facts.journey.title} · {stage}" if stage else facts.journey.title
        anchor = anchor_of(item.path) if stage else "journey-wide"
        return BacklogEntry(
            str(number) if number else "",
            f"rank-{self._pages[facts.file].removesuffix('.html')}-{anchor_of(item.path)}",
            self._panels[facts.file].opportunity(item),
            ranked.quadrant.value if ranked.quadrant else "",
            self._say(ranked.quadrant.label) if ranked.quadrant else "",
            "" if ranked.priority is None else format_number(ranked.priority, self._language, 1),
            tuple(pain.name for pain in ranked.pains),
            place,
            f"{self._pages[facts.file]}#{anchor}",
        )

    def _say(self, message: Message) -> str:
        return message.render(self._language)


def _sparks(facts: Subject) -> tuple[Spark, ...]:
    """The curves of a map in a box of `_SPAN` by `_SPARK`, a step for each touchpoint."""
    places = dict.fromkeys(point.owner.path for point in facts.curve.points)
    order_of = {path: number for number, path in enumerate(sorted(places, key=place_in_file))}
    steps = max(len(order_of), 2)
    sparks = []
    for line in facts.curve.lines:
        points = [
            (
                (order_of[point.owner.path] + 0.5) / steps * _SPAN,
                _SPARK / 2 - point.score / 2 * (_SPARK / 2 - _SPARK_MARGIN),
            )
            for point in line.points
        ]
        sparks.append(Spark(facts.participation.personas.index(line.persona), path_data(points)))
    return tuple(sparks)


def _library(facts: Subject, language: str) -> LibraryView:
    holds = (
        (tr("Personas"), [persona.name for persona in facts.journey.personas]),
        (tr("Channels"), [channel.name for channel in facts.journey.channels or ()]),
        (tr("Evidence"), [item.title for item in facts.journey.evidence or ()]),
    )
    return LibraryView(
        facts.journey.title,
        facts.workspace.name(facts.file),
        tuple((name.render(language), " · ".join(names)) for name, names in holds if names),
    )
