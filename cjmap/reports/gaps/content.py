"""What `gaps` has to say, in sections that every format for people shows in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cjmap.languages.quantities import PERCENT, Quantity
from cjmap.messages import Message, ntr, tr
from cjmap.reports.blocks.blocks import Section
from cjmap.reports.gaps.sections.backlog import list_opportunities, list_pool
from cjmap.reports.gaps.sections.coverage import (
    draw_coverage,
    list_gaps,
    list_phases,
    tell_nothing,
)
from cjmap.reports.gaps.sections.figures import list_passage, list_ratings, list_times
from cjmap.reports.gaps.sections.matrices import draw_channels, draw_personas, list_stages
from cjmap.reports.gaps.sections.owners import list_owners
from cjmap.reports.gaps.sections.portfolio import draw_portfolio
from cjmap.reports.gaps.sections.remarks import list_remarks, list_unreadable
from cjmap.reports.gaps.sections.steps import list_steps, outline_steps
from cjmap.reports.gaps.sections.story import list_feelings, tell_story
from cjmap.reports.gaps.sheet import Request, Sheet
from cjmap.vocabulary.coverage import By

# What a view shows of one map, in order.
_SECTIONS: Mapping[By | None, tuple[Callable[[Request, Sheet], Iterator[Section]], ...]] = {
    None: (
        draw_coverage,
        list_phases,
        list_gaps,
        outline_steps,
        list_feelings,
        tell_story,
        list_passage,
        list_times,
        list_ratings,
        list_remarks,
    ),
    By.STAGE: (list_stages, draw_coverage, list_phases, list_gaps, list_remarks),
    By.PERSONA: (draw_personas, list_feelings),
    By.CHANNEL: (draw_channels,),
    By.STEP: (list_steps,),
    By.OPPORTUNITY: (list_opportunities,),
    By.OWNER: (list_owners,),
}
# What a map shows, in any view, of which nothing can be measured.
_WITHOUT_MEASURE = (tell_nothing, list_steps)
# What views show of several maps together.
_TOGETHER: Mapping[By | None, Callable[[Request], Iterator[Section]]] = {
    None: draw_portfolio,
    By.OPPORTUNITY: list_pool,
}


def compose(request: Request) -> Iterator[Section]:
    """The sections of a request, in order."""
    if len(request.sheets) > 1 and request.by in _TOGETHER:
        yield from _TOGETHER[request.by](request)
    else:
        for sheet in request.sheets:
            yield from _compose_map(request, sheet)
    yield from list_unreadable(request)


def _compose_map(request: Request, sheet: Sheet) -> Iterator[Section]:
    coverage = sheet.assessment.coverage
    measured = coverage.stages and coverage.personas
    yield Section(sheet.title, level=1, note=_sum_up(request, sheet))
    for draw in _SECTIONS[request.by] if measured else _WITHOUT_MEASURE:
        yield from draw(request, sheet)


def _sum_up(request: Request, sheet: Sheet) -> str:
    return " · ".join([sheet.file, *map(request.say, _tell(sheet))])


def _tell(sheet: Sheet) -> Iterator[Message]:
    """The most there is to say about a map on one line."""
    assessment = sheet.assessment
    coverage = assessment.coverage
    if coverage.percent.value is None:
        yield tr("no coverage: nothing applies")
    else:
        yield tr("coverage {percent}", percent=sheet.tell_coverage(assessment.language))
    if coverage.pains:
        yield ntr(
            "{answered} of {n} pain answered",
            "{answered} of {n} pains answered",
            coverage.pains,
            answered=coverage.answered,
        )
        for count in coverage.states:
            if count.number:
                yield tr("{state}: {n}", state=count.label, n=count.number)
    else:
        yield tr("no pains")
    yield tr("{n} of 9 steps done", n=assessment.done)
    if assessment.prompts:
        yield ntr(
            "{n} text is still the template's",
            "{n} texts are still the template's",
            len(assessment.prompts),
        )
    if assessment.errors:
        yield ntr(
            "{n} error: what could not be read is not counted",
            "{n} errors: what could not be read is not counted",
            assessment.errors,
        )
    if sheet.missed and sheet.minimum is not None:
        yield tr("below the minimum of {percent}", percent=Quantity(sheet.minimum, 2, unit=PERCENT))
