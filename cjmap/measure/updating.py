"""Measured values written into the metrics of a map, comments and order kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.languages.quantities import round_half
from cjmap.loading.document import Document
from cjmap.measure.verdicts import Found
from cjmap.model.metric import Metric
from cjmap.text import edit
from cjmap.text import tree as nodes
from cjmap.text.emitting import EditRefused, Value
from cjmap.text.reading import read
from cjmap.text.tree import Tree
from cjmap.vocabulary.metrics import MetricType

# What of a metric is written, in the order in which new keys follow its type.
_KEYS = ("value", "components", "n", "date", "source")


def update(document: Document, found: Iterable[Found]) -> str:
    """The text of a map with what was measured in its metrics.

    What is suppressed, and what cannot be written where it stands (an alias repeats it), stays. The
    value that a metric had goes into its history where it has a day.
    """
    text = document.source.text
    for one in found:
        if one.figure.value is None:
            continue
        path = document.places.document(one.item.path)
        try:
            text = _update(document.source.file, text, path, one)
        except EditRefused:
            continue
    return text


def count_forgotten(found: Iterable[Found]) -> int:
    """How many values `update` replaces that go into no history, as they are of no earlier day."""
    return sum(
        one.metric.value is not None
        and one.figure.value is not None
        and _round(one.metric, one.figure.value) != one.metric.value
        and _earlier(one.metric, one.day) is None
        and all(float(past.value) != one.metric.value for past in one.metric.history)
        for one in found
    )


def _update(file: str, text: str, path: Path, one: Found) -> str:
    wanted = _wanted(one)
    tree = read(Source(file, text))
    if _holds(tree, path, wanted):
        return text
    earlier = _earlier(one.metric, one.day)
    if earlier is not None:
        text = _append(file, text, path, earlier)
    for key in _KEYS:
        if key in wanted:
            text = _put(file, text, path, key, wanted[key])
    return text


def _wanted(one: Found) -> dict[str, Value]:
    assert one.figure.value is not None
    metric = one.metric
    wanted: dict[str, Value] = {}
    counted = metric.components is not None and one.counts is not None
    if not counted or metric.value is not None:
        wanted["value"] = _round(metric, one.figure.value)
    if counted and one.counts is not None:
        promoters, passives, detractors = one.counts
        wanted["components"] = {
            "promoters": promoters,
            "passives": passives,
            "detractors": detractors,
        }
    if metric.type is not MetricType.REACH:
        wanted["n"] = one.figure.n
    wanted["date"] = one.day
    wanted["source"] = one.source
    return wanted


def _round(metric: Metric, value: float) -> float | int:
    """A value at the decimals that are shown of its kind."""
    shown = round_half(value, 1 if metric.type is MetricType.NPS else 2)
    return int(shown) if shown.is_integer() else shown


def _holds(tree: Tree, path: Path, wanted: Mapping[str, Value]) -> bool:
    """Whether a metric says already all that is wanted."""
    node = tree.resolve(path)[1]
    if not isinstance(node, nodes.Mapping):
        return False
    return all(
        key in node.entries and not edit.set_value(tree, (*path, key), one)
        for key, one in wanted.items()
    )


def _earlier(metric: Metric, day: datetime.date) -> dict[str, Value] | None:
    """What goes into the history: the value that the metric has, where its day is an earlier one."""
    value = metric.value
    if value is None or metric.date is None or metric.date >= day:
        return None
    reading: dict[str, Value] = {
        "date": metric.date,
        "value": int(value) if float(value).is_integer() else float(value),
    }
    if metric.n is not None:
        reading["n"] = metric.n
    return None if any(one.date == metric.date for one in metric.history) else reading


def _append(file: str, text: str, path: Path, reading: dict[str, Value]) -> str:
    tree = read(Source(file, text))
    node = tree.resolve(path)[1]
    assert isinstance(node, nodes.Mapping)
    if "history" not in node.entries:
        return edit.apply(text, edit.insert(tree, (*path, "history"), [reading]))
    history = node.entries["history"][1]
    number = len(history.items) if isinstance(history, nodes.Sequence) else 0
    return edit.apply(text, edit.insert(tree, (*path, "history", number), reading))


def _put(file: str, text: str, path: Path, key: str, value: Value) -> str:
    tree = read(Source(file, text))
    node = tree.resolve(path)[1]
    if not isinstance(node, nodes.Mapping):
        return text
    if key in node.entries:
        return edit.apply(text, edit.set_value(tree, (*path, key), value))
    before = _KEYS[: _KEYS.index(key)]
    behind = [*node.entries]
    at = max(
        (behind.index(one) + 1 for one in ("type", "name", "id", *before) if one in behind),
        default=None,
    )
    return edit.apply(text, edit.insert(tree, (*path, key), value, at=at))
