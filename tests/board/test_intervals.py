"""How far a figure can be trusted, in words."""

from __future__ import annotations

import pytest

from cjmap.board.intervals import format_interval
from cjmap.facts.figures import MetricFigure, Standing
from cjmap.facts.index import Item
from cjmap.facts.intervals import Interval
from cjmap.messages import tr
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import MetricType


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (73.2, 88.1, "73–88%"),
        (11.8, 12.3, "11.8–12.3%"),
        (11.98, 12.02, "11.98–12.02%"),
        # What no two decimals tell apart is told with them.
        (12, 12.0001, "12.00–12.00%"),
    ],
)
def test_ends_that_would_read_alike_have_decimals(low: float, high: float, written: str) -> None:
    item = Item(Thing.METRIC, "conversion", "Conversion", ("metrics", 0), (), None)
    figure = MetricFigure(
        item,
        MetricType.CONVERSION,
        tr("Conversion"),
        12,
        None,
        Standing.SOLID,
        Interval(low, high),
        None,
        False,
        None,
        None,
    )
    assert format_interval(figure, "en") == written
