"""Tables → drafts of maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Final

from cjmap.convert.drafts import Draft, Fate, Reading, Remark
from cjmap.convert.marks import Marks, mark, read_marks
from cjmap.convert.recognition.blocks import (
    JOURNEYS,
    Block,
    Form,
    blocks_of,
    heads_of,
    says_ours,
)
from cjmap.convert.recognition.building import Builder
from cjmap.convert.recognition.cells import decimal_comma, name_of, plain_text
from cjmap.convert.recognition.errors import without_errors
from cjmap.convert.recognition.grid import read_grid
from cjmap.convert.recognition.heading import (
    JOURNEY_KEYS,
    MAP_KEYS,
    WHOLE,
    Heading,
    Headings,
    likely_language,
)
from cjmap.convert.recognition.listed import read_evidence, read_listed, read_personas
from cjmap.convert.recognition.notes import read_frame, read_notes
from cjmap.convert.recognition.places import called
from cjmap.convert.recognition.titles import is_generic
from cjmap.convert.recognition.wall import HEAD, read_wall, refers
from cjmap.convert.tables import NOWHERE, Cell, Spot, Table
from cjmap.findings import Path
from cjmap.languages.heads import head_of
from cjmap.messages import tr
from cjmap.model.scale import BEST, WORST
from cjmap.records import dataclass, replace
from cjmap.text.slugs import slug

# So many rows and columns are looked at for the language of a table.
# Fewer stages of one name are no sign that tables tell of one journey.
_LEAST_STAGES: Final = 2
_LOOKED_AT: Final = 60
# A line that is longer is a text, and no title.
_LONGEST_TITLE: Final = 120
# How alike names are of somebody who was renamed.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: Table
    blocks: tuple[Block, ...]

    @property
    def has_journey(self) -> bool:
        return any(block.form in JOURNEYS for block in self.blocks)


def recognise(
    tables: Sequence[Table],
    *,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    name: str = "",
) -> Reading:
    """The maps that tables tell, as drafts, with what became of each cell.

    Args:
        tables: the tables of one file, in their order.
        columns: keys by what heads of columns and rows say, where somebody tells; "" keeps what
            stands there as it is.
        language: that of the words, where somebody tells.
        name: what the file is called, for a map without a title.
    """
    spoken = language or likely_language(_heads(tables))
    headings = Headings(spoken, columns)
    sheets = [_Sheet(table, tuple(blocks_of(table.rows, headings))) for table in tables]
    if _is_ours(sheets):
        return _of_ours(sheets, headings, spoken, name)
    sound, wrong = without_errors(tables)
    if wrong:
        reading = recognise(sound, columns=columns, language=language, name=name)
        return replace(reading, remarks=(*reading.remarks, *wrong))
    drafts: list[Draft] = []
    loose: list[Remark] = []
    shared = [sheet for sheet in sheets if not sheet.has_journey]
    told = [sheet for sheet in sheets if sheet.has_journey]
    if not told and any(block.form is Form.THINGS for sheet in sheets for block in sheet.blocks):
        # Nothing but pains and the like, by the stages that they name.
        told, shared = sheets[:1], sheets[1:]
    groups = [[sheet] for sheet in told]
    if len(told) > 1 and _tell_one([_draft([one], [], headings, spoken, name) for one in told]):
        groups = [told]
    for group in groups:
        extra = shared if len(groups) == 1 else []
        drafts.append(_draft(group, extra, headings, spoken, name))
    if len(groups) != 1:
        loose = [
            Remark(Fate.UNKNOWN, cell.text.strip(), cell.spot)
            for sheet in shared
            for cell in sheet.table.cells()
        ]
    note = tr("`--map-columns` names it, and no row or column is headed so.")
    loose += [
        Remark(Fate.UNKNOWN, head, note=note)
        for head in columns or ()
        if slug(plain_text(head)) in headings.unmet
    ]
    return Reading(tuple(drafts), tuple(loose))


def _draft(
    group: Sequence[_Sheet],
    extra: Sequence[_Sheet],
    headings: Headings,
    language: str,
    name: str,
) -> Draft:
    """The map that sheets tell together, with what `extra` ones say of it."""
    builder = _builder(group, language, name)
    for form, take in _READERS.items():
        for block in (block for each in (*group, *extra) for block in each.blocks):
            if block.form is form:
                take(block, builder, headings)
    return builder.finish()


def _tell_one(drafts: Sequence[Draft]) -> bool:
    """Whether tables tell of one journey: they have the same stages, and none says what another does.

    A page often has one table of what the customer does, and another of what happens behind it.
    """
    told: list[Sequence[dict[str, Any]]] = []
    for draft in drafts:
        stages: Any = draft.values.get("stages") or ()
        told.append([{"name": one} if isinstance(one, str) else one for one in stages])
    names = [[slug(str(stage["name"])) for stage in stages] for stages in told]
    if len(names[0]) < _LEAST_STAGES or any(one != names[0] for one in names):
        return False
    keys = [{key for stage in stages for key in stage} - {"name"} for stages in told]
    return sum(map(len, keys)) == len(set().union(*keys))


def _heads(tables: Sequence[Table]) -> list[str]:
    """The texts that stand first in rows and columns."""
    found: list[str] = []
    for table in tables:
        for row in islice(table.rows, _LOOKED_AT):
            found += [cell.text for cell in row[:2]]
        for row in islice(table.rows, 8):
            found += [cell.text for cell in row[2:_LOOKED_AT]]
    return [text for text in found if text.strip() and len(text) < _LONGEST_TITLE]


def _builder(group: Sequence[_Sheet], language: str, name: str) -> Builder:
    cells = (cell for sheet in group for cell in sheet.table.cells())
    texts = [cell.text for cell in cells if cell.number is None]
    # Of several that tell one journey each is called by what it tells.
    title = plain_text(group[0].table.title) if len(group) == 1 else ""
    by_file = is_generic(title)
    return Builder(
        language,
        comma=decimal_comma(texts, language),
        title=name if by_file else title,
        by_file=by_file,
    )


def _read_head(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes lines that say something of the journey as a whole."""
    for row in block.rows:
        cells = list({id(cell): cell for cell in row if cell.text.strip()}.values())
        cells = [cell for cell in cells if cell.row == max(each.row for each in row)]
        if _is_of_a_table(cells, headings):
            for cell in cells:
                builder.keep(builder.journey, head_of("notes", builder.language), cell)
            continue
        while cells:
            used = _read_pair(cells, builder, headings)
            cells = cells[used:]


