"""Tables with stages across the top and lanes down the side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from cjmap.convert.recognition.blocks import Block, label_of
from cjmap.convert.recognition.building import Builder
from cjmap.convert.recognition.cells import is_blank, items_of, name_of, plain_text, touchpoints_of
from cjmap.convert.recognition.feelings import FELT, uncoloured
from cjmap.convert.recognition.heading import JOURNEY_KEYS, OF_THINGS, Heading, Headings
from cjmap.convert.recognition.people import settle_people
from cjmap.convert.recognition.pieces import Place, Row
from cjmap.convert.recognition.places import are_of_people, joined_above, whole_journey
from cjmap.convert.tables import Cell
from cjmap.findings import Path
from cjmap.languages.heads import head_of
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.text.slugs import slug

# What the whole journey may say in a lane whose cell reaches across all stages.
_OF_THE_JOURNEY: Final = frozenset("pains gains opportunities metrics".split())


@dataclass(frozen=True, slots=True)
class _Columns:
    """The stages of the columns, the touchpoints where columns are these, and whom they are about."""

    stages: dict[int, Place]
    touchpoints: dict[int, Place]
    journey: frozenset[int]
    people: dict[int, str]

    def of(self, cell: Cell, column: int) -> list[Place]:
        """The places that a cell speaks of, which stands first in a column."""
        covered = range(column, cell.column + cell.columns)
        touched = [number for number in covered if number in self.touchpoints]
        stages: dict[int, Place] = {
            id(self.stages[number].values): self.stages[number]
            for number in covered
            if number in self.stages
        }
        if not touched:
            return list(stages.values())
        if len(touched) == 1:
            return [self.touchpoints[touched[0]]]
        whole = [place for place in stages.values() if self._is_whole(place, covered)]
        return whole or [self.touchpoints[number] for number in touched]

    def _is_whole(self, stage: Place, covered: range) -> bool:
        return all(
            number in covered
            for number, place in self.stages.items()
            if place.values is stage.values
        )


def read_grid(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes a block with stages across and lanes down."""
    lines = _lines_of_people(block, builder, headings)
    lanes = settle_people(_lanes_of(block, headings, lines), builder)
    columns = _columns_of(block, lanes, builder, headings, parted=bool(lines))
    for number, heading in lanes.items():
        row = block.rows[number]
        _take_labels(block, row, number, builder)
        if heading.key in ("stages", "number"):
            continue
        seen: set[int] = set()
        for column, cell in enumerate(row):
            if column < block.labels or not cell.text.strip() or id(cell) in seen:
                continue
            seen.add(id(cell))
            if cell.row == _row_of(row):
                _say(cell, column, heading, columns, builder)
        if not seen and heading.key in FELT:
            builder.miss(label_of(row, block.labels), uncoloured())
    _describe(block, lanes, columns, builder)


def _lines_of_people(block: Block, builder: Builder, headings: Headings) -> dict[int, str]:
    """Takes the lines that name the person whose lanes stand below each; the names by their rows."""
    found: dict[int, Cell] = {}
    below: list[list[str]] = []
    for number in range(block.head + 1, len(block.rows)):
        row = block.rows[number]
        cells = list({id(cell): cell for cell in row if cell.text.strip()}.values())
        if len(cells) == 1 and cells[0].column < block.labels:
            found[number] = cells[0]
            below.append([])
        elif cells and not found:
            return {}
        elif cells:
            below[-1].append(slug(label_of(row, block.labels).text))
    keys = [headings.read(cell.text, JOURNEY_KEYS).key for cell in found.values()]
    if not all(below) or any(key not in ("", "personas") for key in keys):
        return {}
    known = all(
        key or builder.knows_persona(plain_text(cell.text))
        for key, cell in zip(keys, found.values(), strict=True)
    )
    if not known and not are_of_people([*found.values()], below):
        return {}
    return {number: builder.take_person(cell, headings) for number, cell in found.items()}


def _describe(block: Block, lanes: dict[int, Heading], columns: _Columns, builder: Builder) -> None:
    """Takes lanes that speak of pains and the like of their column: severity, status."""
    for column in sorted({*columns.stages}):
        row = Row()
        places = []
        for number, heading in lanes.items():
            cell = block.rows[number][column]
            if heading.key not in OF_THINGS or not cell.text.strip() or cell.column != column:
                continue
            if is_blank(cell.text):
                builder.take(cell, ())
                continue
            place = columns.touchpoints.get(column, columns.stages[column])
            places.append(place)
            for key in OF_THINGS[heading.key]:
                listed = place.values.get(key, [])
                row.things[key] = [
                    (thing, (*place.path, key, at)) for at, thing in enumerate(listed)
                ]
            row.about.append((heading, cell))
        if row.about:
            builder.end_row(row, places[0])


