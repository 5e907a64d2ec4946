"""Notes of a whiteboard: one a row with the frame that it lies in, or each frame's below its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cjmap.convert.recognition.blocks import Block, heads_of
from cjmap.convert.recognition.building import Builder
from cjmap.convert.recognition.cells import is_blank, name_of, plain_text
from cjmap.convert.recognition.heading import LANES, NOTE_KEYS, Heading, Headings
from cjmap.convert.recognition.listed import columns_of
from cjmap.convert.recognition.pieces import Place, Row, Values
from cjmap.convert.tables import Cell
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.heads import head_of

# What parts the names in `Arrival / Pain points`.
_PARTED: Final = expression(r"\s*[/>›→|:：]\s*|\s+[-–—]\s+")


def read_notes(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes rows that are a note each, by the stage and the lane that their frame or a column names."""
    columns = columns_of(heads_of(block), headings, NOTE_KEYS)
    for cell in heads_of(block):
        if cell.text.strip():
            builder.take(cell, ())
    body = block.rows[block.head + 1 :]
    at_text = next(at for at, one in columns.items() if one.key == "text")
    at_frame = next(at for at, one in columns.items() if one.key in ("frame", "stages"))
    others = [at for at in columns if at not in (at_text, at_frame)]
    at_lane = next((at for at in others if _names_lanes(body, at, headings)), None)
    for row in body:
        stage, lane = _frame(row[at_frame].text, headings)
        told = [at_frame]
        if at_lane is not None and lane is None and not is_blank(row[at_lane].text):
            lane = headings.read(row[at_lane].text, LANES)
            told.append(at_lane)
        place = builder.stage(stage) if stage else builder.only_stage()
        for at in told:
            if row[at].text.strip():
                builder.take(row[at], place.path)
        notes = _say(row[at_text], place, lane, builder)
        for at in others:
            if at in told or is_blank(row[at].text):
                continue
            for values, path in notes:
                builder.describe(values, path, Heading("", columns[at].name), row[at])
            if not notes:
                builder.keep_beside(place, columns[at].name, row[at])


def read_frame(block: Block, builder: Builder, headings: Headings) -> None:
    """Takes the notes of one frame, which stand below its name."""
    cells = [next(cell for cell in row if cell.text.strip()) for row in block.rows]
    stage, lane = _frame(cells[0].text, headings)
    place = builder.stage(stage) if stage else builder.only_stage()
    builder.take(cells[0], place.path)
    for cell in cells[1:]:
        _say(cell, place, lane, builder)


def _names_lanes(body: Sequence[Sequence[Cell]], column: int, headings: Headings) -> bool:
    """Whether most texts of a column are names of lanes."""
    texts = [row[column].text for row in body if not is_blank(row[column].text)]
    return bool(texts) and sum(bool(headings.read(text, LANES).key) for text in texts) * 2 > len(
        texts
    )


def _frame(text: str, headings: Headings) -> tuple[str, Heading | None]:
    """The stage and the lane that the name of a frame tells: "" and None for what it does not."""
    whole = plain_text(text)
    if is_blank(whole):
        return "", None
    lane = headings.read(whole, LANES)
    parts = [part for part in _PARTED.split(whole) if part]
    if len(parts) == 2:
        known: Mapping[str, Heading] = {part: headings.read(part, LANES) for part in parts}
        lanes = [part for part in parts if known[part].key and known[part].key != "stages"]
        if len(lanes) == 1:
            (stage,) = (part for part in parts if part != lanes[0])
            return stage, known[lanes[0]]
    return ("", lane) if lane.key and lane.key != "stages" else (name_of(whole), None)


def _say(
    cell: Cell, place: Place, lane: Heading | None, builder: Builder
) -> list[tuple[Values, Path]]:
    """Takes a note; gives what it became where more can be said of it: a touchpoint, a pain."""
    if is_blank(cell.text):
        return []
    if lane is not None and lane.key == "touchpoints":
        made = builder.touchpoint(place, name_of(cell.text))
        builder.take(cell, (*made.path, "name"))
        return [(made.values, made.path)]
    row = Row()
    builder.add(place, lane or Heading("", head_of("notes", builder.language)), cell, row)
    return [one for things in row.things.values() for one in things]
