"""Headings of a page that tell of a journey: which are its stages, its people, and its head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.convert.outline_tables import (
    DESCRIPTION,
    every,
    table_of_heads,
    table_of_people,
    table_of_stages,
    words_below,
)
from cjmap.convert.recognition.heading import LANES, MAP_KEYS, Headings
from cjmap.convert.sections import Item, Section
from cjmap.convert.tables import Table
from cjmap.expressions import expression
from cjmap.records import dataclass, replace

_PEOPLE: Final = frozenset(("personas",))
_STAGES: Final = frozenset(("stages",))
# Lines of fewer lanes are what any text may have.
_LEAST_LANES: Final = 2
# Headings beside the stages that speak of the journey as a whole.
_OF_MAP: Final = frozenset(
    "description scenario goal expectations owner pains gains opportunities metrics evidence".split()
)
_STAGE_FIRST: Final = expression(r"\d{1,2}\s*[.):]\s+\S")


@dataclass(frozen=True, slots=True)
class Outline:
    """What the headings of a page say: a table of its stages, others of its people and its head.

    `used` and `used_aside` are the lines of what stands in them.
    """

    stages: tuple[Table, ...]
    aside: tuple[Table, ...]
    used: frozenset[int]
    used_aside: frozenset[int]


def outline_of(sections: Sequence[Section], lines: Sequence[str]) -> Outline:
    """The headings that have lists as tables; none of stages where fewer than two of a level have."""
    headings = Headings(None)
    people = [one for one in sections if one.items and reads_as(one, _PEOPLE, headings)]
    aside = [one for one in sections if one.level and reads_as(one, _OF_MAP, headings)]
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
    heads = [*_pairs(sections, stages, lines, headings), *map(words_below, aside)]
    used_aside = {item.line for one in (*people, *aside) for item in every(one.items)}
    used_aside |= {one.line for one in (*people, *aside)} | {line for _, _, line in heads}
    used_aside |= {word.line for one in aside for word in one.words}
    used = {item.line for one in stages for item in every(one.items)}
    used |= {one.line for one in stages}
    return Outline(
        (table_of_stages(stages, headings),) if stages else (),
        (
            *((table_of_people(people),) if people else ()),
            *((table_of_heads(heads),) if heads else ()),
        ),
        frozenset(used),
        frozenset(used_aside),
    )


def reads_as(section: Section, allowed: frozenset[str], headings: Headings) -> bool:
    """Whether the heading of a section surely means one of some keys."""
    return bool(headings.read(section.heading, allowed).sure_key)


def _is_lane(section: Section, headings: Headings) -> bool:
    return reads_as(section, LANES - {"stages"}, headings)


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
            yield Item(f"{DESCRIPTION}: {word.text}", word.line)
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
