"""What people mean who ask for a key."""

from __future__ import annotations

import pytest

from cjmap.languages.keys import words_of
from cjmap.languages.known import CODES
from cjmap.reference.finding import find, holders, near
from cjmap.reference.keys import every_key, things


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ("touchpoint.next", ["touchpoint.next"]),
        ("stages.touchpoints.next", ["touchpoint.next"]),
        ("stages[0].touchpoints[12].next", ["touchpoint.next"]),
        ("touchpoint.next.when", ["next.when"]),
        ("next.when", ["next.when"]),
        ("stages.0.touchpoints.12.next.1.when", ["next.when"]),
        ("$.stages[0].name", ["stage.name"]),
        ("journey.title", ["title"]),
        ("map.goal", ["goal"]),
        ("severity", ["pain.severity"]),
        ("customer value", ["opportunity.customer_value"]),
        ("customer-value", ["opportunity.customer_value"]),
        ("Title", ["title", "evidence.title"]),
        ("severidad", ["pain.severity"]),
        ("etapas.puntos de contacto.siguiente", ["touchpoint.next"]),
        ("persona.nombre", ["persona.name"]),
        ("opportunity.outcome.before", ["result.before"]),
    ],
)
def test_a_key_is_found_by_path_name_and_word(asked: str, paths: list[str]) -> None:
    found = find(asked)
    assert found is not None
    assert [key.path for key in found.keys] == paths


@pytest.mark.parametrize("asked", ["", ".", "qqqq", "touchpoint.qqqq", "qqqq.next", "title.next"])
def test_what_is_none_is_not_found(asked: str) -> None:
    assert find(asked) is None


def test_the_nearest_is_offered_and_short_words_are_near_to_nothing() -> None:
    assert near("severty") == "severity"
    assert near("touchpoint.nxt") == "touchpoint.next"
    assert near("stages[0].touchpoints[1].emotoin") == "touchpoint.emotion"
    assert near("siguente") == "next"
    assert near("qqqqqqq") == ""


def test_every_path_leads_to_its_key_and_every_name_to_its_thing() -> None:
    for key in every_key():
        found = find(f"{key.thing}.{key.name}")
        assert found is not None
        assert found.keys == (key,)
    for name in things():
        found = find(name)
        assert found is not None
        assert found.thing is things()[name]


@pytest.mark.parametrize("language", CODES)
def test_every_word_for_a_key_leads_to_keys(language: str) -> None:
    """A word that is another key's name in English means that one; all others lead somewhere."""
    for key, words in words_of(language).items():
        if all(one.name != key for one in every_key()):
            continue
        for word in words:
            found = find(word.rstrip("?").replace(".", " "))
            assert found is not None, word
            assert found.keys, word


@pytest.mark.parametrize(
    ("asked", "word", "paths"),
    [
        ("NPS", "nps", ["metric.type", "touchpoint.feedback"]),
        ("Very High", "very-high", ["opportunity.customer_value"]),
        ("😡", "😡", ["emotion.score"]),
        ("qqqq", "", []),
    ],
)
def test_a_value_is_found_in_any_case(asked: str, word: str, paths: list[str]) -> None:
    found, keys = holders(asked)
    assert found == word
    assert [key.path for key in keys][: len(paths)] == paths
