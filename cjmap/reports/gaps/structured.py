"""JSON, version 1: fields may be added, never renamed. The view makes no difference to it.

Percentages and scores have two decimals; what a map writes stands as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cjmap.board.assessment import (
    BacklogEntry,
    Coverage,
    Duration,
    Expected,
    Feelings,
    Mean,
    Moment,
    Owner,
    Passage,
    Portion,
    Rating,
    StoryLine,
    Times,
)
from cjmap.findings import Path, format_path
from cjmap.findings.description import describe_finding
from cjmap.findings.json_text import json_text
from cjmap.languages.quantities import round_half
from cjmap.reports.gaps.sections.remarks import remarks_on_coverage
from cjmap.reports.gaps.sheet import Request, Sheet, rounded
from cjmap.vocabulary.improvement import PainState

VERSION = 1

Fields = Mapping[str, object]


def write(request: Request) -> str:
    document = {
        "version": VERSION,
        "maps": [_map(sheet) for sheet in request.sheets],
        "unreadable": [one.file for one in request.unreadable],
    }
    return json_text(document) + "\n"


def _map(sheet: Sheet) -> Fields:
    assessment = sheet.assessment
    return {
        "file": sheet.file,
        "title": sheet.title,
        "coverage": sheet.percent,
        "required": [one.key for one in assessment.coverage.dimensions if one.required],
        "minimum": sheet.minimum,
        "errors": assessment.errors,
        "emotion_scale": [_plain(end) for end in assessment.scale],
        **_coverage(assessment.coverage),
        "lifecycle": _lifecycle(sheet),
        "gaps": _gaps(sheet),
        "steps": _steps(sheet),
        "emotion": {
            **_feelings(assessment.everybody),
            "personas": [_persona_feelings(one) for one in assessment.feelings],
            "forks": [
                {
                    "at": fork.at,
                    "taken": list(fork.taken),
                    "others": list(fork.others),
                    **_place(sheet, fork.path),
                }
                for fork in assessment.forks
            ],
        },
        "strengths": [_story_line(sheet, line) for line in assessment.strengths],
        "weaknesses": [_story_line(sheet, line) for line in assessment.weaknesses],
        "opportunities": list(_opportunities(sheet)),
        "owners": [_owner(sheet, owner) for owner in assessment.owners],
        "figures": {
            **_passage(assessment.passage),
            "time": _times(assessment.times),
            "metrics": [_rating(sheet, rating) for rating in assessment.ratings],
        },
        "prompts": [
            {"text": prompt.text, **_place(sheet, prompt.path)} for prompt in assessment.prompts
        ],
        "findings": [
            describe_finding(remark.finding, assessment.language)
            for remark in remarks_on_coverage(sheet)
        ],
    }


def _place(sheet: Sheet, path: Path) -> Fields:
    position = sheet.locate(path)
    return {
        "file": sheet.file,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "path": format_path(path),
    }


# --- coverage --------------------------------------------------------------------------------------


def _coverage(coverage: Coverage) -> Fields:
    keys = [dimension.key for dimension in coverage.dimensions]
    ids = [stage.id for stage in coverage.stages]
    return {
        "pains": {
            "answered": coverage.answered,
            **{count.state.replace("-", "_"): count.number for count in coverage.states},
            # The name that unanswered pains had first.
            "open": sum(n.number for n in coverage.states if n.state == PainState.UNANSWERED),
        },
        "stages": [
            {
                "id": stage.id,
                "name": stage.name,
                "coverage": rounded(stage.percent.value),
                "cells": dict(zip(keys, (cell.state for cell in stage.cells), strict=True)),
                "feelings": [
                    {
                        "persona": one.persona,
                        "score": rounded(one.score),
                        "label": one.label or None,
                        "counted": one.counts,
                    }
                    for one in stage.wholes
                ],
            }
            for stage in coverage.stages
        ],
        "dimensions": {one.key: rounded(one.percent.value) for one in coverage.dimensions},
        "personas": [
            {
                "id": persona.mark.id,
                "stages": [
                    {"id": name, "touchpoints": there.touchpoints, "score": _score(there.mean)}
                    for name, there in zip(ids, persona.stages, strict=True)
                ],
            }
            for persona in coverage.personas
        ],
        "channels": [
            {"id": one.channel.id, "stages": _touchpoints(ids, one.stages)}
            for one in coverage.channels
        ],
    }


def _touchpoints(ids: Iterable[str], counts: Iterable[int]) -> Sequence[Fields]:
    return [{"id": name, "touchpoints": count} for name, count in zip(ids, counts, strict=True)]


def _lifecycle(sheet: Sheet) -> Sequence[Fields]:
    stages = sheet.assessment.coverage.stages
    return [
        {"phase": phase.id, "stages": [stages[number].id for number in phase.stages]}
        for phase in sheet.assessment.lifecycle.phases
    ]


def _gaps(sheet: Sheet) -> Sequence[Fields]:
    coverage = sheet.assessment.coverage
    return [
        {
            "stage": coverage.stages[gap.stage].id,
            "dimension": gap.dimension,
            "state": gap.state,
            "lacks": gap.lacks,
            **_place(sheet, gap.path),
        }
        for gap in coverage.gaps
    ]


def _steps(sheet: Sheet) -> Sequence[Fields]:
    return [
        {
            "step": step.number,
            "name": step.name,
            "state": step.state,
            "missing": [lack.text for lack in step.lacks],
            "places": [_place(sheet, lack.path) for lack in step.lacks],
        }
        for step in sheet.assessment.steps
    ]


# --- feelings and story ----------------------------------------------------------------------------


def _score(mean: Mean | None) -> float | None:
    return None if mean is None else rounded(mean.value)


def _feelings(feelings: Feelings | None) -> Fields:
    """The figures of a curve; of everybody's the last score is a mean and no point."""
    if feelings is None:
        keys = ("mean", "lowest", "highest", "last", "peak_end", "biggest_drop")
        return {**dict.fromkeys(keys), "lows": [], "highs": [], "scored": 0, "on_the_way": 0}
    drop = feelings.drop
    return {
        "mean": _score(feelings.mean),
        "lowest": _moment(feelings.lowest) if feelings.lowest else None,
        "highest": _moment(feelings.highest) if feelings.highest else None,
        "last": _moment(feelings.last) if feelings.last else _score(feelings.end),
        "peak_end": _score(feelings.peak_end),
        "biggest_drop": {"from": _moment(drop.before), "to": _moment(drop.after)} if drop else None,
        "lows": [_moment(moment) for moment in feelings.lows],
        "highs": [_moment(moment) for moment in feelings.highs],
        # The mean is of all scores, all else of those on the usual way.
        "scored": feelings.scored,
        "on_the_way": feelings.passed,
    }


