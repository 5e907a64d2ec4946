"""Tables with stages across the top and lanes down the side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.convert.recognition.blocks import Block
from cjmap.convert.recognition.building import Builder, Place, Row
from cjmap.convert.recognition.cells import is_blank, name_of, names_of, plain_text
from cjmap.convert.recognition.heading import JOURNEY_KEYS, OF_THINGS, Heading, Headings
from cjmap.convert.recognition.people import settle_people
from cjmap.convert.recognition.places import whole_journey
from cjmap.convert.tables import Cell
from cjmap.languages.heads import head_of
from cjmap.messages import tr
from cjmap.records import dataclass, replace
from cjmap.text.slugs import slug

# What the whole journey may say in a lane whose cell reaches across all stages.
_OF_THE_JOURNEY: Final = frozenset("pains gains opportunities metrics".split())


@dataclass(frozen=True, slots=True)
class _Columns:
    """The stages of the columns, by column, and the touchpoints where columns are these."""

    stages: dict[int, Place]
    touchpoints: dict[int, Place]
    journey: frozenset[int]

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
    lanes = settle_people(_lanes_of(block, headings), builder)
    columns = _columns_of(block, lanes, builder)
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
    _describe(block, lanes, columns, builder)


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
    if heading.key == "touchpoints":
        _name(cell, places, columns, column, builder)
        return
    stages = {id(place.values): place for place in columns.stages.values()}
    if (len(places) == len(stages) > 1 and heading.key in _OF_THE_JOURNEY) or (
        len(places) == len(stages) > 1 and not heading.key
    ):
        places = [builder.journey]
    for place in places:
        builder.add(place, heading, cell)


def _name(
    cell: Cell, places: list[Place], columns: _Columns, column: int, builder: Builder
) -> None:
    """Takes the names of touchpoints."""
    if is_blank(cell.text):
        builder.take(cell, places[0].path)
        return
    if column in columns.touchpoints:
        builder.take(cell, (*columns.touchpoints[column].path, "name"))
        return
    for place in places:
        for name in names_of(cell.text):
            builder.touchpoint(place, name)
    builder.take(cell, (*places[0].path, "touchpoints"))


def _lanes_of(block: Block, headings: Headings) -> dict[int, Heading]:
    """What each row below the stages is about, by its number."""
    numbers = [
        number
        for number, row in enumerate(block.rows)
        if number >= block.head and any(cell.text.strip() for cell in row)
    ]
    labels = [_label(block, number) for number in numbers]
    read = headings.read_all(labels, JOURNEY_KEYS)
    found: dict[int, Heading] = {}
    for number, label, heading in zip(numbers, labels, read, strict=True):
        if number == block.head:
            heading = replace(heading, key="stages", about="")
        outer = _outer(block, number, label)
        if outer and heading.key and not heading.about:
            heading = replace(heading, about=outer)
        elif outer and not heading.key:
            whole = headings.read(outer, JOURNEY_KEYS)
            if whole.key and not plain_text(label.text):
                heading = whole
            elif plain_text(label.text):
                heading = replace(heading, name=f"{outer}: {heading.name}")
        if not heading.key and not heading.name and number != block.head:
            # A row without a label goes on with the one above.
            before = found.get(number - 1)
            heading = before if before is not None and before.key != "stages" else heading
        found[number] = heading
    return found


def _label(block: Block, number: int) -> Cell:
    """The cell that names a row: the last one before the stages that holds something."""
    row = block.rows[number]
    filled = [cell for cell in row[: block.labels] if cell.text.strip()]
    return filled[-1] if filled else row[block.labels - 1]


def _outer(block: Block, number: int, label: Cell) -> str:
    """What stands before the label of a row, as a merged cell for several: a person, a group."""
    row = block.rows[number]
    before = [cell for cell in row[: block.labels] if cell.text.strip() and cell is not label]
    return plain_text(before[0].text) if before else ""


def _take_labels(block: Block, row: Sequence[Cell], number: int, builder: Builder) -> None:
    for column, cell in enumerate(row[: block.labels]):
        if cell.text.strip() and (cell.row, cell.column) == (_row_of(row), column):
            builder.take(cell, ())


def _columns_of(block: Block, lanes: dict[int, Heading], builder: Builder) -> _Columns:
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
    for column in used:
        cell = row[column]
        name = name_of(cell.text) if not is_blank(cell.text) else ""
        if (name and cell.column == column) or (name and current is None):
            in_journey = slug(name) in whole_journey()
            current = builder.journey if in_journey else builder.stage(name)
            builder.take(cell, (*current.path, "name"))
        if in_journey:
            journey.add(column)
        elif current is not None:
            stages[column] = current
    _bands(block, stages, builder)
    return _Columns(stages, _touchpoints(block, lanes, stages, builder), frozenset(journey))


def _bands(block: Block, stages: dict[int, Place], builder: Builder) -> None:
    """Rows of merged cells above the stages are phases."""
    for number in range(block.head - 1, -1, -1):
        row = block.rows[number]
        cells = [cell for cell in row[block.labels :] if cell.text.strip()]
        if len({id(cell) for cell in cells}) < 2 or not any(cell.columns > 1 for cell in cells):
            return
        phase = Heading(
            "", plain_text(row[block.labels - 1].text) or head_of("phase", builder.language)
        )
        for cell in {id(cell): cell for cell in cells}.values():
            covered = {
                id(stages[at].values): stages[at]
                for at in range(cell.column, cell.column + cell.columns)
                if at in stages
            }
            for place in covered.values():
                builder.add(place, phase, cell)


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
            name = name_of(cell.text)
            found[column] = builder.touchpoint(stage, name, str(column))
        elif column - 1 in found and cell.column < column:
            found[column] = found[column - 1]
    return found


def stages_in(block: Block) -> Iterator[str]:
    """The names of a grid's stages."""
    for cell in block.rows[block.head][block.labels :]:
        if not is_blank(cell.text):
            yield plain_text(cell.text)
