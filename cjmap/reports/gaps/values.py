"""Coverage as CSV: one table, chosen by the view, with headings that never change.

States and statuses are the words of the JSON output; texts are the map's own, or in the
language asked for. Percentages have two decimals and a full stop.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from cjmap.reports.gaps.sheet import Request, Sheet, View, rounded
from cjmap.vocabulary.coverage import Dimension

_Value = str | int | float | None

HEADINGS: dict[View, tuple[str, ...]] = {
    View.OVERVIEW: (
        "file",
        "title",
        "coverage",
        "pains_answered",
        "pains_open",
        "steps_done",
        "mean",
        "errors",
        *Dimension,
    ),
    View.STAGE: ("file", "title", "stage", "name", "phase", "coverage", *Dimension),
    View.PERSONA: ("file", "title", "persona", "stage", "touchpoints", "score"),
    View.CHANNEL: ("file", "title", "channel", "stage", "touchpoints"),
    View.STEP: ("file", "title", "step", "name", "state", "missing"),
    View.OPPORTUNITY: (
        "file",
        "title",
        "rank",
        "opportunity",
        "text",
        "status",
        "customer_value",
        "business_value",
        "effort",
        "priority",
        "quadrant",
        "pains",
    ),
}


def write(request: Request) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADINGS[request.view])
    for sheet in request.sheets:
        for row in _rows(sheet, request):
            writer.writerow([_guard(value) for value in (sheet.file, sheet.title, *row)])
    return stream.getvalue()


def _guard(value: _Value) -> _Value:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _rows(sheet: Sheet, request: Request) -> Iterator[tuple[_Value, ...]]:
    coverage = sheet.coverage
    match request.view:
        case View.OVERVIEW:
            yield (
                sheet.percent,
                coverage.answered_pains,
                coverage.open_pains,
                sheet.steps_done,
                rounded(sheet.facts.curve.mean),
                sheet.errors,
                *(rounded(coverage.dimensions[name]) for name in Dimension),
            )
        case View.STAGE:
            for number, entry in enumerate(coverage.stages):
                phases = sheet.facts.phases.stages[number].phases
                yield (
                    entry.stage.id,
                    entry.stage.name,
                    " ".join(phase.id for phase in phases),
                    rounded(entry.percent),
                    *(entry.cells[name].state.value for name in Dimension),
                )
        case View.PERSONA:
            for row in coverage.personas:
                for there in row.stages:
                    score = rounded(there.score)
                    yield row.persona.id, there.stage.id, there.touchpoints, score
        case View.CHANNEL:
            for line in coverage.channels:
                for stage, count in line.stages:
                    yield line.channel.id, stage.id, count
        case View.STEP:
            for step in sheet.steps:
                missing = [lack.message.render(request.language) for lack in step.missing]
                name = step.name.render(request.language)
                yield step.number, name, step.state.value, " ".join(missing)
        case View.OPPORTUNITY:
            yield from _opportunities(sheet)


def _opportunities(sheet: Sheet) -> Iterator[tuple[_Value, ...]]:
    found = sheet.facts.priorities
    ranks = {entry.opportunity.path: number for number, entry in enumerate(found.ranked, 1)}
    for entry in (*found.ranked, *found.unvalued, *found.done, *found.dropped):
        thing = sheet.facts.things.opportunities[entry.opportunity]
        yield (
            ranks.get(entry.opportunity.path),
            entry.opportunity.id,
            thing.text,
            thing.status,
            thing.customer_value,
            thing.business_value,
            thing.effort,
            rounded(entry.priority),
            entry.quadrant.value if entry.quadrant else None,
            " ".join(pain.id for pain in entry.pains),
        )
