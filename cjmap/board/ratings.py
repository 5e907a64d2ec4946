"""Every metric that has a value, with its interval and its target."""

from __future__ import annotations

from cjmap.board.assessment import Rating, Target
from cjmap.board.cut import Cut
from cjmap.board.intervals import format_interval
from cjmap.board.scores import tell_whose
from cjmap.facts.figures import MetricFigure, Standing, is_percentage, measure, measure_target
from cjmap.languages.quantities import difference, format_number, round_half
from cjmap.messages import tr
from cjmap.model.metric import Metric
from cjmap.vocabulary.metrics import MetricType

_PASSAGE = (MetricType.REACH, MetricType.CONVERSION, MetricType.DROP_OFF)


def read_rating(cut: Cut, figure: MetricFigure) -> Rating:
    metric = cut.subject.things.metrics[figure.item]
    between = figure.interval
    return Rating(
        figure.item.id,
        figure.item.path,
        figure.type,
        _title(cut, figure),
        figure.type in _PASSAGE,
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
    named = cut.named(cut.subject.things.metrics[figure.item].personas)
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
