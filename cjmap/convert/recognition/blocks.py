"""The parts of a table: which of its rows belong together, and which form they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Final

from cjmap.convert.recognition.heading import (
    EVIDENCE_KEYS,
    JOURNEY_KEYS,
    LANES,
    MAP_KEYS,
    METRIC,
    NOTE_KEYS,
    OF_THINGS,
    PERSONA_KEYS,
    THINGS,
    Heading,
    Headings,
)
from cjmap.convert.recognition.places import are_of_people
from cjmap.convert.tables import Cell
from cjmap.records import dataclass, replace
from cjmap.text.slugs import slug

Rows = Sequence[Sequence[Cell]]

# Below so many rows no head of a table is looked for, and in so many first columns names of lanes.
_HEAD_WITHIN: Final = 12
_LABELS_WITHIN: Final = 3
# A grid has no more lanes than this.
_MOST_LANES: Final = 300
# What stands above stages for several of them.
_BANDS: Final = frozenset(("personas", "phase", "stages"))
# What a table of notes may say of each beside its text and its frame.
_OF_NOTES: Final = frozenset("stages type kind tags owner personas number name status id".split())
# What a table says that speaks of touchpoints or stages themselves.
_OF_PLACES: Final = frozenset(
    """
    channel does thoughts quote expects emotion score duration wait frontstage backstage support
    physical_evidence feedback moment_of_truth goal description success phase tags automation
    handoff entry exit initiator kind
    """.split()
)
# What a table of people says of each beside the name; one of them makes it such a table.
_OF_PERSONAS: Final = frozenset(
    "role age bio quote goals needs frustrations motivations devices".split()
)
# What tables of people say and tables of journeys do not.
_OF_PERSONAS_ALONE: Final = frozenset("role age bio motivations devices".split())
# No more than so many rows tell of people in columns.
_MOST_TOLD: Final = 60
# What a table of a journey says and lists of people, or of work, do not.
_OF_JOURNEYS: Final = frozenset("channel emotion score thoughts frontstage backstage wait".split())
# What lists of work say of each task; one of the latter makes it such a list.
_OF_WORK: Final = frozenset("owner due done status effort ticket customer_value cost".split())
_OF_WORK_ALONE: Final = frozenset("due done effort ticket".split())
# Under what heads tasks stand.
_TASKS: Final = frozenset(("touchpoints", "does", "name"))


class Form(Enum):
    """What the rows of a block are."""

    LISTED = "a touchpoint or a stage a row"
    THINGS = "a pain, a gain, an opportunity or a metric a row"
    GRID = "stages across, lanes down"
    PERSONAS = "a persona a row"
    EVIDENCE = "a piece of evidence a row"
    NOTES = "a note of a whiteboard a row"
    FRAME = "the name of a frame of a whiteboard, and its notes"
    HEAD = "a key and what it says a row"


JOURNEYS: Final = (Form.LISTED, Form.GRID, Form.NOTES, Form.FRAME)
"""What tells of a journey's stages and touchpoints."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table in one form. `head` is the row that names columns, or holds the stages.

    `heads` are the rows above it that name columns with it, as groups of them; `labels` is how many
    columns before the first stage name the lanes of a grid; `person` names the one whom all of it is
    about, and stands in no row of it. `main` is the column of what is to be done, where no head says
    that it is opportunities.
    """

    form: Form
    rows: Rows
    head: int = 0
    labels: int = 0
    heads: int = 0
    person: Cell | None = None
    main: int | None = None

    @property
    def first(self) -> int:
        """The first row that belongs to the form."""
        return self.head - self.heads


def blocks_of(rows: Rows, headings: Headings) -> list[Block]:
    """The blocks of a table: rows of nothing part it where what follows has a head of its own.

    Tables that stand beside each other are blocks, too. A name above each of several is that of the
    person whom it is about.
    """
    found = [block for part in _beside(rows, headings) for block in _blocks_of(part, headings)]
    return _with_people(found, headings)


def _beside(rows: Rows, headings: Headings) -> list[Rows]:
    """Tables that stand beside each other, which one row of heads tells: they begin anew in it."""
    listed = _listed(rows, headings)
    if listed is None:
        return [rows]
    heads = rows[listed[0].head]
    words = [slug(cell.text) if cell.column == at else "" for at, cell in enumerate(heads)]
    first = next(word for word in words if word)
    starts = [at for at, word in enumerate(words) if word == first]
    ends = [*starts[1:], len(words)]
    parts = [
        [word for word in words[start:end] if word] for start, end in zip(starts, ends, strict=True)
    ]
    if len(parts) < 2 or any(len(part) < 2 or part[1] != parts[0][1] for part in parts):
        return [rows]
    return [
        _cut(rows, start if at else 0, end)
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _cut(rows: Rows, start: int, end: int) -> Rows:
    """Some columns of rows, as a table of their own."""
    made: dict[int, Cell] = {}

    def cut(cell: Cell, row: int, column: int) -> Cell:
        if cell.column < start:
            # What reaches into them is another table's.
            return Cell("", row, column - start, cell.spot)
        columns = min(cell.columns, end - cell.column)
        moved = replace(cell, column=cell.column - start, columns=columns)
        return made.setdefault(id(cell), moved)

    return [
        [cut(cell, number, start + at) for at, cell in enumerate(row[start:end])]
        for number, row in enumerate(rows)
    ]


def _with_people(blocks: list[Block], headings: Headings) -> list[Block]:
    """Blocks that know whom they are about, where a line above each of several names somebody."""
    told = [at for at, block in enumerate(blocks) if block.form in (Form.LISTED, Form.GRID)]
    above = [blocks[at - 1] if at else None for at in told]
    lines = [_line_of(block) for block in above]
    named = [line for line in lines if line is not None]
    if len(told) < 2 or len(named) < len(told):
        return blocks
    sure = all(headings.read(cell.text, JOURNEY_KEYS).key == "personas" for cell in named)
    stages = [_stages_in(blocks[at], headings) for at in told]
    if not sure and not are_of_people(named, stages):
        return blocks
    found = list(blocks)
    for at, cell in zip(told, named, strict=True):
        found[at] = replace(blocks[at], person=cell)
        found[at - 1] = replace(blocks[at - 1], rows=blocks[at - 1].rows[:-1])
    return [block for block in found if block.rows]


def _line_of(block: Block | None) -> Cell | None:
    """The one cell in the last line of what stands above a block; None where that is something else."""
    if block is None or block.form is not Form.HEAD:
        return None
    cells = {id(cell): cell for cell in block.rows[-1] if cell.text.strip()}
    return next(iter(cells.values())) if len(cells) == 1 else None


def _stages_in(block: Block, headings: Headings) -> list[str]:
    """The stages that a block names, as slugs."""
    if block.form is Form.GRID:
        cells = [*block.rows[block.head][block.labels :]]
    else:
        heads = heads_of(block)
        read = [headings.read(cell.text, JOURNEY_KEYS).key for cell in heads]
        at = read.index("stages") if "stages" in read else 0
        cells = [row[at] for row in block.rows[block.head + 1 :]]
    return [slug(cell.text) for cell in cells if cell.text.strip()]


def _blocks_of(rows: Rows, headings: Headings) -> Iterator[Block]:
    parts = [*_parts(rows)]
    forms = [_form_of(part, headings) for part in parts]
    if len(parts) > 1 and not any(forms):
        # Rows of nothing may stand between the stages and their lanes.
        whole = _form_of([row for part in parts for row in part], headings)
        if whole is not None:
            yield from _with_head(whole)
            return
        if _are_frames(parts, headings):
            yield from (Block(Form.FRAME, part) for part in parts)
            return
    current: Block | None = None
    waiting: list[Sequence[Cell]] = []
    for part, block in zip(parts, forms, strict=True):
        if block is None and current is not None and _goes_on(current, part, headings):
            current = replace(current, rows=[*current.rows, *waiting, *part])
            waiting = []
        elif block is None:
            waiting += part
        else:
            if current is not None:
                yield from _with_head(current)
            if waiting:
                yield Block(Form.HEAD, waiting)
            current, waiting = block, []
    if current is not None:
        yield from _with_head(current)
    if waiting:
        yield Block(Form.HEAD, waiting)


def _are_frames(parts: Sequence[Rows], headings: Headings) -> bool:
    """Whether parts are lists of one column, most of them below the name of a lane."""
    if not all(len(part) > 1 and all(_filled(row) == 1 for row in part) for part in parts):
        return False
    named = [headings.read(next(filter(None, _texts(part[0]))), LANES).key for part in parts]
    return sum(map(bool, named)) * 2 > len(parts)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text.strip() for cell in row]


def _with_head(block: Block) -> Iterator[Block]:
    """A block, behind the lines that stand above what it is."""
    if block.first > 0:
        yield Block(Form.HEAD, block.rows[: block.first])
    yield block


def _goes_on(block: Block, part: Rows, headings: Headings) -> bool:
    """Whether rows below a row of nothing go on with a block, and are no lines about all of it."""
    if block.form is Form.GRID:
        return any(
            any(cell.text.strip() for cell in row[: block.labels])
            and any(cell.text.strip() for cell in row[block.labels :])
            and (
                _filled(row) > 2 or bool(headings.read(label_of(row, block.labels).text, LANES).key)
            )
            for row in part
        )
    if block.form is Form.HEAD:
        return False
    named = [
        column
        for column, cell in enumerate(heads_of(block))
        if cell.text.strip() and cell.column == column
    ]
    least = min(3, len(named))
    filled = [sum(bool(row[column].text.strip()) for column in named) for row in part]
    return any(count >= least for count in filled)


def heads_of(block: Block) -> list[Cell]:
    """The cells that name the columns of a block: of each the lowest that says something."""
    return _over(block.rows[block.first : block.head + 1])


def _over(rows: Rows) -> list[Cell]:
    return [
        next((cell for cell in reversed(column) if cell.text.strip()), column[-1])
        for column in zip(*rows, strict=True)
    ]


def label_of(row: Sequence[Cell], labels: int) -> Cell:
    """The cell that names a row: the last one before the stages that holds something."""
    filled = [cell for cell in row[:labels] if cell.text.strip()]
    return filled[-1] if filled else row[labels - 1]


def says_ours(rows: Rows) -> bool:
    """Whether rows say that cjmap wrote the workbook, as the first sheet of its lists does."""
    return any(
        len(row) > 1 and row[0].text.strip() == "cjmap" and row[1].text.strip() == "1"
        for row in rows
    )


def _parts(rows: Rows) -> Iterator[list[Sequence[Cell]]]:
    """The rows between those that are empty."""
    part: list[Sequence[Cell]] = []
    for row in rows:
        if any(cell.text.strip() for cell in row):
            part.append(row)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _filled(row: Sequence[Cell]) -> int:
    return len({id(cell) for cell in row if cell.text.strip()})


def _spans(row: Sequence[Cell]) -> bool:
    return any(cell.columns > 1 for cell in row)


def _form_of(rows: Rows, headings: Headings) -> Block | None:
    if says_ours(rows):
        return Block(Form.HEAD, rows)
    found = _of_notes(rows, headings) or _of_portraits(rows, headings) or _of_work(rows, headings)
    if found is not None:
        return found
    listed = _listed(rows, headings)
    grid = _grid(rows, headings)
    if listed is not None and (
        grid is None or (listed[1] > grid[1] and not _reads_across(listed[0], headings))
    ):
        return listed[0]
    if grid is not None:
        return grid[0]
    return _of_persons(rows, headings)


def _listed(rows: Rows, headings: Headings) -> tuple[Block, int] | None:
    """The row that names columns of a journey, and how many it names."""
    best: tuple[Block, int] | None = None
    for number in range(min(len(rows) - 1, _HEAD_WITHIN)):
        for above in range(1 + _has_groups(rows, number)):
            row = _over(rows[number - above : number + 1])
            cells = _distinct(row)
            if len(cells) < 2:
                continue
            read = headings.read_all(cells, JOURNEY_KEYS)
            keys = {one.about if one.key == METRIC else one.key for one in read if one.key}
            places = keys & {"stages", "touchpoints"}
            corner = row[0].text.strip()
            nameless = not places and len(keys) >= 3 and (not corner or not read[0].key)
            if (places and len(keys) >= 2) or (
                nameless and _reads_down(rows[number + 1 :], headings)
            ):
                score = len(keys) + len(places)
                if best is None or score > best[1]:
                    form = Form.THINGS if thing_of(read) else Form.LISTED
                    best = Block(form, rows, number, heads=above), score
    if best is not None and not best[0].heads and _has_groups(rows, best[0].head):
        best = replace(best[0], heads=1), best[1]
    return best


def _has_groups(rows: Rows, number: int) -> bool:
    """Whether the row above one names groups of its columns: it spans them, or what it leaves empty."""
    if number == 0:
        return False
    above, below = rows[number - 1], rows[number]
    if _filled(above) < 2:
        return False
    if any(cell is other and cell.text.strip() for cell, other in zip(above, below, strict=True)):
        return True
    if _spans(above):
        return True
    if _stands_over_heads(above, below):
        return True
    # Without merged cells a group stands above its first column, and the next ones are empty.
    alone = [
        column
        for column, cell in enumerate(above)
        if cell.text.strip() and not below[column].text.strip()
    ]
    return bool(alone) and any(
        not cell.text.strip() and below[column].text.strip() for column, cell in enumerate(above)
    )


def _stands_over_heads(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether names stand above the first of the same heads each, or each above all of its own.

    So tables of several people look where no cells are merged.
    """
    names = [slug(cell.text) for cell in above]
    starts = [at for at, name in enumerate(names) if name and (not at or name != names[at - 1])]
    if len(starts) < 2:
        return False
    heads = [slug(cell.text) for cell in below]
    ends = [*starts[1:], len(heads)]
    parts = [
        [one for one in heads[start:end] if one] for start, end in zip(starts, ends, strict=True)
    ]
    alike = all(part and set(part) == set(parts[0]) for part in parts)
    return alike and len({names[at] for at in starts}) == len(starts)


