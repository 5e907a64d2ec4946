"""JSON, version 1: fields may be added, never renamed. Percentages and points have two decimals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjmap.facts.measured import (
    Compared,
    Duration,
    Figure,
    Group,
    Judged,
    Measured,
    Scores,
    StageMeasured,
    TouchpointMeasured,
)
from cjmap.findings import format_path
from cjmap.findings.description import describe_finding
from cjmap.findings.json_text import json_text
from cjmap.languages.quantities import round_half
from cjmap.reports.measured.request import Request, Told

VERSION = 1

Fields = Mapping[str, object]


def write(request: Request) -> str:
    maps = [_map(told, request.language) for told in request.maps]
    return json_text({"version": VERSION, "maps": maps}) + "\n"


def _map(told: Told, language: str) -> Fields:
    measured = told.measured
    return {
        "file": told.file,
        "title": told.title,
        **_head(measured),
        "groups": [_group(group) for group in measured.groups],
        "claims": [_judged(one, "written") for one in measured.claims],
        "targets": [_judged(one, "target") for one in measured.targets],
        "comparisons": [_compared(one) for one in measured.comparisons],
        "unbound": [one.id for one in measured.unbound],
        "unusable": [
            {
                "source": one.role,
                "reason": one.reason,
                "detail": one.detail,
                "n": one.n,
                "row": None if one.row is None else one.row.number,
                "file": None if one.row is None else one.row.file,
            }
            for one in measured.unusable
        ],
        "findings": [describe_finding(finding, language) for finding in told.findings],
    }


def _head(measured: Measured) -> Fields:
    unmapped = measured.unmapped
    return {
        "engine": measured.engine,
        "window": measured.window,
        "events": measured.events,
        "customers": measured.customers,
        "first": measured.first,
        "last": measured.last,
        "unmapped": {
            "n": unmapped.n,
            "share": _round(100 * unmapped.share),
            "events": [{"event": event, "n": n} for event, n in unmapped.events],
        },
    }


def _group(group: Group) -> Fields:
    return {
        "kind": group.kind,
        "id": group.id,
        "customers": group.customers,
        "few": group.few,
        "journey": {
            "through": _figure(group.through),
            **_scores(group.scores),
            "fitness": None if group.fitness is None else round_half(group.fitness, 4),
            "entries": _counted(group.entries, "stage"),
            "exits": _counted(group.exits, "stage"),
        },
        "stages": [_stage(stage) for stage in group.stages],
        "touchpoints": [_touchpoint(one) for one in group.touchpoints],
        "flows": [
            {
                "from": flow.origin,
                "to": flow.target,
                "n": flow.n,
                "steps": flow.steps,
                "drawn": flow.drawn,
            }
            for flow in group.flows
        ],
    }


def _stage(stage: StageMeasured) -> Fields:
    return {
        "id": stage.id,
        "reach": stage.reach,
        "through": stage.through,
        "conversion": _figure(stage.conversion),
        "drop_off": _figure(stage.drop_off),
        "time_to_next": _duration(stage.time_to_next),
        "skips": stage.skips,
        "channels": _counted(stage.channels, "id"),
        **_scores(stage.scores),
    }


def _touchpoint(touchpoint: TouchpointMeasured) -> Fields:
    return {
        "id": touchpoint.id,
        "stage": touchpoint.stage,
        "reach": touchpoint.reach,
        "conversion": _figure(touchpoint.conversion),
        **_scores(touchpoint.scores),
    }


def _scores(scores: Scores) -> Fields:
    return {
        "nps": _figure(scores.nps),
        "csat": _figure(scores.csat),
        "csat_mean": _figure(scores.csat_mean),
        "ces": _figure(scores.ces),
        "ces_top": _figure(scores.ces_top),
    }


def _figure(figure: Figure | None) -> Fields | None:
    if figure is None:
        return None
    return {
        "value": _round(figure.value),
        "n": figure.n,
        "low": _round(figure.low),
        "high": _round(figure.high),
        "state": figure.state,
    }


def _duration(duration: Duration | None) -> Fields | None:
    if duration is None:
        return None
    return {"n": duration.n, "median": _round(duration.median), "p90": _round(duration.p90)}


def _counted(counted: Iterable[tuple[str, int]], name: str) -> list[Fields]:
    return [{name: id, "n": n} for id, n in counted]


def _judged(judged: Judged, name: str) -> Fields:
    return {
        "path": format_path(judged.path),
        "type": judged.type,
        name: judged.written if name == "target" else float(judged.written),
        "measured": _figure(judged.measured),
        "verdict": judged.verdict,
    }


def _compared(compared: Compared) -> Fields:
    difference = compared.difference
    return {
        "place": compared.place,
        "type": compared.type,
        "from": compared.origin,
        "to": compared.target,
        "difference": _round(difference.value),
        "low": _round(difference.low),
        "high": _round(difference.high),
        "different": difference.different,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round_half(value, 2) + 0.0
