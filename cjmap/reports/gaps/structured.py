"""JSON, version 1: fields may be added, never renamed. The view makes no difference to it."""

from __future__ import annotations

import json
from typing import Any

from cjmap.facts.feelings import Point
from cjmap.facts.figures import MetricFigure, Share
from cjmap.facts.index import long_id
from cjmap.facts.intervals import Interval
from cjmap.facts.lifecycle import covering
from cjmap.facts.priorities import Ranked
from cjmap.facts.story import StoryLine
from cjmap.findings import Path, format_path
from cjmap.findings.description import describe_finding
from cjmap.reports.gaps.sheet import Request, Sheet, rounded

VERSION = 1


def write(request: Request) -> str:
    document = {
        "version": VERSION,
        "maps": [_Describer(sheet, request.language).map() for sheet in request.sheets],
        "unreadable": [one.file for one in request.unreadable],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


class _Describer:
    """Describes one map in one language. Percentages and scores have two decimals."""

    def __init__(self, sheet: Sheet, language: str) -> None:
        self._sheet = sheet
        self._facts = sheet.facts
        self._language = language

    def map(self) -> dict[str, Any]:
        sheet, coverage = self._sheet, self._sheet.coverage
        return {
            "file": sheet.file,
            "title": sheet.title,
            "coverage": sheet.percent,
            "required": list(coverage.required),
            "minimum": sheet.minimum,
            "errors": sheet.errors,
            "pains": {"answered": coverage.answered_pains, "open": coverage.open_pains},
            "stages": [
                {
                    "id": entry.stage.id,
                    "name": entry.stage.name,
                    "coverage": rounded(entry.percent),
                    "cells": {name: cell.state.value for name, cell in entry.cells.items()},
                }
                for entry in coverage.stages
            ],
            "dimensions": {name: rounded(value) for name, value in coverage.dimensions.items()},
            "personas": [
                {
                    "id": row.persona.id,
                    "stages": [
                        {
                            "id": there.stage.id,
                            "touchpoints": there.touchpoints,
                            "score": rounded(there.score),
                        }
                        for there in row.stages
                    ],
                }
                for row in coverage.personas
            ],
            "channels": [
                {
                    "id": row.channel.id,
                    "stages": [{"id": s.id, "touchpoints": count} for s, count in row.stages],
                }
                for row in coverage.channels
            ],
            "lifecycle": [
                {
                    "phase": phase.id,
                    "stages": [stage.id for stage in covering(self._facts.phases, phase)],
                }
                for phase in self._facts.phases.phases
            ],
            "gaps": [
                {
                    "stage": gap.stage.id,
                    "dimension": gap.dimension,
                    "state": gap.state.value,
                    "lacks": gap.lacks.render(self._language),
                    **self._place(gap.stage.path),
                }
                for gap in coverage.gaps
            ],
            "steps": [
                {
                    "step": step.number,
                    "name": step.name.render(self._language),
                    "state": step.state.value,
                    "missing": [lack.message.render(self._language) for lack in step.missing],
                    "places": [self._place(lack.path) for lack in step.missing],
                }
                for step in sheet.steps
            ],
            "emotion": self._emotion(),
            "strengths": [self._line(line) for line in self._facts.story.strengths],
            "weaknesses": [self._line(line) for line in self._facts.story.weaknesses],
            "opportunities": self._opportunities(),
            "figures": self._figures(),
            "findings": [describe_finding(finding, self._language) for finding in sheet.findings],
        }

    def _place(self, path: Path) -> dict[str, Any]:
        position = self._sheet.locate(path)
        return {
            "file": self._sheet.file,
            "line": position.line if position else None,
            "column": position.column if position else None,
            "path": format_path(path),
        }

    def _emotion(self) -> dict[str, Any]:
        curve = self._facts.curve
        return {
            "mean": rounded(curve.mean),
            "lowest": _point(curve.lowest),
            "highest": _point(curve.highest),
            "last": rounded(curve.last),
            "peak_end": rounded(curve.peak_end),
            "biggest_drop": _pair(curve.biggest_drop),
            "personas": [
                {
                    "id": line.persona.id,
                    "mean": rounded(line.mean),
                    "lowest": _point(line.lowest),
                    "highest": _point(line.highest),
                    "last": _point(line.last),
                    "peak_end": rounded(line.peak_end),
                    "biggest_drop": _pair(line.biggest_drop),
                }
                for line in curve.lines
            ],
        }

    def _line(self, line: StoryLine) -> dict[str, Any]:
        return {
            "kind": line.kind.value,
            "text": line.message.render(self._language),
            "quote": line.quote,
            **self._place(line.path),
        }

    def _opportunities(self) -> list[dict[str, Any]]:
        priorities = self._facts.priorities
        listed = (
            *priorities.ranked,
            *priorities.unvalued,
            *priorities.done,
            *priorities.dropped,
        )
        ranks = {entry.opportunity.path: n for n, entry in enumerate(priorities.ranked, 1)}
        return [self._opportunity(entry, ranks.get(entry.opportunity.path)) for entry in listed]

    def _opportunity(self, entry: Ranked, rank: int | None) -> dict[str, Any]:
        thing = self._facts.things.opportunities[entry.opportunity]
        return {
            "id": entry.opportunity.id,
            "text": thing.text,
            "status": thing.status,
            "rank": rank,
            "customer_value": _plain(thing.customer_value),
            "business_value": _plain(thing.business_value),
            "effort": _plain(thing.effort),
            "priority": rounded(entry.priority),
            "quadrant": entry.quadrant.value if entry.quadrant else None,
            "unrated": list(entry.unrated),
            "pains": [pain.id for pain in entry.pains],
            **self._place(entry.opportunity.path),
        }

    def _figures(self) -> dict[str, Any]:
        figures = self._facts.figures
        return {
            "stages": [
                {
                    "id": entry.stage.id,
                    "reach": _plain(entry.reach.value) if entry.reach else None,
                    "conversion": _share(entry.conversion),
                    "drop_off": _share(entry.drop_off),
                }
                for entry in figures.stages
            ],
            "conversion": _share(figures.total),
            "worst": figures.worst.stage.id if figures.worst else None,
            "metrics": [self._figure(figure) for figure in figures.all],
        }

    def _figure(self, figure: MetricFigure) -> dict[str, Any]:
        metric = self._facts.things.metrics[figure.item]
        target = metric.target
        return {
            "id": long_id(figure.item),
            "type": figure.type,
            "value": _plain(figure.value),
            "unit": metric.unit,
            "n": _plain(figure.n),
            "standing": figure.standing.value,
            "interval": _interval(figure.interval),
            "target": None
            if target is None
            else {"operator": target.operator, "value": _plain(target.value)},
            "met": figure.met,
            "change": rounded(figure.change),
            **self._place(figure.item.path),
        }


def _point(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "persona": point.persona.id,
        "at": point.owner.id,
        "score": rounded(point.score),
    }


def _pair(pair: tuple[Point, Point] | None) -> dict[str, Any] | None:
    if pair is None:
        return None
    return {"from": _point(pair[0]), "to": _point(pair[1])}


def _plain(value: float | None) -> float | int | None:
    """A number without an empty decimal."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(float(value), 2)


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "percent": rounded(share.percent),
        "interval": _interval(share.interval),
        "derived": share.figure is None,
    }


def _interval(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [rounded(interval.low), rounded(interval.high)]