def _is_of_a_table(cells: Sequence[Cell], headings: Headings) -> bool:
    """Whether a line is a row of a table that nobody knows, and no labels each with what it says."""
    if len(cells) < 3 or cells[0].text.strip() == "cjmap":
        return False
    label, colon, _ = _parted(cells[0].text)
    return not colon and not headings.read(label, MAP_KEYS).key


def _read_pair(cells: Sequence[Cell], builder: Builder, headings: Headings) -> int:
    """Takes what stands first in a line; how many cells that were."""
    first = cells[0]
    if first.text.strip() == "cjmap":
        builder.take(first, ())
        return len(cells)
    label, colon, said = _parted(first.text)
    if label.lower() == WHOLE.rstrip(":"):
        label, colon, said = first.text, "", ""
    heading = headings.read(label, MAP_KEYS)
    if colon and said and (heading.key or len(label.split()) <= 4):
        inner = Cell(said, first.row, first.column, first.spot, first.rows, first.columns)
        _say(heading, inner, builder)
        return 1
    if len(cells) > 1 and (heading.key or len(cells) == 2):
        builder.take(first, ())
        _say(heading, cells[1], builder)
        return 2
    text = plain_text(first.text)
    if "title" not in builder.values and len(cells) == 1 and len(text) <= _LONGEST_TITLE:
        builder.values["title"] = text
        builder.take(first, ("title",))
        return 1
    builder.keep(builder.journey, head_of("notes", builder.language), first)
    return 1


# In this order: sources and names of people are known before somebody speaks of them.
_READERS: Final = {
    Form.HEAD: _read_head,
    Form.EVIDENCE: read_evidence,
    Form.PERSONAS: read_personas,
    Form.LISTED: read_listed,
    Form.GRID: read_grid,
    Form.NOTES: read_notes,
    Form.FRAME: read_frame,
    Form.THINGS: read_listed,
}


def _parted(text: str) -> tuple[str, str, str]:
    """A label and what stands behind its colon."""
    for colon in (":", "：", "="):
        label, found, said = text.partition(colon)
        if found and said.strip() and not said.startswith("//"):
            return label.strip(), colon, said.strip()
    return text.rstrip(":： "), "", ""


def _say(heading: Heading, cell: Cell, builder: Builder) -> None:
    for key in heading.candidates or (heading.key,):
        if key and builder.head(replace(heading, key=key), cell):
            return
    if not builder.set_whole(builder.journey, heading, cell):
        builder.keep_head(heading.name, cell)


# --- workbooks of our own ---------------------------------------------------------------------------


def _is_ours(sheets: Sequence[_Sheet]) -> bool:
    """Whether a sheet says that cjmap wrote the workbook: its grid is drawn from its lists."""
    return any(says_ours(sheet.table.rows) for sheet in sheets) and any(
        block.form is Form.LISTED for sheet in sheets for block in sheet.blocks
    )


def _is_drawn(sheet: _Sheet, headings: Headings) -> bool:
    """Whether a sheet is the map as people look at it; with one lane it has no form of a grid."""
    if any(block.form is Form.GRID for block in sheet.blocks):
        return True
    return all(block.form is Form.HEAD for block in sheet.blocks) and any(
        headings.read(row[0].text, JOURNEY_KEYS).key == "stages" for row in sheet.table.rows
    )


