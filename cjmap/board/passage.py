"""The way through a map: how many reach each stage, and where they leave."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Amount, Passage, Passing, Portion
from cjmap.board.cut import Cut
from cjmap.board.metrics import tell_share
from cjmap.facts.figures import MetricFigure, Share, StageFigures, measure
from cjmap.messages import tr


def read_passage(cut: Cut) -> Passage:
    figures = cut.subject.figures
    stages = tuple(_read_passing(cut, entry) for entry in figures.stages)
    ends = figures.ends
    return Passage(
        any(entry.reach or entry.conversion or entry.drop_off for entry in stages),
        stages,
        _read_portion(cut, figures.total),
        (ends[0].name, ends[1].name) if ends is not None else None,
        tuple(_tell(cut)),
    )


def _read_passing(cut: Cut, entry: StageFigures) -> Passing:
    return Passing(
        entry.stage.id,
        entry.stage.name,
        _read_amount(cut, entry.reach) if entry.reach is not None else None,
        _read_portion(cut, entry.conversion),
        _read_portion(cut, entry.drop_off),
        entry is cut.subject.figures.worst,
    )


def _read_amount(cut: Cut, figure: MetricFigure) -> Amount:
    metric = cut.subject.things.metrics[figure.item]
    return Amount(figure.value, measure(metric, figure.value).render(cut.language))


def _read_portion(cut: Cut, share: Share | None) -> Portion | None:
    if share is None:
        return None
    between = share.interval
    return Portion(
        share.percent,
        tell_share(cut, share),
        (between.low, between.high) if between is not None else None,
        share.figure is None,
    )


def _tell(cut: Cut) -> Iterator[str]:
    """The conversion of the whole, and where most leave."""
    figures = cut.subject.figures
    total = _read_portion(cut, figures.total)
    if total is not None and figures.ends is None:
        yield cut.say(tr("Conversion of the journey: {percent}.", percent=total.text))
    elif total is not None and figures.ends is not None:
        first, last = figures.ends
        yield cut.say(
            tr(
                "Conversion from “{first}” to “{last}”: {percent}.",
                first=first.name,
                last=last.name,
                percent=total.text,
            )
        )
    worst = figures.worst
    leaving = _read_portion(cut, worst.drop_off) if worst is not None else None
    if worst is not None and leaving is not None:
        yield cut.say(
            tr("Most leave at “{stage}”: {percent}.", stage=worst.stage.name, percent=leaving.text)
        )
