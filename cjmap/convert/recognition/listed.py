"""Tables with a touchpoint, a stage, or a pain and the like of one, a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cjmap.convert.recognition.blocks import Block, Rows, heads_of, thing_of
from cjmap.convert.recognition.building import Builder
from cjmap.convert.recognition.cells import (
    is_blank,
    items_of,
    name_of,
    names_of,
    plain_text,
    touchpoints_of,
)
from cjmap.convert.recognition.feelings import FELT, uncoloured
from cjmap.convert.recognition.heading import (
    EVIDENCE_KEYS,
    JOURNEY_KEYS,
    PERSONA_KEYS,
    THINGS,
    Heading,
    Headings,
)
from cjmap.convert.recognition.people import settle_people
from cjmap.convert.recognition.pieces import Place, Row
from cjmap.convert.recognition.places import (
    are_of_people,
    called,
    joined_above,
    whole_journey,
)
from cjmap.convert.tables import Cell
from cjmap.languages.language import StandIn
from cjmap.languages.standing_in import stands_for
from cjmap.messages import Message, tr
from cjmap.records import replace
from cjmap.text.slugs import slug

# What one persona alone says and feels.
_PERSONAL: Final = frozenset((*FELT, "thoughts", "quote"))
# What is of one persona in the rows that are about that one.
_OF_ONE: Final = _PERSONAL | {"pains", "gains"}
_PLACES: Final = frozenset(("stages", "touchpoints", "number"))
# What is said of people in words of journeys.
_PORTRAYED: Final[Mapping[str, str]] = {
    "pains": "frustrations",
    "expects": "needs",
    "goal": "goals",
    "channel": "channels",
}
# A name of a touchpoint that is longer is a text about it.
_LONGEST_NAME: Final = 120


def columns_of(
    row: Sequence[Cell], headings: Headings, allowed: frozenset[str]
) -> dict[int, Heading]:
    """What each column is about, by its number."""
    seen: dict[int, int] = {}
    for number, cell in enumerate(row):
        if cell.text.strip():
            seen.setdefault(id(cell), number)
    numbers = sorted(seen.values())
    read = headings.read_all([row[number] for number in numbers], allowed)
    return dict(zip(numbers, read, strict=True))


def read_listed(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes a block in which a row is a touchpoint, a stage, or a thing of theirs."""
    row = heads_of(block)
    body = block.rows[block.head + 1 :]
    columns = columns_of(row, headings, JOURNEY_KEYS)
    if block.main is not None:
        columns = _as_work(columns, block.main)
    for number, heading in columns.items():
        if heading.key == "number" and not _counts(body, number):
            columns[number] = headings.read(row[number].text, JOURNEY_KEYS - {"number"})
    keys = {one.key for one in columns.values()}
    if (
        block.main is None
        and not keys & {"stages", "touchpoints"}
        and (0 not in columns or not columns[0].key)
    ):
        name = row[0].text.strip()
        columns[0] = Heading("stages", plain_text(name))
    columns = dict(sorted(_named(columns).items()))
    columns = settle_people(_grouped(block, columns, builder), builder)
    builder.scales += [one.scale for one in columns.values() if one.scale is not None]
    for number, heading in columns.items():
        if row[number].text.strip():
            builder.take(row[number], ())
            if heading.key in FELT and not any(line[number].text.strip() for line in body):
                builder.miss(row[number], uncoloured())
    thing = thing_of(columns.values())
    if thing:
        _read_things(body, columns, builder, thing)
    else:
        _read_places(body, columns, builder, headings, block)


def _as_work(columns: Mapping[int, Heading], main: int) -> dict[int, Heading]:
    """The same columns, where one is of opportunities and none of other things, or of touchpoints."""
    found = {
        number: replace(one, key="") if one.key in (*THINGS, "touchpoints", "does") else one
        for number, one in columns.items()
    }
    if _number(found, "due") is None:
        # The one day of a task is that until when it is to be done.
        found = {
            n: replace(one, key="due") if one.key == "date" else one for n, one in found.items()
        }
    found[main] = replace(columns[main], key="opportunities")
    return found