def thing_of(columns: Iterable[Heading]) -> str:
    """The kind of thing that each row of a table is, "" where it is a touchpoint or a stage.

    Its columns say more of such a thing than what it is called, and nothing of the place.
    """
    keys = {one.key for one in columns}
    things = [key for key in THINGS if key in keys]
    if len(things) != 1 or keys & _OF_PLACES:
        return ""
    more = any(things[0] in OF_THINGS.get(key, ()) for key in keys)
    return things[0] if more or (things[0] == "gains" and keys & {"evidence", "id"}) else ""


def _reads_down(rows: Rows, headings: Headings) -> bool:
    """Whether the first column below a head names stages, and no lanes."""
    names = [row[0] for row in rows[:_MOST_LANES] if row[0].text.strip()]
    lanes = [cell for cell in names if headings.read(cell.text, JOURNEY_KEYS).sure_key]
    return bool(names) and len(lanes) * 2 < len(names)


def _reads_across(block: Block, headings: Headings) -> bool:
    """Whether more of what stands in the first column below heads names lanes than of the heads themselves.

    A stage may be called as a lane is: `Action`, `Support`.
    """
    lanes = [row[0] for row in block.rows[block.head + 1 :] if row[0].text.strip()]
    return _known(lanes, headings) > _known(heads_of(block)[1:], headings)


