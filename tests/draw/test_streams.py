"""Flows between places: as thick as they are large, and none in the way of another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cjmap.draw.streams import THICK, Ribbon, lay_streams

CENTRES = [100.0, 300.0, 500.0, 700.0]


def ends(ribbon: Ribbon) -> tuple[float, float]:
    """Where the line of an arc begins and ends, px from the left."""
    numbers = ribbon.d.replace("M", " ").replace("C", " ").split()
    return float(numbers[0]), float(numbers[-2])


def test_the_thickness_is_the_volume() -> None:
    row = lay_streams(CENTRES, [(0, 1, 1.0), (1, 2, 0.5), (2, 3, 0.0001)])
    assert [one.width for one in row.ribbons[:2]] == [THICK, THICK / 2]
    assert row.ribbons[2].width > 1


def test_what_skips_runs_over_and_what_returns_under() -> None:
    row = lay_streams(CENTRES, [(0, 2, 1.0), (3, 1, 1.0), (0, 1, 1.0)])
    over, under, straight = row.ribbons
    assert over.y < row.base - row.tall
    assert under.y > row.base + row.tall
    assert "H" in straight.d
    assert under.y < row.height


@pytest.mark.parametrize("back", [False, True])
def test_arcs_of_one_place_are_nested(back: bool) -> None:
    pairs = [(0, 2), (0, 3), (1, 3)]
    flows = [(b, a, 0.7) if back else (a, b, 0.7) for a, b in pairs]
    ribbons = lay_streams(CENTRES, flows).ribbons
    spans = [sorted(ends(one)) for one in ribbons]
    # That from 0 to 3 begins before that to 2, and ends after that from 1.
    assert spans[1][0] < spans[0][0]
    assert spans[1][1] > spans[2][1]


def test_a_place_is_as_wide_as_all_that_it_takes() -> None:
    flows = [(a, b, 1.0) for a in range(4) for b in range(4) if abs(a - b) > 1]
    row = lay_streams(CENTRES, flows)
    for number, node in enumerate(row.nodes):
        for one, (a, b, _) in zip(row.ribbons, flows, strict=True):
            for place, x in zip((a, b), ends(one), strict=True):
                if place == number:
                    assert node.x - node.half <= x - one.width / 2
                    assert x + one.width / 2 <= node.x + node.half
    assert all(one.x + one.half < other.x - other.half for one, other in pairwise(row.nodes))


def test_nothing_flows_and_the_places_stand() -> None:
    row = lay_streams(CENTRES, [])
    assert row.ribbons == ()
    assert [node.x for node in row.nodes] == CENTRES
