"""Chains of legs get round corners; every other path stays as an engine wrote it."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cjmap.draw.corners import round_corners


def chain(*corners: tuple[float, float]) -> str:
    """As engines write it: three points a leg, all on its line."""
    written = [f"M{corners[0][0]},{corners[0][1]}C"]
    for (x, y), (a, b) in pairwise(corners):
        written += [f"{x},{y} {a},{b} {a},{b} "]
    return "".join(written).strip()


def test_a_corner_is_round_and_the_ends_stay() -> None:
    assert round_corners(chain((0, 0), (20, 0), (20, 30))) == "M0,0L14,0Q20,0 20,6L20,30"


def test_a_short_leg_has_a_smaller_corner() -> None:
    assert round_corners(chain((0, 0), (4, 0), (4, 30))) == "M0,0L2,0Q4,0 4,2L4,30"


def test_what_goes_straight_on_has_none() -> None:
    assert round_corners(chain((0, 0), (20, 0), (50, 0))) == "M0,0L50,0"


def test_curves_and_other_paths_stay() -> None:
    for path in ("M0,0C5,5 9,2 20,20", "M0,0L10,0", "M1,2C1,2 1,2", "nonsense", ""):
        assert round_corners(path) == path


@given(st.lists(st.integers(-300, 300), min_size=2, max_size=9))
def test_a_round_chain_keeps_to_its_legs(steps: list[int]) -> None:
    corners = [(0.0, 0.0)]
    for number, step in enumerate(steps):
        x, y = corners[-1]
        corners.append((x + step, y) if number % 2 else (x, y + step))
    path = round_corners(chain(*corners))
    points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]
    assert points[0] == corners[0] and points[-1] == corners[-1]
    for x, y in points:
        assert any(
            min(a, c) - 0.01 <= x <= max(a, c) + 0.01 and min(b, d) - 0.01 <= y <= max(b, d) + 0.01
            for (a, b), (c, d) in pairwise(corners)
        )
