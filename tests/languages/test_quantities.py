"""Figures read as the map's readers write them; Unicode's CLDR is the judge."""

from __future__ import annotations

import datetime

import babel.dates
import babel.numbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.languages.known import CODES
from cjmap.languages.quantities import (
    MINUS,
    Quantity,
    format_date,
    format_duration,
    format_number,
    format_percent,
    format_quote,
    format_share,
)
from cjmap.messages import tr
from tests.tools.conventions import TABLE, make_table, written

LOCALES = {
    "en": "en",
    "es": "es",
    "es-ES": "es_ES",
    "es-MX": "es_MX",
    "es-AR": "es_AR",
    "es-419": "es_419",
    **{tag: tag for tag in ("de", "fr", "pt", "it", "nl", "pl", "ja", "zh", "hi", "fi", "sv")},
    **{tag: tag.replace("-", "_") for tag in ("de-AT", "fr-CA", "zh-TW", "ta-MY", "sr-Latn")},
}


@pytest.mark.parametrize("tag", LOCALES)
@given(value=st.decimals(-10_000_000, 10_000_000, places=2))
def test_numbers_are_those_of_cldr(tag: str, value: object) -> None:
    figure = float(str(value))
    pattern = "#,##,##0.##" if tag == "hi" else "#,##0.##"
    expected = babel.numbers.format_decimal(figure, pattern, locale=LOCALES[tag])
    assert format_number(figure, tag) == expected.replace("-", MINUS)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("es", "12.400"),
        ("es-MX", "12,400"),
        ("es_MX", "12,400"),
        ("en", "12,400"),
        ("de", "12.400"),
        ("de-CH", "12’400"),
        ("hi", "12,400"),
        ("zz", "12,400"),
    ],
)
def test_thousands_are_grouped_and_no_language_reads_as_english(tag: str, text: str) -> None:
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


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (62.5, 0, "63"),
        (1.25, 1, "1.3"),
        (-0.35, 1, "−0.4"),
        # Both mean a twentieth; the sums of binary fractions lie on either side of it.
        ((0.3 - 0.2) / 2, 1, "0.1"),
        ((0.4 - 0.3) / 2, 1, "0.1"),
        (0.0499, 1, "0.0"),
        (1e30, 1, "1,000,000,000,000,000,000,000,000,000,000.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert format_number(value, "en", decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0%"),
        (100, "100%"),
        (62.4, "62%"),
        (9.96, "10%"),
        (2.5, "2.5%"),
        (0.304, "0.3%"),
        (0.288, "0.29%"),
        (0.004, "0.004%"),
        (99.6, "99.6%"),
        (99.99, "99.99%"),
    ],
)
def test_a_share_never_reads_as_none_or_all_where_it_is_neither(value: float, text: str) -> None:
    assert format_share(value, "en") == text


@pytest.mark.parametrize(
    ("value", "beside", "text"),
    [
        (35.71, None, "36%"),
        (35.71, 40, "36%"),
        # It must not read as what it does not reach, nor as more than that.
        (35.71, 36, "35.7%"),
        (35.6, 35.7, "35.6%"),
        (36.4, 36, "36.4%"),
        (36, 36, "36%"),
    ],
)
def test_a_share_stays_on_its_side_of_what_it_is_held_against(
    value: float, beside: float | None, text: str
) -> None:
    assert format_share(value, "en", beside) == text


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


def test_a_quote_in_a_quote_has_marks_of_its_own() -> None:
    assert format_quote("“Contact us” means expensive", "en") == "“‘Contact us’ means expensive”"
    assert format_quote("“Yes” and “no”", "en") == "“‘Yes’ and ‘no’”"
    assert format_quote("Dijo «no»", "es") == "«Dijo “no”»"
    assert format_quote("Dijo “no”", "es-MX") == "“Dijo ‘no’”"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("P3D", "3 days"),
        ("P1D", "1 day"),
        ("P1Y2M", "1 year 2 months"),
        ("PT1.5H", "1 hour 30 minutes"),
        ("4.5min", "4 minutes 30 seconds"),
        ("4min 30s", "4 minutes 30 seconds"),
        ("0.5d", "12 hours"),
        ("0s", "0 seconds"),
        # What is no whole number of smaller ones stays one number.
        ("0.33h", "0.33 hours"),
        ("1.5w", "1.5 weeks"),
        ("P1.5Y", "1.5 years"),
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


@pytest.mark.parametrize(
    ("value", "most", "text"),
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
def test_no_more_decimals_than_it_takes(value: float, most: int, text: str) -> None:
    assert format_number(value, "en", most=most) == text


@pytest.mark.parametrize(
    ("quantity", "language", "text"),
    [
        (Quantity(-1.25, 1, signed=True), "es", "−1,3"),
        (Quantity(1.25, signed=True), "es-MX", "+1.25"),
        (Quantity(0, signed=True), "en", "0"),
        (Quantity(45.238, 2, unit="%"), "en", "45.24%"),
        (Quantity(45.238, 2, unit="%"), "es", "45,24\u00a0%"),
        (Quantity(4.5, unit="min", comparison="≤"), "en", "≤\u00a04.5\u00a0min"),
    ],
)
def test_a_message_writes_its_quantities_as_its_readers_do(
    quantity: Quantity, language: str, text: str
) -> None:
    assert tr("{score}", score=quantity).render(language) == text


@pytest.mark.parametrize("tag", [*CODES, "he", "fa", "sv", "hi", "fi", "sr-Latn", "de-AT", "ar-MA"])
def test_dates_are_those_of_cldr(tag: str) -> None:
    day = datetime.date(2026, 11, 1)
    if tag == "en":
        assert format_date(day, tag) == "1 Nov 2026"
        return
    locale = tag.replace("-", "_")
    assert format_date(day, tag) == babel.dates.format_skeleton("yMMMd", day, locale=locale)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "„{}“"),
        ("de-CH", "«{}»"),
        ("fr", "«\u00a0{}\u00a0»"),
        ("it", "«{}»"),
        ("nl", "‘{}’"),
        ("pl", "„{}”"),
        ("ja", "「{}」"),
        ("zh", "“{}”"),
        ("zh-Hant-TW", "「{}」"),
        ("ar", "«{}»"),
        ("sv", "“{}”"),
    ],
)
def test_quotes_are_those_of_the_language(tag: str, text: str) -> None:
    assert format_quote("Nie wieder", tag) == text.format("Nie wieder")


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ar", "\u200e−1.5"), ("he", "\u200e−1.5"), ("fa", "\u200e−1.5"), ("de", "−1,5")],
)
def test_a_sign_stays_before_its_number(tag: str, text: str) -> None:
    assert format_number(-1.5, tag) == text
    assert format_number(1.5, tag) == text[-3:]


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("fr", ["1\u00a0heure", "1,33\u00a0heure", "3\u00a0heures"]),
        ("de", ["1 Stunde", "1,33 Stunden", "3 Stunden"]),
        ("pl", ["1 godzina", "1,33 godziny", "3 godziny"]),
        ("ar", ["ساعة واحدة", "1.33 ساعة", "3 ساعات"]),
        ("zh", ["1 小时", "1.33 小时", "3 小时"]),
    ],
)
def test_durations_have_the_plural_of_their_number(tag: str, texts: list[str]) -> None:
    shown = [format_duration(text, tag) for text in ("PT1H", "PT1.33H", "PT3H")]
    assert [text.replace("\u00a0", " ") for text in shown] == [
        text.replace("\u00a0", " ") for text in texts
    ]


def test_the_table_of_other_languages_is_cldrs() -> None:
    assert TABLE.read_text("utf-8") == written(make_table())
