"""JSON, version 1: fields may be added, never renamed.

Scores are -2 to +2 and percentages have two decimals. The oldest revision comes first; what lies
on the disk and in no commit comes last and has no commit.
"""

from __future__ import annotations

from collections.abc import Mapping

from cjmap.compare.history import Figures, Revision
from cjmap.findings.json_text import json_text
from cjmap.reports.changes.structured import describe_mood
from cjmap.reports.history.request import Request

VERSION = 1

Fields = Mapping[str, object]


def write(request: Request) -> str:
    document = {
        "version": VERSION,
        "file": request.file,
        "title": request.title,
        "shallow": request.shallow,
        "revisions": [_revision(one) for one in request.revisions],
    }
    return json_text(document) + "\n"


def _revision(revision: Revision) -> Fields:
    commit = revision.commit
    findings = dict(zip(("errors", "warnings", "infos"), revision.findings, strict=True))
    return {
        "commit": commit.name if commit else None,
        "date": commit.date if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "file": revision.file,
        "valid": revision.whole,
        **_figures(revision.figures),
        "findings": findings,
    }


def _figures(figures: Figures | None) -> Fields:
    if figures is None:
        return dict.fromkeys(("title", "coverage", "emotion", "pains", "metrics"))
    return {
        "title": figures.title,
        "coverage": figures.coverage,
        "emotion": describe_mood(figures.mood),
        "pains": {state.replace("-", "_"): number for state, number in figures.pains.items()},
        "metrics": [
            {
                "id": one.id,
                "type": one.type,
                "name": one.name,
                "value": one.value,
                "series": one.series,
            }
            for one in figures.metrics
        ],
    }
