from __future__ import annotations

import pytest

from cjmap.analysis.quantities import decimal, percent


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, 2, "0"),
        (-0.001, 2, "0"),
        (0.5, 2, "0.5"),
        (1.005, 1, "1"),
        (1480, 0, "1,480"),
        (1234567.891, 2, "1,234,567.89"),
        (-1.6, 2, "−1.6"),
        (999.996, 2, "1,000"),
    ],
)
def test_numbers(value: float, places: int, text: str) -> None:
    assert decimal(value, places).render("en") == text


def test_a_sign_for_scores() -> None:
    assert [decimal(value, sign=True).render("en") for value in (1.8, 0, -0.5)] == [
        "+1.8",
        "0",
        "−0.5",
    ]


def test_percentages() -> None:
    assert percent(45.238, 2).render("en") == "45.24%"
    assert percent(100).render("en") == "100%"
