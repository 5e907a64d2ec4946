"""Heads of tables are known in every language, and what tables of our own say is understood."""

from __future__ import annotations

import pytest

from cjmap.languages.heads import head_of, heads_meant, without_fillers, words_of_heads
from cjmap.languages.known import CODES
from cjmap.text.slugs import slug


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_words_for_every_head(code: str) -> None:
    assert list(words_of_heads(code)) == list(words_of_heads("en"))
    assert all(all(words) for words in words_of_heads(code).values())


@pytest.mark.parametrize("code", CODES)
def test_the_word_of_our_own_tables_means_its_key(code: str) -> None:
    keys = (key for key in words_of_heads(code) if key != "fillers")
    unsure = {key for key in keys if not heads_meant(slug(head_of(key, code)), code).get(key)}
    assert unsure == set()


@pytest.mark.parametrize(
    ("words", "code", "left"),
    [
        ("main-customer-pain-points", "en", "pain-points"),
        ("acciones-del-cliente", "es", "acciones"),
        ("用户的痛点", "zh", "痛点"),
        ("customer", "en", "customer"),
    ],
)
def test_what_changes_nothing_is_left_out(words: str, code: str, left: str) -> None:
    assert without_fillers(words, code) == left


def test_a_tag_of_a_language_that_does_not_ship_has_english_heads() -> None:
    assert head_of("does", "sv") == "Does"
    assert head_of("does", "es-MX") == "Hace"
