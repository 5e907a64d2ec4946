"""What a figure is of: whether `%` may stand behind it, and which metric an outcome speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.index import Index, candidates
from cjmap.facts.things import Things, results
from cjmap.findings import Path
from cjmap.model.metric import Metric, Result
from cjmap.records import dataclass
from cjmap.vocabulary.metrics import MetricType, bounds_of, is_mean


@dataclass(frozen=True, slots=True)
class Written:
    """Numbers of one metric as the map writes them, with their paths.

    `metric` is None for an outcome that speaks of a type alone; `path` is where the metric, or
    else that outcome, stands.
    """

    path: Path
    type: MetricType | str
    metric: Metric | None
    numbers: tuple[tuple[Path, float], ...]

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage by its type."""
        if self.metric is not None:
            return self.metric.is_share
        return isinstance(self.type, MetricType) and self.type.percentage

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Between which values it can lie; None where nothing says so, such as the scale of a mean."""
        if self.metric is not None:
            return self.metric.bounds
        if not isinstance(self.type, MetricType) or is_mean(self.type, None):
            return None
        return bounds_of(self.type, None, None)


def written_numbers(index: Index, things: Things) -> Iterator[Written]:
    """The numbers of every metric, each with those of the outcomes that speak of it."""
    told: dict[Path, list[tuple[Path, float]]] = {}
    alone: list[Written] = []
    for path, result in results(things):
        numbers = [((*path, *place), number) for place, number in result.numbers()]
        named = candidates(index, "metric", result.metric)
        if named:
            told.setdefault(named[0].path, []).extend(numbers)
        else:
            kind = MetricType.known(result.metric) or result.metric
            alone.append(Written(path, kind, None, tuple(numbers)))
    for item, metric in things.metrics:
        own = [((*item.path, *place), number) for place, number in metric.numbers()]
        yield Written(item.path, metric.type, metric, (*own, *told.get(item.path, ())))
    yield from alone


def measured(index: Index, things: Things, result: Result) -> Metric | None:
    """The metric of the map that an outcome speaks of, None where it names a type or a word."""
    named = candidates(index, "metric", result.metric)
    return things.metrics[named[0]] if named else None
