"""The report: one map as one self-contained page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Final

from cjmap.draw import theme
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Severity
from cjmap.loading.document import map_id
from cjmap.messages import Message, tr
from cjmap.reports.images import Album
from cjmap.reports.map import COLUMN, LANE, MapReader
from cjmap.reports.panels import PanelReader
from cjmap.reports.templating import Templates

PAGE: Final = "page.html.j2"
INDEX_NAME: Final = "index"

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

# Names that Windows keeps for devices.
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


@dataclass(frozen=True, slots=True)
class Page:
    """A written page; `notes` say what it had to leave out."""

    text: str
    notes: tuple[Message, ...] = ()


def write_page(
    facts: Subject,
    findings: Iterable[Finding],
    *,
    templates: Templates | None = None,
    pages: Mapping[FilePath, str] | None = None,
    index: str | None = None,
) -> Page:
    """The page of a map.

    Args:
        facts: the map and what follows from it.
        findings: those of this map, in any order; the page lists them all.
        templates: the templates in force, by default the built-in ones.
        pages: file names of the pages beside this one, by the file of their map.
        index: file name of the index that lists them, where there is one.

    Raises:
        ReportError: a template cannot be used.
    """
    templates = templates or Templates()
    listed = sorted(findings, key=lambda finding: (finding.severity.rank, finding.order()))
    anchors = {id(finding): f"finding-{number}" for number, finding in enumerate(listed, 1)}
    album = Album(facts.workspace)
    reader = MapReader(facts, anchors, album.embed)
    reader.note_findings(listed)
    panels = PanelReader(facts, reader, album.embed, pages or {})
    text = templates.page(
        PAGE, facts.language, _context(facts, listed, anchors, reader, panels, index)
    )
    return Page(text, tuple(album.notes))


def _context(
    facts: Subject,
    findings: Sequence[Finding],
    anchors: Mapping[int, str],
    reader: MapReader,
    panels: PanelReader,
    index: str | None,
) -> dict[str, Any]:
    baseline = facts.baseline
    strengths, weaknesses = panels.story()
    journey = facts.journey
    wide = {
        kind: [item for item in facts.index.items[kind] if item.stage is None]
        for kind in ("pain", "gain", "opportunity")
    }
    errors = sum(
        finding.severity is Severity.ERROR and finding.code.startswith(("CJ0", "CJ1"))
        for finding in findings
    )
    backlog = panels.backlog()
    evidence = panels.evidence()
    sections = [
        (anchor, name.render(facts.language))
        for anchor, name, there in (
            ("map", tr("Map"), True),
            ("story", tr("Strengths and weaknesses"), bool(strengths or weaknesses)),
            ("coverage", tr("Coverage"), bool(journey.stages)),
            ("steps", tr("Nine steps"), True),
            ("priorities", tr("Opportunities"), backlog is not None),
            ("findings", tr("Findings"), True),
            ("evidence", tr("Evidence"), bool(evidence)),
        )
        if there
    ]
    return {
        "heading": panels.heading(facts.workspace.name(facts.file)),
        "personas": panels.personas(),
        "journey_figures": panels.journey_figures(baseline),
        "experience_figures": panels.experience_figures(baseline),
        "baseline": baseline.journey.title if baseline else "",
        "map": reader.read(),
        "heats": panels.heats(),
        "findings": panels.findings(findings, anchors),
        "finding_count": panels.count_findings(findings),
        "steps": panels.steps(errors),
        "strengths": strengths,
        "weaknesses": weaknesses,
        "backlog": backlog,
        "outcomes": panels.outcomes(),
        "metrics": panels.journey_metrics(),
        "evidence": evidence,
        "links": panels.links(),
        "wide_pains": tuple(reader.pain(item) for item in wide["pain"]),
        "wide_gains": tuple(item.name for item in wide["gain"]),
        "wide_opportunities": tuple(reader.opportunity(item) for item in wide["opportunity"]),
        "stage_colours": {
            name: tuple(
                colours.stage(number, len(journey.stages)) for number in range(len(journey.stages))
            )
            for name, colours in theme.THEMES.items()
        },
        "sections": sections,
        "index": index,
        **widths(len(journey.stages)),
    }


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


def name_pages(maps: Sequence[Subject], *, several: bool = True) -> dict[FilePath, str]:
    """A file name for each map's page: its id, with a number where that is taken.

    The names differ in more than capitals and are none that a system keeps for itself; of
    `several` maps none takes the index's.
    """
    taken = {INDEX_NAME} if several else set()
    names: dict[FilePath, str] = {}
    for facts in maps:
        base = facts.journey.id or map_id(facts.file)
        if base in _RESERVED:
            base = f"{base}-map"
        name = base
        number = 2
        while name in taken:
            name = f"{base}-{number}"
            number += 1
        taken.add(name)
        names[facts.file] = f"{name}.html"
    return names
