"""Pages of Markdown → drafts of maps: their tables, their Mermaid journeys, their headings with lists.

Tables and lists are handed to the recognition of tables, which knows the words of their heads: a
heading with labelled lists (`- **Pains:** …`) is a column of a map, one with plain lists has a
touchpoint an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, Given, Reading, Remark
from cjmap.convert.own_page import read_own
from cjmap.convert.sections import Item, Section, row_of, sections_of
from cjmap.convert.sheets import try_tables
from cjmap.convert.tables import Spot, Table
from cjmap.convert.texts import text_of
from cjmap.convert.trees import plain
from cjmap.expressions import expression
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.sieve.grammar import MODELS
from cjmap.text import tree as nodes
from cjmap.text.emitting import Value
from cjmap.text.reading import read as read_yaml
from cjmap.text.slugs import slug

_FRONT: Final = expression(
    r"---[ \t]*\n(?P<head>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.M
)
_STAGE, _TOUCHPOINT, _DOES = "Stage", "Touchpoint", "Actions"


def read(given: Given) -> Reading:
    """The journeys of a page: of its tables and diagrams, else of its headings with lists.

    Raises:
        UsageError: it is no text, or holds none.
    """
    text = text_of(given.data, given.name)
    front, text = _part_front(text)
    sections = [*sections_of(text)]
    own = read_own(sections, given.stem)
    if own is not None:
        return Reading((own,))
    drafts: list[Draft] = []
    remarks: list[Remark] = []
    tables = [table for section in sections for table in section.tables]
    found = try_tables(tables, given) if tables else None
    if found is not None:
        drafts += found.drafts
        remarks += found.remarks
    known = [_names_of(draft) for draft in drafts]
    for block in (block for section in sections for block in section.blocks):
        if block.language == "mermaid" and mermaid.is_journey(block.text):
            draft = mermaid.read_journey(
                block.text, first=block.line, above=block.heading, stem=given.stem
            )
            # A page often shows one journey twice, as a diagram and as a table.
            if _names_of(draft) not in known:
                drafts.append(draft)
    if not drafts:
        outline = _outline(sections)
        found = try_tables(outline, given) if outline else None
        drafts += found.drafts if found is not None else ()
        remarks += found.remarks if found is not None else ()
    if not drafts:
        raise UsageError(
            tr(
                "{file} holds no journey: no Mermaid block, no table of one, no headings with lists.",
                file=given.name,
            )
        )
    if len(drafts) == 1:
        drafts = [_entitled(_with_front(drafts[0], front), sections)]
    return Reading(tuple(drafts), tuple(remarks))


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


# -- front matter ------------------------------------------------------------------------------------


def _part_front(text: str) -> tuple[str, str]:
    """The front matter, and the rest with its lines where they were."""
    front = _FRONT.match(text)
    if front is None:
        return "", text
    return front["head"], "\n" * front[0].count("\n") + text[front.end() :]


# -- headings with lists ------------------------------------------------------------------------------


def _outline(sections: Sequence[Section]) -> list[Table]:
    """The headings that have lists as one table; none where fewer than two of a level have."""
    listed = [section for section in sections if section.level and section.items]
    levels = [section.level for section in listed]
    level = max((one for one in levels if levels.count(one) > 1), default=None)
    stages = [section for section in listed if section.level == level]
    if not stages:
        return []
    labelled = any(item.label for stage in stages for item in stage.items)
    return [_grid(stages) if labelled else _list(stages)]


def _grid(stages: Sequence[Section]) -> Table:
    """Stages across, what their items are labelled with down the side."""
    heads: dict[str, str] = {}
    filled: dict[tuple[str, int], list[Item]] = {}
    for column, stage in enumerate(stages):
        for item in stage.items:
            label, text = item.label or (_TOUCHPOINT, item.text)
            key = slug(label)
            heads.setdefault(key, label)
            own = (Item(text, item.line),) if text else ()
            filled.setdefault((key, column), []).extend((*own, *item.items))
    top = [("", 0), *((stage.heading, stage.line) for stage in stages)]
    rows = [row_of(0, top)]
    for key, label in heads.items():
        cells = [filled.get((key, column), []) for column in range(len(stages))]
        first = next(items[0].line for items in cells if items) if any(cells) else 0
        texts = [(_bullets(items), items[0].line if items else 0) for items in cells]
        rows.append(row_of(len(rows), [(label, first), *texts]))
    return Table(tuple(rows))


def _bullets(items: Sequence[Item]) -> str:
    if len(items) == 1 and not items[0].items:
        return items[0].text
    return "\n".join(f"- {one}" for item in items for one in _flat(item))


def _flat(item: Item) -> Iterator[str]:
    yield item.text
    for inner in item.items:
        yield from _flat(inner)


def _list(stages: Sequence[Section]) -> Table:
    """A row for each item, with what the items below it are labelled with in columns."""
    heads: dict[str, str] = {"": _STAGE, " ": _TOUCHPOINT}
    lines: list[dict[str, list[Item]]] = []
    for stage in stages:
        for item in stage.items:
            line = {"": [Item(stage.heading, stage.line)], " ": [Item(item.text, item.line)]}
            for inner in item.items:
                label, text = inner.label or (_DOES, inner.text)
                key = slug(label)
                heads.setdefault(key, label)
                own = (Item(text, inner.line),) if text else ()
                line.setdefault(key, []).extend((*own, *inner.items))
            lines.append(line)
    rows = [row_of(0, [(label, 0) for label in heads.values()])]
    for line in lines:
        cells = [line.get(key, []) for key in heads]
        texts = [(_bullets(items), items[0].line if items else 0) for items in cells]
        rows.append(row_of(len(rows), texts))
    return Table(tuple(rows))


# -- the head of the map ------------------------------------------------------------------------------


def _with_front(draft: Draft, front: str) -> Draft:
    """A draft whose head is the front matter: keys of the format as they are, others kept."""
    root = read_yaml(Source("", front)).root if front.strip() else None
    if not isinstance(root, nodes.Mapping):
        return draft
    known: Mapping[str, object] = MODELS["Journey"][0]
    values: dict[str, Value] = dict(draft.values)
    remarks = [*draft.remarks]
    for key, (written, node) in root.entries.items():
        line = 1 + front.count("\n", 0, written.start) + 1
        name = key if key in known and key != "stages" else f"x-{slug(key) or 'more'}"
        value = plain(node, known.get(name))
        if value is None:
            continue
        text = node.value if isinstance(node, nodes.Scalar) else key
        fate = Fate.KEPT if name.startswith("x-") else Fate.TAKEN
        remarks = [one for one in remarks if not (one.fate is Fate.MISSING and one.path == (name,))]
        remarks.append(Remark(fate, text, Spot(line), (name,)))
        values[name] = value
    return replace(draft, values=values, remarks=tuple(remarks))


def _entitled(draft: Draft, sections: Sequence[Section]) -> Draft:
    """A draft that is called as its page is, where nothing else says how."""
    title = next((one for one in sections if one.level == 1 and one.heading), None)
    asked = [one for one in draft.remarks if one.fate is Fate.MISSING and one.path == ("title",)]
    if title is None or (not asked and draft.values.get("title")):
        return draft
    remark = Remark(Fate.TAKEN, title.heading, Spot(title.line), ("title",))
    kept = (one for one in draft.remarks if one not in asked)
    return replace(draft, values={**draft.values, "title": title.heading}, remarks=(remark, *kept))