def _people_of(
    block: Block, columns: Mapping[int, Heading], builder: Builder, headings: Headings
) -> dict[int, Cell]:
    """The lines that name the person whom the rows below them are about, by their numbers."""
    if block.person is not None:
        return {-1: block.person}
    body = block.rows[block.head + 1 :]
    at_stage = _number(columns, "stages")
    if at_stage is None or not _is_parted(body):
        return {}
    lines: dict[int, Cell] = {}
    stages: list[list[str]] = []
    for number, row in enumerate(body):
        alone = _alone(row)
        if alone is not None:
            lines[number] = alone
            stages.append([])
        elif _name_at(row, at_stage):
            stages[-1].append(slug(_name_at(row, at_stage)))
    known = all(
        headings.read(cell.text, JOURNEY_KEYS).key == "personas"
        or builder.knows_persona(plain_text(cell.text))
        for cell in lines.values()
    )
    return lines if known or are_of_people(list(lines.values()), stages) else {}


def _named(columns: Mapping[int, Heading]) -> dict[int, Heading]:
    """The same columns, where `Name` is that of touchpoints if nothing else is called by one."""
    found = dict(columns)
    keys = {one.key for one in columns.values()}
    at_name = _number(columns, "name")
    if at_name is None or "stages" not in keys or keys & {"touchpoints", "metrics"}:
        return found
    if not thing_of(columns.values()):
        found[at_name] = replace(columns[at_name], key="touchpoints")
    return found


def _grouped(block: Block, columns: Mapping[int, Heading], builder: Builder) -> dict[int, Heading]:
    """The same columns with what stands above them: whom they are about, or a group of them."""
    found = dict(columns)
    for row in block.rows[block.first : block.head]:
        groups = {id(cell): cell for cell in row if cell.text.strip()}
        ends = [cell.column for cell in groups.values()][1:]
        for cell, end in zip(groups.values(), [*ends, len(row)], strict=True):
            covered = range(cell.column, cell.column + cell.columns if cell.columns > 1 else end)
            if not any(block.rows[block.head][at].text.strip() for at in covered):
                continue
            if block.rows[block.head][cell.column] is cell:
                continue
            builder.take(cell, ())
            about = plain_text(cell.text)
            for at in covered:
                one = found.get(at)
                if one is None:
                    continue
                if one.key and not one.about:
                    found[at] = replace(one, about=about)
                elif not one.key:
                    found[at] = replace(one, name=f"{about}: {one.name}")
    return found


def _counts(body: Rows, column: int) -> bool:
    """Whether a column holds numbers alone: `3`, `2.1`, `4b`."""
    texts = (row[column].text.strip() for row in body)
    return all(text[0].isdigit() for text in texts if not is_blank(text))


def _number(columns: Mapping[int, Heading], key: str) -> int | None:
    return next((number for number, one in columns.items() if one.key == key), None)