def _row_of(row: Sequence[Cell]) -> int:
    return max(cell.row for cell in row)


def _say(cell: Cell, column: int, heading: Heading, columns: _Columns, builder: Builder) -> None:
    if column in columns.journey:
        builder.add(builder.journey, heading, cell)
        return
    places = columns.of(cell, column)
    if not places:
        builder.miss(cell, tr("No stage stands above it."))
        return
    if heading.key in OF_THINGS:
        return
    who = columns.people.get(column, "")
    if heading.key == "touchpoints":
        _name(cell, places, columns, column, builder, who or heading.about)
        return
    if who and not heading.about:
        heading = replace(heading, about=who, name=f"{who}: {heading.name}")
    stages = {id(place.values): place for place in columns.stages.values()}
    if (len(places) == len(stages) > 1 and heading.key in _OF_THE_JOURNEY) or (
        len(places) == len(stages) > 1 and not heading.key
    ):
        places = [builder.journey]
    for place in places:
        builder.add(place, heading, cell)


def _name(
    cell: Cell, places: list[Place], columns: _Columns, column: int, builder: Builder, who: str
) -> None:
    """Takes the names of touchpoints."""
    if is_blank(cell.text):
        builder.take(cell, places[0].path)
        return
    if column in columns.touchpoints:
        builder.take(cell, (*columns.touchpoints[column].path, "name"))
        return
    for place in places:
        for name in touchpoints_of(cell.text):
            builder.touchpoint(place, name, who=who)
    builder.take(cell, (*places[0].path, "touchpoints"))


def _lanes_of(block: Block, headings: Headings, lines: Mapping[int, str]) -> dict[int, Heading]:
    """What each row below the stages is about, by its number; `lines` name whom those below are about."""
    numbers = [
        number
        for number, row in enumerate(block.rows)
        if number >= block.head and number not in lines and any(cell.text.strip() for cell in row)
    ]
    labels = [label_of(block.rows[number], block.labels) for number in numbers]
    read = headings.read_all(labels, JOURNEY_KEYS)
    found: dict[int, Heading] = {}
    outer = ""
    for number, label, heading in zip(numbers, labels, read, strict=True):
        outer = _outer(block, number, label, lines.get(number - 1, outer), parted=bool(lines))
        if number == block.head:
            found[number] = replace(heading, key="stages", about="")
            continue
        if number == block.head + 1 and _names_steps(block, label):
            found[number] = replace(heading, key="touchpoints")
            continue
        if heading.key == "stages" or (heading.key == "number" and not _counts(block, number)):
            # Stages are named once, and what counts nothing has no number.
            heading = headings.read(label.text, JOURNEY_KEYS - {"stages", "number"})
        if outer and heading.key and not heading.about:
            heading = replace(heading, about=outer, name=f"{outer}: {heading.name}")
        elif outer and not heading.key:
            whole = headings.read(outer, JOURNEY_KEYS)
            if whole.key and not plain_text(label.text):
                heading = whole
            elif plain_text(label.text):
                heading = replace(heading, name=f"{outer}: {heading.name}")
        if not heading.key and not heading.name:
            # A row without a label goes on with the one above.
            before = found.get(number - 1)
            heading = before if before is not None and before.key != "stages" else heading
        found[number] = heading
    return found


def _names_steps(block: Block, label: Cell) -> bool:
    """Whether the row below the stages, without a label, names more than there are stages."""
    if plain_text(label.text):
        return False
    stages, below = (
        [cell for cell in row[block.labels :] if not is_blank(cell.text)]
        for row in block.rows[block.head : block.head + 2]
    )
    return len({slug(name_of(cell.text)) for cell in stages}) < len(set(map(id, below)))


def _counts(block: Block, number: int) -> bool:
    """Whether a row holds numbers alone."""
    cells = block.rows[number][block.labels :]
    return all(cell.text.strip(" .)#").isdigit() for cell in cells if cell.text.strip())


def _outer(block: Block, number: int, label: Cell, above: str, *, parted: bool) -> str:
    """What stands before the label of a row, for it and for several: a person, a group.

    `above` is that of the row above; it holds where nothing stands in its place, and where lines
    part the rows.
    """
    row = block.rows[number]
    before = [cell for cell in row[: block.labels] if cell.text.strip() and cell is not label]
    if before:
        return plain_text(before[0].text)
    return above if parted or (label.column > 0 and not row[0].text.strip()) else ""