def _known(cells: Sequence[Cell], headings: Headings) -> float:
    """The share of words that mean a lane."""
    named = _distinct(cells)
    known = [cell for cell in named if headings.read(cell.text, LANES).key not in ("", "stages")]
    return len(known) / max(len(named), 1)


def _grid(rows: Rows, headings: Headings) -> tuple[Block, int] | None:
    """The columns that name lanes, the row that names stages, and how many lanes are known."""
    if len(rows) > _MOST_LANES:
        return None
    best: tuple[Block, int] | None = None
    most = (0, 0)
    width = len(rows[0])
    for count in range(1, min(_LABELS_WITHIN, width - 1) + 1):
        labels = [headings.read(label_of(row, count).text, JOURNEY_KEYS) for row in rows]
        lanes = [
            number
            for number, one in enumerate(labels)
            if one.key and one.key not in ("stages", "number") and _filled(rows[number][count:]) > 0
        ]
        keys = {labels[number].key for number in lanes}
        if len(keys) < 2 or (len(keys), len(lanes)) <= most:
            continue
        head = _head_row(rows, labels, _first_lane(rows, lanes, count - 1), count - 1)
        if head is None:
            continue
        most = (len(keys), len(lanes))
        above = _rows_above(rows, head, count, headings)
        best = Block(Form.GRID, rows, head, count, above), len(keys)
    return best


