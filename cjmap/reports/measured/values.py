"""What was measured as CSV: a row for every figure of every group of every map."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.measured import Figure, Group, Scores
from cjmap.languages.quantities import round_half
from cjmap.reports.measured.request import Request, Told
from cjmap.reports.rows import Value, write_rows

HEADINGS = ("file", "group", "of", "place", "figure", "value", "n", "low", "high", "state")


def write(request: Request) -> str:
    return write_rows(HEADINGS, (row for told in request.maps for row in _rows(told)))


def _rows(told: Told) -> Iterator[tuple[Value, ...]]:
    for group in told.measured.groups:
        for place, name, figure in _figures(group):
            if isinstance(figure, Figure):
                ends = (_round(figure.value), figure.n, _round(figure.low), _round(figure.high))
                yield (told.file, group.kind, group.id, place, name, *ends, str(figure.state))
            elif figure is not None:
                yield (told.file, group.kind, group.id, place, name, figure, *(None,) * 4)


def _figures(group: Group) -> Iterator[tuple[str, str, Figure | float | None]]:
    yield "", "customers", group.customers
    yield "", "through", group.through
    yield "", "fitness", None if group.fitness is None else round_half(group.fitness, 4)
    yield from (("", name, figure) for name, figure in _scores(group.scores))
    for stage in group.stages:
        yield stage.id, "reach", stage.reach
        yield stage.id, "through", stage.through
        yield stage.id, "conversion", stage.conversion
        yield stage.id, "drop_off", stage.drop_off
        time = stage.time_to_next
        yield stage.id, "time_to_next_median", None if time is None else _round(time.median)
        yield stage.id, "time_to_next_p90", None if time is None else _round(time.p90)
        yield stage.id, "skips", stage.skips
        yield from ((stage.id, f"channel {name}", n) for name, n in stage.channels)
        yield from ((stage.id, name, figure) for name, figure in _scores(stage.scores))
    for touchpoint in group.touchpoints:
        yield touchpoint.id, "reach", touchpoint.reach
        yield touchpoint.id, "conversion", touchpoint.conversion
        yield from ((touchpoint.id, name, one) for name, one in _scores(touchpoint.scores))


def _scores(scores: Scores) -> Iterator[tuple[str, Figure | None]]:
    for name in ("nps", "csat", "csat_mean", "ces", "ces_top"):
        yield name, getattr(scores, name)


def _round(value: float | None) -> float | None:
    return None if value is None else round_half(value, 2) + 0.0
