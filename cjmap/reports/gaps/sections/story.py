"""Feelings in figures, strengths and weaknesses."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Feelings, StoryLine
from cjmap.messages import tr
from cjmap.reports.gaps.blocks import Entry, Items, Record, Section, Shade, Table, Tone
from cjmap.reports.gaps.sections.shades import NOTHING, shade_score
from cjmap.reports.gaps.sheet import Request, Sheet

_MARKS = {"level": "=", "high": "▲", "rise": "↗", "gain": "+", "low": "▼", "drop": "↘", "pain": "!"}


def list_feelings(request: Request, sheet: Sheet) -> Iterator[Section]:
    """A line for each persona who is scored, and one for all where there are several."""
    assessment = sheet.assessment
    if not assessment.feelings:
        return
    columns = (
        tr("Persona"),
        tr("Mean"),
        tr("Lowest"),
        tr("Highest"),
        tr("Last"),
        tr("Peak–end"),
        tr("Biggest drop"),
    )
    everybody = assessment.everybody if len(assessment.feelings) > 1 else None
    listed = (*assessment.feelings, *([everybody] if everybody is not None else []))
    records = tuple(_record(request, feelings) for feelings in listed)
    table = Table(tuple(map(request.say, columns)), records, frozenset(range(1, 7)))
    note = tr(
        "Scores {span}; peak–end is (strongest + last) / 2, a heuristic.", span=assessment.span
    )
    yield Section(request.say(tr("Emotion")), (table,), note=request.say(note))


def _record(request: Request, feelings: Feelings) -> Record:
    drop = feelings.drop
    return Record(
        (
            Shade(feelings.mark.name if feelings.mark else request.say(tr("All"))),
            shade_score(feelings.mean),
            shade_score(feelings.lowest.score if feelings.lowest else None),
            shade_score(feelings.highest.score if feelings.highest else None),
            shade_score(feelings.end),
            shade_score(feelings.peak_end),
            Shade(drop.text, Tone.POOR) if drop else Shade(NOTHING, Tone.QUIET),
        )
    )


def tell_story(request: Request, sheet: Sheet) -> Iterator[Section]:
    """Strengths, then weaknesses, the weightiest first."""
    for title, lines, tone in (
        (tr("Strengths"), sheet.assessment.strengths, Tone.GOOD),
        (tr("Weaknesses"), sheet.assessment.weaknesses, Tone.POOR),
    ):
        entries = tuple(_tell(request, sheet, line, tone) for line in lines)
        if entries:
            yield Section(request.say(title), (Items(entries),))


def _tell(request: Request, sheet: Sheet, line: StoryLine, tone: Tone) -> Entry:
    place = request.tell_place(sheet, line.path)
    return Entry(line.text, tone, _MARKS[line.kind], place, (line.quoted,) if line.quoted else ())