def _rows_above(rows: Rows, head: int, labels: int, headings: Headings) -> int:
    """How many rows above the stages are about groups of them: phases, people."""
    first = head
    while first > 0 and (
        is_band(rows[first - 1], labels, headings)
        or _stands_over(rows[first - 1], rows[head], labels)
    ):
        first -= 1
    return head - first


def _stands_over(row: Sequence[Cell], stages: Sequence[Cell], labels: int) -> bool:
    """Whether a row without a label names groups of stages, above the first of each: each has the same ones."""
    if label_of(row, labels).text.strip():
        return False
    starts = [at for at, cell in enumerate(row) if cell.text.strip() and cell.column == at]
    if len(starts) < 2 or starts[0] != labels:
        return False
    names = [slug(cell.text) for cell in stages]
    ends = [*starts[1:], len(names)]
    parts = [
        [one for one in names[start:end] if one] for start, end in zip(starts, ends, strict=True)
    ]
    return all(len(part) > 1 and {*part} & {*parts[0]} for part in parts)


def is_band(row: Sequence[Cell], labels: int, headings: Headings) -> bool:
    """Whether a row above the stages is about groups of these: it spans them, or says so."""
    cells = row[labels:]
    if _filled(cells) < 2:
        return False
    if any(cell.columns > 1 for cell in cells if cell.text.strip()):
        return True
    known = headings.read(label_of(row, labels).text, JOURNEY_KEYS).key in _BANDS
    return known and not any(headings.read(cell.text, MAP_KEYS).key for cell in cells)


