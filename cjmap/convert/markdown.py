"""Pages of Markdown → drafts of maps: their tables, their Mermaid journeys, their headings with lists.

Tables and lists are handed to the recognition of tables, which knows the words of their heads: a
heading with labelled lists (`- **Pains:** …`) is a column of a map, one with plain lists has a
touchpoint an item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, Given, Reading, Remark
from cjmap.convert.own_page import read_own
from cjmap.convert.recognition.heading import LANES, MAP_KEYS, Headings
from cjmap.convert.sections import Item, Section, plain_words, row_of, sections_of
from cjmap.convert.sheets import try_tables
from cjmap.convert.tables import Spot, Table
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

_FRONT: Final = expression(
    r"---[ \t]*\n(?P<head>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.M
)
# Heads of the tables that lists become.
_STAGE, _TOUCHPOINT, _DOES, _DESCRIPTION = "Stage", "Touchpoint", "Actions", "Description"
_PERSONA, _AGE, _BIO = "Persona", "Age", "Bio"
_PEOPLE: Final = frozenset(("personas",))
_STAGES: Final = frozenset(("stages",))
# Lines of fewer lanes are what any text may have.
_LEAST_LANES: Final = 2
_HEADS: Final = LANES | MAP_KEYS
# Headings beside the stages that speak of the journey as a whole.
_OF_MAP: Final = frozenset(
    "description scenario goal expectations owner pains gains opportunities metrics evidence".split()
)
_STAGE_FIRST: Final = expression(r"\d{1,2}\s*[.):]\s+\S")
_BEHIND_NAME: Final = expression(r"\s*(?:[,:：(（、，]|\s[-–—]\s)\s*")
# What marks words, and addresses behind them.
_MARKED: Final = expression(r"[*_`~\[]")
_COMMAS: Final = expression(r"\s*[,，、;]\s*")


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
    tables = [table for section in sections for table in _tables(section)]
    outline = _outline(sections, text.split("\n"))
    used = outline.used_aside
    found = try_tables([*tables, *outline.aside], given) if tables else None
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
    by_tables = found is not None
    if not drafts:
        listed = [*outline.stages, *outline.aside]
        found = try_tables(listed, given) if outline.stages else None
        drafts += found.drafts if found is not None else ()
        remarks += found.remarks if found is not None else ()
        used |= outline.used
    if not drafts:
        raise UsageError(
            tr(
                "{file} holds no journey: no Mermaid block, no table of one, no headings with lists.",
                file=given.name,
            )
        )
    if len(drafts) == 1:
        drafts = [_entitled(_with_front(drafts[0], front), sections)]
    if found is not None:
        # Around diagrams stands whatever else a page is about.
        said = [remark for draft in drafts for remark in draft.remarks]
        used |= {one.spot.line for one in (*said, *remarks) if one.spot.line is not None}
        titles = {str(draft.values.get("title")) for draft in drafts}
        used |= {one.line for one in sections if one.heading in titles}
        remarks += _left(sections, used, tables=by_tables)
    return Reading(tuple(drafts), tuple(remarks))


def _tables(section: Section) -> Iterator[Table]:
    """The tables of a section, which are called as its heading is where that says no more than a head."""
    means = _means(section, _HEADS, Headings(None))
    for table in section.tables:
        yield replace(table, title="") if means else table


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


@dataclass(frozen=True, slots=True)
class _Outline:
    """What the headings of a page say: a table of its stages, others of its people and its head.

    `used` and `used_aside` are the lines of what stands in them.
    """

    stages: tuple[Table, ...]
    aside: tuple[Table, ...]
    used: frozenset[int]
    used_aside: frozenset[int]


def _outline(sections: Sequence[Section], lines: Sequence[str]) -> _Outline:
    """The headings that have lists as tables; none of stages where fewer than two of a level have."""
    headings = Headings(None)
    people = [one for one in sections if one.items and _means(one, _PEOPLE, headings)]
    aside = [one for one in sections if one.level and _means(one, _OF_MAP, headings)]
    # Sections are told apart by their lines: a page may have tens of thousands.
    no_stages = {one.line for one in people}
    listed = [
        (number, section)
        for number, section in enumerate(sections)
        if section.level
        and section.line not in no_stages
        and (
            section.items
            or _lanes_below(sections, number, headings)
            or _lanes_within(section, lines, headings)
        )
    ]
    level = _level_of([one for _, one in listed if not _is_lane(one, headings)])
    numbered = [(number, one) for number, one in listed if one.level == level]
    told = [
        (number, one)
        for number, one in numbered
        if _STAGE_FIRST.match(one.heading) or _says_stage(one, headings)
    ]
    no_stages = {one.line for one in aside}
    chosen = told if len(told) > 1 else [one for one in numbered if one[1].line not in no_stages]
    stages = [
        replace(one, items=tuple(_items_of_stage(sections, number, headings, lines)))
        for number, one in chosen
    ]
    taken = {one.line for one in stages}
    aside = [
        one
        for one in aside
        if (level == 0 or one.level <= max(level, 2))
        and one.line not in taken
        and not one.tables
        and (one.items or one.words)
    ]
    heads = [*_pairs(sections, stages, lines, headings), *map(_told, aside)]
    used_aside = {item.line for one in (*people, *aside) for item in _every(one.items)}
    used_aside |= {one.line for one in (*people, *aside)} | {line for _, _, line in heads}
    used_aside |= {word.line for one in aside for word in one.words}
    used = {item.line for one in stages for item in _every(one.items)}
    used |= {one.line for one in stages}
    return _Outline(
        (_stages(stages, headings),) if stages else (),
        (*((_people(people),) if people else ()), *((_heads(heads),) if heads else ())),
        frozenset(used),
        frozenset(used_aside),
    )


def _means(section: Section, allowed: frozenset[str], headings: Headings) -> bool:
    return bool(headings.read(section.heading, allowed).sure_key)


def _is_lane(section: Section, headings: Headings) -> bool:
    return _means(section, LANES - {"stages"}, headings)


def _says_stage(section: Section, headings: Headings) -> bool:
    """Whether a heading begins with the word for a stage: `Stage 2 – Visit`, `Fase: pago`."""
    words = section.heading.split()
    return len(words) > 1 and headings.read(words[0].strip(":："), _STAGES).key == "stages"


def _level_of(sections: Sequence[Section]) -> int:
    levels = Counter(one.level for one in sections)
    return max((one for one, count in levels.items() if count > 1), default=0)


def _below(sections: Sequence[Section], number: int) -> Iterator[Section]:
    """The sections below a heading, down to the next that is as high."""
    for at in range(number + 1, len(sections)):
        one = sections[at]
        if one.level <= sections[number].level:
            return
        yield one


def _lanes_below(sections: Sequence[Section], number: int, headings: Headings) -> bool:
    return any(_is_lane(one, headings) for one in _below(sections, number))


def _lanes_within(section: Section, lines: Sequence[str], headings: Headings) -> bool:
    """Whether lines of a section say by words before a colon what of a stage they tell: `Actions: pays`."""
    labels = (item.label for word in section.words for item in _labelled(word, lines))
    known = {headings.read(label[0], LANES).sure_key for label in labels if label} - {""}
    return len(known) >= _LEAST_LANES


def _items_of_stage(
    sections: Sequence[Section], number: int, headings: Headings, lines: Sequence[str]
) -> Iterator[Item]:
    """What stands below a stage: its items, its paragraphs, and the lanes that have headings."""
    stage = sections[number]
    yield from stage.items
    for word in stage.words:
        pairs = [*_labelled(word, lines)]
        if pairs:
            yield from pairs
        elif word.text:
            yield Item(f"{_DESCRIPTION}: {word.text}", word.line)
    for one in _below(sections, number):
        if _is_lane(one, headings):
            words = (Item(word.text, word.line) for word in one.words)
            yield Item(f"{one.heading}:", one.line, (*one.items, *words))


def _labelled(word: Item, lines: Sequence[str]) -> Iterator[Item]:
    """The lines of a paragraph as items, where each says what it is about: `Goal: find one`."""
    found: list[Item] = []
    for number in range(word.line, len(lines) + 1):
        text = lines[number - 1].strip().replace("**", "")
        if not text:
            break
        found.append(Item(text, number))
    if found and all(one.label and one.label[1] for one in found):
        yield from found


def _pairs(
    sections: Sequence[Section], stages: Sequence[Section], lines: Sequence[str], headings: Headings
) -> Iterator[tuple[str, str, int]]:
    """What lines above the stages say of the journey: `Owner: Ann`."""
    first = min((one.line for one in stages), default=len(lines) + 1)
    for section in sections:
        if section.line >= first:
            continue
        label, text = Item(section.heading, section.line).label or ("", "")
        if text and not section.items and headings.read(label, MAP_KEYS).sure_key:
            yield label, text, section.line
        if section.level > 1:
            continue
        for item in (one for word in section.words for one in _labelled(word, lines)):
            label, text = item.label or ("", "")
            if headings.read(label, MAP_KEYS).sure_key:
                yield label, text, item.line


def _told(section: Section) -> tuple[str, str, int]:
    """What a heading about the journey as a whole says below it."""
    said = [*(word.text for word in section.words), *(one.text for one in _every(section.items))]
    return (
        section.heading,
        "\n".join(f"- {one}" for one in said) if len(said) > 1 else "".join(said),
        section.line,
    )


def _heads(heads: Sequence[tuple[str, str, int]]) -> Table:
    rows = [
        row_of(number, [(label, line), (text, line)])
        for number, (label, text, line) in enumerate(heads)
    ]
    return Table(tuple(rows))


def _people(sections: Sequence[Section]) -> Table:
    """A row a person: the name, an age, what else stands behind it, and what items below are about."""
    heads = {"": _PERSONA, " ": _AGE, "  ": _BIO}
    lines: list[dict[str, list[Item]]] = []
    for item in (one for section in sections for one in section.items):
        name, *rest = (part.strip() for part in _BEHIND_NAME.split(item.text, maxsplit=1))
        parts = [part for part in _COMMAS.split("".join(rest).rstrip(")）")) if part]
        ages = [part for part in parts if part.isdigit()][:1]
        more = ", ".join(part for part in parts if part not in ages)
        line = {"": [Item(name, item.line)], " ": [Item(one, item.line) for one in ages]}
        line["  "] = [Item(more, item.line)] if more else []
        for inner in item.items:
            label, text = inner.label or (_BIO, inner.text)
            key = "  " if label == _BIO else slug(label)
            heads.setdefault(key, label)
            own = (Item(text, inner.line),) if text else ()
            line.setdefault(key, []).extend((*own, *inner.items))
        lines.append(line)
    return _rows(heads, lines)


def _rows(heads: Mapping[str, str], lines: Sequence[Mapping[str, Sequence[Item]]]) -> Table:
    rows = [row_of(0, [(label, 0) for label in heads.values()])]
    for line in lines:
        cells = [line.get(key, ()) for key in heads]
        texts = [(_bullets(items), items[0].line if items else 0) for items in cells]
        rows.append(row_of(len(rows), texts))
    return Table(tuple(rows))


def _stages(stages: Sequence[Section], headings: Headings) -> Table:
    """Stages with lanes, a touchpoint a row where touchpoints say more than their names."""
    labels = Counter(
        slug(label)
        for stage in stages
        for label in {item.label[0] for item in stage.items if item.label}
    )
    parted = [[_parted(item, labels, headings) for item in stage.items] for stage in stages]
    labelled = any(label for items in parted for label, _ in items)
    detailed = any(not label and item.items for items in parted for label, item in items)
    if labelled and not detailed:
        return _grid(stages, parted)
    return _list(stages, parted, headings)


_Parted = tuple[str, Item]


def _parted(item: Item, labels: Mapping[str, int], headings: Headings) -> _Parted:
    """An item by what it is labelled with; "" for a touchpoint, also of a name with a colon.

    A label is a word for a lane, or one that several stages have.
    """
    label, text = item.label or ("", "")
    if not label or not (headings.read(label, LANES).key or labels[slug(label)] > 1):
        return "", _unlabelled(item)
    own = (Item(text, item.line),) if text else ()
    return label, Item("", item.line, (*own, *item.items))


def _unlabelled(item: Item) -> Item:
    """An item whose colon parts its name from nothing but the items below it."""
    label, text = item.label or ("", "")
    return replace(item, text=label) if label and not text and item.items else item


def _grid(stages: Sequence[Section], parted: Sequence[Sequence[_Parted]]) -> Table:
    """Stages across, what their items are labelled with down the side."""
    heads: dict[str, str] = {}
    filled: dict[tuple[str, int], list[Item]] = {}
    for column, items in enumerate(parted):
        for label, item in items:
            name = label or _TOUCHPOINT
            key = slug(name)
            heads.setdefault(key, name)
            filled.setdefault((key, column), []).extend(item.items if label else (item,))
    top = [("", 0), *((stage.heading, stage.line) for stage in stages)]
    rows = [row_of(0, top)]
    for key, label in heads.items():
        cells = [filled.get((key, column), []) for column in range(len(stages))]
        first = next((items[0].line for items in cells if items), 0)
        texts = [(_bullets(items), items[0].line if items else 0) for items in cells]
        rows.append(row_of(len(rows), [(label, first), *texts]))
    return Table(tuple(rows))


def _bullets(items: Sequence[Item]) -> str:
    if len(items) == 1 and not items[0].items:
        return items[0].text
    return "\n".join(f"- {one.text}" for one in _every(items))


def _every(items: Sequence[Item]) -> Iterator[Item]:
    """Items, and those below them."""
    for item in items:
        yield item
        yield from _every(item.items)


def _list(
    stages: Sequence[Section], parted: Sequence[Sequence[_Parted]], headings: Headings
) -> Table:
    """A row for each touchpoint, and one before them for what is the stage's, with columns by labels."""
    heads: dict[str, str] = {"": _STAGE, " ": _TOUCHPOINT}
    lines: list[dict[str, list[Item]]] = []
    for stage, items in zip(stages, parted, strict=True):
        named = [Item(stage.heading, stage.line)]
        own: dict[str, list[Item]] = {}
        rows: list[dict[str, list[Item]]] = []
        for label, item in items:
            if label and headings.read(label, LANES).key != "touchpoints":
                heads.setdefault(slug(label), label)
                own.setdefault(slug(label), []).extend(item.items)
                continue
            for one in item.items if label else (item,):
                rows.append({"": named, " ": [Item(one.text, one.line)]})
                for inner in one.items:
                    about, text = inner.label or (_DOES, inner.text)
                    heads.setdefault(slug(about), about)
                    said = (Item(text, inner.line),) if text else ()
                    rows[-1].setdefault(slug(about), []).extend((*said, *inner.items))
        lines += [{"": named, **own}] if own or not rows else []
        lines += rows
    return _rows(heads, lines)


