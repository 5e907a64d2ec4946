"""Pages of Markdown → drafts of maps: their tables, their Mermaid journeys, their headings with lists.

Tables and lists are handed to the recognition of tables, which knows the words of their heads: a
heading with labelled lists (`- **Pains:** …`) is a column of a map, one with plain lists has a
touchpoint an item.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, Given, Reading, Remark
from cjmap.convert.sheets import try_tables
from cjmap.convert.tables import Cell, Spot, Table
from cjmap.convert.texts import text_of
from cjmap.convert.trees import plain
from cjmap.expressions import expression
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.sieve.grammar import MODELS
from cjmap.text import tree as nodes
from cjmap.text.emitting import Value
from cjmap.text.reading import read as read_yaml
from cjmap.text.slugs import slug

if TYPE_CHECKING:
    from markdown_it.token import Token

# Azure's wikis fence diagrams so.
_COLONS: Final = expression(
    r"(?m)^([ \t]*):::[ \t]*mermaid[ \t]*$((?:\n(?![ \t]*:::).*)*)\n[ \t]*:::[ \t]*$"
)
_FRONT: Final = expression(
    r"---[ \t]*\n(?P<head>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.M
)
_LABEL: Final = expression(r"(?s)(?P<label>[^:：\n]{1,60}?)\s*[:：](?:\s+(?P<text>.*)|\s*)")
_BREAK: Final = expression(r"(?i)<br\s*/?>")
_LISTED: Final = expression(r",\s+|[、،]\s*")
_STAGE, _TOUCHPOINT, _DOES = "Stage", "Touchpoint", "Actions"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, its text, the line on which that begins, the heading above."""

    language: str
    text: str
    line: int
    heading: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its text, its line, and the items below it."""

    text: str
    line: int
    items: tuple[Item, ...] = ()

    @property
    def label(self) -> tuple[str, str] | None:
        """What stands before and behind the colon of `**Pains:** too slow`; None without one."""
        found = _LABEL.fullmatch(self.text)
        return None if found is None else (found["label"].strip(), (found["text"] or "").strip())


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 0 for what stands before the first), and what stands below it."""

    level: int
    heading: str
    line: int
    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]
    words: tuple[Item, ...]


def read(given: Given) -> Reading:
    """The journeys of a page: of its tables and diagrams, else of its headings with lists.

    Raises:
        UsageError: it is no text, or holds none.
    """
    text = text_of(given.data, given.name)
    front, text = _part_front(text)
    sections = [*_sections(text)]
    own = _read_own(sections, given.stem)
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


# -- pages that cjmap wrote -------------------------------------------------------------------------


def _read_own(sections: Sequence[Section], stem: str) -> Draft | None:
    """The journey of a page that `render -f markdown` wrote; None for any other.

    Its diagram has stages, touchpoints, who feels what; the table below it the channels. What else
    it says is for readers, in their words, and is told.
    """
    found = next((one for one in sections if one.blocks and one.tables and _is_own(one)), None)
    if found is None:
        return None
    block, table = found.blocks[0], found.tables[0]
    draft = mermaid.read_journey(block.text, first=block.line, stem=stem)
    channels = {
        (row[1].text, row[2].text.split("\n")[0]): row[3] for row in table.rows[1:] if row[3].text
    }
    values = copy.deepcopy(dict(draft.values))
    remarks = [*draft.remarks]
    for number, stage in enumerate(_mappings(values.get("stages"))):
        for at, touchpoint in enumerate(_mappings(stage.get("touchpoints"))):
            cell = channels.get((str(stage["name"]), str(touchpoint["name"])))
            if cell is not None:
                touchpoint["channel"] = _LISTED.split(cell.text)
                path = ("stages", number, "touchpoints", at, "channel")
                remarks.append(Remark(Fate.TAKEN, cell.text, cell.spot, path))
    note = tr("a page for readers; convert the map itself to keep all of it")
    for section in sections:
        for other in section.tables:
            if other is not table:
                remarks += (
                    Remark(Fate.UNKNOWN, cell.text, cell.spot, note=note) for cell in other.cells()
                )
    return replace(draft, values=values, remarks=tuple(remarks))