def _read_places(
    body: Rows,
    columns: Mapping[int, Heading],
    builder: Builder,
    headings: Headings,
    block: Block,
) -> None:
    people = _people_of(block, columns, builder, headings)
    at_stage, at_touchpoint = _number(columns, "stages"), _number(columns, "touchpoints")
    at_number = _number(columns, "number")
    stage: Place | None = None
    touchpoint: Place | None = None
    counted = ""
    named: set[str] = set()
    by_stage = _is_by_stage(body, at_stage, at_touchpoint, columns)
    parted = at_stage is None and at_touchpoint is not None and _is_parted(body)
    at_persona = _number(columns, "personas")
    if at_persona is not None:
        _meet(body, at_persona, builder)
    if not _tells_of_each(body, at_stage, at_touchpoint, at_persona):
        at_persona = None
    who = builder.take_person(people[-1], headings) if -1 in people else ""
    for at, row in enumerate(body):
        at_row = _row_of(row)
        if at in people:
            # What stands below it is hers, and begins anew.
            who = builder.take_person(people[at], headings)
            stage = touchpoint = None
            named.clear()
            continue
        alone = _alone(row) if parted else None
        if alone is not None:
            # A line of its own is the stage of the touchpoints below it.
            stage = builder.stage(name_of(alone.text) or plain_text(alone.text))
            touchpoint = None
            builder.take(alone, (*stage.path, "name"))
            continue
        number = _text_at(row, at_number)
        name = _name_at(row, at_stage)
        name = builder.renamed.get(slug(name), name)
        is_new = bool(name) and (stage is None or stage.values["name"] != name)
        returns = is_new and slug(name) in named
        named.add(slug(name))
        if is_new:
            stage = builder.stage(name)
            touchpoint = None
        if (
            stage is not None
            and at_stage is not None
            and row[at_stage].text.strip()
            and row[at_stage].row == at_row
        ):
            builder.take(row[at_stage], (*stage.path, "name"), joined_above() if returns else None)
        if stage is None and at_stage is not None:
            _miss_row(row, columns, builder)
            continue
        if (
            builder.numbered
            and at_touchpoint is None
            and not name
            and at_stage is not None
            and row[at_stage].row == at_row
        ):
            # In a list of ours each row is another stage.
            _miss_row(row, columns, builder)
            continue
        if stage is None:
            stage = builder.only_stage()
        cell = row[at_touchpoint] if at_touchpoint is not None else None
        named_by_does = False
        names = _names(cell, by_stage=by_stage and not _is_one(cell, columns)) if cell else []
        place = stage
        if cell is not None and len(names) == 1:
            if cell.row == at_row or touchpoint is None:
                touchpoint = builder.touchpoint(stage, names[0], number, last=not who, who=who)
                counted = number
                builder.take(cell, (*touchpoint.path, "name"))
            place = touchpoint
        elif cell is not None and names:
            for each in names:
                builder.touchpoint(stage, each, who=who)
            builder.take(cell, (*stage.path, "touchpoints"))
        elif (
            cell is not None
            and number
            and number != counted
            and (builder.numbered or (name and touchpoint is not None))
        ):
            # Its number says that it is another touchpoint than the one above.
            called_by = _called_by(row, columns) or number
            place = touchpoint = builder.touchpoint(stage, called_by, number, who=who)
            counted = number
            builder.ask_name(touchpoint, cell)
        elif touchpoint is not None and not (name and at_touchpoint is not None and is_new):
            place = touchpoint
        elif at_touchpoint is None and not by_stage:
            made = _unnamed(row, columns, builder, stage, who)
            place = made if made is not None else stage
            named_by_does = made is not None and _number(columns, "does") is not None
        things = Row()
        for column, heading in columns.items():
            value = row[column]
            if column in (at_stage, at_touchpoint, at_number):
                if column == at_number and value.text.strip():
                    builder.take(value, place.path)
                continue
            if value.row != at_row and not _applies_again(value, heading, place):
                continue
            if named_by_does and heading.key == "does":
                continue
            if value.text.strip():
                told = _of_whom(heading, row, at_persona)
                if who and not told.about and told.key in _OF_ONE:
                    told = replace(told, about=who)
                builder.add(place, told, value, things)
        builder.end_row(things, place)
        _rest(row, columns, builder)


def _meet(body: Rows, at_persona: int, builder: Builder) -> None:
    """Knows all people of a column before somebody speaks."""
    for row in body:
        if not is_blank(row[at_persona].text):
            for name in names_of(row[at_persona].text):
                if StandIn.EVERYBODY not in stands_for(name):
                    builder.persona(name)


def _tells_of_each(
    body: Rows, at_stage: int | None, at_touchpoint: int | None, at_persona: int | None
) -> bool:
    """Whether a touchpoint has a row for each persona: then what is felt in it is that one's alone."""
    if at_persona is None or at_touchpoint is None:
        return False
    found: dict[tuple[str, str], str] = {}
    for row in body:
        place = (_name_at(row, at_stage), _name_at(row, at_touchpoint))
        who = _name_at(row, at_persona)
        if who and place[1] and found.setdefault(place, who) != who:
            return True
    return False


def _of_whom(heading: Heading, row: Sequence[Cell], at_persona: int | None) -> Heading:
    """What a column means in the row of one persona."""
    if at_persona is None or heading.about or heading.key not in _PERSONAL:
        return heading
    names = names_of(row[at_persona].text)
    return replace(heading, about=names[0]) if len(names) == 1 else heading


def _is_parted(body: Rows) -> bool:
    """Whether lines of one cell part the rows of a table: the first is one, and no two follow each other."""
    alone = [_alone(row) is not None for row in body]
    pairs = zip(alone, [*alone[1:], True], strict=True)
    return bool(alone) and alone[0] and not any(one and after for one, after in pairs)


