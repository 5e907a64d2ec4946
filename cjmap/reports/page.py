"""The report: one map as one self-contained page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, Final

from cjmap.board.assessment import Assessment
from cjmap.board.board import Board, Tile
from cjmap.board.glances import Glance
from cjmap.board.portfolio import name_state
from cjmap.board.register import read_guides
from cjmap.draw.album import Album
from cjmap.draw.icons import choose_icon
from cjmap.draw.theme import LIGHT, Theme
from cjmap.messages import Message, tr
from cjmap.records import dataclass, replace
from cjmap.reports.anchors import Anchors, read_anchors
from cjmap.reports.charts import draw_contrast, draw_gauge
from cjmap.reports.collect import Reading, place_among
from cjmap.reports.colours import choose_colours
from cjmap.reports.curve import draw_curve, draw_people
from cjmap.reports.fragment import set_apart
from cjmap.reports.handles import read_handles
from cjmap.reports.isolating import isolate_all
from cjmap.reports.packing import pack_picture
from cjmap.reports.panels import draw_backlog, draw_heats, draw_links
from cjmap.reports.stages import draw_stages
from cjmap.reports.streams import draw_parting, draw_streams
from cjmap.reports.templating import Templates
from cjmap.reports.ways import draw_ways
from cjmap.text.slugs import slug
from cjmap.views.map.legend import is_doubted, list_gaps, list_pains
from cjmap.vocabulary.maps import MapStatus

PAGE: Final = "page.html.j2"
EMBED: Final = "embed.html.j2"

COLUMN: Final = 134
"""Least width of a stage in pixels: eight of them fit into a window of 1280."""

LANE: Final = 132
"""Width of the column that names the lanes, in pixels."""

# What stands beside the table: the page's margins, a share of the window up to some pixels a side,
# and its own edges with a scroll bar. The page itself grows no wider than `_WIDEST`.
_MARGIN_SHARE: Final = 0.02
_MARGIN: Final = 32
_EDGES: Final = 19
_WIDEST: Final = 1840
_PHONE_LANE: Final = 104
_PHONE_COLUMN: Final = 226
_HEAT_SIDES: Final = 176
_HEAT_COLUMN: Final = 76


@dataclass(frozen=True, slots=True)
class Page:
    """A written page; `notes` say what it had to leave out."""

    text: str
    notes: tuple[Message, ...] = ()


def _scope(reading: Reading) -> str:
    """What the ids of a fragment begin with: the map's name, and the folders above it.

    Two maps of a workspace may stand in one page, and files of different folders are called alike.
    """
    folder, name = place_among(reading.assessment.file)
    home = reading.workspace.folder
    above = folder.relative_to(home).parts if folder.is_relative_to(home) else ()
    return "-".join(filter(None, (*map(slug, above), name)))


def write_page(
    reading: Reading,
    *,
    templates: Templates | None = None,
    pages: Mapping[FilePath, str] | None = None,
    index: str | None = None,
    theme: Theme = LIGHT,
    embed: bool = False,
) -> Page:
    """The page of a map.

    Args:
        reading: the map and what was found in it; the page lists all of that.
        templates: the templates in force, by default the built-in ones.
        pages: file names of the pages beside this one, by the file of their map.
        index: file name of the index that lists them, where there is one.
        theme: the colours, see `choose_colours`.
        embed: whether it is the map alone, to be put into a page of somebody else's.

    Raises:
        ReportError: a template cannot be used.
    """
    board, assessment = reading.board, reading.assessment
    notes: list[Message] = []
    album = Album(reading.workspace, assessment.file.parent, notes.append)
    photos = (persona.photo for persona in board.personas)
    images = (touchpoint.image for touchpoint in board.touchpoints)
    anchors = read_anchors(board)
    running = " · ".join(filter(None, (board.heading.title, board.heading.organization)))
    # What is drawn of the curve is measured as it is written, and knows itself which way it runs.
    felt = any(lane.is_curve for lane in board.lanes)
    curve = draw_curve(board, COLUMN) if felt else None
    shown, judged, glances = isolate_all(
        (board, assessment, tuple(reading.glances)), board.language
    )
    context = {
        "anchor": anchors.of,
        # What the panel of a touchpoint makes sentences of.
        "apart": lambda name: isolate_all(name, board.language),
        "handles": read_handles(board, anchors),
        "picture": pack_picture(board, assessment.file, theme),
        "href": anchors.href,
        "curve": curve,
        "icons": _collect_icons(shown, judged),
        "people": tuple(draw_people(shown, curved=curve is not None)),
        "glances": tuple(_choose_tiles(one) for one in glances),
        **_draw_map(shown),
        **_draw_panels(judged, anchors, pages or {}),
        **_draw_figures(shown, judged),
        "pictures": album.embed(image.src for image in (*photos, *images) if image),
        "index": index,
        "running": running,
        "state": _name_state(board, assessment),
    }
    context["sections"] = tuple(_sections(shown, judged, context))
    text = (templates or Templates()).page(
        EMBED if embed else PAGE,
        board.language,
        context,
        choose_colours(theme, board.everybody, len(board.stages)),
    )
    if embed:
        text = set_apart(text, _scope(reading))
    return Page(text, tuple(notes))


def _collect_icons(board: Board, assessment: Assessment) -> dict[str, str]:
    """The drawings of the channels that the page names, each with the id that it is drawn by."""
    channels = (
        *(channel for one in board.touchpoints for channel in one.channels),
        *(channel for one in board.personas for channel in one.channels),
        *(row.channel for row in assessment.coverage.channels),
    )
    drawings = (choose_icon(one.icon, one.type).drawing for one in channels)
    return {
        drawing: f"icon-{number}"
        for number, drawing in enumerate(dict.fromkeys(filter(None, drawings)))
    }


def _of_the_way(tiles: Iterable[Tile]) -> tuple[Tile, ...]:
    # How much of the file is filled in says nothing of the journey.
    return tuple(tile for tile in tiles if tile.key != "coverage")


def _choose_tiles(glance: Glance) -> Glance:
    return replace(glance, journey=_of_the_way(glance.journey))


def _draw_map(board: Board) -> dict[str, Any]:
    """What the templates draw of a board."""
    return {
        "board": board,
        "heading": board.heading,
        "personas": board.personas,
        "graded": any(pain.severity is not None for pain in list_pains(board)),
        "lacking": bool(list_gaps(board)),
        "doubted": is_doubted(board),
        **widths(len(board.stages)),
    }


def _name_state(board: Board, assessment: Assessment) -> str:
    """Which state the map shows, as the index of several has it."""
    # What is archived is past, whatever came behind it.
    archived = board.heading.status == MapStatus.ARCHIVED.label.render(board.language)
    earlier = bool(assessment.past) and not archived
    named = name_state(board.heading.state, changed=bool(board.baseline), earlier=earlier)
    return named.render(board.language)


def _draw_panels(
    assessment: Assessment, anchors: Anchors, pages: Mapping[FilePath, str]
) -> dict[str, Any]:
    """What judges the map: coverage, steps, story, backlog, findings, and the ties to others."""
    return {
        "assessment": assessment,
        "heats": draw_heats(assessment),
        "backlog": draw_backlog(assessment, anchors),
        "links": draw_links(assessment, pages),
    }


def _draw_figures(board: Board, assessment: Assessment) -> dict[str, Any]:
    """What is drawn of figures, ways and states, and what a reader may look up of the findings."""
    return {
        "way": _of_the_way(board.journey),
        "stages": draw_stages(board, assessment),
        "ways": draw_ways(board),
        "contrast": draw_contrast(board),
        "streams": draw_streams(board),
        "parting": draw_parting(board, assessment),
        "gauges": tuple((gauge, draw_gauge(gauge)) for gauge in assessment.gauges),
        "late": frozenset(
            thing.path
            for owner in assessment.owners
            for thing in owner.things
            if thing.late and not assessment.past
        ),
        "guides": tuple(read_guides((one.finding for one in assessment.remarks), board.language)),
    }


def _sections(
    board: Board, assessment: Assessment, context: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The parts of the page that there are: the id and the name of each."""
    story = assessment.strengths or assessment.weaknesses
    for anchor, name, there in (
        ("figures", tr("Figures"), context["stages"] or context["way"] or board.experience),
        ("people", tr("Personas"), board.personas),
        ("map", tr("Map"), True),
        ("ways", tr("Ways"), context["ways"] is not None),
        ("measured", tr("Measured"), board.measured is not None),
        ("change", tr("Before and after"), context["contrast"] is not None or board.outcomes),
        ("story", tr("Strengths and weaknesses"), story),
        ("hurts", tr("Pains"), assessment.grievances),
        ("priorities", tr("Opportunities"), context["backlog"] is not None),
        ("measures", tr("Metrics"), assessment.gauges),
        ("contacts", tr("Contacts"), assessment.contacts),
        ("evidence", tr("Evidence"), board.evidence),
        ("author", tr("For the author"), True),
    ):
        if there:
            yield anchor, name.render(board.language)


def widths(stages: int) -> dict[str, int]:
    """What the style sheet must know about a table of so many stages, in px.

    `fits_from` is the width of a window in which it needs no scrolling of its own; 0 where that is
    none, since the page grows no wider than `page_width`.
    """
    least = LANE + COLUMN * stages
    room = least + _EDGES
    fits_from = min(math.ceil(room / (1 - 2 * _MARGIN_SHARE)), room + 2 * _MARGIN)
    return {
        "lane_width": LANE,
        "least_width": least,
        "page_width": _WIDEST,
        "page_margin": _MARGIN,
        "fits_from": fits_from if room + 2 * _MARGIN <= _WIDEST else 0,
        "phone_width": _PHONE_LANE + _PHONE_COLUMN * stages,
        "heat_width": _HEAT_SIDES + _HEAT_COLUMN * stages,
    }
