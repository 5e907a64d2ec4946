"""Coverage as CSV: one table, chosen by the view, with headings that never change.

States and statuses are the words of the JSON output; texts are the map's own, or in the
language asked for. Percentages have two decimals and a full stop. Means and scores of all maps
are on one scale, whose ends stand beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cjmap.board.portfolio import COMPARED_ENDS
from cjmap.reports.gaps.sheet import Request, Sheet, rounded
from cjmap.reports.rows import Value, write_rows
from cjmap.vocabulary.coverage import By, Dimension
from cjmap.vocabulary.improvement import PainState

_Row = tuple[Value, ...]

HEADINGS: dict[By | None, tuple[str, ...]] = {
    None: (
        "file",
        "title",
        "coverage",
        "pains_answered",
        *(f"pains_{state.replace('-', '_')}" for state in PainState),
        "steps_done",
        "mean",
        "errors",
        *Dimension,
        "scale_worst",
        "scale_best",
    ),
    By.STAGE: ("file", "title", "stage", "name", "phase", "coverage", *Dimension),
    By.PERSONA: (
        "file",
        "title",
        "persona",
        "stage",
        "touchpoints",
        "score",
        "scale_worst",
        "scale_best",
    ),
    By.CHANNEL: ("file", "title", "channel", "stage", "touchpoints"),
    By.STEP: ("file", "title", "step", "name", "state", "missing"),
    By.OPPORTUNITY: (
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
        "assumed",
        "expected",
        "cost",
        "confidence",
    ),
    By.OWNER: ("file", "title", "owner", "kind", "id", "name", "stage", "lacks"),
}


def write(request: Request) -> str:
    rows = (
        (sheet.file, sheet.title, *row)
        for sheet in request.sheets
        for row in _ROWS[request.by](sheet)
    )
    return write_rows(HEADINGS[request.by], rows)


def _overview(sheet: Sheet) -> Iterator[_Row]:
    assessment = sheet.assessment
    coverage = assessment.coverage
    everybody = assessment.everybody
    yield (
        sheet.percent,
        coverage.answered,
        *(count.number for count in coverage.states),
        assessment.done,
        rounded(everybody.mean.value) if everybody else None,
        assessment.errors,
        *(rounded(dimension.percent.value) for dimension in coverage.dimensions),
        *COMPARED_ENDS,
    )


def _stages(sheet: Sheet) -> Iterator[_Row]:
    for stage in sheet.assessment.coverage.stages:
        phases = " ".join(stage.phase_ids)
        states = (cell.state for cell in stage.cells)
        yield stage.id, stage.name, phases, rounded(stage.percent.value), *states


def _personas(sheet: Sheet) -> Iterator[_Row]:
    coverage = sheet.assessment.coverage
    for persona in coverage.personas:
        for stage, there in zip(coverage.stages, persona.stages, strict=True):
            score = rounded(there.mean.value) if there.mean else None
            yield persona.mark.id, stage.id, there.touchpoints, score, *COMPARED_ENDS


def _channels(sheet: Sheet) -> Iterator[_Row]:
    coverage = sheet.assessment.coverage
    for row in coverage.channels:
        for stage, count in zip(coverage.stages, row.stages, strict=True):
            yield row.channel.id, stage.id, count


def _steps(sheet: Sheet) -> Iterator[_Row]:
    for step in sheet.assessment.steps:
        missing = " ".join(lack.text for lack in step.lacks)
        yield step.number, step.name, step.state, missing


def _opportunities(sheet: Sheet) -> Iterator[_Row]:
    backlog = sheet.assessment.backlog
    for entry in (*backlog.ranked, *backlog.done, *backlog.dropped):
        yield (
            entry.rank,
            entry.id,
            entry.opportunity.text,
            entry.opportunity.status,
            entry.customer_value,
            entry.business_value,
            entry.effort,
            rounded(entry.priority),
            entry.quadrant or None,
            " ".join(pain.id for pain in entry.pains),
            "yes" if entry.assumed else None,
            "; ".join(expected.text for expected in entry.expected),
            entry.cost,
            entry.confidence,
        )


def _owners(sheet: Sheet) -> Iterator[_Row]:
    for owner in sheet.assessment.owners:
        for one in owner.things:
            yield owner.name, one.kind, one.id, one.name, one.stage, "; ".join(one.lacks)


_ROWS: Mapping[By | None, Callable[[Sheet], Iterator[_Row]]] = {
    None: _overview,
    By.STAGE: _stages,
    By.PERSONA: _personas,
    By.CHANNEL: _channels,
    By.STEP: _steps,
    By.OPPORTUNITY: _opportunities,
    By.OWNER: _owners,
}
