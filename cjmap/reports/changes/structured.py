"""JSON, version 1: fields may be added, never renamed.

Scores are -2 to +2 and percentages have two decimals; of two folders each map stands in `maps`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cjmap.compare.comparison import Comparison, State
from cjmap.compare.meaning import Mood
from cjmap.compare.remarks import singled
from cjmap.facts.changes import Change, Value
from cjmap.facts.index import Item
from cjmap.findings import Finding, format_path
from cjmap.findings.description import describe_finding
from cjmap.findings.json_text import json_text
from cjmap.messages import localize
from cjmap.messages.secrets import veil
from cjmap.reports.changes.request import Request
from cjmap.vocabulary.changes import ChangeKind

VERSION = 1

Fields = Mapping[str, object]


def write(request: Request) -> str:
    compared = request.compared
    maps = [_map(request, one) for one in compared.pairs]
    told: Fields = (
        maps[0]
        if request.single and maps
        else {
            "maps": maps,
            "added": _files(request, compared.added),
            "removed": _files(request, compared.removed),
        }
    )
    broken = compared.unreadable
    document = {
        "version": VERSION,
        **told,
        "unreadable": [name for one in broken for name in one.names],
        # What is wrong with them.
        "problems": [
            {**described, "side": side}
            for one in broken
            for side, findings in (("old", one.old), ("new", one.new))
            for described in _describe(request.language, findings)
        ],
    }
    return json_text(document) + "\n"


def _files(request: Request, states: Iterable[State]) -> Sequence[Fields]:
    return [
        {
            "file": state.name,
            "title": state.subject.journey.title,
            "findings": _describe(
                localize(request.language, state.subject.language), singled(state.findings)
            ),
        }
        for state in states
    ]


def _describe(language: str, findings: Iterable[Finding]) -> Sequence[Fields]:
    return [describe_finding(one, language) for one in findings]


def _map(request: Request, found: Comparison) -> Fields:
    meaning = found.meaning
    language = localize(request.language, found.new.subject.language)
    before, now = found.meaning.moods
    coverage = dict(zip(("old", "new"), meaning.coverage, strict=True))
    return {
        "old": found.old.name,
        "new": found.new.name,
        "title": found.new.subject.journey.title,
        "errors": {"old": found.old.errors, "new": found.new.errors},
        "changes": [_change(found, change, language) for change in found.changes],
        "coverage": coverage,
        "pains": {
            "answered": _ids(meaning.pains.answered),
            "unanswered": _ids(meaning.pains.unanswered),
            "resolved": _ids(meaning.pains.resolved),
            "reopened": _ids(meaning.pains.reopened),
            "new": _ids(meaning.pains.new),
            "gone": _ids(meaning.pains.gone),
            # Those of the new ones that nobody answers.
            "ignored": _ids(meaning.pains.ignored),
            # And those of the gone ones that nobody had solved.
            "dropped": _ids(meaning.pains.dropped),
        },
        "emotion": {
            "old": describe_mood(before),
            "new": describe_mood(now),
            # How means went, and how those of the places that are scored in both states did.
            "shifts": [
                {"id": shift.id, "total": shift.total, "steady": shift.steady}
                for shift in meaning.shifts
            ],
        },
        "opportunities": [
            {"id": step.opportunity.id, "old": step.old, "new": step.new}
            for step in meaning.progress
        ],
        "promises": [
            {
                "id": one.opportunity.id,
                "metric": one.metric.render(language),
                "expected": one.expected,
                "reached": one.reached,
                "kept": one.kept,
            }
            for one in meaning.promises
        ],
        "metrics": [
            {
                "id": turn.new.item.id,
                "type": turn.new.type,
                "old": turn.old.value,
                "new": turn.new.value,
                "better": turn.better,
            }
            for turn in meaning.figures
        ],
        "channels": {
            "won": [channel.id for channel in meaning.channels_won],
            "lost": [channel.id for channel in meaning.channels_lost],
        },
        "findings": {
            "fixed": _describe(language, found.remarks.fixed),
            "new": _describe(language, found.remarks.new),
        },
    }


def _ids(items: Iterable[Item]) -> Sequence[str]:
    return [item.id for item in items]


def _change(found: Comparison, change: Change, language: str) -> Fields:
    state = found.old if change.kind is ChangeKind.REMOVED else found.new
    position = state.locate(change.path)
    return {
        "kind": change.kind,
        "what": change.what,
        "id": change.id or None,
        "path": format_path(change.path),
        "old": _veil(change.old),
        "new": _veil(change.new),
        "persona": change.persona or None,
        "message": change.message.render(language),
        "file": state.name,
        "line": position.line if position else None,
        "column": position.column if position else None,
    }


def _veil(value: Value) -> Value:
    """A value as it is told: without the password of an address."""
    if isinstance(value, dict):
        return {key: _veil(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_veil(one) for one in value]
    return veil(value) if isinstance(value, str) else value


def describe_mood(mood: Mood) -> Fields:
    """How a journey feels, as plain data."""
    return {
        "mean": mood.mean,
        "lowest": mood.lowest,
        "highest": mood.highest,
        "last": mood.last,
        "personas": [
            {
                "id": persona.id,
                "mean": persona.mean,
                "points": [
                    {"touchpoint": point.at, "score": point.score} for point in persona.points
                ],
            }
            for persona in mood.personas
        ],
    }
