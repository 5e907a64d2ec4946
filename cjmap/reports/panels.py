"""The panels below the report's map: coverage as heat maps, the backlog with its plot, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.assessment import (
    Assessment,
    BacklogEntry,
    ChannelCoverage,
    CoverageCell,
    Link,
    PersonaCoverage,
    Presence,
)
from cjmap.board.backlog import HOW_RANKED
from cjmap.board.board import Channel, Mark
from cjmap.languages.quantities import format_labelled
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.reports.anchors import Anchors, anchor_of
from cjmap.reports.plot import Plot, Spot, draw_plot
from cjmap.vocabulary.maps import Thing

_SIGNS: Final = {"full": "✓", "partial": "◐", "missing": "·", "n/a": "–"}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of a heat map: its state (the class that colours it), a sign, and it in words."""

    state: str
    sign: str
    spoken: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of a heat map with its total."""

    name: str
    cells: tuple[HeatCell, ...]
    total: str
    mark: Mark | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map: over the stages of a map, or over the dimensions of several."""

    title: str
    rows: tuple[HeatRow, ...]
    totals: tuple[str, ...] = ()
    total: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An opportunity in a list. `number` is None where it is not on the plot.

    `href` leads to it in a map, `anchor` is where it stands in the list, `place` says which map
    or stage it belongs to. Where several maps are listed, `map` is the number of its own (from 0),
    and `language` that map's, where it is another than the page's.
    """

    entry: BacklogEntry
    number: int | None
    anchor: str
    place: str
    href: str
    map: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class BacklogView:
    """The value–effort plot and the list beside it; `finished` are done or dropped.

    `explained` says how the list is ranked.
    """

    plot: Plot
    explained: str
    entries: tuple[Listed, ...]
    finished: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A tie to another map; `href` is set where that is a page beside this one."""

    link: Link
    href: str


# --- coverage --------------------------------------------------------------------------------------


def name_state(state: str) -> str:
    """The class of a state of coverage."""
    return "na" if state == "n/a" else state


def draw_heats(assessment: Assessment) -> tuple[Heat, ...]:
    """Coverage by dimension, then by persona, then by channel."""
    coverage = assessment.coverage
    if not coverage.stages:
        return ()
    found = [_heat_coverage(assessment)]
    language = assessment.language
    if coverage.personas:
        title = tr("How each persona feels").render(language)
        found.append(Heat(title, tuple(map(_heat_persona, coverage.personas))))
    if coverage.channels:
        title = tr("Channels by stage").render(language)
        found.append(Heat(title, tuple(map(_heat_channel, coverage.channels))))
    return tuple(found)


def _heat_coverage(assessment: Assessment) -> Heat:
    coverage = assessment.coverage
    rows = tuple(
        HeatRow(
            dimension.label,
            tuple(
                _heat_cell(stage.cells[number], assessment.language) for stage in coverage.stages
            ),
            dimension.percent.text,
        )
        for number, dimension in enumerate(coverage.dimensions)
        if dimension.required
    )
    return Heat(
        tr("Coverage by stage").render(assessment.language),
        rows,
        tuple(stage.percent.text for stage in coverage.stages),
        coverage.percent.text,
    )


def _heat_cell(cell: CoverageCell, language: str) -> HeatCell:
    spoken = format_labelled(cell.label, cell.lacks, language) if cell.lacks else cell.label
    return HeatCell(name_state(cell.state), _SIGNS[cell.state], spoken)


def _heat_persona(persona: PersonaCoverage) -> HeatRow:
    return HeatRow(
        persona.mark.name,
        tuple(map(_heat_presence, persona.stages)),
        persona.mean.brief if persona.mean is not None else "–",
        mark=persona.mark,
    )


def _heat_presence(presence: Presence) -> HeatCell:
    if presence.mean is not None:
        return HeatCell(presence.mean.band, presence.mean.brief, presence.spoken)
    if presence.touchpoints:
        return HeatCell("partial", "·", presence.spoken)
    return HeatCell("na", "–", presence.spoken)


def _heat_channel(row: ChannelCoverage) -> HeatRow:
    return HeatRow(
        row.channel.label,
        tuple(
            HeatCell("many" if count > 1 else "some" if count else "none", str(count or ""), spoken)
            for count, spoken in zip(row.stages, row.spoken, strict=True)
        ),
        str(row.touchpoints),
        channel=row.channel,
    )


# --- opportunities and links -----------------------------------------------------------------------


def draw_backlog(assessment: Assessment, anchors: Anchors) -> BacklogView | None:
    """The opportunities of one map; None where it has none."""
    backlog = assessment.backlog
    entries = tuple(_list(entry, anchors) for entry in backlog.ranked)
    finished = tuple(_list(entry, anchors) for entry in (*backlog.done, *backlog.dropped))
    if not entries and not finished:
        return None
    return lay_out(entries, finished, assessment.language)


def _list(entry: BacklogEntry, anchors: Anchors) -> Listed:
    view = entry.opportunity
    return Listed(entry, entry.rank, f"rank-{entry.rank}", entry.place, anchors.href(view.path))


def lay_out(entries: Sequence[Listed], finished: Sequence[Listed], language: str) -> BacklogView:
    """A list of opportunities with the plot of those that have a number."""
    spots = [
        Spot(
            one.number,
            entry.value,
            entry.effort_used,
            entry.opportunity.text,
            f"#{one.anchor}",
            one.language,
        )
        for one in entries
        for entry in (one.entry,)
        if one.number is not None
    ]
    plot = draw_plot(spots, language)
    return BacklogView(plot, HOW_RANKED.render(language), tuple(entries), tuple(finished))


def draw_links(assessment: Assessment, pages: Mapping[FilePath, str]) -> tuple[LinkView, ...]:
    """The ties to other maps; `pages` are the names of the pages beside this one, by their map."""
    return tuple(LinkView(link, _follow(link, pages)) for link in assessment.links)


def _follow(link: Link, pages: Mapping[FilePath, str]) -> str:
    page = pages.get(link.file, "") if link.file is not None else ""
    if not page or not link.target:
        return page
    return f"{page}#{anchor_of(Thing.TOUCHPOINT, link.target)}"
