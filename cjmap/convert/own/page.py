"""Pages that `render -f markdown` wrote → drafts: what their tables and lists say of a map.

The page is for readers: pains, gains, opportunities and metrics stand at their stage, numbers as they
are written in the page's language. What has no place there is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, nobody, untitled
from cjmap.convert.own.finding import Journey, find_journey, section_of
from cjmap.convert.own.lanes import read_lanes
from cjmap.convert.own.people import read_head, read_people
from cjmap.convert.own.record import FOR_READERS, Record, personas_of
from cjmap.convert.own.touchpoints import read_touchpoints
from cjmap.convert.recognition.shortening import shorten
from cjmap.convert.sections import Section
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.text.slugs import slug


@dataclass(frozen=True, slots=True)
class Own:
    """The journey of a page of our own, and the lines of what was read of it and needs no word."""

    draft: Draft
    lines: frozenset[int]


def read_own(sections: Sequence[Section], stem: str) -> Own | None:
    """The journey of a page of our own; None for any other."""
    found = find_journey(sections)
    if found is None:
        return None
    page = Record(_drawn(found, sections, stem), sections, found)
    if page.code != "en":
        page.values["language"] = page.code
    read_head(page)
    read_people(page)
    read_touchpoints(page)
    read_lanes(page)
    if page.values["personas"]:
        # The diagram alone names nobody where nobody is scored.
        page.remarks = [
            one for one in page.remarks if (one.fate, one.path) != (Fate.MISSING, ("personas",))
        ]
    # What somebody changed is told before what no page of ours gives back.
    page.remarks.sort(key=lambda one: one.note is FOR_READERS)
    return Own(Draft(shorten(page.values), tuple(page.remarks)), frozenset(page.lines))


def _drawn(journey: Journey, sections: Sequence[Section], stem: str) -> Draft:
    """What the diagram says; without one nothing but how the page is called."""
    block = journey.block
    if block is None:
        return Draft({"title": stem, "personas": [], "stages": []}, (untitled(), nobody()))
    draft = mermaid.read_journey(block.text, first=block.line, stem=stem, apart=True)
    known = [slug(str(one["name"])) for one in personas_of(draft.values.get("personas"))]
    listed = section_of(sections, tr("Personas").render(journey.code))
    told = [item.text for item in listed.items] if listed is not None else []
    if journey.table is not None:
        told += [cell.text for cell in journey.table.rows[0][4:]]
    if all(any(f"{slug(text)}-".startswith(f"{one}-") for one in known) for text in told):
        return draft
    # Somebody stands on the page whom the diagram does not name.
    return mermaid.read_journey(block.text, first=block.line, stem=stem, others=True, apart=True)
