"""What a cell says, however it is written."""

from __future__ import annotations

import pytest

from cjmap.convert.recognition.cells import (
    decimal_comma,
    is_blank,
    items_of,
    names_of,
    number_of,
    yes_or_no,
)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("one", ["one"]),
        ("• one\n• two", ["one", "two"]),
        ("- one\n- two, and more", ["one", "two, and more"]),
        ("1. one\n2) two", ["one", "two"]),
        ("1. one 2. two", ["one", "two"]),
        ("One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("One; two; three", ["One", "two", "three"]),
        ("• one; half\n• two", ["one; half", "two"]),
        ("• one\n  goes on\n• two", ["one goes on", "two"]),
        ("a sentence that\ngoes on", ["a sentence that goes on"]),
        ("**Bold** and `code`", ["Bold and `code`"]),
        ("10 minutes", ["10 minutes"]),
        ("-5 degrees", ["-5 degrees"]),
        ("", []),
    ],
)
def test_lists_within_a_cell(text: str, items: list[str]) -> None:
    assert items_of(text) == items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Web, app", ["Web", "app"]),
        ("Web/App", ["Web", "App"]),
        ("Phone & e-mail", ["Phone", "e-mail"]),
        ("Call (landline, mobile)", ["Call (landline, mobile)"]),
        (
            "She reads what others wrote, then she goes on",
            ["She reads what others wrote, then she goes on"],
        ),
        ("https://example.org/a, b", ["https://example.org/a, b"]),
        ("• Phone, call", ["Phone, call"]),
        ("ウェブ、アプリ", ["ウェブ", "アプリ"]),
        ("Web,app", ["Web", "app"]),
        ("0,0", ["0,0"]),
        ("Web, 24,5 h, 1,234 users", ["Web", "24,5 h", "1,234 users"]),
        ("example.com/shop, app", ["example.com/shop", "app"]),
        ("shop.v2/home", ["shop.v2/home"]),
        ("App/Web", ["App", "Web"]),
        ("Acme Ltd./Post", ["Acme Ltd.", "Post"]),
        ("web, app.", ["web", "app"]),
    ],
)
def test_names_within_a_cell(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize("text", ["", " ", "-", "—", "n/a", "N/A", "...", "TBD"])
def test_what_says_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    ("texts", "language", "comma"),
    [
        (["3,5"], "en", True),
        (["3.5"], "es", False),
        (["1.234,5"], "en", True),
        (["1,234.5"], "de", False),
        (["1.200"], "es", True),
        (["1.200"], "en", False),
        (["It takes 3,5 hours until somebody answers"], "en", False),
        (["NPS: 3,5"], "en", True),
    ],
)
def test_the_style_of_numbers(texts: list[str], language: str, comma: bool) -> None:
    assert decimal_comma(texts, language) is comma


@pytest.mark.parametrize(
    ("text", "comma", "number"),
    [
        ("3,5", True, 3.5),
        ("3.5", False, 3.5),
        ("1.234,5", True, 1234.5),
        ("1,234.5", False, 1234.5),
        ("12 000", False, 12000),
        ("\u22122", False, -2),
        ("1,2,3", False, None),
        ("12 apples", False, None),
        ("1e5", False, 100000),
        ("1E+4", False, 10000),
        ("1,5E-2", True, 0.015),
        ("1e", False, None),
        ("1e999", False, None),
    ],
)
def test_numbers(text: str, comma: bool, number: float | None) -> None:
    assert number_of(text, comma=comma) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yes", True),
        ("x", True),
        ("✓", True),
        ("sí", True),
        ("oui", True),
        ("no", False),
        ("✗", False),
        ("maybe", None),
    ],
)
def test_yes_and_no(text: str, said: bool | None) -> None:
    assert yes_or_no(text, "en") is said


def test_a_number_that_no_map_holds_is_none() -> None:
    assert number_of("1" + "0" * 308, comma=False) is None
    found = number_of("1000", comma=False)
    assert found is not None and float(found) == 1000
