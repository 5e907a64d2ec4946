"""Sections for a person at a terminal, wide or narrow, with colour or without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from rich.cells import cell_len

from cjmap.draw.characters import flatten, make_visible
from cjmap.reports.blocks.blocks import (
    Block,
    Diagram,
    Grid,
    Items,
    Lines,
    Picture,
    Section,
    Table,
    Tone,
)
from cjmap.reports.blocks.terminal.grids import write_grid
from cjmap.reports.blocks.terminal.layout import wrap
from cjmap.reports.blocks.terminal.lists import write_list
from cjmap.reports.blocks.terminal.pen import BOLD, QUIET, Pen
from cjmap.reports.blocks.terminal.tables import write_table

# Cells of a line where no terminal says how many it has, and the fewest that are laid out for.
DEFAULT_WIDTH = 100
_MIN_WIDTH = 40
# How lines of a patch are meant, by their signs.
_TONES = {"+": Tone.GOOD, "-": Tone.POOR, "@": Tone.QUIET}


def write(sections: Iterable[Section], width: int | None, language: str, *, color: bool) -> str:
    """The sections one below the other, in lines of a width in cells; None: nobody says how wide."""
    pen = Pen(max(width or DEFAULT_WIDTH, _MIN_WIDTH), color, language)
    lines = [line for section in sections for line in _section(section, pen)]
    while lines and not lines[0]:
        del lines[0]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _section(section: Section, pen: Pen) -> Iterator[str]:
    yield ""
    title, note = wrap(flatten(section.title), pen.width), flatten(section.note)
    for line in title:
        yield pen.paint(line, BOLD)
    if section.level == 1:
        yield pen.paint("=" * min(pen.width, max(map(cell_len, title))), BOLD)
        yield from wrap(note, pen.width)
    for block in section.blocks:
        yield from _block(block, pen)
    if section.level > 1 and note:
        for line in wrap(note, pen.width - 2):
            yield "  " + pen.paint(line, QUIET)


@singledispatch
def _block(block: Block, pen: Pen) -> Iterator[str]:
    raise TypeError(type(block))


@_block.register
def _(block: Diagram | Picture, pen: Pen) -> Iterator[str]:
    return iter(())


@_block.register
def _(block: Grid, pen: Pen) -> Iterator[str]:
    return write_grid(pen, block)


@_block.register
def _(block: Table, pen: Pen) -> Iterator[str]:
    return write_table(pen, block)


@_block.register
def _(block: Items, pen: Pen) -> Iterator[str]:
    return write_list(pen, block)


@_block.register
def _(block: Lines, pen: Pen) -> Iterator[str]:
    for line in block.lines:
        yield "  " + pen.tint(make_visible(line), _TONES.get(line[:1], Tone.PLAIN))
