"""Durations in words are read where they are plain, and left alone where they are not."""

from __future__ import annotations

import pytest

from cjmap.languages.durations import duration_of_words, lacks_unit
from cjmap.languages.known import CODES
from cjmap.text.durations import parse_duration

PLAIN = {
    "en": "2 weeks=2w|half an hour=30min|10 min.=10min|an hour and a half=1h 30min|two and a half hours=2h 30min|1.5 hrs=1h 30min|3 days and 4 hours=3d 4h|1h30=1h 30min",
    "es": "2 semanas=2w|media hora=30min|una hora y media=1h 30min|1,5 horas=1h 30min|dos días=2d|1 hora 15=1h 15min",
    "de": "3 Tage=3d|eine halbe Stunde=30min|anderthalb Stunden=1h 30min|1,5 Std.=1h 30min|2 Tage und 4 Stunden=2d 4h",
    "fr": "3 jours=3d|une demi-heure=30min|une heure et demie=1h 30min|1h30=1h 30min|10 mn=10min|15 j=15d",
    "pt": "2 semanas=2w|meia hora=30min|uma hora e meia=1h 30min|três dias=3d",
    "it": "2 settimane=2w|mezz'ora=30min|un'ora e mezza=1h 30min|tre giorni=3d",
    "nl": "2 weken=2w|een half uur=30min|anderhalf uur=1h 30min|3 dagen=3d",
    "pl": "2 tygodnie=2w|pół godziny=30min|półtorej godziny=1h 30min|2 godz.=2h",
    "ja": "2週間=2w|30分=30min|1時間半=1h 30min|2時間30分=2h 30min|二時間=2h",
    "zh": "两周=2w|三天=3d|半小时=30min|一个半小时=1h 30min|2小时30分钟=2h 30min",
    "ar": "3 أيام=3d|نصف ساعة=30min|10 دقائق=10min|2 ساعات=2h",
}
LEFT = (
    "2 h|P3D|5|2 months|2-3 days|about 2 days|a few days|1,200 days|24/7|2 working days|half a day|two|"
    "a half|days|2 weeks 3 weeks|2 2 days|-2 days|2 days!|<2 days|1:30 h|hora y media||²|½|2 weeks\u2028x"
)


@pytest.mark.parametrize("code", CODES)
def test_plain_words_are_a_duration(code: str) -> None:
    pairs = [pair.split("=") for pair in PLAIN[code].split("|")]
    assert [(words, duration_of_words(words, code)) for words, _ in pairs] == [
        (words, meant) for words, meant in pairs
    ]
    assert all(parse_duration(meant) is not None for _, meant in pairs)


@pytest.mark.parametrize("words", LEFT.split("|"))
def test_what_is_not_plain_is_left_alone(words: str) -> None:
    assert duration_of_words(words, "en") is None


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("1h30m", "1h 30min"),
        ("1 h 30 m", "1h 30min"),
        ("1d 30m", "1d 30min"),
        ("5m30s", "5min 30s"),
        ("1h 5m 30s", "1h 5min 30s"),
        ("3 m", None),
        ("3m 2d", None),
        ("1 h 2 min 3 m", None),
    ],
)
def test_an_m_is_minutes_where_the_units_beside_it_tell(
    code: str, words: str, meant: str | None
) -> None:
    assert duration_of_words(words, code) == meant


def test_a_number_whose_unit_is_open_is_known_as_such() -> None:
    said = ("90", "1,5", "3 m", "3M", "９０", "2 h", "PT3M", "24/7", "two", "-3", "")
    assert [lacks_unit(text) for text in said] == ["90", "1.5", "3", "3", "90", *[None] * 6]


def test_with_a_number_any_language_is_read() -> None:
    assert duration_of_words("2 semanas", "en") == "2w"
    assert duration_of_words("3 Tage", "es") == "3d"
    assert duration_of_words("media hora", "en") is None
