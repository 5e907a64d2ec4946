"""Durations as people write them, and what they come to."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.text.durations import ISO_DURATION, SECONDS, parse_duration

HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("P3D", 3 * DAY),
        ("PT1H30M", 1.5 * HOUR),
        ("P2W", 14 * DAY),
        ("P1DT0.5H", DAY + HOUR / 2),
        ("2 h", 2 * HOUR),
        ("1.5h", 1.5 * HOUR),
        ("3 d", 3 * DAY),
        ("20\u00a0min", 1200),
        ("45s", 45),
        ("1 w", 7 * DAY),
        ("1 h 30 min", 1.5 * HOUR),
        ("1h30min", 1.5 * HOUR),
        (" 90 min ", 1.5 * HOUR),
        ("0.1 s", 0.1),
    ],
)
def test_what_adds_up(text: str, seconds: float) -> None:
    duration = parse_duration(text)
    assert duration is not None
    assert duration.seconds == seconds


@pytest.mark.parametrize("text", ["P1Y", "P1M", "P1Y2M3DT4H", "P0M"])
def test_years_and_months_have_no_length(text: str) -> None:
    duration = parse_duration(text)
    assert duration is not None
    assert duration.seconds is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "40",
        "h",
        "two weeks",
        "2 weeks",
        "2 H",
        "-2 h",
        "1,5 h",
        "2 h or so",
        "30 min 1 h",
        "٣ h",
        "1e3 s",
        "P1S",
        "p3d",
        "1 m",
        "9" * 16 + " h",
        "P" + "9" * 400 + "D",
        "0." + "1" * 16 + " d",
    ],
)
def test_everything_else_is_words(text: str) -> None:
    assert parse_duration(text) is None


@given(st.from_regex(re.compile(ISO_DURATION, re.ASCII), fullmatch=True))
def test_no_duration_is_beyond_what_can_be_added(text: str) -> None:
    duration = parse_duration(text)
    assert duration is not None
    seconds = duration.seconds
    assert seconds is None or (seconds >= 0 and math.isfinite(seconds * 1e9))


@given(
    st.integers(0, 10**15 - 1),
    st.sampled_from(["w", "d", "h", "min", "s"]),
    st.sampled_from(["", " ", "\u202f"]),
)
def test_both_forms_mean_the_same(amount: int, unit: str, gap: str) -> None:
    long = {"w": "P{}W", "d": "P{}D", "h": "PT{}H", "min": "PT{}M", "s": "PT{}S"}[unit]
    assert parse_duration(f"{amount}{gap}{unit}") == parse_duration(long.format(amount))


def test_units_go_from_the_largest_down() -> None:
    assert list(SECONDS.values()) == sorted(SECONDS.values(), reverse=True)
