from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.text.scalars import Resolved, Written, parse_date, parse_number, resolve


@pytest.mark.parametrize(
    ("written", "value", "shown"),
    [
        ("0", 0, "0"),
        ("34", 34, "34"),
        ("014", 14, "14"),
        ("-2", -2, "-2"),
        ("−2", -2, "-2"),
        ("+3", 3, "3"),
        ("1.10", 1.1, "1.10"),
        ("2.", 2, "2"),
        (".5", 0.5, "0.5"),
        ("1e3", 1000, "1000"),
        ("1.25e1", 12.5, "12.5"),
        ("1.5e-3", 0.0015, "0.0015"),
        ("0x1F", 31, "31"),
        ("0o17", 15, "15"),
        ("-0", 0, "-0"),
    ],
)
def test_numbers_of_yaml_1_2(written: str, value: float, shown: str) -> None:
    number = parse_number(written)
    assert number == value
    assert str(number) == shown


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1_000",
        "12:30",
        "1,5",
        "0b1",
        "0X1F",
        "1e",
        "e3",
        ".",
        "-",
        "--1",
        "1 ",
        "٣",
        ".inf",
        ".nan",
        "½",
    ],
)
def test_what_is_no_number_of_yaml_1_2(written: str) -> None:
    assert parse_number(written) is None


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_a_figure_shows_the_decimals_that_were_written(whole: int, decimals: int) -> None:
    written = f"{whole / 10**decimals:.{decimals}f}" if decimals else str(whole)
    number = parse_number(written)
    assert number is not None
    assert number.decimals == decimals
    assert math.isclose(number, float(written))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-31", datetime.date(2026, 3, 31)),
        ("2024-02-29", datetime.date(2024, 2, 29)),
        ("2026-02-29", None),
        ("2024-13-45", None),
        ("2026-3-1", None),
        ("20260331", None),
        ("2026-03-31T10:00", None),
        ("٢٠٢٦-03-31", None),
        ("0000-01-01", None),
        (" 2026-03-31", None),
    ],
)
def test_days_of_the_calendar(written: str, day: datetime.date | None) -> None:
    assert parse_date(written) == day


def test_figures_compare_as_numbers() -> None:
    assert Written(1.5, 1) + 1 == 2.5
    assert repr(Written(40.0, 1)) == "40.0"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("no", "no"),
        ("", None),
        ("~", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("True", True),
        ("tRUE", "tRUE"),
        ("014", 14),
        ("−7", -7),
        ("0x1F", 31),
        ("9007199254740993", 9007199254740993),
        ("0" * 5000, 0),
        ("1.50", 1.5),
        ("1.0", 1.0),
        ("1e999", "1e999"),
        ("12:30", "12:30"),
        ("2026-03-31", "2026-03-31"),
    ],
)
def test_what_a_scalar_is_in_the_core_schema(written: str, expected: Resolved) -> None:
    found = resolve(written, plain=True)
    assert (found, type(found)) == (expected, type(expected))
    assert resolve(written, plain=False) == written
