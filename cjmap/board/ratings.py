"""Every metric that has a value, with its interval and its target."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Rating, Target
from cjmap.board.cut import Cut
from cjmap.board.intervals import format_interval
from cjmap.board.scores import tell_whose
from cjmap.facts.figures import (
    MetricFigure,
    Share,
    Standing,
    is_percentage,
    measure,
    measure_target,
)
from cjmap.languages.quantities import difference, format_number, round_half
from cjmap.messages import tr
from cjmap.model.metric import Metric


def read_ratings(cut: Cut) -> tuple[Rating, ...]:
    """Every metric that has a value, in the order of the map."""
    figures = cut.subject.figures
    told = {
        one.item.path
        for entry in figures.stages
        for one in (entry.reach, *_said_by(entry.conversion, entry.drop_off))
        if one is not None
    }
    told |= {one.item.path for one in _said_by(figures.total) if one is not None}
    return tuple(_read_rating(cut, figure, figure.item.path in told) for figure in figures.all)


def _said_by(*shares: Share | None) -> Iterator[MetricFigure | None]:
    """The metrics that say shares."""
    yield from (share.figure for share in shares if share is not None)


def _read_rating(cut: Cut, figure: MetricFigure, told: bool) -> Rating:
    """`told`: the way through has its value; of a target it says nothing."""
    metric = cut.subject.things.metrics[figure.item]
    between = figure.interval
    return Rating(
        figure.item.id,
        figure.item.path,
        figure.type,
        _title(cut, figure),
        told and metric.goal is None,
        _stored(metric, figure.value),
        measure(metric, figure.value).render(cut.language),
        metric.unit or "",
        figure.n,
        _answers(cut, figure),
        figure.standing,
        (between.low, between.high) if between is not None else None,
        format_interval(figure, cut.language),
        _target(cut, figure),
        figure.met,
        _change(figure),
    )


def _stored(metric: Metric, value: float) -> float:
    """What a machine gets: percentages and what is worked out as shown, all else as written."""
    return value if metric.value is not None and not is_percentage(metric) else round_half(value, 2)


def _title(cut: Cut, figure: MetricFigure) -> str:
    place = cut.subject.index.places[figure.item.place].name if figure.item.place else ""
    label = cut.say(figure.label)
    named = cut.others(cut.subject.things.metrics[figure.item].personas)
    if named:
        label = tell_whose(cut, label, named)
    return cut.say(tr("{metric}, {place}", metric=label, place=place)) if place else label


def _answers(cut: Cut, figure: MetricFigure) -> str:
    """How many answers, and a warning where they are few; empty where nobody wrote how many."""
    if figure.n is None:
        return ""
    number = format_number(figure.n, cut.language)
    warnings = {
        Standing.TOO_FEW: tr("{n}, too few", n=number),
        Standing.INDICATIVE: tr("{n}, indicative", n=number),
    }
    warning = warnings.get(figure.standing)
    return cut.say(warning) if warning is not None else number


def _target(cut: Cut, figure: MetricFigure) -> Target | None:
    metric = cut.subject.things.metrics[figure.item]
    goal = metric.goal
    if goal is None:
        return None
    shown = measure_target(metric, goal).render(cut.language)
    return Target(goal.operator or "", float(goal.value), shown)


def _change(figure: MetricFigure) -> float | None:
    """By how much a figure has changed."""
    if figure.before is None:
        return None
    return difference(figure.value, figure.before.value)