def _alone(row: Sequence[Cell]) -> Cell | None:
    """The cell of a row that stands alone at its head; None where others stand beside it."""
    cells = {id(cell): cell for cell in row if cell.text.strip()}
    first = next(iter(cells.values()), None)
    return first if first is not None and len(cells) == 1 and first.column == 0 else None


def _row_of(row: Sequence[Cell]) -> int:
    """The number of a row: that of its cells which begin in it."""
    return max(cell.row for cell in row)


def _applies_again(cell: Cell, heading: Heading, place: Place) -> bool:
    """Whether what a merged cell says holds for each row that it covers."""
    again = ("owner", "channel", "personas", "evidence", "goal", "phase")
    return cell.rows > 1 and heading.key in again


def _rest(row: Sequence[Cell], columns: Mapping[int, Heading], builder: Builder) -> None:
    """What stands in columns without a head is not understood."""
    for number, cell in enumerate(row):
        inside = number in columns or cell.column in columns
        if not inside and cell.text.strip() and (cell.row, cell.column) == (_row_of(row), number):
            builder.miss(cell, tr("Its column has no head."))


def _miss_row(row: Sequence[Cell], columns: Mapping[int, Heading], builder: Builder) -> None:
    for cell in {id(cell): cell for cell in row if cell.text.strip()}.values():
        builder.miss(cell, tr("No stage stands in its row, or above."))


def _miss_nameless(row: Sequence[Cell], builder: Builder) -> None:
    """Says that nobody knows whom, or what, a row is about."""
    for cell in {id(cell): cell for cell in row if not is_blank(cell.text)}.values():
        builder.miss(cell, tr("No name stands in its row."))


def _text_at(row: Sequence[Cell], column: int | None) -> str:
    return row[column].text.strip() if column is not None else ""


def _name_at(row: Sequence[Cell], column: int | None) -> str:
    text = plain_text(_text_at(row, column))
    return "" if is_blank(text) else name_of(text) or text


def _is_one(cell: Cell, columns: Mapping[int, Heading]) -> bool:
    """Whether what a row says is done is done in all that its cell names: names on one line are one then."""
    return _number(columns, "does") is not None and len(items_of(cell.text)) == 1


def _names(cell: Cell, *, by_stage: bool) -> list[str]:
    """The touchpoints that a cell names: several only where a row is a whole stage."""
    if is_blank(cell.text):
        return []
    if not by_stage:
        name = name_of(cell.text)
        return [name] if name else []
    return touchpoints_of(cell.text)


def _is_by_stage(
    body: Rows, at_stage: int | None, at_touchpoint: int | None, columns: Mapping[int, Heading]
) -> bool:
    """Whether each row is a whole stage: none is named twice, and some row has several touchpoints."""
    if at_stage is None:
        return False
    names = [slug(_name_at(row, at_stage)) for row in body if any(c.text.strip() for c in row)]
    if not all(names) or len(set(names)) < len(names):
        return False
    if at_touchpoint is None:
        return True
    return any(len(touchpoints_of(row[at_touchpoint].text)) > 1 for row in body)


def _called_by(row: Sequence[Cell], columns: Mapping[int, Heading]) -> str:
    """What a touchpoint may be called whose row has no name for it: by what is done there, or where."""
    for key in ("does", "channel"):
        text = _text_at(row, _number(columns, key))
        if not is_blank(text):
            return items_of(text)[0][:_LONGEST_NAME]
    return ""


def _unnamed(
    row: Sequence[Cell], columns: Mapping[int, Heading], builder: Builder, stage: Place, who: str
) -> Place | None:
    """The touchpoint of a row that names none, by what the customer does there, else by the channel."""
    for key in ("does", "channel"):
        column = _number(columns, key)
        if column is not None and not is_blank(row[column].text):
            name = name_of(row[column].text)
            place = builder.touchpoint(stage, name[:_LONGEST_NAME], last=not who, who=who)
            if key == "does":
                builder.take(row[column], (*place.path, "name"))
            return place
    return None


