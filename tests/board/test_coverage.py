"""How percentages of coverage read, and how far they say something is filled in."""

from __future__ import annotations

import pytest

from cjmap.board.coverage import read_percentage
from tests.board.test_assessment import assessment_of
from tests.board.test_goldens import EVERYTHING, LATER


@pytest.mark.parametrize(
    ("value", "state", "text", "bare"),
    [
        (None, "n/a", "–", "–"),
        (0, "missing", "0%", "0"),
        # Only none reads as 0, only all as 100.
        (0.4, "missing", "0.4%", "0.4"),
        (49.99, "missing", "50%", "50"),
        (50, "partial", "50%", "50"),
        (62.5, "partial", "63%", "63"),
        (99.6, "partial", "99.6%", "99.6"),
        (99.999, "partial", "99.999%", "99.999"),
        (100, "full", "100%", "100"),
    ],
)
def test_a_percentage_is_as_true_as_it_is_short(
    value: float | None, state: str, text: str, bare: str
) -> None:
    found = read_percentage(value, "en")
    assert (found.state, found.text, found.bare) == (state, text, bare)


def test_percentages_speak_their_language() -> None:
    found = read_percentage(9.238, "es")
    assert (found.text, found.bare) == ("9,2\u00a0%", "9,2")


def test_a_map_is_held_to_the_dimensions_that_are_asked_for() -> None:
    coverage = assessment_of(EVERYTHING, require=("emotions", "owner")).coverage
    assert [one.key for one in coverage.dimensions if one.required] == ["emotions", "owner"]
    assert coverage.percent.value == 68.75
    assert {gap.dimension for gap in coverage.gaps} == {"emotions", "owner"}
    blueprint = assessment_of(LATER).coverage
    assert "frontstage" in [one.key for one in blueprint.dimensions if one.required]


def test_a_gap_reads_as_on_the_map() -> None:
    gaps = assessment_of(EVERYTHING).coverage.gaps
    assert {gap.lacks for gap in gaps if gap.dimension == "pains"} == {"not looked at"}