def _of_ours(sheets: Sequence[_Sheet], headings: Headings, language: str, name: str) -> Reading:
    builder = Builder(language, comma=False, title=name)
    grids = [sheet for sheet in sheets if _is_drawn(sheet, headings)]
    # What a map leaves out of its head is the usual scale, and nothing to be guessed.
    builder.scales.append((WORST, BEST))
    lists = [sheet for sheet in sheets if sheet not in grids]
    marks = _marks_in(sheets)
    builder.numbered = True
    _call_anew([block for sheet in lists for block in sheet.blocks], marks, builder, headings)
    for form, take in _READERS.items():
        for block in (block for sheet in lists for block in sheet.blocks):
            if block.form is form:
                take(block, builder, headings)
    _join_people(lists, builder)
    _read_drawn(grids, marks, builder, headings)
    return Reading((builder.finish(),))


def _call_anew(
    blocks: Sequence[Block], marks: Marks | None, builder: Builder, headings: Headings
) -> None:
    """Finds stages that one list calls otherwise than the list of touchpoints: they are one, by the new name.

    Which name is new the marks tell; without them that in the list of stages counts.
    """
    listed: dict[bool, list[Cell]] = {False: [], True: []}
    for block in blocks:
        if block.form is Form.LISTED:
            keys = [headings.read(cell.text, JOURNEY_KEYS).key for cell in heads_of(block)]
            if "stages" in keys:
                at = keys.index("stages")
                rows = block.rows[block.head + 1 :]
                listed["touchpoints" in keys] += [row[at] for row in rows if row[at].text.strip()]
    own, used = (
        list({slug(name_of(cell.text)): cell for cell in reversed(cells)}.values())[::-1]
        for cells in listed.values()
    )
    old = {one for line in (marks or ())[HEAD : HEAD + 1] for cell in line for one in cell}
    for before, here in zip(*_apart(own, used), strict=True):
        names = [name_of(cell.text) for cell in (before, here)]
        is_old = [mark(name) in old for name in names]
        cell, name = (before, names[1]) if is_old == [True, False] else (here, names[0])
        builder.renamed[slug(name_of(cell.text))] = name
        builder.take(cell, ("stages",), called(name))


def _apart(own: Sequence[Cell], used: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """What stands between the same neighbours in both and is called otherwise, one by one."""
    names = [[slug(name_of(cell.text)) for cell in cells] for cells in (own, used)]
    found: tuple[list[Cell], list[Cell]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, names[0], names[1], False).get_opcodes():
        if kind == "replace" and b - a == d - c and not {*names[0]} & {*names[1][c:d]}:
            found[0].extend(own[a:b])
            found[1].extend(used[c:d])
    return found


def _join_people(lists: Sequence[_Sheet], builder: Builder) -> None:
    """Joins one whom the list of people calls anew with the one of whom all else speaks by the old name.

    Where that is not plain, it is said that the list does not have the latter.
    """
    told = [block for sheet in lists for block in sheet.blocks if block.form is Form.PERSONAS]
    people: list[dict[str, Any]] = builder.values.get("personas") or []
    count = sum(len(block.rows) - block.head - 1 for block in told)
    known, others = people[:count], people[count:] if told else []
    rest = {key: value for key, value in builder.values.items() if key != "personas"}
    silent = [one for one in known if not _is_spoken_of(one, rest)]
    path: Path
    for other in list(others):
        name = str(other["name"])
        like = [one for one in silent if _are_alike(str(one["name"]), name)]
        if len(like) == 1 == len(others):
            (one,) = like
            people.remove(other)
            one["id"] = slug(name)
            path, note = ("personas", known.index(one), "name"), called(str(one["name"]))
        else:
            path, note = ("personas", people.index(other)), tr("No list of people has this name.")
        builder.remarks.append(Remark(Fate.TAKEN, name, NOWHERE, path, note))


def _is_spoken_of(persona: Mapping[str, Any], values: object) -> bool:
    if "id" in persona:
        return True
    return refers(values, slug(str(persona["name"])))


def _are_alike(one: str, other: str) -> bool:
    """Whether two names may be those of one who was renamed."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() > _ALIKE


def _read_drawn(
    grids: Sequence[_Sheet], marks: Marks | None, builder: Builder, headings: Headings
) -> None:
    """Takes what was changed on the wall, and says what is not looked at."""
    called = tr("Journey").render(builder.language)
    walls = sorted(grids, key=lambda sheet: sheet.table.title != called)
    for number, sheet in enumerate(walls):
        fate, note = Fate.TAKEN, tr("It is drawn from the other sheets.")
        if number:
            # Of two that say different things nobody knows which is meant.
            fate, note = Fate.UNKNOWN, tr("Another sheet like it is drawn from the lists.")
        elif marks is None:
            note = tr("It is drawn from the other sheets; what was changed on it cannot be told.")
        spot = Spot(sheet=sheet.table.title)
        builder.remarks.append(Remark(fate, sheet.table.title, spot, (), note))
    if walls and marks is not None:
        read_wall(walls[0].table, marks, builder, headings)


def _marks_in(sheets: Sequence[_Sheet]) -> Marks | None:
    """The marks of what was drawn; None where a workbook has none, or they were edited."""
    rows = (row for sheet in sheets for row in sheet.table.rows if says_ours([row]))
    return read_marks("".join(cell.text for cell in next(rows)[2:]))