def _read_things(body: Rows, columns: Mapping[int, Heading], builder: Builder, thing: str) -> None:
    """Takes rows that are a pain, a gain, an opportunity or a metric each."""
    at_stage, at_touchpoint = _number(columns, "stages"), _number(columns, "touchpoints")
    at_number = _number(columns, "number")
    main = _number(columns, thing)
    assert main is not None
    for row in body:
        if is_blank(row[main].text):
            for cell in {id(cell): cell for cell in row if not is_blank(cell.text)}.values():
                builder.miss(cell)
            continue
        place, note = _place_of(row, at_stage, at_touchpoint, at_number, builder)
        things = Row(alone=True)
        builder.add(place, columns[main], row[main], things)
        for column, heading in columns.items():
            cell = row[column]
            if column == main or not cell.text.strip():
                continue
            if column in (at_stage, at_number) or (
                column == at_touchpoint and place.level == "touchpoint"
            ):
                builder.take(cell, place.path, note if column == at_touchpoint else None)
                continue
            if column == at_touchpoint:
                # No stage says which of that name is meant.
                heading = replace(heading, key="")
            for known, path in things.things.get(thing, []):
                if heading.key in ("personas", "evidence"):
                    builder.add(Place("touchpoint", known, path, None), heading, cell)
                else:
                    builder.describe(known, path, heading, cell)
        _rest(row, columns, builder)


def _place_of(
    row: Sequence[Cell],
    at_stage: int | None,
    at_touchpoint: int | None,
    at_number: int | None,
    builder: Builder,
) -> tuple[Place, Message | None]:
    """Where a thing stands, and what is to be said of the touchpoint that its row names."""
    name = _name_at(row, at_stage)
    touchpoint, number = _name_at(row, at_touchpoint), _text_at(row, at_number)
    if not name and touchpoint:
        return builder.only_touchpoint(touchpoint) or builder.journey, None
    if not name or slug(name) in whole_journey():
        return builder.journey, None
    stage = builder.stage(name)
    if not touchpoint:
        return stage, None
    anew = builder.touchpoint_anew(stage, touchpoint, number)
    if anew is not None:
        return anew, called(str(anew.values["name"]))
    if not builder.numbered:
        return builder.touchpoint(stage, touchpoint, number), None
    known = builder.numbers_of(stage, touchpoint)
    if known and number and number not in known:
        # Whoever moves a pain writes where it goes, and leaves the number behind.
        says = tr("No touchpoint of this name has this number; the name counts.")
        return builder.touchpoint(stage, touchpoint), says
    note = None if known else tr("No list of touchpoints has it.")
    return builder.touchpoint(stage, touchpoint, number), note


def read_personas(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes rows that are a persona each."""
    row = heads_of(block)
    columns = columns_of(row, headings, PERSONA_KEYS)
    for number, one in columns.items():
        if not one.key:
            meant = headings.read(row[number].text, JOURNEY_KEYS).key
            columns[number] = replace(one, key=_PORTRAYED.get(meant, ""))
    main = _number(columns, "personas")
    main = _number(columns, "name") if main is None else main
    # Names may stand below no head, before all that is told of each.
    main = 0 if main is None else main
    for number in columns:
        builder.take(row[number], ())
    for line in block.rows[block.head + 1 :]:
        name = plain_text(line[main].text)
        if not name:
            _miss_nameless(line, builder)
            continue
        persona = builder.persona(name)
        path = ("personas", builder.values["personas"].index(persona))
        builder.take(line[main], (*path, "name"))
        for column, heading in columns.items():
            if column != main and not is_blank(line[column].text):
                builder.portray(persona, path, heading, line[column])
        if persona.get("id") == name:
            # It names one of a library and says nothing of it.
            persona.pop("name")


def read_evidence(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes rows that are a piece of evidence each."""
    row = heads_of(block)
    columns = columns_of(row, headings, EVIDENCE_KEYS)
    main = _number(columns, "evidence")
    assert main is not None
    for number in columns:
        builder.take(row[number], ())
    for line in block.rows[block.head + 1 :]:
        if is_blank(line[main].text):
            _miss_nameless(line, builder)
            continue
        source, path = builder.source(plain_text(line[main].text))
        builder.take(line[main], (*path, "title"))
        for column, heading in columns.items():
            if column != main and not is_blank(line[column].text):
                builder.describe(source, path, heading, line[column])
