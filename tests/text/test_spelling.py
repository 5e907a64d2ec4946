from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.text.spelling import distance, nearest

WORDS = st.text(alphabet="abcd", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [
        ("", "", 0),
        ("touchpoint", "touchpoints", 1),
        ("emtoion", "emotion", 1),
        ("chanel", "channel", 1),
        ("kitten", "sitting", 3),
        ("ab", "ba", 1),
        ("ca", "abc", 3),
        ("", "abc", 3),
    ],
)
def test_edits_between_two_words(first: str, second: str, edits: int) -> None:
    assert distance(first, second, 9) == edits
    assert distance(second, first, 9) == edits


@given(WORDS, WORDS, st.integers(0, 4))
def test_beyond_the_limit_nothing_is_counted(first: str, second: str, most: int) -> None:
    exact = distance(first, second, 99)
    assert distance(first, second, most) == min(exact, most + 1)
    assert abs(len(first) - len(second)) <= exact <= max(len(first), len(second))
    assert (exact == 0) == (first == second)


def test_the_nearest_words_in_the_order_given() -> None:
    assert nearest("stage", ["stages", "state", "status"]) == ("stages", "state")
    assert nearest("personae", ["gains", "personas"]) == ("personas",)
    assert nearest("Lara", ["Laura", "Jorge"]) == ("Laura",)
    assert nearest("goal", ["pains", "metrics"]) == ()


def test_a_short_word_is_no_hint_for_another() -> None:
    assert nearest("a", ["b", "x"]) == ()
    assert nearest("web", ["app", "tv"]) == ()
    assert nearest("appp", ["app", "tv"]) == ("app",)