def _first_lane(rows: Rows, lanes: Sequence[int], column: int) -> int:
    """The first row that says something of several stages, where any does: those above are lines."""
    several = [
        number
        for number in lanes
        if _filled(rows[number][column + 1 :]) > 1 or _spans(rows[number][column + 1 :])
    ]
    return several[0] if several else lanes[0]


def _head_row(rows: Rows, labels: Sequence[Heading], first: int, column: int) -> int | None:
    """The row that names the stages: the one that says so, else the last one above the lanes."""
    named = [number for number, one in enumerate(labels) if one.key == "stages"]
    named = [number for number in named if _filled(rows[number][column + 1 :])]
    if named:
        return named[0]
    above = [number for number in range(first) if _filled(rows[number][column + 1 :]) >= 1]
    above = [
        number
        for number in above
        if not _is_line(rows[number]) and labels[number].key != "personas"
    ]
    several = [number for number in above if _filled(rows[number][column + 1 :]) >= 2]
    if several:
        return several[0]
    if above:
        return above[-1]
    # Touchpoints may stand in the first row, without stages above them.
    return None


def _is_line(row: Sequence[Cell]) -> bool:
    """Whether a row is one text across everything, as a title is."""
    return _filled(row) == 1


def _of_notes(rows: Rows, headings: Headings) -> Block | None:
    for number, row in enumerate(rows[: min(_HEAD_WITHIN, len(rows) - 1)]):
        cells = _distinct(row)
        keys = {one.key for one in headings.read_all(cells, NOTE_KEYS)}
        if "text" in keys and keys & {"frame", "stages"}:
            more = {one.key for one in headings.read_all(cells, JOURNEY_KEYS) if one.key}
            return Block(Form.NOTES, rows, number) if more <= _OF_NOTES else None
    return None


