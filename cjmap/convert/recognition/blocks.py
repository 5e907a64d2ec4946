"""The parts of a table: which of its rows belong together, and which form they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Final

from cjmap.convert.recognition.cells import is_blank
from cjmap.convert.recognition.heading import (
    EVIDENCE_KEYS,
    JOURNEY_KEYS,
    MAP_KEYS,
    METRIC,
    OF_THINGS,
    PERSONA_KEYS,
    THINGS,
    Heading,
    Headings,
)
from cjmap.convert.tables import Cell
from cjmap.records import dataclass
from cjmap.text.slugs import slug

Rows = Sequence[Sequence[Cell]]

# Below so many rows no head of a table is looked for, and in so many first columns names of lanes.
_HEAD_WITHIN: Final = 12
_LABELS_WITHIN: Final = 3
# A grid has no more lanes than this.
_MOST_LANES: Final = 300
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


class Form(Enum):
    """What the rows of a block are."""

    LISTED = "a touchpoint or a stage a row"
    THINGS = "a pain, a gain, an opportunity or a metric a row"
    GRID = "stages across, lanes down"
    PERSONAS = "a persona a row"
    EVIDENCE = "a piece of evidence a row"
    HEAD = "a key and what it says a row"


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table in one form. `head` is the row that names columns, or holds the stages.

    `labels` is how many columns before the first stage name the lanes of a grid.
    """

    form: Form
    rows: Rows
    head: int = 0
    labels: int = 0


def blocks_of(rows: Rows, headings: Headings) -> Iterator[Block]:
    """The blocks of a table: where rows of nothing part it and what follows has a head of its own."""
    pending: list[Sequence[Cell]] = []
    for part in _parts(rows):
        block = _form_of(part, headings)
        if block is None:
            pending += part
            continue
        if pending:
            yield from _below(pending, headings)
            pending = []
        if block.head > 0:
            above = block.rows[: _first_row(block)]
            if above:
                yield Block(Form.HEAD, above)
        yield block
    if pending:
        yield from _below(pending, headings)


def _first_row(block: Block) -> int:
    """The first row of a block that belongs to its form."""
    first = block.head
    if block.form is Form.GRID:
        while first > 0 and _filled(block.rows[first - 1]) > 1 and _spans(block.rows[first - 1]):
            first -= 1
    return first


def says_ours(rows: Rows) -> bool:
    """Whether rows say that cjmap wrote the workbook, as the first sheet of its lists does."""
    return any(
        len(row) > 1 and row[0].text.strip() == "cjmap" and row[1].text.strip() == "1"
        for row in rows
    )


def _below(rows: Rows, headings: Headings) -> Iterator[Block]:
    yield Block(Form.HEAD, rows)


def _parts(rows: Rows) -> Iterator[list[Sequence[Cell]]]:
    """The rows between those that are empty; what has no head belongs to the part before it."""
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
    listed = _listed(rows, headings)
    grid = _grid(rows, headings)
    if listed is not None and (grid is None or listed[1] > grid[1]):
        return listed[0]
    if grid is not None:
        return grid[0]
    return _of_persons(rows, headings)


def _listed(rows: Rows, headings: Headings) -> tuple[Block, int] | None:
    """The row that names columns of a journey, and how many it names."""
    best: tuple[Block, int] | None = None
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        cells = _distinct(row)
        if len(cells) < 2 or number + 1 >= len(rows):
            continue
        read = headings.read_all(cells, JOURNEY_KEYS)
        keys = {one.about if one.key == METRIC else one.key for one in read if one.key}
        places = keys & {"stages", "touchpoints"}
        corner = row[0].text.strip()
        nameless = not places and len(keys) >= 3 and (not corner or not read[0].key)
        if (places and len(keys) >= 2) or (nameless and _reads_down(rows[number + 1 :], headings)):
            score = len(keys) + len(places)
            if best is None or score > best[1]:
                form = Form.THINGS if thing_of(read) else Form.LISTED
                best = Block(form, rows, number), score
    return best


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


def _grid(rows: Rows, headings: Headings) -> tuple[Block, int] | None:
    """The columns that name lanes, the row that names stages, and how many lanes are known."""
    if len(rows) > _MOST_LANES:
        return None
    best: tuple[Block, int] | None = None
    width = len(rows[0])
    for column in range(min(_LABELS_WITHIN, width - 1)):
        labels = [headings.read(row[column].text, JOURNEY_KEYS) for row in rows]
        lanes = [
            number
            for number, one in enumerate(labels)
            if one.key
            and one.key not in ("stages", "number")
            and _filled(rows[number][column:]) > 1
        ]
        keys = {labels[number].key for number in lanes}
        if len(keys) < 2:
            continue
        head = _head_row(rows, labels, _first_lane(rows, lanes, column), column)
        if head is None:
            continue
        if best is None or len(keys) > best[1]:
            best = Block(Form.GRID, rows, head, column + 1), len(keys)
    return best


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
    above = [number for number in above if not _is_line(rows[number])]
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


def _of_persons(rows: Rows, headings: Headings) -> Block | None:
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        cells = _distinct(row)
        if len(cells) < 2 or number + 1 >= len(rows):
            continue
        read = headings.read_all(cells, PERSONA_KEYS)
        keys = {one.key for one in read}
        if "personas" in keys and keys & _OF_PERSONAS:
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


def pairs_of(row: Sequence[Cell]) -> tuple[Cell, list[Cell]] | None:
    """The first cell of a row and what stands behind it; None for a row of nothing."""
    cells = _distinct(row)
    return (cells[0], cells[1:]) if cells else None


def is_map_key(text: str, headings: Headings) -> bool:
    """Whether a text is the name of something that is said of a journey as a whole."""
    return bool(headings.read(text, MAP_KEYS).key) and not is_blank(text) and bool(slug(text))