def _is_own(section: Section) -> bool:
    block, table = section.blocks[0], section.tables[0]
    return (
        block.language == "mermaid"
        and mermaid.is_journey(block.text)
        and table.width > 3
        and table.rows[0][0].text == "#"
    )


def _mappings(value: object) -> list[dict[str, Value]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


# -- what a page is made of -------------------------------------------------------------------------


def _part_front(text: str) -> tuple[str, str]:
    """The front matter, and the rest with its lines where they were."""
    front = _FRONT.match(text)
    if front is None:
        return "", text
    return front["head"], "\n" * front[0].count("\n") + text[front.end() :]


def _sections(text: str) -> Iterator[Section]:
    from markdown_it import MarkdownIt

    text = _COLONS.sub(r"\1```mermaid\2\n\1```", text)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    begun, level, heading, line = 0, 0, "", 0
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield _section(tokens[begun:at], level, heading, line)
            level, heading = int(token.tag[1:]), _said(tokens[at + 1])
            begun, line = at + 3, _line(token)
    yield _section(tokens[begun:], level, heading, line)


def _section(tokens: Sequence[Token], level: int, heading: str, line: int) -> Section:
    items: list[Item] = []
    tables: list[Table] = []
    blocks: list[Block] = []
    words: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            items += _items(tokens[at + 1 : end])
        elif token.type == "table_open":
            tables.append(_table(tokens[at:end], heading))
        elif token.type == "fence":
            language = (token.info.split() or [""])[0].strip("{}.").lower()
            blocks.append(Block(language, token.content, _line(token) + 1, heading))
        elif token.type == "paragraph_open":
            words.append(Item(_said(tokens[at + 1]), _line(token)))
        at = end + 1
    return Section(level, heading, line, tuple(items), tuple(tables), tuple(blocks), tuple(words))


def _end(tokens: Sequence[Token], at: int) -> int:
    """The number of the token that closes one."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number
    return len(tokens) - 1


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    """The items of a list, from the tokens between its marks."""
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inner = tokens[at + 1 : end]
        texts: list[str] = []
        below: list[Item] = []
        number = 0
        while number < len(inner):
            close = _end(inner, number)
            if inner[number].type in ("bullet_list_open", "ordered_list_open"):
                below += _items(inner[number + 1 : close])
            else:
                texts += (_said(one) for one in inner[number : close + 1] if one.type == "inline")
            number = close + 1
        yield Item("\n".join(texts), _line(tokens[at]), tuple(below))
        at = end + 1


def _table(tokens: Sequence[Token], heading: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            end = at + _end(tokens[at:], 0)
            texts = [_said(one) for one in tokens[at:end] if one.type == "inline"]
            rows.append(_row(len(rows), [(text, _line(token)) for text in texts]))
    return Table(tuple(rows), heading)


def _row(number: int, cells: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    return tuple(
        Cell(text, number, column, Spot(line)) for column, (text, line) in enumerate(cells)
    )


def _said(token: Token) -> str:
    """A piece of text as people see it, with the addresses of its links."""
    parts: list[str] = []
    target = ""
    for one in token.children or ():
        if one.type in ("text", "code_inline"):
            parts.append(one.content)
        elif one.type == "softbreak":
            parts.append(" ")
        elif one.type == "hardbreak" or (
            one.type == "html_inline" and _BREAK.fullmatch(one.content)
        ):
            parts.append("\n")
        elif one.type == "link_open":
            target = str(one.attrGet("href") or "")
        elif one.type == "link_close":
            if target.startswith(("http:", "https:")) and parts[-1:] != [target]:
                parts.append(f" ({target})")
        elif one.type == "image":
            parts.append(one.content)
    return "\n".join(line.strip() for line in "".join(parts).split("\n")).strip()


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
    rows = [_row(0, top)]
    for key, label in heads.items():
        cells = [filled.get((key, column), []) for column in range(len(stages))]
        first = next(items[0].line for items in cells if items) if any(cells) else 0
        texts = [(_bullets(items), items[0].line if items else 0) for items in cells]
        rows.append(_row(len(rows), [(label, first), *texts]))
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
    rows = [_row(0, [(label, 0) for label in heads.values()])]
    for line in lines:
        cells = [line.get(key, []) for key in heads]
        texts = [(_bullets(items), items[0].line if items else 0) for items in cells]
        rows.append(_row(len(rows), texts))
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
