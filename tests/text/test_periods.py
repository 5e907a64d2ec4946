"""Periods of the calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.text.periods import Period, parse_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P12M", Period(12)),
        ("P1Y", Period(12)),
        ("P1Y6M", Period(18)),
        ("P2W", Period(0, 14)),
        ("P1M10D", Period(1, 10)),
        ("P", None),
        ("12M", None),
        ("PT5H", None),
        ("P1.5Y", None),
        ("P1D2M", None),
        ("P99999Y", None),
        ("P१M", None),
    ],
)
def test_what_is_a_period(text: str, period: Period | None) -> None:
    assert parse_period(text) == period


def test_a_month_earlier_is_the_same_day_or_the_last() -> None:
    assert Period(1).before(datetime.date(2026, 3, 31)) == datetime.date(2026, 2, 28)
    assert Period(12).before(datetime.date(2024, 2, 29)) == datetime.date(2023, 2, 28)
    assert Period(1, 3).before(datetime.date(2026, 4, 2)) == datetime.date(2026, 2, 27)


@given(st.dates(), st.integers(0, 130_000), st.integers(0, 80_000))
def test_it_leads_back_and_never_beyond_the_first_of_all_days(
    day: datetime.date, months: int, days: int
) -> None:
    earlier = Period(months, days).before(day)
    assert datetime.date.min <= earlier <= day
