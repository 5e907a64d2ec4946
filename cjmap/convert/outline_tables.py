"""What stands below headings, as the tables that would say it: of stages, of people, of the map's head.

A heading with labelled lists (`- **Pains:** …`) is a column of a map, one with plain lists has a
touchpoint an item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cjmap.convert.recognition.heading import LANES, Headings
from cjmap.convert.sections import Item, Section, row_of
from cjmap.convert.tables import Table
from cjmap.expressions import expression
from cjmap.records import replace
from cjmap.text.slugs import slug

DESCRIPTION: Final = "Description"
"""The head of what paragraphs below a stage say."""

# Heads of the tables that lists become.
_STAGE, _TOUCHPOINT, _DOES = "Stage", "Touchpoint", "Actions"
_PERSONA, _AGE, _BIO = "Persona", "Age", "Bio"
_BEHIND_NAME: Final = expression(r"\s*(?:[,:：(（、，]|\s[-–—]\s)\s*")
_COMMAS: Final = expression(r"\s*[,，、;]\s*")


def words_below(section: Section) -> tuple[str, str, int]:
    """What a heading about the journey as a whole says below it."""
    said = [*(word.text for word in section.words), *(one.text for one in every(section.items))]
    return (
        section.heading,
        "\n".join(f"- {one}" for one in said) if len(said) > 1 else "".join(said),
        section.line,
    )


def table_of_heads(heads: Sequence[tuple[str, str, int]]) -> Table:
    rows = [
        row_of(number, [(label, line), (text, line)])
        for number, (label, text, line) in enumerate(heads)
    ]
    return Table(tuple(rows))


def table_of_people(sections: Sequence[Section]) -> Table:
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


def table_of_stages(stages: Sequence[Section], headings: Headings) -> Table:
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
    return "\n".join(f"- {one.text}" for one in every(items))


def every(items: Sequence[Item]) -> Iterator[Item]:
    """Items, and those below them."""
    for item in items:
        yield item
        yield from every(item.items)


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
