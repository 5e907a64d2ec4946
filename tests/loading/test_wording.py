from __future__ import annotations

import pytest

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
            {"expected": "number", "quoted": True},
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
            "out_of_range",
            {"written": "1e999", "least": "", "most": ""},
            ("CJ013", "1e999 is out of range.", "Write a number that a computer can hold."),
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
            {"text": "2026-02-30"},
            ("CJ015", "`2026-02-30` is no date.", "Write it as year-month-day: `2026-03-31`."),
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
        "Add `name: …`.",
    )
    _, _, help = say(describe_missing(Journey, "stages"))
    assert help == "Write `stages:` and below it `- name: …`, one for each part of the journey."
    _, _, help = say(describe_missing(Journey, "personas"))
    assert help == "Write `personas:` and below it `- ` and a name."
