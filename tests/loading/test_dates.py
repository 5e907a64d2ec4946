"""A day that is written otherwise is shown as it should be, and mended where it is certain."""

from __future__ import annotations

import pytest

from cjmap.loading.dates import mend_date

ONE = {
    "2026-1-5": "2026-01-05",
    "2026/11/05": "2026-11-05",
    "2026.11.5": "2026-11-05",
    "20261105": "2026-11-05",
    "2026-11-05T10:00": "2026-11-05",
    "2026-11-05 10:00:00Z": "2026-11-05",
    "25/11/2026": "2026-11-25",
    "11/25/2026": "2026-11-25",
    "5.11.2026": "2026-11-05",
    "5. 11. 26": "2026-11-05",
    "2026年11月5日": "2026-11-05",
}
# A word that begins like a month's name could be another: shown, and not mended.
NAMED = {
    "5 de noviembre de 2026": "2026-11-05",
    "November 5, 2026": "2026-11-05",
    "5th of March 2026": "2026-03-05",
    "5. Dezember 2026": "2026-12-05",
    "le 5 août 2026": "2026-08-05",
    "1er mai 2026": "2026-05-01",
    "5 gennaio 2026": "2026-01-05",
    "5 de fevereiro de 2026": "2026-02-05",
    "5 maart 2026": "2026-03-05",
    "5 sierpnia 2026": "2026-08-05",
    "1 نوفمبر 2026": "2026-11-01",
}
TWO = {
    "5/11/2026": ("2026-11-05", "2026-05-11"),
    "5-11-2026": ("2026-11-05", "2026-05-11"),
    "5/11/26": ("2026-11-05", "2026-05-11"),
}
SPANS = {
    "2026-11": ("2026-11-01", "2026-11-30"),
    "2028-2": ("2028-02-01", "2028-02-29"),
    "11/2026": ("2026-11-01", "2026-11-30"),
    "Q1 2027": ("2027-01-01", "2027-03-31"),
    "2027-Q4": ("2027-10-01", "2027-12-31"),
    "T2 2027": ("2027-04-01", "2027-06-30"),
    "3T 2027": ("2027-07-01", "2027-09-30"),
    "Q3/27": ("2027-07-01", "2027-09-30"),
    "2026": ("2026-01-01", "2026-12-31"),
    "noviembre de 2026": ("2026-11-01", "2026-11-30"),
    "2026年11月": ("2026-11-01", "2026-11-30"),
}
NONE = [
    "soon",
    "31/2/2026",
    "2026-13-01",
    "Q5 2027",
    "0000-05",
    "2026-00",
    "May",
    "5/11",
    "",
    "12",
    "9" * 400,
]


@pytest.mark.parametrize("text", ONE)
def test_a_day_that_is_certain_is_mended(text: str) -> None:
    meant = mend_date(text, "due")
    assert meant is not None
    assert (meant.day, meant.help.render()) == (ONE[text], f"Write `due: {ONE[text]}`.")


@pytest.mark.parametrize("text", NAMED)
def test_a_month_in_words_is_understood(text: str) -> None:
    meant = mend_date(text, "done")
    assert meant is not None
    assert (meant.day, meant.help.render()) == (None, f"Write `done: {NAMED[text]}`.")


@pytest.mark.parametrize("text", TWO)
def test_where_the_month_could_be_either_both_are_shown(text: str) -> None:
    meant = mend_date(text, "due")
    first, second = TWO[text]
    assert meant is not None
    assert (meant.day, meant.help.render()) == (
        None,
        f"Write `due: {first}` or `due: {second}`.",
    )


@pytest.mark.parametrize("text", SPANS)
def test_of_a_month_or_quarter_a_day_is_shown(text: str) -> None:
    for key, day in zip(("date", "due"), SPANS[text], strict=True):
        meant = mend_date(text, key)
        assert meant is not None
        assert meant.day is None
        assert f"`{key}: {day}`" in meant.help.render()


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day_is_taken_for_none(text: str) -> None:
    assert mend_date(text, "due") is None


@pytest.mark.parametrize(
    ("written", "due", "date"),
    [
        ("first quarter of 2027", "2027-03-31", "2027-01-01"),
        ("primer trimestre de 2027", "2027-03-31", "2027-01-01"),
        ("2. Quartal 2027", "2027-06-30", "2027-04-01"),
        ("deuxième semestre 2027", "2027-12-31", "2027-07-01"),
        ("2º semestre de 2027", "2027-12-31", "2027-07-01"),
        ("terzo trimestre 2027", "2027-09-30", "2027-07-01"),
        ("derde kwartaal 2027", "2027-09-30", "2027-07-01"),
        ("czwarty kwartał 2027", "2027-12-31", "2027-10-01"),
        ("finales de 2026", "2026-12-31", "2026-12-01"),
        ("Ende 2026", "2026-12-31", "2026-12-01"),
    ],
)
def test_parts_of_a_year_in_words(written: str, due: str, date: str) -> None:
    for key, day in (("due", due), ("date", date)):
        meant = mend_date(written, key)
        assert meant is not None
        assert f"`{key}: {day}`" in str(meant.help)
        assert meant.day is None


@pytest.mark.parametrize(
    ("written", "last"), [("2026-02-30", "2026-02-28"), ("2028-2-31", "2028-02-29")]
)
def test_a_day_that_a_month_does_not_have_is_answered_with_its_last(
    written: str, last: str
) -> None:
    meant = mend_date(written, "due")
    assert meant is not None
    assert (str(meant.help), meant.day) == (f"That month ends on `due: {last}`.", None)
    assert mend_date("2026-02-41", "due") is None
