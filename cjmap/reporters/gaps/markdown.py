"""Coverage as Markdown that fits a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cjmap.analysis.coverage import State
from cjmap.messages import tr
from cjmap.reporters.characters import flatten
from cjmap.reporters.gaps.content import (
    STATE_LABELS,
    Entry,
    Grid,
    Items,
    Section,
    Shade,
    Table,
    compose,
)
from cjmap.reporters.gaps.sheet import Request

SIGNS = {
    State.FULL: "●",
    State.PARTIAL: "◐",
    State.MISSING: "○",
    State.NOT_APPLICABLE: "–",
}
# GitHub and GitLab refuse comments of 65,536 and more; what a pull request needs stands first.
_LONGEST = 60_000

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
# What would begin a list inside a list.
_BULLET = re.compile(r"^([-+]|\d+[.)])(?=\s|$)")
_MENTION = re.compile(r"@(?=\w)")


def write(request: Request) -> str:
    lines: list[str] = []
    length = 0
    for section in compose(request):
        for line in ([""] if lines else []) + list(_section(section, request.language)):
            length += len(line) + 1
            if length > _LONGEST:
                more = tr("… and more: run `cjmap gaps` to see all.").render(request.language)
                return "\n".join([*lines, "", more, ""])
            lines.append(line)
    return "\n".join([*lines, ""])


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line, and that mentions nobody."""
    escaped = _SPECIAL.sub(r"\\\1", flatten(text))
    escaped = _BULLET.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", escaped)
    return _MENTION.sub("@<!-- -->", escaped)


def _section(section: Section, language: str) -> Iterator[str]:
    yield f"{'#' * (section.level + 1)} {escape(section.title)}"
    if section.note:
        yield ""
        yield escape(section.note)
    for block in section.blocks:
        yield ""
        match block:
            case Grid():
                yield from _grid(block, language)
            case Table():
                yield from _table(block)
            case Items():
                for entry in block.entries:
                    yield from _entry(entry)


def _grid(grid: Grid, language: str) -> Iterator[str]:
    yield _line(["", *map(escape, grid.columns), grid.total])
    yield _line(["---", *([":-:"] * len(grid.columns)), "--:"])
    for row in grid.rows:
        cells = [_cell(cell) for cell in row.cells]
        label = f"_{escape(row.label)}_" if row.quiet else escape(row.label)
        yield _line([label, *cells, escape(row.total.text)])
    if grid.legend:
        yield ""
        yield " · ".join(
            f"{SIGNS[state]} {escape(name.render(language))}"
            for state, name in STATE_LABELS.items()
        )


def _table(table: Table) -> Iterator[str]:
    places = any(record.place for record in table.rows)
    yield _line([*map(escape, table.columns), *([""] if places else [])])
    yield _line(
        [
            *("--:" if number in table.numeric else "---" for number in range(len(table.columns))),
            *(["---"] if places else []),
        ]
    )
    for record in table.rows:
        cells = [_cell(cell) for cell in record.cells]
        yield _line([*cells, *([escape(record.place)] if places else [])])


def _entry(entry: Entry) -> Iterator[str]:
    mark = f"{escape(entry.mark)} " if entry.mark else ""
    place = f" ({escape(entry.place)})" if entry.place else ""
    yield f"- {mark}{escape(entry.text)}{place}"
    for detail in entry.details:
        yield f"  - {escape(detail)}"


def _cell(cell: Shade) -> str:
    return SIGNS[cell.state] if cell.state is not None else escape(cell.text)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