# -- what is in no map --------------------------------------------------------------------------------


def _left(sections: Sequence[Section], used: frozenset[int], *, tables: bool) -> Iterator[Remark]:
    """What a page says beside its journey; `tables`: they were read, and said what they leave."""
    for section in sections:
        lost = [item for item in _every(section.items) if item.line not in used]
        lost += [word for word in section.words if word.line not in used]
        lost += [
            Item(block.text.strip(), block.line)
            for block in section.blocks
            if not (block.language == "mermaid" and mermaid.is_journey(block.text))
        ]
        for table in () if tables else section.tables:
            lost += [Item(cell.text, cell.spot.line or 0) for cell in table.cells()]
        if section.level and section.line not in used and (lost or not _holds(section)):
            lost.insert(0, Item(section.heading, section.line))
        for one in sorted(lost, key=lambda one: one.line):
            if one.text.strip():
                yield Remark(Fate.UNKNOWN, one.text.strip(), Spot(one.line))


def _holds(section: Section) -> bool:
    return bool(section.items or section.words or section.tables or section.blocks)


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
        value = _unmarked(plain(node, known.get(name)))
        if value is None:
            continue
        text = node.value if isinstance(node, nodes.Scalar) else key
        fate = Fate.KEPT if name.startswith("x-") else Fate.TAKEN
        remarks = [one for one in remarks if not (one.fate is Fate.MISSING and one.path == (name,))]
        remarks.append(Remark(fate, text, Spot(line), (name,)))
        values[name] = value
    return replace(draft, values=values, remarks=tuple(remarks))


def _unmarked(value: Value) -> Value:
    """What a head says, its texts without the marks of Markdown; several lines stay as they are."""
    if isinstance(value, str):
        return plain_words(value) if _MARKED.search(value) and "\n" not in value else value
    if isinstance(value, Mapping):
        return {key: _unmarked(one) for key, one in value.items()}
    return [*map(_unmarked, value)] if isinstance(value, list) else value


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
