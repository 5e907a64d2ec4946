"""Several maps: a line each, and maps by dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjmap.board.assessment import DimensionCoverage
from cjmap.board.portfolio import (
    COMPARED,
    choose_dimensions,
    compare_on_one_scale,
    is_on_that_scale,
)
from cjmap.messages import ntr, tr
from cjmap.reports.blocks.blocks import Grid, Record, Row, Section, Shade, Table, Tone
from cjmap.reports.gaps.sections.shades import EMPTY, TONES, shade_percent, shade_score
from cjmap.reports.gaps.sheet import Request, Sheet


def draw_portfolio(request: Request) -> Iterator[Section]:
    """The maps of a request."""
    sheets = request.sheets
    columns = (
        tr("Map"),
        tr("Coverage"),
        tr("Pains answered"),
        tr("Steps"),
        tr("Mean score"),
        tr("Errors"),
    )
    table = Table(
        tuple(map(request.say, columns)),
        tuple(_record(number, sheet) for number, sheet in enumerate(sheets, 1)),
        frozenset({1, 2, 3, 4, 5}),
        brief=True,
    )
    note = request.say(ntr("{n} map", "{n} maps", len(sheets)))
    missed = sum(sheet.missed for sheet in sheets)
    if missed:
        below = ntr("{n} below its minimum", "{n} below their minimum", missed)
        note = f"{note} · {request.say(below)}"
    if not all(is_on_that_scale(sheet.assessment) for sheet in sheets):
        span = request.label(request.say(tr("Mean score")), request.say(COMPARED))
        note = f"{note} · {span}"
    yield Section(request.say(tr("Portfolio")), (table,), 1, note)
    yield Section(request.say(tr("Coverage by dimension")), (_grid(sheets),))


def _record(number: int, sheet: Sheet) -> Record:
    assessment = sheet.assessment
    coverage = assessment.coverage
    mean = assessment.everybody.mean if assessment.everybody else None
    return Record(
        (
            Shade(f"{number} {sheet.title}"),
            Shade(
                sheet.tell_coverage(assessment.language) + (" ✗" if sheet.missed else ""),
                Tone.POOR if sheet.missed else TONES[coverage.percent.state],
            ),
            Shade(
                f"{coverage.answered}/{coverage.pains}",
                Tone.GOOD if coverage.answered == coverage.pains else Tone.POOR,
            ),
            Shade(f"{assessment.done}/{len(assessment.steps)}"),
            shade_score(compare_on_one_scale(mean, assessment.language)),
            Shade(str(assessment.errors or "–"), Tone.POOR if assessment.errors else Tone.QUIET),
        ),
        sheet.file,
    )


def _grid(sheets: Sequence[Sheet]) -> Grid:
    """Maps by the dimensions that any of them is held to."""
    asked = choose_dimensions(sheet.assessment.coverage.dimensions for sheet in sheets)
    labels = [dimension.label for dimension in sheets[0].assessment.coverage.dimensions]
    return Grid(
        tuple(labels[number] for number in asked),
        tuple(
            Row(
                f"{number} {sheet.title}",
                tuple(_shade(sheet.assessment.coverage.dimensions[place]) for place in asked),
                shade_percent(sheet.assessment.coverage.percent),
            )
            for number, sheet in enumerate(sheets, 1)
        ),
        "%",
    )


def _shade(dimension: DimensionCoverage) -> Shade:
    return shade_percent(dimension.percent) if dimension.required else EMPTY