def _take_labels(block: Block, row: Sequence[Cell], number: int, builder: Builder) -> None:
    for column, cell in enumerate(row[: block.labels]):
        if cell.text.strip() and (cell.row, cell.column) == (_row_of(row), column):
            builder.take(cell, ())


def _columns_of(
    block: Block, lanes: dict[int, Heading], builder: Builder, headings: Headings, *, parted: bool
) -> _Columns:
    row = block.rows[block.head]
    used = [
        column
        for column in range(block.labels, len(row))
        if any(line[column].text.strip() for line in block.rows[block.head :])
    ]
    stages: dict[int, Place] = {}
    journey: set[int] = set()
    current: Place | None = None
    in_journey = False
    named: set[str] = set()
    found: list[tuple[Cell, Path, bool]] = []
    for column in used:
        cell = row[column]
        name = name_of(cell.text) if not is_blank(cell.text) else ""
        if (name and cell.column == column) or (name and current is None):
            in_journey = slug(name) in whole_journey()
            before = current
            returns = slug(name) in named and not in_journey
            current = builder.journey if in_journey else builder.stage(name)
            named.add(slug(name))
            again = returns and before is not None and before.values is not current.values
            found.append((cell, (*current.path, "name"), again))
        if in_journey:
            journey.add(column)
        elif current is not None:
            stages[column] = current
    people = _bands(block, stages, builder, headings)
    if block.person is not None:
        people = dict.fromkeys(stages, builder.take_person(block.person, headings))
    for cell, path, again in found:
        # Of each person's own columns it is no other place.
        builder.take(cell, path, joined_above() if again and not people else None)
    touchpoints = {} if people or parted else _touchpoints(block, lanes, stages, builder)
    return _Columns(stages, touchpoints, frozenset(journey), people)


def _bands(
    block: Block, stages: dict[int, Place], builder: Builder, headings: Headings
) -> dict[int, str]:
    """Takes the rows above the stages: people, whom their columns are about, and phases."""
    people: dict[int, str] = {}
    for number in range(block.head - 1, block.first - 1, -1):
        row = block.rows[number]
        label = label_of(row, block.labels)
        _take_labels(block, row, number, builder)
        of_people = headings.read(label.text, JOURNEY_KEYS).key == "personas" or (
            not label.text.strip() and _repeats(stages)
        )
        phase = Heading("", plain_text(label.text) or head_of("phase", builder.language))
        for cell, covered in _spans(row, block.labels):
            if of_people:
                people.update(dict.fromkeys(covered, builder.take_person(cell, headings)))
                continue
            places = {id(stages[at].values): stages[at] for at in covered if at in stages}
            for place in places.values():
                builder.add(place, phase, cell)
    return people


def _repeats(stages: Mapping[int, Place]) -> bool:
    """Whether a stage stands in several places, with others between them."""
    names = [name for name, _ in groupby(id(place.values) for place in stages.values())]
    return len(set(names)) < len(names)


def _spans(row: Sequence[Cell], labels: int) -> Iterator[tuple[Cell, range]]:
    """The cells of a row above the stages, with the columns that each stands for."""
    found = {id(cell): cell for cell in row[labels:] if not is_blank(cell.text)}
    cells = [*found.values()]
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        end = after.column if after is not None else len(row)
        merged = cell.column + cell.columns
        yield cell, range(cell.column, merged if cell.columns > 1 else end)


def _touchpoints(
    block: Block, lanes: dict[int, Heading], stages: dict[int, Place], builder: Builder
) -> dict[int, Place]:
    """The touchpoints by column, where a stage has several columns and each names one."""
    rows = [number for number, heading in lanes.items() if heading.key == "touchpoints"]
    if not rows or len({id(place.values) for place in stages.values()}) == len(stages):
        return {}
    found: dict[int, Place] = {}
    row = block.rows[rows[0]]
    for column, stage in stages.items():
        cell = row[column]
        if not is_blank(cell.text) and cell.column == column:
            # A list in the one cell of a touchpoint is what is done there.
            items = items_of(cell.text)
            name = name_of(cell.text) if len(items) < 2 else items[0]
            found[column] = builder.touchpoint(stage, name, str(column))
            if len(items) > 1:
                found[column].values["does"] = items
        elif column - 1 in found and cell.column < column:
            found[column] = found[column - 1]
    return found
