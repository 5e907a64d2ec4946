"""The figures that a map writes, and how many get how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjmap.board.board import Metric, Reach
from cjmap.board.cut import Cut
from cjmap.board.intervals import format_interval, name_caution
from cjmap.board.measuring import find_worst, is_followed, read_held, read_passed
from cjmap.board.sources import is_assumption
from cjmap.facts.figures import (
    MetricFigure,
    Share,
    StageFigures,
    measure,
    measure_target,
    name_metric,
)
from cjmap.facts.index import Item
from cjmap.findings import Path
from cjmap.languages.quantities import format_number, format_share
from cjmap.messages import tr
from cjmap.model.metric import Metric as ModelMetric


def read_metrics(cut: Cut, items: Iterable[Item]) -> Iterator[Metric]:
    figures = {figure.item.path: figure for figure in cut.subject.figures.all}
    for item in items:
        if cut.concerns(cut.subject.things.metrics[item].personas):
            yield _read_metric(cut, item, figures.get(item.path))


def _read_metric(cut: Cut, item: Item, figure: MetricFigure | None) -> Metric:
    thing = cut.subject.things.metrics[item]
    caution = name_caution(figure) if figure else tr("not measured yet")
    return Metric(
        item.id,
        item.path,
        cut.say(name_metric(thing)),
        measure(thing, figure.value).render(cut.language) if figure else "",
        tell_interval(cut, figure),
        count_answers(cut, figure),
        cut.say(caution) if caution else "",
        tell_target(cut, thing),
        figure.met if figure else None,
        thing.method or "",
        cut.named(thing.personas),
        cut.numbers.get(item.place),
        is_assumption(cut, item.path, (*thing.evidence, thing.source)),
        read_held(cut, item),
    )


def tell_target(cut: Cut, thing: ModelMetric) -> str:
    if thing.goal is None:
        return ""
    target = measure_target(thing, thing.goal).render(cut.language)
    return cut.say(tr("target {target}", target=target))


def tell_interval(cut: Cut, figure: MetricFigure | None) -> str:
    """`95%: 71–84%`; empty without an interval."""
    interval = format_interval(figure, cut.language) if figure else ""
    return cut.say(tr("95%: {interval}", interval=interval)) if interval else ""


def count_answers(cut: Cut, figure: MetricFigure | None) -> str:
    """`n = 120`; empty where nobody wrote how many."""
    if figure is None or figure.n is None:
        return ""
    return cut.say(tr("n = {n}", n=format_number(figure.n, cut.language))).replace(" ", "\u00a0")


def tell_share(cut: Cut, share: Share) -> str:
    """A share of those who came: as the map writes it, else as short as it stays true."""
    if share.figure is None:
        return format_share(share.percent, cut.language)
    metric = cut.subject.things.metrics[share.figure.item]
    return measure(metric, share.percent).render(cut.language)


def read_reach(cut: Cut, stage: int) -> Reach | None:
    """How many come, as a share of the largest reach, and which part of those before."""
    ways = cut.subject.figures.stages
    here, reach = ways[stage], ways[stage].reach
    came = here.conversion if stage else None
    passed = read_passed(cut, stage) if is_followed(cut) else None
    if reach is None and came is None and passed is None:
        return None
    written = came.figure if came is not None else None
    alarm = came is not None and cut.subject.figures.worst == ways[stage - 1]
    if passed is not None:
        alarm = stage > 0 and stage - 1 == find_worst(cut)
    return Reach(
        cut.say(reach.label) if reach else "",
        measure(cut.subject.things.metrics[reach.item], reach.value).render(cut.language)
        if reach
        else "",
        _share_of_most(ways[: stage + 1], max((w.reach.value for w in ways if w.reach), default=0))
        if passed is None
        else (passed.share if passed.reach else None),
        cut.say(
            tr(
                "{share} of “{stage}”",
                share=tell_share(cut, came),
                stage=ways[stage - 1].stage.name,
            )
        )
        if came is not None
        else "",
        tell_interval(cut, written),
        tell_target(cut, cut.subject.things.metrics[written.item]) if written else "",
        written.met if written else None,
        cut.say(tr("the biggest drop of the journey")) if alarm else "",
        passed,
    )


def _share_of_most(ways: Sequence[StageFigures], most: float) -> float | None:
    """The part of the `most` that reaches the last of these stages; None where nobody knows it.

    A stage that says only how many come of those before has as many of them.
    """
    share = 1.0
    for way in reversed(ways):
        if way.reach is not None:
            return share * way.reach.value / most if most > 0 else None
        if way.conversion is None:
            return None
        share *= way.conversion.percent / 100
    return None


def told_by_reach(cut: Cut, stage: int) -> set[Path]:
    """The paths of the metrics that the reach of a stage shows already."""
    here = cut.subject.figures.stages[stage]
    came = here.conversion.figure if here.conversion is not None and stage else None
    return {figure.item.path for figure in (here.reach, came) if figure is not None}
