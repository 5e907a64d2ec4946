"""Feelings in figures, strengths and weaknesses."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Assessment, Feelings, StoryLine
from cjmap.messages import tr
from cjmap.reports.blocks.blocks import Entry, Items, Record, Section, Shade, Table, Tone
from cjmap.reports.gaps.sections.shades import NOTHING, shade_score
from cjmap.reports.gaps.sheet import Request, Sheet

_MARKS = {"level": "=", "high": "▲", "rise": "↗", "gain": "+", "low": "▼", "drop": "↘", "pain": "!"}


def list_feelings(request: Request, sheet: Sheet) -> Iterator[Section]:
    """How each persona feels, how stages feel as a whole, and where the story takes one way of several."""
    assessment = sheet.assessment
    blocks: list[Table | Items] = [
        *_tabulate(request, assessment),
        *list_wholes(request, sheet),
        *_list_forks(request, sheet),
    ]
    if not blocks:
        return
    notes = [
        tr("Scores {span}; peak–end is (strongest + last) / 2, a heuristic.", span=assessment.span)
    ]
    if any(feelings.passed < feelings.scored for feelings in assessment.feelings):
        notes.append(
            tr(
                "The mean is of all scores, that of several personas the mean of theirs; the rest is of those on the usual way."
            )
        )
    note = " ".join(map(request.say, notes))
    yield Section(request.say(tr("Emotion")), tuple(blocks), note=note)


def list_wholes(request: Request, sheet: Sheet) -> Iterator[Items]:
    """What stages say of how they feel as a whole."""
    entries = tuple(
        Entry(
            request.say(
                tr(
                    "“{stage}” as a whole: {felt}",
                    stage=stage.name,
                    felt=" · ".join(one.text for one in stage.wholes),
                )
            ),
            mark="~",
            place=request.tell_place(sheet, stage.path),
        )
        for stage in sheet.assessment.coverage.stages
        if stage.wholes
    )
    if entries:
        yield Items(entries)


def _list_forks(request: Request, sheet: Sheet) -> Iterator[Items]:
    entries = tuple(
        Entry(fork.text, mark="⑂", place=request.tell_place(sheet, fork.path))
        for fork in sheet.assessment.forks
    )
    if entries:
        yield Items(entries)


def _tabulate(request: Request, assessment: Assessment) -> Iterator[Table]:
    """A line for each persona who is scored, and one for all where there are several."""
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
    yield Table(tuple(map(request.say, columns)), records, frozenset(range(1, 7)))


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
