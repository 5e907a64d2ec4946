"""Sections as Markdown that fits a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch

from cjmap.draw.characters import flatten, make_visible
from cjmap.draw.escape import markdown, markdown_html
from cjmap.reports.blocks.blocks import (
    SIGNS,
    Block,
    Diagram,
    Entry,
    Grid,
    Items,
    Lines,
    Picture,
    Section,
    Shade,
    Table,
)
from cjmap.reports.isolating import isolate_from_right

# GitHub and GitLab refuse comments of 65,536 and more; what a pull request needs stands first.
_LONGEST = 60_000
_END = "</details>"
_FENCE = "```"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def write(sections: Iterable[Section], more: str) -> str:
    """The sections one below the other; `more` says where the rest is, where there is too much."""
    lines: list[str] = []
    length = 0
    for section in sections:
        fence = ""
        for line in ([""] if lines else []) + list(_section(section)):
            length += len(line) + 1
            if length > _LONGEST:
                end = [*([fence] if fence else []), *(["", _END] if section.folded else [])]
                return "\n".join([*lines, *end, "", more, ""])
            lines.append(line)
            if line.startswith(_FENCE):
                fence = "" if fence else line.rstrip(_LETTERS)
    return "\n".join([*lines, ""])


def _text(text: str) -> str:
    return markdown(_flat(text))


def _flat(text: str) -> str:
    return isolate_from_right(flatten(text))


def _section(section: Section) -> Iterator[str]:
    if section.folded:
        yield f"<details><summary>{markdown_html(_flat(section.title))}</summary>"
    else:
        yield f"{'#' * (section.level + 1)} {_text(section.title)}"
    if section.note:
        yield ""
        yield _text(section.note)
    for block in section.blocks:
        yield ""
        yield from _block(block)
    if section.folded:
        yield ""
        yield _END


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise TypeError(type(block))


@_block.register
def _(diagram: Diagram) -> Iterator[str]:
    yield f"{_FENCE}mermaid"
    yield from diagram.text.splitlines()
    yield _FENCE


@_block.register
def _(block: Lines) -> Iterator[str]:
    # The sign before each line keeps one of the map's from ending the fence.
    yield f"{_FENCE}diff"
    yield from map(make_visible, block.lines)
    yield _FENCE


@_block.register
def _(picture: Picture) -> Iterator[str]:
    # A comment shows none.
    return iter(())


@_block.register
def _(grid: Grid) -> Iterator[str]:
    yield _line(["", *map(_text, grid.columns), grid.total])
    yield _line(["---", *([":-:"] * len(grid.columns)), "--:"])
    for row in grid.rows:
        cells = [_cell(cell) for cell in row.cells]
        label = f"_{_text(row.label)}_" if row.quiet else _text(row.label)
        yield _line([label, *cells, _text(row.total.text)])
    if grid.legend:
        yield ""
        yield " · ".join(f"{SIGNS[state]} {_text(word)}" for state, word in grid.legend)


@_block.register
def _(table: Table) -> Iterator[str]:
    places = any(record.place for record in table.rows)
    yield _line([*map(_text, table.columns), *([""] if places else [])])
    yield _line(
        [
            *("--:" if number in table.numeric else "---" for number in range(len(table.columns))),
            *(["---"] if places else []),
        ]
    )
    for record in table.rows:
        cells = [_cell(cell) for cell in record.cells]
        yield _line([*cells, *([_text(record.place)] if places else [])])


@_block.register
def _(items: Items) -> Iterator[str]:
    for entry in items.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    mark = f"{_text(entry.mark)} " if entry.mark else ""
    place = f" ({_text(entry.place)})" if entry.place else ""
    yield f"- {mark}{_text(entry.text)}{place}"
    for detail in entry.details:
        yield f"  - {_text(detail)}"


def _cell(cell: Shade) -> str:
    return SIGNS[cell.state] if cell.state else _text(cell.text)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
