"""Where a page of our own tells of its touchpoints, and in which language it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.convert import mermaid
from cjmap.convert.sections import Block, Section
from cjmap.convert.tables import Cell, Table
from cjmap.expressions import expression
from cjmap.languages.known import CODES
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.vocabulary.emotions import split_faces
from cjmap.vocabulary.lanes import LaneName

# A figure, without the face before it.
FIGURE: Final = expression(r"[-+\u2212]?\d[\d.,\u00a0\u202f]*")
# The columns of a table of pains, opportunities or metrics.
LANE_COLUMNS: Final = 5


@dataclass(frozen=True, slots=True)
class Journey:
    """The section that tells of the touchpoints: a diagram, a table, or both; `code` is its language."""

    section: Section
    block: Block | None
    table: Table | None
    code: str


def find_journey(sections: Sequence[Section]) -> Journey | None:
    """Where a page of ours tells of its touchpoints; None on any other page.

    Where a diagram and a table of ours stand together it is one. Somebody may have taken one of
    them out: then the headings, and what else only our pages have, say whose the page is.
    """
    for section in sections:
        blocks = (one for one in section.blocks if one.language == "mermaid")
        block = next((one for one in blocks if mermaid.is_journey(one.text)), None)
        table = section.tables[0] if section.tables else None
        if table is not None and (table.width < 4 or table.rows[0][0].text != "#"):
            table = None
        if block is not None and table is not None:
            return Journey(section, block, table, _language_of(table.rows[0]) or "en")
        if section.level != 2 or not (block or table):
            continue
        scored = table is not None and any(
            split_faces(cell.text)[0] and FIGURE.search(cell.text)
            for row in table.rows[1:]
            for cell in row[4:]
        )
        for code in (one for one in CODES if tr("Journey").render(one) == section.heading):
            ours = scored and table is not None and _language_of(table.rows[0]) == code
            if ours or _has_lanes(sections, code):
                return Journey(section, block, table, code)
    return None


def _has_lanes(sections: Sequence[Section], code: str) -> bool:
    """Whether a page has a table of pains, opportunities or metrics as ours are."""
    stage = tr("Stage").render(code)
    lanes = (LaneName.PAINS, LaneName.OPPORTUNITIES, LaneName.METRICS)
    named = {lane.label.render(code) for lane in lanes}
    return any(
        section.heading in named
        and table.width == LANE_COLUMNS
        and [cell.text for cell in table.rows[0][:2]] == [stage, section.heading]
        for section in sections
        for table in section.tables[:1]
    )


def _language_of(heads: Sequence[Cell]) -> str:
    """The language of a page, by the heads of its touchpoints; "" for other heads."""
    words = [cell.text for cell in heads[1:4]]
    heads_in = (tr("Stage"), tr("Touchpoint"), tr("Channels"))
    return next((code for code in CODES if [one.render(code) for one in heads_in] == words), "")


def section_of(sections: Sequence[Section], heading: str) -> Section | None:
    return next((one for one in sections if one.heading == heading), None)