def _of_portraits(rows: Rows, headings: Headings) -> Block | None:
    """A column each person, whose first says what is told of them; each is a row of what this gives."""
    if len(rows) > _MOST_TOLD or len(rows[0]) < 2:
        return None
    labels = [row[0] for row in rows]
    keys = [
        headings.read(cell.text, PERSONA_KEYS).key if cell.text.strip() else "" for cell in labels
    ]
    told = {key for key in keys[1:] if key}
    lanes = {headings.read(cell.text, LANES).sure_key for cell in labels} & _OF_JOURNEYS
    if len(told) < 3 or not told & _OF_PERSONAS_ALONE or lanes:
        return None
    first = list(rows[0])
    if _filled(first) == 1 and first[0].text.strip() and not keys[0]:
        # The name stands alone above what is told of one person.
        first[0], first[1] = first[1], first[0]
    elif keys[0] not in ("personas", "name") and first[0].text.strip():
        return None
    turned = _turned([first, *rows[1:]])
    return Block(Form.PERSONAS, [row for row in turned if row is turned[0] or row[0].text.strip()])


def _turned(rows: Rows) -> list[Sequence[Cell]]:
    """The columns of rows as rows."""
    return [list(column) for column in zip(*rows, strict=True)]


def _of_work(rows: Rows, headings: Headings) -> Block | None:
    """A list of what is to be done, each with who does it, until when, at what cost."""
    for number, row in enumerate(rows[: min(_HEAD_WITHIN, len(rows) - 1)]):
        cells = _distinct(row)
        if len(cells) < 3:
            continue
        read = headings.read_all(cells, JOURNEY_KEYS)
        keys = {one.key for one in read}
        if "date" in keys and not keys & {"value", "metrics"}:
            keys.add("due")
        if len(keys & _OF_WORK) < 2 or not keys & _OF_WORK_ALONE or keys & _OF_JOURNEYS:
            continue
        if "opportunities" in keys or any(one.sure_key == "touchpoints" for one in read):
            continue
        tasks = [
            cell.column
            for cell, one in zip(cells, read, strict=True)
            if one.key in _TASKS or (not one.key and cell is cells[0])
        ]
        if tasks:
            return Block(Form.THINGS, rows, number, main=tasks[0])
    return None


def _of_persons(rows: Rows, headings: Headings) -> Block | None:
    for number, row in enumerate(rows[: min(_HEAD_WITHIN, len(rows) - 1)]):
        cells = _distinct(row)
        if len(cells) < 2:
            continue
        keys = {one.key for one in headings.read_all(cells, PERSONA_KEYS)}
        about = keys & _OF_PERSONAS
        if about and ("personas" in keys or ("name" in keys and len(about) > 1)):
            return Block(Form.PERSONAS, rows, number)
        keys = {one.key for one in headings.read_all(cells, EVIDENCE_KEYS)}
        if "evidence" in keys and len(keys & EVIDENCE_KEYS) >= 2:
            return Block(Form.EVIDENCE, rows, number)
    return None


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, each once."""
    seen: dict[int, Cell] = {}
    for cell in row:
        if cell.text.strip():
            seen.setdefault(id(cell), cell)
    return list(seen.values())
