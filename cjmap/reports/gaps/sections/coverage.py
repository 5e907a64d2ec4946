"""How much of a map is filled in, and what is missing where."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from cjmap.board.assessment import Assessment, DimensionCoverage, StageGap
from cjmap.board.coverage import tell_states
from cjmap.messages import ntr, tr
from cjmap.reports.blocks.blocks import Entry, Grid, Items, Row, Section, Shade, Tone
from cjmap.reports.gaps.sections.shades import TONES, shade_percent
from cjmap.reports.gaps.sheet import Request, Sheet


def tell_nothing(request: Request, sheet: Sheet) -> Iterator[Section]:
    """What a map without personas or stages gets in place of matrices."""
    note = tr("Without a persona and a stage there is nothing to measure.")
    yield Section(request.say(tr("Coverage")), note=request.say(note))


def draw_coverage(request: Request, sheet: Sheet) -> Iterator[Section]:
    """Dimensions by stage: the required ones, their sum, then the others below a line."""
    assessment = sheet.assessment
    coverage = assessment.coverage
    rows = [
        _draw_dimension(assessment, number, dimension)
        for number, dimension in enumerate(coverage.dimensions)
    ]
    asked = [row for row in rows if not row.quiet]
    others = [row for row in rows if row.quiet]
    totals = Row(
        request.say(tr("Coverage, %")),
        tuple(shade_percent(stage.percent) for stage in coverage.stages),
        shade_percent(coverage.percent),
    )
    columns = tuple(stage.name for stage in coverage.stages)
    grid = Grid(columns, (*asked, totals, *others), "%", tell_states(request.language))
    note = tr("Below the line: dimensions that are not required.")
    yield Section(
        request.say(tr("Coverage by stage")), (grid,), note=request.say(note) if others else ""
    )


def _draw_dimension(assessment: Assessment, number: int, dimension: DimensionCoverage) -> Row:
    cells = (stage.cells[number] for stage in assessment.coverage.stages)
    return Row(
        dimension.label,
        tuple(Shade("", TONES[cell.state], cell.state, cell.lacks or cell.label) for cell in cells),
        shade_percent(dimension.percent),
        not dimension.required,
    )


def list_phases(request: Request, sheet: Sheet) -> Iterator[Section]:
    """The phases of the lifecycle; in the overview one line where all is well."""
    lifecycle = sheet.assessment.lifecycle
    if not lifecycle.applies:
        return
    title = request.say(tr("Phases of the lifecycle"))
    whole = all(phase.stages for phase in lifecycle.phases) and not lifecycle.turns
    if whole and request.by is None:
        note = ntr("{n} phase is covered.", "All {n} phases are covered.", len(lifecycle.phases))
        yield Section(title, note=request.say(note))
        return
    stages = sheet.assessment.coverage.stages
    entries = []
    for phase in lifecycle.phases:
        names = request.list(stages[number].name for number in phase.stages)
        if names:
            entries.append(Entry(request.label(phase.label, names), Tone.GOOD, "✓"))
        else:
            text = request.say(tr("{phase}: no stage", phase=phase.label))
            entries.append(Entry(text, Tone.POOR, "○"))
    for turn in lifecycle.turns:
        place = request.tell_place(sheet, turn.path)
        entries.append(Entry(turn.text, Tone.FAIR, "◐", place))
    yield Section(title, (Items(tuple(entries)),))


def list_gaps(request: Request, sheet: Sheet) -> Iterator[Section]:
    """The required cells that are not full, stage by stage."""
    coverage = sheet.assessment.coverage
    entries = []
    for number, group in itertools.groupby(coverage.gaps, key=lambda gap: gap.stage):
        gaps = tuple(group)
        place = request.tell_place(sheet, gaps[0].path)
        details = tuple(_tell_gaps(request, gaps))
        entries.append(Entry(coverage.stages[number].name, Tone.POOR, "○", place, details))
    if entries:
        title = request.say(ntr("{n} gap", "{n} gaps", len(coverage.gaps)))
        yield Section(title, (Items(tuple(entries)),))


def _tell_gaps(request: Request, gaps: Sequence[StageGap]) -> Iterator[str]:
    """What a stage lacks: in the overview what is missing altogether stands on one line."""
    brief = request.by is None
    missing = [gap for gap in gaps if brief and gap.state == "missing"]
    if missing:
        names = request.list(gap.label for gap in missing)
        yield request.say(tr("missing: {keys}", keys=names))
    for gap in gaps:
        if gap not in missing:
            yield request.label(gap.label, gap.lacks)