def _persona_feelings(feelings: Feelings) -> Fields:
    return {"id": feelings.mark.id if feelings.mark else None, **_feelings(feelings)}


def _moment(moment: Moment) -> Fields:
    return {"persona": moment.persona, "at": moment.at, "score": _score(moment.score)}


def _story_line(sheet: Sheet, line: StoryLine) -> Fields:
    return {
        "kind": line.kind,
        "text": line.text,
        "quote": line.quote or None,
        **_place(sheet, line.path),
    }


# --- opportunities and figures ---------------------------------------------------------------------


def _opportunities(sheet: Sheet) -> Iterator[Fields]:
    backlog = sheet.assessment.backlog
    for entry in (*backlog.ranked, *backlog.done, *backlog.dropped):
        yield _opportunity(sheet, entry)


def _opportunity(sheet: Sheet, entry: BacklogEntry) -> Fields:
    return {
        "id": entry.id,
        "text": entry.opportunity.text,
        "status": entry.opportunity.status,
        "rank": entry.rank,
        "customer_value": entry.customer_value,
        "business_value": entry.business_value,
        "effort": entry.effort,
        "priority": rounded(entry.priority),
        "quadrant": entry.quadrant or None,
        "unrated": list(entry.unrated),
        "assumed": entry.assumed,
        "expected": list(map(_expected, entry.expected)),
        "cost": entry.cost or None,
        "confidence": entry.confidence or None,
        "pains": [pain.id for pain in entry.pains],
        **_place(sheet, entry.opportunity.path),
    }


def _expected(expected: Expected) -> Fields:
    return {
        "metric": expected.metric,
        "before": expected.before,
        "after": expected.after,
        "change": expected.change,
        "unit": expected.unit or None,
        "date": expected.date or None,
        "period": expected.period or None,
    }


def _owner(sheet: Sheet, owner: Owner) -> Fields:
    """Nobody is null."""
    return {
        "owner": owner.name or None,
        "things": [
            {
                "kind": owned.kind,
                "id": owned.id,
                "name": owned.name,
                "stage": owned.stage or None,
                "lacks": list(owned.lacks),
                **_place(sheet, owned.path),
            }
            for owned in owner.things
        ],
    }


def _passage(passage: Passage) -> Fields:
    return {
        "stages": [
            {
                "id": stage.id,
                "reach": _plain(stage.reach.value) if stage.reach else None,
                "conversion": _portion(stage.conversion),
                "drop_off": _portion(stage.drop_off),
            }
            for stage in passage.stages
        ],
        "conversion": _portion(passage.total),
        "worst": next((stage.id for stage in passage.stages if stage.worst), None),
    }


def _portion(portion: Portion | None) -> Fields | None:
    if portion is None:
        return None
    return {
        "percent": rounded(portion.percent),
        "interval": _interval(portion.interval),
        "derived": portion.derived,
    }


def _times(times: Times) -> Fields:
    return {
        "stages": [
            {"id": stage.id, "takes": _duration(stage.takes), "waits": _duration(stage.waits)}
            for stage in times.stages
        ],
        "takes": _duration(times.takes),
        "waits": _duration(times.waits),
    }


def _duration(duration: Duration | None) -> Fields | None:
    """Seconds from the least to the most, of how many durations, and how many they leave out."""
    if duration is None:
        return None
    return {
        "least": _plain(round_half(duration.least, 2)) if duration.counted else None,
        "most": _plain(round_half(duration.most, 2)) if duration.counted else None,
        "counted": duration.counted,
        "uncounted": duration.uncounted,
        "whole": duration.whole,
    }


def _rating(sheet: Sheet, rating: Rating) -> Fields:
    target = rating.target
    return {
        "id": rating.id,
        "type": rating.type,
        "value": _plain(rating.value),
        "unit": rating.unit or None,
        "n": rating.n,
        "standing": rating.standing,
        "interval": _interval(rating.interval),
        "target": {"operator": target.operator or None, "value": _plain(target.value)}
        if target
        else None,
        "met": rating.met,
        "change": rating.change,
        **_place(sheet, rating.path),
    }


def _plain(value: float) -> float | int:
    """A number without an empty decimal."""
    return int(value) if float(value).is_integer() else value


def _interval(ends: tuple[float, float] | None) -> Sequence[float | None] | None:
    return None if ends is None else [rounded(end) for end in ends]
