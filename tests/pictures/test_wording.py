"""Figures read as the map's readers write them; Unicode's CLDR is the judge."""

from __future__ import annotations

import datetime
from typing import Any

import babel.dates
import babel.numbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.model import Metric, Target
from cjmap.pictures.wording import (
    MINUS,
    format_date,
    format_duration,
    format_metric,
    format_number,
    format_percent,
    format_quote,
    format_target,
)

LOCALES = {
    "en": "en",
    "es": "es",
    "es-ES": "es_ES",
    "es-MX": "es_MX",
    "es-AR": "es_AR",
    "es-419": "es_419",
}


@pytest.mark.parametrize("tag", LOCALES)
@given(value=st.decimals(-10_000_000, 10_000_000, places=2))
def test_numbers_are_those_of_cldr(tag: str, value: object) -> None:
    figure = float(str(value))
    expected = babel.numbers.format_decimal(figure, "#,##0.##", locale=LOCALES[tag])
    assert format_number(figure, tag) == expected.replace("-", MINUS)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("es", "12.400"),
        ("es-MX", "12,400"),
        ("es_MX", "12,400"),
        ("en", "12,400"),
        ("de", "12,400"),
    ],
)
def test_thousands_are_grouped_and_unknown_languages_read_as_english(tag: str, text: str) -> None:
    assert format_number(12400, tag) == text


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "text"),
    [
        (-1.3, None, False, "−1,3"),
        (34, None, True, "+34"),
        (0, None, True, "0"),
        (-0.0, None, True, "0"),
        (-0.04, 1, True, "0,0"),
        (0.475, 2, True, "+0,48"),
        (0.1, None, False, "0,1"),
        (1e21, None, False, "1.000.000.000.000.000.000.000"),
        (1e-7, None, False, "0,0000001"),
    ],
)
def test_signs_and_decimals(value: float, decimals: int | None, signed: bool, text: str) -> None:
    assert format_number(value, "es", decimals, signed=signed) == text


def test_percentages_stand_off_in_spanish_and_not_in_english() -> None:
    assert format_percent(0.95, "es") == "0,95\u00a0%"
    assert format_percent(0.95, "en") == "0.95%"
    assert format_percent(33.333, "en", 0) == "33%"


@given(day=st.dates())
def test_dates_name_the_month(day: datetime.date) -> None:
    for tag, locale in (("es", "es"), ("en", "en_US")):
        month = babel.dates.format_date(day, "MMM", locale=locale)
        assert format_date(day, tag) == f"{day.day} {month} {day.year}"


def test_quotes_are_those_of_the_language_and_never_doubled() -> None:
    assert format_quote("Hola", "es") == "«Hola»"
    assert format_quote("Hello", "en") == "“Hello”"
    assert format_quote("“Hello”", "es") == "“Hello”"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("P3D", "3 days"),
        ("P1D", "1 day"),
        ("P1Y2M", "1 year 2 months"),
        ("PT1.5H", "1.5 hours"),
        ("PT90M", "90 minutes"),
        ("P2W", "2 weeks"),
        ("PT1M30S", "1 minute 30 seconds"),
        ("a few minutes", "a few minutes"),
        ("P", "P"),
        ("PT", "PT"),
    ],
)
def test_durations_are_told_in_words(text: str, english: str) -> None:
    assert format_duration(text, "en") == english


def metric(type: str, **more: Any) -> Metric:
    return Metric.model_construct(type=type, **more)


@pytest.mark.parametrize(
    ("made", "value", "text"),
    [
        (metric("nps"), 34.0, "+34"),
        (metric("nps"), 38.333333, "+38,3"),
        (metric("csat"), 78.0, "78\u00a0%"),
        (metric("conversion"), 33.333333, "33,33\u00a0%"),
        (metric("reach"), 12400.0, "12.400"),
        (metric("time", unit="min"), 4.5, "4,5\u00a0min"),
        (metric("churn", unit="%"), 3.0, "3\u00a0%"),
    ],
)
def test_metrics_carry_their_unit(made: Metric, value: float, text: str) -> None:
    assert format_metric(made, value, "es") == text


@pytest.mark.parametrize(
    ("made", "target", "text"),
    [
        (metric("csat"), Target(operator=None, value=80), "≥\u00a080%"),
        (metric("time", unit="min"), Target(operator=None, value=5), "≤\u00a05\u00a0min"),
        (metric("nps"), Target(operator=">", value=40), ">\u00a0+40"),
    ],
)
def test_a_bare_target_means_at_least_or_at_most(made: Metric, target: Target, text: str) -> None:
    assert format_target(made, target, "en") == text
