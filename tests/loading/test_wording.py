from __future__ import annotations

import pytest

from cjmap.loading.figures import mend_number
from cjmap.loading.validation import RawError
from cjmap.loading.wording import Wording, describe_missing, put_into_words
from cjmap.model.journey import Journey
from cjmap.model.stage import Stage


def say(wording: Wording) -> tuple[str, str, str | None]:
    return wording.code, str(wording.message), str(wording.help) if wording.help else None


@pytest.mark.parametrize(
    ("kind", "details", "said"),
    [
        (
            "wrong_type",
            {"expected": "number", "quoted": True, "written": "34"},
            ("CJ012", "A number is needed here; in quotes it is text.", "Remove the quotes."),
        ),
        (
            "wrong_type",
            {"expected": "date", "quoted": True},
            ("CJ012", "A date is needed here.", "Write it as year-month-day: `2026-03-31`."),
        ),
        (
            "out_of_range",
            {"written": "9", "least": "-2", "most": "2"},
            ("CJ013", "9 is out of range.", "Allowed: -2 to 2."),
        ),
        (
            "out_of_range",
            {"written": "-1", "least": "0", "most": ""},
            ("CJ013", "-1 is out of range.", "Allowed: 0 and more."),
        ),
        (
            "out_of_range",
            {"written": "101", "least": "", "most": "100"},
            ("CJ013", "101 is out of range.", "Allowed: 100 and less."),
        ),
        (
            "unholdable",
            {"written": "1e999"},
            (
                "CJ013",
                "1e999 is no number that a map can hold.",
                "A number lies between -10^15 and 10^15 and has at most fifteen digits after the "
                "point; what is none, such as an id, stands in quotes.",
            ),
        ),
        (
            "empty_text",
            {},
            ("CJ013", "The text is empty.", "Write something, or remove the key."),
        ),
        (
            "too_long",
            {"actual_length": 3},
            (
                "CJ013",
                "Exactly two values are needed here.",
                "Write the lower and the upper one: `[1, 5]`.",
            ),
        ),
        (
            "unknown_value",
            {"written": "curent", "allowed": ["current", "future"]},
            (
                "CJ014",
                "`curent` is not known here.",
                "Did you mean `current`? Allowed: current, future.",
            ),
        ),
        (
            "unknown_value",
            {"written": "past", "allowed": ["current", "future"]},
            ("CJ014", "`past` is not known here.", "Allowed: current, future."),
        ),
        (
            "bad_date",
            {"text": "soon"},
            ("CJ015", "`soon` is no date.", "Write it as year-month-day: `2026-03-31`."),
        ),
        (
            "unsafe_url",
            {"text": "ftp://x"},
            (
                "CJ016",
                "`ftp://x` is no web address.",
                "Only http:// and https:// addresses are taken.",
            ),
        ),
        (
            "bad_format",
            {"form": "slug", "text": "My Id"},
            (
                "CJ019",
                "`My Id` is no id.",
                "An id is lower-case letters, digits and hyphens: `my-id`.",
            ),
        ),
        (
            "bad_format",
            {"form": "language", "text": "{x}"},
            (
                "CJ019",
                "`{x}` is no language.",
                "Write a language tag such as `en`, `es` or `es-MX`.",
            ),
        ),
        (
            "list_type",
            {},
            (
                "CJ012",
                "A list is needed here.",
                "Begin each item with `- ` on a line of its own.",
            ),
        ),
        (
            "dict_type",
            {},
            (
                "CJ012",
                "Keys and values are needed here.",
                "Write `key: value`, one a line, indented below this key.",
            ),
        ),
        ("another", {}, ("CJ012", "This does not fit here.", None)),
    ],
)
def test_each_kind_of_error_has_its_words(
    kind: str, details: dict[str, object], said: tuple[str, str, str | None]
) -> None:
    assert say(put_into_words(RawError(kind, (), details))) == said


def test_a_missing_key_is_told_with_what_to_write() -> None:
    assert say(describe_missing(Stage, "name")) == (
        "CJ010",
        "The key `name` is missing here.",
        "Add it, such as `name: Consideration`.",
    )
    _, _, help = say(describe_missing(Journey, "stages"))
    assert help == "Write `stages:` and below it `- name: …`, one for each part of the journey."
    _, _, help = say(describe_missing(Journey, "personas"))
    assert help == "Write `personas:` and below it `- ` and a name."


METRIC = ("stages", 0, "metrics", 0)


@pytest.mark.parametrize(
    ("written", "location", "help"),
    [
        ("40 minutos", (*METRIC, "value"), "Write `value: 40` and `unit: minutos`."),
        ("40,5 min", (*METRIC, "value"), "Write `value: 40.5` and `unit: min`."),
        ("54,2", (*METRIC, "value"), "A point, not a comma: `value: 54.2`."),
        ("54,2 %", (*METRIC, "value"), "A point, not a comma: `value: 54.2%`."),
        ("1,200", (*METRIC, "value"), "Write `value: 1200` or `value: 1.200`."),
        ("1.234.567,5", (*METRIC, "value"), "Write `value: 1234567.5`."),
        ("1.234.567", (*METRIC, "value"), "Write `value: 1234567`."),
        ("40 minutos", (*METRIC, "history", 0, "value"), "Write `value: 40`."),
        ("3 people", (*METRIC, "n"), "Write `n: 3`."),
        ("2 a", (*METRIC, "scale", 1), "Write `2`."),
        ("<= 4,5 min", (*METRIC, "target"), 'Write `target: "<= 4.5"` and `unit: min`.'),
        ("≥90,5", (*METRIC, "target"), 'A point, not a comma: `target: "≥ 90.5"`.'),
        ("some", (*METRIC, "value"), None),
        ("1.2.3", (*METRIC, "value"), None),
    ],
)
def test_what_would_be_the_number_is_shown(
    written: str, location: tuple[str | int, ...], help: str | None
) -> None:
    found = mend_number(written, location)
    assert (None if found is None else str(found.help)) == help


def test_grouped_digits_where_only_whole_numbers_stand_are_thousands() -> None:
    found = mend_number("1.200", (*METRIC, "n"), whole=True)
    assert found is not None
    assert str(found.help) == "Write `n: 1200`."
