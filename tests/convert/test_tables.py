"""Cells have the names and places that people find them by."""

from __future__ import annotations

import pytest

from cjmap.convert.tables import Cell, Spot, Table, cell_name


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (2, 1, "B3"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1"), (0, 702, "AAA1")],
)
def test_a_place_is_called_as_spreadsheets_do(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        (Spot(3), "line 3"),
        (Spot(cell="B3"), "cell B3"),
        (Spot(cell="B3", sheet="Map"), "Map, cell B3"),
        (Spot(sheet="Map"), "Map"),
        (Spot(), None),
    ],
)
def test_a_place_is_told_in_words(spot: Spot, words: str | None) -> None:
    said = spot.message()
    assert (None if said is None else said.render("en")) == words


def test_a_merged_cell_is_met_once() -> None:
    wide = Cell("Wide", 0, 0, Spot(cell="A1"), columns=2)
    one, none = Cell("One", 1, 0, Spot(cell="A2")), Cell(" ", 1, 1, Spot(cell="B2"))
    table = Table(((wide, wide), (one, none)))
    assert [*table.cells()] == [wide, one]
    assert table.width == 2
