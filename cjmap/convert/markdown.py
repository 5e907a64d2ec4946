"""Pages of Markdown → drafts of maps: their tables, their Mermaid journeys, their headings with lists.

Tables and lists are handed to the recognition of tables, which knows the words of their heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, Given, Reading, Remark
from cjmap.convert.front_matter import left_front, part_front, with_front
from cjmap.convert.outline import outline_of, reads_as
from cjmap.convert.outline_tables import every
from cjmap.convert.own.page import read_own
from cjmap.convert.recognition.heading import LANES, MAP_KEYS, Headings
from cjmap.convert.sections import Item, Section, sections_of
from cjmap.convert.sheets import try_tables
from cjmap.convert.tables import Spot, Table
from cjmap.convert.texts import text_of
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import replace

_HEADS: Final = LANES | MAP_KEYS


def read(given: Given) -> Reading:
    """The journeys of a page: of its tables and diagrams, else of its headings with lists.

    Raises:
        UsageError: it is no text, or holds none.
    """
    text = text_of(given.data, given.name)
    front, text = part_front(text)
    sections = [*sections_of(text)]
    own = read_own(sections, given.stem)
    if own is not None:
        draft = with_front(own.draft, front)
        lines = own.lines | {one.spot.line for one in draft.remarks if one.spot.line is not None}
        return Reading((draft,), tuple(_left(sections, lines, whole=True)))
    drafts: list[Draft] = []
    remarks: list[Remark] = []
    tables = [table for section in sections for table in _tables(section)]
    outline = outline_of(sections, text.split("\n"))
    found = try_tables([*tables, *outline.aside], given) if tables else None
    used = outline.used_aside if found is not None else frozenset[int]()
    if found is not None:
        drafts += found.drafts
        remarks += found.remarks
    known = [_names_of(draft) for draft in drafts]
    for block in (block for section in sections for block in section.blocks):
        if block.language == "mermaid" and mermaid.is_journey(block.text):
            used |= {block.line}
            draft = mermaid.read_journey(
                block.text, first=block.line, above=block.heading, stem=given.stem
            )
            # A page often shows one journey twice, as a diagram and as a table.
            if _names_of(draft) not in known:
                drafts.append(draft)
    by_tables = found is not None
    if not drafts:
        listed = [*outline.stages, *outline.aside]
        found = try_tables(listed, given) if outline.stages else None
        drafts += found.drafts if found is not None else ()
        remarks += found.remarks if found is not None else ()
        used |= outline.used | outline.used_aside
    if not drafts:
        raise UsageError(
            tr(
                "{file} holds no journey: no Mermaid block, no table of one, no headings with lists.",
                file=given.name,
            )
        )
    if len(drafts) == 1:
        drafts = [_entitled(with_front(drafts[0], front), sections)]
    else:
        remarks += left_front(front)
    said = [remark for draft in drafts for remark in draft.remarks]
    used |= {one.spot.line for one in (*said, *remarks) if one.spot.line is not None}
    titles = {str(draft.values.get("title")) for draft in drafts}
    used |= {one.line for one in sections if one.heading in titles}
    remarks += _left(sections, used, tables=by_tables)
    return Reading(tuple(drafts), tuple(remarks))


def _tables(section: Section) -> Iterator[Table]:
    """The tables of a section, which are called as its heading is where that says no more than a head."""
    is_head = reads_as(section, _HEADS, Headings(None))
    for table in section.tables:
        yield replace(table, title="") if is_head else table


def _names_of(draft: Draft) -> list[object]:
    """The names of the touchpoints of a draft, by which two tellings of one journey are known."""
    stages = draft.values.get("stages")
    return [
        touchpoint.get("name")
        for stage in (stages if isinstance(stages, list) else ())
        if isinstance(stage, dict)
        for touchpoint in stage.get("touchpoints") or ()
        if isinstance(touchpoint, dict)
    ]


# -- what is in no map --------------------------------------------------------------------------------


def _left(
    sections: Sequence[Section], used: frozenset[int], *, tables: bool = False, whole: bool = False
) -> Iterator[Remark]:
    """What a page says beside its journey; `tables`: they were read, and said what they leave.

    `whole`: of each heading it is known whether it was read, also where all below it was.
    """
    for section in sections:
        lost = [item for item in every(section.items) if item.line not in used]
        lost += [word for word in section.words if word.line not in used]
        lost += [
            Item(block.text.strip(), block.line)
            for block in section.blocks
            if block.line not in used
        ]
        for table in () if tables else section.tables:
            cells = (Item(cell.text, cell.spot.line or 0) for cell in table.cells())
            lost += [one for one in cells if one.line not in used]
        if section.level and section.line not in used and (whole or lost or not _holds(section)):
            lost.insert(0, Item(section.heading, section.line))
        for one in sorted(lost, key=lambda one: one.line):
            if one.text.strip():
                yield Remark(Fate.UNKNOWN, one.text.strip(), Spot(one.line))


def _holds(section: Section) -> bool:
    return bool(section.items or section.words or section.tables or section.blocks)


# -- what it is called --------------------------------------------------------------------------------


def _entitled(draft: Draft, sections: Sequence[Section]) -> Draft:
    """A draft that is called as its page is, where nothing else says how."""
    title = _title_of(sections)
    asked = [one for one in draft.remarks if one.fate is Fate.MISSING and one.path == ("title",)]
    if title is None or (not asked and draft.values.get("title")):
        return draft
    remark = Remark(Fate.TAKEN, title.heading, Spot(title.line), ("title",))
    kept = (one for one in draft.remarks if one not in asked)
    return replace(draft, values={**draft.values, "title": title.heading}, remarks=(remark, *kept))


def _title_of(sections: Sequence[Section]) -> Section | None:
    """The heading of a page: the first of the first level, else the one that stands above all others."""
    headed = [one for one in sections if one.level and one.heading]
    first = next((one for one in headed if one.level == 1), None)
    if first is not None or not headed:
        return first
    above = [one for one in headed[1:] if one.level <= headed[0].level]
    return headed[0] if not above and len(headed) > 1 else None
