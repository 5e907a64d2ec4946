from __future__ import annotations

import copy
import datetime
import pickle
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cjmap.model.journey import Journey
from cjmap.model.scalars import Day, Figure, Language, Number, Slug, Text, Ticket, Url, choice
from cjmap.text.scalars import Plain, Written
from cjmap.vocabulary.emotions import NoEmotion
from cjmap.vocabulary.touchpoints import IS_MOMENT, MomentOfTruth
from tests.model.schema.maps import load

P = Plain


@pytest.mark.parametrize(
    "written",
    [
        *("1e999", "-1e999", "9" * 400, "0x" + "f" * 400, "1e" + "9" * 50, "1e-" + "9" * 50),
        *("1000000000000001", "-1e16", "1e-16", "0.1234567890123456", "1.0000000000000000"),
    ],
)
def test_a_number_beyond_what_a_map_may_hold_is_refused(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Annotated[float, Number()]).validate_python(P(written))
    assert caught.value.errors()[0]["type"] == "unholdable"


@pytest.mark.parametrize("written", ["1e15", "-1000000000000000", "1e-15", "0.123456789012345"])
def test_up_to_there_a_number_is_held(written: str) -> None:
    assert TypeAdapter(Annotated[float, Number()]).validate_python(P(written)) == float(written)


def test_what_python_works_out_may_have_more_decimals() -> None:
    assert TypeAdapter(Annotated[float, Number()]).validate_python(0.1 + 0.2) == 0.1 + 0.2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (P("54%"), "54%"),
        ("54 %", "54%"),
        (P("−3.50%"), "-3.50%"),
        (P("+25 %"), "25%"),
        (P("54"), "54"),
        ("54", "wrong_type"),
        ("% 54", "wrong_type"),
        (P("1e999%"), "unholdable"),
    ],
)
def test_a_percent_sign_may_follow_a_figure(value: Any, text: str) -> None:
    assert str(read(Annotated[float, Figure()], value)) == text


def read(kind: Any, value: Any) -> Any:
    """The value, or the type of the error."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["type"]


@pytest.mark.parametrize(
    ("kind", "value", "result"),
    [
        (Text, P("no"), "no"),
        (Text, P("014"), "014"),
        (Text, P("1.10"), "1.10"),
        (Text, P("true"), "true"),
        (Text, P("2026-03-31"), "2026-03-31"),
        (Text, "  ", "empty_text"),
        (Text, ["a"], "wrong_type"),
        (Day, P("2026-03-31"), datetime.date(2026, 3, 31)),
        (Day, "2026-03-31", datetime.date(2026, 3, 31)),
        (Day, datetime.date(2026, 3, 31), datetime.date(2026, 3, 31)),
        (Day, "31/03/2026", "bad_date"),
        (Slug, "a-b", "a-b"),
        (Slug, P("2026"), "2026"),
        (Slug, "A b", "bad_format"),
        (Language, "es-MX", "es-MX"),
        (Language, P("no"), "no"),
        (Language, "spanish", "bad_format"),
        (Language, "es_MX", "bad_format"),
        (Url, "HTTPS://example.org/?a=b#c", "HTTPS://example.org/?a=b#c"),
        (Url, "https://", "unsafe_url"),
        (Url, "https://a b", "unsafe_url"),
        (Url, "https:///path", "unsafe_url"),
        (Url, "example.org", "unsafe_url"),
        (Url, "javascript:alert(1)", "unsafe_url"),
        (Url, "java\nscript:alert(1)", "unsafe_url"),
        (Ticket, "SHOP-42", "SHOP-42"),
        (Ticket, "Shop: ask Ana", "Shop: ask Ana"),
        (Ticket, P("1423"), "1423"),
        (Ticket, "https://example.org/1", "https://example.org/1"),
        (Ticket, "file:///etc/passwd", "unsafe_url"),
        (Ticket, " JavaScript:alert(1)", "unsafe_url"),
        (Ticket, "data:text/html,x", "unsafe_url"),
    ],
)
def test_what_a_field_makes_of_what_stands_there(kind: Any, value: Any, result: Any) -> None:
    assert read(kind, value) == result


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (P("true"), True),
        (P("TRUE"), True),
        (P("False"), False),
        (False, False),
        ("true", "unknown_value"),
        (P("yes"), "unknown_value"),
        (P("zmot"), MomentOfTruth.ZERO),
        ("zmot", MomentOfTruth.ZERO),
        (MomentOfTruth.ZERO, MomentOfTruth.ZERO),
        ("Zmot", "unknown_value"),
        ([], "wrong_type"),
    ],
)
def test_a_switch_stands_without_quotes(value: Any, result: Any) -> None:
    found = read(Annotated[bool | MomentOfTruth, choice(MomentOfTruth, IS_MOMENT)], value)
    assert (found, type(found)) == (result, type(result))


@pytest.mark.parametrize(
    ("number", "value", "result"),
    [
        (Number(1, 5, whole=True), P("3"), 3),
        (Number(1, 5, whole=True), P("3.0"), 3),
        (Number(1, 5, whole=True), P("3.5"), "wrong_type"),
        (Number(1, 5, whole=True), P("0"), "out_of_range"),
        (Number(1, 5, whole=True), "3", "wrong_type"),
        (Number(-2, 2), P("-2"), -2),
        (Number(-2, 2), P("2.01"), "out_of_range"),
        (Number(), P("true"), "wrong_type"),
        (Number(1, 5, whole=True), 3, 3),
        (Number(1, 5, whole=True), 3.0, 3),
        (Number(1, 5, whole=True), 3.5, "wrong_type"),
        (Number(1, 5, whole=True), 6, "out_of_range"),
        (Number(), 2.5, 2.5),
        (Number(), float("inf"), "unholdable"),
        (Number(), True, "wrong_type"),
    ],
)
def test_a_number_field_takes_numbers_without_quotes(
    number: Number, value: Any, result: Any
) -> None:
    assert read(Annotated[float, number], value) == result


def first(text: str) -> Journey:
    document = load(text)
    assert document.problems == ()
    assert document.journey is not None
    return document.journey


def test_yaml_1_1_has_no_say_in_a_map() -> None:
    journey = first(
        "title: no\nversion: 1.10\npersonas:\n  - yes\n  - 014\n  - 12:30\n"
        "stages:\n  - name: true\n    duration: 1_000\n    emotion: −1\n    owner: ~\n"
    )
    assert journey.title == "no"
    assert journey.version == "1.10"
    assert [persona.name for persona in journey.personas] == ["yes", "014", "12:30"]
    stage = journey.stages[0]
    assert (stage.name, stage.duration, stage.owner) == ("true", "1_000", None)
    assert stage.emotion is not None
    assert stage.emotion.score == -1


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("😡", -2),
        ("🙁\ufe0f", -1),
        ("very-positive", 2),
        ("none", NoEmotion.NONE),
        ("1.5", 1.5),
        ("{score: negative, label: sad}", -1),
    ],
)
def test_the_ways_to_write_an_emotion(written: str, score: float | None) -> None:
    emotion = (
        first(f"title: T\npersonas: [A]\nstages:\n  - name: S\n    emotion: {written}\n")
        .stages[0]
        .emotion
    )
    assert emotion is not None
    assert emotion.score == score


def test_a_written_number_keeps_its_decimals_where_it_is_copied() -> None:
    for copied in (copy.deepcopy(Written(40.0, 1)), pickle.loads(pickle.dumps(Written(40.0, 1)))):
        assert (copied, copied.decimals) == (40.0, 1)
